"""The shop changes its words: live preview, SMS counted, blanks put in by a press, the original put back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.typing import type_text
from ui.context import Context
from ui.preferences import Preferences
from ui.settings.page import SettingsPage
from ui.settings.wording import WordingPane


@pytest.fixture
def pane(qtbot: Any, ctx: Context, tmp_path: Path) -> WordingPane:
    page = SettingsPage(ctx, Preferences(tmp_path / "computer.ini"))
    qtbot.addWidget(page)
    page.resize(1162, 620)
    page.open("wording")
    page.show()
    qtbot.waitExposed(page)
    made = page.part()
    assert isinstance(made, WordingPane)
    made.page = page  # type: ignore[attr-defined]  # keeps it alive
    return made


def choose(pane: WordingPane, code: str) -> None:
    """Put the cursor on a template."""
    pane.list.choose(next(n for n, one in enumerate(pane._templates, 1) if one.code == code))


def write(pane: WordingPane, words: str) -> None:
    """Type other words over those in front."""
    pane.body.setFocus()
    pane.body.area.selectAll()
    type_text(pane.body.area, words)


def test_the_words_are_seen_as_a_customer_reads_them_while_they_are_typed(pane: WordingPane) -> None:
    choose(pane, "pay_promise")
    assert pane.preview.text().startswith("আসসালামু আলাইকুম রহিম ভাই, একটু মনে করিয়ে দিই, ৳৪,৫০০ বাকি আছে।")
    write(pane, "{নাম}, আসবেন।")
    assert pane.preview.text() == "রহিম ভাই, আসবেন।"
    assert pane.cost.text().startswith("১টি এসএমএস · ১৬ অক্ষর")
    assert pane.seen.text() == "গ্রাহক যেভাবে পড়বেন"


def test_changed_words_are_saved_and_the_original_comes_back(pane: WordingPane, ctx: Context) -> None:
    choose(pane, "pay_promise")
    before = ctx.book.wording.text("message", "pay_promise")
    assert not pane.back.isVisible()
    write(pane, "{নাম}, আসবেন।")
    pane.keep.click()
    assert ctx.book.wording.text("message", "pay_promise") == "{নাম}, আসবেন।"
    assert ctx.messages.undo_last()
    assert ctx.book.wording.text("message", "pay_promise") == before
    write(pane, "{নাম}, আসবেন।")
    pane.keep.click()
    pane.back.click()
    assert ctx.book.wording.text("message", "pay_promise") == before
    assert pane.body.typed() == before
    assert ctx.messages.undo_last()
    assert ctx.book.wording.text("message", "pay_promise") == "{নাম}, আসবেন।"


def test_a_chip_puts_its_blank_where_the_cursor_is(pane: WordingPane) -> None:
    choose(pane, "old_due")
    write(pane, "সালাম ")
    pane.blanks["name"].click()
    pane.blanks["product_whose"].click()
    assert pane.body.typed() == "সালাম {নাম}{পণ্যের}"
    assert pane.preview.text() == "সালাম রহিম ভাইফ্রিজের"


def test_a_blank_nobody_knows_is_said_at_once_with_those_there_are(pane: WordingPane, ctx: Context) -> None:
    choose(pane, "old_due")
    write(pane, "{নামম} আসবেন")
    assert "{নামম}" in pane.body.problem_text() and "{দোকান}" in pane.body.problem_text()
    pane.keep.click()
    assert not any(template.is_changed for template in ctx.book.wording.templates("message"))


def test_words_not_saved_stay_with_their_template(pane: WordingPane) -> None:
    choose(pane, "old_due")
    write(pane, "অর্ধেক লেখা")
    choose(pane, "pay_promise")
    assert "অর্ধেক" not in pane.body.typed()
    choose(pane, "old_due")
    assert pane.body.typed() == "অর্ধেক লেখা"
    assert pane._look(pane._chosen()).badge == "সেভ হয়নি"  # type: ignore[arg-type]
    pane.back.click()
    assert "অর্ধেক" not in pane.body.typed()


def test_the_shop_writes_a_template_of_its_own_and_drops_it(pane: WordingPane, ctx: Context) -> None:
    pane.new.click()
    pane.keep.click()
    assert pane.title.problem_text()
    type_text(pane.title.control, "ঈদ")
    write(pane, "ঈদ মোবারক {নাম}!")
    pane.keep.click()
    assert ctx.book.wording.templates("message")[-1].title == "ঈদ"
    assert pane.title.isVisible() and pane.drop.isVisible() and not pane.back.isVisible()
    pane.drop.click()
    assert not any(template.is_own for template in ctx.book.wording.templates("message"))
    assert ctx.messages.undo_last()
    assert ctx.book.wording.templates("message")[-1].title == "ঈদ"


def test_scripts_have_lines_and_no_price(pane: WordingPane, ctx: Context) -> None:
    pane.kind.set_value("script")
    pane.kind.changed.emit()
    choose(pane, "angry")
    assert not pane.cost.isVisible() and pane.seen.text() == "ফোনে যেমন শোনাবে"
    write(pane, "শুনুন।")
    pane.body.entered.emit()
    type_text(pane.body.area, "তারপর বলুন।")
    pane.keep.click()
    assert ctx.book.wording.text("script", "angry") == "শুনুন।\nতারপর বলুন।"
