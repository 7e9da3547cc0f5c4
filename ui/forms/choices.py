"""Fields of choices: a drop-down and chips. What can be chosen is given by the screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QWidget

from ui.forms.controls import DropDown
from ui.forms.field import Field
from ui.style import theme
from ui.translation import Text, read
from ui.widgets.buttons import Button, chip
from ui.widgets.flow import FlowLayout


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose: its value (plain JSON: text, number or None) and its words."""

    value: Any
    title: Text
    icon: str = ""


def keyed(choices: Sequence[Choice]) -> list[Choice]:
    """Answers with their keys 1, 2, 3 in sight, as the methods of a payment show theirs."""
    return [replace(choice, title=partial(_with_key, choice, at)) for at, choice in enumerate(choices, 1)]


def _with_key(choice: Choice, key: int) -> str:
    # A key stays Latin, as it is printed on the keyboard.
    return f"{read(choice.title)} {key}"


class ChoiceField(Field):
    """One of many, in a drop-down."""

    def __init__(
        self, key: str, label: Text, choices: Sequence[Choice], *, hint: Text = "", stretch: int = 1
    ) -> None:
        super().__init__(key, label, hint=hint, stretch=stretch)
        self.box = DropDown()
        self.box.setMinimumContentsLength(6)
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._choices: list[Choice] = []
        self.set_choices(choices)
        self.box.activated.connect(self._on_edited)
        self.set_control(self.box)

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Offer other things; the chosen one stays if it is still among them."""
        before = (
            self._choices[self.box.currentIndex()].value
            if self._choices and self.box.currentIndex() >= 0
            else None
        )
        self._choices = list(choices)
        self.box.clear()
        for choice in self._choices:
            self.box.addItem(read(choice.title))
        if before is not None:
            self.set_value(before)

    def value(self) -> Any:
        at = self.box.currentIndex()
        return self._choices[at].value if 0 <= at < len(self._choices) else None

    def set_value(self, value: Any) -> None:
        for at, choice in enumerate(self._choices):
            if choice.value == value:
                self.box.setCurrentIndex(at)
                return

    def typed(self) -> Any:
        return self.value()

    def restore(self, typed: Any) -> None:
        self.set_value(typed)

    def retranslate(self) -> None:
        for at, choice in enumerate(self._choices):
            self.box.setItemText(at, read(choice.title))
        super().retranslate()


class ChipsField(Field):
    """One of a few (or several, with `many`), each a chip in sight; arrows move among them, Space and Enter choose."""

    def __init__(self, key: str, label: Text, choices: Sequence[Choice], *, many: bool = False, hint: Text = "",
                 stretch: int = 1) -> None:  # fmt: skip
        super().__init__(key, label, hint=hint, stretch=stretch)
        self._many = many
        self._choices = list(choices)
        self.buttons: list[Button] = []
        box = QWidget()
        row = FlowLayout(box, theme.px(8))
        for choice in self._choices:
            button = chip(choice.title, choice.icon)
            button.clicked.connect(self._on_chip_clicked)
            button.installEventFilter(self)
            row.addWidget(button)
            self.buttons.append(button)
        self.set_control(self.buttons[0], box)
        self.buttons[0].removeEventFilter(self)
        self.buttons[0].installEventFilter(self)

    def name_control(self) -> None:
        for button, choice in zip(self.buttons, self._choices, strict=True):
            button.setAccessibleName(f"{read(self._label)}: {read(choice.title)}")

    def value(self) -> Any:
        chosen = [c.value for c, b in zip(self._choices, self.buttons, strict=True) if b.isChecked()]
        if self._many:
            return tuple(chosen)
        return chosen[0] if chosen else None

    def set_value(self, value: Any) -> None:
        wanted = set(value or ()) if self._many else {value}
        for choice, button in zip(self._choices, self.buttons, strict=True):
            button.setChecked(choice.value in wanted)
        self._show_note()

    def typed(self) -> Any:
        value = self.value()
        return list(value) if self._many else value

    def restore(self, typed: Any) -> None:
        self.set_value(typed)

    def on_left(self) -> None:
        """A chip cannot be unreadable."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and watched in self.buttons:
            at = self.buttons.index(watched)
            step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()))
            if step is not None:
                after = self.buttons[(at + step) % len(self.buttons)]
                after.setFocus()
                if not self._many:
                    after.click()
                return True
        return super().eventFilter(watched, event)

    def _on_chip_clicked(self) -> None:
        if not self._many:
            for button in self.buttons:
                button.setChecked(button is self.sender())
        self._on_edited()

    def retranslate(self) -> None:
        for button, choice in zip(self.buttons, self._choices, strict=True):
            button.say(choice.title)
        super().retranslate()
