"""A memo being typed when the power goes."""

from __future__ import annotations

from shopbook.localisation.language import _
from tests.ui.counter import Counter, Key


def begin(counter: Counter) -> None:
    counter.press(Key.Key_F2)
    counter.type("রফিক\n")
    counter.type("রাইস\n")
    counter.scan("MYK22A0098")
    counter.press(Key.Key_Tab)
    counter.type("2000")
    counter.pause()


def test_after_a_power_cut_the_memo_stands_there_as_it_was_typed(counter: Counter) -> None:
    begin(counter)
    counter.lose_window()
    counter.open_window()
    counter.press(Key.Key_F2)
    page = counter.page("sale")
    assert page.form.restored.isVisible()
    assert page.form.restored.text.text() == _("The unfinished sale is back.")
    assert page.form.customer.row.id == counter.rafiq.id
    assert page.form.editor.product.line.text() == "রাইস কুকার Miyako 1.8L"
    assert page.form.editor.serials.shown() == ("MYK22A0098",)
    counter.control(Key.Key_Return)
    sale = counter.book.sales.by_memo("A-000001")
    assert sale is not None
    assert (sale.paid_paisa, sale.due_paisa) == (2000_00, 1250_00)


def test_what_cannot_be_read_comes_back_too(counter: Counter) -> None:
    counter.press(Key.Key_F2)
    counter.type("কেউ একজন")
    counter.page("sale").form.money.discount.setFocus()
    counter.type("12.5.3")
    counter.pause()
    counter.lose_window()
    counter.open_window()
    counter.press(Key.Key_F2)
    form = counter.page("sale").form
    assert form.customer.line.text() == "কেউ একজন"
    assert form.money.discount.line.text() == "12.5.3"


def test_the_restored_memo_can_be_thrown_away_and_even_that_comes_back(counter: Counter) -> None:
    begin(counter)
    counter.lose_window()
    counter.open_window()
    counter.press(Key.Key_F2)
    page = counter.page("sale")
    page.form.restored.button.click()
    assert page.form.typed() is None
    assert counter.book.drafts.kept("sale") is None
    counter.ctx.messages.undo_last()
    assert page.form.customer.row.id == counter.rafiq.id


def test_a_saved_memo_leaves_no_draft_behind(counter: Counter) -> None:
    begin(counter)
    assert counter.book.drafts.kept("sale") is not None
    counter.press(Key.Key_Return)
    counter.pause()
    assert counter.here == "sale_view"
    assert counter.book.drafts.kept("sale") is None
    counter.lose_window()
    counter.open_window()
    counter.press(Key.Key_F2)
    assert not counter.page("sale").form.restored.isVisible()
