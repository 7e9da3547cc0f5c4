"""Whatever was said, promised, settled or put off: taking it back leaves the book as it was before."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from shopbook.calls.model import CallbackDraft, CallDraft
from shopbook.calls.outcomes import OUTCOMES
from shopbook.care.complaints import ComplaintDraft, Resolution
from shopbook.care.demands import DemandDraft
from shopbook.care.feedback import FeedbackDraft
from shopbook.care.promises import BuyPromiseDraft, ShopPromiseDraft
from shopbook.care.rewards import RewardDraft
from shopbook.checks import check
from shopbook.directory.model import HelperDraft
from shopbook.errors import Refused, ShopbookError
from shopbook.followups.model import Item
from shopbook.followups.reminders import ReminderDraft
from shopbook.notes.model import GiftDraft, NoteDraft
from shopbook.storage.journal import BUSINESS
from tests.language import TestShop

NEWS = ("complaint", "own_illness", "breakdown", "birth", "death", "other")
LOG = "01977777777 missed 9:15 AM\n01710000002 missed 10:15 AM\n01710000001 incoming 10:20 AM 2m 3s"


class AnyDay:
    """A shop where anything may be done next."""

    def __init__(self, shop: TestShop, seed: int) -> None:
        self.shop, self.book, self.dice = shop, shop.book, random.Random(seed)
        names = ("রহিম", "করিম", "সালমা", "জরিনা")
        self.people = [shop.customer(name, f"0171000000{n}") for n, name in enumerate(names, 1)]
        shop.customer("রহিমের ভাই", "01710000001")
        self.staff = shop.book.settings.add_staff("সুমন")
        for person in self.people[:2]:
            person.owes(500)

    def day(self) -> dt.date:
        return self.shop.today + dt.timedelta(days=self.dice.randint(0, 9))

    def one(self) -> int:
        return self.dice.choice(self.people).id

    def row(self, table: str) -> int:
        """One of the newest rows of a table; 0 when there is none."""
        asked = f"SELECT id FROM {table} WHERE deleted_at IS NULL ORDER BY id DESC LIMIT 12"
        return self.dice.choice(self.book.store.ids(asked) or [0])

    def maybe(self, chance: float) -> bool:
        return self.dice.random() < chance

    def call(self, **more: object) -> CallDraft:
        outcome = self.dice.choice(sorted(OUTCOMES))
        parts: dict[str, object] = {
            "complaint": ComplaintDraft("ঠান্ডা হয় না"),
            "buys": BuyPromiseDraft(what="টিভি", expected_on=self.day()),
            "promise": ShopPromiseDraft("পাঠাবো", self.day()),
            "feedback": FeedbackDraft(score=self.dice.randint(1, 3)),
            "demand": DemandDraft("ওভেন"),
            "hand_to": self.staff,
            "on": self.shop.today - dt.timedelta(days=1),
        }
        brought = {name: part for name, part in parts.items() if self.maybe(0.3)}
        mood, next_on = self.dice.choice((None, "happy", "angry")), self.day()
        return CallDraft(outcome=outcome, said="কথা", mood=mood, next_on=next_on, **{**brought, **more})  # type: ignore[arg-type]

    def items(self) -> list[Item]:
        found = [item for card in self.book.followups.today().all_cards() for item in card.reasons]
        return [self.dice.choice(found)] if found else []

    def called(self) -> None:
        cards = self.book.followups.today().all_cards()
        if cards:
            card = self.dice.choice(cards)
            self.book.followups.called(self.call(), card, [one for one in card.reasons if self.maybe(0.7)])

    def note_changed(self) -> None:
        note = self.book.notes.note(self.row("note"))
        body = self.dice.choice((note.body, "আরও কথা"))
        self.book.notes.change(note.id, NoteDraft(note.customer_id, body, kind=self.dice.choice(NEWS)))

    def wanted(self) -> str:
        return self.dice.choice([one.folded for one in self.book.demands.wanted()] or [""])

    def deeds(self) -> list[Callable[[], object]]:
        """Everything that may be done and taken back with one undo."""
        book, row, dice = self.book, self.row, self.dice
        complaints, promises, demands, lists = book.complaints, book.promises, book.demands, book.followups
        return [
            lambda: book.calls.record(self.call(customer_id=self.one())),
            lambda: book.calls.record(self.call(phone="01899999999")),
            self.called,
            lambda: complaints.open(ComplaintDraft("খারাপ", self.one(), promised_on=self.day())),
            lambda: complaints.open(ComplaintDraft("গুজব", kind="rumour")),
            lambda: complaints.resolve(row("complaint"), Resolution("বদলে দিয়েছি", "মগ", 500)),
            lambda: complaints.withdraw(row("complaint"), "ভুল"),
            lambda: complaints.reopen(row("complaint")),
            lambda: complaints.check(row("complaint"), self.maybe(0.5)),
            lambda: complaints.asked(row("complaint"), name="প্রতিবেশী"),
            lambda: promises.promise(ShopPromiseDraft("দেব", self.day(), self.one())),
            lambda: promises.keep(row("shop_promise")),
            lambda: promises.cancel(row("shop_promise"), "পাওয়া যায় না"),
            lambda: promises.postpone(row("shop_promise"), self.day()),
            lambda: promises.will_buy(BuyPromiseDraft(self.one(), "এসি", self.day())),
            lambda: promises.won(row("buy_promise")),
            lambda: promises.lost(row("buy_promise"), "দাম"),
            lambda: promises.expect(row("buy_promise"), self.day()),
            lambda: demands.ask(DemandDraft("চুলা", self.one())),
            lambda: demands.arrived(self.wanted()),
            lambda: demands.told(row("demand")),
            lambda: demands.close_all(self.wanted()),
            lambda: book.feedback.give(FeedbackDraft(self.one(), dice.randint(1, 3))),
            lambda: book.rewards.give(RewardDraft(self.one(), "মগ")),
            lambda: book.notes.write(NoteDraft(self.one(), "খবর", kind=dice.choice(NEWS))),
            self.note_changed,
            lambda: book.notes.give(GiftDraft(self.one(), "আপেল")),
            lambda: book.notes.gift_reached(row("gift"), True, word="খুশি হয়েছেন"),
            lambda: lists.done(self.items()),
            lambda: lists.skip(self.items(), "থাক"),
            lambda: lists.snooze(self.items(), "tomorrow", insist=True),
            lambda: lists.attempt(self.items()),
            lambda: lists.release(self.items()),
            lambda: lists.remind(ReminderDraft("মনে রাখা", self.day(), "day", customer_id=self.one())),
            lambda: lists.pause_reminder(row("manual_reminder"), self.maybe(0.5)),
            lambda: lists.tune("thank_you", on=self.maybe(0.5)),
            lists.catch_up,
            lambda: book.calls.ask_callback(CallbackDraft("01977777777")),
            lambda: book.calls.drop_callback(row("callback")),
            lambda: book.calls.assign_callback(row("callback"), self.staff),
            lambda: book.calls.link_callback(row("callback"), self.one()),
            lambda: book.call_sheets.remember(lists.today(), self.staff),
            lambda: book.call_sheets.enter(row("call_sheet_line"), dice.choice(("talked", "no_answer"))),
            lambda: book.call_log.apply(book.call_log.preview(LOG), talks=True),
            lambda: book.dues.promise(self.one(), 100_00, self.day()),
            lambda: book.wording.save("message", "callback", "", f"{{name}} {dice.randint(0, 9)}"),
            lambda: book.wording.reset("message", "callback"),
            lambda: book.helpers.add(HelperDraft("মিস্ত্রি", "mechanic", "01755555555")),
            lambda: book.settings.set_away(self.staff, self.shop.today, self.maybe(0.5)),
            lambda: book.customers.trash(self.one()),
            lambda: book.customers.restore(self.one()),
        ]

    def stands(self) -> dict[str, list[dict[str, object]]]:
        """Every row that is there, but for the instant of its last touch."""
        found = {}
        for table in BUSINESS:
            columns = {row["name"] for row in self.book.store.rows(f"PRAGMA table_info({table})")}
            there = "WHERE deleted_at IS NULL" if "deleted_at" in columns else ""
            rows = self.book.store.rows(f"SELECT * FROM {table} {there} ORDER BY id")
            found[table] = [{**dict(row), "updated_at": ""} for row in rows]
        return found

    def anything(self) -> bool:
        """Do something; False when it was refused or changed nothing."""
        before = self.book.history.last_operation()
        try:
            self.dice.choice(self.deeds())()
        except ShopbookError:
            return False
        told = "SELECT EXISTS (SELECT 1 FROM journal WHERE operation > ?)"
        return bool(self.book.store.value(told, (before,)))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_whatever_was_done_taking_it_back_leaves_the_book_as_it_was(shop: TestShop, seed: int) -> None:
    days, taken_back = AnyDay(shop, seed), 0
    for _step in range(150):
        if days.maybe(0.15):
            shop.days_later(1)
        before = days.stands()
        if days.anything() and days.maybe(0.5):
            shop.book.history.undo(shop.book.history.last_operation())
            assert days.stands() == before
            taken_back += 1
    assert taken_back > 30
    assert not [part.name for part in check(shop.book).parts if part.differing]


def test_an_import_is_taken_back_as_on_its_page_and_only_once(shop: TestShop, tmp_path: Path) -> None:
    listed = tmp_path / "list.csv"
    listed.write_text("name,phone,due\nকরিম,01711223344,500\nরহিম,01711223355,\n", encoding="utf-8")
    shop.book.exchange.run(listed)
    karim = shop.book.store.value("SELECT id FROM customer WHERE name = 'করিম'")
    shop.book.notes.write(NoteDraft(karim, "চায়ের দোকান আছে"))
    batch = shop.book.exchange.batches()[0]
    shop.book.history.undo(shop.book.store.value("SELECT operation FROM journal WHERE tbl = 'import_batch'"))
    assert [row.name for row in shop.book.customers.rows(shop.book.customers.ids())] == ["করিম"], (
        "he has a note"
    )
    assert shop.book.customers.get(karim).balance_paisa == 0
    assert shop.book.store.value("SELECT undone_on FROM import_batch") == shop.today.isoformat()
    with pytest.raises(Refused):
        shop.book.exchange.undo(batch.id)
