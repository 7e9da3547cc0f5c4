"""Goods that come back: pieces, worth to the paisa, the money's way, cards, and taking a return back."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from shopbook.checks import check
from shopbook.dues.model import PaymentDraft
from shopbook.errors import Invalid, NotFound, Refused
from shopbook.products.model import CoverageDraft
from shopbook.sales.model import LineDraft, Sale, SaleDraft
from shopbook.sales.return_model import ReturnDraft, ReturnLine
from shopbook.search.queries import Search
from shopbook.service.model import Finding, JobDraft
from tests.language import TestShop

YEAR = CoverageDraft("service", "", 1, "year")
FANS = LineDraft(
    "ফ্যান", unit_price_paisa=2_000_00, quantity_milli=3000, serials=("F-1", "F-2", "F-3"), coverages=(YEAR,)
)
RICE = LineDraft("চাল", unit="কেজি", unit_price_paisa=70_00, quantity_milli=10_000)


def sell(shop: TestShop, customer_id: int | None, *lines: LineDraft, **money: object) -> Sale:
    draft = SaleDraft(shop.today, lines or (FANS, RICE), customer_id, **money)  # type: ignore[arg-type]
    if customer_id is None:
        draft = replace(draft, paid_paisa=draft.total_paisa)
    return shop.book.sales.record_sale(draft)


def back(shop: TestShop, sale: Sale, *lines: ReturnLine, **more: object) -> ReturnDraft:
    every = tuple(
        ReturnLine(each.sale_item_id, each.left_milli) for each in shop.book.returns.returnable(sale.id)
    )
    return ReturnDraft(sale.id, lines or every, shop.today, "পছন্দ হয়নি", **more)  # type: ignore[arg-type]


def problems(shop: TestShop, draft: ReturnDraft) -> set[str]:
    with pytest.raises(Invalid) as invalid:
        shop.book.returns.take_back(draft)
    return set(invalid.value.problems)


def test_a_return_is_found_by_its_number_also_when_it_is_void(shop: TestShop) -> None:
    sale = sell(shop, shop.customer("রহিম").id)
    taken = shop.book.returns.take_back(back(shop, sale))
    find = Search(shop.book.store).codes
    assert ("return", taken.id) in [(hit.kind, hit.id) for hit in find(taken.return_no)]
    shop.book.returns.void(taken.id, "ভুল")
    assert ("return", taken.id) in [(hit.kind, hit.id) for hit in find("১")], "its number is explained"


def test_a_part_of_a_line_is_worth_what_was_paid_for_it(shop: TestShop) -> None:
    rahim = shop.customer("রহিম")
    sale = sell(shop, rahim.id, discount_paisa=670_00)  # 6,700 in all: a tenth off everything
    fans, rice = sale.lines
    assert shop.book.returns.worth(back(shop, sale, ReturnLine(rice.id, 2500))) == 157_50
    taken = shop.book.returns.take_back(
        back(
            shop,
            sale,
            ReturnLine(fans.id, serial_id=fans.serials[1].id),
            ReturnLine(rice.id, 2500, fit="damaged"),
        )
    )
    assert [(line.amount_paisa, line.serial, line.fit) for line in taken.lines] == [
        (1_800_00, "F-2", "good"),
        (157_50, "", "damaged"),
    ]
    assert (taken.return_no, taken.total_paisa, taken.lessened_paisa) == ("A-000001", 1_957_50, 1_957_50)
    left = shop.book.returns.returnable(sale.id)
    assert [(line.left_milli, line.worth_paisa) for line in left] == [(2000, 3_600_00), (7500, 472_50)]
    assert [serial.serial for serial in left[0].serials] == ["F-1", "F-3"]
    assert [line.returned_milli for line in shop.book.sales.get(sale.id).lines] == [1000, 2500]
    assert shop.book.dues.balance(rahim.id) == sale.total_paisa - 1_957_50


def test_never_more_comes_back_than_was_sold_and_each_piece_once(shop: TestShop) -> None:
    sale = sell(shop, shop.customer("রহিম").id)
    other = sell(shop, shop.customer("করিম").id)
    fans, rice = sale.lines
    first = fans.serials[0].id
    assert problems(shop, back(shop, sale, ReturnLine(rice.id, 10_001))) == {"lines.0.quantity"}
    assert problems(shop, back(shop, sale, ReturnLine(rice.id, 6_000), ReturnLine(rice.id, 6_000))) == {
        "lines.1.quantity"
    }
    assert problems(shop, back(shop, sale, ReturnLine(rice.id, 0))) == {"lines.0.quantity"}
    assert problems(shop, back(shop, sale, ReturnLine(fans.id))) == {"lines.0.serial"}
    assert problems(shop, back(shop, sale, ReturnLine(fans.id, 2000, first))) == {"lines.0.quantity"}
    assert problems(
        shop, back(shop, sale, ReturnLine(fans.id, serial_id=first), ReturnLine(fans.id, serial_id=first))
    ) == {"lines.1.serial"}
    foreign = other.lines[0].serials[0].id
    assert problems(shop, back(shop, sale, ReturnLine(fans.id, serial_id=foreign))) == {"lines.0.serial"}
    assert problems(shop, back(shop, sale, ReturnLine(other.lines[0].id))) == {"lines.0"}
    assert problems(shop, back(shop, sale, ReturnLine(rice.id, fit="new"))) == {"lines.0.fit"}
    assert problems(shop, ReturnDraft(sale.id, (), shop.today, "")) == {"lines", "reason"}
    shop.book.returns.take_back(back(shop, sale, ReturnLine(fans.id, serial_id=first)))
    assert problems(shop, back(shop, sale, ReturnLine(fans.id, serial_id=first))) == {"lines.0.serial"}
    shop.book.returns.take_back(back(shop, sale))
    assert shop.book.returns.returnable(sale.id) == []


def test_the_day_lies_between_the_sale_and_today(shop: TestShop) -> None:
    sale = sell(shop, shop.customer("রহিম").id)
    for days in (-1, 1):
        assert problems(shop, replace(back(shop, sale), on=shop.today + dt.timedelta(days=days))) == {"on"}
    with pytest.raises(NotFound):
        shop.book.returns.take_back(replace(back(shop, sale), sale_id=7))
    with pytest.raises(NotFound):
        shop.book.returns.get(7)
    shop.book.sales.void_sale(sale.id, "ভুল")
    with pytest.raises(Refused):
        shop.book.returns.take_back(back(shop, sale))


def test_all_of_a_line_names_all_its_pieces(shop: TestShop) -> None:
    sale = sell(shop, shop.customer("রহিম").id)
    taken = shop.book.returns.take_back(back(shop, sale, ReturnLine(sale.lines[0].id, 3000, fit="faulty")))
    assert [(line.serial, line.quantity_milli, line.fit) for line in taken.lines] == [
        ("F-1", 1000, "faulty"),
        ("F-2", 1000, "faulty"),
        ("F-3", 1000, "faulty"),
    ]


# ---- the money


def test_a_return_lessens_first_what_its_own_memo_still_owes(shop: TestShop) -> None:
    rahim = shop.customer("রহিম").owes(500, shop.today - dt.timedelta(days=90))
    sale = sell(shop, rahim.id, RICE, paid_paisa=300_00)  # 700, so 400 is due
    draft = back(shop, sale, ReturnLine(sale.lines[0].id, 5000))  # worth 350
    assert shop.book.returns.settling(draft).most_refund_paisa == 0
    assert problems(shop, replace(draft, refund_paisa=1)) == {"refund"}
    shop.book.returns.take_back(draft)
    assert shop.book.sales.standing(sale.id).open_paisa == 50_00
    assert shop.book.dues.balance(rahim.id) == 550_00
    assert shop.book.dues.ageing(rahim.id).oldest_unpaid_on == shop.today - dt.timedelta(days=90)


def test_what_was_paid_beyond_the_memos_due_may_go_back_into_the_hand(shop: TestShop) -> None:
    rahim = shop.customer("রহিম")
    sale = sell(shop, rahim.id, RICE, paid_paisa=300_00)
    draft = back(shop, sale, refund_paisa=300_00, method="bkash", reference="trx৯ক")
    assert problems(shop, replace(draft, refund_paisa=300_01)) == {"refund"}
    assert problems(shop, replace(draft, refund_paisa=-1)) == {"refund"}
    assert problems(shop, replace(draft, method="gold")) == {"method"}
    assert shop.book.returns.warnings(draft) == {}
    taken = shop.book.returns.take_back(draft)
    assert (taken.refund_paisa, taken.refund_method, taken.lessened_paisa) == (300_00, "bkash", 400_00)
    assert shop.book.dues.balance(rahim.id) == 0
    assert [(line.kind, line.amount_paisa, line.method) for line in shop.book.dues.statement(rahim.id)] == [
        ("sale", 700_00, ""), ("payment", -300_00, "cash"), ("return", -700_00, ""), ("refund", 300_00, "bkash"),
    ]  # fmt: skip
    assert dict(shop.book.sales.day_totals(shop.today).by_method) == {"cash": 300_00, "bkash": -300_00}
    assert shop.book.dues.received(shop.today).total_paisa == 0


def test_money_into_the_hand_of_one_who_still_owes_is_said_not_forbidden(shop: TestShop) -> None:
    rahim = shop.customer("রহিম").owes(500, shop.today - dt.timedelta(days=90))
    sale = sell(shop, rahim.id, RICE, paid_paisa=700_00)
    draft = back(shop, sale, refund_paisa=700_00)
    (said,) = shop.book.returns.warnings(draft).values()
    assert said.values == {"refund_paisa": 700_00, "left_paisa": 500_00}
    assert shop.book.returns.warnings(replace(draft, refund_paisa=0)) == {}
    shop.book.returns.take_back(draft)
    assert shop.book.dues.balance(rahim.id) == 500_00


def test_what_is_neither_due_nor_given_back_is_their_advance(shop: TestShop) -> None:
    rahim = shop.customer("রহিম")
    sale = sell(shop, rahim.id, RICE, paid_paisa=700_00)
    shop.book.returns.take_back(back(shop, sale))
    assert shop.book.dues.balance(rahim.id) == -700_00
    assert shop.book.sales.standing(sale.id).ahead_paisa == 700_00


def test_without_a_customer_everything_goes_back_into_the_hand(shop: TestShop) -> None:
    sale = sell(shop, None, RICE)
    draft = back(shop, sale, ReturnLine(sale.lines[0].id, 5000))
    for wrong in (0, 349_99, 350_01):
        assert problems(shop, replace(draft, refund_paisa=wrong)) == {"refund"}
    taken = shop.book.returns.take_back(replace(draft, refund_paisa=350_00))
    totals = shop.book.sales.day_totals(shop.today)
    assert (totals.sold_paisa, totals.received_paisa, totals.returned_paisa) == (700_00, 350_00, 350_00)
    shop.days_later(1)
    shop.book.returns.void(taken.id, "ভুল")
    assert shop.book.sales.day_totals(shop.today).received_paisa == 350_00
    assert (shop.book.sales.standing(sale.id).open_paisa, shop.book.sales.get(sale.id).is_returned) == (
        0,
        False,
    )


def test_the_money_for_a_repair_without_a_name_is_the_days_too(shop: TestShop) -> None:
    job = shop.book.jobs.take_in(JobDraft("ফ্যান", "ঘোরে না", name="পথচারী"))
    shop.book.jobs.ready(job.id, Finding("repaired", charge_paisa=300_00))
    shop.book.jobs.deliver(job.id, paid_paisa=300_00, method="bkash")
    assert dict(shop.book.sales.day_totals(shop.today).by_method) == {"bkash": 300_00}


def test_money_that_came_later_is_seen_on_the_memo(shop: TestShop) -> None:
    rahim = shop.customer("রহিম")
    sale = sell(shop, rahim.id, RICE, paid_paisa=300_00)
    shop.days_later(1)
    shop.book.dues.take_payment(PaymentDraft(rahim.id, 250_00, shop.today))
    stands = shop.book.sales.standing(sale.id)
    assert (stands.counter_paisa, stands.later_paisa, stands.open_paisa) == (300_00, 250_00, 150_00)
    assert [row.open_paisa for row in shop.book.sales.rows([sale.id])] == [150_00]
    first = next(line for line in shop.book.dues.statement(rahim.id) if line.kind == "payment")
    shop.book.dues.reverse(first.id, "চেক ফেরত")
    stands = shop.book.sales.standing(sale.id)
    assert (stands.counter_paisa, stands.later_paisa, stands.open_paisa) == (0, 250_00, 450_00)


# ---- cards


def test_the_card_of_the_piece_that_came_back_ends_and_the_others_live(shop: TestShop) -> None:
    sale = sell(shop, shop.customer("রহিম").id, FANS)
    line = sale.lines[0]
    taken = shop.book.returns.take_back(back(shop, sale, ReturnLine(line.id, serial_id=line.serials[1].id)))
    cards = shop.book.warranties.cards(sale.card_ids)
    assert [(card.serial, card.status) for card in cards] == [
        ("F-1", "active"),
        ("F-2", "void"),
        ("F-3", "active"),
    ]
    assert (cards[1].closed_on, cards[1].close_reason) == (shop.today, "পছন্দ হয়নি")
    by_hand = next(card for card in cards if card.serial == "F-3")
    shop.book.warranties.void(by_hand.id, "পানিতে পড়েছে")
    rest = shop.book.returns.take_back(back(shop, sale))
    assert {card.status for card in shop.book.warranties.cards(sale.card_ids)} == {"void"}
    shop.book.returns.void(taken.id, "ভুল")
    shop.book.returns.void(rest.id, "ভুল")
    assert [(card.serial, card.status) for card in shop.book.warranties.cards(sale.card_ids)] == [
        ("F-1", "active"),
        ("F-2", "active"),
        ("F-3", "void"),
    ]


def test_one_card_for_the_whole_line_ends_when_all_of_it_is_back(shop: TestShop) -> None:
    sale = sell(shop, shop.customer("রহিম").id, replace(FANS, serials=()))
    line = sale.lines[0]
    shop.book.returns.take_back(back(shop, sale, ReturnLine(line.id, 2000)))
    assert [card.status for card in shop.book.warranties.cards(sale.card_ids)] == ["active"]
    shop.book.returns.take_back(back(shop, sale))
    assert [card.status for card in shop.book.warranties.cards(sale.card_ids)] == ["void"]


def test_a_serial_that_came_back_may_be_sold_again_without_a_word(shop: TestShop) -> None:
    sale = sell(shop, shop.customer("রহিম").id, FANS)
    again = SaleDraft(shop.today, (replace(FANS, quantity_milli=1000, serials=("F-2",)),))
    assert set(shop.book.sales.warnings(again)) == {"lines.0.serials.0"}
    line = sale.lines[0]
    shop.book.returns.take_back(back(shop, sale, ReturnLine(line.id, serial_id=line.serials[1].id)))
    assert shop.book.sales.warnings(again) == {}


# ---- the way back, and what it does to the customer


def test_a_voided_return_is_as_if_nothing_came_back_but_stays_with_its_reason(shop: TestShop) -> None:
    rahim = shop.customer("রহিম").owes(300, shop.today - dt.timedelta(days=50))
    sale = sell(shop, rahim.id, paid_paisa=6_700_00)
    before = (rahim.record, shop.book.sales.get(sale.id), shop.book.returns.returnable(sale.id))
    taken = shop.book.returns.take_back(back(shop, sale, refund_paisa=6_000_00))
    assert problems_of_void(shop, taken.id, "  ") == {"reason"}
    voided = shop.book.returns.void(taken.id, "ভুল মেমো")
    assert (voided.voided_on, voided.void_reason, voided.is_voided) == (shop.today, "ভুল মেমো", True)
    assert (rahim.record, shop.book.sales.get(sale.id), shop.book.returns.returnable(sale.id)) == before
    with pytest.raises(Refused):
        shop.book.returns.void(taken.id, "আবার")
    assert shop.book.returns.of_sale(sale.id) == shop.book.returns.of_customer(rahim.id) == [voided]
    assert [row.voided for row in shop.book.returns.rows(shop.book.returns.ids())] == [True]
    assert check(shop.book).is_whole


def problems_of_void(shop: TestShop, return_id: int, reason: str) -> set[str]:
    with pytest.raises(Invalid) as invalid:
        shop.book.returns.void(return_id, reason)
    return set(invalid.value.problems)


def test_a_memo_with_goods_back_is_not_voided_before_its_return(shop: TestShop) -> None:
    sale = sell(shop, shop.customer("রহিম").id)
    taken = shop.book.returns.take_back(back(shop, sale, ReturnLine(sale.lines[1].id, 1000)))
    with pytest.raises(Refused) as refused:
        shop.book.sales.void_sale(sale.id, "ভুল")
    assert refused.value.message.values == {"return_no": taken.return_no}
    shop.book.returns.void(taken.id, "ভুল")
    assert shop.book.sales.void_sale(sale.id, "ভুল").is_voided


def test_a_memo_that_came_back_whole_is_no_day_of_buying(shop: TestShop) -> None:
    rahim = shop.customer("রহিম")
    sell(shop, rahim.id, RICE)
    first = shop.today
    shop.days_later(10)
    sale = sell(shop, rahim.id, RICE)
    half = shop.book.returns.take_back(back(shop, sale, ReturnLine(sale.lines[0].id, 5000)))
    assert (rahim.record.sales_count, rahim.record.last_sale_on) == (2, shop.today)
    assert [row.returned for row in shop.book.sales.rows([sale.id])] == ["part"]
    whole = shop.book.returns.take_back(back(shop, sale))
    assert (rahim.record.sales_count, rahim.record.last_sale_on) == (1, first)
    assert [row.returned for row in shop.book.sales.rows([sale.id])] == ["all"]
    assert shop.book.sales.bought_paisa(rahim.id, first, shop.today) == 700_00
    assert shop.book.sales.differences() == ()
    shop.book.returns.void(whole.id, "ভুল")
    shop.book.returns.void(half.id, "ভুল")
    assert (rahim.record.sales_count, rahim.record.last_sale_on) == (2, shop.today)
    assert shop.book.sales.bought_paisa(rahim.id, first, shop.today) == 1_400_00
    assert check(shop.book).is_whole


def test_a_kept_quantity_that_no_return_tells_of_is_found(shop: TestShop) -> None:
    sale = sell(shop, shop.customer("রহিম").id)
    rice = sale.lines[1].id
    shop.book.returns.take_back(back(shop, sale, ReturnLine(rice, 2000)))
    assert shop.book.returns.differences() == []
    with shop.book.store.operation() as op:
        op.update("sale_item", rice, {"returned_milli": 0})
    assert shop.book.returns.differences() == [("returned", rice, 0, 2000)]
