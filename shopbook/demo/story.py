"""The sample shop's years, day by day: who came, bought, paid, told news and was called. Writing it down is elsewhere.

Everything follows from the size, the seed and the day; the same three give the same story.
"""

from __future__ import annotations

import datetime as dt
import heapq
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

from shopbook.calls.model import CallDraft
from shopbook.care.demands import REASONS, DemandDraft
from shopbook.care.feedback import FeedbackDraft
from shopbook.care.promises import BuyPromiseDraft, ShopPromiseDraft
from shopbook.demo.goods import CARDED, SMALL_GOODS, Good
from shopbook.demo.people import HEROES, People, Plan
from shopbook.demo.sayings import (
    EVENT_AFTER,
    GIFTS,
    NEWS,
    NEWS_WEIGHTS,
    TALK_WEIGHTS,
    TALKS,
    WISHES,
    WORD_GIVEN,
)
from shopbook.demo.size import Size
from shopbook.dues.model import PaymentDraft
from shopbook.notes.model import COMPLAINT, GiftDraft, NoteDraft
from shopbook.sales.model import LineDraft, SaleDraft

# The book begins so long ago; a shop that opened the program yesterday has no history to show.
SPAN_DAYS = 3 * 365
# In the last weeks of the heroes only what the showcase tells happens.
CALM_DAYS = 75
# In a shop small enough to be looked at whole, the news of the last days is the heroes'.
LOOKED_AT, CALM_NEWS_DAYS = 200, 20
# Promises of a large shop are from so many last days.
PROMISING_DAYS = 20
_PER_SALE_WITHOUT_CUSTOMER = 0.04
_METHODS = (("cash", 60), ("bkash", 24), ("nagad", 10), ("bank", 4), ("card", 2))


@dataclass(frozen=True, slots=True)
class Joins:
    """Somebody becomes a customer."""

    plan: Plan


@dataclass(frozen=True, slots=True)
class Buys:
    """A memo; `goods` are the places of its lines in the price list, -1 for a free text."""

    draft: SaleDraft
    goods: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Tells:
    """News, and how and when it ended, if it did."""

    draft: NoteDraft
    ends_on: dt.date | None = None
    ending: str = ""


@dataclass(frozen=True, slots=True)
class Ends:
    """The news this customer told last has come to its end."""

    ending: str


Deed: TypeAlias = Joins | Buys | PaymentDraft | Tells | Ends | CallDraft | GiftDraft


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened; `who` is the customer's place in the row of people, -1 somebody without a name."""

    on: dt.date
    who: int
    deed: Deed


GOODS: tuple[Good, ...] = (*CARDED, *SMALL_GOODS)


class Story:
    """All events of a shop in the order of their days."""

    def __init__(self, size: Size, seed: int, today: dt.date) -> None:
        self.size = size
        self.today = today
        self.first_on = today - dt.timedelta(days=SPAN_DAYS)
        self._people = People(seed, today)
        self._random = random.Random(f"story {seed}")
        self._days = SPAN_DAYS  # the last day told is yesterday
        self._joined = self._join_days()
        self._later: list[tuple[int, int, int, Deed]] = []
        self._turn = 0

    def events(self) -> Iterator[Event]:
        """What happened until yesterday."""
        visits = self._visits()
        place, carded, sold = 0, 0, 0
        for day in range(self._days):
            on = self.first_on + dt.timedelta(days=day)
            for _ in range(self._joined.get(day, 0)):
                yield Event(on, self._turn_of_people(), Joins(self._people.next()))
            while place < len(visits) and visits[place] // (4 * self.size.customers) == day:
                who, what = divmod(visits[place] % (4 * self.size.customers), 4)
                place += 1
                if what == 0:
                    sold += 1
                    with_card = sold * self.size.warranties // max(1, self.size.sales) > carded
                    carded += with_card
                    yield from self._sale(day, on, who, with_card)
                elif what == 1:
                    yield from self._news(day, on, who)
                else:
                    yield Event(on, who, self._call(day, on))
            while self._later and self._later[0][0] <= day:
                _, _, who, deed = heapq.heappop(self._later)
                yield Event(on, who, deed)

    # ---- who and when

    def _join_days(self) -> dict[int, int]:
        """How many customers each day brings; the heroes are there from the first."""
        heroes = min(HEROES, self.size.customers)
        self._starts = [0] * heroes + sorted(
            int(self._days * self._random.random() ** 0.8) for _ in range(self.size.customers - heroes)
        )
        counted: dict[int, int] = {}
        for day in self._starts:
            counted[day] = counted.get(day, 0) + 1
        self._met = 0
        return counted

    def _turn_of_people(self) -> int:
        self._met += 1
        return self._met - 1

    def _visits(self) -> list[int]:
        """Every sale (0), note (1) and call (2) as one number that sorts by day."""
        people = self.size.customers
        if not people:
            return []
        wanted = ((0, self.size.sales), (1, self.size.notes), (2, self.size.notes // 2))
        found = []
        for what, count in wanted:
            for turn in range(count):
                first = what == 0 and turn < people
                # Most come to buy; the old customers buy more often than those of last month.
                who = turn if first else int(people * self._random.random() ** 1.4)
                start = self._starts[who]
                end = self._days - CALM_DAYS if who < HEROES else self._days
                day = (
                    start
                    if first and start < end
                    else min(start + int((end - start) * self._random.random()), end - 1)
                )
                found.append((max(day, start) * people + who) * 4 + what)
        found.sort()
        return found

    def _after(self, day: int, who: int, deed: Deed) -> None:
        """Let something follow on a later day, unless that day is still to come."""
        if day < self._days and not (who < HEROES and day >= self._days - CALM_DAYS):
            self._turn += 1
            heapq.heappush(self._later, (day, self._turn, who, deed))

    # ---- what

    def _sale(self, day: int, on: dt.date, who: int, with_card: bool) -> Iterator[Event]:
        roll, choice = self._random.random, self._random.choice
        if not with_card and roll() < _PER_SALE_WITHOUT_CUSTOMER:
            who = -1
        goods: list[int] = []
        lines: list[LineDraft] = []
        if with_card:
            goods.append(int(len(CARDED) * roll()))
            lines.append(self._line(goods[0], carded=True))
        if not with_card or roll() < 0.15:
            for _ in range(1 if roll() < 0.75 else 2):
                goods.append(len(CARDED) + int(len(SMALL_GOODS) * roll()))
                lines.append(self._line(goods[-1], carded=False))
        subtotal = sum(line.amount_paisa for line in lines)
        discount = int(subtotal * choice((0.01, 0.02, 0.03))) // 10_000 * 10_000 if roll() < 0.25 else 0
        total = subtotal - discount
        left = 0
        if who >= 0 and roll() < (0.42 if with_card else 0.08):
            left = int(total * (0.2 + 0.5 * roll())) // 5_000 * 5_000
        never = roll() < 0.03  # and whoever never pays never said when
        promised = self._random.randint(7, 40) if left and not never and roll() < 0.5 else 0
        draft = SaleDraft(
            sold_on=on,
            lines=tuple(lines),
            discount_paisa=discount,
            paid_paisa=total - left,
            method=(method := self._method()),
            reference=self._reference(method),
            promised_on=on + dt.timedelta(days=promised) if promised else None,
            delivery="delivered" if with_card and total > 1_500_000 and roll() < 0.6 else "none",
            demo_given=with_card and roll() < 0.4,
        )
        if left and not never:
            self._plan_payments(day, who, left, promised)
        yield Event(on, who, Buys(draft, tuple(goods)))

    def _line(self, place: int, carded: bool) -> LineDraft:
        good = GOODS[place]
        price = int((good.draft.price_paisa or 0) * (0.97 + 0.06 * self._random.random())) // 1_000 * 1_000
        many = 1 if carded or self._random.random() < 0.6 else self._random.randint(2, 5)
        serial = f"{good.serial_prefix}{self._random.randrange(10**9):09d}" if good.serial_prefix else ""
        return LineDraft(
            name=good.draft.name,
            brand=good.draft.brand,
            model=good.draft.model,
            quantity_milli=many * 1000,
            unit_price_paisa=price,
            serials=(serial,) if carded and serial else (),
            coverages=good.draft.coverages if carded else (),
        )

    def _plan_payments(self, day: int, who: int, left: int, promised: int) -> None:
        """A due is mostly paid near its day, often in parts."""
        dice = self._random.random()
        when = day + (promised + self._random.randint(-4, 5) if promised else self._random.randint(5, 50))
        if dice < 0.68 or left < 100_000:
            self._after(max(day, when), who, self._payment(max(day, when), left))
            return
        parts = self._random.randint(2, 3)
        each = left // parts // 5_000 * 5_000
        for turn in range(parts):
            paid = each if turn < parts - 1 else left - each * (parts - 1)
            then = max(day, when) + turn * self._random.randint(7, 25)
            self._after(then, who, self._payment(then, paid))

    def _payment(self, day: int, paisa: int) -> PaymentDraft:
        method = self._method()
        on = self.first_on + dt.timedelta(days=day)
        return PaymentDraft(0, paisa, on, method=method, reference=self._reference(method))

    def _method(self) -> str:
        return self._random.choices([m for m, _ in _METHODS], [weight for _, weight in _METHODS])[0]

    def _reference(self, method: str) -> str:
        """The transaction number a mobile bank sends by SMS."""
        if method not in ("bkash", "nagad"):
            return ""
        letters = "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789"
        return "".join(self._random.choices(letters, k=10))

    def _news(self, day: int, on: dt.date, who: int) -> Iterator[Event]:
        kind = self._random.choices(list(NEWS_WEIGHTS), list(NEWS_WEIGHTS.values()))[0]
        if self.size.customers <= LOOKED_AT and day > self._days - CALM_NEWS_DAYS:
            kind = "other"
        if kind == COMPLAINT and who < HEROES:
            kind = "preference"  # the heroes' complaints are told in the showcase
        body, ending = self._random.choice(NEWS[kind])
        span = EVENT_AFTER.get(kind)
        event_on = on + dt.timedelta(days=self._random.randint(*span)) if span else None
        draft = NoteDraft(0, body, kind=kind, event_on=event_on)
        over = day + self._random.randint(5, 12)
        if not ending or over >= self._days or (who < HEROES and over >= self._days - CALM_DAYS):
            yield Event(on, who, Tells(draft))
        else:
            yield Event(on, who, Tells(draft, self.first_on + dt.timedelta(days=over), ending))
            self._after(over, who, Ends(ending))
        if kind in ("birth", "hospital", "wedding") and self._random.random() < 0.5:
            what, taka = self._random.choice(GIFTS)
            self._after(day + 2, who, GiftDraft(0, what, cost_paisa=taka * 100, place="home"))

    def _call(self, day: int, on: dt.date) -> CallDraft:
        outcome = self._random.choices(list(TALK_WEIGHTS), list(TALK_WEIGHTS.values()))[0]
        said, answered = self._random.choice(TALKS[outcome])
        call = CallDraft(outcome=outcome, said=said, answered=answered)
        # What a shop to be looked at is told besides is in the showcase.
        return call if self.size.customers <= LOOKED_AT or outcome != "talked" else self._more(call, day, on)

    def _more(self, call: CallDraft, day: int, on: dt.date) -> CallDraft:
        """What was said in a talk besides; promises only lately, for the older ones are closed and done."""
        dice = self._random.random()
        soon = on + dt.timedelta(days=self._random.randint(1, 20))
        if dice < 0.4:
            return replace(call, feedback=FeedbackDraft(score=self._random.choice((3, 3, 3, 2, 2, 1))))
        if dice < 0.44:
            what, reason = self._random.choice(WISHES), self._random.choice(REASONS)
            return replace(call, demand=DemandDraft(what, reason=reason))
        if day < self._days - PROMISING_DAYS:
            return call
        if dice < 0.5:
            return replace(call, promise=ShopPromiseDraft(self._random.choice(WORD_GIVEN), soon))
        if dice < 0.56:
            return replace(call, buys=BuyPromiseDraft(what=self._random.choice(WISHES), expected_on=soon))
        return call
