"""People of the shop, and how a test reads what stands on the screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from shopbook.book import Book
from shopbook.customers.model import CustomerDraft, PhoneDraft
from tests.ui.desk import desk
from ui.widgets.badges import Badge

__all__ = ["add", "desk", "press", "reads"]

Add = Callable[..., int]


@pytest.fixture
def add(book: Book) -> Add:
    """add("রহিম", "01712345678", area="মিরপুর") puts somebody into the book and gives the id."""

    def put(name: str = "", phone: str = "", **details: Any) -> int:
        phones = (PhoneDraft(phone),) if phone else ()
        return book.customers.add(CustomerDraft(name=name, phones=phones, **details))

    return put


@pytest.fixture
def press(window: QWidget) -> Callable[..., None]:
    """press(Qt.Key.Key_F2) or press(Qt.Key.Key_E, ctrl) where the keyboard is."""

    def key(which: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        target = QApplication.focusWidget()
        assert target is not None, "nobody has the keyboard"
        # Through the window, as from the system: only so the shop's own Ctrl+Z is asked before a text box.
        QTest.keyClick(target.window().windowHandle(), which, held)

    return key


@pytest.fixture
def reads() -> Callable[[QWidget], str]:
    """reads(widget) is every word a person can see in it."""

    def all_words(widget: QWidget) -> str:
        # What was just put into a layout is shown with the next turn of the event loop.
        QApplication.processEvents()
        parts = [part for kind in (QLabel, QPushButton, Badge) for part in widget.findChildren(kind)]
        return "\n".join(part.text() for part in parts if part.isVisibleTo(widget) and part.text())

    return all_words
