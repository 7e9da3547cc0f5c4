"""A saved memo on the screen, taken back with a reason, and the list of memos."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from shopbook.dues.model import PaymentDraft
from shopbook.localisation.language import _
from shopbook.sales.model import LineDraft, SaleDraft
from shopbook.sales.return_model import ReturnDraft, ReturnLine
from tests.ui.counter import Counter, Key
from ui.style import theme


def choose(page: Any, words: str) -> None:
    """A line of the page's menu."""
    menu = page.more.menu_now()
    next(line for line in menu.actions() if line.text() == words).trigger()
    menu.deleteLater()


def facts(page: Any) -> dict[str, str]:
    """The lines of money in sight."""
    texts = [
        label.text() for label in page.totals.findChildren(QLabel) if not label.parentWidget().isHidden()
    ]
    return dict(zip(texts[::2], texts[1::2], strict=True))


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
        assert (shown in facts(page)) is demo_given


def test_a_memo_is_voided_with_a_reason_typed_in_the_page(counter: Counter) -> None:
    sale = counter.sold(counter.rafiq.id, "MYK22A0098", paid_taka=2000)
    counter.ctx.navigation.go("sale_view", sale.id)
    page = counter.page("sale_view")
    choose(page, _("Void this memo"))
    counter.press(Key.Key_Return)
    assert page.reason.field.problem_text() == _("Write why.")
    counter.type("ভুল মডেল")
    counter.press(Key.Key_Return)
    assert counter.book.sales.get(sale.id).is_voided
    assert counter.book.dues.balance(counter.rafiq.id) == 0
    assert page.state.text() == "বাতিল"
    assert "ভুল মডেল" in page.voided.detail.text()
    assert page.valid_cards() == []


def test_esc_leaves_the_memo_as_it_is(counter: Counter) -> None:
    sale = counter.sold(counter.rafiq.id)
    counter.ctx.navigation.go("sale_view", sale.id)
    page = counter.page("sale_view")
    choose(page, _("Void this memo"))
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


def test_money_that_came_later_and_what_is_left_stand_on_the_memo(counter: Counter) -> None:
    sale = counter.sold(counter.rafiq.id, paid_taka=2000)
    counter.book.dues.take_payment(PaymentDraft(counter.rafiq.id, 250_00, counter.shop.today))
    counter.ctx.navigation.go("sale_view", sale.id)
    page = counter.page("sale_view")
    shown = facts(page)
    assert shown[_("Paid or let off since")] == "৳২৫০"
    assert shown[_("Still due")] == "৳১,০০০"
    counter.book.dues.take_payment(PaymentDraft(counter.rafiq.id, 1000_00, counter.shop.today))
    assert _("Still due") not in facts(page)
    assert page.state.text() == _("Paid in full")


def test_a_void_may_leave_the_money_with_the_shop_as_an_advance(counter: Counter) -> None:
    sale = counter.sold(counter.rafiq.id, paid_taka=2000)
    counter.ctx.navigation.go("sale_view", sale.id)
    page = counter.page("sale_view")
    choose(page, _("Void this memo"))
    assert page.keeps.isVisible()
    page.keeps.set_value(True)
    counter.type("পরে নেবেন")
    counter.press(Key.Key_Return)
    assert counter.book.dues.balance(counter.rafiq.id) == -2000_00


def test_without_a_payment_there_is_no_money_to_choose_about(counter: Counter) -> None:
    for customer, paid in ((counter.rafiq.id, 0), (None, 3250)):
        sale = counter.sold(customer, paid_taka=paid)
        counter.ctx.navigation.go("sale_view", sale.id)
        page = counter.page("sale_view")
        choose(page, _("Void this memo"))
        assert not page.keeps.isVisible()


def test_instalments_are_offered_while_something_is_due(counter: Counter) -> None:
    words = _("Make instalments")
    page = counter.page("sale_view")
    for paid, offered in ((2000, True), (3250, False)):
        sale = counter.sold(counter.rafiq.id, paid_taka=paid)
        counter.ctx.navigation.go("sale_view", sale.id)
        assert (words in [line.text() for line in page.more.menu_now().actions()]) is offered


def test_missed_instalments_are_red_on_the_memo_and_not_called_the_next(counter: Counter) -> None:
    from shopbook.dues.plan_model import PlanDraft

    sale = counter.sold(counter.salma.id, paid_taka=250)
    counter.book.plans.make(PlanDraft(sale.id, 3))
    counter.ctx.navigation.go("sale_view", sale.id)
    (row,) = counter.page("sale_view").standing.rows
    assert row.about.text() == "পরের কিস্তি ৳১,০০০, ২১ ডিসেম্বর ২০২৬"
    counter.shop.days_later(65)
    counter.ctx.navigation.go("sales")
    counter.ctx.navigation.go("sale_view", sale.id)
    (row,) = counter.page("sale_view").standing.rows
    assert row.about.text() == "২ কিস্তি বাদ · ৳২,০০০ আসার কথা ছিল"
    assert row.about.palette().windowText().color().name() == theme.tokens().red.lower()


def test_alt_r_takes_back_and_alt_d_is_nothing_without_a_delivery(counter: Counter) -> None:
    sale = counter.sold(counter.rafiq.id, paid_taka=2000)
    counter.ctx.navigation.go("sale_view", sale.id)
    counter.press(Key.Key_D, Qt.KeyboardModifier.AltModifier)
    assert counter.ctx.navigation.sheet is None
    counter.press(Key.Key_R, Qt.KeyboardModifier.AltModifier)
    assert type(counter.ctx.navigation.sheet).__name__ == "ReturnSheet"


def test_a_return_stands_on_its_memo_and_is_voided_there(counter: Counter) -> None:
    sale = counter.sold(counter.rafiq.id, paid_taka=2000)
    line = ReturnLine(sale.lines[0].id)
    draft = ReturnDraft(sale.id, (line,), counter.shop.today, "চলে না")
    counter.book.returns.take_back(draft)
    counter.ctx.navigation.go("sale_view", sale.id)
    page = counter.page("sale_view")
    assert page.state.text() == _("Came back")
    assert not page.give_back.isVisible()
    (row,) = page.standing.rows
    assert row.about.text() == "২১ নভেম্বর ২০২৬ · চলে না"
    assert _("Void this memo") not in [each.text() for each in page.more.menu_now().actions()]
    row.buttons[-1].click()
    counter.press(Key.Key_Return)
    assert page.void_return.field.problem_text() == _("Write why.")
    counter.type("ভুল")
    counter.press(Key.Key_Return)
    assert counter.book.dues.balance(counter.rafiq.id) == 1250_00
    assert page.give_back.isVisible()


def test_the_chips_tell_what_is_to_be_brought_and_what_came_back(counter: Counter) -> None:
    line = LineDraft("ফ্রিজ", unit_price_paisa=3_000_000)
    day = counter.shop.today
    draft = SaleDraft(
        day, (line,), counter.rafiq.id, delivery="needed", cash_on_delivery=True, deliver_on=day
    )
    sale = counter.book.sales.record_sale(draft)
    gone = counter.sold(counter.rafiq.id, paid_taka=3250)
    counter.book.returns.take_back(ReturnDraft(gone.id, (ReturnLine(gone.lines[0].id),), day, "চলে না"))
    page = counter.page("sales")
    listed = {}
    for which, button in page.chips.items():
        button.click()
        listed[which] = [page.model.row_at(at).sale_id for at in range(page.model.rowCount())]
    assert listed == {
        "all": [gone.id, sale.id], "today": [gone.id, sale.id], "needed": [sale.id], "out": [], "cash": [sale.id],
        "returns": [gone.id],
    }  # fmt: skip
    assert page.chips["cash"].text() == f"{_('Delivery money not in yet')} ১"
    assert "৳৩,২৫০" in page.sums.text()
    page.table.setFocus()
    counter.press(Key.Key_Return)
    assert counter.page("sale_view").sale.id == gone.id
