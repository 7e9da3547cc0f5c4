"""The world fails while somebody types: a sentence is shown, every word stays, and saving again saves."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel

from shopbook.book import Book
from shopbook.localisation.language import _
from shopbook.storage.driver import sqlite3
from tests.ui.counter import Counter, Key, counter
from tests.ui.desk import Desk, desk
from ui.keeping.file_watch import FileWatch

__all__ = ["counter", "desk"]

Fault = Callable[[Book], AbstractContextManager[None]]


class FullDrive:
    """A connection to a book on a disk where nothing more fits."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)

    def execute(self, sql: str, *rest: Any) -> Any:
        if sql.lstrip().upper().startswith("COMMIT"):
            error = sqlite3.OperationalError("database or disk is full")
            error.sqlite_errorcode = 13  # SQLITE_FULL
            raise error
        return self._connection.execute(sql, *rest)


@contextmanager
def disk_full(book: Book) -> Iterator[None]:
    """Not one page more fits."""
    whole = book.store._connection
    book.store._connection = FullDrive(whole)
    yield
    book.store._connection = whole


@contextmanager
def read_only(book: Book) -> Iterator[None]:
    """The write protection of the drive was switched on."""
    book.store.database.conn.execute("PRAGMA query_only=ON").fetchall()
    yield
    book.store.database.conn.execute("PRAGMA query_only=OFF").fetchall()


@contextmanager
def locked(book: Book) -> Iterator[None]:
    """A virus scanner holds the file."""
    book.store.database.conn.execute("PRAGMA busy_timeout=20").fetchall()
    with book.second() as other:
        other.store.database.conn.execute("BEGIN IMMEDIATE")
        yield
        other.store.database.conn.execute("ROLLBACK")


@contextmanager
def moved(book: Book) -> Iterator[None]:
    """Somebody tidied up the folder."""
    away = book.path.with_name("away.shopbook")
    book.path.rename(away)
    yield
    away.rename(book.path)


FAULTS: dict[str, Fault] = {"disk full": disk_full, "read-only": read_only, "locked": locked, "moved": moved}


@pytest.fixture(params=FAULTS)
def fault(request: pytest.FixtureRequest) -> Fault:
    return FAULTS[request.param]


def sentences(desk: Desk) -> str:
    """Everything that can be read on the window."""
    labels = [label.text() for label in desk.window.findChildren(QLabel) if label.isVisible()]
    return "\n".join([desk.said(), *labels])


def failed(text: str) -> bool:
    """One of the sentences of a world that failed stands there."""
    known = (
        "The disk is full. What you typed was not saved yet.",
        "The book can only be read, not written.",
        "Another program is using the book right now.",
        "The book's file was moved, renamed or deleted while it was open. This was not saved.",
    )
    return any(_(one) in text for one in known)


def test_a_note_stays_where_it_was_typed_until_it_can_be_saved(desk: Desk, fault: Fault) -> None:
    id = desk.customer("জামাল", "01711000001")
    desk.begin().ctx.navigation.go("note", {"customer_id": id})
    desk.write("ছেলের পরীক্ষা সামনের মাসে")
    with fault(desk.book):
        desk.press("Enter")
        assert failed(sentences(desk)), sentences(desk)
        assert desk.sheet is not None, "the sheet stays open"
        assert desk.book.notes.notes(id) == []
    desk.sheet.body.setFocus()
    desk.press("Enter")
    (note,) = desk.book.notes.notes(id)
    assert note.body == "ছেলের পরীক্ষা সামনের মাসে"


def test_a_call_stays_where_it_was_typed_until_it_can_be_saved(desk: Desk, fault: Fault) -> None:
    id = desk.promised("রফিকুল", 4500)
    desk.begin().press("1").write("৪ তারিখে দেবেন বললেন")
    with fault(desk.book):
        desk.press("Enter")
        assert failed(sentences(desk)), sentences(desk)
        assert desk.sheet is not None
        assert desk.book.calls.calls(id) == []
    desk.sheet.first_focus().setFocus()
    desk.press("Enter")
    (call,) = desk.book.calls.calls(id)
    assert call.said == "৪ তারিখে দেবেন বললেন"


def test_a_sale_stays_on_its_page_until_it_can_be_saved(counter: Counter, fault: Fault) -> None:
    counter.press(Key.Key_F2)
    counter.type("rofik")
    counter.press(Key.Key_Return)
    counter.type("রাইস")
    counter.press(Key.Key_Return)
    counter.scan("MYK22A0098")
    counter.press(Key.Key_Tab)
    counter.type("২০০০")
    with fault(counter.book):
        counter.press(Key.Key_Return)
        labels = [label.text() for label in counter.window.findChildren(QLabel) if label.isVisible()]
        assert failed("\n".join([counter.said(), *labels])), labels
        assert counter.here == "sale"
        assert counter.book.sales.by_memo("A-000001") is None
    counter.control(Key.Key_Return)
    sale = counter.book.sales.by_memo("A-000001")
    assert sale is not None
    assert (sale.customer_id, sale.paid_paisa) == (counter.rafiq.id, 2000_00)
    assert [each.serial for each in sale.lines[0].serials] == ["MYK22A0098"]


# the file itself


@pytest.fixture
def watch(desk: Desk) -> FileWatch:
    return FileWatch(desk.window, desk.ctx)


def test_a_file_that_went_away_is_told_and_so_is_its_return(desk: Desk, watch: FileWatch) -> None:
    desk.begin()
    watch.look()
    assert watch.strip is None
    with moved(desk.book):
        watch.look()
        strip = watch.strip
        assert strip is not None
        assert str(desk.book.path) in strip.detail.text()
    watch.look()
    assert watch.strip is None
    assert desk.said() == _("The book is back in its place. Press Save again where something waits.")


def test_a_deleted_book_goes_on_in_a_new_file_with_the_words_in_the_open_form(
    desk: Desk, watch: FileWatch, tmp_path: Path
) -> None:
    id = desk.customer("জামাল", "01711000001")
    desk.begin().ctx.navigation.go("note", {"customer_id": id})
    desk.write("ছেলের পরীক্ষা সামনের মাসে")
    desk.book.path.unlink()
    desk.press("Enter")
    watch.look()
    assert watch.strip is not None
    fresh = tmp_path / "উদ্ধার.shopbook"
    watch.save_as(fresh)
    assert watch.strip is None
    desk.sheet.body.setFocus()
    desk.press("Enter")
    assert [note.body for note in desk.book.notes.notes(id)] == ["ছেলের পরীক্ষা সামনের মাসে"]
    assert desk.book.path == fresh


def test_a_disk_that_is_almost_full_is_told_before_a_save_fails(
    desk: Desk, watch: FileWatch, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage

    desk.begin()

    def little(path: Any) -> Any:
        return usage(path)._replace(free=20_000_000)

    with monkeypatch.context() as full:
        full.setattr("ui.keeping.file_watch.shutil.disk_usage", little)
        watch.look()
        assert watch.strip is not None
        assert "২০" in watch.strip.text.text()
    monkeypatch.setattr("ui.keeping.file_watch.LEAST_FREE", 1)
    watch.look()
    assert watch.strip is None
