"""What the pages stand on, and whether a text box takes a key for itself. The window itself is main_window.py."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QStackedWidget, QWidget


def text_undo(widget: QWidget | None) -> bool:
    """True when a text box has something of its own to take back, or no text box is in front."""
    if isinstance(widget, QLineEdit):
        return widget.isUndoAvailable()
    if isinstance(widget, QPlainTextEdit):
        return widget.document().isUndoAvailable()
    return True


class Content(QWidget):
    """The ground of page and sheet; tells when it was resized."""

    resized = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()


class Stack(QStackedWidget):
    """The pages; a wide hidden page must not keep the window from becoming small."""

    def minimumSizeHint(self) -> QSize:
        return QSize(320, 120)

    def sizeHint(self) -> QSize:
        """As little: the page takes what is left, and a sheet below it is squeezed only when nothing is."""
        return self.minimumSizeHint()
