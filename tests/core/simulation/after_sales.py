"""What goes on after a sale, drawn from a seed: kisti, goods brought back and to the door, repairs, free servicing, one
halkhata. It happens from outside; what the list asks for is desk.py's."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace
from typing import TYPE_CHECKING

from shopbook.book import Book
from shopbook.dues.model import PaymentDraft
from shopbook.dues.plan_model import GuarantorDraft, PlanDraft
from shopbook.halkhata.model import HalkhataDraft
from shopbook.products.model import CoverageDraft
from shopbook.sales.model import LineDraft, Sale, SaleDraft
from shopbook.sales.return_model import ReturnDraft, ReturnLine
from shopbook.service.model import Finding, Job, JobDraft

if TYPE_CHECKING:
    from tests.core.simulation.town import Person, Town

WASHER, TV, FAN = 2_400_000, 2_800_000, 320_000
HALKHATA_FROM_DAY, HALKHATA_AHEAD = 55, 8
YEAR = (CoverageDraft("parts", "", 1, "year"),)
COMPANIES = ("মেঘনা সার্ভিস সেন্টার", "ওয়ালটন সার্ভিস")


class AfterSales:
    """The same town, after it has bought. Every taka also goes into the town's own notebook, `Town.account`."""

    def __init__(self, town: Town, seed: int) -> None:
        self.town, self.chance = town, random.Random(seed)
        self.first_day = town.book.clock.today()

    @property
    def book(self) -> Book:
        """The town's book: after a power cut it is another."""
        return self.town.book

    @property
    def today(self) -> dt.date:
        """The day of the book."""
        return self.book.clock.today()

    def day(self) -> None:
        """Whatever happens on one day."""
        for share, event in (
            (0.2, self._buys_on_kisti),
            (0.15, self._orders_to_the_door),
            (0.2, self._buys_and_brings_back),
            (0.12, self._buys_with_servicing),
            (0.4, self._brings_a_repair),
        ):
            if self._happens(share):
                event(self.chance.choice(self.town.people))
        self._pay_instalments()
        self._bring_to_the_door()
        for job in self.book.jobs.rows(self.book.jobs.ids("open")):
            self._go_on(job)
        self._halkhata()

    # ---- money

    def _sold(self, person: Person, what: str, price: int, paid: int, **more: object) -> Sale:
        line = LineDraft(what, unit_price_paisa=price, coverages=YEAR, durable=True)
        draft = SaleDraft(self.today, (line,), person.id, paid_paisa=paid, **more)  # type: ignore[arg-type]
        sale = self.book.sales.record_sale(draft)
        self.town.account[person.id] += price - paid
        return sale

    def _buys_on_kisti(self, person: Person) -> None:
        sale = self._sold(person, "ওয়াশিং মেশিন", WASHER, WASHER // 4)
        every = self.chance.choice(("week", "week", "month"))
        first = self.today + dt.timedelta(7 if every == "week" else 30)
        guarantor = (GuarantorDraft("হাজী সাহেব", "01711999999"),) if self._happens(0.5) else ()
        self.book.plans.make(PlanDraft(sale.id, self.chance.randrange(3, 9), every, first, guarantor))
        self._counts("sold on kisti")

    def _pay_instalments(self) -> None:
        """Who is honest pays near the day, the others late or not at all."""
        honesty = {person.id: person.honesty for person in self.town.people}
        for plan in self.book.plans.rows(self.book.plans.ids("open")):
            due = plan.next_due
            if due is None or due.due_on > self.today or not self._happens(honesty[plan.customer_id] * 0.5):
                continue
            owed = self.book.dues.balance(plan.customer_id)
            amount = min(due.left_paisa if self._happens(0.8) else 50_000, owed)
            if amount > 0:
                self.pays(plan.customer_id, amount, plan_id=plan.id)
                self._counts("instalments paid")

    def pays(self, customer_id: int, amount: int, let_off: int = 0, **more: int) -> None:
        """Money against a due, some of it let off."""
        draft = PaymentDraft(customer_id, amount, self.today, discount_paisa=let_off, **more)  # type: ignore[arg-type]
        self.book.dues.take_payment(draft)
        self.town.account[customer_id] -= amount + let_off

    # ---- goods that move

    def _buys_and_brings_back(self, person: Person) -> None:
        """Bought yesterday or today, and brought back: for the money, for less due, or for something dearer."""
        all_paid = self._happens(0.6)
        sale = self._sold(person, "ফ্যান", FAN, FAN if all_paid else 0)
        goods = (ReturnLine(sale.lines[0].id, fit=self.chance.choice(("good", "faulty"))),)
        draft = ReturnDraft(sale.id, goods, self.today, "শব্দ করে", refund_paisa=FAN if all_paid else 0)
        if all_paid and self._happens(0.4):
            dearer = SaleDraft(
                self.today,
                (LineDraft("বড় ফ্যান", unit_price_paisa=FAN + 80_000),),
                person.id,
                paid_paisa=50_000,
            )
            self.book.returns.take_back(replace(draft, refund_paisa=0, exchange=dearer))
            self.town.account[person.id] += FAN + 80_000 - 50_000 - FAN
            self._counts("exchanges")
            return
        self.book.returns.take_back(draft)
        self.town.account[person.id] += (FAN if all_paid else 0) - FAN
        self._counts("returns")

    def _orders_to_the_door(self, person: Person) -> None:
        self._sold(
            person, "টিভি", TV, 0, delivery="needed", delivery_address="বাজার রোড", cash_on_delivery=True,
            deliver_on=self.today + dt.timedelta(self.chance.randrange(0, 3)),
        )  # fmt: skip
        self._counts("ordered to the door")

    def _bring_to_the_door(self) -> None:
        """Sent when there is a van, the day after delivered with the money; now and then nobody takes it."""
        deliveries = self.book.deliveries
        for row in deliveries.rows(deliveries.ids("out")):
            assert row.customer_id is not None
            if not self._happens(0.6):
                continue
            if self._happens(0.15):
                deliveries.came_back(row.id, "বাসায় কেউ নেই")
                self.town.account[row.customer_id] -= TV
                self._counts("came back from the door")
                continue
            paid = min(row.open_paisa, TV if self._happens(0.8) else TV // 2)
            payment = PaymentDraft(row.customer_id, paid, self.today, sale_id=row.id) if paid else None
            deliveries.deliver(row.id, self.today, payment)
            self.town.account[row.customer_id] -= paid
            self._counts("paid at the door")
        for id in deliveries.ids("needed"):
            if self._happens(0.5):
                deliveries.send_out(id, "নিজের ভ্যান")

    # ---- the workshop

    def _buys_with_servicing(self, person: Person) -> None:
        line = LineDraft(
            "পানির ফিল্টার",
            unit_price_paisa=FAN,
            coverages=YEAR,
            durable=True,
            service_every_days=20,
            service_count=3,
        )
        self.book.sales.record_sale(SaleDraft(self.today, (line,), person.id, paid_paisa=FAN))
        self._counts("sold with servicing")

    def _brings_a_repair(self, person: Person) -> None:
        promised = self.today + dt.timedelta(self.chance.randrange(0, 7))
        cards = self.book.warranties.cards(self.book.warranties.ids_of_customer(person.id))
        active = [card.id for card in cards if card.is_active]
        if active and self._happens(0.7):
            draft = self.book.jobs.draft_for_card(self.chance.choice(active))
            draft = replace(draft, problem="চলে না", promised_on=promised)
        elif self._happens(0.2):
            phone = f"015{self.chance.randrange(10**8):08d}"
            draft = JobDraft("জগ", "ঘোরে না", name="পথচারী", phone=phone, promised_on=promised)
        else:
            draft = JobDraft("ইস্ত্রি", "গরম হয় না", person.id, promised_on=promised)
        self.book.jobs.take_in(draft)
        self._counts("repairs taken in")

    def _go_on(self, job: Job) -> None:
        """A step of a job; some lie for weeks."""
        jobs, drawn = self.book.jobs, self.chance.random()
        if job.status == "ready":
            if drawn < 0.2:
                self._fetch(job)
        elif job.status == "sent_to_company":
            if drawn < 0.05:
                jobs.came_back(job.id, "প্যানেল বদলে দিয়েছে")
        elif drawn < 0.06:
            jobs.send(job.id, self.chance.choice(COMPANIES), expected_back_on=self.today + dt.timedelta(10))
            self._counts("sent to the company")
        elif drawn < 0.1 and job.may_become("waiting_part"):
            jobs.move(job.id, "waiting_part", "কয়েল")
        elif drawn < 0.25:
            jobs.ready(job.id, self._finding(job))
        elif drawn < 0.27:
            jobs.cancel(job.id, "আর লাগবে না")
            self._counts("repairs taken back")

    def _finding(self, job: Job) -> Finding:
        card = self.book.warranties.card(job.warranty_id) if job.warranty_id is not None else None
        if card is None or not card.is_active:
            return Finding("repaired", "তার বদলানো", charge_paisa=self.chance.randrange(0, 90) * 1_000)
        if self._happens(0.2):
            return Finding("replaced", "নতুন দেওয়া", f"NEW{job.id % 10**6}", "new")
        return Finding("repaired", "ঠিক করা", cover_effect=self.chance.choice(("none", "extend", "restart")))

    def _fetch(self, job: Job) -> None:
        """The owner comes: free, paid, or part of it written to the account."""
        charge = job.charge_paisa
        paid = charge if job.customer_id is None or self._happens(0.6) else charge // 2
        self.book.jobs.deliver(job.id, paid_paisa=paid)
        if job.customer_id is not None:
            self.town.account[job.customer_id] += charge - paid
        self._counts("handed over")

    # ---- the halkhata

    def _halkhata(self) -> None:
        """One in the life of this shop: asked a week ahead, held, and closed some days after."""
        drives, ids = self.book.halkhatas, self.book.halkhatas.ids()
        if not ids:
            if (self.today - self.first_day).days >= HALKHATA_FROM_DAY:
                day = self.today + dt.timedelta(HALKHATA_AHEAD)
                drives.start(HalkhataDraft("শুভ হালখাতা", day), drives.candidates(1_000_00))
            return
        drive = drives.get(ids[0])
        if drive.is_open and self.today >= drive.held_on:
            for guest in drives.guests(drives.guest_ids(drive.id, "waiting")):
                if guest.left_paisa and self._happens(0.35):
                    paid = guest.left_paisa if self._happens(0.5) else max(100, guest.left_paisa // 3)
                    drives.take_payment(guest.id, paid)
                    self.town.account[guest.customer_id] -= paid
                    self._counts("guests who paid")
            if (self.today - drive.held_on).days > 12:
                drives.close(drive.id)
                self._counts("halkhata closed")

    # ---- chance

    def _happens(self, share: float) -> bool:
        return self.chance.random() < share

    def _counts(self, what: str) -> None:
        self.town.counted[what] += 1
