"""What the memo's customer said they would buy: a chip for each, ticked when this memo looks like it. What fits is
shopbook.sales's."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopbook.book import Book
from shopbook.care.promise_model import BuyPromise
from shopbook.localisation import numbers
from shopbook.localisation.language import _
from shopbook.sales.model import SaleDraft
from shopbook.sales.promised import fulfilled
from ui.style import theme
from ui.widgets.buttons import Button, chip
from ui.widgets.flow import FlowLayout
from ui.widgets.text import Label

# A chip is one line; the whole of it stands on the page of promises.
LONGEST_WHAT = 30


class PromisedChips(QWidget):
    """`edited` when one was ticked or unticked by hand; from then on the memo's goods no longer decide."""

    edited = Signal()

    def __init__(self, book: Book) -> None:
        super().__init__()
        self._book = book
        self._customer_id: int | None = None
        self._by_hand = False
        self.promises: list[BuyPromise] = []
        self.chosen: int | None = None
        self.chips: dict[int, Button] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addWidget(
            Label(lambda: _("They had said they would buy; tick it if it is this:"), "second", "text2")
        )
        chips = QWidget()
        self._flow = FlowLayout(chips, theme.px(8))
        column.addWidget(chips)
        self.hide()

    def told(self, draft: SaleDraft) -> SaleDraft:
        """The memo with the verbal order it fulfils."""
        self.follow(draft)
        return replace(draft, buy_promise_id=self.chosen)

    def follow(self, draft: SaleDraft) -> None:
        """Show what the customer of the memo promised; tick what fits unless a person has decided."""
        if draft.customer_id != self._customer_id:
            self._customer_id, self._by_hand, self.chosen = draft.customer_id, False, None
            self.look_again()
        if not self._by_hand:
            fits = fulfilled(self.promises, draft)
            self._choose(fits.id if fits is not None else None)

    def look_again(self) -> None:
        """Read the promises anew: one may have been written over the memo."""
        found = self._book.promises.open_buys(self._customer_id) if self._customer_id is not None else []
        if found != self.promises:
            self.promises = found
            self._build()
        if self.chosen not in self.chips:
            self.chosen = None

    def clear(self) -> None:
        """Nobody's memo."""
        self._customer_id, self._by_hand, self.chosen = None, False, None
        self.look_again()

    def typed(self) -> dict[str, Any]:
        """What a person decided, as plain JSON."""
        return {"chosen": self.chosen, "by_hand": self._by_hand}

    def restore(self, typed: Mapping[str, Any], customer_id: int | None) -> None:
        """Put back what `typed` gave."""
        self._customer_id = customer_id
        self.look_again()
        self._by_hand = bool(typed.get("by_hand"))
        self._choose(typed.get("chosen") if typed.get("chosen") in self.chips else None)

    def _build(self) -> None:
        for button in self.chips.values():
            self._flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.chips = {}
        for promise in self.promises:
            button = chip(partial(_words, promise), "shopping-bag")
            button.setProperty("promise", str(promise.id))
            button.clicked.connect(self._on_chip_clicked)
            self.chips[promise.id] = button
            self._flow.addWidget(button)
        self.setVisible(bool(self.promises))

    def _choose(self, promise_id: int | None) -> None:
        self.chosen = promise_id
        for each, button in self.chips.items():
            button.setChecked(each == promise_id)

    def _on_chip_clicked(self) -> None:
        pressed = int(self.sender().property("promise"))
        self._by_hand = True
        self._choose(None if self.chosen == pressed else pressed)
        self.edited.emit()


def _words(promise: BuyPromise) -> str:
    what = textwrap.shorten(promise.what, LONGEST_WHAT, placeholder=" …")
    if promise.amount_paisa is None:
        return what
    return _("{what}, {amount}").format(what=what, amount=numbers.money(promise.amount_paisa))
