"""What the dues book holds and takes: entries, drafts, payments, accounts, slips. The rules over them: `ageing`."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from shopbook.errors import Message
from shopbook.money import MAX_PAISA

METHODS = ("cash", "bkash", "nagad", "rocket", "upay", "bank", "card", "cheque")
KINDS = (
    "opening", "sale", "payment", "return", "discount", "cashback", "adjust", "writeoff", "advance", "reversal",
    "refund", "service",
)  # fmt: skip
# What a person may enter by the shop's own word; of these the amount is signed, the others always lessen the due.
ADJUSTMENTS = ("opening", "discount", "cashback", "adjust", "writeoff")
SIGNED = ("adjust", "opening")
# Money that came in over the counter, as against a debt made smaller by the shop. A refund is money that went out.
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
    job_id: int | None = None

    @property
    def paper_id(self) -> int | None:
        """The memo or the repair this money is about; None: about the account as a whole. No two papers share an id."""
        return self.sale_id if self.sale_id is not None else self.job_id


@dataclass(frozen=True, slots=True)
class OpenItem:
    """A debt not yet cleared: what it was and what of it is still open."""

    entry_id: int
    on: dt.date
    sale_id: int | None
    amount_paisa: int
    open_paisa: int
    job_id: int | None = None


@dataclass(frozen=True, slots=True)
class Ageing:
    """Where a customer stands. `balance_paisa` < 0 is an advance, then `credit_paisa` is its size."""

    balance_paisa: int = 0
    open_items: tuple[OpenItem, ...] = ()
    oldest_unpaid_on: dt.date | None = None
    credit_paisa: int = 0


@dataclass(frozen=True, slots=True)
class Cleared:
    """What a payment did to one debt; `memo_no` is the memo's or the repair's number, empty for an opening due."""

    entry_id: int
    on: dt.date
    memo_no: str
    paid_paisa: int
    left_paisa: int


@dataclass(frozen=True, slots=True)
class PaymentDraft:
    """Money taken from a customer against what they owe; what is more becomes an advance.

    With `sale_id`, `job_id` or `plan_id` (at most one) it is for that memo, that repair or that plan's memo, otherwise
    it clears the oldest first. `discount_paisa` is let off together with it and posted beside it.
    """

    customer_id: int
    amount_paisa: int
    on: dt.date
    method: str = "cash"
    reference: str = ""
    note: str = ""
    sale_id: int | None = None
    job_id: int | None = None
    plan_id: int | None = None
    halkhata_id: int | None = None
    discount_paisa: int = 0

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
        if not 0 <= self.discount_paisa <= MAX_PAISA:
            found["discount"] = Message("This amount is not possible.")
        if sum(paper is not None for paper in (self.sale_id, self.job_id, self.plan_id)) > 1:
            found["paper"] = Message("A payment is for one memo, one repair or one plan.")
        return found


@dataclass(frozen=True, slots=True)
class RefundDraft:
    """Money of theirs handed back: an advance, or a part of it. Refunds of returned goods are the returns' own."""

    customer_id: int
    amount_paisa: int
    on: dt.date
    method: str = "cash"
    reference: str = ""
    note: str = ""

    def problems(self, today: dt.date) -> dict[str, Message]:
        """Every problem at once, by field."""
        found: dict[str, Message] = {}
        if self.amount_paisa <= 0:
            found["amount"] = Message("How much is given back?")
        elif self.amount_paisa > MAX_PAISA:
            found["amount"] = Message("This amount is too large.")
        if self.on > today:
            found["on"] = Message("This day is still to come.")
        if self.method not in METHODS:
            found["method"] = Message("Choose how it was given back.")
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
    discount_paisa: int = 0

    @property
    def advance_paisa(self) -> int:
        """The part of this payment that nothing was owed for."""
        return self.amount_paisa + self.discount_paisa - sum(each.paid_paisa for each in self.cleared)


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
        signed = self.kind in SIGNED
        if self.kind not in ADJUSTMENTS:
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
    job_id: int | None = None
    halkhata_id: int | None = None


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One line of a customer's account; `balance_paisa` is what they owed after it.

    `undoes` is the kind of the entry a reversal takes back ("" for other lines), `together_id` the entry it was
    written beside (the payment a discount came with).
    """

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
    job_id: int | None = None
    job_no: str = ""
    undoes: str = ""
    together_id: int | None = None
    halkhata_id: int | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """A customer's account from `first` to `last` (None: from the beginning, to the end), both days included.

    opening + charged - paid - lessened = closing: charged is what made it larger, paid the money that came less what
    was handed back, lessened what was returned, let off or corrected. A reversal counts against what it takes back.
    """

    customer_id: int
    first: dt.date | None
    last: dt.date | None
    opening_paisa: int
    lines: tuple[StatementLine, ...]
    closing_paisa: int
    charged_paisa: int
    paid_paisa: int
    lessened_paisa: int


@dataclass(frozen=True, slots=True)
class Slip:
    """What a customer takes home after an entry: old + bought - discount - returned - paid = new, always.

    `old_paisa` is the balance when it was written, whatever was entered since; `paid_paisa` is negative for money
    handed back, `bought_paisa` is also a repair's charge or an old due.
    """

    customer_id: int
    on: dt.date
    old_paisa: int
    bought_paisa: int
    discount_paisa: int
    returned_paisa: int
    paid_paisa: int
    new_paisa: int
    receipt_no: str
    memo_no: str
    method: str
    reference: str
    entry_id: int = 0
    sale_id: int | None = None
    job_id: int | None = None
    job_no: str = ""


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
class Difference:
    """A kept figure that is not what the facts give."""

    customer_id: int
    figure: str
    kept: object
    counted: object
