"""The base of the fields that are one line: what is typed is the line's text. What it means is the kind's."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QLineEdit

from ui.forms.field import Field
from ui.translation import Text


class LineField(Field):
    """A field around a QLineEdit, `line`; the kind of field puts it in with `set_control`."""

    def __init__(self, key: str, label: Text, *, hint: Text = "", stretch: int = 1, longest: int) -> None:
        super().__init__(key, label, hint=hint, stretch=stretch)
        self.line = QLineEdit()
        self.line.setMaxLength(longest)
        self.line.textEdited.connect(self._on_edited)

    def typed(self) -> str:
        return self.line.text()

    def restore(self, typed: Any) -> None:
        self.line.setText(str(typed))
        self._show_note()
