"""What a book made from an export still lacks: sort keys, searchable numbers, and kept figures as the facts give them.

Each figure's rule is its noun's; here they are only asked, and what differs is put right.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from shopbook.care.feedback import Feedback
from shopbook.customers.contact import contact_differences
from shopbook.customers.operations import name_sort_key
from shopbook.dues.operations import Dues
from shopbook.errors import Message
from shopbook.localisation.collation import sort_key
from shopbook.products.model import folded_key
from shopbook.progress import Progress
from shopbook.sales.figures import differing_figures
from shopbook.search.index import CODES, CodeRow, SearchIndex
from shopbook.storage.store import Operation, Store

_AT_ONCE = 2000
_KEPT = frozenset(
    {
        *("balance_paisa", "oldest_unpaid_on", "last_payment_on", "last_seen_on", "last_contact_on"),
        *("first_sale_on", "last_sale_on", "sales_count", "sleeps_on", "last_score_on"),
    }
)


def compute(store: Store, progress: Progress) -> None:
    """Everything that is made from the facts but the search index of people; nothing of it is a change to tell of."""
    progress.step(0, 0, Message("Counting the figures"))
    with store.operation() as op:
        # Sort keys and figures are not journaled; updated_at must stay what it was, so no `op.update`.
        _keys(op)
        SearchIndex().put_codes(op, _codes(op))
    progress.step(0, 0, Message("Counting the figures"))
    found = [
        (each.figure, each.customer_id, each.counted)
        for differences in (
            Dues(store).differences(),
            differing_figures(store),
            Feedback(store).differences(),
        )
        for each in differences
    ]
    found += [("last_contact_on", row["id"], row["counted"]) for row in contact_differences(store)]
    if not found:
        return
    with store.operation() as op:
        for figure, customer_id, counted in found:
            assert figure in _KEPT, figure
            op.execute(f"UPDATE customer SET {figure} = ? WHERE id = ?", (counted, customer_id))


def _keys(op: Operation) -> None:
    for row in _all(op, "SELECT id, name FROM customer t"):
        op.execute("UPDATE customer SET sort_key = ? WHERE id = ?", (name_sort_key(row[1] or ""), row[0]))
    for row in _all(op, "SELECT id, name, brand, model, category FROM product t"):
        name, brand, model, category = (text or "" for text in row[1:])
        keys = sort_key(f"{name} {brand} {model}"), folded_key(name, brand, model, category)
        op.execute("UPDATE product SET sort_key = ?, folded = ? WHERE id = ?", (*keys, row[0]))


def _codes(op: Operation) -> Iterator[CodeRow]:
    for kind, table, column, owner in CODES:
        for row_id, customer_id, number in _all(op, f"SELECT t.id, {owner}, t.{column} FROM {table} t"):
            if number:
                yield kind, row_id, customer_id, number


def _all(op: Operation, sql: str) -> Iterator[tuple[Any, ...]]:
    last = -1
    while True:
        rows = op.rows(f"{sql} WHERE t.id > ? ORDER BY t.id LIMIT {_AT_ONCE}", (last,))
        yield from map(tuple, rows)
        if len(rows) < _AT_ONCE:
            return
        last = rows[-1][0]
