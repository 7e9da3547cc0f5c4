"""The ways to the pages that feed the day's list: by the search box, and by the menu above the list."""

from __future__ import annotations

import pytest

from tests.ui.desk import Desk
from ui.pages import finder


@pytest.mark.parametrize(
    ("typed", "page"), [("নিজের রিমা", "reminders"), ("মিসড কল", "call_log"), ("দরকারি মানু", "")]
)
def test_the_search_box_leads_there_by_the_name_of_the_deed(desk: Desk, typed: str, page: str) -> None:
    desk.begin()
    found = [item for item in finder(desk.ctx)(typed) if item.icon in ("bell", "phone-missed", "wrench")]
    assert found, typed
    found[0].open()
    desk.settle()
    place = desk.ctx.navigation.here
    assert place is not None
    assert place.key == (page or "today")
    assert (desk.sheet is not None) == (page == "")


def test_the_menu_above_the_list_has_reminders_missed_calls_and_the_month(desk: Desk) -> None:
    from PySide6.QtWidgets import QMenu

    desk.begin().page.heading.more.click()
    lines = [line.text() for menu in desk.page.findChildren(QMenu) for line in menu.actions()]
    assert {"নিজের রিমাইন্ডার", "মিসড কল", "আগামী ৩০ দিন ক্যালেন্ডারে"} <= set(lines)
    for menu in desk.page.findChildren(QMenu):
        next(line for line in menu.actions() if line.text() == "নিজের রিমাইন্ডার").trigger()
        menu.close()
    place = desk.ctx.navigation.here
    assert place is not None
    assert place.key == "reminders"
