"""The columns of an exported call log, in any order and either language, found by their headings or by what is in
them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from shopbook.clock import DHAKA
from shopbook.customers.phones import normalise
from shopbook.exchange.call_log_times import cut_times, length_of

MISSED, REJECTED, INCOMING, OUTGOING = "missed", "rejected", "incoming", "outgoing"
# Order matters: "missed outgoing" does not exist, but "not answered outgoing" does.
KIND_WORDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (REJECTED, re.compile(r"reject|declin|blocked|refused|প্রত্যাখ্যা|কেটে দে|ব্লক|বাতিল", re.IGNORECASE)),
    (MISSED, re.compile(r"miss(?:ed)?|voicemail|মিস|ধরা হয়নি|ধরেননি", re.IGNORECASE)),
    (OUTGOING, re.compile(r"outgoing|dialled|dialed|\bout\b|আউটগোয়িং|বহির্গামী|করা কল", re.IGNORECASE)),
    (INCOMING, re.compile(r"incoming|received|answered|\bin\b|ইনকামিং|আগত|রিসিভ|ধরা কল", re.IGNORECASE)),
)
# What the heading of a column says it holds; the first that fits counts, so the particular stand before the general.
_HEADINGS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("seconds", re.compile(r"duration|length|seconds|talk ?time|সময়কাল|স্থায়িত্ব|কতক্ষণ|সেকেন্ড", re.IGNORECASE)),
    ("kind", re.compile(r"type|direction|kind|status|ধরন|ধরণ|প্রকার|অবস্থা", re.IGNORECASE)),
    ("number", re.compile(r"number|phone|mobile|msisdn|caller id|নম্বর|নাম্বার|মোবাইল|ফোন", re.IGNORECASE)),
    ("name", re.compile(r"name|contact|নাম|পরিচিতি", re.IGNORECASE)),
    ("date", re.compile(r"date|when|day|timestamp|তারিখ|দিন", re.IGNORECASE)),
    ("time", re.compile(r"time|hour|সময়|ঘড়ি", re.IGNORECASE)),
)
# The codes of Android's CallLog.Calls.TYPE: voicemail and blocked calls also asked for somebody in vain.
_CODES = dict(zip("1234567", (INCOMING, OUTGOING, MISSED, MISSED, REJECTED, REJECTED, INCOMING), strict=True))
_MILLISECONDS, _SECONDS = re.compile(r"1\d{12}"), re.compile(r"1\d{9}")
_FIRST_YEAR = 2005

Entry = tuple[str, str, dt.datetime | None, bool, str, int]


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each thing stands; -1 where it does not. `first` is the first row with a call."""

    number: int
    name: int = -1
    date: int = -1
    time: int = -1
    kind: int = -1
    seconds: int = -1
    first: int = 0

    def entry(self, row: Sequence[str], now: dt.datetime) -> Entry | None:
        """Number, name, when, whether the hour is known, kind and seconds of a row; None for an empty one."""

        def cell(at: int) -> str:
            return row[at].strip() if 0 <= at < len(row) else ""

        number, name = cell(self.number), cell(self.name)
        if not number and not name:
            return None
        at, timed = moment(cell(self.date), cell(self.time), now)
        return number, name, at, timed, kind(cell(self.kind)), seconds(cell(self.seconds))


def find(rows: Sequence[Sequence[str]]) -> Columns | None:
    """The columns of a table; None when this is no table of calls."""
    for place, row in enumerate(rows[:5]):
        found: dict[str, int] = {}
        for at, cell in enumerate(row):
            key = next((key for key, pattern in _HEADINGS if pattern.search(cell)), None)
            if key is not None and len(cell) <= 40 and not re.search(r"\d{3}", cell):
                found.setdefault(key, at)
        if "number" in found and len(found) >= 2:
            return Columns(**found, first=place + 1)
    return _by_contents(rows)


def _by_contents(rows: Sequence[Sequence[str]]) -> Columns | None:
    """Columns without headings: the one of phone numbers, and what stands in the others of the same rows."""
    sample = [row for row in rows[:40] if len(row) >= 3]
    if not sample or len(sample) < min(len(rows), 40) * 0.8:
        return None
    width = max(len(row) for row in sample)
    columns = [[row[at].strip() if at < len(row) else "" for row in sample] for at in range(min(width, 12))]
    found: dict[str, int] = {}
    for at, cells in enumerate(columns):
        key = _meaning([cell for cell in cells if cell])
        if key:
            found.setdefault(key, at)
    return Columns(**found) if "number" in found and len(found) >= 2 else None


def _meaning(cells: Sequence[str]) -> str:
    if not cells:
        return ""
    now = dt.datetime(2100, 1, 1, tzinfo=dt.UTC)
    tests: tuple[tuple[str, Callable[[str], bool]], ...] = (
        ("date", lambda cell: when(cell, "", now) is not None),
        ("number", lambda cell: len(normalise(cell).key10) >= 7 and normalise(cell).plausible),
        ("kind", lambda cell: bool(kind(cell)) and len(cell) < 30),
        ("seconds", lambda cell: cell.isdigit() or length_of(cell) > 0),
        ("name", lambda cell: any(letter.isalpha() for letter in cell)),
    )
    for key, test in tests:
        if sum(test(cell) for cell in cells) >= 0.8 * len(cells):
            return key
    return ""


def kind_of(words: str) -> str:
    """Which kind of call some words mean: "Missed call", "মিসড", "Incoming"; "" when they mean none."""
    return next((kind for kind, pattern in KIND_WORDS if pattern.search(words)), "")


def kind(cell: str) -> str:
    """The kind of call a cell means: a code (3) or words (MISSED, মিসড); "" when neither."""
    return _CODES.get(cell.strip(), "") or kind_of(cell)


def seconds(cell: str) -> int:
    """How long the call took."""
    return length_of(cell)


def when(date: str, time: str, now: dt.datetime) -> dt.datetime | None:
    """The instant two cells mean together: epoch milliseconds, ISO, or words. Never after `now`."""
    return moment(date, time, now)[0]


def moment(date: str, time: str, now: dt.datetime) -> tuple[dt.datetime | None, bool]:
    """The same, and whether the cells say more than the day."""
    date = date.strip()
    if _MILLISECONDS.fullmatch(date) or _SECONDS.fullmatch(date):
        return min(dt.datetime.fromtimestamp(int(date[:10]), dt.UTC), now), True
    try:
        exact = dt.datetime.fromisoformat(date) if len(date) > 10 else None
    except ValueError:
        exact = None
    if exact is not None:
        aware = exact if exact.tzinfo is not None else exact.replace(tzinfo=DHAKA)
        if aware.year >= _FIRST_YEAR:
            return min(aware.astimezone(dt.UTC), now), True
    clue, _rest = cut_times(f"{date} {time}"[:120], now)
    if clue.day is not None and clue.day.year < _FIRST_YEAR:
        return None, False
    return clue.instant(now), clue.has_hour
