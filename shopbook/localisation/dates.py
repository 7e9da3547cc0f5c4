"""Dates, times, ages and spans of time as the shop says them, in both calendars; date_reading.py reads them.

Nothing here asks what day it is: `today` is a parameter, and instants are aware datetimes shown in Dhaka time.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import Final

from shopbook.clock import DHAKA
from shopbook.localisation.bangla_calendar import from_bangla, to_bangla
from shopbook.localisation.language import current_language, gettext, ngettext, pgettext
from shopbook.localisation.numbers import number, to_script

__all__ = [
    "FIRST_WEEKDAY", "WEEKEND", "age_partial", "age_text", "ago", "bangla_date", "bangla_month_name",
    "both_calendars", "coverage", "date_long", "date_short", "date_weekday", "days_late", "days_left", "days_span",
    "from_bangla", "minutes_span", "month_day", "month_name", "month_year", "months_between", "ordinal",
    "parse_date", "partial_date", "time_left", "time_short", "to_bangla", "weekday_name", "when",
]  # fmt: skip

# date.weekday() figures. CLDR says Saturday and Sunday; Bangladesh rests on Friday and Saturday.
WEEKEND: Final = frozenset({4, 5})
FIRST_WEEKDAY: Final = 6

# Up to so many days an end is near enough to be said in days.
NEAR_DAYS: Final = 60

# The hour from which each part of the day is said (CLDR's day periods for bn; রাত as spoken for CLDR's রাত্রি).
_PARTS_OF_DAY: Final = (
    (20, "রাত"),
    (18, "সন্ধ্যা"),
    (16, "বিকাল"),
    (12, "দুপুর"),
    (6, "সকাল"),
    (4, "ভোর"),
    (0, "রাত"),
)


def month_name(month: int) -> str:
    """The month's name: 1 -> জানুয়ারি."""
    return _month_names(current_language())[month - 1]


def weekday_name(day: dt.date) -> str:
    """The day of the week: শনিবার."""
    return _weekday_names(current_language())[day.weekday()]


def bangla_month_name(month: int) -> str:
    """The name of a month of the Bangla calendar: 1 -> বৈশাখ."""
    return _bangla_month_names(current_language())[month - 1]


def date_long(day: dt.date) -> str:
    """A date in words: ২১ নভেম্বর ২০২৬."""
    return f"{to_script(str(day.day))} {month_name(day.month)} {to_script(str(day.year))}"


def date_short(day: dt.date) -> str:
    """A date in figures, day first as everywhere in Bangladesh: ২১/১১/২০২৬. `parse_date` reads it back."""
    return to_script(f"{day.day:02d}/{day.month:02d}/{day.year:04d}")


def date_weekday(day: dt.date) -> str:
    """A date with its day of the week: শনিবার, ২১ নভেম্বর ২০২৬."""
    return f"{weekday_name(day)}, {date_long(day)}"


def month_day(month: int, day: int) -> str:
    """A yearly day: ২১ নভেম্বর."""
    return f"{to_script(str(day))} {month_name(month)}"


def month_year(year: int, month: int) -> str:
    """A month of a report: নভেম্বর ২০২৬."""
    return f"{month_name(month)} {to_script(str(year))}"


def partial_date(year: int | None, month: int | None = None, day: int | None = None) -> str:
    """As much of a birthday as is known: ২১ নভেম্বর, নভেম্বর ২০২৬, ২০২৬; empty when nothing is."""
    parts = [
        to_script(str(day)) if day and month else "",
        month_name(month) if month else "",
        to_script(str(year)) if year else "",
    ]
    return " ".join(part for part in parts if part)


def ordinal(n: int) -> str:
    """A day of the month as Bengali counts it: ১লা, ২রা, ৩রা, ৪ঠা, ৫ই, ১৯শে; the bare figure in English."""
    if current_language() != "bn":
        return to_script(str(n))
    if n <= 4:
        suffix = ("লা", "রা", "রা", "ঠা")[n - 1]
    else:
        suffix = "ই" if n <= 18 else "শে"
    return to_script(str(n)) + suffix


def bangla_date(day: dt.date) -> str:
    """The date in the Bangla calendar: ৬ই অগ্রহায়ণ ১৪৩৩."""
    year, month, day_of_month = to_bangla(day)
    return f"{ordinal(day_of_month)} {bangla_month_name(month)} {to_script(str(year))}"


def both_calendars(day: dt.date) -> str:
    """The date in both calendars, for cards and the day's heading: ২১ নভেম্বর ২০২৬ · ৬ই অগ্রহায়ণ ১৪৩৩."""
    return f"{date_long(day)} · {bangla_date(day)}"


def time_short(instant: dt.datetime) -> str:
    """The clock time in Dhaka: সকাল ৯:১২, 9:12 AM. A naive datetime is a bug, not a local time: ValueError."""
    if instant.tzinfo is None:
        raise ValueError("an instant needs its time zone")
    local = instant.astimezone(DHAKA)
    clock = to_script(f"{local.hour % 12 or 12}:{local.minute:02d}")
    if current_language() != "bn":
        return f"{clock} {'AM' if local.hour < 12 else 'PM'}"
    part = next(name for start, name in _PARTS_OF_DAY if local.hour >= start)
    return f"{part} {clock}"


def when(instant: dt.datetime, today: dt.date) -> str:
    """An instant as a timeline tells it: the time for today, the day before it otherwise: গতকাল, সকাল ৯:১২."""
    day = instant.astimezone(DHAKA).date()
    return time_short(instant) if day == today else f"{_near_or_date(day, today)}, {time_short(instant)}"


def ago(day: dt.date, today: dt.date) -> str:
    """How far a date lies from today: আজ, গতকাল, ৩ দিন আগে, আগামীকাল, ৫ দিন পরে, ২ মাস আগে, ১ বছর পরে."""
    days = (today - day).days
    if days in (0, 1, -1):
        return _neighbour(days)
    months = months_between(day, today) if days > 0 else months_between(today, day)
    n, unit = abs(days), "day"
    if months >= 12:
        n, unit = months // 12, "year"
    elif n >= 30:
        n, unit = max(months, 1), "month"
    return _distance(n, unit, past=days > 0).format(n=number(n))


def _distance(n: int, unit: str, *, past: bool) -> str:
    if unit == "day":
        return (
            ngettext("{n} day ago", "{n} days ago", n) if past else ngettext("in {n} day", "in {n} days", n)
        )
    if unit == "month":
        if past:
            return ngettext("{n} month ago", "{n} months ago", n)
        return ngettext("in {n} month", "in {n} months", n)
    return (
        ngettext("{n} year ago", "{n} years ago", n) if past else ngettext("in {n} year", "in {n} years", n)
    )


def days_late(days: int) -> str:
    """How long something is overdue: ৩ দিন দেরি; due today for none, still to come for a negative figure."""
    if days > 0:
        return ngettext("{n} day late", "{n} days late", days).format(n=number(days))
    return gettext("due today") if days == 0 else days_left(-days)


def days_left(days: int) -> str:
    """How long there still is: আর ৫ দিন; today is the last day for none, over for a negative figure."""
    if days > 0:
        return ngettext("{n} day left", "{n} days left", days).format(n=number(days))
    return gettext("last day today") if days == 0 else gettext("time is over")


def time_left(today: dt.date, end: dt.date) -> str:
    """How long there still is until a day: near ends in days, far ones in months and years (আর ৯ বছর ১১ মাস)."""
    days = (end - today).days
    if days <= NEAR_DAYS:
        return days_left(days)
    return gettext("{span} left").format(span=coverage(months_between(today, end)))


def days_span(days: int) -> str:
    """A number of days: ৭ দিন."""
    return ngettext("{n} day", "{n} days", days).format(n=number(days))


def minutes_span(minutes: int) -> str:
    """How long somebody has waited: ১২ মিনিট, ২ ঘণ্টা, ৩ দিন."""
    if minutes < 60:
        return ngettext("{n} minute", "{n} minutes", minutes).format(n=number(minutes))
    hours = minutes // 60
    if hours < 24:
        return ngettext("{n} hour", "{n} hours", hours).format(n=number(hours))
    return days_span(hours // 24)


def coverage(months: int | None, days: int = 0) -> str:
    """How long a warranty covers: ১ বছর, ৬ মাস, ১ বছর ৬ মাস, ৭ দিন; আজীবন when `months` is None."""
    if months is None:
        return pgettext("warranty", "lifetime")
    parts = [_years(months // 12)] if months >= 12 else []
    if months % 12:
        parts.append(_months(months % 12))
    if days or not parts:
        parts.append(days_span(days))
    return " ".join(parts)


def age_text(born: dt.date, today: dt.date) -> str:
    """An age as families say it: ৩ বছর, ৮ মাস, ১২ দিন; empty for a birth that lies ahead."""
    if born > today:
        return ""
    months = months_between(born, today)
    if months >= 12:
        return _years(months // 12)
    return _months(months) if months else days_span((today - born).days)


def age_partial(year: int | None, month: int | None, day: int | None, today: dt.date) -> str:
    """The age from a partly known birthday: about so many years from the year alone, empty without a year."""
    if year is None or year > today.year:
        return ""
    if month is not None and day is not None:
        try:
            return age_text(dt.date(year, month, day), today)
        except ValueError:
            pass  # 29 February kept with the year of a guessed age: the year alone still tells the age.
    years = today.year - year
    if not years:
        return gettext("under a year")
    return gettext("about {age}").format(age=_years(years))


def months_between(first: dt.date, second: dt.date) -> int:
    """Whole calendar months from `first` to a later `second`; a short month's last day counts as the 31st."""
    months = (second.year - first.year) * 12 + second.month - first.month
    last_day_of_month = (second + dt.timedelta(days=1)).day == 1
    reached = second.day >= first.day or last_day_of_month
    return months if reached else months - 1


def _years(n: int) -> str:
    return ngettext("{n} year", "{n} years", n).format(n=number(n))


def _months(n: int) -> str:
    return ngettext("{n} month", "{n} months", n).format(n=number(n))


def _neighbour(days_since: int) -> str:
    if days_since == 0:
        return gettext("today")
    return gettext("yesterday") if days_since == 1 else gettext("tomorrow")


def _near_or_date(day: dt.date, today: dt.date) -> str:
    days = (today - day).days
    return _neighbour(days) if days in (0, 1, -1) else date_long(day)


# Kept a language: a list of 64 rows writes 64 dates, and each name is a look-up in the catalog.
@lru_cache(maxsize=4)
def _month_names(_language: str) -> tuple[str, ...]:
    return (
        pgettext("month", "January"),
        pgettext("month", "February"),
        pgettext("month", "March"),
        pgettext("month", "April"),
        pgettext("month", "May"),
        pgettext("month", "June"),
        pgettext("month", "July"),
        pgettext("month", "August"),
        pgettext("month", "September"),
        pgettext("month", "October"),
        pgettext("month", "November"),
        pgettext("month", "December"),
    )


@lru_cache(maxsize=4)
def _weekday_names(_language: str) -> tuple[str, ...]:
    return (
        pgettext("weekday", "Monday"),
        pgettext("weekday", "Tuesday"),
        pgettext("weekday", "Wednesday"),
        pgettext("weekday", "Thursday"),
        pgettext("weekday", "Friday"),
        pgettext("weekday", "Saturday"),
        pgettext("weekday", "Sunday"),
    )


@lru_cache(maxsize=4)
def _bangla_month_names(_language: str) -> tuple[str, ...]:
    return (
        pgettext("Bangla month", "Boishakh"),
        pgettext("Bangla month", "Joishtho"),
        pgettext("Bangla month", "Asharh"),
        pgettext("Bangla month", "Srabon"),
        pgettext("Bangla month", "Bhadro"),
        pgettext("Bangla month", "Ashwin"),
        pgettext("Bangla month", "Kartik"),
        pgettext("Bangla month", "Ogrohayon"),
        pgettext("Bangla month", "Poush"),
        pgettext("Bangla month", "Magh"),
        pgettext("Bangla month", "Falgun"),
        pgettext("Bangla month", "Choitro"),
    )


def parse_date(text: str, today: dt.date, past: bool = False) -> dt.date:
    """The date meant by a typed text, see date_reading; loaded when somebody types one. ValueError when it is none."""
    from shopbook.localisation import date_reading

    return date_reading.parse_date(text, today, past)
