"""A part of a screen that is shown whole where there is room and scrolls where there is none. What stands in it is its
maker's."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from ui.qt import NoFrame, ScrollOff
from ui.style import theme

LEAST_HEIGHT = 96


class Yielding(QScrollArea):
    """Asks for the height of what stands in it and gives way down to a line or two."""

    def __init__(self, inside: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(NoFrame)
        self.setHorizontalScrollBarPolicy(ScrollOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inside)
        self._inside = inside
        # Deliberately by hand: a scroll area otherwise paints the window's grey under a white sheet.
        self.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)

    def _needs(self) -> int:
        layout = self._inside.layout()
        if layout is not None and layout.hasHeightForWidth():
            return max(layout.heightForWidth(self.viewport().width()), layout.minimumSize().height())
        return self._inside.sizeHint().height()

    def sizeHint(self) -> QSize:
        return QSize(self._inside.sizeHint().width(), self._needs())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._inside.minimumSizeHint().width(), min(self._needs(), theme.px(LEAST_HEIGHT)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()
