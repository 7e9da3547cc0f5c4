"""The two calls of a halkhata: before the day to invite, and after it to who did not come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pytest

from shopbook.localisation.language import say, using
from tests.core.followups.telling import Telling

HELD = dt.date(2026, 11, 24)


def days(n: int) -> dt.date:
    return HELD + dt.timedelta(n)


@pytest.fixture
def guest(tell: Telling) -> int:
    """Rahim, who owes 4,500 and is invited; the guest's id."""
    who = tell.customer(phone="1711000001", balance_paisa=4_500_00)
    return tell.guest(who, HELD)


def called_on(tell: Telling, first: int = -10, last: int = 15) -> list[int]:
    return [n for n in range(first, last) if "halkhata" in tell.rules(days(n))]


def test_a_guest_is_called_from_three_days_before_and_again_after_three_days(
    tell: Telling, guest: int
) -> None:
    assert called_on(tell) == [-3, -2, -1, 0, 3, 4, 5, 6, 7, 8, 9, 10]


def test_what_is_said_names_the_day_and_the_due(tell: Telling, guest: int) -> None:
    with using("bn"):
        tell.it_is(days(-1))
        assert say(tell.items()[0].why) == "হালখাতা আগামীকাল; দাওয়াত দিন। বাকি ৳৪,৫০০।"
        tell.it_is(days(3))
        assert say(tell.items()[0].why) == "২৪ নভেম্বর ২০২৬ তারিখের হালখাতায় আসেননি; এখনো বাকি ৳৪,৫০০।"


def test_the_message_invites_before_and_says_we_missed_you_after(tell: Telling, guest: int) -> None:
    with using("bn"):
        tell.it_is(days(-2))
        card = tell.card()
        [before] = tell.list.messages_of([(card, card.reasons[0])])
        tell.it_is(days(4))
        card = tell.card()
        [after] = tell.list.messages_of([(card, card.reasons[0])])
    assert "২৪ নভেম্বর আমাদের হালখাতা" in before.text and "৪,৫০০" not in before.text
    assert "হালখাতায় আপনাকে পাইনি" in after.text and "৳৪,৫০০" in after.text


def test_who_was_invited_on_the_phone_is_called_after_the_day_all_the_same(tell: Telling, guest: int) -> None:
    tell.it_is(days(-3))
    tell.list.done(tell.card().reasons)
    assert called_on(tell) == [3, 4, 5, 6, 7, 8, 9, 10]


def test_coming_ends_it(tell: Telling, guest: int) -> None:
    tell.change("halkhata_guest", guest, came_on=HELD)
    assert called_on(tell) == []


@pytest.mark.parametrize(("paid_on", "called"), [(-9, True), (0, False), (5, False)])
def test_paying_about_the_day_ends_it_and_paying_long_before_does_not(
    tell: Telling, guest: int, paid_on: int, called: bool
) -> None:
    who = tell.store.value("SELECT customer_id FROM halkhata_guest WHERE id = ?", (guest,))
    tell.insert(
        "ledger", customer_id=who, entry_on=days(paid_on), kind="payment", amount_paisa=-500_00, method="cash"
    )
    assert ("halkhata" in tell.rules(days(6))) is called


def test_money_that_was_taken_back_was_never_there(tell: Telling, guest: int) -> None:
    who = tell.store.value("SELECT customer_id FROM halkhata_guest WHERE id = ?", (guest,))
    paid = tell.insert(
        "ledger", customer_id=who, entry_on=HELD, kind="payment", amount_paisa=-500_00, method="cash"
    )
    tell.insert(
        "ledger", customer_id=who, entry_on=HELD, kind="reversal", amount_paisa=500_00, reverses_id=paid
    )
    assert "halkhata" in tell.rules(days(4))


@pytest.mark.parametrize(("status", "called"), [("closed", range(3, 11)), ("cancelled", [])])
def test_a_drive_that_is_over_invites_nobody_but_who_did_not_come_is_missed(
    tell: Telling, guest: int, status: str, called: Sequence[int]
) -> None:
    drive = tell.store.value("SELECT halkhata_id FROM halkhata_guest WHERE id = ?", (guest,))
    tell.change("halkhata", drive, status=status)
    assert called_on(tell) == [*called]


def test_who_owes_nothing_any_more_or_is_off_the_list_is_not_called(tell: Telling, guest: int) -> None:
    who = tell.store.value("SELECT customer_id FROM halkhata_guest WHERE id = ?", (guest,))
    tell.change("customer", who, balance_paisa=0)
    assert called_on(tell) == []
    tell.change("customer", who, balance_paisa=500_00)
    tell.change("halkhata_guest", guest, deleted_at="2026-11-01T00:00:00.000Z")
    assert called_on(tell) == []


def test_the_shop_sets_how_many_days(tell: Telling, guest: int) -> None:
    tell.it_is(days(-10))
    tell.list.tune("halkhata", values={"before": 5, "after": 1})
    assert called_on(tell, -8, 5) == [-5, -4, -3, -2, -1, 0, 1, 2, 3, 4]
