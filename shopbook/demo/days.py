"""The clock of a told story: it stands where the story is. Everything else takes a Clock and never sets one."""

from __future__ import annotations

import datetime as dt

from shopbook.clock import DHAKA


class StoryClock:
    """A clock that shows the moment being told."""

    def __init__(self, moment: dt.datetime) -> None:
        self._now = moment

    def now(self) -> dt.datetime:
        """The moment being told, UTC."""
        return self._now

    def today(self) -> dt.date:
        """Its day in Dhaka."""
        return self._now.astimezone(DHAKA).date()

    def set_to(self, day: dt.date, at: dt.time) -> None:
        """Tell what happened on that day at that time in Dhaka."""
        self._now = dt.datetime.combine(day, at, DHAKA).astimezone(dt.UTC)

    def set_moment(self, moment: dt.datetime) -> None:
        """Tell what happened at that instant."""
        self._now = moment
