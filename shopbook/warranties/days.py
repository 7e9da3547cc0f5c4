"""The arithmetic of a warranty's days: where a promise ends, and what repairs add to it. Nothing is read or written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from shopbook.clock import add_months

EFFECTS = ("none", "extend", "restart", "new")


@dataclass(frozen=True, slots=True)
class Repair:
    """A repair that moved a card's days: "extend" by the days away, or "restart" on the day it was handed back."""

    effect: str
    received_on: dt.date
    delivered_on: dt.date

    @property
    def days_away(self) -> int:
        """The nights the thing was not with its owner: brought and fetched on one day is none."""
        return max(0, (self.delivered_on - self.received_on).days)

    def to_json(self) -> dict[str, str]:
        """The repair as the book keeps it beside the card."""
        return {
            "effect": self.effect,
            "received_on": self.received_on.isoformat(),
            "delivered_on": self.delivered_on.isoformat(),
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, str]) -> Repair:
        """The repair from what the book keeps."""
        day = dt.date.fromisoformat
        return cls(kept["effect"], day(kept["received_on"]), day(kept["delivered_on"]))


@dataclass(frozen=True, slots=True)
class Span:
    """Where a promise stands: its last covered day (None for life), the days added, the day it began anew."""

    ends_on: dt.date | None
    extended_days: int = 0
    restarted_on: dt.date | None = None


def coverage_end(start_on: dt.date, length: int | None, unit: str) -> dt.date | None:
    """The last covered day, itself covered: 5 January and a year is covered through 5 January; None for life.

    One rule for days and months, never a day short for the customer. ValueError for an unknown unit or no length.
    """
    if unit == "life":
        return None
    if length is None or length < 1:
        raise ValueError("a coverage in days, months or years has a length")
    if unit == "day":
        return start_on + dt.timedelta(days=length)
    if unit == "month":
        return add_months(start_on, length)
    if unit == "year":
        return add_months(start_on, 12 * length)
    raise ValueError(f"unknown unit: {unit!r}")


def span_of(start_on: dt.date, length: int | None, unit: str, repairs: Iterable[Repair] = ()) -> Span:
    """Where a promise stands after its card's repairs, the first received first.

    A repair moves only what was alive on the day the thing was received: what had run out stays run out, and a promise
    for life has nothing to add to.
    """
    span = Span(coverage_end(start_on, length, unit))
    for repair in sorted(repairs, key=lambda each: each.received_on):
        if span.ends_on is None or span.ends_on < repair.received_on:
            continue
        if repair.effect == "extend":
            days = span.extended_days + repair.days_away
            span = Span(span.ends_on + dt.timedelta(days=repair.days_away), days, span.restarted_on)
        elif repair.effect == "restart":
            span = Span(coverage_end(repair.delivered_on, length, unit), 0, repair.delivered_on)
    return span


def last_end(ends: Iterable[dt.date | None]) -> dt.date | None:
    """The last day of the longest coverage; None when one is for life (or there is none)."""
    days = list(ends)
    dated = [day for day in days if day is not None]
    return max(dated) if dated and len(dated) == len(days) else None
