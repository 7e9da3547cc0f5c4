"""What happens to a shop from outside, drawn from a seed: people come, buy, pay, fall ill, complain."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from dataclasses import dataclass

from shopbook.book import Book
from shopbook.calls.model import CallbackDraft, CallDraft
from shopbook.care.complaints import ComplaintDraft
from shopbook.care.demands import DemandDraft
from shopbook.care.promises import BuyPromiseDraft, ShopPromiseDraft
from shopbook.customers.model import CustomerDraft, PartialDate, PhoneDraft
from shopbook.dues.model import AdjustmentDraft
from shopbook.followups.reminders import ReminderDraft
from shopbook.notes.model import FamilyDraft, GiftDraft, NoteDraft
from shopbook.products.model import CoverageDraft, ProductDraft
from shopbook.sales.model import LineDraft, SaleDraft
from tests.core.simulation.after_sales import AfterSales

NAMES = ("রহিম", "করিম", "জসিম", "সালমা", "রোকেয়া", "শফিক", "গোপাল", "মমতাজ", "হাসিনা", "তপন", "ইমরান", "লাকী")
AREAS = ("সাভার", "মিরপুর", "টঙ্গী", "আমিনবাজার")
WISHES = ("ইন্ডাকশন চুলা", "সোলার ফ্যান", "এসি", "ডিপ ফ্রিজ")
ILLNESSES = ("own_illness", "family_illness", "hospital", "accident", "breakdown", "bad_mood")
FRIDGE, FAN, FILTER = range(3)


@dataclass(frozen=True)
class Person:
    """One who lives in the town: how sure their word on money is, from 0 to 1."""

    id: int
    phone: str
    honesty: float


class Town:
    """The people around one shop. `counted` says how much of everything happened, for the report."""

    def __init__(self, book: Book, seed: int) -> None:
        self.book = book
        self.chance = random.Random(seed)
        self.people: list[Person] = []
        self.counted: Counter[str] = Counter()
        # What everybody owes, kept by hand: plus and minus and nothing else.
        self.account: Counter[int] = Counter()
        self.products = [
            book.products.add(ProductDraft("ফ্রিজ", category="ফ্রিজ", price_paisa=3_500_000)),
            book.products.add(ProductDraft("সিলিং ফ্যান", category="ফ্যান", price_paisa=320_000)),
            book.products.add(
                ProductDraft(
                    "পানির ফিল্টার", category="ফিল্টার", price_paisa=90_000, durable=False, consumable_days=30
                )
            ),
        ]
        for _ in range(24):
            self._newcomer()
        for person in self.chance.sample(self.people, 6):
            opening = AdjustmentDraft(person.id, "opening", self._taka(5, 80) * 10_000, book.clock.today())
            book.dues.adjust(opening)
            self.account[person.id] += opening.amount_paisa
        self.after_sales = AfterSales(self, seed + 2)

    # ---- a day

    def morning(self) -> None:
        """Whoever walks in or rings before noon."""
        for _ in range(self.chance.randrange(1, 5)):
            self._buys(self._somebody())
        for person in self.people:
            self._pays(person)
        if self._happens(0.35):
            self._newcomer()
        if self._happens(0.5):
            self._rings_in_vain()

    def afternoon(self) -> None:
        """What is told at the counter and on the phone after noon."""
        for share, event in (
            (0.35, self._tells_news),
            (0.06, self._has_a_child),
            (0.12, self._complains),
            (0.3, self._is_promised_something),
            (0.2, self._promises_to_buy),
            (0.25, self._asks_in_vain),
            (0.2, self._asks_for_a_reminder),
            (0.2, self._asks_to_be_called_later),
        ):
            if self._happens(share):
                event(self._somebody())
        if self._happens(0.1):
            self._goods_arrive()
        self.after_sales.day()

    # ---- single events

    def _newcomer(self) -> None:
        chance, today = self.chance, self.book.clock.today()
        # Every sixth shares a telephone with somebody who is in the book already.
        shared = self.people and self._happens(1 / 6)
        phone = self._somebody().phone if shared else f"017{chance.randrange(10**8):08d}"
        born = today - dt.timedelta(chance.randrange(7_000, 22_000))
        referrer = self._somebody().id if self.people and self._happens(0.2) else None
        made = self.book.customers.add(
            CustomerDraft(
                name=f"{chance.choice(NAMES)} {len(self.people)}",
                phones=(PhoneDraft(phone),),
                area=chance.choice(AREAS),
                birthday=PartialDate(born.year, born.month, born.day),
                tier="vip" if self._happens(0.1) else "normal",
                credit_limit_paisa=2_000_000 if self._happens(0.3) else None,
                referred_by_id=referrer,
            )
        )
        self.people.append(Person(made, phone, chance.choice((0.3, 0.7, 0.95))))
        self.counted["customers"] += 1

    def buys(self, person: Person | int, buy_promise_id: int | None = None) -> int:
        """A memo for a person, part of it on credit; returns its id."""
        customer = person.id if isinstance(person, Person) else person
        chance, today = self.chance, self.book.clock.today()
        which = chance.choice((FRIDGE, FAN, FAN, FILTER, FILTER, FILTER))
        price = (3_500_000, 320_000, 90_000)[which]
        cover = (CoverageDraft("parts", "", 1, "year"),) if which != FILTER else ()
        product = self.book.products.get(self.products[which])
        line = LineDraft(product.name, product_id=product.id, unit_price_paisa=price, coverages=cover)
        on_credit = which != FILTER and self._happens(0.4)
        paid = price * chance.randrange(0, 8) // 10 if on_credit else price
        promised = (
            today + dt.timedelta(chance.randrange(2, 25)) if paid < price and self._happens(0.7) else None
        )
        delivered = self._happens(0.2) and which == FRIDGE
        sale = self.book.sales.record_sale(
            SaleDraft(
                today,
                (line,),
                customer,
                paid_paisa=paid,
                promised_on=promised,
                delivery="needed" if delivered else "none",
                delivery_address="রেডিও কলোনি" if delivered else "",
                deliver_on=today + dt.timedelta(1) if delivered else None,
                buy_promise_id=buy_promise_id,
            )
        )
        self.counted["sales"] += 1
        self.counted["sold taka"] += price // 100
        self.account[customer] += price - paid
        if delivered:
            self.book.deliveries.deliver(sale.id, today)
        return sale.id

    def _buys(self, person: Person) -> None:
        self.buys(person)

    def _pays(self, person: Person) -> None:
        """Somebody who promised comes near the day, as honest as they are; others now and then."""
        owed = self.book.dues.balance(person.id)
        if owed <= 0:
            return
        promise = self.book.dues.open_promise(person.id)
        today = self.book.clock.today()
        near = promise is not None and abs((promise.due_on - today).days) <= 1
        if not self._happens(person.honesty * 0.6 if near else 0.02):
            return
        paid = owed if self._happens(0.7) else max(100, owed // 3)
        let_off = paid % 10_000 if paid == owed and paid > 10_000 else 0
        self.after_sales.pays(person.id, paid - let_off, let_off)
        self.counted["payments"] += 1
        self.counted["paid taka"] += paid // 100

    def _rings_in_vain(self) -> None:
        known = self._happens(0.6)
        phone = self._somebody().phone if known else f"018{self.chance.randrange(10**8):08d}"
        self.book.calls.ask_callback(CallbackDraft(phone, source="missed", topic="দাম জানতে চান"))
        self.counted["missed calls"] += 1

    def _tells_news(self, person: Person) -> None:
        kind = self.chance.choice(ILLNESSES)
        self.book.notes.write(NoteDraft(person.id, "তিন দিন ধরে জ্বর, দোকানে আসতে পারছেন না", kind=kind))
        self.counted["news"] += 1

    def _has_a_child(self, person: Person) -> None:
        today = self.book.clock.today()
        child = FamilyDraft(person.id, "son", birthday=PartialDate(today.year, today.month, today.day))
        gift = GiftDraft(person.id, "মিষ্টি আর জামা", cost_paisa=60_000, place="hospital")
        self.book.notes.write_news(NoteDraft(person.id, "ছেলে হয়েছে", kind="birth"), child, gift)
        self.counted["births"] += 1

    def _complains(self, person: Person) -> None:
        today = self.book.clock.today()
        promised = today + dt.timedelta(self.chance.randrange(1, 6)) if self._happens(0.7) else None
        draft = ComplaintDraft("ফ্রিজ ঠান্ডা হয় না", person.id, kind="product", promised_on=promised)
        self.book.complaints.open(draft)
        self.counted["complaints"] += 1

    def _is_promised_something(self, person: Person) -> None:
        due_on = self.book.clock.today() + dt.timedelta(self.chance.randrange(1, 9))
        self.book.promises.promise(ShopPromiseDraft("স্ট্যান্ড এনে দেব", due_on, person.id))
        self.counted["shop's promises"] += 1

    def _promises_to_buy(self, person: Person) -> None:
        on = self.book.clock.today() + dt.timedelta(self.chance.randrange(3, 20))
        self.book.promises.will_buy(BuyPromiseDraft(person.id, "ফ্রিজ", on, amount_paisa=3_500_000))
        self.counted["verbal orders"] += 1

    def _asks_in_vain(self, person: Person) -> None:
        self.book.demands.ask(DemandDraft(self.chance.choice(WISHES), person.id))
        self.counted["demands"] += 1

    def _goods_arrive(self) -> None:
        wanted = self.book.demands.wanted("open")
        if wanted:
            self.book.demands.arrived(self.chance.choice(wanted).folded)

    def _asks_for_a_reminder(self, person: Person) -> None:
        on = self.book.clock.today() + dt.timedelta(self.chance.randrange(1, 30))
        self.book.followups.remind(ReminderDraft("বিয়ের বাজারের কথা জিজ্ঞাসা", on, customer_id=person.id))
        self.counted["own reminders"] += 1

    def _asks_to_be_called_later(self, person: Person) -> None:
        on = self.book.clock.today() + dt.timedelta(self.chance.randrange(1, 6))
        draft = CallDraft(person.id, direction="in", outcome="call_later", said="পরে কথা বলব", next_on=on)
        self.book.followups.called(draft)

    # ---- chance

    def _happens(self, share: float) -> bool:
        return self.chance.random() < share

    def _somebody(self) -> Person:
        return self.chance.choice(self.people)

    def _taka(self, low: int, high: int) -> int:
        return self.chance.randrange(low, high)
