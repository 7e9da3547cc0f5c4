"""A counter on a drive that fills up, turns read-only or is pulled out in the middle of the day, and comes back.

Run as `python -m tests.faults.sick_drive BOOK ACKS FAULT`; prints one JSON line: what the shopkeeper read.
"""

from __future__ import annotations

import json
import random
import sys
from itertools import islice
from pathlib import Path

from tests.faults import apsw_driver, power_drive

apsw_driver.install()

from shopbook.book import Book  # noqa: E402 -- storage must find the driver above
from shopbook.errors import StorageError  # noqa: E402
from tests.faults.counter import works  # noqa: E402

DEEDS, TRIES = 30, 20


def main(path: Path, acks: Path, fault: str) -> None:
    """Work, suffer, work again; every confirmed deed goes into ACKS."""
    vfs = power_drive.PowerVFS()
    chance = random.Random(5)
    book = Book.open(path)
    facts = list(islice(works(book, chance), DEEDS))
    vfs.drive.fault = fault
    told: dict[str, str] = {}
    for _try in range(TRIES):
        try:
            facts += islice(works(book, chance), 1)
        except StorageError as error:
            told = {
                "error": type(error).__name__,
                "said": str(error.message),
                "advice": str(error.advice or ""),
            }
    vfs.drive.fault = ""
    facts += islice(works(book, chance), DEEDS)
    book.close()
    acks.write_text("".join(json.dumps(fact) + "\n" for fact in facts))
    print(json.dumps({**told, "confirmed": len(facts)}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
