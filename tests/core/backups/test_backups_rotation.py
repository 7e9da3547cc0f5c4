"""Which backups stay: a day of hours, two weeks of days, two months of weeks, two years of months."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from shopbook.backups import finding, manifests, naming
from shopbook.backups.rotation import MOST, kept
from shopbook.clock import DHAKA
from tests.language import TestShop

NOW = dt.datetime(2026, 11, 21, 4, 0, tzinfo=dt.UTC)
YEARS = 3 * 366 * 24 * 60
instants = st.integers(-YEARS, 0).map(lambda minutes: NOW + dt.timedelta(minutes=minutes))
with_wrong_clocks = st.integers(-YEARS, YEARS).map(lambda minutes: NOW + dt.timedelta(minutes=minutes))


@given(st.lists(instants, max_size=300))
def test_the_newest_stays_and_never_more_than_so_many(made: list[dt.datetime]) -> None:
    stays = kept(made, NOW)
    assert stays <= set(made)
    assert len(stays) <= MOST
    if made:
        assert max(made) in stays


@given(st.lists(instants, max_size=200))
def test_rotating_twice_takes_nothing_more(made: list[dt.datetime]) -> None:
    once = kept(made, NOW)
    assert kept(once, NOW) == once


@given(st.lists(instants, max_size=200), instants)
def test_one_more_backup_only_takes_what_it_stands_for(made: list[dt.datetime], another: dt.datetime) -> None:
    """A backup that was not kept does not come back, and of those kept hardly any goes for one that comes."""
    before, after = kept(made, NOW), kept([*made, another], NOW)
    assert after - {another} <= before
    assert len(before - after) <= 4


@given(st.lists(with_wrong_clocks, min_size=1, max_size=200))
def test_backups_of_a_wrong_clock_do_not_push_out_the_real_ones(made: list[dt.datetime]) -> None:
    real = [at for at in made if at <= NOW]
    stays = kept(made, NOW)
    assert len(stays) <= MOST
    assert kept(real, NOW) <= stays


def test_three_years_of_hours_leave_each_day_week_and_month_its_last_one() -> None:
    """As a shop lives: a backup each hour from ten to nine, rotated each time."""
    there: set[dt.datetime] = set()
    at = NOW - dt.timedelta(days=3 * 365)
    while at <= NOW:
        if 10 <= at.astimezone(DHAKA).hour <= 21:
            there.add(at)
            there = kept(there, at)
        at += dt.timedelta(hours=1)
    local = sorted(one.astimezone(DHAKA) for one in there)
    assert len(there) <= MOST
    assert len([one for one in local if one.date() == local[-1].date()]) == 1, "it is ten o'clock"
    days = {one.date() for one in local}
    today = local[-1].date()
    assert {today - dt.timedelta(days=back) for back in range(14)} <= days
    months = {(one.year, one.month) for one in local}
    assert len(months) == 24
    for month in months - {(today.year, today.month)}:
        last = max(one for one in local if (one.year, one.month) == month)
        assert (last + dt.timedelta(days=1)).month != last.month, "the month's last day"
        assert last.hour == 21, "and its last hour"


def test_a_month_of_holidays_takes_nothing_away() -> None:
    made = {NOW - dt.timedelta(days=60, hours=hour) for hour in range(10)}
    assert kept(made, NOW) == kept(made, NOW - dt.timedelta(days=59))


def test_the_shops_week_begins_on_saturday() -> None:
    friday = dt.datetime(2026, 11, 20, 12, tzinfo=DHAKA)
    days = [friday + dt.timedelta(days=day) for day in range(-400, 1)]
    stays = sorted(kept(days, NOW))
    weekly = [one for one in stays if NOW - dt.timedelta(days=56) < one < NOW - dt.timedelta(days=26)]
    assert {one.weekday() for one in weekly if (one + dt.timedelta(days=1)).day != 1} == {4}


def test_of_each_of_the_last_eight_weeks_the_last_day_stays() -> None:
    friday = dt.datetime(2026, 11, 20, 12, tzinfo=DHAKA)
    days = [friday - dt.timedelta(days=day) for day in range(400)]
    stays = kept(days, NOW)
    assert {friday - dt.timedelta(weeks=week) for week in range(8)} <= stays
    assert friday - dt.timedelta(weeks=8) not in stays, "then the months begin"


# ---- files


def _names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_quarter_of_backups_by_the_hour_is_cleared_and_nothing_else_is_touched(shop: TestShop) -> None:
    first = shop.book.backups.make()
    folder = first.path.parent
    # The same file under other dates: 2,000 real backups would take minutes.
    assert first.manifest is not None
    content, told = first.path.read_bytes(), manifests.to_json(first.manifest)
    for hours in range(1, 300):
        at = shop.clock.now() - dt.timedelta(hours=hours)
        path = naming.free_name(folder, "shop", at)
        path.write_bytes(content)
        manifests.write(path, manifests.from_json({**told, "made_at": at.isoformat()}))
    strange = {
        "holiday.jpg": b"x",
        "other-20261101-100000.shopbook": content,
        "shop-20250101-100000.shopbook": b"damaged",
        "shop-20250101-110000.shopbook.sealed": b"whose?",
    }
    for name, data in strange.items():
        (folder / name).write_bytes(data)
    other = manifests.from_json({**told, "book": "f" * 32})
    manifests.write(folder / "other-20261101-100000.shopbook", other)
    gone = shop.book.backups.rotate()
    left = [
        one for one in finding.backups_in(folder) if one.manifest and one.manifest.book == first.manifest.book
    ]
    assert gone == 300 - len(left)
    assert 24 <= len(left) <= MOST
    assert first.path in [one.path for one in left]
    assert set(strange) <= _names(folder)
    notes = {name for name in _names(folder) if name.endswith(".json")}
    assert len(notes) == len(left) + 1, "the notes went with their backups"
    assert shop.book.backups.rotate() == 0


def test_the_last_good_one_stays_also_when_the_clock_was_wrong_then(shop: TestShop) -> None:
    made = [shop.book.backups.make()]
    for _ in range(3):
        shop.clock.advance(minutes=5)
        made.append(shop.book.backups.make())
    shop.clock.advance(days=-30)
    last = shop.book.backups.make()
    assert shop.book.backups.rotate() > 0
    assert last.path.exists()
    kept_now = shop.book.backups.last_good()
    assert kept_now is not None
    assert kept_now.path == last.path


def test_the_last_good_one_stays_also_when_the_clock_went_back_a_few_minutes(shop: TestShop) -> None:
    shop.book.backups.make()
    shop.clock.advance(minutes=10)
    shop.book.backups.make()
    shop.clock.advance(minutes=-5)
    last = shop.book.backups.make()
    shop.book.backups.rotate()
    assert last.path.exists(), "by its date another one stands for the hour"
