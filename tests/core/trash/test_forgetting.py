"""A customer asks to be forgotten: money stays to the paisa, the name is nowhere in the file any more."""

from __future__ import annotations

import sys

import pytest

from shopbook.calls.model import CallDraft
from shopbook.checks import check
from shopbook.directory.model import HelperDraft
from shopbook.errors import Invalid, NotAllowed, Refused
from shopbook.notes.model import NoteDraft
from shopbook.search.fold import repair_words
from shopbook.search.fold import words as words_of
from shopbook.storage.journal import BUSINESS
from shopbook.trash import replaying, words
from tests.core.trash.zebunnesa import LATIN, NAME, NUMBER, SPELLINGS, TRACES, traces, write_down
from tests.language import Person, TestShop


def whole(shop: TestShop) -> None:
    """The book agrees with itself."""
    report = check(shop.book)
    assert report.is_whole, [(part.name, part.shown) for part in report.parts if part.differing]


@pytest.fixture
def zebunnesa(shop: TestShop) -> Person:
    """Somebody of whom the book knows a lot."""
    return write_down(shop)


def test_nothing_of_the_name_or_the_number_is_left_in_the_file(shop: TestShop, zebunnesa: Person) -> None:
    shop.book.close()
    assert _found(shop), "the test must be able to fail"
    shop.book = type(shop.book).open(shop.path, clock=shop.clock)
    erased = shop.book.trash.erase_customer(zebunnesa.id, "মুছুন", despite_open=True)
    assert erased.tidied and erased.rows > 10
    assert _found(shop) == []  # while the book is open: the log beside it is empty too
    shop.book.close()
    assert _found(shop) == []
    shop.book = type(shop.book).open(shop.path, clock=shop.clock)
    whole(shop)


def test_money_memos_and_cards_stay_under_the_number_of_the_page(shop: TestShop, zebunnesa: Person) -> None:
    owed, code = zebunnesa.record.balance_paisa, zebunnesa.record.code
    ledger = [tuple(row) for row in shop.book.store.rows("SELECT id, customer_id, amount_paisa FROM ledger")]
    memo = shop.book.store.value("SELECT memo_no FROM sale")
    shop.book.trash.erase_customer(zebunnesa.id, "ERASE", despite_open=True)
    assert [
        tuple(r) for r in shop.book.store.rows("SELECT id, customer_id, amount_paisa FROM ledger")
    ] == ledger
    assert zebunnesa.record.balance_paisa == owed
    assert zebunnesa.record.draft.name == code and zebunnesa.record.title == code
    assert (
        shop.book.store.value("SELECT erased_on FROM customer WHERE id = ?", (zebunnesa.id,)) == "2026-11-21"
    )
    assert shop.book.search.codes(memo)
    assert zebunnesa.id not in shop.book.customers.ids()
    assert shop.book.search.customers(LATIN) == []
    assert shop.book.trash.counts() == {}
    whole(shop)


def test_what_is_open_is_said_first_and_refuses(shop: TestShop, zebunnesa: Person) -> None:
    found = shop.book.trash.forgetting(zebunnesa.id)
    assert [str(each) for each in found.open] == [
        "Still owes 2550000.",
        "Things of theirs in the workshop: 1.",
    ]
    with pytest.raises(Refused, match="Still owes"):
        shop.book.trash.erase_customer(zebunnesa.id, "ERASE")
    with pytest.raises(Invalid):
        shop.book.trash.erase_customer(zebunnesa.id, "erased", despite_open=True)
    assert zebunnesa.record.draft.name == NAME
    shop.book.store.role = "manager"
    with pytest.raises(NotAllowed):
        shop.book.trash.erase_customer(zebunnesa.id, "ERASE", despite_open=True)


def test_the_page_that_was_laid_into_theirs_is_forgotten_with_it(shop: TestShop, zebunnesa: Person) -> None:
    other = shop.customer(f"{LATIN} Begum", "01611223344", remark="পুরোনো পাতা")
    merge_id = shop.book.merging.merge(zebunnesa.id, other.id)
    with pytest.raises(Refused):
        shop.book.trash.erase_customer(other.id, "ERASE", despite_open=True)
    shop.book.trash.erase_customer(zebunnesa.id, "ERASE", despite_open=True)
    assert _found(shop, ("Begum", "পুরোনো পাতা", "1611223344", LATIN)) == []
    with pytest.raises(Refused):
        shop.book.merging.unmerge(merge_id)
    with pytest.raises(Refused):
        shop.book.trash.erase_customer(zebunnesa.id, "ERASE", despite_open=True)
    whole(shop)


def test_others_keep_their_words_and_are_still_found_by_a_slip_of_the_pen(
    shop: TestShop, zebunnesa: Person
) -> None:
    other = shop.customer("জেবুন্নেসা বেগম", "01811111111")
    shop.book.notes.write(NoteDraft(other.id, "ভালো আছেন"))
    shop.book.trash.erase_customer(zebunnesa.id, "ERASE", despite_open=True)
    assert shop.book.search.customers("জেবুন্নিশা") == [other.id]
    assert [note.body for note in shop.book.notes.notes(other.id)] == ["ভালো আছেন"]
    assert other.record.phones[0].raw == "01811111111"


def test_of_a_number_a_household_shares_only_their_own_words_go(shop: TestShop, zebunnesa: Person) -> None:
    husband = shop.customer("কাদের", "01799887766")
    shop.book.calls.record(CallDraft(husband.id, outcome="talked", said="কাল আসবেন"))
    shop.book.trash.erase_customer(zebunnesa.id, "ERASE", despite_open=True)
    assert husband.record.phones[0].key10 == NUMBER
    assert (
        shop.book.store.value("SELECT said FROM interaction WHERE customer_id = ?", (husband.id,))
        == "কাল আসবেন"
    )


def test_no_word_of_the_name_is_left_in_the_vocabulary_of_the_search(
    shop: TestShop, zebunnesa: Person
) -> None:
    theirs = repair_words({word for text in (NAME, LATIN, "ঘোষপাড়া") for word in words_of(text)})
    known = {row["word"] for row in shop.book.store.rows("SELECT word FROM search_word")}
    assert theirs & known, "the test must be able to fail"
    shop.book.trash.erase_customer(zebunnesa.id, "ERASE", despite_open=True)
    known = {row["word"] for row in shop.book.store.rows("SELECT word FROM search_word")}
    assert not theirs & known


@pytest.mark.parametrize("shared", [False, True])
def test_what_stands_under_nothing_but_their_number_goes_unless_the_number_is_a_households(
    shop: TestShop, zebunnesa: Person, shared: bool
) -> None:
    helper = shop.book.helpers.add(HelperDraft(f"{LATIN} সেলাই", "tailor", phone="01799887766"))
    if shared:
        shop.customer("কাদের", "01799887766")
    shop.book.trash.erase_customer(zebunnesa.id, "ERASE", despite_open=True)
    name = shop.book.store.value("SELECT name FROM helper WHERE id = ?", (helper,))
    assert (name == f"{LATIN} সেলাই") is shared


def test_what_is_written_about_others_with_the_name_in_it_is_said_to_stay(
    shop: TestShop, zebunnesa: Person
) -> None:
    other = shop.customer("সালাম মিয়া")
    assert not any(
        "of others in which" in each.text for each in shop.book.trash.forgetting(zebunnesa.id).stays
    )
    shop.book.notes.write(NoteDraft(other.id, f"{NAME} এর ভাই"))
    shop.book.notes.write(NoteDraft(other.id, "ফোন 01799887766 তে খুঁজুন"))
    stays = shop.book.trash.forgetting(zebunnesa.id).stays
    assert "Notes and talks of others in which the name or number stands: 2." in map(str, stays)


def test_in_a_protected_book_they_are_forgotten_too_and_it_stays_protected(
    shop: TestShop, zebunnesa: Person
) -> None:
    from shopbook.protection.operations import protect, unprotect

    passphrase = "নীল আকাশে চারটা চিল"
    shop.book.close()
    protect(shop.path, passphrase)
    shop.book = type(shop.book).open(shop.path, clock=shop.clock, passphrase=passphrase)
    assert shop.book.trash.erase_customer(zebunnesa.id, "মুছুন", despite_open=True).tidied
    whole(shop)
    shop.book.close()
    assert not shop.path.read_bytes().startswith(b"SQLite format 3")
    unprotect(shop.path, passphrase)
    shop.book = type(shop.book).open(shop.path, clock=shop.clock)
    assert zebunnesa.record.draft.name == zebunnesa.record.code
    assert not shop.book.store.rows("SELECT 1 FROM journal WHERE instr(changed, ?)", (NAME,))


def test_an_erased_customer_cannot_be_brought_back_by_undo(shop: TestShop, zebunnesa: Person) -> None:
    shop.book.trash.erase_customer(zebunnesa.id, "ERASE", despite_open=True)
    with pytest.raises(Refused):
        shop.book.history.undo(shop.book.store.value("SELECT max(operation) FROM journal"))
    for change in shop.book.history.changes(zebunnesa.id):
        assert NAME not in (change.old, change.new)


def test_from_an_open_form_or_an_open_history_no_word_comes_back(shop: TestShop, zebunnesa: Person) -> None:
    draft, changes = zebunnesa.record.draft, shop.book.history.changes(zebunnesa.id)
    shop.book.customers.trash(zebunnesa.id)
    thrown = shop.book.history.last_operation()
    shop.book.trash.erase_customer(zebunnesa.id, "ERASE", despite_open=True)
    for again in (
        lambda: shop.book.customers.change(zebunnesa.id, draft),
        lambda: shop.book.customers.restore(zebunnesa.id),
        lambda: shop.book.history.put_back(*changes),
        lambda: shop.book.history.undo(thrown),
    ):
        with pytest.raises(Refused, match="erased for good"):
            again()
    assert zebunnesa.record.draft.name == zebunnesa.record.code
    assert zebunnesa.id not in shop.book.customers.ids()


def test_every_text_column_about_a_customer_is_known_to_go_or_to_stay(shop: TestShop) -> None:
    """A column added later must be thought of: does it hold words about a person?"""
    dated = ("_on", "_at", "_until", "_day", "at")
    for table, blank in {**words.OWNED, "customer": words.PAGE}.items():
        rows = shop.book.store.rows(f"PRAGMA table_info({table})")
        texts = {row["name"] for row in rows if row["type"] == "TEXT" and not row["name"].endswith(dated)}
        known = set(blank) | set(words.STAYS.get(table, ()))
        assert texts <= known, (table, texts - known)
    owned = {
        table
        for table in BUSINESS
        if any(row["name"] == "customer_id" for row in shop.book.store.rows(f"PRAGMA table_info({table})"))
    }
    without_words = {"pay_promise", "instalment", "halkhata_guest"}
    assert owned - without_words <= words.OWNED.keys(), owned - without_words - words.OWNED.keys()


def test_whoever_plays_the_journal_over_an_older_copy_forgets_them_too(
    shop: TestShop, zebunnesa: Person
) -> None:
    with shop.book.store.operation() as op:
        op.insert("erasure", {"tbl": "customer", "row_id": zebunnesa.id, "erased_on": "2026-11-21"})
        assert replaying.erase_again(op, shop.book.customers)
    assert zebunnesa.record.draft.name == zebunnesa.record.code
    assert not shop.book.store.rows("SELECT 1 FROM journal WHERE instr(changed, ?)", (NAME,))


def _found(shop: TestShop, sought: tuple[str, ...] = (*SPELLINGS, *TRACES)) -> list[str]:
    return traces(shop.path, sought)


if sys.platform == "win32":  # pragma: no cover -- an open book cannot be read there
    pytestmark = pytest.mark.skip


def test_the_history_tells_that_they_were_forgotten_and_nothing_that_says_nothing(
    shop: TestShop, zebunnesa: Person
) -> None:
    shop.book.trash.erase_customer(zebunnesa.id, "ERASE", despite_open=True)
    entries = shop.book.history.timeline(zebunnesa.id, kinds=("change",), limit=100)
    assert all(entry.changes for entry in entries)
    assert "erased_on" in {change.column for entry in entries for change in entry.changes}
    deeds = shop.book.history.deeds(None, 100)
    edits = [change for deed in deeds for one in deed.written if one.deed == "u" for change in one.changes]
    shown = [change for entry in entries for change in entry.changes] + edits
    assert [change.column for change in shown if change.old == change.new] == []
