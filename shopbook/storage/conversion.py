"""A plain book made protected and back: a proved copy that takes the book's place. Passphrases are `vault`'s affair.

Whatever cuts it short, one book that opens lies at the book's name: `settle` and `finish` put away what was left.
"""

from __future__ import annotations

import os
import secrets
import shutil
from pathlib import Path

from shopbook.errors import BookDamaged, DiskFull, Message
from shopbook.progress import NoProgress, Progress
from shopbook.storage import keys
from shopbook.storage.connection import Connection, cipher_key, connect, faults, stoppable
from shopbook.storage.lock import BookLock
from shopbook.storage.syncing import sync_file, sync_folder
from shopbook.storage.vault import Vault

# The book as it was, until the new one has been opened; its first bytes tell which of the two it is.
ASIDE, PART = ".aside", ".converting"
_AT_ONCE = 1 << 20
_SPARE_BYTES = 4 << 20


def convert(
    book: Path, old: bytes | None, new: bytes | None, vault: Vault | None, progress: Progress | None = None
) -> None:
    """Make the closed `book` with key `old` one with key `new` (None: plain); `vault` is saved just before the swap.

    Raises BookInUse, DiskFull, BookDamaged when the copy is not the same in everything, Cancelled; the book is then
    as it was.
    """
    progress = progress or NoProgress()
    with BookLock(book):
        settle_locked(book)
        part = book.with_name(book.name + PART)
        try:
            _refuse_little_room(book)
            _copy(book, part, old, new, progress)
            progress.step(95, 100, Message("Putting the new file in place"))
            if vault is not None and new is not None:
                keys.keep(book, vault, new)
            _swap(book, part)
        except OSError as error:
            raise keys.disk_fault(error) from error
        finally:
            _drop(part)
        connect(book, key=new).close()
        finish(book)
    progress.step(100, 100)


def settle(book: Path) -> None:
    """Before a book is opened: undo a conversion that was cut short."""
    if _beside(book, ASIDE).exists() or _beside(book, PART).exists():
        with BookLock(book):
            settle_locked(book)


def settle_locked(book: Path) -> None:
    """`settle` for one who holds the lock."""
    aside, part = _beside(book, ASIDE), _beside(book, PART)
    if not (aside.exists() or part.exists()):
        return
    if aside.exists() and not book.exists():
        aside.replace(book)
    elif aside.exists() and aside.samefile(book):
        aside.unlink()
    _drop(part)
    sync_folder(book.parent)
    if not aside.exists():
        _drop_stray_key(book)


def finish(book: Path) -> None:
    """After the new book was opened: destroy the plain one that was set aside, or put the protected one away."""
    aside = _beside(book, ASIDE)
    if not aside.exists() or aside.samefile(book):
        return
    if _is_plain(book):
        _drop_stray_key(book)
    if _is_plain(aside):
        _overwrite(aside)
    aside.unlink()
    sync_folder(book.parent)


def _copy(book: Path, part: Path, old: bytes | None, new: bytes | None, progress: Progress) -> None:
    """The whole book written into `part` with the other key, read back and compared."""
    source = connect(book, key=old)
    try:
        with faults():
            # All of it in one file, and no -wal of the old kind left beside the new book.
            source.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            source.execute("PRAGMA journal_mode=DELETE").fetchall()
            source.execute("BEGIN IMMEDIATE")
            before = _contents(source, progress, (0, 20))
            source.execute("ROLLBACK")
            _export(source, part, new, progress)
        sync_file(part)
        copy = connect(part, read_only=True, key=new)
        try:
            with faults(), stoppable(copy, lambda: progress.step(0, 0)):
                _prove(copy, new, progress)
                if _contents(copy, progress, (75, 95)) != before:
                    raise _differs()
        finally:
            copy.close()
    finally:
        source.close()


def _export(source: Connection, part: Path, new: bytes | None, progress: Progress) -> None:
    source.execute(f"ATTACH DATABASE ? AS fresh KEY {cipher_key(new)}", (str(part),))
    try:
        # A file that is thrown away when anything goes wrong; it is synced once, at the end.
        for pragma in ("synchronous=OFF", "journal_mode=OFF"):
            source.execute(f"PRAGMA fresh.{pragma}").fetchall()
        progress.step(20, 100, Message("Copying the book"))
        with stoppable(source, lambda: progress.step(0, 0)):
            source.execute("SELECT sqlcipher_export('fresh')").fetchall()
        for pragma in ("user_version", "application_id"):
            (value,) = source.execute(f"PRAGMA main.{pragma}").fetchone()
            source.execute(f"PRAGMA fresh.{pragma}={value}").fetchall()
    finally:
        source.execute("DETACH DATABASE fresh")


def _prove(copy: Connection, key: bytes | None, progress: Progress) -> None:
    """Every page's seal, every page's order, every reference."""
    progress.step(50, 100, Message("Checking the copy"))
    if key is not None and copy.execute("PRAGMA cipher_integrity_check").fetchall():
        raise _differs()
    if copy.execute("PRAGMA quick_check").fetchone()[0] != "ok":
        raise _differs()
    if copy.execute("PRAGMA foreign_key_check").fetchone() is not None:
        raise _differs()


def _contents(
    connection: Connection, progress: Progress, span: tuple[int, int]
) -> dict[str, tuple[object, ...]]:
    """What two equal books have equal: versions, the text of the schema, and of every table the rows and their sums."""
    found: dict[str, tuple[object, ...]] = {
        pragma: tuple(connection.execute(f"PRAGMA {pragma}").fetchone())
        for pragma in ("user_version", "application_id", "encoding")
    }
    told = "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name"
    schema = [tuple(row) for row in connection.execute(told).fetchall()]
    found["schema"] = tuple(schema)
    tables = [row[1] for row in schema if row[0] == "table" and "VIRTUAL" not in (row[3] or "")]
    for at, table in enumerate(tables):
        progress.step(span[0] + (span[1] - span[0]) * at // len(tables), 100)
        columns = [row["name"] for row in connection.execute(f'PRAGMA table_info("{table}")').fetchall()]
        sums = ", ".join(
            f"""total(CASE typeof("{one}") WHEN 'integer' THEN "{one}" % 1000003 ELSE length("{one}") END)"""
            for one in columns
        )
        found[table] = tuple(connection.execute(f'SELECT count(*), {sums} FROM "{table}"').fetchone())
    return found


def _swap(book: Path, part: Path) -> None:
    """The copy takes the book's name in one step; the book stays beside it until the copy was opened."""
    aside = _beside(book, ASIDE)
    try:
        os.link(book, aside)
    except OSError:
        # A pen drive's file system has no second names: for a moment there is no book, and `settle` puts it back.
        book.replace(aside)
    sync_folder(book.parent)
    part.replace(book)
    sync_folder(book.parent)


def _overwrite(path: Path) -> None:
    """Write noise over a file, so that its words are not found on the disk; a flash drive may keep old cells anyway."""
    with path.open("r+b") as file:
        left = os.fstat(file.fileno()).st_size
        while left > 0:
            file.write(secrets.token_bytes(min(_AT_ONCE, left)))
            left -= _AT_ONCE
        file.flush()
        os.fsync(file.fileno())


def _drop_stray_key(book: Path) -> None:
    """Take the key file of a plain book away; this computer keeps its copy for the backups made with it."""
    key_file = keys.beside(book)
    if not _is_plain(book) or not key_file.exists():
        return
    try:
        vault = Vault.read(key_file)
        own = keys.kept(bytes.fromhex(vault.book))
        if not own.exists():
            own.parent.mkdir(mode=0o700, exist_ok=True)
            vault.save(own)
    except (OSError, ValueError, BookDamaged):
        return  # better a file too many than a key too few
    key_file.unlink()
    sync_folder(book.parent)


def _drop(part: Path) -> None:
    for end in ("", "-journal", "-wal", "-shm"):
        part.with_name(part.name + end).unlink(missing_ok=True)


def _refuse_little_room(book: Path) -> None:
    needed = book.stat().st_size * 11 // 10 + _SPARE_BYTES
    if shutil.disk_usage(book.parent).free < needed:
        raise DiskFull(
            Message("There is not enough room on the disk for a second copy of the book."),
            Message("Delete some large files from the disk, then try again. The book is as it was."),
        )


def _beside(book: Path, end: str) -> Path:
    return book.with_name(book.name + end)


def _is_plain(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(keys.PLAIN_HEADER)) == keys.PLAIN_HEADER


def _differs() -> BookDamaged:
    return BookDamaged(
        Message("The copy is not the same as the book, so it was thrown away. The book is as it was."),
        Message("Check the book first: Settings, Book and backup. Then try again."),
    )
