"""What protection costs: the same book plain and protected, measured in turns in one process."""

from __future__ import annotations

import os
import statistics
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from shopbook.book import Book
from shopbook.customers.model import CustomerDraft
from shopbook.protection.operations import Prepared, switch_on, unlock
from shopbook.storage.vault import Vault
from tests.bench import made_book
from tests.bench.search import TYPED
from tests.bench.table import Figure, timed

PHRASE = "four words nobody guesses"
ROUNDS, SAVES = 7, 40


def figures(plain: Path) -> Iterator[Figure]:
    """Opening, saving, searching and the day's list; the floor is the plain book. `plain` may be written."""
    with _own_folder(), made_book.copy_of(plain) as locked:
        vault, made, code = Vault.new(PHRASE)
        lasted = timed(lambda: switch_on(locked, Prepared(code, vault, made), code.text))
        size = plain.stat().st_size / 1e6
        yield Figure("protect", f"protecting {size:.0f} MB, per MB", lasted / size, "ms", 60, 200)
        yield Figure(
            "unlock", "the passphrase to the key", timed(lambda: unlock(locked, PHRASE)), "ms", 350, 800
        )
        key = unlock(locked, PHRASE)
        books = {"plain": (plain, None), "protected": (locked, key)}
        taken: dict[str, dict[str, list[float]]] = {name: {} for name in books}
        for _round in range(ROUNDS):
            for name, (path, its_key) in books.items():
                for what, ms in _sitting(path, its_key):
                    taken[name].setdefault(what, []).append(ms)
    goals = {"open": (40, 150), "save": (8, 25), "find": (6, 25), "day": (250, 900)}
    titles = {
        "open": "opening a protected book",
        "save": "saving a customer in it",
        "find": "a search query in it, p50",
        "day": "the day's list of it",
    }
    for what, title in titles.items():
        yield Figure(
            f"protected_{what}",
            title,
            statistics.median(taken["protected"][what]),
            "ms",
            *goals[what],
            floor=statistics.median(taken["plain"][what]),
        )


@contextmanager
def _own_folder() -> Iterator[None]:
    """The copies of keys go into a folder of their own, not into that of the program on this computer."""
    before = os.environ.get("SHOPBOOK_DATA")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["SHOPBOOK_DATA"] = folder
        try:
            yield
        finally:
            del os.environ["SHOPBOOK_DATA"]
            if before is not None:
                os.environ["SHOPBOOK_DATA"] = before


def _sitting(path: Path, key: bytes | None) -> Iterator[tuple[str, float]]:
    opened: list[Book] = []
    yield "open", timed(lambda: opened.append(Book.open(path, made_book.clock(), key=key)))
    with opened[0] as book:
        yield "day", timed(book.followups.today)
        for text in TYPED:
            book.search.hits(text)
        yield "find", statistics.median(timed(lambda text=text: book.search.hits(text)) for text in TYPED)
        yield "save", statistics.median(timed(_save(book, number)) for number in range(SAVES))


def _save(book: Book, number: int) -> Callable[[], object]:
    return lambda: book.customers.add(CustomerDraft(name=f"নতুন গ্রাহক {number}"))
