"""A call is logged with one outcome, and the outcome creates what comes next."""

from __future__ import annotations

import datetime as dt

import pytest

from shopbook.calls.model import OUTCOMES, TALKED, CallbackDraft, CallDraft
from shopbook.errors import Invalid, NotFound, Refused
from tests.language import TODAY, TestShop

TOMORROW = TODAY + dt.timedelta(days=1)


def _draft(customer_id: int, outcome: str, **more: object) -> CallDraft:
    needs: dict[str, object] = {
        "call_later": {"next_on": TOMORROW},
        "promised_pay": {"next_on": TOMORROW},
        "complaint": {"said": "ফ্রিজ ঠান্ডা হয় না"},
    }.get(outcome, {})  # type: ignore[assignment]
    return CallDraft(customer_id, outcome=outcome, **{**needs, **more})  # type: ignore[arg-type]


@pytest.mark.parametrize("outcome", sorted(OUTCOMES))
def test_every_outcome_can_be_logged_and_only_a_talk_is_a_contact(shop: TestShop, outcome: str) -> None:
    person = shop.customer("রহিম", "01712345678").owes(500)
    shop.days_later(1)
    draft = _draft(person.id, outcome, next_on=TOMORROW + dt.timedelta(days=1), said="ফ্রিজ ঠান্ডা হয় না")
    shop.book.calls.record(draft)
    (call,) = shop.book.calls.calls(person.id)
    assert (call.outcome, call.phone) == (outcome, "+8801712345678")
    contact = shop.today if outcome in TALKED else None
    assert person.record.last_contact_on == contact
    assert (shop.book.calls.last_talk(person.id) is not None) == (outcome in TALKED)


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (CallDraft(), "phone"),
        (CallDraft(1, outcome="shouted"), "outcome"),
        (CallDraft(1, outcome="call_later"), "next_on"),
        (CallDraft(1, outcome="promised_pay"), "next_on"),
        (CallDraft(1, outcome="complaint"), "said"),
        (CallDraft(1, next_on=TODAY - dt.timedelta(days=1)), "next_on"),
        (CallDraft(1, outcome="promised_pay", next_on=TOMORROW, amount_paisa=-5), "amount_paisa"),
    ],
)
def test_what_is_missing_is_said_under_its_field(shop: TestShop, draft: CallDraft, field: str) -> None:
    with pytest.raises(Invalid) as raised:
        shop.book.calls.record(draft)
    assert set(raised.value.problems) == {field}


def test_a_promise_to_pay_becomes_a_promise_for_all_that_is_owed(shop: TestShop) -> None:
    person = shop.customer("রহিম").owes(500)
    shop.book.calls.record(_draft(person.id, "promised_pay"))
    row = shop.book.store.row("SELECT amount_paisa, due_on, status FROM pay_promise")
    assert row is not None
    assert tuple(row) == (50_000, TOMORROW.isoformat(), "open")


@pytest.mark.parametrize(("taka", "promised"), [(200, 20_000), (500, 50_000), (900, 50_000)])
def test_nobody_promises_more_than_is_owed(shop: TestShop, taka: int, promised: int) -> None:
    person = shop.customer("রহিম").owes(500)
    shop.book.calls.record(_draft(person.id, "promised_pay", amount_paisa=taka * 100))
    assert shop.book.store.value("SELECT amount_paisa FROM pay_promise") == promised


@pytest.mark.parametrize("amount", [None, 50_000])
def test_who_owes_nothing_promises_nothing(shop: TestShop, amount: int | None) -> None:
    person = shop.customer("রহিম")
    shop.book.calls.record(_draft(person.id, "promised_pay", amount_paisa=amount))
    assert shop.book.store.value("SELECT count(*) FROM pay_promise") == 0


def test_a_wrong_number_is_marked_and_no_contact(shop: TestShop) -> None:
    person = shop.customer("রহিম", "01712345678, 01812345678")
    shop.book.calls.record(CallDraft(person.id, phone="01712345678", outcome="wrong_number"))
    assert [(phone.e164[-3:], phone.state) for phone in person.record.phones] == [
        ("678", "ok"),
        ("678", "wrong"),
    ]
    assert person.record.phone == "+8801812345678"


def test_do_not_call_is_remembered_with_the_reason(shop: TestShop) -> None:
    person = shop.customer("রহিম")
    shop.book.calls.record(CallDraft(person.id, outcome="do_not_call", said="বিরক্ত হন"))
    assert (person.record.draft.do_not_call, person.record.draft.do_not_call_reason) == (True, "বিরক্ত হন")


def test_do_not_call_has_no_end_though_an_earlier_one_had(shop: TestShop) -> None:
    until = TODAY - dt.timedelta(days=30)
    person = shop.customer("রহিম", do_not_call=True, do_not_call_until=until)
    shop.book.calls.record(CallDraft(person.id, outcome="do_not_call"))
    assert person.record.draft.do_not_call_until is None


def test_a_later_talk_answers_an_earlier_call_later_of_the_whole_household(shop: TestShop) -> None:
    husband, wife = shop.customer("রহিম", "01712345678"), shop.customer("রহিমা", "01712345678")
    shop.book.calls.record(_draft(husband.id, "call_later"))
    shop.days_later(1)
    shop.book.calls.record(CallDraft(wife.id, outcome="no_answer"))
    open_ones = "SELECT count(*) FROM interaction WHERE next_on IS NOT NULL AND next_closed_on IS NULL"
    assert shop.book.store.value(open_ones) == 1
    shop.book.calls.record(CallDraft(wife.id, outcome="talked"))
    assert shop.book.store.value(open_ones) == 0


def test_a_number_is_enough_to_be_called_back(shop: TestShop) -> None:
    callback_id = shop.book.calls.ask_callback(CallbackDraft("০১৭১২-৩৪৫৬৭৮"))
    (callback,) = shop.book.calls.open_callbacks()
    assert (callback.id, callback.phone, callback.customer_id) == (callback_id, "+8801712345678", None)
    with pytest.raises(Invalid):
        shop.book.calls.ask_callback(CallbackDraft("নম্বর নেই"))


def test_a_known_number_finds_its_customer_and_a_shared_one_nobody(shop: TestShop) -> None:
    rahim = shop.customer("রহিম", "01712345678")
    shop.customer("করিম", "01812345678")
    shop.customer("করিমা", "01812345678")
    first = shop.book.calls.ask_callback(CallbackDraft("01712345678"))
    second = shop.book.calls.ask_callback(CallbackDraft("01812345678"))
    assert shop.book.calls.callback(first).customer_id == rahim.id
    assert shop.book.calls.callback(second).customer_id is None


def test_calling_twice_is_one_request_that_waits_since_the_first(shop: TestShop) -> None:
    first = shop.book.calls.ask_callback(CallbackDraft("01712345678", topic="ফ্রিজের দাম"))
    asked = shop.book.calls.callback(first).asked_at
    shop.clock.advance(hours=2)
    assert shop.book.calls.ask_callback(CallbackDraft("+8801712345678")) == first
    again = shop.book.calls.callback(first)
    assert (again.asked_at, again.topic) == (asked, "ফ্রিজের দাম")


def test_a_name_given_with_the_second_call_is_kept_and_one_given_before_is_not_lost(shop: TestShop) -> None:
    waiting = shop.book.calls.ask_callback(CallbackDraft("01712345678"))
    shop.book.calls.ask_callback(CallbackDraft("01712345678", name="রহিম ভাই"))
    assert shop.book.calls.callback(waiting).name == "রহিম ভাই"
    shop.book.calls.ask_callback(CallbackDraft("01712345678"))
    assert shop.book.calls.callback(waiting).name == "রহিম ভাই"


def test_a_caller_who_became_a_customer_meanwhile_is_known_at_the_second_call(shop: TestShop) -> None:
    waiting = shop.book.calls.ask_callback(CallbackDraft("01712345678"))
    rahim = shop.customer("রহিম", "01712345678")
    shop.book.calls.ask_callback(CallbackDraft("01712345678"))
    assert shop.book.calls.callback(waiting).customer_id == rahim.id


def test_a_caller_linked_by_hand_stays_whom_they_said_they_are(shop: TestShop) -> None:
    rahim = shop.customer("রহিম")
    waiting = shop.book.calls.ask_callback(CallbackDraft("01712345678"))
    shop.book.calls.link_callback(waiting, rahim.id)
    shop.customer("করিম", "01712345678")
    shop.book.calls.ask_callback(CallbackDraft("01712345678"))
    assert shop.book.calls.callback(waiting).customer_id == rahim.id


@pytest.mark.parametrize("outcome", ["talked", "no_answer"])
def test_a_request_is_closed_by_a_talk_and_by_nothing_less(shop: TestShop, outcome: str) -> None:
    callback_id = shop.book.calls.ask_callback(CallbackDraft("01712345678"))
    shop.book.calls.record(CallDraft(callback_id=callback_id, outcome=outcome))
    assert shop.book.calls.callback(callback_id).status == ("done" if outcome == "talked" else "open")


def test_an_incoming_call_from_the_same_number_closes_the_request_too(shop: TestShop) -> None:
    callback_id = shop.book.calls.ask_callback(CallbackDraft("01712345678"))
    shop.book.calls.record(CallDraft(phone="01712345678", direction="in"))
    assert shop.book.calls.callback(callback_id).status == "done"


def test_a_request_is_dropped_by_hand_once(shop: TestShop) -> None:
    callback_id = shop.book.calls.ask_callback(CallbackDraft("01712345678"))
    shop.book.calls.drop_callback(callback_id, "বেচে দিয়েছি")
    assert shop.book.calls.open_callbacks() == []
    with pytest.raises(Refused):
        shop.book.calls.drop_callback(callback_id)


def test_the_caller_turns_out_to_be_somebody_we_know(shop: TestShop) -> None:
    person = shop.customer("রহিম", "01712345678")
    callback_id = shop.book.calls.ask_callback(CallbackDraft("01999999999"))
    shop.book.calls.link_callback(callback_id, person.id)
    assert shop.book.calls.callback(callback_id).customer_id == person.id
    assert [phone.e164 for phone in person.record.phones] == ["+8801712345678", "+8801999999999"]


def test_one_call_is_one_save(shop: TestShop) -> None:
    person = shop.customer("রহিম", "01712345678").owes(500)
    before = shop.book.store.value("SELECT operation FROM journal_state")
    shop.book.calls.record(_draft(person.id, "promised_pay"))
    assert shop.book.store.value("SELECT operation FROM journal_state") == before + 1


def test_a_call_that_is_not_there_is_said(shop: TestShop) -> None:
    with pytest.raises(NotFound):
        shop.book.calls.callback(3)
