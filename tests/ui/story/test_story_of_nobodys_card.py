"""Cards about nobody in the book: a stranger, a rumour, the shop's own affairs; on the screen and on paper."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from shopbook.calls.model import CallbackDraft
from shopbook.care.complaints import ComplaintDraft
from tests.ui.desk import Desk

TODAY = dt.date(2026, 11, 21)
STRANGER = "01712345678"


def rumour(desk: Desk) -> int:
    """What is being said of the shop, to be answered today."""
    return desk.book.complaints.open(ComplaintDraft("পুরনো টিভি বেচে", kind="rumour", promised_on=TODAY))


def enter_on_paper(desk: Desk, keys: str, words: str) -> Any:
    """Print the list, and enter its one line in the evening."""
    desk.book.call_sheets.remember(desk.book.followups.today())
    desk.begin().press("Ctrl+Shift+E").write(" ").write(keys)
    page: Any = desk.ctx.navigation.page("call_sheets")
    page.entry.said.line.setFocus()
    desk.write(words).press("Enter").settle()
    return page


def said_what_is_wrong(page: Any) -> bool:
    """True when a problem stands under some part of the line."""
    return any(part.problem_text() for part in page.entry.parts)


def test_a_rumour_is_settled_from_the_list(desk: Desk) -> None:
    id = rumour(desk)
    desk.begin().press("D").write("সবাইকে কাগজ দেখাই").press("Ctrl+Return").settle()
    assert desk.book.complaints.get(id).status == "resolved"
    assert not desk.page.today.all_cards()


def test_who_talked_about_a_rumour_is_asked_what_was_done(desk: Desk) -> None:
    id = rumour(desk)
    desk.begin().press("1").write("সবার সাথে কথা হলো").press("Ctrl+Return").settle().settle()
    assert type(desk.sheet).__name__ == "ResolveSheet"
    desk.press("Esc").settle()
    assert desk.book.complaints.get(id).status == "open"


@pytest.mark.parametrize("keys", ["1", "2", "4", "5", "6"])
def test_a_line_of_a_stranger_is_saved_or_says_what_is_wrong(desk: Desk, keys: str) -> None:
    desk.book.calls.ask_callback(CallbackDraft(STRANGER))
    page = enter_on_paper(desk, keys, "কথা হলো")
    entered = desk.book.call_sheets.lines(page.sheet_id)[0].call_id is not None
    assert entered or said_what_is_wrong(page)


@pytest.mark.parametrize("keys", ["1", "2", "4", "5", "6"])
def test_a_line_of_the_shops_own_affair_is_saved_or_says_what_is_wrong(desk: Desk, keys: str) -> None:
    rumour(desk)
    page = enter_on_paper(desk, keys, "কথা হলো")
    entered = desk.book.call_sheets.lines(page.sheet_id)[0].call_id is not None
    assert entered or said_what_is_wrong(page)


@pytest.mark.parametrize("alt", ["Alt+4", "Alt+5", "Alt+6"])
def test_a_stranger_on_the_phone_may_promise_and_complain_or_the_strip_says_why_not(
    desk: Desk, alt: str
) -> None:
    desk.book.calls.ask_callback(CallbackDraft(STRANGER))
    desk.begin().press("1", alt).write("কথা হলো").press("Ctrl+Return").settle()
    strip = desk.sheet
    if strip is not None and hasattr(strip, "fields"):
        problems = [field.problem_text() for field in strip.fields.values() if field.isVisible()]
        assert any(problems) or strip.strip.isVisible()
