"""A restore for practice every month: a copy nobody ever opened is a hope, not a backup. The book is not touched."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from shopbook.backups import manifests
from shopbook.backups.model import Backup, Manifest
from shopbook.backups.operations import Backups
from shopbook.clock import Clock, to_instant
from shopbook.errors import BackupProblem, Cancelled, Message, ShopbookError
from shopbook.progress import NoProgress, Progress
from shopbook.rescue import figures
from shopbook.rescue.model import Drill
from shopbook.rescue.taking import brought_up_to_date, take, workshop
from shopbook.storage.connection import connect
from shopbook.storage.copying import Part
from shopbook.storage.proving import Counts, prove
from shopbook.storage.store import Reader, Store

EVERY = dt.timedelta(days=30)
# After one that went wrong it is tried again sooner.
AGAIN = dt.timedelta(days=1)
_TAKEN, _PROVED, _OPENED = 30, 60, 80  # of a hundred


def is_drill_due(reader: Reader, now: dt.datetime) -> bool:
    """True when there is a good copy and none was tried for a month, or the last try a day ago went wrong."""
    copies = "SELECT 1 FROM backup_log WHERE what IN ('backup', 'copy') AND good = 1"
    if reader.value(copies) is None:
        return False
    last = reader.row("SELECT at, good FROM backup_log WHERE what = 'drill' ORDER BY id DESC LIMIT 1")
    if last is None:
        return True
    return abs(now - to_instant(last["at"])) >= (EVERY if last["good"] else AGAIN)


def last_drill(reader: Reader) -> tuple[dt.datetime, bool] | None:
    """When a copy was tried last, and whether it was good."""
    last = reader.row("SELECT at, good FROM backup_log WHERE what = 'drill' ORDER BY id DESC LIMIT 1")
    return None if last is None else (to_instant(last["at"]), bool(last["good"]))


def drill(
    backups: Backups,
    clock: Clock,
    *,
    key: bytes | None = None,
    code: str = "",
    progress: Progress | None = None,
) -> Drill:
    """Restore the newest copy into a folder that is thrown away, open it, look through it, count it; written down.

    Sealed copies can only be tried with their `code`: without it the newest unsealed one is. A copy that is not good is
    an answer, not an error; raises Cancelled only.
    """
    progress = progress or NoProgress()
    found = backups.list()
    chosen = _newest(found, bool(code))
    if chosen is None:
        why = Message("There is no copy yet that can be tried.")
        if any(backup.readable for backup in found):
            why = Message("The copies are locked; they can only be tried with their recovery code.")
        backups.log("drill", "month", problem=str(why))
        return Drill(clock.now(), None, False, None, why)
    backup, manifest = chosen
    problem: Message | None = None
    counts: Counts | None = None
    try:
        counts = _try(backup.path, manifest, clock, key, code, progress)
    except Cancelled:
        raise
    except ShopbookError as error:
        problem = error.message
    told = None if problem is None else str(problem)
    backups.log("drill", "month", manifest=manifest, problem=told, place=backup.place, path=backup.path)
    return Drill(clock.now(), backup.path, problem is None, counts, problem)


def _newest(found: list[Backup], with_code: bool) -> tuple[Backup, Manifest] | None:
    for backup in found:
        manifest = backup.manifest
        if backup.readable and manifest is not None and (with_code or manifest.kind != "sealed"):
            return backup, manifest
    return None


def _try(
    path: Path, manifest: Manifest, clock: Clock, key: bytes | None, code: str, progress: Progress
) -> Counts:
    with workshop("drill") as folder:
        copy = folder / "drill.shopbook"
        taken = take(path, copy, code=code, key=key, progress=Part(progress, 0, _TAKEN))
        proof = prove(copy, key=taken.key, full=True, progress=Part(progress, _TAKEN, _PROVED))
        if not manifests.agrees(manifest, proof.counts):
            raise BackupProblem(
                Message("In the copy {file} something is missing.", file=path.name),
                Message("Make a new copy now, then look through it."),
            )
        with brought_up_to_date(taken):
            progress.step(_OPENED, 100, Message("Opening the copy for practice"))
        store = Store(connect(copy, read_only=True, key=taken.key), clock, read_only=True, key=taken.key)
        try:
            with store.of_its_own_accord():
                if figures.differing(store):
                    raise BackupProblem(
                        Message("In the copy {file} some figures do not agree.", file=path.name),
                        Message("Check the book, then make a new copy."),
                    )
        finally:
            store.close()
        progress.step(100, 100)
        return proof.counts
