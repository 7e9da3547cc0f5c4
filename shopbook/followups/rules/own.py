"""The shop's own reminders, and imported customers somebody should look at. Writing reminders is in `reminders`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from shopbook.clock import day_of, to_day, to_instant
from shopbook.errors import Message
from shopbook.followups.dates import around, days, previous_open
from shopbook.followups.model import Day, Due, Fact
from shopbook.followups.rules.rule import FOR_EVER, Rule, closed
from shopbook.followups.sentences import day_word

IMPORTANCE = {"low": 40, "normal": 60, "high": 85}
LONGEST_LEAD = 365


def _manual_reminder(fact: Fact, day: Day) -> Iterator[Due]:
    lead = fact["lead_days"]
    # A lead that begins on the holiday begins the open day before, so tomorrow's occurrence may be due today.
    for horizon in (day.today + days(lead + 1), day.today + days(lead)):
        found = _undone(fact, horizon, day)
        if found is None:
            return
        first, last = found
        due_on = previous_open(last - days(lead), day.shop) if lead else last
        if due_on <= day.today:
            why = Message("{title} ({day})", title=fact["title"], day=day_word(last, day.today))
            yield Due(
                base_on=last, due_on=due_on, why=why, late_since=first, weight=IMPORTANCE[fact["importance"]]
            )
            return


def _undone(fact: Fact, horizon: dt.date, day: Day) -> tuple[dt.date, dt.date] | None:
    until = to_day(fact["until_on"])
    return around(
        dt.date.fromisoformat(fact["start_on"]),
        fact["unit"],
        fact["every"],
        to_day(fact["done_through"]),
        min(horizon, until) if until else horizon,
        bangla=fact["calendar"] == "bangla",
        feb29=day.shop.feb29,
    )


MANUAL_REMINDER = Rule(
    name="manual_reminder",
    source_kind="manual_reminder",
    weight=60,
    query="""
        SELECT r.id AS source_id, r.customer_id, NULL AS key10, NULL AS phone, NULL AS name, r.staff_id,
               r.title, r.start_on, r.every, r.unit, r.calendar,
               r.until_on, r.lead_days, r.importance, r.done_through
        FROM manual_reminder r
        WHERE r.start_on <= :to_on AND r.deleted_at IS NULL AND r.paused = 0
          AND (r.unit <> 'once' OR r.done_through IS NULL)
          AND (r.until_on IS NULL OR r.done_through IS NULL OR r.done_through < r.until_on)
        ORDER BY r.start_on DESC LIMIT :bound""",
    dues=_manual_reminder,
    label=Message("Own reminder"),
    about=Message("What you wrote down to be reminded of."),
    group="promises",
    always_on=True,
    reach=(-FOR_EVER, LONGEST_LEAD + 1),
    enters=True,
    has_caller=True,
    cleared_by_talk=False,
    capped=False,
    most=2000,
)


def _review(fact: Fact, day: Day) -> Iterator[Due]:
    came_on = day_of(to_instant(fact["created_at"]))
    reason = (fact["review_reason"] or "").strip()
    if reason:
        why = Message("Came with an import; please look at it: {reason}", reason=reason)
    else:
        why = Message("Came with an import; please look whether all is right.")
    yield Due(base_on=came_on, due_on=came_on, why=why, last_on=dt.date.max)


REVIEW = Rule(
    name="review",
    source_kind="customer",
    weight=5,
    query=f"""
        SELECT c.id AS source_id, c.id AS customer_id, c.review_reason, c.created_at
        FROM customer c
        WHERE c.id > 0 AND c.needs_review = 1 AND c.deleted_at IS NULL
          AND NOT {closed("review", "customer", "c.id")}
        ORDER BY c.id LIMIT :bound""",
    dues=_review,
    label=Message("Please check"),
    about=Message("An imported customer somebody should look at once."),
    group="care",
    reach=(-FOR_EVER, 0),
    cleared_by_talk=False,
    capped=False,
    despite_do_not_call=True,
    calls=False,
    most=20,
)
