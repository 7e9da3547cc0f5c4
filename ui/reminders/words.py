"""How often a reminder comes, in words: প্রতি ২ সপ্তাহে শনিবার, প্রতি বাংলা মাসের ১ তারিখে. When it comes is shopbook's."""

from __future__ import annotations

import datetime as dt

from shopbook.followups.reminders import ReminderDraft
from shopbook.localisation import dates, numbers
from shopbook.localisation.bangla_calendar import to_bangla
from shopbook.localisation.language import _, ngettext, pgettext


def repeat(draft: ReminderDraft) -> str:
    """Once, or every so many days, weeks, months or years, with the day it keeps to."""
    if draft.start_on is None or draft.unit == "once":
        return pgettext("repeat", "Once")
    every, n = draft.every, numbers.number(draft.every)
    match draft.unit:
        case "day":
            return ngettext("Every day", "Every {n} days", every).format(n=n)
        case "week":
            words = ngettext("Every {weekday}", "Every {n} weeks, {weekday}", every)
            return words.format(n=n, weekday=dates.weekday_name(draft.start_on))
        case "month" if draft.calendar == "bangla":
            day = numbers.number(to_bangla(draft.start_on)[2])
            words = ngettext(
                "On day {day} of every Bangla month", "Every {n} Bangla months, on day {day}", every
            )
            return words.format(n=n, day=day)
        case "month":
            day = numbers.number(draft.start_on.day)
            return ngettext("On day {day} of every month", "Every {n} months, on day {day}", every).format(
                n=n, day=day
            )
    return ngettext("Every year, {day}", "Every {n} years, {day}", every).format(n=n, day=_yearly(draft))


def _yearly(draft: ReminderDraft) -> str:
    start = draft.start_on
    assert start is not None  # asked before
    if draft.calendar == "bangla":
        _year, month, day = to_bangla(start)
        return f"{dates.ordinal(day)} {dates.bangla_month_name(month)}"
    return dates.month_day(start.month, start.day)


def coming(days: list[dt.date], draft: ReminderDraft, today: dt.date) -> str:
    """The next days in one line: "আজ · ২১ ডিসেম্বর · ২১ জানুয়ারি ২০২৭"."""
    return " · ".join(_day(day, draft, today) for day in days)


def _day(day: dt.date, draft: ReminderDraft, today: dt.date) -> str:
    near = dates.ago(day, today) if 0 <= (day - today).days <= 1 else ""
    plain = dates.month_day(day.month, day.day) if day.year == today.year else dates.date_long(day)
    if draft.calendar == "bangla" and draft.unit in ("month", "year"):
        _year, month, number = to_bangla(day)
        plain = f"{plain} ({dates.ordinal(number)} {dates.bangla_month_name(month)})"
    return near or plain


def until(draft: ReminderDraft) -> str:
    """Until when it comes back; "" when for ever."""
    if draft.until_on is None:
        return ""
    return _("until {day}").format(day=dates.date_long(draft.until_on))


def lead(draft: ReminderDraft) -> str:
    """How many days before it says so; "" for none."""
    n = draft.lead_days
    return ngettext("{n} day before", "{n} days before", n).format(n=numbers.number(n)) if n else ""
