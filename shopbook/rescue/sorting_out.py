"""Which table a row of a lonely page belongs to, and which of its versions is the last: the journal knows most ids.

All rows of a page are of one table, so one known id names its neighbours; a page none of whose ids is known is named by
the tree above it, and at the very last by trying into which table alone its rows fit.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from shopbook.rescue.gathering import Gathered
from shopbook.rescue.journal_of import Line
from shopbook.rescue.writing import stamp
from shopbook.storage.journal import BUSINESS, DERIVED

# Not facts: made anew, for display, or never journaled.
_NO_WITNESS = frozenset({"id", "updated_at", "pin_hash"})
_TRIED = 8  # rows of a page that are tried into tables


@dataclass
class Row:
    """One row as its page and its journal tell it. unsure: the two disagree, or nobody else saw it."""

    table: str
    id: int
    values: dict[str, Any]
    by_journal: bool = False
    unsure: bool = False
    # What the page says where the journal says otherwise, should the journal's words not fit.
    other: dict[str, Any] = field(default_factory=dict)


@dataclass
class Sorted:
    """All rows by table, and how many are known to have been there but cannot be told."""

    rows: dict[str, dict[int, Row]] = field(default_factory=lambda: defaultdict(dict))
    lost: Counter[str] = field(default_factory=Counter)


def sort_out(
    gathered: Gathered,
    columns: dict[str, list[str]],
    fits: Callable[[str, int, list[Any]], bool],
) -> Sorted:
    """Put the rows of all pages into tables and let the journal have the last word.

    columns: by table, as they lie in a record; fits: whether a row would be taken by a table of a new book.
    """
    lines = gathered.in_order()
    told = _told(lines)
    tables = _tables_of_pages(gathered, {row_id: table for table, row_id in told}, columns, fits)
    live = _trees(gathered)
    pages: dict[tuple[str, int], dict[str, Any]] = {}
    stale: set[tuple[str, int]] = set()
    for page, rows in gathered.rows.items():
        table = tables.get(page)
        if table is None or table not in BUSINESS:
            continue
        for row_id, record in rows:
            values = _named(columns[table], record)
            if values is None:
                continue
            known = pages.get((table, row_id))
            if known is None or str(values.get("updated_at", "")) > str(known.get("updated_at", "")):
                pages[table, row_id] = values
                # A page that no tree leads to may be an old one that was put away.
                (stale.discard if page in live else stale.add)((table, row_id))
    return _agreed(pages, stale, told, _last_gap(lines, gathered), columns)


def _told(lines: Iterable[Line]) -> dict[tuple[str, int], list[Line]]:
    told: dict[tuple[str, int], list[Line]] = defaultdict(list)
    for line in lines:
        told[line.tbl, line.row_id].append(line)
    return told


def _named(names: list[str], record: list[Any]) -> dict[str, Any] | None:
    """A record by its columns; shorter ones were written before the last columns were added."""
    if len(record) > len(names) or record[0] is not None:
        return None
    return dict(zip(names[1:], record[1:], strict=False))


# ---- pages and their tables


def _tables_of_pages(
    gathered: Gathered,
    known: dict[int, str],
    columns: dict[str, list[str]],
    fits: Callable[[str, int, list[Any]], bool],
) -> dict[int, str]:
    trees = _trees(gathered)
    found: dict[int, str] = {}
    for page, rows in gathered.rows.items():
        votes = Counter(known[row_id] for row_id, _record in rows if row_id in known)
        if votes:
            found[page] = votes.most_common(1)[0][0]
        elif page in trees:
            found[page] = trees[page]
        elif (table := _by_shape(rows, columns, fits)) is not None:
            found[page] = table
    return found


def _trees(gathered: Gathered) -> dict[int, str]:
    found: dict[int, str] = {}
    for table, root in gathered.roots.items():
        waiting = [root]
        while waiting:
            page = waiting.pop()
            if page in found:
                continue
            found[page] = table
            waiting += gathered.below.get(page, ())
    return found


def _by_shape(
    rows: list[tuple[int, list[Any]]],
    columns: dict[str, list[str]],
    fits: Callable[[str, int, list[Any]], bool],
) -> str | None:
    fitting = [
        table
        for table, names in columns.items()
        if all(len(record) <= len(names) for _row_id, record in rows)
        and all(fits(table, row_id, record) for row_id, record in rows[:_TRIED])
    ]
    return fitting[0] if len(fitting) == 1 else None


# ---- versions


def _agreed(
    pages: dict[tuple[str, int], dict[str, Any]],
    stale: set[tuple[str, int]],
    told: dict[tuple[str, int], list[Line]],
    gap_until: int,
    columns: dict[str, list[str]],
) -> Sorted:
    done = Sorted()
    moved = _moved(told)
    somebody_forgotten = any(table == "erasure" for table, _row_id in told)
    alone: dict[tuple[str, tuple[tuple[str, Any], ...]], int] = {}
    for (table, row_id), values in pages.items():
        if (table, row_id) not in told:
            done.rows[table][row_id] = Row(table, row_id, values, unsure=True)
            alone[table, _facts(table, values)] = row_id
    for (table, row_id), its_lines in told.items():
        last = _repaired(_last_values(its_lines), columns[table])
        begun = its_lines[0].deed == "i"
        page = pages.get((table, row_id))
        if page is not None:
            newest = its_lines[-1].hlc
            old = (table, row_id) in stale
            row = _both(
                _Pair(table, row_id, page, last),
                begun=begun,
                may_be_newer=newest < gap_until and not old,
                is_current=not old or str(page.get("updated_at") or "") >= stamp(newest),
                excused=_excused(table, row_id, page, moved, somebody_forgotten),
            )
            row.unsure = row.unsure or (old and newest < gap_until)
            done.rows[table][row_id] = row
        elif begun:
            twin = alone.get((table, _facts(table, last)))
            if twin is not None:  # one of the two ids is spoiled; it is one row all the same
                done.rows[table].pop(twin, None)
            # Lines that are missing later may have told something else of it.
            unsure = twin is not None or its_lines[-1].hlc < gap_until
            row = Row(table, row_id, last, by_journal=True, unsure=unsure)
            done.rows[table][row_id] = row
        else:
            done.lost[table] += 1
    return done


def _last_gap(lines: list[Line], gathered: Gathered) -> int:
    """The clock of the line behind the last gap in any site's lines: older rows may have changed in it; 0 without."""
    last: dict[str, int] = {}
    until = 0
    for line in sorted(lines, key=lambda line: (line.site, line.seq)):
        if line.seq != last.get(line.site, 0) + 1:
            until = max(until, line.hlc)
        last[line.site] = line.seq
    state = gathered.state
    if state is None or last.get(str(state[1]), 0) < state[3]:
        return 1 << 62  # the last lines of all are missing, or nobody knows whether they are
    return until


def _repaired(values: dict[str, Any], columns: list[str]) -> dict[str, Any]:
    """A column's name in which one letter is spoiled is that column's all the same."""
    found = {}
    for name, value in values.items():
        if name not in columns:
            alike = [
                column
                for column in columns
                if len(column) == len(name) and sum(a != b for a, b in zip(column, name, strict=True)) == 1
            ]
            name = alike[0] if len(alike) == 1 and alike[0] not in values else name
        found[name] = value
    return found


def _last_values(lines: list[Line]) -> dict[str, Any]:
    last: dict[str, Any] = {}
    for line in lines:
        last.update(line.values())
    return last


@dataclass(frozen=True, slots=True)
class _Pair:
    """A row as its page has it, and the last word of the journal on its facts."""

    table: str
    id: int
    page: dict[str, Any]
    last: dict[str, Any]


def _both(pair: _Pair, *, begun: bool, may_be_newer: bool, is_current: bool, excused: frozenset[str]) -> Row:
    """The page's row with the journal's last word on every fact; where both are whole and differ, it is unsure.

    may_be_newer: lines of the journal are missing behind the last one, so the page may know more; is_current: the page
    should know as much as the journal.
    """
    page, last = pair.page, pair.last
    values, unsure, other = dict(page), False, dict[str, Any]()
    skip = DERIVED.get(pair.table, frozenset()) | _NO_WITNESS | excused
    for column in page.keys() - skip:
        if column not in last:
            # What was never filled in is not in the journal: a value here had no other witness.
            unsure = unsure or (begun and page[column] is not None and not _is_default(page[column]))
        elif page[column] != last[column]:
            chosen, left = (page, last) if may_be_newer else (last, page)
            values[column], other[column] = chosen[column], left[column]
            unsure = unsure or may_be_newer or is_current
    for column, value in last.items():
        values.setdefault(column, value)
    return Row(pair.table, pair.id, values, unsure=unsure, other=other)


def _excused(
    table: str, row_id: int, page: dict[str, Any], moved: frozenset[int], somebody_forgotten: bool
) -> frozenset[str]:
    """Columns of the ledger of which the journal does not tell: the page a merge put it on, words that were erased."""
    if table != "ledger":
        return frozenset()
    found = {"customer_id"} if row_id in moved else set[str]()
    if somebody_forgotten:
        found |= {column for column in ("note", "reference") if page.get(column) is None}
    return frozenset(found)


def _is_default(value: object) -> bool:
    """Columns that were added later stand in old rows with their default, of which the journal says nothing."""
    return value in (0, 1, "none", "[]", "{}")


def _moved(told: dict[tuple[str, int], list[Line]]) -> frozenset[int]:
    ids: set[int] = set()
    for (table, _row_id), lines in told.items():
        if table == "merge_log":
            moved = _last_values(lines).get("moved") or "{}"
            ids.update(json.loads(moved).get("ledger.customer_id", ()))
    return frozenset(ids)


def _facts(table: str, values: dict[str, Any]) -> tuple[tuple[str, Any], ...]:
    skip = DERIVED.get(table, frozenset()) | _NO_WITNESS
    return tuple(
        sorted((name, value) for name, value in values.items() if name not in skip and value is not None)
    )
