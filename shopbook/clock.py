"""The clock everything takes as a parameter. No module in core asks the computer for the time in any other way."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from typing import Protocol

# Bangladesh has no daylight saving (tried once, in 2009); a fixed offset needs no time-zone data on Windows.
DHAKA = dt.timezone(dt.timedelta(hours=6), "Asia/Dhaka")


class Clock(Protocol):
    """What time it is, as an aware UTC instant and as the shop's calendar day."""

    def now(self) -> dt.datetime:
        """The present instant, UTC."""
        ...

    def today(self) -> dt.date:
        """The shop's calendar day in Asia/Dhaka."""
        ...


class SystemClock:
    """The computer's own clock."""

    def now(self) -> dt.datetime:
        """The present instant, UTC."""
        return dt.datetime.now(dt.UTC)

    def today(self) -> dt.date:
        """The shop's calendar day in Asia/Dhaka."""
        return self.now().astimezone(DHAKA).date()


class FixedClock:
    """A clock that stands still until it is moved: for tests, `--date` and the tour."""

    def __init__(self, today: dt.date, at: dt.time = dt.time(10, 0)) -> None:
        self._now = dt.datetime.combine(today, at, DHAKA).astimezone(dt.UTC)

    def now(self) -> dt.datetime:
        """The instant the clock shows, UTC."""
        return self._now

    def today(self) -> dt.date:
        """The Dhaka calendar day the clock shows."""
        return self._now.astimezone(DHAKA).date()

    def advance(self, *, days: float = 0, hours: float = 0, minutes: float = 0, seconds: float = 0) -> None:
        """Move the clock forward (or back, with negative figures)."""
        self._now += dt.timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)


def to_instant(text: str) -> dt.datetime:
    """An aware UTC datetime from the ISO text the book stores."""
    return dt.datetime.fromisoformat(text.replace("Z", "+00:00"))


def from_instant(moment: dt.datetime) -> str:
    """The ISO text the book stores for an instant: UTC, milliseconds, `Z`."""
    return moment.astimezone(dt.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def day_of(moment: dt.datetime) -> dt.date:
    """The shop's calendar day on which an instant falls."""
    return moment.astimezone(DHAKA).date()


def add_months(anchor: dt.date, months: int) -> dt.date:
    """The same day so many months on (or back), clamped to the month's end: 31 Jan + 1 is 28 or 29 Feb, + 2 is 31 Mar.

    Always counted from the anchor, never chained: 31 January chained drifts to the 28th for ever.
    """
    year, month = divmod(anchor.year * 12 + anchor.month - 1 + months, 12)
    return dt.date(year, month + 1, min(anchor.day, monthrange(year, month + 1)[1]))


def to_day(text: str | None) -> dt.date | None:
    """A calendar day from the ISO text the book stores, None where none is stored."""
    return dt.date.fromisoformat(text) if text else None


def file_stamp(at: dt.datetime) -> str:
    """An instant in a file's name, by the shop's clock: `20261122-090000`. Sorts by time; no sign a drive refuses."""
    local = at.astimezone(DHAKA)
    return f"{local.date().isoformat()}-{local.time().isoformat('seconds')}".replace("-", "", 2).replace(
        ":", ""
    )


def of_file_stamp(text: str) -> dt.datetime:
    """The instant of a `file_stamp`; ValueError when it is none."""
    return dt.datetime.strptime(text, "%Y%m%d-%H%M%S").replace(tzinfo=DHAKA)


def seconds_since_touched(modified: float) -> float:
    """How long ago a file was written (`st_mtime`), by the computer's clock: only that one dates files."""
    return SystemClock().now().timestamp() - modified
