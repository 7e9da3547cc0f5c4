"""The journal of a damaged file: through SQLite as far as its pages hold, and from single pages for the rest."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shopbook.errors import BookDamaged, BookError, Message, StorageError
from shopbook.progress import Progress
from shopbook.storage.connection import connect, faults
from shopbook.storage.journal import BUSINESS
from shopbook.storage.pages import Pages
from shopbook.storage.salvage import Cell, walk

COLUMNS = ("site", "seq", "hlc", "operation", "deed", "tbl", "row_id", "changed", "actor", "app")
_AT_ONCE = 2000
_LONGEST_SITE, _LONGEST_APP = 12, 40


@dataclass(frozen=True, slots=True, order=True)
class Line:
    """One line of a journal, in the order in which it was written."""

    hlc: int
    site: str
    seq: int
    operation: int
    deed: str
    tbl: str
    row_id: int
    changed: str
    actor: int | None = None
    app: str | None = None

    @property
    def place(self) -> tuple[str, int]:
        """Where it stands in its journal."""
        return self.site, self.seq

    def values(self) -> dict[str, Any]:
        """The new values it tells of, by column."""
        told = json.loads(self.changed)
        return told if self.deed == "i" else {column: pair[1] for column, pair in told.items()}

    def row(self) -> tuple[Any, ...]:
        """As the table keeps it."""
        return tuple(getattr(self, column) for column in COLUMNS)


def line_of(values: list[Any]) -> Line | None:
    """The line a record of a page holds; None when it is something else or does not make sense."""
    if len(values) != len(COLUMNS):
        return None
    site, seq, hlc, operation, deed, tbl, row_id, changed, actor, app = values
    whole = all(isinstance(one, int) for one in (seq, hlc, operation, row_id))
    if not (whole and isinstance(site, str) and isinstance(changed, str) and deed in ("i", "u")):
        return None
    if tbl not in BUSINESS or seq < 1 or hlc < 1 or not 1 <= len(site) <= _LONGEST_SITE:
        return None
    if not (actor is None or isinstance(actor, int)):
        return None
    if not (app is None or (isinstance(app, str) and len(app) <= _LONGEST_APP)):
        return None
    try:
        told = json.loads(changed)
    except ValueError:
        return None
    pairs = isinstance(told, dict) and (
        deed == "i" or all(isinstance(pair, list) and len(pair) == 2 for pair in told.values())
    )
    return Line(hlc, site, seq, operation, deed, tbl, row_id, changed, actor, app) if pairs else None


def lines_of(damaged: Path, key: bytes | None, progress: Progress) -> list[Line]:
    """Every line that can still be read, in order; the file is only read."""
    found: dict[tuple[str, int], Line] = {}
    try:
        for line in _through_sqlite(damaged, key):
            found[line.place] = line
        whole = not _has_gaps(found)
    except (BookError, StorageError):
        whole = False
    if not whole or not found:
        progress.step(0, 0, Message("Reading the journal page by page"))
        for line in _page_by_page(damaged, key, progress):
            known = found.get(line.place)
            # Of two in pages the shorter one is newer: a line changes only when somebody is forgotten.
            if known is None or (known != line and len(line.changed) < len(known.changed)):
                found[line.place] = line
    return sorted(found.values())


def newest_seq(damaged: Path, key: bytes | None) -> tuple[str, int]:
    """Site and number of the last line that was ever written, as far as the file still tells ("" and 0 otherwise)."""
    try:
        connection = connect(damaged, read_only=True, key=key)
    except (BookError, StorageError):
        return "", 0
    try:
        with faults():
            row = connection.execute("SELECT site, seq FROM journal_state").fetchone()
        return (row["site"], row["seq"]) if row else ("", 0)
    except (BookError, StorageError):
        return "", 0
    finally:
        connection.close()


def _through_sqlite(damaged: Path, key: bytes | None) -> Iterator[Line]:
    connection = connect(damaged, read_only=True, key=key)
    try:
        place: tuple[str, int] = ("", 0)
        while True:
            with faults():
                rows = connection.execute(
                    f"SELECT {', '.join(COLUMNS)} FROM journal WHERE (site, seq) > (?, ?) ORDER BY site, seq LIMIT ?",
                    (*place, _AT_ONCE),
                ).fetchall()
            if not rows:
                return
            for row in rows:
                line = line_of(list(row))
                if line is not None:
                    yield line
            if (rows[-1]["site"], rows[-1]["seq"]) <= place:
                raise BookDamaged(Message("The book's file is damaged."))
            place = rows[-1]["site"], rows[-1]["seq"]
    finally:
        connection.close()


def _page_by_page(damaged: Path, key: bytes | None, progress: Progress) -> Iterator[Line]:
    with Pages(damaged, key) as pages:
        last = 0
        for found in walk(pages):
            if isinstance(found, Cell) and found.row_id is None:
                line = line_of(found.values)
                if line is not None:
                    yield line
            if found.page > last + 200:
                last = found.page
                progress.step(last, pages.count)


def _has_gaps(found: dict[tuple[str, int], Line]) -> bool:
    sites: dict[str, list[int]] = {}
    for site, seq in found:
        sites.setdefault(site, []).append(seq)
    return any(len(seqs) != max(seqs) - min(seqs) + 1 for seqs in sites.values())
