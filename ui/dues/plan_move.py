"""Asks for another day of an instalment inside the opened plan. What changes with it is the pane's."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import Signal

from shopbook.dues.plan_model import Plan
from shopbook.localisation import dates, numbers
from shopbook.localisation.language import _
from ui.forms.choices import Choice, ChoiceField
from ui.forms.day_strip import DayStrip
from ui.forms.days import Ahead

NEAR = (Ahead(days=3), Ahead(days=7), Ahead(days=15))


class MoveStrip(DayStrip):
    """`moved(instalment_id, day)` when a day was given; hidden until `ask_about`."""

    moved = Signal(object, object)

    def __init__(self, today: Callable[[], dt.date]) -> None:
        super().__init__(
            "due_on",
            lambda: _("On which day will it come?"),
            lambda: _("Take this day"),
            today,
            NEAR,
        )
        self.which = ChoiceField("instalment", lambda: _("Which instalment"), [])
        self.column.insertWidget(0, self.which)
        self.given.connect(self._on_day)

    def ask_about(self, plan: Plan) -> None:
        """Ask about the instalments not paid yet; the next one is chosen."""
        unpaid = [one for one in plan.instalments if one.settled_on is None]
        self.which.set_choices([])
        self.which.set_choices(
            [
                Choice(one.id, f"{numbers.number(one.position)} · {dates.date_long(one.due_on)}")
                for one in unpaid
            ]
        )
        self.begin()

    def _on_day(self, day: dt.date) -> None:
        self.moved.emit(self.which.value(), day)
