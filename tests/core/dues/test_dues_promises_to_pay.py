"""All promises to pay that still stand, for the page of promises."""

from __future__ import annotations

import datetime as dt

from shopbook.dues.model import PaymentDraft
from tests.language import TestShop


def promised(shop: TestShop, name: str, taka: int, days: int, phone: str = "") -> int:
    """Somebody who owes and promised to pay it so many days from today."""
    who = shop.customer(name, phone).owes(taka)
    shop.book.dues.promise(who.id, taka * 100, shop.today + dt.timedelta(days))
    return who.id


def test_the_earliest_day_stands_first_with_who_said_it(shop: TestShop) -> None:
    promised(shop, "রহিম", 500, 5, "01712345678")
    karim = promised(shop, "করিম", 900, 2)
    dues = shop.book.dues
    rows = dues.promise_rows(dues.promise_ids())
    assert [(row.name, row.phone) for row in rows] == [("করিম", ""), ("রহিম", "+8801712345678")]
    assert rows[0].customer_id == karim
    assert rows[0].promise.left_paisa == 900_00


def test_only_those_whose_day_has_passed_are_late(shop: TestShop) -> None:
    promised(shop, "রহিম", 500, 5)
    promised(shop, "করিম", 900, 2)
    shop.days_later(2)
    assert shop.book.dues.promise_ids("late") == []
    shop.days_later(1)
    late = shop.book.dues.promise_rows(shop.book.dues.promise_ids("late"))
    assert [(row.name, row.promise.status) for row in late] == [("করিম", "broken")]
    assert len(shop.book.dues.promise_ids("open")) == 2


def test_a_promise_that_was_paid_stands_no_longer(shop: TestShop) -> None:
    who = promised(shop, "রহিম", 500, 5)
    shop.book.dues.take_payment(PaymentDraft(who, 200_00, shop.today))
    (left,) = shop.book.dues.promise_rows(shop.book.dues.promise_ids())
    assert left.promise.left_paisa == shop.book.dues.promised_paisa() == 300_00
    shop.book.dues.take_payment(PaymentDraft(who, 300_00, shop.today))
    assert shop.book.dues.promise_ids() == []
