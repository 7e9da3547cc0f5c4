"""The day's list computed from the facts, without the window."""

from __future__ import annotations

from collections.abc import Iterator

from shopbook.book import Book
from tests.bench.table import Figure, median_of


def figures(book: Book) -> Iterator[Figure]:
    """All rules, ranked."""
    book.followups.today()
    found = median_of(book.followups.today, 9)
    cards = book.followups.today()
    note = f"{len(cards.cards)} cards now, {len(cards.later)} later"
    yield Figure("today", "today's list, all rules, ranked", found, "ms", 15, 60, note=note)
