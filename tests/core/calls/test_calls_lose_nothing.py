"""What was said in a call comes up again: of strangers, of who owes nothing, of what was not spoken of this time."""

from __future__ import annotations

import datetime as dt

import pytest

from shopbook.calls.model import CallbackDraft, CallDraft
from shopbook.calls.outcomes import ADVICE
from shopbook.care.complaints import ComplaintDraft, Resolution
from shopbook.care.promises import ShopPromiseDraft
from shopbook.localisation.language import say, using
from shopbook.notes.model import NoteDraft
from tests.language import TODAY, TestShop

TOMORROW = TODAY + dt.timedelta(days=1)


def test_a_stranger_who_will_buy_without_a_day_is_called_after_a_week(shop: TestShop) -> None:
    shop.book.calls.record(CallDraft(phone="01812345678", outcome="promised_buy", said="এসি নেবো"))
    shop.days_later(6)
    assert not shop.book.followups.today().cards
    shop.days_later(1)
    (card,) = shop.book.followups.today().cards
    assert [item.rule for item in card.reasons] == ["call_later"]
    assert card.phone.endswith("1812345678")


def test_who_owes_nothing_by_the_book_but_names_a_day_to_pay_is_called_on_it(shop: TestShop) -> None:
    person = shop.customer("রহিম", "01712345678")
    shop.book.calls.record(CallDraft(person.id, outcome="promised_pay", next_on=TOMORROW, said="কাল দিয়ে যাবো"))
    shop.days_later(1)
    (card,) = shop.book.followups.today().cards
    assert [item.rule for item in card.reasons] == ["call_later"]


def test_a_promise_to_pay_is_not_asked_twice(shop: TestShop) -> None:
    person = shop.customer("রহিম", "01712345678").owes(500)
    shop.book.calls.record(CallDraft(person.id, outcome="promised_pay", next_on=TOMORROW))
    shop.days_later(1)
    (card,) = shop.book.followups.today().cards
    assert [item.rule for item in card.reasons] == ["pay_promise"]
    person.pays(500)
    assert not shop.book.followups.today().cards


def _card(shop: TestShop) -> tuple[str, list[str]]:
    """The one card of the day: its number, and its reasons in English."""
    (card,) = shop.book.followups.today().cards
    with using("en"):
        return card.phone[-10:], [say(item.why) for item in card.reasons]


def test_what_a_stranger_was_promised_and_complained_of_comes_up_under_their_number(shop: TestShop) -> None:
    draft = CallDraft(
        phone="01812345678",
        outcome="complaint",
        said="মিস্ত্রি আসেনি",
        promise=ShopPromiseDraft("মিস্ত্রি পাঠাবো", TOMORROW),
    )
    shop.book.calls.record(draft)
    shop.days_later(1)
    number, whys = _card(shop)
    assert number == "1812345678"
    assert whys == [
        "You promised for today: মিস্ত্রি পাঠাবো",
        'Complained yesterday: "মিস্ত্রি আসেনি". Tell them what is being done.',
    ]


def test_a_stranger_whose_complaint_was_settled_is_asked_whether_it_held(shop: TestShop) -> None:
    shop.book.calls.record(CallDraft(phone="01812345678", outcome="complaint", said="মিস্ত্রি আসেনি"))
    (complaint_id,) = shop.book.complaints.ids("open")
    shop.book.complaints.resolve(complaint_id, Resolution())
    shop.days_later(3)
    assert shop.book.complaints.ids("to_check") == [complaint_id]
    number, whys = _card(shop)
    assert (number, len(whys)) == ("1812345678", 1)
    assert "Ask whether they are satisfied now." in whys[0]


def test_a_rumour_is_a_rumour_whoever_told_it(shop: TestShop) -> None:
    person = shop.customer("রহিম", "01712345678")
    shop.book.complaints.open(ComplaintDraft("নকল মাল বেচে", person.id, kind="rumour"))
    shop.days_later(1)
    assert _card(shop)[1] == ['A rumour since 21 November: "নকল মাল বেচে". Agree on one answer.']


def test_a_rumour_with_an_agreed_answer_says_that_answer(shop: TestShop) -> None:
    draft = ComplaintDraft("নকল মাল বেচে", kind="rumour", agreed_answer="সব মাল কোম্পানির সিল করা।")
    shop.book.complaints.open(draft)
    shop.days_later(1)
    said = 'A rumour since 21 November: "নকল মাল বেচে". Everybody answers: সব মাল কোম্পানির সিল করা।'
    assert _card(shop)[1] == [said]


def test_nobody_is_called_about_a_rumour_a_stranger_told(shop: TestShop) -> None:
    rumour = ComplaintDraft("নকল মাল বেচে", kind="rumour")
    shop.book.calls.record(CallDraft(phone="01812345678", complaint=rumour))
    shop.days_later(1)
    assert _card(shop)[0] == ""


def test_who_was_spoken_to_at_their_other_number_waits_no_more_and_comes_up_when_they_ring_again(
    shop: TestShop,
) -> None:
    person = shop.customer("রহিম", "01712345678, 01812345678")
    request = shop.book.calls.ask_callback(CallbackDraft("01812345678"))
    shop.clock.advance(hours=1)
    shop.book.calls.record(CallDraft(person.id, phone="01712345678"))
    assert shop.book.calls.callback(request).status == "done"
    shop.days_later(1)
    again = shop.book.calls.ask_callback(CallbackDraft("01812345678", source="missed"))
    assert again != request
    assert [item.source_id for item in shop.book.followups.today().cards[0].reasons] == [again]


def test_a_talk_about_something_else_leaves_their_request_from_another_number(shop: TestShop) -> None:
    person = shop.customer("রহিম", "01712345678, 01812345678")
    request = shop.book.calls.ask_callback(CallbackDraft("01812345678"))
    shop.clock.advance(hours=1)
    about = ("durable_sold:sale:5:2026-11-18",)
    shop.book.calls.record(CallDraft(person.id, phone="01712345678", reasons=about))
    assert shop.book.calls.callback(request).status == "open"
    assert [item.source_id for item in shop.book.followups.today().cards[0].reasons] == [request]


@pytest.mark.parametrize("rule", ["callback", "call_later"])
def test_what_was_left_unticked_stays_when_the_talk_was_about_something_else(
    shop: TestShop, rule: str
) -> None:
    person, book = shop.customer("রহিম", "01712345678").owes(500), shop.book
    book.dues.promise(person.id, 500_00, TOMORROW)
    book.calls.record(CallDraft(person.id, outcome="call_later", next_on=TOMORROW))
    shop.days_later(1)
    book.calls.ask_callback(CallbackDraft("01712345678"))
    shop.clock.advance(hours=1)
    (card,) = book.followups.today().cards
    assert {"callback", "call_later", "pay_promise"} <= {item.rule for item in card.reasons}
    book.followups.called(CallDraft(), card, [item for item in card.reasons if item.rule != rule])
    (left,) = book.followups.today().cards
    assert rule in {item.rule for item in left.reasons}
    book.followups.called(CallDraft(), left, [item for item in left.reasons if item.rule == rule])
    assert rule not in {item.rule for card in book.followups.today().all_cards() for item in card.reasons}


def test_a_day_agreed_for_later_outlives_a_talk_about_something_else(shop: TestShop) -> None:
    person, book = shop.customer("রহিম", "01712345678").owes(500), shop.book
    book.dues.promise(person.id, 500_00, TODAY)
    monday = TODAY + dt.timedelta(days=2)
    book.calls.record(CallDraft(person.id, outcome="call_later", next_on=monday, said="ফ্রিজ নিয়ে কথা"))
    (card,) = book.followups.today().cards
    book.followups.called(CallDraft(), card)
    shop.days_later(2)
    (card,) = book.followups.today().cards
    assert "call_later" in {item.rule for item in card.reasons}


def test_a_call_for_advice_is_a_talk_like_any_other(shop: TestShop) -> None:
    person = shop.customer("রহিম", "01712345678")
    shop.book.notes.write(NoteDraft(person.id, "জ্বর", kind="own_illness"))
    shop.days_later(2)
    shop.book.calls.record(CallDraft(person.id, outcome="call_later", next_on=shop.today))
    shop.book.calls.ask_callback(CallbackDraft("01712345678"))
    shop.clock.advance(hours=1)
    rules = {item.rule for card in shop.book.followups.today().all_cards() for item in card.reasons}
    assert rules == {"note_followup", "call_later", "callback"}
    shop.book.calls.record(CallDraft(person.id, direction="in", reasons=(ADVICE,)))
    assert not shop.book.followups.today().all_cards()
