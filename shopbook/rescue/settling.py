"""The last hand on a rescued file: merges, a journal that agrees, kept figures, search, numbers; no log beside it."""

from __future__ import annotations

import json
from pathlib import Path

from shopbook.clock import Clock
from shopbook.customers.operations import Customers
from shopbook.history.agreement import disagreements
from shopbook.merging import moving
from shopbook.progress import Progress
from shopbook.rescue import figures
from shopbook.storage import swap
from shopbook.storage.connection import connect, faults
from shopbook.storage.journal import BUSINESS, journaled_facts
from shopbook.storage.store import Operation, Store
from shopbook.trash.replaying import erase_again
from shopbook.trash.tidying import make_file_anew


def settle_file(path: Path, key: bytes | None, clock: Clock, progress: Progress) -> None:
    """Bring a file whose rows were written straight into its tables in step with itself. Raises Cancelled."""
    store = Store(connect(path, key=key), clock, key=key)
    try:
        with store.operation() as op:
            for merge_id in op.ids("SELECT id FROM merge_log ORDER BY id"):
                moving.replay(op, merge_id)
            forgotten = erase_again(op, Customers(store))
        _agree(store)
        with store.of_its_own_accord():  # the shop may have PINs, and nobody has signed in
            figures.settle(store, progress)
        if forgotten:  # their words lie in pages of the copy that are not used any more
            make_file_anew(store)
    finally:
        store.close()
    connection = connect(path, key=key)
    try:
        with faults():
            connection.execute("PRAGMA journal_mode=DELETE").fetchall()
    finally:
        connection.close()
    for leftover in ("-wal", "-shm"):
        swap.part_of(path, leftover).unlink(missing_ok=True)


def _agree(store: Store) -> None:
    """Where a rescued row is not what the journal told last of it, a line more says what it is now."""
    with store.operation() as op:
        for table in BUSINESS:
            rows: dict[int, dict[str, list[object]]] = {}
            for one in disagreements(op, table):
                if one.column not in ("id", "journal"):
                    rows.setdefault(one.row_id, {})[one.column] = [one.told, one.kept]
            for row_id, changed in rows.items():
                _tell(op, "u", table, row_id, json.dumps(changed, ensure_ascii=False))
            pairs = ", ".join(f"'{column}', t.{column}" for column in journaled_facts(op, table))
            for row in op.rows(
                f"SELECT t.id, json_patch('{{}}', json_object({pairs})) AS facts FROM {table} t WHERE NOT EXISTS "
                f"(SELECT 1 FROM journal j WHERE j.row_id = t.id AND j.tbl = '{table}' AND j.deed = 'i')"
            ):
                _tell(op, "i", table, row["id"], row["facts"])


def _tell(op: Operation, deed: str, table: str, row_id: int, changed: str) -> None:
    op.execute("UPDATE journal_state SET seq = seq + 1, hlc = hlc + 1")
    op.execute(
        "INSERT INTO journal(site, seq, hlc, operation, deed, tbl, row_id, changed, actor, app) "
        "SELECT site, seq, hlc, operation, ?, ?, ?, ?, NULL, app FROM journal_state",
        (deed, table, row_id, changed),
    )
