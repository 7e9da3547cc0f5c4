"""Taking words out of rows and out of what the journal remembers of them. Of which rows and columns: `forgetting`.

Rows are never deleted: a blank one stays, so that every number, sum and reference still has its place.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from shopbook.storage.journal import BUSINESS
from shopbook.storage.store import Operation
from shopbook.trash.words import CODE, GONE, Blank

_AMONG = "IN (SELECT value FROM json_each(?))"


@contextmanager
def words_may_go(op: Operation) -> Iterator[None]:
    """Within this also a ledger row may lose its note and reference; its money never."""
    op.execute("UPDATE journal_state SET erasing = 1")
    yield
    op.execute("UPDATE journal_state SET erasing = 0")


def blank(op: Operation, table: str, ids: Iterable[int], words: Blank) -> int:
    """Take the words out of these rows and out of the journal's memory of them; returns how many rows there were."""
    listed = list(ids)
    if not listed or not words:
        return len(listed)
    among = json.dumps(listed)
    sets: list[str] = []
    params: list[object] = []
    for column, value in words.items():
        if value == CODE:
            sets.append(f"{column} = code")
        elif value == GONE:  # what is in the trash already stays there since then
            sets.append(f"{column} = coalesce({column}, ?)")
            params.append(op.now)
        else:
            sets.append(f"{column} = ?")
            params.append(value)
    if BUSINESS.get(table) == "row":
        sets.append("updated_at = ?")
        params.append(op.now)
    op.execute(f"UPDATE {table} SET {', '.join(sets)} WHERE id {_AMONG}", (*params, among))
    if table in BUSINESS:
        forget_in_journal(op, table, listed, words)
    return len(listed)


def forget_in_journal(op: Operation, table: str, ids: Sequence[int], words: Blank) -> None:
    """Put the blank in the place of every old and new value of these columns, whoever wrote them and when.

    A journal that is played later, here or at another counter, so makes the blank row and never the words again.
    """
    columns = [column for column, value in words.items() if value != GONE]
    asked = f"SELECT site, seq, deed, row_id, changed FROM journal WHERE tbl = ? AND row_id {_AMONG}"
    codes = {}
    if CODE in words.values():
        rows = op.rows(f"SELECT id, code FROM {table} WHERE id {_AMONG}", (json.dumps(list(ids)),))
        codes = {row["id"]: row["code"] for row in rows}
    anew = []
    for row in op.rows(asked, (table, json.dumps(list(ids)))):
        changed = json.loads(row["changed"])
        for column in columns:
            if column in changed:
                value = codes[row["row_id"]] if words[column] == CODE else words[column]
                changed[column] = value if row["deed"] == "i" else [value, value]
        if row["deed"] == "i":
            changed = {column: value for column, value in changed.items() if value is not None}
        text = json.dumps(changed, ensure_ascii=False, separators=(",", ":"))
        if text != row["changed"]:
            anew.append((text, row["site"], row["seq"]))
    op.many("UPDATE journal SET changed = ? WHERE site = ? AND seq = ?", anew)
