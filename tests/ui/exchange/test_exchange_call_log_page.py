"""Pasting the phone's call list: what becomes of each caller is seen before, one button, one undo."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog

from tests.ui.desk import Desk, desk
from ui.exchange.call_log import CallLogPage
from ui.lists.looks import Section

__all__ = ["desk"]
LOG = """01712345678 Missed call Today, 9:05 AM
01712345678 Missed call Today, 9:15 AM
01733112233 Missed call Yesterday, 8:00 PM
01819223344 Incoming call Today 9:30 AM 2 min 5 sec
16247 Missed Today 9:00 AM
"""


@pytest.fixture
def page(desk: Desk) -> CallLogPage:
    """The page, with Rahim and Salma in the book."""
    desk.customer("রহিম", "01712345678")
    desk.customer("সালমা", "01819223344")
    desk.begin().ctx.navigation.go("call_log")
    found: Any = desk.ctx.navigation.page("call_log")
    assert isinstance(found, CallLogPage)
    return found


def _lines(page: CallLogPage) -> list[str]:
    return [str(page.model.index(line, 0).data()) for line in range(page.model.rowCount())]


def _paste(desk: Desk, text: str) -> None:
    QApplication.clipboard().setText(text)
    desk.press("Ctrl+V")
    QApplication.processEvents()


def test_pasted_with_one_key_taken_in_with_another(desk: Desk, page: CallLogPage) -> None:
    page.list.setFocus()
    QApplication.clipboard().setText(LOG)
    page.paste_now()
    shown = "\n".join(_lines(page))
    for words in ("রহিম", "২ বার ফোন করেছেন", "অচেনা নম্বর", "ধরা কল ১টি", "ছোট নম্বর"):
        assert words in shown
    assert desk.book.calls.open_callbacks() == [], "written before the button"
    desk.press("Ctrl+Enter")
    assert len(desk.book.calls.open_callbacks()) == 2
    place = desk.ctx.navigation.here
    assert place is not None
    assert place.key == "today"
    assert desk.said() == "২ জন আজকের তালিকায় অপেক্ষায়"
    assert desk.ctx.messages.undo_last()
    assert desk.book.calls.open_callbacks() == []


def test_a_call_of_which_only_the_day_is_known_has_no_hour(desk: Desk, page: CallLogPage) -> None:
    page.open("01712345678 Missed call Yesterday\n\n01733112233 Missed call Yesterday, 8:00 PM\n")
    rahim = next(line for line in _lines(page) if "রহিম" in line)
    assert "গতকাল" in rahim and "১২:০০" not in rahim
    assert any("রাত ৮:০০" in line for line in _lines(page))


def test_the_same_in_a_table_with_a_column_of_days(desk: Desk, page: CallLogPage) -> None:
    page.open("Number,Type,Date\n01712345678,Missed,2026-01-02\n01733112233,Missed,2026-01-02 20:00:00\n")
    shown = "\n".join(_lines(page))
    assert "রহিম" in shown and "১২:০০" not in shown
    assert "রাত ৮:০০" in shown


def test_ctrl_v_in_the_box_is_read_after_a_moment(desk: Desk, page: CallLogPage, qtbot: Any) -> None:
    assert desk.focus is page.box
    _paste(desk, LOG)
    qtbot.waitUntil(lambda: page.model.rowCount() > 0)
    assert page.plan.calls == 2


def test_the_callers_stand_under_what_becomes_of_them(desk: Desk, page: CallLogPage) -> None:
    page.open(LOG)
    titles = [one.title for line in range(page.model.rowCount()) if (one := page.model.section_at(line))]
    assert titles == ["ফোন করতে হবে", "কথা হয়ে গেছে", "বাদ"]
    assert all(isinstance(one, str) for one in titles)
    assert isinstance(page.model.section_at(0), Section)


def test_space_leaves_a_number_out_and_takes_it_in_again(desk: Desk, page: CallLogPage) -> None:
    page.open(LOG)
    page.list.setFocus()
    page.list.choose_first()
    desk.press("Space")
    assert "১ জনকে তালিকায় তুলুন" in page.take.text()
    assert "তালিকায় উঠবে না" in "\n".join(_lines(page))
    desk.press("Space")
    assert "২ জনকে তালিকায় তুলুন" in page.take.text()
    desk.press("Space", "Ctrl+Enter")
    assert len(desk.book.calls.open_callbacks()) == 1


def test_answered_calls_are_written_down_only_when_ticked(desk: Desk, page: CallLogPage) -> None:
    salma = desk.book.customers.household("1819223344")[0]
    page.open("01819223344 Incoming call Today 9:30 AM 2 min 5 sec")
    assert not page.take.isEnabled()
    page.talks.box.click()
    assert page.take.isEnabled()
    page.take_in()
    assert [call.direction for call in desk.book.calls.calls(salma)] == ["in"]
    assert desk.said() == "১টি কল লেখা হলো"


def test_the_same_list_pasted_again_has_nothing_new(desk: Desk, page: CallLogPage) -> None:
    page.open("01712345678 Missed call Today, 9:05 AM")
    page.take_in()
    desk.ctx.navigation.go("call_log", "01712345678 Missed call Today, 9:05 AM")
    assert page.empty.title.text() == "এই তালিকায় নতুন কিছু নেই"
    assert not page.take.isEnabled()


def test_a_file_of_a_backup_app_is_read(
    desk: Desk, page: CallLogPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "calls.csv"
    file.write_text("Name,Number,Date,Type\nকরিম,01733112233,2026-11-21 09:00,Missed\n", encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *args, **more: (str(file), ""))
    desk.press("Ctrl+O")
    assert "করিম" in "\n".join(_lines(page))
    page.read_file(tmp_path / "missing.csv")
    assert "missing.csv" in desk.said()


def test_a_text_without_calls_says_what_to_copy(desk: Desk, page: CallLogPage) -> None:
    page.open("শুভ সকাল")
    assert page.empty.title.text() == "এই লেখায় কোনো কল পাওয়া গেল না"


def test_the_month_is_saved_as_a_calendar(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: Any
) -> None:
    desk.promised("রহিম", 500, "01712345678", days=5)
    desk.begin()
    file = tmp_path / "মাস"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args, **more: (str(file), ""))
    desk.ctx.navigation.go("calendar")
    qtbot.waitUntil(lambda: not desk.ctx.jobs.busy)
    text = (tmp_path / "মাস.ics").read_text(encoding="utf-8")
    assert "DTSTART;VALUE=DATE:20261126" in text
    assert "মাস.ics" in desk.said()


def test_a_folder_that_cannot_be_written_is_said(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: Any
) -> None:
    desk.begin()
    nowhere = str(tmp_path / "no" / "month.ics")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args, **more: (nowhere, ""))
    desk.ctx.navigation.go("calendar")
    qtbot.waitUntil(lambda: not desk.ctx.jobs.busy)
    assert "month.ics" in desk.said()
