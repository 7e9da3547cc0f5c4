"""The figures of the workshop: fault rates against what was sold, how long repairs take, where things stand."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from shopbook.products.model import CoverageDraft, ProductDraft
from shopbook.reports.service import FaultRate, RepairDays, ServiceFigures
from shopbook.sales.model import LineDraft, Sale, SaleDraft
from shopbook.sales.return_model import ReturnDraft, ReturnLine
from shopbook.service.model import Finding
from tests.core.service.workshop import REPAIRED, Workshop

ONE = dt.timedelta(1)
YEAR = dt.timedelta(365)


def sells(workshop: Workshop, *lines: LineDraft, days_ago: int = 30) -> Sale:
    """A memo of Rahim's, so many days ago, paid on the spot."""
    draft = SaleDraft(workshop.today - days_ago * ONE, lines, workshop.rahim.id)
    return workshop.shop.book.sales.record_sale(replace(draft, paid_paisa=draft.total_paisa))


def fan(workshop: Workshop, serials: tuple[str, ...] = (), pieces: int = 1) -> LineDraft:
    """Fans with a warranty, from the shop's products."""
    known = workshop.store.value("SELECT id FROM product WHERE name = 'ফ্যান'")
    product_id = known or workshop.shop.book.products.add(ProductDraft("ফ্যান", brand="ওয়ালটন"))
    return LineDraft(
        "ফ্যান",
        product_id,
        brand="ওয়ালটন",
        quantity_milli=1000 * (len(serials) or pieces),
        unit_price_paisa=2_000_00,
        serials=serials,
        coverages=(CoverageDraft("service", length=12),) if serials else (),
    )


def rates(workshop: Workshop, by: str = "product", days: int = 365) -> list[FaultRate]:
    report = workshop.shop.book.service_report
    return report.fault_rates(workshop.today - days * ONE, workshop.today, by)  # type: ignore[arg-type]


def claims(workshop: Workshop, sale: Sale, place: int = 0) -> int:
    """A card of a memo is brought with a fault."""
    draft = workshop.jobs.draft_for_card(sale.card_ids[place])
    return workshop.jobs.take_in(replace(draft, problem="ঘোরে না")).id


def test_of_ten_fans_sold_two_came_back(workshop: Workshop) -> None:
    sale = sells(workshop, fan(workshop, tuple(f"SN-{n}" for n in range(10))))
    claims(workshop, sale, 0)
    claims(workshop, sale, 1)
    assert rates(workshop) == [FaultRate("ফ্যান ওয়ালটন", sold=10, faults=2, returns=0, rate=0.2)]
    assert rates(workshop, "brand") == [FaultRate("ওয়ালটন", 10, 2, 0, 0.2)]


def test_a_piece_is_known_by_its_serial_when_the_card_is_left_at_home(workshop: Workshop) -> None:
    sells(workshop, fan(workshop, ("SN-1", "SN-2")))
    job = workshop.takes_in(serial="sn 1")
    assert rates(workshop) == [], "not covered and nothing found yet: nobody knows"
    workshop.jobs.ready(job.id, REPAIRED)
    assert [(rate.sold, rate.faults) for rate in rates(workshop)] == [(2, 1)]


def test_what_was_refused_taken_back_or_whole_is_no_fault(workshop: Workshop) -> None:
    sale = sells(workshop, fan(workshop, ("SN-1", "SN-2", "SN-3")))
    refused, back, whole = (claims(workshop, sale, place) for place in range(3))
    assert rates(workshop)[0].faults == 3
    workshop.jobs.reject(refused, "পানিতে পড়েছে")
    workshop.jobs.cancel(back, "নিয়ে গেছেন")
    workshop.jobs.ready(whole, Finding("no_fault"))
    assert rates(workshop) == []


def test_pieces_taken_back_as_faulty_count_and_good_ones_do_not(workshop: Workshop) -> None:
    sale = sells(workshop, fan(workshop, pieces=4))
    returns = workshop.shop.book.returns
    item = sale.lines[0].id
    good = ReturnDraft(sale.id, (ReturnLine(item, 1000),), workshop.today, "পছন্দ হয়নি", 2_000_00)
    returns.take_back(good)
    assert rates(workshop) == []
    faulty = replace(good, lines=(ReturnLine(item, 2000, fit="faulty"),), reason="নষ্ট", refund_paisa=4_000_00)
    made = returns.take_back(faulty)
    assert rates(workshop) == [FaultRate("ফ্যান ওয়ালটন", 4, 0, 2, 0.5)]
    returns.void(made.id, "ভুল হয়েছে")
    assert rates(workshop) == []


def test_only_what_was_sold_in_those_days_is_counted(workshop: Workshop) -> None:
    old = sells(workshop, fan(workshop, ("SN-1", "SN-2")), days_ago=100)
    new = sells(workshop, fan(workshop, ("SN-3",)), days_ago=10)
    claims(workshop, old)
    claims(workshop, new)
    assert [(rate.sold, rate.faults) for rate in rates(workshop, days=50)] == [(1, 1)]
    assert [(rate.sold, rate.faults) for rate in rates(workshop)] == [(3, 2)]


def test_a_cancelled_memo_sold_nothing(workshop: Workshop) -> None:
    sale = sells(workshop, fan(workshop, ("SN-1", "SN-2")))
    kept = sells(workshop, fan(workshop, ("SN-3",)))
    claims(workshop, kept)
    workshop.shop.book.sales.void_sale(sale.id, "ভুল মেমো")
    assert [(rate.sold, rate.faults) for rate in rates(workshop)] == [(1, 1)]


def test_brands_and_free_text_stand_under_their_own_names(workshop: Workshop) -> None:
    walton = sells(workshop, fan(workshop, ("SN-1",)))
    free = LineDraft(
        "জগ", brand="তিস্তা", unit_price_paisa=500_00, serials=("J-1", "J-2"), quantity_milli=2000,
        coverages=(CoverageDraft("service", length=6),),
    )  # fmt: skip
    tista = sells(workshop, free)
    plain = sells(workshop, replace(free, name="তার", brand="", serials=("T-1",), quantity_milli=1000))
    for sale in (walton, tista, tista, plain):
        claims(workshop, sale)
    assert {(rate.what, rate.sold, rate.faults) for rate in rates(workshop)} == {
        ("জগ তিস্তা", 2, 2), ("ফ্যান ওয়ালটন", 1, 1), ("তার", 1, 1),
    }  # fmt: skip
    assert [(rate.what, rate.sold, rate.faults) for rate in rates(workshop, "brand")] == [
        ("তিস্তা", 2, 2), ("ওয়ালটন", 1, 1),
    ]  # fmt: skip


def test_what_is_sold_by_weight_is_counted_in_whole_pieces(workshop: Workshop) -> None:
    line = LineDraft(
        "তার",
        quantity_milli=2500,
        unit_price_paisa=100_00,
        serials=(),
        coverages=(CoverageDraft("service", length=6),),
    )
    sale = sells(workshop, line)
    claims(workshop, sale)
    [rate] = rates(workshop)
    assert (rate.sold, rate.faults, rate.rate) == (3, 1, 0.4)


# ---- days


def repaired(workshop: Workshop, in_shop: int, away: int = 0, *, twice: bool = False) -> None:
    """A thing that was so many days in the shop and so many with the company before it was ready."""
    job = workshop.takes_in()
    if away:
        for part in (away // 2, away - away // 2) if twice else (away,):
            workshop.jobs.send(job.id, "ওয়ালটন")
            workshop.shop.days_later(part)
            workshop.jobs.came_back(job.id)
    workshop.shop.days_later(in_shop)
    workshop.jobs.ready(job.id, REPAIRED)


def days(workshop: Workshop) -> RepairDays:
    return workshop.shop.book.service_report.repair_days(workshop.today - YEAR, workshop.today)


def test_repairs_are_counted_from_taking_in_to_ready(workshop: Workshop) -> None:
    assert days(workshop) == RepairDays()
    repaired(workshop, 2)
    repaired(workshop, 4)
    repaired(workshop, 3, away=9, twice=True)
    workshop.shop.days_later(30)  # nobody fetches them: no day of repair
    found = days(workshop)
    assert (found.count, found.average, found.median, found.longest) == (3, 6.0, 4.0, 12)
    assert (found.in_shop, found.at_company) == (3.0, 3.0)


def test_ready_straight_from_the_company_all_days_were_there(workshop: Workshop) -> None:
    job = workshop.standing_at("sent_to_company")
    workshop.shop.days_later(8)
    workshop.jobs.ready(job.id, REPAIRED)
    workshop.jobs.deliver(job.id)
    found = days(workshop)
    assert (found.average, found.at_company, found.in_shop) == (8.0, 8.0, 0.0)


def test_what_was_refused_or_is_looked_at_again_is_no_repair(workshop: Workshop) -> None:
    refused, again = workshop.standing_at("ready"), workshop.standing_at("ready")
    assert days(workshop).count == 2
    workshop.jobs.reject(refused.id, "আবার নষ্ট")
    workshop.jobs.move(again.id, "checking")
    assert days(workshop).count == 0


def test_a_step_taken_back_is_no_journey(workshop: Workshop) -> None:
    job = workshop.takes_in()
    workshop.jobs.send(job.id, "ওয়ালটন")
    workshop.jobs.undo_step(job.id)
    workshop.shop.days_later(5)
    workshop.jobs.ready(job.id, REPAIRED)
    assert days(workshop).at_company == 0.0


# ---- today


def test_the_workshop_at_a_glance(workshop: Workshop) -> None:
    report = workshop.shop.book.service_report
    assert report.figures() == ServiceFigures(0, 0, 0, 0, 0, 0, 0, 0)
    late = workshop.takes_in(promised_on=workshop.today + ONE)
    workshop.standing_at("ready")
    workshop.standing_at("sent_to_company")
    workshop.standing_at("waiting_part")
    workshop.standing_at("delivered")
    workshop.card(months=4)  # ends in three weeks
    assert report.figures().warranties_ending == 0
    workshop.shop.days_later(9)
    workshop.standing_at("ready")
    assert report.figures() == ServiceFigures(
        open=5,
        late=1,
        ready=2,
        ready_longest=9,
        at_company=1,
        company_longest=9,
        waiting_part=1,
        warranties_ending=1,
    )
    assert report.late_ids() == [late.id]
