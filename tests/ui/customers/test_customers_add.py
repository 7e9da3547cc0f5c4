"""Somebody new in one line: from the sheet, from the search box, with a phone the book already knows."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from tests.typing import type_text
from ui.context import Context
from ui.customers.add import AddSheet
from ui.main_window import MainWindow

Add = Callable[..., int]
Press = Callable[..., None]
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def sheet(window: MainWindow, ctx: Context, press: Press) -> AddSheet:
    press(Qt.Key.Key_N, CTRL)
    opened = ctx.navigation.sheet
    assert isinstance(opened, AddSheet)
    return opened


def here(ctx: Context) -> tuple[str, object]:
    place = ctx.navigation.here
    assert place is not None
    return place.key, place.target


def test_one_line_with_name_and_phone_is_enough(
    window: MainWindow, ctx: Context, sheet: AddSheet, press: Press
) -> None:
    line = sheet.first_focus()
    assert line.hasFocus()
    type_text(line, "রহিম ০১৭১২৩৪৫৬৭৮")
    assert sheet.understood.text() == "নাম: রহিম  ·  ফোন: ০১৭১২-৩৪৫৬৭৮"
    press(Qt.Key.Key_Return)
    (id,) = ctx.book.customers.ids()
    saved = ctx.book.customers.get(id)
    assert (saved.draft.name, saved.phone) == ("রহিম", "+8801712345678")
    assert here(ctx) == ("customer", id)
    assert ctx.navigation.sheet is None
    assert ctx.messages.last() is not None and ctx.messages.last().text == "রহিম খাতায় উঠেছেন"


def test_taking_it_back_leaves_an_empty_list(ctx: Context, sheet: AddSheet, press: Press) -> None:
    type_text(sheet.first_focus(), "রহিম\n")
    press(Qt.Key.Key_Z, CTRL)
    assert ctx.book.customers.count() == 0
    assert ctx.book.customers.count("trash") == 1
    assert here(ctx)[0] == "customers"


def test_an_empty_line_says_what_is_missing_and_saves_nothing(
    ctx: Context, sheet: AddSheet, press: Press
) -> None:
    press(Qt.Key.Key_Return)
    assert sheet.line.problem_text()
    assert ctx.book.customers.count() == 0
    assert ctx.navigation.sheet is sheet


def test_a_known_phone_is_said_while_typing_and_one_key_opens_its_owner(
    ctx: Context, add: Add, sheet: AddSheet, press: Press, reads: Callable[[QWidget], str]
) -> None:
    known = add("করিম", "01712345678", area="মিরপুর")
    line = sheet.first_focus()
    type_text(line, "রহিম 0171234567")
    assert sheet.known.isHidden()
    type_text(line, "8")
    assert "করিম, মিরপুর" in reads(sheet.known)
    press(Qt.Key.Key_O, ALT)
    assert here(ctx) == ("customer", known)
    assert ctx.book.customers.count() == 1


def test_a_family_may_share_a_phone(ctx: Context, add: Add, sheet: AddSheet) -> None:
    add("করিম", "01712345678")
    type_text(sheet.first_focus(), "করিমের ভাই 01712345678\n")
    assert ctx.book.customers.count() == 2


def test_the_whole_form_takes_over_what_was_typed(ctx: Context, sheet: AddSheet, press: Press) -> None:
    type_text(sheet.first_focus(), "রহিম 01712345678")
    press(Qt.Key.Key_A, ALT)
    assert here(ctx)[0] == "customer_new"
    editor = ctx.navigation.page("customer_new")
    assert editor.form["name"].typed() == "রহিম"  # type: ignore[attr-defined]
    assert editor.phones.value()[0].raw == "০১৭১২-৩৪৫৬৭৮"  # type: ignore[attr-defined]


def test_the_search_box_finds_people_and_offers_somebody_new(
    window: MainWindow, ctx: Context, add: Add
) -> None:
    add("রহিম উদ্দিন", "01712345678")
    window.search.setFocus()
    type_text(window.search, "rahim")
    lines = [one.look.title for one in window.search.popup.lines() if hasattr(one, "look")]
    assert lines == ["রহিম উদ্দিন", "নতুন: rahim"]


def test_enter_on_new_saves_and_opens(window: MainWindow, ctx: Context, press: Press) -> None:
    press(Qt.Key.Key_K, CTRL)
    type_text(window.search, "সেলিম 01812345678\n")
    (id,) = ctx.book.customers.ids()
    assert ctx.book.customers.get(id).draft.name == "সেলিম"
    assert here(ctx) == ("customer", id)
