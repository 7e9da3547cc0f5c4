"""The last resort: a new book from the rows in single pages of a damaged file, and a report of what was found."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from shopbook.clock import Clock
from shopbook.errors import BookDamaged, Message
from shopbook.progress import NoProgress, Progress
from shopbook.rescue import writing
from shopbook.rescue.gathering import Gathered, gather
from shopbook.rescue.model import Part as TablePart
from shopbook.rescue.model import Salvaged
from shopbook.rescue.putting import growing
from shopbook.rescue.settling import settle_file
from shopbook.rescue.sorting_out import Row, Sorted, sort_out
from shopbook.rescue.taking import disk_faults
from shopbook.storage import book_file, incarnation, keys, swap
from shopbook.storage.connection import Connection, connect, faults
from shopbook.storage.copying import Part
from shopbook.storage.driver import sqlite3
from shopbook.storage.journal import BUSINESS, DERIVED
from shopbook.storage.proving import prove
from shopbook.storage.registry import Registry
from shopbook.storage.vault import Vault

_GATHERED, _WRITTEN, _SETTLED = 40, 60, 95  # of a hundred
_MOST_TOLD = 200
# A number series further ahead than this is a spoiled figure, not a series.
_FAR_AHEAD = 10_000
_STATE_BOOK, _STATE_INCARNATION = 10, 12


def salvage(
    damaged: Path,
    into: Path,
    clock: Clock,
    *,
    key: bytes | None = None,
    progress: Progress | None = None,
) -> Salvaged:
    """Make the new book `into` of whatever the pages of a damaged file still tell; the file is only read.

    Each row's last word is its journal's; references to what is lost are emptied, or the row is left out and told.
    `key`: of a protected book, whose vault comes along. Raises BookExists, BookDamaged when nothing was found,
    Cancelled, DiskFull; then `into` is not there.
    """
    progress = progress or NoProgress()
    with growing(into) as part:
        with disk_faults():
            gathered = gather(damaged, key, Part(progress, 0, _GATHERED))
        vault = _vault(damaged) if key is not None else None
        _new_book(part, clock, key)
        connection = connect(part, key=key)
        try:
            sorted_out = sort_out(gathered, _columns(connection), _trying(connection))
            if not any(sorted_out.rows.values()):
                raise _nothing()
            report = _write(connection, gathered, sorted_out, damaged, Part(progress, _GATHERED, _WRITTEN))
            here = incarnation.identity(connection)
        finally:
            connection.close()
        settle_file(part, key, clock, Part(progress, _WRITTEN, _SETTLED))
        proof = prove(part, key=key, full=True, progress=Part(progress, _SETTLED, 100))
        with disk_faults():
            if vault is not None:
                vault.save(keys.beside(part))
    incarnation.remember(here, Registry(), into, clock)
    parts, gone, unsure = report
    return Salvaged(
        into,
        proof.counts,
        parts,
        gathered.pages,
        gathered.lost_pages,
        tuple(gone[:_MOST_TOLD]),
        tuple(unsure),
        here.incarnation,
        here.site,
    )


def _new_book(into: Path, clock: Clock, key: bytes | None) -> None:
    store, lock = book_file.create(into, clock, key=key)
    store.close()
    lock.release()
    swap.part_of(into, ".lock").unlink(missing_ok=True)


def _vault(damaged: Path) -> Vault | None:
    try:
        return keys.vault_of(damaged)
    except Exception:  # the new book opens with the key that was given; its vault is looked for again then
        return None


def _columns(connection: Connection) -> dict[str, list[str]]:
    """The columns of every ordinary table of a new book, in the order of a record: also of those that are left out."""
    tables = connection.execute(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' "
        "AND sql NOT LIKE '%WITHOUT ROWID%' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
    ).fetchall()
    return {row["name"]: list(writing.columns_of(connection, row["name"])) for row in tables}


def _trying(connection: Connection) -> Callable[[str, int, list[Any]], bool]:
    """Whether a table would take a row: its types, CHECKs and NOT NULLs; nothing stays of the try."""
    columns = _columns(connection)

    def fits(table: str, row_id: int, record: list[Any]) -> bool:
        names = columns[table][: len(record)]
        if not names:
            return False
        values = [row_id if value is None and place == 0 else value for place, value in enumerate(record)]
        try:
            connection.execute("SAVEPOINT trying")
            connection.execute(
                f"INSERT INTO {table}({', '.join(names)}) VALUES ({', '.join('?' * len(names))})", values
            )
        except (sqlite3.DatabaseError, OverflowError):
            return False
        finally:
            connection.execute("ROLLBACK TO trying")
            connection.execute("RELEASE trying")
        return True

    return fits


def _write(
    connection: Connection, gathered: Gathered, found: Sorted, damaged: Path, progress: Progress
) -> tuple[tuple[TablePart, ...], list[str], list[tuple[str, int]]]:
    site = _begin(connection, gathered, damaged)
    with writing.rescuing(connection):
        written = _Written()
        for place, table in enumerate(BUSINESS):
            progress.step(place, len(BUSINESS), Message("Writing what was found"))
            known = frozenset(writing.columns_of(connection, table))
            for row in found.rows[table].values():
                written.note(row, _put(connection, row, known))
        mended = writing.mend_references(connection)
        written.mended(mended)
        there = written.rows
        lines = [line for line in gathered.in_order() if (line.tbl, line.row_id) in there]
        writing.put_lines(connection, lines, site)
        _put_local(connection, gathered)
    return written.parts(found.lost), list(written.out.values()), sorted(written.unsure)


class _Written:
    """What went into the new book, counted."""

    def __init__(self) -> None:
        self.rows: dict[tuple[str, int], bool] = {}  # by journal only?
        self.unsure: set[tuple[str, int]] = set()
        self.out: dict[tuple[str, int], str] = {}
        self._lost: Counter[str] = Counter()

    def note(self, row: Row, why: str | None) -> None:
        place = row.table, row.id
        if why is not None:
            told = {"table": row.table, "id": row.id, "why": why}
            self.out[place] = json.dumps(told, ensure_ascii=False)
            return
        self.rows[place] = row.by_journal
        if row.unsure:
            self.unsure.add(place)

    def mended(self, mended: writing.Mended) -> None:
        for place, told in mended.out.items():
            self.rows.pop(place, None)
            self.unsure.discard(place)
            self.out[place] = told
        self.unsure |= mended.emptied & self.rows.keys()
        self.unsure |= {("customer", customer_id) for customer_id in mended.customers}
        self._lost["customer"] += len(mended.customers)

    def parts(self, lost: Counter[str]) -> tuple[TablePart, ...]:
        found = Counter(table for table, _id in self.rows)
        by_journal = Counter(table for (table, _id), only in self.rows.items() if only)
        unsure = Counter(table for table, _id in self.unsure)
        gone = self._lost + Counter(table for table, _id in self.out) + lost
        return tuple(
            TablePart(table, found[table], by_journal[table], unsure[table], gone[table])
            for table in BUSINESS
            if found[table] or gone[table]
        )


def _put_local(connection: Connection, gathered: Gathered) -> None:
    for name, (body, saved_at) in gathered.drafts.items():
        connection.execute("INSERT OR REPLACE INTO draft VALUES (?, ?, ?)", (name, body, saved_at))
    for series, coming in gathered.series.items():
        if coming <= len(gathered.lines) + _FAR_AHEAD:
            connection.execute(
                "INSERT INTO number_series(series, next) VALUES (?1, ?2) "
                "ON CONFLICT(series) DO UPDATE SET next = max(next, ?2)",
                (series, coming),
            )


def _put(connection: Connection, row: Row, known: frozenset[str]) -> str | None:
    """Write one row: as it was agreed; else as its page has it; else without the one value that does not fit."""
    skip = DERIVED.get(row.table, frozenset())
    values = {name: value for name, value in row.values.items() if name in known and name not in skip}
    values = _stamped(row, values, known)
    why = writing.put(connection, row.table, {"id": row.id, **values})
    if why is None:
        return None
    row.unsure = True
    if row.other and writing.put(connection, row.table, {"id": row.id, **values, **row.other}) is None:
        return None
    for name in values:
        rest = {other: value for other, value in values.items() if other != name}
        if writing.put(connection, row.table, {"id": row.id, **rest}) is None:
            return None
    return why


def _stamped(row: Row, values: dict[str, Any], known: frozenset[str]) -> dict[str, Any]:
    """The row with the instants every row has; where they are lost, the one its id was made at."""
    made = values.get("created_at")
    if "created_at" in known and not isinstance(made, str):
        made = values["created_at"] = writing.made_at(row.id)
        row.unsure = True
    if "updated_at" in known and not isinstance(values.get("updated_at"), str):
        values["updated_at"] = made
    return values


def _begin(connection: Connection, gathered: Gathered, damaged: Path) -> str:
    """The new book is a further life of the damaged one: its name among books, its counter letter, another figure."""
    registry = Registry()
    state = gathered.state
    book = str(state[_STATE_BOOK] or "") if state and len(state) > _STATE_BOOK else ""
    book = book if re.fullmatch("[0-9a-f]{32}", book) else registry.book_at(damaged)
    sites = [line.site for line in gathered.in_order()]
    site = sites[-1] if sites else str(state[1]) if state else "A"
    figures = [int(found[1] or 1) for one in {*sites, site} if (found := re.fullmatch(r"[A-Z]+(\d*)", one))]
    with faults():
        connection.execute(
            "UPDATE journal_state SET site = ?, incarnation = ?, book = coalesce(?, book)",
            (site, max(figures, default=1), book or None),
        )
    seen = registry.seen(book) if book else None
    # The lines of the journal come in later: a site they hold must not be taken.
    after = max([seen.incarnation if seen else 0, *figures])
    return incarnation.renew(connection, registry, after=after).site


def _nothing() -> BookDamaged:
    return BookDamaged(
        Message("Nothing of a book was found in this file."),
        Message("Keep the file. If it was protected, try again with its password or recovery code."),
    )
