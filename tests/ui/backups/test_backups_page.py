"""The page of backups, as a shopkeeper sees and works it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel

from shopbook.backups import verifying
from shopbook.customers.model import CustomerDraft
from shopbook.localisation.language import _
from tests.ui.backups.conftest import Sockets
from ui.backups.inside import InsideSheet
from ui.backups.page import BackupsPage
from ui.context import Context
from ui.main_window import MainWindow

Idle = Callable[[Context], None]


@pytest.fixture
def page(
    window: MainWindow, sockets: Sockets, idle: Idle, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> BackupsPage:
    monkeypatch.setenv("SHOPBOOK_DATA", str(tmp_path / "data"))
    window.ctx.book.customers.add(CustomerDraft(name="রহিম উদ্দিন"))
    window.ctx.navigation.go("backups")
    idle(window.ctx)
    shown = window.ctx.navigation.page("backups")
    assert isinstance(shown, BackupsPage)
    return shown


def opened(page: BackupsPage, idle: Idle) -> InsideSheet:
    """The sheet of the newest backup, when it has looked."""
    QTest.keyClick(page.list.table, Qt.Key.Key_Return)
    idle(page.ctx)
    sheet = page.ctx.navigation.sheet
    assert isinstance(sheet, InsideSheet)
    return sheet


def words(widget: Any) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


def test_without_a_backup_the_page_says_so_in_red_and_one_press_makes_one(
    page: BackupsPage, idle: Idle
) -> None:
    assert page.head.text() == _("There is no good backup yet")
    assert page.safety is not None and page.safety.state == "bad"
    page.now.click()
    idle(page.ctx)
    (backup,) = page.safety.backups
    assert verifying.verify(backup.path).counts.customers == 1
    assert page.safety.state == "good"
    assert _("Today, {time}").format(time="").strip() in page.head.text()
    assert page.list.model.rowCount() == 1


def test_enter_looks_inside_and_shows_whom_it_holds(page: BackupsPage, idle: Idle) -> None:
    page.now.click()
    idle(page.ctx)
    page.ctx.book.customers.add(CustomerDraft(name="করিম শেখ"))
    told = words(opened(page, idle))
    assert "রহিম উদ্দিন" in told
    assert "করিম শেখ" not in told, "who came after the backup is not in it"


def test_restoring_is_asked_once_with_what_happens_and_may_be_left(page: BackupsPage, idle: Idle) -> None:
    page.now.click()
    idle(page.ctx)
    page.ctx.book.customers.add(CustomerDraft(name="করিম শেখ"))
    asked: list[tuple[Path, str]] = []
    page.ctx.navigation.restore_asked.connect(lambda path, code: asked.append((path, code)))
    sheet = opened(page, idle)
    sheet.bring.click()
    assert asked == []
    assert _("The present book is not deleted: it is set aside in the same folder, with its date.") in words(
        sheet
    )
    sheet.leave.click()
    assert sheet.sure.isHidden()
    sheet.bring.click()
    sheet.do.click()
    assert [path for path, _code in asked] == [page.safety.backups[0].path if page.safety else None]


def test_who_may_not_keep_the_book_safe_looks_but_does_not_restore(page: BackupsPage, idle: Idle) -> None:
    page.now.click()
    idle(page.ctx)
    page.ctx.book.store.role = "seller"
    sheet = opened(page, idle)
    assert sheet.inside is not None
    assert sheet.bring.isHidden()


def test_a_pen_drive_gets_a_copy_and_is_remembered(
    page: BackupsPage, idle: Idle, sockets: Sockets, stick: Path
) -> None:
    sockets.there.append((stick, "KINGSTON"))
    page.make_stale()
    idle(page.ctx)
    page.tabs.choose("places")
    remember, copy = page.places.drive_rows[str(stick)].buttons
    assert copy.text() == _("Copy here")
    remember.click()
    idle(page.ctx)
    assert [place.label for place in page.ctx.book.backups.places() if place.kind == "drive"] == ["KINGSTON"]
    (copied,) = (stick / "Shopbook backups").glob("*.shopbook")
    assert verifying.verify(copied).counts.customers == 1
    sockets.there.clear()
    page.make_stale()
    idle(page.ctx)
    assert _("Not plugged in now. Plug it in, and a backup goes onto it by itself.") in words(page.places)


def test_a_second_folder_is_chosen_and_used_at_once(
    page: BackupsPage, idle: Idle, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.tabs.choose("places")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a: str(stick))
    assert page.places.choose is not None
    page.places.choose.click()
    idle(page.ctx)
    assert len(list(stick.glob("*.shopbook"))) == 1
    assert str(stick) in words(page.places)


def test_the_drill_and_the_full_check_tell_how_they_went(page: BackupsPage, idle: Idle) -> None:
    page.now.click()
    idle(page.ctx)
    page.tabs.choose("check")
    page.check.try_now.click()
    idle(page.ctx)
    assert page.ctx.messages.last().text == _("The newest backup opens, and all is in it.")
    assert page.safety is not None and page.safety.drill is not None and page.safety.drill.good
    page.check.check_now.click()
    idle(page.ctx)
    assert page.safety.check is not None and page.safety.check.good
    assert _("{when}: everything agrees.").format(when="").strip(" :") in page.check.check.detail.text()


def test_a_backup_that_is_broken_says_so_and_is_not_offered(page: BackupsPage, idle: Idle) -> None:
    page.now.click()
    idle(page.ctx)
    assert page.safety is not None
    path = page.safety.backups[0].path
    path.write_bytes(path.read_bytes()[:5000])
    sheet = opened(page, idle)
    assert not sheet.strip.isHidden()
    assert sheet.bring.isHidden()
