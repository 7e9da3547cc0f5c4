"""A copy of a backup that may be opened, brought up to date and thrown away: the backup itself is never touched."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from shopbook.backups import finding, manifests, sealing, verifying
from shopbook.clock import seconds_since_touched
from shopbook.errors import BackupProblem, BookMissing, DiskFailed, DiskFull, Message
from shopbook.progress import NoProgress, Progress
from shopbook.storage import book_file, keys, migrations, swap
from shopbook.storage.connection import Connection, connect, faults
from shopbook.storage.copying import drop, refuse_without_room
from shopbook.storage.vault import Vault

_AT_ONCE = 1 << 20
_WORKSHOP = "shopbook-"
# A look or a drill takes minutes; what is older was left by a kill, and may be a whole book without its lock.
_LEFT_BEHIND_SECONDS = 86_400


@dataclass(frozen=True, slots=True)
class Taken:
    """A private copy: its file, the key it opens with (None: plain), and the vault of that key."""

    path: Path
    key: bytes | None
    vault: Vault | None


def take(
    backup: Path,
    into: Path,
    *,
    code: str = "",
    passphrase: str = "",
    key: bytes | None = None,
    progress: Progress | None = None,
) -> Taken:
    """Copy a backup to the new file `into`, unsealed when it was sealed; a log lying beside it comes along.

    Raises BookMissing, BookEmpty, BookForeign, BookTooNew, BookProtected and WrongKey, DiskFull, Cancelled.
    """
    progress = progress or NoProgress()
    drop(into)
    if finding.is_sealed(backup):
        if not code:
            raise verifying.closed(backup)
        with tempfile.TemporaryDirectory(dir=into.parent, prefix=".unsealed-") as folder:
            sealing.unseal(backup, code, Path(folder), progress).replace(into)
    else:
        if not backup.exists():
            raise BookMissing(
                Message("The copy was not found: {file}", file=backup.name),
                Message("If it is on a pen drive, plug it in. Otherwise choose another copy."),
            )
        _copy(backup, into, progress)
        log = swap.part_of(backup, "-wal")
        if log.exists():  # somebody copied the files of an open book by hand
            _copy(log, swap.part_of(into, "-wal"), progress)
    try:
        opened = _key(backup, into, code, passphrase, key)
        book_file.check_header(into, opened.key)
    except BaseException:
        drop(into)
        raise
    return opened


@contextmanager
def workshop(what: str) -> Iterator[Path]:
    """A private folder for a copy of a book, thrown away at the end; what a kill left of earlier ones goes first."""
    for left in Path(tempfile.gettempdir()).glob(f"{_WORKSHOP}{what}-*"):
        with suppress(OSError):
            if not left.is_symlink() and seconds_since_touched(left.stat().st_mtime) > _LEFT_BEHIND_SECONDS:
                shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=f"{_WORKSHOP}{what}-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


@contextmanager
def brought_up_to_date(taken: Taken) -> Iterator[Connection]:
    """The private copy, open for writing and in this program's schema; closed without a log beside it."""
    connection = connect(taken.path, key=taken.key)
    try:
        with faults():
            version = migrations.schema_version(connection)
        if version < migrations.LATEST:
            migrations.apply(connection)
        yield connection
        with faults():
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            connection.execute("PRAGMA journal_mode=DELETE").fetchall()
    finally:
        connection.close()


@contextmanager
def disk_faults() -> Iterator[None]:
    """Turn what the drive says into a sentence."""
    try:
        yield
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise DiskFull(
                Message("The disk is full. Nothing was changed."),
                Message("Delete some large files from the disk, then try again."),
            ) from error
        raise DiskFailed(
            Message("A drive does not answer. Nothing was changed."),
            Message("Check that the pen drive is plugged in well, then try again."),
        ) from error


def _key(backup: Path, copy: Path, code: str, passphrase: str, key: bytes | None) -> Taken:
    if book_file.is_plain(copy) or not keys.is_protected(copy):
        return Taken(copy, None, None)
    vault = _vault(backup)
    if key is not None and _opens(copy, key):
        return Taken(copy, key, vault)
    if not (code or passphrase):
        raise keys.protected(backup) if vault is None else keys.protected(copy)
    if vault is None:
        vault = keys.vault_of(backup)
    return Taken(copy, vault.open(passphrase, code), vault)


def _vault(backup: Path) -> Vault | None:
    """The vault that came with a backup: in its manifest, or as a key file beside it or kept on this computer."""
    manifest = manifests.read(backup)
    if manifest is not None and manifest.slots:
        return Vault.of(manifest.slots)
    try:
        return keys.vault_of(backup)
    except Exception:  # any of its errors means: there is none to be had
        return None


def _opens(copy: Path, key: bytes) -> bool:
    try:
        connection = connect(copy, read_only=True, key=key)
    except Exception:  # a wrong key is told by SQLite as "file is not a database"
        return False
    try:
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except Exception:
        return False
    finally:
        connection.close()
    return True


def _copy(source: Path, target: Path, progress: Progress) -> None:
    with disk_faults():
        size, done = source.stat().st_size, 0
        refuse_without_room(target.parent, size)
        try:
            with source.open("rb") as read, target.open("wb") as written:
                while part := read.read(_AT_ONCE):
                    written.write(part)
                    done += len(part)
                    progress.step(done, max(size, done), Message("Copying the book"))
                written.flush()
                os.fsync(written.fileno())
        except BaseException:
            drop(target)
            raise
    if done < size:
        drop(target)
        raise BackupProblem(
            Message("The copy {file} could not be read to its end.", file=source.name),
            Message("Choose another copy."),
        )


def private(damaged: Path, folder: Path) -> Path:
    """A copy of a damaged file with its log in a folder of ours: SQLite may look at it, the original stays."""
    work = folder / "damaged.shopbook"
    for end in ("", "-wal"):
        source = swap.part_of(damaged, end)
        if source.exists():
            _copy(source, swap.part_of(work, end), NoProgress())
    return work
