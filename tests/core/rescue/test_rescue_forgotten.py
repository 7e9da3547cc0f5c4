"""Who asked to be forgotten stays forgotten, also in a book that was rescued."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from shopbook.book import Book
from shopbook.checks import check
from shopbook.dues.model import AdjustmentDraft
from shopbook.notes.model import NoteDraft
from shopbook.rescue.replay import rescue_with_journal
from shopbook.rescue.salvage import salvage
from tests.core.rescue.test_rescue_restore import copy_of
from tests.core.trash.zebunnesa import traces, write_down
from tests.language import TestShop

NAME = "গোলাপজান"


def mentions(book: Book) -> Iterator[str]:
    """Tables in which the forgotten name still stands."""
    for row in book.store.rows(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' "
        "AND name NOT LIKE 'customer\\_fts%' ESCAPE '\\' AND name NOT LIKE 'customer\\_tel%' ESCAPE '\\'"
    ):
        for found in book.store.rows(f"SELECT * FROM {row['name']}"):
            if any(NAME in str(value) for value in found):
                yield str(row["name"])


def test_a_rescue_with_a_copy_from_before_does_not_bring_the_name_back(
    shop: TestShop, tmp_path: Path
) -> None:
    person = shop.customer(NAME, "01711223344").owes(500)
    shop.book.dues.adjust(AdjustmentDraft(person.id, "adjust", 1_000, shop.today, note=f"{NAME} বলেছেন"))
    copy = copy_of(shop)
    shop.book.trash.erase_customer(person.id, "ERASE", despite_open=True)
    assert list(mentions(shop.book)) == []
    shop.book.close()
    rescue_with_journal(shop.path, copy, tmp_path / "out.shopbook", shop.clock)
    shop.book = Book.open(tmp_path / "out.shopbook", clock=shop.clock)
    assert list(mentions(shop.book)) == []
    assert shop.book.customers.get(person.id).balance_paisa == 51_000, "the money stays"
    assert check(shop.book).is_whole


def test_a_salvage_does_not_bring_the_name_back(shop: TestShop, tmp_path: Path) -> None:
    person = shop.customer(NAME, "01711223344").owes(500)
    shop.reopen()
    shop.book.trash.erase_customer(person.id, "ERASE", despite_open=True)
    shop.book.close()
    data = bytearray(shop.path.read_bytes())
    data[:4096] = bytes(4096)
    shop.path.write_bytes(data)
    salvage(shop.path, tmp_path / "out.shopbook", shop.clock)
    shop.book = Book.open(tmp_path / "out.shopbook", clock=shop.clock)
    assert list(mentions(shop.book)) == []
    assert shop.book.customers.get(person.id).balance_paisa == 50_000


def rescued(shop: TestShop, copy: Path, into: Path) -> Path:
    """The book that a rescue makes of the closed book and an older copy."""
    shop.book.close()
    rescue_with_journal(shop.path, copy, into, shop.clock)
    return into


def test_not_one_byte_of_a_name_or_number_comes_back_from_an_older_copy(
    shop: TestShop, tmp_path: Path
) -> None:
    who = write_down(shop)
    copy = copy_of(shop)
    assert traces(copy), "the test must be able to fail"
    shop.book.trash.erase_customer(who.id, "ERASE", despite_open=True)
    assert traces(rescued(shop, copy, tmp_path / "out.shopbook")) == []


def test_a_page_that_was_merged_since_the_copy_and_then_erased_stays_erased(
    shop: TestShop, tmp_path: Path
) -> None:
    who = write_down(shop)
    copy = copy_of(shop)
    kept = shop.customer("আরেক পাতা")
    shop.book.merging.merge(kept.id, who.id)
    shop.book.trash.erase_customer(kept.id, "ERASE", despite_open=True)
    assert traces(rescued(shop, copy, tmp_path / "out.shopbook")) == []


def test_a_single_note_that_was_erased_since_the_copy_stays_erased(shop: TestShop, tmp_path: Path) -> None:
    person = shop.customer("রহিম")
    note = shop.book.notes.write(NoteDraft(person.id, f"{NAME} অসুস্থ", "illness"))
    shop.book.notes.change(note, NoteDraft(person.id, f"{NAME} ভালো আছেন", "illness"))
    copy = copy_of(shop)
    shop.book.notes.trash(note, person.id)
    shop.book.trash.erase("note", note, "মুছুন")
    assert traces(rescued(shop, copy, tmp_path / "out.shopbook"), (NAME,)) == []
