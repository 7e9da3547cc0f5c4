"""Free servicing: planned when the card is given, ticked when it is done, moved, and ended with its card."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopbook.errors import Invalid, NotFound, Refused
from shopbook.products.model import CoverageDraft
from shopbook.sales.model import LineDraft, SaleDraft
from shopbook.warranties.model import Card, CardDraft
from shopbook.warranties.visits import due_days
from tests.language import TestShop

ONE = dt.timedelta(1)
YEAR = CoverageDraft("service", "", 1, "year")


def give(
    shop: TestShop,
    *coverages: CoverageDraft,
    every: int = 120,
    count: int = 3,
    customer_id: int | None = None,
) -> Card:
    return shop.book.warranties.give(
        CardDraft(
            "এসি",
            shop.today,
            coverages or (YEAR,),
            customer_id=customer_id,
            service_every_days=every,
            service_count=count,
        )
    )


def due(shop: TestShop, card: Card) -> list[int]:
    """The days after the card's first on which it is serviced."""
    return [(visit.due_on - card.start_on).days for visit in shop.book.visits.of_card(card.id)]


def test_servicing_is_planned_from_the_first_day_of_the_card(shop: TestShop) -> None:
    card = give(shop)
    assert due(shop, card) == [120, 240, 360]
    assert [visit.sequence for visit in shop.book.visits.of_card(card.id)] == [1, 2, 3]
    assert (card.service_every_days, card.service_count) == (120, 3)


def test_nothing_is_promised_after_the_service_promise_ends(shop: TestShop) -> None:
    assert due(shop, give(shop, count=10)) == [120, 240, 360]
    # The longest service promise counts, not a longer one for parts ...
    half = CoverageDraft("service", "", 6, "month")
    assert due(shop, give(shop, half, CoverageDraft("parts", "কম্প্রেসর", 10, "year"))) == [120]
    # ... and without a service promise the longest of all; its own last day is still inside.
    assert due(shop, give(shop, CoverageDraft("parts", "", 240, "day"), count=9)) == [120, 240]
    assert due(shop, give(shop, CoverageDraft("service", "", None, "life"), count=5)) == [
        120,
        240,
        360,
        480,
        600,
    ]


@pytest.mark.parametrize(("every", "count"), [(None, 3), (120, None), (120, 0), (None, None)])
def test_without_a_rhythm_nothing_is_planned(every: int | None, count: int | None) -> None:
    assert due_days(dt.date(2026, 11, 21), every, count, None) == []


@pytest.mark.parametrize(("every", "count"), [(0, 3), (3651, 3), (120, 101), (120, -1)])
def test_a_rhythm_that_cannot_be_is_refused(shop: TestShop, every: int, count: int) -> None:
    with pytest.raises(Invalid):
        give(shop, every=every, count=count)


@given(
    st.dates(dt.date(2000, 1, 1), dt.date(2060, 1, 1)),
    st.integers(1, 400),
    st.integers(0, 20),
    st.none() | st.integers(0, 3000),
)
def test_planned_days_are_evenly_apart_and_inside_the_promise(
    start: dt.date, every: int, count: int, lasts: int | None
) -> None:
    last = None if lasts is None else start + lasts * ONE
    days = due_days(start, every, count, last)
    assert [(day - start).days for day in days] == [every * n for n in range(1, len(days) + 1)]
    assert len(days) == (count if lasts is None else min(count, lasts // every))


def test_a_servicing_is_ticked_done_and_taken_back(shop: TestShop) -> None:
    card = give(shop)
    first, second, _third = shop.book.visits.of_card(card.id)
    shop.days_later(125)
    assert first.is_late(shop.today)
    done = shop.book.visits.done(first.id, shop.today - ONE, " গ্যাস দেওয়া ")
    assert (done.done_on, done.note, done.is_late(shop.today)) == (shop.today - ONE, "গ্যাস দেওয়া", False)
    assert shop.book.visits.get(first.id) == done
    assert shop.book.visits.next_of(card.id) == second
    with pytest.raises(Refused):
        shop.book.visits.done(first.id)
    assert shop.book.visits.undo(first.id) == first
    assert shop.book.visits.get(first.id) == first


def test_done_in_a_job_it_knows_the_job(shop: TestShop) -> None:
    from shopbook.service.model import JobDraft

    visit = shop.book.visits.of_card(give(shop).id)[0]
    job = shop.book.jobs.take_in(JobDraft("এসি", "ফ্রি সার্ভিসিং", phone="01711000000"))
    assert shop.book.visits.done(visit.id, job_id=job.id).job_id == job.id
    assert shop.book.visits.undo(visit.id).job_id is None


def test_a_day_that_has_not_come_and_a_story_that_is_too_long_are_refused(shop: TestShop) -> None:
    visit = shop.book.visits.of_card(give(shop).id)[0]
    with pytest.raises(Invalid) as refused:
        shop.book.visits.done(visit.id, shop.today + ONE, "x" * 501)
    assert set(refused.value.problems) == {"on", "note"}
    with pytest.raises(NotFound):
        shop.book.visits.done(1)


def test_another_day_is_agreed_inside_the_promise(shop: TestShop) -> None:
    card = give(shop)
    visit = shop.book.visits.of_card(card.id)[0]
    last = card.coverages[0].ends_on
    assert last is not None
    assert shop.book.visits.last_day(visit.id) == last
    assert shop.book.visits.postpone(visit.id, last).due_on == last
    assert shop.book.visits.postpone(visit.id, shop.today).due_on == shop.today
    for day in (last + ONE, shop.today - ONE):
        with pytest.raises(Invalid) as refused:
            shop.book.visits.postpone(visit.id, day)
        assert set(refused.value.problems) == {"due_on"}
    shop.book.visits.done(visit.id)
    with pytest.raises(Refused):
        shop.book.visits.postpone(visit.id, shop.today + ONE)


def test_lists_of_what_is_late_and_what_is_coming(shop: TestShop) -> None:
    rahim = shop.customer("রহিম", "01712345678")
    card = give(shop, every=20, count=4, customer_id=rahim.id)
    shop.days_later(45)
    first, second, third, fourth = (visit.id for visit in shop.book.visits.of_card(card.id))
    visits = shop.book.visits
    assert visits.ids("late") == [first, second]
    assert visits.ids("coming") == [third]
    assert visits.ids("due") == [first, second, third]
    visits.done(first)
    assert visits.ids("late") == [second]
    [row] = visits.rows([second])
    assert (row.customer_name, row.phone, row.card_no) == ("রহিম", "+8801712345678", card.card_no)
    assert [each.visit.id for each in visits.rows([fourth, 12345, third])] == [fourth, third]
    shop.book.warranties.void(card.id, "ভুল")
    assert visits.ids("due") == []
    assert [visit.id for visit in visits.of_card(card.id)] == [first], "what was done stays written"


def test_servicing_moves_with_the_delivery_and_what_was_done_stays(shop: TestShop) -> None:
    line = LineDraft(
        "এসি", unit_price_paisa=50_000_00, coverages=(YEAR,), service_every_days=120, service_count=3
    )
    sale = shop.book.sales.record_sale(
        SaleDraft(
            shop.today,
            (line,),
            shop.customer("রহিম").id,
            delivery="needed",
            deliver_on=shop.today + 3 * ONE,
            warranty_from="delivery",
        )
    )
    card_id = sale.card_ids[0]
    before = shop.book.visits.of_card(card_id)
    assert before[0].due_on == shop.today + 123 * ONE
    shop.book.visits.done(before[0].id)
    shop.days_later(10)
    with shop.book.store.operation() as op:
        shop.book.warranties.start_at_delivery(op, sale.id, shop.today)
    after = shop.book.visits.of_card(card_id)
    assert after[0].due_on == before[0].due_on
    assert [visit.due_on for visit in after[1:]] == [shop.today + 240 * ONE, shop.today + 360 * ONE]
    assert [visit.id for visit in after] == [visit.id for visit in before]
    assert shop.book.warranties.differences() == []


def test_every_change_of_a_servicing_is_told_to_the_screens(shop: TestShop) -> None:
    rahim = shop.customer("রহিম")
    card = give(shop, customer_id=rahim.id)
    visit = shop.book.visits.of_card(card.id)[0]
    told = []
    shop.book.listen(told.append)
    shop.book.visits.done(visit.id)
    shop.book.visits.undo(visit.id)
    shop.book.visits.postpone(visit.id, shop.today + ONE)
    shop.book.warranties.void(card.id, "ভুল")
    assert all(changed.touches("visit") and rahim.id in changed.touched("customer") for changed in told)
    assert len(told) == 4


def test_a_servicing_of_a_card_that_ended_is_not_to_come_when_its_tick_is_taken_back(shop: TestShop) -> None:
    card = give(shop, customer_id=shop.customer("রহিম").id)
    first = shop.book.visits.of_card(card.id)[0]
    shop.book.visits.done(first.id)
    shop.book.warranties.void(card.id, "ভুল")
    shop.book.visits.undo(first.id)
    assert shop.book.visits.of_card(card.id) == [] and shop.book.visits.differences() == []
    shop.book.warranties.undo_change(card.id)
    assert shop.book.visits.of_card(card.id)[0] == first
