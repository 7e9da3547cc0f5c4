"""Copying an open book into a new file that is then proved, while the counter goes on selling. Names are the caller's.

Both the copy before a migration and every backup are made here, so a good copy means one thing.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import IO

from shopbook.errors import BookDamaged, BookLocked, DiskFull, Message
from shopbook.progress import NoProgress, Progress
from shopbook.storage.connection import Connection, connect_new, faults
from shopbook.storage.proving import Proof, count, prove
from shopbook.storage.syncing import sync_file

# 4 MiB: between two steps the person can cancel, and the interpreter can let the counter's thread go first.
_PAGES_A_STEP = 1024
# 16 MiB: so much of the copy waits in memory for the disk at most. Half a gigabyte synced at once at the end let a sale
# of that moment wait 0.3 s for its own sync.
_STEPS_A_SYNC = 4
# The driver tries again for ever when the target is locked (a virus scanner holds it).
_STUCK_AFTER_SECONDS = 30.0
# More than the file itself is needed: the manifest, the folder's own entries, what the counter sells meanwhile.
_SPARE_BYTES = 4 << 20
_COPIED, _SYNCED = 30, 40  # of a hundred steps: copied, synced; the rest proves


def proved_copy(
    source: Connection,
    target: Path,
    *,
    key: bytes | None = None,
    progress: Progress | None = None,
    full: bool = False,
    quietly: bool = False,
) -> Proof:
    """Copy the book as it is now into the new file `target`, closed with the same key, and prove the copy.

    `source` must be a connection of this thread outside a transaction; it reads one moment of the book, and whoever
    writes meanwhile neither waits nor is waited for. The copy has no log beside it (journal_mode DELETE) and is synced;
    the folder's entry is synced by whoever gives it its name. On any failure `target` is gone. quietly: see `prove`.
    Raises DiskFull before or while writing, BookDamaged (the book itself, or the copy is not what the book is),
    Cancelled, StorageError.
    """
    progress = progress or NoProgress()
    refuse_without_room(target.parent, size_of(source))
    try:
        with faults():
            # While a read transaction is open the backup keeps to its moment: it is never begun anew, however often
            # somebody writes (without one, steps of so many pages never finish beside a busy counter).
            source.execute("BEGIN")
            try:
                told = count(source)
                _copy(source, target, key, progress)
            finally:
                source.execute("ROLLBACK")
        sync_file(target)
        proof = prove(target, key=key, full=full, progress=Part(progress, _SYNCED, 100), quietly=quietly)
        if proof.counts != told:
            raise not_the_same(f"the book has {told}, its copy {proof.counts}")
        return proof
    except BaseException:
        drop(target)
        raise


def size_of(source: Connection) -> int:
    """How many bytes a copy of the book takes."""
    with faults():
        (pages,) = source.execute("PRAGMA page_count").fetchone()
        (size,) = source.execute("PRAGMA page_size").fetchone()
    return int(pages) * int(size)


def refuse_without_room(folder: Path, size: int) -> None:
    """DiskFull, before anything is written, when a file of `size` bytes has no room in `folder`."""
    free, needed = shutil.disk_usage(folder).free, size + _SPARE_BYTES
    if free < needed:
        raise no_room(needed)


def no_room(needed: int) -> DiskFull:
    """What is said when a copy has no room; `needed` in bytes."""
    return DiskFull(
        Message(
            "There is no room for a copy of the book: it needs {megabytes} MB.",
            megabytes=-(-needed // (1 << 20)),
        ),
        Message("Delete large files there that you do not need, or choose another place for copies."),
    )


def not_the_same(what: str) -> BookDamaged:
    """The copy that was just made differs from the book: this computer's drive or memory is not to be trusted."""
    error = BookDamaged(
        Message("The copy that was just made does not agree with the book."),
        Message(
            "The older copies were left as they are. Choose another drive for copies, then check the book."
        ),
    )
    error.add_note(what)
    return error


def drop(target: Path) -> None:
    """Take away a copy that did not become one, with whatever SQLite laid beside it."""
    for end in ("", "-journal", "-wal", "-shm"):
        # When the drive is gone the file is too; what stays on it is swept the next time.
        with suppress(OSError):
            target.with_name(target.name + end).unlink(missing_ok=True)


def _copy(source: Connection, target: Path, key: bytes | None, progress: Progress) -> None:
    made = connect_new(target, key)
    # Closed after the connection: on POSIX the first of them that is closed takes the locks of both away.
    with target.open("rb+") as file, closing(made):
        source.backup(made, pages=_PAGES_A_STEP, progress=_watch(file, progress))
        # The copy calls itself a WAL database as its source does; alone on a stick it has to open without a log.
        mode = made.execute("PRAGMA journal_mode=DELETE").fetchone()[0]
        if mode != "delete":
            raise not_the_same(f"journal_mode is {mode}")


def _watch(file: IO[bytes], progress: Progress) -> Callable[[int, int, int], None]:
    moved_at, least, steps = time.monotonic(), -1, 0

    def told(_status: int, remaining: int, total: int) -> None:
        nonlocal moved_at, least, steps
        now, steps = time.monotonic(), steps + 1
        if remaining != least:
            moved_at, least = now, remaining
        elif now - moved_at > _STUCK_AFTER_SECONDS:
            raise BookLocked(
                Message("Another program holds the new copy, so it cannot be finished."),
                Message(
                    "A virus scanner may be looking at it. Try again, or choose another place for copies."
                ),
            )
        if steps % _STEPS_A_SYNC == 0:
            os.fsync(file.fileno())
        progress.step(_COPIED * (total - remaining) // max(1, total), 100, Message("Copying the book"))

    return told


class Part:
    """A stretch of a longer progress, `begin` to `end` of a hundred."""

    def __init__(self, whole: Progress, begin: int, end: int) -> None:
        self._whole, self._begin, self._end = whole, begin, end

    def step(self, done: int, total: int, what: Message | None = None) -> None:
        """Tell the whole how far this part is."""
        self._whole.step(self._begin + (self._end - self._begin) * done // max(1, total), 100, what)
