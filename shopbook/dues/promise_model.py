"""A customer's word to pay, as plain values, and what later money makes of it. SQL is elsewhere."""

from __future__ import annotations

import datetime as dt
from bisect import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from shopbook.dues.ageing import settle_papers, standing
from shopbook.dues.model import Entry


@dataclass(frozen=True, slots=True)
class PromiseState:
    """As much of a promise as deciding its state needs. `id` is time-sorted: payments with a larger one came later."""

    id: int
    due_on: dt.date
    amount_paisa: int
    sale_id: int | None = None


@dataclass(frozen=True, slots=True)
class Promise:
    """A customer's word to pay. status: open, partly, kept, broken or replaced, as of the day it was asked."""

    id: int
    customer_id: int
    sale_id: int | None
    made_on: dt.date
    due_on: dt.date
    amount_paisa: int
    paid_paisa: int
    status: str
    closed_on: dt.date | None

    @property
    def left_paisa(self) -> int:
        """What is still to come of it."""
        return max(0, self.amount_paisa - self.paid_paisa)


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """A promise to pay with who gave it, as a list shows it."""

    promise: Promise
    name: str
    phone: str
    honorific: str | None = None

    @property
    def id(self) -> int:
        """The promise's id."""
        return self.promise.id

    @property
    def customer_id(self) -> int:
        """Whose word it is."""
        return self.promise.customer_id


@dataclass(frozen=True, slots=True)
class Settled:
    """What the payments made of a promise."""

    promise_id: int
    paid_paisa: int
    status: str
    closed_on: dt.date | None


def settle(promises: Iterable[PromiseState], entries: Iterable[Entry]) -> list[Settled]:
    """What later money made of each promise (replaced ones are not to be given), the earliest due first.

    Money counts from the moment the promise was given: all that came for the promise's own memo, and what other money
    its own memo left over. Kept is paid in full by the day; later is broken though paid. A promise also ends the
    moment nothing at all is owed any more; what was bought and paid on the spot says nothing about that.
    """
    ordered = sorted(promises, key=lambda each: (each.due_on, each.id))
    counted = _in_order(standing(entries), ordered)
    _open_paisa, free_paisa = settle_papers(counted)
    paid = {each.id: 0 for each in ordered}
    closed: dict[int, dt.date] = {}
    balance = 0
    for entry in counted:
        balance += entry.amount_paisa
        if entry.amount_paisa > 0:
            continue
        free = free_paisa[entry.id]
        bound = -entry.amount_paisa - free
        for promise in ordered:
            if promise.id > entry.id or promise.id in closed:
                continue
            left = promise.amount_paisa - paid[promise.id]
            own = promise.sale_id is not None and promise.sale_id == entry.sale_id
            from_bound = min(left, bound) if own else 0
            from_free = min(left - from_bound, free)
            bound, free = bound - from_bound, free - from_free
            paid[promise.id] += from_bound + from_free
            if paid[promise.id] == promise.amount_paisa or balance <= 0:
                closed[promise.id] = entry.on
    return [_settled(each, paid[each.id], closed.get(each.id)) for each in ordered]


def _in_order(counted: Sequence[Entry], promises: Sequence[PromiseState]) -> list[Entry]:
    """The entries in the order they were written, without papers that came to nothing in one go.

    In one go: nothing else of the customer, entry or promise, was written between a paper's first row and its last.
    Repeated until none is left, so that it does not matter which of them the reader has already left out.
    """
    entries = sorted(counted, key=lambda each: each.id)
    about = {each.sale_id for each in promises}
    marks = sorted(each.id for each in promises)
    while True:
        at_once = {
            paper
            for paper, rows in _runs(entries, marks).items()
            if paper not in about and sum(row.amount_paisa for row in rows) == 0
        }
        if not at_once:
            return entries
        entries = [each for each in entries if each.paper_id not in at_once]


def _runs(entries: Sequence[Entry], marks: Sequence[int]) -> dict[int, list[Entry]]:
    """The papers whose rows follow each other without an interruption, with their rows."""
    runs: dict[int, list[Entry]] = {}
    broken: set[int] = set()
    before: tuple[int | None, int] = (None, 0)
    for entry in entries:
        paper, place = entry.paper_id, bisect(marks, entry.id)
        if paper is not None:
            if paper in runs and before != (paper, place):
                broken.add(paper)
            runs.setdefault(paper, []).append(entry)
        before = (paper, place)
    return {paper: rows for paper, rows in runs.items() if paper not in broken}


def _settled(promise: PromiseState, paid_paisa: int, closed_on: dt.date | None) -> Settled:
    if closed_on is not None:
        status = "kept" if closed_on <= promise.due_on else "broken"
    else:
        status = "partly" if paid_paisa else "open"
    return Settled(promise.id, paid_paisa, status, closed_on)


def status_on(status: str, due_on: dt.date, today: dt.date) -> str:
    """A promise's status as of a day: one still open after its day is broken."""
    return "broken" if status in ("open", "partly") and due_on < today else status
