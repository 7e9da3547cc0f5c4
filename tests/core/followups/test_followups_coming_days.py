"""The days an own reminder falls on next, in both calendars, as the sheet shows them while it is written."""

from __future__ import annotations

import datetime as dt

import pytest

from shopbook.followups.reminders import ReminderDraft, coming_days
from shopbook.localisation.bangla_calendar import from_bangla, to_bangla

TODAY = dt.date(2026, 11, 21)  # 6 Ogrohayon 1433


def _draft(
    start: dt.date, unit: str, every: int = 1, calendar: str = "bangla", **more: object
) -> ReminderDraft:
    return ReminderDraft("হালখাতা", start, unit, every, calendar, **more)  # type: ignore[arg-type]


# (first day, unit, every, the next Bangla days as (year, month, day)); Falgun is the eleventh month.
BANGLA = [
    ((1433, 1, 1), "year", 1, [(1434, 1, 1), (1435, 1, 1), (1436, 1, 1)]),
    ((1430, 1, 1), "year", 2, [(1434, 1, 1), (1436, 1, 1), (1438, 1, 1)]),
    # 30 Falgun is only in a leap year's February: 1430 (2024), 1434 (2028); between them the 29th.
    ((1430, 11, 30), "year", 1, [(1433, 11, 29), (1434, 11, 30), (1435, 11, 29)]),
    ((1433, 8, 30), "month", 1, [(1433, 8, 30), (1433, 9, 30), (1433, 10, 30)]),
    ((1433, 10, 30), "month", 1, [(1433, 10, 30), (1433, 11, 29), (1433, 12, 30)]),
    ((1433, 6, 31), "month", 1, [(1433, 8, 30), (1433, 9, 30), (1433, 10, 30)]),
    ((1433, 6, 31), "month", 7, [(1434, 1, 31), (1434, 8, 30), (1435, 3, 31)]),
    ((1433, 1, 1), "month", 1, [(1433, 9, 1), (1433, 10, 1), (1433, 11, 1)]),
    ((1433, 12, 30), "month", 1, [(1433, 12, 30), (1434, 1, 30), (1434, 2, 30)]),
    ((1433, 8, 6), "once", 1, [(1433, 8, 6)]),
]


@pytest.mark.parametrize(("start", "unit", "every", "expected"), BANGLA)
def test_a_reminder_of_the_bangla_calendar_keeps_its_bangla_day(
    start: tuple[int, int, int], unit: str, every: int, expected: list[tuple[int, int, int]]
) -> None:
    days = coming_days(_draft(from_bangla(*start), unit, every), TODAY)
    assert [to_bangla(day) for day in days] == expected


def test_the_first_of_boishakh_is_always_the_fourteenth_of_april() -> None:
    days = coming_days(_draft(dt.date(2020, 4, 14), "year"), TODAY, 30)
    assert {(day.month, day.day) for day in days} == {(4, 14)}
    assert [day.year for day in days] == list(range(2027, 2057))


# The same in the English calendar.
ENGLISH = [
    (dt.date(2026, 1, 31), "month", 1, ["2026-11-30", "2026-12-31", "2027-01-31"]),
    (dt.date(2024, 2, 29), "year", 1, ["2027-02-28", "2028-02-29", "2029-02-28"]),
    (dt.date(2026, 11, 14), "week", 2, ["2026-11-28", "2026-12-12", "2026-12-26"]),
    (dt.date(2026, 11, 21), "day", 1, ["2026-11-21", "2026-11-22", "2026-11-23"]),
    (dt.date(2026, 11, 20), "once", 1, []),
    (dt.date(2026, 12, 1), "year", 1000, ["2026-12-01", "3026-12-01", "4026-12-01"]),
]


@pytest.mark.parametrize(("start", "unit", "every", "expected"), ENGLISH)
def test_a_reminder_of_the_english_calendar_is_anchored_at_its_first_day(
    start: dt.date, unit: str, every: int, expected: list[str]
) -> None:
    days = coming_days(_draft(start, unit, every, "gregorian"), TODAY)
    assert [day.isoformat() for day in days] == expected


def test_after_the_last_day_nothing_comes() -> None:
    draft = _draft(TODAY, "week", until_on=TODAY + dt.timedelta(10))
    assert coming_days(draft, TODAY) == [TODAY, TODAY + dt.timedelta(7)]


@pytest.mark.parametrize("draft", [ReminderDraft("x"), _draft(TODAY, "hour"), _draft(TODAY, "day", 0)])
def test_what_cannot_be_saved_falls_on_no_day(draft: ReminderDraft) -> None:
    assert coming_days(draft, TODAY) == []
