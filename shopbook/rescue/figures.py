"""Making anew all that is kept beside the facts: order, dues, last days, search, numbers; by the nouns' own rules.

Facts themselves are not touched, except what a payment makes of a promise, as every payment does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress

from shopbook.customers.contact import contact_differences, refresh_contact
from shopbook.customers.operations import name_sort_key
from shopbook.dues.operations import Dues
from shopbook.dues.plan_figures import plan_differences
from shopbook.errors import Message
from shopbook.localisation.collation import sort_key
from shopbook.products.model import folded_key
from shopbook.progress import Progress
from shopbook.sales.figures import differing_figures, keep_sale_figures
from shopbook.search.index import CODES, CodeRow, SearchIndex, numbered
from shopbook.storage.copying import Part
from shopbook.storage.store import Operation, Store
from shopbook.warranties.issuing import keep_last_days
from shopbook.warranties.queries import WarrantyQueries

_BY_SQL = (
    "UPDATE customer SET balance_paisa = b.counted FROM (SELECT c.id, coalesce(sum(l.amount_paisa), 0) AS counted "
    "FROM customer c LEFT JOIN ledger l ON l.customer_id = c.id GROUP BY c.id) b "
    "WHERE b.id = customer.id AND customer.balance_paisa <> b.counted",
    "UPDATE customer SET last_score_on = f.last_on FROM (SELECT c.id, max(f.asked_on) AS last_on FROM customer c "
    "LEFT JOIN feedback f ON f.customer_id = c.id AND f.deleted_at IS NULL GROUP BY c.id) f "
    "WHERE f.id = customer.id AND customer.last_score_on IS NOT f.last_on",
    "UPDATE product SET last_sold_on = s.last_on FROM (SELECT i.product_id, max(s.sold_on) AS last_on "
    "FROM sale_item i JOIN sale s ON s.id = i.sale_id GROUP BY i.product_id) s "
    "WHERE s.product_id = product.id AND product.last_sold_on IS NULL",
    "UPDATE sale_item SET runs_out_on = (SELECT date(s.sold_on, '+' || max(1, p.consumable_days "
    "* sale_item.quantity_milli / 1000) || ' days') FROM sale s JOIN product p ON p.id = sale_item.product_id "
    "WHERE s.id = sale_item.sale_id) WHERE runs_out_on IS NULL AND product_id IN "
    "(SELECT id FROM product WHERE consumable_days IS NOT NULL)",
)
_AT_ONCE = 500
_NONSENSE = (ValueError, TypeError, ArithmeticError, LookupError)


def settle(store: Store, progress: Progress) -> None:
    """Bring all kept figures, the search and the numbers of a book in step with its facts. Raises Cancelled."""
    progress.step(0, 100, Message("Counting dues and figures anew"))
    with store.operation() as op:
        _orders(op)
        for sql in _BY_SQL:
            op.execute(sql)
        _series(op)
    # What was read from spoiled pages may make no sense to its noun; the rest is brought in step all the same.
    with suppress(*_NONSENSE), store.operation() as op:
        keep_last_days(op, WarrantyQueries(store).differences())
    dues = Dues(store)
    due = {each.customer_id for each in dues.differences()}
    due |= {each.customer_id for each in plan_differences(store)}
    due |= set(store.ids("SELECT DISTINCT customer_id FROM pay_promise WHERE deleted_at IS NULL"))
    sold = {each.customer_id for each in differing_figures(store)}
    spoken = {row["id"] for row in contact_differences(store)}
    everybody = sorted(due | sold | spoken)
    for place, ids in enumerate(_batches(everybody)):
        progress.step(5 + 45 * place * _AT_ONCE // len(everybody), 100)
        with store.operation() as op:
            for customer_id in ids:
                if customer_id in sold:
                    keep_sale_figures(op, customer_id)
                if customer_id in spoken:
                    refresh_contact(op, customer_id)
                with suppress(*_NONSENSE):
                    if customer_id in due:
                        dues.refresh(op, customer_id)
    progress.step(50, 100, Message("Making the search anew"))
    _search(store, Part(progress, 50, 100))


def differing(store: Store) -> int:
    """How many kept figures of customers, plans and cards are not what the facts give."""
    found = sum(1 for _ in Dues(store).differences()) + sum(1 for _ in plan_differences(store))
    found += len(differing_figures(store)) + sum(1 for _ in contact_differences(store))
    return found + len(WarrantyQueries(store).differences())


def _orders(op: Operation) -> None:
    op.many(
        "UPDATE customer SET sort_key = ?1 WHERE id = ?2 AND sort_key <> ?1",
        [(name_sort_key(row["name"] or ""), row["id"]) for row in op.rows("SELECT id, name FROM customer")],
    )
    products = []
    for row in op.rows("SELECT id, name, brand, model, category FROM product"):
        words = [row[column] or "" for column in ("name", "brand", "model", "category")]
        products.append((sort_key(" ".join(words[:3])), folded_key(*words), row["id"]))
    op.many("UPDATE product SET sort_key = ?1, folded = ?2 WHERE id = ?3", products)


def _series(op: Operation) -> None:
    """Each series goes on behind the greatest number on any paper of this counter, whatever its incarnation."""
    site = str(op.value("SELECT site FROM journal_state"))
    for series, table, column in numbered():
        used = op.value(
            f"SELECT max(CAST(substr({column}, instr({column}, '-') + 1) AS INTEGER)) FROM {table} "
            f"WHERE rtrim(substr({column}, 1, instr({column}, '-') - 1), '0123456789') = ?",
            (site.rstrip("0123456789"),),
        )
        if used:
            op.execute(
                "INSERT INTO number_series(series, next) VALUES (?1, ?2) "
                "ON CONFLICT(series) DO UPDATE SET next = max(next, ?2)",
                (series, used + 1),
            )


def _search(store: Store, progress: Progress) -> None:
    index = SearchIndex()
    with store.operation() as op:
        op.execute("DELETE FROM search_code")
        for kind, table, column, owner in CODES:
            rows = op.rows(
                f"SELECT t.id, t.{column} AS shown, {owner} AS customer_id FROM {table} t WHERE t.{column} IS NOT NULL"
            )
            codes: list[CodeRow] = [(kind, row["id"], row["customer_id"], row["shown"]) for row in rows]
            index.put_codes(op, codes)
    index.rebuild(store, progress)


def _batches(ids: Iterable[int]) -> Iterator[list[int]]:
    some = list(ids)
    for first in range(0, len(some), _AT_ONCE):
        yield some[first : first + _AT_ONCE]
