"""While a call is written down its keys are the strip's, whatever they do on the page behind it."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtGui import QKeySequence

from tests.ui.desk import Desk
from ui.calls import words


def test_alt_p_is_our_promise_in_the_strip_and_what_is_private_after_it(desk: Desk) -> None:
    id = desk.customer("রহিমা", "01712345678")
    desk.begin().ctx.navigation.go("customer", id)
    desk.settle().press("F5", "Alt+P")
    strip: Any = desk.sheet
    assert desk.focus is strip.promise.what.line
    desk.press("Esc")
    assert desk.sheet is None
    private = desk.window.actions_table.qaction("private")
    assert private.shortcuts() == [QKeySequence("Alt+P")]


@pytest.mark.parametrize("page", ["today", "customers", "customer", "sale", "complaints", "promises"])
def test_no_key_of_the_strip_means_two_things_on_any_page(desk: Desk, page: str) -> None:
    id = desk.customer("রহিমা", "01712345678")
    desk.begin().ctx.navigation.go(page, id if page == "customer" else None)
    desk.ctx.navigation.go("call", {"customer_id": id})
    mine = {f"Alt+{one.key}" for one in (*words.OUTCOMES, *words.EXTRAS) if one.key}
    left = {key.toString() for action in desk.window.actions() for key in action.shortcuts()}
    assert not mine & left
