"""Cards on the day's list: what a thing in the workshop makes silent, and what ends a free servicing's reminder."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.core.followups.telling import DUE, Telling


def days(n: int) -> dt.timedelta:
    return dt.timedelta(n)


def job(tell: Telling, card: int, received_on: dt.date, **columns: object) -> int:
    return tell.insert(
        "job",
        job_no="J-1",
        warranty_id=card,
        product_name="ফ্রিজ",
        problem="ঠান্ডা হয় না",
        received_on=received_on,
        **columns,
    )


@pytest.mark.parametrize(
    ("received", "closed", "told"), [(-90, -80, True), (-90, None, False), (1, 2, False)]
)
def test_who_brought_the_thing_in_is_not_asked_whether_something_is_wrong(
    tell: Telling, received: int, closed: int | None, told: bool
) -> None:
    card = tell.warranty(tell.customer(), DUE + days(15))
    shut = {} if closed is None else {"status": "delivered", "closed_on": DUE + days(closed)}
    job(tell, card, DUE + days(received), **shut)
    assert ("warranty_ending" in tell.rules(DUE + days(3))) is told


def test_a_job_that_was_cancelled_says_nothing(tell: Telling) -> None:
    card = tell.warranty(tell.customer(), DUE + days(15))
    job(tell, card, DUE + days(1), status="cancelled", closed_on=DUE + days(1))
    assert tell.rules(DUE + days(3)) == ["warranty_ending"]


def test_a_thing_in_the_workshop_is_serviced_there(tell: Telling) -> None:
    tell.visit(tell.customer(), DUE + days(3))
    card = tell.store.value("SELECT max(id) FROM warranty")
    work = job(tell, card, DUE)
    assert tell.rules(DUE) == []
    tell.change("job", work, status="delivered", closed_on=DUE)
    assert tell.rules(DUE) == ["service_visit"]


@pytest.mark.parametrize("status", ["void", "replaced", "transferred"])
def test_a_card_that_ended_asks_for_nothing(tell: Telling, status: str) -> None:
    who = tell.customer()
    tell.list.tune("cover_ending", on=True)
    tell.visit(who, DUE + days(3))
    tell.insert(
        "coverage",
        warranty_id=tell.warranty(who, DUE + days(15)),
        kind="replacement",
        length=7,
        unit="day",
        ends_on=DUE + days(1),
    )
    assert tell.rules(DUE) == ["cover_ending", "service_visit", "warranty_ending"]
    for card in tell.store.ids("SELECT id FROM warranty"):
        tell.change("warranty", card, status=status)
    assert tell.rules(DUE) == []


def test_the_days_to_bring_a_thing_back_are_told_only_by_a_shop_that_wants_it(tell: Telling) -> None:
    card = tell.warranty(tell.customer(), DUE + days(300))
    for kind in ("money_back", "service"):
        tell.insert("coverage", warranty_id=card, kind=kind, length=7, unit="day", ends_on=DUE + days(1))
    assert tell.rules(DUE) == []
    tell.list.tune("cover_ending", on=True)
    assert tell.rules(DUE) == ["cover_ending"], "of a service promise nobody can bring anything back"


def test_another_day_agreed_for_a_servicing_is_the_next_day_they_are_reminded_of(tell: Telling) -> None:
    who = tell.customer()
    visit = tell.visit(who, DUE)
    tell.it_is(DUE)
    [item] = tell.items()
    assert item.rule == "service_visit"
    tell.list.done([item])
    assert tell.items() == []
    tell.shop.book.visits.postpone(visit, DUE + days(20))
    assert tell.items(DUE + days(16)) == []
    assert tell.rules(DUE + days(17)) == ["service_visit"]


def test_a_servicing_ticked_by_mistake_stands_on_the_list_again(tell: Telling) -> None:
    visit = tell.visit(tell.customer(), DUE)
    tell.it_is(DUE)
    tell.shop.book.visits.done(visit)
    assert tell.items() == []
    tell.shop.book.visits.undo(visit)
    assert tell.rules() == ["service_visit"]
