"""Seeing that a book is damaged, and what can be had back of it. Getting it back: `replay`, `salvage`, `restoring`."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from shopbook.backups.model import Backup, Manifest
from shopbook.errors import BookDamaged, BookError, Cancelled, StorageError
from shopbook.progress import NoProgress
from shopbook.rescue.journal_of import Line, lines_of, newest_seq
from shopbook.rescue.model import Offer
from shopbook.rescue.replay import beyond, missing
from shopbook.rescue.taking import private, workshop
from shopbook.storage.connection import Connection, connect, fault
from shopbook.storage.driver import sqlite3

_MOST_TOLD = 20


class QuickCheck:
    """One look over all pages of a book by a connection of its own, while the book is in use. Run it in a job thread.

    0.2 s for 100 MB; `interrupt`, from any thread, lets it end at once.
    """

    def __init__(self, path: Path, key: bytes | None = None) -> None:
        self._path, self._key = path, key
        self._connection: Connection | None = None
        self._guard = threading.Lock()
        self._stopped = False

    def run(self) -> list[str]:
        """What is wrong, SQLite's own sentences for the log; empty when all is well. Cancelled when interrupted.

        Raises StorageError (not damaged, but the drive does not answer) and BookProtected.
        """
        try:
            connection = connect(self._path, read_only=True, key=self._key)
        except BookDamaged as error:
            return [str(error)]
        try:
            with self._guard:
                if self._stopped:
                    raise Cancelled
                self._connection = connection
            rows = connection.execute(f"PRAGMA quick_check({_MOST_TOLD})").fetchall()
            return [row[0] for row in rows if row[0] != "ok"]
        except sqlite3.DatabaseError as error:
            if self._stopped:
                raise Cancelled from error
            known = fault(error)
            if known is None:
                raise
            if isinstance(known, BookDamaged):
                return [str(error)]
            raise known from error
        finally:
            with self._guard:
                self._connection = None
            connection.close()

    def interrupt(self) -> None:
        """Let `run` end with Cancelled; harmless when it is over."""
        with self._guard:
            self._stopped = True
            if self._connection is not None:
                self._connection.interrupt()


def quick(path: Path, key: bytes | None = None) -> list[str]:
    """`QuickCheck(path, key).run()`, for whoever does not want to stop it."""
    return QuickCheck(path, key).run()


@dataclass(frozen=True, slots=True)
class _Known:
    """What the damaged file says of itself as far as it can."""

    book: str
    lines: list[Line]
    last: tuple[str, int]


def offer(damaged: Path, backups: Iterable[Backup], *, key: bytes | None = None) -> Offer:
    """The newest good backup of this book, and what the damaged file still knows beyond it. Only reads.

    `backups`: those found in all places. A sealed or protected one is good here when its note is; its code is asked for
    when it is used. A backup that is not of this book, or of another line of its life, is passed over.
    """
    with workshop("offer") as folder:
        work = private(damaged, folder)
        known = _Known(
            _book_of(work, key), lines_of(work, key, NoProgress()), newest_seq(work, key)
        )  # fmt: skip
    for backup, manifest in _newest_first(backups):
        if known.book and manifest.book and manifest.book != known.book:
            continue
        if _of_another_life(manifest, known):
            continue
        saved_at = manifest.counts.last_saved_at
        newest = int(saved_at.timestamp() * 1000 + 1) << 16 if saved_at else 0
        seqs = {manifest.site: manifest.seq} if manifest.site else {}
        new = beyond(known.lines, seqs, newest)
        last = max((line.hlc for line in new), default=0)
        return Offer(
            backup=backup.path,
            made_at=manifest.made_at,
            journal_rows_after=len(new),
            operations_after=len({line.operation for line in new}),
            lost_rows=missing(new, seqs, known.last) if manifest.site else 0,
            last_known_at=dt.datetime.fromtimestamp((last >> 16) / 1000, dt.UTC) if last else None,
        )
    return Offer(None, None, last_known_at=_newest(known.lines))


def _newest_first(backups: Iterable[Backup]) -> list[tuple[Backup, Manifest]]:
    good = [(one, one.manifest) for one in backups if one.readable and one.manifest is not None]
    return sorted(good, key=lambda pair: pair[1].made_at, reverse=True)


def _of_another_life(manifest: Manifest, known: _Known) -> bool:
    """True for a backup that went on after the place at which this book was restored from an older one."""
    site = known.last[0]
    reached = max((line.seq for line in known.lines if line.site == manifest.site), default=0)
    return bool(site) and site != manifest.site and reached < manifest.seq


def _newest(lines: list[Line]) -> dt.datetime | None:
    if not lines:
        return None
    return dt.datetime.fromtimestamp((lines[-1].hlc >> 16) / 1000, dt.UTC)


def _book_of(path: Path, key: bytes | None) -> str:
    try:
        connection = connect(path, read_only=True, key=key)
    except (BookError, StorageError):
        return ""
    try:
        row = connection.execute("SELECT book FROM journal_state").fetchone()
        return str(row["book"] or "") if row else ""
    except sqlite3.DatabaseError:
        return ""
    finally:
        connection.close()
