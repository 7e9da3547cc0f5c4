"""The query behind every keystroke, without the window."""

from __future__ import annotations

from collections.abc import Iterator

from shopbook.book import Book
from tests.bench.table import Figure, percentile, timed

# As people type: names in both scripts with titles and slips, areas, runs of phone digits, a memo number.
TYPED = (
    *("রহিম", "মোঃ রফিক", "ফাতেমা বেগম", "আনোয়ার হোসেন", "লক্ষ্মী রানী", "হেমায়েতপুর", "শিরিন"),
    *("rahim", "md rafiq", "fatema", "anwar hossain", "lokkhi", "jamal", "chowdhuri", "shirin"),
    *("01711", "০১৮১২", "5678", "৯৮৭৬", "A-000124", "মিয়া ৫৬", "karim 34"),
)


def figures(book: Book) -> Iterator[Figure]:
    """Every prefix of what people type."""
    for text in TYPED:
        book.search.hits(text)
    found = [
        timed(lambda so_far=text[:end]: book.search.hits(so_far))
        for text in TYPED
        for end in range(1, len(text) + 1)
    ]
    large = book.customers.count() > 500_000 or int(book.store.value("SELECT count(*) FROM sale")) > 500_000
    yield Figure("search", "search query as typed, p95", percentile(found, 0.95), "ms", 8 if large else 3, 25,
                 note=f"p50 {percentile(found, 0.5):.2f}")  # fmt: skip
