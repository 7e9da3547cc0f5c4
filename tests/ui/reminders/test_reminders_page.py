"""The page of own reminders: the next day and the repeat in words, paused, done this time, thrown away."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from shopbook.followups.reminders import ReminderDraft
from shopbook.localisation.language import using
from tests.ui.desk import Desk
from ui.reminders import words
from ui.reminders.page import RemindersPage

TODAY = dt.date(2026, 11, 21)


def _at(page: RemindersPage, line: int = 0) -> str:
    return str(page.model.index(line, 0).data())


@pytest.fixture
def page(desk: Desk) -> RemindersPage:
    """The page with a monthly rent and a fortnightly account."""
    salma = desk.customer("সালমা", "01819223344")
    desk.book.followups.remind(ReminderDraft("দোকান ভাড়া", TODAY + dt.timedelta(10), "month", 1, "bangla"))
    desk.book.followups.remind(
        ReminderDraft("হিসাব মেলানো", TODAY - dt.timedelta(3), "week", 2, customer_id=salma)
    )
    desk.begin().ctx.navigation.go("reminders")
    found: Any = desk.ctx.navigation.page("reminders")
    assert isinstance(found, RemindersPage)
    return found


def test_each_says_how_often_and_when_next(desk: Desk, page: RemindersPage) -> None:
    assert "প্রতি ২ সপ্তাহে বুধবার · সালমা" in _at(page)
    assert "৩ দিন আগে" in _at(page)
    assert "প্রতি বাংলা মাসের ১৬ তারিখে" in _at(page, 1)
    assert "১০ দিন পরে" in _at(page, 1)


@pytest.mark.parametrize(
    ("draft", "bengali", "english"),
    [
        (ReminderDraft("x", TODAY), "একবার", "Once"),
        (ReminderDraft("x", TODAY, "day"), "প্রতিদিন", "Every day"),
        (ReminderDraft("x", TODAY, "day", 3), "প্রতি ৩ দিনে", "Every 3 days"),
        (ReminderDraft("x", TODAY, "week"), "প্রতি শনিবার", "Every Saturday"),
        (ReminderDraft("x", TODAY, "week", 2), "প্রতি ২ সপ্তাহে শনিবার", "Every 2 weeks, Saturday"),
        (ReminderDraft("x", TODAY, "month"), "প্রতি মাসের ২১ তারিখে", "On day 21 of every month"),
        (
            ReminderDraft("x", dt.date(2026, 4, 14), "month", 1, "bangla"),
            "প্রতি বাংলা মাসের ১ তারিখে",
            "On day 1 of every Bangla month",
        ),
        (
            ReminderDraft("x", dt.date(2026, 4, 14), "year", 1, "bangla"),
            "প্রতি বছর ১লা বৈশাখ",
            "Every year, 1 Boishakh",
        ),
        (ReminderDraft("x", TODAY, "year", 2), "প্রতি ২ বছরে ২১ নভেম্বর", "Every 2 years, 21 November"),
    ],
)
def test_how_often_is_said_as_people_say_it(draft: ReminderDraft, bengali: str, english: str) -> None:
    assert words.repeat(draft) == bengali
    with using("en"):
        assert words.repeat(draft) == english


def test_p_pauses_and_the_paused_wait_behind_their_own_chip(desk: Desk, page: RemindersPage) -> None:
    desk.press("P").settle()
    assert page.model.rowCount() == 1
    page.chips["paused"].click()
    assert "থামানো" in _at(page)
    page.list.setFocus()
    desk.press("P").settle()
    assert page.model.rowCount() == 0
    assert not any(one.paused for one in desk.book.followups.reminders())


def test_d_is_done_with_this_time_and_the_next_comes_in_its_own(desk: Desk, page: RemindersPage) -> None:
    desk.press("D").settle()
    account = next(one for one in desk.book.followups.reminders() if "হিসাব" in one.draft.title)
    assert account.next_on == TODAY + dt.timedelta(11)
    assert desk.ctx.messages.undo_last()
    assert "৩ দিন আগে" in _at(page)


def test_done_before_its_day_is_done_through_that_day(desk: Desk, page: RemindersPage) -> None:
    desk.press("Down", "D").settle()
    rent = next(one for one in desk.book.followups.reminders() if "ভাড়া" in one.draft.title)
    assert rent.done_through == TODAY + dt.timedelta(10)


def test_a_single_one_that_is_done_moves_to_the_done(desk: Desk, page: RemindersPage) -> None:
    desk.book.followups.remind(ReminderDraft("বিদ্যুৎ বিল", TODAY - dt.timedelta(5)))
    desk.settle()
    page.list.choose(desk.book.followups.reminders()[0].id)
    desk.press("D").settle()
    page.chips["done"].click()
    assert "বিদ্যুৎ বিল" in _at(page)


def test_del_throws_away_and_ctrl_z_brings_back(desk: Desk, page: RemindersPage) -> None:
    desk.press("X").settle()
    assert len(desk.book.followups.reminders()) == 1
    desk.press("Ctrl+Z").settle()
    assert len(desk.book.followups.reminders()) == 2


def test_enter_changes_and_the_next_days_are_said_while_it_is_typed(desk: Desk, page: RemindersPage) -> None:
    desk.press("Down", "Enter")
    sheet = desk.sheet
    assert sheet.title.typed() == "দোকান ভাড়া"
    assert "১ ডিসেম্বর (১৬ই অগ্রহায়ণ)" in sheet.coming.text()
    sheet.every.setFocus()
    sheet.every.line.selectAll()
    desk.write("২")
    assert "৩০ জানুয়ারি ২০২৭ (১৬ই মাঘ)" in sheet.coming.text()
    desk.press("Enter")
    rent = next(one for one in desk.book.followups.reminders() if "ভাড়া" in one.draft.title)
    assert rent.draft.every == 2


def test_rare_options_wait_behind_one_button_and_stand_open_where_they_are_used(desk: Desk) -> None:
    desk.book.followups.remind(
        ReminderDraft("হালখাতা", TODAY, "year", until_on=dt.date(2030, 1, 1), lead_days=7)
    )
    desk.begin().ctx.navigation.go("reminder")
    assert not desk.sheet.lead.isVisible()
    desk.sheet.more.click()
    assert desk.sheet.lead.isVisible()
    assert not desk.sheet.until_on.isVisible(), "what comes once needs no end"
    desk.ctx.navigation.go("reminder", {"reminder_id": desk.book.followups.reminders()[0].id})
    assert desk.sheet.until_on.isVisible()
    assert desk.sheet.lead.isVisible()


def test_days_that_never_come_are_said(desk: Desk) -> None:
    desk.begin().ctx.navigation.go("reminder")
    sheet = desk.sheet
    sheet.unit.buttons[2].click()
    sheet.start_on.line.setText("1/1/2026")
    sheet.until_on.line.setText("1/2/2026")
    sheet._show_coming()
    assert sheet.coming.text() == "এই তারিখগুলোতে এটা কখনো আসবে না।"
