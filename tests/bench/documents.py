"""A warranty card as PDF: the first one of a start, and one after another."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from shopbook.book import Book
from tests.bench.made_book import TODAY
from tests.bench.table import Figure, median_of, timed

ROOT = Path(__file__).resolve().parents[2]


def figures(path: Path) -> Iterator[Figure]:
    """In a fresh process, as it happens at the counter."""
    command = [sys.executable, "-m", "tests.bench.documents", str(path), TODAY.isoformat()]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, env=dict(os.environ))
    first, warm = map(float, done.stdout.split())
    yield Figure("card_first", "the first warranty card after a start", first, "ms", 200, 400)
    yield Figure("card", "a warranty card", warm, "ms", 12, 25)


def _measure(path: Path) -> None:
    with Book.beside(path) as book:
        shop = book.settings.shop()
        ids = book.warranties.newest_ids(40)

        def card(one: int) -> None:
            from shopbook.documents import papers, warranty_card

            found = book.warranties.card(one)
            customer = book.customers.get(found.customer_id) if found.customer_id else None
            warranty_card.warranty_card("A5", papers.card_paper(shop, found, customer))

        first = timed(lambda: card(ids[0]))
        rest = iter(ids[1:])
        warm = median_of(lambda: card(next(rest)), len(ids) - 1)
    print(first, warm)


if __name__ == "__main__":
    _measure(Path(sys.argv[1]))
