"""Whom a row belongs to: somebody in the book, an earlier row of the same file, or nobody yet. Only reads.

What is then written lives in operations; what a row says was read in plan.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from shopbook.customers.operations import name_sort_key
from shopbook.errors import Message
from shopbook.exchange.plan import Candidate
from shopbook.search.fold import fine_key, is_honorific, skeleton_keys, words
from shopbook.storage.connection import Row
from shopbook.storage.store import Reader

Outcome = Literal["added", "matched", "rejected"]
_CHUNK = 500
_LIVE = "c.deleted_at IS NULL AND c.merged_into_id IS NULL"
# An opening due that was not taken back since.
_OPENINGS = (
    "SELECT l.customer_id, sum(l.amount_paisa) AS paisa FROM ledger l WHERE l.kind = 'opening' AND NOT EXISTS "
    "(SELECT 1 FROM ledger r WHERE r.reverses_id = l.id) AND l.customer_id IN ({marks}) GROUP BY l.customer_id"
)
_SEEN = (
    "SELECT i.row_hash, i.customer_id, i.ledger_id IS NOT NULL AS posted FROM import_row i "
    "JOIN import_batch b ON b.id = i.batch_id JOIN customer c ON c.id = i.customer_id "
    f"WHERE b.undone_on IS NULL AND {_LIVE} AND i.row_hash IN ({{marks}}) ORDER BY posted"
)
_PHONES = (
    "SELECT p.key10, c.id, c.name FROM customer_phone p JOIN customer c ON c.id = p.customer_id "
    f"WHERE p.deleted_at IS NULL AND {_LIVE} AND p.key10 IN ({{marks}}) ORDER BY c.id DESC"
)


@dataclass(frozen=True, slots=True)
class Match:
    """A row with what becomes of it.

    customer_id: the customer in the book it belongs to. same_as_row: the earlier row of this file it belongs to.
    due_paisa: what goes into the ledger. notes: what to tell about it; review: a person should look at it.
    """

    row: Candidate
    outcome: Outcome
    customer_id: int | None = None
    same_as_row: int | None = None
    due_paisa: int = 0
    notes: tuple[Message, ...] = ()
    review: bool = False
    choice: str = "fill"
    """Of a matched row: what is done with the customer's page (decisions.Choice)."""


def match(reader: Reader, candidates: Sequence[Candidate]) -> list[Match]:
    """Every row of a file with its outcome, in the file's order."""
    return list(_Matcher(reader, candidates).matches())


class _Matcher:
    """The book's answers for one file, asked in bulk, and what the file itself has brought so far."""

    def __init__(self, reader: Reader, candidates: Sequence[Candidate]) -> None:
        self._reader = reader
        self._candidates = candidates
        keys = list(dict.fromkeys(key for one in candidates for key in one.keys))
        self._by_phone: dict[str, tuple[int, str]] = {
            row["key10"]: (row["id"], row["name"] or "") for row in self._in(_PHONES, keys)
        }
        prints = [one.fingerprint for one in candidates if one.due_paisa or not one.keys]
        known = reader.value("SELECT EXISTS (SELECT 1 FROM import_row)")
        # The last row wins, so a posted one is preferred.
        self._seen: dict[str, tuple[int, bool]] = {
            row["row_hash"]: (row["customer_id"], bool(row["posted"]))
            for row in (self._in(_SEEN, list(dict.fromkeys(prints))) if known else ())
        }
        people = {found[0] for found in self._by_phone.values()} | {found[0] for found in self._seen.values()}
        self._openings: dict[int, int] = {
            row["customer_id"]: row["paisa"] for row in self._in(_OPENINGS, sorted(people))
        }
        # What this file brought: the first row of a phone, of a name at a place, of a whole content.
        self._first_of: dict[object, Match] = {}
        self._dues_of: dict[object, set[int]] = {}

    def _in(self, sql: str, values: Sequence[object]) -> Iterator[Row]:
        for start in range(0, len(values), _CHUNK):
            chunk = values[start : start + _CHUNK]
            yield from self._reader.rows(sql.format(marks=", ".join("?" * len(chunk))), chunk)

    def matches(self) -> Iterator[Match]:
        """The rows with their outcomes; each is remembered for those after it."""
        for candidate in self._candidates:
            found = self._match(candidate)
            if found.outcome != "rejected":
                self._remember(found)
            yield found

    def _match(self, row: Candidate) -> Match:
        if row.rejected:
            return Match(row, "rejected", notes=row.problems)
        earlier = self._earlier(row)
        if earlier is not None:
            return self._with_due(
                Match(
                    row,
                    "matched",
                    customer_id=earlier.customer_id,
                    same_as_row=earlier.same_as_row
                    or (earlier.row.row_no if earlier.outcome == "added" else None),
                    notes=(*row.problems, *_other_name(earlier.row.name, row.name)),
                    review=bool(row.problems),
                ),
                earlier,
            )
        found = self._in_book(row)
        if found is None:
            return Match(row, "added", due_paisa=row.due_paisa, notes=row.problems, review=bool(row.problems))
        customer_id, name = found
        notes = (*row.problems, *_other_name(name, row.name))
        return self._with_due(
            Match(row, "matched", customer_id=customer_id, notes=notes, review=bool(row.problems))
        )

    def _earlier(self, row: Candidate) -> Match | None:
        """The earlier row of the file that is the same person."""
        return next((self._first_of[key] for key in _places(row) if key in self._first_of), None)

    def _in_book(self, row: Candidate) -> tuple[int, str] | None:
        for key in row.keys:
            if key in self._by_phone:
                return self._by_phone[key]
        if row.keys:
            return None
        if row.fingerprint in self._seen:
            return self._seen[row.fingerprint][0], row.name
        return self._by_name(row)

    def _by_name(self, row: Candidate) -> tuple[int, str] | None:
        """A row without a phone: the same name at the same place."""
        where = _where(row.area, row.address)
        if not row.name or not where:
            return None
        rows = self._reader.rows(
            f"SELECT c.id, c.name, c.area, c.address FROM customer c WHERE c.sort_key = ? AND {_LIVE}",
            (name_sort_key(row.name),),
        )
        for one in rows:
            if fine_key(one["name"] or "") == fine_key(row.name) and where & _where(
                one["area"], one["address"]
            ):
                return one["id"], one["name"]
        return None

    def _with_due(self, found: Match, earlier: Match | None = None) -> Match:
        """Decide whether a matched row's due still has to go into the ledger; a second import must not double it."""
        paisa, notes, review = found.row.due_paisa, found.notes, found.review
        who = found.customer_id if found.customer_id is not None else found.same_as_row
        if len(found.notes) > len(found.row.problems):
            review = True
        if not paisa:
            return replace(found, review=review)
        opening = self._openings.get(found.customer_id or 0)
        if opening is not None:
            known = self._seen.get(found.row.fingerprint, (0, False))
            if opening != paisa and known != (found.customer_id, True):
                told = Message(
                    "The book already has an opening due of {book_paisa}; the {file_paisa} of this row was not added.",
                    book_paisa=opening,
                    file_paisa=paisa,
                )
                return replace(found, notes=(*notes, told), review=True)
            return replace(found, review=review)
        if earlier is not None and paisa in self._dues_of.get(who, ()):
            told = Message(
                "Row {row} has the same person and the same due; it was taken once.", row=earlier.row.row_no
            )
            same = earlier.row.fingerprint == found.row.fingerprint
            return replace(found, notes=(*notes, told), review=review or not same)
        return replace(found, due_paisa=paisa, review=review)

    def _remember(self, found: Match) -> None:
        for key in _places(found.row):
            self._first_of.setdefault(key, found)
        who = found.customer_id if found.customer_id is not None else (found.same_as_row or found.row.row_no)
        if found.due_paisa:
            self._dues_of.setdefault(who, set()).add(found.due_paisa)


def _places(row: Candidate) -> Iterator[object]:
    """What an earlier row is recognised by: its phones; without any, its name at its place, or its whole content."""
    yield from row.keys
    if not row.keys:
        yield "content", row.fingerprint
        for place in sorted(_where(row.area, row.address)):
            yield "name", fine_key(row.name), place


def _where(area: str | None, address: str | None) -> set[str]:
    return {key for key in (fine_key(area or ""), fine_key(address or "")) if key}


def _other_name(known: str, written: str) -> tuple[Message, ...]:
    """A note when the two names have no word in common, in either script: families share phones."""
    if not known or not written or known == written:
        return ()
    one, other = _sounds(known), _sounds(written)
    if one & other or not one or not other:
        return ()
    return (Message("This phone belongs to {known}; this row says {written}.", known=known, written=written),)


def _sounds(name: str) -> set[str]:
    given = [word for word in words(name) if not is_honorific(fine_key(word))]
    return set(skeleton_keys([" ".join(given)]).split())
