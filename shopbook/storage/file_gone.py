"""Whether the file of an open book is still where it was, and what is said when it is not, or may not be written."""

from __future__ import annotations

from pathlib import Path

from shopbook.errors import BookReadOnly, DiskFailed, Message


def file_at(path: Path) -> tuple[int, int] | None:
    """Which file lies at a path, as the drive counts them; None when there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def only_read() -> BookReadOnly:
    """Somebody saves in a book that is open to be read."""
    return BookReadOnly(
        Message("The book is open to be read only. This was not saved."),
        Message("What you typed stays where it is. What to do stands at the top of the window."),
    )


def moved() -> DiskFailed:
    """Somebody saves while the file is not where it was opened."""
    return DiskFailed(
        Message("The book's file was moved, renamed or deleted while it was open. This was not saved."),
        Message(
            "Put the file back in its place, then press Save again. Until then do not close the program."
        ),
    )
