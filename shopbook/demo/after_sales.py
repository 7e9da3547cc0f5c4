"""What came after the sample shop's sales: kisti, returns, goods under way, repairs, servicing, a halkhata. When it
is played: `showcase`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from typing import Protocol

from shopbook.book import Book
from shopbook.demo.care import Scene
from shopbook.demo.days import StoryClock
from shopbook.demo.rows import AT
from shopbook.dues.model import PaymentDraft
from shopbook.dues.plan_model import GuarantorDraft, PlanDraft
from shopbook.halkhata.model import HalkhataDraft
from shopbook.sales.model import Sale
from shopbook.sales.return_model import ReturnDraft, ReturnLine
from shopbook.service.model import Finding, JobDraft

_TV, _SMART_TV, _CHARGER_FAN, _BLENDER, _WASHER, _FILTER = 3, 4, 6, 9, 13, 14
# From so much due somebody is asked to the halkhata.
_INVITED_FROM = 3_000_00
_GUARANTORS = (
    GuarantorDraft("হাজী নুরুল ইসলাম", "01799000311", "চাচা"),
    GuarantorDraft("শফিক মাস্টার", "01799000312", "প্রতিবেশী"),
)
# What was due longer ago was done.
_LATELY = dt.timedelta(days=20)
_COMPANY = "মেঘনা সার্ভিস সেন্টার, ঢাকা"


class Sells(Protocol):
    """How the showcase sells a piece of its goods."""

    def __call__(
        self, who: int, good: int, day: int, left: int = 0, *, delivered_on: dt.date | None = None
    ) -> Sale:
        """A piece sold on a day, so many taka of it left due."""


class AfterSales:
    """The scenes about money and repairs, told through the book's own operations."""

    def __init__(self, book: Book, today: dt.date, sell: Sells) -> None:
        self._book = book
        self._today = today
        self._sell = sell

    def scenes(self) -> Iterator[Scene]:
        """Every scene; those of one day in the order in which they stand here."""
        yield from self._instalments()
        yield from self._returns()
        yield from self._workshop()
        yield 75, 10, lambda who: self._sell(who, _FILTER, -75)
        yield 118, 11, lambda who: self._sell(who, _WASHER, -118)
        yield 2, None, lambda _who: self._invite()

    def _day(self, offset: int) -> dt.date:
        return self._today + dt.timedelta(days=offset)

    # ---- kisti

    def _instalments(self) -> Iterator[Scene]:
        """One plan that goes as agreed, one with two instalments missed, whose guarantors may be asked now."""
        yield (
            64,
            15,
            lambda who: self._plan(who, _WASHER, -64, 16_000, PlanDraft(0, 8, "month", self._day(-34))),
        )
        yield 34, 15, lambda who: self._pays_plan(who, 2_000, -34)
        yield 3, 15, lambda who: self._pays_plan(who, 2_000, -3)
        weekly = PlanDraft(0, 10, "week", self._day(-23), _GUARANTORS)
        yield 30, 23, lambda who: self._plan(who, _SMART_TV, -30, 15_000, weekly)
        yield 23, 23, lambda who: self._pays_plan(who, 1_500, -23)

    def _plan(self, who: int, good: int, day: int, left: int, terms: PlanDraft) -> None:
        sale = self._sell(who, good, day, left=left)
        self._book.plans.make(replace(terms, sale_id=sale.id))

    def _pays_plan(self, who: int, taka: int, day: int) -> None:
        (plan,) = self._book.plans.of_customer(who)
        self._book.dues.take_payment(PaymentDraft(who, taka * 100, self._day(day), plan_id=plan.id))

    # ---- goods that come back and goods under way

    def _returns(self) -> Iterator[Scene]:
        yield 9, 18, lambda who: self._sell(who, _BLENDER, -9)
        yield 6, 18, self._brings_back
        yield 1, 19, self._is_sent

    def _brings_back(self, who: int) -> None:
        sale = self._book.sales.get(self._book.sales.ids_of_customer(who)[0])
        line = sale.lines[0]
        piece = ReturnLine(line.id, serial_id=line.serials[0].id, fit="faulty")
        draft = ReturnDraft(
            sale.id, (piece,), self._day(-6), "মোটর ঘোরে না", refund_paisa=line.amount_paisa, method="bkash"
        )
        self._book.returns.take_back(draft)

    def _is_sent(self, who: int) -> None:
        sale = self._sell(who, _CHARGER_FAN, -1, left=4_200, delivered_on=self._day(0))
        self._book.deliveries.send_out(sale.id, "সাভার কুরিয়ার, বুকিং ৪৪১২")

    # ---- the workshop

    def _workshop(self) -> Iterator[Scene]:
        """One job handed over long ago, one late, one with the company, one ready, one of a stranger."""
        yield 25, 4, self._was_mended
        yield (
            6,
            20,
            lambda who: self._waits_for_part(who, self._take_in(who, -6, "ছবি আসে না, শুধু শব্দ", promised=-1)),
        )
        yield (
            12,
            21,
            lambda who: self._is_with_company(self._take_in(who, -12, "ঠান্ডা হয় না, শব্দ করে", promised=3)),
        )
        yield 5, 12, lambda who: self._take_in(who, -5, "সুতা কাটে, প্যাডেল শক্ত", promised=1)
        yield 1, 12, self._is_ready
        stranger = JobDraft(
            "ব্লেন্ডার ৩ জগ", "চালু হয় না", name="রাশেদা বেগম", phone="01799000321", brand="তিস্তা", model="TB-750",
            condition="জগের মুখ একটু ভাঙা", accessories="এক জগ", promised_on=self._day(2), estimate_paisa=350_00,
        )  # fmt: skip
        yield 0, None, lambda _who: self._book.jobs.take_in(stranger)

    def _take_in(self, who: int, day: int, problem: str, promised: int) -> int:
        card_ids = self._book.warranties.ids_of_customer(who)
        draft = replace(
            self._book.jobs.draft_for_card(card_ids[0]),
            problem=problem,
            received_on=self._day(day),
            promised_on=self._day(promised),
            condition="দাগ নেই",
        )
        return self._book.jobs.take_in(draft).id

    def _waits_for_part(self, _who: int, job_id: int) -> None:
        self._book.jobs.move(job_id, "waiting_part", "প্যানেলের বোর্ড ঢাকা থেকে আসবে")

    def _is_with_company(self, job_id: int) -> None:
        self._book.jobs.send(job_id, _COMPANY, "MS-2207", self._day(2))

    def _is_ready(self, who: int) -> None:
        # In a large shop other things of theirs were in the workshop before.
        job = next(each for each in self._book.jobs.of_customer(who) if each.may_become("ready"))
        done = Finding("repaired", "শাটল বদলানো, তেল দেওয়া", charge_paisa=350_00, cost_paisa=180_00)
        self._book.jobs.ready(job.id, done)

    def _was_mended(self, who: int) -> None:
        job_id = self._take_in(who, -25, "রিমোটে কাজ করে না", promised=-20)
        self._book.jobs.ready(job_id, Finding("repaired", "সেন্সর বদলানো", cover_effect="extend"))
        self._book.jobs.deliver(job_id)

    # ---- halkhata

    def _invite(self) -> None:
        invited = self._book.halkhatas.candidates(_INVITED_FROM)
        if invited:  # in a tiny shop nobody owes so much
            self._book.halkhatas.start(HalkhataDraft("শুভ হালখাতা", self._day(9), _INVITED_FROM), invited)


def tick_past_servicings(book: Book, clock: StoryClock, today: dt.date) -> None:
    """The free servicings of the years before were done on their day, but for those of the last weeks."""
    for visit in (row.visit for row in book.visits.rows(book.visits.ids("late"))):
        if visit.due_on < today - _LATELY:
            clock.set_to(visit.due_on, AT)
            book.visits.done(visit.id, visit.due_on)
