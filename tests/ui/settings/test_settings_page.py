"""The settings: facts saved with undo, look and language at once, the switches of the book."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from shopbook.localisation import dates, language, numbers
from shopbook.settings.model import CARD_PAPER, PRINT_AFTER_SALE
from tests.typing import type_text
from ui.context import Context
from ui.preferences import Preferences
from ui.settings.page import SettingsPage

PARTS = ("shop", "day", "rules", "wording", "kinds", "staff", "look", "printing", "file", "safety", "about")


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    return Preferences(tmp_path / "computer.ini")


@pytest.fixture
def page(qtbot: Any, ctx: Context, preferences: Preferences) -> SettingsPage:
    made = SettingsPage(ctx, preferences)
    qtbot.addWidget(made)
    made.resize(1162, 620)
    made.show()
    qtbot.waitExposed(made)
    return made


def part(page: SettingsPage, key: str) -> Any:
    page.open(key)
    return page.part()


def choose(field: Any, value: str) -> None:
    """Pick from a drop-down as the mouse does."""
    field.set_value(value)
    field.box.activated.emit(field.box.currentIndex())


def test_the_shops_facts_are_saved_and_can_be_taken_back(page: SettingsPage) -> None:
    pane = part(page, "shop")
    form = pane.forms[0]
    assert form["name_bn"].typed() == "নিউ ভিশন ইলেকট্রনিক্স"
    form["address"].setFocus()
    type_text(form["address"].control, "বাজার রোড, সাভার")
    pane.button.click()
    assert page.ctx.book.settings.shop().address == "বাজার রোড, সাভার"
    assert page.ctx.messages.undo_last()
    assert page.ctx.book.settings.shop().address == ""
    assert form["address"].typed() == ""


def test_a_shop_must_keep_a_name(page: SettingsPage) -> None:
    pane = part(page, "shop")
    pane.forms[0]["name_bn"].restore("")
    pane.save()
    assert "name_bn" in pane.forms[0].problems()
    assert page.ctx.book.settings.shop().name_bn == "নিউ ভিশন ইলেকট্রনিক্স"


def test_holiday_and_capacity_of_the_day_are_set_without_touching_the_rest(page: SettingsPage) -> None:
    pane = part(page, "day")
    pane.forms[0]["weekly_holiday"].set_value(4)
    pane.forms[1]["day_capacity"].restore("৩৫")
    pane.save()
    shop = page.ctx.book.settings.shop()
    assert (shop.weekly_holiday, shop.day_capacity, shop.name_bn) == (4, 35, "নিউ ভিশন ইলেকট্রনিক্স")
    pane.forms[1]["day_capacity"].restore("৯০০০")
    pane.save()
    assert "day_capacity" in pane.forms[1].problems()


def test_language_theme_and_size_are_asked_for_at_once(page: SettingsPage) -> None:
    heard: list[object] = []
    page.ctx.navigation.language_asked.connect(heard.append)
    page.ctx.navigation.look_asked.connect(lambda theme, scale: heard.append((theme, scale)))
    pane = part(page, "look")
    pane.tongue.buttons[1].click()
    pane.theme.buttons[1].click()
    pane.scale.buttons[3].click()
    assert heard == ["en", ("dark", 1.0), ("dark", 1.4)]


def test_figures_may_be_latin_in_a_bengali_shop(page: SettingsPage, preferences: Preferences) -> None:
    pane = part(page, "look")
    pane.digits.buttons[2].click()
    assert (preferences.digits, language.current_language(), numbers.number(1234)) == ("latin", "bn", "1,234")


def test_paper_and_printing_after_a_sale_are_kept_in_the_book(page: SettingsPage) -> None:
    pane = part(page, "printing")
    choose(pane.usual["card"], "A6")
    pane.after.box.click()
    settings = page.ctx.book.settings
    assert (settings.get(CARD_PAPER), settings.get(PRINT_AFTER_SALE)) == ("A6", False)


def test_the_file_part_says_where_the_book_is_how_safe_and_leads_to_the_backups(page: SettingsPage) -> None:
    pane = part(page, "file")
    assert pane.place.text() == str(page.ctx.book.path)
    today = page.ctx.book.clock.today()
    assert pane.backup.text() == language._("There is no good backup yet")
    page.ctx.book.backups.make()
    pane.show_now()
    assert pane.backup.text() == language._("Last good backup: {when}").format(when=dates.ago(today, today))
    went: list[tuple[str, object]] = []
    page.ctx.navigation.go = lambda key, target=None: went.append((key, target))  # type: ignore[method-assign]
    pane.backups.click()
    pane.places.click()
    assert went == [("backups", "list"), ("backups", "places")]


def test_another_book_and_the_sample_are_asked_of_the_program(
    page: SettingsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[object] = []
    page.ctx.navigation.book_asked.connect(heard.append)
    page.ctx.navigation.sample_asked.connect(lambda: heard.append("sample"))
    other = tmp_path / "b.shopbook"
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a: (str(other), ""))
    pane = part(page, "file")
    for button in (pane.other, pane.new, pane.sample):
        button.click()
    assert heard == [other, None, "sample"]


def test_about_tells_version_and_licences(page: SettingsPage) -> None:
    import shopbook

    pane = part(page, "about")
    assert shopbook.__version__ in [value for _label, value in pane._lines()]
    text = pane.text.toPlainText()
    assert "SIL OPEN FONT LICENSE" in text.upper() and "ISC" in text


def test_ctrl_tab_goes_through_all_parts_and_every_control_has_a_name(page: SettingsPage) -> None:
    seen = []
    for _part in PARTS:
        seen.append(page.tabs.key)
        page.actions_here()[0].run()
    assert tuple(seen) == PARTS
    nameless = [
        type(widget).__name__
        for widget in page.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not widget.accessibleName()
        and widget.window() is page.window()
    ]
    assert nameless == []
