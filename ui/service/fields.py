"""The fields of taking a thing in: whose it is, and words that are usual. What is done with them is the sheets'."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopbook.book import Book
from shopbook.customers.one_line import draft_of_line
from shopbook.localisation.language import _, pgettext
from ui.forms.customer import CustomerField
from ui.forms.line import LineField
from ui.lists.looks import RowLook
from ui.qt import NoFocus
from ui.style import theme
from ui.translation import Text, read
from ui.widgets.buttons import Button, chip
from ui.widgets.flow import FlowLayout
from ui.widgets.suggestions import Suggestion

CONDITIONS = (
    lambda: pgettext("condition", "does not turn on"),
    lambda: pgettext("condition", "scratched"),
    lambda: pgettext("condition", "broken"),
    lambda: pgettext("condition", "got wet"),
    lambda: pgettext("condition", "seal is open"),
)
ACCESSORIES = (
    lambda: pgettext("accessory", "charger"),
    lambda: pgettext("accessory", "remote"),
    lambda: pgettext("accessory", "cable"),
    lambda: pgettext("accessory", "box"),
    lambda: pgettext("accessory", "warranty card"),
)


@dataclass(frozen=True, slots=True)
class Passerby:
    """Somebody who stays out of the book: only the job knows their name and phone."""

    text: str


class OwnerField(CustomerField):
    """A customer, a new one, or somebody written on the job only. `name_and_phone` tells the last."""

    def __init__(self, key: str, label: Text, book: Book) -> None:
        super().__init__(key, label, book)

    def value(self) -> int | None:
        return None if isinstance(self._value, Passerby) else super().value()

    def set_value(self, value: Any) -> None:
        if not isinstance(value, Passerby):
            super().set_value(value)
            return
        self._value = value
        self.line.setText(value.text)
        self._show_note()

    def show_passerby(self, name: str, phone: str) -> None:
        """Somebody the book does not know, as written on the job."""
        text = " ".join(part for part in (name, phone) if part)
        self.set_value(Passerby(text) if text else None)

    @property
    def name_and_phone(self) -> tuple[str, str]:
        """What is written on the job of somebody who stays out of the book."""
        if not isinstance(self._value, Passerby):
            return "", ""
        draft = draft_of_line(self._value.text)
        return draft.name, draft.phones[0].raw if draft.phones else ""

    def _found(self, text: str) -> list[Suggestion]:
        found = super()._found(text)
        if text:
            look = RowLook(
                _("On this job only: {text}").format(text=text),
                _("Does not come into the book"),
                "sticky-note",
            )
            found.append(Suggestion(Passerby(text), look))
        return found

    def _on_picked(self, value: Any) -> None:
        if not isinstance(value, Passerby):
            super()._on_picked(value)
            return
        self.set_value(value)
        self._on_edited()
        self.show_good(lambda: _("Written on this job only"))
        self.picked.emit(None)


class UsualWordsField(LineField):
    """One line of words with chips of the usual ones under it: a chip puts its word in, or takes it out again."""

    def __init__(self, key: str, label: Text, usual: Sequence[Callable[[], str]], *, longest: int) -> None:
        super().__init__(key, label, longest=longest)
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addWidget(self.line)
        row = FlowLayout(gap=theme.px(6))
        self.chips: list[Button] = []
        for word in usual:
            button = chip(word)
            button.setFocusPolicy(NoFocus)
            button.clicked.connect(self._on_chip_clicked)
            row.addWidget(button)
            self.chips.append(button)
        column.addLayout(row)
        self._usual = tuple(usual)
        self.set_control(self.line, box)
        self.line.textChanged.connect(self._mark)

    def value(self) -> str:
        return ", ".join(self._words())

    def set_value(self, value: Any) -> None:
        self.line.setText(str(value or ""))
        self._show_note()

    def _words(self) -> list[str]:
        return [word.strip() for word in self.line.text().split(",") if word.strip()]

    def _mark(self) -> None:
        words = self._words()
        for button, word in zip(self.chips, self._usual, strict=True):
            button.setChecked(read(word) in words)

    def _on_chip_clicked(self) -> None:
        at = next(at for at, button in enumerate(self.chips) if button is self.sender())
        word, words = read(self._usual[at]), self._words()
        words = [each for each in words if each != word] if word in words else [*words, word]
        self.line.setText(", ".join(words))
        self._on_edited()
