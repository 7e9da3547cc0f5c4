"""Saving a sale: how many times the disk must answer, and how long the processor works."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from pathlib import Path

from shopbook.book import Book
from shopbook.products.model import CoverageDraft
from shopbook.sales.model import LineDraft, SaleDraft
from tests.bench.made_book import TODAY, clock
from tests.bench.table import Figure

TIMES = 60


def figures(copy: Path) -> Iterator[Figure]:
    """A fridge with a serial and two coverages and a fan, part paid, with a promise."""
    with Book.open(copy, clock=clock()) as book:
        people = book.customers.ids("seen", descending=True)[: TIMES + 5]
        products = book.products.ids()[:2]
        commits: list[str] = []
        book.store._connection.set_trace_callback(
            lambda sql: commits.append(sql) if sql.lstrip().upper().startswith("COMMIT") else None
        )
        spent = []
        for place, who in enumerate(people):
            draft = _draft(who, products, place)
            began = time.process_time()
            book.sales.record_sale(draft)
            spent.append((time.process_time() - began) * 1000)
        book.store._connection.set_trace_callback(None)
    syncs = len(commits) / len(people)
    yield Figure("sale_commits", "commits (and so disk syncs) a sale", syncs, "", 1, 1, scales=False)
    yield Figure("sale", "processor time of a sale", statistics.median(spent[5:]), "ms", 2, 5)


def _draft(who: int, products: list[int], place: int) -> SaleDraft:
    fridge = LineDraft(
        name="ফ্রিজ",
        product_id=products[0],
        unit_price_paisa=3_200_000,
        serials=(f"BENCH{place:06d}",),
        coverages=(CoverageDraft("parts", "", 2, "year"), CoverageDraft("service", "", 5, "year")),
    )
    fan = LineDraft(name="ফ্যান", product_id=products[1], unit_price_paisa=315_000)
    return SaleDraft(TODAY, (fridge, fan), who, paid_paisa=2_000_000, promised_on=TODAY.replace(day=28))
