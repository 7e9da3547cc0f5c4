"""Getting a book back: from the page of backups, from the first page, out of a damaged file. A window always stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication

from shopbook.book import Book
from shopbook.clock import FixedClock
from shopbook.customers.model import CustomerDraft
from shopbook.localisation.language import _
from shopbook.settings.model import ShopDraft
from tests.ui.backups.conftest import Sockets
from ui.app import Shop
from ui.context import Context
from ui.widgets.cards import Banner

Idle = Callable[[Context], None]
DAY = dt.date(2026, 11, 21)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sockets: Sockets) -> Path:
    """A book with one customer in its backup and another written down after it."""
    monkeypatch.setenv("SHOPBOOK_DATA", str(tmp_path / "data"))
    path = tmp_path / "দোকান.shopbook"
    with Book.create(path, ShopDraft(name_bn="মায়ের দোয়া"), FixedClock(DAY)) as book:
        book.customers.add(CustomerDraft(name="রহিম উদ্দিন"))
        book.backups.make()
        book.customers.add(CustomerDraft(name="করিম শেখ"))
    return path


def spoil(path: Path) -> None:
    """Every page but the first few is rubbish now; the program notices at its quick check at the latest."""
    raw = bytearray(path.read_bytes())
    size = int.from_bytes(raw[16:18], "big")
    tree = bytes([0xFF]) * size
    with Book.open(path, FixedClock(DAY)) as book:
        (page,) = book.store.row("SELECT rootpage FROM sqlite_master WHERE name = 'helper'")
    raw = bytearray(path.read_bytes())
    raw[(page - 1) * size : page * size] = tree
    path.write_bytes(raw)


def told(shop: Shop) -> list[str]:
    """The strips that stay over the page until they are closed."""
    assert shop.window is not None
    strips = [strip for strip in shop.window.findChildren(Banner) if strip.isVisible()]
    return [f"{strip.text.text()} {strip.detail.text()}".strip() for strip in strips]


def names(shop: Shop) -> set[str]:
    assert shop.book is not None
    return {row.name or "" for row in shop.book.customers.rows(shop.book.customers.ids())}


def back_again(shop: Shop, qtbot: Any) -> None:
    qtbot.waitUntil(lambda: shop.recovery.waiting is None and shop.window is not None, timeout=30_000)


def test_a_backup_becomes_the_book_and_the_one_before_is_set_aside(
    shop: Shop, place: Path, qtbot: Any
) -> None:
    shop.begin(place)
    assert shop.book is not None and shop.window is not None
    (backup,) = shop.book.backups.list()
    shop.window.ctx.navigation.restore_asked.emit(backup.path, "")
    back_again(shop, qtbot)
    assert names(shop) == {"রহিম উদ্দিন"}
    (aside,) = place.parent.glob("*.set-aside-*")
    assert any(aside.name in text for text in told(shop))
    shop.window.findChild(Banner).cross.click()
    assert told(shop) == []
    with Book.open(aside, FixedClock(DAY)) as before:
        assert before.customers.count() == 2


def test_a_backup_that_is_not_whole_leaves_the_book_as_it_is_and_says_so(
    shop: Shop, place: Path, qtbot: Any
) -> None:
    shop.begin(place)
    assert shop.book is not None and shop.window is not None
    (backup,) = shop.book.backups.list()
    backup.path.write_bytes(backup.path.read_bytes()[:9000])
    shop.window.ctx.navigation.restore_asked.emit(backup.path, "")
    back_again(shop, qtbot)
    assert names(shop) == {"রহিম উদ্দিন", "করিম শেখ"}
    assert shop.window.ctx.messages.last().kind == "problem"


def test_a_lost_book_comes_back_from_the_first_page(shop: Shop, place: Path, qtbot: Any) -> None:
    place.unlink()
    shop.begin(place)
    first = shop.first_run
    assert first is not None
    assert not first.problem.isHidden() and first.stack.isHidden(), "no new book by a press of Enter"
    first.problem.buttons["backups"].click()
    assert first.found is not None
    qtbot.waitUntil(lambda: first.found is not None and first.found.model.rowCount() == 1)
    first.found.list.opened.emit(1)
    sheet = first.found.sheet
    assert sheet is not None
    qtbot.waitUntil(lambda: not sheet.bring.isHidden())
    sheet.bring.click()
    back_again(shop, qtbot)
    assert shop.book is not None
    assert (names(shop), shop.book.path) == ({"রহিম উদ্দিন"}, place)


def test_an_empty_file_is_replaced_only_after_one_question(shop: Shop, place: Path, qtbot: Any) -> None:
    place.write_bytes(b"")
    shop.begin(place)
    first = shop.first_run
    assert first is not None
    first.problem.buttons["backups"].click()
    qtbot.waitUntil(lambda: first.found is not None and first.found.model.rowCount() == 1)
    assert first.found is not None
    first.found.list.opened.emit(1)
    sheet = first.found.sheet
    assert sheet is not None
    qtbot.waitUntil(lambda: not sheet.bring.isHidden())
    sheet.bring.click()
    assert not sheet.sure.isHidden()
    sheet.do.click()
    back_again(shop, qtbot)
    assert names(shop) == {"রহিম উদ্দিন"}


def test_the_way_to_a_new_book_is_still_there_when_one_did_not_open(shop: Shop, place: Path) -> None:
    place.unlink()
    shop.begin(place)
    first = shop.first_run
    assert first is not None
    first.problem.buttons["new"].click()
    assert not first.stack.isHidden()
    assert first.problem.isHidden()


@pytest.mark.parametrize(
    ("spoiled", "ways"),
    [
        ("missing", ["again", "backups", "choose", "new"]),
        ("empty", ["backups", "choose", "new"]),
        ("letter", ["choose", "backups", "new"]),
        ("newer", ["choose", "backups", "new"]),
        ("in use", ["again", "new"]),
    ],
)
def test_each_book_that_does_not_open_has_its_next_steps(
    shop: Shop, place: Path, spoiled: str, ways: list[str]
) -> None:
    raw = bytearray(place.read_bytes())
    raw[60:64] = (99).to_bytes(4, "big")
    done: dict[str, Callable[[], object]] = {
        "missing": place.unlink,
        "empty": lambda: place.write_bytes(b""),
        "letter": lambda: place.write_bytes(b"dear brother, " * 50),
        "newer": lambda: place.write_bytes(raw),
        "in use": lambda: None,
    }
    done[spoiled]()
    holder = Book.open(place, FixedClock(DAY)) if spoiled == "in use" else None
    shop.begin(place)
    if holder is not None:
        holder.close()
    first = shop.first_run
    assert first is not None
    shown = [key for button in first.problem._in_order() for key, each in first.problem.buttons.items()
             if each is button and not button.isHidden()]  # fmt: skip
    assert shown == ways
    assert first.strip.text.text() and first.strip.detail.text()
    first.resize(1093, 560)
    QApplication.processEvents()
    lowest = max(first.problem.buttons[way].mapTo(first.card, QPoint(0, 0)).y() for way in shown)
    button = first.problem.buttons[shown[-1]]
    assert lowest + button.height() < first.card.height() < 300, "whole, and no higher than its words"
    first.tongues["en"].click()
    QApplication.processEvents()
    assert first.strip.detail.text().isascii(), "what went wrong changes its language too"
    first.tongues["bn"].click()


def damaged(shop: Shop, place: Path, qtbot: Any) -> None:
    """The spoiled book, open to be read, with what can be had back counted."""
    spoil(place)
    shop.begin(place)
    qtbot.waitUntil(lambda: shop.caretaker.housekeeping is not None or shop.caretaker.only_read is not None)
    if shop.caretaker.housekeeping is not None:
        shop.caretaker.housekeeping.start()
    qtbot.waitUntil(
        lambda: shop.caretaker.only_read is not None and shop.caretaker.only_read.offer is not None,
        timeout=20_000,
    )


def test_a_damaged_book_is_noticed_read_and_offers_its_newest_backup(
    shop: Shop, place: Path, qtbot: Any
) -> None:
    damaged(shop, place, qtbot)
    only_read = shop.caretaker.only_read
    assert only_read is not None
    assert names(shop) == {"রহিম উদ্দিন", "করিম শেখ"}, "it can still be read"
    assert only_read.bring.isEnabled()
    assert _("You can read it; nothing can be saved in it.") in only_read.strip.detail.text()
    assert only_read.offer is not None and only_read.offer.operations_after == 1


def test_saving_in_a_damaged_book_says_so_and_keeps_what_was_typed(
    shop: Shop, place: Path, qtbot: Any
) -> None:
    from tests.typing import type_text

    damaged(shop, place, qtbot)
    assert shop.window is not None and shop.book is not None
    navigation = shop.window.ctx.navigation
    navigation.go("note", {"customer_id": shop.book.customers.ids()[0]})
    sheet: Any = navigation.sheet
    type_text(sheet.body.control, "ছেলের পরীক্ষা")
    sheet.save()
    assert navigation.sheet is sheet
    assert sheet.body.typed() == "ছেলের পরীক্ষা"
    assert _("The book is open to be read only. This was not saved.") in sheet.strip.text.text()


def test_the_backup_and_the_later_entries_come_back(shop: Shop, place: Path, qtbot: Any) -> None:
    damaged(shop, place, qtbot)
    assert shop.caretaker.only_read is not None
    shop.caretaker.only_read.bring.click()
    back_again(shop, qtbot)
    assert shop.caretaker.only_read is None
    assert names(shop) == {"রহিম উদ্দিন", "করিম শেখ"}, "also who was written down after the backup"
    assert shop.book is not None
    shop.book.customers.add(CustomerDraft(name="সালমা"))


def test_without_any_backup_what_can_be_read_is_rescued_into_a_new_book(
    shop: Shop, place: Path, qtbot: Any
) -> None:
    for backup in (place.parent / "দোকান backups").iterdir():
        backup.unlink()
    damaged(shop, place, qtbot)
    assert shop.caretaker.only_read is not None
    assert not shop.caretaker.only_read.bring.isEnabled()
    shop.caretaker.only_read.salvage.click()
    back_again(shop, qtbot)
    assert names(shop) == {"রহিম উদ্দিন", "করিম শেখ"}
    assert any("২" in text for text in told(shop))


def test_a_book_on_a_drive_that_cannot_be_written_opens_to_be_read(
    shop: Shop, place: Path, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from shopbook.errors import BookReadOnly, Message

    def refuse(*_a: Any, **_k: Any) -> None:
        raise BookReadOnly(Message("The folder of the book cannot be written."), Message("Take it away."))

    with monkeypatch.context() as closed:
        closed.setattr("shopbook.book.Book.open", refuse)
        shop.begin(place)
        qtbot.waitUntil(lambda: shop.caretaker.only_read is not None)
    assert shop.caretaker.only_read is not None
    shop.caretaker.only_read.again.click()
    qtbot.waitUntil(lambda: shop.caretaker.file_watch is not None)
    assert shop.book is not None and not shop.book.store.read_only


def test_a_book_is_made_from_an_export_on_the_first_page(
    shop: Shop, place: Path, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from PySide6.QtWidgets import QFileDialog

    export = place.with_name("সব.zip")
    with Book.open(place, FixedClock(DAY)) as book:
        book.archive.export(export)
    shop.begin(None)
    assert shop.first_run is not None
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a: (str(export), ""))
    shop.first_run.rebuilt.click()
    back_again(shop, qtbot)
    assert names(shop) == {"রহিম উদ্দিন", "করিম শেখ"}
    assert _("The book was made from the export.") in told(shop)


def test_an_export_that_is_none_leads_back_to_the_first_page_with_the_reason(
    shop: Shop, place: Path, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from PySide6.QtWidgets import QFileDialog

    letter = place.with_name("letter.zip")
    letter.write_bytes(b"dear brother")
    shop.begin(None)
    assert shop.first_run is not None
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a: (str(letter), ""))
    shop.first_run.rebuilt.click()
    qtbot.waitUntil(lambda: shop.recovery.waiting is None and shop.first_run is not None, timeout=20_000)
    assert not shop.first_run.problem.isHidden()
    assert not shop.first_run.stack.isHidden(), "no book was asked for that could be got back"


def test_which_book_the_shop_goes_on_with_is_the_owners_to_say(shop: Shop, place: Path, qtbot: Any) -> None:
    damaged(shop, place, qtbot)
    assert shop.window is not None and shop.book is not None and shop.caretaker.only_read is not None
    shop.book.store.role = "seller"
    shop.caretaker.only_read.bring.click()
    assert shop.window.ctx.messages.last().kind == "problem"
    assert shop.caretaker.only_read is not None
