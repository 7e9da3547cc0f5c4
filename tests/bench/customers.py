"""The customers' list and one customer, without the window."""

from __future__ import annotations

import statistics
from collections.abc import Iterator

from shopbook.book import Book
from tests.bench.table import Figure, median_of, timed

# One screen and a half: what a list fetches at once.
CHUNK = 64


def figures(book: Book) -> Iterator[Figure]:
    """All ids in order with the first rows, and everything a profile's head asks."""
    floor = median_of(lambda: book.store.ids("SELECT id FROM customer"), 5)
    found = median_of(lambda: book.customers.rows(book.customers.ids("name")[:CHUNK]), 5)
    yield Figure("list", "customers' list: ids and first rows", found, "ms", 50, 100, floor=floor)
    ids = book.customers.ids("seen", descending=True)[:2000:40]

    def profile(one: int) -> None:
        book.customers.get(one)
        book.dues.ageing(one)
        book.sales.rows(book.sales.ids_of_customer(one)[:20])
        book.warranties.cards(book.warranties.ids_of_customer(one)[:20])
        book.notes.notes(one, 20)
        book.calls.calls(one, 20)

    opened = [timed(lambda one=one: profile(one)) for one in ids]
    yield Figure(
        "customer", "one customer with sales, cards, notes, calls", statistics.median(opened), "ms", 2, 10
    )
