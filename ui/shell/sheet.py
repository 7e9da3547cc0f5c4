"""The sheet: a panel beside or under the page for a short task (payment, call, note). The widget in it is the
screen's."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopbook.localisation.language import _
from ui.style import theme
from ui.widgets.buttons import icon_button
from ui.widgets.text import ElidedLabel

SIDE_WIDTH = 400


class Sheet(QWidget):
    """One of the two places of a sheet ("right" or "bottom"); `closed` when Esc or the cross is pressed in it."""

    closed = Signal()

    def __init__(self, side: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side = side
        self.widget: QWidget | None = None
        self._return_to: QWidget | None = None
        self._column = QVBoxLayout(self)
        edge = (1, 0) if side == "right" else (0, 1)
        self._column.setContentsMargins(edge[0], edge[1], 0, 0)
        self._column.setSpacing(0)
        head = QHBoxLayout()
        # Below the page the words begin where the page's begin, at the side where a panel's do.
        left = 16 if side == "right" else 20
        head.setContentsMargins(theme.px(left), theme.px(8), theme.px(left - 8), theme.px(4))
        self.title = ElidedLabel("", "h2")
        self._cross = icon_button(lambda: _("Close"), "x", "Esc")
        self._cross.clicked.connect(self.closed)
        head.addWidget(self.title, 1)
        head.addWidget(self._cross)
        self._column.addLayout(head)
        self.hide()

    def open(self, widget: QWidget, title: str) -> None:
        """Show a widget; the keyboard goes to its focus proxy or first field and comes back at closing."""
        focused = self.window().focusWidget()
        if self.widget is not None:
            self._take_out()
        elif focused is not None:
            self._return_to = focused
        self.widget = widget
        self.title.say(title)
        self.setAccessibleName(title)
        self._column.addWidget(widget, 1)
        widget.show()
        self.show()
        self._focus_in(widget)

    def close_up(self) -> None:
        """Put the widget away and return the keyboard."""
        self._take_out()
        self.hide()
        if self._return_to is not None and self._return_to.isVisible():
            self._return_to.setFocus()
        self._return_to = None

    def _take_out(self) -> None:
        if self.widget is not None:
            self._column.removeWidget(self.widget)
            self.widget.hide()
            self.widget.deleteLater()
            self.widget = None

    def _focus_in(self, widget: QWidget) -> None:
        first = getattr(widget, "first_focus", None)
        target = first() if callable(first) else widget.focusProxy()
        if target is not None:
            target.setFocus()
            return
        for child in widget.findChildren(QWidget):
            if (
                child.focusPolicy() & Qt.FocusPolicy.TabFocus
                and child.isVisibleTo(widget)
                and child.isEnabled()
            ):
                child.setFocus()
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), theme.tokens()
        painter.fillRect(self.rect(), QColor(look.surface))
        width, height = (1, self.height()) if self._side == "right" else (self.width(), 1)
        painter.fillRect(0, 0, width, height, QColor(look.border))
