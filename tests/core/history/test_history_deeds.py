"""Every saved action of the book: whose, by whom, taken back or not; and which of them Ctrl+Z may take back."""

from __future__ import annotations

import time

import pytest

from shopbook.dues.model import AdjustmentDraft
from shopbook.errors import Refused
from shopbook.history.deeds import KINDS, QUIET_TABLES
from shopbook.notes.model import NoteDraft
from shopbook.storage.journal import BUSINESS
from tests.language import TestShop


def test_every_table_of_the_book_belongs_to_one_kind() -> None:
    kinds = [table for tables in KINDS.values() for table in tables]
    assert sorted(kinds) == sorted(BUSINESS), "a new table needs its place in the filter"
    assert set(BUSINESS) >= QUIET_TABLES


def test_an_action_tells_whose_it_was_by_whom_and_what_it_wrote(shop: TestShop) -> None:
    owner = shop.book.settings.add_staff("রেজাউল", "owner")
    shop.book.signing.sign_in(owner)
    person = shop.customer("রহিম")
    shop.book.dues.adjust(AdjustmentDraft(person.id, "opening", 500_00, shop.today))
    deed = shop.book.history.deeds()[0]
    assert (deed.customer, deed.staff, deed.what.table, deed.new("amount_paisa")) == (
        "রহিম", "রেজাউল", "ledger", 500_00)  # fmt: skip
    whose = next(one for one in deed.what.changes if one.column == "customer_id")
    assert whose.named == ("", "রহিম")


def test_the_pages_of_the_log_follow_one_another_without_a_gap(shop: TestShop) -> None:
    for number in range(25):
        shop.customer(f"গ্রাহক {number}")
    whole = [deed.operation for deed in shop.book.history.deeds(limit=100)]
    read: list[int] = []
    while page := shop.book.history.deeds(read[-1] if read else None, 7):
        read += [deed.operation for deed in page]
    assert read == whole == sorted(whole, reverse=True)


def test_a_customers_actions_are_all_and_only_theirs(shop: TestShop) -> None:
    rahim, karim = shop.customer("রহিম"), shop.customer("করিম")
    shop.book.notes.write(NoteDraft(rahim.id, "ছেলে হয়েছে"))
    shop.book.notes.write(NoteDraft(karim.id, "অসুস্থ"))
    theirs = shop.book.history.deeds(customer_id=rahim.id)
    assert [deed.what.table for deed in theirs] == ["note", "customer"]
    assert {deed.customer for deed in theirs} == {"রহিম"}


def test_taking_back_is_known_for_what_it_took_back(shop: TestShop) -> None:
    history, person = shop.book.history, shop.customer("রহিম")
    shop.book.notes.write(NoteDraft(person.id, "ছেলে হয়েছে"))
    note = history.last_operation()
    history.undo(note)
    taken, written = history.deeds(limit=2)
    assert (taken.undoes, written.operation, written.undone) == (note, note, True)
    with pytest.raises(Refused, match="taken back already"):
        history.undo(note)
    assert shop.book.store.app.count("undo") == 0, "what is saved next is an action of its own"


def test_ctrl_z_finds_the_newest_that_stands_and_never_a_taking_back(shop: TestShop) -> None:
    history, person = shop.book.history, shop.customer("রহিম")
    shop.book.notes.write(NoteDraft(person.id, "ছেলে হয়েছে"))
    for table in ("note", "customer"):
        deed = history.last_undoable()
        assert deed is not None and deed.what.table == table
        history.undo(deed.operation)
    assert history.last_undoable() is None


def test_what_the_program_keeps_for_itself_is_not_taken_back_by_ctrl_z(shop: TestShop) -> None:
    person = shop.customer("রহিম")
    shop.book.settings.keep("import_mapping", {"a": "name"})
    deed = shop.book.history.last_undoable()
    assert deed is not None and deed.customer_id == person.id


def test_a_pin_is_not_said_to_be_taken_back_while_it_still_stands(shop: TestShop) -> None:
    owner = shop.book.settings.add_staff("রেজাউল", "owner")
    shop.customer("রহিম")
    shop.book.signing.set_pin(owner, "1357")
    given = shop.book.history.deeds()[0]
    assert given.only_a_pin
    shop.book.signing.sign_in(owner, "1357")
    found = shop.book.history.last_undoable()
    assert found is not None and found.customer == "রহিম"
    with pytest.raises(Refused):
        shop.book.history.undo(given.operation)


def test_yesterday_is_not_taken_back_by_ctrl_z(shop: TestShop) -> None:
    shop.customer("রহিম")
    shop.days_later(1)
    assert shop.book.history.last_undoable() is None


def test_a_sellers_ctrl_z_takes_back_the_sellers_own(shop: TestShop) -> None:
    settings, signing = shop.book.settings, shop.book.signing
    owner, seller = settings.add_staff("রেজাউল", "owner"), settings.add_staff("সুমন", "seller")
    signing.set_pin(owner, "1357")
    person = shop.customer("রহিম")
    signing.sign_in(seller)
    assert shop.book.history.last_undoable() is None
    shop.book.notes.write(NoteDraft(person.id, "অসুস্থ"))
    own = shop.book.history.last_undoable()
    assert own is not None and own.staff == "সুমন"
    signing.sign_in(owner, "1357")
    seen = shop.book.history.last_undoable()
    assert seen is not None and seen.operation == own.operation


def test_two_hundred_thousand_actions_are_read_as_fast_as_a_few(shop: TestShop) -> None:
    with shop.book.store.operation() as op:
        op.execute(
            "INSERT INTO journal(site, seq, hlc, operation, deed, tbl, row_id, changed, actor, app) "
            "SELECT 'A', seq + 1000 + n, hlc + 1000 + n, operation + 1000 + n, 'i', 'note', 7, '{\"body\": \"x\"}', "
            "NULL, '0.4.0' FROM journal_state, (WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c "
            "WHERE n < 200000) SELECT n FROM c)"
        )
    began = time.perf_counter()
    first = shop.book.history.deeds()
    deep = shop.book.history.deeds(first[0].operation - 150_000)
    shop.book.history.deeds(kind="note")
    assert (len(first), len(deep)) == (40, 40)
    assert time.perf_counter() - began < 2.0
