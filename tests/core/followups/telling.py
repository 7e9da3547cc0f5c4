"""Facts told straight into the book, so that the list's tests depend on no other noun's operations."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from shopbook.clock import DHAKA, from_instant
from shopbook.followups.model import Card, Day, Item, Today
from shopbook.settings.model import ShopDraft
from tests.language import TestShop

DUE = dt.date(2026, 11, 18)  # a Wednesday: the day on which most of the told facts come up


def day(text: str) -> dt.date:
    """A day from ISO text; the year may be left out for 2026."""
    return dt.date.fromisoformat(text if len(text) > 5 else f"2026-{text}")


def instant(on: dt.date, clock: str = "11:00") -> str:
    """An instant on a Dhaka day as the book stores it."""
    return from_instant(dt.datetime.combine(on, dt.time.fromisoformat(clock), DHAKA))


class Telling:
    """One shop and its list; every verb puts one fact into the book."""

    def __init__(self, shop: TestShop) -> None:
        self.shop = shop
        self.store = shop.book.store
        self.list = shop.book.followups
        self._codes: Iterator[int] = iter(range(1, 10_000))
        self.kept_since(dt.date(2020, 1, 1))  # a book old enough for every rule

    # ---- facts

    def insert(self, table: str, **values: object) -> int:
        """One row."""
        plain = {name: v.isoformat() if isinstance(v, dt.date) else v for name, v in values.items()}
        with self.store.operation() as op:
            return op.insert(table, plain)

    def change(self, table: str, row: int, **values: object) -> None:
        """Change one row."""
        plain = {name: v.isoformat() if isinstance(v, dt.date) else v for name, v in values.items()}
        with self.store.operation() as op:
            op.update(table, row, plain)

    def customer(self, name: str = "রহিম", phone: str = "", **columns: object) -> int:
        """A customer, perhaps with a phone (ten digits)."""
        made = self.insert("customer", code=f"T{next(self._codes)}", name=name, **columns)
        if phone:
            self.phone(made, phone)
        return made

    def phone(self, customer: int, key10: str, **columns: object) -> int:
        """One more phone of a customer."""
        return self.insert(
            "customer_phone",
            customer_id=customer,
            raw=f"0{key10}",
            e164=f"+880{key10}",
            key10=key10,
            **columns,
        )

    def talk(self, customer: int | None, on: dt.date, clock: str = "11:00", **columns: object) -> int:
        """A call or visit; talked unless another outcome is told."""
        columns.setdefault("outcome", "talked")
        return self.insert("interaction", customer_id=customer, at=instant(on, clock), on_day=on, **columns)

    def callback(self, key10: str = "1711000001", asked: str = "", **columns: object) -> int:
        """A request to be called back."""
        columns.setdefault("customer_id", None)
        return self.insert(
            "callback", phone=f"0{key10}", key10=key10, asked_at=asked or instant(DUE, "10:00"), **columns
        )

    def note(self, customer: int, noted_on: dt.date, *followups: dt.date, **columns: object) -> int:
        """A note with its follow-up days."""
        columns.setdefault("kind", "own_illness")
        made = self.insert(
            "note", customer_id=customer, body="জ্বর, তিন দিন ধরে", noted_on=noted_on, **columns
        )
        for due_on in followups:
            self.insert("note_followup", note_id=made, due_on=due_on)
        return made

    def promise(self, customer: int, due_on: dt.date, taka: int = 4500, **columns: object) -> int:
        """A promise to pay by somebody who owes that much."""
        self.change("customer", customer, balance_paisa=taka * 100)
        return self.insert(
            "pay_promise",
            customer_id=customer,
            made_on=due_on - dt.timedelta(10),
            due_on=due_on,
            amount_paisa=taka * 100,
            **columns,
        )

    def owes(self, customer: int, since: dt.date, taka: int = 2000) -> None:
        """An old due nobody promised anything for."""
        self.change("customer", customer, balance_paisa=taka * 100, oldest_unpaid_on=since)

    def plan(self, customer: int, *due_on: dt.date, taka: int = 4000, **columns: object) -> int:
        """A memo paid in instalments on these days; returns the first one."""
        left = taka * 100 * len(due_on)
        memo = self.sale(customer, due_on[0] - dt.timedelta(60), durable=0)
        made = self.insert(
            "plan",
            plan_no=f"P-{next(self._codes):06d}",
            sale_id=memo,
            customer_id=customer,
            made_on=due_on[0] - dt.timedelta(60),
            financed_paisa=left,
            left_paisa=left,
            every="month",
        )
        self.change("customer", customer, balance_paisa=left, oldest_unpaid_on=due_on[0] - dt.timedelta(60))
        parts = [
            self.insert(
                "instalment",
                plan_id=made,
                customer_id=customer,
                position=place,
                due_on=when,
                amount_paisa=taka * 100,
                **columns,
            )
            for place, when in enumerate(due_on, start=1)
        ]
        return parts[0]

    def guest(self, customer: int, held_on: dt.date, taka: int = 4500, **columns: object) -> int:
        """Somebody who owes, invited to a halkhata."""
        drive = self.insert("halkhata", title="শুভ হালখাতা", held_on=held_on)
        return self.insert(
            "halkhata_guest", halkhata_id=drive, customer_id=customer, due_paisa=taka * 100, **columns
        )

    def sale(self, customer: int, sold_on: dt.date, product: str = "ফ্রিজ", **columns: object) -> int:
        """A memo with one durable thing on it."""
        taka, durable = int(columns.pop("taka", 30_000)), int(columns.pop("durable", 1))  # type: ignore[call-overload]
        made = self.insert(
            "sale",
            memo_no=f"A-{next(self._codes):06d}",
            customer_id=customer,
            sold_on=sold_on,
            total_paisa=taka * 100,
            **columns,
        )
        self.insert(
            "sale_item",
            sale_id=made,
            name=product,
            durable=durable,
            unit_price_paisa=taka * 100,
            amount_paisa=taka * 100,
        )
        return made

    def warranty(self, customer: int, ends_on: dt.date, start_on: dt.date | None = None) -> int:
        """A warranty card; a year long unless its start is told."""
        start = start_on or ends_on - dt.timedelta(365)
        return self.insert(
            "warranty",
            card_no=f"W-{next(self._codes):06d}",
            customer_id=customer,
            product_name="ফ্রিজ",
            issued_on=start,
            start_on=start,
            last_ends_on=ends_on,
        )

    def visit(self, customer: int, due_on: dt.date) -> int:
        """A free servicing of a card that lasts long."""
        card = self.warranty(customer, due_on + dt.timedelta(500), due_on - dt.timedelta(120))
        return self.insert("service_visit", warranty_id=card, customer_id=customer, sequence=1, due_on=due_on)

    def complaint(self, customer: int | None, opened_on: dt.date, **columns: object) -> int:
        """A complaint; nobody's is a rumour."""
        columns.setdefault("kind", "product" if customer else "rumour")
        return self.insert(
            "complaint",
            customer_id=customer,
            what="ফ্রিজ ঠান্ডা হয় না",
            opened_at=instant(opened_on),
            opened_on=opened_on,
            **columns,
        )

    def job(self, customer: int | None, received_on: dt.date, **columns: object) -> int:
        """A thing taken in for repair."""
        made = {"job_no": f"J-{next(self._codes):06d}", "customer_id": customer, "product_name": "ফ্যান"}
        return self.insert("job", **made, received_on=received_on, problem="ঘোরে না", **columns)

    def settled(self, customer: int, resolved_on: dt.date, **columns: object) -> int:
        """A complaint that was settled; nobody was happy since unless told."""
        opened_on = resolved_on - dt.timedelta(2)
        when = {"resolved_at": instant(resolved_on), "resolved_on": resolved_on}
        return self.complaint(customer, opened_on, status="resolved", **when, **columns)

    def word(self, customer: int | None, due_on: dt.date, **columns: object) -> int:
        """A promise of the shop."""
        made_on = due_on - dt.timedelta(5)
        values = {"customer_id": customer, "what": "স্ট্যান্ড এনে দেব", "made_on": made_on, "due_on": due_on}
        return self.insert("shop_promise", **values, **columns)

    def will_buy(self, customer: int, expected_on: dt.date, **columns: object) -> int:
        """A verbal order."""
        made_on = expected_on - dt.timedelta(9)
        values = {
            "customer_id": customer,
            "what": "এসি ১.৫ টন",
            "made_on": made_on,
            "expected_on": expected_on,
        }
        return self.insert("buy_promise", **values, **columns)

    def demand(
        self, customer: int | None, arrived_on: dt.date, what: str = "নীল জগ", **columns: object
    ) -> int:
        """Something that was asked for and has come."""
        values = {"customer_id": customer, "what": what, "folded": what, "arrived_on": arrived_on}
        asked_on = arrived_on - dt.timedelta(20)
        return self.insert("demand", **values, asked_on=asked_on, status="arrived", **columns)

    def used(self, customer: int, sold_on: dt.date, lasts: int = 30, **product: object) -> int:
        """A memo with something that lasts so many days; returns its line."""
        made = self.insert("product", name="ফিল্টার", consumable_days=lasts, **product)
        return self.bought(customer, sold_on, made)

    def bought(self, customer: int, sold_on: dt.date, product: int, **columns: object) -> int:
        """A memo with one piece of a product; returns its line."""
        memo = {"memo_no": f"A-{next(self._codes):06d}", "customer_id": customer, "sold_on": sold_on}
        sale = self.insert("sale", **memo, total_paisa=90_000)
        price = {"unit_price_paisa": 90_000, "amount_paisa": 90_000}
        return self.insert(
            "sale_item", sale_id=sale, product_id=product, name="ফিল্টার", durable=0, **price, **columns
        )

    def on_credit(self, customer: int, entry_on: dt.date, taka: int, limit: int) -> int:
        """Takes so much on credit, with a limit."""
        self.change("customer", customer, credit_limit_paisa=limit * 100)
        return self.insert(
            "ledger", customer_id=customer, entry_on=entry_on, kind="opening", amount_paisa=taka * 100
        )

    def member(self, customer: int, relation: str = "son", **columns: object) -> int:
        """A member of the family."""
        return self.insert("family_member", customer_id=customer, relation=relation, **columns)

    # ---- the shop and its clock

    def keeps(self, **fields: object) -> None:
        """Change the shop's own rules."""
        shop = self.shop.book.settings.shop()
        values = {name: getattr(shop, name) for name in ShopDraft.__dataclass_fields__}
        self.shop.book.settings.change_shop(ShopDraft(**{**values, **fields}))

    def kept_since(self, on: dt.date) -> None:
        """Since when the shop keeps this book."""
        self.change("shop", self.shop.book.settings.shop().id, created_at=instant(on))

    def it_is(self, on: dt.date, clock: str = "10:00") -> None:
        """Move the clock."""
        target = dt.datetime.combine(on, dt.time.fromisoformat(clock), DHAKA)
        self.shop.clock.advance(seconds=(target - self.shop.clock.now()).total_seconds())

    # ---- the list

    def today(self, on: dt.date | None = None) -> Today:
        """The list of a day."""
        return self.list.today(on)

    def item(self, rule: str, on: dt.date | None = None) -> Item:
        """The one item of a rule."""
        [found] = [item for item in self.items(on) if item.rule == rule]
        return found

    def items(self, on: dt.date | None = None) -> list[Item]:
        """Every item of every lane."""
        return [item for card in self.today(on).all_cards() for item in (*card.reasons, *card.others)]

    def rules(self, on: dt.date | None = None) -> list[str]:
        """The rules of the items that stand in today's own lanes, sorted."""
        found = self.today(on)
        return sorted(item.rule for card in (*found.cards, *found.later) for item in card.reasons)

    def card(self, on: dt.date | None = None) -> Card:
        """The one card of the list."""
        cards = self.today(on).all_cards()
        assert len(cards) == 1, cards
        return cards[0]

    def moment(self, on: dt.date) -> Day:
        """Noon of a day in this shop."""
        return Day.noon(on, self.shop.book.settings.shop())
