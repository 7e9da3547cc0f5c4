"""Asks for the typed word before something is erased for good, inside the page and not in a box over it. What is erased
is the caller's."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopbook.errors import Message
from shopbook.localisation.language import _
from shopbook.trash.model import ERASING_WORDS
from ui.forms.texts import TextField
from ui.qt import Key
from ui.style import theme
from ui.translation import Text
from ui.widgets.buttons import Button, plain
from ui.widgets.text import Label


def word_asked() -> str:
    """The line that asks for the word."""
    bengali, english = ERASING_WORDS
    return _("Write “{bengali}” or “{english}” to erase it for good").format(bengali=bengali, english=english)


class TypedWord(QWidget):
    """`given(word)` on Enter or the red button, `closed` on Esc; hidden until `begin`."""

    given = Signal(str)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.what = Label("", "body", wrap=True)
        self.field = TextField("typed", word_asked, longest=20)
        self.do = Button(lambda: _("Erase for good"), "x", "danger")
        self.leave = plain(lambda: _("Leave it"), "", "Esc")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(self.what)
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(self.field, 1)
        column.addLayout(row)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(8))
        buttons.addStretch(1)
        buttons.addWidget(self.leave)
        buttons.addWidget(self.do)
        column.addLayout(buttons)
        self.hide()
        self.field.entered.connect(self._on_given)
        self.do.clicked.connect(self._on_given)
        self.leave.clicked.connect(self.end)

    def begin(self, what: Text) -> None:
        """Ask about a thing."""
        self.what.say(what)
        self.field.set_value("")
        self.field.show_problem(None)
        self.show()
        self.field.setFocus()

    def refuse(self, problem: Message) -> None:
        """The word was not right."""
        self.field.show_problem(problem)
        self.field.setFocus()

    def end(self) -> None:
        """Nothing is asked any more."""
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Key.Key_Escape:
            self.end()
            return
        super().keyPressEvent(event)

    def _on_given(self) -> None:
        self.given.emit(self.field.typed())
