"""The trash: back with Enter, gone for good only after a typed word; and a customer who asks to be forgotten."""

from __future__ import annotations

from typing import Any

import pytest

from shopbook.notes.model import NoteDraft
from tests.ui.desk import Desk
from ui.trash.opening import EraseSheet
from ui.trash.page import TrashPage


@pytest.fixture
def rahim(desk: Desk) -> int:
    """Rahim, of whom a note was thrown away."""
    one = desk.customer("রহিম", "01711111111")
    desk.book.notes.trash(desk.book.notes.write(NoteDraft(one, "ছেলের পরীক্ষা")))
    return one


@pytest.fixture
def page(desk: Desk, rahim: int) -> TrashPage:
    """The trash."""
    desk.begin().ctx.navigation.go("trash")
    found: Any = desk.ctx.navigation.page("trash")
    assert isinstance(found, TrashPage)
    return found


def _at(page: TrashPage, line: int = 0) -> str:
    return str(page.model.index(line, 0).data())


def test_each_thing_says_whose_it_was_and_how_long_it_stays(desk: Desk, page: TrashPage) -> None:
    assert "ছেলের পরীক্ষা" in _at(page) and "রহিম" in _at(page) and "আর ৬০ দিন" in _at(page)
    assert [kind for kind, button in page.chips.items() if button.isVisible()] == ["note"]


def test_enter_takes_it_back_and_the_way_back_throws_it_away_again(
    desk: Desk, page: TrashPage, rahim: int
) -> None:
    desk.press("Enter")
    assert len(desk.book.notes.notes(rahim)) == 1
    assert page.model.rowCount() == 0
    desk.press("Ctrl+Z")
    assert page.model.rowCount() == 1


def test_nothing_is_erased_without_the_word(desk: Desk, page: TrashPage) -> None:
    desk.press("X")
    assert page.typed.isVisible() and page.typed.field.isAncestorOf(desk.focus)
    desk.write("হ্যাঁ").press("Enter")
    assert desk.book.trash.counts() == {"note": 1}
    desk.press("Escape")
    assert not page.typed.isVisible() and page.deeds.isVisible()


def test_with_the_word_it_is_gone_for_good(desk: Desk, page: TrashPage) -> None:
    desk.press("X")
    desk.write("মুছুন").press("Enter")
    assert desk.book.trash.counts() == {}
    assert desk.book.store.value("SELECT body FROM note") == "—"


def test_an_empty_trash_says_what_it_is_for(desk: Desk, page: TrashPage) -> None:
    desk.press("Enter")
    assert page.empty.isVisible() and "৬০" in page.empty.detail.text()


def test_who_may_not_erase_is_not_offered_it(desk: Desk, page: TrashPage) -> None:
    desk.book.store.role = "manager"
    page.make_stale()
    assert not page.erase.isVisible() and page.restore.isVisible()
    desk.press("X")
    assert not page.typed.isVisible()


def test_a_customer_who_asks_to_be_forgotten_is_gone_after_the_word(
    desk: Desk, rahim: int, qtbot: Any
) -> None:
    desk.begin().ctx.navigation.go("customer", rahim)
    desk.ctx.navigation.go("erase", rahim)
    sheet = desk.sheet
    assert isinstance(sheet, EraseSheet)
    desk.write("ERASE").press("Enter")
    qtbot.waitUntil(lambda: desk.sheet is None, timeout=20_000)
    customer = desk.book.customers.get(rahim)
    assert customer.draft.name == customer.code and customer.erased_on is not None
    here = desk.ctx.navigation.here
    assert here is not None and here.key == "customers"


def test_what_is_open_must_be_ticked_first(desk: Desk, rahim: int, qtbot: Any) -> None:
    from shopbook.dues.model import AdjustmentDraft

    desk.book.dues.adjust(AdjustmentDraft(rahim, "opening", 50000, desk.book.clock.today()))
    desk.begin().ctx.navigation.go("erase", {"customer_id": rahim})
    sheet = desk.sheet
    assert desk.focus is sheet.despite
    sheet.word.setFocus()
    desk.write("ERASE").press("Enter")
    assert sheet.problem.isVisible() and not sheet.working
    sheet.despite.setChecked(True)
    sheet.erase()
    qtbot.waitUntil(lambda: desk.sheet is None, timeout=20_000)
    assert desk.book.customers.get(rahim).balance_paisa == 50000


def test_an_erased_page_says_so_and_offers_no_way_back(desk: Desk, rahim: int) -> None:
    desk.book.trash.erase_customer(rahim, "ERASE")
    desk.begin().ctx.navigation.go("customer", rahim)
    page: Any = desk.ctx.navigation.page("customer")
    assert page.header.erased.isVisible() and not page.header.trashed.isVisible()
    assert not page.header.edit.isVisible()


def test_the_wrong_word_is_said_under_the_box(desk: Desk, rahim: int) -> None:
    desk.begin().ctx.navigation.go("erase", rahim)
    desk.write("ERASED").press("Enter")
    assert not desk.sheet.working
    assert desk.book.customers.get(rahim).draft.name == "রহিম"
