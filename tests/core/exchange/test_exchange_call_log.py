"""The missed-call dump: who rang in vain waits for a call, each once, and nothing is taken in twice."""

from __future__ import annotations

import datetime as dt

from shopbook.calls.model import CallDraft
from shopbook.clock import DHAKA
from shopbook.localisation.language import say
from tests.language import TestShop

YESTERDAY_9 = dt.datetime(2026, 11, 20, 21, 15, tzinfo=DHAKA)


def _fates(shop: TestShop, text: str) -> dict[str, str]:
    return {caller.phone.key10: caller.fate for caller in shop.book.call_log.preview(text).callers}


def _apply(shop: TestShop, text: str, *, talks: bool = False) -> tuple[int, int]:
    result = shop.book.call_log.apply(shop.book.call_log.preview(text), talks=talks)
    return result.callbacks, result.talks


def test_a_customer_who_rang_in_vain_waits_since_the_minute_they_rang(shop: TestShop) -> None:
    rahim = shop.customer("রহিম", "01712345678")
    assert _apply(shop, "01712-345678 Missed call 20 Nov 2026, 9:15 PM") == (1, 0)
    (waiting,) = shop.book.calls.open_callbacks()
    assert waiting.customer_id == rahim.id
    assert waiting.asked_at == YESTERDAY_9
    assert waiting.source == "missed"
    card = shop.book.followups.today().cards[0]
    assert card.customer_id == rahim.id
    assert card.reasons[0].rule == "callback"


def test_an_unknown_number_becomes_a_call_back_with_the_name_the_phone_knows(shop: TestShop) -> None:
    _apply(shop, "Name,Number,Date,Type\nকরিম সাহেব,01819223344,2026-11-21 09:00,Missed\n")
    (waiting,) = shop.book.calls.open_callbacks()
    assert (waiting.customer_id, waiting.name, waiting.phone) == (None, "করিম সাহেব", "+8801819223344")


def test_one_number_that_rang_three_times_is_one_call_back_that_says_so(shop: TestShop) -> None:
    text = (
        "01712345678 missed 20 Nov 9:15 PM\n01712345678 missed 21 Nov 8:00\n01712345678 মিসড ২১ নভেম্বর ৮:৩০"
    )
    assert _apply(shop, text) == (1, 0)
    (waiting,) = shop.book.calls.open_callbacks()
    assert waiting.topic == "৩ বার ফোন করেছেন"
    assert waiting.asked_at == YESTERDAY_9


def test_who_was_talked_to_since_does_not_wait(shop: TestShop) -> None:
    rahim = shop.customer("রহিম", "01712345678")
    shop.book.calls.record(CallDraft(rahim.id))  # today at ten
    assert _fates(shop, "01712345678 missed 20 Nov 9:15 PM") == {"1712345678": "answered"}
    assert _apply(shop, "01712345678 missed 20 Nov 9:15 PM") == (0, 0)
    assert shop.book.calls.open_callbacks() == []


def test_who_rang_again_after_the_talk_waits_for_the_later_call_only(shop: TestShop) -> None:
    shop.customer("রহিম", "01712345678")
    shop.clock.advance(hours=5)
    text = (
        "01712345678 missed 21 Nov 8:00\n01712345678 incoming 21 Nov 9:00 1 min 10 sec\n"
        "01712345678 missed 21 Nov 11:00\n"
    )
    _apply(shop, text)
    (waiting,) = shop.book.calls.open_callbacks()
    assert waiting.asked_at == dt.datetime(2026, 11, 21, 11, 0, tzinfo=DHAKA)
    assert waiting.topic == ""


def test_a_call_of_four_seconds_was_no_talk(shop: TestShop) -> None:
    text = "01712345678 missed 21 Nov 8:00\n01712345678 outgoing 21 Nov 9:00 4 sec"
    assert _fates(shop, text) == {"1712345678": "call_back"}


def test_answered_calls_are_logged_only_when_asked_for_each_at_its_minute(shop: TestShop) -> None:
    rahim = shop.customer("রহিম", "01712345678")
    text = "01712345678 incoming 20 Nov 9:15 PM 1 min 10 sec\n01819223344 outgoing 20 Nov 9:20 PM 45 sec"
    assert _apply(shop, text) == (0, 0)
    assert shop.book.calls.calls(rahim.id) == []
    assert _apply(shop, text, talks=True) == (0, 1)
    (call,) = shop.book.calls.calls(rahim.id)
    assert (call.at, call.direction, call.outcome) == (YESTERDAY_9, "in", "talked")
    assert rahim.record.last_contact_on == dt.date(2026, 11, 20)


def test_the_same_log_pasted_again_brings_nothing(shop: TestShop) -> None:
    text = "01712345678 missed 20 Nov 9:15 PM\n01819223344 missed 20 Nov 9:20 PM"
    assert _apply(shop, text) == (2, 0)
    plan = shop.book.call_log.preview(text)
    assert (plan.callers, plan.known) == ((), 2)
    newer = text + "\n01712345678 missed 21 Nov 9:00"
    assert _apply(shop, newer) == (1, 0)
    assert len(shop.book.calls.open_callbacks()) == 2


def test_one_undo_takes_the_whole_log_back_and_it_may_be_pasted_again(shop: TestShop) -> None:
    text = "01712345678 missed 20 Nov 9:15 PM\n01819223344 missed 20 Nov 9:20 PM"
    _apply(shop, text)
    shop.book.history.undo(shop.book.history.last_operation())
    assert shop.book.calls.open_callbacks() == []
    assert _apply(shop, text) == (2, 0)


def test_hidden_and_company_numbers_are_named_and_left_out(shop: TestShop) -> None:
    shop.book.settings.add_staff("কামাল", phone="01515151515")
    text = (
        "Private number\nMissed\n21 Nov 8:00\n\n16247 missed 21 Nov 8:10\n\n01711000000 missed 21 Nov 8:20\n"
        "01515151515 missed 21 Nov 8:30"
    )
    plan = shop.book.call_log.preview(text)
    assert [caller.fate for caller in plan.callers] == ["left_out"] * 4
    assert plan.calls == 0
    reasons = " ".join(say(caller.why) for caller in plan.callers if caller.why is not None)
    for word in ("গোপন", "ছোট নম্বর", "দোকানের নিজের লোকের"):
        assert word in reasons


def test_who_rang_two_weeks_ago_is_named_but_not_put_on_the_list(shop: TestShop) -> None:
    assert _fates(shop, "01712345678 missed 2026-11-05 09:00") == {"1712345678": "old"}
    assert _apply(shop, "01712345678 missed 2026-11-05 09:00") == (0, 0)


def test_a_number_shared_by_two_customers_names_both_and_belongs_to_neither(shop: TestShop) -> None:
    shop.customer("রহিম", "01712345678")
    shop.customer("সালমা", "01712345678")
    (caller,) = shop.book.call_log.preview("01712345678 missed").callers
    assert (caller.customer_id, caller.customer_name) == (None, "রহিম / সালমা")
    _apply(shop, "01712345678 missed")
    assert shop.book.calls.open_callbacks()[0].customer_id is None


def test_a_number_taken_out_by_hand_is_not_called_back(shop: TestShop) -> None:
    plan = shop.book.call_log.preview("01712345678 missed\n01819223344 missed")
    shop.book.call_log.apply(plan.without({"1712345678"}))
    assert [one.key10 for one in shop.book.calls.open_callbacks()] == ["1819223344"]


def test_who_waits_already_keeps_the_longer_wait(shop: TestShop) -> None:
    from shopbook.calls.model import CallbackDraft

    shop.book.calls.ask_callback(CallbackDraft("01712345678", topic="ফ্রিজের দাম"))
    (caller,) = shop.book.call_log.preview("01712345678 missed 20 Nov 9:15 PM").callers
    assert caller.waits
    _apply(shop, "01712345678 missed 20 Nov 9:15 PM")
    (waiting,) = shop.book.calls.open_callbacks()
    assert (waiting.asked_at, waiting.topic) == (YESTERDAY_9, "ফ্রিজের দাম")
