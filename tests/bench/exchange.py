"""Taking a list of 20,000 rows in: read, understood, matched, indexed, journaled, undoable."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from pathlib import Path

import sqlcipher3

from shopbook.book import Book
from tests.bench.made_book import clock
from tests.bench.table import Figure, timed

# Budgets are written for 100,000 rows: 8 s wanted, 20 s at most.
GOAL_MS, LIMIT_MS = 0.08, 0.20


def figures(copy: Path, rows: int) -> Iterator[Figure]:
    """Into the full book; one row in ten is somebody who is there already."""
    file = copy.with_name("list.csv")
    with Book.open(copy, clock=clock()) as book:
        known = [(row.name, row.phone) for row in book.customers.rows(book.customers.ids()[: rows // 10])]
        _write(file, rows, known)
        floor = timed(lambda: _plain(file))
        found = timed(lambda: book.exchange.run(file))
    file.unlink()
    yield Figure(
        "import",
        f"import of {rows} rows",
        found / 1000,
        "s",
        rows * GOAL_MS / 1000,
        rows * LIMIT_MS / 1000,
        floor=floor / 1000,
    )


def _write(file: Path, rows: int, known: list[tuple[str, str]]) -> None:
    chance = random.Random(5)
    names = ("রহিম উদ্দিন", "Karim Mia", "ফাতেমা বেগম", "Salma Khatun", "আনোয়ার হোসেন", "গোপাল দাস")
    with file.open("w", encoding="utf-8", newline="") as sink:
        out = csv.writer(sink)
        out.writerow(("ক্রমিক", "নাম", "মোবাইল", "ঠিকানা", "বাকি"))
        for number in range(1, rows + 1):
            if number % 10 == 0 and known:
                name, phone = known[number % len(known)]
            else:
                name, phone = f"{chance.choice(names)} {number}", f"018{chance.randrange(10**8):08d}"
            out.writerow((number, name, phone, "সাভার বাজার", chance.choice(("", "", "৫০০", "1200"))))


def _plain(file: Path) -> None:
    """The floor: the same rows read and put into a table with one index, nothing understood."""
    base = sqlcipher3.connect(":memory:")
    base.execute("CREATE TABLE t(a, b, c, d, e)")
    base.execute("CREATE INDEX t_c ON t(c)")
    with file.open(encoding="utf-8", newline="") as source:
        base.executemany("INSERT INTO t VALUES (?, ?, ?, ?, ?)", csv.reader(source))
    base.commit()
    base.close()
