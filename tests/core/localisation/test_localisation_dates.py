"""Dates in both calendars, ages and spans, as the shop says them."""

from __future__ import annotations

import datetime as dt
import unicodedata

import pytest
from babel.dates import format_date, format_time, get_day_names, get_month_names
from hypothesis import given
from hypothesis import strategies as st

from shopbook.localisation import dates
from shopbook.localisation.bangla_calendar import from_bangla, to_bangla
from shopbook.localisation.language import set_digits, using
from shopbook.localisation.numbers import to_ascii

TODAY = dt.date(2026, 11, 21)  # a Saturday
days = st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31))


def nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def cldr(text: str) -> str:
    """CLDR's Bengali in the Bangla Academy's spelling, which writes foreign words with the short i."""
    return nfc(text).replace(nfc("য়ারী"), nfc("য়ারি"))


@pytest.mark.parametrize(("language", "locale"), [("bn", "bn_BD"), ("en", "en_IN")])
def test_months_and_weekdays_are_named_as_in_cldr(language: str, locale: str) -> None:
    with using(language):
        assert [dates.month_name(m) for m in range(1, 13)] == [
            cldr(name) for _, name in sorted(get_month_names(locale=locale).items())
        ]
        week = [dt.date(2026, 11, 16) + dt.timedelta(days=n) for n in range(7)]
        assert [dates.weekday_name(day) for day in week] == [
            nfc(name) for _, name in sorted(get_day_names(locale=locale).items())
        ]


@given(days)
def test_a_long_date_is_cldrs_with_bengali_digits(day: dt.date) -> None:
    assert to_ascii(dates.date_long(day)) == cldr(format_date(day, "d MMMM y", locale="bn_BD"))
    assert not set("0123456789") & set(dates.date_long(day))
    assert to_ascii(dates.date_short(day)) == format_date(day, "dd/MM/yyyy", locale="bn_BD")


def test_a_date_in_each_of_its_forms() -> None:
    assert dates.date_long(TODAY) == "২১ নভেম্বর ২০২৬"
    assert dates.date_short(dt.date(2026, 3, 5)) == "০৫/০৩/২০২৬"
    assert dates.date_weekday(TODAY) == "শনিবার, ২১ নভেম্বর ২০২৬"
    assert dates.both_calendars(TODAY) == nfc("২১ নভেম্বর ২০২৬ · ৬ই অগ্রহায়ণ ১৪৩৩")
    assert dates.month_day(2, 29) == nfc("২৯ ফেব্রুয়ারি")
    assert dates.month_year(2026, 11) == "নভেম্বর ২০২৬"
    with using("en"):
        assert dates.date_long(TODAY) == "21 November 2026"
        assert dates.date_short(dt.date(2026, 3, 5)) == "05/03/2026"
        assert dates.date_weekday(TODAY) == "Saturday, 21 November 2026"
        assert dates.both_calendars(TODAY) == "21 November 2026 · 6 Ogrohayon 1433"


@pytest.mark.parametrize(
    ("y", "m", "d", "shown"),
    [
        (2019, 3, 5, "৫ মার্চ ২০১৯"), (None, 3, 5, "৫ মার্চ"), (2019, 3, None, "মার্চ ২০১৯"), (2019, None, None, "২০১৯"),
        (None, 3, None, "মার্চ"), (None, None, None, ""), (None, None, 5, ""), (None, 2, 29, nfc("২৯ ফেব্রুয়ারি")),
    ],
)  # fmt: skip
def test_a_birthday_shows_as_much_as_is_known(
    y: int | None, m: int | None, d: int | None, shown: str
) -> None:
    assert dates.partial_date(y, m, d) == shown


# ---------------------------------------------------------------- the Bangla calendar


@pytest.mark.parametrize(
    ("day", "bangla"),
    [
        ((2026, 4, 14), "১লা বৈশাখ ১৪৩৩"), ((2027, 4, 14), "১লা বৈশাখ ১৪৩৪"), ((2026, 2, 21), "৮ই ফাল্গুন ১৪৩২"),
        ((2026, 3, 26), "১২ই চৈত্র ১৪৩২"), ((2026, 12, 16), "১লা পৌষ ১৪৩৩"), ((2026, 4, 13), "৩০শে চৈত্র ১৪৩২"),
        ((2024, 3, 14), "৩০শে ফাল্গুন ১৪৩০"), ((2023, 3, 15), "১লা চৈত্র ১৪২৯"), ((2026, 11, 21), "৬ই অগ্রহায়ণ ১৪৩৩"),
    ],
)  # fmt: skip
def test_the_nations_days_fall_on_their_bangla_dates(day: tuple[int, int, int], bangla: str) -> None:
    assert dates.bangla_date(dt.date(*day)) == nfc(bangla)


def test_every_day_from_2019_to_2060_goes_to_bangla_and_back() -> None:
    day, last, before = dt.date(2019, 4, 14), dt.date(2060, 12, 31), (1425, 12, 30)
    while day <= last:
        year, month, number = to_bangla(day)
        assert from_bangla(year, month, number) == day
        assert (year, month, number) > before, "a day never goes back in the calendar"
        assert number == before[2] + 1 or number == 1, "no day is left out"
        before = (year, month, number)
        day += dt.timedelta(days=1)


@pytest.mark.parametrize(
    "date", [(1433, 1, 32), (1433, 7, 31), (1433, 11, 30), (1433, 13, 1), (1433, 0, 1), (1433, 1, 0)]
)
def test_a_bangla_day_that_is_not_is_refused(date: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="no such Bangla date"):
        from_bangla(*date)


def test_falgun_has_thirty_days_in_a_leap_year() -> None:
    assert from_bangla(1430, 11, 30) == dt.date(2024, 3, 14)


def test_bengali_counts_the_days_of_a_month_with_their_own_endings() -> None:
    assert [dates.ordinal(n) for n in range(1, 32)] == [
        "১লা", "২রা", "৩রা", "৪ঠা", "৫ই", "৬ই", "৭ই", "৮ই", "৯ই", "১০ই", "১১ই", "১২ই", "১৩ই", "১৪ই", "১৫ই", "১৬ই",
        "১৭ই", "১৮ই", "১৯শে", "২০শে", "২১শে", "২২শে", "২৩শে", "২৪শে", "২৫শে", "২৬শে", "২৭শে", "২৮শে", "২৯শে",
        "৩০শে", "৩১শে",
    ]  # fmt: skip


def test_the_week_of_bangladesh_rests_on_friday_and_saturday() -> None:
    resting = {dates.weekday_name(dt.date(2026, 11, 16 + n)) for n in range(7) if n in dates.WEEKEND}
    assert resting == {"শুক্রবার", "শনিবার"}
    assert dates.weekday_name(dt.date(2026, 11, 16) + dt.timedelta(days=dates.FIRST_WEEKDAY)) == "রবিবার"


# ---------------------------------------------------------------- times, spans, ages


@pytest.mark.parametrize("hour", range(24))
def test_the_part_of_the_day_is_cldrs_with_the_spoken_word_for_night(hour: int) -> None:
    instant = dt.datetime(2026, 11, 21, hour, 5, tzinfo=dt.timezone(dt.timedelta(hours=6)))
    expected = nfc(format_time(instant.time(), "B h:mm", locale="bn_BD")).replace("রাত্রি", "রাত")
    assert to_ascii(dates.time_short(instant)) == expected
    with using("en"):
        assert dates.time_short(instant) == format_time(instant.time(), "h:mm a", locale="en_US")


def test_a_time_is_dhakas_wherever_the_instant_came_from() -> None:
    assert dates.time_short(dt.datetime(2026, 11, 21, 3, 12, tzinfo=dt.UTC)) == "সকাল ৯:১২"
    with pytest.raises(ValueError, match="time zone"):
        dates.time_short(dt.datetime(2026, 11, 21, 3, 12))  # noqa: DTZ001 -- the fault is the test


def test_a_timeline_says_the_time_today_and_the_day_otherwise() -> None:
    nine = dt.datetime(2026, 11, 21, 3, 0, tzinfo=dt.UTC)
    assert dates.when(nine, TODAY) == "সকাল ৯:০০"
    assert dates.when(nine, TODAY + dt.timedelta(days=1)) == "গতকাল, সকাল ৯:০০"
    assert dates.when(nine, TODAY + dt.timedelta(days=9)) == "২১ নভেম্বর ২০২৬, সকাল ৯:০০"
    just_after_midnight = dt.datetime(2026, 11, 20, 18, 1, tzinfo=dt.UTC)
    assert dates.when(just_after_midnight, TODAY) == "রাত ১২:০১"


@pytest.mark.parametrize(
    ("days_before", "bengali", "english"),
    [
        (0, "আজ", "today"), (1, "গতকাল", "yesterday"), (-1, "আগামীকাল", "tomorrow"), (3, "৩ দিন আগে", "3 days ago"),
        (-5, "৫ দিন পরে", "in 5 days"), (29, "২৯ দিন আগে", "29 days ago"), (30, "১ মাস আগে", "1 month ago"),
        (-31, "১ মাস পরে", "in 1 month"), (95, "৩ মাস আগে", "3 months ago"), (364, "১১ মাস আগে", "11 months ago"),
        (365, "১ বছর আগে", "1 year ago"), (-365, "১ বছর পরে", "in 1 year"), (1100, "৩ বছর আগে", "3 years ago"),
    ],
)  # fmt: skip
def test_how_long_ago_is_said_in_words(days_before: int, bengali: str, english: str) -> None:
    day = TODAY - dt.timedelta(days=days_before)
    assert dates.ago(day, TODAY) == bengali
    with using("en"):
        assert dates.ago(day, TODAY) == english


@given(days, days)
def test_how_long_ago_never_stumbles_and_never_says_nought(day: dt.date, today: dt.date) -> None:
    said = dates.ago(day, today)
    assert said
    assert not said.startswith(("০", "−"))


def test_lateness_and_what_is_left() -> None:
    assert [dates.days_late(n) for n in (3, 0, -2)] == ["৩ দিন দেরি", nfc("আজই দেওয়ার দিন"), "আর ২ দিন"]
    assert [dates.days_left(n) for n in (1500, 0, -1)] == ["আর ১,৫০০ দিন", "আজই শেষ দিন", nfc("মেয়াদ শেষ")]
    with using("en"):
        assert [dates.days_late(n) for n in (1, 3, 0, -1)] == [
            "1 day late",
            "3 days late",
            "due today",
            "1 day left",
        ]


def test_waiting_is_told_in_the_unit_that_fits() -> None:
    told = [dates.minutes_span(n) for n in (0, 12, 59, 60, 150, 24 * 60, 3 * 24 * 60)]
    assert told == ["০ মিনিট", "১২ মিনিট", "৫৯ মিনিট", "১ ঘণ্টা", "২ ঘণ্টা", "১ দিন", "৩ দিন"]


@pytest.mark.parametrize(
    ("months", "days_more", "bengali", "english"),
    [
        (12, 0, "১ বছর", "1 year"), (6, 0, "৬ মাস", "6 months"), (18, 0, "১ বছর ৬ মাস", "1 year 6 months"),
        (120, 0, "১০ বছর", "10 years"), (0, 7, "৭ দিন", "7 days"), (1, 15, "১ মাস ১৫ দিন", "1 month 15 days"),
        (None, 0, "আজীবন", "lifetime"), (0, 0, "০ দিন", "0 days"),
    ],
)  # fmt: skip
def test_a_warrantys_length(months: int | None, days_more: int, bengali: str, english: str) -> None:
    assert dates.coverage(months, days_more) == bengali
    with using("en"):
        assert dates.coverage(months, days_more) == english


@pytest.mark.parametrize(
    ("born", "age"),
    [
        ((2023, 11, 21), "৩ বছর"), ((2023, 11, 22), "২ বছর"), ((2026, 3, 5), "৮ মাস"), ((2026, 11, 9), "১২ দিন"),
        ((2026, 11, 21), "০ দিন"), ((2026, 11, 22), ""), ((2025, 11, 22), "১১ মাস"), ((1950, 1, 1), "৭৬ বছর"),
    ],
)  # fmt: skip
def test_an_age_is_said_in_years_months_or_days(born: tuple[int, int, int], age: str) -> None:
    assert dates.age_text(dt.date(*born), TODAY) == age


def test_a_child_of_29_february_grows_older_on_the_months_last_day() -> None:
    assert dates.age_text(dt.date(2024, 2, 29), dt.date(2025, 2, 28)) == "১ বছর"
    assert dates.age_text(dt.date(2024, 2, 29), dt.date(2025, 2, 27)) == "১১ মাস"


def test_an_age_from_a_year_alone_says_so() -> None:
    assert dates.age_partial(2016, None, None, TODAY) == nfc("প্রায় ১০ বছর")
    assert dates.age_partial(2026, None, None, TODAY) == "এক বছরের কম"
    assert dates.age_partial(2016, 12, 1, TODAY) == "৯ বছর"
    assert dates.age_partial(2023, 2, 29, TODAY) == nfc("প্রায় ৩ বছর")
    assert dates.age_partial(None, 12, 1, TODAY) == ""
    assert dates.age_partial(2030, None, None, TODAY) == ""


def test_a_bengali_shop_with_latin_digits_gets_them_everywhere() -> None:
    set_digits("latin")
    said = [dates.date_long(TODAY), dates.bangla_date(TODAY), dates.ago(TODAY - dt.timedelta(days=3), TODAY)]
    assert said == ["21 নভেম্বর 2026", nfc("6ই অগ্রহায়ণ 1433"), "3 দিন আগে"]
