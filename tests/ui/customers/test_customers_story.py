"""From the first word to the trash and back, with nothing but the keyboard."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.typing import type_text
from ui.context import Context
from ui.customers.editor import CustomerEditor
from ui.customers.profile import CustomerPage
from ui.main_window import MainWindow

Press = Callable[..., None]
CTRL = Qt.KeyboardModifier.ControlModifier


def focused() -> object:
    return QApplication.focusWidget()


def test_a_customer_comes_lives_and_goes_by_keys_alone(
    window: MainWindow, ctx: Context, press: Press
) -> None:
    press(Qt.Key.Key_N, CTRL)
    type_text(focused(), "রহিম 01712345678\n")
    (id,) = ctx.book.customers.ids()
    profile = ctx.navigation.page("customer")
    assert isinstance(profile, CustomerPage)

    press(Qt.Key.Key_E, CTRL)
    editor = ctx.navigation.page("customer_edit")
    assert isinstance(editor, CustomerEditor)
    press(Qt.Key.Key_End)
    type_text(focused(), " উদ্দিন")
    press(Qt.Key.Key_Return, CTRL)
    assert profile.header.name.text() == "রহিম উদ্দিন"

    press(Qt.Key.Key_F, CTRL)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    type_text(focused(), "তানভীর")
    press(Qt.Key.Key_Return, CTRL)
    assert [member.name for member in ctx.book.notes.family(id)] == ["তানভীর"]

    assert [entry.kind for entry in profile.timeline.model.rows()] == ["change"]
    assert profile.timeline.look(profile.timeline.model.rows()[0]).title == "বদলেছে: নাম"

    press(Qt.Key.Key_Delete, CTRL)
    assert ctx.book.customers.count("trash") == 1
    press(Qt.Key.Key_Z, CTRL)
    assert ctx.book.customers.count("trash") == 0
    press(Qt.Key.Key_Z, CTRL)
    assert ctx.book.notes.family(id) == []
    press(Qt.Key.Key_Z, CTRL)
    assert ctx.book.customers.get(id).draft.name == "রহিম"
    press(Qt.Key.Key_Z, CTRL)
    assert ctx.book.customers.count() == 0
    assert ctx.navigation.here is not None and ctx.navigation.here.key == "customers"
