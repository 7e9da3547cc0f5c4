"""The coming days as an iCalendar file (RFC 5545) for the owner's phone: what has its day, each once, on that day.

What comes when is asked of shopbook.followups; only what is tied to a day goes in, not the calls that merely fill one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from shopbook.clock import DHAKA, day_of
from shopbook.errors import DocumentProblem, Message
from shopbook.followups.model import Card, Hold, Item, Lane, Today
from shopbook.followups.operations import Followups
from shopbook.localisation.language import say
from shopbook.localisation.numbers import phone
from shopbook.progress import NoProgress, Progress

DAYS = 30
# The reasons that somebody named a day for. Dues that grow old and warranties that end have no day anybody waits for.
# These stand on their own day, however early the list speaks of them so that a gift can go out.
OCCASIONS = frozenset({"birthday_customer", "birthday_child", "wedding_day", "yearly_note", "pregnancy"})
RULES = OCCASIONS | {
    *(
        "manual_reminder",
        "shop_promise",
        "complaint",
        "pay_promise",
        "instalment",
        "buy_promise",
        "call_later",
        "confirm_order",
    )
}
_LINE = 75  # octets, RFC 5545 3.1
_LENGTH = dt.timedelta(minutes=15)
_ZONE = (
    "BEGIN:VTIMEZONE",
    "TZID:Asia/Dhaka",
    "BEGIN:STANDARD",
    "DTSTART:19700101T000000",
    "TZOFFSETFROM:+0600",
    "TZOFFSETTO:+0600",
    "TZNAME:+06",
    "END:STANDARD",
    "END:VTIMEZONE",
)


@dataclass(frozen=True, slots=True)
class Event:
    """One thing of one day. `at` is the hour that was agreed (aware UTC), None for the whole day."""

    key: str
    on: dt.date
    title: str
    about: str = ""
    at: dt.datetime | None = None


def coming(
    followups: Followups, first: dt.date, days: int = DAYS, progress: Progress | None = None
) -> list[Event]:
    """What comes from `first` on, in order. What is late stands on the first day. Writes nothing."""
    progress = progress or NoProgress()
    found: dict[str, Event] = {}
    for ahead in range(days):
        progress.step(ahead, days)
        today = followups.today(first + dt.timedelta(ahead), everything=True, only=RULES)
        for card, item in _dated(today):
            if item.key not in found and (event := _event(card, item, today.on)) is not None:
                found[item.key] = event
    return sorted(found.values(), key=lambda event: (event.on, _instant(event), event.title, event.key))


def _dated(today: Today) -> Iterator[tuple[Card, Item]]:
    for card in today.all_cards():
        for item in card.reasons:
            if item.held_by is not Hold.DO_NOT_CALL:
                yield card, item


def _event(card: Card, item: Item, on: dt.date) -> Event | None:
    """The event of an item on a day; None while its own day is still to come."""
    if item.rule in OCCASIONS and item.base_on > on:
        return None
    if item.lane is Lane.SNOOZED and item.until is not None and day_of(item.until) > on:
        return None
    at = item.not_before if item.not_before is not None and day_of(item.not_before) == on else None
    number = phone(card.phone) if card.phone else ""
    person = card.person
    name = (person.name if person else item.name) or ""
    title = " · ".join(part for part in (name, number, say(item.why)) if part)
    where = person.area if person else ""
    return Event(item.key, on, title, "\n".join(part for part in (say(item.why), number, where) if part), at)


def _instant(event: Event) -> dt.datetime:
    # The whole day stands before its hours, as calendars show it.
    return event.at or dt.datetime.combine(event.on, dt.time(), DHAKA)


def calendar_text(events: Iterable[Event], shop: str, now: dt.datetime) -> str:
    """The file's text: lines end with CR LF and are folded at 75 octets. `now` stamps every event."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Shopbook//Call desk//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_escaped(shop)}",
        "X-WR-TIMEZONE:Asia/Dhaka",
        *_ZONE,
    ]
    for event in events:
        lines += _lines(event, now)
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _lines(event: Event, now: dt.datetime) -> list[str]:
    if event.at is None:
        after = event.on + dt.timedelta(1)
        when = [f"DTSTART;VALUE=DATE:{_date(event.on)}", f"DTEND;VALUE=DATE:{_date(after)}"]
    else:
        begins = event.at.astimezone(DHAKA)
        when = [
            f"DTSTART;TZID=Asia/Dhaka:{_time(begins)}",
            f"DTEND;TZID=Asia/Dhaka:{_time(begins + _LENGTH)}",
        ]
    return [
        "BEGIN:VEVENT",
        # The same thing exported next week replaces its event instead of standing beside it.
        f"UID:{event.key.replace(':', '-')}@shopbook",
        f"DTSTAMP:{_time(now.astimezone(dt.UTC))}Z",
        *when,
        f"SUMMARY:{_escaped(event.title)}",
        f"DESCRIPTION:{_escaped(event.about)}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _date(day: dt.date) -> str:
    return day.isoformat().replace("-", "")


def _time(at: dt.datetime) -> str:
    plain = at.replace(tzinfo=None, microsecond=0).isoformat()
    return plain.replace("-", "").replace(":", "")


def _escaped(text: str) -> str:
    """TEXT as RFC 5545 3.3.11 wants it; control characters have no place in it."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = "".join(
        letter
        for letter in text
        if letter == "\n" or letter == "\t" or (ord(letter) >= 32 and letter != "\x7f")
    )
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> str:
    """The line cut into parts of at most 75 octets, never within a letter."""
    parts: list[str] = []
    room, part = _LINE, ""
    for letter in line:
        size = len(letter.encode("utf-8", "replace"))
        if size > room:
            parts.append(part)
            room, part = _LINE - 1, ""
        part, room = part + letter, room - size
    return "\r\n ".join([*parts, part])


def write_calendar(path: Path, text: str) -> None:
    """Write the file. Raises DocumentProblem when the place cannot be written."""
    try:
        path.write_bytes(text.encode("utf-8", "replace"))
    except OSError as trouble:
        raise DocumentProblem(
            Message("The file {name} cannot be written.", name=path.name),
            Message("Choose another folder, or check that there is space and the stick is in."),
        ) from trouble
