"""A backup and what the journal of a damaged book tells beyond it, played onto a copy of that backup in order."""

from __future__ import annotations

import datetime as dt
import json
import tempfile
from collections.abc import Iterable
from pathlib import Path

from shopbook.clock import Clock
from shopbook.errors import Message
from shopbook.progress import NoProgress, Progress
from shopbook.rescue import writing
from shopbook.rescue.journal_of import Line, lines_of, newest_seq
from shopbook.rescue.leftovers import carry_over
from shopbook.rescue.model import Rescued
from shopbook.rescue.putting import growing
from shopbook.rescue.settling import settle_file
from shopbook.rescue.taking import Taken, brought_up_to_date, disk_faults, private, take
from shopbook.storage import incarnation, keys
from shopbook.storage.connection import Connection
from shopbook.storage.copying import Part
from shopbook.storage.journal import BUSINESS
from shopbook.storage.proving import prove
from shopbook.storage.registry import Registry

_TAKEN, _READ, _PLAYED, _SETTLED = 20, 35, 60, 95  # of a hundred
# What the report tells one by one.
_MOST_TOLD = 200


def rescue_with_journal(
    damaged: Path,
    backup: Path,
    into: Path,
    clock: Clock,
    *,
    key: bytes | None = None,
    code: str = "",
    passphrase: str = "",
    progress: Progress | None = None,
) -> Rescued:
    """Make the new book `into`: the backup with everything saved after it that the damaged file can still tell.

    The damaged file and the backup are only read. The new book is proved and has a new incarnation; `putting` makes it
    the book. `key` opens both when the book is protected. Raises BookExists, BackupProblem, Cancelled, DiskFull; then
    `into` is not there.
    """
    progress = progress or NoProgress()
    with growing(into) as part:
        taken = take(
            backup,
            part,
            code=code,
            passphrase=passphrase,
            key=key,
            progress=Part(progress, 0, _TAKEN),
        )
        with tempfile.TemporaryDirectory(dir=into.parent, ignore_cleanup_errors=True) as folder:
            work = private(damaged, Path(folder))
            lines = lines_of(work, taken.key, Part(progress, _TAKEN, _READ))
            with brought_up_to_date(taken) as connection:
                found = _play(connection, lines, work, taken, Part(progress, _READ, _PLAYED))
                here = incarnation.identity(connection)
        settle_file(part, taken.key, clock, Part(progress, _PLAYED, _SETTLED))
        proof = prove(part, key=taken.key, full=True, progress=Part(progress, _SETTLED, 100))
        with disk_faults():
            if taken.key is not None and taken.vault is not None:
                taken.vault.save(keys.beside(part))
    incarnation.remember(here, Registry(), into, clock)
    return Rescued(into, proof.counts, *found, incarnation=here.incarnation, site=here.site)


def beyond(lines: Iterable[Line], known: dict[str, int], newest: int) -> list[Line]:
    """The lines a backup does not have: of a site it knows, those behind its last; of others, newer ones."""
    return [
        line for line in lines if (line.seq > known[line.site] if line.site in known else line.hlc > newest)
    ]


def missing(lines: list[Line], known: dict[str, int], last: tuple[str, int]) -> int:
    """How many lines between the backup and the last one ever written cannot be read any more."""
    seqs: dict[str, set[int]] = {}
    for line in lines:
        seqs.setdefault(line.site, set()).add(line.seq)
    if last[1]:
        seqs.setdefault(last[0], set())
    lost = 0
    for site, there in seqs.items():
        end = max(max(there, default=0), last[1] if site == last[0] else 0)
        lost += max(0, end - known.get(site, 0) - len(there))
    return lost


def _play(
    connection: Connection, lines: list[Line], work: Path, taken: Taken, progress: Progress
) -> tuple[int, int, tuple[str, ...], dt.datetime | None]:
    registry = Registry()
    before = incarnation.identity(connection)
    seen = registry.seen(before.book)
    here = incarnation.renew(connection, registry, after=seen.incarnation if seen else 0)
    with writing.rescuing(connection):
        known = {
            row["site"]: row["last"]
            for row in connection.execute(
                "SELECT site, max(seq) AS last FROM journal GROUP BY site"
            ).fetchall()
        }
        known.setdefault(before.site, before.seq)
        (newest,) = connection.execute("SELECT hlc FROM journal_state").fetchone()
        new = beyond(lines, known, newest)
        lost = missing(new, known, newest_seq(work, taken.key))
        refused: list[str] = []
        played: list[Line] = []
        columns = {table: frozenset(writing.columns_of(connection, table)) for table in BUSINESS}
        for place, line in enumerate(new):
            if place % 500 == 0:
                progress.step(place, len(new), Message("Writing the later saves anew"))
            why = _play_line(connection, line, columns[line.tbl])
            if why is None:
                played.append(line)
            else:
                refused.append(
                    json.dumps({"table": line.tbl, "id": line.row_id, "why": why}, ensure_ascii=False)
                )
        carry_over(work, taken.key, connection)
        mended = writing.mend_references(connection)
        played = [line for line in played if (line.tbl, line.row_id) not in mended.out]
        writing.put_lines(connection, played, here.site)
    told = (*refused, *mended.out.values())[:_MOST_TOLD]
    return len(played), lost, told, _instant(new)


def _play_line(connection: Connection, line: Line, columns: frozenset[str]) -> str | None:
    values = {column: value for column, value in line.values().items() if column in columns}
    if "updated_at" in columns:
        values["updated_at"] = writing.stamp(line.hlc)
    if line.deed == "u":
        return writing.change(connection, line.tbl, line.row_id, values) if values else None
    return writing.put(connection, line.tbl, {"id": line.row_id, **values})


def _instant(lines: list[Line]) -> dt.datetime | None:
    if not lines:
        return None
    return dt.datetime.fromtimestamp((max(line.hlc for line in lines) >> 16) / 1000, dt.UTC)
