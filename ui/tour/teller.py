"""Whoever tells a story over an open window: the window, its clock, the hands, and where papers and pictures go. What
happens is the story's."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from shopbook.clock import FixedClock
from ui.tour.hands import Hands, expect

if TYPE_CHECKING:
    from shopbook.followups.model import Card
    from ui.main_window import MainWindow


@dataclass(slots=True)
class Teller:
    """Only what a person sees is asked of the window. `look(name)` is called wherever a picture is worth it."""

    window: MainWindow
    clock: FixedClock
    hands: Hands
    papers: Path
    look: Callable[[str], object]

    @property
    def book(self) -> Any:
        """The book of the window."""
        return self.window.ctx.book

    @property
    def sheet(self) -> Any:
        """What is in the open sheet; None when none is open."""
        return cast(Any, self.window.ctx.navigation.sheet)

    def page(self, key: str) -> Any:
        """A page of the window as its own kind."""
        return cast(Any, self.window.ctx.navigation.page(key))

    def here(self) -> str:
        """The key of the page in front."""
        here = self.window.ctx.navigation.here
        return here.key if here is not None else ""

    def seen(self) -> str:
        """Every word in sight."""
        return "\n".join(label.text() for label in self.window.findChildren(QLabel) if label.isVisible())

    def search(self, text: str) -> None:
        """Ctrl+K and the words."""
        self.hands.control(Qt.Key.Key_K)
        self.hands.write(text)

    def customer(self, words: str, customer_id: int) -> None:
        """Ctrl+K, the words, Enter: the customer's page is in front."""
        self.search(words)
        self.hands.press(Qt.Key.Key_Return)
        expect(self.here() == "customer", f"{words} and Enter open the customer")
        expect(self.page("customer").customer_here() == customer_id, f"{words} is this customer")

    def saved(self, key: Qt.Key = Qt.Key.Key_Return, *, control: bool = False) -> None:
        """The key that saves the open sheet; it must close."""
        self.hands.press(
            key, Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
        )
        self.hands.wait_until(lambda: self.sheet is None, "the sheet is saved and closed")

    def save_paper(self, page: Any, name: str, holds: str | Sequence[str]) -> None:
        """Save the paper of the preview as a file of this name; the words must stand on it."""
        from shopbook.documents import pages

        target = self.papers / name
        page.file.setFocus()
        self.hands.overwrite(str(target))
        self.hands.control(Qt.Key.Key_S)
        expect(target.exists(), f"{name} is saved with Ctrl+S")
        # Where a quotation mark hangs in the margin it stands between the lines of the text.
        pdf = target.read_bytes()
        whole = " ".join(pages.page_text(pdf, page) for page in range(pages.page_count(pdf)))
        text = " ".join(whole.replace("“", "").split())
        for words in [holds] if isinstance(holds, str) else holds:
            expect(words in text, f"{words} stands on {name}")

    def down_to(self, rows: Any, wanted: Callable[[Any], bool], most: int = 60) -> None:
        """Press Down in a list until the cursor is on the wanted row."""
        rows.choose_first()
        for _step in range(most):
            row = rows.current_row()
            if row is not None and wanted(row):
                self.hands.settle(50)
                return
            self.hands.press(Qt.Key.Key_Down)
        expect(False, "the row is in the list")

    # the days

    def morning(self, day: dt.date) -> None:
        """Another morning at the home page: the clock moves, the window looks again."""
        self.hands.control(Qt.Key.Key_1)
        self.clock.advance(days=(day - self.clock.today()).days)
        self.window.ctx.bus.tell_all()
        self.hands.settle(200)

    def card_of(self, customer_id: int | None) -> Card | None:
        """The customer's card of today's list, in whatever part of it."""
        for card in self.page("today").today.all_cards():
            if card.customer_id == customer_id:
                return cast("Card", card)
        return None

    def rules_of(self, customer_id: int | None) -> set[str]:
        """Why a customer is in the list now; what is held back for another day does not count."""
        card = self.card_of(customer_id)
        reasons = card.reasons if card is not None else ()
        return {item.rule for item in reasons if item.held_by is None}

    def choose_card(self, customer_id: int | None) -> None:
        """Put the cursor on the customer's card."""
        card = self.card_of(customer_id)
        expect(card is not None, "the customer stands in today's list")
        self.page("today").choose(card)
        self.page("today").list.setFocus()
        self.hands.settle(100)
