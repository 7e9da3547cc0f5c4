"""All promises to pay that still stand, for the page of promises."""

from __future__ import annotations

import datetime as dt

from shopbook.checks import check
from shopbook.dues.entries import unsettled_of
from shopbook.dues.model import PaymentDraft
from shopbook.sales.model import LineDraft, SaleDraft
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


def sold(shop: TestShop, who: int, taka: int, paid: int = 0) -> int:
    """A memo, so much laid down with it."""
    lines = (LineDraft(name="ফ্যান", unit_price_paisa=taka * 100),)
    return shop.book.sales.record_sale(SaleDraft(shop.today, lines, who, paid_paisa=paid * 100)).id


def test_a_word_for_everything_is_not_kept_while_a_memo_is_still_to_be_paid(shop: TestShop) -> None:
    """It once ended a day early: the memo that is paid later was left out, as if it had never been open."""
    rahim = shop.customer("রহিম").owes(500).id
    memo = sold(shop, rahim, 300)
    shop.book.dues.promise(rahim, 700_00, shop.today + dt.timedelta(10))
    shop.days_later(1)
    shop.book.dues.take_payment(PaymentDraft(rahim, 500_00, shop.today))
    assert [one.status for one in shop.book.dues.promises(rahim)] == ["partly"]
    shop.days_later(1)
    shop.book.dues.take_payment(PaymentDraft(rahim, 300_00, shop.today, sale_id=memo))
    [promise] = shop.book.dues.promises(rahim)
    assert (promise.status, promise.closed_on) == ("kept", shop.today)
    assert check(shop.book).is_whole


def test_a_word_about_a_memo_paid_at_the_door_is_kept_by_that_money(shop: TestShop) -> None:
    rahim = shop.customer("রহিম").id
    memo = sold(shop, rahim, 300)
    shop.book.dues.promise(rahim, 300_00, shop.today)
    shop.book.dues.take_payment(PaymentDraft(rahim, 300_00, shop.today, sale_id=memo))
    assert [one.status for one in shop.book.dues.promises(rahim)] == ["kept"]
    assert check(shop.book).is_whole


def test_what_is_bought_and_paid_on_the_spot_neither_keeps_nor_ends_a_word(shop: TestShop) -> None:
    rahim = promised(shop, "রহিম", 500, 10)
    for taka in (80, 900):
        sold(shop, rahim, taka, taka)
    shop.book.dues.take_payment(PaymentDraft(rahim, 200_00, shop.today))
    [promise] = shop.book.dues.promises(rahim)
    assert (promise.status, promise.paid_paisa) == ("partly", 200_00)
    assert check(shop.book).is_whole


def test_memos_paid_on_the_spot_are_not_even_read(shop: TestShop) -> None:
    rahim = promised(shop, "রহিম", 500, 10)
    for _ in range(20):
        sold(shop, rahim, 80, 80)
    waits = sold(shop, rahim, 70)
    sold(shop, rahim, 60, 60)
    shop.book.dues.take_payment(PaymentDraft(rahim, 70_00, shop.today, sale_id=waits))
    kinds = [entry.kind for entry in unsettled_of(shop.book.store, rahim)]
    assert kinds == ["opening", "sale", "payment"], "the old due, and the memo that was paid only later"
