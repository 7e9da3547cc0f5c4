"""The test language: a shop told in sentences, `shop.customer("রহিম").owes(500)`. Assertions stay in the tests."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from shopbook.book import Book
from shopbook.clock import FixedClock
from shopbook.customers.model import Customer, CustomerDraft, PhoneDraft
from shopbook.dues.model import AdjustmentDraft, PaymentDraft
from shopbook.dues.plan_model import PlanDraft
from shopbook.sales.model import LineDraft, SaleDraft
from shopbook.settings.model import ShopDraft

# A Saturday: the shop's week begins.
TODAY = dt.date(2026, 11, 21)


class TestShop:
    """A real book in a real file, with a clock that moves when told."""

    __test__ = False

    def __init__(self, folder: Path, today: dt.date = TODAY, **shop: object) -> None:
        self.clock = FixedClock(today)
        self.path = folder / "shop.shopbook"
        details = {
            "name_bn": "নিউ ভিশন ইলেকট্রনিক্স",
            "hotline": "01711000000",
            "address": "মিরপুর ১০, ঢাকা",
            **shop,
        }
        self.book = Book.create(self.path, ShopDraft(**details), clock=self.clock)  # type: ignore[arg-type]

    def customer(self, name: str = "", phone: str = "", **details: object) -> Person:
        """Add a customer; details are fields of CustomerDraft."""
        phones = (PhoneDraft(phone),) if phone else ()
        return Person(self, self.book.customers.add(CustomerDraft(name=name, phones=phones, **details)))  # type: ignore[arg-type]

    def days_later(self, days: int) -> None:
        """Let days pass."""
        self.clock.advance(days=days)

    @property
    def today(self) -> dt.date:
        """What day it is in the shop."""
        return self.clock.today()

    def reopen(self) -> None:
        """Close the program and open the book again."""
        self.book.close()
        self.book = Book.open(self.path, clock=self.clock)


@dataclass
class Person:
    """A customer of the test shop; verbs return the person, so that sentences go on."""

    shop: TestShop
    id: int

    @property
    def record(self) -> Customer:
        """What the book says about them now."""
        return self.shop.book.customers.get(self.id)

    def owes(self, taka: int, since: dt.date | None = None) -> Person:
        """Has an old due of so many taka."""
        draft = AdjustmentDraft(self.id, "opening", taka * 100, since or self.shop.today)
        self.shop.book.dues.adjust(draft)
        return self

    def buys(self, what: str, taka: int, down: int = 0) -> Person:
        """Takes one thing home, so much laid down with the memo."""
        lines = (LineDraft(name=what, unit_price_paisa=taka * 100),)
        draft = SaleDraft(self.shop.today, lines, self.id, paid_paisa=down * 100)
        self.shop.book.sales.record_sale(draft)
        return self

    def buys_on_kisti(
        self, what: str, taka: int, down: int = 0, *, count: int = 6, every: str = "month", **details: object
    ) -> Person:
        """Takes a thing home and pays the rest in instalments; details are fields of PlanDraft."""
        self.buys(what, taka, down)
        sale_id = self.shop.book.sales.ids_of_customer(self.id)[0]
        self.shop.book.plans.make(PlanDraft(sale_id, count, every, **details))  # type: ignore[arg-type]
        return self

    def pays(self, taka: int, method: str = "cash") -> Person:
        """Pays so many taka against the due."""
        self.shop.book.dues.take_payment(PaymentDraft(self.id, taka * 100, self.shop.today, method))
        return self
