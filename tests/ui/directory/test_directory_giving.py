"""A customer asks for a mechanic: the number is found and given in seconds, also in the middle of a call."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtWidgets import QApplication

from shopbook.directory.model import HelperDraft
from shopbook.localisation.language import current_language
from tests.ui.desk import Desk


@pytest.fixture
def rahim(desk: Desk) -> int:
    """A customer in Mirpur 10, and three helpers."""
    add = desk.book.helpers.add
    add(HelperDraft("আবুল", "mechanic", "01911111111", "সাভার"))
    add(HelperDraft("কামাল মিস্ত্রি", "mechanic", "01712345678", "মিরপুর ১০"))
    add(HelperDraft("জসিম", "electrician", "01819223344", "পল্লবী"))
    return desk.customer("রহিম", "01733445566", area="Mirpur 10")


def _shown(desk: Desk) -> list[str]:
    model = desk.sheet.model
    return [model.row_at(line).name for line in range(model.rowCount())]


def test_ctrl_h_a_word_and_enter_give_the_number_and_write_the_favour_down(desk: Desk, rahim: int) -> None:
    desk.begin().ctx.navigation.go("customer", rahim)
    desk.press("Ctrl+H")
    assert _shown(desk)[0] == "কামাল মিস্ত্রি", "the one of the customer's own area comes first"
    desk.write("মিস্ত্রি").press("Enter")
    assert desk.keys == 2
    assert desk.ctx.navigation.sheet is None
    (note,) = desk.book.notes.notes(rahim)
    assert note.kind == "favour"
    assert note.body == "কামাল মিস্ত্রির নম্বর দিলাম: গাড়ির মিস্ত্রি, ০১৭১২-৩৪৫৬৭৮"
    assert note.follow_ups == (dt.date(2026, 11, 23),)
    assert "কামাল মিস্ত্রির নম্বর" in desk.said()
    assert desk.ctx.messages.undo_last()
    assert desk.book.notes.notes(rahim) == []


def test_down_chooses_another_while_the_cursor_stays_in_the_search(desk: Desk, rahim: int) -> None:
    desk.begin().ctx.navigation.go("customer", rahim)
    desk.press("Ctrl+H", "Down")
    second = desk.sheet.chosen().name
    assert desk.focus is desk.sheet.box
    assert second == _shown(desk)[1]
    desk.press("Enter")
    assert second in desk.book.notes.notes(rahim)[0].body


def test_in_the_middle_of_a_call_the_strip_comes_back_with_its_words(desk: Desk, rahim: int) -> None:
    desk.begin().ctx.navigation.go("call", {"customer_id": rahim})
    desk.write("গাড়ি রাস্তায় বন্ধ হয়ে গেছে")
    desk.press("Ctrl+H").write("kamal").press("Enter")
    assert [note.kind for note in desk.book.notes.notes(rahim)] == ["favour"]
    strip = desk.sheet
    assert strip is not None, "the call is gone"
    assert strip.whom.customer_id == rahim
    assert strip.said.typed() == "গাড়ি রাস্তায় বন্ধ হয়ে গেছে"
    assert desk.focus is strip.said.control


def test_esc_in_the_helpers_also_leads_back_to_the_call(desk: Desk, rahim: int) -> None:
    desk.begin().ctx.navigation.go("call", {"customer_id": rahim, "outcome": "promised_pay"})
    desk.write("শুক্রবারে দেবেন")
    desk.press("Ctrl+H").press("Esc")
    assert desk.book.notes.notes(rahim) == []
    assert (desk.sheet.outcome, desk.sheet.said.typed()) == ("promised_pay", "শুক্রবারে দেবেন")


def test_another_short_task_taken_instead_leaves_the_call_as_a_draft(desk: Desk, rahim: int) -> None:
    desk.begin().ctx.navigation.go("call", {"customer_id": rahim})
    desk.write("গাড়ি নষ্ট")
    desk.press("Ctrl+H").press("F8").settle().press("Esc")
    assert desk.ctx.navigation.sheet is None
    desk.ctx.navigation.go("call", {"customer_id": rahim})
    assert desk.sheet.said.typed() == "গাড়ি নষ্ট"


def test_without_a_customer_the_number_is_copied_or_somebody_is_chosen(desk: Desk, rahim: int) -> None:
    assert current_language() == "bn"
    desk.begin().ctx.navigation.go("customers")
    desk.press("Ctrl+H")
    desk.sheet.customer_id = None  # nobody is in front
    desk.write("জসিম").press("Enter")
    assert desk.sheet is not None
    assert desk.sheet.person.problem_text()
    desk.sheet.copy.click()
    assert QApplication.clipboard().text() == "01819223344"
    desk.sheet.person.set_value(desk.book.customers.row(rahim))
    desk.sheet.person.picked.emit(rahim)
    desk.press("Enter")
    assert desk.ctx.navigation.sheet is None
    assert "জসিমের" in desk.book.notes.notes(rahim)[0].body


def test_nobody_found_leads_to_writing_them_down(desk: Desk, rahim: int) -> None:
    desk.begin().ctx.navigation.go("customer", rahim)
    desk.press("Ctrl+H").write("রহমত")
    assert not desk.sheet.give_button.isEnabled()
    assert desk.sheet.empty.button is not None
    desk.sheet.empty.button.click()
    assert (desk.sheet.name.typed(), desk.sheet.area.typed()) == ("রহমত", "Mirpur 10")
    desk.write("01511222333").press("Ctrl+Enter")
    assert [one.name for one in desk.book.helpers.find("রহমত", area="মিরপুর ১০")] == ["রহমত"]
