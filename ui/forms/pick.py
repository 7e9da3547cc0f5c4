"""The field that finds: type a few letters, pick a customer or a product from the list below. Finding is the
caller's."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from shopbook.errors import Message
from ui.forms.field import Field, Wrong
from ui.lists.looks import Section
from ui.translation import Text, read
from ui.widgets.suggestions import Suggestion, SuggestionPopup

# The keyboard comes back from these to where it was.
STAYS = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)


class PickField(Field):
    """`suggest(text)` gives what to pick from; the value is what the picked line stands for.

    With `free`, text that was not picked is a value too (a str). `picked(value)` when something was picked.
    """

    picked = Signal(object)

    def __init__(
        self,
        key: str,
        label: Text,
        suggest: Callable[[str], Sequence[Suggestion | Section]],
        *,
        show: Callable[[Any], str] = str,
        free: bool = False,
        hint: Text = "",
        example: Text = "",
        missing: Message | None = None,
        stretch: int = 1,
    ) -> None:
        super().__init__(key, label, hint=hint, stretch=stretch)
        self._suggest, self._show, self._free, self._example = suggest, show, free, example
        self._missing = missing or Message("Choose one from the list.")
        self._value: Any = None
        self._popup: SuggestionPopup | None = None
        self.line = QLineEdit()
        self.line.setMaxLength(200)
        self.line.setPlaceholderText(read(example))
        self.line.textEdited.connect(self._on_text_edited)
        self.set_control(self.line)

    def value(self) -> Any:
        text = self.line.text().strip()
        if self._value is not None or not text:
            return self._value
        if self._free:
            return text
        raise Wrong(self._missing)

    def set_value(self, value: Any) -> None:
        self._value = value
        self.line.setText("" if value is None else self._show(value))
        if not self.line.hasFocus():
            self.line.home(False)  # as when it is left: the beginning tells who it is
        self._show_note()

    def typed(self) -> str:
        return self.line.text()

    def restore(self, typed: Any) -> None:
        self._value = None
        self.line.setText(str(typed))

    @property
    def popup(self) -> SuggestionPopup:
        """The list under the field."""
        if self._popup is None:
            self._popup = SuggestionPopup(self.window(), read(self._label))
            self._popup.picked.connect(self._on_picked)
        return self._popup

    def offer(self) -> None:
        """Open the list for what is typed now."""
        self.popup.offer(self._suggest(self.line.text().strip()), self.line, least_width=420)

    def takes_enter(self, event: QKeyEvent) -> bool:
        return self._popup is not None and self._popup.isVisible()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and self._key_for_list(event)
        ):
            return True
        if event.type() == QEvent.Type.FocusOut:
            if self._popup is not None:
                self._popup.hide()
            if isinstance(event, QFocusEvent) and event.reason() not in STAYS:
                # In a narrow field the beginning tells what was picked, not the end.
                self.line.home(False)
        return super().eventFilter(watched, event)

    def _key_for_list(self, event: QKeyEvent) -> bool:
        shown = self._popup is not None and self._popup.isVisible()
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            if shown:
                self.popup.move_cursor(1 if key == Qt.Key.Key_Down else -1)
            else:
                self.offer()
            return True
        if not shown:
            return False
        if key == Qt.Key.Key_Escape:
            self.popup.hide()
            return True
        if (
            key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            if self.popup.take():
                self.entered.emit()
            return True
        if key == Qt.Key.Key_Tab:
            self.popup.take()
        return False

    def _on_text_edited(self, _text: str) -> None:
        self._value = None
        self._on_edited()
        self.offer()

    def _on_picked(self, value: Any) -> None:
        self.set_value(value)
        self._on_edited()
        self.picked.emit(value)

    def retranslate(self) -> None:
        self.line.setPlaceholderText(read(self._example))
        super().retranslate()
