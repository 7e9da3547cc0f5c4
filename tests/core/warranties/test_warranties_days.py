"""The days of a warranty: anchored, clamped, inclusive, never a day short for the customer."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopbook.clock import add_months
from shopbook.localisation.language import using
from shopbook.products.model import KINDS, CoverageDraft
from shopbook.warranties.days import coverage_end, last_end
from shopbook.warranties.model import coverage_label, length_text

day = dt.date.fromisoformat


@pytest.mark.parametrize(
    ("start", "length", "unit", "end"),
    [
        ("2026-01-05", 1, "year", "2027-01-05"),
        ("2026-01-05", 12, "month", "2027-01-05"),
        ("2025-08-31", 6, "month", "2026-02-28"),
        ("2023-08-31", 6, "month", "2024-02-29"),
        ("2024-02-29", 12, "month", "2025-02-28"),
        ("2024-02-29", 1, "year", "2025-02-28"),
        ("2024-02-29", 4, "year", "2028-02-29"),
        ("2026-01-31", 1, "month", "2026-02-28"),
        ("2026-01-31", 2, "month", "2026-03-31"),
        ("2026-01-31", 3, "month", "2026-04-30"),
        ("2026-11-21", 7, "day", "2026-11-28"),
        ("2026-12-31", 1, "day", "2027-01-01"),
        ("2026-12-15", 13, "month", "2028-01-15"),
        ("2026-11-21", 100, "year", "2126-11-21"),
        ("2026-11-21", 36500, "day", "2126-10-28"),
    ],
)
def test_the_last_covered_day(start: str, length: int, unit: str, end: str) -> None:
    assert coverage_end(day(start), length, unit) == day(end)


def test_a_warranty_for_life_has_no_last_day() -> None:
    assert coverage_end(day("2026-11-21"), None, "life") is None
    assert last_end([day("2027-01-01"), None]) is None
    assert last_end([day("2027-01-01"), day("2036-01-01"), day("2026-12-01")]) == day("2036-01-01")
    assert last_end([]) is None


@pytest.mark.parametrize(("length", "unit"), [(None, "month"), (0, "day"), (3, "week")])
def test_a_length_that_says_nothing_is_a_mistake(length: int | None, unit: str) -> None:
    with pytest.raises(ValueError, match=r"coverage|unit"):
        coverage_end(day("2026-11-21"), length, unit)


dates = st.dates(dt.date(1990, 1, 1), dt.date(2100, 12, 31))


@given(dates, st.integers(1, 240))
def test_months_are_counted_from_the_first_day_and_never_drift(start: dt.date, months: int) -> None:
    end = add_months(start, months)
    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == months
    # The same day, or the month's last one when it is too short for it.
    assert end.day == start.day or (end.day < start.day and (end + dt.timedelta(days=1)).day == 1)
    assert add_months(end, -months).day <= start.day


@given(dates, st.integers(1, 40))
def test_a_year_is_twelve_months(start: dt.date, years: int) -> None:
    assert coverage_end(start, years, "year") == coverage_end(start, 12 * years, "month")


def test_every_kind_has_its_word_in_both_languages() -> None:
    with using("en"):
        assert coverage_label("money_back") == "Money back"
        assert coverage_label("parts", "compressor") == "Parts (compressor)"
        assert [length_text(18, "month"), length_text(7, "day"), length_text(None, "life")] == [
            "1 year 6 months",
            "7 days",
            "lifetime",
        ]
    assert len({coverage_label(kind) for kind in KINDS}) == len(KINDS)


@pytest.mark.parametrize(
    "coverage",
    [
        CoverageDraft("love", "", 1, "year"),
        CoverageDraft("parts", "", None, "month"),
        CoverageDraft("parts", "", 0, "day"),
        CoverageDraft("parts", "", 101, "year"),
        CoverageDraft("parts", "", 3, "week"),
    ],
)
def test_a_coverage_that_cannot_be_says_so(coverage: CoverageDraft) -> None:
    assert coverage.problem() is not None


def test_a_coverage_for_life_needs_no_length() -> None:
    assert CoverageDraft("guarantee", unit="life").problem() is None
