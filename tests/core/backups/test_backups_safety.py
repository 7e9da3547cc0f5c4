"""Whether the book is safe, as the line at the foot tells it: when the last good backup was, and when one is due."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from shopbook.backups.verifying import verify
from shopbook.book import Book
from shopbook.checks import check
from shopbook.clock import FixedClock
from shopbook.errors import BookDamaged
from shopbook.storage import copying
from tests.language import TODAY, TestShop

BOOKS = Path(__file__).parents[2] / "files" / "books"


def test_a_new_book_has_no_backup_and_one_is_due(shop: TestShop) -> None:
    backups = shop.book.backups
    assert (backups.state(), backups.last_good(), backups.is_due()) == ("bad", None, True)
    assert backups.fresh() is None
    made = backups.make()
    kept = backups.last_good()
    assert kept is not None
    assert (backups.state(), kept.path, kept.place, kept.at) == ("good", made.path, "book", shop.clock.now())
    assert not backups.is_due()


def test_three_days_are_poor_and_seven_are_bad(shop: TestShop) -> None:
    backups = shop.book.backups
    backups.make()
    states = []
    for _ in range(9):
        states.append(backups.state())
        shop.days_later(1)
    assert states == ["good"] * 4 + ["poor"] * 4 + ["bad"]


def test_an_hour_later_one_is_due_when_something_was_written(shop: TestShop) -> None:
    backups = shop.book.backups
    backups.make()
    shop.clock.advance(minutes=61)
    assert not backups.is_due(), "nothing was written"
    assert backups.fresh() is not None
    shop.customer("রহিম")
    assert backups.is_due()
    assert backups.fresh() is None
    backups.make()
    shop.customer("করিম")
    shop.clock.advance(minutes=59)
    assert not backups.is_due()
    shop.clock.advance(minutes=1)
    assert backups.is_due()


def test_after_a_holiday_one_is_due_though_nothing_was_written(shop: TestShop) -> None:
    """Or the line would stay red until the first sale."""
    shop.book.backups.make()
    shop.days_later(10)
    assert shop.book.backups.state() == "bad"
    assert shop.book.backups.is_due()
    shop.book.backups.make()
    assert shop.book.backups.state() == "good"


def test_a_backup_of_a_clock_that_was_years_ahead_does_not_lull_the_shop(shop: TestShop) -> None:
    shop.days_later(900)
    shop.book.backups.make()
    shop.days_later(-900)
    assert shop.book.backups.is_due()
    last = shop.book.backups.make()
    assert not shop.book.backups.is_due()
    kept = shop.book.backups.last_good()
    assert kept is not None
    assert kept.path == last.path


def test_a_backup_that_somebody_deleted_makes_nobody_safe(shop: TestShop) -> None:
    first = shop.book.backups.make()
    shop.clock.advance(minutes=10)
    second = shop.book.backups.make()
    second.path.unlink()
    kept = shop.book.backups.last_good()
    assert kept is not None
    assert kept.path == first.path
    first.path.unlink()
    assert shop.book.backups.state() == "bad"


def test_a_failed_backup_is_no_good_one(shop: TestShop, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: object, **_kw: object) -> None:
        raise BookDamaged(copying.no_room(1).message)

    monkeypatch.setattr(copying, "proved_copy", broken)
    with pytest.raises(BookDamaged):
        shop.book.backups.make()
    assert shop.book.backups.state() == "bad"


@pytest.mark.parametrize("version", [1, 2, 3])
def test_a_book_of_an_older_release_is_copied_and_proved_before_it_is_brought_up_to_date(
    tmp_path: Path, version: int
) -> None:
    old = tmp_path / "old.shopbook"
    old.write_bytes(gzip.decompress((BOOKS / f"v{version}.shopbook.gz").read_bytes()))
    with Book.open(old, clock=FixedClock(TODAY)) as book:
        (copy,) = book.backups.list()
        assert copy.path == tmp_path / f"old.shopbook.before-v{version + 1}-1"
        assert copy.manifest is not None
        assert (copy.manifest.schema, copy.manifest.why, copy.readable) == (version, "migration", True)
        assert copy.manifest.counts.customers == 12
        assert verify(copy.path).schema == version
        kept = book.backups.last_good()
        assert kept is not None
        assert (kept.path, book.backups.state()) == (copy.path, "good")
        assert (book.backups.entries(1)[0].why, book.backups.entries(1)[0].good) == ("migration", True)
        assert check(book).is_whole
        assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".part")] == []
        made = book.backups.make()
        assert [one.path for one in book.backups.list()][-1] in (copy.path, made.path)


def test_a_start_that_was_killed_while_copying_does_not_stand_in_the_way(tmp_path: Path) -> None:
    old = tmp_path / "old.shopbook"
    old.write_bytes(gzip.decompress((BOOKS / "v3.shopbook.gz").read_bytes()))
    (tmp_path / ".part-old.shopbook.before-v4-1").write_bytes(b"half")
    with Book.open(old, clock=FixedClock(TODAY)) as book:
        assert book.backups.state() == "good"
    assert not (tmp_path / ".part-old.shopbook.before-v4-1").exists()


def test_no_old_book_is_brought_up_to_date_before_its_copy_proved_good(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = tmp_path / "old.shopbook"
    old.write_bytes(gzip.decompress((BOOKS / "v3.shopbook.gz").read_bytes()))
    real = copying.sync_file

    def spoiled(path: Path) -> None:
        real(path)
        with path.open("rb+") as file:
            file.seek(4096)
            file.write(b"\xff" * 4096)

    monkeypatch.setattr(copying, "sync_file", spoiled)
    with pytest.raises(BookDamaged):
        Book.open(old, clock=FixedClock(TODAY))
    assert int.from_bytes(old.read_bytes()[60:64], "big") == 3
    assert list(tmp_path.glob("*.before-v*")) == []


def test_a_damaged_old_book_is_not_brought_up_to_date(tmp_path: Path) -> None:
    old = tmp_path / "old.shopbook"
    data = bytearray(gzip.decompress((BOOKS / "v3.shopbook.gz").read_bytes()))
    for page in range(120, 240):
        data[page * 4096 : page * 4096 + 100] = b"\xff" * 100
    old.write_bytes(data)
    with pytest.raises(BookDamaged):
        Book.open(old, clock=FixedClock(TODAY))
    assert list(tmp_path.glob("*.before-*")) == []
    assert old.read_bytes()[60:64] == (3).to_bytes(4, "big")
