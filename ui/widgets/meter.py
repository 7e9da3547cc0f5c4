"""A thin bar that shows how much of something is over. What it measures is the screen's."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.style import theme
from ui.translation import Text, read


class Meter(QWidget):
    """`share` from 0 to 1 in a tone; the words beside it say the same, for colour and length are never alone."""

    def __init__(self, share: float, tone: str, name: Text, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.share, self.tone = min(1.0, max(0.0, share)), tone
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(read(name))

    def sizeHint(self) -> QSize:
        return QSize(theme.px(80), theme.px(6))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), theme.tokens()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        radius = self.height() / 2
        painter.setBrush(QColor(look.sunk))
        painter.drawRoundedRect(QRectF(self.rect()), radius, radius)
        painter.setBrush(QColor(look.ink(self.tone)))
        done = QRectF(0, 0, max(self.height(), self.width() * self.share), self.height())
        painter.drawRoundedRect(done, radius, radius)
