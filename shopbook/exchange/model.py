"""What an import shows before and after: plain values. The work is done in operations."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from shopbook.errors import Message
from shopbook.exchange.bijoy_columns import BijoyText
from shopbook.exchange.columns import Layout, Mapping, SkippedKind
from shopbook.exchange.decisions import Decisions, apply, is_duplicate
from shopbook.exchange.matching import Match
from shopbook.exchange.remembering import Remembered
from shopbook.exchange.sheet import Sheet, is_empty, text_of


@dataclass(frozen=True)
class Preview:
    """What a file would bring, before anything is written. Rows are customers' rows; titles and totals are skipped."""

    path: Path
    file_hash: str
    sheet: Sheet
    layout: Layout
    matches: tuple[Match, ...]
    found: tuple[Match, ...] = ()
    """The rows before anybody decided about duplicates."""
    decisions: Decisions = field(default_factory=Decisions)
    bijoy: BijoyText | None = None
    remembered: Remembered | None = None

    def decided(self, decisions: Decisions) -> Preview:
        """The preview with duplicates treated otherwise; nothing is read anew."""
        return replace(self, matches=apply(self.found, decisions), decisions=decisions)

    @property
    def duplicates(self) -> int:
        """How many rows there are to decide about."""
        return sum(map(is_duplicate, self.found))

    @property
    def mapping(self) -> Mapping:
        """What each column holds; change it with `Mapping.changed` and ask for a new preview."""
        return self.layout.mapping

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings as written in the file; "" above a column without one."""
        return self.layout.headings

    @property
    def skipped(self) -> tuple[tuple[int, SkippedKind], ...]:
        """Rows that are no customers: row number and why."""
        return self.layout.skipped

    @property
    def rows(self) -> int:
        """How many customers' rows there are."""
        return len(self.matches)

    @cached_property
    def added(self) -> int:
        """How many customers would be new."""
        return sum(one.outcome == "added" for one in self.matches)

    @cached_property
    def matched(self) -> int:
        """How many rows belong to somebody in the book or to an earlier row."""
        return sum(one.outcome == "matched" for one in self.matches)

    @cached_property
    def rejected(self) -> tuple[tuple[int, Message], ...]:
        """The rows nothing can be taken from: row number and reason."""
        return tuple((one.row.row_no, one.notes[0]) for one in self.matches if one.outcome == "rejected")

    @cached_property
    def needs_review(self) -> int:
        """How many rows would be taken but should be looked at."""
        return sum(one.review for one in self.matches)

    @cached_property
    def opening_paisa(self) -> int:
        """The dues that would go into the ledger."""
        return sum(one.due_paisa for one in self.matches)

    @cached_property
    def read_paisa(self) -> int:
        """The dues read from the file, whether new or already in the book."""
        return sum(one.row.due_paisa for one in self.matches)

    @property
    def total_differs(self) -> bool:
        """True when the file's own totals row says another sum than its rows."""
        total = self.layout.file_total_paisa
        return total is not None and total != self.read_paisa

    @property
    def notes(self) -> tuple[tuple[int, Message], ...]:
        """What to tell about rows that would be taken: row number and sentence."""
        return tuple(
            (one.row.row_no, note) for one in self.matches if one.outcome != "rejected" for note in one.notes
        )

    def samples(self, column: int, most: int = 3) -> list[str]:
        """The first different values of a column, for the person who checks the mapping."""
        found: list[str] = []
        for row in self.layout.rows:
            cell = row.cell(column)
            if not is_empty(cell) and text_of(cell) not in found:
                found.append(text_of(cell))
            if len(found) == most:
                break
        return found

    def result(self, batch: int | None = None) -> ImportResult:
        """The figures of an import of this preview; without a batch it is a rehearsal."""
        return ImportResult(
            rows=self.rows,
            added=self.added,
            matched=self.matched,
            rejected=self.rejected,
            needs_review=self.needs_review,
            batch=batch,
            opening_paisa=self.opening_paisa,
            notes=self.notes,
        )


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import did. rows = added + matched + rejected. `batch` is None after a rehearsal."""

    rows: int
    added: int
    matched: int
    rejected: tuple[tuple[int, Message], ...]
    needs_review: int
    batch: int | None
    opening_paisa: int = 0
    notes: tuple[tuple[int, Message], ...] = ()


@dataclass(frozen=True, slots=True)
class UndoResult:
    """What taking a batch back did. `kept`: customers who stay because something happened since, with the reason."""

    removed: int
    reversed_paisa: int
    kept: tuple[tuple[int, Message], ...] = ()


@dataclass(frozen=True, slots=True)
class Batch:
    """An import made earlier, for the list where it can be undone."""

    id: int
    file_name: str
    made_at: str
    rows: int
    added: int
    matched: int
    rejected: int
    needs_review: int
    opening_paisa: int
    undone: bool
