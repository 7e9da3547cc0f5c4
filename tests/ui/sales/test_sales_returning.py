"""The sheet for goods brought back: what, why, where the worth goes; and the exchange that goes on at the sale."""

from __future__ import annotations

from typing import Any

import pytest

from shopbook.dues.model import AdjustmentDraft
from shopbook.localisation.language import _
from shopbook.sales.model import LineDraft, Sale, SaleDraft
from shopbook.sales.return_model import ReturnDraft, ReturnLine
from tests.ui.counter import Counter, Key

FANS = LineDraft("ফ্যান", unit_price_paisa=2_000_00, quantity_milli=2000, serials=("F-1", "F-2"))
RICE = LineDraft("চাল", unit="কেজি", unit_price_paisa=70_00, quantity_milli=10_000)


def sell(counter: Counter, customer_id: int | None, paid: int, *lines: LineDraft) -> Sale:
    draft = SaleDraft(counter.shop.today, lines or (FANS, RICE), customer_id, paid_paisa=paid * 100)
    return counter.book.sales.record_sale(draft)


def opened(counter: Counter, sale: Sale) -> Any:
    counter.ctx.navigation.go("sale_view", sale.id)
    counter.page("sale_view").give_back.click()
    sheet = counter.ctx.navigation.sheet
    assert sheet is not None
    return sheet


def shown(sheet: Any) -> list[str]:
    return [words.text() for line, *labels in sheet.facts._lines if not line.isHidden() for words in labels]


def test_one_thing_on_the_memo_needs_only_the_reason(counter: Counter) -> None:
    sale = sell(counter, counter.rafiq.id, 0, LineDraft("ফ্যান", unit_price_paisa=2_000_00))
    sheet = opened(counter, sale)
    assert shown(sheet) == [
        _("Worth of the goods"), "৳২,০০০", _("Comes off what is due of the memo"), "−৳২,০০০",
    ]  # fmt: skip
    assert not sheet.refund.isVisible() and not sheet.method.isVisible()
    counter.type("শব্দ করে")
    counter.press(Key.Key_Return)
    (taken,) = counter.book.returns.of_sale(sale.id)
    assert (taken.reason, taken.total_paisa, taken.refund_paisa) == ("শব্দ করে", 2_000_00, 0)
    assert counter.ctx.navigation.sheet is None
    assert counter.book.dues.balance(counter.rafiq.id) == 0
    counter.ctx.messages.undo_last()
    assert counter.book.dues.balance(counter.rafiq.id) == 2_000_00


def test_pieces_are_chosen_by_serial_and_kilos_by_number(counter: Counter) -> None:
    sale = sell(counter, counter.rafiq.id, 4700)
    sheet = opened(counter, sale)
    fans, rice = sheet.lines.rows
    fans.pieces[1].click()
    for _time in range(3):
        rice.count.more.click()
    rice.count.less.click()
    assert shown(sheet)[1] == "৳২,১৪০"
    assert sheet.refund.value() == 2_140_00
    sheet.fit.buttons[1].click()
    sheet.reasons[0].click()
    sheet.take.click()
    (taken,) = counter.book.returns.of_sale(sale.id)
    assert [(line.serial, line.quantity_milli, line.fit) for line in taken.lines] == [
        ("F-2", 1000, "faulty"),
        ("", 2000, "faulty"),
    ]
    assert (taken.reason, taken.refund_paisa, taken.refund_method) == (_("Did not work"), 2_140_00, "cash")


def test_the_number_never_leaves_what_the_customer_has(counter: Counter) -> None:
    sheet = opened(counter, sell(counter, counter.rafiq.id, 0, RICE))
    (rice,) = sheet.lines.rows
    rice.count.less.click()
    assert rice.count.milli() == 0
    sheet.everything.click()
    rice.count.more.click()
    assert rice.count.milli() == 10_000
    rice.count.line.setText("১১")
    sheet.reason.set_value("বেশি")
    sheet.save()
    assert rice.problem.isVisible()
    assert counter.book.returns.ids() == []


def test_a_reason_and_a_thing_are_needed(counter: Counter) -> None:
    sheet = opened(counter, sell(counter, counter.rafiq.id, 0))
    sheet.save()
    assert sheet.strip.isVisible()
    assert sheet.reason.problem_text() == _("Write why.")


def test_older_dues_come_before_the_hand_and_giving_more_is_said(counter: Counter) -> None:
    today = counter.shop.today
    counter.book.dues.adjust(AdjustmentDraft(counter.rafiq.id, "opening", 500_00, today))
    sheet = opened(counter, sell(counter, counter.rafiq.id, 700, RICE))
    sheet.everything.click()
    assert sheet.refund.value() == 200_00
    assert not sheet.warning.isVisible()
    sheet.refund.line.setText("৭০০")
    sheet.refund.changed.emit()
    assert "৳৫০০" in sheet.warning.text.text()
    sheet.reason.set_value("লাগবে না")
    sheet.save()
    assert counter.book.dues.balance(counter.rafiq.id) == 500_00


def test_without_a_customer_all_of_it_goes_back(counter: Counter) -> None:
    sheet = opened(counter, sell(counter, None, 700, RICE))
    assert not sheet.refund.isVisible()
    sheet.everything.click()
    assert shown(sheet) == [_("Worth of the goods"), "৳৭০০", _("Given back into the hand"), "৳৭০০"]
    sheet.method.choose("bkash")
    sheet.reason.set_value("লাগবে না")
    sheet.save()
    (taken,) = counter.book.returns.rows(counter.book.returns.ids())
    assert taken.refund_paisa == 700_00


def test_esc_keeps_what_was_typed_for_the_same_memo(counter: Counter) -> None:
    sale = sell(counter, counter.rafiq.id, 0)
    sheet = opened(counter, sale)
    sheet.lines.rows[0].pieces[0].click()
    sheet.reason.set_value("ঢাকনা ভাঙা")
    counter.press(Key.Key_Escape)
    assert counter.ctx.navigation.sheet is None
    again = opened(counter, sale)
    assert again.reason.value() == "ঢাকনা ভাঙা"
    assert [piece.isChecked() for piece in again.lines.rows[0].pieces] == [True, False]
    counter.press(Key.Key_Escape)
    other = opened(counter, sell(counter, counter.rafiq.id, 0))
    assert other.reason.value() == ""


def test_a_memo_with_nothing_left_opens_no_sheet(counter: Counter) -> None:
    sale = sell(counter, counter.rafiq.id, 0, RICE)
    line = ReturnLine(sale.lines[0].id, 10_000)
    counter.book.returns.take_back(ReturnDraft(sale.id, (line,), counter.shop.today, "ফেরত"))
    counter.ctx.navigation.go("return", {"sale_id": sale.id})
    assert counter.ctx.navigation.sheet is None


# ---- exchange


def exchanging(counter: Counter, customer_id: int | None, paid: int = 2000) -> tuple[Sale, Any]:
    sale = sell(counter, customer_id, paid, LineDraft("ফ্যান", unit_price_paisa=2_000_00))
    sheet = opened(counter, sale)
    sheet.reason.set_value("বড়টা চাই")
    sheet.exchange.click()
    assert counter.here == "sale"
    return sale, counter.page("sale")


def type_line(page: Any, taka: int) -> None:
    page.form.editor.show_line(LineDraft("এসি", unit_price_paisa=taka * 100))
    page.form.editor.edited.emit()
    page._look_again()


def test_an_exchange_asks_only_for_the_difference(counter: Counter) -> None:
    sale, page = exchanging(counter, counter.rafiq.id)
    assert page.form.exchange.isVisible()
    assert "৳২,০০০" in page.form.exchange.banner.text.text()
    assert page.form.customer.row.id == counter.rafiq.id
    assert not page.form.customer.isEnabled()
    type_line(page, 3_000)
    page.finish()
    assert page.form.money.paid.value() == 1_000_00, "asked, as always, before all is taken as paid"
    page.finish()
    (taken,) = counter.book.returns.of_sale(sale.id)
    assert taken.exchange_sale_id is not None
    assert (taken.exchanged_paisa, taken.refund_paisa) == (2_000_00, 0)
    assert counter.book.sales.get(taken.exchange_sale_id).paid_paisa == 1_000_00
    assert counter.book.dues.balance(counter.rafiq.id) == 0
    assert counter.here == "sale_view"
    counter.ctx.messages.undo_last()
    assert counter.book.returns.get(taken.id).is_voided
    assert counter.book.sales.get(taken.exchange_sale_id).is_voided
    assert counter.here == "sale"
    assert page.form.exchange.active, "the memo and its exchange stand there again"


def test_nothing_is_in_the_book_before_the_end_and_a_power_cut_loses_nothing(counter: Counter) -> None:
    sale, page = exchanging(counter, counter.rafiq.id)
    type_line(page, 3_000)
    page.keeper.keep()
    assert counter.book.returns.of_sale(sale.id) == []
    kept = counter.book.drafts.kept("sale")
    assert kept is not None
    page.form.clear()
    assert not page.form.exchange.active
    page.form.restore(kept)
    assert page.form.exchange.credit_paisa == 2_000_00
    assert not page.form.customer.isEnabled()
    assert page.form.editor.product.line.text() == "এসি"


@pytest.mark.parametrize("keeps", [False, True])
def test_what_is_over_goes_back_or_stays(counter: Counter, keeps: bool) -> None:
    sale, page = exchanging(counter, counter.rafiq.id)
    type_line(page, 1_500)
    assert page.form.exchange.keeps.isVisible()
    page.form.exchange.keeps.set_value(keeps)
    page.finish()
    (taken,) = counter.book.returns.of_sale(sale.id)
    assert taken.refund_paisa == (0 if keeps else 500_00)
    assert counter.book.dues.balance(counter.rafiq.id) == (-500_00 if keeps else 0)


def test_an_exchange_without_a_name_is_settled_at_once(counter: Counter) -> None:
    sale, page = exchanging(counter, None)
    type_line(page, 3_000)
    assert not page.form.exchange.keeps.isVisible()
    page.finish()
    (taken,) = counter.book.returns.of_sale(sale.id)
    assert taken.exchange_sale_id is not None
    assert counter.book.sales.get(taken.exchange_sale_id).due_paisa == 0
    assert counter.book.sales.day_totals(counter.shop.today).received_paisa == 3_000_00


def test_without_exchange_the_memo_is_an_ordinary_one(counter: Counter) -> None:
    sale, page = exchanging(counter, counter.rafiq.id)
    type_line(page, 3_000)
    page.form.exchange.banner.button.click()
    assert not page.form.exchange.isVisible()
    assert page.form.customer.isEnabled()
    page.form.money.paid.set_value(0)
    page.form.money.paid.line.setText("০")
    page.finish()
    assert counter.book.returns.of_sale(sale.id) == []
    assert counter.book.dues.balance(counter.rafiq.id) == 3_000_00
