"""What may happen at a counter with one customer's money, drawn at random and done through the program's own doors."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from shopbook.dues.model import AdjustmentDraft, PaymentDraft, RefundDraft
from shopbook.dues.plan_model import PlanDraft
from shopbook.errors import Invalid, NotFound, Refused
from shopbook.halkhata.model import HalkhataDraft
from shopbook.sales.model import LineDraft, SaleDraft
from shopbook.sales.return_model import ReturnDraft, ReturnLine
from shopbook.service.model import Finding, JobDraft
from tests.language import TestShop

Deed = tuple[str, int, int]
WHY = "ভুল হয়েছিল"


class Counter:
    """One customer at the counter. `handed_out`: for each payment the balance before and after, as it was said then."""

    def __init__(self, shop: TestShop, customer: int) -> None:
        self.shop, self.customer = shop, customer
        self.dues, self.sales, self.plans = shop.book.dues, shop.book.sales, shop.book.plans
        self.returns, self.jobs = shop.book.returns, shop.book.jobs
        self.memos: list[int] = []
        self.backs: list[int] = []
        self.works: list[int] = []
        self.handed_out: dict[int, tuple[int, int]] = {}

    def does(self, deed: Deed) -> bool:
        """Do one thing; False when a rule of the shop said no."""
        name, a, b = deed
        try:
            DEEDS[name](self, a, b)
        except (Invalid, Refused, NotFound):
            return False
        return True

    def on(self, back: int) -> dt.date:
        """Today, or a day that was forgotten to be written down."""
        return self.shop.today - dt.timedelta(back % 50 if back % 3 == 0 else 0)

    def _pay(self, draft: PaymentDraft) -> None:
        taken = self.dues.take_payment(draft)
        self.handed_out[taken.id] = (taken.before_paisa, taken.after_paisa)

    def passes(self, a: int, b: int) -> None:
        """Days go by."""
        self.shop.days_later(a % 45)

    def buys(self, a: int, b: int) -> None:
        """A memo: two lines, something off, a part paid, perhaps a word for the rest."""
        lines = (
            LineDraft(name="ফ্যান", unit_price_paisa=100_00 + a % 40_000, quantity_milli=1000 * (1 + b % 3)),
            LineDraft(name="তার", unit_price_paisa=a % 7_777, quantity_milli=1500),
        )
        draft = SaleDraft(
            self.on(b), lines, self.customer, a % 100_00, (a * b) % 60_000, promised_on=None, origin="counter"
        )
        self.memos.append(self.sales.record_sale(draft).id)

    def buys_to_be_brought(self, a: int, b: int) -> None:
        """Cash on delivery: the money comes at the door, all or a part."""
        lines = (LineDraft(name="ফ্রিজ", unit_price_paisa=200_00 + a % 90_000),)
        draft = SaleDraft(self.shop.today, lines, self.customer, delivery="needed", cash_on_delivery=True)
        memo = self.sales.record_sale(draft)
        self.memos.append(memo.id)
        self.shop.days_later(b % 3)
        paid = PaymentDraft(self.customer, 1 + (a * 7 + b) % memo.total_paisa, self.shop.today)
        done = self.shop.book.deliveries.deliver(memo.id, self.shop.today, paid)
        assert done.payment is not None
        self.handed_out[done.payment.id] = (done.payment.before_paisa, done.payment.after_paisa)

    def pays(self, a: int, b: int) -> None:
        """Money for the account as a whole, with something let off now and then."""
        off = b % 500 if b % 4 == 0 else 0
        self._pay(PaymentDraft(self.customer, 1 + a % 70_000, self.on(b), discount_paisa=off))

    def pays_all(self, a: int, b: int) -> None:
        """Clears everything that is owed today."""
        self._pay(PaymentDraft(self.customer, max(0, self.dues.balance(self.customer)), self.shop.today))

    def pays_a_memo(self, a: int, b: int) -> None:
        """Money for one memo."""
        memo = self.memos[b % len(self.memos)] if self.memos else 1
        self._pay(PaymentDraft(self.customer, 1 + a % 50_000, self.on(b), sale_id=memo))

    def pays_an_instalment(self, a: int, b: int) -> None:
        """Money for a plan: the next instalment, or any sum."""
        plan = next((one for one in self.plans.of_customer(self.customer) if one.is_open), None)
        if plan is None or plan.next_due is None:
            raise NotFound(WHY_NOT)
        sum_ = plan.next_due.left_paisa if b % 2 else 1 + a % 30_000
        self._pay(PaymentDraft(self.customer, sum_, self.on(b), plan_id=plan.id))

    def pays_a_repair(self, a: int, b: int) -> None:
        """Money for one repair."""
        job = self.works[b % len(self.works)] if self.works else 1
        self._pay(PaymentDraft(self.customer, 1 + a % 20_000, self.on(b), job_id=job))

    def pays_at_a_halkhata(self, a: int, b: int) -> None:
        """Comes to the halkhata and pays there."""
        drives = self.shop.book.halkhatas
        drive = drives.start(HalkhataDraft("শুভ হালখাতা", self.shop.today), [self.customer])
        guest = drives.guests(drives.guest_ids(drive.id))[0]
        taken = drives.take_payment(guest.id, 1 + a % 60_000)
        self.handed_out[taken.id] = (taken.before_paisa, taken.after_paisa)

    def brings_back(self, a: int, b: int) -> None:
        """Goods of a memo come back, with money in the hand, off the due, or for other goods."""
        memo = self.memos[a % len(self.memos)] if self.memos else 1
        left = self.returns.returnable(memo)
        if not left:
            raise NotFound(WHY_NOT)
        line = left[b % len(left)]
        lines = (ReturnLine(line.sale_item_id, min(line.left_milli, 500 * (1 + b % 4))),)
        draft = ReturnDraft(memo, lines, self.shop.today, WHY)
        if b % 5 == 0:
            other = LineDraft(name="বাল্ব", unit_price_paisa=1 + a % 30_000)
            exchange = SaleDraft(self.shop.today, (other,), self.customer, paid_paisa=a % 900)
            draft = ReturnDraft(memo, lines, self.shop.today, WHY, exchange=exchange)
        elif b % 2:
            most = self.returns.settling(draft).most_refund_paisa
            draft = ReturnDraft(memo, lines, self.shop.today, WHY, refund_paisa=a % (most + 1))
        made = self.returns.take_back(draft)
        self.backs.append(made.id)
        if made.exchange_sale_id is not None:
            self.memos.append(made.exchange_sale_id)

    def takes_the_goods_again(self, a: int, b: int) -> None:
        """A return is voided."""
        self.returns.void(self.backs[a % len(self.backs)] if self.backs else 1, WHY)

    def takes_back_an_entry(self, a: int, b: int) -> None:
        """A line of the account was wrong."""
        entries = self.dues.entries(self.customer)
        self.dues.reverse(entries[a % len(entries)].id if entries else 1, WHY)

    def voids_a_memo(self, a: int, b: int) -> None:
        """A memo was wrong; its money goes back, or stays as an advance."""
        memo = self.memos[a % len(self.memos)] if self.memos else 1
        self.sales.void_sale(memo, WHY, money_returned=b % 2 == 0)

    def is_corrected(self, a: int, b: int) -> None:
        """The shop's own word."""
        kind = ("opening", "discount", "cashback", "adjust", "writeoff")[b % 5]
        paisa = (1 + a % 40_000) * (-1 if kind == "adjust" and a % 2 else 1)
        self.dues.adjust(AdjustmentDraft(self.customer, kind, paisa, self.on(a), WHY))

    def gets_the_advance_back(self, a: int, b: int) -> None:
        """Money of theirs is handed back."""
        self.dues.refund(
            RefundDraft(self.customer, 1 + a % max(1, -self.dues.balance(self.customer)), self.on(b))
        )

    def makes_a_plan(self, a: int, b: int) -> None:
        """Instalments for a memo, the first time or anew."""
        memo = self.memos[a % len(self.memos)] if self.memos else 1
        every = "week" if b % 2 else "month"
        self.plans.make(PlanDraft(memo, 1 + b % 7, every, self.shop.today + dt.timedelta(a % 40)))

    def changes_a_plan(self, a: int, b: int) -> None:
        """An instalment is put off, or the plan given up."""
        plan = next((one for one in self.plans.of_customer(self.customer) if one.is_open), None)
        if plan is None:
            raise NotFound(WHY_NOT)
        if b % 4 == 0:
            self.plans.end(plan.id, WHY)
        else:
            part = plan.instalments[a % len(plan.instalments)]
            self.plans.move_day(part.id, self.shop.today + dt.timedelta(b % 90))

    def promises(self, a: int, b: int) -> None:
        """Gives a word for everything, or for one memo."""
        memo = self.memos[a % len(self.memos)] if self.memos and b % 2 else None
        self.dues.promise(self.customer, 1 + a % 50_000, self.shop.today + dt.timedelta(b % 30), memo)

    def has_something_repaired(self, a: int, b: int) -> None:
        """A repair from taking in to handing over, paid in part."""
        job = self.jobs.take_in(JobDraft("ফ্যান", "ঘোরে না", self.customer))
        charge = a % 20_000
        self.jobs.ready(job.id, Finding("repaired", charge_paisa=charge))
        off = b % 300 if charge > 300 else 0
        self.jobs.deliver(job.id, (a * b) % (charge - off + 1), discount_paisa=off)
        self.works.append(job.id)

    def takes_the_repair_back(self, a: int, b: int) -> None:
        """The handing over was a mistake."""
        self.jobs.undo_step(self.works[a % len(self.works)] if self.works else 1)

    def takes_back_the_last_deed(self, a: int, b: int) -> None:
        """Ctrl+Z after a payment or a correction."""
        book = self.shop.book
        self.dues.adjust(AdjustmentDraft(self.customer, "opening", 1 + a, self.shop.today))
        book.history.undo(book.history.last_operation())


WHY_NOT = Refused("nothing to do it with").message  # type: ignore[arg-type]
DEEDS: dict[str, Callable[[Counter, int, int], None]] = {
    name: getattr(Counter, name)
    for name in (
        "passes", "buys", "buys_to_be_brought", "pays", "pays_all", "pays_a_memo", "pays_an_instalment",
        "pays_a_repair", "pays_at_a_halkhata", "brings_back", "takes_the_goods_again", "takes_back_an_entry",
        "voids_a_memo", "is_corrected", "gets_the_advance_back", "makes_a_plan", "changes_a_plan", "promises",
        "has_something_repaired", "takes_the_repair_back", "takes_back_the_last_deed",
    )
}  # fmt: skip
