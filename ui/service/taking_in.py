"""Taking a thing in for service (F7): from its card with one question left, or from nothing. The slip is printed by
Ctrl+P; what the card says is frozen in shopbook.service."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from shopbook.localisation.language import _
from shopbook.service.model import Job, JobDraft
from ui import titles
from ui.context import Context
from ui.service.taking_in_sheet import TakingInSheet
from ui.service.words import job_number

# On these pages the customer in front is surely the one spoken of; on a list somebody else may stand at the counter.
OWN_PAGES = ("customer", "sale", "sale_view")


def open_job(ctx: Context, target: object) -> None:
    """Navigation "job": {"warranty_id"}, {"serial"}, {"customer_id"}; {"job_id"} changes what was written.

    Nothing: the card or the customer of the page in front.
    """
    asked: Mapping[str, Any] = target if isinstance(target, Mapping) else {}
    job_id = asked.get("job_id")
    if isinstance(job_id, int):
        job = ctx.book.jobs.get(job_id)
        sheet = TakingInSheet(ctx, draft_of(job), job)
        ctx.navigation.open_sheet(sheet, _("Job {job_no}").format(job_no=job_number(job)))
        return
    draft = _begun(ctx, asked)
    sheet = TakingInSheet(ctx, draft)
    if "serial" in asked:
        sheet.scanned(str(asked["serial"]))
    title = titles.about(ctx, draft.customer_id, _("Take in for service"))
    ctx.navigation.open_sheet(sheet, title)


def draft_of(job: Job) -> JobDraft:
    """What was written of a job, to be changed."""
    known = job.customer_id is not None
    return JobDraft(
        product_name=job.product_name,
        problem=job.problem,
        customer_id=job.customer_id,
        name="" if known else job.name,
        phone="" if known else job.phone,
        warranty_id=job.warranty_id,
        brand=job.brand,
        model=job.model,
        serial=job.serial,
        received_on=job.received_on,
        condition=job.condition,
        accessories=job.accessories,
        promised_on=job.promised_on,
        estimate_paisa=job.estimate_paisa,
    )


def _begun(ctx: Context, asked: Mapping[str, Any]) -> JobDraft:
    """What is known before a word is typed."""
    warranty_id, customer_id = asked.get("warranty_id"), asked.get("customer_id")
    here = ctx.navigation.here
    if not asked and here is not None:
        page = ctx.navigation.page(here.key)
        warranty_id = page.warranty_here()
        if here.key in OWN_PAGES:
            customer_id = ctx.navigation.customer_here()
    if isinstance(warranty_id, int):
        return ctx.book.jobs.draft_for_card(warranty_id)
    today: dt.date = ctx.book.clock.today()
    return JobDraft(customer_id=customer_id if isinstance(customer_id, int) else None, received_on=today)
