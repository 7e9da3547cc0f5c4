"""What this computer remembers of the books it opened: a file outside them, by which a copy is told from the book.

It is a memory, not a source: unreadable, lost or not writable, it is begun anew and nobody is kept from a book.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from pathlib import Path

from shopbook import paths
from shopbook.clock import from_instant, to_instant

FILE = "books.json"
# More incarnations of one book than this nobody goes back to.
_MOST_LEFT = 50


@dataclass(frozen=True, slots=True)
class Seen:
    """How this computer last saw a book. left: the tokens of its incarnations that are over."""

    token: str
    seq: int
    incarnation: int
    path: str
    at: str
    left: tuple[str, ...] = field(default=())


class Registry:
    """The books this computer opened, by their `journal_state.book`. Nothing here ever raises."""

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self._books: dict[str, Seen] = {}
        self.writer: int | None = None
        try:
            self._file = file or paths.data_dir() / FILE
            self._read(json.loads(self._file.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            pass

    def _read(self, kept: object) -> None:
        if not isinstance(kept, dict):
            return
        writer = kept.get("writer")
        self.writer = writer if isinstance(writer, int) and 0 <= writer < 1024 else None
        for book, told in kept["books"].items():
            told["left"] = tuple(told.get("left", ()))
            seen = Seen(**told)
            if (
                isinstance(seen.seq, int)
                and isinstance(seen.token, str)
                and isinstance(seen.incarnation, int)
            ):
                self._books[str(book)] = seen

    def seen(self, book: str) -> Seen | None:
        """How a book was last seen here, None when it never was."""
        return self._books.get(book)

    def note(self, book: str, token: str, seq: int, incarnation: int, path: Path, at: datetime) -> None:
        """Remember a book as it is now. A token that gives way to another is remembered as left."""
        before = self._books.get(book)
        left = before.left if before else ()
        if before and before.token != token and before.token not in left:
            left = (*left, before.token)[-_MOST_LEFT:]
        left = tuple(one for one in left if one != token)
        self._books[book] = Seen(token, seq, incarnation, _name(path), from_instant(at), left)
        self._write()

    def keep_writer(self, writer: int) -> None:
        """Remember this computer's part of ids: without a network card the computer tells another one each time."""
        self.writer = writer
        self._write()

    def moved(self, old: Path, new: Path) -> None:
        """The book that lay at one place lies at another now."""
        book = self.book_at(old)
        if book:
            self._books[book] = replace(self._books[book], path=_name(new))
            self._write()

    def book_at(self, path: Path) -> str:
        """Which book was open at this place last; empty when none was."""
        name = _name(path)
        found = [(seen.at, book) for book, seen in self._books.items() if seen.path == name]
        return max(found)[1] if found else ""

    def last_at(self, path: Path) -> datetime | None:
        """When a book was last open at this place."""
        name = _name(path)
        instants = [seen.at for seen in self._books.values() if seen.path == name]
        try:
            return to_instant(max(instants)) if instants else None
        except ValueError:
            return None

    def _write(self) -> None:
        """Replaced as a whole. Not synced: after a power cut an old or empty registry does no harm."""
        if self._file is None:
            return
        kept = {"version": 1, "writer": self.writer, "books": {k: asdict(v) for k, v in self._books.items()}}
        part = self._file.with_name(f"{self._file.name}.{os.getpid()}.part")
        try:
            part.write_text(json.dumps(kept), encoding="utf-8")
            part.replace(self._file)
        except OSError:
            part.unlink(missing_ok=True)


def _name(path: Path) -> str:
    try:
        return str(path.resolve())
    except OSError:
        return str(path)
