"""What the shop may change about the rules of the day's list, as plain values. Reading and saving is in `switching`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from shopbook.errors import Message

LEAST_WEIGHT, MOST_WEIGHT = 5, 100
# The parts of the settings, in the order they are shown.
GROUPS: dict[str, Message] = {
    "promises": Message("Promises"),
    "people": Message("People"),
    "sales": Message("After a sale"),
    "money": Message("Money"),
    "care": Message("Quiet care"),
}


@dataclass(frozen=True, slots=True)
class Tunable:
    """One number of a rule that the shop may change. unit: "days", "times" or "points"."""

    rule: str
    name: str
    label: Message
    default: int
    least: int
    most: int
    unit: str = "days"


@dataclass(frozen=True, slots=True)
class Tuning:
    """What this shop changed about the rules, and since when the book has data."""

    switched: Mapping[str, bool] = field(default_factory=dict)  # by rule, only where the shop chose
    values: Mapping[tuple[str, str], int] = field(default_factory=dict)  # by rule and number
    since: dt.date | None = None  # None: for ever

    def value(self, tunable: Tunable) -> int:
        """A number as the shop set it, or as it comes."""
        return self.values.get((tunable.rule, tunable.name), tunable.default)

    def with_rule(self, rule: str, on: bool | None, values: Mapping[str, int] | None) -> Tuning:
        """The same with one rule changed; what is None stays."""
        switched = dict(self.switched) if on is None else {**self.switched, rule: on}
        changed = {(rule, name): value for name, value in (values or {}).items()}
        return Tuning(switched, {**self.values, **changed}, self.since)


@dataclass(frozen=True, slots=True)
class Tuned:
    """A number of a rule as it stands now, with the bounds it may move in."""

    name: str
    label: Message
    value: int
    default: int
    least: int
    most: int
    unit: str


@dataclass(frozen=True, slots=True)
class RuleState:
    """One rule as the settings show it.

    `on` is what the shop chose. `asleep_until`: the book is too young for it until that day. `always_on`: a promise;
    it can be tuned and never switched off.
    """

    name: str
    label: Message
    about: Message
    on: bool
    asleep_until: dt.date | None
    values: tuple[Tuned, ...]
    group: str
    always_on: bool = False

    @property
    def is_standard(self) -> bool:
        """True when no number differs from how it came."""
        return all(tuned.value == tuned.default for tuned in self.values)


@dataclass(frozen=True, slots=True)
class Preview:
    """How many households a change would bring into today's list, and how many would leave it.

    `at_least`: the rule has more facts than one day's list takes, so there are more than were counted.
    """

    added: int = 0
    removed: int = 0
    at_least: bool = False

    def __bool__(self) -> bool:
        return bool(self.added or self.removed)
