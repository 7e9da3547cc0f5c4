"""Goods that come back, as typed and as they stand in the book, and what they are worth to the paisa. SQL is elsewhere.

A piece is taken back for what was paid for it: its line's amount less the line's part of the memo's discount. Parts of
a line are rounded so that all of them together always come to exactly that, whatever came back first.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from shopbook.products.model import title
from shopbook.sales.model import ONE, SaleDraft, SerialOfLine

FITS = ("good", "faulty", "damaged")


@dataclass(frozen=True, slots=True)
class ReturnLine:
    """So much of one line of the memo, in thousandths, or the one piece with this serial. fit: one of FITS."""

    sale_item_id: int
    quantity_milli: int = ONE
    serial_id: int | None = None
    fit: str = "good"


@dataclass(frozen=True, slots=True)
class ReturnDraft:
    """Goods brought back from a memo, as typed.

    `refund_paisa` of their worth is given back in the hand by `method`; the rest lessens what is due. `exchange` is the
    memo of what is taken instead: its `paid_paisa` is the money laid down on top, what the returned goods are worth
    not counted.
    """

    sale_id: int
    lines: tuple[ReturnLine, ...]
    on: dt.date
    reason: str
    refund_paisa: int = 0
    method: str = "cash"
    reference: str = ""
    exchange: SaleDraft | None = None


@dataclass(frozen=True, slots=True)
class ReturnableLine:
    """A line of a memo and what of it can still come back: quantity in thousandths, pieces, worth in paisa.

    With `by_piece` every piece has its serial, so the serial says which one it is.
    """

    sale_item_id: int
    product_id: int | None
    name: str
    brand: str
    model: str
    unit: str
    sold_milli: int
    left_milli: int
    unit_price_paisa: int
    worth_paisa: int
    serials: tuple[SerialOfLine, ...] = ()
    by_piece: bool = False

    @property
    def title(self) -> str:
        """Name, brand and model in one line."""
        return title(self.name, self.brand, self.model)


@dataclass(frozen=True, slots=True)
class ReturnedLine:
    """One line of a return in the book."""

    id: int
    sale_item_id: int
    product_id: int | None
    name: str
    brand: str
    model: str
    unit: str
    quantity_milli: int
    amount_paisa: int
    serial_id: int | None
    serial: str
    fit: str

    @property
    def title(self) -> str:
        """Name, brand and model in one line."""
        return title(self.name, self.brand, self.model)


@dataclass(frozen=True, slots=True)
class Return:
    """Goods taken back. Of `total_paisa`, `refund_paisa` went back into the hand and `exchanged_paisa` into the memo
    of what was taken instead; the rest lessened the due (or is an advance)."""

    id: int
    return_no: str
    sale_id: int
    memo_no: str
    sold_on: dt.date
    customer_id: int | None
    on: dt.date
    reason: str
    lines: tuple[ReturnedLine, ...]
    total_paisa: int
    refund_paisa: int
    refund_method: str
    refund_reference: str
    exchange_sale_id: int | None
    exchange_memo_no: str
    exchanged_paisa: int
    voided_on: dt.date | None
    void_reason: str
    staff_id: int | None
    created_at: str

    @property
    def lessened_paisa(self) -> int:
        """What of the worth made the due smaller, or stays with the shop as an advance."""
        return self.total_paisa - self.refund_paisa - self.exchanged_paisa

    @property
    def is_voided(self) -> bool:
        """True when the return stands only as a reason."""
        return self.voided_on is not None


@dataclass(frozen=True, slots=True)
class ReturnRow:
    """A return as a list shows it; `first_item` is its first line, `more_items` how many follow."""

    id: int
    return_no: str
    sale_id: int
    memo_no: str
    customer_id: int | None
    on: dt.date
    first_item: str
    more_items: int
    total_paisa: int
    refund_paisa: int
    exchange_sale_id: int | None
    voided: bool


@dataclass(frozen=True, slots=True)
class Settling:
    """How the worth of a return is shared out, in paisa: first the memo's own due, then what was taken instead.

    `most_refund_paisa` may go back into the hand; `pay_paisa` is still to be laid down for the exchange; `free_paisa`
    of the worth is used for nothing yet.
    """

    worth_paisa: int
    memo_due_paisa: int
    most_refund_paisa: int
    exchanged_paisa: int = 0
    pay_paisa: int = 0
    free_paisa: int = 0


def shares(amounts_paisa: Sequence[int], total_paisa: int) -> tuple[int, ...]:
    """Each line's part of what the memo came to after its discount; together exactly `total_paisa`.

    A part is never more than the line's amount; a line given for nothing is worth nothing.
    """
    subtotal = sum(amounts_paisa)
    if subtotal == 0:
        return (0,) * len(amounts_paisa)
    found, reached, shared = [], 0, 0
    for amount in amounts_paisa:
        reached += amount
        upto = total_paisa * reached // subtotal
        found.append(upto - shared)
        shared = upto
    return tuple(found)


def worth_of(share_paisa: int, sold_milli: int, back_milli: int, given_paisa: int) -> int:
    """What the next pieces of a line are worth: `back_milli` is all that is back with them, `given_paisa` what was
    given for the earlier ones. Never negative, and with the last piece the line has given exactly its share."""
    return max(0, share_paisa * back_milli // sold_milli - given_paisa)


def settle_return(worth_paisa: int, memo_due_paisa: int, refund_paisa: int, to_pay_paisa: int) -> Settling:
    """Share out the worth: the memo's own due first, then `refund_paisa` by hand, then a new memo's `to_pay_paisa`
    (its total less what is laid down for it)."""
    most = max(0, worth_paisa - memo_due_paisa)
    free = max(0, most - refund_paisa)
    exchanged = min(free, max(0, to_pay_paisa))
    return Settling(
        worth_paisa=worth_paisa,
        memo_due_paisa=memo_due_paisa,
        most_refund_paisa=most,
        exchanged_paisa=exchanged,
        pay_paisa=max(0, to_pay_paisa - exchanged),
        free_paisa=free - exchanged,
    )
