"""A person at the desk: the real window over a real book, keys that are counted, and what is read on the screen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

from shopbook.customers.model import CustomerDraft, PhoneDraft
from tests.typing import type_text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from shopbook.book import Book
    from ui.context import Context
    from ui.today.page import TodayPage


class Desk:
    """`press` counts command keys as screens are judged by them; `write` is typed data and counts nothing."""

    def __init__(self, ctx: Context) -> None:
        from ui import pages
        from ui.main_window import MainWindow

        self.ctx = ctx
        self.keys = 0
        self.window = MainWindow(ctx, pages.page_specs(ctx), pages.actions(ctx), pages.finder(ctx))
        self.window.resize(1366, 768)

    def begin(self) -> Desk:
        """Open the window on the day's list."""
        from PySide6.QtWidgets import QApplication

        self.window.start("today")
        self.window.show()
        self.window.activateWindow()
        QApplication.processEvents()
        return self

    @property
    def book(self) -> Book:
        """The shop's book."""
        return self.ctx.book

    @property
    def page(self) -> TodayPage:
        """The home screen."""
        return self.ctx.navigation.page("today")  # type: ignore[return-value]

    @property
    def sheet(self) -> Any:
        """What is in the open sheet, None when there is none."""
        return self.ctx.navigation.sheet

    @property
    def focus(self) -> QWidget:
        """Where the keyboard is."""
        found = self.window.focusWidget()
        assert found is not None, "the keyboard is nowhere"
        return found

    def press(self, *keys: str) -> Desk:
        """Press command keys by their names ("F4", "1", "Enter", "Ctrl+L"), as the window system delivers them."""
        from PySide6.QtGui import QKeySequence
        from PySide6.QtTest import QTest
        from PySide6.QtWidgets import QApplication

        for name in keys:
            combination = QKeySequence("Return" if name == "Enter" else name)[0]
            self.keys += 1
            QTest.keyClick(self.window.windowHandle(), combination.key(), combination.keyboardModifiers())
            QApplication.processEvents()
        return self

    def write(self, words: str) -> Desk:
        """Type data where the keyboard is."""
        from PySide6.QtWidgets import QApplication

        type_text(self.focus, words)
        QApplication.processEvents()
        return self

    def said(self) -> str:
        """The newest toast."""
        note = self.ctx.messages.last()
        return note.text if note is not None else ""

    def lines(self) -> list[str]:
        """The list as a screen reader reads it, headings and all."""
        model = self.page.model
        return [str(model.index(row, 0).data()) for row in range(model.rowCount())]

    def chosen(self) -> str:
        """Whom the cursor is on."""
        from ui.today.looks import title_of

        card = self.page.chosen_card()
        return title_of(card) if card is not None else ""

    def panel(self) -> str:
        """Every word of the opened card."""
        from PySide6.QtWidgets import QAbstractButton, QLabel

        parts = [w.text() for w in self.page.panel.findChildren(QLabel) if w.isVisible()]
        buttons = [w for w in self.page.panel.findChildren(QAbstractButton) if w.isVisible()]
        return "\n".join([*parts, *(w.accessibleName() for w in buttons)])

    def days_later(self, days: float) -> Desk:
        """Sleep some nights; the program sees the new day as its clock does."""
        self.book.clock.advance(days=days)  # type: ignore[attr-defined]
        self.page.make_stale()
        return self.settle()

    def settle(self) -> Desk:
        """Let the window show what it was told to show."""
        from PySide6.QtCore import QCoreApplication, QEvent
        from PySide6.QtWidgets import QApplication

        QApplication.processEvents()
        # Parts taken off the screen go for good only when the event loop comes round.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        return self

    # the shop's people

    def customer(self, name: str, phone: str = "", **details: Any) -> int:
        """Somebody in the book."""
        phones = (PhoneDraft(phone),) if phone else ()
        return self.book.customers.add(CustomerDraft(name=name, phones=phones, **details))

    def promised(self, name: str, taka: int, phone: str = "", days: int = 0, **details: Any) -> int:
        """Somebody who owes and promised to pay so many days from today (before it: that day has passed)."""
        from shopbook.dues.model import AdjustmentDraft

        self.book.clock.advance(days=min(days, 0))  # type: ignore[attr-defined]
        id = self.customer(name, phone, **details)
        today = self.book.clock.today()
        self.book.dues.adjust(AdjustmentDraft(id, "opening", taka * 100, today - dt.timedelta(10)))
        self.book.dues.promise(id, taka * 100, today + dt.timedelta(max(days, 0)))
        self.book.clock.advance(days=-min(days, 0))  # type: ignore[attr-defined]
        return id


@pytest.fixture
def desk(ctx: Context, qtbot: Any) -> Iterator[Desk]:
    """The window of a new shop, not yet opened: fill the book, then `begin`."""
    made = Desk(ctx)
    qtbot.addWidget(made.window)
    yield made
    made.ctx.navigation.close_sheet()
    made.window.close()
