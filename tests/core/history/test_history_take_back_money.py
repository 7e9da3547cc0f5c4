"""Instalments, halkhatas, repairs, cards, deliveries: whatever was done, taking it back leaves the book as it was."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from shopbook.checks import check
from shopbook.dues.model import AdjustmentDraft, PaymentDraft, RefundDraft
from shopbook.dues.plan_model import GuarantorDraft, PlanDraft
from shopbook.errors import ShopbookError
from shopbook.halkhata.model import HalkhataDraft
from shopbook.products.model import CoverageDraft
from shopbook.sales.model import LineDraft, SaleDraft
from shopbook.service.model import Finding, JobDraft
from shopbook.warranties.model import CardDraft, Replacement
from tests.core.history.test_history_take_back import AnyDay
from tests.language import TestShop

Deed = Callable[[], object]
YEAR = CoverageDraft("service", "", 1, "year")
FRIDGE = LineDraft(name="ফ্রিজ", unit_price_paisa=30_000_00, coverages=(YEAR,), serials=("F-1",))


class AfterSales(AnyDay):
    """A shop with money and after-sales, where anything may be done next."""

    def __init__(self, shop: TestShop, seed: int) -> None:
        super().__init__(shop, seed)
        self.done: set[str] = set()
        for person in self.people:
            self.sells(person.id)
            shop.book.warranties.give(self.card(person.id))
            shop.book.jobs.take_in(JobDraft("ফ্যান", "ঘোরে না", person.id))
        shop.book.halkhatas.start(HalkhataDraft("হালখাতা", shop.today), [one.id for one in self.people])

    def sells(self, customer_id: int) -> None:
        draft = SaleDraft(self.shop.today, (FRIDGE,), customer_id, delivery="needed", cash_on_delivery=True)
        self.book.sales.record_sale(replace(draft, warranty_from="delivery"))

    def card(self, customer_id: int) -> CardDraft:
        servicing = {"service_every_days": 90, "service_count": 3}
        return CardDraft("এসি", self.shop.today, (YEAR,), customer_id, serial="AC-1", **servicing)  # type: ignore[arg-type]

    def drive(self) -> HalkhataDraft:
        return HalkhataDraft(f"হালখাতা {self.dice.randint(1, 9)}", self.day())

    def named(self) -> dict[str, Deed]:
        """Everything of money and after-sales that may be done and taken back with one undo of the history."""
        book, row, dice, day = self.book, self.row, self.dice, self.day
        dues, plans, drives, cards, visits = (
            book.dues,
            book.plans,
            book.halkhatas,
            book.warranties,
            book.visits,
        )
        paisa = lambda: dice.randint(1, 9_000_00)  # noqa: E731
        why = "ভুল"
        return {
            "pays": lambda: dues.take_payment(
                PaymentDraft(self.one(), paisa(), self.shop.today, discount_paisa=5)
            ),
            "pays a memo": self.pays_a_memo,
            "gives an advance back": lambda: dues.refund(
                RefundDraft(self.where("customer", "balance_paisa < 0"), 1_00, self.shop.today)
            ),
            "writes off": lambda: dues.adjust(
                AdjustmentDraft(self.one(), "writeoff", paisa(), self.shop.today, why)
            ),
            "makes a plan": lambda: plans.make(
                PlanDraft(row("sale"), 4, guarantors=(GuarantorDraft("করিম"),))
            ),
            "ends a plan": lambda: plans.end(row("plan"), why),
            "moves an instalment": lambda: plans.move_day(row("instalment"), day()),
            "changes guarantors": lambda: plans.change_guarantors(
                row("plan"), (GuarantorDraft("সালাম", "01811"),)
            ),
            "begins a halkhata": lambda: drives.start(self.drive(), [self.one(), self.one()]),
            "changes a halkhata": lambda: drives.change(row("halkhata"), self.drive()),
            "invites": lambda: drives.invite(row("halkhata"), [self.one()]),
            "takes off the list": lambda: drives.uninvite(row("halkhata_guest")),
            "a guest came": lambda: drives.came(row("halkhata_guest")),
            "a guest pays": lambda: drives.take_payment(row("halkhata_guest"), paisa()),
            "prints cards": lambda: drives.printed(row("halkhata"), [row("halkhata_guest")]),
            "closes a halkhata": lambda: drives.close(row("halkhata")),
            "opens a halkhata again": lambda: drives.reopen(row("halkhata")),
            "gives a card": lambda: cards.give(self.card(self.one())),
            "voids a card": lambda: cards.void(row("warranty"), why),
            "replaces a card": lambda: cards.replace(
                row("warranty"), Replacement(serial=f"N-{dice.randint(1, 99)}")
            ),
            "hands a card on": lambda: cards.transfer(row("warranty"), self.one()),
            "a card lives again": lambda: cards.undo_change(self.where("warranty", "status <> 'active'")),
            "services": lambda: visits.done(row("service_visit")),
            "agrees on a servicing": lambda: visits.postpone(row("service_visit"), day()),
            "sends out": lambda: book.deliveries.send_out(row("sale"), "পাঠাও"),
            "delivers": lambda: book.deliveries.deliver(
                row("sale"), self.shop.today, PaymentDraft(1, paisa(), self.shop.today)
            ),
            "puts a delivery off": lambda: book.deliveries.put_off(row("sale"), day()),
        }

    def steps(self) -> dict[str, Deed]:
        """What is done on a job, and taken back there."""
        jobs, job = self.book.jobs, self.row("job")
        effect = self.dice.choice(("none", "extend", "restart", "new"))
        found = Finding(
            "replaced", cover_effect=effect, new_serial="J-7", charge_paisa=self.dice.randint(0, 900_00)
        )
        return {
            "checks": lambda: jobs.move(job, "checking"),
            "waits": lambda: jobs.move(job, "waiting_part"),
            "promises": lambda: jobs.promise(job, self.day()),
            "sends to the company": lambda: jobs.send(job, "ওয়ালটন"),
            "chases": lambda: jobs.chase(self.where("job", "status = 'sent_to_company'"), "কাল জানাবে"),
            "ready": lambda: jobs.ready(job, found if jobs.get(job).warranty_id else Finding("repaired")),
            "hands over": lambda: jobs.deliver(
                self.where("job", "status = 'ready'"), self.dice.randint(0, 500_00)
            ),
            "refuses": lambda: jobs.reject(job, "পার্টস নেই"),
            "cancels": lambda: jobs.cancel(job, "লাগবে না"),
        }

    def stands(self) -> dict[str, list[dict[str, object]]]:
        """Every row that is there, but the ledger by what it comes to: there nothing is ever taken away."""
        found = super().stands()
        del found["ledger"]
        owed = [
            (one.id, self.book.dues.balance(one.id), self.book.dues.ageing(one.id)) for one in self.people
        ]
        return {**found, "owed": [{"of": owed}]}

    def where(self, table: str, told: str) -> int:
        """One of the rows of which this is true; 0 when there is none."""
        asked = f"SELECT id FROM {table} WHERE {told} AND deleted_at IS NULL ORDER BY id"
        return self.dice.choice(self.book.store.ids(asked) or [0])

    def pays_a_memo(self) -> None:
        sale = self.book.sales.get(self.row("sale"))
        draft = PaymentDraft(sale.customer_id or 0, 90_000_00, self.shop.today, sale_id=sale.id)
        self.book.dues.take_payment(draft)

    def takes_in(self) -> None:
        card = self.row("warranty")
        self.book.jobs.take_in(replace(self.book.jobs.draft_for_card(card), problem="ঘোরে না"))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_taken_back_the_book_is_as_it_was(shop: TestShop, seed: int) -> None:
    days = AfterSales(shop, seed)
    seen: set[str] = set()
    for _step in range(300):
        if days.maybe(0.1):
            shop.days_later(days.dice.randint(1, 20))
        if days.maybe(0.1):
            days.sells(days.one()) if days.maybe(0.5) else days.takes_in()
        on_a_job = days.maybe(0.3)
        name, deed = days.dice.choice(list((days.steps() if on_a_job else days.named()).items()))
        before, last = days.stands(), shop.book.history.last_operation()
        steps = shop.book.store.value("SELECT max(id) FROM job_event")
        try:
            deed()
        except ShopbookError:
            assert days.stands() == before, f"{name} was refused and changed something"
            continue
        if days.maybe(0.4):
            continue
        if on_a_job:
            job = shop.book.store.value("SELECT job_id FROM job_event WHERE id > ?", (steps,))
            shop.book.jobs.undo_step(job)
        elif shop.book.store.value("SELECT EXISTS (SELECT 1 FROM journal WHERE operation > ?)", (last,)):
            shop.book.history.undo(shop.book.history.last_operation())
        after = days.stands()
        assert after == before, name
        seen.add(name)
    unseen = {*days.named(), *days.steps()} - seen
    assert len(unseen) < 6, unseen
    assert not [part.name for part in check(shop.book).parts if part.differing]
