"""The lock that lets one program at a time hold a book. Locks of single writes are SQLite's own affair.

An operating-system lock on a kept-open file beside the book: free at once when the program dies, unlike a lock file
that names a process or a host and outlives a rename of the PC.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import TracebackType

from shopbook.errors import BookInUse, BookReadOnly, Message


class BookLock:
    """Holds `<book>.lock` until closed. Keep the object: when it is collected the lock is gone."""

    def __init__(self, book: Path) -> None:
        """Take the lock, or raise BookInUse; BookReadOnly when the folder cannot be written."""
        self.path = book.with_name(book.name + ".lock")
        try:
            self._descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as error:
            raise BookReadOnly(
                Message("The folder of the book cannot be written."),
                Message("Take away the write protection, or copy the book to this computer's own disk."),
            ) from error
        try:
            _lock(self._descriptor)
        except OSError as error:
            os.close(self._descriptor)
            raise BookInUse(
                Message("This book is already open in another window."),
                Message("Use the window that is open. If you cannot see it, restart the computer."),
            ) from error

    def release(self) -> None:
        """Give the lock up; harmless when done twice."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def __enter__(self) -> BookLock:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
