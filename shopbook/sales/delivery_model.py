"""Goods to be brought to the house, as a list shows them. SQL is elsewhere."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

# needed: not sent yet; out: under way; cash: cash on delivery whose money has not come; late: should be there by now.
DeliveriesShown = Literal["needed", "out", "cash", "late"]
# A delivery without a promised day is late after so many days.
LATE_AFTER_DAYS = 3


@dataclass(frozen=True, slots=True)
class DeliveryRow:
    """A memo whose goods are brought: to whom, where, by whom, since when, and what is to be taken at the door."""

    sale_id: int
    memo_no: str
    customer_id: int | None
    name: str
    phone: str
    address: str
    first_item: str
    more_items: int
    state: str
    sold_on: dt.date
    deliver_on: dt.date | None
    sent_on: dt.date | None
    delivered_on: dt.date | None
    carrier: str
    cash_on_delivery: bool
    open_paisa: int
    late_days: int

    @property
    def id(self) -> int:
        """The memo's id."""
        return self.sale_id

    @property
    def is_late(self) -> bool:
        """True when the goods should be there by now."""
        return self.late_days > 0
