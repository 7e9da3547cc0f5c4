"""What the steps of the first start stand in: dots that count them and a room that scrolls when the screen is low."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from shopbook.localisation import numbers
from shopbook.localisation.language import _
from ui.qt import NoFrame, ScrollOff
from ui.style import theme

# All steps have this height where there is room, so that the buttons do not jump.
CALM_HEIGHT = 420
NO_LIMIT = 16_777_215  # as Qt has it


class Dots(QWidget):
    """One dot a step; the step now is a long one, those behind it are filled."""

    def __init__(self, count: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count, self.at = count, 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_step(0)

    def show_step(self, at: int) -> None:
        """Mark a step as the one being done."""
        self.at = at
        self.setAccessibleName(
            _("Step {at} of {count}").format(at=numbers.number(at + 1), count=numbers.number(self._count))
        )
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(18 * self._count + 24), theme.px(14))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.show_step(self.at)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), theme.tokens()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        size, left = theme.px(9), float(theme.px(2))
        top = (self.height() - size) / 2
        for step in range(self._count):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(look.brand if step <= self.at else look.border))
            wide = size * 2.6 if step == self.at else size
            painter.drawRoundedRect(int(left), int(top), int(wide), size, size / 2, size / 2)
            left += wide + theme.px(9)


class Room(QScrollArea):
    """As high as what is in it while the window allows; then it scrolls."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(NoFrame)
        self.setHorizontalScrollBarPolicy(ScrollOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.setWidget(inside)
        self._inside = inside
        self.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)

    def sizeHint(self) -> QSize:
        inside = self._inside
        width = max(self.viewport().width(), inside.minimumSizeHint().width())
        layout = inside.layout()
        wanted = inside.sizeHint().height()
        if layout is not None and layout.hasHeightForWidth():
            wanted = layout.heightForWidth(width)
        return QSize(inside.sizeHint().width(), max(wanted, theme.px(CALM_HEIGHT)))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(200), theme.px(120))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def make_visible(self, widget: QWidget | None) -> None:
        """Scroll so far that the widget with the keyboard is seen."""
        if widget is not None and self._inside.isAncestorOf(widget):
            self.ensureWidgetVisible(widget, 0, theme.px(60))


def fit(card: QWidget, *, alone: bool) -> None:
    """A card that only says why a book did not open (`alone`) is as high as its words, not as a step."""
    layout = card.layout()
    assert layout is not None
    # A little more: buttons that break into a second line stand a few pixels lower than the layout says beforehand.
    card.setMaximumHeight(layout.heightForWidth(card.width()) + theme.px(14) if alone else NO_LIMIT)
