"""Complaints and rumours as plain values, and what keeps one from being saved. SQL is in `complaints`."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from shopbook.care.people import customer_problem, money_problems, past_problems, text_problems
from shopbook.errors import Message

KINDS = ("product", "service", "delay", "price", "behaviour", "bill", "rumour", "other")
SEVERITIES = ("low", "normal", "high")
# So many days after "resolved" the shop asks whether it really is.
CHECK_AFTER_DAYS = 3
LONGEST_WHAT = 4000
LONGEST_TEXT = 1000
LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class ComplaintDraft:
    """What somebody is not content with. Only a rumour, or what a stranger said in a call, needs no customer.

    `promised_on` is the day the shop said it would be settled; `agreed_answer` what everybody in the shop answers.
    """

    what: str = ""
    customer_id: int | None = None
    kind: str = "product"
    severity: str = "normal"
    promised_on: dt.date | None = None
    product_name: str = ""
    sale_id: int | None = None
    agreed_answer: str = ""
    staff_id: int | None = None
    interaction_id: int | None = None
    note_id: int | None = None

    def problems(self, today: dt.date) -> dict[str, Message]:
        """Everything that keeps this from being saved, by field."""
        found: dict[str, Message] = {}
        text_problems(found, "what", self.what, LONGEST_WHAT, Message("Write what the complaint is."))
        text_problems(found, "product_name", self.product_name, LONGEST_NAME, None)
        text_problems(found, "agreed_answer", self.agreed_answer, LONGEST_TEXT, None)
        past_problems(found, "promised_on", self.promised_on, today)
        if self.kind not in KINDS:
            found["kind"] = Message("Choose what the complaint is about.")
        if self.severity not in SEVERITIES:
            found["severity"] = Message("Choose how serious it is.")
        if self.kind != "rumour" and self.interaction_id is None:
            customer_problem(found, self.customer_id)
        return found


@dataclass(frozen=True, slots=True)
class Resolution:
    """How a complaint was settled, and what the customer got for the trouble."""

    resolution: str = ""
    compensation: str = ""
    compensation_paisa: int | None = None

    def problems(self) -> dict[str, Message]:
        """Everything that keeps this from being saved, by field. Nothing has to be written."""
        found: dict[str, Message] = {}
        text_problems(found, "resolution", self.resolution, LONGEST_TEXT, None)
        text_problems(found, "compensation", self.compensation, LONGEST_TEXT, None)
        money_problems(found, "compensation_paisa", self.compensation_paisa)
        return found


@dataclass(frozen=True, slots=True)
class Complaint:
    """A complaint in the book. status: open, resolved or withdrawn; satisfied: yes, no or not asked yet.

    A withdrawn one has its reason as `resolution`. `reopened_why` is what was still wrong when the shop asked again.
    """

    id: int
    customer_id: int | None
    customer_name: str
    phone: str
    kind: str
    severity: str
    what: str
    product_name: str
    sale_id: int | None
    agreed_answer: str
    staff_id: int | None
    interaction_id: int | None
    note_id: int | None
    opened_at: dt.datetime
    opened_on: dt.date
    promised_on: dt.date | None
    status: str
    resolved_at: dt.datetime | None
    resolved_on: dt.date | None
    resolution: str
    compensation: str
    compensation_paisa: int | None
    satisfied: str | None
    checked_on: dt.date | None
    cleared_on: dt.date | None
    times_reopened: int
    reopened_why: str
    honorific: str | None = None

    @property
    def hours(self) -> int | None:
        """Whole hours from opening to the (last) settling; None while it is not settled."""
        if self.resolved_at is None or self.status != "resolved":
            return None
        return int((self.resolved_at - self.opened_at).total_seconds() // 3600)

    @property
    def check_on(self) -> dt.date | None:
        """The day to ask whether it really is settled; None when there is nothing (or nobody) to ask."""
        return self.check_after(CHECK_AFTER_DAYS)

    def check_after(self, days: int) -> dt.date | None:
        """The same in a shop that asks after another number of days."""
        unasked = self.status == "resolved" and self.satisfied is None
        if not unasked or self.resolved_on is None or not self.has_somebody_to_ask:
            return None
        return self.resolved_on + dt.timedelta(days=days)

    @property
    def has_somebody_to_ask(self) -> bool:
        """True when it came from a customer or at least from a phone number."""
        return self.customer_id is not None or bool(self.phone)

    def is_late(self, today: dt.date) -> bool:
        """True when it is open after the day the shop promised."""
        return self.status == "open" and self.promised_on is not None and self.promised_on < today


@dataclass(frozen=True, slots=True)
class Asker:
    """Somebody who asked about a rumour: a customer, or only a name."""

    id: int
    customer_id: int | None
    name: str
    phone: str
    asked_on: dt.date


@dataclass(frozen=True, slots=True)
class ComplaintFigures:
    """Complaints of a stretch of days; `open_now` and `late_now` are of today.

    `median_hours` from opening to settling, of those settled in these days; None when there was none.
    """

    opened: int
    resolved: int
    open_now: int
    late_now: int
    median_hours: int | None
