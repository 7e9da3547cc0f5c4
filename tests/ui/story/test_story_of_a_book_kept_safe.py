"""What a shopkeeper is afraid of, each fear answered at the counter: told by what is read and typed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from shopbook.book import Book
from shopbook.checks import check
from shopbook.documents.pages import page_text
from shopbook.dues.model import AdjustmentDraft
from shopbook.errors import BookProtected
from shopbook.exchange.archive_rebuilding import rebuild
from shopbook.notes.model import NoteDraft
from shopbook.settings.model import ShopDraft
from tests.ui.backups.conftest import Sockets, sockets
from ui.app import Shop
from ui.tour.got_back import FIRST, LATER, THROWN, GotBack
from ui.tour.kept_safe import KeptSafe

__all__ = ["sockets"]

Told = Callable[[Any], Any]


def test_a_copy_is_made_by_hand_looked_into_and_would_become_the_book_only_after_a_question(
    told: Told,
) -> None:
    told(KeptSafe).copies()


def test_what_was_changed_stands_with_old_and_new_and_the_old_one_comes_back(told: Told) -> None:
    told(KeptSafe).who_wrote_what()


def test_a_customer_thrown_away_comes_back_and_a_note_goes_for_good_only_with_the_word(told: Told) -> None:
    told(KeptSafe).trash()


def test_two_pages_of_one_customer_are_made_one_and_parted_again(told: Told) -> None:
    told(KeptSafe).written_twice()


def test_who_asks_to_be_forgotten_is_gone_and_the_money_stays(told: Told) -> None:
    told(KeptSafe).forgotten()


def test_a_seller_signs_in_sees_no_tier_puts_no_account_right_and_finds_the_half_typed_memo(
    told: Told,
) -> None:
    told(KeptSafe).at_the_counter()


def test_everything_is_taken_out_into_one_file_and_a_book_made_from_it_says_the_same(
    told: Told, tmp_path: Path
) -> None:
    shop = told(KeptSafe)
    owing = shop.known("জাকির হোসেন", "01799000545", tier="vip", area="সাভার")
    shop.book.dues.adjust(AdjustmentDraft(owing, "opening", 750_00, shop.clock.today()))
    shop.book.notes.write(NoteDraft(owing, "মেয়ে এসএসসি পাস করেছে"))
    shop.taken_out()
    rebuild(tmp_path / "everything.zip", tmp_path / "again.shopbook", shop.clock)
    with Book.open(tmp_path / "again.shopbook", shop.clock) as again:
        assert check(again).is_whole
        assert again.customers.get(owing).draft == shop.book.customers.get(owing).draft
        assert again.dues.statement(owing) == shop.book.dues.statement(owing)
        assert again.history.timeline(owing) == shop.book.history.timeline(owing)
        assert again.settings.shop() == shop.book.settings.shop()


def test_a_book_is_damaged_lost_and_protected_and_nothing_is_missing_at_the_end(
    shop: Shop, tmp_path: Path, sockets: Sockets
) -> None:
    path = tmp_path / "দোকান.shopbook"
    Book.create(path, ShopDraft(name_bn="মায়ের দোয়া"), shop.clock).close()
    pictures: list[str] = []
    story = GotBack(shop, path, tmp_path, lambda _window, name: pictures.append(name))
    story.tell()
    assert len(pictures) == len(set(pictures)) >= 14
    with pytest.raises(BookProtected):
        Book.open(path, shop.clock)
    with Book.open(path, shop.clock, code=story.code) as book:
        assert check(book).is_whole
        assert {FIRST, LATER, THROWN} == {row.name for row in book.customers.rows(book.customers.ids())}
    papers = sorted(tmp_path.glob("recovery_sheet_*.pdf"))
    assert len(papers) == 2
    for paper in papers:
        letters = [each for each in page_text(paper.read_bytes(), 0) if each.isascii() and each.isalnum()]
        assert story.code.replace("-", "") in "".join(letters)
