"""The Bangla calendar as Bangladesh has kept it since 1426 (2019): pure arithmetic; its words are in dates.py.

Boishakh to Ashwin have 31 days, Kartik to Magh and Choitro 30, Falgun 29, or 30 when its February is a leap one.
1 Boishakh is always 14 April, 8 Falgun always 21 February. (West Bengal's calendar, and ours before 2019, differ.)
"""

from __future__ import annotations

import datetime as dt
from calendar import isleap
from typing import Final

_YEAR_OFFSET: Final = 593
_NEW_YEAR: Final = (4, 14)


def _lengths(february_year: int) -> list[int]:
    return [31] * 6 + [30] * 4 + [30 if isleap(february_year) else 29, 30]


def to_bangla(day: dt.date) -> tuple[int, int, int]:
    """Bangla year, month (1 = Boishakh) and day of a Gregorian date."""
    year = day.year if (day.month, day.day) >= _NEW_YEAR else day.year - 1
    days = (day - dt.date(year, *_NEW_YEAR)).days
    month = 1
    for length in _lengths(year + 1):
        if days < length:
            break
        days -= length
        month += 1
    return year - _YEAR_OFFSET, month, days + 1


def from_bangla(year: int, month: int, day: int) -> dt.date:
    """The Gregorian date of a Bangla one; ValueError when the month has no such day."""
    lengths = _lengths(year + _YEAR_OFFSET + 1)
    if not (1 <= month <= 12 and 1 <= day <= lengths[month - 1]):
        raise ValueError(f"no such Bangla date: {year}-{month}-{day}")
    return dt.date(year + _YEAR_OFFSET, *_NEW_YEAR) + dt.timedelta(sum(lengths[: month - 1]) + day - 1)
