"""The evening: the filled paper goes into the book with a few keys a line."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from shopbook.calls.model import CallbackDraft
from shopbook.followups.model import Lane
from tests.typing import type_text
from tests.ui.desk import Desk
from ui.call_sheets.page import CallSheetsPage

NAMES = ("সালমা", "রহিম", "করিম", "লতিফ", "মমতাজ", "শফিক", "নাজমা", "বেলাল", "রোকেয়া", "জসিম", "হাসান", "মিনা")


@pytest.fixture
def evening(desk: Desk) -> Desk:
    """A window open on the sheet of twelve people that was printed in the morning."""
    for n, name in enumerate(NAMES):
        desk.customer(name, f"017123456{n:02d}")
        desk.book.calls.ask_callback(CallbackDraft(f"017123456{n:02d}"))
    desk.book.call_sheets.remember(desk.book.followups.today())
    desk.begin()
    desk.ctx.navigation.go("call_sheets")
    return desk.settle()


def page(desk: Desk) -> CallSheetsPage:
    found = desk.ctx.navigation.page("call_sheets")
    assert isinstance(found, CallSheetsPage)
    return found


def outcomes(desk: Desk) -> list[str]:
    sheet = desk.book.call_sheets.sheets()[0]
    return [line.outcome for line in desk.book.call_sheets.lines(sheet.id)]


def keys(desk: Desk, typed: str) -> int:
    """Press keys one by one, each counted; ` ` is Space and `\\n` Enter."""
    for key in typed:
        widget = desk.focus
        if key in " \n":
            QTest.keyClick(widget, Qt.Key.Key_Space if key == " " else Qt.Key.Key_Return)
        else:
            type_text(widget, key)
        QApplication.processEvents()
    return len(typed)


def test_ten_lines_take_four_keys_each(evening: Desk) -> None:
    pressed = sum(keys(evening, " 1\n") for _line in range(5))
    pressed += sum(keys(evening, f"{number} 2\n") for number in (6, 7, 8, 9))
    pressed += keys(evening, "10 3\n")
    assert outcomes(evening) == ["talked"] * 5 + ["no_answer"] * 4 + ["call_later", "", ""]
    assert pressed <= 40


def test_bengali_digits_do_as_well(evening: Desk) -> None:
    keys(evening, "৩ ১\n")
    assert outcomes(evening)[2] == "talked"


def test_the_cursor_goes_on_to_the_next_line_that_is_empty(evening: Desk) -> None:
    keys(evening, "2 1\n")
    assert page(evening).entry.number.value() == 3
    keys(evening, "1 1\n")
    assert page(evening).entry.number.value() == 3
    keys(evening, "12 1\n")
    assert page(evening).entry.number.value() == 3
    assert evening.focus is page(evening).entry.number.line


def test_a_date_and_words_are_typed_after_the_outcome(evening: Desk) -> None:
    keys(evening, " 1+3 দাম বেশি\n")
    line = page(evening).line(1)
    assert line is not None
    assert (line.outcome, line.next_on, line.said) == ("talked", dt.date(2026, 11, 24), "দাম বেশি")


def test_a_date_of_two_words_may_have_its_space(evening: Desk) -> None:
    keys(evening, " 1আগামী শুক্রবার\n")
    line = page(evening).line(1)
    assert line is not None and line.next_on == dt.date(2026, 11, 27)


def test_a_promise_takes_the_usual_day_and_an_amount(evening: Desk) -> None:
    salma = next(line.customer_id for line in page(evening)._lines.values() if line.number == 1)
    assert salma is not None
    from shopbook.dues.model import AdjustmentDraft

    evening.book.dues.adjust(AdjustmentDraft(salma, "opening", 900_00, dt.date(2026, 11, 1)))
    keys(evening, " 4 500\n")
    row = evening.book.store.row("SELECT due_on, amount_paisa FROM pay_promise")
    assert row is not None
    assert (row["due_on"], row["amount_paisa"]) == ("2026-11-28", 500_00)


def test_a_complaint_goes_straight_to_its_words_and_needs_them(evening: Desk) -> None:
    keys(evening, " 6\n")
    assert page(evening).entry.said.problem_text()
    assert outcomes(evening)[0] == ""
    keys(evening, "ফ্রিজ ঠান্ডা হয় না\n")
    assert outcomes(evening)[0] == "complaint"


def test_what_was_entered_is_dimmed_and_counted(evening: Desk) -> None:
    assert "০" in page(evening).progress.text()
    keys(evening, " 2\n")
    look = page(evening).list.itemDelegate()._look  # type: ignore[attr-defined]
    line = page(evening).line(1)
    assert line is not None
    assert look(line).faded and look(line).badge
    other = page(evening).line(2)
    assert other is not None and not look(other).faded
    assert "১২টির মধ্যে ১টি" in page(evening).progress.text()


def test_a_number_that_was_entered_or_is_not_there_is_said_at_once(evening: Desk) -> None:
    keys(evening, " 1\n")
    for typed in ("1 ", "77 "):
        keys(evening, typed)
        assert page(evening).entry.number.problem_text()
        assert evening.focus is page(evening).entry.number.line
    assert outcomes(evening).count("talked") == 1


def test_a_wrong_key_is_no_outcome(evening: Desk) -> None:
    keys(evening, " 9")
    assert page(evening).entry.outcome.problem_text()
    keys(evening, "\n")
    assert outcomes(evening)[0] == ""
    keys(evening, "2\n")
    assert outcomes(evening)[0] == "no_answer"


def test_taken_back_the_line_stands_open_again_under_the_cursor(evening: Desk) -> None:
    keys(evening, " 1\n 2\n")
    assert outcomes(evening)[:2] == ["talked", "no_answer"]
    evening.press("Ctrl+Z").settle()
    assert outcomes(evening)[:2] == ["talked", ""]
    assert page(evening).entry.number.value() == 2
    keys(evening, " 1\n")
    assert outcomes(evening)[:2] == ["talked", "talked"]


def test_the_day_s_list_knows_what_was_entered(evening: Desk) -> None:
    line = page(evening).line(1)
    assert line is not None
    keys(evening, " 2\n 1\n")
    today = evening.book.followups.today()
    card = today.card(line.household)
    assert card is not None and card.lane is Lane.SNOOZED
    assert len(today.cards) == 10


def test_figures_typed_over_the_list_are_the_number(evening: Desk) -> None:
    page(evening).list.setFocus()
    keys(evening, "৭")
    assert evening.focus is page(evening).entry.number.line
    assert page(evening).entry.number.value() == 7


def test_a_line_pressed_in_the_list_waits_for_its_outcome(evening: Desk) -> None:
    line = page(evening).line(5)
    assert line is not None
    page(evening).list.opened.emit(line.id)
    assert evening.focus is page(evening).entry.outcome.line
    keys(evening, "1\n")
    assert outcomes(evening)[4] == "talked"


def test_the_newest_unfinished_sheet_comes_first_and_others_can_be_chosen(evening: Desk) -> None:
    first = evening.book.call_sheets.sheets()[0].id
    karim = evening.book.settings.add_staff("করিম")
    second = evening.book.call_sheets.remember(evening.book.followups.today(staff=karim), karim)
    evening.ctx.navigation.go("today")
    evening.ctx.navigation.go("call_sheets")
    evening.settle()
    assert page(evening).sheet_id == second
    assert "করিম" in page(evening).chooser.box.currentText()
    evening.press("PgDown")
    assert page(evening).sheet_id == first
    evening.press("PgUp")
    assert page(evening).sheet_id == second


def test_a_finished_sheet_says_so(evening: Desk) -> None:
    for _line in NAMES:
        keys(evening, " 1\n")
    assert evening.book.call_sheets.sheets()[0].is_done
    assert page(evening).entry.number.typed() == ""
    keys(evening, "\n")
    assert page(evening).entry.number.problem_text()


def test_without_a_printed_list_the_page_says_how_to_begin(desk: Desk) -> None:
    desk.begin()
    desk.ctx.navigation.go("call_sheets")
    desk.settle()
    found: Any = page(desk)
    assert found.empty.isVisible()
    assert desk.focus is found.empty.button
