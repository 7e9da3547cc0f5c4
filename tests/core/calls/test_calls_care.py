"""What a call brings besides: a complaint, an order, a promise, an answer, a wish, a hand-over; all in one save."""

from __future__ import annotations

import datetime as dt

import pytest

from shopbook.calls.model import CallbackDraft, CallDraft
from shopbook.care.complaints import ComplaintDraft, Resolution
from shopbook.care.demands import DemandDraft
from shopbook.care.feedback import FeedbackDraft
from shopbook.care.promises import BuyPromiseDraft, ShopPromiseDraft
from shopbook.errors import Invalid
from shopbook.localisation.language import _
from tests.language import TODAY, Person, TestShop

YESTERDAY, TOMORROW = TODAY - dt.timedelta(days=1), TODAY + dt.timedelta(days=1)
_KEPT = "SELECT * FROM {} WHERE deleted_at IS NULL"
CARE = ("complaint", "buy_promise", "shop_promise", "feedback", "demand", "callback")


def _everything(person: Person, **more: object) -> CallDraft:
    return CallDraft(
        person.id,
        said="অনেক কথা হলো",
        complaint=ComplaintDraft("ফ্রিজ ঠান্ডা হয় না", promised_on=TOMORROW),
        buys=BuyPromiseDraft(what="এসি", expected_on=TOMORROW, amount_paisa=5_500_000),
        promise=ShopPromiseDraft("স্ট্যান্ড পাঠাবো", TOMORROW),
        feedback=FeedbackDraft(score=2, why="দেরি হয়"),
        demand=DemandDraft("ইন্ডাকশন চুলা"),
        **more,  # type: ignore[arg-type]
    )


def _operations(shop: TestShop) -> int:
    return int(shop.book.store.value("SELECT operation FROM journal_state"))


def _count(shop: TestShop, table: str) -> int:
    return int(shop.book.store.value(f"SELECT count(*) FROM {table} WHERE deleted_at IS NULL"))


def _staff(shop: TestShop) -> int:
    return shop.book.settings.add_staff("সুমন")


# ---- one call, one save


def test_all_that_was_said_in_a_call_is_kept_with_it_in_one_save(shop: TestShop) -> None:
    person, staff = shop.customer("রহিম", "01712345678"), _staff(shop)
    before = _operations(shop)
    call_id = shop.book.calls.record(_everything(person, hand_to=staff))
    assert _operations(shop) == before + 1
    assert [_count(shop, table) for table in CARE] == [1] * 6
    for table in CARE[:-1]:
        row = shop.book.store.row(f"SELECT customer_id, interaction_id FROM {table}")
        assert row is not None
        assert tuple(row) == (person.id, call_id), table


def test_a_call_taken_back_takes_back_all_it_brought(shop: TestShop) -> None:
    person, staff = shop.customer("রহিম", "01712345678"), _staff(shop)
    shop.book.calls.record(_everything(person, hand_to=staff))
    shop.book.history.undo(shop.book.history.last_operation())
    assert [_count(shop, table) for table in CARE] == [0] * 6
    assert not shop.book.complaints.at_risk(person.id)
    assert shop.book.store.value("SELECT last_score_on FROM customer WHERE id = ?", (person.id,)) is None


def test_a_whole_call_taken_back_leaves_nothing_but_what_was_before(shop: TestShop) -> None:
    person, staff = shop.customer("রহিম", "01712345678").owes(500), _staff(shop)
    book = shop.book
    settled = book.complaints.open(ComplaintDraft("দেরি", person.id))
    book.complaints.resolve(settled, Resolution())
    book.calls.ask_callback(CallbackDraft("01712345678"))
    book.dues.promise(person.id, 300_00, TOMORROW)
    tables = (*CARE, "pay_promise", "interaction", "customer", "followup_state")

    def stands() -> list[list[object]]:
        # Everything that is there but the instant of the last touch.
        return [
            [{**dict(row), "updated_at": ""} for row in book.store.rows(_KEPT.format(table))]
            for table in tables
        ]

    before = stands()
    (card,) = book.followups.today().cards
    draft = _everything(person, hand_to=staff, outcome="promised_pay", next_on=TOMORROW, mood="happy")
    book.followups.called(draft, card)
    assert stands() != before
    book.history.undo(book.history.last_operation())
    assert stands() == before


def test_everything_that_changed_is_told_once(shop: TestShop) -> None:
    person, staff = shop.customer("রহিম", "01712345678"), _staff(shop)
    told: list[frozenset[str]] = []
    shop.book.store.listen(lambda changed: told.append(changed.topics))
    shop.book.calls.record(_everything(person, hand_to=staff))
    assert told == [frozenset({*CARE, "interaction", "customer"})]


def test_what_is_missing_is_said_under_the_name_of_its_part_and_nothing_is_saved(shop: TestShop) -> None:
    person = shop.customer("রহিম", "01712345678")
    draft = CallDraft(
        person.id,
        complaint=ComplaintDraft(promised_on=YESTERDAY, kind="smell"),
        buys=BuyPromiseDraft(expected_on=YESTERDAY, amount_paisa=0),
        promise=ShopPromiseDraft(),
        feedback=FeedbackDraft(score=7, may_quote=True),
        demand=DemandDraft(reason="moon"),
        hand_to=5,
    )
    with pytest.raises(Invalid) as raised:
        shop.book.calls.record(draft)
    assert set(raised.value.problems) == {
        *("complaint_what", "complaint_promised_on", "complaint_kind"),
        *("buys_expected_on", "buys_amount_paisa"),
        *("promise_what", "promise_due_on"),
        *("feedback_score", "feedback_testimonial"),
        *("demand_what", "demand_reason"),
        "hand_to",
    }
    assert shop.book.calls.calls(person.id) == []


def test_a_call_written_down_the_next_day_keeps_the_day_of_all_it_brought(shop: TestShop) -> None:
    person = shop.customer("রহিম", "01712345678")
    shop.days_later(1)
    shop.book.calls.record(_everything(person, on=TODAY))
    assert shop.book.complaints.of(person.id)[0].opened_on == TODAY
    assert shop.book.promises.shop_of(person.id)[0].made_on == TODAY
    assert shop.book.promises.buy_of(person.id)[0].made_on == TODAY
    assert shop.book.feedback.of(person.id)[0].asked_on == TODAY
    assert shop.book.demands.of(person.id)[0].asked_on == TODAY


# ---- what the outcome says by itself


def test_a_complaint_is_opened_with_the_words_that_were_said(shop: TestShop) -> None:
    person = shop.customer("রহিম", "01712345678")
    call_id = shop.book.calls.record(CallDraft(person.id, outcome="complaint", said="ফ্রিজ ঠান্ডা হয় না"))
    (complaint,) = shop.book.complaints.open_of(person.id)
    assert (complaint.what, complaint.interaction_id) == ("ফ্রিজ ঠান্ডা হয় না", call_id)
    assert shop.book.notes.notes(person.id) == []
    assert shop.book.complaints.at_risk(person.id)


def test_a_complaint_that_is_typed_needs_no_other_words(shop: TestShop) -> None:
    person = shop.customer("রহিম", "01712345678")
    shop.book.calls.record(
        CallDraft(person.id, outcome="complaint", complaint=ComplaintDraft("বিল ভুল", kind="bill"))
    )
    (complaint,) = shop.book.complaints.open_of(person.id)
    assert (complaint.what, complaint.kind) == ("বিল ভুল", "bill")


def test_the_words_said_are_the_complaint_when_only_its_day_was_typed(shop: TestShop) -> None:
    person = shop.customer("রহিম", "01712345678")
    draft = CallDraft(
        person.id, outcome="complaint", said="বিল ভুল", complaint=ComplaintDraft(promised_on=TOMORROW)
    )
    shop.book.calls.record(draft)
    (complaint,) = shop.book.complaints.open_of(person.id)
    assert (complaint.what, complaint.promised_on) == ("বিল ভুল", TOMORROW)


def test_the_complaint_of_a_stranger_is_kept_with_the_number_they_called_from(shop: TestShop) -> None:
    shop.book.calls.record(
        CallDraft(phone="01912345678", direction="in", outcome="complaint", said="ঠকিয়েছেন")
    )
    (complaint,) = shop.book.complaints.rows(shop.book.complaints.ids("open"))
    assert (complaint.customer_id, complaint.phone) == (None, "01912345678")


@pytest.mark.parametrize(
    ("next_on", "expected_on"),
    [(TOMORROW, TOMORROW), (None, TODAY + dt.timedelta(days=7))],
)
def test_a_promise_to_buy_is_a_verbal_order_and_no_reminder(
    shop: TestShop, next_on: dt.date | None, expected_on: dt.date
) -> None:
    person = shop.customer("রহিম")
    draft = CallDraft(
        person.id, outcome="promised_buy", said="ফ্রিজ নেবেন", next_on=next_on, amount_paisa=3_000_000
    )
    shop.book.calls.record(draft)
    (promise,) = shop.book.promises.open_buys(person.id)
    assert (promise.what, promise.amount_paisa, promise.expected_on) == ("ফ্রিজ নেবেন", 3_000_000, expected_on)
    assert shop.book.store.value("SELECT count(*) FROM manual_reminder") == 0


def test_a_verbal_order_without_a_word_has_a_name_all_the_same(shop: TestShop) -> None:
    person = shop.customer("রহিম")
    shop.book.calls.record(CallDraft(person.id, outcome="promised_buy"))
    assert shop.book.promises.open_buys(person.id)[0].what == _("Promised to buy")


def test_a_stranger_who_will_buy_is_logged_and_asked_for_a_name_only_for_an_order(shop: TestShop) -> None:
    shop.book.calls.record(CallDraft(phone="01912345678", outcome="promised_buy", next_on=TOMORROW))
    assert shop.book.promises.buy_ids("open") == []
    with pytest.raises(Invalid) as raised:
        shop.book.calls.record(CallDraft(phone="01912345678", buys=BuyPromiseDraft(what="এসি")))
    assert set(raised.value.problems) == {"buys_customer_id"}


def test_the_customer_of_a_call_back_need_not_be_typed_again(shop: TestShop) -> None:
    person = shop.customer("রহিম", "01712345678")
    callback_id = shop.book.calls.ask_callback(CallbackDraft("01712345678"))
    draft = CallDraft(callback_id=callback_id, feedback=FeedbackDraft(score=3))
    assert draft.problems(TODAY) == {}
    shop.book.calls.record(draft)
    assert [answer.score for answer in shop.book.feedback.of(person.id)] == [3]


def test_a_stranger_can_be_told_at_the_number_they_called_from(shop: TestShop) -> None:
    shop.book.calls.record(CallDraft(phone="01912345678", direction="in", demand=DemandDraft("এসি")))
    (wish,) = shop.book.demands.rows(shop.book.demands.ids("open"))
    assert wish.phone == "+8801912345678"
    assert shop.book.demands.arrived(wish.folded) == 1
    (card,) = shop.book.followups.today().cards
    assert [item.rule for item in card.reasons] == ["demand_arrived"]


# ---- feedback and risk


def test_the_answer_to_the_one_question_also_stands_on_the_call(shop: TestShop) -> None:
    person = shop.customer("রহিম")
    shop.book.calls.record(CallDraft(person.id, feedback=FeedbackDraft(score=2, why="দেরি হয়")))
    assert shop.book.store.value("SELECT score FROM interaction") == 2


def test_a_score_alone_is_an_answer_too(shop: TestShop) -> None:
    person = shop.customer("রহিম")
    shop.book.calls.record(CallDraft(person.id, score=1))
    assert [answer.score for answer in shop.book.feedback.of(person.id)] == [1]
    assert shop.book.store.value("SELECT last_score_on FROM customer") == TODAY.isoformat()


@pytest.mark.parametrize(
    ("settled", "call", "at_risk"),
    [
        (True, CallDraft(mood="happy"), False),
        (True, CallDraft(feedback=FeedbackDraft(score=3)), False),
        (True, CallDraft(score=3), False),
        (True, CallDraft(mood="normal"), True),
        (True, CallDraft(mood="happy", outcome="no_answer"), True),
        (True, CallDraft(feedback=FeedbackDraft(score=2)), True),
        (False, CallDraft(mood="happy"), True),
        (True, CallDraft(mood="happy", complaint=ComplaintDraft("আরেকটা কথা")), True),
    ],
)
def test_a_happy_talk_ends_the_risk_only_when_nothing_is_open(
    shop: TestShop, settled: bool, call: CallDraft, at_risk: bool
) -> None:
    from dataclasses import replace

    person = shop.customer("রহিম", "01712345678")
    complaint_id = shop.book.complaints.open(ComplaintDraft("শব্দ করে", person.id))
    if settled:
        shop.book.complaints.resolve(complaint_id, Resolution("ঠিক করা হয়েছে"))
    shop.book.calls.record(replace(call, customer_id=person.id))
    assert shop.book.complaints.at_risk(person.id) == at_risk


# ---- handing over


def test_whoever_shall_call_back_finds_a_request_with_what_it_is_about(shop: TestShop) -> None:
    person, staff = shop.customer("রহিম", "01712345678"), _staff(shop)
    shop.book.calls.record(CallDraft(person.id, said="মালিকের সাথে কথা বলবেন", mood="angry", hand_to=staff))
    (request,) = shop.book.calls.open_callbacks()
    assert (request.customer_id, request.staff_id, request.topic) == (person.id, staff, "মালিকের সাথে কথা বলবেন")
    shop.clock.advance(minutes=1)
    (card,) = shop.book.followups.today().cards
    assert [item.rule for item in card.reasons] == ["callback"]


def test_a_request_that_waits_already_is_handed_on_and_not_doubled(shop: TestShop) -> None:
    person, staff = shop.customer("রহিম", "01712345678"), _staff(shop)
    waiting = shop.book.calls.ask_callback(CallbackDraft("01712345678", topic="দাম জানতে চান"))
    shop.book.calls.record(CallDraft(person.id, outcome="no_answer", hand_to=staff))
    (request,) = shop.book.calls.open_callbacks()
    assert (request.id, request.staff_id, request.topic) == (waiting, staff, "দাম জানতে চান")


def test_a_customer_without_a_number_can_be_handed_over_and_nobody_elses_request_is_taken(
    shop: TestShop,
) -> None:
    staff = _staff(shop)
    rahim, karim = shop.customer("রহিম"), shop.customer("করিম")
    for person in (rahim, karim):
        shop.book.calls.record(CallDraft(person.id, channel="counter", said="দাম", hand_to=staff))
    assert {request.customer_id for request in shop.book.calls.open_callbacks()} == {rahim.id, karim.id}


def test_a_request_is_given_to_somebody_and_taken_from_them(shop: TestShop) -> None:
    staff = _staff(shop)
    callback_id = shop.book.calls.ask_callback(CallbackDraft("01712345678"))
    shop.book.calls.assign_callback(callback_id, staff)
    assert shop.book.calls.callback(callback_id).staff_id == staff
    shop.book.calls.assign_callback(callback_id, None)
    assert shop.book.calls.callback(callback_id).staff_id is None
