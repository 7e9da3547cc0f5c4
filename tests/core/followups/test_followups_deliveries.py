"""The calls of a delivery follow its states: confirmed before, thanked after, neither when the goods came back."""

from __future__ import annotations

import datetime as dt

import pytest

from shopbook.sales.model import LineDraft, Sale, SaleDraft
from shopbook.sales.return_model import ReturnDraft, ReturnLine
from tests.core.followups.telling import Telling
from tests.language import TestShop

ONE = dt.timedelta(1)


def ordered(shop: TestShop, **about: object) -> Sale:
    line = LineDraft("ফ্রিজ", unit_price_paisa=30_000_00, durable=False)
    details = {"delivery": "needed", "cash_on_delivery": True} | about
    return shop.book.sales.record_sale(
        SaleDraft(shop.today, (line,), shop.customer("রহিম").id, **details)  # type: ignore[arg-type]
    )


def rules(tell: Telling) -> set[str]:
    return set(tell.rules()) & {"confirm_order", "thank_you"}


def test_an_order_is_confirmed_until_it_is_on_its_way(shop: TestShop, tell: Telling) -> None:
    sale = ordered(shop)
    assert rules(tell) == {"confirm_order"}
    shop.book.deliveries.send_out(sale.id, "ভ্যান")
    assert rules(tell) == set()
    shop.book.deliveries.undo(sale.id)
    assert rules(tell) == {"confirm_order"}


def test_thanks_come_the_day_after_the_goods_arrived_not_after_they_were_sent(
    shop: TestShop, tell: Telling
) -> None:
    sale = ordered(shop)
    shop.book.deliveries.send_out(sale.id)
    shop.days_later(4)
    assert rules(tell) == set()
    shop.book.deliveries.deliver(sale.id, shop.today)
    assert rules(tell) == set(), "not on the day itself"
    shop.days_later(1)
    assert rules(tell) == {"thank_you"}
    assert tell.item("thank_you").base_on == shop.today - ONE
    shop.book.deliveries.undo(sale.id)
    assert rules(tell) == set()


def test_what_came_back_is_neither_confirmed_nor_thanked_for(shop: TestShop, tell: Telling) -> None:
    sale = ordered(shop)
    back = shop.book.deliveries.came_back(sale.id, "বাসায় কেউ ছিল না")
    assert rules(tell) == set()
    shop.book.returns.void(back.id, "আবার পাঠাতে হবে")
    assert rules(tell) == {"confirm_order"}


@pytest.mark.parametrize(("quantity", "thanked"), [(1000, True), (2000, False)])
def test_thanks_are_for_what_they_kept(shop: TestShop, tell: Telling, quantity: int, thanked: bool) -> None:
    line = LineDraft("ফ্যান", unit_price_paisa=2_000_00, quantity_milli=2000, durable=False)
    who = shop.customer("করিম").id
    sale = shop.book.sales.record_sale(SaleDraft(shop.today, (line,), who, delivery="delivered"))
    shop.days_later(1)
    assert rules(tell) == {"thank_you"}
    lines = (ReturnLine(sale.lines[0].id, quantity),)
    shop.book.returns.take_back(ReturnDraft(sale.id, lines, shop.today, "শব্দ করে"))
    assert (rules(tell) == {"thank_you"}) is thanked
