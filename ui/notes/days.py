"""The field of follow-up days: real dates, ticked beforehand, each to be taken off and others to be added."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from shopbook.errors import Message
from shopbook.localisation import dates
from shopbook.localisation.language import _
from ui.forms.controls import TickBox
from ui.forms.field import Field, Wrong
from ui.style import theme
from ui.translation import Text


class DaysField(Field):
    """Ticked days; the value is those still ticked. A day is added by typing it (+5, কাল, 12/12) and Enter."""

    def __init__(self, key: str, label: Text, today: Callable[[], dt.date]) -> None:
        super().__init__(key, label)
        self._today = today
        self._ticked: dict[dt.date, bool] = {}
        self.boxes: dict[dt.date, TickBox] = {}
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        self._boxes = QVBoxLayout()
        self._boxes.setSpacing(0)
        column.addLayout(self._boxes)
        self.line = QLineEdit()
        self.line.setMaxLength(40)
        self.line.textEdited.connect(self._on_edited)
        column.addWidget(self.line)
        self.set_control(self.line, box)

    def name_control(self) -> None:
        self.line.setPlaceholderText(_("Another day: +5, tomorrow, 12/12"))
        self.line.setAccessibleName(_("Another day to ask again"))

    def offer(self, days: Sequence[dt.date]) -> None:
        """Propose the kind's days, all ticked."""
        self.set_value(days)

    def value(self) -> tuple[dt.date, ...]:
        more = self._typed_day()
        days = {day for day, on in self._ticked.items() if on} | ({more} if more is not None else set())
        return tuple(sorted(days))

    def _typed_day(self) -> dt.date | None:
        text = self.line.text().strip()
        if not text:
            return None
        try:
            day = dates.parse_date(text, self._today())
        except ValueError:
            raise Wrong(Message("Write a date like 5/12, 5 December, +7 or tomorrow.")) from None
        if day <= self._today():
            raise Wrong(Message("Choose a day that is still to come."))
        return day

    def add_typed(self) -> bool:
        """Make a tick of the day typed; False when there is none (or it cannot be read, which is shown)."""
        try:
            day = self._typed_day()
        except Wrong as wrong:
            self.show_problem(wrong.problem)
            return True
        if day is None:
            return False
        self.line.clear()
        self._ticked[day] = True
        self._show()
        self._on_edited()
        return True

    def set_value(self, value: Any) -> None:
        self._ticked = dict.fromkeys(value or (), True)
        self._show()

    def typed(self) -> list[Any]:
        return [{day.isoformat(): on for day, on in self._ticked.items()}, self.line.text()]

    def restore(self, typed: Any) -> None:
        ticked, text = typed if isinstance(typed, list) and len(typed) == 2 else ({}, "")
        self._ticked = {dt.date.fromisoformat(day): bool(on) for day, on in ticked.items()}
        self.line.setText(str(text))
        self._show()

    def on_left(self) -> None:
        if self.line.text().strip():
            self.check()

    def retranslate(self) -> None:
        self._show()
        super().retranslate()

    def _show(self) -> None:
        for box in self.boxes.values():
            self._boxes.removeWidget(box)
            box.hide()
            box.deleteLater()
        self.boxes = {}
        for day in sorted(self._ticked):
            words = (
                dates.month_day(day.month, day.day),
                dates.weekday_name(day),
                dates.ago(day, self._today()),
            )
            box = TickBox(" · ".join(words))
            box.setChecked(self._ticked[day])
            box.setProperty("day", day.isoformat())
            box.clicked.connect(self._on_box_clicked)
            self.boxes[day] = box
            self._boxes.addWidget(box)
            box.show()

    def _on_box_clicked(self) -> None:
        box = self.sender()
        if isinstance(box, TickBox):
            self._ticked[dt.date.fromisoformat(str(box.property("day")))] = box.isChecked()
            self._on_edited()
