"""Money on the counter against what is owed."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

from shopbook.localisation.language import _
from tests.ui.counter import Counter, Key


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
    assert "A-000001" in counter.ctx.navigation.sheet.twice.text.text()
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
