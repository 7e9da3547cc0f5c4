"""A book as a file: making one, and every gate it passes before it is opened. What is inside is the nouns' affair."""

from __future__ import annotations

import os
from pathlib import Path

from shopbook.clock import Clock
from shopbook.errors import (
    BookDamaged,
    BookEmpty,
    BookExists,
    BookForeign,
    BookMissing,
    BookOnNetwork,
    BookTooNew,
    Message,
)
from shopbook.storage import migrations, place
from shopbook.storage.connection import APPLICATION_ID, Connection, connect, faults
from shopbook.storage.ids import WRITER_BITS
from shopbook.storage.lock import BookLock
from shopbook.storage.store import Store

_SQLITE_HEADER = b"SQLite format 3\x00"
_HEADER_SIZE = 100
# Newest safety copies kept beside the book; older ones are the backups' business.
SAFETY_COPIES = 10


def create(path: Path, clock: Clock, *, key: bytes | None = None) -> tuple[Store, BookLock]:
    """Make a new, empty book at `path`; BookExists when a file is there, BookOnNetwork on a network drive.

    With a `key` a protected one; its vault is the caller's to save.
    """
    if path.exists():
        raise BookExists(
            Message("There is already a file with this name: {file}", file=path.name),
            Message("Choose another name."),
        )
    _refuse_network(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = BookLock(path)
    # Built under another name and moved into place: a power cut here leaves no half book.
    part = path.with_name(path.name + ".part")
    try:
        for leftover in (part, Path(f"{part}-wal"), Path(f"{part}-shm")):
            leftover.unlink(missing_ok=True)
        part.touch(exist_ok=False)
        connection = connect(part, key=key)
        try:
            migrations.apply(connection)
            with faults():
                connection.execute(
                    "INSERT INTO journal_state(one, site, writer, book, token) "
                    "VALUES (1, 'A', ?, lower(hex(randomblob(16))), lower(hex(randomblob(16))))",
                    (_writer_of_this_computer(),),
                )
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        finally:
            connection.close()
        part.replace(path)
        _sync_folder(path.parent)
        return Store(connect(path, key=key), clock, key=key), lock
    except BaseException:
        lock.release()
        raise


def open_book(path: Path, clock: Clock, *, key: bytes | None = None) -> tuple[Store, BookLock]:
    """Open the book at `path` after all gates; migrates an older one behind a safety copy. Raises the BookErrors.

    A protected book wants its key (`keys.unlock`): BookProtected without one.
    """
    check_header(path, key)
    _refuse_network(path)
    lock = BookLock(path)
    try:
        key = None if is_plain(path) else key
        connection = connect(path, key=key)
        try:
            _bring_up_to_date(path, connection, key)
            return Store(connection, clock, key=key), lock
        except BaseException:
            connection.close()
            raise
    except BaseException:
        lock.release()
        raise


def open_second(path: Path, clock: Clock, *, read_only: bool = False, key: bytes | None = None) -> Store:
    """Another connection to a book this program already holds: the job thread's own."""
    return Store(connect(path, read_only=read_only, key=key), clock, read_only=read_only, key=key)


def is_plain(path: Path) -> bool:
    """True for a file that any SQLite can read; False for a protected book and for what is no book."""
    with path.open("rb") as file:
        return file.read(len(_SQLITE_HEADER)) == _SQLITE_HEADER


def check_header(path: Path, key: bytes | None = None) -> None:
    """Refuse, before SQLite touches it, what is not a book of ours, each with its own BookError.

    Of a protected file only its key can tell more: with the `key` it passes, without it is BookProtected.
    """
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER_SIZE)
    except FileNotFoundError as error:
        raise BookMissing(
            Message("The book was not found: {file}", file=path.name),
            Message("If it is on a pen drive, plug it in. Otherwise choose the file yourself."),
        ) from error
    except (IsADirectoryError, PermissionError) as error:
        raise BookForeign(
            Message("{file} cannot be read as a book.", file=path.name),
            Message("Choose the book's own file."),
        ) from error
    if not header:
        raise BookEmpty(
            Message("The file {file} is empty. There was a book here; its content is gone.", file=path.name),
            Message("Do not write into it. Open your newest backup."),
        )
    if not header.startswith(_SQLITE_HEADER):
        from shopbook.storage import keys

        if keys.is_protected(path):
            if key is None:
                raise keys.protected(path)
            return
        raise BookForeign(
            Message("{file} is not a Shopbook book.", file=path.name), Message("Choose the book's own file.")
        )
    if len(header) < _HEADER_SIZE:
        raise BookDamaged(
            Message("The book's file is damaged."),
            Message("Do not delete the file. Open your newest backup; this file may still be rescued."),
        )
    version = int.from_bytes(header[60:64], "big")  # offsets: https://www.sqlite.org/fileformat2.html
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise BookForeign(
            Message("{file} belongs to another program.", file=path.name),
            Message("Choose the book's own file."),
        )
    if version > migrations.LATEST:
        raise BookTooNew(
            Message("This book was written by a newer version of the program."),
            Message("Install the newest version on this computer, then open the book again."),
        )


def _bring_up_to_date(path: Path, connection: Connection, key: bytes | None) -> None:
    with faults():
        version = migrations.schema_version(connection)
        (application,) = connection.execute("PRAGMA application_id").fetchone()
    if application != APPLICATION_ID:  # of a protected file the header could not tell
        raise BookForeign(
            Message("{file} belongs to another program.", file=path.name),
            Message("Choose the book's own file."),
        )
    if version > migrations.LATEST:
        raise BookTooNew(
            Message("This book was written by a newer version of the program."),
            Message("Install the newest version on this computer, then open the book again."),
        )
    if version < migrations.LATEST:
        safety_copy(path, connection, version, key)
        migrations.apply(connection)


def safety_copy(path: Path, connection: Connection, version: int, key: bytes | None = None) -> Path:
    """A verified copy `<book>.before-v<version>-<n>` made before a migration, with the book's key; returns its path."""
    number = 1
    while (copy := path.with_name(f"{path.name}.before-v{version + 1}-{number}")).exists():
        number += 1
    with faults():
        connection.execute("VACUUM INTO ?", (str(copy),))
        check = connect(copy, read_only=True, key=key)
        try:
            if check.execute("PRAGMA quick_check").fetchone()[0] != "ok":
                raise BookDamaged(
                    Message("The book's file is damaged."),
                    Message(
                        "Do not delete the file. Open your newest backup; this file may still be rescued."
                    ),
                )
        finally:
            check.close()
    copies = sorted(path.parent.glob(f"{path.name}.before-v*"), key=lambda found: found.stat().st_mtime)
    for old in copies[:-SAFETY_COPIES]:
        old.unlink(missing_ok=True)
    return copy


def _refuse_network(path: Path) -> None:
    if place.is_network(path):
        raise BookOnNetwork(
            Message("The book lies on a network drive, where two computers could spoil it."),
            Message("Copy the book to this computer's own disk and open it there."),
        )


def _writer_of_this_computer() -> int:
    """Ten bits that differ from computer to computer; they belong to the machine, so a copied book gets its own."""
    import hashlib
    import uuid

    digest = hashlib.blake2b(str(uuid.getnode()).encode(), digest_size=2).digest()
    return int.from_bytes(digest, "big") % (1 << WRITER_BITS)


def _sync_folder(folder: Path) -> None:
    """Make the rename itself survive a power cut (a no-op where folders cannot be synced, as on Windows)."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
