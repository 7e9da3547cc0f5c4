"""A book as a file: making one, and every gate it passes before it is opened. What is inside is the nouns' affair."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from shopbook.clock import Clock, day_of, from_instant
from shopbook.errors import (
    BookEmpty,
    BookForeign,
    BookMissing,
    BookReadOnly,
    DiskFailed,
    Message,
    ShopbookError,
)
from shopbook.storage import incarnation, migrations, place, swap
from shopbook.storage.connection import APPLICATION_ID, Connection, connect, damaged, faults
from shopbook.storage.lock import BookLock
from shopbook.storage.registry import Registry
from shopbook.storage.store import Store
from shopbook.storage.syncing import sync_folder

_SQLITE_HEADER = b"SQLite format 3\x00"
_HEADER_SIZE = 100
# Newest safety copies kept beside the book; older ones are the backups' business.
SAFETY_COPIES = 10


def create(path: Path, clock: Clock, *, key: bytes | None = None) -> tuple[Store, BookLock]:
    """Make a new, empty book at `path`; BookExists when a file is there, BookOnNetwork on a network drive.

    With a `key` a protected one; its vault is the caller's to save.
    """
    place.refuse_existing(path)
    place.refuse_network(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = BookLock(path)
    # Built under another name and moved into place: a power cut here leaves no half book.
    part = path.with_name(path.name + ".part")
    registry = Registry()
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
                    (incarnation.writer_of(registry),),
                )
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            incarnation.remember(incarnation.identity(connection), registry, path, clock)
        finally:
            connection.close()
        part.replace(path)
        sync_folder(path.parent)
        return Store(connect(path, key=key), clock, key=key), lock
    except BaseException:
        lock.release()
        raise


def open_book(path: Path, clock: Clock, *, key: bytes | None = None) -> tuple[Store, BookLock]:
    """Open the book at `path` after all gates; migrates an older one behind a safety copy. Raises the BookErrors.

    A protected book wants its key (`keys.unlock`): BookProtected without one. A copy of a book begins a new incarnation
    (`store.arrival` tells), and a clock that was set back is told in `store.clock_is_back`.
    """
    finish_swap(path)
    cut_short = _conversion_cut_short(path)
    if cut_short:
        from shopbook.storage import conversion

        conversion.settle(path)
    check_header(path, key)
    place.refuse_network(path)
    lock = BookLock(path)
    try:
        key = None if is_plain(path) else key
        connection = connect(path, key=key)
        try:
            _refuse_unwritable(connection)
            _bring_up_to_date(path, connection, key, clock)
            if cut_short:
                conversion.finish(path)
            arrival = incarnation.recognise(connection, Registry(), path, clock)
            store = Store(connection, clock, key=key)
            store.arrival, store.clock_is_back = arrival, incarnation.clock_back(connection, clock)
            return store, lock
        except BaseException:
            connection.close()
            raise
    except BaseException:
        lock.release()
        raise


def open_to_read(path: Path, clock: Clock, *, key: bytes | None = None) -> Store:
    """A book that must not be written any more (damaged), or cannot be (its medium): only reading, without a lock.

    Nothing is made beside the file where the medium cannot be written. Raises the BookErrors; BookDamaged when not even
    its first pages can be read, or it is older than this program and cannot be brought up to date.
    """
    check_header(path, key)
    key = None if is_plain(path) else key
    untouched = not place.is_writable(path.parent)
    if untouched and (wal := swap.part_of(path, "-wal")).exists() and wal.stat().st_size:
        raise BookReadOnly(
            Message("This book was not closed properly, and its drive cannot be written to finish that."),
            Message(
                "Copy {file} and the file {wal} into one folder of this computer, then open it there.",
                file=path.name,
                wal=wal.name,
            ),
        )
    connection = connect(path, read_only=not untouched, untouched=untouched, key=key)
    try:
        with faults():
            if migrations.schema_version(connection) != migrations.LATEST:
                raise _too_old(path) if untouched else damaged()
        return Store(connection, clock, read_only=True, key=key)
    except BaseException:
        connection.close()
        raise


def finish_swap(path: Path) -> None:
    """When a restore was broken off while its files changed places, do the rest of it. Raises BookInUse."""
    if swap.is_pending(path):
        with BookLock(path):
            swap.finish(path)


def remember(store: Store) -> None:
    """Let this computer remember how far a book was written, before it is closed; never fails."""
    if store.is_closed or store.read_only:
        return
    with suppress(ShopbookError):
        incarnation.remember(incarnation.identity_of(store), Registry(), store.path, store.clock)


def take_new_place(path: Path) -> BookLock:
    """The lock of a file that is about to be made for a book whose own was taken away.

    Raises BookExists, BookOnNetwork, BookInUse, BookReadOnly.
    """
    place.refuse_existing(path)
    place.refuse_network(path)
    return BookLock(path)


def bring_key(path: Path, key: bytes) -> None:
    """Lay the key file beside a protected book that was just made from an open one."""
    from shopbook.storage import keys

    keys.keep(path, keys.vault_of(path), key)


def open_second(path: Path, clock: Clock, *, read_only: bool = False, key: bytes | None = None) -> Store:
    """Another connection to a book this program already holds: the job thread's own."""
    return Store(connect(path, read_only=read_only, key=key), clock, read_only=read_only, key=key)


def _conversion_cut_short(path: Path) -> bool:
    """True when protecting the book, or taking the lock off, was interrupted; looked for without loading how."""
    return any(path.with_name(path.name + end).exists() for end in (".aside", ".converting"))


def is_plain(path: Path) -> bool:
    """True for a file that any SQLite can read; False for a protected book and for what is no book."""
    with path.open("rb") as file:
        return file.read(len(_SQLITE_HEADER)) == _SQLITE_HEADER


def check_header(path: Path, key: bytes | None = None) -> None:
    """Refuse, before SQLite touches it, what is not a book of ours, each with its own BookError.

    Of a protected file only its key can tell more: with the `key` it passes, without it is BookProtected.
    """
    header = _header(path)
    if not header.startswith(_SQLITE_HEADER):
        from shopbook.storage import keys

        if keys.is_protected(path):
            if key is None:
                raise keys.protected(path)
            return
        from shopbook.storage import pages

        if pages.was_database(path):  # noise where its first page was; the others may still tell everything
            raise damaged()
        raise BookForeign(
            Message("{file} is not a Shopbook book.", file=path.name), Message("Choose the book's own file.")
        )
    if len(header) < _HEADER_SIZE:
        raise damaged()
    if not any(header[16:]):
        raise damaged()
    version = int.from_bytes(header[60:64], "big")  # offsets: https://www.sqlite.org/fileformat2.html
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise _foreign(path)
    if version > migrations.LATEST:
        raise migrations.too_new()


def _bring_up_to_date(path: Path, connection: Connection, key: bytes | None, clock: Clock) -> None:
    with faults():
        version = migrations.schema_version(connection)
        (application,) = connection.execute("PRAGMA application_id").fetchone()
    if application != APPLICATION_ID:  # of a protected file the header could not tell
        raise _foreign(path)
    if version > migrations.LATEST:
        raise migrations.too_new()
    if version < migrations.LATEST:
        copy = safety_copy(path, connection, version, key)
        migrations.apply(connection)
        with faults():
            connection.execute(
                "INSERT INTO backup_log(what, why, at, place, folder, file_name, bytes, seq, good) "
                "SELECT 'backup', 'migration', ?, 'book', ?, ?, ?, seq, 1 FROM journal_state",
                (from_instant(clock.now()), str(copy.parent.resolve()), copy.name, copy.stat().st_size),
            )


def safety_copy(path: Path, connection: Connection, version: int, key: bytes | None = None) -> Path:
    """A proved copy `<book>.before-v<version>-<n>` made before a migration, with the book's key; returns its path."""
    from shopbook.storage import copying

    number = 1
    while (copy := path.with_name(f"{path.name}.before-v{version + 1}-{number}")).exists():
        number += 1
    part = path.with_name(f".part-{copy.name}")
    copying.drop(part)  # of a start that was killed
    copying.proved_copy(connection, part, key=key)
    part.replace(copy)
    sync_folder(path.parent)
    copies = sorted(path.parent.glob(f"{path.name}.before-v*"), key=lambda found: found.stat().st_mtime)
    for old in copies[:-SAFETY_COPIES]:
        old.unlink(missing_ok=True)
    return copy


def _header(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER_SIZE)
    except FileNotFoundError as error:
        raise _missing(path) from error
    except (IsADirectoryError, PermissionError) as error:
        raise BookForeign(
            Message("{file} cannot be read as a book.", file=path.name),
            Message("Choose the book's own file."),
        ) from error
    except OSError as error:  # the cable, the reader, the drive itself
        raise DiskFailed(
            Message("The drive with the book does not answer."),
            Message(
                "Check that the drive is plugged in and the file was not moved, then open the book again."
            ),
        ) from error
    if not header:
        raise _empty(path)
    return header


def _foreign(path: Path) -> BookForeign:
    return BookForeign(
        Message("{file} belongs to another program.", file=path.name), Message("Choose the book's own file.")
    )


def _missing(path: Path) -> BookMissing:
    """What is not there, and when it was there last as far as this computer remembers."""
    if not path.parent.is_dir():
        return BookMissing(
            Message("The folder of the book was not found: {folder}", folder=str(path.parent)),
            Message("If it is on a pen drive, plug it in. Otherwise choose the file yourself."),
        )
    last = Registry().last_at(path)
    advice = Message(
        "If it is on a pen drive, plug it in. Otherwise choose the file yourself, or restore a backup."
    )
    if last is None:
        return BookMissing(Message("The book was not found: {file}", file=path.name), advice)
    said = Message(
        "The book was not found: {file}. It was last open on {last_on}.", file=path.name, last_on=day_of(last)
    )
    return BookMissing(said, advice)


def _empty(path: Path) -> BookEmpty:
    last = Registry().last_at(path)
    advice = Message("Do not write into it. Restore your newest backup.")
    if last is None:
        gone = Message(
            "The file {file} is empty. There was a book here; its content is gone.", file=path.name
        )
        return BookEmpty(gone, advice)
    return BookEmpty(
        Message(
            "The file {file} is empty. The book that was in it was last open on {last_on}.",
            file=path.name,
            last_on=day_of(last),
        ),
        advice,
    )


def _too_old(path: Path) -> BookReadOnly:
    return BookReadOnly(
        Message("This book is of an older version, and its drive cannot be written to bring it up to date."),
        Message("Copy {file} to this computer's own disk and open it there.", file=path.name),
    )


def _refuse_unwritable(connection: Connection) -> None:
    """A file that cannot be written must say so before somebody types the first sale of the day."""
    with faults():
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("ROLLBACK")
