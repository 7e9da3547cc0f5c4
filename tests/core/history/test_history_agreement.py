"""The book and its journal tell the same story of every row, and a change nobody wrote is found."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
import sqlcipher3

from shopbook.book import Book
from shopbook.customers.model import CustomerDraft
from shopbook.demo.make import make_demo
from shopbook.dues.model import AdjustmentDraft
from shopbook.history.agreement import Disagreement, disagreements
from shopbook.notes.model import NoteDraft
from shopbook.storage.journal import BUSINESS
from tests.language import TestShop

BOOKS = Path(__file__).parents[2] / "files" / "books"


def _all(book: Book) -> list[Disagreement]:
    return [found for table in BUSINESS for found in disagreements(book.store, table)]


def _behind_its_back(path: Path, sql: str) -> None:
    """Change a row as a failing disk would: no trigger hears of it."""
    connection = sqlcipher3.connect(str(path))
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    assert connection.execute(sql).rowcount == 1
    connection.commit()
    connection.close()


def test_a_working_shop_agrees_with_its_journal(tmp_path: Path) -> None:
    make_demo(tmp_path / "shop.shopbook", customers=30)
    with Book.open(tmp_path / "shop.shopbook") as book:
        assert _all(book) == []


@pytest.mark.parametrize("version", [1, 2, 3])
def test_so_does_a_book_of_an_older_release(tmp_path: Path, version: int) -> None:
    path = tmp_path / "old.shopbook"
    path.write_bytes(gzip.decompress((BOOKS / f"v{version}.shopbook.gz").read_bytes()))
    with Book.open(path) as book:
        assert _all(book) == []


def test_edits_undone_and_done_again_still_agree(shop: TestShop) -> None:
    rahim = shop.book.customers.add(CustomerDraft(name="রহিম"))
    shop.book.customers.change(rahim, CustomerDraft(name="রহিমুদ্দিন", area="কলেজ রোড"))
    shop.book.history.undo(shop.book.history.last_operation())
    shop.book.customers.trash(rahim)
    shop.book.customers.restore(rahim)
    assert _all(shop.book) == []


@pytest.mark.parametrize(
    ("damage", "table", "column"),
    [
        ("UPDATE customer SET name = 'রহিন'", "customer", "name"),
        ("UPDATE customer SET remark = 'কেউ লেখেনি'", "customer", "remark"),
        ("UPDATE note SET body = 'ছেলে হয়েছ'", "note", "body"),
        ("UPDATE ledger SET amount_paisa = amount_paisa + 100", "ledger", "amount_paisa"),
        ("DELETE FROM note", "note", "id"),
        ("UPDATE journal SET changed = replace(changed, '50000', '58000') WHERE tbl = 'ledger'",
         "ledger", "amount_paisa"),
    ],
)  # fmt: skip
def test_what_nobody_wrote_is_found(shop: TestShop, damage: str, table: str, column: str) -> None:
    rahim = shop.book.customers.add(CustomerDraft(name="রহিম"))
    shop.book.notes.write(NoteDraft(rahim, "ছেলে হয়েছে", kind="birth"))
    shop.book.dues.adjust(AdjustmentDraft(rahim, "opening", 500_00, shop.today))
    assert _all(shop.book) == []
    shop.book.close()
    _behind_its_back(shop.path, damage)
    shop.reopen()
    assert [(found.table, found.column) for found in _all(shop.book)] == [(table, column)]
