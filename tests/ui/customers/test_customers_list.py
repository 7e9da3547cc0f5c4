"""The list of customers: who is in it, in which order, and what the keyboard does there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from shopbook.dues.model import AdjustmentDraft
from shopbook.localisation import language
from ui.context import Context
from ui.customers.page import CustomersPage
from ui.main_window import MainWindow

Add = Callable[..., int]
Press = Callable[..., None]
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def page(window: MainWindow, ctx: Context) -> CustomersPage:
    shown = ctx.navigation.page("customers")
    assert isinstance(shown, CustomersPage)
    return shown


def names(page: CustomersPage) -> list[str]:
    return [page.model.data(page.model.index(row, 0)) for row in range(page.model.rowCount())]


def owes(ctx: Context, id: int, taka: int) -> None:
    ctx.book.dues.adjust(AdjustmentDraft(id, "opening", taka * 100, ctx.book.clock.today()))


def test_the_list_is_in_the_order_of_given_names(page: CustomersPage, add: Add) -> None:
    for name in ("মোঃ রহিম উদ্দিন", "করিম", "আসমা বেগম"):
        add(name)
    assert names(page) == ["আসমা বেগম", "করিম", "মোঃ রহিম উদ্দিন"]


def test_a_row_reads_as_the_shopkeeper_says_it(page: CustomersPage, ctx: Context, add: Add) -> None:
    id = add("রহিম", "01712345678", nickname="লম্বা রহিম", area="মিরপুর")
    owes(ctx, id, 1250)
    cells = [page.model.data(page.model.index(0, column)) for column in range(page.model.columnCount())]
    assert cells == ["রহিম", "০১৭১২-৩৪৫৬৭৮", "মিরপুর", "৳১,২৫০", ""]
    spoken = page.model.data(page.model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "রহিম, লম্বা রহিম"


def test_on_a_narrow_window_the_area_stands_under_the_name(
    window: MainWindow, page: CustomersPage, add: Add
) -> None:
    add("রহিম", "01712345678", area="মিরপুর")
    window.resize(1024, 560)
    QApplication.processEvents()
    if not page.table.isColumnHidden(2):
        page.table.resize(520, 300)
    assert page.table.isColumnHidden(2)
    spoken = page.model.data(page.model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "রহিম, মিরপুর"


def test_chips_choose_who_is_shown(page: CustomersPage, ctx: Context, add: Add) -> None:
    add("করিম")
    owes(ctx, add("রহিম"), 500)
    add("সেলিম", needs_review=True, review_reason="ফোন অদ্ভুত")
    page.chips["owing"].click()
    assert names(page) == ["রহিম"]
    page.chips["review"].click()
    assert names(page) == ["সেলিম"]
    page.chips["all"].click()
    assert len(names(page)) == 3
    assert page.chips["owing"].text() == "বাকি আছে ১"


def test_keys_sort_by_name_due_and_last_seen(
    page: CustomersPage, ctx: Context, add: Add, press: Press
) -> None:
    owes(ctx, add("করিম"), 900)
    owes(ctx, add("রহিম"), 100)
    page.table.setFocus()
    press(Qt.Key.Key_2, ALT)
    assert names(page) == ["রহিম", "করিম"]
    press(Qt.Key.Key_2, ALT)
    assert names(page) == ["করিম", "রহিম"]
    press(Qt.Key.Key_1, ALT)
    assert names(page) == ["করিম", "রহিম"]
    press(Qt.Key.Key_1, ALT)
    assert names(page) == ["রহিম", "করিম"]


def test_delete_puts_away_and_ctrl_z_brings_back(
    page: CustomersPage, ctx: Context, add: Add, press: Press
) -> None:
    add("রহিম")
    page.table.setFocus()
    press(Qt.Key.Key_Delete)
    assert names(page) == []
    assert ctx.messages.last() is not None and "রহিম" in ctx.messages.last().text
    press(Qt.Key.Key_Z, CTRL)
    assert names(page) == ["রহিম"]


def test_the_trash_is_reached_and_emptied_by_keys(page: CustomersPage, add: Add, press: Press) -> None:
    add("রহিম")
    page.table.setFocus()
    press(Qt.Key.Key_Delete)
    for _step in range(3):
        press(Qt.Key.Key_Tab, CTRL)
    assert page.which == "trash"
    assert names(page) == ["রহিম"]
    press(Qt.Key.Key_R, CTRL)
    assert names(page) == []
    press(Qt.Key.Key_Tab, CTRL)
    assert names(page) == ["রহিম"]


def test_enter_opens_the_customer_and_esc_comes_back(
    page: CustomersPage, ctx: Context, add: Add, press: Press
) -> None:
    id = add("রহিম")
    page.table.setFocus()
    press(Qt.Key.Key_Return)
    assert ctx.navigation.here is not None
    assert (ctx.navigation.here.key, ctx.navigation.here.target) == ("customer", id)
    press(Qt.Key.Key_Escape)
    assert ctx.navigation.here.key == "customers"


def test_letters_typed_over_the_list_go_to_the_search_box(
    window: MainWindow, page: CustomersPage, add: Add
) -> None:
    from tests.typing import type_text

    add("রহিম")
    page.table.setFocus()
    type_text(page.table, "র")
    assert window.search.hasFocus()
    assert window.search.text() == "র"


def test_an_empty_book_says_what_belongs_here_and_offers_the_way(
    page: CustomersPage, window: MainWindow, ctx: Context, press: Press
) -> None:
    assert page.empty.title.text() == "এখনো কোনো গ্রাহক নেই"
    assert page.empty.button is not None and page.empty.button.hasFocus()
    press(Qt.Key.Key_Return)
    assert ctx.navigation.sheet is not None


def test_an_empty_book_leads_to_a_file_and_to_the_sample_shop(
    qtbot: Any, page: CustomersPage, ctx: Context, reads: Callable[[QWidget], str]
) -> None:
    assert "ফাইল থেকে তালিকা আনুন" in reads(page.empty)
    sample = page._first_steps[-1]
    assert sample is not None
    with qtbot.waitSignal(ctx.navigation.sample_asked):
        sample.click()


def test_an_empty_filter_does_not_offer_the_first_customer(page: CustomersPage, add: Add) -> None:
    add("রহিম")
    page.chips["owing"].click()
    assert page.empty.title.text() == "কারও কাছে কোনো বাকি নেই"
    assert page.empty.button is not None and page.empty.button.isHidden()


def test_the_model_keeps_qts_rules(qtmodeltester: Any, page: CustomersPage, add: Add) -> None:
    for number in range(80):
        add(f"গ্রাহক {number}")
    qtmodeltester.check(page.model)


def test_english_by_a_switch_without_a_restart(
    qapp: Any, page: CustomersPage, ctx: Context, add: Add, reads: Callable[[QWidget], str]
) -> None:
    from ui import translation

    owes(ctx, add("রহিম", "01712345678"), 500)
    translator = translation.install(qapp)
    try:
        translation.switch(qapp, "en", translator)
        said = reads(page)
        assert "Customers" in said and "Owe money 1" in said
        assert page.model.headerData(1, Qt.Orientation.Horizontal) == "Phone"
        assert page.model.data(page.model.index(0, 1)) == "01712-345678"
        translation.switch(qapp, "bn", translator)
        assert "বাকি আছে ১" in reads(page)
    finally:
        language.set_language("bn")
        qapp.removeTranslator(translator)
