"""The figures kept beside customers and promises, from the facts, by the same rules as the operations and `check`."""

from __future__ import annotations

import datetime as dt

from shopbook.dues.kept import figures_of, last_seen
from shopbook.dues.model import Entry
from shopbook.dues.promise_model import PromiseState, settle
from shopbook.storage.store import Operation


def keep_dues(op: Operation, first: int, last: int) -> None:
    """Bring dues, promises and the day last seen of the customers in a range of ids in step with the ledger."""
    entries: dict[int, list[Entry]] = {}
    for row in op.rows(
        "SELECT id, customer_id, entry_on, kind, amount_paisa, sale_id, reverses_id FROM ledger "
        "WHERE customer_id BETWEEN ? AND ? ORDER BY customer_id, entry_on, id",
        (first, last),
    ):
        entry = Entry(row[0], dt.date.fromisoformat(row[2]), row[3], row[4], row[5], row[6])
        entries.setdefault(row[1], []).append(entry)
    seen = last_seen(op, first, last)
    kept = []
    for customer_id in sorted(entries.keys() | seen.keys()):
        figures = figures_of(entries.get(customer_id, []), seen.get(customer_id))
        kept.append((figures.oldest_unpaid_on, figures.last_payment_on, figures.last_seen_on, customer_id))
    op.many(
        "UPDATE customer SET oldest_unpaid_on = ?, last_payment_on = ?, last_seen_on = ? WHERE id = ?",
        kept,
    )
    promises: dict[int, list[PromiseState]] = {}
    for row in op.rows(
        "SELECT id, customer_id, due_on, amount_paisa, sale_id FROM pay_promise WHERE customer_id BETWEEN ? AND ?",
        (first, last),
    ):
        promise = PromiseState(row[0], dt.date.fromisoformat(row[2]), row[3], row[4])
        promises.setdefault(row[1], []).append(promise)
    op.many(
        "UPDATE pay_promise SET paid_paisa = ?, status = ?, closed_on = ? WHERE id = ?",
        [
            (
                each.paid_paisa,
                each.status,
                each.closed_on.isoformat() if each.closed_on else None,
                each.promise_id,
            )
            for customer_id, states in promises.items()
            for each in settle(states, entries.get(customer_id, []))
        ],
    )
