"""Giving a thing back: the charge in the ledger, the money on the counter, the warranty after the repair, and back."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from shopbook.changes import Changed
from shopbook.dues.model import PaymentDraft
from shopbook.errors import Invalid, Refused
from shopbook.search.queries import Search
from shopbook.service.model import Finding, Job
from tests.core.service.workshop import Workshop


def claim(workshop: Workshop, finding: Finding, days: int = 10, **card: object) -> Job:
    """A thing with a card, brought so many days ago and ready today."""
    made = workshop.card(**card)  # type: ignore[arg-type]
    job = workshop.jobs.take_in(replace(workshop.jobs.draft_for_card(made.id), problem="ঘোরে না"))
    workshop.shop.days_later(days)
    return workshop.jobs.ready(job.id, finding)


def test_the_charge_goes_into_the_account_and_what_is_paid_comes_off(workshop: Workshop) -> None:
    job = workshop.ready(charge_taka=500)
    given = workshop.jobs.deliver(job.id, paid_paisa=300_00, method="bkash")
    assert workshop.ledger(job) == [("service", 500), ("payment", -300)]
    assert workshop.balance() == 200
    assert (given.status, given.paid_paisa, given.paid_method) == ("delivered", 300_00, "bkash")
    assert (given.closed_on, given.due_paisa) == (workshop.today, 200_00)
    receipt = workshop.store.value(
        "SELECT receipt_no FROM ledger WHERE job_id = ? AND kind = 'payment'", (job.id,)
    )
    assert receipt == "A-000001"


def test_what_is_let_off_stands_beside_the_charge(workshop: Workshop) -> None:
    job = workshop.ready(charge_taka=500)
    given = workshop.jobs.deliver(job.id, paid_paisa=400_00, discount_paisa=100_00)
    assert workshop.ledger(job) == [("service", 500), ("discount", -100), ("payment", -400)]
    assert workshop.balance() == 0 and given.due_paisa == 0 and given.discount_paisa == 100_00


def test_money_for_a_repair_is_bound_to_it_and_leaves_older_dues_alone(workshop: Workshop) -> None:
    workshop.rahim.owes(1_000, since=workshop.today - dt.timedelta(40))
    job = workshop.ready(charge_taka=500)
    workshop.jobs.deliver(job.id, paid_paisa=500_00)
    ageing = workshop.shop.book.dues.ageing(workshop.rahim.id)
    assert [(item.open_paisa, item.on) for item in ageing.open_items] == [
        (1_000_00, workshop.today - dt.timedelta(40))
    ]


def test_what_is_paid_beyond_the_charge_is_an_advance(workshop: Workshop) -> None:
    job = workshop.ready(charge_taka=500)
    workshop.jobs.deliver(job.id, paid_paisa=600_00)
    assert workshop.balance() == -100
    free = workshop.ready()
    workshop.jobs.deliver(free.id, paid_paisa=50_00)
    assert workshop.ledger(free) == [("advance", -50)] and workshop.balance() == -150


def test_a_free_repair_leaves_no_row_in_the_ledger(workshop: Workshop) -> None:
    job = workshop.ready()
    given = workshop.jobs.deliver(job.id)
    assert workshop.ledger(job) == [] and given.paid_method == ""


def test_who_is_not_in_the_book_pays_in_full_on_the_job_itself(workshop: Workshop) -> None:
    job = workshop.from_a_stranger()
    workshop.jobs.ready(job.id, Finding("repaired", charge_paisa=150_00))
    with pytest.raises(Invalid) as invalid:
        workshop.jobs.deliver(job.id, paid_paisa=100_00)
    assert invalid.value.problems["paid_paisa"].values["charge_paisa"] == 150_00
    given = workshop.jobs.deliver(job.id, paid_paisa=120_00, discount_paisa=30_00)
    assert workshop.ledger(job) == []
    assert (given.paid_paisa, given.discount_paisa, given.paid_method, given.due_paisa) == (
        120_00,
        30_00,
        "cash",
        0,
    )


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"discount_paisa": -1}, "discount_paisa"),
        ({"discount_paisa": 500_01}, "discount_paisa"),
        ({"paid_paisa": -1}, "paid_paisa"),
        ({"paid_paisa": 10**13}, "paid_paisa"),
        ({"method": "shells"}, "method"),
        ({"on": dt.date(2030, 1, 1)}, "on"),
        ({"on": dt.date(2020, 1, 1)}, "on"),
    ],
    ids=str,
)
def test_money_that_cannot_be_is_refused_and_nothing_is_handed_over(
    workshop: Workshop, values: dict[str, object], field: str
) -> None:
    job = workshop.ready(charge_taka=500)
    before = workshop.row(job)
    with pytest.raises(Invalid) as invalid:
        workshop.jobs.deliver(job.id, **values)  # type: ignore[arg-type]
    assert set(invalid.value.problems) == {field}
    assert workshop.row(job) == before and workshop.ledger(job) == []


def test_taken_back_the_money_is_reversed_and_the_thing_is_ready_again(workshop: Workshop) -> None:
    job = workshop.ready(charge_taka=500)
    before = workshop.row(job)
    workshop.jobs.deliver(job.id, paid_paisa=300_00, discount_paisa=50_00)
    back = workshop.jobs.undo_step(job.id)
    assert back.status == "ready" and workshop.row(job) == before
    assert workshop.balance() == 0
    assert [kind for kind, _ in workshop.ledger(job)] == ["service", "discount", "payment", *["reversal"] * 3]
    assert workshop.jobs.deliver(job.id, paid_paisa=500_00).status == "delivered"
    assert workshop.balance() == 0


def test_a_payment_taken_back_by_hand_is_not_taken_back_twice(workshop: Workshop) -> None:
    job = workshop.ready(charge_taka=500)
    workshop.jobs.deliver(job.id, paid_paisa=500_00)
    payment = workshop.store.value("SELECT id FROM ledger WHERE job_id = ? AND kind = 'payment'", (job.id,))
    workshop.shop.book.dues.reverse(payment, "জাল নোট")
    assert workshop.balance() == 500
    workshop.jobs.undo_step(job.id)
    assert workshop.balance() == 0


def test_money_that_came_before_or_after_the_handing_over_stays_when_that_is_taken_back(
    workshop: Workshop,
) -> None:
    pays = workshop.shop.book.dues.take_payment
    job = workshop.ready(charge_taka=500)
    pays(PaymentDraft(workshop.rahim.id, 50_00, workshop.today, job_id=job.id))
    workshop.jobs.deliver(job.id, paid_paisa=200_00, discount_paisa=20_00)
    pays(PaymentDraft(workshop.rahim.id, 100_00, workshop.today, job_id=job.id))
    assert workshop.balance() == 130
    workshop.jobs.undo_step(job.id)
    assert workshop.balance() == -150
    workshop.jobs.deliver(job.id, paid_paisa=350_00)
    assert workshop.balance() == 0 and not workshop.shop.book.dues.ageing(workshop.rahim.id).open_items
    workshop.jobs.undo_step(job.id)
    assert workshop.balance() == -150, "only the second handing over is taken back, once"


def test_the_charge_itself_is_taken_back_on_the_job_only(workshop: Workshop) -> None:
    job = workshop.ready(charge_taka=500)
    workshop.jobs.deliver(job.id)
    charge = workshop.store.value("SELECT id FROM ledger WHERE job_id = ? AND kind = 'service'", (job.id,))
    with pytest.raises(Refused):
        workshop.shop.book.dues.reverse(charge, "ভুল")


def test_money_for_repairs_is_in_the_drawer_of_the_day(workshop: Workshop) -> None:
    totals = workshop.shop.book.sales.day_totals
    job, stranger = workshop.ready(charge_taka=500), workshop.from_a_stranger()
    workshop.jobs.ready(stranger.id, Finding("repaired", charge_paisa=150_00))
    workshop.jobs.deliver(job.id, paid_paisa=300_00, method="bkash")
    workshop.jobs.deliver(stranger.id, paid_paisa=150_00)
    day = totals(workshop.today)
    assert dict(day.by_method) == {"bkash": 300_00, "cash": 150_00} and day.sold_paisa == 0
    summary = workshop.shop.book.day_summaries.of
    assert summary().total.received_paisa == 450_00
    workshop.jobs.undo_step(stranger.id)
    assert totals(workshop.today).received_paisa == 300_00
    assert summary().total.received_paisa == 300_00


def test_a_day_that_is_over_keeps_the_money_of_somebody_who_is_not_in_the_book(workshop: Workshop) -> None:
    totals = workshop.shop.book.sales.day_totals
    stranger, day = workshop.from_a_stranger(), workshop.today
    workshop.jobs.ready(stranger.id, Finding("repaired", charge_paisa=150_00))
    workshop.jobs.deliver(stranger.id, paid_paisa=150_00)
    workshop.shop.days_later(1)
    with pytest.raises(Refused):
        workshop.jobs.undo_step(stranger.id)
    assert workshop.jobs.get(stranger.id).status == "delivered" and totals(day).received_paisa == 150_00
    free = workshop.from_a_stranger()
    workshop.jobs.ready(free.id, Finding("no_fault"))
    workshop.jobs.deliver(free.id)
    workshop.shop.days_later(1)
    assert workshop.jobs.undo_step(free.id).status == "ready"


# ---- the warranty


def ends(workshop: Workshop, warranty_id: int) -> list[dt.date | None]:
    return [each.ends_on for each in workshop.shop.book.warranties.card(warranty_id).coverages]


def test_the_days_of_the_repair_are_added_to_what_was_still_covered(workshop: Workshop) -> None:
    job = claim(workshop, Finding("repaired", cover_effect="extend"), days=10)
    assert job.warranty_id is not None
    service, parts = ends(workshop, job.warranty_id)
    assert service is not None
    workshop.shop.days_later(2)
    workshop.jobs.deliver(job.id)
    assert ends(workshop, job.warranty_id) == [service + dt.timedelta(12), parts], "parts had ended before"
    workshop.jobs.undo_step(job.id)
    assert ends(workshop, job.warranty_id) == [service, parts]


def test_the_time_may_begin_anew(workshop: Workshop) -> None:
    job = claim(workshop, Finding("repaired", cover_effect="restart"))
    assert job.warranty_id is not None
    before = ends(workshop, job.warranty_id)
    workshop.jobs.deliver(job.id)
    service = ends(workshop, job.warranty_id)[0]
    assert service is not None and (service.year, service.month) == (2027, 12)
    workshop.jobs.undo_step(job.id)
    assert ends(workshop, job.warranty_id) == before


def test_a_new_thing_gets_a_new_card_and_the_old_one_is_replaced(workshop: Workshop) -> None:
    job = claim(workshop, Finding("replaced", "নতুন দেওয়া হলো", "SN-99", "new"))
    given = workshop.jobs.deliver(job.id)
    assert given.new_warranty_id is not None and given.new_card_no
    cards = workshop.shop.book.warranties
    new = cards.card(given.new_warranty_id)
    assert (new.serial, new.status, new.customer_id) == ("SN-99", "active", workshop.rahim.id)
    assert cards.card(given.warranty_id or 0).status == "replaced"
    assert [one.id for one in workshop.jobs.of_card(new.id)] == [job.id], (
        "the new card tells where it comes from"
    )
    workshop.jobs.undo_step(job.id)
    assert cards.card(given.warranty_id or 0).status == "active"
    assert workshop.jobs.get(job.id).new_warranty_id is None


def test_another_serial_alone_carries_the_cover_over_to_a_card_of_its_own(workshop: Workshop) -> None:
    job = claim(workshop, Finding("replaced", "", "SN-100"))
    before = ends(workshop, job.warranty_id or 0)
    given = workshop.jobs.deliver(job.id)
    assert given.new_warranty_id is not None
    assert ends(workshop, given.new_warranty_id) == before
    find = Search(workshop.store).codes
    assert [hit.id for hit in find("SN-100")] == [given.new_warranty_id]
    workshop.jobs.undo_step(job.id)
    assert workshop.shop.book.warranties.card(job.warranty_id or 0).is_active
    assert find("SN-100") == [] == find(given.new_card_no), "a card that was taken back is in nobody's hand"


def test_a_card_voided_meanwhile_cannot_be_extended_and_nothing_is_handed_over(workshop: Workshop) -> None:
    job = claim(workshop, Finding("repaired", cover_effect="extend", charge_paisa=100_00))
    workshop.shop.book.warranties.void(job.warranty_id or 0, "ভুল কার্ড")
    with pytest.raises(Refused):
        workshop.jobs.deliver(job.id)
    assert workshop.jobs.get(job.id).status == "ready" and workshop.balance() == 0
    workshop.jobs.undo_step(job.id)
    workshop.jobs.ready(job.id, Finding("replaced", new_serial="SN-5", charge_paisa=100_00))
    assert workshop.jobs.deliver(job.id).new_warranty_id is None


@pytest.mark.parametrize(
    ("finding", "field"),
    [
        (Finding("mended"), "outcome"),
        (Finding("repaired", cover_effect="twice"), "cover_effect"),
        (Finding("refunded", cover_effect="extend"), "cover_effect"),
        (Finding("rejected", cover_effect="restart"), "cover_effect"),
        (Finding("repaired", cover_effect="new"), "cover_effect"),
        (Finding("rejected", new_serial="SN-1"), "new_serial"),
        (Finding("replaced", new_serial="---"), "new_serial"),
        (Finding("repaired", charge_paisa=-1), "charge_paisa"),
        (Finding("repaired", cost_paisa=-1), "cost_paisa"),
        (Finding("repaired", work_done="ক" * 2001), "work_done"),
    ],
    ids=str,
)
def test_a_finding_that_does_not_fit_is_told_by_its_field(
    workshop: Workshop, finding: Finding, field: str
) -> None:
    assert set(finding.problems(has_card=True)) == {field}
    job = workshop.takes_in(warranty_id=workshop.card().id)
    with pytest.raises(Invalid) as invalid:
        workshop.jobs.ready(job.id, finding)
    assert set(invalid.value.problems) == {field}


def test_without_a_card_there_is_nothing_to_extend(workshop: Workshop) -> None:
    job = workshop.takes_in()
    with pytest.raises(Invalid) as invalid:
        workshop.jobs.ready(job.id, Finding("repaired", cover_effect="extend"))
    assert set(invalid.value.problems) == {"cover_effect"}


def test_a_free_servicing_done_with_the_job_is_ticked_and_unticked_with_it(workshop: Workshop) -> None:
    job = claim(workshop, Finding("repaired"), service_every_days=90, service_count=4)
    visits = workshop.shop.book.visits
    first, second, *_rest = visits.of_card(job.warranty_id or 0)
    workshop.jobs.deliver(job.id, visit_id=first.id)
    assert (visits.get(first.id).done_on, visits.get(first.id).job_id) == (workshop.today, job.id)
    workshop.jobs.undo_step(job.id)
    assert visits.get(first.id).done_on is None
    visits.done(first.id)
    with pytest.raises(Refused):
        workshop.jobs.deliver(job.id, visit_id=first.id)
    assert workshop.jobs.get(job.id).status == "ready"
    other = workshop.card(serial="SN-O", service_every_days=30, service_count=2)
    with pytest.raises(Invalid) as invalid:
        workshop.jobs.deliver(job.id, visit_id=visits.of_card(other.id)[0].id)
    assert set(invalid.value.problems) == {"visit_id"}
    workshop.jobs.deliver(job.id)
    assert visits.get(second.id).done_on is None


def test_with_a_new_card_only_the_servicings_to_come_go_over_to_it(workshop: Workshop) -> None:
    job = claim(workshop, Finding("replaced", "", "SN-N", "none"), service_every_days=90, service_count=4)
    visits = workshop.shop.book.visits
    before = visits.of_card(job.warranty_id or 0)
    given = workshop.jobs.deliver(job.id, visit_id=before[0].id)
    carried = visits.of_card(given.new_warranty_id or 0)
    assert before[0].id not in [visit.id for visit in carried]
    assert all(visit.done_on is None for visit in carried)
    workshop.jobs.undo_step(job.id)
    assert visits.of_card(job.warranty_id or 0) == before


# ---- one transaction, told once


def test_handing_over_is_one_saved_action_and_told_once(workshop: Workshop) -> None:
    job = claim(workshop, Finding("repaired", cover_effect="extend", charge_paisa=500_00))
    told: list[Changed] = []
    workshop.shop.book.listen(told.append)
    before = workshop.shop.book.history.last_operation()
    workshop.jobs.deliver(job.id, paid_paisa=100_00)
    assert workshop.shop.book.history.last_operation() == before + 1
    [changed] = told
    assert {"job", "customer", "ledger", "warranty"} <= changed.topics
    assert changed.touched("job") == {job.id}


def test_a_fault_while_the_money_is_written_leaves_the_thing_ready(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = claim(workshop, Finding("replaced", "", "SN-77", "new", charge_paisa=500_00))
    before, cards = workshop.row(job), workshop.shop.book.warranties.ids_of_customer(workshop.rahim.id)

    def torn(*_: object) -> None:
        raise RuntimeError("power cut")

    monkeypatch.setattr(workshop.shop.book.dues, "post", torn)
    with pytest.raises(RuntimeError):
        workshop.jobs.deliver(job.id, paid_paisa=500_00)
    assert workshop.row(job) == before
    assert workshop.shop.book.warranties.ids_of_customer(workshop.rahim.id) == cards
    assert workshop.steps(job)[-1] == ("ready", "ready")
