"""A credit limit that the memo would cross is said in the page, in amber, and keeps nobody from selling; papers that
come out by themselves when the sale is saved."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QDialog

from shopbook.customers.model import CustomerDraft
from shopbook.sales.model import LineDraft
from shopbook.settings.model import PRINT_AFTER_SALE
from shopbook.settings.printing import MEMO_AFTER_SALE
from tests.ui.counter import YEAR, Counter


def typed(counter: Counter, customer_id: int, taka: int, paid: int) -> Any:
    counter.ctx.navigation.go("sale", {"customer_id": customer_id})
    page = counter.page("sale")
    page.form.editor.show_line(LineDraft("এসি", unit_price_paisa=taka * 100))
    page.form.money.paid.set_value(paid * 100)
    page.form.money.paid.line.setText(str(paid))
    page._look_again()
    return page


def test_the_limit_is_said_in_place_and_the_sale_is_saved_all_the_same(counter: Counter) -> None:
    who = counter.book.customers.add(CustomerDraft(name="জলিল", credit_limit_paisa=10_000_00))
    page = typed(counter, who, 15_000, 4_000)
    (words,) = page.form.warnings.texts()
    assert "৳১১,০০০" in words and "৳১০,০০০" in words
    assert page.form.warnings.isVisible()
    assert counter.window.findChildren(QDialog) == []
    page.finish()
    assert counter.book.dues.balance(who) == 11_000_00


@pytest.mark.parametrize("paid", [5_000, 15_000])
def test_within_the_limit_nothing_is_said(counter: Counter, paid: int) -> None:
    who = counter.book.customers.add(CustomerDraft(name="জলিল", credit_limit_paisa=10_000_00))
    assert typed(counter, who, 15_000, paid).form.warnings.texts() == []


def test_a_credit_note_counts_like_money_against_the_limit(counter: Counter) -> None:
    who = counter.book.customers.add(CustomerDraft(name="জলিল", credit_limit_paisa=1_000_00))
    sale = counter.sold(who, paid_taka=3250)
    lines = [[sale.lines[0].id, 1000, None, "good"]]
    asked = {"exchange": {"sale_id": sale.id, "lines": lines, "reason": "বড়টা চাই"}}
    counter.ctx.navigation.go("sale", asked)
    page = counter.page("sale")
    page.form.editor.show_line(LineDraft("এসি", unit_price_paisa=4_250_00))
    page.form.money.paid.line.setText("0")
    page._look_again()
    assert page.form.warnings.texts() == []
    page.form.editor.show_line(LineDraft("এসি", unit_price_paisa=4_251_00))
    page._look_again()
    assert len(page.form.warnings.texts()) == 1


@pytest.mark.parametrize(("memo", "card", "sheets"), [(True, True, 2), (True, False, 1), (False, False, 0)])
def test_memo_and_card_come_out_as_the_shop_wants_it(
    counter: Counter, monkeypatch: pytest.MonkeyPatch, memo: bool, card: bool, sheets: int
) -> None:
    counter.with_printer(monkeypatch)
    counter.book.settings.set(MEMO_AFTER_SALE, memo)
    page = typed(counter, counter.rafiq.id, 3_250, 3_250)
    line = counter.sold().lines[0]
    page.form.editor.show_line(LineDraft(line.name, unit_price_paisa=3_250_00, coverages=(YEAR,)))
    page.side.tick.setChecked(card)
    counter.book.settings.set(PRINT_AFTER_SALE, card)
    page.finish()
    assert counter.here == "sale_view"
    assert len(counter.printed) == sheets
