"""Own reminders: what, when, how often, in which calendar, for whom."""

from __future__ import annotations

import datetime as dt

from shopbook.followups.reminders import ReminderDraft
from tests.ui.desk import Desk


def test_a_reminder_comes_up_on_its_day(desk: Desk) -> None:
    desk.begin().ctx.navigation.go("reminder")
    desk.write("বিদ্যুৎ বিল")
    desk.sheet.start_on.setFocus()
    desk.write("+৩").press("Enter")
    assert desk.said() == "২৪ নভেম্বর ২০২৬ তারিখে তালিকা মনে করাবে"
    assert desk.days_later(3).lines()[1].count("বিদ্যুৎ বিল") == 1


def test_a_yearly_day_of_the_bangla_calendar_with_days_before(desk: Desk) -> None:
    desk.begin().ctx.navigation.go("reminder")
    desk.write("হালখাতা")
    desk.sheet.start_on.setFocus()
    desk.write("১৪/৪/২০২৭")
    assert not desk.sheet.calendar.isVisible()
    desk.sheet.unit.buttons[4].click()
    desk.sheet.calendar.buttons[1].click()
    desk.sheet.more.click()
    desk.sheet.lead.setFocus()
    desk.sheet.lead.line.selectAll()
    desk.write("৭").press("Enter")
    (made,) = desk.book.followups.reminders()
    assert (made.draft.unit, made.draft.calendar, made.draft.lead_days) == ("year", "bangla", 7)


def test_a_reminder_about_a_customer_stands_on_their_card(desk: Desk) -> None:
    id = desk.customer("সালমা", "01819223344")
    desk.begin().ctx.navigation.go("reminder", {"customer_id": id})
    desk.write("দাম জানাতে হবে")
    desk.sheet.start_on.setFocus()
    desk.write("আজ").press("Enter")
    assert desk.chosen() == "সালমা"


def test_without_words_or_day_both_are_asked_for(desk: Desk) -> None:
    desk.begin().ctx.navigation.go("reminder")
    desk.press("Enter")
    assert set(desk.sheet.form.problems()) == {"title", "start_on"}


def test_a_reminder_is_paused_changed_and_thrown_away_from_the_sheet(desk: Desk) -> None:
    from ui.widgets.buttons import Button

    today = dt.date(2026, 11, 21)
    id = desk.book.followups.remind(ReminderDraft("ভাড়া", today + dt.timedelta(1), unit="month"))
    desk.begin().ctx.navigation.go("reminder")
    pause, _change, _drop = [one for one in desk.sheet.findChildren(Button) if one.property("reminder")]
    pause.click()
    desk.settle()
    assert desk.book.followups.reminder(id).paused
    _pause, change, _drop = [one for one in desk.sheet.findChildren(Button) if one.property("reminder")]
    change.click()
    assert desk.sheet.title.typed() == "ভাড়া"
    desk.write(" দিতে হবে").press("Enter")
    assert desk.book.followups.reminder(id).draft.title == "ভাড়া দিতে হবে"
