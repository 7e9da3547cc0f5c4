"""A sale at the counter, key by key, as the table of keystrokes promises it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from shopbook.documents import pages as paper
from shopbook.localisation.language import _
from shopbook.settings.model import PRINT_AFTER_SALE
from tests.ui.counter import Counter, Key


def sell_a_cooker(counter: Counter, serial: str = "MYK22A0098", paid: str = "২০০০") -> None:
    """Job 2: F2, [name] Enter, [product] Enter, [scan], Tab [paid] Enter."""
    counter.press(Key.Key_F2)
    counter.type("rofik")
    counter.press(Key.Key_Return)
    counter.type("রাইস")
    counter.press(Key.Key_Return)
    counter.scan(serial)
    counter.press(Key.Key_Tab)
    counter.type(paid)
    counter.press(Key.Key_Return)


def test_a_sale_with_part_payment_and_its_card_takes_six_keys_and_a_scanner(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    counter.with_printer(monkeypatch)
    counter.book.settings.set(PRINT_AFTER_SALE, False)
    sell_a_cooker(counter)

    assert counter.here == "sale_view"
    assert "A-০০০০০১" in counter.said()
    sale = counter.book.sales.by_memo("A-000001")
    assert sale is not None
    assert (sale.customer_id, sale.total_paisa, sale.paid_paisa, sale.paid_method) == (
        counter.rafiq.id, 3250_00, 2000_00, "cash",
    )  # fmt: skip
    assert [each.serial for each in sale.lines[0].serials] == ["MYK22A0098"]
    assert counter.book.dues.balance(counter.rafiq.id) == 1250_00

    counter.control(Key.Key_P)
    assert counter.commands == 6
    assert "মোঃ রফিকুল ইসলাম" in paper.page_text(counter.printed[0], 0)
    assert counter.book.warranties.card(sale.card_ids[0]).print_count == 1


def test_with_the_tick_the_card_is_printed_by_the_saving_itself(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    counter.with_printer(monkeypatch)
    sell_a_cooker(counter)
    assert len(counter.printed) == 1
    counter.control(Key.Key_P)
    assert len(counter.printed) == 3, "the memo and the card"
    assert "ডুপ্লিকেট" in paper.page_text(counter.printed[2], 0)


def test_without_a_printer_the_card_is_shown_instead_of_a_complaint(counter: Counter) -> None:
    sell_a_cooker(counter)
    counter.control(Key.Key_P)
    assert counter.here == "preview"
    assert counter.page("preview").view.page_count() == 1


def test_the_page_says_what_stays_due_and_the_total_in_words(counter: Counter) -> None:
    counter.press(Key.Key_F2)
    counter.type("রফিক\n")
    counter.type("রাইস\n")
    counter.scan("MYK22A0098")
    counter.press(Key.Key_Tab)
    counter.type("2000")
    counter.pause()
    page = counter.page("sale")
    assert page.form.money.paid.note.text() == "বাকি থাকবে ৳১,২৫০"
    assert page.side.words.text() == "তিন হাজার দুই শত পঞ্চাশ টাকা মাত্র"
    assert "সার্ভিস: ২১ নভেম্বর ২০২৭ পর্যন্ত" in page.side.preview.text()
    assert "MYK22A0098" in page.side.preview.text()


def test_a_known_phone_says_whose_it_is(counter: Counter) -> None:
    counter.press(Key.Key_F2)
    counter.type("০১৭১২৩৪৫৬৭৮")
    assert counter.page("sale").form.customer.note.text() == "পাওয়া গেছে: মোঃ রফিকুল ইসলাম, মিরপুর ১০"


def test_a_new_name_with_a_phone_is_put_into_the_book_by_enter(counter: Counter) -> None:
    counter.press(Key.Key_F2)
    counter.type("জব্বার মিয়া 01555666777")
    counter.press(Key.Key_Return)
    (new,) = counter.book.customers.with_phone("01555666777")
    assert new.name == "জব্বার মিয়া"
    assert counter.name_of_focus() == "পণ্য"


def test_nobodys_name_means_paid_in_full(counter: Counter) -> None:
    counter.press(Key.Key_F2)
    counter.press(Key.Key_Return)
    counter.type("রাইস\n")
    counter.press(Key.Key_Tab)
    counter.press(Key.Key_Return)
    sale = counter.book.sales.by_memo("A-000001")
    assert sale is not None
    assert (sale.customer_id, sale.due_paisa) == (None, 0)


def test_part_of_the_money_without_a_name_is_refused_under_the_amount(counter: Counter) -> None:
    counter.press(Key.Key_F2)
    counter.press(Key.Key_Return)
    counter.type("রাইস\n")
    counter.press(Key.Key_Tab)
    counter.type("500\n")
    assert counter.here == "sale"
    assert "৳৩,২৫০" in counter.page("sale").form.money.paid.problem_text()
    assert counter.book.sales.ids() == []


def test_an_empty_amount_is_asked_about_once_and_never_guessed(counter: Counter) -> None:
    counter.press(Key.Key_F2)
    counter.type("রফিক\n")
    counter.type("রাইস\n")
    counter.press(Key.Key_Tab)
    counter.press(Key.Key_Return)
    page = counter.page("sale")
    assert counter.here == "sale"
    assert page.form.money.paid.line.text() == "৩,২৫০"
    counter.press(Key.Key_Return)
    sale = counter.book.sales.by_memo("A-000001")
    assert sale is not None
    assert sale.paid_paisa == 3250_00


def test_a_key_in_the_amount_chooses_bkash_and_writes_nothing(counter: Counter) -> None:
    counter.press(Key.Key_F2)
    counter.type("রফিক\n")
    counter.type("রাইস\n")
    counter.press(Key.Key_Tab)
    counter.type("b3250\n")
    sale = counter.book.sales.by_memo("A-000001")
    assert sale is not None
    assert (sale.paid_method, sale.paid_paisa) == ("bkash", 3250_00)


def test_a_sold_serial_is_told_with_its_memo_and_does_not_stop_the_sale(counter: Counter) -> None:
    old = counter.sold(counter.salma.id, "MYK22A0098")
    counter.press(Key.Key_F2)
    counter.type("রফিক\n")
    counter.type("রাইস\n")
    counter.scan("MYK22A0098")
    counter.pause()
    warnings = counter.page("sale").form.warnings
    assert "A-০০০০০১" in warnings.texts()[0]
    warnings._strips[0].button.click()
    assert counter.here == "sale_view"
    assert counter.page("sale_view").sale.id == old.id
    counter.press(Key.Key_Escape)
    assert counter.here == "sale"
    assert counter.page("sale").form.editor.serials.shown() == ("MYK22A0098",)


def test_a_new_product_needs_a_price_and_is_offered_the_next_time(counter: Counter) -> None:
    counter.press(Key.Key_F2)
    counter.type("রফিক\n")
    counter.type("ইলেকট্রিক কেটলি\n")
    assert counter.name_of_focus() == "দাম"
    counter.type("1200\n")
    counter.press(Key.Key_Tab)
    counter.type("1200\n")
    assert counter.here == "sale_view"
    (kettle,) = counter.book.products.complete("কেটলি")
    assert (kettle.name, kettle.price_paisa) == ("ইলেকট্রিক কেটলি", 1200_00)


def test_two_products_on_one_memo(counter: Counter) -> None:
    counter.press(Key.Key_F2)
    counter.type("রফিক\n")
    counter.type("রাইস\n")
    counter.scan("SERIAL01")
    counter.press(Key.Key_Insert)
    counter.type("ইস্ত্রি\n")
    counter.type("850\n")
    counter.control(Key.Key_Return)
    page = counter.page("sale")
    assert page.form.money.paid.line.text() == "৪,১০০"
    counter.control(Key.Key_Return)
    sale = counter.book.sales.by_memo("A-000001")
    assert sale is not None
    assert [line.name for line in sale.lines] == ["রাইস কুকার", "ইস্ত্রি"]


def test_several_promises_on_one_thing(counter: Counter) -> None:
    counter.press(Key.Key_F2)
    counter.type("রফিক\n")
    counter.type("রাইস\n")
    form = counter.page("sale").form
    coverages = form.editor.coverages
    coverages.chips[-1].click()
    coverages._more.click()
    coverages.rows[1].component.setFocus()
    counter.type("হিটার")
    coverages.rows[1].length.selectAll()
    coverages.rows[1].length.setFocus()
    counter.type("২")
    counter.pause()
    text = counter.page("sale").side.preview.text()
    assert "সার্ভিস: ২১ নভেম্বর ২০২৭ পর্যন্ত" in text
    assert "(হিটার): ২১ নভেম্বর ২০২৮ পর্যন্ত" in text


def test_everything_missing_is_said_at_once_in_the_page(counter: Counter) -> None:
    counter.press(Key.Key_F2)
    counter.control(Key.Key_Return)
    form = counter.page("sale").form
    assert form.editor.product.problem_text() == _("What was sold? Write at least one item.")
    form.editor.price.line.setText("abc")
    form.money.discount.line.setText("xyz")
    counter.type("রাইস কুকারের ঢাকনা")
    counter.press(Key.Key_Escape)
    counter.control(Key.Key_Return)
    assert form.editor.price.problem_text()
    assert form.money.discount.problem_text()


def test_ctrl_z_after_saving_voids_the_memo_and_brings_it_back_into_typing(counter: Counter) -> None:
    sell_a_cooker(counter)
    counter.control(Key.Key_Z)
    sale = counter.book.sales.by_memo("A-000001")
    assert sale is not None
    assert sale.is_voided
    assert counter.book.dues.balance(counter.rafiq.id) == 0
    assert counter.here == "sale"
    form = counter.page("sale").form
    assert form.customer.row.id == counter.rafiq.id
    assert form.editor.serials.shown() == ("MYK22A0098",)


def test_esc_leaves_the_page_and_keeps_what_was_typed(counter: Counter) -> None:
    counter.press(Key.Key_F2)
    counter.type("রফিক\n")
    counter.press(Key.Key_Escape)
    assert counter.here == "sales"
    counter.press(Key.Key_F2)
    assert counter.page("sale").form.customer.row.id == counter.rafiq.id


@pytest.mark.parametrize("code", ["bn", "en"])
def test_every_control_of_a_new_sale_has_a_name(counter: Counter, code: str) -> None:
    from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit

    counter.press(Key.Key_F2)
    page = counter.page("sale")
    nameless = [
        widget
        for kind in (QLineEdit, QAbstractButton, QComboBox)
        for widget in page.findChildren(kind)
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and not widget.accessibleName()
    ]
    assert nameless == []
