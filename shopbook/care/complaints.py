"""The only writes about complaints: opened, settled, asked after, opened again. When to ask again is `followups`."""

from __future__ import annotations

import datetime as dt

from shopbook.care.complaint_model import KINDS as KINDS
from shopbook.care.complaint_model import (
    LONGEST_NAME,
    LONGEST_TEXT,
    Complaint,
)
from shopbook.care.complaint_model import SEVERITIES as SEVERITIES
from shopbook.care.complaint_model import ComplaintDraft as ComplaintDraft
from shopbook.care.complaint_model import Resolution as Resolution
from shopbook.care.complaint_queries import ComplaintQueries
from shopbook.care.people import text_problems
from shopbook.clock import day_of, from_instant
from shopbook.customers.living import require_customer
from shopbook.errors import Invalid, Message, Refused
from shopbook.permissions import needs
from shopbook.search.fold import clean
from shopbook.storage.store import Operation, Store


class Complaints(ComplaintQueries):
    """Complaints of one book: questions and writes."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self._store = store

    @needs("talk")
    def open(self, draft: ComplaintDraft, by: object | None = None, *, at: dt.datetime | None = None) -> int:
        """Write a complaint down; the customer is at risk from now on. Returns its id. Raises Invalid, NotFound.

        `at`: the earlier instant at which it was said, when it is written down later.
        """
        at = at or self._clock.now()
        problems = draft.problems(day_of(at))
        if problems:
            raise Invalid(problems)
        with self._store.operation(by) as op:
            return self.write(op, draft, at)

    def write(self, op: Operation, draft: ComplaintDraft, at: dt.datetime) -> int:
        """Write a checked complaint of an instant inside an open operation; returns its id."""
        if draft.customer_id is not None:
            require_customer(op, draft.customer_id)
        opened = {"opened_at": from_instant(at), "opened_on": day_of(at).isoformat()}
        complaint_id = op.insert("complaint", {**_columns(draft), **opened})
        _touch(op, complaint_id, draft.customer_id)
        return complaint_id

    @needs("talk")
    def change(self, complaint_id: int, draft: ComplaintDraft, by: object | None = None) -> None:
        """Save an edited complaint; a day promised before stays possible. Raises Invalid, NotFound."""
        old = self.get(complaint_id)
        today = self._clock.today()
        same_day = old.promised_on is not None and draft.promised_on == old.promised_on
        problems = draft.problems(min(today, old.promised_on) if same_day and old.promised_on else today)
        if problems:
            raise Invalid(problems)
        with self._store.operation(by) as op:
            if draft.customer_id is not None and draft.customer_id != old.customer_id:
                require_customer(op, draft.customer_id)
            op.update("complaint", complaint_id, _columns(draft))
            _touch(op, complaint_id, old.customer_id, draft.customer_id)

    @needs("talk")
    def resolve(self, complaint_id: int, resolution: Resolution, by: object | None = None) -> None:
        """The shop settled it; in three days it asks whether that held. Raises Invalid, NotFound, Refused."""
        problems = resolution.problems()
        if problems:
            raise Invalid(problems)
        old = self._standing(complaint_id, "open")
        values: dict[str, object] = {
            "status": "resolved",
            "resolution": clean(resolution.resolution) or None,
            "compensation": clean(resolution.compensation) or None,
            "compensation_paisa": resolution.compensation_paisa,
            "satisfied": None,
            "checked_on": None,
        }
        self._close(old, values, by)

    @needs("talk")
    def withdraw(self, complaint_id: int, reason: str, by: object | None = None) -> None:
        """A misunderstanding, or they took it back: no risk any more. Raises Invalid, NotFound, Refused."""
        problems: dict[str, Message] = {}
        text_problems(problems, "reason", reason, LONGEST_TEXT, Message("Write why."))
        if problems:
            raise Invalid(problems)
        self._close(
            self._standing(complaint_id, "open"), {"status": "withdrawn", "resolution": clean(reason)}, by
        )

    def _close(self, old: Complaint, values: dict[str, object], by: object | None) -> None:
        today = self._clock.today().isoformat()
        with self._store.operation(by) as op:
            op.update("complaint", old.id, {**values, "resolved_at": op.now, "resolved_on": today})
            _touch(op, old.id, old.customer_id)

    @needs("talk")
    def reopen(self, complaint_id: int, by: object | None = None, *, why: str = "") -> None:
        """It is not settled after all: open again, without a promised day. Raises Invalid, NotFound, Refused."""
        self._open_again(self._standing(complaint_id, "resolved", "withdrawn"), why, {}, by)

    @needs("talk")
    def check(self, complaint_id: int, satisfied: bool, by: object | None = None, why: str = "") -> None:
        """The shop asked again. Content: nobody is at risk any more. Not content: open again, `why` is what is wrong.

        Raises Invalid, NotFound, Refused.
        """
        old = self._standing(complaint_id, "resolved")
        today = self._clock.today().isoformat()
        if not satisfied:
            self._open_again(old, why, {"satisfied": "no", "checked_on": today}, by)
            return
        with self._store.operation(by) as op:
            op.update("complaint", old.id, {"satisfied": "yes", "checked_on": today, "cleared_on": today})
            _touch(op, old.id, old.customer_id)

    def _open_again(self, old: Complaint, why: str, more: dict[str, object], by: object | None) -> None:
        problems: dict[str, Message] = {}
        text_problems(problems, "why", why, LONGEST_TEXT, None)
        if problems:
            raise Invalid(problems)
        values: dict[str, object] = {
            "status": "open",
            "promised_on": None,
            "resolved_at": None,
            "resolved_on": None,
            "satisfied": None,
            "checked_on": None,
            "cleared_on": None,
            "times_reopened": old.times_reopened + 1,
            "reopened_why": clean(why) or None,
        }
        with self._store.operation(by) as op:
            op.update("complaint", old.id, {**values, **more})
            _touch(op, old.id, old.customer_id)

    @needs("talk")
    def asked(
        self, complaint_id: int, customer_id: int | None = None, name: str = "", by: object | None = None
    ) -> int:
        """Somebody asked about a rumour and got the agreed answer; returns the asker. Raises Invalid, NotFound."""
        complaint = self.get(complaint_id)
        problems: dict[str, Message] = {}
        missing = Message("Write who asked.") if customer_id is None else None
        text_problems(problems, "name", name, LONGEST_NAME, missing)
        if problems:
            raise Invalid(problems)
        with self._store.operation(by) as op:
            if customer_id is not None:
                require_customer(op, customer_id)
            values: dict[str, object] = {"complaint_id": complaint_id, "customer_id": customer_id}
            asker_id = op.insert(
                "complaint_asker",
                {**values, "name": clean(name) or None, "asked_on": self._clock.today().isoformat()},
            )
            _touch(op, complaint_id, complaint.customer_id, customer_id)
        return asker_id

    def follow_note(self, op: Operation, note_id: int, what: str | None) -> None:
        """The note a complaint came from was edited; with None it is no complaint (or no note) any more."""
        for row in op.rows(
            "SELECT id, customer_id FROM complaint WHERE note_id = ? AND status = 'open' AND deleted_at IS NULL",
            (note_id,),
        ):
            op.update(
                "complaint", row["id"], {"deleted_at": op.now} if what is None else {"what": what.strip()}
            )
            _touch(op, row["id"], row["customer_id"])

    def clear_risk(self, op: Operation, customer_id: int, on: dt.date | None = None) -> None:
        """They were happy when spoken to: when nothing of theirs is open, they are not at risk any more.

        `on`: the earlier day of that talk, when it is written down later; it says nothing of what was settled after it.
        """
        day = (on or self._clock.today()).isoformat()
        if op.value(
            "SELECT EXISTS (SELECT 1 FROM complaint WHERE customer_id = ? AND status = 'open' AND deleted_at IS NULL)",
            (customer_id,),
        ):
            return
        for complaint_id in op.ids(
            "SELECT id FROM complaint WHERE customer_id = ? AND cleared_on IS NULL AND status <> 'withdrawn' "
            "AND deleted_at IS NULL AND resolved_on <= ?",
            (customer_id, day),
        ):
            op.update("complaint", complaint_id, {"cleared_on": day})
            _touch(op, complaint_id, customer_id)

    def _standing(self, complaint_id: int, *wanted: str) -> Complaint:
        complaint = self.get(complaint_id)
        if complaint.status not in wanted:
            if complaint.status == "open":
                raise Refused(Message("This complaint is still open."))
            raise Refused(Message("This complaint is closed already."))
        return complaint


def _columns(draft: ComplaintDraft) -> dict[str, object]:
    return {
        "customer_id": draft.customer_id,
        "kind": draft.kind,
        "severity": draft.severity,
        "what": draft.what.strip(),
        "promised_on": draft.promised_on.isoformat() if draft.promised_on else None,
        "product_name": clean(draft.product_name) or None,
        "sale_id": draft.sale_id,
        "agreed_answer": draft.agreed_answer.strip() or None,
        "staff_id": draft.staff_id,
        "interaction_id": draft.interaction_id,
        "note_id": draft.note_id,
    }


def _touch(op: Operation, complaint_id: int, *customers: int | None) -> None:
    op.touch("complaint", complaint_id)
    op.touch("customer", *(each for each in customers if each is not None))
