"""Fields only customers need: several phones, partly known days, a time of day, tags. The rules are the core's."""

from __future__ import annotations

import datetime as dt
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from shopbook.clock import DHAKA
from shopbook.customers.model import NO_DATE, PartialDate, PhoneDraft
from shopbook.customers.phones import normalise
from shopbook.localisation import dates, numbers
from shopbook.localisation.language import _
from ui.context import Context
from ui.customers import words
from ui.customers.known_phone import KnownPhone
from ui.forms.choices import Choice, ChoiceField
from ui.forms.controls import DropDown
from ui.forms.days import PartialDateField
from ui.forms.field import Field
from ui.forms.texts import TextField
from ui.style import theme
from ui.translation import Text
from ui.widgets.buttons import icon_button, quiet

LABELS = tuple(words.PHONE_LABELS)
# The hours in which a shop would call anybody.
FIRST_HOUR, LAST_HOUR = 6, 22


class PhoneLine(QWidget):
    """One number, whose it is, and a cross; under it who else has it."""

    def __init__(self, ctx: Context, besides: int | None) -> None:
        super().__init__()
        self.line, self.label = QLineEdit(), DropDown()
        self.line.setMaxLength(60)
        self.line.setInputMethodHints(Qt.InputMethodHint.ImhDialableCharactersOnly)
        for code in LABELS:
            self.label.addItem(words.said(words.PHONE_LABELS, code))
        self.cross = icon_button(lambda: _("Take this number out"), "x")
        self.known = KnownPhone(ctx, besides)
        self.known.watch(self.line)
        self.note = ""
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(self.line, 3)
        row.addWidget(self.label, 1)
        row.addWidget(self.cross)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addLayout(row)
        column.addWidget(self.known)
        self.retranslate()

    def retranslate(self) -> None:
        """Names for screen readers, words of the drop-down."""
        self.line.setAccessibleName(_("Phone"))
        self.line.setPlaceholderText(_("For example: 01712-345678"))
        self.label.setAccessibleName(_("Whose phone"))
        for at, code in enumerate(LABELS):
            self.label.setItemText(at, words.said(words.PHONE_LABELS, code))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


class PhonesField(Field):
    """Any number of phones; the value is a tuple of PhoneDraft. A strange number is saved and said to look strange."""

    def __init__(self, ctx: Context, key: str, label: Text, besides: int | None = None) -> None:
        super().__init__(key, label)
        self._ctx, self._besides = ctx, besides
        self.lines: list[PhoneLine] = []
        box = QWidget()
        self._box = QVBoxLayout(box)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(theme.px(8))
        self.more = quiet(lambda: _("One more number"), "plus")
        self.more.clicked.connect(self._on_more)
        self._box.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        first = self._add_line()
        self.set_control(first.line, box)
        first.line.removeEventFilter(self)
        first.line.installEventFilter(self)

    def besides(self, customer_id: int | None) -> None:
        """Whose own phones are no news."""
        self._besides = customer_id
        for line in self.lines:
            line.known.besides = customer_id

    def name_control(self) -> None:
        """Each line names itself."""

    def value(self) -> tuple[PhoneDraft, ...]:
        return tuple(
            PhoneDraft(line.line.text().strip(), LABELS[line.label.currentIndex()], line.note)
            for line in self.lines
            if line.line.text().strip()
        )

    def set_value(self, value: Any) -> None:
        self._show([(numbers.phone(phone.raw), phone.label, phone.note) for phone in value or ()])

    def typed(self) -> list[list[str]]:
        return [
            [line.line.text(), LABELS[line.label.currentIndex()], line.note]
            for line in self.lines
            if line.line.text()
        ]

    def restore(self, typed: Any) -> None:
        self._show([tuple(one) for one in typed or ()])

    def hint_now(self) -> str:
        strange = [phone.raw for phone in self.value() if not normalise(phone.raw).plausible]
        if not strange:
            return ""
        return _("{phone} does not look like a phone number; it is kept as you wrote it.").format(
            phone=numbers.to_script(", ".join(strange))
        )

    def on_left(self) -> None:
        for line in self.lines:
            text = line.line.text().strip()
            if text and (e164 := normalise(text).e164):
                line.line.setText(numbers.phone(e164))
        self._show_note()

    def retranslate(self) -> None:
        self.on_left()
        super().retranslate()

    def _show(self, phones: list[tuple[str, str, str]]) -> None:
        for line in self.lines[max(1, len(phones)) :]:
            self._remove(line)
        while len(self.lines) < len(phones):
            self._add_line()
        for line, (raw, label, note) in zip(
            self.lines, [*phones, *([("", "own", "")] * len(self.lines))], strict=False
        ):
            line.line.setText(raw)
            line.label.setCurrentIndex(LABELS.index(label) if label in LABELS else 0)
            line.note = note
            line.known.look("")
        self._show_crosses()
        self._show_note()

    def _add_line(self) -> PhoneLine:
        line = PhoneLine(self._ctx, self._besides)
        line.line.textEdited.connect(self._on_line_edited)
        line.label.activated.connect(self._on_edited)
        line.cross.clicked.connect(self._on_cross)
        line.line.installEventFilter(self)
        self._box.insertWidget(len(self.lines), line)
        self.lines.append(line)
        self._show_crosses()
        return line

    def _remove(self, line: PhoneLine) -> None:
        self.lines.remove(line)
        self._box.removeWidget(line)
        line.hide()
        line.deleteLater()

    def _show_crosses(self) -> None:
        for line in self.lines:
            line.cross.setVisible(len(self.lines) > 1)

    def _on_line_edited(self, text: str) -> None:
        line = next(line for line in self.lines if line.line is self.sender())
        line.known.look(text)
        self._on_edited()

    def _on_more(self) -> None:
        self._add_line().line.setFocus()

    def _on_cross(self) -> None:
        # Deliberately the first line is emptied, not removed: the field's control must live as long as the field.
        line = next(line for line in self.lines if line.cross is self.sender())
        at = self.lines.index(line)
        for here, after in zip(self.lines[at:], self.lines[at + 1 :], strict=False):
            here.line.setText(after.line.text())
            here.label.setCurrentIndex(after.label.currentIndex())
            here.note = after.note
        self._remove(self.lines[-1])
        self._show_crosses()
        self.lines[min(at, len(self.lines) - 1)].line.setFocus()
        self._on_edited()


class PartialDayField(PartialDateField):
    """A partly known day as the core's PartialDate."""

    def value(self) -> PartialDate:  # type: ignore[override]
        return PartialDate(*super().value())

    def set_value(self, value: Any) -> None:
        day = value or NO_DATE
        super().set_value((day.year, day.month, day.day))


class HourField(ChoiceField):
    """A time of day by half hours, as HH:MM; "" for any time. A time between them is kept when the record has one."""

    def __init__(self, key: str, label: Text, *, any_time: Text) -> None:
        self._any_time = any_time
        hours = [f"{hour:02d}:{half}" for hour in range(FIRST_HOUR, LAST_HOUR) for half in ("00", "30")]
        super().__init__(
            key, label, [Choice("", any_time), *(Choice(hour, _Said(hour).words) for hour in hours)]
        )

    def set_value(self, value: Any) -> None:
        if value and all(choice.value != value for choice in self._choices):
            others = [*(c for c in self._choices if c.value), Choice(value, _Said(value).words)]
            self.set_choices([Choice("", self._any_time), *sorted(others, key=lambda c: c.value)])
        super().set_value(value or "")


class _Said:
    """A time of day in words, asked again when the language changes."""

    def __init__(self, hour: str) -> None:
        self._time = dt.time.fromisoformat(hour)

    def words(self) -> str:
        # Any day will do: only the time of it is said.
        return dates.time_short(dt.datetime.combine(dt.date(2000, 1, 1), self._time, DHAKA))


class TagsField(TextField):
    """Words for groups of customers, parted by commas."""

    def value(self) -> tuple[str, ...]:
        return tuple(tag for part in self.line.text().replace("،", ",").split(",") if (tag := part.strip()))

    def set_value(self, value: Any) -> None:
        self.line.setText(", ".join(value or ()))


def choices(said: Any, *, none: Text | None = None) -> list[Choice]:
    """The choices of a vocabulary, with an empty one before them when there may be none."""
    first = [Choice(None, none)] if none is not None else []
    return [*first, *(Choice(code, word) for code, word in said.items())]
