"""The backups of one book: made, carried to drives, kept or cleared away, written down, and whether the shop is safe.

How a file is made is in `making`, which stay in `rotation`, how they are closed in `sealing`.
"""

from __future__ import annotations

import builtins
import datetime as dt
import json
import shutil
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from shopbook.backups import drives as removable
from shopbook.backups import faults, finding, making, manifests, naming, queries
from shopbook.backups.drives import Mounted
from shopbook.backups.model import (
    Backup,
    Drive,
    Entry,
    Kept,
    Manifest,
    Place,
    PlaceKind,
    State,
)
from shopbook.backups.places import Chosen
from shopbook.backups.sealing import Sealing
from shopbook.clock import from_instant
from shopbook.errors import BackupProblem, Cancelled, DiskFull, Message, ShopbookError
from shopbook.permissions import needs
from shopbook.progress import Progress
from shopbook.settings.operations import Settings
from shopbook.storage.store import Store

if TYPE_CHECKING:
    from shopbook.storage.vault import RecoveryCode

HOURLY = dt.timedelta(hours=1)
DAILY = dt.timedelta(days=1)
POOR_AFTER, BAD_AFTER = dt.timedelta(days=3), dt.timedelta(days=7)
# The screens look at the newest ones; five years of hourly backups would only make the book larger.
_MOST_LOGGED = 5000


class Backups:
    """Backups of the open book. Long work goes over a store of the job thread's own (`Book.second`)."""

    def __init__(self, store: Store, settings: Settings, mounted: Mounted | None = None) -> None:
        """mounted: where removable drives are looked up; this computer's unless a test says otherwise."""
        self._store = store
        self._mounted = mounted or removable.here()
        self._sealing = Sealing(store, settings)
        self._path = store.path
        self._chosen = Chosen(self.book_id())

    # ---- what this book is

    def book_id(self) -> str:
        """What is the same in all copies of this book."""
        return queries.written(self._store)[0]

    def seq(self) -> int:
        """How far the book's journal has been written: two backups of the same seq hold the same shop."""
        return queries.written(self._store)[2]

    # ---- places

    @property
    def folder(self) -> Path | None:
        """The chosen folder, None when backups go beside the book."""
        return self._chosen.folder

    def places(self) -> builtins.list[Place]:
        """Where backups go: the folder beside the book, the chosen one, every remembered drive, there or not."""
        found = [_place(naming.default_folder(self._path), "book")]
        if self._chosen.folder is not None:
            found.append(_place(self._chosen.folder, "folder"))
        there = {drive.id: drive for drive in self.drives() if drive.remembered}
        for sign, (label, path) in self._chosen.drives.items():
            drive = there.get(sign)
            if drive is None:
                found.append(Place(path, "drive", 0, False, label, sign))
            else:
                found.append(Place(drive.path, "drive", drive.free_bytes, True, drive.label, sign))
        return found

    @needs("keep_safe")
    def set_folder(self, path: Path | None) -> None:
        """Let backups of this book go to a folder on this computer, or None: beside the book.

        Raises BackupProblem and DiskFull, before anything is chosen, when nothing can be written there.
        """
        if path is not None:
            path = path.absolute()
            with faults.sentences(path):
                path.mkdir(parents=True, exist_ok=True)
                trial = naming.part_of(path / naming.stem_of(self._path))
                trial.write_bytes(b"")
                trial.unlink()
        self._chosen.set_folder(path)

    def drives(self) -> builtins.list[Drive]:
        """The removable drives that are plugged in now."""
        return removable.plugged_in(self._mounted, self._path, frozenset(self._chosen.drives))

    @needs("keep_safe")
    def remember_drive(self, drive: Path | Drive) -> Drive:
        """Let a drive that is plugged in get a copy whenever it is there. Raises BackupProblem, DiskFull."""
        found = self._drive(drive)
        with faults.sentences(found.path):
            sign = removable.sign(found.path)
        self._chosen.remember(sign, found.label, found.path)
        return self._drive(found.path)

    @needs("keep_safe")
    def forget_drive(self, drive_id: str) -> None:
        """A drive gets no copies by itself any more; what lies on it stays."""
        self._chosen.forget(drive_id)

    # ---- making

    @needs("anybody")
    def make(
        self, why: str = "hand", place: Path | Place | None = None, progress: Progress | None = None
    ) -> Backup:
        """Back the book up now: online, proved, at its name only when it is whole.

        It goes to the chosen folder. When nothing can be written there it goes beside the book, and `missed` of the
        backup says why. Another `place` needs the right to carry the customers out of the shop ("export").
        Raises BackupProblem, DiskFull, BookDamaged, StorageError, Cancelled, each but the last also in the log.
        """
        missed: Message | None = None
        for folder, kind in (targets := self._targets(place)):
            try:
                made = self._make_in(folder, kind, why, progress)
            except Cancelled:
                raise
            except ShopbookError as error:
                self.log("backup", why, problem=error, place=kind, path=folder / naming.stem_of(self._path))
                if not isinstance(error, BackupProblem | DiskFull) or folder == targets[-1][0]:
                    raise
                missed = error.message
            else:
                return Backup(made[0], made[1], kind, True, missed=missed)
        raise AssertionError("there is always a place beside the book")

    @needs("anybody")
    def copy_to_drive(self, backup: Backup, drive: Path | Drive, progress: Progress | None = None) -> Backup:
        """Carry a backup onto a removable drive and read it back from there; older ones there are rotated away.

        A drive that is not remembered needs the right "export". Raises BackupProblem, DiskFull, Cancelled.
        """
        found = self._drive(drive)
        if not found.remembered:
            self._store.require("export")
        folder = found.path / removable.FOLDER
        try:
            with faults.sentences(folder):
                folder.mkdir(exist_ok=True)
                finding.sweep(folder, naming.stem_of(self._path))
                finding.rotate(folder, self.book_id(), self._store.clock.now())
            path, manifest = making.carry(backup, folder, progress)
        except Cancelled:
            raise
        except ShopbookError as error:
            self.log("copy", "drive", problem=error, place="drive", path=folder / backup.path.name)
            raise
        self.log("copy", "drive", manifest=manifest, place="drive", path=path)
        return Backup(path, manifest, "drive", True)

    def waiting_drives(self) -> builtins.list[Drive]:
        """The remembered drives that are plugged in and have no copy of what the book holds now."""
        book, token, seq = queries.written(self._store)
        found = []
        for drive in self.drives():
            if not drive.remembered:
                continue
            there = finding.backups_in(drive.path / removable.FOLDER, "drive", book)
            if not any(_holds(one, token, seq) for one in there):
                found.append(drive)
        return found

    @needs("anybody")
    def copy_to_drives(self, progress: Progress | None = None) -> builtins.list[Backup]:
        """Give every waiting drive a copy, of a fresh backup when the last one is not; what was copied.

        Raises what the first failing drive raised, after the others had theirs.
        """
        waiting = self.waiting_drives()
        if not waiting:
            return []
        newest = self.fresh() or self.make("drive", progress=progress)
        copied, failed = [], None
        for drive in waiting:
            try:
                copied.append(self.copy_to_drive(newest, drive, progress))
            except Cancelled:
                raise
            except ShopbookError as error:
                failed = failed or error
        if failed is not None:
            raise failed
        return copied

    # ---- keeping

    def fresh(self) -> Backup | None:
        """The newest good backup on this computer that holds everything the book holds now."""
        _, token, seq = queries.written(self._store)
        return next((one for one in self.list(include_drives=False) if _holds(one, token, seq)), None)

    @needs("anybody")
    def rotate(self, now: dt.datetime | None = None) -> int:
        """Clear away what 24 hours, 14 days, 8 weeks and 24 months do not keep, in every place; how many went.

        Never the last good one, another book's, a damaged one or what is not known. A place that cannot be written is
        left for the next time.
        """
        now, book, gone = now or self._store.clock.now(), self.book_id(), 0
        last = queries.last_good(self._store)
        spared = frozenset({last[0].path} if last else ())
        for place in self.places():
            folder = place.path / removable.FOLDER if place.kind == "drive" else place.path
            if place.present:
                finding.sweep(folder, naming.stem_of(self._path))
                with suppress(OSError):
                    gone += finding.rotate(folder, book, now, spared)
        return gone

    def last_good(self) -> Kept | None:
        """The last backup that was proved and still lies where it was put; None when there is none."""
        found = queries.last_good(self._store)
        return found[0] if found else None

    def state(self, now: dt.datetime | None = None) -> State:
        """How safe the book is: "poor" three days after the last good backup, "bad" after seven or without one."""
        last = self.last_good()
        if last is None:
            return "bad"
        age = queries.since(last.at, now or self._store.clock.now())
        return "bad" if age > BAD_AFTER else "poor" if age > POOR_AFTER else "good"

    def is_due(self, now: dt.datetime | None = None) -> bool:
        """True an hour after the last good backup when something was written since; after a day in any case.

        A last backup with a date in the future (the clock was wrong) is as good as an old one.
        """
        now = now or self._store.clock.now()
        found = queries.last_good(self._store)
        if found is None:
            return True
        last, seq = found
        if last.at > now + HOURLY or now - last.at >= DAILY:
            return True
        return now - last.at >= HOURLY and seq != self.seq()

    # ---- closing backups to a key

    @property
    def is_sealing(self) -> bool:
        """True while backups are closed to a key."""
        return self._sealing.seal() is not None

    @needs("keep_safe")
    def begin_sealing(self) -> RecoveryCode:
        """The code for the recovery sheet; backups stay as they are until it was typed back. 0.3 s."""
        return self._sealing.begin()

    @needs("keep_safe")
    def confirm_sealing(self, typed: str, by: object | None = None) -> None:
        """Close backups from now on. Raises Invalid{"code"} when `typed` is not the code on the sheet, Refused."""
        self._sealing.confirm(typed, by)

    @needs("keep_safe")
    def stop_sealing(self, by: object | None = None) -> None:
        """Close no further backups."""
        self._sealing.stop(by)

    # ---- the log

    @needs("anybody")
    def log(
        self,
        what: str,
        why: str,
        *,
        manifest: Manifest | None = None,
        problem: ShopbookError | str | None = None,
        place: PlaceKind | None = None,
        path: Path | None = None,
    ) -> None:
        """Write one line into the log of backups; good when there is no problem. Never fails: a backup that was made
        is made, whether or not the book can be written."""
        row = {
            "what": what,
            "why": why,
            "at": from_instant(self._store.clock.now()),
            "place": place,
            "folder": str(path.parent) if path else None,
            "file_name": path.name if path else None,
            "bytes": manifest.bytes if manifest else None,
            "sha256": manifest.sha256 if manifest else None,
            "seq": manifest.seq if manifest else None,
            "counts": json.dumps(manifests.counts_to_json(manifest.counts)) if manifest else "{}",
            "good": int(problem is None),
            "problem": _told(problem),
        }
        # Deliberately broad: see above; what stops here is a full disk, a read-only book, a lock held too long.
        with suppress(Exception), self._store.operation() as op:
            op.execute(
                f"INSERT INTO backup_log({', '.join(row)}) VALUES ({', '.join('?' * len(row))})",
                tuple(row.values()),
            )
            op.execute(
                "DELETE FROM backup_log WHERE id <= (SELECT max(id) FROM backup_log) - ?", (_MOST_LOGGED,)
            )
            op.touch("backup", int(op.value("SELECT max(id) FROM backup_log")))

    def entries(self, limit: int = 100) -> builtins.list[Entry]:
        """The log of backups, drills and checks, the newest first."""
        return queries.entries(self._store, limit)

    def list(self, include_drives: bool = True) -> builtins.list[Backup]:
        """The backups of this book in all its places, newest first; with those on drives that are plugged in."""
        folders: builtins.list[tuple[Path, PlaceKind]] = [
            (naming.default_folder(self._path), "book"),
            (self._path.parent, "book"),  # the copies before a migration
        ]
        if self._chosen.folder is not None:
            folders.append((self._chosen.folder, "folder"))
        if include_drives:
            folders += [(drive.path / removable.FOLDER, "drive") for drive in self.drives()]
        found: dict[Path, Backup] = {}
        for folder, kind in folders:
            for one in finding.backups_in(folder, kind, self.book_id()):
                if one.path.resolve() != self._path:
                    found.setdefault(one.path.resolve(), one)
        return sorted(found.values(), key=finding.when, reverse=True)

    # ---- inside

    def _targets(self, place: Path | Place | None) -> builtins.list[tuple[Path, PlaceKind]]:
        beside: tuple[Path, PlaceKind] = (naming.default_folder(self._path), "book")
        chosen = self._chosen.folder
        if place is None:
            return [beside] if chosen is None else [(chosen, "folder"), beside]
        folder = (place.path if isinstance(place, Place) else place).absolute()
        if folder == beside[0]:
            return [beside]
        if folder != chosen:
            self._store.require("export")
        return [(folder, "folder")]

    def _make_in(
        self, folder: Path, kind: PlaceKind, why: str, progress: Progress | None
    ) -> tuple[Path, Manifest]:
        if kind == "book":
            with faults.sentences(folder):
                folder.mkdir(exist_ok=True)
        faults.refuse_missing(folder)
        source = making.source_of(self._path, self._store.key, self._sealing.seal())
        path, manifest = making.make(source, folder, self._store.clock.now(), why, progress)
        self.log("backup", why, manifest=manifest, place=kind, path=path)
        return path, manifest

    def _drive(self, drive: Path | Drive) -> Drive:
        root = drive.path if isinstance(drive, Drive) else drive
        for one in self.drives():
            if one.path == root:
                return one
        raise BackupProblem(
            Message("The drive is not plugged in: {folder}", folder=str(root)),
            Message("Plug it in, wait a moment, then try again."),
        )


def _place(path: Path, kind: PlaceKind) -> Place:
    """A folder as it is now; the one beside the book counts as there before the first backup makes it."""
    there = path.is_dir() or kind == "book"
    free = 0
    with suppress(OSError):
        free = shutil.disk_usage(path if path.is_dir() else path.parent).free if there else 0
    return Place(path, kind, free, there)


def _holds(backup: Backup, token: str, seq: int) -> bool:
    told = backup.manifest
    return told is not None and backup.readable and backup.verified and (told.token, told.seq) == (token, seq)


def _told(problem: ShopbookError | str | None) -> str | None:
    if not isinstance(problem, ShopbookError):
        return problem
    return "; ".join([str(problem.message), *getattr(problem, "__notes__", ())])
