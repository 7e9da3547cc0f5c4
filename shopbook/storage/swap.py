"""One file becomes the book, and what was there before is set aside as a whole: database, log, key. Nothing is opened.

Several renames cannot be one. What is to be done is therefore written down first and synced; whoever comes next, after
a power cut or a kill, finishes it before the book is opened. A leftover -wal beside another database would spoil it.
"""

from __future__ import annotations

import datetime as dt
import json
import os
from pathlib import Path

from shopbook.clock import file_stamp
from shopbook.storage.syncing import sync_file, sync_folder

# Everything that belongs to a book's file, by what is put behind its name.
PARTS = ("", "-wal", "-shm", ".key")
_PLAN = ".swap"


def aside_name(book: Path, now: dt.datetime) -> Path:
    """The name under which a book is set aside: `<book>.set-aside-20261121-170000`, one that is not taken."""
    stamp = file_stamp(now)
    made, number = book.with_name(f"{book.name}.set-aside-{stamp}"), 2
    while any(part_of(made, part).exists() for part in PARTS):
        made, number = book.with_name(f"{book.name}.set-aside-{stamp}-{number}"), number + 1
    return made


def part_of(book: Path, part: str) -> Path:
    """The file of a book's database (""), log or key."""
    return book.with_name(book.name + part)


def swap(new: Path, book: Path, aside: Path) -> bool:
    """Put `new` (closed, complete, in the same folder, its key as `<new>.key`) where `book` is.

    Returns whether there was anything to set aside. Raises OSError; then, or when killed, `finish` does the rest.
    """
    for leftover in (part_of(new, "-wal"), part_of(new, "-shm")):
        leftover.unlink(missing_ok=True)
    keyed = part_of(new, ".key").exists()
    there = [part for part in PARTS if part_of(book, part).exists()]
    moves = [(part_of(book, part), part_of(aside, part)) for part in there]
    if keyed:
        moves.append((part_of(new, ".key"), part_of(book, ".key")))
    sync_file(new)
    # The last move is the sign that all before it are done.
    plan: dict[str, object] = {"moves": [(one.name, other.name) for one, other in moves], "new": new.name}
    _write(_plan(book), plan)
    finish(book)
    return bool(there)


def is_pending(book: Path) -> bool:
    """True when a swap of this book was broken off and waits to be finished."""
    return _plan(book).exists()


def finish(book: Path) -> None:
    """Do what is left of a swap; harmless when nothing is. The caller holds the book's lock."""
    try:
        plan = json.loads(_plan(book).read_text(encoding="utf-8"))
        moves = [(book.with_name(one), book.with_name(other)) for one, other in plan["moves"]]
        new = book.with_name(plan["new"])
    except FileNotFoundError:
        return
    except (OSError, ValueError, KeyError, TypeError):
        _plan(book).unlink(missing_ok=True)  # a plan that was never complete: nothing was moved by it
        return
    if new.exists():
        for one, other in moves:
            # A name that is taken already was moved before the kill; what stands at its place now is the new book's.
            if one.exists() and (not other.exists() or other == part_of(book, ".key")):
                one.replace(other)
        sync_folder(book.parent)
        new.replace(book)
        sync_folder(book.parent)
    _plan(book).unlink(missing_ok=True)
    sync_folder(book.parent)


def _plan(book: Path) -> Path:
    return book.with_name(book.name + _PLAN)


def _write(path: Path, plan: dict[str, object]) -> None:
    part = path.with_name(path.name + ".part")
    with part.open("w", encoding="utf-8") as file:
        json.dump(plan, file)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
    sync_folder(path.parent)
