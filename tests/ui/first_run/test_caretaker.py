"""What is looked after around an open book: the search index of an older version, the foot of the window."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from shopbook.book import Book
from shopbook.clock import FixedClock
from shopbook.customers.model import CustomerDraft
from shopbook.search.index import SearchIndex
from shopbook.settings.model import ShopDraft
from ui.app import Shop

CLOCK = FixedClock(dt.date(2026, 11, 21))


@pytest.fixture
def place(tmp_path: Path) -> Path:
    path = tmp_path / "দোকান.shopbook"
    with Book.create(path, ShopDraft(name_bn="দোকান"), CLOCK) as book:
        book.customers.add(CustomerDraft(name="রহিম উদ্দিন"))
    return path


def test_a_book_of_an_older_version_is_searchable_after_opening(shop: Shop, place: Path, qtbot: Any) -> None:
    with Book.open(place, CLOCK) as book, book.store.operation() as op:
        op.execute("UPDATE search_state SET value = 0 WHERE key = 'fold_version'")
        op.execute("DELETE FROM customer_search")
    shop.begin(place)
    qtbot.waitUntil(lambda: SearchIndex().is_current(shop.book.store) and not shop.window.ctx.jobs.busy)
    assert [hit.kind for hit in shop.book.search.hits("rahim", 5)] == ["customer"]


def test_the_foot_counts_the_customers_as_they_come_and_go(shop: Shop, place: Path, qtbot: Any) -> None:
    shop.begin(place)
    count = shop.window.status.count
    qtbot.waitUntil(lambda: count.text().endswith("১"))
    shop.book.customers.add(CustomerDraft(name="করিম শেখ"))
    qtbot.waitUntil(lambda: count.text().endswith("২"))


def test_the_window_takes_the_shops_new_name(shop: Shop, place: Path, qtbot: Any) -> None:
    shop.begin(place)
    shop.book.settings.change_shop(ShopDraft(name_bn="নতুন নামের দোকান"))
    qtbot.waitUntil(lambda: shop.window.windowTitle().startswith("নতুন নামের দোকান"))


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "empty"),
        (b"letter " * 100, "foreign"),
        (b"SQLite format 3\x00" + b"\x00" * 200, "foreign or damaged"),
    ],
)
def test_a_book_that_cannot_be_opened_is_explained_with_what_to_do(
    shop: Shop, tmp_path: Path, content: bytes, kind: str
) -> None:
    path = tmp_path / "b.shopbook"
    path.write_bytes(content)
    shop.begin(path)
    strip = shop.first_run.strip
    assert not strip.isHidden() and strip.text.text() and strip.detail.text(), kind
    assert path.read_bytes() == content, "the file itself is never touched"


def test_a_book_in_use_is_explained(shop: Shop, place: Path) -> None:
    with Book.open(place, CLOCK):
        shop.begin(place)
    assert not shop.first_run.strip.isHidden() and shop.first_run.strip.detail.text()
