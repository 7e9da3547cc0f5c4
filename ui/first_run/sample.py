"""The sample shop: a separate book to look around in, made when asked for and thrown away with one press.

What is in it is told by shopbook.demo.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from shopbook import paths
from shopbook.clock import Clock
from shopbook.progress import Progress

if TYPE_CHECKING:
    from shopbook.book import Book

FOLDER = "sample"
FILE = "sample.shopbook"
MARK = "sample_shop"


def place() -> Path:
    """Where this computer's sample shop is, made or not; a folder of its own, away from the shop's own books."""
    return paths.data_dir() / FOLDER / FILE


def make(path: Path, clock: Clock, progress: Progress) -> Path:
    """Make the sample shop at `path`; Cancelled and the BookErrors leave no file behind."""
    from shopbook.book import Book
    from shopbook.demo import make_demo

    path.parent.mkdir(parents=True, exist_ok=True)
    make_demo(path, clock=clock, progress=progress)
    with Book.open(path, clock) as book:
        book.settings.keep(MARK, True)
    return path


def is_sample(book: Book) -> bool:
    """True for a book that was made as a sample, wherever its file is now."""
    return book.settings.kept(MARK) is True


def throw_away(path: Path) -> None:
    """Delete a closed sample shop with what lies beside it; nothing of anybody's is in it."""
    for part in (path, *(Path(f"{path}{end}") for end in ("-wal", "-shm", ".lock"))):
        part.unlink(missing_ok=True)
