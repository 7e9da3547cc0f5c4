"""The money and the warranty of a job that is handed over, and both taken back again."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from shopbook.dues.model import METHODS, Posting
from shopbook.dues.operations import Dues
from shopbook.errors import Message, Refused
from shopbook.money import MAX_PAISA
from shopbook.service.model import Job
from shopbook.storage.store import Operation
from shopbook.warranties.operations import Warranties


@dataclass(frozen=True, slots=True)
class HandingOver:
    """What is paid when the thing is given back, and what of the charge is let off."""

    on: dt.date
    paid_paisa: int = 0
    method: str = "cash"
    discount_paisa: int = 0

    def problems(self, job: Job) -> dict[str, Message]:
        """Every problem at once, by field."""
        found: dict[str, Message] = {}
        if self.discount_paisa < 0:
            found["discount_paisa"] = Message("A discount cannot be negative.")
        elif self.discount_paisa > job.charge_paisa:
            found["discount_paisa"] = Message("The discount is larger than the charge.")
        owed = job.charge_paisa - max(0, self.discount_paisa)
        if not 0 <= self.paid_paisa <= MAX_PAISA:
            found["paid_paisa"] = Message("This amount is not possible.")
        elif job.customer_id is None and "discount_paisa" not in found and self.paid_paisa != owed:
            found["paid_paisa"] = Message(
                "Without a customer the job is paid in full: {charge_paisa}. To leave a due, choose the customer.",
                charge_paisa=owed,
            )
        if self.method not in METHODS:
            found["method"] = Message("Choose how it was paid.")
        return found


def post_charge(op: Operation, dues: Dues, job: Job, given: HandingOver) -> None:
    """Write what a customer's job costs, what was let off and what was paid into their account."""
    if job.customer_id is None:
        return
    postings = []
    if job.charge_paisa:
        postings.append(Posting("service", job.charge_paisa, given.on, job_id=job.id))
    if given.discount_paisa:
        postings.append(Posting("discount", -given.discount_paisa, given.on, job_id=job.id))
    if given.paid_paisa:
        postings.append(
            Posting(
                "payment" if job.charge_paisa else "advance",
                -given.paid_paisa,
                given.on,
                method=given.method,
                receipt_no=op.number("receipt"),
                job_id=job.id,
            )
        )
    if postings:
        dues.post(op, job.customer_id, postings)


def require_money_of_today(job: Job, today: dt.date) -> None:
    """Refused for the money of somebody who is not in the book when its day is over: no ledger has it, and what a day
    took in stays what it was."""
    if job.customer_id is None and job.paid_paisa and job.closed_on is not None and job.closed_on < today:
        raise Refused(
            Message(
                "It was handed over on {closed_on}, and its money belongs to that day.",
                closed_on=job.closed_on,
            ),
            Message("If it comes back, take it in again."),
        )


def reverse_charge(op: Operation, dues: Dues, job: Job, step_id: int, reason: str) -> None:
    """Take back what `post_charge` wrote after this step of delivery and still stands, by counter-entries.

    Money for the repair that came before or later is the customer's all the same: it stays in their account.
    """
    if job.customer_id is None or not (job.charge_paisa or job.paid_paisa):
        return
    first = op.value("SELECT min(id) FROM ledger WHERE job_id = ? AND id > ?", (job.id, step_id))
    entries = op.ids(
        "SELECT id FROM ledger l WHERE job_id = ?1 AND reverses_id IS NULL AND (id = ?2 OR together_id = ?2) "
        "AND NOT EXISTS (SELECT 1 FROM ledger r WHERE r.reverses_id = l.id) ORDER BY id",
        (job.id, first),
    )
    if entries:
        dues.post_reversals(op, job.customer_id, entries, reason)


def follow_cover(op: Operation, warranties: Warranties, job: Job, delivered_on: dt.date) -> int | None:
    """Let the repair do to the card what was found; returns a new card's id. Raises what the card refuses.

    A piece with another serial gets a card of its own; a card that ended meanwhile stays ended when no more is wanted.
    """
    if job.warranty_id is None or (job.cover_effect == "none" and not job.new_serial):
        return None
    if job.cover_effect == "none" and not warranties.card(job.warranty_id).is_active:
        return None
    return warranties.after_repair(
        op,
        job.warranty_id,
        job.cover_effect,
        received_on=job.received_on,
        delivered_on=delivered_on,
        new_serial=job.new_serial,
        reason=job.work_done or job.problem,
    )


def undo_cover(op: Operation, warranties: Warranties, job: Job) -> None:
    """Take back what the repair did to the card. Raises Refused when the card lived on since."""
    unchanged = job.cover_effect == "none" and job.new_warranty_id is None
    if job.warranty_id is None or unchanged or job.closed_on is None:
        return
    warranties.undo_repair(
        op,
        job.warranty_id,
        job.cover_effect,
        received_on=job.received_on,
        delivered_on=job.closed_on,
        new_warranty_id=job.new_warranty_id,
    )
