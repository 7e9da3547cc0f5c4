"""What a draft of money may not be about, said as sentences. Nothing is written here."""

from __future__ import annotations

from shopbook.dues.model import Ageing, PaymentDraft
from shopbook.errors import Invalid, Message, NotFound, Refused
from shopbook.storage.connection import Row
from shopbook.storage.store import Reader


def paper_of(reader: Reader, draft: PaymentDraft) -> int | None:
    """The memo a payment is for, if any; NotFound for a memo, repair, plan or halkhata that is not theirs."""
    of_theirs = (draft.customer_id,)
    if draft.halkhata_id is not None:
        known = "SELECT 1 FROM halkhata WHERE id = ? AND deleted_at IS NULL"
        if reader.value(known, (draft.halkhata_id,)) is None:
            raise NotFound(Message("This halkhata is not in the book."))
    if draft.job_id is not None:
        known = "SELECT 1 FROM job WHERE id = ? AND customer_id = ? AND deleted_at IS NULL"
        if reader.value(known, (draft.job_id, *of_theirs)) is None:
            raise NotFound(Message("This job is not in the book."))
    sale_id = draft.sale_id
    if draft.plan_id is not None:
        plan = reader.row(
            "SELECT sale_id, ended_on FROM plan WHERE id = ? AND customer_id = ? AND deleted_at IS NULL",
            (draft.plan_id, *of_theirs),
        )
        if plan is None:
            raise NotFound(Message("This plan is not in the book."))
        if plan["ended_on"] is not None:
            raise Refused(Message("This plan has ended."))
        sale_id = int(plan["sale_id"])
    if sale_id is not None:
        known = (
            "SELECT 1 FROM sale WHERE id = ? AND customer_id = ? AND voided_on IS NULL AND deleted_at IS NULL"
        )
        if reader.value(known, (sale_id, *of_theirs)) is None:
            raise NotFound(Message("This memo is not in the book."))
    return sale_id


def require_discount_fits(draft: PaymentDraft, before: Ageing) -> None:
    """Invalid when more is let off than the payment leaves."""
    left = max(0, before.balance_paisa - draft.amount_paisa)
    if draft.discount_paisa > left:
        problem = Message("After this payment only {left_paisa} is owed.", left_paisa=left)
        raise Invalid({"discount": problem})


def require_own_entry(row: Row) -> None:
    """Refused for an entry that is a part of a paper and taken back only with it."""
    if row["kind"] == "sale":
        raise Refused(Message("A sale is undone by voiding its memo."))
    if row["kind"] == "return" or (row["kind"] == "refund" and row["sale_id"] is not None):
        raise Refused(Message("A return is undone by voiding the return."))
    if row["kind"] == "service":
        raise Refused(Message("The charge of a repair is undone at its job."))
