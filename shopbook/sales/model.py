"""A memo as it is typed and as it stands in the book, with the arithmetic of its money. SQL is elsewhere.

Whether a draft may be saved is decided in `checks`, which also asks the book.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from shopbook.products.model import CoverageDraft, coverages_from_json, coverages_to_json, title

ONE = 1000
DELIVERIES = ("none", "needed", "out", "delivered", "returned")
ORIGINS = ("counter", "followup", "campaign", "referral", "import")


@dataclass(frozen=True, slots=True)
class LineDraft:
    """One line of a memo as typed. Quantities are thousandths: 1.5 kg is 1500.

    A line without `product_id` is free text and makes no product, unless `keep_product` asks for one. `durable` None:
    as the product says, for free text when it has a serial or a warranty. Empty `terms` and `usage_tip`: the product's.
    Free servicing `service_count` times, one every so many days; None: as the product says, 0 times: none with this
    one.
    """

    name: str = ""
    product_id: int | None = None
    brand: str = ""
    model: str = ""
    unit: str = ""
    quantity_milli: int = ONE
    unit_price_paisa: int = 0
    serials: tuple[str, ...] = ()
    coverages: tuple[CoverageDraft, ...] = ()
    terms: str = ""
    usage_tip: str = ""
    durable: bool | None = None
    keep_product: bool = False
    service_every_days: int | None = None
    service_count: int | None = None

    @property
    def amount_paisa(self) -> int:
        """Quantity times price, half up to the nearest paisa."""
        return line_amount(self.quantity_milli, self.unit_price_paisa)


@dataclass(frozen=True, slots=True)
class SaleDraft:
    """A memo as typed. Without a customer it must be paid in full; what is paid beyond the total is an advance.

    `warranty_from`: the cards' days count from the "sale" or from the "delivery". `cash_on_delivery` says that what is
    due is expected at the door. `buy_promise_id` is the customer's verbal order that this memo fulfils.
    """

    sold_on: dt.date
    lines: tuple[LineDraft, ...] = ()
    customer_id: int | None = None
    discount_paisa: int = 0
    paid_paisa: int = 0
    method: str = "cash"
    reference: str = ""
    promised_on: dt.date | None = None
    delivery: str = "none"
    delivery_address: str = ""
    deliver_on: dt.date | None = None
    cash_on_delivery: bool = False
    warranty_from: str = "sale"
    demo_given: bool = False
    note: str = ""
    origin: str = "counter"
    buy_promise_id: int | None = None

    @property
    def subtotal_paisa(self) -> int:
        """All lines together."""
        return sum(line.amount_paisa for line in self.lines)

    @property
    def total_paisa(self) -> int:
        """The lines less the discount."""
        return self.subtotal_paisa - self.discount_paisa

    @property
    def due_paisa(self) -> int:
        """What of this memo stays due; never negative."""
        return max(0, self.total_paisa - self.paid_paisa)

    @property
    def advance_paisa(self) -> int:
        """What is paid beyond this memo's total."""
        return max(0, self.paid_paisa - self.total_paisa)

    def to_json(self) -> dict[str, Any]:
        """The draft as `Drafts.keep` wants it."""
        return {
            **{name: getattr(self, name) for name in _PLAIN},
            **{name: day.isoformat() if (day := getattr(self, name)) else None for name in _DAYS},
            "lines": [_line_to_json(line) for line in self.lines],
        }

    @classmethod
    def from_json(cls, body: Mapping[str, Any], today: dt.date) -> SaleDraft:
        """A draft from `to_json`, perhaps of another version: what is missing or unknown is as in a new draft."""
        known = {name: body[name] for name in _PLAIN if name in body}
        days: dict[str, Any] = {name: dt.date.fromisoformat(body[name]) for name in _DAYS if body.get(name)}
        lines = tuple(_line_from_json(line) for line in body.get("lines", ()))
        return cls(**{"sold_on": today, **days}, lines=lines, **known)


_DAYS = ("sold_on", "promised_on", "deliver_on")
_PLAIN = tuple(name for name in SaleDraft.__slots__ if name not in (*_DAYS, "lines"))
_LINE_PLAIN = tuple(name for name in LineDraft.__slots__ if name not in ("serials", "coverages"))


@dataclass(frozen=True, slots=True)
class SerialOfLine:
    """A serial, IMEI or batch number sold with a line."""

    id: int
    serial: str


@dataclass(frozen=True, slots=True)
class SaleLine:
    """One line of a memo in the book."""

    id: int
    product_id: int | None
    name: str
    brand: str
    model: str
    unit: str
    quantity_milli: int
    unit_price_paisa: int
    amount_paisa: int
    durable: bool
    serials: tuple[SerialOfLine, ...] = ()
    returned_milli: int = 0

    @property
    def title(self) -> str:
        """Name, brand and model in one line."""
        return title(self.name, self.brand, self.model)


@dataclass(frozen=True, slots=True)
class Sale:
    """A memo in the book. `paid_paisa` was paid at the counter with it; `card_ids` are its warranty cards."""

    id: int
    memo_no: str
    customer_id: int | None
    sold_on: dt.date
    staff_id: int | None
    lines: tuple[SaleLine, ...]
    discount_paisa: int
    total_paisa: int
    paid_paisa: int
    paid_method: str
    paid_reference: str
    receipt_no: str
    delivery: str
    delivery_address: str
    deliver_on: dt.date | None
    delivered_on: dt.date | None
    cash_on_delivery: bool
    demo_given: bool
    origin: str
    note: str
    promised_on: dt.date | None
    voided_on: dt.date | None
    void_reason: str
    created_at: str
    card_ids: tuple[int, ...] = field(default=())
    carrier: str = ""
    sent_on: dt.date | None = None

    @property
    def subtotal_paisa(self) -> int:
        """All lines together."""
        return self.total_paisa + self.discount_paisa

    @property
    def due_paisa(self) -> int:
        """What of this memo was left due at the counter; never negative."""
        return max(0, self.total_paisa - self.paid_paisa)

    @property
    def advance_paisa(self) -> int:
        """What was paid beyond this memo's total."""
        return max(0, self.paid_paisa - self.total_paisa)

    @property
    def is_voided(self) -> bool:
        """True when the memo stands only as a reason."""
        return self.voided_on is not None

    @property
    def is_returned(self) -> bool:
        """True when everything of it came back."""
        return bool(self.lines) and all(line.returned_milli >= line.quantity_milli for line in self.lines)


@dataclass(frozen=True, slots=True)
class SaleRow:
    """A memo as a list shows it; `first_item` is its first line, `more_items` how many follow.

    `open_paisa` is what is due of it today. returned: "" (nothing), part or all of its goods.
    """

    id: int
    memo_no: str
    customer_id: int | None
    sold_on: dt.date
    first_item: str
    more_items: int
    total_paisa: int
    paid_paisa: int
    delivery: str
    voided: bool
    open_paisa: int = 0
    returned: str = ""


@dataclass(frozen=True, slots=True)
class DayTotals:
    """A day at the counter, voided memos left out.

    `received_paisa` is all money that came in, from memos and old dues, less what was given back; `by_method` splits
    it. `on_credit_paisa` is what the day's memos left due, `returned_paisa` what goods were taken back for.
    """

    on: dt.date
    sales_count: int
    sold_paisa: int
    on_credit_paisa: int
    received_paisa: int
    by_method: tuple[tuple[str, int], ...]
    returned_paisa: int = 0


def line_amount(quantity_milli: int, unit_price_paisa: int) -> int:
    """Thousandths times paisa, half up to the nearest paisa."""
    return (quantity_milli * unit_price_paisa + ONE // 2) // ONE


def _line_to_json(line: LineDraft) -> dict[str, Any]:
    plain = {name: getattr(line, name) for name in _LINE_PLAIN}
    return {**plain, "serials": list(line.serials), "coverages": coverages_to_json(line.coverages)}


def _line_from_json(body: Mapping[str, Any]) -> LineDraft:
    return LineDraft(
        **{name: body[name] for name in _LINE_PLAIN if name in body},
        serials=tuple(body.get("serials", ())),
        coverages=coverages_from_json(body.get("coverages", ())),
    )
