"""What a customer owes, as pure rules over ledger entries: ageing, promises, statements. SQL is elsewhere.

Money laid down with a memo is for that memo; what is left of it, and all other money, clears the oldest first. A
reversed entry and its reversal are as if neither had happened, so a voided payment opens again exactly what it had
cleared.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from shopbook.errors import Message
from shopbook.money import MAX_PAISA

METHODS = ("cash", "bkash", "nagad", "rocket", "upay", "bank", "card", "cheque")
KINDS = (
    "opening", "sale", "payment", "return", "discount", "cashback", "adjust", "writeoff", "advance", "reversal",
)  # fmt: skip
# Money that came in over the counter, as against a debt made smaller by the shop.
RECEIVED = ("payment", "advance")


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the ledger; `amount_paisa` is + when they owe more, - when they owe less."""

    id: int
    on: dt.date
    kind: str
    amount_paisa: int
    sale_id: int | None = None
    reverses_id: int | None = None


@dataclass(frozen=True, slots=True)
class OpenItem:
    """A debt not yet cleared: what it was and what of it is still open."""

    entry_id: int
    on: dt.date
    sale_id: int | None
    amount_paisa: int
    open_paisa: int


@dataclass(frozen=True, slots=True)
class Ageing:
    """Where a customer stands. `balance_paisa` < 0 is an advance, then `credit_paisa` is its size."""

    balance_paisa: int = 0
    open_items: tuple[OpenItem, ...] = ()
    oldest_unpaid_on: dt.date | None = None
    credit_paisa: int = 0


@dataclass(frozen=True, slots=True)
class Cleared:
    """What a payment did to one debt; `memo_no` is empty for an opening due."""

    entry_id: int
    on: dt.date
    memo_no: str
    paid_paisa: int
    left_paisa: int


@dataclass(frozen=True, slots=True)
class PaymentDraft:
    """Money taken from a customer against what they owe; what is more becomes an advance.

    With `sale_id` it is for that memo (cash on delivery), otherwise it clears the oldest first.
    """

    customer_id: int
    amount_paisa: int
    on: dt.date
    method: str = "cash"
    reference: str = ""
    note: str = ""
    sale_id: int | None = None

    def problems(self, today: dt.date) -> dict[str, Message]:
        """Every problem at once, by field."""
        found: dict[str, Message] = {}
        if self.amount_paisa <= 0:
            found["amount"] = Message("How much was paid?")
        elif self.amount_paisa > MAX_PAISA:
            found["amount"] = Message("This amount is too large.")
        if self.on > today:
            found["on"] = Message("This day is still to come.")
        if self.method not in METHODS:
            found["method"] = Message("Choose how it was paid.")
        return found


@dataclass(frozen=True, slots=True)
class Payment:
    """A payment taken: its receipt number, the balance before and after, and what it cleared, oldest first."""

    id: int
    receipt_no: str
    customer_id: int
    on: dt.date
    amount_paisa: int
    method: str
    reference: str
    note: str
    before_paisa: int
    after_paisa: int
    cleared: tuple[Cleared, ...] = ()

    @property
    def advance_paisa(self) -> int:
        """The part of this payment that nothing was owed for."""
        return self.amount_paisa - sum(each.paid_paisa for each in self.cleared)


@dataclass(frozen=True, slots=True)
class AdjustmentDraft:
    """The shop makes a due smaller or larger by its own word.

    kind: discount, cashback or writeoff (always smaller; give a positive amount), adjust or opening (signed).
    """

    customer_id: int
    kind: str
    amount_paisa: int
    on: dt.date
    note: str = ""

    def problems(self, today: dt.date) -> dict[str, Message]:
        """Every problem at once, by field."""
        found: dict[str, Message] = {}
        signed = self.kind in ("adjust", "opening")
        if self.kind not in ("discount", "cashback", "writeoff", "adjust", "opening"):
            found["kind"] = Message("Choose why the due changes.")
        if self.amount_paisa == 0 or (self.amount_paisa < 0 and not signed):
            found["amount"] = Message("How much?")
        elif abs(self.amount_paisa) > MAX_PAISA:
            found["amount"] = Message("This amount is too large.")
        if self.on > today:
            found["on"] = Message("This day is still to come.")
        if self.kind in ("adjust", "writeoff") and not self.note.strip():
            found["note"] = Message("Write why.")
        return found


@dataclass(frozen=True, slots=True)
class Posting:
    """A row to be written into the ledger (see Entry for the sign)."""

    kind: str
    amount_paisa: int
    on: dt.date
    method: str | None = None
    reference: str | None = None
    receipt_no: str | None = None
    sale_id: int | None = None
    reverses_id: int | None = None
    batch_id: int | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One line of a customer's account; `balance_paisa` is what they owed after it."""

    id: int
    on: dt.date
    kind: str
    amount_paisa: int
    balance_paisa: int
    memo_no: str
    sale_id: int | None
    receipt_no: str
    method: str
    reference: str
    note: str
    reverses_id: int | None
    reversed: bool
    staff_id: int | None


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
class DueRow:
    """A customer who owes, as the list of dues shows them; `promised_on` is the promise that comes first."""

    customer_id: int
    name: str
    phone: str
    area: str
    balance_paisa: int
    oldest_unpaid_on: dt.date | None
    last_payment_on: dt.date | None
    promised_on: dt.date | None


@dataclass(frozen=True, slots=True)
class Settled:
    """What the payments made of a promise."""

    promise_id: int
    paid_paisa: int
    status: str
    closed_on: dt.date | None


@dataclass(frozen=True, slots=True)
class Difference:
    """A kept figure that is not what the facts give."""

    customer_id: int
    figure: str
    kept: object
    counted: object


def standing(entries: Iterable[Entry]) -> list[Entry]:
    """The entries that count, in the order of the account: without reversed ones and without their reversals.

    Only an exact counter-entry takes another one out; anything else stays an entry of its own.
    """
    by_id = {entry.id: entry for entry in entries}
    gone: set[int] = set()
    for entry in by_id.values():
        undone = by_id.get(entry.reverses_id) if entry.reverses_id is not None else None
        if undone is not None and undone.amount_paisa == -entry.amount_paisa:
            gone |= {entry.id, undone.id}
    return sorted((e for e in by_id.values() if e.id not in gone), key=lambda e: (e.on, e.id))


def _settle_memos(entries: Sequence[Entry]) -> tuple[dict[int, int], dict[int, int]]:
    """First what came with a memo against that memo: open paisa by debt, free paisa by credit."""
    open_paisa = {e.id: e.amount_paisa for e in entries if e.amount_paisa > 0}
    free_paisa = {e.id: -e.amount_paisa for e in entries if e.amount_paisa < 0}
    debts_of: dict[int, list[int]] = {}
    for entry in entries:
        if entry.sale_id is not None and entry.amount_paisa > 0:
            debts_of.setdefault(entry.sale_id, []).append(entry.id)
    for entry in entries:
        if entry.sale_id is None or entry.amount_paisa > 0:
            continue
        for debt in debts_of.get(entry.sale_id, ()):
            part = min(open_paisa[debt], free_paisa[entry.id])
            open_paisa[debt] -= part
            free_paisa[entry.id] -= part
    return open_paisa, free_paisa


def age(entries: Iterable[Entry]) -> Ageing:
    """The balance, what of it is open since when, and the advance if there is one."""
    counted = standing(entries)
    open_paisa, free_paisa = _settle_memos(counted)
    pool = sum(free_paisa.values())
    items = []
    for entry in counted:
        left = open_paisa.get(entry.id, 0)
        part = min(left, pool)
        pool -= part
        if left > part:
            items.append(OpenItem(entry.id, entry.on, entry.sale_id, entry.amount_paisa, left - part))
    return Ageing(
        balance_paisa=sum(entry.amount_paisa for entry in counted),
        open_items=tuple(items),
        oldest_unpaid_on=items[0].on if items else None,
        credit_paisa=pool,
    )


def settle(promises: Iterable[PromiseState], entries: Iterable[Entry]) -> list[Settled]:
    """What later money made of each promise (replaced ones are not to be given), the earliest due first.

    Money counts from the moment the promise was given: all that came for the promise's own memo, and what other money
    its own memo left over. Kept is paid in full by the day; later is broken though paid. A promise also ends the
    moment nothing at all is owed any more.
    """
    ordered = sorted(promises, key=lambda each: (each.due_on, each.id))
    counted = standing(entries)
    _open_paisa, free_paisa = _settle_memos(counted)
    paid = {each.id: 0 for each in ordered}
    closed: dict[int, dt.date] = {}
    balance = 0
    for entry in sorted(counted, key=lambda each: each.id):
        balance += entry.amount_paisa
        if entry.amount_paisa > 0:
            continue
        free = free_paisa[entry.id]
        bound = -entry.amount_paisa - free
        for promise in ordered:
            if promise.id > entry.id or promise.id in closed:
                continue
            left = promise.amount_paisa - paid[promise.id]
            from_bound = min(left, bound) if promise.sale_id == entry.sale_id else 0
            from_free = min(left - from_bound, free)
            bound, free = bound - from_bound, free - from_free
            paid[promise.id] += from_bound + from_free
            if paid[promise.id] == promise.amount_paisa or balance <= 0:
                closed[promise.id] = entry.on
    return [_settled(each, paid[each.id], closed.get(each.id)) for each in ordered]


def _settled(promise: PromiseState, paid_paisa: int, closed_on: dt.date | None) -> Settled:
    if closed_on is not None:
        status = "kept" if closed_on <= promise.due_on else "broken"
    else:
        status = "partly" if paid_paisa else "open"
    return Settled(promise.id, paid_paisa, status, closed_on)


def status_on(status: str, due_on: dt.date, today: dt.date) -> str:
    """A promise's status as of a day: one still open after its day is broken."""
    return "broken" if status in ("open", "partly") and due_on < today else status


def with_balance(lines: Iterable[StatementLine]) -> list[StatementLine]:
    """The lines with their running balance."""
    balance, found = 0, []
    for line in lines:
        balance += line.amount_paisa
        found.append(replace(line, balance_paisa=balance))
    return found
