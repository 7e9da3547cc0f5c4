"""The line at the foot of the page in which a line of the paper is typed: number, key of the outcome, date, words.

Space goes on to the next part, Enter saves. What a saved line does is shopbook.followups.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from shopbook.errors import Message
from shopbook.localisation import dates, numbers
from shopbook.localisation.language import _
from ui.call_sheets import words
from ui.forms.days import DateField
from ui.forms.field import Field, Wrong
from ui.forms.figures import MoneyField, NumberField
from ui.forms.line import LineField
from ui.forms.texts import TextField
from ui.qt import AlignTop
from ui.style import theme
from ui.translation import Text
from ui.widgets.buttons import primary
from ui.widgets.cards import Card, pad
from ui.widgets.text import ElidedLabel, Label

ROW_HEIGHT = 92
# Of number, outcome, date and amount; the words take what is left, or a second row under this width.
WIDTHS = (84, 110, 190, 120)
NARROW = 800


class OutcomeField(TextField):
    """The key of an outcome, in either digits; its words stand under it."""

    def value(self) -> Any:
        typed = numbers.to_ascii(self.line.text().strip())
        if typed not in words.BY_KEY:
            raise Wrong(Message("Write a figure from 0 to 6."))
        return words.BY_KEY[typed]

    def hint_now(self) -> str:
        try:
            outcome: words.Outcome = self.value()
        except Wrong:
            return ""
        return outcome.title()


class PaperDateField(DateField):
    """The next day as it stands on the paper, counted from the day the paper was printed for."""

    def __init__(
        self, key: str, label: Text, sheet_day: Callable[[], dt.date], today: Callable[[], dt.date]
    ) -> None:
        super().__init__(key, label, sheet_day, chips=())
        self._now = today

    def hint_now(self) -> str:
        try:
            day = self.value()
        except Wrong:
            return ""
        return "" if day is None else f"{dates.weekday_name(day)}, {dates.ago(day, self._now())}"


@dataclass(frozen=True, slots=True)
class Entry:
    """What was typed for one line of the paper."""

    number: int
    outcome: words.Outcome
    next_on: dt.date | None
    amount_paisa: int | None
    said: str


class EntryLine(Card):
    """`asked` with an Entry when Enter is pressed; `number_typed` with a number when it is left for the outcome."""

    asked = Signal(object)
    number_typed = Signal(int)

    def __init__(self, day: Callable[[], dt.date], today: Callable[[], dt.date]) -> None:
        """`day` is the sheet's, from which dates are counted; `today` the day it is entered."""
        super().__init__(margin=14, gap=4)
        self._day = day
        self.whom = ElidedLabel("", "strong", "text")
        self.number = NumberField("number", lambda: _("Number"), least=1, most=999)
        self.outcome = OutcomeField("outcome", lambda: _("Result"), longest=1)
        self.next_on = PaperDateField("next_on", lambda: _("Next date"), day, today)
        self.amount = MoneyField("amount_paisa", lambda: _("How much"), empty=None, words=False)
        self.said = TextField("said", lambda: _("What they said"), longest=500)
        self.legend = Label(words.legend, "caption", "text2", wrap=True)
        self.button = primary(lambda: _("Save"), "check", "Enter")
        self.parts: tuple[LineField, ...] = (self.number, self.outcome, self.next_on, self.amount, self.said)
        self._lay_out()
        for part in self.parts:
            part.line.installEventFilter(self)
        self.outcome.line.textEdited.connect(self._on_outcome_typed)
        self.button.clicked.connect(self.save)

    def _lay_out(self) -> None:
        self._inside = QWidget()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._inside)
        pad(self._row, 0, 0, 0, 0, 10)
        figures = QHBoxLayout()
        figures.setSpacing(theme.px(10))
        for part in self.parts[:-1]:
            figures.addWidget(part, 0, AlignTop)
        figures.addStretch(1)
        self._row.addLayout(figures)
        rest = QHBoxLayout()
        rest.setSpacing(theme.px(10))
        rest.addWidget(self.said, 1, AlignTop)
        self._side = QVBoxLayout()
        self._side.addWidget(self.button)
        self._side.addStretch(1)
        rest.addLayout(self._side)
        self._row.addLayout(rest, 1)
        self._measure()
        self.body.addWidget(self.whom)
        self.body.addWidget(self._inside)
        self.body.addWidget(self.legend)
        self.amount.hide()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def _measure(self) -> None:
        """Widths and heights in the size of the words now set; where it is narrow the words stand in a second row."""
        px = theme.px
        narrow = self.width() < px(NARROW)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._row.setDirection(way)
        self._row.setSpacing(px(2 if narrow else 10))
        # Room for what stands under a part, so that the list below does not move while one types.
        self._inside.setMinimumHeight(px(ROW_HEIGHT + (46 if narrow else 0)))
        self.said.label.setVisible(not narrow)
        self.said.line.setPlaceholderText(_("What they said") if narrow else "")
        # The button stands beside the lines, not beside their names.
        self._side.setContentsMargins(0, 0 if narrow else px(26), 0, 0)
        for part, width in zip(self.parts, WIDTHS, strict=False):
            part.setFixedWidth(px(width))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_row"):
            self._measure()

    def begin(self, number: int | None, whom: str) -> None:
        """Ready for a line of the paper: its number stands there already and Space or Enter takes it."""
        for part in self.parts:
            part.restore("")
            part.show_problem(None)
        self.amount.hide()
        self.number.set_value(number)
        self.whom.say(whom)
        self.number.line.setFocus()
        self.number.line.selectAll()

    def is_begun(self) -> bool:
        """True when more than the number was typed."""
        return any(part.typed() for part in self.parts[1:])

    def take(self, number: int, whom: str) -> None:
        """This line it is: on to its outcome."""
        self.number.set_value(number)
        self.number.show_problem(None)
        self.whom.say(whom)
        self.outcome.line.setFocus()
        self.outcome.line.selectAll()

    def show_problems(self, problems: Mapping[str, Message]) -> None:
        """Each under its part, the keyboard to the first."""
        first: Field | None = None
        for part in self.parts:
            problem = problems.get(part.key)
            part.show_problem(problem)
            if problem is not None and first is None:
                first = part
        if first is not None:
            first.setFocus()

    def save(self) -> None:
        """Say what was typed, or what cannot be read."""
        found: dict[str, Any] = {}
        problems: dict[str, Message] = {}
        for part in self.parts:
            if part.isHidden():
                continue
            try:
                found[part.key] = part.value()
            except Wrong as wrong:
                problems[part.key] = wrong.problem
        if not problems and found["number"] is None:
            problems["number"] = Message("Which number on the paper?")
        if problems:
            self.show_problems(problems)
            return
        self.asked.emit(
            Entry(
                found["number"], found["outcome"], found["next_on"], found.get("amount_paisa"), found["said"]
            )
        )

    # keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.FocusIn
            and isinstance(watched, QLineEdit)
            and watched is not self.said.line
        ):
            # What stands there is an offer: the first key takes its place.
            watched.selectAll()
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and isinstance(watched, QLineEdit)
        ):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._on_enter(watched)
                return True
            if event.key() == Qt.Key.Key_Space and self._goes_on(watched):
                self._go_on(watched)
                return True
        return super().eventFilter(watched, event)

    def _on_enter(self, line: QLineEdit) -> None:
        if line is self.number.line:
            self._go_on(line)
        else:
            self.save()

    def _goes_on(self, line: QLineEdit) -> bool:
        """True when Space ends this part: a date of two words takes it while it is no date yet."""
        if line is self.said.line:
            return False
        return line is not self.next_on.line or self._date_is_there()

    def _date_is_there(self) -> bool:
        try:
            self.next_on.value()
        except Wrong:
            return False
        return True

    def _go_on(self, line: QLineEdit) -> None:
        at = next(place for place, part in enumerate(self.parts) if part.line is line)
        if not self.parts[at].check():
            return
        if line is self.number.line:
            number = self.number.value()
            if number is None:
                self.number.show_problem(Message("Which number on the paper?"))
            else:
                self.number_typed.emit(number)
            return
        following = next(part for part in self.parts[at + 1 :] if not part.isHidden())
        following.line.setFocus()
        following.line.selectAll()

    def _on_outcome_typed(self) -> None:
        """One key is enough: the usual day stands there already, and Enter saves."""
        try:
            outcome: words.Outcome = self.outcome.value()
        except Wrong as wrong:
            if self.outcome.typed():
                self.outcome.show_problem(wrong.problem)
                self.outcome.line.selectAll()
            return
        self.outcome.restore(numbers.to_script(outcome.key))
        self.amount.setVisible(outcome.asks_amount)
        self.next_on.set_value(self._day() + dt.timedelta(outcome.ahead) if outcome.ahead else None)
        # A complaint is nothing without its words.
        following = self.said if outcome.code == "complaint" else self.next_on
        following.line.setFocus()
        following.line.selectAll()
