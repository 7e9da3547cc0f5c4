"""The sheet that writes the day's messages into a file."""

from __future__ import annotations

from pathlib import Path

from tests.ui.desk import Desk
from ui.today import call_sheet


def test_the_days_messages_go_into_a_file(desk: Desk, tmp_path: Path) -> None:
    desk.promised("রফিকুল", 4500, "01712345678")
    desk.promised("সালমা", 2000)
    desk.begin().ctx.navigation.go("day_messages")
    desk.settle()
    sheet = desk.sheet
    assert [line.name for line in sheet.found.lines] == ["রফিকুল"]
    assert sheet.found.without_mobile == 1
    sheet.file.set_value(str(tmp_path / "আজ"))
    sheet.save.click()
    written = (tmp_path / "আজ.csv").read_bytes()
    assert written.startswith(b"\xef\xbb\xbf") and "8801712345678,রফিকুল" in written.decode("utf-8-sig")
    assert desk.sheet is None and "আজ.csv" in desk.said()


def test_a_folder_that_is_not_there_is_said_under_the_field(desk: Desk, tmp_path: Path) -> None:
    desk.promised("রফিকুল", 4500, "01712345678")
    desk.begin().ctx.navigation.go("day_messages")
    sheet = desk.sheet
    sheet.file.set_value(str(tmp_path / "নেই" / "আজ.csv"))
    sheet.enter()
    assert sheet.file.problem_text() and desk.sheet is sheet


def test_a_day_with_nobody_to_write_to_says_so(desk: Desk) -> None:
    desk.promised("সালমা", 2000)
    desk.begin().ctx.navigation.go("day_messages")
    assert desk.sheet is None and "কেউ নেই" in desk.said()


def test_it_stands_in_the_menu_above_the_list(desk: Desk) -> None:
    desk.promised("রফিকুল", 4500, "01712345678")
    desk.begin()
    menu = desk.page.heading.menu(call_sheet.more(desk.ctx))
    line = next(line for line in menu.actions() if line.text() == "দিনের মেসেজগুলো ফাইলে")
    line.trigger()
    assert desk.sheet.found.lines
