"""Birthdays as lists hold them: with or without a year, in either digits, or only the year.

Dates typed at the counter are read by localisation; this adds what address books write.
"""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange

from shopbook.customers.model import PartialDate
from shopbook.exchange.sheet import Cell, text_of
from shopbook.localisation.date_reading import parse_date
from shopbook.localisation.numbers import to_ascii

_OLDEST = 120
# What Apple, Android and Outlook write for "no year".
_NO_REAL_YEARS = frozenset({0, 1, 1604, 1800, 1804})
_NO_YEAR = re.compile(r"-{2,}(\d{1,2})-?(\d{1,2})")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T.*)?")
_DAY_MONTH = re.compile(r"(\d{1,2})[-/. ](\d{1,2})")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]\d.*)?")
_YEAR = re.compile(r"(?:19|20)\d\d")


def read_partial(cell: Cell, today: dt.date) -> PartialDate:
    """The day a cell means; ValueError when there is no such day (29/2/1985) or it lies in the future."""
    if isinstance(cell, dt.date):
        return _checked(cell.year, cell.month, cell.day, today)
    text = to_ascii(text_of(cell)).strip()
    if found := _NO_YEAR.fullmatch(text):
        return _without_year(int(found[1]), int(found[2]))
    if found := _COMPACT.fullmatch(text) or _ISO.fullmatch(text):
        return _checked(int(found[1]), int(found[2]), int(found[3]), today)
    if found := _DAY_MONTH.fullmatch(text):
        return _without_year(int(found[2]), int(found[1]))
    if _YEAR.fullmatch(text):
        return _year_only(int(text), today)
    if not re.search(r"\d", text) or text[0] in "+-" or len(text) < 4:
        raise ValueError(f"not a birthday: {text!r}")
    day = parse_date(text, today, past=True)
    if not re.search(r"\d{4}|\d\D+\d{1,2}\D+\d{2}$", text):
        return _without_year(day.month, day.day)
    return _checked(day.year, day.month, day.day, today)


def _year_only(year: int, today: dt.date) -> PartialDate:
    if not today.year - _OLDEST <= year <= today.year:
        raise ValueError("no living person's year")
    return PartialDate(year, None, None)


def _without_year(month: int, day: int) -> PartialDate:
    # 2024 is a leap year: 29 February is a birthday.
    if not 1 <= month <= 12 or not 1 <= day <= monthrange(2024, month)[1]:
        raise ValueError("no such day")
    return PartialDate(None, month, day)


def _checked(year: int, month: int, day: int, today: dt.date) -> PartialDate:
    # Excel puts this year in when only day and month were typed.
    if year in _NO_REAL_YEARS or year >= today.year:
        partial = _without_year(month, day)
        if year > today.year:
            raise ValueError("a birthday in the future")
        return partial
    if year < today.year - _OLDEST:
        raise ValueError("no living person's year")
    dt.date(year, month, day)
    return PartialDate(year, month, day)
