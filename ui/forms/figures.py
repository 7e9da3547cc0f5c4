"""Fields of figures: money and whole numbers, in Bengali or Latin digits. How they are written is localisation's."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from shopbook.errors import Message
from shopbook.localisation import numbers
from ui.forms.field import Wrong
from ui.forms.line import LineField
from ui.style import theme
from ui.translation import Text, read
from ui.widgets.text import Label


class MoneyField(LineField):
    """An amount; the value is paisa, `empty` when nothing is typed. The amount in words stands under it."""

    def __init__(self, key: str, label: Text, *, hint: Text = "", empty: int | None = 0, words: bool = True,
                 stretch: int = 1) -> None:  # fmt: skip
        super().__init__(key, label, hint=hint, stretch=stretch, longest=24)
        self._empty, self._words = empty, words
        self.line.setTextMargins(theme.px(11), 0, 0, 0)
        inside = QHBoxLayout(self.line)
        inside.setContentsMargins(theme.px(13), 0, 0, 0)
        taka = Label("৳", "body", "text2")
        taka.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        inside.addWidget(taka)
        inside.addStretch(1)
        self.set_control(self.line)

    def value(self) -> int | None:
        text = self.line.text().strip()
        if not text:
            return self._empty
        try:
            return numbers.parse_amount(text)
        except ValueError:
            raise Wrong(Message("Write the amount in figures, like 500 or 1,250.50.")) from None

    def set_value(self, value: Any) -> None:
        self.line.setText(numbers.money_plain(value) if value else "")
        self._show_note()

    def hint_now(self) -> str:
        said = read(self._hint)
        if said or not self._words or not self.line.text().strip():
            return said
        try:
            paisa = self.value()
        except Wrong:
            return ""
        if not paisa:
            return ""
        from shopbook.localisation.words import amount_in_words

        return amount_in_words(paisa)

    def on_left(self) -> None:
        super().on_left()
        self._tidy()

    def retranslate(self) -> None:
        self._tidy()
        super().retranslate()

    def _tidy(self) -> None:
        """Write the amount the way amounts are written, unless it cannot be read."""
        if not self.line.text().strip():
            return
        try:
            paisa = self.value()
        except Wrong:
            return
        if paisa is not None:
            self.line.setText(numbers.money_plain(paisa))


class NumberField(LineField):
    """A whole number from `least` to `most`; `empty` when nothing is typed."""

    def __init__(self, key: str, label: Text, *, hint: Text = "", least: int = 0, most: int = 1_000_000,
                 empty: int | None = None, stretch: int = 1) -> None:  # fmt: skip
        super().__init__(key, label, hint=hint, stretch=stretch, longest=12)
        self._least, self._most, self._empty = least, most, empty
        self.set_control(self.line)

    def value(self) -> int | None:
        text = numbers.to_ascii(self.line.text()).replace(",", "").strip()
        if not text:
            return self._empty
        if not text.isdigit() or not self._least <= int(text) <= self._most:
            raise Wrong(Message("Write a number from {least} to {most}.", least=self._least, most=self._most))
        return int(text)

    def set_value(self, value: Any) -> None:
        self.line.setText("" if value is None else numbers.to_script(str(value)))
        self._show_note()

    def on_left(self) -> None:
        super().on_left()
        self.line.setText(numbers.to_script(numbers.to_ascii(self.line.text())))
