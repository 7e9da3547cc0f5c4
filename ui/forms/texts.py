"""Fields of words: one line, phone, long text, tick. Numbers and dates are in figures.py and days.py."""

from __future__ import annotations

import unicodedata
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit

from shopbook.localisation import numbers
from ui.forms.controls import TickBox
from ui.forms.field import Field
from ui.forms.line import LineField
from ui.style import theme
from ui.translation import Text, read


class TextField(LineField):
    """One line of text; the value is stripped and NFC, "" (or `empty`) when nothing is typed."""

    def __init__(self, key: str, label: Text, *, hint: Text = "", example: Text = "", stretch: int = 1,
                 longest: int = 200, empty: Any = "") -> None:  # fmt: skip
        super().__init__(key, label, hint=hint, stretch=stretch, longest=longest)
        self._example, self._empty = example, empty
        self.line.setPlaceholderText(read(example))
        self.set_control(self.line)

    def value(self) -> Any:
        return unicodedata.normalize("NFC", self.line.text().strip()) or self._empty

    def set_value(self, value: Any) -> None:
        self.line.setText(str(value or ""))
        self._show_note()

    def retranslate(self) -> None:
        self.line.setPlaceholderText(read(self._example))
        super().retranslate()


class PhoneField(TextField):
    """A telephone number as typed, in either digits; the core reads and judges it. Shown tidied on leaving."""

    def __init__(
        self, key: str, label: Text, *, hint: Text = "", example: Text = "", stretch: int = 1
    ) -> None:
        super().__init__(key, label, hint=hint, example=example, stretch=stretch, longest=60)
        self.line.setInputMethodHints(Qt.InputMethodHint.ImhDialableCharactersOnly)

    def set_value(self, value: Any) -> None:
        super().set_value(numbers.phone(str(value)) if value else "")


class HourField(TextField):
    """An hour of the clock as ১০:০০, shown in the digits of the screen; the value is 10:00."""

    def __init__(self, key: str, label: Text) -> None:
        super().__init__(key, label, longest=5)

    def value(self) -> Any:
        return numbers.to_ascii(str(super().value()))

    def set_value(self, value: Any) -> None:
        super().set_value(numbers.to_script(str(value or "")))


class LongTextField(Field):
    """Several lines; Enter goes on like everywhere, Shift+Enter makes a new line."""

    def __init__(self, key: str, label: Text, *, hint: Text = "", example: Text = "", lines: int = 3,
                 empty: Any = "") -> None:  # fmt: skip
        super().__init__(key, label, hint=hint)
        self._example, self._lines, self._empty = example, lines, empty
        self.area = QPlainTextEdit()
        self.area.setTabChangesFocus(True)
        self.area.setPlaceholderText(read(example))
        self.area.setFixedHeight(theme.px(24) * lines + theme.px(18))
        self._quiet = False
        self.area.textChanged.connect(self._on_text_changed)
        self.set_control(self.area)

    def value(self) -> Any:
        return unicodedata.normalize("NFC", self.area.toPlainText().strip()) or self._empty

    def set_value(self, value: Any) -> None:
        self.restore(value or "")

    def typed(self) -> str:
        return self.area.toPlainText()

    def restore(self, typed: Any) -> None:
        self._quiet = True
        self.area.setPlainText(str(typed))
        self._quiet = False

    def takes_enter(self, event: QKeyEvent) -> bool:
        return bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)

    def retranslate(self) -> None:
        self.area.setPlaceholderText(read(self._example))
        super().retranslate()

    def _on_text_changed(self) -> None:
        if not self._quiet:
            self._on_edited()


class TickField(Field):
    """Yes or no; the words stand beside the box, Space ticks."""

    def __init__(self, key: str, label: Text, *, hint: Text = "", stretch: int = 1) -> None:
        super().__init__(key, label, hint=hint, stretch=stretch)
        self.label.hide()
        self.box = TickBox(read(label))
        self.box.clicked.connect(self._on_edited)
        self.set_control(self.box)

    def value(self) -> bool:
        return self.box.isChecked()

    def set_value(self, value: Any) -> None:
        self.box.setChecked(bool(value))

    def typed(self) -> bool:
        return self.box.isChecked()

    def restore(self, typed: Any) -> None:
        self.box.setChecked(bool(typed))

    def retranslate(self) -> None:
        self.box.setText(read(self._label))
        super().retranslate()
