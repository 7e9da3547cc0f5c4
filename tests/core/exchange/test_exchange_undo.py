"""An import is taken back with one click, and stopped at any moment; the book is then as it was."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from shopbook.book import Book
from shopbook.care.complaints import ComplaintDraft
from shopbook.care.demands import DemandDraft
from shopbook.care.feedback import FeedbackDraft
from shopbook.care.promises import BuyPromiseDraft, ShopPromiseDraft
from shopbook.care.rewards import RewardDraft
from shopbook.changes import Changed
from shopbook.dues.model import PaymentDraft
from shopbook.errors import Cancelled, Message, NotFound, Refused
from shopbook.exchange.operations import Exchange
from shopbook.followups.reminders import ReminderDraft
from shopbook.notes.model import GiftDraft
from tests.core.exchange.asking import Write, everything, figures, found
from tests.language import TODAY, TestShop


def test_one_click_takes_the_whole_import_back(shop: TestShop, exchange: Exchange, khata: Path) -> None:
    batch = exchange.run(khata).batch
    assert batch is not None
    undone = exchange.undo(batch)
    assert (undone.removed, undone.reversed_paisa, undone.kept) == (110, 608_000_00, ())
    assert shop.book.customers.count() == 0
    assert shop.book.store.value("SELECT sum(balance_paisa) FROM customer") == 0
    assert shop.book.store.value("SELECT count(*) FROM customer WHERE oldest_unpaid_on IS NOT NULL") == 0
    assert exchange.batches()[0].undone
    with pytest.raises(Refused):
        exchange.undo(batch)
    assert figures(exchange.run(khata)) == (110, 110, 0, 0), "a list taken back can be taken in anew"
    assert shop.book.store.value("SELECT sum(balance_paisa) FROM customer") == 608_000_00


def test_taking_back_empties_only_the_blanks_it_filled(
    shop: TestShop, exchange: Exchange, csv_file: Write
) -> None:
    rahim = shop.customer("রহিম", "01711223344", remark="পুরনো")
    before = rahim.record.draft
    path = csv_file("নাম,মোবাইল,মোবাইল ২,এলাকা,বাকি,মন্তব্য", "রহিম,01711223344,01911223344,ঢাকা,500,নতুন")
    batch = exchange.run(path).batch
    assert rahim.record.balance_paisa == 500_00
    assert batch is not None
    undone = exchange.undo(batch)
    assert (undone.removed, undone.reversed_paisa) == (0, 500_00)
    assert rahim.record.draft == before
    assert (rahim.record.balance_paisa, rahim.record.oldest_unpaid_on) == (0, None)


def test_a_customer_who_paid_since_stays_and_the_result_says_so(
    shop: TestShop, exchange: Exchange, csv_file: Write
) -> None:
    path = csv_file("নাম,মোবাইল,বাকি", "রহিম,01711223344,500", "করিম,01811223344,300")
    batch = exchange.run(path).batch
    shop.days_later(1)
    rahim = found(shop, "রহিম")
    shop.book.dues.take_payment(PaymentDraft(rahim.id, 200_00, shop.today))
    assert batch is not None
    undone = exchange.undo(batch)
    assert (undone.removed, undone.reversed_paisa) == (1, 300_00)
    assert [row for row, _reason in undone.kept] == [2]
    assert found(shop, "রহিম").balance_paisa == 300_00
    assert shop.book.customers.count() == 1


def test_an_import_that_never_was_cannot_be_taken_back(exchange: Exchange) -> None:
    with pytest.raises(NotFound):
        exchange.undo(1)


class StopAt:
    """Somebody presses Cancel when so many rows are done."""

    def __init__(self, row: int) -> None:
        self.row = row

    def step(self, done: int, total: int, what: Message | None = None) -> None:
        """Count, and stop."""
        if done >= self.row:
            raise Cancelled


@pytest.mark.parametrize("row", [0, 1, 110])
def test_cancel_at_any_moment_leaves_the_book_as_it_was(
    shop: TestShop, exchange: Exchange, khata: Path, row: int
) -> None:
    shop.customer("হাজী লাভলু ইসলাম", "01505187720")
    before = everything(shop)
    with pytest.raises(Cancelled):
        exchange.run(khata, StopAt(row))
    assert everything(shop) == before
    assert figures(exchange.run(khata)) == (110, 109, 1, 0)


def test_the_screens_hear_once_about_a_whole_import(shop: TestShop, exchange: Exchange, khata: Path) -> None:
    heard = []
    shop.book.listen(heard.append)
    exchange.run(khata)
    assert len(heard) == 1
    assert heard[0].touches("customer", "ledger", "import")


def test_the_screens_hear_whose_due_went_with_the_import(
    shop: TestShop, exchange: Exchange, csv_file: Write
) -> None:
    rahim = shop.customer("রহিম", "01711223344")
    batch = exchange.run(csv_file("নাম,মোবাইল,বাকি", "রহিম,01711223344,500")).batch
    heard: list[Changed] = []
    shop.book.listen(heard.append)
    assert batch is not None
    exchange.undo(batch)
    (change,) = heard
    assert change.touches("ledger")
    assert change.ids["customer"] == {rahim.id}


def test_every_import_is_listed_with_its_figures(shop: TestShop, exchange: Exchange, khata: Path) -> None:
    exchange.run(khata)
    (batch,) = exchange.batches()
    assert (batch.file_name, batch.rows, batch.added, batch.undone) == ("dokaner_khata.xlsx", 110, 110, False)
    assert batch.opening_paisa == 608_000_00
    assert dt.datetime.fromisoformat(batch.made_at)


@pytest.mark.parametrize(
    "said",
    [
        lambda book, one: book.complaints.open(ComplaintDraft("ঠান্ডা হয় না", one)),
        lambda book, one: book.promises.promise(ShopPromiseDraft("স্ট্যান্ড", TODAY, one)),
        lambda book, one: book.promises.will_buy(BuyPromiseDraft(one, "এসি", TODAY)),
        lambda book, one: book.dues.promise(one, 100_00, TODAY),
        lambda book, one: book.demands.ask(DemandDraft("ওভেন", one)),
        lambda book, one: book.feedback.give(FeedbackDraft(one)),
        lambda book, one: book.notes.give(GiftDraft(one, "আপেল")),
        lambda book, one: book.rewards.give(RewardDraft(one, "মগ")),
        lambda book, one: book.followups.remind(ReminderDraft("ফোন", TODAY, customer_id=one)),
    ],
)
def test_a_customer_to_whom_something_was_said_since_stays(
    shop: TestShop, exchange: Exchange, csv_file: Write, said: Callable[[Book, int], object]
) -> None:
    batch = exchange.run(csv_file("নাম,মোবাইল,বাকি", "রহিম,01711223344,500", "করিম,01811223344,300")).batch
    said(shop.book, found(shop, "রহিম").id)
    assert batch is not None
    undone = exchange.undo(batch)
    assert undone.removed == 1
    assert [row for row, _reason in undone.kept] == [2]
    assert shop.book.customers.count() == 1
