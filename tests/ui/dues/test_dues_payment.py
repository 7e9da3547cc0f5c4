"""Money on the counter against what is owed."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtWidgets import QLabel

from shopbook.localisation.language import _
from shopbook.sales.model import LineDraft, SaleDraft
from shopbook.service.model import Finding, JobDraft
from shopbook.settings.printing import RECEIPT_AFTER_PAYMENT
from tests.ui.counter import Counter, Key
from tests.ui.dues.conftest import in_instalments, reads


def test_a_payment_takes_three_keys(counter: Counter) -> None:
    counter.salma.owes(1250)
    counter.press(Key.Key_F3)
    counter.type("salm")
    counter.press(Key.Key_Return)
    counter.type("৫০০")
    counter.press(Key.Key_Return)
    assert counter.commands == 3
    assert counter.said() == "৳৫০০ জমা হলো · আরও ৳৭৫০ বাকি"
    assert counter.book.dues.balance(counter.salma.id) == 750_00
    assert counter.ctx.navigation.sheet is None


def test_b_before_enter_is_bkash(counter: Counter) -> None:
    counter.salma.owes(500)
    counter.press(Key.Key_F3)
    counter.type("সালমা\n")
    counter.type("500b")
    counter.press(Key.Key_Return)
    entry = counter.book.dues.statement(counter.salma.id)[-1]
    assert (entry.method, entry.amount_paisa) == ("bkash", -500_00)
    assert counter.said() == "৳৫০০ জমা হলো"


def test_b_is_bkash_in_what_is_let_off_too(counter: Counter) -> None:
    counter.salma.owes(500)
    counter.press(Key.Key_F3)
    counter.type("সালমা\n")
    counter.type("400")
    counter.press(Key.Key_Tab)
    counter.type("100b")
    counter.press(Key.Key_Return)
    kinds = {entry.kind: entry for entry in counter.book.dues.statement(counter.salma.id)}
    assert kinds["payment"].method == "bkash"
    assert kinds["discount"].amount_paisa == -100_00
    assert counter.book.dues.balance(counter.salma.id) == 0


def test_the_sheet_shows_before_and_after_and_the_oldest_cleared_first(counter: Counter) -> None:
    counter.sold(counter.salma.id, paid_taka=3000)
    counter.shop.days_later(3)
    counter.sold(counter.salma.id, paid_taka=3000)
    counter.press(Key.Key_F3)
    counter.type("সালমা\n")
    counter.type("300")
    counter.pause()
    sheet = counter.ctx.navigation.sheet
    texts = [label.text() for label in sheet.findChildren(QLabel) if label.isVisible()]
    said = " ".join(texts)
    assert "৳৫০০" in said
    assert "৳২০০" in said
    older, newer = said.index("A-০০০০০১ · ২১ নভেম্বর ২০২৬"), said.index("A-০০০০০২ · ২৪ নভেম্বর ২০২৬")
    assert older < newer
    assert "৳২৫০" in said[older:newer]
    assert "৳৫০" in said[newer:]


def test_the_same_payment_twice_is_asked_about_before_it_is_taken(counter: Counter) -> None:
    counter.salma.owes(1250).pays(500)
    counter.press(Key.Key_F3)
    counter.type("সালমা\n")
    counter.type("500")
    counter.press(Key.Key_Return)
    assert counter.book.dues.balance(counter.salma.id) == 750_00
    assert "A-০০০০০১" in counter.ctx.navigation.sheet.twice.text.text()
    counter.press(Key.Key_Return)
    assert counter.book.dues.balance(counter.salma.id) == 250_00


def test_ctrl_z_takes_the_payment_back_by_a_counter_entry(counter: Counter) -> None:
    counter.salma.owes(1250)
    counter.press(Key.Key_F3)
    counter.type("সালমা\n")
    counter.type("500\n")
    counter.control(Key.Key_Z)
    assert counter.book.dues.balance(counter.salma.id) == 1250_00
    assert [line.kind for line in counter.book.dues.statement(counter.salma.id)] == [
        "opening",
        "payment",
        "reversal",
    ]


def test_from_a_customers_button_the_keyboard_is_in_the_amount_at_once(counter: Counter) -> None:
    counter.salma.owes(300)
    counter.ctx.navigation.go("payment", {"customer_id": counter.salma.id})
    counter.pause(20)
    counter.type("300\n")
    assert counter.book.dues.balance(counter.salma.id) == 0


def test_nobody_and_nothing_are_said_under_their_boxes(counter: Counter) -> None:
    counter.press(Key.Key_F3)
    sheet = counter.ctx.navigation.sheet
    sheet.save.click()
    assert sheet.customer.problem_text() == _("Who pays? Write a name or a phone.")
    assert sheet.amount.problem_text() == _("How much was paid?")


def test_what_is_let_off_goes_with_the_payment_and_comes_back_with_it(counter: Counter) -> None:
    counter.salma.owes(1250)
    counter.press(Key.Key_F3)
    counter.type("সালমা\n")
    counter.type("1200")
    counter.press(Key.Key_Tab)
    counter.type("50\n")
    assert counter.said() == "৳১,২০০ জমা হলো · ৳৫০ ছাড়"
    lines = counter.book.dues.statement(counter.salma.id)
    assert [line.kind for line in lines] == ["opening", "payment", "discount"]
    counter.control(Key.Key_Z)
    assert counter.book.dues.balance(counter.salma.id) == 1250_00


def test_more_than_is_owed_cannot_be_let_off(counter: Counter) -> None:
    counter.salma.owes(100)
    counter.press(Key.Key_F3)
    counter.type("সালমা\n")
    counter.type("90")
    counter.press(Key.Key_Tab)
    counter.type("50\n")
    sheet = counter.ctx.navigation.sheet
    assert sheet.let_off.problem_text()
    assert counter.book.dues.balance(counter.salma.id) == 100_00


def test_without_plan_or_delivery_nobody_is_asked_what_the_money_is_for(counter: Counter) -> None:
    counter.salma.owes(1250)
    counter.ctx.navigation.go("payment", {"customer_id": counter.salma.id})
    assert not counter.ctx.navigation.sheet.paper.isVisible()


def test_with_a_plan_the_oldest_is_cleared_unless_the_plan_is_chosen(counter: Counter) -> None:
    plan_id = in_instalments(counter)
    counter.salma.owes(700, since=dt.date(2026, 1, 1))
    counter.ctx.navigation.go("payment", {"customer_id": counter.salma.id})
    sheet = counter.ctx.navigation.sheet
    offered = [sheet.paper.box.itemText(at) for at in range(sheet.paper.box.count())]
    assert offered == ["পুরোনো বাকি আগে", "মেমো A-০০০০০১-এর কিস্তি · ২১ ডিসেম্বর"]
    assert sheet.paper.value() == ""
    counter.type("700")
    counter.pause(300)
    assert "পুরোনো বাকি · ১ জানুয়ারি ২০২৬\n৳৭০০" in reads(sheet)
    sheet.paper.box.setCurrentIndex(1)
    sheet.paper.box.activated.emit(1)
    counter.pause(300)
    assert "কিস্তি ১/৩ · ২১ ডিসেম্বর ২০২৬\n৳১,০০০-এর মধ্যে ৳৭০০" in reads(sheet)
    sheet.take()
    assert counter.book.plans.get(plan_id).instalments[0].paid_paisa == 700_00


def test_money_over_the_plan_is_said_before_it_is_taken(counter: Counter) -> None:
    plan_id = in_instalments(counter)
    counter.ctx.navigation.go("payment", {"plan_id": plan_id})
    counter.type("3200")
    counter.pause(300)
    said = reads(counter.ctx.navigation.sheet)
    assert "কিস্তি ৩/৩ · ২১ ফেব্রুয়ারি ২০২৭\n৳১,০০০" in said
    assert "কিস্তির বাইরে\n৳২০০" in said


def test_a_memo_to_be_paid_at_the_door_can_be_chosen_and_brings_its_amount(counter: Counter) -> None:
    counter.salma.owes(700, since=dt.date(2026, 1, 1))
    draft = SaleDraft(
        counter.shop.today,
        (LineDraft("রাইস কুকার", counter.cooker, unit_price_paisa=3250_00),),
        counter.salma.id,
        delivery="needed",
        cash_on_delivery=True,
    )
    sale = counter.book.sales.record_sale(draft)
    counter.ctx.navigation.go("payment", {"customer_id": counter.salma.id})
    sheet = counter.ctx.navigation.sheet
    assert sheet.paper.box.itemText(1) == "মেমো A-০০০০০১, ক্যাশ অন ডেলিভারি"
    counter.press(Key.Key_Escape)
    counter.ctx.navigation.go("payment", {"sale_id": sale.id})
    sheet = counter.ctx.navigation.sheet
    assert sheet.amount.value() == 3250_00
    counter.press(Key.Key_Return)
    (left,) = counter.book.dues.ageing(counter.salma.id).open_items
    assert left.sale_id is None


def test_another_name_forgets_whose_plan_it_was(counter: Counter) -> None:
    plan_id = in_instalments(counter)
    counter.rafiq.owes(500)
    counter.ctx.navigation.go("payment", {"plan_id": plan_id})
    sheet = counter.ctx.navigation.sheet
    sheet.customer.line.setFocus()
    sheet.customer.line.selectAll()
    counter.type("রফিক\n")
    assert not sheet.paper.isVisible()
    counter.type("\b\b\b\b\b\b500\n")
    assert counter.book.dues.balance(counter.rafiq.id) == 0
    assert counter.book.plans.get(plan_id).paid_paisa == 0


def test_the_slip_is_on_the_toast_and_comes_by_itself_where_the_shop_wants_it(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    counter.with_printer(monkeypatch)
    counter.salma.owes(1250)
    counter.ctx.navigation.go("payment", {"customer_id": counter.salma.id})
    counter.type("300\n")
    assert counter.printed == []
    (toast,) = counter.window.toasts.toasts
    assert toast.paper.text() == "ছাপুন  Ctrl+P"
    toast.paper.click()
    assert len(counter.printed) == 1
    counter.book.settings.set(RECEIPT_AFTER_PAYMENT, True)
    counter.ctx.navigation.go("payment", {"customer_id": counter.salma.id})
    counter.type("200\n")
    assert len(counter.printed) == 2


def test_the_charge_of_a_repair_is_paid_apart_from_an_older_due(counter: Counter) -> None:
    counter.salma.owes(700, since=dt.date(2026, 1, 1))
    jobs = counter.book.jobs
    job = jobs.take_in(JobDraft("টেবিল ফ্যান", "ঘোরে না", customer_id=counter.salma.id))
    jobs.move(job.id, "checking")
    jobs.ready(job.id, Finding("repaired", "কয়েল বদলানো হয়েছে", charge_paisa=450_00))
    jobs.deliver(job.id)
    counter.ctx.navigation.go("payment", {"job_id": job.id})
    sheet = counter.ctx.navigation.sheet
    assert sheet.amount.value() == 450_00
    counter.pause(300)
    assert "সার্ভিসিং" in reads(sheet)
    counter.press(Key.Key_Return)
    (left,) = counter.book.dues.ageing(counter.salma.id).open_items
    assert (left.job_id, left.open_paisa) == (None, 700_00)
