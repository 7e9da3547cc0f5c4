"""Writing calls down: so many keys and no more, each outcome with what follows from it, nothing lost on the way."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from shopbook.calls.model import CallbackDraft
from shopbook.followups.reminders import ReminderDraft
from tests.ui.desk import Desk
from ui import translation


def test_nobody_answered_is_one_key_and_nothing_more(desk: Desk) -> None:
    id = desk.promised("রফিকুল", 4500, "01712345678")
    desk.begin().press("2")
    assert desk.keys == 1
    assert desk.sheet is None
    assert [call.outcome for call in desk.book.calls.calls(id)] == ["no_answer"]
    assert desk.lines()[1] == "পিছিয়ে দেওয়া ১"


def test_a_talk_is_one_key_the_words_and_enter(desk: Desk) -> None:
    desk.book.calls.ask_callback(
        CallbackDraft("01712345678", customer_id=desk.customer("রফিকুল", "01712345678"))
    )
    desk.begin().press("1").write("রাবার কবে আসবে জানতে চান").press("Enter")
    assert desk.keys == 2
    assert desk.sheet is None
    assert desk.lines() == []
    assert desk.book.calls.open_callbacks() == []


def test_the_order_is_what_they_said_what_we_answered_and_when_next(desk: Desk) -> None:
    id = desk.promised("রফিকুল", 4500)
    desk.begin().press("1").write("মাল ভালো লেগেছে").press("Tab").write("ধন্যবাদ দিলাম").press("Tab")
    assert desk.focus is desk.sheet.next_on.control
    desk.write("+৩").press("Enter")
    (call,) = desk.book.calls.calls(id)
    assert (call.said, call.answered, call.next_on) == ("মাল ভালো লেগেছে", "ধন্যবাদ দিলাম", dt.date(2026, 11, 24))


def test_shift_enter_makes_a_new_line_and_does_not_save(desk: Desk) -> None:
    id = desk.promised("রফিকুল", 4500)
    desk.begin().press("1").write("এক").press("Shift+Return").write("দুই")
    assert desk.book.calls.calls(id) == []
    desk.press("Enter")
    assert desk.book.calls.calls(id)[0].said == "এক\nদুই"


def test_later_is_agreed_for_tomorrow_unless_another_day_is_said(desk: Desk) -> None:
    desk.promised("রফিকুল", 4500)
    desk.begin().press("3", "Enter")
    assert desk.lines()[1] == "পিছিয়ে দেওয়া ১"
    assert desk.days_later(1).lines()[0] == "এখন ১"


def test_a_promise_to_pay_offers_what_is_owed_and_a_day(desk: Desk) -> None:
    id = desk.promised("রফিকুল", 4500)
    desk.begin().press("4")
    assert desk.sheet.amount.typed() == "৪,৫০০"
    assert desk.sheet.next_on.typed() == "২৮ নভেম্বর ২০২৬"
    desk.press("Enter")
    (promise,) = [one for one in desk.book.dues.promises(id) if one.closed_on is None]
    assert (promise.amount_paisa, promise.due_on) == (450000, dt.date(2026, 11, 28))
    assert desk.lines() == []
    assert desk.days_later(7).lines()[0] == "এখন ১"


def test_wanting_to_buy_becomes_an_order_by_word_for_its_day(desk: Desk) -> None:
    id = desk.promised("রফিকুল", 4500)
    desk.begin().press("5").write("ফ্রিজ নেবেন").press("Enter")
    (order,) = desk.book.promises.buy_of(id)
    assert (order.what, order.expected_on, order.status) == ("ফ্রিজ নেবেন", dt.date(2026, 11, 28), "open")
    assert desk.book.followups.reminders(id) == []


def test_a_complaint_needs_words_and_stays_open(desk: Desk) -> None:
    id = desk.promised("রফিকুল", 4500)
    desk.begin().press("6", "Enter")
    assert desk.sheet.said.problem_text() == "কী অভিযোগ, লিখুন।"
    desk.write("ফ্রিজ ঠান্ডা হয় না").press("Enter")
    (complaint,) = desk.book.complaints.of(id)
    assert (complaint.what, complaint.kind, complaint.status) == ("ফ্রিজ ঠান্ডা হয় না", "product", "open")


def test_behind_a_wrong_number_nothing_was_said_and_nothing_is_settled(desk: Desk) -> None:
    desk.promised("রহিম", 4500, "01712345678")
    desk.begin().press("0")
    sheet = desk.sheet
    assert [key for key, field in sheet.fields.items() if field.isVisible()] == ["another_phone"]
    desk.press("Alt+4")
    assert sheet.next_on.label.text() == "কবে দেবেন"
    assert sheet.reasons.isVisible()
    assert sheet.channel.isVisible()


def test_a_wrong_number_is_marked_and_the_right_one_is_asked(desk: Desk) -> None:
    id = desk.promised("রফিকুল", 4500, "01712345678")
    desk.begin().press("0").write("01819223344").press("Enter")
    states = {phone.e164: phone.state for phone in desk.book.customers.phones(id)}
    assert states == {"+8801819223344": "ok", "+8801712345678": "wrong"}
    assert "০১৮১৯-২২৩৩৪৪" in desk.lines()[1]


def test_a_figure_in_the_strip_changes_the_outcome_but_not_inside_the_words(desk: Desk) -> None:
    desk.promised("রফিকুল", 4500)
    desk.begin().press("1").write("৪টায় 4টা")
    assert desk.sheet.outcome == "talked"
    desk.sheet.outcomes["talked"].setFocus()
    desk.press("4")
    assert desk.sheet.outcome == "promised_pay"
    assert desk.sheet.said.typed() == "৪টায় 4টা"


def test_a_reason_that_is_not_ticked_stays(desk: Desk) -> None:
    id = desk.promised("রফিকুল", 4500, "01712345678")
    desk.book.followups.remind(ReminderDraft("দাম জানাতে হবে", dt.date(2026, 11, 21), customer_id=id))
    desk.begin()
    assert len(desk.page.panel.reasons) == 2
    reminder = next(row for row in desk.page.panel.reasons if row.item.rule == "manual_reminder")
    reminder.click()
    desk.press("1", "Enter")
    assert desk.lines()[0] == "এখন ১"
    assert "দাম জানাতে হবে" in desk.lines()[1]


def test_escape_keeps_the_words_and_the_next_time_they_are_there(desk: Desk) -> None:
    id = desk.promised("রফিকুল", 4500)
    desk.begin().press("1").write("অর্ধেক কথা").press("Escape")
    assert desk.book.calls.calls(id) == []
    desk.press("1")
    assert desk.sheet.said.typed() == "অর্ধেক কথা"
    desk.write(" বাকিটা").press("Enter")
    assert desk.book.calls.calls(id)[0].said == "অর্ধেক কথা বাকিটা"
    desk.page.refresh()
    assert desk.book.drafts.kept(f"call:{id}") is None


def test_a_power_cut_half_a_second_after_the_last_key_loses_nothing(desk: Desk, qtbot) -> None:  # type: ignore[no-untyped-def]
    id = desk.promised("রফিকুল", 4500)
    desk.begin().press("1").write("বিদ্যুৎ গেল")
    qtbot.waitUntil(lambda: desk.book.drafts.kept(f"call:{id}") is not None, timeout=2000)
    kept = desk.book.drafts.kept(f"call:{id}")
    assert kept is not None
    assert kept["fields"]["said"] == "বিদ্যুৎ গেল"


def test_a_saved_call_is_taken_back_by_control_z_and_the_card_returns(desk: Desk) -> None:
    id = desk.promised("রফিকুল", 4500)
    desk.begin().press("1", "Enter")
    assert desk.lines() == []
    desk.press("Ctrl+Z")
    assert desk.chosen() == "রফিকুল"
    assert desk.book.calls.calls(id) == []


def test_an_angry_customer_is_left_in_peace_about_money(desk: Desk) -> None:
    desk.promised("রফিকুল", 4500)
    desk.begin().press("3")
    desk.sheet.mood.buttons[2].click()
    desk.sheet.save()
    assert desk.days_later(1).page.today.counts.overdue_paisa == 0


def test_a_caller_who_is_not_in_the_book_is_called_back_the_same_way(desk: Desk) -> None:
    desk.book.calls.ask_callback(CallbackDraft("01799000111", name="ইসমাইল মাস্টার"))
    desk.begin()
    assert desk.chosen() == "ইসমাইল মাস্টার"
    desk.press("1").write("দাম বললাম").press("Enter")
    assert "ইসমাইল মাস্টার" in desk.said()
    assert desk.lines() == []


def test_a_call_is_written_down_from_a_profile_too(desk: Desk) -> None:
    id = desk.customer("করিম", "01755555555")
    desk.begin().ctx.navigation.go("customer", id)
    desk.ctx.navigation.go("call", {"customer_id": id})
    desk.press("Tab")
    desk.sheet.said.setFocus()
    desk.write("খোঁজ নিলাম").press("Enter")
    assert [call.said for call in desk.book.calls.calls(id)] == ["খোঁজ নিলাম"]


@pytest.mark.parametrize("outcome", ["talked", "call_later", "promised_pay", "promised_buy", "wrong_number"])
def test_every_control_of_the_strip_has_a_name(desk: Desk, outcome: str) -> None:
    from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QPushButton

    desk.promised("রফিকুল", 4500)
    desk.begin().ctx.navigation.go("call", {"card": desk.page.chosen_card(), "outcome": outcome})
    for kind in (QPushButton, QComboBox, QLineEdit, QPlainTextEdit):
        for control in desk.sheet.findChildren(kind):
            assert not control.isVisible() or control.accessibleName(), control


@pytest.mark.parametrize("language", ["bn", "en"])
def test_the_outcomes_stand_in_one_line_with_or_without_their_icons(
    desk: Desk, qapp: Any, language: str
) -> None:
    desk.promised("রহিম", 4500, "01712345678")
    desk.window.resize(1366, 728)
    desk.begin()
    translator = translation.install(qapp)
    translation.switch(qapp, language, translator)
    desk.press("1").settle()
    tops = {button.y() for button in desk.sheet.outcomes.values()}
    translation.switch(qapp, "bn", translator)
    qapp.removeTranslator(translator)
    assert len(tops) == 1
