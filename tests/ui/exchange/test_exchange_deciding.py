"""Duplicates decided by key, Bijoy read or left, columns remembered: on the import page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from shopbook.customers.model import CustomerDraft, PhoneDraft
from shopbook.exchange.decisions import Choice
from shopbook.exchange.headings import FieldKey
from shopbook.localisation.language import _
from tests.core.exchange.bijoy_typing import typed
from ui.context import Context
from ui.exchange.page import ImportPage

LIST = "নাম,মোবাইল,এলাকা\nরহিম উদ্দিন,01711223344,সাভার\nকরিম শেখ,01819223344,সাভার\nসালমা,01911223344,সাভার\n"


@pytest.fixture
def page(qtbot: Any, ctx: Context) -> ImportPage:
    for name, phone in (("রহিম", "01711223344"), ("করিম", "01819223344")):
        ctx.book.customers.add(CustomerDraft(name=name, phones=(PhoneDraft(phone),), area="মিরপুর"))
    made = ImportPage(ctx)
    qtbot.addWidget(made)
    made.resize(1162, 620)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    return made


def look(page: ImportPage, qtbot: Any, file: Path, text: str = LIST) -> None:
    file.write_text(text, encoding="utf-8")
    page.look_at(file)
    qtbot.waitUntil(lambda: page.pane() is page.looking and not page.ctx.jobs.busy)


def take(page: ImportPage, qtbot: Any) -> None:
    page.looking.take.click()
    qtbot.waitUntil(lambda: page.pane() is page.ending and not page.ctx.jobs.busy)


def people(page: ImportPage) -> set[tuple[str, str]]:
    rows = page.ctx.book.store.rows("SELECT name, area FROM customer WHERE deleted_at IS NULL")
    return {(row["name"], row["area"]) for row in rows}


def test_the_strip_decides_about_the_row_in_hand_and_is_still_for_new_rows(
    page: ImportPage, qtbot: Any, tmp_path: Path
) -> None:
    look(page, qtbot, tmp_path / "list.csv")
    strip, table = page.looking.deciding, page.looking.table
    assert table is not None and strip.isVisible()
    assert strip.chips[Choice.FILL].isChecked()
    strip.chips[Choice.TAKE].click()
    assert strip.chips[Choice.TAKE].isChecked()
    assert table.model().index(0, 1).data() == _("Take the list's")
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert strip.chips[Choice.FILL].isChecked()
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert not strip.chips[Choice.FILL].isEnabled()
    take(page, qtbot)
    assert people(page) == {("রহিম উদ্দিন", "সাভার"), ("করিম", "মিরপুর"), ("সালমা", "সাভার")}


def test_alt_and_a_figure_choose_by_key(page: ImportPage, qtbot: Any, tmp_path: Path) -> None:
    look(page, qtbot, tmp_path / "list.csv")
    qtbot.keyClick(page.looking.table, Qt.Key.Key_5, Qt.KeyboardModifier.AltModifier)
    assert page.looking.deciding.chips[Choice.SKIP].isChecked()
    assert page.looking.preview is not None
    assert len(page.looking.preview.rejected) == 1


def test_one_choice_is_for_all_and_outlives_a_change_of_columns(
    page: ImportPage, qtbot: Any, tmp_path: Path
) -> None:
    look(page, qtbot, tmp_path / "list.csv")
    everybody = page.looking.deciding.all
    everybody.setCurrentIndex(list(Choice).index(Choice.TAKE))
    everybody.activated.emit(everybody.currentIndex())
    assert page.looking.strip is not None
    page.looking.strip.choose(2, FieldKey.ADDRESS)
    qtbot.waitUntil(lambda: not page.ctx.jobs.busy)
    take(page, qtbot)
    assert {name for name, _area in people(page)} == {"রহিম উদ্দিন", "করিম শেখ", "সালমা"}


def test_without_anybody_known_there_is_nothing_to_decide(
    page: ImportPage, qtbot: Any, tmp_path: Path
) -> None:
    look(page, qtbot, tmp_path / "list.csv", "নাম,মোবাইল\nনতুন,01611223344\n")
    assert not page.looking.deciding.isVisible()


def test_bijoy_is_shown_before_and_after_with_its_switch(
    page: ImportPage, qtbot: Any, tmp_path: Path
) -> None:
    rows = "\n".join(f"{typed(name)},0161122334{at}" for at, name in enumerate(("জাহাঙ্গীর", "কৃষ্ণ", "মিজান")))
    look(page, qtbot, tmp_path / "list.csv", f"{typed('নাম')},{typed('মোবাইল')}\n{rows}\n")
    banner, table = page.looking.bijoy, page.looking.table
    assert banner.isVisible() and f"{typed('জাহাঙ্গীর')} → জাহাঙ্গীর" in banner.text.text()
    assert table is not None and table.model().index(0, 2).data() == "জাহাঙ্গীর"
    assert banner.button is not None
    banner.button.click()
    qtbot.waitUntil(lambda: not page.ctx.jobs.busy)
    assert page.looking.table is not None
    model = page.looking.table.model()
    assert typed("জাহাঙ্গীর") in [model.index(row, 2).data() for row in range(model.rowCount())]
    banner.button.click()
    qtbot.waitUntil(lambda: not page.ctx.jobs.busy)
    take(page, qtbot)
    assert ("কৃষ্ণ", None) in people(page)


def test_columns_of_an_earlier_list_are_offered_with_the_way_back_to_guessing(
    page: ImportPage, qtbot: Any, tmp_path: Path
) -> None:
    text = "পার্টি,মোবাইল,কোড\nনতুন মানুষ,0161122334{n},ক-{n}\n"
    look(page, qtbot, tmp_path / "first.csv", text.format(n=1))
    assert not page.looking.remembered.isVisible() and page.looking.strip is not None
    page.looking.strip.choose(2, FieldKey.NICKNAME)
    qtbot.waitUntil(lambda: not page.ctx.jobs.busy)
    take(page, qtbot)
    look(page, qtbot, tmp_path / "next.csv", text.format(n=2))
    banner = page.looking.remembered
    assert banner.isVisible() and "first.csv" in banner.text.text()
    assert page.looking.strip.chosen(2) is FieldKey.NICKNAME
    assert banner.button is not None
    banner.button.click()
    qtbot.waitUntil(lambda: not page.ctx.jobs.busy)
    assert not banner.isVisible()
    assert page.looking.strip.chosen(2) is FieldKey.EXTRA


def test_taking_back_says_of_each_row_that_stays_why(page: ImportPage, qtbot: Any, tmp_path: Path) -> None:
    look(page, qtbot, tmp_path / "list.csv")
    take(page, qtbot)
    book = page.ctx.book
    (salma,) = book.store.ids("SELECT id FROM customer WHERE name = 'সালমা'")
    book.customers.change(salma, CustomerDraft(name="সালমা বেগম"))
    page.ending.undo.click()
    qtbot.waitUntil(lambda: not page.ctx.jobs.busy and not page.ending.undo.isVisible())
    assert [(told.row_no, told.what) for told in page.ending.told()] == [(4, _("Stays in the book"))]
    assert page.ending.why.text() == page.ending.told()[0].text
