"""A closed plain book with some customers, for the tests that protect it: its words, and what is left of them in the
file."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from shopbook.book import Book
from shopbook.clock import FixedClock
from shopbook.customers.model import CustomerDraft
from shopbook.settings.model import ShopDraft

CLOCK = FixedClock(dt.date(2026, 11, 21))
PHRASE = "চারটি শব্দ মনে থাকে"
NAME = "Zahanara Unmistakable"
WORDS = NAME.encode()


def closed_shop(folder: Path) -> Path:
    """The book, closed, in `folder`."""
    path = folder / "shop.shopbook"
    with Book.create(path, ShopDraft(name_bn="মায়ের দোয়া"), CLOCK) as book:
        for number in range(30):
            book.customers.add(CustomerDraft(name=f"{NAME} {number}"))
    return path


def names(book: Book) -> int:
    """How many of its customers a book has."""
    return len(book.store.rows("SELECT 1 FROM customer WHERE name LIKE ?", (f"{NAME}%",)))


def folder(path: Path) -> set[str]:
    """What lies beside a book, and the book itself."""
    return {found.name for found in path.parent.iterdir()} - {f"{path.name}.lock"}
