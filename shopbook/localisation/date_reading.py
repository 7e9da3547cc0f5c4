"""Reading a date as typed at the counter: +7, কাল, ৫, ৫/১২, ২১ নভেম্বর, শুক্রবার; writing dates is in dates.py.

Both languages and both digits are understood whatever language is on the screen, because people mix them.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from calendar import monthrange
from collections.abc import Mapping
from typing import Final

from shopbook.localisation.bangla_calendar import from_bangla, to_bangla
from shopbook.localisation.numbers import to_ascii


def _plain(text: str) -> str:
    """The text without what does not matter: letter forms, case, commas, full stops after words, spaces."""
    folded = unicodedata.normalize("NFC", to_ascii(text)).casefold()
    folded = re.sub(r"[\u200b-\u200f\ufeff]", "", folded)
    folded = re.sub(r"[−–]", "-", folded).replace(",", " ")
    folded = re.sub(r"(?<=[^\W\d])\.(?=\s|$)", " ", folded)
    return " ".join(folded.split())


def _names(table: Mapping[int, str]) -> dict[str, int]:
    return {_plain(name): value for value, names in table.items() for name in names.split()}


_MONTHS: Final = _names({
    1: "জানুয়ারি জানুয়ারী জানু january jan", 2: "ফেব্রুয়ারি ফেব্রুয়ারী ফেব্রু february feb",
    3: "মার্চ march mar", 4: "এপ্রিল april apr", 5: "মে may", 6: "জুন june jun", 7: "জুলাই july jul",
    8: "আগস্ট আগষ্ট অগাস্ট আগ august aug", 9: "সেপ্টেম্বর সেপ্টে september sept sep", 10: "অক্টোবর অক্টো october oct",
    11: "নভেম্বর নভে november nov", 12: "ডিসেম্বর ডিসে december dec",
})  # fmt: skip
_BANGLA_MONTHS: Final = _names({
    1: "বৈশাখ boishakh baishakh", 2: "জ্যৈষ্ঠ জৈষ্ঠ joishtho jyoishtho", 3: "আষাঢ় asharh ashar",
    4: "শ্রাবণ srabon shrabon", 5: "ভাদ্র bhadro", 6: "আশ্বিন ashwin", 7: "কার্তিক kartik",
    8: "অগ্রহায়ণ অঘ্রান ogrohayon", 9: "পৌষ poush", 10: "মাঘ magh", 11: "ফাল্গুন falgun", 12: "চৈত্র choitro",
})  # fmt: skip
_WEEKDAYS: Final = _names({
    0: "সোমবার সোম monday mon", 1: "মঙ্গলবার মঙ্গল tuesday tue", 2: "বুধবার বুধ wednesday wed",
    3: "বৃহস্পতিবার বৃহস্পতি বৃহঃ thursday thu", 4: "শুক্রবার শুক্র জুমাবার friday fri", 5: "শনিবার শনি saturday sat",
    6: "রবিবার রবি রোববার sunday sun",
})  # fmt: skip
# কাল and পরশু look both ways in Bengali: the sign is chosen by what is being typed, a promise or a past sale.
_EITHER_WAY: Final = _names({1: "কাল কালকে", 2: "পরশু পরশুদিন"})
_DAYS: Final = {
    _plain(name): days
    for name, days in {
        "আজ": 0, "আজকে": 0, "today": 0, "আগামীকাল": 1, "আগামী কাল": 1, "tomorrow": 1, "আগামী পরশু": 2,
        "গতকাল": -1, "গত কাল": -1, "yesterday": -1, "গত পরশু": -2, "গতপরশু": -2,
    }.items()
}  # fmt: skip
_UNITS: Final = _names(
    {1: "দিন day days d", 7: "সপ্তাহ week weeks w", 30: "মাস month months m", 365: "বছর year years y"}
)
_NEXT: Final = frozenset(_plain(word) for word in ("আগামী", "সামনের", "next", "this", "এই"))
_LAST: Final = frozenset(_plain(word) for word in ("গত", "last"))

_OFFSET: Final = re.compile(r"(?P<sign>[+-]) ?(?P<n>\d{1,5})(?: ?(?P<unit>[^\W\d][^\d]*))?")
_SPAN: Final = re.compile(
    r"(?:in )?(?P<n>\d{1,5}) ?(?P<unit>[^\W\d][^\d ]*)(?: (?P<way>পর|পরে|আগে|ago|later|after|before))?"
)
_ISO: Final = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_FIGURES: Final = re.compile(r"(\d{1,2}) ?[-/.] ?(\d{1,2})(?: ?[-/.] ?(\d{4}|\d{2}))?")
_DAY: Final = re.compile(r"(\d{1,2})(?: ?(?:তারিখ|তারিখে|লা|রা|ঠা|ই|শে|st|nd|rd|th))?")
_DAY_MONTH: Final = re.compile(r"(\d{1,2})(?:লা|রা|ঠা|ই|শে|st|nd|rd|th)? ?([^\W\d][^\d ]*)(?: (\d{4}|\d{2}))?")
_MONTH_DAY: Final = re.compile(r"([^\W\d][^\d ]*) (\d{1,2})(?:st|nd|rd|th)?(?: (\d{4}))?")


def parse_date(text: str, today: dt.date, past: bool = False) -> dt.date:
    """The date meant by `text`, typed on `today`; ValueError when it is not one.

    An incomplete date (৫, ৫/১২, শুক্রবার, কাল) is the next such day, or with `past` the latest one: for births and
    old sales.
    A bare day or weekday never means today when it is to come ("৫ তারিখ" said on the 5th is next month's).
    """
    words = _plain(text)
    try:
        found = (
            _day_word(words, today, past)
            or _distance(words, today, past)
            or _figures(words, today, past)
            or _named_month(words, today, past)
        )
    except (ValueError, OverflowError) as error:
        raise ValueError(f"not a date: {text!r}") from error
    if found is None:
        raise ValueError(f"not a date: {text!r}")
    return found


def _day_word(words: str, today: dt.date, past: bool) -> dt.date | None:
    """আজ, কাল, পরশু, শনিবার, গত শনিবার."""
    if words in _DAYS:
        return today + dt.timedelta(days=_DAYS[words])
    if words in _EITHER_WAY:
        return today + dt.timedelta(days=-_EITHER_WAY[words] if past else _EITHER_WAY[words])
    first, _, rest = words.partition(" ")
    if rest in _WEEKDAYS and first in _NEXT | _LAST:
        return _weekday(_WEEKDAYS[rest], today, past=first in _LAST)
    return _weekday(_WEEKDAYS[words], today, past) if words in _WEEKDAYS else None


def _weekday(weekday: int, today: dt.date, past: bool) -> dt.date:
    if past:
        return today - dt.timedelta(days=(today.weekday() - weekday) % 7 or 7)
    return today + dt.timedelta(days=(weekday - today.weekday()) % 7 or 7)


def _distance(words: str, today: dt.date, past: bool) -> dt.date | None:
    """+7, -3, +2m, ৭ দিন পরে, ৩ মাস আগে, 2 weeks."""
    match = _OFFSET.fullmatch(words)
    if match:
        unit = _UNITS.get((match["unit"] or "d").strip())
        return _moved(today, int(match["n"]) * (1 if match["sign"] == "+" else -1), unit) if unit else None
    match = _SPAN.fullmatch(words)
    if match is None or match["unit"] not in _UNITS:
        return None
    back = past if match["way"] is None else match["way"] in ("আগে", "ago", "before")
    return _moved(today, -int(match["n"]) if back else int(match["n"]), _UNITS[match["unit"]])


def _moved(today: dt.date, n: int, unit: int) -> dt.date:
    if unit < 30:
        return today + dt.timedelta(days=n * unit)
    # Months keep the day, or end with a shorter month: a month after 31 January is 28 February.
    years, month = divmod(today.month - 1 + n * (1 if unit == 30 else 12), 12)
    year = today.year + years
    if not dt.MINYEAR <= year <= dt.MAXYEAR:
        raise ValueError("beyond the calendar")
    return dt.date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))


def _figures(words: str, today: dt.date, past: bool) -> dt.date | None:
    """2026-11-21, ২১/১১/২০২৬, 21.11.26, ৫/১২, ৫, ৫ তারিখ."""
    match = _ISO.fullmatch(words)
    if match:
        return dt.date(int(match[1]), int(match[2]), int(match[3]))
    match = _FIGURES.fullmatch(words)
    if match:
        return _in_year(int(match[1]), int(match[2]), match[3], today, past)
    match = _DAY.fullmatch(words)
    return _day_of_month(int(match[1]), today, past) if match else None


def _named_month(words: str, today: dt.date, past: bool) -> dt.date | None:
    """21 nov, ২১ নভেম্বর ২০২৬, nov 21, ১লা বৈশাখ, ৬ই অগ্রহায়ণ ১৪৩৩."""
    match = _DAY_MONTH.fullmatch(words)
    if match:
        day, name, year = int(match[1]), match[2], match[3]
    else:
        match = _MONTH_DAY.fullmatch(words)
        if match is None:
            return None
        day, name, year = int(match[2]), match[1], match[3]
    if name in _MONTHS:
        return _in_year(day, _MONTHS[name], year, today, past)
    return _in_bangla_year(day, _BANGLA_MONTHS[name], year, today, past) if name in _BANGLA_MONTHS else None


def _in_year(day: int, month: int, year: str | None, today: dt.date, past: bool) -> dt.date:
    """A day and month in the year typed, else in the nearest year that has them on that side of today."""
    if year is not None:
        full = int(year) if len(year) == 4 else 2000 + int(year)
        if len(year) == 2 and past and full > today.year:
            full -= 100
        return dt.date(full, month, day)
    # Eight years reach over 1900-like gaps between leap days.
    for step in range(9):
        candidate_year = today.year - step if past else today.year + step
        try:
            candidate = dt.date(candidate_year, month, day)
        except ValueError:
            continue
        if candidate <= today if past else candidate >= today:
            return candidate
    raise ValueError("no such day")


def _in_bangla_year(day: int, month: int, year: str | None, today: dt.date, past: bool) -> dt.date:
    if year is not None:
        return from_bangla(int(year) if len(year) == 4 else 1400 + int(year), month, day)
    this_year = to_bangla(today)[0]
    for step in range(9):
        try:
            candidate = from_bangla(this_year - step if past else this_year + step, month, day)
        except ValueError:
            continue
        if candidate <= today if past else candidate >= today:
            return candidate
    raise ValueError("no such day")


def _day_of_month(day: int, today: dt.date, past: bool) -> dt.date:
    """The next month's day after today, or the latest one up to today."""
    if not 1 <= day <= 31:
        raise ValueError("no such day")
    year, month = today.year, today.month
    for _step in range(13):
        if day <= monthrange(year, month)[1]:
            candidate = dt.date(year, month, day)
            if candidate <= today if past else candidate > today:
                return candidate
        year, month0 = divmod(year * 12 + month - 1 + (-1 if past else 1), 12)
        month = month0 + 1
    raise ValueError("no such day")
