"""Asks for another day of an instalment inside the opened plan. What changes with it is the pane's."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopbook.dues.plan_model import Plan
from shopbook.errors import Message
from shopbook.localisation import dates, numbers
from shopbook.localisation.language import _
from ui.forms.choices import Choice, ChoiceField
from ui.forms.days import Ahead, DateField
from ui.forms.field import Wrong
from ui.qt import Key
from ui.style import theme
from ui.widgets.buttons import plain
from ui.widgets.flow import FlowLayout

NEAR = (Ahead(days=3), Ahead(days=7), Ahead(days=15))


class MoveStrip(QWidget):
    """`given(instalment_id, day)` on Enter or the button, `closed` on Esc; hidden until `begin`."""

    given = Signal(object, object)
    closed = Signal()

    def __init__(self, today: Callable[[], dt.date]) -> None:
        super().__init__()
        self.which = ChoiceField("instalment", lambda: _("Which instalment"), [])
        self.field = DateField("due_on", lambda: _("On which day will it come?"), today, chips=NEAR)
        self.do = plain(lambda: _("Take this day"), "clock", "Enter")
        self.leave = plain(lambda: _("Leave it"), "", "Esc")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(self.which)
        column.addWidget(self.field)
        row = FlowLayout(gap=theme.px(8))
        row.addWidget(self.do)
        row.addWidget(self.leave)
        column.addLayout(row)
        self.hide()
        self.field.entered.connect(self._on_given)
        self.do.clicked.connect(self._on_given)
        self.leave.clicked.connect(self._on_left)

    def begin(self, plan: Plan) -> None:
        """Ask about the instalments not paid yet; the next one is chosen."""
        unpaid = [one for one in plan.instalments if one.settled_on is None]
        self.which.set_choices([])
        self.which.set_choices(
            [
                Choice(one.id, f"{numbers.number(one.position)} · {dates.date_long(one.due_on)}")
                for one in unpaid
            ]
        )
        self.field.set_value(None)
        self.field.show_problem(None)
        self.show()
        self.field.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Key.Key_Escape:
            self._on_left()
            return
        super().keyPressEvent(event)

    def _on_given(self) -> None:
        try:
            day = self.field.value()
        except Wrong as wrong:
            self.field.show_problem(wrong.problem)
            return
        if day is None:
            self.field.show_problem(Message("Choose the day."))
            return
        self.given.emit(self.which.value(), day)

    def _on_left(self) -> None:
        self.hide()
        self.closed.emit()
