"""The slips of the workshop made ready: their facts fetched from the book, the drawing left to shopbook.documents.

Each function is named by a line of ui/printing.PAPERS and takes the context and what the paper is about.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from shopbook.localisation.language import _, current_language
from shopbook.localisation.numbers import to_script
from ui.context import Context
from ui.documents.money import customer_of
from ui.printing import Ready


def job_slip(ctx: Context, target: Any) -> Ready:
    """The slip for a thing taken in; `target` is the job's id."""
    job = ctx.book.jobs.get(target)
    title = _("Service slip {job_no}").format(job_no=to_script(job.job_no))
    return Ready(title, f"{_('Service slip')} {job.job_no}.pdf", partial(_job_slip, ctx, target))


def _job_slip(ctx: Context, job_id: int, size: str) -> bytes:
    from shopbook.documents.job_slip import job_slip as draw
    from shopbook.documents.papers_service import job_paper

    job = ctx.book.jobs.get(job_id)
    paper = job_paper(ctx.book.settings.shop(), job, customer_of(ctx, job.customer_id))
    return draw(paper, size, current_language())


def job_delivery(ctx: Context, target: Any) -> Ready:
    """The slip for a thing handed back; `target` is the job's id."""
    job = ctx.book.jobs.get(target)
    title = _("Delivery slip {job_no}").format(job_no=to_script(job.job_no))
    return Ready(title, f"{_('Delivery slip')} {job.job_no}.pdf", partial(_job_delivery, ctx, target))


def _job_delivery(ctx: Context, job_id: int, size: str) -> bytes:
    from shopbook.documents.job_delivery import job_delivery as draw
    from shopbook.documents.papers_service import delivery_paper

    book = ctx.book
    job = book.jobs.get(job_id)
    card_id = job.new_warranty_id or job.warranty_id
    card = book.warranties.card(card_id) if card_id is not None else None
    paper = delivery_paper(book.settings.shop(), job, customer_of(ctx, job.customer_id), card)
    return draw(paper, size, current_language())
