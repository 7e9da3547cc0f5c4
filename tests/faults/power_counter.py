"""A scripted counter on a drive whose power fails, many times.

Run as `python -m tests.faults.power_counter BOOK FOLDER CUTS SEED [lying]`. For each cut FOLDER/<n>/ holds what the
platter kept and `acks.jsonl`, what had been confirmed by then. power.py looks at
them with the program's own driver.
"""

from __future__ import annotations

import json
import random
import shutil
import sys
import tempfile
from pathlib import Path

from tests.faults import apsw_driver, power_drive

apsw_driver.install()

from shopbook.book import Book  # noqa: E402 -- storage must find the driver above
from shopbook.errors import StorageError  # noqa: E402
from tests.faults.counter import works  # noqa: E402

# A deed of the counter is some 40 to 150 writes, opening the book a few; after some 2,000 the log is carried over into
# the book, where a cut hurts most.
MOST_WRITES = (900, 8000)


def main(book: Path, folder: Path, cuts: int, seed: int, *, lying: bool) -> None:
    """Cut the power `cuts` times, each over a fresh copy of the book."""
    vfs = power_drive.PowerVFS()
    chance = random.Random(seed)
    for number in range(cuts):
        vfs.drive = power_drive.Drive(lies=lying)
        with tempfile.TemporaryDirectory() as here:
            path = Path(here) / book.name  # the same name every time; the platter is another
            shutil.copy(book, path)
            facts = _work_in_the_dark(path, vfs, chance)
            left = folder / str(number)
            left.mkdir()
            vfs.drive.survivors(left, chance)
            (left / "acks.jsonl").write_text("".join(json.dumps(fact) + "\n" for fact in facts))


def _work_in_the_dark(
    path: Path, vfs: power_drive.PowerVFS, chance: random.Random
) -> list[dict[str, object]]:
    facts: list[dict[str, object]] = []
    vfs.drive.cut_at = chance.randrange(1, chance.choice(MOST_WRITES))
    try:
        opened = Book.open(path)
        for fact in works(opened, chance):
            facts.append(fact)
    except StorageError:
        assert vfs.drive.is_dark, "the counter stopped though the light was on"
    return facts


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]), lying="lying" in sys.argv)
