"""What was found in a backup or a damaged book, and what became of it, as plain values. Nothing is read here."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path

from shopbook.errors import Message
from shopbook.storage.proving import Counts


@dataclass(frozen=True, slots=True)
class LastSale:
    """A memo as a person recognises it: its number, day, whose it is (empty: over the counter) and what it came to."""

    memo_no: str
    sold_on: dt.date
    customer: str
    total_paisa: int


@dataclass(frozen=True, slots=True)
class Inside:
    """What a backup holds, read from a private copy: the newest names and memos first, at most twenty of each.

    schema: the version it was written by; is_older: this program brings it up to date when it is restored.
    """

    counts: Counts
    shop_name: str
    customers: tuple[str, ...]
    last_sales: tuple[LastSale, ...]
    schema: int
    is_older: bool
    book: str
    bytes: int


@dataclass(frozen=True, slots=True)
class Restored:
    """A backup that is the book now. set_aside: where the book before it lies (None: there was none)."""

    set_aside: Path | None
    counts: Counts
    incarnation: int
    site: str


@dataclass(frozen=True, slots=True)
class Drill:
    """One restore for practice: which backup, whether it opened with everything in it, and what it held.

    problem: what was not right, as a sentence; None when all is well.
    """

    at: dt.datetime
    path: Path | None
    good: bool
    counts: Counts | None
    problem: Message | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """What can be had back of a damaged book: its newest good backup, and what the damaged file knows beyond it.

    backup None: no backup of this book was found, only salvage is left. operations_after: saves since that backup.
    lost_rows: journal rows since that backup which the damaged file can no longer tell.
    """

    backup: Path | None
    made_at: dt.datetime | None
    journal_rows_after: int = 0
    operations_after: int = 0
    lost_rows: int = 0
    last_known_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Rescued:
    """A book put together from a backup and the journal of a damaged file.

    replayed: journal rows written anew; refused: rows that no longer fitted (their sentence in English, for the
    report); lost: rows between the first and the last that the file could not tell any more.
    """

    path: Path
    counts: Counts
    replayed: int
    lost: int
    refused: tuple[str, ...] = ()
    last_known_at: dt.datetime | None = None
    incarnation: int = 1
    site: str = "A"


@dataclass(frozen=True, slots=True)
class Part:
    """What became of one table in a salvage: rows found, of these known by the journal only, unsure, and lost.

    by_journal: the row's page was gone, its journal told it whole. unsure: only one witness, or two that disagree.
    lost: the journal knows that there was such a row, and nothing tells what stood in it.
    """

    table: str
    found: int = 0
    by_journal: int = 0
    unsure: int = 0
    lost: int = 0


@dataclass(frozen=True, slots=True)
class Salvaged:
    """A new book made of what the single pages of a damaged file still told."""

    path: Path
    counts: Counts
    parts: tuple[Part, ...]
    pages: int
    lost_pages: int
    orphans: tuple[str, ...] = field(default=())
    unsure: tuple[tuple[str, int], ...] = field(default=())
    incarnation: int = 1
    site: str = "A"

    @property
    def found(self) -> int:
        """How many rows there are in the new book."""
        return sum(part.found for part in self.parts)

    @property
    def lost(self) -> int:
        """How many rows are known to be lost."""
        return sum(part.lost for part in self.parts)
