"""A saved memo on the screen, taken back with a reason, and the list of memos."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

from shopbook.localisation.language import _
from shopbook.sales.model import LineDraft, SaleDraft
from tests.ui.counter import Counter, Key


def test_the_memo_says_what_was_sold_what_is_due_and_which_card_was_given(counter: Counter) -> None:
    sale = counter.sold(counter.rafiq.id, "MYK22A0098", paid_taka=2000)
    counter.ctx.navigation.go("sale_view", sale.id)
    page = counter.page("sale_view")
    assert page.heading.text() == "মেমো A-০০০০০১"
    assert page.state.text() == "বাকি ৳১,২৫০"
    assert [card.title.text() for card in page.cards] == ["A-০০০০০১"]


def test_the_memo_says_that_its_use_was_shown(counter: Counter) -> None:
    shown = _("Showed how to use it and what to avoid")
    page = counter.page("sale_view")
    for demo_given in (False, True):
        line = LineDraft("ফ্রিজ", unit_price_paisa=3_000_000)
        draft = SaleDraft(counter.shop.today, (line,), counter.rafiq.id, demo_given=demo_given)
        sale = counter.book.sales.record_sale(draft)
        counter.ctx.navigation.go("sale_view", sale.id)
        facts = [label.text() for label in page.totals.findChildren(QLabel) if not label.isHidden()]
        assert (shown in facts) is demo_given


def test_a_memo_is_voided_with_a_reason_typed_in_the_page(counter: Counter) -> None:
    sale = counter.sold(counter.rafiq.id, "MYK22A0098", paid_taka=2000)
    counter.ctx.navigation.go("sale_view", sale.id)
    page = counter.page("sale_view")
    page.void.click()
    counter.press(Key.Key_Return)
    assert page.reason.field.problem_text() == _("Write why.")
    counter.type("ভুল মডেল")
    counter.press(Key.Key_Return)
    assert counter.book.sales.get(sale.id).is_voided
    assert counter.book.dues.balance(counter.rafiq.id) == 0
    assert page.state.text() == "বাতিল"
    assert "ভুল মডেল" in page.voided.detail.text()
    assert not page.print.isEnabled()


def test_esc_leaves_the_memo_as_it_is(counter: Counter) -> None:
    sale = counter.sold(counter.rafiq.id)
    counter.ctx.navigation.go("sale_view", sale.id)
    page = counter.page("sale_view")
    page.void.click()
    counter.press(Key.Key_Escape)
    assert not page.reason.isVisible()
    assert counter.here == "sale_view"
    assert not counter.book.sales.get(sale.id).is_voided


def test_the_list_shows_memo_customer_total_due_and_strikes_the_void(counter: Counter) -> None:
    counter.sold(counter.rafiq.id, paid_taka=2000)
    void = counter.sold()
    counter.book.sales.void_sale(void.id, "ভুল")
    page = counter.page("sales")
    table = page.table.model()
    assert table.rowCount() == 2
    texts = [[table.index(row, column).data() for column in range(6)] for row in range(2)]
    assert texts[0][1:3] == ["A-০০০০০২", "নাম ছাড়া"]
    assert texts[0][5] == "বাতিল"
    assert texts[1] == ["আজ", "A-০০০০০১", "মোঃ রফিকুল ইসলাম", "রাইস কুকার Miyako 1.8L", "৳৩,২৫০", "৳১,২৫০"]
    struck = next(column.struck for column in table.columns if column.key == "memo")
    assert [struck(table.row_at(row)) for row in range(2)] == [True, False]
    assert page.received.value.text() == "৳২,০০০"


def test_enter_in_the_list_opens_the_memo(counter: Counter) -> None:
    sale = counter.sold(counter.rafiq.id)
    counter.ctx.navigation.go("sales")
    counter.page("sales").table.setFocus()
    counter.press(Key.Key_Return)
    assert counter.here == "sale_view"
    assert counter.page("sale_view").sale.id == sale.id


def test_an_empty_list_offers_the_first_sale(counter: Counter) -> None:
    page = counter.page("sales")
    assert page.empty.isVisible()
    page.empty.button.click()
    assert counter.here == "sale"
