"""Saving a sale."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from shopbook.book import Book
from shopbook.products.model import CoverageDraft
from shopbook.sales.model import LineDraft, SaleDraft
from tests.bench.made_book import TODAY, clock
from tests.bench.saves import saved
from tests.bench.table import Figure

TIMES = 60


def figures(copy: Path) -> Iterator[Figure]:
    """A fridge with a serial and two coverages and a fan, part paid, with a promise."""
    with Book.open(copy, clock=clock()) as book:
        people = book.customers.ids("seen", descending=True)[: TIMES + 5]
        products = book.products.ids()[:2]
        drafts = [_draft(who, products, place) for place, who in enumerate(people)]
        yield from saved(book, "sale", "of a sale", [partial(book.sales.record_sale, one) for one in drafts])


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
