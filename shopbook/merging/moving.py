"""Laying the rows of one page into another and back, and the list of what was changed on the way. What two pages have
both (a phone, a child, an invitation) is settled in `overlaps`."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from shopbook.changes import topic_of
from shopbook.merging import references
from shopbook.storage.connection import Row
from shopbook.storage.journal import BUSINESS
from shopbook.storage.store import Operation

_AMONG = "IN (SELECT value FROM json_each(?))"
_LEDGER_ROWS = "json_each(merge_log.moved, '$.\"ledger.customer_id\"')"

Moved = dict[str, list[int]]
"""{"table.column": [row ids]}."""


class Changes:
    """The single values a merge changed: {"column": [old, new]} of the kept page, elsewhere "table/id/column"."""

    def __init__(self, kept_id: int) -> None:
        self._kept = kept_id
        self.made: dict[str, list[object]] = {}

    def set(self, op: Operation, table: str, row_id: int, **values: object) -> None:
        """Give columns of a row new values and remember the old ones."""
        row = op.row(f"SELECT {', '.join(values)} FROM {table} WHERE id = ?", (row_id,))
        assert row is not None
        new = {column: value for column, value in values.items() if row[column] != value}
        for column, value in new.items():
            self.note(table, row_id, column, row[column], value)
        if new:
            op.update(table, row_id, new)
            touch(op, table, row_id)

    def note(self, table: str, row_id: int, column: str, old: object, new: object) -> None:
        """Remember a value that was changed already."""
        key = column if (table, row_id) == ("customer", self._kept) else f"{table}/{row_id}/{column}"
        first = self.made.get(key, [old])[0]
        self.made[key] = [first, new]


def place(key: str, kept_id: int) -> tuple[str, int, str]:
    """(table, row, column) a key of `Changes` speaks of."""
    if "/" not in key:
        return "customer", kept_id, key
    table, row_id, column = key.split("/")
    assert table in BUSINESS and column.isidentifier()
    return table, int(row_id), column


def move_all(op: Operation, from_id: int, to_id: int) -> Moved:
    """Let everything that points at one customer point at another; what was moved."""
    moved: Moved = {}
    for table, column in references.to_customer(op):
        besides = " AND id NOT IN (?2, ?1)" if table == "customer" else " AND ?2 IS NOT NULL"
        ids = op.ids(f"SELECT id FROM {table} WHERE {column} = ?1{besides} ORDER BY id", (from_id, to_id))
        if ids:
            moved[f"{table}.{column}"] = ids
            put(op, table, column, ids, to_id)
    _point_numbers(op, moved, to_id)
    return moved


def put(op: Operation, table: str, column: str, ids: Sequence[int], customer_id: int) -> None:
    """Let these rows of a table point at a customer."""
    stamp = "" if BUSINESS.get(table) != "row" else f", updated_at = '{op.now}'"
    with _may_move(op, table):
        op.execute(
            f"UPDATE {table} SET {column} = ?{stamp} WHERE id {_AMONG}", (customer_id, json.dumps(list(ids)))
        )
    touch(op, table, *ids)


def replay(op: Operation, merge_id: int) -> None:
    """Bring the ledger in step with one row of `merge_log`, for whoever plays a journal: the journal itself tells of
    every other moved row, of a ledger row only this log does. In whatever order and however often it is asked, the log
    that spoke last of a row is right. Kept figures and the search are the caller's to make anew."""
    row = op.row("SELECT * FROM merge_log WHERE id = ?", (merge_id,))
    if row is None:
        return
    ids = op.ids(
        f"SELECT value FROM merge_log, {_LEDGER_ROWS} WHERE merge_log.id = ?1 EXCEPT "
        f"SELECT value FROM merge_log, {_LEDGER_ROWS} WHERE (merge_log.updated_at, merge_log.id) > (?2, ?1)",
        (merge_id, row["updated_at"]),
    )
    put(op, "ledger", "customer_id", ids, row["kept_id"] if row["unmerged_on"] is None else row["merged_id"])


def move_back(op: Operation, log: Row) -> tuple[Moved, Moved]:
    """Let what a merge moved point at the merged page again; (what went back, what was written since and goes along).

    Along go the rows that hang on a moved one: the payment of a moved memo, the repair of a moved card.
    """
    kept_id, merged_id = log["kept_id"], log["merged_id"]
    back: Moved = {}
    known = references.to_customer(op)
    for key, ids in json.loads(log["moved"]).items():
        table, column = key.split(".")
        assert (table, column) in known
        still = op.ids(
            f"SELECT id FROM {table} WHERE id {_AMONG} AND {column} = ? ORDER BY id",
            (json.dumps(ids), kept_id),
        )
        if still:
            back[key] = still
    along = _hanging(op, back, kept_id)
    for moved in (back, along):
        for key, ids in moved.items():
            table, column = key.split(".")
            put(op, table, column, ids, merged_id)
        _point_numbers(op, moved, merged_id)
    return back, along


def _hanging(op: Operation, back: Moved, kept_id: int) -> Moved:
    """Rows of the kept page that hang on rows which leave it, and what hangs on those."""
    leaving: dict[str, set[int]] = defaultdict(set)
    for key, ids in back.items():
        if key.endswith(".customer_id"):
            leaving[key.split(".")[0]] |= set(ids)
    first = {table: set(ids) for table, ids in leaving.items()}
    grown = True
    while grown:
        grown = False
        leaving["sale_item"] |= set(
            op.ids(f"SELECT id FROM sale_item WHERE sale_id {_AMONG}", (json.dumps(sorted(leaving["sale"])),))
        )
        for table in references.owned(op):
            for column, referred in references.hangs_on(op, table):
                if not leaving.get(referred) or referred == "customer":
                    continue
                found = op.ids(
                    f"SELECT id FROM {table} WHERE customer_id = ? AND {column} {_AMONG}",
                    (kept_id, json.dumps(sorted(leaving[referred]))),
                )
                if not leaving[table].issuperset(found):
                    leaving[table] |= set(found)
                    grown = True
    return {
        f"{table}.customer_id": sorted(leaving[table] - first.get(table, set()))
        for table in references.owned(op)
        if leaving[table] - first.get(table, set())
    }


def touch(op: Operation, table: str, *ids: int) -> None:
    """Tell the screens that rows changed."""
    if table in BUSINESS:
        op.touch(topic_of(table), *ids)


def _point_numbers(op: Operation, moved: Moved, customer_id: int) -> None:
    """Whoever types the number of a moved memo, card or slip is led to the page it stands on now."""
    ids = [one for key, rows in moved.items() if key.endswith(".customer_id") for one in rows]
    sold = json.dumps(moved.get("sale.customer_id", []))
    ids += op.ids(
        f"SELECT s.id FROM item_serial s JOIN sale_item i ON i.id = s.sale_item_id WHERE i.sale_id {_AMONG}",
        (sold,),
    )
    op.execute(
        f"UPDATE search_code SET customer_id = ? WHERE row_id {_AMONG}", (customer_id, json.dumps(ids))
    )


@contextmanager
def _may_move(op: Operation, table: str) -> Iterator[None]:
    """Only within a merge may a ledger row change the page it stands on; everything else of it stands for ever."""
    if table != "ledger":
        yield
        return
    op.execute("UPDATE journal_state SET moving = 1")
    yield
    op.execute("UPDATE journal_state SET moving = 0")
