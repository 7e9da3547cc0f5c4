"""Ninety days of one shop, day by day through the book alone: the laws of each day, and a report of what came of it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from shopbook.book import Book
from shopbook.checks import check
from shopbook.clock import FixedClock
from shopbook.followups.model import Lane, Today
from shopbook.followups.rules import BY_NAME
from shopbook.settings.model import ShopDraft
from tests.core.simulation.desk import Desk
from tests.core.simulation.household import MANAGER, SELLER, Household, copy_of
from tests.core.simulation.town import Town
from tests.core.simulation.words_given import come_due

FIRST_DAY = dt.date(2026, 9, 1)
FRIDAY = 4
# A stage of an overdue payment or order was dealt with on or after its day: the next stage is still to come.
DEALT_WITH = """
    SELECT 1 FROM followup_state WHERE source_kind = :kind AND source_id = :id AND status IN ('done', 'skipped')
    AND base_on >= :due_on AND (:rule = '' OR rule = :rule) AND deleted_at IS NULL
"""


@dataclass
class Report:
    """What was called and what came of it."""

    days: int = 0
    days_off: int = 0
    power_cuts: int = 0
    happened: Counter[str] = field(default_factory=Counter)
    called: Counter[str] = field(default_factory=Counter)
    came_of: Counter[str] = field(default_factory=Counter)
    household: Counter[str] = field(default_factory=Counter)
    expired: Counter[str] = field(default_factory=Counter)
    promises_due: int = 0
    longest_list: int = 0
    broken: list[str] = field(default_factory=list)  # every time a law did not hold

    def lines(self) -> Iterator[str]:
        """The report to print."""
        yield f"{self.days} days, {self.days_off} of them closed, {self.power_cuts} power cuts"
        for title, counted in (
            ("what happened", self.happened),
            ("reasons called about", self.called),
            ("what came of it", self.came_of),
            ("what became of the book", self.household),
            ("went by unseen while closed or over capacity", self.expired),
        ):
            yield f"{title}: " + ", ".join(f"{name} {n}" for name, n in counted.most_common())
        yield f"promises that came due: {self.promises_due}; longest list: {self.longest_list} cards"
        yield f"laws broken: {len(self.broken)}"
        yield from self.broken[:20]


class NinetyDays:
    """One shop from its first day on."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder, self.seed = folder, seed
        self.clock = FixedClock(FIRST_DAY)
        self.path = folder / "shop-0.shopbook"
        shop = ShopDraft(name_bn="নিউ ভিশন ইলেকট্রনিক্স", weekly_holiday=FRIDAY, day_capacity=12)
        self.book = Book.create(self.path, shop, clock=self.clock)
        self.town = Town(self.book, seed)
        self.desk = Desk(self.book, self.town, seed + 1)
        self.household = Household(self.book, self.town, folder, seed + 3)
        self.report = Report()
        self.due: set[tuple[str, int, str]] = set()

    def live(self, days: int) -> Report:
        """Live so many days; the book is compared with itself at the end."""
        away_until = FIRST_DAY
        for n in range(days):
            today = FIRST_DAY + dt.timedelta(n)
            self._it_is(today, 10)
            self.report.days += 1
            if self.town.chance.random() < 0.04 and today >= away_until:
                away_until = today + dt.timedelta(self.town.chance.randrange(1, 5))
            if today < away_until:
                self.report.days_off += 1
                continue
            self._one_day(today)
            if n % 7 == 6:
                self._the_accounts_agree(today)
        self._the_accounts_agree(FIRST_DAY + dt.timedelta(days - 1))
        self.report.household = self.household.counted
        self.report.broken += self.household.broken
        self.report.happened = self.town.counted
        self.report.called, self.report.came_of = self.desk.called, self.desk.came_of
        self.report.promises_due = len(self.due)
        with self.household.looking():
            if not check(self.book).is_whole:
                self.report.broken.append("the book does not agree with itself")
        self.book.close()
        return self.report

    def _one_day(self, today: dt.date) -> None:
        work = self.household
        self.report.expired.update(self.book.followups.catch_up().expired)
        self._look(today)
        with work.shift(MANAGER):
            work.morning()
        with work.shift(MANAGER):  # a newcomer may be VIP, which is for a manager to say
            self.town.morning()
        self._it_is(today, 13)
        if self.town.chance.random() < 0.15:
            self._power_cut()
        with work.shift(MANAGER):
            self.town.afternoon()
        with work.shift(SELLER):
            work.afternoon()
        self._look(today)
        if not self.town.chance.random() < 0.1:  # now and then there is no time for the list at all
            with work.shift(MANAGER, SELLER):
                self.desk.work()
        self._look(today)

    def _it_is(self, today: dt.date, hour: int) -> None:
        """The clock shows a full hour of the day; it never goes back."""
        target = FixedClock(today, dt.time(hour)).now()
        self.clock.advance(seconds=max(0.0, (target - self.clock.now()).total_seconds()))

    def _power_cut(self) -> None:
        """The computer stops: what SQLite had on disk is all there is, and the book is opened anew from that."""
        self.report.power_cuts += 1
        after = self.folder / f"shop-{self.report.power_cuts}.shopbook"
        copy_of(self.path, after)
        self.book.close()
        self.path = self.household.after_the_power_cut(after, after.with_suffix(".rescued.shopbook"))
        self.book = self.town.book = self.desk.book = Book.open(self.path, clock=self.clock)
        self.household.go_on_with(self.book)

    # ---- the laws

    def _look(self, today: dt.date) -> None:
        found = self.book.followups.today()
        self._one_card_a_phone(found)
        self._within_capacity(found)
        if found != self.book.followups.today():
            self._break("the same book gave another list")
        on_list = {
            (rule, item.source_kind, item.source_id)
            for card in found.all_cards()
            for item in (*card.reasons, *card.others)
            for rule in (item.rule, "")
        }
        self._nothing_given_is_forgotten(today, on_list)

    def _nothing_given_is_forgotten(self, today: dt.date, on_list: set[tuple[str, str, int]]) -> None:
        for given in come_due(self.book, today):
            if given.due_on > today:
                continue
            self.due.add((given.name, given.id, given.due_on.isoformat()))
            asked = {**given._asdict(), "due_on": given.due_on.isoformat()}
            if given[:3] in on_list or self.book.store.value(DEALT_WITH, asked):
                continue
            self._break(f"{today}: {given.name} {given.id} for {given.due_on} is on no list")

    def _the_accounts_agree(self, today: dt.date) -> None:
        """The town's notebook, kept with plus and minus, against the book: every customer, and all of them together."""
        kept = self.town.account
        for person in self.town.people:
            if self.book.dues.balance(person.id) != kept[person.id]:
                self._break(f"{today}: {person.id} owes {kept[person.id]}, the book says otherwise")
        owed = sum(paisa for paisa in kept.values() if paisa > 0)
        if (
            self.book.dues.owed_total() != owed
            or sum(b.paisa for b in self.book.receivables.buckets()) != owed
        ):
            self._break(f"{today}: all together owe {owed}, the book says otherwise")

    def _one_card_a_phone(self, found: Today) -> None:
        cards = found.all_cards()
        phones = Counter(card.phone for card in cards if card.phone)
        if len({card.key for card in cards}) != len(cards) or max(phones.values(), default=0) > 1:
            self._break("two cards for one telephone")

    def _within_capacity(self, found: Today) -> None:
        entered = sum(1 for card in found.cards if any(BY_NAME[item.rule].enters for item in card.reasons))
        room = max(0, self.book.settings.shop().day_capacity - entered)
        self.report.longest_list = max(self.report.longest_list, len(found.cards))
        if len(found.cards) - entered > room:
            self._break(f"{len(found.cards)} cards, of which {entered} had to be there")
        if any(card.lane is not Lane.NOW for card in found.cards):
            self._break("a card of another lane stands among those to call now")

    def _break(self, law: str) -> None:
        self.report.broken.append(law)
