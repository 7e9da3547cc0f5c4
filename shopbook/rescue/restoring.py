"""A backup becomes the book: proved on a copy beside it, brought up to date, given a new incarnation, put in place.

The book that was there is set aside as a whole and never deleted here.
"""

from __future__ import annotations

import json
from pathlib import Path

from shopbook.backups import manifests
from shopbook.clock import Clock, from_instant
from shopbook.errors import BackupProblem, BookDamaged, BookError, Message
from shopbook.progress import NoProgress, Progress
from shopbook.rescue.model import Restored
from shopbook.rescue.putting import holding, swap_in
from shopbook.rescue.taking import Taken, brought_up_to_date, disk_faults, take
from shopbook.storage import incarnation, keys, swap
from shopbook.storage.connection import Connection, faults
from shopbook.storage.copying import Part
from shopbook.storage.incarnation import Identity
from shopbook.storage.proving import count, prove
from shopbook.storage.registry import Registry

_COPIED, _PROVED = 30, 90  # of a hundred


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
    with holding(book) as new:
        taken = take(
            backup,
            new,
            code=code,
            passphrase=passphrase,
            key=key,
            progress=Part(progress, 0, _COPIED),
        )
        _prove(backup, taken, Part(progress, _COPIED, _PROVED))
        registry = Registry()
        with brought_up_to_date(taken) as connection:
            found = _begin_anew(connection, registry, clock, backup)
            counts = count(connection)
        with disk_faults():
            if taken.key is not None and taken.vault is not None:
                taken.vault.save(keys.beside(new))
        aside = swap_in(new, book, clock)
        incarnation.remember(found, registry, book, clock)
    progress.step(100, 100)
    return Restored(aside, counts, found.incarnation, found.site)


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
    if manifest is not None and not manifests.agrees(manifest, proof.counts):
        raise _not_whole(backup)


def _begin_anew(connection: Connection, registry: Registry, clock: Clock, backup: Path) -> Identity:
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


def _not_whole(backup: Path) -> BookError | BackupProblem:
    return BackupProblem(
        Message("The copy {file} is not whole. Your book was not changed.", file=backup.name),
        Message("Choose an older copy, or one on another drive."),
    )
