"""Bringing a list in: nothing before the button, every reason in words, one press takes it all back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from shopbook.exchange.headings import FieldKey
from shopbook.localisation.language import _
from ui.context import Context
from ui.exchange.page import ImportPage
from ui.navigation import PageSpec
from ui.page import Page

FILES = Path(__file__).resolve().parents[2] / "files"
TROUBLE = """আমার খাতা,,,,
নাম,মোবাইল,এলাকা,টাকা আছে,জন্মদিন
রহিম মিয়া,01712345678,মিরপুর,500,12/03/1980
করিম শেখ,০১৮১২৩৪৫৬৭৮ / 01911223344,সাভার,"1,200",31/02/1990
,,সাভার,300,
সালমা,0171,,অনেক,
মোট,,,2000,
"""


@pytest.fixture
def page(qtbot: Any, ctx: Context) -> ImportPage:
    made = ImportPage(ctx)
    qtbot.addWidget(made)
    made.resize(1162, 620)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def trouble(tmp_path: Path) -> Path:
    file = tmp_path / "খাতা.csv"
    file.write_text(TROUBLE, encoding="utf-8")
    return file


def look(page: ImportPage, qtbot: Any, file: Path) -> None:
    page.look_at(file)
    qtbot.waitUntil(lambda: page.pane() is page.looking and not page.ctx.jobs.busy)


def take(page: ImportPage, qtbot: Any) -> None:
    page.looking.take.click()
    qtbot.waitUntil(lambda: page.pane() is page.ending and not page.ctx.jobs.busy)


def shown(page: ImportPage, column: int = 1) -> list[str]:
    assert page.looking.table is not None
    model = page.looking.table.model()
    return [model.index(row, column).data() for row in range(model.rowCount())]


def test_a_shops_own_workbook_is_understood_and_its_total_agrees(page: ImportPage, qtbot: Any) -> None:
    look(page, qtbot, FILES / "dokaner_khata.xlsx")
    assert "১১০" in page.looking.take.text()
    assert not page.looking.money.isHidden() and page.looking.differs.isHidden()
    assert "৳৬,০৮,০০০" in page.looking.money.text.text()
    assert "১১৮" in page.looking.skipped.text()
    assert page.ctx.book.customers.count() == 0, "nothing is written before the button"


def test_what_becomes_of_each_row_is_said_with_its_reason(
    page: ImportPage, qtbot: Any, trouble: Path
) -> None:
    look(page, qtbot, trouble)
    assert shown(page) == [_("New"), _("To be looked at"), _("Not taken"), _("New")]
    page.looking.chips["rejected"].click()
    assert shown(page, 0) == ["৫"]
    take(page, qtbot)
    told = {one.row_no: one.text for one in page.ending.told()}
    assert "নামও নেই" in told[5] and "31/02/1990" in told[4]


def test_a_column_set_by_hand_is_read_anew(page: ImportPage, qtbot: Any, trouble: Path) -> None:
    look(page, qtbot, trouble)
    assert page.looking.preview.read_paisa == 0
    page.looking.strip.choose(3, FieldKey.DUE)
    qtbot.waitUntil(lambda: page.looking.preview.read_paisa == 200_000)
    assert page.looking.strip.chosen(3) is FieldKey.DUE
    assert page.looking.differs.isHidden(), "the file's own total agrees now"


def test_a_list_without_names_and_phones_keeps_the_old_look(
    page: ImportPage, qtbot: Any, trouble: Path
) -> None:
    look(page, qtbot, trouble)
    before = page.looking.preview
    page.look_at(trouble, before.mapping.changed(0, FieldKey.IGNORE).changed(1, FieldKey.IGNORE))
    qtbot.waitUntil(lambda: page.ctx.messages.last() is not None)
    assert page.ctx.messages.last().kind == "problem" and page.looking.preview is before


def test_a_file_that_is_no_list_is_explained(page: ImportPage, qtbot: Any, tmp_path: Path) -> None:
    file = tmp_path / "ছবি.xlsx"
    file.write_bytes(b"\x89PNG\r\n" + bytes(2000))
    page.look_at(file)
    qtbot.waitUntil(lambda: page.ctx.messages.last() is not None)
    assert page.ctx.messages.last().advice
    assert page.pane() is page.choosing


def test_one_press_takes_the_whole_list_back(page: ImportPage, qtbot: Any, trouble: Path) -> None:
    look(page, qtbot, trouble)
    take(page, qtbot)
    assert page.ctx.book.customers.count() == 3
    page.ending.undo.click()
    qtbot.waitUntil(lambda: page.ctx.book.customers.count() == 0)
    qtbot.waitUntil(lambda: page.ending.undo.isHidden())
    assert page.ending.title.text() == _("The list was taken back")


def test_an_earlier_list_can_be_taken_back_later(page: ImportPage, qtbot: Any, trouble: Path) -> None:
    look(page, qtbot, trouble)
    take(page, qtbot)
    batch = page.ctx.book.exchange.batches()[0]
    page.choosing.undo_asked.emit(batch.id)
    qtbot.waitUntil(lambda: page.ctx.book.exchange.batches()[0].undone)


def test_the_doubtful_ones_are_opened_for_review(page: ImportPage, qtbot: Any, trouble: Path) -> None:
    class Customers(Page):
        asked: object = None

        def open(self, target: object) -> None:
            self.asked = target

    customers = Customers(page.ctx)
    qtbot.addWidget(customers)
    page.ctx.navigation.register(PageSpec("customers", lambda: "Customers", "users", lambda: customers))
    look(page, qtbot, trouble)
    take(page, qtbot)
    assert "১" in page.ending.review.text()
    page.ending.review.click()
    assert customers.asked == "review"
    assert page.ctx.book.customers.count("review") == 1


def test_a_file_is_dropped_or_chosen(
    page: ImportPage, qtbot: Any, trouble: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(trouble))])
    ground, copy = page.choosing.ground, Qt.DropAction.CopyAction
    none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(QPoint(20, 20), copy, data, left, none)
    ground.dragEnterEvent(enter)
    assert enter.isAccepted()
    ground.dropEvent(QDropEvent(QPoint(20, 20), copy, data, left, none))
    qtbot.waitUntil(lambda: page.pane() is page.looking and not page.ctx.jobs.busy)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a: (str(FILES / "android_contacts.vcf"), ""))
    page.looking.other.click()
    qtbot.waitUntil(lambda: page.looking.preview.path.name == "android_contacts.vcf")
    assert shown(page)[:2] == [_("New"), _("New")]


def test_a_picture_dropped_by_mistake_is_not_taken(page: ImportPage) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/x/photo.jpg")])
    enter = QDragEnterEvent(
        QPoint(20, 20),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    enter.setAccepted(False)
    page.choosing.ground.dragEnterEvent(enter)
    assert not enter.isAccepted()


def test_every_control_has_a_name_for_those_who_cannot_see_it(
    page: ImportPage, qtbot: Any, trouble: Path
) -> None:
    look(page, qtbot, trouble)
    take(page, qtbot)
    nameless = [
        type(widget).__name__
        for widget in page.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not widget.accessibleName()
        and widget.window() is page.window()
    ]
    assert nameless == []


def test_cancel_in_the_middle_leaves_the_book_as_it_was(page: ImportPage, qtbot: Any, tmp_path: Path) -> None:
    file = tmp_path / "অনেক.csv"
    lines = ["নাম,মোবাইল", *(f"গ্রাহক {n},017{n:08d}" for n in range(4000))]
    file.write_text("\n".join(lines), encoding="utf-8")
    look(page, qtbot, file)
    page.take_in()
    page.ctx.jobs.cancel()
    qtbot.waitUntil(lambda: not page.ctx.jobs.busy)
    assert page.ctx.book.customers.count() == 0
    assert page.ctx.messages.last().text == _("Stopped. Nothing was changed.")
    assert page.pane() is page.looking
    take(page, qtbot)
    assert page.ctx.book.customers.count() == 4000
