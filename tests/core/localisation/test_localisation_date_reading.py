"""What is typed into a date field, and which day it means."""

from __future__ import annotations

import contextlib
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopbook.localisation.dates import (
    bangla_date,
    date_long,
    date_short,
    month_day,
    parse_date,
    weekday_name,
)
from shopbook.localisation.language import using

TODAY = dt.date(2026, 11, 21)  # a Saturday
days = st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("আজ", "2026-11-21"), ("today", "2026-11-21"), ("কাল", "2026-11-22"), ("আগামীকাল", "2026-11-22"),
        ("tomorrow", "2026-11-22"), ("পরশু", "2026-11-23"), ("গতকাল", "2026-11-20"), ("গত পরশু", "2026-11-19"),
        ("+7", "2026-11-28"), ("+৭", "2026-11-28"), ("-3", "2026-11-18"), ("−৩", "2026-11-18"), ("+0", "2026-11-21"),
        ("+2w", "2026-12-05"), ("+1m", "2026-12-21"), ("+1y", "2027-11-21"), ("+ ৭ দিন", "2026-11-28"),
        ("৭ দিন", "2026-11-28"), ("৭ দিন পর", "2026-11-28"), ("২ সপ্তাহ পরে", "2026-12-05"), ("৩ মাস", "2027-02-21"),
        ("৩ দিন আগে", "2026-11-18"), ("in 5 days", "2026-11-26"), ("5 days ago", "2026-11-16"),
        ("৫", "2026-12-05"), ("5", "2026-12-05"), ("২৫", "2026-11-25"), ("২১", "2026-12-21"), ("৩১", "2026-12-31"),
        ("৫ তারিখ", "2026-12-05"), ("৫ তারিখে", "2026-12-05"), ("৫ই", "2026-12-05"), ("25th", "2026-11-25"),
        ("৫/১২", "2026-12-05"), ("5-12", "2026-12-05"), ("5.12", "2026-12-05"), ("২১/১১", "2026-11-21"),
        ("২০/১১", "2027-11-20"), ("29/2", "2028-02-29"), ("২১/১১/২০২৬", "2026-11-21"), ("21-11-2026", "2026-11-21"),
        ("21.11.26", "2026-11-21"), ("2026-11-21", "2026-11-21"), ("২০২৬-১১-২১", "2026-11-21"),
        ("2026/1/5", "2026-01-05"), ("21 nov", "2026-11-21"), ("21 Nov 2027", "2027-11-21"), ("21nov", "2026-11-21"),
        ("Nov 25", "2026-11-25"), ("Nov. 25, 2027", "2027-11-25"), ("২১ নভেম্বর", "2026-11-21"),
        ("২১শে নভেম্বর", "2026-11-21"), ("৫ জানুয়ারি", "2027-01-05"), ("৫ জানুয়ারী", "2027-01-05"),
        ("১৫ আগষ্ট ২০২৭", "2027-08-15"), ("৫ নভে", "2027-11-05"), ("২১ নভেম্বর ২০২৬", "2026-11-21"),
        ("শুক্রবার", "2026-11-27"), ("শুক্র", "2026-11-27"), ("fri", "2026-11-27"), ("শনিবার", "2026-11-28"),
        ("আগামী রবিবার", "2026-11-22"), ("next Monday", "2026-11-23"), ("গত শুক্রবার", "2026-11-20"),
        ("last saturday", "2026-11-14"), ("রোববার", "2026-11-22"), ("১লা বৈশাখ", "2027-04-14"),
        ("৬ই অগ্রহায়ণ", "2026-11-21"), ("৮ ফাল্গুন ১৪৩২", "2026-02-21"), ("1 boishakh 1433", "2026-04-14"),
        ("  কাল ", "2026-11-22"), ("TOMORROW", "2026-11-22"),
    ],
)  # fmt: skip
def test_a_date_to_come_is_understood_as_it_is_said(typed: str, meant: str) -> None:
    expected = dt.date.fromisoformat(meant)
    assert parse_date(typed, TODAY) == expected
    with using("en"):
        assert parse_date(typed, TODAY) == expected


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("কাল", "2026-11-20"), ("পরশু", "2026-11-19"), ("৫", "2026-11-05"), ("২১", "2026-11-21"), ("২৫", "2026-10-25"),
        ("৩১", "2026-10-31"), ("৫/১২", "2025-12-05"), ("২১/১১", "2026-11-21"), ("29/2", "2024-02-29"),
        ("শুক্রবার", "2026-11-20"), ("শনিবার", "2026-11-14"), ("12/5/85", "1985-05-12"), ("12/5/26", "2026-05-12"),
        ("২১ নভেম্বর", "2026-11-21"), ("২২ নভেম্বর", "2025-11-22"), ("১লা বৈশাখ", "2026-04-14"), ("৩ মাস", "2026-08-21"),
        ("+7", "2026-11-28"), ("আগামীকাল", "2026-11-22"), ("২১/১১/২০৩০", "2030-11-21"),
    ],
)  # fmt: skip
def test_a_date_gone_by_looks_back_where_the_words_leave_it_open(typed: str, meant: str) -> None:
    assert parse_date(typed, TODAY, past=True) == dt.date.fromisoformat(meant)


@pytest.mark.parametrize(
    "typed",
    [
        "", " ", "রহিম", "0", "32", "৩২", "99/99", "31/2", "30/2/2026", "2026-13-01", "1/1/0", "+", "+x", "+7 গরু",
        "21 brumaire", "১ শনিবার", "৩২ বৈশাখ", "৩০ ফাল্গুন ১৪৩২", "12:30", "5//12", "৭ টাকা", "+99999y", "next", "1-1-1-1",
        "0000-01-01",
    ],
)  # fmt: skip
def test_what_is_not_a_date_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="not a date"):
        parse_date(typed, TODAY)


@given(days, days, st.booleans(), st.sampled_from(["bn", "en"]))
def test_every_date_shown_can_be_typed_back(day: dt.date, today: dt.date, past: bool, language: str) -> None:
    with using(language):
        for shown in (date_short(day), date_long(day), day.isoformat(), bangla_date(day)):
            assert parse_date(shown, today, past) == day, shown


@given(days, days)
def test_a_yearly_day_is_never_on_the_wrong_side_of_today(day: dt.date, today: dt.date) -> None:
    typed = month_day(day.month, day.day)
    coming, gone = parse_date(typed, today), parse_date(typed, today, past=True)
    assert gone <= today <= coming
    assert {(coming.month, coming.day), (gone.month, gone.day)} == {(day.month, day.day)}


@given(days, days)
def test_a_weekday_is_within_the_week_and_never_today(day: dt.date, today: dt.date) -> None:
    coming = parse_date(weekday_name(day), today)
    assert 1 <= (coming - today).days <= 7
    assert coming.weekday() == day.weekday()
    assert parse_date(weekday_name(day), today, past=True) < today


@given(st.integers(1, 31), days)
def test_a_bare_day_is_the_nearest_month_that_has_it(number: int, today: dt.date) -> None:
    coming = parse_date(str(number), today)
    assert coming.day == number
    assert 0 < (coming - today).days <= 62
    assert parse_date(str(number), today, past=True) <= today


@given(st.text(max_size=16), days, st.booleans())
def test_any_text_is_a_date_or_a_value_error(text: str, today: dt.date, past: bool) -> None:
    with contextlib.suppress(ValueError):
        assert isinstance(parse_date(text, today, past), dt.date)


def test_a_month_after_the_31st_ends_with_the_shorter_month() -> None:
    assert parse_date("+1m", dt.date(2027, 1, 31)) == dt.date(2027, 2, 28)
    assert parse_date("-1y", dt.date(2028, 2, 29)) == dt.date(2027, 2, 28)
