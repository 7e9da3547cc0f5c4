"""A damaged book is noticed and still read; the shop is offered its newest copy and what is known beyond it."""

from __future__ import annotations

import datetime as dt
import errno
import os
import tempfile
import threading
from pathlib import Path

import pytest

from shopbook.book import Book
from shopbook.errors import BookDamaged, BookReadOnly, Cancelled, DiskFull
from shopbook.protection.operations import protect
from shopbook.rescue import damage
from shopbook.rescue.drill import drill, is_drill_due, last_drill
from shopbook.rescue.looking import look_inside
from shopbook.rescue.putting import put_rescued, room_for
from shopbook.rescue.replay import rescue_with_journal
from shopbook.rescue.restoring import restore
from shopbook.storage import swap
from tests.core.rescue.test_rescue_restore import names
from tests.language import TestShop


def spoil(path: Path, table: str, book: Book | None = None) -> None:
    """Overwrite the page a table begins with."""
    opened = book or Book.open_to_read(path)
    (page,) = opened.store.row("SELECT rootpage FROM sqlite_schema WHERE name = ?", (table,))  # type: ignore[misc]
    opened.close()
    with path.open("rb+") as file:
        file.seek((page - 1) * 4096)
        file.write(os.urandom(4096))


def test_a_whole_book_has_nothing_to_tell(shop: TestShop) -> None:
    shop.customer("রহিম")
    assert damage.quick(shop.path) == []


def test_a_spoiled_page_is_told(shop: TestShop) -> None:
    shop.customer("রহিম").buys("ফ্যান", 100)
    shop.book.close()
    spoil(shop.path, "note")
    assert damage.quick(shop.path) != []
    with shop.path.open("rb+") as file:
        file.write(bytes(4096))
    assert damage.quick(shop.path) != []
    shop.path.unlink()


def test_the_look_can_be_stopped(shop: TestShop) -> None:
    check = damage.QuickCheck(shop.path)
    check.interrupt()
    with pytest.raises(Cancelled):
        check.run()
    check.interrupt()


def test_the_look_is_stopped_while_it_runs(shop: TestShop) -> None:
    check = damage.QuickCheck(shop.path)
    outcome: list[object] = []

    def run() -> None:
        try:
            while True:
                outcome.append(check.run())
        except Cancelled:
            outcome.append("stopped")

    worker = threading.Thread(target=run)
    worker.start()
    while not outcome:
        pass
    check.interrupt()
    worker.join(5)
    assert outcome[-1] == "stopped"


def test_a_damaged_book_is_read_and_not_written(shop: TestShop) -> None:
    shop.customer("রহিম").owes(500)
    shop.book.close()
    spoil(shop.path, "note")
    before = shop.path.read_bytes()
    with Book.open_damaged(shop.path, shop.clock) as book:
        assert names(book) == ["রহিম"]
        with pytest.raises(BookReadOnly) as raised:
            book.customers.trash(book.customers.ids()[0])
        assert raised.value.advice is not None
        with pytest.raises(BookDamaged):
            book.store.rows("SELECT * FROM note")
    assert shop.path.read_bytes() == before
    shop.path.unlink()


def test_a_book_without_its_first_page_cannot_be_read(shop: TestShop) -> None:
    shop.book.close()
    with shop.path.open("rb+") as file:
        file.seek(100)
        file.write(os.urandom(3996))
    with pytest.raises(BookDamaged):
        Book.open_damaged(shop.path, shop.clock)
    shop.path.unlink()


def test_the_offer_is_the_newest_copy_and_what_was_saved_after_it(shop: TestShop) -> None:
    shop.customer("রহিম")
    shop.book.backups.make()
    shop.clock.advance(hours=2)
    newest = shop.book.backups.make()
    shop.clock.advance(hours=1)
    shop.customer("করিম").buys("ফ্যান", 100)
    last = shop.clock.now()
    backups = shop.book.backups.list()
    shop.book.close()
    spoil(shop.path, "note")
    offered = damage.offer(shop.path, backups)
    assert offered.backup == newest.path
    assert (offered.operations_after, offered.lost_rows) == (2, 0)
    assert offered.journal_rows_after >= 4
    assert offered.last_known_at == last
    into = room_for(shop.path)
    done = rescue_with_journal(shop.path, newest.path, into, shop.clock)
    assert room_for(shop.path) != into
    placed = put_rescued(done, shop.path, shop.clock)
    assert not into.exists()
    assert placed.set_aside is not None
    shop.book = Book.open(shop.path, clock=shop.clock)
    assert sorted(names(shop.book)) == ["করিম", "রহিম"]
    assert shop.book.arrival is not None
    assert shop.book.arrival.kind == "same"
    assert shop.book.store.value("SELECT site FROM journal_state") == "A2"


def test_what_was_rescued_is_still_there_when_it_cannot_be_put_in_place(
    shop: TestShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop.customer("রহিম")
    copy = shop.book.backups.make()
    shop.book.close()
    into = room_for(shop.path)
    done = rescue_with_journal(shop.path, copy.path, into, shop.clock)
    before = shop.path.read_bytes()

    def full(*_args: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as world:
        world.setattr(swap, "swap", full)
        with pytest.raises(DiskFull):
            put_rescued(done, shop.path, shop.clock)
    assert into.exists()
    assert shop.path.read_bytes() == before
    put_rescued(done, shop.path, shop.clock)
    shop.book = Book.open(shop.path, clock=shop.clock)
    assert names(shop.book) == ["রহিম"]


def test_a_copy_of_a_life_that_was_given_up_is_not_offered(shop: TestShop) -> None:
    shop.customer("রহিম")
    old = shop.book.backups.make()
    shop.clock.advance(hours=1)
    shop.customer("ভুল").buys("ফ্যান", 100)
    shop.book.backups.make()
    shop.book.close()
    shop.clock.advance(hours=1)
    restore(old.path, shop.path, shop.clock)
    shop.book = Book.open(shop.path, clock=shop.clock)
    shop.customer("করিম")
    backups = shop.book.backups.list()
    shop.book.close()
    offered = damage.offer(shop.path, backups)
    assert offered.backup == old.path
    assert offered.operations_after == 1
    shop.path.unlink()


def test_without_a_copy_only_the_newest_line_is_told(shop: TestShop) -> None:
    shop.customer("রহিম")
    shop.book.close()
    offered = damage.offer(shop.path, [])
    assert offered.backup is None
    assert offered.last_known_at == shop.clock.now()
    shop.path.unlink()


# ---- the monthly drill


def test_a_copy_is_tried_every_month_and_that_is_written_down(shop: TestShop) -> None:
    shop.customer("রহিম").owes(300)
    assert not is_drill_due(shop.book.store, shop.clock.now()), "nothing to try yet"
    shop.book.backups.make()
    assert is_drill_due(shop.book.store, shop.clock.now())
    before = shop.book.store.value("SELECT token FROM journal_state")
    done = drill(shop.book.backups, shop.clock)
    assert (done.good, done.problem) == (True, None)
    assert done.counts is not None
    assert (done.counts.customers, done.counts.balance_paisa) == (1, 30_000)
    assert not is_drill_due(shop.book.store, shop.clock.now() + dt.timedelta(days=29))
    assert is_drill_due(shop.book.store, shop.clock.now() + dt.timedelta(days=30))
    assert last_drill(shop.book.store) == (shop.clock.now(), True)
    shop.reopen()
    assert shop.book.arrival is not None
    assert shop.book.arrival.kind == "same", "a drill is no other life of the book"
    assert shop.book.store.value("SELECT token FROM journal_state") == before


def test_a_copy_that_no_longer_opens_is_told_and_tried_again_tomorrow(shop: TestShop) -> None:
    for number in range(30):
        shop.customer(f"ক্রেতা {number}")
    made = shop.book.backups.make()
    data = bytearray(made.path.read_bytes())
    data[4096 * 10 : 4096 * 60] = os.urandom(4096 * 50)
    made.path.write_bytes(data)
    done = drill(shop.book.backups, shop.clock)
    assert not done.good
    assert done.problem is not None
    assert is_drill_due(shop.book.store, shop.clock.now() + dt.timedelta(days=1))
    assert not is_drill_due(shop.book.store, shop.clock.now() + dt.timedelta(hours=3))


def test_copies_of_a_protected_book_are_tried_with_its_key(shop: TestShop) -> None:
    shop.customer("রহিম").owes(500)
    shop.book.close()
    protect(shop.path, "আমার গোপন খাতা ২০২৬")
    shop.book = Book.open(shop.path, clock=shop.clock, passphrase="আমার গোপন খাতা ২০২৬")
    shop.book.backups.make()
    done = drill(shop.book.backups, shop.clock, key=shop.book.store.key)
    assert done.good, done.problem


def test_closed_copies_are_tried_with_their_code_only(shop: TestShop) -> None:
    shop.customer("রহিম").owes(500)
    code = shop.book.backups.begin_sealing()
    shop.book.backups.confirm_sealing(code.text)
    shop.book.backups.make()
    done = drill(shop.book.backups, shop.clock)
    assert not done.good
    assert done.problem is not None
    assert "code" in done.problem.text
    assert not is_drill_due(shop.book.store, shop.clock.now() + dt.timedelta(hours=3)), (
        "not asked all day long"
    )
    assert drill(shop.book.backups, shop.clock, code=code.text).good


def test_what_a_kill_left_of_a_look_is_swept_by_the_next_one(
    shop: TestShop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    killed, running = tmp_path / "shopbook-look-killed", tmp_path / "shopbook-look-running"
    for folder in (killed, running):
        folder.mkdir()
        (folder / "look.shopbook").write_bytes(b"a whole book")
    os.utime(killed, (0, 0))
    made = shop.book.backups.make()
    look_inside(made.path)
    assert not killed.exists()
    assert running.exists()
