"""A window with two small pages, to see what the shell does with any page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout

from shopbook.book import Book
from ui.actions import Action
from ui.bus import Bus
from ui.context import Context
from ui.jobs import Jobs
from ui.main_window import MainWindow
from ui.messages import Messages
from ui.navigation import Navigation, PageSpec
from ui.page import Page
from ui.shell.palette import PaletteItem


class NotePad(Page):
    """A page with one line to type in, that counts how often it read the book."""

    TOPICS = ("customer",)

    def __init__(self, ctx: Context) -> None:
        super().__init__(ctx)
        self.reads = 0
        self.opened: object = None
        self.line = QLineEdit()
        self.line.setAccessibleName("Note")
        QVBoxLayout(self).addWidget(self.line)

    def refresh(self) -> None:
        self.reads += 1

    def open(self, target: object) -> None:
        self.opened = target

    def first_focus(self) -> QLineEdit:
        return self.line


@pytest.fixture
def plain_ctx(qapp: Any, book: Book) -> Iterator[Context]:
    """A context over a new book: the shell asks it only who is at the counter."""
    made = Context(book, Bus(), Jobs(), Messages(), Navigation())
    yield made
    made.jobs.wait()


@pytest.fixture
def done() -> list[str]:
    """What the window's deeds have done."""
    return []


@pytest.fixture
def window(qtbot: Any, plain_ctx: Context, done: list[str]) -> MainWindow:
    """The shell with two pages, a deed on F2 and a finder that knows Rahim."""

    def deed(name: str) -> Callable[[], None]:
        return lambda: done.append(name)

    def find(text: str) -> list[PaletteItem]:
        found = []
        if "রহিম".startswith(text):
            found = [
                PaletteItem("Customers", "user", "রহিম উদ্দিন", "০১৭১২-৩৪৫৬৭৮", open=deed("open রহিম")),
                PaletteItem("Customers", "user", "রহিমা খাতুন", open=deed("open রহিমা")),
            ]
        return [*found, PaletteItem("Do", "user-plus", f"New customer: {text}", open=deed(f"new {text}"))]

    specs = [
        PageSpec("today", lambda: "Today", "sun", lambda: NotePad(plain_ctx), lambda: 8),
        PageSpec("customers", lambda: "Customers", "users", lambda: NotePad(plain_ctx)),
    ]
    actions = [
        Action("new_customer", lambda: "New customer", deed("new customer"), "Ctrl+N", "user-plus"),
        Action("new_sale", lambda: "New sale", deed("new sale"), "F2", "plus", footer=lambda: "Sale"),
    ]
    made = MainWindow(plain_ctx, specs, actions, find)
    qtbot.addWidget(made)
    made.resize(1366, 728)
    made.start()
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made
