"""The book was damaged days after the last copy: the copy and the journal together give back what was saved since."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

from shopbook.book import Book
from shopbook.checks import check
from shopbook.clock import FixedClock
from shopbook.demo import make_demo
from shopbook.rescue.replay import rescue_with_journal
from shopbook.storage import book_file
from shopbook.storage.journal import BUSINESS, DERIVED
from tests.core.rescue.test_rescue_restore import copy_of, names
from tests.language import TestShop


def facts(book: Book) -> dict[str, dict[int, tuple[object, ...]]]:
    """Every row of every business table without what is derived, display times and secrets."""
    found = {}
    for table in BUSINESS:
        skip = DERIVED.get(table, frozenset()) | {"updated_at", "pin_hash"}
        rows = book.store.rows(f"SELECT * FROM {table}")
        found[table] = {
            row["id"]: tuple((name, row[name]) for name in tuple(row.keys()) if name not in skip)
            for row in rows
        }
    return found


def damage_header(path: Path) -> None:
    with path.open("rb+") as file:
        file.write(os.urandom(4096))


def test_what_was_saved_after_the_copy_comes_back_from_the_journal(shop: TestShop, tmp_path: Path) -> None:
    rahim = shop.customer("রহিম", "01711223344").buys("ফ্রিজ", 30_000, down=10_000)
    copy = copy_of(shop)
    shop.days_later(2)
    rahim.pays(5_000)
    karim = shop.customer("করিম").owes(700)
    karim.buys("ফ্যান", 2_500)
    shop.book.customers.trash(karim.id)
    shop.book.customers.restore(karim.id)
    before, balance = facts(shop.book), rahim.record.balance_paisa
    shop.book.close()
    rescued = rescue_with_journal(shop.path, copy, tmp_path / "rescued.shopbook", shop.clock)
    assert rescued.lost == 0
    assert rescued.refused == ()
    assert rescued.replayed > 5
    assert rescued.last_known_at is not None
    shop.book = Book.open(tmp_path / "rescued.shopbook", clock=shop.clock)
    assert facts(shop.book) == before
    assert check(shop.book).is_whole
    assert shop.book.customers.get(rahim.id).balance_paisa == balance
    assert [hit.id for hit in shop.book.search.hits("করিম")] == [karim.id]
    shop.customer("নতুন").buys("বাতি", 100)
    numbers = [row[0] for row in shop.book.store.rows("SELECT memo_no FROM sale ORDER BY id")]
    assert numbers == ["A-000001", "A-000002", "A2-000003"]


def test_it_comes_back_also_when_the_head_of_the_file_is_noise(shop: TestShop, tmp_path: Path) -> None:
    shop.customer("রহিম")
    copy = copy_of(shop)
    shop.customer("করিম").buys("ফ্যান", 2_500)
    before = facts(shop.book)
    shop.book.close()
    damage_header(shop.path)
    noise = shop.path.read_bytes()
    rescued = rescue_with_journal(shop.path, copy, tmp_path / "rescued.shopbook", shop.clock)
    assert rescued.refused == ()
    assert shop.path.read_bytes() == noise, "the damaged file is only read"
    shop.book = Book.open(tmp_path / "rescued.shopbook", clock=shop.clock)
    assert facts(shop.book) == before
    assert check(shop.book).is_whole


def test_what_stood_in_the_log_only_comes_back_too(shop: TestShop, tmp_path: Path) -> None:
    shop.customer("রহিম")
    copy = copy_of(shop)
    shop.customer("করিম").buys("ফ্যান", 2_500)
    before = facts(shop.book)
    killed = {end: shop.path.with_name(shop.path.name + end).read_bytes() for end in ("", "-wal")}
    shop.book.close()
    for end, content in killed.items():
        shop.path.with_name(shop.path.name + end).write_bytes(content)
    damage_header(shop.path)
    rescue_with_journal(shop.path, copy, tmp_path / "rescued.shopbook", shop.clock)
    shop.book = Book.open(tmp_path / "rescued.shopbook", clock=shop.clock)
    assert facts(shop.book) == before


def test_a_merge_after_the_copy_is_a_merge_again(shop: TestShop, tmp_path: Path) -> None:
    one, other = shop.customer("রহিম").owes(500), shop.customer("রহিম মিয়া").owes(300)
    copy = copy_of(shop)
    shop.book.merging.merge(one.id, other.id, {})
    before = facts(shop.book)
    shop.book.close()
    rescued = rescue_with_journal(shop.path, copy, tmp_path / "rescued.shopbook", shop.clock)
    assert rescued.refused == ()
    shop.book = Book.open(tmp_path / "rescued.shopbook", clock=shop.clock)
    assert facts(shop.book) == before
    assert shop.book.customers.get(one.id).balance_paisa == 80_000
    assert check(shop.book).is_whole


def test_lost_lines_of_the_journal_are_counted_and_the_rest_still_comes(
    shop: TestShop, tmp_path: Path
) -> None:
    shop.customer("রহিম")
    copy = copy_of(shop)
    karim = shop.customer("করিম")
    shop.book.store.rows("SELECT 1")
    with shop.book.store.operation() as op:
        op.execute(
            "DELETE FROM journal WHERE tbl = 'customer' AND row_id = ?", (karim.id,)
        )  # as a lost page would
    shop.customer("সালাম").owes(200)
    shop.book.close()
    rescued = rescue_with_journal(shop.path, copy, tmp_path / "rescued.shopbook", shop.clock)
    assert rescued.lost == 1
    shop.book = Book.open(tmp_path / "rescued.shopbook", clock=shop.clock)
    assert names(shop.book) == ["রহিম", "সালাম"]
    assert check(shop.book).is_whole


def test_what_is_rescued_has_its_name_only_when_it_is_whole(shop: TestShop, tmp_path: Path) -> None:
    shop.customer("রহিম")
    copy, into, seen = copy_of(shop), tmp_path / "out.shopbook", list[bool]()
    shop.book.close()

    class Looking:
        def step(self, done: int, total: int, what: object = None) -> None:
            seen.append(into.exists())

    rescue_with_journal(shop.path, copy, into, shop.clock, progress=Looking())
    assert len(seen) > 5
    assert not any(seen)
    assert into.exists()
    assert [left.name for left in tmp_path.iterdir() if left.name.startswith(".part-")] == []


def test_a_whole_shop_is_written_anew_from_its_journal_alone(tmp_path: Path) -> None:
    """The only copy is from the first morning; two years of a sample shop come from the journal."""
    clock = FixedClock(dt.date(2026, 11, 21))
    path = tmp_path / "demo.shopbook"
    make_demo(path, clock=clock)
    with Book.open(path, clock=clock) as book:
        before, told = facts(book), book.store.value("SELECT book FROM journal_state")
        search = {row["shown"] for row in book.store.rows("SELECT shown FROM search_code")}
    first = tmp_path / "first.shopbook"
    store, lock = book_file.create(first, clock)
    store.rows("UPDATE journal_state SET book = ?", (told,))
    store.close()
    lock.release()
    rescued = rescue_with_journal(path, first, tmp_path / "rescued.shopbook", clock)
    assert (rescued.lost, rescued.refused) == (0, ())
    with Book.open(tmp_path / "rescued.shopbook", clock=clock) as book:
        assert facts(book) == before
        assert {row["shown"] for row in book.store.rows("SELECT shown FROM search_code")} == search
        assert check(book).is_whole
