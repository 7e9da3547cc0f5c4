"""Calls and call-back requests as plain values, and which outcome means what. SQL is in `queries` and `operations`."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from shopbook.calls.outcomes import OUTCOMES as OUTCOMES
from shopbook.calls.outcomes import TALKED as TALKED
from shopbook.calls.outcomes import UNREACHED as UNREACHED
from shopbook.errors import Message

CHANNELS = ("phone", "counter", "whatsapp", "imo", "messenger", "sms", "visit")
SOURCES = ("phone", "missed", "counter", "whatsapp", "imo", "messenger", "form", "other")
LONGEST_TEXT = 4000


@dataclass(frozen=True, slots=True)
class CallDraft:
    """A call or visit as it is logged: what they said, what was answered, when next.

    Either a customer or a call-back request is spoken to. `reasons` are the item keys of the day's list that this call
    dealt with. `next_at` is HH:MM on `next_on`. `amount_paisa` belongs to a promise to pay or to buy.
    """

    customer_id: int | None = None
    callback_id: int | None = None
    phone: str = ""
    direction: str = "out"
    channel: str = "phone"
    outcome: str = "talked"
    said: str = ""
    answered: str = ""
    mood: str | None = None
    score: int | None = None
    next_on: dt.date | None = None
    next_at: str = ""
    amount_paisa: int | None = None
    reasons: tuple[str, ...] = ()
    another_phone: str = ""  # the right number, learned at a wrong one
    on: dt.date | None = None  # the earlier day it happened, when it is written down later
    at: dt.datetime | None = None  # the very instant, where a phone's log tells it; instead of `on`
    staff_id: int | None = None  # who called; None: whoever is working

    def problems(self, today: dt.date) -> dict[str, Message]:
        """Everything that keeps this from being saved, by field."""
        found: dict[str, Message] = {}
        if self.on is not None and self.on > today:
            found["on"] = Message("This day is still to come.")
        today = self.on or today
        # An own reminder may be about somebody who is not in the book: its key is enough.
        if self.customer_id is None and self.callback_id is None and not (self.phone.strip() or self.reasons):
            found["phone"] = Message("Choose a customer or write the phone number.")
        if self.outcome not in OUTCOMES:
            found["outcome"] = Message("Choose what came of the call.")
        for field in ("said", "answered"):
            if len(getattr(self, field)) > LONGEST_TEXT:
                found[field] = Message("This is too long; {most} letters fit.", most=LONGEST_TEXT)
        if self.next_on is not None and self.next_on < today:
            found["next_on"] = Message("Choose today or a day that is still to come.")
        if self.outcome == "call_later" and self.next_on is None:
            found["next_on"] = Message("When should they be called?")
        if self.outcome == "promised_pay" and self.next_on is None:
            found["next_on"] = Message("When will they pay?")
        if self.outcome == "promised_pay" and self.amount_paisa is not None and self.amount_paisa <= 0:
            found["amount_paisa"] = Message("Write how much they will pay.")
        if self.outcome == "complaint" and not self.said.strip():
            found["said"] = Message("Write what the complaint is.")
        return found


@dataclass(frozen=True, slots=True)
class Call:
    """A logged call or visit."""

    id: int
    customer_id: int | None
    callback_id: int | None
    phone: str
    direction: str
    channel: str
    at: dt.datetime
    outcome: str
    said: str
    answered: str
    mood: str | None
    next_on: dt.date | None


@dataclass(frozen=True, slots=True)
class CallbackDraft:
    """Somebody wants to be called: a number is enough."""

    phone: str = ""
    name: str = ""
    topic: str = ""
    customer_id: int | None = None
    source: str = "phone"
    wanted_at: dt.datetime | None = None
    asked_at: dt.datetime | None = None  # when they rang, where a phone's log tells it; None: now

    def problems(self) -> dict[str, Message]:
        """Everything that keeps this from being saved, by field."""
        if not any(character.isdigit() for character in self.phone):
            return {"phone": Message("Write the phone number.")}
        return {}


@dataclass(frozen=True, slots=True)
class Callback:
    """A request to be called back. status: open, done or dropped."""

    id: int
    customer_id: int | None
    name: str
    phone: str
    key10: str
    topic: str
    source: str
    asked_at: dt.datetime
    wanted_at: dt.datetime | None
    status: str
