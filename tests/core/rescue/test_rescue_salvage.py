"""No copy is left and the file is ruined: what its pages still tell is a book again, and nothing wrong is in it."""

from __future__ import annotations

import datetime as dt
import gzip
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from shopbook.book import Book
from shopbook.checks import check
from shopbook.clock import FixedClock
from shopbook.demo import make_demo
from shopbook.errors import BookDamaged, BookExists
from shopbook.protection.operations import protect
from shopbook.rescue.model import Salvaged
from shopbook.rescue.putting import put_rescued
from shopbook.rescue.salvage import salvage
from shopbook.storage import keys
from tests.core.rescue.test_rescue_replay import facts
from tests.core.rescue.test_rescue_restore import names
from tests.language import TODAY, TestShop

CLOCK = FixedClock(TODAY)
PAGE = 4096
Facts = dict[str, dict[int, tuple[object, ...]]]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, Facts]:
    """A sample shop as one file, and everything that is in it."""
    path = tmp_path_factory.mktemp("sample") / "demo.shopbook"
    make_demo(path, clock=CLOCK)
    with Book.open(path, clock=CLOCK) as book:
        known = facts(book)
    return path.read_bytes(), known


def _head(data: bytearray, dice: random.Random) -> None:
    data[:100] = dice.randbytes(100)


def _first_page(data: bytearray, dice: random.Random) -> None:
    data[:PAGE] = bytes(PAGE)


def _noise(data: bytearray, dice: random.Random) -> None:
    for page in dice.sample(range(1, len(data) // PAGE), 20):
        data[page * PAGE : (page + 1) * PAGE] = dice.randbytes(PAGE)


def _flips(data: bytearray, dice: random.Random) -> None:
    for _ in range(60):
        data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)


def _half(data: bytearray, dice: random.Random) -> None:
    del data[len(data) // 2 + 777 :]


def _most(data: bytearray, dice: random.Random) -> None:
    del data[len(data) * 9 // 10 + 777 :]


def _salvaged(data: bytes, folder: Path) -> tuple[Salvaged, Facts]:
    damaged, into = folder / "damaged.shopbook", folder / "salvaged.shopbook"
    damaged.write_bytes(data)
    report = salvage(damaged, into, CLOCK)
    assert damaged.read_bytes() == data, "the damaged file is only read"
    assert not list(folder.glob("damaged.shopbook-*"))
    with Book.open(into, clock=CLOCK) as book:
        for part in check(book).parts:
            if part.name in (
                "pages",
                "references",
                "dues",
                "sales",
                "full_text",
                "keys",
                "journal",
                "numbers",
            ):
                assert not part.differing, (part.name, part.shown)
        found = facts(book)
        book.followups.today()
    return report, found


def _wrong(report: Salvaged, found: Facts, truth: Facts) -> list[tuple[str, int]]:
    """Rows that are not what they were, and not told as unsure."""
    unsure = set(report.unsure)
    return [
        (table, row_id)
        for table, rows in found.items()
        for row_id, row in rows.items()
        if truth[table].get(row_id) != row and (table, row_id) not in unsure
    ]


@pytest.mark.parametrize("spoil", [_head, _first_page])
def test_without_head_and_schema_everything_comes_back(
    sample: tuple[bytes, Facts], tmp_path: Path, spoil: Callable[[bytearray, random.Random], None]
) -> None:
    data = bytearray(sample[0])
    spoil(data, random.Random(1))
    report, found = _salvaged(bytes(data), tmp_path)
    assert found == sample[1]
    assert (report.lost, report.unsure, report.orphans) == (0, (), ())
    assert report.found == sum(len(rows) for rows in sample[1].values())


@pytest.mark.parametrize("seed", range(4))
def test_with_twenty_pages_of_noise_most_comes_back_and_nothing_wrong(
    sample: tuple[bytes, Facts], tmp_path: Path, seed: int
) -> None:
    data = bytearray(sample[0])
    _noise(data, random.Random(seed))
    report, found = _salvaged(bytes(data), tmp_path)
    total = sum(len(rows) for rows in sample[1].values())
    same = sum(row == sample[1][table].get(i) for table, rows in found.items() for i, row in rows.items())
    assert _wrong(report, found, sample[1]) == []
    assert same > 0.9 * total
    assert report.lost_pages >= 15


@pytest.mark.parametrize("seed", range(6))
def test_flipped_bits_are_made_good_by_the_journal_or_told(
    sample: tuple[bytes, Facts], tmp_path: Path, seed: int
) -> None:
    data = bytearray(sample[0])
    _flips(data, random.Random(seed))
    report, found = _salvaged(bytes(data), tmp_path)
    total = sum(len(rows) for rows in sample[1].values())
    same = sum(row == sample[1][table].get(i) for table, rows in found.items() for i, row in rows.items())
    assert _wrong(report, found, sample[1]) == []
    assert same > 0.98 * total


@pytest.mark.parametrize("spoil", [_half, _most])
def test_of_a_file_that_was_cut_the_rest_comes_back_and_nothing_wrong(
    sample: tuple[bytes, Facts], tmp_path: Path, spoil: Callable[[bytearray, random.Random], None]
) -> None:
    data = bytearray(sample[0])
    spoil(data, random.Random(1))
    report, found = _salvaged(bytes(data), tmp_path)
    assert _wrong(report, found, sample[1]) == []
    assert report.found > 0
    assert report.lost > 0


def test_what_the_log_knew_comes_along(shop: TestShop, tmp_path: Path) -> None:
    shop.customer("রহিম").owes(500)
    before = facts(shop.book)
    killed = {end: Path(f"{shop.path}{end}").read_bytes() for end in ("", "-wal")}
    shop.book.close()
    damaged = tmp_path / "killed.shopbook"
    for end, content in killed.items():
        Path(f"{damaged}{end}").write_bytes(content)
    salvage(damaged, tmp_path / "out.shopbook", shop.clock)
    with Book.open(tmp_path / "out.shopbook", clock=shop.clock) as book:
        assert facts(book) == before
    shop.book = Book.open(shop.path, clock=shop.clock)


def test_the_salvaged_book_is_the_same_shop_in_a_new_life(shop: TestShop) -> None:
    shop.customer("রহিম").buys("ফ্যান", 2_000)
    told = shop.book.store.value("SELECT book FROM journal_state")
    shop.book.close()
    data = bytearray(shop.path.read_bytes())
    data[:PAGE] = bytes(PAGE)
    shop.path.write_bytes(data)
    into = shop.path.with_name("salvaged.shopbook")
    placed = put_rescued(salvage(shop.path, into, shop.clock), shop.path, shop.clock)
    assert placed.set_aside is not None
    assert placed.set_aside.read_bytes() == bytes(data), "the ruined file is kept"
    shop.book = Book.open(shop.path, clock=shop.clock)
    assert shop.book.store.value("SELECT book FROM journal_state") == told
    assert shop.book.arrival is not None
    assert shop.book.arrival.kind == "same"
    shop.customer("করিম").buys("বাতি", 100)
    assert [row[0] for row in shop.book.store.rows("SELECT memo_no FROM sale ORDER BY id")] == [
        "A-000001",
        "A2-000002",
    ]
    assert check(shop.book).is_whole


def test_what_was_being_typed_is_still_there(shop: TestShop, tmp_path: Path) -> None:
    shop.book.drafts.keep("note:1", {"body": "অর্ধেক লেখা"})
    shop.book.close()
    data = bytearray(shop.path.read_bytes())
    data[:PAGE] = bytes(PAGE)
    damaged = tmp_path / "d.shopbook"
    damaged.write_bytes(data)
    salvage(damaged, tmp_path / "out.shopbook", shop.clock)
    with Book.open(tmp_path / "out.shopbook", clock=shop.clock) as book:
        assert book.store.value("SELECT body FROM draft WHERE name = 'note:1'") is not None
    shop.book = Book.open(shop.path, clock=shop.clock)


def test_a_protected_file_gives_its_rows_to_its_key_only(shop: TestShop, tmp_path: Path) -> None:
    shop.customer("রহিম").buys("ফ্যান", 2_000)
    before = facts(shop.book)
    shop.book.close()
    passphrase = "আমার গোপন খাতা ২০২৬"
    protect(shop.path, passphrase)
    key = keys.unlock(shop.path, passphrase=passphrase)
    data = bytearray(shop.path.read_bytes())
    data[16:200] = random.Random(2).randbytes(184)
    shop.path.write_bytes(data)
    with pytest.raises(BookDamaged):
        Book.open(shop.path, clock=shop.clock, key=key)
    with pytest.raises(BookDamaged):
        salvage(shop.path, tmp_path / "none.shopbook", shop.clock)
    report = salvage(shop.path, tmp_path / "out.shopbook", shop.clock, key=key)
    assert report.lost == 0
    assert put_rescued(report, shop.path, shop.clock).site == "A2"
    shop.book = Book.open(shop.path, clock=shop.clock, passphrase=passphrase)
    assert facts(shop.book) == before
    assert names(shop.book) == ["রহিম"]


def test_of_noise_nothing_is_made(tmp_path: Path) -> None:
    noise = tmp_path / "noise"
    noise.write_bytes(random.Random(3).randbytes(100_000))
    with pytest.raises(BookDamaged) as raised:
        salvage(noise, tmp_path / "out.shopbook", CLOCK)
    assert raised.value.advice is not None
    assert not list(tmp_path.glob("out*"))


def test_no_file_is_written_over(tmp_path: Path) -> None:
    there = tmp_path / "out.shopbook"
    there.write_text("মূল্যবান", encoding="utf-8")
    with pytest.raises(BookExists):
        salvage(there, there, CLOCK)
    assert there.read_text(encoding="utf-8") == "মূল্যবান"


def test_an_old_release_is_salvaged_too(tmp_path: Path) -> None:
    books = Path(__file__).parents[2] / "files" / "books"
    for version in (1, 2, 3):
        old = tmp_path / f"v{version}.shopbook"
        data = bytearray(gzip.decompress((books / f"v{version}.shopbook.gz").read_bytes()))
        data[:100] = bytes(100)
        old.write_bytes(data)
        report = salvage(old, tmp_path / f"out{version}.shopbook", CLOCK)
        assert report.lost == 0
        assert report.counts.customers > 10
        with Book.open(tmp_path / f"out{version}.shopbook", clock=CLOCK) as book:
            assert check(book).is_whole
            assert book.clock.today() == dt.date(2026, 11, 21)
