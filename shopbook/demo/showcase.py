"""What the sample shop's day is about: its heroes' last weeks, so that today's list is worth a look.

Each scene happens through the book's own operations on its own day; the years before are told in `story`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain

from shopbook.book import Book
from shopbook.calls.model import CallbackDraft, CallDraft
from shopbook.clock import add_months
from shopbook.customers.model import PartialDate
from shopbook.demo.after_sales import AfterSales
from shopbook.demo.care import CareScenes
from shopbook.demo.days import StoryClock
from shopbook.demo.story import GOODS
from shopbook.demo.tidying import Tidying
from shopbook.dues.model import PaymentDraft
from shopbook.followups.reminders import ReminderDraft
from shopbook.notes.model import FamilyDraft, GiftDraft, NoteDraft
from shopbook.products.model import CoverageDraft
from shopbook.sales.model import LineDraft, Sale, SaleDraft

_FRIDGE, _TV, _FAN, _RICE_COOKER, _WASHER, _SEWING_MACHINE = 0, 3, 5, 7, 13, 18
_NOON = dt.time(12, 30)
# The last call came so many minutes ago.
_LATELY = dt.timedelta(minutes=25)


class Showcase:
    """The heroes' last weeks. Scenes whose hero the shop does not have are left out.

    put_right: tell also of mistakes and edits, which add a few customers to those that were asked for.
    """

    def __init__(
        self,
        book: Book,
        clock: StoryClock,
        heroes: Sequence[int],
        products: Sequence[int],
        staff: tuple[int, ...],
        now: dt.datetime,
        *,
        put_right: bool,
    ) -> None:
        self._book = book
        self._clock = clock
        self._heroes = heroes
        self._products = products
        self._staff = staff
        self._put_right = put_right
        self._now = now
        clock.set_moment(now)
        self._today = clock.today()
        self._scenes: list[tuple[int, int, Callable[[], object]]] = []

    def play(self) -> None:
        """Tell every scene on its day, the oldest first."""
        self._dues()
        self._news()
        self._goods()
        self._calls()
        self._care()
        for ago, _, deed in sorted(self._scenes, key=lambda scene: (-scene[0], scene[1])):
            if ago == 0:
                self._clock.set_moment(self._now - _LATELY)
            else:
                self._clock.set_to(self._day(-ago), _NOON)
            deed()
        self._clock.set_moment(self._now)

    # ---- money

    def _dues(self) -> None:
        self._on(20, 3, lambda who: self._sell(who, _FRIDGE, -20, left=12_000, promised=0))
        self._on(40, 4, lambda who: self._sell(who, _TV, -40, left=6_500, promised=-6))
        self._on(30, 5, lambda who: self._sell(who, _WASHER, -30, left=9_000, promised=-5))
        self._on(5, 5, lambda who: self._pays(who, 9_000, -5, "bkash", "BLK8Q2R7TX"))
        self._on(26, 12, lambda who: self._sell(who, _SEWING_MACHINE, -26, left=4_200))
        self._on(33, 20, lambda who: self._sell(who, _TV, -33, left=8_000, promised=-12))
        self._on(12, 20, lambda who: self._pays(who, 3_000, -12, "cash"))
        self._on(12, 20, lambda who: self._promise(who, 5_000, 6))
        self._on(58, 21, lambda who: self._sell(who, _FRIDGE, -58, left=15_000))
        self._on(44, 21, lambda who: self._pays(who, 5_000, -44, "bkash", "BKD4M9W2LA"))
        self._on(25, 21, lambda who: self._pays(who, 5_000, -25, "nagad", "72F0QK1ZPB"))
        self._on(9, 21, lambda who: self._pays(who, 5_000, -9, "cash"))
        self._on(1, 22, self._void)

    # ---- what people told

    def _news(self) -> None:
        self._on(7, 1, self._birth)
        self._on(3, 1, lambda who: self._gift(who, "বেবি কেয়ার সেট", 550))
        self._on(2, 2, lambda who: self._tells(who, "own_illness", "তিন দিন ধরে জ্বর, দোকানেও আসতে পারেন নাই"))
        self._on(60, 6, lambda who: self._child(who, "daughter", "রাইসা", add_months(self._day(2), -12)))
        self._on(90, 7, lambda who: self._birthday(who, 41))
        self._on(30, 10, lambda who: self._expects(who, self._day(8)))
        self._on(1, 14, lambda who: self._tells(who, "breakdown", "সিএনজির ইঞ্জিন নষ্ট, রাস্তায় বসে আছেন"))
        self._on(21, 16, lambda who: self._silent(who))
        self._on(9, 17, lambda who: self._tells(who, "death", "বাবা মারা গেছেন, গ্রামের বাড়িতে"))
        self._on(45, 17, lambda who: self._sell(who, _FAN, -45, left=1_500))
        self._on(6, 19, lambda who: self._tells(who, "wedding", "বড় মেয়ের বিয়ে ঠিক হয়েছে", self._day(6)))
        self._on(5, 15, lambda who: self._remind(who, "টিভির মাপ জেনে দাম জানাতে হবে", self._day(1)))
        self._on(8, 23, lambda who: self._tells(who, "preference", "বিকাল চারটার পরে ফোন করলে ভালো"))
        self._scenes.append((10, 99, lambda: self._remind(None, "দোকান ভাড়া দিতে হবে", self._day(1), "month")))

    # ---- what people bought

    def _goods(self) -> None:
        year = (CoverageDraft("parts", "", 1, "year"),)
        sold = add_months(self._day(9), -12)
        ago = (self._today - sold).days
        self._on(ago, 8, lambda who: self._sell(who, _RICE_COOKER, -ago, coverages=year))
        self._on(2, 9, self._delivered)
        self._on(2, 13, lambda who: self._sell(who, _SEWING_MACHINE, -2, promised_to_buy=True))

    # ---- the telephone

    def _calls(self) -> None:
        later = CallDraft(
            outcome="call_later", said="এখন মাঠে আছেন, শনিবারের পরে কথা বলবেন", next_on=self._today
        )
        self._on(3, 11, lambda who: self._book.calls.record(replace(later, customer_id=who)))
        silent = CallDraft(outcome="no_answer")
        self._on(1, 18, lambda who: self._book.calls.record(replace(silent, customer_id=who)))
        self._on(0, 0, self._missed)
        asked = CallbackDraft("01799000111", "ইসমাইল মাস্টার", "আইপিএসের ব্যাটারির দাম জানতে চান", source="counter")
        self._scenes.append((0, 98, lambda: self._book.calls.ask_callback(asked)))

    # ---- complaints, promises, wishes, what came after the sales, and what was put right

    def _care(self) -> None:
        care = CareScenes(self._book, self._today, self._staff).scenes()
        after_sales = AfterSales(self._book, self._today, self._sell).scenes()
        tidying = Tidying(self._book, self._today, self._staff).scenes()
        for days_ago, hero, deed in chain(care, after_sales, tidying if self._put_right else ()):
            if hero is not None:
                self._on(days_ago, hero, deed)
            elif self._heroes:
                self._scenes.append((days_ago, len(self._scenes), partial(deed, 0)))

    # ---- deeds

    def _on(self, days_ago: int, hero: int, deed: Callable[[int], object]) -> None:
        if hero < len(self._heroes):
            who = self._heroes[hero]
            self._scenes.append((days_ago, len(self._scenes), lambda: deed(who)))

    def _day(self, offset: int) -> dt.date:
        return self._today + dt.timedelta(days=offset)

    def _sell(
        self, who: int, good: int, day: int, left: int = 0, promised: int | None = None,
        coverages: tuple[CoverageDraft, ...] | None = None, delivered_on: dt.date | None = None,
        promised_to_buy: bool = False,
    ) -> Sale:  # fmt: skip
        """A piece sold on a day, so many taka of it left due, perhaps promised for another day."""
        draft, prefix = GOODS[good].draft, GOODS[good].serial_prefix
        price = draft.price_paisa or 0
        line = LineDraft(
            name=draft.name,
            product_id=self._products[good],
            brand=draft.brand,
            model=draft.model,
            unit_price_paisa=price,
            serials=(f"{prefix}{500_000 - day * 100 + good:09d}",),
            coverages=draft.coverages if coverages is None else coverages,
        )
        sale = SaleDraft(
            sold_on=self._day(day),
            lines=(line,),
            customer_id=who,
            paid_paisa=price - left * 100,
            promised_on=None if promised is None else self._day(promised),
            buy_promise_id=self._book.promises.open_buys(who)[0].id if promised_to_buy else None,
        )
        if delivered_on is not None:
            sale = replace(sale, delivery="needed", deliver_on=delivered_on, warranty_from="delivery")
        return self._book.sales.record_sale(sale)

    def _delivered(self, who: int) -> None:
        sale = self._sell(who, _WASHER, -2, delivered_on=self._day(-1))
        self._clock.set_to(self._day(-1), _NOON)
        self._book.deliveries.deliver(sale.id, self._day(-1))

    def _void(self, who: int) -> None:
        sale = self._sell(who, _FAN, -1)
        self._book.sales.void_sale(sale.id, "ভুল মডেল লেখা হয়েছিল, টাকা ফেরত দেওয়া হয়েছে")

    def _pays(self, who: int, taka: int, day: int, method: str, reference: str = "") -> None:
        draft = PaymentDraft(who, taka * 100, self._day(day), method=method, reference=reference)
        self._book.dues.take_payment(draft)

    def _promise(self, who: int, taka: int, day: int) -> None:
        self._book.dues.promise(who, taka * 100, self._day(day))

    def _tells(self, who: int, kind: str, body: str, event_on: dt.date | None = None) -> int:
        return self._book.notes.write(NoteDraft(who, body, kind=kind, event_on=event_on))

    def _birth(self, who: int) -> None:
        self._tells(who, "birth", "ছেলে হয়েছে, মা-ছেলে দুজনেই ভালো আছে")
        self._child(who, "son", "", self._day(-7))

    def _child(self, who: int, relation: str, name: str, born: dt.date) -> None:
        birthday = PartialDate(born.year, born.month, born.day)
        self._book.notes.add_family(FamilyDraft(who, relation, name, birthday=birthday))

    def _expects(self, who: int, day: dt.date) -> None:
        self._book.notes.add_family(FamilyDraft(who, "wife", expected_on=day))

    def _gift(self, who: int, what: str, taka: int) -> None:
        gift = GiftDraft(
            who, what, occasion="নতুন অতিথি", cost_paisa=taka * 100, place="home", carried_by="কর্মী"
        )
        self._book.notes.give(gift)

    def _birthday(self, who: int, age: int) -> None:
        draft = self._book.customers.get(who).draft
        day = PartialDate(self._today.year - age, self._today.month, self._today.day)
        if not day.is_possible():  # told on 29 February
            day = PartialDate(None, day.month, day.day)
        self._book.customers.change(who, replace(draft, birthday=day))

    def _silent(self, who: int) -> None:
        self._birthday(who, 55)
        self._book.customers.do_not_call(who, "ফোনে বিরক্ত হন, দোকানে এলে কথা বলেন")

    def _remind(self, who: int | None, title: str, start_on: dt.date, unit: str = "once") -> None:
        self._book.followups.remind(ReminderDraft(title, start_on, unit=unit, customer_id=who))

    def _missed(self, who: int) -> None:
        phone = self._book.customers.get(who).phone
        topic = "ফ্রিজের দরজার রাবার কবে আসবে"
        self._book.calls.ask_callback(CallbackDraft(phone, "", topic, who, source="missed"))
