"""Who works in the shop, in the settings: added, changed, put away, brought back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from tests.typing import type_text
from ui.context import Context
from ui.preferences import Preferences
from ui.settings.page import SettingsPage
from ui.settings.staff import StaffPane
from ui.widgets.buttons import Button


@pytest.fixture
def pane(qtbot: Any, ctx: Context, tmp_path: Path) -> StaffPane:
    """The staff of a shop with an owner and a seller."""
    ctx.book.settings.add_staff("মালিক", "owner")
    ctx.book.settings.add_staff("করিম", phone="01712345678")
    page = SettingsPage(ctx, Preferences(tmp_path / "computer.ini"))
    qtbot.addWidget(page)
    page.open("staff")
    page.show()
    qtbot.waitExposed(page)
    found = page.part()
    assert isinstance(found, StaffPane)
    found.page = page  # type: ignore[attr-defined]  # kept alive with its pane
    return found


def staff(ctx: Context) -> list[tuple[str, str, bool]]:
    return [(one.name, one.role, one.active) for one in ctx.book.settings.staff()]


def press(pane: StaffPane, words: str, whose: str) -> None:
    """Press the button of a member by what it says."""
    QApplication.processEvents()
    buttons = [
        one
        for one in pane.findChildren(Button)
        if one.accessibleDescription() == whose and not one.isHidden()
    ]
    next(one for one in buttons if words in one.accessibleName() and one.parentWidget().isVisible()).click()


def shown(pane: StaffPane) -> str:
    QApplication.processEvents()
    return "\n".join(label.text() for label in pane.findChildren(QLabel) if label.isVisible())


def test_on_a_low_screen_the_part_opens_with_who_works_here_in_sight(pane: StaffPane, qtbot: Any) -> None:
    page: SettingsPage = pane.page  # type: ignore[attr-defined]
    page.resize(900, 300)
    page.activateWindow()
    QApplication.processEvents()
    assert pane.verticalScrollBar().maximum() > 0
    first = page.first_focus()
    assert first is not None
    first.setFocus()
    qtbot.waitUntil(first.hasFocus)
    assert first.accessibleDescription() == "মালিক"
    QApplication.processEvents()
    assert pane.verticalScrollBar().value() == 0
    pane.form["name"].setFocus()
    qtbot.waitUntil(lambda: pane.verticalScrollBar().value() > 0)


def test_a_new_member_is_added_and_can_be_taken_back(pane: StaffPane, ctx: Context) -> None:
    type_text(pane.form["name"].control, "রহিম")
    pane.button.click()
    assert ("রহিম", "seller", True) in staff(ctx)
    assert "রহিম" in shown(pane)
    assert pane.form["name"].typed() == ""
    assert ctx.messages.undo_last()
    assert "রহিম" not in shown(pane)


def test_a_member_without_a_name_is_asked_for_one(pane: StaffPane, ctx: Context) -> None:
    pane.button.click()
    assert "name" in pane.form.problems()
    assert len(staff(ctx)) == 2


def test_a_member_is_changed_in_the_same_form(pane: StaffPane, ctx: Context) -> None:
    press(pane, "বদলান", "করিম")
    assert pane.form["phone"].typed()
    pane.form["name"].restore("আব্দুল করিম")
    pane.form["role"].set_value("manager")
    pane.save()
    assert ("আব্দুল করিম", "manager", True) in staff(ctx)
    assert len(staff(ctx)) == 2
    assert ctx.messages.undo_last()
    assert ("করিম", "seller", True) in staff(ctx)


def test_changing_can_be_left_for_somebody_new(pane: StaffPane, ctx: Context) -> None:
    press(pane, "বদলান", "করিম")
    pane.another.click()
    type_text(pane.form["name"].control, "রহিম")
    pane.save()
    assert [name for name, _role, _active in staff(ctx)] == ["মালিক", "করিম", "রহিম"]


def test_who_left_is_put_away_and_can_come_back(pane: StaffPane, ctx: Context) -> None:
    press(pane, "আর কাজ করেন না", "করিম")
    assert ("করিম", "seller", False) in staff(ctx)
    press(pane, "ফিরিয়ে", "করিম")
    assert ("করিম", "seller", True) in staff(ctx)


def test_the_last_owner_is_not_put_away(pane: StaffPane, ctx: Context) -> None:
    press(pane, "আর কাজ করেন না", "মালিক")
    assert ("মালিক", "owner", True) in staff(ctx)
    note = ctx.messages.last()
    assert note is not None and note.kind == "problem"
