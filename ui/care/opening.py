"""Opening the sheets of complaints and opinions from anywhere. What they ask is their own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from shopbook.localisation.language import _
from ui import titles
from ui.care.complaints_check import CheckSheet
from ui.care.complaints_resolve import ResolveSheet
from ui.care.complaints_sheet import ComplaintSheet
from ui.care.complaints_words import whom
from ui.care.feedback_sheet import FeedbackSheet
from ui.context import Context


def open_complaint(ctx: Context, target: object) -> None:
    """Navigation "complaint", "settle_complaint".

    {"complaint_id": id} changes one, with "settle": True settles it; {"item", "card"} of the day's list settles it too;
    {"customer_id", "what", "kind"} begins a new one, as does anything else (for the customer of the page in front).
    """
    asked = _asked(target)
    complaint_id = _source(asked, "complaint_id")
    if complaint_id is None:
        _begin(ctx, asked)
        return
    complaint = ctx.book.complaints.get(complaint_id)
    settles = "item" in asked or bool(asked.get("settle"))
    if settles and complaint.status == "open":
        known = complaint.customer_id
        who = whom(complaint) if known is None else titles.name_of(ctx, known)
        title = _("{who} — settle the complaint").format(who=who)
        ctx.navigation.open_sheet(ResolveSheet(ctx, complaint), title)
    else:
        sheet = ComplaintSheet(ctx, complaint_id=complaint_id)
        ctx.navigation.open_sheet(sheet, titles.about(ctx, complaint.customer_id, _("Complaint")))


def _begin(ctx: Context, asked: Mapping[str, Any]) -> None:
    """A new complaint; a rumour is nobody's, even on a customer's page."""
    began = dict(asked)
    rumour = began.get("kind") == "rumour"
    if not isinstance(began.get("customer_id"), int) and not rumour and not began.get("new"):
        began["customer_id"] = ctx.navigation.customer_here()
    sheet = ComplaintSheet(ctx, began)
    title = _("Rumour") if rumour else titles.about(ctx, sheet.customer_id, _("Complaint"))
    ctx.navigation.open_sheet(sheet, title)


def open_check(ctx: Context, target: object) -> None:
    """Navigation "settle_complaint_check": {"complaint_id": id} or {"item", "card"}; asks whether it held."""
    complaint_id = _source(_asked(target), "complaint_id")
    if complaint_id is None:
        return
    complaint = ctx.book.complaints.get(complaint_id)
    ctx.navigation.open_sheet(
        CheckSheet(ctx, complaint), titles.about(ctx, complaint.customer_id, _("Complaint"))
    )


def open_feedback(ctx: Context, target: object) -> None:
    """Navigation "feedback", "settle_feedback": {"feedback_id": id} changes an opinion; {"customer_id": id}, the
    customer of {"item", "card"} or of the page in front gives a new one."""
    asked = _asked(target)
    feedback_id = asked.get("feedback_id")
    if isinstance(feedback_id, int):
        answer = ctx.book.feedback.get(feedback_id)
        sheet = FeedbackSheet(ctx, answer.customer_id, answer)
        ctx.navigation.open_sheet(sheet, titles.about(ctx, answer.customer_id, _("Opinion")))
        return
    customer_id = asked.get("customer_id")
    item = asked.get("item")
    if item is not None:
        customer_id = item.customer_id
    if not isinstance(customer_id, int) and "customer_id" not in asked:
        customer_id = ctx.navigation.customer_here()
    known = customer_id if isinstance(customer_id, int) else None
    ctx.navigation.open_sheet(FeedbackSheet(ctx, known), titles.about(ctx, known, _("Opinion")))


def _asked(target: object) -> Mapping[str, Any]:
    return target if isinstance(target, Mapping) else {}


def _source(asked: Mapping[str, Any], key: str) -> int | None:
    """The id asked for, or that of the item of the day's list."""
    if isinstance(asked.get(key), int):
        return int(asked[key])
    item = asked.get("item")
    return int(item.source_id) if item is not None else None
