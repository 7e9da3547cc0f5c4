"""From which day a regular counts as sleeping: kept with every memo and voided memo, and compared with the memos."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from statistics import median_low

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shopbook.sales.model import LineDraft, SaleDraft
from tests.language import TestShop


def sell(shop: TestShop, customer_id: int, days_ago: int) -> int:
    on = shop.today - dt.timedelta(days_ago)
    line = LineDraft(name="চাল", unit_price_paisa=100)
    return shop.book.sales.record_sale(SaleDraft(on, (line,), customer_id, paid_paisa=100)).id


def sleeps(shop: TestShop, customer_id: int) -> dt.date | None:
    text = shop.book.store.value("SELECT sleeps_on FROM customer WHERE id = ?", (customer_id,))
    return dt.date.fromisoformat(text) if text else None


@pytest.mark.parametrize(
    ("days_ago", "after"),
    [
        ((10, 20), None),  # two memos make no regular
        ((10, 10, 10), None),  # all of one day: nobody knows the usual gap
        ((0, 7, 14, 21), 61),  # every week: sixty days are the least
        ((0, 50, 100), 101),  # every fifty days: twice as long
        ((0, 40, 140), 81),  # gaps of 40 and 100: the lower median
        ((0, 0, 40, 140), 81),  # two memos of one day are one visit
    ],
)
def test_a_regular_sleeps_after_twice_the_usual_gap(
    shop: TestShop, days_ago: tuple[int, ...], after: int | None
) -> None:
    rahim = shop.customer("রহিম").id
    for ago in days_ago:
        sell(shop, rahim, ago)
    expected = shop.today - dt.timedelta(min(days_ago)) + dt.timedelta(after) if after else None
    assert sleeps(shop, rahim) == expected


def test_a_voided_memo_was_no_visit(shop: TestShop) -> None:
    rahim = shop.customer("রহিম").id
    for ago in (100, 200, 300):
        sell(shop, rahim, ago)
    before = sleeps(shop, rahim)
    last = sell(shop, rahim, 0)
    assert sleeps(shop, rahim) != before
    shop.book.sales.void_sale(last, "ভুল")
    assert sleeps(shop, rahim) == before


def test_a_wrong_day_is_found_by_the_check(shop: TestShop) -> None:
    rahim = shop.customer("রহিম").id
    for ago in (0, 50, 100):
        sell(shop, rahim, ago)
    assert shop.book.sales.differences() == ()
    with shop.book.store.operation() as op:
        op.execute("UPDATE customer SET sleeps_on = '2020-01-01'")
    [found] = shop.book.sales.differences()
    right = (shop.today + dt.timedelta(101)).isoformat()
    assert (found.figure, found.kept, found.counted) == ("sleeps_on", "2020-01-01", right)
    assert shop.book.sales.recompute(rahim) == (found,)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(days_ago=st.lists(st.integers(0, 400), max_size=8), drop=st.integers(0, 7))
def test_kept_and_counted_agree_with_the_plain_arithmetic(
    shop: TestShop, days_ago: list[int], drop: int
) -> None:
    who = shop.customer("করিম").id
    memos = [sell(shop, who, ago) for ago in days_ago]
    if drop < len(memos):
        shop.book.sales.void_sale(memos.pop(drop), "ভুল")
        days_ago.pop(drop)
    visits = sorted({shop.today - dt.timedelta(ago) for ago in days_ago})
    gaps = [(later - one).days for one, later in pairwise(visits)]
    expected = None
    if len(days_ago) >= 3 and gaps:
        expected = visits[-1] + dt.timedelta(max(60, 2 * median_low(gaps)) + 1)
    assert sleeps(shop, who) == expected
    assert shop.book.sales.recompute(who) == ()
