"""A call and what it does to the day are one save: taken back together, and nothing is left that hides the card."""

from __future__ import annotations

import datetime as dt

import pytest

from shopbook.calls.model import CallbackDraft, CallDraft
from shopbook.errors import Invalid
from shopbook.followups.model import Card, Lane
from shopbook.followups.reminders import ReminderDraft
from tests.language import TestShop


def the_card(shop: TestShop) -> Card:
    (card,) = shop.book.followups.today().all_cards()
    return card


def test_the_call_takes_customer_number_and_request_from_its_card(shop: TestShop) -> None:
    shop.book.calls.ask_callback(CallbackDraft("01712345678", name="ইসমাইল"))
    shop.book.followups.called(CallDraft(outcome="talked", said="দাম বললাম"), the_card(shop))
    assert shop.book.followups.today().all_cards() == ()
    assert shop.book.calls.open_callbacks() == []


def test_only_the_ticked_reasons_are_settled(shop: TestShop) -> None:
    salma = shop.customer("সালমা", "01819223344")
    shop.book.calls.ask_callback(CallbackDraft("01819223344", customer_id=salma.id))
    shop.book.followups.remind(ReminderDraft("দাম জানাতে হবে", shop.today, customer_id=salma.id))
    card = the_card(shop)
    ticked = [item for item in card.reasons if item.rule == "callback"]
    shop.book.followups.called(CallDraft(outcome="talked"), card, ticked)
    assert [item.rule for item in the_card(shop).reasons] == ["manual_reminder"]


def test_a_call_that_cannot_be_saved_leaves_the_day_as_it_was(shop: TestShop) -> None:
    salma = shop.customer("সালমা", "01819223344")
    shop.book.followups.remind(ReminderDraft("দাম জানাতে হবে", shop.today, customer_id=salma.id))
    before = the_card(shop)
    with pytest.raises(Invalid):
        shop.book.followups.called(CallDraft(outcome="complaint"), before)
    assert the_card(shop) == before


@pytest.mark.parametrize("outcome", ["talked", "no_answer", "call_later"])
def test_taken_back_the_card_stands_as_before_and_can_be_worked_again(shop: TestShop, outcome: str) -> None:
    salma = shop.customer("সালমা", "01819223344")
    shop.book.followups.remind(ReminderDraft("দাম জানাতে হবে", shop.today, customer_id=salma.id))
    before = the_card(shop)
    draft = CallDraft(
        outcome=outcome, next_on=shop.today + dt.timedelta(1) if outcome == "call_later" else None
    )
    shop.book.followups.called(draft, before)
    shop.book.history.undo(shop.book.history.last_operation())
    assert (the_card(shop).lane, the_card(shop).reasons) == (before.lane, before.reasons)
    assert shop.book.followups.today().counts.done_today == 0
    shop.book.followups.called(CallDraft(outcome="no_answer"), the_card(shop))
    again = the_card(shop)
    assert (again.lane, again.attempts) == (Lane.SNOOZED, 1)


def test_at_a_wrong_number_the_right_one_can_be_learned(shop: TestShop) -> None:
    salma = shop.customer("সালমা", "01819223344")
    shop.book.followups.called(CallDraft(salma.id, outcome="wrong_number", another_phone="01712345678"))
    states = {phone.e164: phone.state for phone in shop.book.customers.phones(salma.id)}
    assert states == {"+8801712345678": "ok", "+8801819223344": "wrong"}
