"""Opening a book of the fault tests, plain or protected, always by the same words."""

from __future__ import annotations

from pathlib import Path

from shopbook.book import Book
from shopbook.errors import BookProtected

PASSPHRASE = "বৃষ্টির দিনে ইলিশ"


def opened(path: Path) -> Book:
    """The book at `path`, open for writing; any failure is for the caller."""
    try:
        return Book.open(path)
    except BookProtected:
        return Book.open(path, passphrase=PASSPHRASE)
