"""Three short steps from nothing to an open book; the sample shop beside it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from shopbook import paths
from shopbook.clock import FixedClock
from shopbook.localisation import numbers
from shopbook.localisation.language import _
from shopbook.settings.model import CARD_PAPER
from tests.typing import type_text
from ui.app import Shop

CLOCK = FixedClock(dt.date(2026, 11, 21))


def name_the_shop(shop: Shop) -> None:
    type_text(shop.first_run.form["name_bn"].control, "মায়ের দোয়া স্টোর")


def test_enter_alone_leads_from_field_to_field_and_to_the_second_step(shop: Shop) -> None:
    shop.begin(None)
    form = shop.first_run.form
    for key in ("name_bn", "name_en", "hotline", "weekly_holiday", "address"):
        type_text(form[key].control, "মায়ের দোয়া\n" if key == "name_bn" else "\n")
    assert shop.first_run.at == 1
    assert "২" in shop.first_run.dots.accessibleName()


def test_the_test_page_carries_the_shops_name_and_is_saved_as_a_pdf(
    shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from shopbook.documents import pages

    shop.begin(None)
    name_the_shop(shop)
    shop.first_run.begin.click()
    target = tmp_path / "trial.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(target), ""))
    shop.first_run.trial.chips["A6"].click()
    shop.first_run.trial.save.click()
    assert pages.page_size(target.read_bytes(), 0) == pytest.approx((419.5, 297.6), abs=1)
    assert not shop.first_run.trial.told.isHidden()


def test_without_a_printer_the_way_out_is_said_and_the_steps_go_on(shop: Shop) -> None:
    shop.begin(None)
    name_the_shop(shop)
    shop.first_run.begin.click()
    shop.first_run.trial.print.click()
    assert not shop.first_run.trial.failed.isHidden() and shop.first_run.trial.failed.detail.text()
    shop.first_run.skip.click()
    assert shop.first_run.at == 2


def test_the_chosen_paper_and_backup_place_are_kept(shop: Shop, tmp_path: Path, qtbot: Any) -> None:
    shop.begin(None)
    name_the_shop(shop)
    shop.first_run.begin.click()
    shop.first_run.trial.chips["A6"].click()
    shop.first_run.begin.click()
    shop.first_run.backup.take(tmp_path)
    shop.first_run.begin.click()
    assert shop.book.settings.get(CARD_PAPER) == "A6"
    assert shop.book.backups.folder == tmp_path
    qtbot.waitUntil(lambda: shop.window.status.backup.text() == _("No backup made yet"))


def test_no_book_is_made_before_the_last_step(shop: Shop) -> None:
    shop.begin(None)
    name_the_shop(shop)
    shop.first_run.begin.click()
    shop.first_run.begin.click()
    assert list(paths.data_dir().glob("*.shopbook")) == []
    QTest.keyClick(shop.first_run, Qt.Key.Key_Escape)
    assert (shop.first_run.at, shop.first_run.form["name_bn"].typed()) == (1, "মায়ের দোয়া স্টোর")


def test_the_language_changes_at_once_and_what_was_typed_stays(shop: Shop, qtbot: Any) -> None:
    shop.begin(None)
    name_the_shop(shop)
    shop.first_run.tongues["en"].click()
    qtbot.waitUntil(lambda: shop.first_run.shop.title.text() == "Welcome to Shopbook")
    assert shop.first_run.form["name_bn"].typed() == "মায়ের দোয়া স্টোর"
    assert shop.preferences.language == "en"


def test_the_sample_shop_is_a_book_of_its_own_and_can_be_deleted(shop: Shop, qtbot: Any) -> None:
    shop.begin(None)
    name_the_shop(shop)
    for _step in range(3):
        shop.first_run.begin.click()
    own = shop.book.path
    qtbot.waitUntil(lambda: shop.preferences.last_book == own)
    shop.window.ctx.navigation.go("sample")
    qtbot.waitUntil(lambda: shop.in_sample, timeout=20_000)
    sample = shop.book.path
    count = numbers.number(shop.book.customers.count())
    qtbot.waitUntil(lambda: shop.window.status.count.text().endswith(count))
    assert sample != own and shop.preferences.last_book == own
    shop.caretaker.throw.click()
    assert (shop.book.path, sample.exists(), own.exists()) == (own, False, True)


def test_the_sample_shop_is_reached_from_the_first_page_and_left_to_it(shop: Shop, qtbot: Any) -> None:
    shop.begin(None)
    shop.first_run.sample.click()
    qtbot.waitUntil(lambda: shop.in_sample, timeout=20_000)
    shop.caretaker.banner.button.click()
    assert shop.window is None and shop.first_run is not None
    shop.first_run.sample.click()  # made once, opened again
    assert shop.in_sample


def test_another_book_that_cannot_be_opened_leaves_the_open_one_at_work(shop: Shop, tmp_path: Path) -> None:
    shop.begin(None)
    name_the_shop(shop)
    for _step in range(3):
        shop.first_run.begin.click()
    stranger = tmp_path / "letter.shopbook"
    stranger.write_text("প্রিয় ভাই, " * 50, encoding="utf-8")
    window = shop.window
    window.ctx.navigation.book_asked.emit(stranger)
    note = window.ctx.messages.last()
    assert (shop.window is window, note.kind) == (True, "problem")
    assert "letter.shopbook" in note.text and note.advice
