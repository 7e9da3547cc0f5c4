"""The fields of a drive, as it is begun and as it is changed: day, heading, words, how the due stands on the card."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from shopbook.errors import Message
from shopbook.halkhata.model import AMOUNTS, HalkhataDraft, next_boishakh, next_new_year
from shopbook.localisation import dates
from shopbook.localisation.language import _
from ui.forms.choices import ChipsField, Choice
from ui.forms.days import Ahead, DateField
from ui.forms.field import Field, Wrong
from ui.forms.texts import LongTextField, TextField
from ui.halkhata import words


@dataclass(frozen=True, slots=True)
class _Boishakh(Ahead):
    """The coming first of Boishakh."""

    def of(self, today: dt.date) -> dt.date:
        return next_boishakh(today)

    def title(self) -> str:
        return _("Pohela Boishakh")


@dataclass(frozen=True, slots=True)
class _NewYear(Ahead):
    """The coming first of January."""

    def of(self, today: dt.date) -> dt.date:
        return next_new_year(today)

    def title(self) -> str:
        return _("1 January")


class HalkhataDayField(DateField):
    """Any day; the usual ones are chips, and the day's name in the Bangla calendar stands under it."""

    def __init__(self, today: Callable[[], dt.date]) -> None:
        super().__init__("held_on", lambda: _("Day of the halkhata"), today, chips=(_Boishakh(), _NewYear()))

    def value(self) -> dt.date:
        day = super().value()
        if day is None:
            raise Wrong(Message("On which day is the halkhata?"))
        return day

    def hint_now(self) -> str:
        try:
            day = self.value()
        except Wrong:
            return ""
        return f"{dates.date_weekday(day)} · {dates.bangla_date(day)} · {dates.ago(day, self._today())}"


def amount_choices() -> Sequence[Choice]:
    """How the due stands on the card."""
    names = {
        "folded": lambda: _("Folded away"),
        "open": lambda: _("In plain sight"),
        "none": lambda: _("Not printed"),
    }
    return [Choice(each, names[each]) for each in AMOUNTS]


class DriveFields:
    """The fields themselves; where they stand is the form's."""

    def __init__(self, today: Callable[[], dt.date]) -> None:
        self.held_on = HalkhataDayField(today)
        self.title = TextField("title", lambda: _("Heading of the card"), longest=120)
        self.words = LongTextField("words", lambda: _("Words of the invitation"), lines=4)
        self.amount_shown = ChipsField("amount_shown", lambda: _("The due on the card"), amount_choices())

    def all(self) -> tuple[Field, ...]:
        """Each of them, in the order they are asked."""
        return (self.held_on, self.amount_shown, self.title, self.words)

    def show(self, draft: HalkhataDraft) -> None:
        """Show a drive; words the shop never changed are the usual ones."""
        self.held_on.set_value(draft.held_on)
        self.title.set_value(draft.title)
        self.words.set_value(draft.words or words.usual_words())
        self.amount_shown.set_value(draft.amount_shown)

    def read(self, problems: dict[str, Message]) -> dict[str, Any]:
        """What they say; what cannot be read goes into `problems`."""
        values: dict[str, Any] = {}
        for field in self.all():
            try:
                values[field.key] = field.value()
            except Wrong as wrong:
                problems[field.key] = wrong.problem
        # The usual words follow the language of the card, so they are not kept as typed.
        if values.get("words") == words.usual_words():
            values["words"] = ""
        return values
