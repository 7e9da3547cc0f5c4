"""Making, moving and ending plans: what of a memo is due, shared out over days, with those who answer for it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from shopbook.customers.phones import normalise
from shopbook.dues.ageing import age
from shopbook.dues.entries import unsettled_of
from shopbook.dues.operations import Dues
from shopbook.dues.plan_figures import end_plan
from shopbook.dues.plan_model import GuarantorDraft, Plan, PlanDraft, instalments
from shopbook.dues.plan_queries import PlanQueries, plan_of
from shopbook.errors import Invalid, Message, NotFound, Refused
from shopbook.localisation.language import _
from shopbook.permissions import needs, shows
from shopbook.search.fold import clean
from shopbook.search.index import SearchIndex
from shopbook.storage.connection import Row
from shopbook.storage.store import Operation, Reader, Store


class Plans(PlanQueries):
    """Plans of one book: questions and writes."""

    def __init__(self, store: Store, dues: Dues) -> None:
        super().__init__(store)
        self._store = store
        self._dues = dues

    @shows("see_dues")
    def due_of(self, sale_id: int) -> int:
        """What of a memo's price is still due, in paisa: what a plan would share out."""
        sale = self._reader.row("SELECT customer_id FROM sale WHERE id = ?", (sale_id,))
        return (
            0
            if sale is None or sale["customer_id"] is None
            else _due(self._reader, sale_id, sale["customer_id"])
        )

    @needs("sell")
    def make(self, draft: PlanDraft, by: object | None = None) -> Plan:
        """Share out what of a memo is due. A plan the memo had ends, and so does a promise about it.

        Raises Invalid, NotFound, Refused (a voided memo, or one of nobody).
        """
        with self._store.operation(by) as op:
            sale = _memo(op, draft.sale_id)
            today = self._clock.today()
            due = _due(op, draft.sale_id, sale["customer_id"])
            problems = draft.problems(today, due)
            if problems:
                raise Invalid(problems)
            for plan_id in op.ids(
                "SELECT id FROM plan WHERE sale_id = ? AND ended_on IS NULL AND deleted_at IS NULL",
                (draft.sale_id,),
            ):
                end_plan(op, plan_id, _("Made anew"), today)
            self._dues.end_promises(op, sale["customer_id"], draft.sale_id)
            plan_id = self._write(op, draft, sale["customer_id"], due, today)
            self._dues.refresh(op, sale["customer_id"])
            op.touch("plan", plan_id)
            op.touch("sale", draft.sale_id)
            return plan_of(op, plan_id)

    def _write(self, op: Operation, draft: PlanDraft, customer_id: int, due: int, today: dt.date) -> int:
        plan_no = op.number("plan")
        plan_id = op.insert(
            "plan",
            {
                "plan_no": plan_no,
                "sale_id": draft.sale_id,
                "customer_id": customer_id,
                "made_on": today.isoformat(),
                "financed_paisa": due,
                "every": draft.every,
                "note": draft.note.strip() or None,
                "left_paisa": due,
            },
        )
        SearchIndex().put_code(op, "plan", plan_id, customer_id, plan_no)
        days = instalments(due, draft.count, draft.first_day(today), draft.every)
        for position, (due_on, amount_paisa) in enumerate(days, start=1):
            op.insert(
                "instalment",
                {
                    "plan_id": plan_id,
                    "customer_id": customer_id,
                    "position": position,
                    "due_on": due_on.isoformat(),
                    "amount_paisa": amount_paisa,
                },
            )
        _write_guarantors(op, plan_id, draft.guarantors)
        return plan_id

    @needs("credit")
    def end(self, plan_id: int, reason: str, by: object | None = None) -> Plan:
        """Give a plan up; what is owed stays owed as any other due. Raises Invalid, NotFound, Refused."""
        if not clean(reason):
            raise Invalid({"reason": Message("Write why.")})
        with self._store.operation(by) as op:
            plan = _standing(op, plan_id)
            end_plan(op, plan_id, clean(reason), self._clock.today())
            op.touch("customer", plan.customer_id)
            return plan_of(op, plan_id)

    @needs("payment")
    def move_day(self, instalment_id: int, due_on: dt.date, by: object | None = None) -> Plan:
        """Let one instalment come due on another day. Raises Invalid, NotFound, Refused (paid, or of an ended plan)."""
        with self._store.operation(by) as op:
            row = op.row("SELECT plan_id, settled_on FROM instalment WHERE id = ?", (instalment_id,))
            if row is None:
                raise NotFound(Message("This instalment is not in the book."))
            plan = _standing(op, row["plan_id"])
            if row["settled_on"] is not None:
                raise Refused(Message("This instalment is paid."))
            if due_on < self._clock.today():
                raise Invalid({"due_on": Message("This day is already past.")})
            op.update("instalment", instalment_id, {"due_on": due_on.isoformat()})
            # Money hits the earliest first, so another one may be the paid one now.
            self._dues.refresh(op, plan.customer_id)
            op.touch("plan", plan.id)
            return plan_of(op, plan.id)

    @needs("sell")
    def change_guarantors(
        self, plan_id: int, guarantors: Sequence[GuarantorDraft], by: object | None = None
    ) -> Plan:
        """Who answers for a plan from now on. Raises Invalid, NotFound."""
        unnamed = {
            f"guarantors.{place}.name": Message("Who is the guarantor?")
            for place, each in enumerate(guarantors)
            if not clean(each.name)
        }
        if unnamed:
            raise Invalid(unnamed)
        with self._store.operation(by) as op:
            plan = plan_of(op, plan_id)
            for guarantor in plan.guarantors:
                op.update("guarantor", guarantor.id, {"deleted_at": op.now})
            _write_guarantors(op, plan_id, guarantors)
            op.touch("plan", plan_id)
            op.touch("customer", plan.customer_id)
            return plan_of(op, plan_id)


def _memo(reader: Reader, sale_id: int) -> Row:
    sale = reader.row(
        "SELECT customer_id, voided_on FROM sale WHERE id = ? AND deleted_at IS NULL", (sale_id,)
    )
    if sale is None:
        raise NotFound(Message("This memo is not in the book."))
    if sale["voided_on"] is not None:
        raise Refused(Message("This memo was voided."))
    if sale["customer_id"] is None:
        raise Refused(Message("Without a customer the memo is paid in full; there is nothing to share out."))
    return sale


def _due(reader: Reader, sale_id: int, customer_id: int) -> int:
    """What of the memo's own price is open: a plan is about the goods, not about what came on top later."""
    items = age(unsettled_of(reader, customer_id)).open_items
    first = next((item for item in items if item.sale_id == sale_id), None)
    kind = first and reader.value("SELECT kind FROM ledger WHERE id = ?", (first.entry_id,))
    return first.open_paisa if first is not None and kind == "sale" else 0


def _standing(reader: Reader, plan_id: int) -> Plan:
    plan = plan_of(reader, plan_id)
    if plan.ended_on is not None:
        raise Refused(Message("This plan has ended."))
    if plan.settled_on is not None:
        raise Refused(Message("This plan is paid off."))
    return plan


def _write_guarantors(op: Operation, plan_id: int, guarantors: Sequence[GuarantorDraft]) -> None:
    for position, each in enumerate(guarantors):
        phone = normalise(each.phone) if clean(each.phone) else None
        op.insert(
            "guarantor",
            {
                "plan_id": plan_id,
                "position": position,
                "name": clean(each.name),
                "phone": (phone.e164 or phone.raw) if phone else None,
                "key10": (phone.key10 or None) if phone else None,
                "relation": clean(each.relation) or None,
                "address": clean(each.address) or None,
            },
        )
