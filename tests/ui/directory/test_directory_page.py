"""The page of helpers: by trade, the number large, given, copied, changed, recommended no longer."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from shopbook.directory.model import HelperDraft
from tests.ui.desk import Desk
from ui.directory.page import HelpersPage
from ui.directory.sheet import OWN


@pytest.fixture
def page(desk: Desk) -> HelpersPage:
    """The page with three helpers on it."""
    add = desk.book.helpers.add
    add(HelperDraft("কামাল মিস্ত্রি", "mechanic", "01712345678", "মিরপুর ১০", "রাতেও আসেন"))
    add(HelperDraft("জসিম", "electrician", "01819223344", "পল্লবী"))
    add(HelperDraft("সোহেল", "জেনারেটর", "01511222333"))
    desk.begin().ctx.navigation.go("helpers")
    found: Any = desk.ctx.navigation.page("helpers")
    assert isinstance(found, HelpersPage)
    return found


def _names(page: HelpersPage) -> list[str]:
    return [row.name for line in range(page.model.rowCount()) if (row := page.model.row_at(line))]


def test_the_search_waits_for_letters_and_the_number_stands_large(desk: Desk, page: HelpersPage) -> None:
    assert desk.focus is page.box
    desk.write("electric")
    assert _names(page) == ["জসিম"]
    assert page.opened.phone.text() == "০১৮১৯-২২৩৩৪৪"


def test_chips_show_one_trade_the_shops_own_word_too(desk: Desk, page: HelpersPage) -> None:
    assert [button.text() for button in page.chips.values()] == [
        "সব",
        "গাড়ির মিস্ত্রি ১",
        "ইলেকট্রিশিয়ান ১",
        "জেনারেটর ১",
    ]
    page.chips["জেনারেটর"].click()
    assert _names(page) == ["সোহেল"]


def test_enter_on_the_page_asks_only_for_the_customer(desk: Desk, page: HelpersPage) -> None:
    rahim = desk.customer("রহিম", "01733445566")
    desk.write("kamal").press("Enter")
    sheet = desk.sheet
    assert sheet.chosen().name == "কামাল মিস্ত্রি"
    sheet.person.set_value(desk.book.customers.row(rahim))
    sheet.person.picked.emit(rahim)
    assert sheet.chosen().name == "কামাল মিস্ত্রি", "the one chosen on the page stays chosen"
    desk.press("Enter")
    assert desk.book.notes.notes(rahim)[0].kind == "favour"


def test_c_copies_the_number_as_it_is_dialled(desk: Desk, page: HelpersPage) -> None:
    page.list.setFocus()
    desk.press("C")
    assert QApplication.clipboard().text() == "01712345678"


def test_del_recommends_somebody_no_longer_and_the_last_chip_shows_them(
    desk: Desk, page: HelpersPage
) -> None:
    page.list.setFocus()
    desk.press("Del").settle()
    assert _names(page) == ["জসিম", "সোহেল"]
    page.chips["retired"].click()
    assert _names(page) == ["কামাল মিস্ত্রি"]
    assert not page.opened.give.isVisible()
    page.opened.retire.click()
    assert len(desk.book.helpers.find()) == 3


def test_a_helper_is_written_down_with_a_trade_in_the_shops_own_word(desk: Desk, page: HelpersPage) -> None:
    desk.press("Insert")
    sheet = desk.sheet
    desk.write("নুরু ভাই")
    sheet.phone.setFocus()
    desk.write("01611222333")
    sheet.skill.set_value(OWN)
    sheet._on_skill()
    desk.write("সোলার মিস্ত্রি").press("Ctrl+Enter")
    assert desk.ctx.navigation.sheet is None
    assert [one.title for one in desk.book.helpers.find("নুরু")] == ["সোলার মিস্ত্রি"]


def test_what_is_missing_is_asked_for_under_its_field(desk: Desk, page: HelpersPage) -> None:
    desk.press("Insert")
    desk.sheet.skill.set_value(OWN)
    desk.sheet._on_skill()
    desk.press("Ctrl+Enter")
    assert set(desk.sheet.form.problems()) == {"name", "phone", "own_skill"}


def test_a_helper_begun_and_left_is_kept(desk: Desk, page: HelpersPage) -> None:
    desk.press("Insert").write("নুরু ভাই").press("Esc")
    assert desk.ctx.navigation.sheet is None
    desk.press("Insert")
    assert desk.sheet.name.typed() == "নুরু ভাই"


def test_changing_keeps_everything_that_was_not_touched(desk: Desk, page: HelpersPage) -> None:
    page.list.setFocus()
    desk.press("Ctrl+E")
    desk.sheet.area.setFocus()
    desk.sheet.area.line.selectAll()
    desk.write("মিরপুর ১১").press("Ctrl+Enter")
    (kamal,) = desk.book.helpers.find("কামাল")
    assert (kamal.area, kamal.phone, kamal.note) == ("মিরপুর ১১", "01712345678", "রাতেও আসেন")


def test_an_empty_directory_says_what_belongs_there(desk: Desk) -> None:
    desk.begin().ctx.navigation.go("helpers")
    page: Any = desk.ctx.navigation.page("helpers")
    assert page.empty.isVisible()
    assert desk.focus is page.empty.button
