"""Which backups are kept: a pure rule over days and hours. Deleting files is `finding`'s."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable

from shopbook.clock import DHAKA

HOURS, DAYS, WEEKS, MONTHS = 24, 14, 8, 24
MOST = HOURS + DAYS + WEEKS + MONTHS
# A clock that was wrong for a while made backups "tomorrow"; within a day a time zone may be the reason.
_FROM_TOMORROW = dt.timedelta(days=1)


def kept(made: Iterable[dt.datetime], now: dt.datetime) -> set[dt.datetime]:
    """Of the instants at which backups were made those to keep: of the newest 24 hours in which one was made the last
    one each, and so of 14 days, 8 weeks (from Saturday) and 24 months, all by the shop's calendar.

    Hours and days in which nothing was made do not count: after a holiday of a month the last days before it are still
    there. Backups with a date in the future are taken as the oldest, or one day with a wrong clock would push out the
    real ones.
    """
    newest_first = sorted(set(made), key=lambda at: (at <= now + _FROM_TOMORROW, at), reverse=True)
    found: set[dt.datetime] = set()
    for bucket, most in _BUCKETS:
        last_of: dict[object, dt.datetime] = {}
        for at in newest_first:
            last_of.setdefault(bucket(at.astimezone(DHAKA)), at)
        found.update(list(last_of.values())[:most])
    return found


def _hour(at: dt.datetime) -> object:
    return at.date(), at.hour


def _day(at: dt.datetime) -> object:
    return at.date()


def _week(at: dt.datetime) -> object:
    since_saturday = (at.weekday() + 2) % 7
    return at.date() - dt.timedelta(days=since_saturday)


def _month(at: dt.datetime) -> object:
    return at.year, at.month


_BUCKETS: tuple[tuple[Callable[[dt.datetime], object], int], ...] = (
    (_hour, HOURS),
    (_day, DAYS),
    (_week, WEEKS),
    (_month, MONTHS),
)
