"""The only writes about calls. What a call does to the day's list is `followups`; promises to pay are `dues`."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace

from shopbook.calls.model import BUY_EXPECTED_DAYS, SOURCES, TALKED, CallbackDraft, CallDraft
from shopbook.calls.outcomes import ADVICE
from shopbook.calls.queries import CallQueries
from shopbook.care.complaints import ComplaintDraft, Complaints
from shopbook.care.demands import DemandDraft, Demands
from shopbook.care.feedback import HAPPY, Feedback, FeedbackDraft
from shopbook.care.promises import BuyPromiseDraft, Promises, ShopPromiseDraft
from shopbook.clock import DHAKA, day_of, from_instant
from shopbook.customers import phones
from shopbook.customers.operations import Customers, met
from shopbook.dues.operations import Dues
from shopbook.errors import Invalid, Message, NotFound, Refused
from shopbook.permissions import needs
from shopbook.search.fold import clean
from shopbook.storage.store import Operation, Store


class Calls(CallQueries):
    """Calls of one book: questions and writes."""

    def __init__(
        self,
        store: Store,
        customers: Customers,
        dues: Dues,
        complaints: Complaints,
        promises: Promises,
        demands: Demands,
        feedback: Feedback,
    ) -> None:
        super().__init__(store)
        self._store = store
        self._customers = customers
        self._dues = dues
        self._complaints = complaints
        self._promises = promises
        self._demands = demands
        self._feedback = feedback

    @needs("talk")
    def record(self, draft: CallDraft, by: object | None = None) -> int:
        """Log a call and everything its outcome asks for, in one save; returns its id. Raises Invalid.

        A talk closes the call-backs and the earlier "call later" of the same household; one about some reasons of the
        list only those among them, so that what was left unticked stays. A promise to pay becomes a promise
        in the dues, a promise to buy a verbal order, a complaint a complaint; what the draft brings besides is written
        with it. A happy talk clears the risk of settled complaints. A wrong number marks the phone, "do not call" is
        remembered, and whoever is to call back finds a request in their list.
        """
        customer_id, phone, key10 = self._whom(draft)
        draft = _with_a_day(replace(draft, customer_id=customer_id, phone=phone), self._store.clock.today())
        problems = draft.problems(self._store.clock.today()) | self._problems_of_handing_over(draft)
        if problems:
            raise Invalid(problems)
        with self._store.operation(by) as op:
            call_id = op.insert("interaction", self._columns(draft, customer_id, phone, key10))
            if draft.outcome in TALKED:
                self._talked(op, draft, call_id, customer_id, key10)
            self._consequences(op, draft, customer_id, key10)
            self._write_what_it_brings(op, draft, call_id)
            if draft.hand_to is not None:
                self._hand_over(op, draft, draft.hand_to)
            op.touch("interaction", call_id)
            if customer_id is not None:
                op.touch("customer", customer_id)
        return call_id

    def _whom(self, draft: CallDraft) -> tuple[int | None, str, str]:
        """Customer, phone and household key of a call: as given, else from the call-back, else the customer's first."""
        customer_id, phone = draft.customer_id, draft.phone.strip()
        if draft.callback_id is not None:
            callback = self.callback(draft.callback_id)
            customer_id = customer_id if customer_id is not None else callback.customer_id
            phone = phone or callback.phone
        if customer_id is not None and not phone:
            known = self._customers.phones(customer_id)
            phone = known[0].shown if known else ""
        return customer_id, phone, phones.normalise(phone).key10 if phone else ""

    def _columns(
        self, draft: CallDraft, customer_id: int | None, phone: str, key10: str
    ) -> dict[str, object]:
        at = self._moment(draft)
        return {
            "customer_id": customer_id,
            "callback_id": draft.callback_id,
            "phone": phone or None,
            "key10": key10 or None,
            "direction": draft.direction,
            "channel": draft.channel,
            "at": from_instant(at),
            "on_day": day_of(at).isoformat(),
            "outcome": draft.outcome,
            "said": draft.said.strip() or None,
            "answered": draft.answered.strip() or None,
            "mood": draft.mood,
            "score": draft.feedback.score if draft.feedback is not None else draft.score,
            "next_on": draft.next_on.isoformat() if draft.next_on else None,
            "next_at": draft.next_at or None,
            "reasons": json.dumps(draft.reasons),
            "staff_id": draft.staff_id if draft.staff_id is not None else self._store.actor,
        }

    def _moment(self, draft: CallDraft) -> dt.datetime:
        """When the call was: now, the instant a log tells, or noon of the earlier day it is written down for."""
        if draft.at is not None:
            return min(draft.at, self._store.clock.now())
        if draft.on is None or draft.on == self._store.clock.today():
            return self._store.clock.now()
        return dt.datetime.combine(draft.on, dt.time(12), DHAKA).astimezone(dt.UTC)

    def _talked(
        self, op: Operation, draft: CallDraft, call_id: int, customer_id: int | None, key10: str
    ) -> None:
        """Close what waited for this talk, and remember that they were spoken to."""
        at = self._moment(draft)
        day, moment = day_of(at), from_instant(at)
        household = set(self._customers.household(key10)) if key10 else set()
        if customer_id is not None:
            household.add(customer_id)
        agreed, asked = _named(draft, "call_later"), _named(draft, "callback")
        for one in sorted(household):
            rows = op.ids(
                "SELECT id FROM interaction WHERE customer_id = ? AND next_on IS NOT NULL AND next_closed_on IS NULL "
                "AND id <> ? AND at <= ? AND deleted_at IS NULL",
                (one, call_id, moment),
            )
            for row_id in rows:
                if agreed is None or row_id in agreed:
                    op.update("interaction", row_id, {"next_closed_on": day.isoformat()})
        found = op.ids(
            "SELECT id FROM callback WHERE status = 'open' AND deleted_at IS NULL AND (id = ? OR (asked_at <= ? "
            # They may have asked from another of their numbers.
            "AND ((key10 = ? AND ? <> '') OR customer_id IN (SELECT value FROM json_each(?)))))",
            (draft.callback_id, moment, key10, key10, json.dumps(sorted(household))),
        )
        waiting = [one for one in found if asked is None or one in asked or one == draft.callback_id]
        for callback_id in waiting:
            op.update("callback", callback_id, {"status": "done", "closed_at": op.now})
            op.touch("callback", callback_id)
        if customer_id is not None:
            face_to_face = draft.channel in ("counter", "visit")
            met(op, customer_id, day, seen=face_to_face)

    def _consequences(self, op: Operation, draft: CallDraft, customer_id: int | None, key10: str) -> None:
        if draft.outcome == "wrong_number" and key10:
            for phone_id in op.ids(
                "SELECT id FROM customer_phone WHERE key10 = ? AND deleted_at IS NULL AND state <> 'wrong'",
                (key10,),
            ):
                self._customers.mark_phone(phone_id, "wrong")
        if customer_id is None:
            return
        if draft.another_phone.strip():
            self._customers.add_phone(customer_id, draft.another_phone)
        if draft.outcome == "promised_pay" and draft.next_on is not None:
            owed = self._dues.balance(customer_id)
            if owed > 0:  # who owes nothing can promise nothing, and nobody more than is owed
                self._dues.write_promise(
                    op, customer_id, min(draft.amount_paisa or owed, owed), draft.next_on, made_on=draft.on
                )
        if draft.outcome == "do_not_call":
            self._customers.do_not_call(customer_id, draft.said)

    def _write_what_it_brings(self, op: Operation, draft: CallDraft, call_id: int) -> None:
        """The complaint, promises, answer and wish of a call; then, when they were happy, the risk is over."""
        at = self._moment(draft)
        day = day_of(at)
        for part in draft.brings(day, draft.customer_id, call_id).values():
            match part:
                case ComplaintDraft():
                    self._complaints.open(part, at=at)
                case BuyPromiseDraft():
                    self._promises.will_buy(part, on=day)
                case ShopPromiseDraft():
                    self._promises.promise(part, on=day)
                case FeedbackDraft():
                    self._feedback.give(part, on=day)
                case DemandDraft():
                    self._demands.ask(part, on=day)
        happy = draft.outcome in TALKED and (draft.mood == "happy" or draft.score == HAPPY)
        if happy and draft.customer_id is not None:
            self._complaints.clear_risk(op, draft.customer_id, day)

    def _problems_of_handing_over(self, draft: CallDraft) -> dict[str, Message]:
        if draft.hand_to is None:
            return {}
        working = "SELECT 1 FROM staff WHERE id = ? AND active = 1 AND deleted_at IS NULL"
        if self._store.value(working, (draft.hand_to,)) is None:
            return {"hand_to": Message("Choose somebody who works in the shop.")}
        if draft.customer_id is None and not draft.phone:
            return {"hand_to": Message("There is no phone number to call back.")}
        return {}

    def _hand_over(self, op: Operation, draft: CallDraft, staff_id: int) -> None:
        """Somebody else shall call them back. A moment after this talk, which would answer an earlier request."""
        request = CallbackDraft(
            phone=draft.phone,
            topic=draft.said or draft.answered,
            customer_id=draft.customer_id,
            source=draft.channel if draft.channel in SOURCES else "other",
            staff_id=staff_id,
        )
        self._request(op, request, from_instant(self._moment(draft) + dt.timedelta(milliseconds=1)))

    # ---- requests to be called back

    @needs("talk")
    def ask_callback(self, draft: CallbackDraft, by: object | None = None) -> int:
        """Write down that somebody wants to be called; returns the id. Raises Invalid.

        A known number finds its customer by itself. A second request from a number that waits already joins the first:
        the wait counts from the first, the newest topic is what to speak about, and whose it is may be learned later.
        """
        problems = draft.problems()
        if problems:
            raise Invalid(problems)
        with self._store.operation(by) as op:
            asked_at = op.now if draft.asked_at is None else min(op.now, from_instant(draft.asked_at))
            return self._request(op, draft, asked_at)

    def _request(self, op: Operation, draft: CallbackDraft, asked_at: str) -> int:
        """Write a request, or join the one that waits already; a known customer without a number may ask too."""
        phone = phones.normalise(draft.phone)
        customer_id = draft.customer_id
        if customer_id is None:
            household = self._customers.household(phone.key10) if phone.key10 else []
            customer_id = household[0] if len(household) == 1 else None
        values: dict[str, object] = {
            "topic": clean(draft.topic) or None,
            "source": draft.source,
            "wanted_at": from_instant(draft.wanted_at) if draft.wanted_at else None,
        }
        name = clean(draft.name) or None
        waiting = op.row(
            "SELECT id, topic, name, customer_id, asked_at, staff_id FROM callback WHERE status = 'open' "
            "AND deleted_at IS NULL AND key10 = ?1 AND (?1 <> '' OR customer_id = ?2)",
            (phone.key10, customer_id),
        )
        if waiting is not None:
            callback_id = int(waiting["id"])
            known = {
                "topic": values["topic"] or waiting["topic"],
                "name": name or waiting["name"],
                "asked_at": min(asked_at, waiting["asked_at"]),
                # Whom somebody said it is counts more than whose number it is.
                "customer_id": draft.customer_id or waiting["customer_id"] or customer_id,
                "staff_id": draft.staff_id or waiting["staff_id"],
            }
            op.update("callback", callback_id, {**values, **known})
        else:
            who = {"customer_id": customer_id, "name": name, "staff_id": draft.staff_id}
            number = {"phone": phone.e164 or phone.raw, "key10": phone.key10, "asked_at": asked_at}
            callback_id = op.insert("callback", {**who, **number, **values})
        op.touch("callback", callback_id)
        if customer_id is not None:
            op.touch("customer", customer_id)
        return callback_id

    @needs("talk")
    def assign_callback(self, callback_id: int, staff_id: int | None, by: object | None = None) -> None:
        """This member of staff shall call them back; None: whoever is free. Raises NotFound, Refused when closed."""
        if self.callback(callback_id).status != "open":
            raise Refused(Message("This call-back request is closed already."))
        with self._store.operation(by) as op:
            op.update("callback", callback_id, {"staff_id": staff_id})
            op.touch("callback", callback_id)

    @needs("talk")
    def drop_callback(self, callback_id: int, reason: str = "", by: object | None = None) -> None:
        """Take a request off the list by hand. Raises NotFound, Refused when it is closed already."""
        if self.callback(callback_id).status != "open":
            raise Refused(Message("This call-back request is closed already."))
        with self._store.operation(by) as op:
            values = {"status": "dropped", "closed_at": op.now, "close_reason": clean(reason) or None}
            op.update("callback", callback_id, values)
            op.touch("callback", callback_id)

    @needs("talk")
    def link_callback(self, callback_id: int, customer_id: int, by: object | None = None) -> None:
        """The caller turned out to be this customer; their number is added when it was unknown. Raises NotFound."""
        callback = self.callback(callback_id)
        if self._customers.get(customer_id).deleted:
            raise NotFound(Message("This customer is not in the book any more."))
        with self._store.operation(by) as op:
            op.update("callback", callback_id, {"customer_id": customer_id})
            self._customers.add_phone(customer_id, callback.phone)
            op.touch("callback", callback_id)


def _with_a_day(draft: CallDraft, today: dt.date) -> CallDraft:
    """A stranger who will buy has no verbal order in the book: without a day of theirs they are called after a week."""
    if draft.outcome != "promised_buy" or draft.customer_id is not None or draft.next_on is not None:
        return draft
    return replace(draft, next_on=(draft.on or today) + dt.timedelta(days=BUY_EXPECTED_DAYS))


def _named(draft: CallDraft, rule: str) -> frozenset[int] | None:
    """The facts of a rule a call was about, by the keys of its items; None for a talk about nothing in particular."""
    about = [reason for reason in draft.reasons if reason != ADVICE]
    if not about:
        return None
    parts = (reason.split(":") for reason in about)
    return frozenset(int(key[2]) for key in parts if key[0] == rule and len(key) == 4)
