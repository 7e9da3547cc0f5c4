"""The report of a problem in the settings: looked into before it is saved, with nothing of the shop's people in it."""

from __future__ import annotations

import logging
import zipfile
from pathlib import Path
from typing import Any

import pytest

from shopbook.customers.model import CustomerDraft, PhoneDraft
from shopbook.log import FILE_NAME
from ui import crash
from ui.context import Context
from ui.settings.report import ReportCard


@pytest.fixture
def card(ctx: Context, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ReportCard:
    monkeypatch.setenv("SHOPBOOK_DATA", str(tmp_path / "data"))
    ctx.book.customers.add(CustomerDraft("Rahim Uddin", area="Kazipara", phones=(PhoneDraft("01712345678"),)))
    made = ReportCard(ctx)
    qtbot.addWidget(made)
    made.show()
    return made


def test_what_is_looked_at_is_what_is_saved_and_names_nobody(card: ReportCard, tmp_path: Path) -> None:
    folder = crash.log_folder()
    folder.mkdir(parents=True)
    (folder / FILE_NAME).write_text("2026-11-21 10:00:00,000 W qt: Rahim Uddin 01712345678\n", "utf-8")
    card.look.click()
    shown = card.text.toPlainText()
    card.save_to(tmp_path / "report.zip")
    with zipfile.ZipFile(tmp_path / "report.zip") as archive:
        for name in archive.namelist():
            text = archive.read(name).decode("utf-8")
            assert text in shown
            assert not [word for word in ("Rahim", "Uddin", "Kazipara", "1712345678") if word in text]
    assert "customer: 1" in shown


def test_the_check_of_the_book_goes_into_the_report(card: ReportCard, qtbot: Any) -> None:
    card.check.click()
    qtbot.waitUntil(lambda: "check.txt" in card.text.toPlainText(), timeout=20_000)
    assert "0 differ" in card.text.toPlainText()


def test_a_place_that_takes_no_file_is_told(card: ReportCard, tmp_path: Path) -> None:
    card.save_to(tmp_path / "nowhere" / "report.zip")
    assert card._ctx.messages.last().stays


def test_the_windows_log_names_nobody(tmp_path: Path) -> None:
    from shopbook import log

    handler = log.plain_handler(tmp_path)
    logging.getLogger().addHandler(handler)
    try:
        from ui.messages import Messages

        Messages().problem("রহিম 01712345678 বাকি দেয়নি")
    finally:
        logging.getLogger().removeHandler(handler)
        handler.close()
    told = (tmp_path / log.FILE_NAME).read_text("utf-8")
    assert "said a problem" in told and "রহিম" not in told
