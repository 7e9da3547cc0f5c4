"""The sheet that brings goods to the door: sent out, delivered with the money, come back, another day."""

from __future__ import annotations

import datetime as dt
from typing import Any

from shopbook.localisation.language import _
from shopbook.sales.model import LineDraft, Sale, SaleDraft
from tests.ui.counter import Counter, Key


def ordered(counter: Counter, customer_id: int | None, paid: int = 0, **details: Any) -> Sale:
    line = LineDraft("ফ্রিজ", unit_price_paisa=30_000_00)
    about = {"delivery": "needed", "delivery_address": "৩/২ মিরপুর"} | details
    return counter.book.sales.record_sale(
        SaleDraft(counter.shop.today, (line,), customer_id, paid_paisa=paid * 100, **about)
    )


def opened(counter: Counter, sale: Sale) -> Any:
    counter.ctx.navigation.go("sale_view", sale.id)
    counter.page("sale_view").delivery.click()
    sheet = counter.ctx.navigation.sheet
    assert sheet is not None
    return sheet


def test_sending_out_needs_only_who_brings_it(counter: Counter) -> None:
    sale = ordered(counter, counter.rafiq.id)
    opened(counter, sale)
    counter.type("সুন্দরবন কুরিয়ার ৪৪১২")
    counter.press(Key.Key_Return)
    kept = counter.book.sales.get(sale.id)
    assert (kept.delivery, kept.carrier) == ("out", "সুন্দরবন কুরিয়ার ৪৪১২")
    assert counter.page("sale_view").state.text() == _("On its way")
    counter.ctx.messages.undo_last()
    assert counter.book.sales.get(sale.id).delivery == "needed"
    counter.ctx.navigation.go("sale_view", sale.id)
    again = opened(counter, ordered(counter, counter.rafiq.id))
    assert [chip.text() for chip in again.carriers] == []


def test_a_carrier_used_before_is_one_click(counter: Counter) -> None:
    counter.book.deliveries.send_out(ordered(counter, counter.rafiq.id).id, "নিজের ভ্যান")
    sheet = opened(counter, ordered(counter, counter.rafiq.id))
    sheet.carriers[0].click()
    assert sheet.carrier.value() == "নিজের ভ্যান"


def test_the_money_from_the_door_is_taken_with_the_delivery(counter: Counter) -> None:
    sale = ordered(counter, counter.rafiq.id, 5_000, cash_on_delivery=True)
    counter.book.deliveries.send_out(sale.id, "ভ্যান")
    sheet = opened(counter, sale)
    assert sheet.step.value() == "deliver"
    assert sheet.amount.value() == 25_000_00
    counter.press(Key.Key_Return)
    assert counter.book.sales.get(sale.id).delivery == "delivered"
    assert counter.book.dues.balance(counter.rafiq.id) == 0
    counter.ctx.messages.undo_last()
    assert counter.book.sales.get(sale.id).delivery == "out"
    assert counter.book.dues.balance(counter.rafiq.id) == 25_000_00


def test_delivered_without_money_leaves_the_due(counter: Counter) -> None:
    sale = ordered(counter, counter.rafiq.id)
    sheet = opened(counter, sale)
    sheet.step.buttons[1].click()
    assert sheet.amount.value() == 0, "not cash on delivery: nothing is offered"
    sheet.save()
    assert counter.book.sales.get(sale.id).delivery == "delivered"
    assert counter.book.dues.balance(counter.rafiq.id) == 30_000_00


def test_what_nobody_took_is_back_with_its_reason(counter: Counter) -> None:
    sale = ordered(counter, counter.rafiq.id)
    sheet = opened(counter, sale)
    sheet.step.buttons[2].click()
    sheet.save()
    assert sheet.reason.problem_text() == _("Write why.")
    counter.type("বাসায় কেউ ছিল না")
    counter.press(Key.Key_Return)
    assert counter.book.sales.get(sale.id).delivery == "returned"
    assert counter.book.dues.balance(counter.rafiq.id) == 0
    assert counter.page("sale_view").state.text() == _("Came back")


def test_without_a_customer_the_money_goes_back_by_the_chosen_way(counter: Counter) -> None:
    sale = ordered(counter, None, 30_000)
    sheet = opened(counter, sale)
    sheet.step.buttons[1].click()
    assert not sheet.amount.isVisible()
    sheet.step.buttons[2].click()
    assert sheet.method.isVisible()
    sheet.method.choose("nagad")
    sheet.reason.set_value("ঠিকানা ভুল")
    sheet.save()
    (taken,) = counter.book.returns.of_sale(sale.id)
    assert (taken.refund_paisa, taken.refund_method) == (30_000_00, "nagad")


def test_another_day_is_one_more_chip(counter: Counter) -> None:
    today = counter.shop.today
    sale = ordered(counter, counter.rafiq.id, deliver_on=today)
    sheet = opened(counter, sale)
    sheet.step.buttons[3].click()
    sheet.deliver_on.chips[1].click()
    sheet.save()
    assert counter.book.sales.get(sale.id).deliver_on == today + dt.timedelta(days=2)
    counter.ctx.messages.undo_last()
    assert counter.book.sales.get(sale.id).deliver_on == today


def test_a_carried_memo_opens_no_sheet(counter: Counter) -> None:
    sale = counter.sold(counter.rafiq.id)
    counter.ctx.navigation.go("delivery", {"sale_id": sale.id})
    assert counter.ctx.navigation.sheet is None
