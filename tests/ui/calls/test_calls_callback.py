"""Somebody wants to be called: the number is enough."""

from __future__ import annotations

import datetime as dt

from tests.ui.desk import Desk


def test_a_missed_call_is_one_key_the_number_and_enter(desk: Desk) -> None:
    desk.begin().press("F8").write("০১৭১২৩৪৫৬৭৮").press("Enter")
    assert desk.keys == 2
    assert desk.said() == "০১৭১২-৩৪৫৬৭৮ ফোনের অপেক্ষায়"
    (callback,) = desk.book.calls.open_callbacks()
    assert (callback.phone, callback.source) == ("+8801712345678", "missed")
    assert desk.chosen() == "০১৭১২-৩৪৫৬৭৮"


def test_it_works_from_any_page(desk: Desk) -> None:
    desk.begin().ctx.navigation.go("customers")
    desk.press("F8").write("01712345678").press("Enter")
    assert len(desk.book.calls.open_callbacks()) == 1


def test_a_known_number_says_whose_it_is_while_it_is_typed(desk: Desk) -> None:
    id = desk.customer("সালমা বেগম", "01819223344", area="সাভার")
    desk.begin().press("F8").write("01819223344")
    assert desk.sheet.phone.note.text() == "সালমা বেগম · সাভার"
    desk.press("Enter")
    assert desk.book.calls.open_callbacks()[0].customer_id == id
    assert desk.said() == "সালমা বেগম ফোনের অপেক্ষায়"


def test_without_a_number_nothing_is_saved(desk: Desk) -> None:
    desk.begin().press("F8", "Enter")
    assert desk.sheet.phone.problem_text() == "ফোন নম্বর লিখুন।"
    assert desk.book.calls.open_callbacks() == []


def test_name_topic_and_hour_may_follow(desk: Desk) -> None:
    desk.begin().press("F8").write("01799000111")
    desk.sheet.name.setFocus()
    desk.write("ইসমাইল")
    desk.sheet.topic.setFocus()
    desk.write("আইপিএসের দাম")
    desk.sheet.wanted_on.setFocus()
    desk.write("কাল").press("Enter")
    (callback,) = desk.book.calls.open_callbacks()
    assert (callback.name, callback.topic) == ("ইসমাইল", "আইপিএসের দাম")
    assert callback.wanted_at is not None
    assert callback.wanted_at.date() == dt.date(2026, 11, 22)
    assert "ইসমাইল" in desk.said()
    assert "২২ নভেম্বর ২০২৬" in desk.said()


def test_a_half_typed_number_is_there_again(desk: Desk) -> None:
    desk.begin().press("F8").write("01712").press("Escape", "F8")
    assert desk.sheet.phone.typed() == "01712"


def test_control_z_forgets_the_request(desk: Desk) -> None:
    desk.begin().press("F8").write("01712345678").press("Enter", "Ctrl+Z")
    assert desk.book.calls.open_callbacks() == []
    assert desk.lines() == []


def test_a_call_back_is_given_to_somebody_and_the_card_says_who_calls(desk: Desk) -> None:
    desk.book.settings.add_staff("হাজী সাহেব", "owner")
    rana = desk.book.settings.add_staff("রানা")
    desk.begin().press("F8").write("01799000111")
    assert desk.sheet.staff.isVisible()
    desk.sheet.staff.set_value(rana)
    desk.press("Enter")
    (callback,) = desk.book.calls.open_callbacks()
    assert callback.staff_id == rana
    assert "রানা ফোন করবেন" in desk.lines()[1]


def test_where_one_person_does_everything_nobody_is_asked_who_calls(desk: Desk) -> None:
    desk.begin().press("F8")
    assert not desk.sheet.staff.isVisible()
