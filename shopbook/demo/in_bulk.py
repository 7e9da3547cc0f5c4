"""Writing a long story down fast: rows by the thousand in few transactions, then every kept figure from the facts.

What comes out is what the operations would have written; `check` compares it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import chain, islice

from shopbook.book import Book
from shopbook.calls.model import TALKED, CallDraft
from shopbook.clock import DHAKA, from_instant
from shopbook.demo.days import StoryClock
from shopbook.demo.rows import AT, COLUMNS, Rows
from shopbook.demo.story import GOODS, Buys, Event, Joins, Tells
from shopbook.dues.model import PaymentDraft
from shopbook.notes.model import GiftDraft
from shopbook.progress import Progress
from shopbook.sales.figures import SLEEPS_ON
from shopbook.search.index import SearchIndex
from shopbook.storage.store import Operation

_EVENTS_AT_ONCE = 20_000
_TALKED = ", ".join(f"'{outcome}'" for outcome in sorted(TALKED))


class InBulk:
    """The fast scribe of a large sample shop. `ids` are the customers in the order in which they came."""

    def __init__(
        self, book: Book, clock: StoryClock, products: tuple[int, ...], staff: tuple[int, ...]
    ) -> None:
        self.ids: list[int] = []
        self._phones: list[str] = []
        self._book = book
        self._clock = clock
        self._products = products
        self._staff = staff
        self._index = SearchIndex()
        self._terms = book.settings.shop().warranty_terms

    def write(self, events: Iterator[Event], total: int, progress: Progress) -> None:
        """Put all events in, some ten thousand a transaction."""
        # A page cache for a book of a gigabyte; it ends with this connection.
        self._book.store.value("PRAGMA cache_size = -200000")
        done = 0
        while chunk := list(islice(events, _EVENTS_AT_ONCE)):
            self._clock.set_to(chunk[0].on, AT)
            with self._book.store.operation() as op:
                self._write(op, chunk)
            done += len(chunk)
            progress.step(min(done, total), total)
        with self._book.store.operation() as op:
            self._keep_product_figures(op)
            self._book.store.value("PRAGMA optimize")

    def _write(self, op: Operation, chunk: list[Event]) -> None:
        joins = [event.deed.plan for event in chunk if isinstance(event.deed, Joins)]
        first_new = len(self.ids)
        self.ids += self._book.customers.add_many(op, [plan.draft for plan in joins])
        self._phones += [plan.draft.phones[0].raw for plan in joins]
        rows = Rows(op.new_id, self._staff, self._terms)
        for customer_id, plan in zip(self.ids[first_new:], joins, strict=True):
            for member in plan.family:
                rows.family(customer_id, member, op.now)
        memos, receipts, cards = self._numbers(op, chunk)
        for event in chunk:
            self._gather(rows, event, memos, receipts, cards)
        for table, columns in COLUMNS.items():
            op.insert_many(table, columns, rows.tables[table])
        self._index.put_codes(op, rows.codes)

    def _numbers(
        self, op: Operation, chunk: list[Event]
    ) -> tuple[Iterator[str], Iterator[str], Iterator[str]]:
        """The memo, receipt and card numbers this chunk needs, exactly."""
        memos = receipts = cards = 0
        for event in chunk:
            if isinstance(event.deed, Buys):
                draft = event.deed.draft
                memos += 1
                receipts += event.who >= 0 and draft.paid_paisa > 0
                cards += sum(1 for line in draft.lines if line.coverages)
            receipts += isinstance(event.deed, PaymentDraft)
        numbers = (op.numbers(series, count) for series, count in (("memo", memos), ("receipt", receipts)))
        memo_nos, receipt_nos = (iter(found) for found in numbers)
        return memo_nos, receipt_nos, iter(op.numbers("card", cards))

    def _gather(
        self, rows: Rows, event: Event, memos: Iterator[str], receipts: Iterator[str], cards: Iterator[str]
    ) -> None:
        on, deed = event.on, event.deed
        now = from_instant(dt.datetime.combine(on, AT, DHAKA))
        customer_id = self.ids[event.who] if event.who >= 0 else None
        if isinstance(deed, Buys):
            rows.sale(deed, customer_id, next(memos), receipts, cards, GOODS, self._products, now)
        elif customer_id is None:
            return
        elif isinstance(deed, PaymentDraft):
            rows.payment(deed, customer_id, next(receipts), now)
        elif isinstance(deed, Tells):
            rows.note(deed, customer_id, on, now)
        elif isinstance(deed, CallDraft):
            rows.call(deed, customer_id, self._phones[event.who], on, now)
        elif isinstance(deed, GiftDraft):
            rows.gift(deed, customer_id, on, now)

    def follow_up(self, today: dt.date) -> None:
        """What came after the sales: repairs, kisti, free servicing."""
        from shopbook.demo.workshop import keep_plan_figures, put_plans, put_repairs, tick_servicings

        with self._book.store.operation() as op:
            put_repairs(op, self._index, today)
            put_plans(op, self._index, today)
            tick_servicings(op, today)
            keep_plan_figures(op, today)

    def keep_figures(self, total: int, progress: Progress) -> None:
        """Bring the figures kept beside customers and promises in step, a few thousand customers a transaction."""
        from shopbook.demo.figures import keep_dues

        done = 0
        for ids in batches(sorted(self.ids), 2_000):
            with self._book.store.operation() as op:
                keep_dues(op, ids[0], ids[-1])
            done += len(ids)
            progress.step(min(done, total), total)
        with self._book.store.operation() as op:
            op.execute(
                "UPDATE customer SET first_sale_on = s.first_on, last_sale_on = s.last_on, sales_count = s.counted "
                "FROM (SELECT customer_id, min(sold_on) AS first_on, max(sold_on) AS last_on, count(*) AS counted "
                "FROM sale WHERE customer_id IS NOT NULL GROUP BY customer_id) s WHERE s.customer_id = customer.id"
            )
            op.execute(f"UPDATE customer AS c SET sleeps_on = {SLEEPS_ON} WHERE sales_count >= 3")
            op.execute(
                "UPDATE customer SET last_contact_on = s.day FROM (SELECT customer_id, max(day) AS day FROM ("
                "SELECT customer_id, noted_on AS day FROM note UNION ALL SELECT customer_id, on_day FROM interaction "
                f"WHERE outcome IN ({_TALKED})) GROUP BY customer_id) s WHERE s.customer_id = customer.id"
            )

    def _keep_product_figures(self, op: Operation) -> None:
        op.execute(
            "UPDATE product SET last_sold_on = s.day FROM (SELECT i.product_id, max(s.sold_on) AS day "
            "FROM sale_item i JOIN sale s ON s.id = i.sale_id GROUP BY i.product_id) s WHERE s.product_id = product.id"
        )


def batches(ids: list[int], size: int) -> Iterator[list[int]]:
    """The ids in runs of at most `size`."""
    rest = iter(ids)
    while first := list(islice(rest, 1)):
        yield list(chain(first, islice(rest, size - 1)))
