"""What a rule of the day's list is, and the step from its facts to items. The rules themselves are in the siblings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeAlias

from shopbook.errors import Message
from shopbook.followups.model import Day, Due, Fact, Item, start_of
from shopbook.followups.tuning import LEAST_WEIGHT, MOST_WEIGHT, Tunable

FOR_EVER = 36_500
_NO_CALLER: Fact = {"key10": None, "phone": None, "name": None, "staff_id": None}
# The anchor days to look at, relative to today: (earliest, latest); of the day where numbers may be tuned.
Reach: TypeAlias = "tuple[int, int] | Callable[[Day], tuple[int, int]]"


@dataclass(frozen=True, slots=True)
class Rule:
    """One reason to get in touch, declared once.

    `query` gives the facts whose anchor day lies within `reach` days of today, through an index, at most :bound of
    them. Columns: source_id, customer_id, and what `dues` reads; key10, phone, name and staff_id with
    `has_caller`. Parameters: :today :from_on :to_on :days (MM-DD list) :now :bound, :edge (1: only what may end
    today), and each tunable by its name.
    """

    name: str
    source_kind: str  # the table the fact lives in
    weight: int
    query: str
    dues: Callable[[Fact, Day], Iterable[Due]]  # pure
    label: Message  # the chip
    about: Message  # the settings' one sentence: when it comes up and why
    group: str  # a key of tuning.GROUPS
    reach: Reach
    enters: bool = False  # always in the list, whatever the capacity
    cleared_by_talk: bool = True
    stands_after_talk: bool = False  # ticking it in a talk leaves it: only its own deed closes the fact
    asks: bool = False  # about money or selling: silent in quiet days
    offer: bool = False  # selling: silent until a customer who complained is happy again
    greeting: bool = False  # silent while a complaint is open
    capped: bool = True  # counts against one proactive call a week
    despite_do_not_call: bool = False
    owner_only: bool = False  # for the owner's eyes: in nobody else's share of the list
    shown_by: str = "look"  # the right without which it is not in the list (see `permissions`)
    of_notes: bool = (
        False  # its facts have the sensitivity of a note: of the owner's own ones nobody else is told
    )
    has_caller: bool = False  # its facts have key10, phone, name and staff_id of their own
    calls: bool = True  # False: desk work, nobody is called
    yields_to: frozenset[str] = frozenset()  # left out when the same customer has an item of these
    most: int | None = None  # a bound of its own
    ends_at_edge: bool = True  # False: its window may end anywhere in its reach
    tunables: tuple[Tunable, ...] = ()
    standard_on: bool = True
    always_on: bool = False  # a promise: it cannot be switched off
    wakes_after: int = 0  # days of data a book needs before this rule speaks: a new shop is not to be nagged

    # ---- as the shop set it

    @property
    def numbers(self) -> tuple[Tunable, ...]:
        """Everything that may be tuned: its own numbers and the weight."""
        label = Message("Weight")
        weight = Tunable(self.name, "weight", label, self.weight, LEAST_WEIGHT, MOST_WEIGHT, "points")
        return (*self.tunables, weight)

    def is_switched_on(self, day: Day) -> bool:
        """What the shop chose; a promise is always on."""
        return self.always_on or day.tuning.switched.get(self.name, self.standard_on)

    def wakes_on(self, day: Day) -> dt.date | None:
        """The first day the book has data enough; None when that never mattered."""
        if not self.wakes_after or day.tuning.since is None:
            return None
        return day.tuning.since + dt.timedelta(self.wakes_after)

    def is_on(self, day: Day) -> bool:
        """True when this rule speaks on that day."""
        wakes_on = self.wakes_on(day)
        return self.is_switched_on(day) and (wakes_on is None or wakes_on <= day.today)

    # ---- days

    def reaches(self, day: Day) -> tuple[int, int]:
        """The anchor days to look at, relative to today."""
        return self.reach(day) if callable(self.reach) else self.reach

    def span(self, day: Day) -> tuple[dt.date, dt.date]:
        """The anchor days to look at."""
        first, last = self.reaches(day)
        return day.today + dt.timedelta(first), day.today + dt.timedelta(last)

    def edge(self, day: Day) -> tuple[dt.date, dt.date]:
        """The anchor days whose window may end today: what catching up looks at."""
        first, last = self.span(day)
        return (first, min(last, first + dt.timedelta(3))) if self.ends_at_edge else (first, last)

    # ---- items

    def items(self, fact: Fact, day: Day) -> Iterable[Item]:
        """The items of one fact that stand in today's list."""
        moved = day.tuning.values.get((self.name, "weight"), self.weight) - self.weight
        for due in self.dues(fact, day):
            if due.due_on > day.today or (due.last_on is not None and due.last_on < day.today):
                continue
            caller = fact if self.has_caller else _NO_CALLER
            yield Item(
                rule=self.name,
                source_kind=self.source_kind,
                source_id=fact["source_id"],
                base_on=due.base_on,
                due_on=due.due_on,
                hard=due.last_on is None,
                weight=_within((due.weight or self.weight) + moved) if moved else due.weight or self.weight,
                why=due.why,
                customer_id=fact["customer_id"],
                key10=caller["key10"] or "",
                phone=caller["phone"] or "",
                name=caller["name"] or "",
                staff_id=caller["staff_id"],
                last_on=due.last_on,
                late_since=due.late_since,
                not_before=due.not_before,
                cleared_after=due.cleared_after or start_of(due.due_on),
                overdue_paisa=due.overdue_paisa,
                twin=due.twin,
                days_late=max(0, (day.today - (due.late_since or due.due_on)).days),
            )


def _within(weight: int) -> int:
    return min(MOST_WEIGHT, max(LEAST_WEIGHT, weight))


def closed(rule: str, kind: str, source: str, since: str = "''", *, done: bool = True) -> str:
    """SQL: this fact's item was done, skipped or has expired (occurrences from `since` on).

    `done=False` where only the fact itself can be done: opened again, it must come up again.
    """
    shut = "x.status <> 'open'" if done else "x.status IN ('skipped', 'expired')"
    return (
        "EXISTS (SELECT 1 FROM followup_state x "
        f"WHERE x.source_kind = '{kind}' AND x.source_id = {source} AND x.rule = '{rule}' "
        f"AND {shut} AND x.deleted_at IS NULL AND x.base_on >= {since})"
    )
