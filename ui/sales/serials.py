"""The serials of one line: typed or scanned one after another, each a chip that can be taken off again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from shopbook.localisation.language import _
from shopbook.search.fold import clean
from shopbook.warranties.model import LONGEST_SERIAL
from ui.forms.field import Field
from ui.style import theme
from ui.translation import Text
from ui.widgets.buttons import Button, chip
from ui.widgets.flow import FlowLayout


class SerialField(Field):
    """The value is a tuple of serials, one half typed at the end included. Enter keeps what is typed and asks for the
    next; Enter on nothing goes on; Backspace on nothing takes the last one back."""

    def __init__(self, key: str, label: Text, *, hint: Text = "") -> None:
        super().__init__(key, label, hint=hint)
        self.line = QLineEdit()
        self.line.setMaxLength(LONGEST_SERIAL)
        self.line.setInputMethodHints(
            Qt.InputMethodHint.ImhPreferLatin | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self.line.setPlaceholderText(_("Scan or type"))
        self.line.textEdited.connect(self._on_edited)
        self._kept: list[str] = []
        self._chips: list[Button] = []
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addWidget(self.line)
        self._row = FlowLayout(gap=theme.px(6))
        column.addLayout(self._row)
        self.set_control(self.line, box)

    def value(self) -> tuple[str, ...]:
        waiting = clean(self.line.text())
        return (*self._kept, waiting) if waiting else tuple(self._kept)

    def set_value(self, value: Any) -> None:
        self._kept = [str(each) for each in value or ()]
        self.line.clear()
        self._show_chips()

    def typed(self) -> dict[str, Any]:
        return {"kept": list(self._kept), "typed": self.line.text()}

    def restore(self, typed: Any) -> None:
        self.set_value(typed.get("kept", ()))
        self.line.setText(typed.get("typed", ""))

    def on_left(self) -> None:
        """Any text is a serial."""

    def add(self, code: str) -> None:
        """Keep one more serial: it was scanned, or Enter was pressed."""
        code = clean(code)
        if code:
            self._kept.append(code)
            self.line.clear()
            self._show_chips()
            self._on_edited()

    def shown(self) -> Sequence[str]:
        """The serials on chips."""
        return tuple(self._kept)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain and self.line.text().strip():
                self.add(self.line.text())
                return True
            if event.key() == Qt.Key.Key_Backspace and not self.line.text() and self._kept:
                self.line.setText(self._kept.pop())
                self._show_chips()
                self._on_edited()
                return True
        return super().eventFilter(watched, event)

    def _show_chips(self) -> None:
        for old in self._chips:
            self._row.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._chips = []
        for serial in self._kept:
            button = chip(serial, "x")
            button.setCheckable(False)
            button.setAccessibleName(_("Take serial {serial} off").format(serial=serial))
            button.setToolTip(button.accessibleName())
            button.clicked.connect(self._on_chip_clicked)
            self._row.addWidget(button)
            self._chips.append(button)
        self.updateGeometry()

    def _on_chip_clicked(self) -> None:
        at = self._chips.index(self.sender())  # type: ignore[arg-type]
        del self._kept[at]
        self._show_chips()
        self._on_edited()
        self.line.setFocus()

    def retranslate(self) -> None:
        self.line.setPlaceholderText(_("Scan or type"))
        self._show_chips()
        super().retranslate()
