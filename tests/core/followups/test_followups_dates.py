"""The arithmetic of due days, and the yearly rules on 28 and 29 February."""

from __future__ import annotations

import datetime as dt

import pytest

from shopbook.clock import add_months
from shopbook.followups.dates import (
    around,
    every_days,
    in_year,
    latest_stage,
    month_days,
    occurrence,
    retry_at,
    snooze_until,
)
from shopbook.followups.model import Day
from shopbook.localisation.dates import to_bangla
from shopbook.settings.model import Shop
from tests.core.followups.telling import Telling, day


def test_months_are_counted_from_the_anchor_and_clamped() -> None:
    start = day("2028-01-31")
    assert [add_months(start, n) for n in range(1, 5)] == [
        day("2028-02-29"),
        day("2028-03-31"),
        day("2028-04-30"),
        day("2028-05-31"),
    ]


def test_a_yearly_day_on_29_february_falls_as_the_shop_set_it() -> None:
    assert in_year(2027, 2, 29) == day("2027-02-28")
    assert in_year(2027, 2, 29, "mar1") == day("2027-03-01")
    assert in_year(2028, 2, 29, "mar1") == day("2028-02-29")
    assert in_year(2027, 6, None) == day("2027-06-01")


def test_an_occurrence_is_found_across_the_new_year() -> None:
    assert occurrence(day("2026-12-30"), 1, 2, 3, 3, "feb28") == day("2027-01-02")
    assert occurrence(day("2027-01-02"), 12, 31, 3, 3, "feb28") == day("2026-12-31")
    assert occurrence(day("2026-12-30"), 1, 3, 3, 3, "feb28") is None


def test_the_days_of_a_common_february_include_the_29th_where_it_is_moved() -> None:
    assert month_days(day("2027-02-27"), day("2027-03-01")) == ["02-27", "02-28", "02-29", "03-01"]
    assert month_days(day("2027-02-28"), day("2027-03-01"), "mar1") == ["02-28", "03-01", "02-29"]
    assert month_days(day("2028-02-28"), day("2028-03-01")) == ["02-28", "02-29", "03-01"]


def test_stages_and_rhythms_take_the_last_that_has_come() -> None:
    due = day("11-01")
    assert latest_stage(due, (0, 1, 7), day("10-31")) is None
    assert latest_stage(due, (0, 1, 7), day("11-07")) == day("11-02")
    assert latest_stage(due, (0, 1, 7), day("12-30")) == day("11-08")
    assert every_days(due, 15, day("11-30")) == day("11-16")
    assert every_days(due, 15, day("10-31")) is None


def test_a_bangla_month_repeats_on_its_own_day_clamped_like_falgun() -> None:
    # 14 April is 1 Boishakh for ever; 1 Joishtho is 31 days later.
    found = around(day("04-14"), "month", 1, None, day("05-20"), bangla=True)
    assert found == (day("04-14"), day("05-15"))
    # 30 Falgun exists when its February is a leap one; a year later it is the 29th.
    leap = day("2028-03-14")
    found = around(leap, "year", 1, leap, day("2029-04-01"), bangla=True)
    assert found is not None
    assert (to_bangla(leap)[1:], to_bangla(found[0])[1:]) == ((11, 30), (11, 29))


def test_a_daily_reminder_of_ten_years_ago_is_found_at_once() -> None:
    assert around(day("2016-01-01"), "day", 1, day("11-20"), day("11-21")) == (day("11-21"), day("11-21"))
    assert around(day("2016-01-31"), "month", 1, day("11-20"), day("11-30")) == (day("11-30"), day("11-30"))


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ("two_hours", "2026-11-26 12:00"),
        ("tomorrow", "2026-11-28 10:00"),  # tomorrow is Friday, the holiday
        ("three_days", "2026-11-29 10:00"),
        ("next_week", "2026-12-03 10:00"),
        ("after_salary", "2026-12-05 10:00"),
        ("pick", "2026-12-24 10:00"),
    ],
)
def test_every_snooze_ends_when_the_shop_is_open(choice: str, expected: str) -> None:
    thursday = Day(
        day("11-26"), dt.datetime(2026, 11, 26, 4, 0, tzinfo=dt.UTC), Shop(name_bn="দোকান", weekly_holiday=4)
    )
    until = snooze_until(choice, thursday, day("12-24") if choice == "pick" else None)
    assert (until + dt.timedelta(hours=6)).strftime("%Y-%m-%d %H:%M") == expected


def test_after_salary_on_the_fifth_is_the_next_month() -> None:
    assert snooze_until("after_salary", Day.noon(day("11-05"))).date() == day("12-05")
    assert snooze_until("after_salary", Day.noon(day("11-04"))).date() == day("11-05")


def test_the_ladder_is_two_hours_next_day_three_days() -> None:
    now = Day.noon(day("11-26"), Shop(weekly_holiday=4))
    assert retry_at(1, now.now, now) == now.now + dt.timedelta(hours=2)
    assert retry_at(2, now.now, now) == now.opening(day("11-28"))  # the 27th is a Friday
    assert retry_at(3, now.now, now) == now.opening(day("11-29"))
    assert retry_at(4, now.now, now) is None


# ---- 28 and 29 February, rule by rule

LEAP_CHILD = {"birth_y": 2024, "birth_m": 2, "birth_d": 29}


@pytest.mark.parametrize(
    ("feb29", "today", "seen"),
    [
        ("feb28", "2027-02-24", False),
        ("feb28", "2027-02-25", True),  # three days before 28 February
        ("feb28", "2027-03-03", True),
        ("feb28", "2027-03-04", False),
        ("mar1", "2027-02-25", False),
        ("mar1", "2027-02-26", True),
        ("mar1", "2027-03-04", True),
        ("feb28", "2028-02-25", False),
        ("feb28", "2028-02-26", True),  # a leap year has the day itself
    ],
)
def test_a_child_of_29_february_is_greeted_in_common_years(
    tell: Telling, feb29: str, today: str, seen: bool
) -> None:
    tell.keeps(feb29=feb29)
    who = tell.customer(birth_m=2, birth_d=29, wedding_m=2, wedding_d=29)
    tell.member(who, **LEAP_CHILD)
    rules = tell.rules(day(today))
    assert ("birthday_child" in rules, "birthday_customer" in rules) == (seen, seen)


@pytest.mark.parametrize("year", [2027, 2028])
def test_a_wedding_and_a_yearly_note_of_29_february_come_every_year(tell: Telling, year: int) -> None:
    who = tell.customer(wedding_m=2, wedding_d=29)
    note = tell.note(who, day("2024-02-29"), kind="other")
    tell.insert("note_followup", note_id=note, due_on=day("2024-02-29"), yearly=1)
    on = dt.date(year, 2, 28) if year == 2027 else dt.date(year, 2, 29)
    assert tell.rules(on) == ["wedding_day", "yearly_note"]


def test_a_due_on_29_february_keeps_its_stages(tell: Telling) -> None:
    tell.promise(tell.customer(), day("2028-02-29"))
    found = {n: tell.card(day("2028-02-29") + dt.timedelta(n)).reasons[0].base_on for n in (0, 1, 7)}
    assert found == {0: day("2028-02-29"), 1: day("2028-03-01"), 7: day("2028-03-07")}


def test_a_month_alone_is_greeted_from_its_first_day(tell: Telling) -> None:
    tell.customer(birth_m=12)
    assert tell.rules(day("11-30")) == []
    assert tell.rules(day("12-01")) == ["birthday_customer"]
    assert tell.rules(day("12-05")) == []


def test_an_age_alone_makes_no_birthday(tell: Telling) -> None:
    tell.member(tell.customer(), birth_y=2020, birth_estimated=1)
    assert all(tell.rules(day("2026-01-01") + dt.timedelta(n)) == [] for n in range(0, 365, 30))
