"""Opening the sheet of a job's next step from anywhere. What it asks is stepping_sheet.py's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from shopbook.service.model import Job
from ui.context import Context
from ui.service.words import job_number, thing, whose


def open_step(ctx: Context, target: object) -> None:
    """Navigation "job_step", "settle_job_late", "settle_job_at_company".

    {"job_id", "step"} (STEPS of the sheet; without one the likeliest), or {"item", "card"} of the day's list.
    """
    from ui.service.stepping_sheet import StepSheet, possible_steps

    asked: Mapping[str, Any] = target if isinstance(target, Mapping) else {}
    job_id = job_of(asked)
    if job_id is None:
        return
    job = ctx.book.jobs.get(job_id)
    if not possible_steps(job):
        ctx.navigation.go("service", {"job_id": job.id})
        return
    ctx.navigation.open_sheet(StepSheet(ctx, job, str(asked.get("step", ""))), heading(job))


def job_of(asked: Mapping[str, Any]) -> int | None:
    """The job asked for, or that of the item of the day's list."""
    if isinstance(asked.get("job_id"), int):
        return int(asked["job_id"])
    item = asked.get("item")
    return int(item.source_id) if item is not None else None


def heading(job: Job) -> str:
    """রহিম ভাই — জব A-000012 · ফ্রিজ."""
    return f"{whose(job)} — {job_number(job)} · {thing(job)}"
