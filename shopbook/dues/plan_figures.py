"""What is left of plans and paid of instalments, kept in step with the ledger and compared with it. Drafts: `plans`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import groupby

from shopbook.clock import to_day
from shopbook.dues.entries import entries_of
from shopbook.dues.model import Difference, Entry
from shopbook.dues.plan_model import Progress, open_over_time, progress_of
from shopbook.storage.connection import Row
from shopbook.storage.store import Operation, Reader

_PARTS = "SELECT * FROM instalment WHERE plan_id = ? AND deleted_at IS NULL ORDER BY due_on, position"


def keep_plans(op: Operation, customer_id: int, entries: Sequence[Entry], today: dt.date) -> None:
    """Bring a customer's plans in step with their ledger, inside an operation; a voided memo ends its plan.

    `entries`: the customer's, those of every memo with a plan among them.
    """
    for plan in op.rows(
        "SELECT p.*, s.voided_on, s.void_reason FROM plan p JOIN sale s ON s.id = p.sale_id "
        "WHERE p.customer_id = ? AND p.ended_on IS NULL AND p.deleted_at IS NULL ORDER BY p.id",
        (customer_id,),
    ):
        if plan["voided_on"] is not None:
            end_plan(op, plan["id"], plan["void_reason"] or "", today)
        else:
            _keep(op, plan, op.rows(_PARTS, (plan["id"],)), entries)


def end_plan(op: Operation, plan_id: int, reason: str, today: dt.date) -> None:
    """Let a plan stand no longer, inside an operation: nothing of it is awaited any more. The money stays due."""
    ended = {"ended_on": today.isoformat(), "end_reason": reason, "left_paisa": 0, "settled_on": None}
    op.update("plan", plan_id, ended)
    for instalment_id in op.ids(
        "SELECT id FROM instalment WHERE plan_id = ? AND deleted_at IS NULL", (plan_id,)
    ):
        op.update("instalment", instalment_id, {"deleted_at": op.now})
    op.touch("plan", plan_id)


def _keep(op: Operation, plan: Row, parts: Sequence[Row], entries: Sequence[Entry]) -> None:
    progress = _progress(plan, parts, entries)
    changed = (plan["left_paisa"], plan["settled_on"]) != (progress.left_paisa, _text(progress.settled_on))
    if changed:
        op.execute(
            "UPDATE plan SET left_paisa = ?, settled_on = ? WHERE id = ?",
            (progress.left_paisa, _text(progress.settled_on), plan["id"]),
        )
    for part, (paid_paisa, settled_on) in zip(parts, progress.parts, strict=True):
        if (part["paid_paisa"], part["settled_on"]) != (paid_paisa, _text(settled_on)):
            changed = True
            op.execute(
                "UPDATE instalment SET paid_paisa = ?, settled_on = ? WHERE id = ?",
                (paid_paisa, _text(settled_on), part["id"]),
            )
    if changed:
        op.touch("plan", plan["id"])


def _progress(plan: Row, parts: Sequence[Row], entries: Sequence[Entry]) -> Progress:
    history = open_over_time(entries, plan["sale_id"])
    return progress_of(plan["financed_paisa"], [part["amount_paisa"] for part in parts], history)


def _text(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def plan_differences(reader: Reader) -> Iterator[Difference]:
    """The kept figures of plans and instalments that are not what the ledger gives, for `check`."""
    plans = reader.rows("SELECT * FROM plan WHERE deleted_at IS NULL ORDER BY customer_id, id")
    for customer_id, theirs in groupby(plans, key=lambda plan: int(plan["customer_id"])):
        entries = entries_of(reader, customer_id)
        for plan in theirs:
            parts = reader.rows(_PARTS, (plan["id"],))
            if plan["ended_on"] is not None:
                progress = Progress(0, None, ())
                if parts:
                    yield Difference(customer_id, "instalments of an ended plan", len(parts), 0)
            else:
                progress = _progress(plan, parts, entries)
                if plan["financed_paisa"] != sum(part["amount_paisa"] for part in parts):
                    counted = sum(part["amount_paisa"] for part in parts)
                    yield Difference(customer_id, "financed_paisa", plan["financed_paisa"], counted)
            kept = (plan["left_paisa"], to_day(plan["settled_on"]))
            if kept != (progress.left_paisa, progress.settled_on):
                yield Difference(customer_id, "left_paisa", kept, (progress.left_paisa, progress.settled_on))
            for part, counted in zip(parts, progress.parts, strict=False):
                paid = (part["paid_paisa"], to_day(part["settled_on"]))
                if paid != counted:
                    yield Difference(customer_id, "paid_paisa", paid, counted)
