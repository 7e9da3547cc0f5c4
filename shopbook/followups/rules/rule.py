"""What a rule of the day's list is, and the step from its facts to items. The rules themselves are in the siblings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from shopbook.errors import Message
from shopbook.followups.model import Day, Due, Fact, Item, start_of

FOR_EVER = 36_500
_NO_CALLER: Fact = {"key10": None, "phone": None, "name": None, "staff_id": None}


@dataclass(frozen=True, slots=True)
class Rule:
    """One reason to get in touch, declared once.

    `query` gives the facts whose anchor day lies within `reach` days of today, through an index, at most :bound of
    them. Columns: source_id, customer_id, and what `dues` reads; key10, phone, name and staff_id with
    `has_caller`. Parameters: :today :from_on :to_on :days (MM-DD list) :now :bound.
    """

    name: str
    source_kind: str  # the table the fact lives in
    weight: int
    query: str
    dues: Callable[[Fact, Day], Iterable[Due]]  # pure
    label: Message  # the chip
    reach: tuple[int, int]  # the anchor day, relative to today: (earliest, latest)
    enters: bool = False  # always in the list, whatever the capacity
    cleared_by_talk: bool = True
    asks: bool = False  # about money or selling: silent in quiet days
    capped: bool = True  # counts against one proactive call a week
    despite_do_not_call: bool = False
    has_caller: bool = False  # its facts have key10, phone, name and staff_id of their own
    calls: bool = True  # False: desk work, nobody is called
    yields_to: frozenset[str] = frozenset()  # left out when the same customer has an item of these
    most: int | None = None  # a bound of its own
    ends_at_edge: bool = True  # False: its window may end anywhere in its reach

    def span(self, day: Day) -> tuple[dt.date, dt.date]:
        """The anchor days to look at."""
        return day.today + dt.timedelta(self.reach[0]), day.today + dt.timedelta(self.reach[1])

    def edge(self, day: Day) -> tuple[dt.date, dt.date]:
        """The anchor days whose window may end today: what catching up looks at."""
        if not self.ends_at_edge:
            return self.span(day)
        first = day.today + dt.timedelta(self.reach[0])
        return first, first + dt.timedelta(3)

    def items(self, fact: Fact, day: Day) -> Iterable[Item]:
        """The items of one fact that stand in today's list."""
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
                weight=due.weight or self.weight,
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


def closed(rule: str, kind: str, source: str, since: str = "''") -> str:
    """SQL: this fact's item was done, skipped or has expired (occurrences from `since` on)."""
    return (
        "EXISTS (SELECT 1 FROM followup_state x "
        f"WHERE x.source_kind = '{kind}' AND x.source_id = {source} AND x.rule = '{rule}' "
        f"AND x.status <> 'open' AND x.deleted_at IS NULL AND x.base_on >= {since})"
    )
