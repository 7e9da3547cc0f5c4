"""A book of every released schema opens in this program: nothing lost, what was a note is now what it means."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from shopbook.book import Book
from shopbook.checks import check
from shopbook.storage.connection import connect
from shopbook.storage.migrations import LATEST

BOOKS = Path(__file__).parents[2] / "files" / "books"


@pytest.mark.parametrize("version", range(1, LATEST))
def test_a_book_of_an_older_release_opens_with_everything_in_it(tmp_path: Path, version: int) -> None:
    path = tmp_path / "old.shopbook"
    path.write_bytes(gzip.decompress((BOOKS / f"v{version}.shopbook.gz").read_bytes()))
    with connect(path, read_only=True) as before:
        tables = [
            row["name"]
            for row in before.execute(
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%created_at%'"
            )
        ]
        counts = {table: before.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables}
    with Book.open(path) as book:
        assert {table: book.store.value(f"SELECT count(*) FROM {table}") for table in tables} == counts
        report = check(book)
        assert report.is_whole
        assert book.store.value("PRAGMA user_version") == LATEST
        book.followups.today()
    assert list(tmp_path.glob("old.shopbook.before-v*")), "a safety copy stands beside it"


def test_an_open_complaint_that_was_a_note_becomes_a_complaint(tmp_path: Path) -> None:
    path = tmp_path / "old.shopbook"
    path.write_bytes(gzip.decompress((BOOKS / "v1.shopbook.gz").read_bytes()))
    connection = connect(path)
    customer = connection.execute("SELECT id FROM customer ORDER BY id").fetchone()[0]
    connection.execute(
        "INSERT INTO note(id, customer_id, kind, body, noted_on, needs_closing, created_at, updated_at) "
        "VALUES (7, ?, 'complaint', 'ফ্রিজ ঠান্ডা হয় না', '2026-11-20', 1, '2026-11-20T05:00:00.000Z', "
        "'2026-11-20T05:00:00.000Z')",
        (customer,),
    )
    connection.close()
    with Book.open(path) as book:
        row = book.store.row("SELECT * FROM complaint WHERE note_id = 7")
        assert row is not None
        assert (row["what"], row["opened_on"], row["status"]) == ("ফ্রিজ ঠান্ডা হয় না", "2026-11-20", "open")
        assert book.notes.note(7).needs_closing is False
