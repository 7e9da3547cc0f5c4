"""All dues together: by age, by area, and what of them was good on a day, for the year's end and for zakat."""

from __future__ import annotations

import datetime as dt

import pytest

from shopbook.dues.receivables import AGES, Area, Bucket
from shopbook.errors import Cancelled, Message
from tests.language import TestShop


def ago(shop: TestShop, days: int) -> dt.date:
    return shop.today - dt.timedelta(days)


@pytest.fixture
def town(shop: TestShop) -> TestShop:
    """Four who owe since 5, 40, 100 and 200 days, and one with an advance."""
    for name, taka, days, area in (
        ("ক", 100, 5, "মিরপুর"),
        ("খ", 400, 40, "মিরপুর"),
        ("গ", 200, 100, "পল্লবী"),
        ("ঘ", 300, 200, ""),
    ):
        shop.customer(name, area=area).owes(taka, ago(shop, days))
    shop.customer("ঙ").pays(50)
    return shop


def test_each_age_has_its_customers_and_a_day_more_moves_them_on(town: TestShop) -> None:
    receivables = town.book.receivables
    expected = zip(AGES, (100_00, 400_00, 200_00, 300_00), strict=True)
    assert receivables.buckets() == tuple(Bucket(age, 1, paisa) for age, paisa in expected)
    for age, days in (
        ("0-30", 30),
        ("31-90", 31),
        ("31-90", 90),
        ("91-180", 91),
        ("91-180", 180),
        ("181+", 181),
    ):
        who = town.customer("নতুন").owes(7, ago(town, days))
        assert who.id in receivables.ids(age=age), (age, days)  # type: ignore[arg-type]


def test_areas_tell_the_largest_first_and_filter_the_list(town: TestShop) -> None:
    receivables = town.book.receivables
    assert receivables.areas() == (Area("মিরপুর", 2, 500_00), Area("", 1, 300_00), Area("পল্লবী", 1, 200_00))
    assert [row.name for row in town.book.dues.rows(receivables.ids("balance", area="মিরপুর"))] == ["খ", "ক"]
    assert receivables.areas("91-180") == (Area("পল্লবী", 1, 200_00),)
    assert [bucket.count for bucket in receivables.buckets("মিরপুর")] == [1, 1, 0, 0]
    assert receivables.ids(age="0-30", area="পল্লবী") == []


def test_what_is_good_and_what_is_doubtful_always_make_the_whole(town: TestShop) -> None:
    for doubtful_after, good in ((180, 700_00), (90, 500_00), (10, 100_00), (1, 0)):
        standing = town.book.receivables.on_day(town.today, doubtful_after)
        assert (standing.owed_paisa, standing.advances_paisa, standing.debtors) == (1_000_00, 50_00, 4)
        assert (standing.good_paisa, standing.doubtful_paisa) == (good, 1_000_00 - good)


def test_a_past_day_is_told_as_it_was(town: TestShop) -> None:
    before = town.book.receivables.on_day(town.today)
    late = town.book.dues.owing_ids()[0]
    paid = town.book.dues.entries(late)[0]
    town.days_later(10)
    town.book.dues.reverse(paid.id, "ভুল খাতা")
    town.customer("চ").owes(900)
    assert town.book.receivables.on_day(town.today - dt.timedelta(10)) == before
    now = town.book.receivables.on_day(town.today)
    assert (now.owed_paisa, now.debtors) == (1_600_00, 4)
    earlier = town.book.receivables.on_day(town.today - dt.timedelta(60))
    assert (earlier.owed_paisa, earlier.debtors, earlier.advances_paisa) == (500_00, 2, 0)


def test_who_is_in_the_trash_owes_nothing_here(town: TestShop) -> None:
    gone = town.book.receivables.ids("balance")[0]
    town.book.customers.trash(gone)
    assert town.book.receivables.on_day(town.today).owed_paisa == 600_00
    assert town.book.receivables.on_day(town.today - dt.timedelta(1)).owed_paisa == 600_00


def test_counting_a_past_day_can_be_stopped(town: TestShop) -> None:
    class Impatient:
        def step(self, done: int, total: int, what: Message | None = None) -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        town.book.receivables.on_day(town.today - dt.timedelta(1), progress=Impatient())
