"""What the scripted counter does with things that come back: servicing and returns, and what a half of it looks like.

Every deed returns what was confirmed, as in desk.py.
"""

from __future__ import annotations

import random
from dataclasses import replace

from shopbook.book import Book
from shopbook.products.model import CoverageDraft
from shopbook.sales.model import LineDraft, SaleDraft
from shopbook.sales.return_model import ReturnDraft, ReturnLine
from shopbook.service.model import Finding, JobDraft

Fact = dict[str, object]

# Whatever was confirmed and whatever was not: none of these may ever be found.
HALVES = {
    "a thing in the workshop without its first step": """
        SELECT count(*) FROM job j WHERE NOT EXISTS (
          SELECT 1 FROM job_event e WHERE e.job_id = j.id AND e.deed = 'take_in')""",
    "a job that does not stand where its last step left it": """
        SELECT count(*) FROM job j WHERE j.status IS NOT (
          SELECT e.status FROM job_event e WHERE e.job_id = j.id AND e.deleted_at IS NULL
          ORDER BY e.id DESC LIMIT 1)""",
    "a repair handed over without its charge": """
        SELECT count(*) FROM job j WHERE j.status = 'delivered' AND j.charge_paisa <> (
          SELECT coalesce(sum(l.amount_paisa), 0) FROM ledger l WHERE l.job_id = j.id AND l.kind = 'service')""",
    "a repair handed over without its money": """
        SELECT count(*) FROM job j WHERE j.status = 'delivered' AND j.paid_paisa <> (
          SELECT coalesce(-sum(l.amount_paisa), 0) FROM ledger l WHERE l.job_id = j.id AND l.kind = 'payment')""",
    "a new thing without its card": """
        SELECT count(*) FROM job j WHERE j.status = 'delivered' AND j.cover_effect = 'new'
          AND NOT EXISTS (SELECT 1 FROM warranty w WHERE w.id = j.new_warranty_id AND w.status = 'active')""",
    "a return without its goods": """
        SELECT count(*) FROM sale_return r
        WHERE NOT EXISTS (SELECT 1 FROM sale_return_item i WHERE i.return_id = r.id)""",
    "goods that came back and are not off the memo": """
        SELECT count(*) FROM sale_item i WHERE i.returned_milli <> (
          SELECT coalesce(sum(x.quantity_milli), 0) FROM sale_return_item x JOIN sale_return r ON r.id = x.return_id
          WHERE x.sale_item_id = i.id AND r.voided_on IS NULL AND r.deleted_at IS NULL)""",
    "a return the account knows nothing of": """
        SELECT count(*) FROM sale_return r
        WHERE r.customer_id IS NOT NULL AND r.voided_on IS NULL AND r.total_paisa <> (
          SELECT coalesce(-sum(l.amount_paisa), 0) FROM ledger l
          WHERE l.id IN (r.entry_id, r.exchange_entry_id) AND l.kind = 'return')""",
}
# How each half is made by hand, to see that it is found.
TAKEN_AWAY = {
    "a thing in the workshop without its first step": "DELETE FROM job_event WHERE deed = 'take_in'",
    "a job that does not stand where its last step left it": "DELETE FROM job_event WHERE deed = 'deliver'",
    "a repair handed over without its charge": "DELETE FROM ledger WHERE kind = 'service'",
    "a repair handed over without its money": "DELETE FROM ledger WHERE job_id IS NOT NULL AND kind = 'payment'",
    "a new thing without its card": "UPDATE job SET new_warranty_id = NULL WHERE cover_effect = 'new'",
    "a return without its goods": "DELETE FROM sale_return_item",
    "goods that came back and are not off the memo": "UPDATE sale_item SET returned_milli = 0 WHERE returned_milli > 0",
    "a return the account knows nothing of": "DELETE FROM ledger WHERE kind = 'return'",
}


def take_in(book: Book, chance: random.Random, customer_id: int) -> Fact:
    """A thing is brought to the workshop: the job, its number in the search and its first step in one save."""
    problem = f"ঘোরে না {chance.randrange(10**6)}"
    card = chance.choice([None, *book.warranties.ids_of_customer(customer_id)])
    draft = JobDraft("ফ্যান", problem, customer_id, serial=f"SN{chance.randrange(10**6)}")
    if card is not None:
        draft = replace(book.jobs.draft_for_card(card), problem=problem)
    job = book.jobs.take_in(draft)
    return {"table": "job", "id": job.id, "row": {"problem": problem, "job_no": job.job_no}}


def hand_over(book: Book, chance: random.Random, customer_id: int) -> Fact:
    """A ready thing is given back: charge, money and the new card in one save; without one, one becomes ready."""
    ready = book.jobs.ids("ready")
    if ready:
        charge = book.jobs.get(ready[0]).charge_paisa
        paid = charge if chance.random() < 0.5 else charge // 2
        book.jobs.deliver(ready[0], paid_paisa=paid, method="bkash")
        return {"table": "job", "id": ready[0], "row": {"status": "delivered", "paid_paisa": paid}}
    waiting = [job for job in book.jobs.rows(book.jobs.ids("open")) if job.may_become("ready")]
    if not waiting:
        return take_in(book, chance, customer_id)
    job = waiting[0]
    replaced = job.warranty_id is not None and book.warranties.card(job.warranty_id).is_active
    serial = f"NEW{chance.randrange(10**6)}" if replaced else ""
    outcome, effect = ("replaced", "new") if replaced else ("repaired", "none")
    charge = chance.randrange(1, 500) * 100
    book.jobs.ready(job.id, Finding(outcome, "মোটর বদলানো", serial, effect, charge))
    return {"table": "job", "id": job.id, "row": {"outcome": outcome, "work_done": "মোটর বদলানো"}}


def bring_back(book: Book, chance: random.Random, customer_id: int) -> Fact:
    """Goods are bought with a warranty, and one of two pieces is brought back: goods, account and memo in one save."""
    price = chance.randrange(100, 900) * 100
    line = LineDraft(
        name="জগ",
        unit_price_paisa=price,
        quantity_milli=2000,
        coverages=(CoverageDraft("service", length=12),),
    )
    sale = book.sales.record_sale(SaleDraft(book.clock.today(), (line,), customer_id))
    goods = (ReturnLine(sale.lines[0].id, 1000, fit=chance.choice(("good", "faulty"))),)
    made = book.returns.take_back(ReturnDraft(sale.id, goods, book.clock.today(), "পছন্দ হয়নি"))
    return {"table": "sale_return", "id": made.id, "row": {"total_paisa": price, "reason": "পছন্দ হয়নি"}}


DEEDS = (bring_back, take_in, hand_over, hand_over)
