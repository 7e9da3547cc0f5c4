"""The strip under a list that decides what becomes of rows whose people are in the book already, by key."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from shopbook.exchange.decisions import Choice
from shopbook.exchange.matching import Match
from shopbook.exchange.model import Preview
from shopbook.localisation.language import _
from shopbook.localisation.numbers import to_script
from ui.exchange.words import choice_names
from ui.forms.controls import DropDown
from ui.style import theme
from ui.widgets.buttons import Button, chip
from ui.widgets.cards import pad
from ui.widgets.flow import FlowLayout
from ui.widgets.text import Label

_KEYS = "Alt+{n}"


def _with_key(name: Callable[[], str], n: int) -> str:
    """The words with their key in sight; a key stays Latin, as it is printed on the keyboard."""
    return f"{name()} {n}"


class DecidingStrip(QWidget):
    """Signals: `decided(row number, Choice)` for the row in hand, `all_decided(Choice)` for every duplicate."""

    decided = Signal(int, object)
    all_decided = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._row_no: int | None = None
        self.who = Label("", "second", "text2")
        self.chips: dict[Choice, Button] = {}
        self.all = DropDown()
        self.all.setMinimumWidth(theme.px(150))
        for_all = Label(lambda: _("All of them:"), "second", "text2")
        line = QHBoxLayout(self)
        pad(line, 0, 0, 0, 0, 10)
        self._around = QWidget()
        flow = FlowLayout(self._around, theme.px(8))
        for n, (choice, name) in enumerate(choice_names().items(), 1):
            button = chip(partial(_with_key, name, n))
            button.setToolTip(_KEYS.format(n=n))
            button.clicked.connect(partial(self._on_chip, choice))
            flow.addWidget(button)
            self.chips[choice] = button
            key = QShortcut(QKeySequence(_KEYS.format(n=n)), self)
            key.activated.connect(partial(self._on_chip, choice))
        for widget, room in ((self.who, 0), (self._around, 1), (for_all, 0), (self.all, 0)):
            line.addWidget(widget, room)
        self.all.activated.connect(self._on_all)
        self.retranslate()

    def retranslate(self) -> None:
        """The words of the drop-down."""
        at = self.all.currentIndex()
        self.all.clear()
        self.all.addItems([name() for name in choice_names().values()])
        self.all.setCurrentIndex(max(0, at))
        self.all.setAccessibleName(_("What becomes of all who are in the book already"))

    def show_preview(self, preview: Preview) -> None:
        """Another list, or the same with other decisions."""
        self.setVisible(preview.duplicates > 0)
        self.all.setCurrentIndex(list(choice_names()).index(preview.decisions.default))

    def show_row(self, preview: Preview, found: Match | None) -> None:
        """The row in hand; None when there is nothing to decide about it."""
        self._row_no = found.row.row_no if found is not None else None
        for button in self.chips.values():
            button.setEnabled(found is not None)
            button.setChecked(False)
        if found is None:
            self.who.say(lambda: _("Known rows:"))
            return
        self.chips[preview.decisions.of(found.row.row_no)].setChecked(True)
        row = to_script(str(found.row.row_no))
        self.who.say(lambda: _("Row {row} · Alt +").format(row=row))

    def _on_chip(self, choice: Choice) -> None:
        if self._row_no is not None and self.isVisible():
            self.decided.emit(self._row_no, choice)

    def _on_all(self, at: int) -> None:
        self.all_decided.emit(list(choice_names())[at])
