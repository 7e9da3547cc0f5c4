"""The inside of a sheet that is worked by single keys: its own keys come before the page's shortcuts. What the keys do
is the sheet's."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from shopbook.localisation import numbers


class Strip(QWidget):
    """Override `key_pressed` (a bare key outside a text field), `enter` and `put_away` (the sheet is closing).

    `own_shortcuts`: keys like "Alt+P" that are the sheet's while it is open, whatever they are on the page behind.
    """

    own_shortcuts: tuple[str, ...] = ()

    def key_pressed(self, key: str) -> bool:
        """A letter (lower case) or Latin digit was pressed outside a text field; True when it was used."""
        return False

    def enter(self) -> None:
        """Enter was pressed outside a button."""

    def put_away(self) -> None:
        """The sheet is being closed, by whatever way: the last moment to keep what was typed."""

    def event(self, event: QEvent) -> bool:
        # Text fields take their own keys before; what comes here would otherwise be a shortcut of the page behind.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _bare(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.enter()
            return
        if _bare(event) and self.key_pressed(numbers.to_ascii(event.text()).lower()):
            return
        super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        if not event.spontaneous():
            self.put_away()
        super().hideEvent(event)


def _bare(event: QKeyEvent) -> bool:
    held = (
        Qt.KeyboardModifier.ControlModifier
        | Qt.KeyboardModifier.AltModifier
        | Qt.KeyboardModifier.MetaModifier
    )
    text = event.text()
    return bool(text) and text.isprintable() and not text.isspace() and not event.modifiers() & held
