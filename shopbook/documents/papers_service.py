"""What stands on the slips of the workshop, gathered from the book's facts; drawing them is the slips' own modules.

What a repair costs the shop, its steps and who did them are never handed on.
"""

from __future__ import annotations

from shopbook.customers.model import Customer
from shopbook.documents.job_delivery import CoverNow, DeliveryPaper
from shopbook.documents.job_slip import CoverOfJob, JobPaper
from shopbook.documents.papers import shop_head
from shopbook.documents.papers_money import person_of
from shopbook.documents.pieces import Person
from shopbook.errors import DocumentProblem, Message
from shopbook.localisation.language import _
from shopbook.localisation.numbers import to_script
from shopbook.products.model import title
from shopbook.service.model import Job
from shopbook.settings.model import Shop
from shopbook.warranties.model import Card, coverage_label


def job_paper(shop: Shop, job: Job, customer: Customer | None) -> JobPaper:
    """The slip for a thing taken in."""
    covers = tuple(
        CoverOfJob(coverage_label(each.kind, each.component), each.state, each.ends_on)
        for each in job.coverages
    )
    return JobPaper(
        shop=shop_head(shop),
        job_no=job.job_no,
        received_on=job.received_on,
        customer=_whose(job, customer),
        product=title(job.product_name, job.brand, job.model),
        serial=job.serial,
        card_no=job.card_no,
        problem=to_script(job.problem),
        condition=to_script(job.condition),
        accessories=to_script(job.accessories),
        covers=covers,
        promised_on=job.promised_on,
        estimate_paisa=job.estimate_paisa,
        terms=(
            _("Bring this slip when you come for the thing."),
            _("Faults that were not to be seen when it was taken in are told before they are repaired."),
        ),
    )


def delivery_paper(shop: Shop, job: Job, customer: Customer | None, card: Card | None) -> DeliveryPaper:
    """The slip for a thing handed back; `card` is the one that holds now, a new one when it has one.

    DocumentProblem while the thing is still in the workshop.
    """
    if job.closed_on is None:
        raise DocumentProblem(
            Message("Job {job_no} is not handed over yet.", job_no=job.job_no),
            Message("Hand it over first, then print the slip."),
        )
    covers = tuple(CoverNow(each.label, each.ends_on) for each in card.coverages) if card is not None else ()
    return DeliveryPaper(
        shop=shop_head(shop),
        job_no=job.job_no,
        received_on=job.received_on,
        on=job.closed_on,
        customer=_whose(job, customer),
        product=title(job.product_name, job.brand, job.model),
        serial=job.serial,
        card_no=job.card_no,
        problem=to_script(job.problem),
        outcome=job.outcome,
        work_done=to_script(job.work_done),
        new_serial=job.new_serial,
        effect=job.cover_effect,
        new_card_no=job.new_card_no,
        covers=covers,
        charge_paisa=job.charge_paisa,
        discount_paisa=job.discount_paisa,
        paid_paisa=job.paid_paisa,
        method=job.paid_method,
        footer=shop.memo_footer,
    )


def _whose(job: Job, customer: Customer | None) -> Person:
    """The customer, or who brought it when they are not in the book."""
    return person_of(customer) if customer is not None else Person(job.name, job.phone)
