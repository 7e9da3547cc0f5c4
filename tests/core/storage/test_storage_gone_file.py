"""The book's file is taken away while the book is open: nothing that was saved is lost."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from shopbook.book import Book
from shopbook.checks import check
from shopbook.clock import FixedClock
from shopbook.customers.model import CustomerDraft
from shopbook.drafts import drop_draft
from shopbook.errors import BookExists, DiskFailed
from shopbook.settings.model import ShopDraft

CLOCK = FixedClock(dt.date(2026, 11, 21))


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "দোকান.shopbook"


def test_a_book_whose_file_was_deleted_goes_on_in_a_new_one(place: Path) -> None:
    fresh = place.with_name("নতুন.shopbook")
    with Book.create(place, ShopDraft(name_bn="দোকান"), CLOCK) as book:
        book.customers.add(CustomerDraft(name="রহিম"))
        place.unlink()
        assert not book.store.is_in_place
        with pytest.raises(DiskFailed):
            book.customers.add(CustomerDraft(name="করিম"))
        book.continue_at(fresh)
        book.customers.add(CustomerDraft(name="করিম"))
        assert (book.store.is_in_place, book.path) == (True, fresh)
    with Book.open(fresh, CLOCK) as book:
        assert book.customers.count() == 2
        assert check(book).is_whole


def test_another_file_is_not_written_over(place: Path) -> None:
    taken = place.with_name("letter.shopbook")
    taken.write_text("dear brother", encoding="utf-8")
    with Book.create(place, ShopDraft(name_bn="দোকান"), CLOCK) as book:
        place.unlink()
        with pytest.raises(BookExists):
            book.continue_at(taken)
        assert taken.read_text(encoding="utf-8") == "dear brother"
        assert book.customers.count() == 0


def test_what_is_being_typed_is_kept_while_the_book_cannot_be_written(place: Path) -> None:
    with Book.create(place, ShopDraft(name_bn="দোকান"), CLOCK) as book:
        away = place.with_name("away.shopbook")
        place.rename(away)
        book.drafts.keep("note", {"body": "ছেলের পরীক্ষা"})
        assert book.drafts.kept("note") == {"body": "ছেলের পরীক্ষা"}
        away.rename(place)
        book.drafts.keep("note", {"body": "ছেলের পরীক্ষা শেষ"})
    with Book.open(place, CLOCK) as book:
        assert book.drafts.kept("note") == {"body": "ছেলের পরীক্ষা শেষ"}


def test_a_form_that_was_saved_after_all_is_not_offered_again(place: Path) -> None:
    with Book.create(place, ShopDraft(name_bn="দোকান"), CLOCK) as book:
        away = place.with_name("away.shopbook")
        place.rename(away)
        book.drafts.keep("sale", {"lines": 1})
        away.rename(place)
        with book.store.operation() as op:
            drop_draft(op, "sale")
        assert book.drafts.kept("sale") is None
