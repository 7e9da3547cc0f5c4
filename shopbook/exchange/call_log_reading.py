"""Reading a phone's call log, copied from its screen or exported by a backup app, into plain entries. No book here.

What a number is, is decided by customers.phones; days and hours in words are read by `call_log_times`.
"""

from __future__ import annotations

import csv
import datetime as dt
import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from shopbook.exchange import call_log_columns
from shopbook.exchange.call_log_columns import INCOMING, KIND_WORDS, MISSED, kind_of
from shopbook.exchange.call_log_times import Clue, cut_times, no_clue
from shopbook.exchange.delimited import separator_of
from shopbook.localisation.numbers import to_ascii
from shopbook.search.fold import clean

# A phone keeps some hundred to some thousand calls. More is not a call log.
LONGEST_TEXT, MOST_ENTRIES = 4_000_000, 20_000
_LONGEST_LINE = 400
# Ten lines for each of them; a million lines of noise would take a minute.
_MOST_LINES = 10 * MOST_ENTRIES

_PRIVATE = re.compile(
    r"private|unknown|no caller id|withheld|hidden|অজানা|অপরিচিত নম্বর|ব্যক্তিগত নম্বর|গোপন", re.IGNORECASE
)
# Words of the screen that are no name.
_SCREEN = re.compile(
    r"\b(?:mobile|phone|home|work|main|call|calls|voice|video|audio|sim ?[12]?|hd|volte|whatsapp|viber|ago|recents|all|"
    r"contact|contacts|bangladesh|dhaka|duration|type|date|time|number|name|yes|no|min|sec|s|m|h)\b|"
    r"মোবাইল|ফোন|কল|বাসা|অফিস|সিম ?[১২]?|বাংলাদেশ|ঢাকা|সময়কাল|তারিখ|সময়|নম্বর|নাম",
    re.IGNORECASE,
)
_MOBILE = re.compile(r"(?<!\d)(?:(?:\+|00)?88[\s-]?)?0?1[3-9](?:[\s-]?\d){8}(?!\d)")
_OTHER_NUMBER = re.compile(
    r"(?<![\w+])(?:\+\d[\d\s-]{6,18}\d|0\d[\d-]{5,11}\d|[1-9]\d{2,4}|\*\d{2,6}#)(?!\w)"
)
_TIMES = re.compile(r"[(\[]\s*(\d{1,2})\s*[)\]]|(?<!\w)[x×]\s?(\d{1,2})(?!\w)")
_XML_CALL = re.compile(r"<call\b([^<>]{0,2000})/?>", re.IGNORECASE)
_XML_PART = re.compile(r'(\w{1,40})\s?=\s?"([^"]{0,300})"')


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One line of the log. `at` is aware UTC, None when the log does not say, with `timed` False when it is only a day.

    `count`: one line for several calls.
    """

    number: str
    name: str
    at: dt.datetime | None
    kind: str
    seconds: int = 0
    count: int = 1
    timed: bool = True


def read_call_log(text: str, now: dt.datetime) -> list[LogEntry]:
    """The calls of a copied or exported log, in its order; `now` tells what "yesterday" means. Never fails.

    A text that says of no call whether it was missed is taken as a list of missed ones: that is what people copy.
    """
    text = to_ascii(text[:LONGEST_TEXT].replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n"))
    found = list(_limited(_from_xml(text, now) if "<call" in text.lower() else ()))
    if not found:
        found = list(_limited(_from_table(text, now)))
    if not found:
        found = list(_limited(_from_screen(text, now)))
    if any(entry.kind for entry in found):
        return [entry if entry.kind else replace(entry, kind=_by_length(entry)) for entry in found]
    return [replace(entry, kind=_by_length(entry)) for entry in found]


def _by_length(entry: LogEntry) -> str:
    return INCOMING if entry.seconds else MISSED


def _limited(entries: Sequence[LogEntry] | Iterator[LogEntry]) -> Iterator[LogEntry]:
    for place, entry in enumerate(entries):
        if place >= MOST_ENTRIES:
            return
        yield entry


# ---- tables: CSV of backup apps, XML of "SMS Backup & Restore"


def _from_xml(text: str, now: dt.datetime) -> Iterator[LogEntry]:
    for call in _XML_CALL.finditer(text):
        parts = {
            name.lower(): html.unescape(value)
            for name, value in (part.groups() for part in _XML_PART.finditer(call.group(1)))
        }
        name = parts.get("contact_name", "")
        at, timed = call_log_columns.moment(parts.get("date", ""), "", now)
        yield LogEntry(
            number=parts.get("number", ""),
            name="" if name.startswith("(") else clean(name),
            at=at,
            kind=call_log_columns.kind(parts.get("type", "")),
            seconds=call_log_columns.seconds(parts.get("duration", "")),
            timed=timed,
        )


def _from_table(text: str, now: dt.datetime) -> Iterator[LogEntry]:
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) < 2 and "," not in text and "\t" not in text:
        return
    separator = separator_of("\n".join(line[:_LONGEST_LINE] for line in lines[:60]))
    try:
        rows = [
            [cell.strip() for cell in row]
            for row in csv.reader(lines, delimiter=separator, strict=False)
            if row
        ]
    except csv.Error:
        return
    columns = call_log_columns.find(rows)
    if columns is None:
        return
    for row in rows[columns.first :]:
        entry = columns.entry(row, now)
        if entry is not None:
            number, name, at, timed, kind, seconds = entry
            yield LogEntry(number, clean(name), at, kind, seconds, timed=timed)


# ---- what is copied from a phone's screen


@dataclass(slots=True)
class _Gathering:
    """The entry being read from the lines of the screen."""

    number: str = ""
    private: bool = False
    name: str = ""
    kind: str = ""
    clue: Clue = no_clue
    count: int = 1

    @property
    def has_who(self) -> bool:
        return bool(self.number or self.private)

    def entry(self, now: dt.datetime, under: dt.date | None) -> LogEntry | None:
        """What was gathered; None when it says of nobody that they called."""
        if not self.has_who and not (self.name and (self.kind or self.clue.time)):
            return None
        at = self.clue.instant(now, under)
        return LogEntry(
            self.number, self.name, at, self.kind, self.clue.seconds or 0, self.count, self.clue.has_hour
        )


def _from_screen(text: str, now: dt.datetime) -> Iterator[LogEntry]:
    one, under = _Gathering(), None
    for line in text.split("\n", _MOST_LINES)[:_MOST_LINES]:
        if not line.strip():
            # Between calls a phone leaves an empty line, and between the lines of a call never.
            if one.has_who or one.kind:
                yield from _finished(one, now, under)
                one = _Gathering()
            continue
        said = _read_line(line[:_LONGEST_LINE], now)
        heading = said.clue.day and not (said.has_who or said.name or said.kind or said.clue.time)
        if heading and (not one.has_who or one.clue.day or under is not None):
            yield from _finished(one, now, under)
            one, under = _Gathering(), said.clue.day
            continue
        if _begins_another(one, said):
            yield from _finished(one, now, under)
            one = _Gathering()
        _take(one, said)
    yield from _finished(one, now, under)


def _finished(one: _Gathering, now: dt.datetime, under: dt.date | None) -> Iterator[LogEntry]:
    entry = one.entry(now, under)
    if entry is not None:
        yield entry


def _begins_another(one: _Gathering, said: _Gathering) -> bool:
    """A line begins another call when it brings what the call in hand has already."""
    if said.has_who and one.has_who and not (said.private and one.private):
        return True
    if said.kind and one.kind and one.has_who and said.kind != one.kind:
        return True
    if said.clue.time and one.clue.time:
        return True
    # A name under a number that has its hour is the next caller's.
    return bool(said.name and (one.name or (one.has_who and (one.clue.time or one.kind))))


def _take(one: _Gathering, said: _Gathering) -> None:
    one.number = one.number or said.number
    one.private = one.private or said.private
    one.name = one.name or said.name
    one.kind = one.kind or said.kind
    one.count = max(one.count, said.count)
    one.clue = one.clue.with_more(said.clue)


def _read_line(line: str, now: dt.datetime) -> _Gathering:
    said = _Gathering(kind=kind_of(line))
    mobile = _MOBILE.search(line)
    if mobile:
        said.number = mobile.group().strip()
        line = f"{line[: mobile.start()]} {line[mobile.end() :]}"
    times = _TIMES.search(line)
    if times:
        said.count = max(1, int(times[1] or times[2]))
        line = f"{line[: times.start()]} {line[times.end() :]}"
    said.clue, line = cut_times(line, now)
    if not said.number:
        other = _OTHER_NUMBER.search(line)
        if other:
            said.number = other.group().strip()
            line = f"{line[: other.start()]} {line[other.end() :]}"
    if not said.number and _PRIVATE.search(line):
        said.private = True
        return said
    said.name = _name_in(line)
    return said


def _name_in(rest: str) -> str:
    """The name left in a line when numbers, times and the words of the screen are taken out."""
    for _kind, pattern in KIND_WORDS:
        rest = pattern.sub(" ", rest)
    rest = _SCREEN.sub(" ", rest)
    rest = clean(re.sub(r"[^\w\s.'\u0980-\u09ff\u200c\u200d]|[\d_]", " ", rest)).strip(" .'")
    return rest[:100] if sum(letter.isalpha() for letter in rest) >= 2 else ""
