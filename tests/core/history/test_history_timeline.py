"""The timeline tells what happened in order; taking back leaves the book as it was and says so in its journal."""

from __future__ import annotations

import datetime as dt

import pytest

from shopbook.calls.model import CallDraft
from shopbook.customers.model import CustomerDraft
from shopbook.errors import Refused
from shopbook.history.model import KINDS
from shopbook.notes.model import GiftDraft, NoteDraft
from tests.language import TODAY, Person, TestShop

EVERYTHING = KINDS


def _eventful(shop: TestShop) -> Person:
    person = shop.customer("রহিম", "01712345678").owes(500, since=TODAY - dt.timedelta(days=90))
    shop.book.notes.write(NoteDraft(person.id, "ছেলে হয়েছে", kind="birth"))
    shop.days_later(1)
    shop.book.notes.give(GiftDraft(person.id, "মিষ্টি"))
    shop.book.calls.record(CallDraft(person.id, said="খুব খুশি"))
    shop.days_later(1)
    shop.book.customers.change(person.id, CustomerDraft(name="রহিম উদ্দিন", phones=person.record.draft.phones))
    return person


def test_everything_that_happened_is_told_newest_first(shop: TestShop) -> None:
    person = _eventful(shop)
    entries = shop.book.history.timeline(person.id, EVERYTHING)
    assert [entry.kind for entry in entries] == ["change", "call", "gift", "note", "payment"]
    assert [entry.on for entry in entries] == sorted((entry.on for entry in entries), reverse=True)
    (change,) = entries[0].changes
    assert (change.column, change.old, change.new) == ("name", "রহিম", "রহিম উদ্দিন")


def test_who_sent_a_customer_is_told_by_name(shop: TestShop) -> None:
    rahim, karim = shop.customer("রহিম"), shop.customer("করিম")
    shop.book.customers.change(karim.id, CustomerDraft(name="করিম", referred_by_id=rahim.id))
    (entry,) = shop.book.history.timeline(karim.id, ("change",))
    (change,) = shop.book.history.changes(karim.id)
    assert entry.changes == (change,)
    assert (change.old, change.new, change.named) == (None, rahim.id, ("", "রহিম"))


def test_reading_on_gives_each_entry_once(shop: TestShop) -> None:
    person = _eventful(shop)
    everything = shop.book.history.timeline(person.id, EVERYTHING)
    read, place = [], ("9999-12-31", 2**63 - 1)
    while page := shop.book.history.timeline(person.id, EVERYTHING, after=place, limit=2):
        read += page
        place = page[-1].place
    assert read == everything


def test_another_customers_life_is_not_told(shop: TestShop) -> None:
    _eventful(shop)
    assert shop.book.history.timeline(shop.customer("করিম").id, EVERYTHING) == []


def test_a_name_is_taken_back_and_found_again_by_its_old_spelling(shop: TestShop) -> None:
    person = shop.customer("রহিম", "01712345678")
    shop.book.customers.change(person.id, CustomerDraft(name="জাহাঙ্গীর", phones=person.record.draft.phones))
    shop.book.history.undo(shop.book.history.last_operation())
    assert person.record.draft.name == "রহিম"
    assert shop.book.search.customers("rahim") == [person.id]
    assert shop.book.search.customers("jahangir") == []


def test_a_customer_added_by_mistake_goes_to_the_trash(shop: TestShop) -> None:
    person = shop.customer("রহিম")
    shop.book.history.undo(shop.book.history.last_operation())
    assert person.record.deleted
    assert shop.book.customers.count() == 0


def test_a_payment_is_taken_back_by_its_counter_entry(shop: TestShop) -> None:
    person = shop.customer("রহিম").owes(500)
    person.pays(200)
    assert person.record.balance_paisa == 30_000
    shop.book.history.undo(shop.book.history.last_operation())
    assert person.record.balance_paisa == 50_000
    assert shop.book.store.value("SELECT count(*) FROM ledger") == 3


def test_a_call_is_taken_back_with_all_it_brought(shop: TestShop) -> None:
    person = shop.customer("রহিম", "01712345678").owes(500)
    shop.book.calls.record(CallDraft(person.id, outcome="promised_pay", next_on=TODAY + dt.timedelta(days=3)))
    shop.book.history.undo(shop.book.history.last_operation())
    assert shop.book.calls.calls(person.id) == []
    assert shop.book.store.value("SELECT count(*) FROM pay_promise WHERE deleted_at IS NULL") == 0


def test_a_talk_taken_back_was_no_contact(shop: TestShop) -> None:
    person = shop.customer("রহিম", "01712345678")
    shop.book.notes.write(NoteDraft(person.id, "জ্বর", kind="own_illness"))
    shop.days_later(3)
    shop.book.calls.record(CallDraft(person.id, said="ভালো আছেন"))
    assert person.record.last_contact_on == shop.today
    shop.book.history.undo(shop.book.history.last_operation())
    assert person.record.last_contact_on == TODAY


def test_what_was_edited_again_since_is_not_taken_back_and_nothing_changes(shop: TestShop) -> None:
    person = shop.customer("রহিম")
    shop.book.customers.change(person.id, CustomerDraft(name="করিম"))
    operation = shop.book.history.last_operation()
    shop.book.customers.change(person.id, CustomerDraft(name="সেলিম"))
    with pytest.raises(Refused):
        shop.book.history.undo(operation)
    assert person.record.draft.name == "সেলিম"


def test_nothing_to_take_back_is_said(shop: TestShop) -> None:
    with pytest.raises(Refused):
        shop.book.history.undo(10_000)


@pytest.mark.parametrize("kind", EVERYTHING)
def test_each_source_of_the_timeline_reads_an_index(shop: TestShop, kind: str) -> None:
    from shopbook.history.queries import _SOURCES

    sql = _SOURCES[kind][0]
    plan = shop.book.store.rows(
        f"EXPLAIN QUERY PLAN {sql}",
        {"customer": 1, "on": "9999-12-31", "id": 2**63 - 1, "limit": 10, "private": 0},
    )
    assert not [
        row["detail"]
        for row in plan
        if row["detail"].startswith("SCAN")
        and "sale_item" not in row["detail"]
        and "(subquery" not in row["detail"]
    ]
