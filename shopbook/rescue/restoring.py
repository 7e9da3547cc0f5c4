"""A backup becomes the book: proved on a copy beside it, brought up to date, given a new incarnation, put in place.

The book that was there is set aside as a whole and never deleted here.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from shopbook.backups import manifests
from shopbook.clock import Clock, from_instant
from shopbook.errors import BackupProblem, BookDamaged, BookError, BookOnNetwork, Message
from shopbook.progress import NoProgress, Progress
from shopbook.rescue.model import Restored
from shopbook.rescue.taking import Taken, brought_up_to_date, disk_faults, take
from shopbook.storage import incarnation, keys, place, swap
from shopbook.storage.connection import Connection, faults
from shopbook.storage.copying import Part, drop
from shopbook.storage.incarnation import Identity
from shopbook.storage.lock import BookLock
from shopbook.storage.proving import count, prove
from shopbook.storage.registry import Registry

SUFFIX = ".restoring"
_COPIED, _PROVED = 30, 90  # of a hundred
_COMPARED = ("customers", "sales", "ledger", "balance_paisa")


def restore(
    backup: Path,
    book: Path,
    clock: Clock,
    *,
    code: str = "",
    passphrase: str = "",
    key: bytes | None = None,
    progress: Progress | None = None,
) -> Restored:
    """Make a backup the book at `book`, which must not be open; a file there is set aside with its log and key.

    The backup is copied beside the book, looked through in full, brought to this program's schema and given a new
    incarnation, so that no number given out since the backup is given again (A-000124 is followed by A2-000125). Until
    the very last step the old book stands untouched, and a kill in the last step is finished by the next opening.
    Raises BackupProblem for a backup that is not whole, BookProtected, WrongKey, BookInUse, BookOnNetwork, DiskFull.
    """
    progress = progress or NoProgress()

    def taken(new: Path) -> Taken:
        whole = Part(progress, 0, _COPIED)
        return take(backup, new, code=code, passphrase=passphrase, key=key, progress=whole)

    def proved(one: Taken) -> None:
        _prove(backup, one, Part(progress, _COPIED, _PROVED))

    restored = _put(book, clock, taken, proved, _begin_anew(clock, backup))
    progress.step(100, 100)
    return restored


def put_rescued(
    rescued: Path, book: Path, clock: Clock, *, key: bytes | None = None, progress: Progress | None = None
) -> Restored:
    """Make a rescued book (`replay`, `salvage`) the book; the damaged one is set aside. `rescued` itself stays."""
    progress = progress or NoProgress()

    def taken(new: Path) -> Taken:
        return take(rescued, new, key=key, progress=Part(progress, 0, _COPIED))

    def proved(one: Taken) -> None:
        _prove(rescued, one, Part(progress, _COPIED, _PROVED))

    restored = _put(
        book, clock, taken, proved, lambda connection, _registry: incarnation.identity(connection)
    )
    progress.step(100, 100)
    return restored


def _put(
    book: Path,
    clock: Clock,
    make: Callable[[Path], Taken],
    proved: Callable[[Taken], None],
    begin: Callable[[Connection, Registry], Identity],
) -> Restored:
    """`make` writes the new file beside the book, `proved` vouches for it, `begin` says which life it is."""
    if place.is_network(book):
        raise BookOnNetwork(
            Message("The book lies on a network drive, where two computers could spoil it."),
            Message("Copy the book to this computer's own disk and open it there."),
        )
    with disk_faults():
        book.parent.mkdir(parents=True, exist_ok=True)
    new = book.with_name(book.name + SUFFIX)
    with BookLock(book):
        with disk_faults():
            swap.finish(book)
        _sweep(new)
        try:
            taken = make(new)
            proved(taken)
            registry = Registry()
            with brought_up_to_date(taken) as connection:
                found = begin(connection, registry)
                counts = count(connection)
            with disk_faults():
                if taken.key is not None and taken.vault is not None:
                    taken.vault.save(keys.beside(new))
                aside = swap.aside_name(book, clock.now())
                was_there = swap.swap(new, book, aside)
        except BaseException:
            if not swap.is_pending(book):
                _sweep(new)
            raise
        incarnation.remember(found, registry, book, clock)
    return Restored(aside if was_there else None, counts, found.incarnation, found.site)


def _prove(backup: Path, taken: Taken, progress: Progress) -> None:
    """Look through the copy in full, and compare it with what was counted when the backup was made."""
    try:
        if swap.part_of(taken.path, "-wal").exists():
            with brought_up_to_date(taken):
                pass  # its log goes into it first
        proof = prove(taken.path, key=taken.key, full=True, progress=progress)
    except BookDamaged as error:
        raise _not_whole(backup) from error
    manifest = manifests.read(backup)
    if manifest is not None and any(
        getattr(manifest.counts, noun) != getattr(proof.counts, noun) for noun in _COMPARED
    ):
        raise _not_whole(backup)


def _begin_anew(clock: Clock, backup: Path) -> Callable[[Connection, Registry], Identity]:
    def begin(connection: Connection, registry: Registry) -> Identity:
        before = incarnation.identity(connection)
        seen = registry.seen(before.book)
        found = incarnation.renew(connection, registry, after=seen.incarnation if seen else 0)
        told = json.dumps(manifests.counts_to_json(count(connection)))
        with faults():
            connection.execute(
                "INSERT INTO backup_log(what, why, at, folder, file_name, counts, good) "
                "VALUES ('restore', 'restore', ?, ?, ?, ?, 1)",
                (from_instant(clock.now()), str(backup.parent), backup.name, told),
            )
        return found

    return begin


def _not_whole(backup: Path) -> BookError | BackupProblem:
    return BackupProblem(
        Message("The copy {file} is not whole. Your book was not changed.", file=backup.name),
        Message("Choose an older copy, or one on another drive."),
    )


def _sweep(new: Path) -> None:
    drop(new)
    swap.part_of(new, ".key").unlink(missing_ok=True)
