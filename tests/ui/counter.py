"""The counter as a test: the real window over a real shop, worked with keys, read with the eyes. No assertions here."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from shopbook.products.model import CoverageDraft, ProductDraft
from shopbook.sales.model import LineDraft, Sale, SaleDraft
from tests.language import TestShop
from tests.typing import type_text
from ui import pages
from ui.bus import Bus
from ui.context import Context
from ui.jobs import Jobs
from ui.main_window import MainWindow
from ui.messages import Messages
from ui.navigation import Navigation
from ui.page import Page

Key = Qt.Key
YEAR = CoverageDraft("service", "", 1, "year")


class Counter:
    """`press` counts as a command of the keystroke table; what is typed or scanned does not."""

    def __init__(self, shop: TestShop, qtbot: Any) -> None:
        self._qtbot = qtbot
        self.shop, self.book = shop, shop.book
        self.commands = 0
        self.rafiq = shop.customer("মোঃ রফিকুল ইসলাম", "01712345678", area="মিরপুর ১০")
        self.salma = shop.customer("সালমা বেগম", "01819223344", area="পল্লবী")
        draft = ProductDraft("রাইস কুকার", brand="Miyako", model="1.8L", price_paisa=3250_00, coverages=(YEAR,))
        self.cooker = self.book.products.add(draft)
        self.printed: list[bytes] = []
        self.open_window()

    def open_window(self) -> None:
        """Open the window over the shop's book."""
        ctx = Context(self.book, Bus(), Jobs(), Messages(), Navigation())
        self.book.listen(ctx.bus.tell)
        self.ctx = ctx
        self.window = MainWindow(ctx, pages.page_specs(ctx), pages.actions(ctx), pages.finder(ctx))
        self._qtbot.addWidget(self.window)
        self.window.resize(1366, 728)
        self.window.show()
        self.window.activateWindow()
        ctx.navigation.go("sales")
        QTest.qWait(20)

    def lose_window(self) -> None:
        """The power goes: no page gets the chance to keep anything."""
        self.book.unlisten(self.ctx.bus.tell)
        for page in self.ctx.navigation.built():
            keeper = getattr(page, "keeper", None)
            if keeper is not None:
                keeper.rest()
        self.window.hide()

    def press(self, key: Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press one key as the window system hands it over."""
        self.commands += 1
        QTest.keyClick(self.window.windowHandle(), key, modifier)
        QTest.qWait(5)

    def control(self, key: Key) -> None:
        """Press a key with Ctrl held."""
        self.press(key, Qt.KeyboardModifier.ControlModifier)

    def type(self, text: str) -> None:
        """Type into whatever has the keyboard."""
        focused = self.focused()
        assert focused is not None
        type_text(focused, text)
        QTest.qWait(5)

    def scan(self, code: str) -> None:
        """A barcode scanner types the code faster than anybody and ends with Enter."""
        self.window.scanner.gap = 5.0  # a busy test machine is slower than a scanner
        for letter in (*code, "\r"):
            key = Key.Key_Return if letter == "\r" else Key(ord(letter.upper()))
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(self.window.windowHandle(), event)
        QTest.qWait(5)

    def focused(self) -> QWidget | None:
        """What has the keyboard."""
        return QApplication.focusWidget()

    def name_of_focus(self) -> str:
        """What a screen reader calls it."""
        focused = self.focused()
        return focused.accessibleName() if focused is not None else ""

    def page(self, key: str) -> Any:
        """A page by its key."""
        return self.ctx.navigation.page(key)

    @property
    def here(self) -> str:
        """The key of the page in front."""
        place = self.ctx.navigation.here
        return place.key if place is not None else ""

    def front(self) -> Page:
        """The page in front."""
        return self.page(self.here)

    def said(self) -> str:
        """The newest toast or strip."""
        note = self.ctx.messages.last()
        return note.text if note is not None else ""

    def pause(self, ms: int = 450) -> None:
        """Let the shopkeeper take a breath: drafts are kept, warnings looked for."""
        QTest.qWait(ms)

    def sold(self, customer: int | None = None, serial: str = "", paid_taka: int | None = None) -> Sale:
        """A rice cooker sold earlier."""
        line = LineDraft(
            "রাইস কুকার", self.cooker, "Miyako", "1.8L", unit_price_paisa=3250_00,
            serials=(serial,) if serial else (), coverages=(YEAR,),
        )  # fmt: skip
        paid = 3250_00 if paid_taka is None else paid_taka * 100
        return self.book.sales.record_sale(SaleDraft(self.shop.today, (line,), customer, paid_paisa=paid))

    def with_printer(self, patch: pytest.MonkeyPatch) -> None:
        """Put a printer on the counter; what it prints is in `printed`."""
        from ui import printing
        from ui.widgets import preview

        def keep(pdf: bytes, *_args: object, **_more: object) -> None:
            self.printed.append(pdf)

        patch.setattr(printing, "printer_found", lambda: True)
        patch.setattr(preview, "print_pdf", keep)


@pytest.fixture
def counter(qtbot: Any, tmp_path: Path) -> Iterator[Counter]:
    """A shop on Saturday 21 November 2026 with two customers and a rice cooker, its window open."""
    shop = TestShop(tmp_path)
    made = Counter(shop, qtbot)
    yield made
    made.ctx.jobs.wait()
    made.book.unlisten(made.ctx.bus.tell)
    made.window.close()
    shop.book.close()
