"""How the shopkeeper works the day's list, drawn from a seed: calls, settles, puts off. What is due is the list's."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter

from shopbook.book import Book
from shopbook.calls.model import CallDraft
from shopbook.care.complaints import Resolution
from shopbook.care.feedback import FeedbackDraft
from shopbook.errors import Refused
from shopbook.followups.model import Card, Item
from tests.core.simulation.town import Town

OUTCOMES = (
    *["talked"] * 12,
    *["no_answer"] * 4,
    *["busy", "switched_off", "call_later", "call_later", "promised_pay", "wrong_number"],
)


class Desk:
    """One shopkeeper, some days busy, some days idle. `came_of` counts what came of the calls, for the report."""

    def __init__(self, book: Book, town: Town, seed: int) -> None:
        self.book, self.town = book, town
        self.chance = random.Random(seed)
        self.came_of: Counter[str] = Counter()
        self.called: Counter[str] = Counter()  # by rule

    def work(self) -> None:
        """Go down the list as far as the day allows."""
        for _ in range(self.chance.randrange(4, 16)):
            cards = self.book.followups.today().cards
            if not cards:
                return
            self.book.clock.advance(minutes=5)  # type: ignore[attr-defined]
            self._deal_with(cards[0] if self.chance.random() < 0.8 else self.chance.choice(cards))

    def _deal_with(self, card: Card) -> None:
        drawn = self.chance.random()
        if drawn < 0.1:
            self._put_off(card)
        elif not card.phone:
            self._without_a_call(card)
        else:
            self._call(card)

    def _put_off(self, card: Card) -> None:
        choice = self.chance.choice(("two_hours", "tomorrow", "three_days", "next_week", "after_salary"))
        try:
            self.book.followups.snooze(card.reasons, choice)
            self.came_of["put off"] += 1
        except Refused:  # put off three times: the app asks, and the shopkeeper keeps it once more
            self.book.followups.snooze(card.reasons, "tomorrow", insist=True)
            self.came_of["put off for the fourth time"] += 1

    def _without_a_call(self, card: Card) -> None:
        for item in card.reasons:
            if not self._settle(item):
                self.book.followups.done([item])
        self.came_of["done without a call"] += 1

    def _call(self, card: Card) -> None:
        outcome = self.chance.choice(OUTCOMES)
        today = self.book.clock.today()
        if outcome == "promised_pay" and not (card.person and card.person.balance_paisa > 0):
            outcome = "talked"
        ahead = dt.timedelta(self.chance.randrange(1, 8))
        next_on = today + ahead if outcome in ("call_later", "promised_pay") else None
        rules = {item.rule for item in card.reasons}
        feedback = None
        if outcome == "talked" and "feedback" in rules and card.customer_id is not None:
            feedback = FeedbackDraft(card.customer_id, self.chance.choice((1, 2, 3, 3, 3)), "ব্যবহার ভালো")
        draft = CallDraft(
            outcome=outcome,
            said="ভালো আছেন" if outcome == "talked" else "",
            next_on=next_on,
            mood=self.chance.choice(("happy", "normal", "normal", "sad")) if outcome == "talked" else None,
            feedback=feedback,
            another_phone=self._right_number() if outcome == "wrong_number" else "",
        )
        self.book.followups.called(draft, card)
        self.came_of[outcome] += 1
        for item in card.reasons:
            self.called[item.rule] += 1
            if outcome == "talked":
                self._settle(item)

    def _right_number(self) -> str:
        """Whoever answered often knows the right one."""
        return f"019{self.chance.randrange(10**8):08d}" if self.chance.random() < 0.7 else ""

    def _settle(self, item: Item) -> bool:
        """Close the fact behind an item the way its sheet does; False when it has none of its own."""
        drawn, today, id = self.chance.random(), self.book.clock.today(), item.source_id
        match item.rule:
            case "shop_promise":
                if drawn < 0.8:
                    self.book.promises.keep(id)
                else:
                    self.book.promises.postpone(id, today + dt.timedelta(3))
                self.came_of["our word kept" if drawn < 0.8 else "our word put off"] += 1
            case "complaint":
                if drawn < 0.6:
                    self.book.complaints.resolve(id, Resolution("থার্মোস্ট্যাট বদলে দিয়েছি"))
                    self.came_of["complaints resolved"] += 1
            case "complaint_check":
                self.book.complaints.check(id, drawn < 0.85)
                self.came_of["really solved" if drawn < 0.85 else "open again"] += 1
            case "buy_promise":
                self._close_order(id, drawn)
            case "demand_arrived":
                self.book.demands.told(id)
                self.came_of["told that it arrived"] += 1
            case "gift_reached":
                self.book.notes.gift_reached(id, drawn < 0.95)
            case "job_late" if drawn < 0.7:
                self.book.jobs.promise(id, today + dt.timedelta(3))
                self.came_of["another day for a repair"] += 1
            case "job_at_company":
                self.book.jobs.chase(id, "আগামী সপ্তাহে পাঠাবে")
                self.came_of["company asked"] += 1
            case "service_visit" if drawn < 0.8:
                self.book.visits.done(id)
                self.came_of["free servicing done"] += 1
            case "service_visit":
                self.book.visits.postpone(id, today + dt.timedelta(4))
                self.came_of["free servicing put off"] += 1
            case "instalment" if drawn < 0.5:
                self._pays_instalment(id)
            case "job_late" | "job_ready" | "instalment":
                return False
            case _:
                return False
        return True

    def _pays_instalment(self, id: int) -> None:
        """They come the same day with what was asked for."""
        plan_id = self.book.store.value("SELECT plan_id FROM instalment WHERE id = ?", (id,))
        plan = self.book.plans.get(plan_id)
        due = plan.next_due
        owed = self.book.dues.balance(plan.customer_id)
        if due is not None and owed > 0:
            self.town.after_sales.pays(plan.customer_id, min(due.left_paisa, owed), plan_id=plan_id)
            self.came_of["instalments asked for and paid"] += 1

    def _close_order(self, id: int, drawn: float) -> None:
        order = next(row for row in self.book.promises.buy_rows([id]))
        if drawn < 0.5 and order.customer_id is not None:
            self.town.buys(order.customer_id, buy_promise_id=id)
            self.came_of["verbal orders won"] += 1
        elif drawn < 0.75:
            self.book.promises.lost(id, "অন্য দোকান থেকে কিনেছেন")
            self.came_of["verbal orders lost"] += 1
        else:
            self.book.promises.expect(id, self.book.clock.today() + dt.timedelta(7))
