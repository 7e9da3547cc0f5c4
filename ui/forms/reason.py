"""Asks for the reason of taking something back, inside the page and not in a box over it. What it ends is the
screen's."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopbook.localisation.language import _
from ui.forms.texts import TextField
from ui.qt import Key
from ui.style import theme
from ui.translation import Text
from ui.widgets.buttons import Button, plain


class ReasonStrip(QWidget):
    """`given(reason)` on Enter or the red button, `closed` on Esc; hidden until `begin`."""

    given = Signal(str)
    closed = Signal()

    def __init__(self, question: Text, deed: Text) -> None:
        super().__init__()
        self.field = TextField("reason", question, longest=400)
        self.do = Button(deed, "x", "danger")
        self.leave = plain(lambda: _("Leave it"), "", "Esc")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(self.field)
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addStretch(1)
        row.addWidget(self.leave)
        row.addWidget(self.do)
        column.addLayout(row)
        self.hide()
        self.field.entered.connect(self._on_given)
        self.do.clicked.connect(self._on_given)
        self.leave.clicked.connect(self._on_left)

    def begin(self) -> None:
        """Ask."""
        self.field.set_value("")
        self.field.show_problem(None)
        self.show()
        self.field.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Key.Key_Escape:
            self._on_left()
            return
        super().keyPressEvent(event)

    def _on_given(self) -> None:
        self.given.emit(str(self.field.value()))

    def _on_left(self) -> None:
        self.hide()
        self.closed.emit()
