"""What the program does for the book by itself, and that nobody at the counter is disturbed by it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from shopbook.book import Book
from shopbook.clock import FixedClock
from shopbook.customers.model import CustomerDraft
from shopbook.errors import BackupProblem, Message
from shopbook.localisation.language import _
from shopbook.settings.model import ShopDraft
from tests.ui.backups.conftest import Sockets
from ui.app import Shop
from ui.context import Context

Idle = Callable[[Context], None]
DAY = dt.date(2026, 11, 21)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    path = tmp_path / "দোকান.shopbook"
    with Book.create(path, ShopDraft(name_bn="দোকান"), FixedClock(DAY)) as book:
        book.customers.add(CustomerDraft(name="রহিম উদ্দিন"))
    return path


@pytest.fixture
def at_work(shop: Shop, place: Path, sockets: Sockets, idle: Idle, qtbot: Any) -> Shop:
    """The book open, the first minute over."""
    shop.begin(place)
    assert shop.window is not None
    qtbot.waitUntil(lambda: shop.caretaker.housekeeping is not None)
    assert shop.caretaker.housekeeping is not None
    shop.caretaker.housekeeping.start()
    idle(shop.window.ctx)
    return shop


def ctx_of(shop: Shop) -> Context:
    assert shop.window is not None
    return shop.window.ctx


def said(shop: Shop) -> list[str]:
    return [note.text for note in ctx_of(shop).messages._said]


def tick(shop: Shop, idle: Idle, **later: float) -> None:
    """Some time goes by, and the minute's look around comes."""
    shop.clock.advance(**later)  # type: ignore[attr-defined]
    assert shop.caretaker.housekeeping is not None
    shop.caretaker.housekeeping.tick()
    idle(ctx_of(shop))


def backups(shop: Shop) -> int:
    assert shop.book is not None
    return len(shop.book.backups.list())


def test_the_first_hour_has_a_backup_and_nothing_covers_the_counter(at_work: Shop, qtbot: Any) -> None:
    assert backups(at_work) == 1
    assert at_work.window is not None and not at_work.window.progress.isVisible()
    assert [text for text in said(at_work) if "মহড়া" not in text] == []
    qtbot.waitUntil(lambda: "খাতার পাশে" in at_work.window.status.backup.text())


def test_every_hour_in_which_something_was_written_has_its_backup(at_work: Shop, idle: Idle) -> None:
    tick(at_work, idle, hours=1.1)
    before = backups(at_work)
    assert at_work.book is not None
    at_work.book.customers.add(CustomerDraft(name="করিম শেখ"))
    tick(at_work, idle, minutes=61)
    assert backups(at_work) == before + 1
    tick(at_work, idle, minutes=5)
    assert backups(at_work) == before + 1, "an hour has not gone by"


def test_the_foot_turns_amber_after_three_days_and_red_after_seven(at_work: Shop) -> None:
    status = at_work.window.status  # type: ignore[union-attr]
    at_work.clock.advance(days=4)  # type: ignore[attr-defined]
    at_work.caretaker._say_backup()
    assert not status._poor.isHidden()
    at_work.clock.advance(days=4)  # type: ignore[attr-defined]
    at_work.caretaker._say_backup()
    assert not status._bad.isHidden()


def test_the_foot_leads_to_the_page_by_enter(at_work: Shop, idle: Idle) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    status = at_work.window.status  # type: ignore[union-attr]
    QTest.keyClick(status.backup, Qt.Key.Key_Return)
    here = ctx_of(at_work).navigation.here
    assert here is not None and here.key == "backups"
    idle(ctx_of(at_work))


def test_a_backup_that_failed_is_told_with_what_to_do_and_not_again_every_minute(
    at_work: Shop, idle: Idle, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_a: Any, **_k: Any) -> None:
        raise BackupProblem(Message("No."), Message("Choose another place."))

    monkeypatch.setattr("shopbook.backups.making.make", fail)
    assert at_work.book is not None
    at_work.book.customers.add(CustomerDraft(name="করিম শেখ"))
    tick(at_work, idle, hours=2)
    tick(at_work, idle, minutes=1)
    told = [note for note in ctx_of(at_work).messages._said if note.kind == "problem"]
    assert [(note.text, note.advice) for note in told] == [
        (_("The backup of this hour was not kept."), "Choose another place.")
    ]


def test_a_remembered_drive_gets_its_copy_when_it_is_plugged_in(
    at_work: Shop, idle: Idle, sockets: Sockets, stick: Path
) -> None:
    assert at_work.book is not None and at_work.caretaker.housekeeping is not None
    sockets.there.append((stick, "KINGSTON"))
    at_work.book.backups.remember_drive(stick)
    at_work.caretaker.housekeeping.drives.look()
    idle(ctx_of(at_work))
    assert len(list((stick / "Shopbook backups").glob("*.shopbook"))) == 1
    assert said(at_work)[-1] == _("The backup is kept on the pen drive too.")


def test_an_unknown_drive_is_offered_once_and_left_alone(
    at_work: Shop, idle: Idle, sockets: Sockets, stick: Path
) -> None:
    house = at_work.caretaker.housekeeping
    assert house is not None
    for there in ([(stick, "PHOTOS")], [], [(stick, "PHOTOS")]):
        sockets.there = there
        house.drives.look()
        idle(ctx_of(at_work))
    offer = _("A pen drive is plugged in: {drive}").format(drive="PHOTOS")
    assert said(at_work).count(offer) == 1
    assert list(stick.iterdir()) == []


def test_closing_keeps_a_backup_of_what_was_written_since(at_work: Shop, place: Path, qtbot: Any) -> None:
    assert at_work.book is not None
    at_work.book.customers.add(CustomerDraft(name="করিম শেখ"))
    before, window = backups(at_work), at_work.window
    assert window is not None
    window.close()
    assert window.isVisible(), "it stands while the backup is kept"
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=20_000)
    assert backups(at_work) == before + 1


def test_nothing_new_closes_at_once(at_work: Shop) -> None:
    window = at_work.window
    assert window is not None
    window.close()
    assert not window.isVisible()


def test_the_window_closes_although_no_backup_can_be_kept_and_the_next_start_says_so(
    at_work: Shop, place: Path, idle: Idle, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_a: Any, **_k: Any) -> None:
        raise BackupProblem(Message("No."))

    with monkeypatch.context() as broken:
        broken.setattr("shopbook.backups.making.make", fail)
        assert at_work.book is not None
        at_work.book.customers.add(CustomerDraft(name="করিম শেখ"))
        window = at_work.window
        assert window is not None
        window.close()
        qtbot.waitUntil(lambda: not window.isVisible(), timeout=20_000)
    at_work.close()
    at_work.begin(place)
    qtbot.waitUntil(lambda: at_work.caretaker.housekeeping is not None)
    assert at_work.caretaker.housekeeping is not None
    at_work.caretaker.housekeeping.start()
    idle(ctx_of(at_work))
    assert _("The backup at the last closing was not kept.") in said(at_work)


def test_the_monthly_drill_runs_by_itself_and_says_so(at_work: Shop, idle: Idle) -> None:
    tick(at_work, idle, days=40)  # the day's backup
    tick(at_work, idle, minutes=1)
    assert said(at_work)[-1] == _("Tried for practice: the newest backup opens, and all is in it.")


def test_the_place_an_older_version_remembered_is_taken_over(
    shop: Shop, place: Path, sockets: Sockets, qtbot: Any, tmp_path: Path
) -> None:
    folder = tmp_path / "ড্রাইভ"
    folder.mkdir()
    shop.preferences.backup_folder = folder
    shop.begin(place)
    qtbot.waitUntil(lambda: shop.caretaker.housekeeping is not None)
    assert shop.book is not None
    assert (shop.book.backups.folder, shop.preferences.backup_folder) == (folder, None)


def test_the_sample_shop_is_not_backed_up(shop: Shop, place: Path, sockets: Sockets, qtbot: Any) -> None:
    from ui.first_run import sample

    with Book.open(place, FixedClock(DAY)) as book:
        book.settings.keep(sample.MARK, True)
    shop.begin(place)
    qtbot.waitUntil(lambda: shop.caretaker.file_watch is not None)
    assert shop.caretaker.housekeeping is None


def test_what_lay_in_the_trash_for_sixty_days_is_swept_by_itself(at_work: Shop, idle: Idle) -> None:
    assert at_work.book is not None
    gone = at_work.book.customers.add(CustomerDraft(name="করিম শেখ"))
    at_work.book.customers.trash(gone)
    assert at_work.book.trash.ids("customer") == [gone]
    tick(at_work, idle, days=61)
    assert at_work.book.trash.ids("customer") == []
