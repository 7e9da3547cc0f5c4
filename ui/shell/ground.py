"""What the pages stand on, and whether a text box takes a key for itself. The window itself is main_window.py."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QStackedWidget, QWidget

from shopbook.localisation.language import _
from ui.widgets.cards import EmptyState


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
    """The pages; a wide hidden page must not keep the window from becoming small.

    While a customer looks, a curtain stands before the pages that tell of others.
    """

    def __init__(self) -> None:
        super().__init__()
        self.page: QWidget | None = None
        self.curtain: EmptyState | None = None

    def show_page(self, page: QWidget, covered: bool) -> None:
        """Bring a page to front, or the curtain in its place."""
        self.page = page
        if self.indexOf(page) < 0:
            self.addWidget(page)
        self.setCurrentWidget(self._curtain() if covered else page)

    def _curtain(self) -> EmptyState:
        if self.curtain is None:
            self.curtain = EmptyState(
                "eye-off",
                lambda: _("Hidden while a customer can look."),
                lambda: _("Press F11 to show it."),
            )
            self.addWidget(self.curtain)
        return self.curtain

    def minimumSizeHint(self) -> QSize:
        return QSize(320, 120)

    def sizeHint(self) -> QSize:
        """As little: the page takes what is left, and a sheet below it is squeezed only when nothing is."""
        return self.minimumSizeHint()
