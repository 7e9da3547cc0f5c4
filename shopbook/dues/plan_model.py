"""A memo paid in instalments (kisti), as plain values, and the rules of its days and money. SQL is elsewhere."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from shopbook.clock import add_months
from shopbook.dues.ageing import standing
from shopbook.dues.model import Entry
from shopbook.errors import Message

EVERY = ("week", "month")
MOST_INSTALMENTS = {"week": 520, "month": 120}
# After so many days of theirs passed without the money the guarantors may be asked.
MISSES_TO_ASK = 2
_TAKA = 100


@dataclass(frozen=True, slots=True)
class GuarantorDraft:
    """Somebody who answers for the money, as typed."""

    name: str
    phone: str = ""
    relation: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class PlanDraft:
    """Instalments for what of a memo is still due. `first_due_on` None: one week or month from today.

    `financed_paisa` is what the instalments come to; None: all that is due. It must be all of it, so a down payment
    is taken before, as a payment for the memo.
    """

    sale_id: int
    count: int
    every: str = "month"
    first_due_on: dt.date | None = None
    guarantors: tuple[GuarantorDraft, ...] = ()
    note: str = ""
    financed_paisa: int | None = None

    def first_day(self, today: dt.date) -> dt.date:
        """The day of the first instalment."""
        return self.first_due_on or _day_of(today, 1, self.every)

    def problems(self, today: dt.date, due_paisa: int) -> dict[str, Message]:
        """Every problem at once, by field; `due_paisa` is what of the memo is still due."""
        found: dict[str, Message] = {}
        if self.every not in EVERY:
            found["every"] = Message("Choose weekly or monthly.")
        financed = due_paisa if self.financed_paisa is None else self.financed_paisa
        if due_paisa <= 0:
            found["financed"] = Message("Nothing is due on this memo.")
        elif financed != due_paisa:
            found["financed"] = Message(
                "{due_paisa} of this memo is due; that is shared out.", due_paisa=due_paisa
            )
        most = min(MOST_INSTALMENTS.get(self.every, 1), max(1, due_paisa // _TAKA))
        if not 1 <= self.count <= most:
            found["count"] = Message("From 1 to {n} instalments.", n=most)
        if self.first_day(today) < today:
            found["first_due_on"] = Message("This day is already past.")
        for place, guarantor in enumerate(self.guarantors):
            if not guarantor.name.strip():
                found[f"guarantors.{place}.name"] = Message("Who is the guarantor?")
        return found


@dataclass(frozen=True, slots=True)
class Instalment:
    """One part of a plan; `paid_paisa` and `settled_on` follow from the ledger."""

    id: int
    position: int
    due_on: dt.date
    amount_paisa: int
    paid_paisa: int = 0
    settled_on: dt.date | None = None

    @property
    def left_paisa(self) -> int:
        """What of it is still to come."""
        return self.amount_paisa - self.paid_paisa

    def is_missed(self, today: dt.date) -> bool:
        """True when its day has passed without the whole of it."""
        return self.settled_on is None and self.due_on < today


@dataclass(frozen=True, slots=True)
class Guarantor:
    """Somebody who answers for a plan."""

    id: int
    name: str
    phone: str
    relation: str
    address: str


@dataclass(frozen=True, slots=True)
class Plan:
    """A memo paid in instalments. total = down + financed; `left_paisa` is what of `financed_paisa` is still open."""

    id: int
    plan_no: str
    sale_id: int
    memo_no: str
    customer_id: int
    customer_name: str
    phone: str
    made_on: dt.date
    total_paisa: int
    down_paisa: int
    financed_paisa: int
    left_paisa: int
    every: str
    instalments: tuple[Instalment, ...]
    guarantors: tuple[Guarantor, ...]
    ended_on: dt.date | None = None
    end_reason: str = ""
    settled_on: dt.date | None = None
    note: str = ""

    @property
    def is_open(self) -> bool:
        """True while money is still to come."""
        return self.ended_on is None and self.settled_on is None

    @property
    def next_due(self) -> Instalment | None:
        """The instalment that comes first of those not paid in full; None when the plan is paid off or has ended."""
        return (
            next((each for each in self.instalments if each.settled_on is None), None)
            if self.is_open
            else None
        )

    @property
    def paid_paisa(self) -> int:
        """What of the instalments has come in."""
        return self.financed_paisa - self.left_paisa

    def missed(self, today: dt.date) -> int:
        """How many instalments' days have passed without their money."""
        return sum(each.is_missed(today) for each in self.instalments) if self.is_open else 0

    def late_paisa(self, today: dt.date) -> int:
        """What should have come by now and has not."""
        if not self.is_open:
            return 0
        return sum(each.left_paisa for each in self.instalments if each.is_missed(today))

    def shown_guarantors(self, today: dt.date) -> tuple[Guarantor, ...]:
        """Who answers for it: nobody is bothered before two misses."""
        return self.guarantors if self.missed(today) >= MISSES_TO_ASK else ()


def instalments(
    financed_paisa: int, count: int, first_due_on: dt.date, every: str
) -> tuple[tuple[dt.date, int], ...]:
    """The days and amounts: whole taka each, the rest in the last; months counted from the first day, not chained."""
    each = financed_paisa // count // _TAKA * _TAKA
    amounts = [each] * (count - 1) + [financed_paisa - each * (count - 1)]
    return tuple((_day_of(first_due_on, place, every), amount) for place, amount in enumerate(amounts))


def _day_of(anchor: dt.date, place: int, every: str) -> dt.date:
    return anchor + dt.timedelta(weeks=place) if every == "week" else add_months(anchor, place)


def open_over_time(entries: Iterable[Entry], sale_id: int) -> list[tuple[dt.date, int]]:
    """What of a memo's own price was open after each entry of the account, by the rules of `ageing.age`.

    Other papers that came to nothing are left out, so that it does not matter whether the reader gave them.
    """
    counted = _without_even(standing(entries), sale_id)
    sale = next((each for each in counted if each.sale_id == sale_id and each.kind == "sale"), None)
    if sale is None:
        return []
    charged: dict[int, int] = {}
    older: dict[int, int] = {}
    credited: dict[int, int] = {}
    # Running sums over all papers: what is left over of credits, and what is open of debts older than the sale.
    pool = ahead = 0
    found = []
    began = False
    for entry in counted:
        # Money about the account as a whole is a paper of its own, entry by entry.
        paper = entry.paper_id if entry.paper_id is not None else -entry.id
        owed, paid, before = charged.get(paper, 0), credited.get(paper, 0), older.get(paper, 0)
        pool -= max(0, paid - owed)
        ahead -= max(0, before - paid)
        if entry.amount_paisa > 0:
            owed += entry.amount_paisa
            before += 0 if began or entry.id == sale.id else entry.amount_paisa
        else:
            paid -= entry.amount_paisa
        charged[paper], credited[paper], older[paper] = owed, paid, before
        pool += max(0, paid - owed)
        ahead += max(0, before - paid)
        began = began or entry.id == sale.id
        if began:
            own = max(0, sale.amount_paisa - max(0, credited.get(sale_id, 0) - older.get(sale_id, 0)))
            found.append((entry.on, own - min(own, max(0, pool - ahead))))
    return found


def _without_even(counted: Sequence[Entry], sale_id: int) -> list[Entry]:
    sums: dict[int, int] = {}
    for entry in counted:
        if entry.paper_id is not None:
            sums[entry.paper_id] = sums.get(entry.paper_id, 0) + entry.amount_paisa
    return [
        each for each in counted if each.paper_id is None or each.paper_id == sale_id or sums[each.paper_id]
    ]


@dataclass(frozen=True, slots=True)
class Progress:
    """What the ledger makes of a plan: its open part and, an instalment each, what is paid and since when settled."""

    left_paisa: int
    settled_on: dt.date | None
    parts: tuple[tuple[int, dt.date | None], ...]


def progress_of(
    financed_paisa: int, amounts: Sequence[int], history: Sequence[tuple[dt.date, int]]
) -> Progress:
    """What is paid of instalments of these amounts (in the order they come due), the oldest first.

    `history` is what of the memo was open over time (`open_over_time`); settled is since when it never rose again.
    """
    opened = history[-1][1] if history else 0
    left = min(financed_paisa, opened)
    parts = []
    through = financed_paisa
    pool = financed_paisa - left
    for amount in amounts:
        through -= amount
        paid = min(amount, pool)
        pool -= paid
        parts.append((paid, _since(history, through) if paid == amount else None))
    return Progress(left, _since(history, 0) if left == 0 else None, tuple(parts))


def _since(history: Sequence[tuple[dt.date, int]], most_paisa: int) -> dt.date | None:
    """The day since which no more than this was open."""
    since = None
    for on, open_paisa in reversed(history):
        if open_paisa > most_paisa:
            break
        since = on
    return since
