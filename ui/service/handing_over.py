"""Opening what hands a job back: what came of it, when that is not written yet, else the handing over itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from shopbook.errors import Message
from shopbook.service.model import why_not
from ui.context import Context
from ui.service.stepping import heading, job_of


def open_delivery(ctx: Context, target: object) -> None:
    """Navigation "job_delivery", "settle_job_ready": {"job_id"}, or {"item", "card"} of the day's list."""
    asked: Mapping[str, Any] = target if isinstance(target, Mapping) else {}
    job_id = job_of(asked)
    if job_id is None:
        return
    job = ctx.book.jobs.get(job_id)
    if job.status == "ready":
        from ui.service.delivery_sheet import DeliverySheet

        ctx.navigation.open_sheet(DeliverySheet(ctx, job), heading(job))
    elif job.may_become("ready"):
        from ui.service.finding_sheet import FindingSheet

        ctx.navigation.open_sheet(FindingSheet(ctx, job), heading(job))
    else:
        problem: Message = why_not(job.status, "delivered")
        ctx.messages.problem(problem)
