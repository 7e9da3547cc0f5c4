"""The process in which spoiled files are taken in: says which seed it begins, and dies of what a person would see.

`python3 -m tests.fuzz.counter FOLDER FIRST STEP`: seeds FIRST, FIRST + STEP, ... until it is ended. It may have a
gigabyte of memory beyond what it starts with.
"""

from __future__ import annotations

import datetime as dt
import resource
import sys
import traceback
from pathlib import Path
from random import Random

from shopbook.book import Book
from shopbook.clock import FixedClock
from shopbook.customers.model import CustomerDraft, PhoneDraft
from shopbook.errors import Cancelled, Message, ShopbookError
from shopbook.exchange.call_log_reading import read_call_log
from shopbook.settings.model import ShopDraft
from tests.fuzz.spoiling import KINDS, spoiled

MEMORY = 1 << 30
TODAY = dt.date(2026, 11, 21)
_NAMES = ("রহিম", "মোঃ আব্দুর রহমান", "Karim Ahmed", "জাহাঙ্গীর আলম", "Sumaiya", "লক্ষ্মী রানী")


class AtTheEnd:
    """Cancels an import when everything but the commit was done."""

    def step(self, done: int, total: int, what: Message | None = None) -> None:
        if done >= total:
            raise Cancelled()


def make_book(folder: Path) -> Book:
    """A shop with a few customers, so that rows find somebody and searches too."""
    book = Book.create(folder / "fuzz.shopbook", ShopDraft(name_bn="দোকান"), FixedClock(TODAY))
    for place, name in enumerate(_NAMES):
        book.customers.add(CustomerDraft(name=name, phones=(PhoneDraft(f"0171122334{place}"),)))
    return book


def try_one(book: Book, folder: Path, seed: int) -> tuple[str, str]:
    """What becomes of one seed: its kind, and "taken" or the first word of the refusal. Raises what must not happen."""
    random = Random(seed)
    kind = KINDS[seed % len(KINDS)]
    data = spoiled(kind, random)
    try:
        if kind == "search":
            book.search.hits(data.decode("utf-8", "surrogateescape" if seed % 7 == 0 else "replace"))
        elif kind == "calls":
            read_call_log(data.decode("utf-8", "replace"), book.clock.now())
        else:
            path = folder / "list.bin"
            path.write_bytes(data)
            preview = book.exchange.preview(path)
            if seed % 5 == 0:
                book.exchange.run(preview, AtTheEnd())
    except Cancelled:
        return kind, "taken"
    except ShopbookError as refusal:
        assert str(refusal).strip(), "a refusal without a sentence"
        return kind, type(refusal).__name__
    return kind, "taken"


def main() -> None:
    """Run seed after seed; one line before each and one after."""
    folder, seed, step = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    with make_book(folder) as book:
        used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (used + MEMORY, resource.RLIM_INFINITY))
        while True:
            print("begin", seed, flush=True)
            try:
                kind, outcome = try_one(book, folder, seed)
            except (
                BaseException
            ) as trouble:  # a panic of a library, MemoryError, RecursionError: all are findings
                if isinstance(trouble, KeyboardInterrupt):
                    raise
                frames = traceback.extract_tb(trouble.__traceback__)[-3:]
                where = " < ".join(f"{Path(one.filename).name}:{one.lineno}" for one in reversed(frames))
                told = str(trouble)[:200].encode("ascii", "backslashreplace").decode().replace("\n", " ")
                print("found", f"{type(trouble).__name__}: {told} at {where}", flush=True)
            else:
                peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
                print("end", kind, outcome, peak, flush=True)
            seed += step


if __name__ == "__main__":
    main()
