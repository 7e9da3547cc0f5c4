"""What the log of backups tells, and how far the book has been written. Writing the log is `operations`'."""

from __future__ import annotations

import datetime as dt
import json
from contextlib import suppress
from pathlib import Path
from typing import cast

from shopbook.backups import manifests
from shopbook.backups.model import Counts, Entry, Kept, PlaceKind
from shopbook.clock import to_instant
from shopbook.storage.connection import Row
from shopbook.storage.store import Reader

# Among so many of the newest good ones one lies where it was put; further back nobody asks.
_LOOKED_BACK = 60


def entries(reader: Reader, limit: int) -> list[Entry]:
    """The log of backups, drills and checks, the newest first."""
    return [_entry(row) for row in reader.rows("SELECT * FROM backup_log ORDER BY id DESC LIMIT ?", (limit,))]


def last_good(reader: Reader) -> tuple[Kept, int] | None:
    """The newest good backup that is still where it was put (a drive that is not plugged in is believed), and how far
    the book had been written then."""
    rows = reader.rows(
        "SELECT * FROM backup_log WHERE good = 1 AND what IN ('backup', 'copy') AND folder IS NOT NULL "
        "AND file_name IS NOT NULL ORDER BY id DESC LIMIT ?",
        (_LOOKED_BACK,),
    )
    for row in rows:
        path = Path(row["folder"]) / row["file_name"]
        if _lies_there(path, row["place"]):
            return Kept(to_instant(row["at"]), cast("PlaceKind", row["place"]), path), int(row["seq"] or 0)
    return None


def written(reader: Reader) -> tuple[str, str, int]:
    """Whose book this is, in which incarnation, and how far its journal goes."""
    row = reader.row(
        "SELECT coalesce(book, '') AS book, coalesce(token, '') AS token, seq FROM journal_state"
    )
    return (row["book"], row["token"], int(row["seq"])) if row is not None else ("", "", 0)


def since(at: dt.datetime, now: dt.datetime) -> dt.timedelta:
    """How old something is; nothing is younger than now, whatever a clock that was set back says."""
    return max(now - at, dt.timedelta())


def _lies_there(path: Path, place: str) -> bool:
    try:
        if place == "drive" and not path.parent.is_dir():
            return True
        return path.is_file()
    except OSError:
        return place == "drive"


def _entry(row: Row) -> Entry:
    counts: Counts | None = None
    with suppress(ValueError, KeyError, TypeError):
        counts = manifests.counts_from_json(json.loads(row["counts"]))
    path = Path(row["folder"]) / row["file_name"] if row["folder"] and row["file_name"] else None
    return Entry(
        id=row["id"],
        what=row["what"],
        why=row["why"],
        at=to_instant(row["at"]),
        path=path,
        bytes=row["bytes"],
        sha256=row["sha256"] or "",
        counts=counts,
        good=bool(row["good"]),
        problem=row["problem"] or "",
        seq=row["seq"],
    )
