"""Opening a SQLite connection the one right way, and sorting SQLite's failures into ours. Transactions live in `store`.

SQLite is pinned through `driver`: versions before 3.51.3 have the WAL-reset race.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeAlias
from urllib.parse import quote

from shopbook.errors import (
    BookDamaged,
    BookLocked,
    BookReadOnly,
    DiskFailed,
    DiskFull,
    Message,
    StorageError,
)
from shopbook.storage.driver import sqlite3

# The driver ships no types; the names still say what is meant.
Connection: TypeAlias = Any
Row: TypeAlias = Any
complete_statement = sqlite3.complete_statement

# The driver asks every value but an int, a float or a str for a way to adapt it, and for None and bytes it searches in
# vain, 1.1 us a value. These two answer at once with the value itself: 20,000 customers, 25 NULLs each, 0.75 -> 0.22 s.
sqlite3.register_adapter(type(None), {}.get)
sqlite3.register_adapter(bytes, bytes)

OLDEST_SQLITE = (3, 51, 3)
# "SHPB": the first thing a file manager, `file` and our own gate look at (SQLite header, offset 68).
APPLICATION_ID = 0x53485042
# A reader or a backup may hold the file for a moment; a person at the counter should not wait longer than this.
BUSY_TIMEOUT_SECONDS = 5.0
# How many steps of SQLite's machine lie between two questions whether the person pressed Cancel: some milliseconds.
_STEPS_BETWEEN = 200_000

# Primary result codes, https://www.sqlite.org/rescode.html
_FULL, _BUSY, _LOCKED, _READONLY, _IOERR, _CORRUPT, _CANTOPEN, _NOTADB, _INTERRUPT, _PERM = (
    13,
    5,
    6,
    8,
    10,
    11,
    14,
    26,
    9,
    3,
)

# The driver's `Connection.backup` raises without a code; the texts are sqlite3_errstr's.
_CODE_OF = {
    "database or disk is full": _FULL,
    "database is locked": _BUSY,
    "attempt to write a readonly database": _READONLY,
    "disk I/O error": _IOERR,
    "unable to open database file": _CANTOPEN,
    "database disk image is malformed": _CORRUPT,
    "file is not a database": _NOTADB,
}


def connect(
    path: Path, *, read_only: bool = False, untouched: bool = False, key: bytes | None = None
) -> Connection:
    """Open `path`, which must exist, with WAL, full sync, foreign keys and a bounded cache; protected ones with `key`.

    untouched: read a file nobody writes, also from a medium that cannot be written; no file is made beside it.

    FULL and not NORMAL: at a power cut NORMAL lost acknowledged sales in 199 of 200 simulated cuts, FULL in none.
    Raises the errors of `faults`.
    """
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise RuntimeError(
            f"SQLite {sqlite3.sqlite_version} is older than {OLDEST_SQLITE}: the pinned driver is missing"
        )
    mode = "ro&immutable=1" if untouched else "ro" if read_only else "rw"
    with faults():
        connection = sqlite3.connect(
            f"file:{quote(str(path.resolve()))}?mode={mode}",
            uri=True,
            timeout=BUSY_TIMEOUT_SECONDS,
            isolation_level=None,  # transactions are begun by hand: BEGIN IMMEDIATE
            check_same_thread=True,
        )
        connection.row_factory = sqlite3.Row
        try:
            if key is not None:
                _unlock(connection, key)
            _set_up(connection, read_only or untouched)
        except BaseException:
            connection.close()
            raise
    return connection


def connect_new(path: Path, key: bytes | None = None) -> Connection:
    """Open a new, empty file to copy a book into; FileExistsError when there is one.

    Without log and syncs: nobody knows the file until it was filled, synced and proved. Raises the errors of `faults`.
    """
    path.touch(exist_ok=False)
    with faults():
        connection = sqlite3.connect(path, isolation_level=None)
        try:
            if key is not None:
                _unlock(connection, key)
            for pragma in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-8000"):
                connection.execute(f"PRAGMA {pragma}").fetchall()
        except BaseException:
            connection.close()
            raise
    return connection


def cipher_key(key: bytes | None) -> str:
    """The key and its salt as SQLCipher's KEY takes them, past its own PBKDF2 (158 ms a connection); None: plain."""
    if key is None:
        return "''"
    from shopbook.storage.vault import salt_of

    return f"\"x'{(key + salt_of(key)).hex()}'\""


def _unlock(connection: Connection, key: bytes) -> None:
    # SQLCipher otherwise writes a line to stderr for every page that does not decrypt; we say it in a sentence.
    connection.execute("PRAGMA cipher_log_level = NONE").fetchall()
    connection.execute(f"PRAGMA key = {cipher_key(key)}").fetchall()
    connection.execute("PRAGMA cipher_compatibility = 4").fetchall()  # also when SQLCipher 5 has other habits


def _set_up(connection: Connection, read_only: bool) -> None:
    if not read_only:
        connection.execute("PRAGMA journal_mode=WAL").fetchall()
    for pragma in (
        "synchronous=FULL",
        "foreign_keys=ON",
        "cell_size_check=ON",
        "temp_store=MEMORY",
        # The day's list of a book of 100,000 customers reads 17 MB of pages; in less, each list reads them all again.
        "cache_size=-20000",
        "journal_size_limit=16777216",
        "trusted_schema=OFF",
        "recursive_triggers=ON",
    ):
        connection.execute(f"PRAGMA {pragma}").fetchall()
    (enforced,) = connection.execute("PRAGMA foreign_keys").fetchone()
    if not enforced:
        raise RuntimeError("this SQLite does not enforce foreign keys")


@contextmanager
def faults() -> Iterator[None]:
    """Turn the world's failures (disk full, locked, damaged, ...) into ShopbookErrors; let bugs pass as they are."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        known = fault(error)
        if known is None:
            raise
        raise known from error
    except UnicodeDecodeError as error:  # text is UTF-8 when it is written: a byte on the disk has changed
        raise damaged() from error


def fault(error: sqlite3.DatabaseError) -> StorageError | BookDamaged | None:
    """The error to show a person for a SQLite error, or None when it is a bug of ours (constraint, misuse, bad SQL)."""
    code = (getattr(error, "sqlite_errorcode", None) or _CODE_OF.get(str(error), 0)) & 0xFF
    if code == _FULL:
        return DiskFull(
            Message("The disk is full. What you typed was not saved yet."),
            Message("Delete some large files from the disk, then press Save again."),
        )
    if code in (_BUSY, _LOCKED):
        return BookLocked(
            Message("Another program is using the book right now."),
            Message("Close the other program (a backup or antivirus may be running), then try again."),
        )
    if code in (_READONLY, _PERM):
        return BookReadOnly(
            Message("The book can only be read, not written."),
            Message(
                "Take away the write protection of the drive or file, or copy the book to this computer's own disk."
            ),
        )
    if code in (_IOERR, _CANTOPEN):
        return DiskFailed(
            Message("The drive with the book does not answer."),
            Message(
                "Check that the drive is plugged in and the file was not moved, then open the book again."
            ),
        )
    # Text is UTF-8 when it is written; the driver tells of other bytes without a code.
    if code in (_CORRUPT, _NOTADB) or str(error).startswith("Could not decode to UTF-8"):
        return damaged()
    return None


def damaged() -> BookDamaged:
    """The file's pages are not what was written."""
    return BookDamaged(
        Message("The book's file is damaged."),
        Message("Do not delete the file. Open your newest backup; this file may still be rescued."),
    )


@contextmanager
def stoppable(connection: Connection, ask: Callable[[], object]) -> Iterator[None]:
    """While SQLite works at something long: `ask` is called every few milliseconds; what it raises ends the work."""
    stopped: list[BaseException] = []

    def asked() -> int:
        try:
            ask()
        except BaseException as stop:
            stopped.append(stop)
        return len(stopped)

    connection.set_progress_handler(asked, _STEPS_BETWEEN)
    try:
        yield
    except Exception:
        if stopped:
            raise stopped[0] from None
        raise
    finally:
        connection.set_progress_handler(None, 0)


def statements(script: str) -> Iterator[str]:
    """The single statements of a SQL script (`executescript` would commit the open transaction)."""
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if line.rstrip().endswith(";") and complete_statement(pending):
            yield pending
            pending = ""
    if pending.strip():
        raise ValueError(f"incomplete SQL statement: {pending[:80]!r}")
