"""Backing the book up, against a plain copy that is looked through, and how long the counter waits meanwhile."""

from __future__ import annotations

import os
import shutil
import statistics
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import cycle
from pathlib import Path

from shopbook.backups import naming
from shopbook.book import Book
from shopbook.sales.model import LineDraft, SaleDraft
from shopbook.storage.connection import connect
from tests.bench.made_book import TODAY, clock
from tests.bench.table import Figure, percentile, timed

# A larger book is copied once: the medians of three would take minutes.
LARGE_BYTES = 1 << 30
# Fewer saves have no 95th of a hundred.
LEAST_SAVES = 120
# A sale every so often: faster than any hand, slow enough that the disk is not only ours.
PAUSE_SECONDS = 0.01


def figures(copy: Path) -> Iterator[Figure]:
    """The whole way to a proved backup, then the same beside a counter that sells."""
    rounds = 1 if copy.stat().st_size > LARGE_BYTES else 3
    folder = naming.default_folder(copy)
    try:
        with Book.open(copy, clock=clock()) as book:
            floors, backups = [], []
            for _ in range(rounds):
                floors.append(timed(partial(_plainly, copy, folder)))
                backups.append(timed(partial(_back_up, book, folder, "hand")))
            floor, took = statistics.median(floors), statistics.median(backups)
            megabytes = copy.stat().st_size / 1e6
            yield Figure(
                "backup",
                "backup, proved, against a copy with quick_check",
                took / floor,
                "x",
                1.3,
                2,
                scales=False,
                note=f"{megabytes:.0f} MB in {took / 1000:.2f} s, the copy {floor / 1000:.2f} s",
            )
            alone = _sell(book, LEAST_SAVES)
            beside = _sell_beside_a_backup(book, folder)
            note = f"alone {percentile(alone, 0.95):.1f} and {max(alone):.1f} ms; {len(beside)} saves"
            yield Figure(
                "backup_save",
                "a save while the hourly backup runs, p95",
                percentile(beside, 0.95),
                "ms",
                16,
                50,
            )
            yield Figure("backup_save_worst", "the worst of them", max(beside), "ms", 50, 100, note=note)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _plainly(book: Path, folder: Path) -> None:
    """What nobody can do without: the bytes copied and synced, the pages looked through."""
    folder.mkdir(exist_ok=True)
    target = folder / "plain"
    shutil.copyfile(book, target)
    with target.open("rb+") as file:
        os.fsync(file.fileno())
    connection = connect(target, untouched=True)
    assert connection.execute("PRAGMA quick_check").fetchone()[0] == "ok"
    connection.close()
    target.unlink()


def _back_up(book: Book, folder: Path, why: str) -> None:
    book.backups.make(why)
    for path in folder.iterdir():
        path.unlink()


@dataclass
class _Backing:
    """Backups, one after the other, on a thread and a connection of their own, as the window's jobs are."""

    book: Book
    folder: Path
    over: threading.Event = field(default_factory=threading.Event)
    made: int = 0
    failed: BaseException | None = None

    def run(self) -> None:
        try:
            with self.book.second() as other:
                while not self.over.is_set():
                    _back_up(other, self.folder, "hour")
                    self.made += 1
        except BaseException as error:
            self.failed = error


def _sell_beside_a_backup(book: Book, folder: Path) -> list[float]:
    """The milliseconds of each save, from the beginning of a backup until at least one is whole."""
    backing = _Backing(book, folder)
    thread = threading.Thread(target=backing.run)
    thread.start()
    waited: list[float] = []
    while (len(waited) < LEAST_SAVES or not backing.made) and backing.failed is None:
        waited += _sell(book, 10)
    backing.over.set()
    thread.join()
    if backing.failed is not None:
        raise backing.failed
    return waited


def _sell(book: Book, times: int) -> list[float]:
    people = cycle(book.customers.ids("seen", descending=True)[:40])
    product = book.products.ids()[0]
    line = LineDraft(name="ফ্যান", product_id=product, unit_price_paisa=315_000)
    waited = []
    for _, who in zip(range(times), people, strict=False):
        draft = SaleDraft(TODAY, (line,), who, paid_paisa=315_000)
        waited.append(timed(partial(book.sales.record_sale, draft)))
        time.sleep(PAUSE_SECONDS)
    return waited
