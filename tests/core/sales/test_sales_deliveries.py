"""Bringing the goods to the door: sent out, delivered with the money, come back, late."""

from __future__ import annotations

import datetime as dt

import pytest

from shopbook.checks import check
from shopbook.dues.model import PaymentDraft
from shopbook.errors import Invalid, NotFound, Refused
from shopbook.products.model import CoverageDraft
from shopbook.sales.model import LineDraft, Sale, SaleDraft
from tests.language import TestShop

YEAR = CoverageDraft("service", "", 1, "year")
LIFE = CoverageDraft("guarantee", "", None, "life")


def sell(
    shop: TestShop, customer_id: int | None, taka: int = 1_000, paid: int = 0, **details: object
) -> Sale:
    line = LineDraft(name="ফ্যান", unit_price_paisa=taka * 100, serials=("F-1",), coverages=(YEAR, LIFE))
    details = {"delivery": "needed", "delivery_address": "৩/২ মিরপুর"} | details
    return shop.book.sales.record_sale(
        SaleDraft(shop.today, (line,), customer_id, paid_paisa=paid * 100, **details)  # type: ignore[arg-type]
    )


def at_the_door(shop: TestShop, taka: int, customer_id: int) -> PaymentDraft:
    return PaymentDraft(customer_id, taka * 100, shop.today)


def test_cash_on_delivery_goes_from_sold_to_out_to_delivered_to_paid(shop: TestShop) -> None:
    rahim = shop.customer("রহিম")
    sale = sell(shop, rahim.id, 1_000, 200, cash_on_delivery=True)
    deliveries = shop.book.deliveries
    assert (deliveries.ids("needed"), deliveries.ids("out"), deliveries.ids("cash")) == (
        [sale.id],
        [],
        [sale.id],
    )
    shop.days_later(1)
    sent = deliveries.send_out(sale.id, " সুন্দরবন কুরিয়ার  ৪৪১২ ")
    assert (sent.delivery, sent.carrier, sent.sent_on) == ("out", "সুন্দরবন কুরিয়ার ৪৪১২", shop.today)
    assert (deliveries.ids("needed"), deliveries.ids("out"), deliveries.ids("cash")) == (
        [],
        [sale.id],
        [sale.id],
    )
    shop.days_later(2)
    done = deliveries.deliver(sale.id, shop.today, at_the_door(shop, 800, rahim.id))
    assert done.payment is not None and done.payment.amount_paisa == 800_00
    assert (done.sale.delivery, done.sale.delivered_on) == ("delivered", shop.today)
    assert set(deliveries.counts().values()) == {0}
    assert (shop.book.dues.balance(rahim.id), shop.book.sales.standing(sale.id).open_paisa) == (0, 0)
    assert deliveries.carriers() == ["সুন্দরবন কুরিয়ার ৪৪১২"]


def test_money_taken_at_the_door_is_for_that_memo_though_older_dues_stand(shop: TestShop) -> None:
    rahim = shop.customer("রহিম").owes(500, shop.today - dt.timedelta(days=90))
    sale = sell(shop, rahim.id, 1_000, cash_on_delivery=True)
    shop.book.deliveries.deliver(sale.id, shop.today, at_the_door(shop, 1_000, rahim.id))
    assert shop.book.dues.ageing(rahim.id).oldest_unpaid_on == shop.today - dt.timedelta(days=90)
    assert shop.book.sales.standing(sale.id).open_paisa == 0


def test_delivered_without_its_money_stays_on_the_list_of_cash_to_come(shop: TestShop) -> None:
    rahim = shop.customer("রহিম")
    sale = sell(shop, rahim.id, 1_000, cash_on_delivery=True)
    shop.book.deliveries.deliver(sale.id, shop.today, at_the_door(shop, 600, rahim.id))
    (row,) = shop.book.deliveries.rows(shop.book.deliveries.ids("cash"))
    assert (row.open_paisa, row.state, row.address, row.name) == (400_00, "delivered", "৩/২ মিরপুর", "রহিম")
    shop.book.dues.take_payment(PaymentDraft(rahim.id, 400_00, shop.today))
    assert shop.book.deliveries.ids("cash") == []


def test_a_payment_that_cannot_be_taken_leaves_the_goods_undelivered(shop: TestShop) -> None:
    rahim = shop.customer("রহিম")
    sale = sell(shop, rahim.id)
    with pytest.raises(Invalid):
        shop.book.deliveries.deliver(sale.id, shop.today, at_the_door(shop, -5, rahim.id))
    assert shop.book.sales.get(sale.id).delivery == "needed"
    paid = sell(shop, None, 1_000, 1_000)
    with pytest.raises(Refused):
        shop.book.deliveries.deliver(paid.id, shop.today, at_the_door(shop, 5, rahim.id))
    assert shop.book.sales.get(paid.id).delivery == "needed"


def test_goods_nobody_took_are_all_back_and_what_was_paid_is_the_customers(shop: TestShop) -> None:
    rahim = shop.customer("রহিম")
    sale = sell(shop, rahim.id, 1_000, 200, cash_on_delivery=True)
    shop.book.deliveries.send_out(sale.id)
    back = shop.book.deliveries.came_back(sale.id, "বাসায় কেউ ছিল না")
    assert (back.total_paisa, back.refund_paisa, back.lessened_paisa) == (1_000_00, 0, 1_000_00)
    assert shop.book.dues.balance(rahim.id) == -200_00
    kept = shop.book.sales.get(sale.id)
    assert (kept.delivery, kept.is_returned) == ("returned", True)
    assert [card.status for card in shop.book.warranties.cards(sale.card_ids)] == ["void"]
    assert shop.book.deliveries.ids("cash") == shop.book.deliveries.ids("out") == []
    shop.book.returns.void(back.id, "আবার পাঠাতে হবে")
    assert (shop.book.sales.get(sale.id).delivery, shop.book.dues.balance(rahim.id)) == ("out", 800_00)
    assert shop.book.deliveries.ids("out") == [sale.id]
    assert check(shop.book).is_whole


def test_without_a_customer_what_came_back_is_paid_back(shop: TestShop) -> None:
    sale = sell(shop, None, 1_000, 1_000)
    back = shop.book.deliveries.came_back(sale.id, "ঠিকানা ভুল", method="bkash")
    assert (back.refund_paisa, back.refund_method) == (1_000_00, "bkash")
    assert dict(shop.book.sales.day_totals(shop.today).by_method) == {"cash": 1_000_00, "bkash": -1_000_00}


def test_late_is_what_should_be_there_by_now(shop: TestShop) -> None:
    rahim = shop.customer("রহিম")
    promised = sell(shop, rahim.id, deliver_on=shop.today + dt.timedelta(days=1))
    someday = sell(shop, rahim.id)
    assert shop.book.deliveries.ids("late") == []
    shop.days_later(1)
    assert shop.book.deliveries.ids("late") == []
    shop.days_later(1)
    assert shop.book.deliveries.ids("late") == [promised.id]
    shop.days_later(1)
    assert shop.book.deliveries.ids("late") == [promised.id]
    shop.days_later(1)
    assert shop.book.deliveries.ids("late") == [promised.id, someday.id]
    assert [row.late_days for row in shop.book.deliveries.rows([promised.id, someday.id])] == [3, 1]
    shop.book.deliveries.put_off(promised.id, shop.today)
    assert shop.book.deliveries.ids("late") == [someday.id]
    shop.book.deliveries.deliver(someday.id, shop.today)
    assert shop.book.deliveries.ids("late") == []
    assert shop.book.deliveries.rows([someday.id])[0].late_days == 0
    with pytest.raises(Invalid):
        shop.book.deliveries.put_off(promised.id, shop.today - dt.timedelta(days=1))


def test_a_step_is_taken_back_one_at_a_time(shop: TestShop) -> None:
    rahim = shop.customer("রহিম")
    expected = shop.today + dt.timedelta(days=3)
    sale = sell(shop, rahim.id, deliver_on=expected, warranty_from="delivery")
    shop.days_later(1)
    shop.book.deliveries.send_out(sale.id, "নিজের ভ্যান")
    shop.book.deliveries.deliver(sale.id, shop.today)
    assert shop.book.warranties.card(sale.card_ids[0]).start_on == shop.today
    out = shop.book.deliveries.undo(sale.id)
    assert (out.delivery, out.delivered_on, out.carrier) == ("out", None, "নিজের ভ্যান")
    assert shop.book.warranties.card(sale.card_ids[0]).start_on == expected
    needed = shop.book.deliveries.undo(sale.id)
    assert (needed.delivery, needed.carrier, needed.sent_on) == ("needed", "", None)
    with pytest.raises(Refused):
        shop.book.deliveries.undo(sale.id)
    assert shop.book.warranties.differences() == []


def test_a_day_of_sending_is_neither_to_come_nor_before_the_sale(shop: TestShop) -> None:
    sale = sell(shop, shop.customer("রহিম").id)
    for day in (shop.today + dt.timedelta(days=1), shop.today - dt.timedelta(days=1)):
        with pytest.raises(Invalid) as wrong:
            shop.book.deliveries.send_out(sale.id, on=day)
        assert set(wrong.value.problems) == {"on"}
    with pytest.raises(Invalid) as long:
        shop.book.deliveries.send_out(sale.id, "ক" * 201)
    assert set(long.value.problems) == {"carrier"}
    with pytest.raises(NotFound):
        shop.book.deliveries.send_out(7)


def test_a_warranty_may_count_from_the_day_the_goods_arrive(shop: TestShop) -> None:
    rahim = shop.customer("রহিম")
    expected = shop.today + dt.timedelta(days=2)
    waiting = sell(shop, rahim.id, delivery="needed", deliver_on=expected, warranty_from="delivery")
    ready = sell(shop, rahim.id, delivery="needed", deliver_on=expected)
    card = shop.book.warranties.card(waiting.card_ids[0])
    assert (card.start_on, card.starts_from) == (expected, "delivery")
    assert shop.book.deliveries.ids("needed") == [waiting.id, ready.id]
    shop.days_later(5)
    for sale in (waiting, ready):
        shop.book.deliveries.send_out(sale.id)
        assert shop.book.deliveries.deliver(sale.id, shop.today).sale.delivered_on == shop.today
    from_door, from_memo = (shop.book.warranties.card(sale.card_ids[0]) for sale in (waiting, ready))
    assert (from_door.start_on, from_door.coverages[0].ends_on) == (
        dt.date(2026, 11, 26),
        dt.date(2027, 11, 26),
    )
    assert from_door.coverages[1].ends_on is from_door.last_ends_on is None
    assert (from_memo.start_on, from_memo.coverages[0].ends_on) == (
        dt.date(2026, 11, 21),
        dt.date(2027, 11, 21),
    )
    assert shop.book.deliveries.ids("needed") == shop.book.deliveries.ids("out") == []
    assert shop.book.warranties.differences() == []


def test_what_is_not_to_be_delivered_is_not_delivered(shop: TestShop) -> None:
    rahim = shop.customer("রহিম")
    carried = sell(shop, rahim.id, delivery="none")
    awaited = sell(shop, rahim.id, delivery="needed")
    for refused in (
        carried.id,
        shop.book.sales.void_sale(sell(shop, rahim.id, delivery="needed").id, "ভুল").id,
    ):
        with pytest.raises(Refused):
            shop.book.deliveries.deliver(refused, shop.today)
        with pytest.raises(Refused):
            shop.book.deliveries.send_out(refused)
    for day in (shop.today + dt.timedelta(days=1), shop.today - dt.timedelta(days=1)):
        with pytest.raises(Invalid) as wrong_day:
            shop.book.deliveries.deliver(awaited.id, day)
        assert set(wrong_day.value.problems) == {"on"}
    assert sell(shop, rahim.id, delivery="delivered").delivered_on == shop.today
