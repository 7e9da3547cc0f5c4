"""Whoever lies in the trash takes what stands between them and the shop along, and brings it when put back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from shopbook.care.complaints import ComplaintDraft, Resolution
from shopbook.care.demands import DemandDraft
from shopbook.care.feedback import FeedbackDraft
from shopbook.care.promises import BuyPromiseDraft, ShopPromiseDraft
from shopbook.customers.living import OF_THE_LIVING
from shopbook.followups.reminders import ReminderDraft
from tests.language import TODAY, Person, TestShop

TOMORROW = TODAY + dt.timedelta(days=1)

Lists = dict[str, object]


def _lists(shop: TestShop) -> Lists:
    """Everything the pages of promises, complaints, wishes and answers show, and their figures."""
    book, later = shop.book, TODAY + dt.timedelta(days=30)
    return {
        **{f"complaints {which}": book.complaints.ids(which, later) for which in _COMPLAINTS},
        "open complaints": book.complaints.figures(TODAY, TODAY).open_now,
        **{f"shop {which}": book.promises.shop_ids(which, later) for which in _SHOP},
        **{f"buy {which}": book.promises.buy_ids(which, later) for which in _BUY},
        "said they will buy": book.promises.open_buy_paisa(),
        **{f"wishes {which}": book.demands.ids(which) for which in _WISHES},
        "wanted": [wanted.count for wanted in book.demands.wanted()],
        "askers": [
            asker.id for wanted in book.demands.wanted() for asker in book.demands.askers(wanted.folded)
        ],
        "answers": book.feedback.ids(),
        "quotable": book.feedback.quotable_ids(),
        "pay": book.dues.promise_ids(),
        "promised": book.dues.promised_paisa(),
        "reminders": [reminder.id for reminder in book.followups.reminders()],
    }


_COMPLAINTS = ("open", "late", "to_check", "resolved", "rumours", "all")
_SHOP = ("open", "late", "kept", "cancelled", "all")
_BUY = ("open", "late", "won", "lost", "all")
_WISHES = ("open", "arrived", "all")


def _stands_with(shop: TestShop, person: Person) -> None:
    """A bit of everything, open and closed, between the shop and this person."""
    book = shop.book
    book.complaints.open(ComplaintDraft("ঠান্ডা হয় না", person.id, promised_on=TOMORROW))
    book.complaints.resolve(book.complaints.open(ComplaintDraft("দেরি", person.id)), Resolution())
    book.complaints.open(ComplaintDraft("নকল মাল", person.id, kind="rumour"))
    book.promises.promise(ShopPromiseDraft("স্ট্যান্ড", TOMORROW, person.id))
    book.promises.keep(book.promises.promise(ShopPromiseDraft("রিমোট", TOMORROW, person.id)))
    book.promises.will_buy(BuyPromiseDraft(person.id, "এসি", TOMORROW, 5_000_000))
    book.promises.lost(book.promises.will_buy(BuyPromiseDraft(person.id, "টিভি", TOMORROW)), "দাম")
    book.demands.ask(DemandDraft("ওভেন", person.id))
    came = book.demands.ask(DemandDraft("চুলা", person.id))
    book.demands.arrived(book.demands.get(came).folded)
    book.feedback.give(FeedbackDraft(person.id, testimonial="ভালো দোকান", may_quote=True))
    book.followups.remind(ReminderDraft("খোঁজ নেওয়া", TOMORROW, customer_id=person.id))
    book.dues.promise(person.owes(500).id, 500_00, TOMORROW)


def test_the_lists_leave_out_whoever_is_in_the_trash_until_they_are_put_back(shop: TestShop) -> None:
    empty = _lists(shop)
    person = shop.customer("রহিম", "01712345678")
    _stands_with(shop, person)
    full = _lists(shop)
    assert not [
        name for name in full if full[name] == empty[name] and name not in ("buy won", "shop cancelled")
    ]
    shop.book.customers.trash(person.id)
    assert _lists(shop) == empty
    shop.book.customers.restore(person.id)
    assert _lists(shop) == full


@pytest.mark.parametrize(
    "said",
    [
        lambda shop: shop.book.complaints.open(ComplaintDraft("নকল বেচে", kind="rumour")),
        lambda shop: shop.book.promises.promise(ShopPromiseDraft("ফোন করবো", TOMORROW)),
        lambda shop: shop.book.demands.ask(DemandDraft("ওভেন", phone="01812345678")),
    ],
)
def test_what_is_about_nobody_in_the_book_stays_whoever_goes(
    shop: TestShop, said: Callable[[TestShop], int]
) -> None:
    said(shop)
    before = _lists(shop)
    shop.book.customers.trash(shop.customer("করিম").id)
    assert _lists(shop) == before


def test_the_few_in_the_trash_are_found_without_reading_all_customers(shop: TestShop) -> None:
    plan = shop.book.store.rows(f"EXPLAIN QUERY PLAN SELECT id FROM complaint WHERE {OF_THE_LIVING}")
    assert any("INDEX customer_gone" in row["detail"] for row in plan)


def test_whom_somebody_sent_is_found_by_an_index(shop: TestShop) -> None:
    asked = "SELECT c.id FROM customer c WHERE c.referred_by_id = 5 AND c.deleted_at IS NULL"
    plan = shop.book.store.rows(f"EXPLAIN QUERY PLAN {asked}")
    assert any("INDEX customer_sent_by" in row["detail"] for row in plan)
