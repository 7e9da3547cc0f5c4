"""The whole table of a warranty's days against a slow oracle that counts on its fingers and shares nothing with it."""

from __future__ import annotations

import datetime as dt
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopbook.warranties.days import EFFECTS, Repair, coverage_end, span_of

ONE = dt.timedelta(1)
# Four years and a quarter: every kind of month beside every other, two leap days.
FIRST, LAST = dt.date(2023, 11, 1), dt.date(2028, 4, 1)
DAYS = [FIRST + n * ONE for n in range((LAST - FIRST).days)]
LENGTHS = [
    *(("day", n) for n in (1, 2, 7, 28, 29, 30, 31, 365, 366)),
    *(("month", n) for n in range(1, 37)),
    *(("year", n) for n in (1, 2, 3, 4, 5, 10, 100)),
]


def slow_end(start: dt.date, length: int, unit: str) -> dt.date:
    """The last covered day, by leafing through a calendar page by page."""
    if unit == "day":
        day = start
        for _night in range(length):
            day += ONE
        return day
    year, month = start.year, start.month
    for _page in range(length * (12 if unit == "year" else 1)):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    found = None
    for number in range(1, start.day + 1):
        try:
            found = dt.date(year, month, number)
        except ValueError:
            break  # the month is too short; its last day it is
    assert found is not None
    return found


@pytest.mark.parametrize(("unit", "length"), LENGTHS)
def test_every_day_of_four_years_ends_where_the_calendar_says(unit: str, length: int) -> None:
    # Leafing through a century from each day takes long and tells nothing new.
    days = DAYS if length < 100 else DAYS[::41]
    assert [coverage_end(day, length, unit) for day in days] == [slow_end(day, length, unit) for day in days]


@pytest.mark.parametrize("day", DAYS[::7], ids=str)
def test_for_life_has_no_end_whenever_it_begins(day: dt.date) -> None:
    assert coverage_end(day, None, "life") is None


@pytest.mark.parametrize(("start", "years", "end"), [
    ("2024-02-29", 1, "2025-02-28"), ("2024-02-29", 2, "2026-02-28"), ("2024-02-29", 3, "2027-02-28"),
    ("2024-02-29", 4, "2028-02-29"), ("2024-02-29", 8, "2032-02-29"), ("2096-02-29", 4, "2100-02-28"),
    ("2025-02-28", 3, "2028-02-28"), ("2024-03-31", 1, "2025-03-31"),
])  # fmt: skip
def test_what_began_on_a_leap_day_ends_on_one_only_in_a_leap_year(start: str, years: int, end: str) -> None:
    assert coverage_end(dt.date.fromisoformat(start), years, "year") == dt.date.fromisoformat(end)
    assert coverage_end(dt.date.fromisoformat(start), 12 * years, "month") == dt.date.fromisoformat(end)


# ---- repairs


def slow_span(
    start: dt.date, length: int | None, unit: str, repairs: list[Repair]
) -> tuple[dt.date | None, int, dt.date | None]:
    """Last day, added days and the day it began anew, living through the repairs one after another."""
    if length is None:
        return None, 0, None
    end, added, anew = slow_end(start, length, unit), 0, None
    for repair in sorted(repairs, key=lambda each: each.received_on):
        if repair.received_on > end:
            continue  # it had run out when the thing was brought
        if repair.effect == "extend":
            night = repair.received_on
            while night < repair.delivered_on:  # each night in the workshop is given back
                night, end, added = night + ONE, end + ONE, added + 1
        if repair.effect == "restart":
            end, added, anew = slow_end(repair.delivered_on, length, unit), 0, repair.delivered_on
    return end, added, anew


STARTS = [dt.date.fromisoformat(text) for text in (
    "2023-12-31", "2024-01-31", "2024-02-28", "2024-02-29", "2024-03-01", "2025-02-28", "2026-08-31", "2026-11-21",
)]  # fmt: skip
SHORT = [("day", 7), ("month", 1), ("month", 6), ("year", 1), ("life", None)]
# Days after the start on which the thing is brought: the first, the very last covered, the one after, long after.
AWAY = (0, 1, 5, 30)


def brought(start: dt.date, unit: str, length: int | None) -> list[dt.date]:
    if length is None:
        return [start, start + 400 * ONE]
    end = slow_end(start, length, unit)
    return [start, start + 3 * ONE, end - ONE, end, end + ONE, end + 100 * ONE]


@pytest.mark.parametrize("start", STARTS, ids=str)
@pytest.mark.parametrize(("unit", "length"), SHORT)
def test_one_repair_in_every_place_with_every_effect(start: dt.date, unit: str, length: int | None) -> None:
    for effect, received, away in product(("extend", "restart"), brought(start, unit, length), AWAY):
        repairs = [Repair(effect, received, received + away * ONE)]
        span = span_of(start, length, unit, repairs)
        assert (span.ends_on, span.extended_days, span.restarted_on) == slow_span(
            start, length, unit, repairs
        )


@pytest.mark.parametrize("start", STARTS[1:4], ids=str)
@pytest.mark.parametrize(("unit", "length"), SHORT)
def test_two_repairs_one_after_the_other_in_every_order(
    start: dt.date, unit: str, length: int | None
) -> None:
    effects = ("extend", "restart")
    places = brought(start, unit, length)
    for one, other, first, second, away in product(effects, effects, places, places, AWAY):
        repairs = [Repair(one, first, first + away * ONE), Repair(other, second, second + 2 * ONE)]
        span = span_of(start, length, unit, repairs)
        assert (span.ends_on, span.extended_days, span.restarted_on) == slow_span(
            start, length, unit, repairs
        )


def test_what_was_alive_only_on_the_day_of_receipt_counts() -> None:
    start = dt.date(2026, 1, 5)
    last = dt.date(2026, 1, 12)
    assert span_of(start, 7, "day").ends_on == last
    assert span_of(start, 7, "day", [Repair("extend", last, last + 10 * ONE)]).ends_on == last + 10 * ONE
    late = Repair("extend", last + ONE, last + 11 * ONE)
    assert span_of(start, 7, "day", [late]).ends_on == last


def test_brought_and_fetched_on_one_day_adds_nothing() -> None:
    day = dt.date(2026, 1, 7)
    assert span_of(dt.date(2026, 1, 5), 1, "year", [Repair("extend", day, day)]).extended_days == 0


def test_a_repair_is_kept_and_read_back_as_it_was() -> None:
    repair = Repair("extend", dt.date(2026, 2, 28), dt.date(2026, 3, 4))
    assert Repair.from_json(repair.to_json()) == repair
    assert repair.days_away == 4
    assert set(EFFECTS) == {"none", "extend", "restart", "new"}


dates = st.dates(dt.date(2000, 1, 1), dt.date(2060, 12, 31))
lengths = st.one_of(
    st.tuples(st.just("day"), st.integers(1, 800)),
    st.tuples(st.just("month"), st.integers(1, 130)),
    st.tuples(st.just("year"), st.integers(1, 12)),
    st.tuples(st.just("life"), st.none()),
)
repairs_from = st.lists(
    st.tuples(st.sampled_from(["extend", "restart"]), st.integers(0, 900), st.integers(0, 120)), max_size=5
)


@given(dates, lengths, repairs_from)
def test_any_warranty_with_any_repairs_agrees_with_the_oracle(
    start: dt.date, what: tuple[str, int | None], told: list[tuple[str, int, int]]
) -> None:
    unit, length = what
    repairs = [Repair(effect, start + at * ONE, start + (at + away) * ONE) for effect, at, away in told]
    span = span_of(start, length, unit, repairs)
    assert (span.ends_on, span.extended_days, span.restarted_on) == slow_span(start, length, unit, repairs)


@given(dates, lengths, repairs_from)
def test_no_repair_ever_takes_a_day_from_the_customer(
    start: dt.date, what: tuple[str, int | None], told: list[tuple[str, int, int]]
) -> None:
    unit, length = what
    repairs: list[Repair] = []
    before = span_of(start, length, unit).ends_on
    at = 0
    for effect, later, away in told:
        at += later
        repairs.append(Repair(effect, start + at * ONE, start + (at + away) * ONE))
        at += away
        after = span_of(start, length, unit, repairs).ends_on
        assert (before is None) == (after is None)
        if before is not None and after is not None and effect == "extend":
            assert after >= before
        before = after
