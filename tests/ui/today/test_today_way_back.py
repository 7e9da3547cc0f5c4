"""Pages that belong to the day and have no place on the rail lead back to it with a button."""

from __future__ import annotations

import pytest

from tests.ui.desk import Desk


@pytest.mark.parametrize("key", ["reminders", "call_log", "call_sheets"])
def test_a_page_of_the_day_has_a_way_back_for_the_mouse(desk: Desk, key: str) -> None:
    navigation = desk.begin().ctx.navigation
    navigation.go(key)
    desk.settle()
    navigation.page(key).back.click()  # type: ignore[attr-defined]
    assert navigation.here is not None
    assert navigation.here.key == "today"
