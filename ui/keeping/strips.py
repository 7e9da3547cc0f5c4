"""A strip that stays under the top bar as long as what it says is true, with its next steps as buttons."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.qt import AlignTop
from ui.style import theme
from ui.translation import Text
from ui.widgets.buttons import Button
from ui.widgets.cards import Banner, mark, pad
from ui.widgets.flow import FlowLayout
from ui.widgets.text import Label


class Lasting(QFrame):
    """`kind` is a Banner's: "info", "amber" or "red"."""

    def __init__(self, kind: str, text: Text, detail: Text = "", *buttons: Button) -> None:
        super().__init__()
        self._tone = Banner.TONES[kind]
        self.text = Label(text, "strong", self._tone, wrap=True)
        self.detail = Label(detail, "second", "text2", wrap=True)
        if not detail:
            self.detail.hide()
        self.buttons = buttons
        outer = QHBoxLayout(self)
        pad(outer, 20, 8, 20, 8, 12)
        outer.addWidget(mark(Banner.ICONS[kind], self._tone, 20, 26), 0, AlignTop)
        column = QVBoxLayout()
        pad(column, 0, 0, 0, 0, 2)
        column.addWidget(self.text)
        column.addWidget(self.detail)
        around = QWidget()
        flow = FlowLayout(around, theme.px(8))
        for button in buttons:
            flow.addWidget(button)
        around.setVisible(bool(buttons))
        column.addSpacing(theme.px(4) if buttons else 0)
        column.addWidget(around)
        outer.addLayout(column, 1)

    def say(self, text: Text, detail: Text = "") -> None:
        """Show other words."""
        self.text.say(text)
        self.detail.say(detail)
        self.detail.setVisible(bool(detail))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), theme.tokens()
        painter.fillRect(self.rect(), QColor(look.tint(self._tone)))
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(look.border))
