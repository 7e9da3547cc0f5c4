"""The bar on top: search box and the two things done most. The deeds themselves are in the action table."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from shopbook.localisation.language import _
from ui.actions import Actions
from ui.navigation import Find
from ui.shell.palette import SearchBox
from ui.style import theme
from ui.widgets.buttons import Button

HEIGHT = 58
# Narrower than this the name at the counter is an icon.
NARROW = 900


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
        self._actions, self._person, self._allowed = actions, "", True
        for key, kind in (("new_customer", "plain"), ("new_sale", "primary")):
            if actions.has(key):
                action = actions.get(key)
                button = Button(action.text, action.icon, kind, action.shortcut if kind == "primary" else "")
                button.setToolTip(actions.tooltip(key))
                # Through the table: on a customer's page "new_sale" is a sale for that customer.
                button.clicked.connect(_Deed(actions, key, button).do)
                self.buttons[key] = button
                row.addWidget(button)
        self.facing = Button(lambda: _("A customer looks at the screen"), "eye-off", "chip", "F11")
        self.facing.setChecked(True)
        self.person = Button("", "user", "quiet")
        for button, key in ((self.facing, "facing"), (self.person, "sign_in")):
            if actions.has(key):
                button.clicked.connect(_Deed(actions, key, button).do)
            button.hide()
            row.addWidget(button)
        self.setFixedHeight(theme.px(HEIGHT))

    def show_person(self, name: str, *, asked: bool) -> None:
        """Who is at the counter; `asked`: the shop wants to know it."""
        self._person = name
        words: Callable[[], str] = (
            (lambda: _("At the counter: {name}").format(name=name))
            if name
            else lambda: _("Who is at the counter?")
        )
        self.person.say(name or words)
        self.person.setAccessibleName(words())
        self.person.setToolTip(words() + "\n" + _("Press to lock, or for somebody else.") + "  (Ctrl+Alt+L)")
        self.person.setVisible(asked)

    def show_facing(self, on: bool) -> None:
        """That a customer can look, and the way to end it."""
        self.facing.setVisible(on)
        self.facing.setChecked(on)
        self.facing.shrink(self.width() < theme.px(NARROW))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.setFixedHeight(theme.px(HEIGHT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # On a narrow window with large text the search box needs the room more than a word does.
        if (button := self.buttons.get("new_customer")) is not None:
            button.setVisible(self.width() >= theme.px(620) and self._allowed)
        for button in (self.facing, self.person):
            button.shrink(self.width() < theme.px(NARROW))

    def look_again(self) -> None:
        """Somebody else is at the counter: what they may not do has no button."""
        self._allowed = (
            self._actions.allows(self._actions.get("new_customer"))
            if "new_customer" in self.buttons
            else True
        )
        if "new_sale" in self.buttons:
            self.buttons["new_sale"].setVisible(self._actions.allows(self._actions.get("new_sale")))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), theme.tokens()
        painter.fillRect(self.rect(), QColor(look.surface))
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(look.border))
