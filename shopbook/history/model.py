"""Entries of the timeline and of the change history as plain values. Where they come from is in `queries`."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from shopbook.errors import Message

CARE = ("complaint", "complaint_closed", "shop_promise", "buy_promise", "demand", "feedback", "reward")
SERVICE = ("job", "job_closed", "visit")
MONEY = ("return", "plan")
HAPPENINGS = ("sale", "payment", "warranty", "note", "call", "gift", *MONEY, *CARE, *SERVICE)
KINDS = (*HAPPENINGS, "change")


@dataclass(frozen=True, slots=True)
class Change:
    """One column of one row that was changed: who, when, from what to what (as stored).

    `named` is how a person says it where the column refers to a customer: the names before and after, "" for nobody.
    """

    operation: int
    at: dt.datetime
    staff_id: int | None
    table: str
    row_id: int
    column: str
    old: object
    new: object
    named: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened. `source_id` is the row it tells of.

    `place_id` stands for it in the order where one row tells of two happenings (a complaint opened and settled).
    """

    kind: str
    source_id: int
    on: dt.date
    title: Message
    detail: str = ""
    amount_paisa: int | None = None  # what was sold or paid; None where money plays no part
    void: bool = False
    number: str = ""  # memo, receipt, card or job number, when there is one; a note's kind
    changes: tuple[Change, ...] = ()  # of a "change": what was edited
    private: bool = False  # a note not everybody at the counter may read
    place_id: int | None = None

    @property
    def place(self) -> tuple[str, int]:
        """Where it stands in the order; pass the last one seen to read on."""
        return self.on.isoformat(), self.source_id if self.place_id is None else self.place_id


@dataclass(frozen=True, slots=True)
class Facts:
    """A customer in figures. `gap_days` is how far apart their buying days usually lie, None below three of them."""

    bought_paisa: int
    paid_paisa: int
    buying_days: int
    gap_days: int | None
