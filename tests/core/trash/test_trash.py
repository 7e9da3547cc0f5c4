"""What was thrown away comes back for sixty days; after that, or when somebody says so, its words are gone for good."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from shopbook.checks import check
from shopbook.errors import Invalid, NotAllowed, NotFound, Refused
from shopbook.notes.model import FamilyDraft, NoteDraft
from shopbook.trash.replaying import erase_again
from tests.core.trash.zebunnesa import traces
from tests.language import Person, TestShop


def whole(shop: TestShop) -> None:
    """The book agrees with itself."""
    report = check(shop.book)
    assert report.is_whole, [(part.name, part.shown) for part in report.parts if part.differing]


@pytest.fixture
def rahim(shop: TestShop) -> Person:
    """Somebody with a note and a son."""
    who = shop.customer("রহিম", "01711111111")
    shop.book.notes.write(NoteDraft(who.id, "ছেলের পরীক্ষা"))
    shop.book.notes.add_family(FamilyDraft(who.id, "son", "রাফি"))
    return who


def test_a_note_that_was_thrown_away_lies_in_the_trash_and_comes_back(shop: TestShop, rahim: Person) -> None:
    (note,) = shop.book.notes.notes(rahim.id)
    shop.book.notes.trash(note.id)
    assert rahim.record.last_contact_on is None
    shop.days_later(2)
    assert shop.book.trash.counts() == {"note": 1}
    (thrown,) = shop.book.trash.rows("note", shop.book.trash.ids("note"))
    assert (thrown.title, thrown.customer_title, thrown.days_left) == ("ছেলের পরীক্ষা", "রহিম", 58)
    shop.book.trash.restore("note", note.id)
    assert [each.body for each in shop.book.notes.notes(rahim.id)] == ["ছেলের পরীক্ষা"]
    assert rahim.record.last_contact_on is not None
    assert shop.book.trash.counts() == {}
    with pytest.raises(NotFound):
        shop.book.trash.restore("note", note.id)
    whole(shop)


def test_a_complaint_comes_back_with_the_note_it_was_written_in(shop: TestShop, rahim: Person) -> None:
    note = shop.book.notes.write(NoteDraft(rahim.id, "ফ্রিজ ঠান্ডা হয় না", "complaint"))
    assert len(shop.book.complaints.ids("open")) == 1
    shop.book.notes.trash(note)
    assert shop.book.complaints.ids("open") == []
    assert shop.book.trash.counts() == {"note": 1}
    shop.book.trash.restore("note", note)
    assert len(shop.book.complaints.ids("open")) == 1
    whole(shop)


def test_customers_family_and_reminders_come_back_too(shop: TestShop, rahim: Person) -> None:
    (son,) = shop.book.notes.family(rahim.id)
    shop.book.notes.trash_family(son.id, rahim.id)
    shop.book.customers.trash(rahim.id)
    assert shop.book.trash.counts() == {"customer": 1, "family": 1}
    (thrown,) = shop.book.trash.rows("customer", [rahim.id])
    assert (thrown.title, thrown.customer_id) == ("রহিম", None)
    shop.book.trash.restore("customer", rahim.id)
    shop.book.trash.restore("family", son.id)
    assert [each.name for each in shop.book.notes.family(rahim.id)] == ["রাফি"]
    assert rahim.id in shop.book.customers.ids()
    whole(shop)


def test_who_threw_it_away_is_known(shop: TestShop, rahim: Person) -> None:
    with shop.book.store.operation() as op:
        staff = op.insert("staff", {"name": "শান্ত", "role": "manager"})
    shop.book.store.actor = staff
    shop.book.customers.trash(rahim.id)
    assert shop.book.trash.rows("customer", [rahim.id])[0].staff_id == staff


def test_a_note_for_the_owners_eyes_stays_hidden_in_the_trash(shop: TestShop, rahim: Person) -> None:
    note = shop.book.notes.write(NoteDraft(rahim.id, "খুব গোপন", sensitivity="owner"))
    shop.book.notes.trash(note)
    shop.book.store.role = "manager"
    (thrown,) = shop.book.trash.rows("note", [note])
    assert thrown.hidden and "গোপন" not in thrown.title


def test_erasing_one_note_takes_its_words_out_of_the_history_too(shop: TestShop, rahim: Person) -> None:
    (note,) = shop.book.notes.notes(rahim.id)
    shop.book.notes.trash(note.id)
    with pytest.raises(Invalid):
        shop.book.trash.erase("note", note.id, "হ্যাঁ")
    shop.book.trash.erase("note", note.id, " erase ")
    assert shop.book.trash.counts() == {}
    journal = shop.book.store.rows("SELECT changed FROM journal WHERE tbl = 'note'")
    assert journal and not any("পরীক্ষা" in row["changed"] for row in journal)
    assert all(json.loads(row["changed"]) is not None for row in journal)
    assert shop.book.store.value("SELECT body FROM note WHERE id = ?", (note.id,)) == "—"
    assert shop.book.store.value("SELECT count(*) FROM erasure WHERE row_id = ?", (note.id,)) == 1
    with pytest.raises(NotFound):
        shop.book.trash.restore("note", note.id)
    with pytest.raises(Refused):
        shop.book.history.undo(shop.book.store.value("SELECT max(operation) FROM journal"))
    whole(shop)


def test_not_one_byte_of_an_erased_note_is_left_in_the_file(shop: TestShop, rahim: Person) -> None:
    word = "কুসুমপুরের"
    note = shop.book.notes.write(NoteDraft(rahim.id, f"{word} জমি"))
    shop.book.notes.change(note, NoteDraft(rahim.id, f"{word} জমি বেচবেন, দাম এখনো ঠিক হয়নি, পরে জানাবেন"))
    shop.book.notes.trash(note)
    shop.book.trash.erase("note", note, "মুছুন")
    shop.book.close()
    assert traces(shop.path, (word,)) == []
    shop.book = type(shop.book).open(shop.path, clock=shop.clock)


def test_whoever_plays_the_journal_over_an_older_copy_forgets_a_single_note_too(
    shop: TestShop, rahim: Person
) -> None:
    (note,) = shop.book.notes.notes(rahim.id)
    shop.book.notes.trash(note.id)
    with shop.book.store.operation() as op:
        assert not erase_again(op, shop.book.customers)
        op.insert("erasure", {"tbl": "note", "row_id": note.id, "erased_on": "2026-11-21"})
        assert erase_again(op, shop.book.customers)
    assert shop.book.store.value("SELECT body FROM note WHERE id = ?", (note.id,)) == "—"
    assert not shop.book.store.rows("SELECT 1 FROM journal WHERE instr(changed, 'পরীক্ষা') > 0")


def test_what_is_in_use_cannot_be_erased_as_if_it_lay_in_the_trash(shop: TestShop, rahim: Person) -> None:
    (note,) = shop.book.notes.notes(rahim.id)
    with pytest.raises(NotFound):
        shop.book.trash.erase("note", note.id, "মুছুন")


def test_after_sixty_days_the_words_go_by_themselves_and_not_a_day_before(
    shop: TestShop, rahim: Person
) -> None:
    (note,) = shop.book.notes.notes(rahim.id)
    shop.book.notes.trash(note.id)
    shop.days_later(59)
    assert shop.book.trash.sweep(shop.clock.now()) == 0
    shop.days_later(2)
    assert shop.book.trash.rows("note", [note.id])[0].days_left == 0
    assert shop.book.trash.sweep(shop.clock.now()) == 1
    assert shop.book.trash.sweep(shop.clock.now()) == 0
    assert shop.book.store.value("SELECT body FROM note WHERE id = ?", (note.id,)) == "—"
    whole(shop)


def test_the_sweep_forgets_a_customer_but_never_one_who_owes(shop: TestShop, rahim: Person) -> None:
    debtor = shop.customer("জসিম", "01833333333").owes(500)
    shop.book.customers.trash(rahim.id)
    shop.book.customers.trash(debtor.id)
    shop.days_later(61)
    assert shop.book.trash.sweep(shop.clock.now()) == 1
    assert rahim.record.draft.name == rahim.record.code
    assert debtor.record.draft.name == "জসিম"
    assert debtor.record.balance_paisa == 50000
    assert shop.book.trash.counts() == {"customer": 1}
    whole(shop)


def test_a_child_that_was_there_twice_is_no_rubbish_of_a_merge(shop: TestShop, rahim: Person) -> None:
    other = shop.customer("Rahim", "01711111111")
    shop.book.notes.add_family(FamilyDraft(other.id, "son", "Rafi"))
    shop.book.merging.merge(rahim.id, other.id)
    assert shop.book.trash.counts() == {}


def test_a_seller_may_neither_take_out_nor_erase_and_a_manager_may_not_erase(
    shop: TestShop, rahim: Person
) -> None:
    shop.book.customers.trash(rahim.id)
    shop.book.store.role = "manager"
    with pytest.raises(NotAllowed):
        shop.book.trash.erase("customer", rahim.id, "ERASE")
    shop.book.store.role = "seller"
    with pytest.raises(NotAllowed):
        shop.book.trash.restore("customer", rahim.id)
    assert shop.book.trash.sweep(shop.clock.now() + dt.timedelta(days=1)) == 0
