"""The bar on top: search box and the two things done most. The deeds themselves are in the action table."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.actions import Actions
from ui.navigation import Find
from ui.shell.palette import SearchBox
from ui.style import theme
from ui.widgets.buttons import Button

HEIGHT = 58


class _Deed(QObject):
    """Does the deed that has this key now."""

    def __init__(self, actions: Actions, key: str, parent: QObject) -> None:
        super().__init__(parent)
        self._actions, self._key = actions, key

    def do(self) -> None:
        self._actions.trigger(self._key)


class TopBar(QWidget):
    """Search box, and a button for each of the actions "new_customer" and "new_sale" that the table has."""

    def __init__(self, find: Find, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search = SearchBox(find)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(20), 0, theme.px(20), 0)
        row.setSpacing(theme.px(10))
        row.addWidget(self.search, 1)
        row.addSpacing(theme.px(6))
        self.buttons: dict[str, Button] = {}
        for key, kind in (("new_customer", "plain"), ("new_sale", "primary")):
            if actions.has(key):
                action = actions.get(key)
                button = Button(action.text, action.icon, kind, action.shortcut if kind == "primary" else "")
                button.setToolTip(actions.tooltip(key))
                # Through the table: on a customer's page "new_sale" is a sale for that customer.
                button.clicked.connect(_Deed(actions, key, button).do)
                self.buttons[key] = button
                row.addWidget(button)
        self.setFixedHeight(theme.px(HEIGHT))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.setFixedHeight(theme.px(HEIGHT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # On a narrow window with large text the search box needs the room more than a word does.
        if (button := self.buttons.get("new_customer")) is not None:
            button.setVisible(self.width() >= theme.px(620))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), theme.tokens()
        painter.fillRect(self.rect(), QColor(look.surface))
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(look.border))
