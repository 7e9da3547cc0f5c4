"""After an import or its undo: what happened, the reasons row by row, and what to do next."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopbook.errors import Message
from shopbook.exchange.model import ImportResult, UndoResult
from shopbook.localisation import numbers
from shopbook.localisation.language import _, ngettext, say
from ui.lists.looks import Section
from ui.lists.model import Column, RowModel, Sort
from ui.lists.views import RowTable
from ui.style import theme
from ui.widgets.badges import IconCircle
from ui.widgets.buttons import plain, primary
from ui.widgets.cards import Card, SectionHeader, StatTile, pad
from ui.widgets.flow import FlowLayout
from ui.widgets.text import Label


@dataclass(frozen=True, slots=True)
class Told:
    """One row of the file and the sentence about it."""

    id: int
    row_no: int
    text: str
    what: str
    tone: str


class EndingPane(QWidget):
    """The figures of an import. Signals: `customers_asked()`, `review_asked()`, `undo_asked()`, `other_asked()`."""

    customers_asked = Signal()
    review_asked = Signal()
    undo_asked = Signal()
    other_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._told: list[Told] = []
        self._shown: ImportResult | UndoResult | None = None
        self.circle = IconCircle("circle-check", "green", 44)
        self.title = Label("", "h1", wrap=True)
        self.detail = Label("", "second", "text2", wrap=True)
        self.tiles = {
            "added": StatTile("user-plus", "green", lambda: _("New customers")),
            "matched": StatTile("users", "blue", lambda: _("Already in the book")),
            "due": StatTile("wallet", "red", lambda: _("Dues put into the book")),
            "rejected": StatTile("x", "amber", lambda: _("Rows not taken")),
        }
        self.customers = primary(lambda: _("See the customers"), "users")
        self.review = plain("", "eye")
        self.undo = plain(lambda: _("Take the whole list back"), "undo-2")
        self.other = plain(lambda: _("Another file"), "folder-open", "Ctrl+O")
        self.reasons = Card(margin=1, gap=0)
        self.heading = SectionHeader(lambda: _("Row by row"))
        self._model: RowModel[Told] = RowModel(self._ids, self._rows, [
            Column("row", lambda: _("Row"), lambda told: numbers.to_script(str(told.row_no)), width=70),
            Column("what", lambda: _("What happened"),
                   lambda told: told.what, width=220, tone=lambda told: told.tone, strong=True, spare=1),
            Column("why", lambda: _("Why"), lambda told: told.text),
        ])  # fmt: skip
        self.table = RowTable(self._model, lambda: _("Row by row"))
        self._lay_out()
        self.customers.clicked.connect(self.customers_asked)
        self.review.clicked.connect(self.review_asked)
        self.undo.clicked.connect(self.undo_asked)
        self.other.clicked.connect(self.other_asked)
        self.table.chosen.connect(self._on_chosen)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        pad(column, 0, 0, 0, 0, 12)
        head = QHBoxLayout()
        head.setSpacing(theme.px(14))
        head.addWidget(self.circle)
        says = QVBoxLayout()
        pad(says, 0, 0, 0, 0, 0)
        says.addWidget(self.title)
        says.addWidget(self.detail)
        head.addLayout(says, 1)
        column.addLayout(head)
        tiles = QHBoxLayout()
        tiles.setSpacing(theme.px(12))
        for tile in self.tiles.values():
            tiles.addWidget(tile)
        column.addLayout(tiles)
        deeds = QWidget()
        flow = FlowLayout(deeds, theme.px(10))
        for button in (self.customers, self.review, self.undo, self.other):
            flow.addWidget(button)
        column.addWidget(deeds)
        column.addWidget(self.heading)
        self.reasons.body.addWidget(self.table, 1)
        self.why = Label("", "second", "text2", wrap=True)
        self.why.setContentsMargins(theme.px(12), theme.px(6), theme.px(12), theme.px(6))
        self.reasons.body.addWidget(self.why)
        column.addWidget(self.reasons, 1)
        self._rest = QWidget()
        column.addWidget(self._rest, 1)

    def show_result(self, result: ImportResult) -> None:
        """What an import did."""
        self._shown = result
        self.circle.dress("circle-check", "green")
        n = result.added + result.matched
        self.title.say(
            ngettext("{n} customer taken in", "{n} customers taken in", n).format(n=numbers.number(n))
        )
        self.detail.say(lambda: _("If it was the wrong list, take the whole of it back with one press."))
        for key, value in (
            ("added", result.added),
            ("matched", result.matched),
            ("rejected", len(result.rejected)),
        ):
            self.tiles[key].say(numbers.number(value))
            self.tiles[key].show()
        self.tiles["due"].say(numbers.money(result.opening_paisa))
        self.tiles["due"].setVisible(result.opening_paisa != 0)
        self.review.say(_("Look at {n} of them").format(n=numbers.number(result.needs_review)))
        self.review.setVisible(result.needs_review > 0)
        self.undo.setVisible(result.batch is not None)
        rejected, look = (_("Not taken"), "red"), (_("Taken, to be looked at"), "amber")
        self._tell([(*one, *rejected) for one in result.rejected] + [(*one, *look) for one in result.notes])

    def show_undone(self, result: UndoResult) -> None:
        """What taking a list back did."""
        self._shown = result
        self.circle.dress("undo-2", "blue")
        self.title.say(_("The list was taken back"))
        gone = ngettext("{n} customer is in the trash", "{n} customers are in the trash", result.removed)
        stay = ngettext("{n} row stays, because something happened since",
                        "{n} rows stay, because something happened since", len(result.kept))  # fmt: skip
        parts = [gone.format(n=numbers.number(result.removed))]
        if result.kept:
            parts.append(stay.format(n=numbers.number(len(result.kept))))
        self.detail.say(" · ".join(parts))
        for tile in self.tiles.values():
            tile.hide()
        self.review.hide()
        self.undo.hide()
        self._tell([(*one, _("Stays in the book"), "blue") for one in result.kept])

    def retranslate(self) -> None:
        """Say figures and reasons in the language now set."""
        if isinstance(self._shown, ImportResult):
            self.show_result(self._shown)
        elif self._shown is not None:
            self.show_undone(self._shown)

    def told(self) -> list[Told]:
        """The rows with a sentence, as shown."""
        return list(self._told)

    def _tell(self, rows: list[tuple[int, Message, str, str]]) -> None:
        self._told = [Told(at, row_no, say(text), *more) for at, (row_no, text, *more) in enumerate(rows)]
        self._model.refetch()
        self.heading.say(lambda: _("Row by row"), numbers.number(len(rows)))
        for widget in (self.heading, self.reasons):
            widget.setVisible(bool(rows))
        self._rest.setVisible(not rows)
        if rows:
            self.table.choose_first()
            self.why.say(self._told[0].text)  # the first row may be the one in hand already

    def _on_chosen(self, _id: object) -> None:
        row = self.table.current_row()
        self.why.say(row.text if row is not None else "")

    def _ids(self, _sort: Sort | None) -> list[int | Section]:
        return [told.id for told in self._told]

    def _rows(self, ids: list[int]) -> list[Told]:
        return [self._told[at] for at in ids]
