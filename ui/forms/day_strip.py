"""Asks for another day inside an opened thing: a complaint, an instalment. What changes with it is the pane's."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopbook.errors import Message
from shopbook.localisation.language import _
from ui.forms.days import Ahead, DateField
from ui.forms.field import Wrong
from ui.qt import Key
from ui.style import theme
from ui.widgets.buttons import plain
from ui.widgets.flow import FlowLayout

Text = Callable[[], str]


class DayStrip(QWidget):
    """`given(day)` on Enter or the button, `closed` on Esc; hidden until `begin`."""

    given = Signal(object)
    closed = Signal()

    def __init__(
        self, key: str, question: Text, do: Text, today: Callable[[], dt.date], near: Sequence[Ahead]
    ) -> None:
        super().__init__()
        self.field = DateField(key, question, today, chips=near)
        self.do = plain(do, "clock", "Enter")
        self.leave = plain(lambda: _("Leave it"), "", "Esc")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.px(8))
        self.column.addWidget(self.field)
        row = FlowLayout(gap=theme.px(8))
        row.addWidget(self.do)
        row.addWidget(self.leave)
        self.column.addLayout(row)
        self.hide()
        self.field.entered.connect(self._on_given)
        self.do.clicked.connect(self._on_given)
        self.leave.clicked.connect(self._on_left)

    def begin(self) -> None:
        """Ask."""
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
        self.given.emit(day)

    def _on_left(self) -> None:
        self.hide()
        self.closed.emit()
