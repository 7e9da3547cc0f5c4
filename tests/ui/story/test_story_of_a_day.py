"""The stories of the tour through the real windows of the sample shop, one after the other: a day at the counter, every
word kept, the desk of calls."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from shopbook.clock import FixedClock
from shopbook.progress import NoProgress
from ui import crash
from ui.app import Shop
from ui.first_run import sample
from ui.preferences import Preferences
from ui.tour.call_desk import CallDesk
from ui.tour.hands import Hands
from ui.tour.story import Story
from ui.tour.words_kept import WordsKept


def test_a_day_at_the_counter_is_told_again_by_the_days_after_it(
    qapp: Any, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHOPBOOK_DATA", str(tmp_path / "data"))
    clock = FixedClock(dt.date(2026, 11, 21))
    shop = Shop(qapp, Preferences(tmp_path / "computer.ini"), clock)
    pictures: list[str] = []
    try:
        window = shop.open_book(sample.make(sample.place(), clock, NoProgress()))
        window.showNormal()
        window.resize(1366, 768)
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        told = (window, clock, Hands(window), tmp_path, pictures.append)
        for kind in (Story, WordsKept, CallDesk):
            kind(*told).tell()
    finally:
        shop.close()
        crash.tell(lambda error: None)
        qapp.removeTranslator(shop.translator)
    assert sorted(paper.name for paper in tmp_path.glob("*.pdf")) == [
        "call_sheet.pdf", "call_sheet_of_a_member.pdf", "call_sheet_of_the_day.pdf", "day_summary.pdf",
        "wall_sheet.pdf", "warranty_card_A5.pdf", "warranty_card_A6.pdf",
    ]  # fmt: skip
    assert len(pictures) == len(set(pictures)) >= 40
