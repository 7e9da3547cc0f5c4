"""The halkhata: a call before the day to those who are invited, and one after it to those who did not come.

The drive itself, its cards and its figures belong to `halkhata`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from shopbook.errors import Message
from shopbook.followups.dates import days, next_open, previous_open
from shopbook.followups.model import Day, Due, Fact
from shopbook.followups.rules.rule import Rule, closed
from shopbook.followups.sentences import day_word
from shopbook.followups.tuning import Tunable

HALKHATA_BEFORE = Tunable("halkhata", "before", Message("Days before the halkhata"), 3, 1, 14)
HALKHATA_AFTER = Tunable("halkhata", "after", Message("Days after the halkhata"), 3, 1, 14)
WINDOW = 7


def _halkhata(fact: Fact, day: Day) -> Iterator[Due]:
    held_on = dt.date.fromisoformat(fact["held_on"])
    before, after = held_on - days(day.value(HALKHATA_BEFORE)), held_on + days(day.value(HALKHATA_AFTER))
    owed = fact["balance_paisa"]
    if day.today <= held_on:
        why = Message(
            "The halkhata is {day}; invite them. {owed_paisa} is due.",
            day=day_word(held_on, day.today),
            owed_paisa=owed,
        )
        due_on = previous_open(before, day.shop)
        # The card's message names the day itself.
        yield Due(before, due_on, why, last_on=held_on, late_since=held_on, overdue_paisa=owed)
    else:
        why = Message(
            "Did not come to the halkhata of {held_on}; {owed_paisa} is still due.",
            held_on=held_on,
            owed_paisa=owed,
        )
        due_on = next_open(after, day.shop)
        yield Due(after, due_on, why, last_on=due_on + days(WINDOW), overdue_paisa=owed)


# Of the call before or of the one after, whichever it is time for: who was called before is called after all the same.
_THIS_TIME = (
    "CASE WHEN h.held_on < :today THEN date(h.held_on, '+' || :after || ' days') "
    "ELSE date(h.held_on, '-' || :before || ' days') END"
)

# Closed the same evening, as most are: who did not come still owes, and is missed.
_STANDS = "(h.status = 'open' OR h.status = 'closed' AND h.held_on < :today)"

HALKHATA = Rule(
    name="halkhata",
    source_kind="halkhata_guest",
    weight=50,
    # In the order of both indexes, so that it ends at the bound: of 5,000 guests 60 are looked at.
    query=f"""
        SELECT g.id AS source_id, g.customer_id, h.held_on, c.balance_paisa
        FROM halkhata h CROSS JOIN halkhata_guest g ON g.halkhata_id = h.id
        CROSS JOIN customer c ON c.id = g.customer_id
        WHERE h.held_on BETWEEN :from_on AND :to_on AND {_STANDS} AND h.deleted_at IS NULL
          AND g.came_on IS NULL AND g.deleted_at IS NULL AND c.balance_paisa > 0
          AND c.deleted_at IS NULL AND c.merged_into_id IS NULL
          AND NOT EXISTS (SELECT 1 FROM ledger l WHERE l.customer_id = g.customer_id
                          AND l.entry_on >= date(h.held_on, '-' || :before || ' days')
                          AND l.id > g.since_id AND l.kind IN ('payment', 'advance')
                          AND NOT EXISTS (SELECT 1 FROM ledger r WHERE r.reverses_id = l.id))
          AND NOT {closed("halkhata", "halkhata_guest", "g.id", _THIS_TIME)}
        ORDER BY h.held_on, h.id, g.due_paisa DESC, g.id LIMIT :bound""",
    dues=_halkhata,
    label=Message("Halkhata"),
    about=Message("Guests of a halkhata: a call before the day, and after it to those who did not come."),
    group="money",
    shown_by="see_dues",
    tunables=(HALKHATA_BEFORE, HALKHATA_AFTER),
    reach=lambda day: (-day.value(HALKHATA_AFTER) - WINDOW - 3, day.value(HALKHATA_BEFORE) + 1),
    ends_at_edge=False,  # the call before ends on the day, the one after a week later
    asks=True,
    most=60,
)
