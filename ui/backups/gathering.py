"""What the backups page shows, gathered beside the window: a pen drive answers slowly. Nothing is shown here."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from shopbook.backups.model import Backup, Drive, Entry, Kept, Place, State
from shopbook.book import Book

# The newest drill is a month away at most; among so many lines of the log it is found.
LOOKED_BACK = 800


@dataclass(frozen=True, slots=True)
class Safety:
    """How safe the book is now: its backups and places, the last drill and the last full check."""

    state: State
    kept: Kept | None
    backups: tuple[Backup, ...]
    places: tuple[Place, ...]
    drives: tuple[Drive, ...]
    drill: Entry | None
    check: Entry | None
    at: dt.datetime


def gather(book: Book) -> Safety:
    """Ask everything of a connection of one's own."""
    backups = book.backups
    entries = backups.entries(LOOKED_BACK)
    return Safety(
        state=backups.state(book.clock.now()),
        kept=backups.last_good(),
        backups=tuple(backups.list()),
        places=tuple(backups.places()),
        drives=tuple(backups.drives()),
        drill=next((entry for entry in entries if entry.what == "drill"), None),
        check=next((entry for entry in entries if entry.what == "check"), None),
        at=book.clock.now(),
    )
