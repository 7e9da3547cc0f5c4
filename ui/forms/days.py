"""Fields of days: a date with chips and a calendar, and a birthday of which only a part may be known."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from shopbook.errors import Message
from shopbook.localisation import dates, numbers
from shopbook.localisation.language import _, ngettext
from ui.forms.calendar_popup import CalendarPopup
from ui.forms.controls import DropDown
from ui.forms.field import Field, Wrong
from ui.forms.line import LineField
from ui.qt import NoFocus
from ui.style import icons, theme
from ui.translation import Text, read
from ui.widgets.buttons import Button, chip
from ui.widgets.flow import FlowLayout


@dataclass(frozen=True, slots=True)
class Ahead:
    """A day counted from today: some days or some months ahead (negative: back)."""

    days: int = 0
    months: int = 0

    def of(self, today: dt.date) -> dt.date:
        """The day itself; the 31st becomes a short month's last day."""
        month = today.month - 1 + self.months
        year, month = today.year + month // 12, month % 12 + 1
        day = min(today.day, calendar.monthrange(year, month)[1])
        return dt.date(year, month, day) + dt.timedelta(days=self.days)

    def title(self) -> str:
        """The words on the chip."""
        if not self.days and not self.months:
            return _("Today")
        if self.days == 1:
            return _("Tomorrow")
        if self.days == -1:
            return _("Yesterday")
        if self.months:
            return ngettext("{n} month", "{n} months", self.months).format(n=numbers.number(self.months))
        return ngettext("{n} day", "{n} days", self.days).format(n=numbers.number(self.days))


SOON = (Ahead(days=7), Ahead(months=1))


class DateField(LineField):
    """A date typed as ৫, কাল, +7 or ২১/১১; chips for the usual days, Alt+Down or the icon for the calendar.

    The value is a date, or None when nothing is typed. `today` gives the shop's day.
    """

    def __init__(self, key: str, label: Text, today: Callable[[], dt.date], *, hint: Text = "",
                 chips: Sequence[Ahead] = SOON, stretch: int = 1) -> None:  # fmt: skip
        super().__init__(key, label, hint=hint, stretch=stretch, longest=40)
        self._today = today
        self._opener = self.line.addAction(icons.icon("calendar"), QLineEdit.ActionPosition.TrailingPosition)
        self._opener.triggered.connect(self.open_calendar)
        self._popup: CalendarPopup | None = None
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addWidget(self.line)
        self.chips: list[Button] = []
        if chips:
            row = FlowLayout(gap=theme.px(6))
            for ahead in chips:
                button = chip(ahead.title)
                button.setCheckable(False)
                button.setFocusPolicy(NoFocus)
                button.setProperty("ahead", ahead)
                button.clicked.connect(self._on_chip_clicked)
                row.addWidget(button)
                self.chips.append(button)
            column.addLayout(row)
        self.set_control(self.line, box)
        self._name_opener()

    def value(self) -> dt.date | None:
        text = self.line.text().strip()
        if not text:
            return None
        try:
            return dates.parse_date(text, self._today())
        except ValueError:
            raise Wrong(Message("Write a date like 5/12, 5 December, +7 or tomorrow.")) from None

    def set_value(self, value: Any) -> None:
        self.line.setText(dates.date_long(value) if value else "")
        self._show_note()

    def hint_now(self) -> str:
        said = read(self._hint)
        if said or not self.line.text().strip():
            return said
        try:
            day = self.value()
        except Wrong:
            return ""
        return "" if day is None else f"{dates.date_weekday(day)} · {dates.ago(day, self._today())}"

    def open_calendar(self) -> None:
        """Show the calendar under the field."""
        if self._popup is None:
            self._popup = CalendarPopup(self.window())
            self._popup.picked.connect(self._on_day_picked)
        try:
            day = self.value()
        except Wrong:
            day = None
        self._popup.open_under(self.line, day or self._today(), self._today())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            alt_down = event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier
            if alt_down:
                self.open_calendar()
                return True
        return super().eventFilter(watched, event)

    def on_left(self) -> None:
        super().on_left()
        self._tidy()

    def retranslate(self) -> None:
        self._name_opener()
        self._tidy()
        super().retranslate()

    def _tidy(self) -> None:
        try:
            day = self.value()
        except Wrong:
            return
        if day is not None:
            self.line.setText(dates.date_long(day))

    def _name_opener(self) -> None:
        self._opener.setText(_("Calendar"))
        self._opener.setToolTip(_("Calendar") + "  (Alt+↓)")
        # Qt makes a button for the action and leaves it without a name.
        for button in self.line.findChildren(QToolButton):
            button.setAccessibleName(_("Calendar"))

    def _on_chip_clicked(self) -> None:
        ahead = self.sender().property("ahead")
        self._on_day_picked(ahead.of(self._today()))

    def _on_day_picked(self, day: dt.date) -> None:
        self.set_value(day)
        self._on_edited()
        self.line.setFocus()


PartialDay = tuple[int | None, int | None, int | None]


class PartialDateField(Field):
    """A birthday of which day, month or year may be missing; the value is (year, month, day), None for the unknown."""

    def __init__(self, key: str, label: Text, *, hint: Text = "", stretch: int = 1) -> None:
        super().__init__(key, label, hint=hint, stretch=stretch)
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        self.day, self.month, self.year = QLineEdit(), DropDown(), QLineEdit()
        self.day.setMaxLength(2)
        self.year.setMaxLength(4)
        self.month.addItem("")
        for number in range(1, 13):
            self.month.addItem(dates.month_name(number))
        row.addWidget(self.day, 2)
        row.addWidget(self.month, 4)
        row.addWidget(self.year, 3)
        self.day.textEdited.connect(self._on_edited)
        self.year.textEdited.connect(self._on_edited)
        self.month.activated.connect(self._on_edited)
        self.set_control(self.day, box)
        for other in (self.month, self.year):
            other.installEventFilter(self)

    def name_control(self) -> None:
        for widget, part in ((self.day, _("day")), (self.month, _("month")), (self.year, _("year"))):
            widget.setAccessibleName(f"{read(self._label)}, {part}")
        self.day.setPlaceholderText(_("day"))
        self.year.setPlaceholderText(_("year"))
        self.month.setItemText(0, _("month"))

    def value(self) -> PartialDay:
        day, year = (self._figure(line) for line in (self.day, self.year))
        month = self.month.currentIndex() or None
        wrong = Wrong(Message("There is no such date."))
        if (day is not None and month is None) or (year is not None and not 1900 <= year <= 2200):
            raise wrong
        if (
            day is not None
            and month is not None
            and not 1 <= day <= calendar.monthrange(year or 2024, month)[1]
        ):
            raise wrong
        return year, month, day

    def _figure(self, line: QLineEdit) -> int | None:
        text = numbers.to_ascii(line.text().strip())
        if not text:
            return None
        if not text.isdigit():
            raise Wrong(Message("There is no such date."))
        return int(text)

    def set_value(self, value: Any) -> None:
        year, month, day = value or (None, None, None)
        self.day.setText(numbers.to_script(str(day)) if day else "")
        self.month.setCurrentIndex(month or 0)
        self.year.setText(numbers.to_script(str(year)) if year else "")

    def typed(self) -> list[Any]:
        if not (self.day.text() or self.month.currentIndex() or self.year.text()):
            return []
        return [self.day.text(), self.month.currentIndex(), self.year.text()]

    def restore(self, typed: Any) -> None:
        day, month, year = typed or ["", 0, ""]
        self.day.setText(str(day))
        self.month.setCurrentIndex(int(month))
        self.year.setText(str(year))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            following = {self.day: self.month, self.month: self.year}
            for widget, after in following.items():
                if watched is widget:
                    after.setFocus()
                    return True
        return super().eventFilter(watched, event)

    def on_left(self) -> None:
        # From one part to the next is not leaving the field: a day without its month is not wrong yet.
        if self.focusWidget() is None or not any(w.hasFocus() for w in (self.day, self.month, self.year)):
            super().on_left()

    def retranslate(self) -> None:
        for number in range(1, 13):
            self.month.setItemText(number, dates.month_name(number))
        super().retranslate()
