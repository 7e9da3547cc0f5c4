"""One happening in a customer's life, as a row with a thread to the next. The list of them is the screen's."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.lists.looks import RowLook, paint_timeline_row
from ui.qt import PointingHand, TabFocus
from ui.style import theme


class TimelineRow(QWidget):
    """A RowLook drawn as a happening; `pressed` on click and Enter."""

    pressed = Signal()

    def __init__(
        self, look: RowLook, *, last: bool = False, opens: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._last = last
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if opens:
            self.setFocusPolicy(TabFocus)
            self.setCursor(PointingHand)
        self.show_look(look)

    def show_look(self, look: RowLook) -> None:
        """Show another happening."""
        self._look = look
        self.setAccessibleName(look.spoken())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(320), theme.px(64))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(200), theme.px(64))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.hasFocus() or (self.underMouse() and self.focusPolicy() != Qt.FocusPolicy.NoFocus):
            look = theme.tokens()
            painter.fillRect(self.rect(), QColor(look.selected if self.hasFocus() else look.hover))
        paint_timeline_row(painter, QRectF(self.rect()), self._look, last=self._last)

    def enterEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        self.update()

    def leaveEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.focusPolicy() != Qt.FocusPolicy.NoFocus and self.rect().contains(event.position().toPoint()):
            self.pressed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.pressed.emit()
            return
        super().keyPressEvent(event)
