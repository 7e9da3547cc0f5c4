"""Proving that a file is a whole book, without changing it: its pages, references, counts and sums, and its hash.

A copy before a migration and every backup go this way. What a damaged book can still give is the rescue's affair; what
must agree inside a good one in every detail is told by `shopbook.checks`.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shopbook.clock import to_day
from shopbook.errors import BookDamaged, BookForeign, Cancelled, Message
from shopbook.progress import NoProgress, Progress
from shopbook.storage import migrations
from shopbook.storage.connection import (
    APPLICATION_ID,
    Connection,
    connect,
    damaged,
    faults,
    stoppable,
)
from shopbook.storage.driver import sqlite3

_HASHED_AT_ONCE = 1 << 20
_NOUNS = ("customer", "sale", "ledger", "note", "warranty")


@dataclass(frozen=True, slots=True)
class Counts:
    """What is in a book, in figures a shopkeeper knows: trash is not counted, voided memos are.

    last_saved_at: UTC instant of the newest entry of the journal; balance_paisa: what all customers owe together,
    advances taken off, as their pages keep it; ledger_paisa: the sum of all entries, which has to be the same.
    """

    customers: int
    sales: int
    ledger: int
    notes: int
    warranties: int
    last_sale_on: dt.date | None
    last_saved_at: dt.datetime | None
    balance_paisa: int
    ledger_paisa: int = 0

    @property
    def agree(self) -> bool:
        """True when what the customers' pages say together is what the ledger's entries come to."""
        return self.balance_paisa == self.ledger_paisa


@dataclass(frozen=True, slots=True)
class Proof:
    """What was found in a file that is a whole book. book and token are "" in a book of before schema 4."""

    schema: int
    book: str
    token: str
    site: str
    seq: int
    shop_name: str
    counts: Counts
    bytes: int
    sha256: str


def prove(
    path: Path,
    *,
    key: bytes | None = None,
    full: bool = False,
    progress: Progress | None = None,
    quietly: bool = False,
) -> Proof:
    """Look through the whole file, read only. full: also every index against its table (twice the time).

    Pages are looked at in this thread, everything else beside it in another: 500 MB in 1.7 s, not 3.2. quietly: one
    after the other, because nobody waits and the counter of a PC with two processors does need one.
    Raises BookDamaged with what does not hold (a note tells the log), BookForeign, BookTooNew, Cancelled by
    `progress`, StorageError when the medium does not answer, FileNotFoundError.
    """
    progress, over = progress or NoProgress(), threading.Event()
    path.stat()  # FileNotFoundError rather than a sentence about a drive
    with ThreadPoolExecutor(max_workers=1) as beside:
        with _opened(path, key, lambda: progress.step(0, 100)) as connection:
            _schema(connection)
            rest = None if quietly else beside.submit(_content, path, key, over)
            try:
                progress.step(0, 100, Message("Looking through the copy"))
                _whole(connection, "integrity_check" if full else "quick_check")
                rest = rest or beside.submit(_content, path, key, over)
                while not rest.done():
                    progress.step(60, 100)
                    wait([rest], timeout=0.1)
            except BaseException:
                over.set()
                raise
        progress.step(100, 100)
        return rest.result()


def glance(path: Path, *, key: bytes | None = None) -> Proof:
    """What a file tells of itself, not proved and not hashed; the errors of `prove`."""
    path.stat()
    with _opened(path, key, lambda: None) as connection:
        return _told(connection, path, "")


def _content(path: Path, key: bytes | None, over: threading.Event) -> Proof:
    def stop() -> None:
        if over.is_set():
            raise Cancelled

    with _opened(path, key, stop) as connection:
        _schema(connection)
        if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
            raise _damaged("a reference between rows is broken")
        return _told(connection, path, sha256(path, stop))


def _told(connection: Connection, path: Path, digest: str) -> Proof:
    schema = _schema(connection)
    counts, state = count(connection), _state(connection, schema)
    shop = connection.execute(
        "SELECT coalesce(name_bn, name_en, '') FROM shop WHERE deleted_at IS NULL ORDER BY id"
    ).fetchone()
    return Proof(schema, *state, shop[0] if shop else "", counts, path.stat().st_size, digest)


def count(connection: Connection) -> Counts:
    """The counts of an open book, of any schema."""
    customers, sales, ledger, notes, warranties = (
        int(_one(connection, f"SELECT count(*) FROM {noun}{_living(noun)}")) for noun in _NOUNS
    )
    posted = _one(connection, "SELECT coalesce(sum(amount_paisa), 0) FROM ledger")
    kept = _one(connection, "SELECT coalesce(sum(balance_paisa), 0) FROM customer")
    last_sale_on = to_day(_one(connection, "SELECT max(sold_on) FROM sale"))
    ms = _one(connection, "SELECT hlc >> 16 FROM journal_state")
    saved_at = dt.datetime.fromtimestamp(ms / 1000, dt.UTC) if ms else None
    return Counts(customers, sales, ledger, notes, warranties, last_sale_on, saved_at, kept, posted)


def sha256(path: Path, between: Callable[[], object] = lambda: None) -> str:
    """The file's SHA-256 as hex digits; `between` is called after each megabyte and may raise."""
    import hashlib  # brings OpenSSL

    digest = hashlib.sha256()
    with path.open("rb") as file:
        while part := file.read(_HASHED_AT_ONCE):
            digest.update(part)
            between()
    return digest.hexdigest()


def _living(noun: str) -> str:
    return "" if noun == "ledger" else " WHERE deleted_at IS NULL"


def _one(connection: Connection, sql: str) -> Any:
    return connection.execute(sql).fetchone()[0]


def _schema(connection: Connection) -> int:
    version = migrations.schema_version(connection)
    if _one(connection, "PRAGMA application_id") != APPLICATION_ID:
        raise BookForeign(
            Message("This file belongs to another program."), Message("Choose the book's own file.")
        )
    if version > migrations.LATEST:
        raise migrations.too_new()
    return version


def _whole(connection: Connection, pragma: str) -> None:
    found = connection.execute(f"PRAGMA {pragma}(1)").fetchone()[0]
    if found != "ok":
        raise _damaged(str(found))


def _state(connection: Connection, schema: int) -> tuple[str, str, str, int]:
    named = "book, token" if schema >= 4 else "'' AS book, '' AS token"
    row = connection.execute(f"SELECT {named}, site, seq FROM journal_state WHERE one = 1").fetchone()
    if row is None:
        raise _damaged("the state of the journal is missing")
    return row["book"] or "", row["token"] or "", row["site"], row["seq"]


def _damaged(what: str) -> BookDamaged:
    """What a person reads, and for the log what was found."""
    error = damaged()
    error.add_note(what)
    return error


@contextmanager
def _opened(path: Path, key: bytes | None, ask: Callable[[], object]) -> Iterator[Connection]:
    """The file, untouched; `ask` is called while SQLite works (a large book takes seconds) and may raise."""
    connection = connect(path, untouched=True, key=key)
    try:
        with faults(), stoppable(connection, ask):
            yield connection
    except sqlite3.DatabaseError as error:
        raise _damaged(str(error)) from error  # a table is not there: its page was something else's
    finally:
        connection.close()
