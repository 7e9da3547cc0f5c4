"""The field of a note's kind: the guess as a chosen chip, the common ones beside it, all of them on demand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from shopbook.localisation.language import _
from shopbook.notes.model import NoteKind
from ui.forms.field import Field
from ui.style import theme
from ui.translation import Text
from ui.widgets.buttons import Button, chip
from ui.widgets.flow import FlowLayout

# Shown beside the guess before "More": what customers tell most often.
COMMON = ("own_illness", "family_illness", "birth", "other")


class KindField(Field):
    """A chip for each kind. `by_hand` is True once a person chose; before that the words typed choose."""

    def __init__(self, key: str, label: Text, kinds: Sequence[NoteKind]) -> None:
        super().__init__(key, label)
        self.by_hand = False
        self._open = False
        self._chosen = "other"
        self.buttons: dict[str, Button] = {}
        box = QWidget()
        row = FlowLayout(box, theme.px(6))
        for kind in kinds:
            button = chip(_Title(kind))
            button.setProperty("code", kind.code)
            button.clicked.connect(self._on_chip_clicked)
            button.installEventFilter(self)
            self.buttons[kind.code] = button
            row.addWidget(button)
        self.more = chip(lambda: _("More …"))
        self.more.setCheckable(False)
        self.more.clicked.connect(self._on_more)
        row.addWidget(self.more)
        self.set_control(self.buttons["other"], box)
        self.set_value("other")

    def name_control(self) -> None:
        """The chips are named by their words."""

    def value(self) -> str:
        return self._chosen

    def set_value(self, value: Any) -> None:
        self._chosen = str(value) if value in self.buttons else "other"
        for code, button in self.buttons.items():
            button.setChecked(code == self._chosen)
            button.setVisible(self._open or code == self._chosen or code in COMMON)
        self.more.setVisible(not self._open)

    def typed(self) -> list[Any]:
        return [self._chosen, self.by_hand]

    def restore(self, typed: Any) -> None:
        code, by_hand = typed if isinstance(typed, list) and len(typed) == 2 else ("other", False)
        self.by_hand = bool(by_hand)
        self.set_value(code)

    def on_left(self) -> None:
        """A chip cannot be unreadable."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            shown = [button for button in self.buttons.values() if not button.isHidden()]
            step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()))
            if step is not None and watched in shown:
                after = shown[(shown.index(watched) + step) % len(shown)]
                after.setFocus()
                after.click()
                return True
        return super().eventFilter(watched, event)

    def _on_chip_clicked(self) -> None:
        self.by_hand = True
        self.set_value(self.sender().property("code"))
        self._on_edited()

    def _on_more(self) -> None:
        self._open = True
        self.set_value(self._chosen)
        self.buttons[self._chosen].setFocus()


class _Title:
    """A kind's name, asked again when the language changes."""

    def __init__(self, kind: NoteKind) -> None:
        self._kind = kind

    def __call__(self) -> str:
        return self._kind.title
