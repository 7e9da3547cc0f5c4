"""A pane of lists: figures, chips with counts that choose a list, the list, and the chosen row opened beside it.

What the rows are and what is done with them is the pane's that stands on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopbook.localisation import numbers
from ui.context import Context
from ui.lists.model import RowModel, Sort
from ui.lists.views import ListPanel, RowList
from ui.style import theme
from ui.widgets.buttons import Button, chip
from ui.widgets.cards import Card as Surface
from ui.widgets.cards import EmptyState, pad
from ui.widgets.flow import FlowLayout

TILES_FROM = 420
PANEL_FROM_WIDTH = 640
# Beside an open sheet two narrow halves would both be too narrow to read: the list has it all.
PANEL_BESIDE_SHEET = 760
NARROW_LIST = 400


class ListPane(QWidget):
    """`typed(text)`: letters over the list that are meant for the search box. Override what is marked below.

    The pane on top makes `model` (of `ids`), `list`, `empty`, `panel` and maybe `figures`, then calls `lay_out`.
    """

    typed = Signal(str)
    model: RowModel[Any]
    list: RowList
    empty: EmptyState
    figures: QWidget | None = None
    panel: QWidget

    def __init__(self, ctx: Context, keys: Iterable[Any]) -> None:
        super().__init__()
        self.ctx = ctx
        self._lists: dict[Any, Sequence[int]] = {}
        self.chips: dict[Any, Button] = {key: chip(partial(self._chip_words, key)) for key in keys}
        self.which = next(iter(self.chips))
        self._opened = False

    def lay_out(self) -> None:
        """Put the parts in their places; the list leads and the panel follows."""
        column = QVBoxLayout(self)
        pad(column, 0, 10, 0, 0, 10)
        if self.figures is not None:
            column.addWidget(self.figures)
        chips = QWidget()
        flow = FlowLayout(chips, 8)
        for button in self.chips.values():
            flow.addWidget(button)
            button.clicked.connect(self._on_chip_clicked)
        column.addWidget(chips)
        ground = Surface(margin=1, gap=0)
        ground.body.addWidget(ListPanel(self.list, self.empty), 1)
        halves = QHBoxLayout()
        halves.setSpacing(theme.px(14))
        halves.addWidget(ground, 6)
        halves.addWidget(self.panel, 5)
        column.addLayout(halves, 1)
        self.list.chosen.connect(self._on_chosen)
        self.list.opened.connect(self._on_opened)
        self.list.typed.connect(self.typed)

    # override these

    def ids_of(self, which: Any) -> Sequence[int]:
        """The rows of one list."""
        raise NotImplementedError

    def title_of(self, which: Any) -> str:
        """What a chip says before its count."""
        raise NotImplementedError

    def say_empty(self) -> None:
        """Say in `empty` what belongs into the list in front."""
        raise NotImplementedError

    def open_chosen(self) -> None:
        """Show the chosen row in the panel."""
        raise NotImplementedError

    def do(self, deed: str) -> None:
        """Do a deed with the chosen row."""
        raise NotImplementedError

    # what the page asks

    def refresh(self) -> None:
        """Read the lists again; the chosen row stays opened."""
        self._lists = {which: self.ids_of(which) for which in self.chips}
        for which, button in self.chips.items():
            button.say(partial(self._chip_words, which))
            button.setChecked(which == self.which)
        self.say_empty()
        self.read_list()
        self._make_room()

    def read_list(self) -> None:
        """Read the list in front and open its chosen row once, whether the cursor had to move for it or not."""
        self._opened = False
        self.model.refetch()
        if self.list.current_id() is None:
            self.list.choose_first()
        if not self._opened:
            self.open_chosen()

    def count(self, which: Any) -> int:
        """How many rows one of the lists had when it was last read."""
        return len(self._lists.get(which, ()))

    def show_which(self, which: Any) -> None:
        """Show one of the lists from its beginning."""
        self.which = which
        self.refresh()
        self.list.choose_first()

    def first_focus(self) -> QWidget | None:
        """The list; an empty one leaves the keyboard to its button."""
        return self.list if self.model.rowCount() else self.empty.button

    def is_narrow(self) -> bool:
        """True when the name needs the room of the badge."""
        return self.list.width() < theme.px(NARROW_LIST)

    def ids(self, _sort: Sort | None) -> Sequence[int]:
        """The list in front, as it was last read: the counts have read it already."""
        return self._lists.get(self.which, ())

    def _chip_words(self, which: Any) -> str:
        words, count = self.title_of(which), self.count(which)
        return f"{words} {numbers.number(count)}" if count else words

    # what happens

    def _on_chip_clicked(self) -> None:
        self.show_which(next(which for which, button in self.chips.items() if button is self.sender()))

    def _on_chosen(self, _id: int | None) -> None:
        self._opened = True
        self.open_chosen()

    def _on_opened(self, _id: int) -> None:
        self.do("edit")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """On a low page the list comes first; beside an open sheet there is no room for the opened row."""
        if self.figures is not None:
            self.figures.setVisible(self.height() >= theme.px(TILES_FROM))
        least = PANEL_FROM_WIDTH if self.ctx.navigation.sheet is None else PANEL_BESIDE_SHEET
        self.panel.setVisible(self.model.rowCount() > 0 and self.width() >= theme.px(least))
