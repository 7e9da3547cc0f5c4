"""Calls and call-back requests as plain values, and which outcome means what. SQL is in `queries` and `operations`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from shopbook.calls.outcomes import OUTCOMES as OUTCOMES
from shopbook.calls.outcomes import TALKED as TALKED
from shopbook.calls.outcomes import UNREACHED as UNREACHED
from shopbook.care.complaint_model import ComplaintDraft
from shopbook.care.demand_model import DemandDraft
from shopbook.care.feedback import FeedbackDraft
from shopbook.care.promise_model import BuyPromiseDraft, ShopPromiseDraft
from shopbook.errors import Message
from shopbook.localisation.language import _
from shopbook.money import MAX_PAISA
from shopbook.search.fold import clean

CHANNELS = ("phone", "counter", "whatsapp", "imo", "messenger", "sms", "visit")
SOURCES = ("phone", "missed", "counter", "whatsapp", "imo", "messenger", "form", "other")
LONGEST_TEXT = 4000
# When nobody said when they will come for what they promised to buy, it is asked after a week.
BUY_EXPECTED_DAYS = 7
_LONGEST_WHAT = 500


@dataclass(frozen=True, slots=True)
class CallDraft:
    """A call or visit as it is logged: what they said, what was answered, when next.

    Either a customer or a call-back request is spoken to. `reasons` are the item keys of the day's list that this call
    dealt with. `next_at` is HH:MM on `next_on`. `amount_paisa` belongs to a promise to pay or to buy.

    What was said besides is written with the call: a complaint, a verbal order (`buys`), the shop's own promise, an
    answer to the one question, a wish. Their customer and call are filled in; their problems stand under
    "complaint_...", "buys_...", "promise_...", "feedback_..." and "demand_...". `hand_to` is the staff member who shall
    call them back.
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
    complaint: ComplaintDraft | None = None
    buys: BuyPromiseDraft | None = None
    promise: ShopPromiseDraft | None = None
    feedback: FeedbackDraft | None = None
    demand: DemandDraft | None = None
    hand_to: int | None = None

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
        if self.outcome == "promised_buy" and not 1 <= (self.amount_paisa or 1) <= MAX_PAISA:
            found["amount_paisa"] = Message("This amount is not possible.")
        if self.outcome == "complaint" and self.complaint is None and not self.said.strip():
            found["said"] = Message("Write what the complaint is.")
        if self.score is not None and self.score not in (1, 2, 3):
            found["score"] = Message("Choose happy, so-so or unhappy.")
        return found | self._problems_of_what_it_brings(today)

    def _problems_of_what_it_brings(self, today: dt.date) -> dict[str, Message]:
        """The problems of what is written with the call, each under the name of its part."""
        found: dict[str, Message] = {}
        # Whose call-back it is, and the call itself, are known when it is saved.
        for part, draft in self.brings(today, self.customer_id, 0).items():
            if part not in self._typed_parts():
                continue
            problems = dict(draft.problems(today))
            if self.customer_id is None and self.callback_id is not None:
                problems.pop("customer_id", None)
            found |= {f"{part}_{field}": problem for field, problem in problems.items()}
        return found

    def _typed_parts(self) -> frozenset[str]:
        typed = ("complaint", "buys", "promise", "feedback", "demand")
        return frozenset(part for part in typed if getattr(self, part) is not None)

    def brings(self, today: dt.date, customer_id: int | None, call_id: int) -> Mapping[str, Brought]:
        """What is to be written with the call, by the name of its part, with customer and call filled in.

        An outcome says it too: a complaint and a verbal order are written even when nobody typed more than the words.
        """
        who: dict[str, Any] = {"customer_id": customer_id, "interaction_id": call_id}
        found: dict[str, Brought] = {}
        said = clean(self.said)
        if self.complaint is not None or (self.outcome == "complaint" and said):
            complaint = self.complaint or ComplaintDraft()
            found["complaint"] = replace(complaint, what=complaint.what.strip() or self.said.strip(), **who)
        if self.buys is not None or (self.outcome == "promised_buy" and customer_id is not None):
            buys = self.buys or BuyPromiseDraft()
            found["buys"] = replace(
                buys,
                what=buys.what.strip() or said[:_LONGEST_WHAT] or _("Promised to buy"),
                amount_paisa=buys.amount_paisa if buys.amount_paisa is not None else self.amount_paisa,
                expected_on=buys.expected_on or self.next_on or today + dt.timedelta(days=BUY_EXPECTED_DAYS),
                **who,
            )
        if self.promise is not None:
            found["promise"] = replace(self.promise, **who)
        if self.feedback is not None or (self.score is not None and customer_id is not None):
            found["feedback"] = replace(self.feedback or FeedbackDraft(score=self.score or 0), **who)
        if self.demand is not None:
            # A stranger can be told that it came at the number they called from.
            phone = self.demand.phone or (self.phone if customer_id is None else "")
            found["demand"] = replace(self.demand, phone=phone, **who)
        return found


Brought = ComplaintDraft | BuyPromiseDraft | ShopPromiseDraft | FeedbackDraft | DemandDraft


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
    staff_id: int | None = None  # who shall call them; None: whoever is free

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
    staff_id: int | None = None
