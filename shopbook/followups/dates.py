"""The arithmetic of due days: anchored recurrence, clamped months, 29 February, the holiday. No rules."""

from __future__ import annotations

import datetime as dt
from calendar import isleap, monthrange

from shopbook.clock import DHAKA, add_months
from shopbook.followups.model import Day
from shopbook.localisation.bangla_calendar import from_bangla, to_bangla
from shopbook.settings.model import Shop

ONE_DAY = dt.timedelta(days=1)


def days(n: int) -> dt.timedelta:
    """So many calendar days."""
    return dt.timedelta(days=n)


def in_year(year: int, month: int, day: int | None, feb29: str = "feb28") -> dt.date:
    """A yearly day in one year. A month alone falls on its 1st; 29 February of a common year as the shop set it."""
    if day is None:
        return dt.date(year, month, 1)
    if (month, day) == (2, 29) and not isleap(year):
        return dt.date(year, 3, 1) if feb29 == "mar1" else dt.date(year, 2, 28)
    return dt.date(year, month, min(day, monthrange(year, month)[1]))


def occurrence(
    today: dt.date, month: int, day: int | None, before: int, after: int, feb29: str
) -> dt.date | None:
    """The yearly occurrence whose stretch [-before, +after] holds today, the coming one first; None when none does."""
    found = [
        when
        for year in (today.year + 1, today.year, today.year - 1)
        if -after <= ((when := in_year(year, month, day, feb29)) - today).days <= before
    ]
    return found[0] if found else None


def month_days(first: dt.date, last: dt.date, feb29: str = "feb28") -> list[str]:
    """The MM-DD of every yearly day that may occur from `first` to `last`, with 29 February where it is moved to."""
    found: list[str] = []
    day = first
    while day <= last:
        found.append(f"{day.month:02d}-{day.day:02d}")
        moved = (2, 28) if feb29 == "feb28" else (3, 1)
        if (day.month, day.day) == moved and not isleap(day.year):
            found.append("02-29")
        day += ONE_DAY
    return found


def previous_open(day: dt.date, shop: Shop) -> dt.date:
    """The day itself, or the open day before the weekly holiday."""
    return day if shop.is_open(day) else day - ONE_DAY


def next_open(day: dt.date, shop: Shop) -> dt.date:
    """The day itself, or the open day after the weekly holiday."""
    return day if shop.is_open(day) else day + ONE_DAY


def latest_stage(anchor: dt.date, stages: tuple[int, ...], today: dt.date) -> dt.date | None:
    """The last of anchor + stages (days, ascending) that has come by today."""
    reached = [stage for stage in stages if anchor + days(stage) <= today]
    return anchor + days(reached[-1]) if reached else None


def every_days(anchor: dt.date, every: int, today: dt.date) -> dt.date | None:
    """The last of anchor, anchor + every, anchor + 2·every, ... that has come by today."""
    passed = (today - anchor).days
    return None if passed < 0 else anchor + days(passed // every * every)


def around(
    start: dt.date,
    unit: str,
    every: int,
    after: dt.date | None,
    until: dt.date,
    *,
    bangla: bool = False,
    feb29: str = "feb28",
) -> tuple[dt.date, dt.date] | None:
    """The first and last occurrence of an own reminder after `after` and not after `until`; None when there is none.

    Each occurrence is reckoned from the anchor, never chained. unit: once, day, week, month or year.
    """
    skip = 0
    if after is not None and after > start and unit != "once":
        # Far anchors are reached by division, not by counting from the start; two steps back for clamped months.
        length = {"day": 1, "week": 7, "month": 31, "year": 366}[unit] * every
        skip = max(0, (after - start).days // length - 2)
    first = last = None
    step = skip
    while True:
        try:
            when = _repeat(start, unit, every * step, bangla, feb29)
        except (OverflowError, ValueError):
            break
        if when > until:
            break
        if after is None or when > after:
            first, last = first or when, when
        if unit == "once":
            break
        step += 1
    return (first, last) if first and last else None


def _repeat(start: dt.date, unit: str, steps: int, bangla: bool, feb29: str) -> dt.date:
    if unit in ("once", "day", "week"):
        return start + days(steps * (7 if unit == "week" else 1 if unit == "day" else 0))
    months = steps * (12 if unit == "year" else 1)
    if bangla:
        return _add_bangla_months(start, months)
    if unit == "year":
        return in_year(start.year + steps, start.month, start.day, feb29)
    return add_months(start, months)


def _add_bangla_months(start: dt.date, months: int) -> dt.date:
    """The same Bangla day so many Bangla months on, clamped like 30 Falgun in a common year."""
    year, month, day = to_bangla(start)
    year, place = divmod(year * 12 + month - 1 + months, 12)
    for clamped in range(day, 27, -1):
        try:
            return from_bangla(year, place + 1, clamped)
        except ValueError:
            continue  # the month is shorter
    return from_bangla(year, place + 1, min(day, 28))


def retry_at(attempts: int, last: dt.datetime, day: Day) -> dt.datetime | None:
    """When to try again after so many unanswered tries: +2 hours, the next day, +3 days; None: no more by itself."""
    if attempts <= 0 or attempts > 3:
        return None
    if attempts == 1:
        return last + dt.timedelta(hours=2)
    tried_on = last.astimezone(DHAKA).date()
    return day.opening(next_open(tried_on + days(1 if attempts == 2 else 3), day.shop))


def snooze_until(choice: str, day: Day, pick_on: dt.date | None = None) -> dt.datetime:
    """The instant a snooze ends: hours are exact, days begin when the shop opens, never on the weekly holiday.

    `after_salary` is the next 5th: salaries come in the month's first days. ValueError for an unknown choice, for
    `pick` without a day, and for a day that is not after today.
    """
    if choice == "two_hours":
        return day.now + dt.timedelta(hours=2)
    plain = {"tomorrow": 1, "three_days": 3, "next_week": 7}
    if choice in plain:
        until = day.today + days(plain[choice])
    elif choice == "after_salary":
        fifth = day.today.replace(day=5)
        until = fifth if fifth > day.today else add_months(fifth, 1)
    elif choice == "pick" and pick_on is not None and pick_on > day.today:
        until = pick_on
    else:
        raise ValueError(f"no such snooze: {choice} {pick_on}")
    return day.opening(until if choice == "pick" else next_open(until, day.shop))
