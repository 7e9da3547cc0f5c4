"""Writing life down while talking: two keys, the kind guessed, the days to ask again chosen beforehand."""

from __future__ import annotations

import datetime as dt

import pytest

from shopbook.calls.model import CallbackDraft
from shopbook.customers.model import PartialDate
from shopbook.notes.model import NoteDraft
from tests.ui.desk import Desk


def test_news_of_a_birth_is_two_keys_and_everything_follows(desk: Desk) -> None:
    id = desk.promised("জামাল", 900, "01711000001", honorific="bhai")
    desk.begin().press("F4").write("ছেলে হয়েছে")
    assert desk.sheet.kind.value() == "birth"
    assert desk.sheet.relation.value() == "son"
    assert [box.text() for box in desk.sheet.days.boxes.values()] == [
        "২২ নভেম্বর · রবিবার · আগামীকাল",
        "২৮ নভেম্বর · শনিবার · ৭ দিন পরে",
        "২১ ডিসেম্বর · সোমবার · ১ মাস পরে",
    ]
    desk.press("Enter")
    assert desk.keys == 2
    assert "জামাল ভাই" in desk.said()
    assert desk.said().endswith("তালিকা ৩ বার মনে করাবে, প্রথম ২২ নভেম্বর")
    (child,) = desk.book.notes.family(id)
    assert (child.relation, child.birthday) == ("son", PartialDate(2026, 11, 21))
    (note,) = desk.book.notes.notes(id)
    assert note.family_member_id == child.id


def test_the_list_asks_again_on_the_right_day_and_not_before(desk: Desk) -> None:
    id = desk.customer("জামাল", "01711000001")
    desk.begin().ctx.navigation.go("note", {"customer_id": id})
    desk.write("ছেলে হয়েছে").press("Enter")
    assert desk.lines() == []
    lines = desk.days_later(1).lines()
    assert "জামাল" in lines[1]
    assert "ছেলে হয়েছে" in lines[1]


def test_the_kind_can_be_changed_and_its_days_with_it(desk: Desk) -> None:
    id = desk.customer("জামাল")
    desk.begin().ctx.navigation.go("note", {"customer_id": id})
    desk.write("ছেলে হয়েছে")
    desk.sheet.kind.buttons["own_illness"].click()
    desk.sheet.body.setFocus()
    desk.write(" হাসপাতালে")
    assert desk.sheet.kind.value() == "own_illness"
    assert not desk.sheet.child.isVisible()
    desk.press("Enter")
    (note,) = desk.book.notes.notes(id)
    assert note.kind == "own_illness"
    assert note.follow_ups == (dt.date(2026, 11, 23), dt.date(2026, 11, 28))
    assert desk.book.notes.family(id) == []


def test_every_kind_can_be_reached_through_more(desk: Desk) -> None:
    id = desk.customer("জামাল")
    desk.begin().ctx.navigation.go("note", {"customer_id": id})
    assert not desk.sheet.kind.buttons["travel"].isVisible()
    desk.sheet.kind.more.click()
    assert all(button.isVisible() for button in desk.sheet.kind.buttons.values())


def test_a_day_can_be_taken_off_and_another_added(desk: Desk) -> None:
    id = desk.customer("জামাল")
    desk.begin().ctx.navigation.go("note", {"customer_id": id})
    desk.write("জ্বর")
    desk.sheet.days.boxes[dt.date(2026, 11, 28)].click()
    desk.sheet.days.setFocus()
    desk.write("+১০").press("Enter")
    assert dt.date(2026, 12, 1) in desk.sheet.days.boxes
    desk.press("Enter")
    (note,) = desk.book.notes.notes(id)
    assert note.follow_ups == (dt.date(2026, 11, 23), dt.date(2026, 12, 1))


def test_a_wedding_asks_for_its_day_and_counts_from_it(desk: Desk) -> None:
    id = desk.customer("জামাল")
    desk.begin().ctx.navigation.go("note", {"customer_id": id})
    desk.write("মেয়ের বিয়ে ঠিক হয়েছে")
    assert desk.sheet.event_on.isVisible()
    desk.sheet.event_on.setFocus()
    desk.write("২০/১২").press("Enter")
    (note,) = desk.book.notes.notes(id)
    assert note.event_on == dt.date(2026, 12, 20)
    assert note.follow_ups == (dt.date(2026, 12, 17), dt.date(2026, 12, 27))


def test_an_expected_child_is_born_once(desk: Desk) -> None:
    id = desk.customer("জামাল")
    desk.begin().ctx.navigation.go("note", {"customer_id": id})
    desk.write("ভাবি গর্ভবতী")
    assert desk.sheet.kind.value() == "pregnancy"
    desk.sheet.event_on.setFocus()
    desk.write("১৫/১২").press("Enter")
    (expected,) = desk.book.notes.family(id)
    assert expected.expected_on == dt.date(2026, 12, 15)
    desk.days_later(20)
    desk.ctx.navigation.go("note", {"customer_id": id})
    desk.write("মেয়ে হয়েছে").press("Enter")
    (born,) = desk.book.notes.family(id)
    assert (born.relation, born.birthday, born.expected_on) == ("daughter", PartialDate(2026, 12, 11), None)


def test_a_small_gift_is_written_down_with_the_news(desk: Desk) -> None:
    id = desk.customer("জামাল")
    desk.begin().ctx.navigation.go("note", {"customer_id": id})
    desk.write("ছেলে হয়েছে")
    desk.sheet.gift.setFocus()
    desk.write("বাচ্চার জামা").press("Enter")
    assert [gift.what for gift in desk.book.notes.gifts(id)] == ["বাচ্চার জামা"]


def test_days_of_silence_are_announced_before_saving(desk: Desk) -> None:
    id = desk.customer("জামাল")
    desk.begin().ctx.navigation.go("note", {"customer_id": id})
    desk.write("বাবা মারা গেছেন")
    assert desk.sheet.quiet.text() == "৩১ ডিসেম্বর পর্যন্ত টাকা বা বিক্রির কথা তালিকায় আসবে না।"


def test_without_a_customer_in_front_the_sheet_asks_whom_it_is_about(desk: Desk) -> None:
    id = desk.customer("জামাল উদ্দিন", "01711000001")
    desk.begin().press("F4").write("জামাল").press("Enter").write("জ্বর").press("Enter")
    assert [note.body for note in desk.book.notes.notes(id)] == ["জ্বর"]


def test_nobody_and_nothing_is_not_saved(desk: Desk) -> None:
    desk.begin().press("F4", "Enter", "Ctrl+Return")
    assert desk.sheet.body.problem_text() == "কী বললেন, লিখুন।"


def test_escape_keeps_the_words_for_the_same_customer(desk: Desk) -> None:
    desk.promised("জামাল", 900)
    desk.begin().press("F4").write("ছেলে হয়েছে").press("Escape", "F4")
    assert desk.sheet.body.typed() == "ছেলে হয়েছে"
    assert desk.sheet.kind.value() == "birth"
    assert len(desk.sheet.days.value()) == 3


def test_control_z_takes_note_child_and_gift_back_together(desk: Desk) -> None:
    id = desk.customer("জামাল")
    desk.begin().ctx.navigation.go("note", {"customer_id": id})
    desk.write("ছেলে হয়েছে").press("Enter", "Ctrl+Z")
    assert desk.book.notes.notes(id) == []
    assert desk.book.notes.family(id) == []


@pytest.mark.parametrize("where", ["panel", "sheet"])
def test_an_open_note_is_closed_when_all_is_well(desk: Desk, where: str) -> None:
    id = desk.customer("নাসির", "01711000001")
    desk.book.notes.write(NoteDraft(id, "সিএনজির ইঞ্জিন নষ্ট", kind="breakdown"))
    desk.book.calls.ask_callback(CallbackDraft("01711000001", customer_id=id))
    desk.begin()
    if where == "sheet":
        desk.press("F4")
    desk.settle()
    host = desk.page.panel if where == "panel" else desk.sheet
    from ui.widgets.buttons import Button

    (button,) = [one for one in host.findChildren(Button) if one.property("note")]
    button.click()
    desk.settle()
    assert desk.book.notes.notes(id)[0].resolved_on == dt.date(2026, 11, 21)
