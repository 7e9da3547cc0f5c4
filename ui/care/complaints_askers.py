"""Who asked about a rumour: the names, and a line to add one more. Writing them down is the pane's."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopbook.care.complaint_model import Asker
from shopbook.customers.model import CustomerRow
from shopbook.errors import Message
from shopbook.localisation import dates, numbers
from shopbook.localisation.language import _
from ui.context import Context
from ui.forms.pick import PickField
from ui.lists.looks import RowLook
from ui.style import theme
from ui.widgets.buttons import plain
from ui.widgets.cards import SectionHeader, mark, pad
from ui.widgets.suggestions import Suggestion
from ui.widgets.text import Label

MOST_OFFERED = 6
MOST_SHOWN = 12


class AskersBox(QWidget):
    """`asked(customer_id or None, name)` when somebody was added."""

    asked = Signal(object, str)

    def __init__(self, ctx: Context) -> None:
        super().__init__()
        self.ctx = ctx
        self.head = SectionHeader(lambda: _("Who asked about it"))
        self.lines = QVBoxLayout()
        self.lines.setSpacing(theme.px(2))
        self.field = PickField(
            "asker",
            lambda: _("Somebody else asked"),
            self._found,
            show=_shown,
            free=True,
            example=lambda: _("Name or mobile, then Enter"),
        )
        self.add = plain(lambda: _("Add"), "plus")
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(self.field, 1)
        column = QVBoxLayout(self)
        pad(column, 0, 4, 0, 0, 6)
        column.addWidget(self.head)
        column.addLayout(self.lines)
        column.addLayout(row)
        column.addWidget(self.add)
        self.field.entered.connect(self._on_entered)
        self.add.clicked.connect(self._on_entered)

    def forget(self) -> None:
        """Another rumour: nothing is typed yet."""
        self.field.set_value(None)
        self.field.show_problem(None)

    def show_askers(self, askers: Sequence[Asker], today: dt.date) -> None:
        """Show who asked, the last one first."""
        while (item := self.lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.head.say(lambda: _("Who asked about it"), numbers.number(len(askers)) if askers else "")
        for asker in list(reversed(askers))[:MOST_SHOWN]:
            self.lines.addWidget(_line(asker, today))
        if not askers:
            self.lines.addWidget(
                Label(lambda: _("Nobody is written down yet."), "second", "text2", wrap=True)
            )

    def _found(self, text: str) -> list[Suggestion]:
        rows = self.ctx.book.customers.rows(self.ctx.book.search.customers(text, MOST_OFFERED))
        return [Suggestion(row, _look(row)) for row in rows]

    def _on_entered(self) -> None:
        value = self.field.value()
        if not value:
            self.field.show_problem(Message("Write who asked."))
            self.field.setFocus()
        elif isinstance(value, CustomerRow):
            self.asked.emit(value.id, "")
        else:
            self.asked.emit(None, str(value))


def _line(asker: Asker, today: dt.date) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    pad(row, 0, 0, 0, 0, 8)
    row.addWidget(mark("user", "text3", 16, 24))
    who = " · ".join(part for part in (asker.name, numbers.phone(asker.phone) if asker.phone else "") if part)
    row.addWidget(Label(who, "body", wrap=True), 1)
    row.addWidget(Label(dates.ago(asker.asked_on, today), "caption", "text2"))
    return line


def _shown(value: object) -> str:
    return (value.name or numbers.phone(value.phone)) if isinstance(value, CustomerRow) else str(value)


def _look(row: CustomerRow) -> RowLook:
    return RowLook(
        title=row.name or numbers.phone(row.phone),
        second=row.whereabouts,
        avatar=row.title,
        beside=numbers.phone(row.phone) if row.name else "",
    )
