"""Days, hours and lengths of calls as phones write them: "Yesterday, 9:15 PM", "২১ নভেম্বর রাত ৯:১৫", "1m 23s"."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from shopbook.clock import DHAKA, day_of
from shopbook.localisation.date_reading import parse_date

_MONTHS = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?|জানুয়ারি|জানু|ফেব্রুয়ারি|ফেব্রু|মার্চ|এপ্রিল|মে|জুন|জুলাই|আগস্ট|সেপ্টেম্বর|"
    r"সেপ্টে|অক্টোবর|অক্টো|নভেম্বর|নভে|ডিসেম্বর|ডিসে"
)
_WEEKDAYS = (
    r"mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?|"
    r"সোমবার|মঙ্গলবার|বুধবার|বৃহস্পতিবার|শুক্রবার|শনিবার|রবিবার|রোববার"
)
_W, _E = r"(?<![\w\u0980-\u09ff])", r"(?![\w\u0980-\u09ff])"
_ISO = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)T?")
_FIGURES = re.compile(r"(?<!\d)(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?!\d)")
_DAY_MONTH = re.compile(
    rf"(?<!\d)(\d{{1,2}})[- ]?({_MONTHS}){_E}\.?,?(?:[- ]?(\d{{4}})(?!\d))?", re.IGNORECASE
)
_MONTH_DAY = re.compile(rf"{_W}({_MONTHS})\.? (\d{{1,2}})(?!\d)(?:,? (\d{{4}})(?!\d))?", re.IGNORECASE)
_WORD = re.compile(rf"{_W}(today|yesterday|আজকে|আজ|গতকাল|{_WEEKDAYS}){_E}", re.IGNORECASE)
_DAYS_AGO = re.compile(r"(?<!\d)(\d{1,3}) ?(?:days?|দিন) ?(?:ago|আগে)", re.IGNORECASE)
_MOMENT_AGO = re.compile(
    r"(?<!\d)(\d{1,3}) ?(min(?:ute)?s?|m|hours?|hrs?|h|মিনিট|মি|ঘণ্টা|ঘন্টা)\.? ?(?:ago|আগে)", re.IGNORECASE
)
_HOUR = re.compile(
    r"(?:(ভোর|সকাল|দুপুর|বিকাল|বিকেল|সন্ধ্যা|সন্ধ্যে|রাত) ?)?(?<!\d)(\d{1,2}):(\d{2})(?::(\d{2}))?(?![:\d])(?:\.\d{1,6})?"
    r"\s?(am|pm|a\.m\.|p\.m\.|এএম|পিএম|পূর্বাহ্ণ|অপরাহ্ণ)?(Z|[+-]\d\d:?\d\d)?",
    re.IGNORECASE,
)
_LENGTH = re.compile(
    r"(?:(?<!\d)(\d{1,3}) ?(?:hours?|hrs?|h|ঘণ্টা|ঘন্টা)\.? ?)?(?:(?<!\d)(\d{1,4}) ?(?:minutes?|mins?|m|মিনিট|মি)\.? ?)?"
    r"(?:(?<!\d)(\d{1,6}) ?(?:seconds?|secs?|s|সেকেন্ড|সে)(?![\w\u0980-\u09ff])\.?)?",
    re.IGNORECASE,
)
_HAS_LENGTH = re.compile(
    r"\d ?(?:hours?|hrs?|h|minutes?|mins?|m|seconds?|secs?|s|ঘণ্টা|ঘন্টা|মিনিট|মি|সেকেন্ড|সে)(?![\w\u0980-\u09ff])",
    re.IGNORECASE,
)
_CALLED_LENGTH = re.compile(r"(?:duration|length|সময়কাল|স্থায়িত্ব)\W{0,3}(\d{1,3}(?::\d{2}){1,2})", re.IGNORECASE)
_AFTERNOON = frozenset({"pm", "p.m.", "পিএম", "অপরাহ্ণ", "বিকাল", "বিকেল", "সন্ধ্যা", "সন্ধ্যে"})
_MORNING = frozenset({"am", "a.m.", "এএম", "পূর্বাহ্ণ", "ভোর", "সকাল"})


@dataclass(frozen=True, slots=True)
class Clue:
    """What a line says about when: a day, an hour, a whole instant, how long."""

    day: dt.date | None = None
    time: dt.time | None = None
    moment: dt.datetime | None = None
    seconds: int | None = None

    @property
    def has_hour(self) -> bool:
        """True when the line says more than the day."""
        return self.time is not None or self.moment is not None

    def with_more(self, other: Clue) -> Clue:
        """Both together; what was known first stays."""
        return Clue(
            self.day or other.day,
            self.time or other.time,
            self.moment or other.moment,
            other.seconds if self.seconds is None else self.seconds,
        )

    def instant(self, now: dt.datetime, under: dt.date | None = None) -> dt.datetime | None:
        """The instant meant, aware UTC, never after `now`; `under` is the day of the heading above.

        An hour alone is today's, or yesterday's when today it is still to come. A day alone is its noon.
        """
        if self.moment is not None:
            return min(self.moment, now)
        day = self.day or under
        if day is None and self.time is None:
            return None
        today = day_of(now)
        found = _at(day or today, self.time or dt.time(12))
        if found > now and day is None:
            found = _at(today - dt.timedelta(1), self.time or dt.time(12))
        return min(found, now)


no_clue = Clue()


def _at(day: dt.date, time: dt.time) -> dt.datetime:
    try:
        return dt.datetime.combine(day, time, DHAKA).astimezone(dt.UTC)
    except OverflowError:  # the first day of the first year, in another zone
        return dt.datetime.combine(day, time, dt.UTC)


def cut_times(line: str, now: dt.datetime) -> tuple[Clue, str]:
    """What a line of ASCII digits says about when and how long, and the line without it."""
    found = no_clue
    for cut in (_cut_ago, _cut_length, _cut_day, _cut_hour):
        clue, line = cut(line, now)
        found = found.with_more(clue)
    return found, line


def _without(line: str, match: re.Match[str]) -> str:
    return f"{line[: match.start()]} {line[match.end() :]}"


def _cut_ago(line: str, now: dt.datetime) -> tuple[Clue, str]:
    if match := _MOMENT_AGO.search(line):
        hours = match[2].lower()[0] in "hঘ"
        span = dt.timedelta(hours=int(match[1])) if hours else dt.timedelta(minutes=int(match[1]))
        return Clue(moment=now - span), _without(line, match)
    if match := _DAYS_AGO.search(line):
        return Clue(day=day_of(now) - dt.timedelta(int(match[1]))), _without(line, match)
    return no_clue, line


def _cut_length(line: str, _now: dt.datetime) -> tuple[Clue, str]:
    if match := _CALLED_LENGTH.search(line):
        return Clue(seconds=clock_seconds(match[1])), _without(line, match)
    if not _HAS_LENGTH.search(line):
        return no_clue, line
    for match in _LENGTH.finditer(line):
        hours, minutes, seconds = match.groups()
        if hours or minutes or seconds:
            total = int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds or 0)
            return Clue(seconds=total), _without(line, match)
    return no_clue, line


def _cut_day(line: str, now: dt.datetime) -> tuple[Clue, str]:
    today = day_of(now)
    for pattern in (_ISO, _FIGURES, _DAY_MONTH, _MONTH_DAY, _WORD):
        for match in pattern.finditer(line):
            day = _day(pattern, match, today)
            if day is not None:
                return Clue(day=day), _without(line, match)
    return no_clue, line


def _day(pattern: re.Pattern[str], match: re.Match[str], today: dt.date) -> dt.date | None:
    try:
        if pattern is _ISO:
            return dt.date(int(match[1]), int(match[2]), int(match[3]))
        if pattern is _FIGURES:
            return figures_day(int(match[1]), int(match[2]), int(match[3]))
        if pattern is _DAY_MONTH:
            return parse_date(f"{match[1]} {match[2]} {match[3] or ''}".strip(), today, past=True)
        if pattern is _MONTH_DAY:
            return parse_date(f"{match[2]} {match[1]} {match[3] or ''}".strip(), today, past=True)
        word = match[1].lower()
        return parse_date(
            word[:3] if word.isascii() and word not in ("today", "yesterday") else word, today, past=True
        )
    except (ValueError, OverflowError):
        return None


def figures_day(one: int, two: int, year: int) -> dt.date:
    """21/11/2026 is the day first; 11/21/2026, as American phones write, can only be the month first."""
    year += 2000 if year < 100 else 0
    return dt.date(year, two, one) if two <= 12 else dt.date(year, one, two)


def _cut_hour(line: str, _now: dt.datetime) -> tuple[Clue, str]:
    for match in _HOUR.finditer(line):
        time = _time(match)
        if time is not None:
            return Clue(time=time), _without(line, match)
    return no_clue, line


def _time(match: re.Match[str]) -> dt.time | None:
    part, hour = (match[5] or match[1] or "").lower(), int(match[2])
    if hour > 23 or int(match[3]) > 59 or int(match[4] or 0) > 59:
        return None
    if hour < 12 and (part in _AFTERNOON or (part == "দুপুর" and hour < 6) or (part == "রাত" and hour >= 6)):
        hour += 12
    elif hour == 12 and (part in _MORNING or part == "রাত"):
        hour = 0
    return dt.time(hour, int(match[3]), int(match[4] or 0))


def clock_seconds(text: str) -> int:
    """The seconds of 1:23 or 00:01:23; 0 for anything else."""
    parts = text.split(":")
    if not 2 <= len(parts) <= 3 or not all(part.isdigit() and len(part) <= 4 for part in parts):
        return 0
    total = 0
    for part in parts:
        total = total * 60 + int(part)
    return total


def length_of(text: str) -> int:
    """How long a call took, in seconds: 83, 1:23, 00:01:23, "1m 23s", "১ মিনিট ২৩ সেকেন্ড" (digits already ASCII)."""
    text = text.strip()
    if text.isdigit() and len(text) <= 7:
        return int(text)
    if ":" in text:
        return clock_seconds(text)
    clue, _rest = _cut_length(text, dt.datetime(2000, 1, 1, tzinfo=dt.UTC))
    return clue.seconds or 0


def without_seconds(at: dt.datetime) -> dt.datetime:
    """The minute of an instant: two copies of a log agree in it."""
    return at.replace(second=0, microsecond=0)
