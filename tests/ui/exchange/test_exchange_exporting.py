"""Taking everything out, in the window."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from shopbook.errors import DiskFull
from shopbook.exchange.archive_file import packing
from shopbook.localisation.language import _
from ui.context import Context
from ui.exchange.exporting import ExportPage


@pytest.fixture
def page(qtbot: Any, ctx: Context) -> ExportPage:
    made = ExportPage(ctx)
    qtbot.addWidget(made)
    made.resize(1162, 620)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_it_goes_where_it_was_said_and_the_folder_is_one_press_away(
    page: ExportPage, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "আমার খাতা"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    page.take.click()
    qtbot.waitUntil(lambda: page.made is not None)
    written = target.with_name("আমার খাতা.zip")
    assert zipfile.ZipFile(written).testzip() is None
    assert page.done.isVisible() and not page.take.isVisible()
    assert page.place.text() == str(written)
    shown: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: shown.append(url.toLocalFile()))
    page.folder.click()
    assert shown == [str(tmp_path)]
    page.again.click()
    assert page.take.isVisible() and not page.done.isVisible()


def test_no_place_given_writes_nothing(page: ExportPage, qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: ("", ""))
    page.take.click()
    assert not page.ctx.jobs.busy and page.made is None


def test_a_full_stick_is_said_and_the_page_stays_ready(page: ExportPage, qtbot: Any, tmp_path: Path) -> None:
    told: list[Exception] = []
    page.ctx.messages.problem = lambda error: told.append(error)  # type: ignore[method-assign]
    with pytest.raises(DiskFull), packing(tmp_path / "x.zip"):
        raise OSError(28, "No space left on device")
    page.take_out(tmp_path / "no such folder" / "x.zip")
    qtbot.waitUntil(lambda: bool(told))
    assert str(told[0]) and page.take.isVisible()


def test_the_manager_is_told_that_the_owners_notes_stay(page: ExportPage) -> None:
    assert not page.owners.isVisible()
    page.ctx.book.store.role = "manager"
    page.refresh()
    assert page.owners.isVisible()
    assert page.owners.text.text() == _("The owner's own notes stay here")
