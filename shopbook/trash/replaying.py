"""Forgetting again, in a book that was put together from an older copy: what `erasure` tells is done once more, so that
no word comes back from that copy's rows or from its journal. The first time is `forgetting`'s."""

from __future__ import annotations

from collections import defaultdict

from shopbook.customers.operations import Customers
from shopbook.storage.store import Operation
from shopbook.trash import forgetting, words
from shopbook.trash.scrubbing import forget_in_journal
from shopbook.trash.things import blank_things

# Every line that was written in the operation in which somebody or something was erased: it names a row that lost its
# words. Operations of two counters may have one number; they never have one instant too.
_LOST_WORDS = (
    "SELECT DISTINCT j.tbl AS tbl, j.row_id AS row_id FROM journal j JOIN journal e ON e.operation = j.operation "
    "AND abs((e.hlc >> 16) - (j.hlc >> 16)) <= 1 WHERE e.tbl = 'erasure' AND e.deed = 'i' AND j.deed = 'u'"
)


def erase_again(op: Operation, customers: Customers) -> bool:
    """Take out once more whatever was erased in this book; False when nothing ever was.

    The journal of an older copy still remembers the words, and of words beside money no journal tells that they went.
    The full-text index and the file (`tidying`) are the caller's to make anew.
    """
    erased: dict[str, list[int]] = defaultdict(list)
    for row in op.rows("SELECT DISTINCT tbl, row_id FROM erasure ORDER BY tbl, row_id"):
        erased[row["tbl"]].append(row["row_id"])
    for table, ids in erased.items():
        if table == "customer":
            forgetting.forget(op, customers, ids)
        elif words.of_table(table):
            blank_things(op, table, ids)
    lost: dict[str, list[int]] = defaultdict(list)
    for row in op.rows(_LOST_WORDS):
        lost[row["tbl"]].append(row["row_id"])
    for (
        table,
        ids,
    ) in lost.items():  # rows that hung on nothing but a number or a name, which is not known any more
        known = words.of_table(table)
        if known:
            forget_in_journal(op, table, ids, known)
    return bool(erased or lost)
