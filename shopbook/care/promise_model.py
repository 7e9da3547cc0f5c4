"""What the shop promised and what customers promised to buy, as plain values. Promises to pay are `dues`."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from shopbook.care.people import customer_problem, money_problems, past_problems, text_problems
from shopbook.errors import Message

LONGEST_WHAT = 500


@dataclass(frozen=True, slots=True)
class ShopPromiseDraft:
    """The shop's word: "the stand comes on Sunday". A promise to a stranger needs no customer."""

    what: str = ""
    due_on: dt.date | None = None
    customer_id: int | None = None
    complaint_id: int | None = None
    staff_id: int | None = None
    interaction_id: int | None = None

    def problems(self, today: dt.date) -> dict[str, Message]:
        """Everything that keeps this from being saved, by field."""
        found: dict[str, Message] = {}
        text_problems(found, "what", self.what, LONGEST_WHAT, Message("Write what the shop promised."))
        if self.due_on is None:
            found["due_on"] = Message("By which day? A promise without a day is forgotten.")
        past_problems(found, "due_on", self.due_on, today)
        return found


@dataclass(frozen=True, slots=True)
class BuyPromiseDraft:
    """A verbal order: what, for how much, and when they will come for it."""

    customer_id: int | None = None
    what: str = ""
    expected_on: dt.date | None = None
    amount_paisa: int | None = None
    product_id: int | None = None
    staff_id: int | None = None
    interaction_id: int | None = None

    def problems(self, today: dt.date) -> dict[str, Message]:
        """Everything that keeps this from being saved, by field."""
        found: dict[str, Message] = {}
        customer_problem(found, self.customer_id)
        text_problems(found, "what", self.what, LONGEST_WHAT, Message("Write what they will buy."))
        if self.expected_on is None:
            found["expected_on"] = Message("When will they come for it?")
        past_problems(found, "expected_on", self.expected_on, today)
        money_problems(found, "amount_paisa", self.amount_paisa, least=1)
        return found


@dataclass(frozen=True, slots=True)
class ShopPromise:
    """The shop's word in the book. status: open, kept or cancelled; `close_note` is the reason of a cancelled one."""

    id: int
    customer_id: int | None
    customer_name: str
    phone: str
    what: str
    due_on: dt.date
    made_on: dt.date
    status: str
    closed_on: dt.date | None
    close_note: str
    complaint_id: int | None
    staff_id: int | None
    interaction_id: int | None
    honorific: str | None = None

    def is_late(self, today: dt.date) -> bool:
        """True when it is open after its day."""
        return self.status == "open" and self.due_on < today


@dataclass(frozen=True, slots=True)
class BuyPromise:
    """A verbal order in the book. status: open, won (with the memo, when one is known) or lost."""

    id: int
    customer_id: int
    customer_name: str
    phone: str
    what: str
    expected_on: dt.date
    amount_paisa: int | None
    product_id: int | None
    made_on: dt.date
    status: str
    closed_on: dt.date | None
    lost_reason: str
    sale_id: int | None
    memo_no: str
    staff_id: int | None
    interaction_id: int | None
    honorific: str | None = None

    def is_late(self, today: dt.date) -> bool:
        """True when it is open after its day."""
        return self.status == "open" and self.expected_on < today


@dataclass(frozen=True, slots=True)
class PromiseFigures:
    """Promises of a stretch of days.

    Kept, won and lost count on the day they were closed. `shop_late` is what was kept after its day, and what is still
    open though its day was in the stretch; `pay_broken` likewise. `buy_won_paisa` is the memos' total, else the amount.
    """

    shop_kept: int
    shop_late: int
    pay_kept: int
    pay_broken: int
    buy_won: int
    buy_lost: int
    buy_won_paisa: int
