"""A backup is made while the shop sells, is proved, and is at its name only when it is whole."""

from __future__ import annotations

import datetime as dt
import threading
import time
from pathlib import Path

import pytest

from shopbook.backups import making, manifests, naming
from shopbook.backups.model import Backup
from shopbook.backups.verifying import verify
from shopbook.book import Book
from shopbook.errors import (
    BackupProblem,
    BookDamaged,
    Cancelled,
    Message,
    NotAllowed,
)
from shopbook.sales.model import LineDraft, SaleDraft
from shopbook.storage import copying
from shopbook.storage.connection import connect
from tests.language import TODAY, TestShop

NINE = dt.time(9, 0)


class Impatient:
    """A progress that presses Cancel at one of its steps."""

    def __init__(self, at: int) -> None:
        self.left = at

    def step(self, done: int, total: int, what: Message | None = None) -> None:
        self.left -= 1
        if self.left < 0:
            raise Cancelled


class Watching:
    """A progress that remembers what it was told."""

    def __init__(self) -> None:
        self.told: list[tuple[int, int]] = []

    def step(self, done: int, total: int, what: Message | None = None) -> None:
        self.told.append((done, total))


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_backup_lies_beside_the_book_under_its_name_and_the_shops_time(selling: TestShop) -> None:
    selling.clock.advance(minutes=-60)
    made = selling.book.backups.make()
    assert made.path == selling.path.with_name("shop backups") / "shop-20261121-090000.shopbook"
    assert _names(made.path.parent) == ["shop-20261121-090000.shopbook", "shop-20261121-090000.shopbook.json"]
    assert (made.place, made.readable, made.verified, made.missed) == ("book", True, True, None)
    header = made.path.read_bytes()[:20]
    assert header[18:20] == b"\x01\x01", "a copy that opens without a log beside it"


def test_the_note_tells_whose_it_is_and_what_is_inside(selling: TestShop) -> None:
    told = selling.book.backups.make("close").manifest
    assert told is not None
    assert (told.book, told.seq, told.why) == (
        selling.book.backups.book_id(),
        selling.book.backups.seq(),
        "close",
    )
    assert told.shop_name == "নিউ ভিশন ইলেকট্রনিক্স"
    counts = told.counts
    assert (counts.customers, counts.sales, counts.balance_paisa, counts.last_sale_on) == (
        2,
        1,
        290000,
        TODAY,
    )
    assert counts.agree
    assert counts.last_saved_at == selling.clock.now()


def test_the_backup_opens_as_the_book(selling: TestShop, tmp_path: Path) -> None:
    made = selling.book.backups.make()
    copy = tmp_path / "other" / "back.shopbook"
    copy.parent.mkdir()
    copy.write_bytes(made.path.read_bytes())
    with Book.open(copy, clock=selling.clock) as book:
        assert [row.name for row in book.customers.rows(book.customers.ids())] == ["করিম", "রহিম"]
    assert verify(made.path) == made.manifest == verify(made.path, full=True)


def test_two_backups_in_one_second_are_two_files(selling: TestShop) -> None:
    first, second = selling.book.backups.make(), selling.book.backups.make()
    assert (first.path.name, second.path.name) == (
        "shop-20261121-100000.shopbook",
        "shop-20261121-100000-2.shopbook",
    )

    assert {one.path for one in selling.book.backups.list()} == {first.path, second.path}


def test_a_book_with_letters_a_stick_does_not_take_still_has_backups(tmp_path: Path) -> None:
    assert naming.stem_of(Path('/x/রহিম: "নতুন"?.shopbook')) == "রহিম_ _নতুন__"
    assert naming.stem_of(Path("/x/....shopbook")) == "book"
    named = naming.named(Path("/y/রহিম_-20261122-090000.shopbook.sealed"))
    assert named == naming.Named("রহিম_", dt.datetime(2026, 11, 22, 3, tzinfo=dt.UTC), True)
    for other in (
        "shop.shopbook",
        "shop-20261399-090000.shopbook",
        "shop-20261122-090000.shopbook.json",
        ".part-1-shop-20261122-090000.shopbook",
        "x.txt",
    ):
        assert naming.named(Path(other)) is None, other


def test_selling_goes_on_while_the_backup_runs_and_it_holds_one_moment(selling: TestShop) -> None:
    """Every step of the copying another sale is written: the copy is never begun anew and is the book of its start."""
    before = selling.book.backups.seq()

    class Selling:
        steps = 0

        def step(self, done: int, total: int, what: Message | None = None) -> None:
            if self.steps < 5:
                self.steps += 1
                selling.customer("নতুন").buys("বাতি", 100)

    counter = Selling()
    told = selling.book.backups.make(progress=counter).manifest
    assert told is not None
    assert told.seq == before
    assert told.counts.customers == 2
    assert counter.steps > 1
    assert selling.book.store.value("SELECT count(*) FROM customer") == 2 + counter.steps


def test_a_busy_counter_does_not_keep_a_large_copy_from_finishing(selling: TestShop, tmp_path: Path) -> None:
    with selling.book.store.operation() as op:
        op.execute("CREATE TABLE ballast(b BLOB)")
        op.execute(
            "INSERT INTO ballast SELECT randomblob(4000) FROM (WITH RECURSIVE n(i) AS "
            "(SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 12000) SELECT i FROM n)"
        )
    over, sold = threading.Event(), []

    def counter() -> None:
        with selling.book.second() as other:
            while not over.is_set():
                sold.append(_sell(other))

    thread = threading.Thread(target=counter)
    source = connect(selling.path, read_only=True)
    thread.start()
    try:
        while not sold:
            time.sleep(0.01)
        watched = Watching()
        proof = copying.proved_copy(source, tmp_path / "copy", progress=watched)
    finally:
        over.set()
        thread.join()
        source.close()
    copied = [done for done, _ in watched.told if done <= 30]
    assert len(copied) >= 10, "it went in steps"
    assert copied == sorted(copied), "and never back"
    assert len(sold) > 5
    assert proof.counts.agree


def _sell(book: Book) -> int:
    tea = LineDraft(name="চা", unit_price_paisa=1000)
    return book.sales.record_sale(SaleDraft(TODAY, (tea,), paid_paisa=1000)).id


def test_cancelled_at_any_step_nothing_is_left(selling: TestShop) -> None:
    folder = naming.default_folder(selling.path)
    watched = Watching()
    selling.book.backups.make(progress=watched)
    before = _names(folder)
    assert len(watched.told) >= 4
    for step in range(len(watched.told)):
        impatient = Impatient(step)
        try:
            selling.book.backups.make(progress=impatient)
        except Cancelled:
            assert _names(folder) == before, step
        else:  # the machine was asked less often this time
            assert impatient.left >= 0
            break
    assert selling.book.backups.last_good() is not None


def test_the_log_tells_each_backup_and_each_failure(selling: TestShop, tmp_path: Path) -> None:
    backups = selling.book.backups
    made = backups.make("hour")
    with pytest.raises(BackupProblem):
        backups.make(place=tmp_path / "not there")
    failed, good = backups.entries(10)
    assert (good.what, good.why, good.good, good.path) == ("backup", "hour", True, made.path)
    assert made.manifest is not None
    assert (good.sha256, good.counts, good.seq) == (
        made.manifest.sha256,
        made.manifest.counts,
        made.manifest.seq,
    )
    assert (failed.good, failed.why) == (False, "hand")
    assert "not there" in failed.problem


def test_a_log_that_cannot_be_written_does_not_fail_the_backup(selling: TestShop) -> None:
    with Book.beside(selling.path, clock=selling.clock) as beside:
        made = beside.backups.make()
        assert verify(made.path) == made.manifest
        assert beside.backups.entries() == []
    with selling.book.store.operation() as op:
        op.execute("DROP TABLE backup_log")
    assert verify(selling.book.backups.make().path)


def test_a_book_whose_balances_disagree_is_still_backed_up_and_the_note_says_so(selling: TestShop) -> None:
    """The copy is what the book is; refusing it would leave the shop without backups because of a fault of ours."""
    selling.book.store.database.execute(
        "UPDATE customer SET balance_paisa = balance_paisa + 1 WHERE name = 'রহিম'"
    )
    made = selling.book.backups.make()
    assert made.manifest is not None
    assert not made.manifest.counts.agree
    assert verify(made.path) == made.manifest
    manifests.beside(made.path).unlink()
    with pytest.raises(BackupProblem):
        verify(made.path)


def test_a_damaged_book_makes_no_backup_and_says_that_it_is_the_book(selling: TestShop) -> None:
    good = selling.book.backups.make()
    page = selling.book.store.value("SELECT rootpage FROM sqlite_master WHERE name = 'note'")
    selling.book.store.rows("PRAGMA wal_checkpoint(TRUNCATE)")
    with selling.path.open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(b"\xff" * 4096)
    with pytest.raises(BookDamaged):
        selling.book.backups.make()
    assert [one.path for one in selling.book.backups.list()] == [good.path]
    assert not selling.book.backups.entries(1)[0].good


# ---- where it may go


def test_who_may_not_carry_the_customers_out_may_still_keep_the_book_safe(
    selling: TestShop, tmp_path: Path
) -> None:
    selling.book.store.role = "seller"
    assert selling.book.backups.make("hour").readable
    with pytest.raises(NotAllowed):
        selling.book.backups.make(place=tmp_path)
    with pytest.raises(NotAllowed):
        selling.book.backups.set_folder(tmp_path)
    selling.book.store.role = "nobody"
    assert selling.book.backups.make("close").readable


def test_another_place_gets_its_backup_when_asked(selling: TestShop, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    made = selling.book.backups.make(place=tmp_path / "elsewhere")
    assert (made.place, made.path.parent) == ("folder", tmp_path / "elsewhere")


def test_the_job_thread_makes_it_over_a_connection_of_its_own(selling: TestShop) -> None:
    made: list[Backup] = []

    def job() -> None:
        with selling.book.second() as book:
            made.append(book.backups.make("hour"))

    thread = threading.Thread(target=job)
    thread.start()
    thread.join()
    kept = selling.book.backups.last_good()
    assert kept is not None
    assert kept.path == made[0].path


def test_carrying_needs_a_backup_that_was_proved(selling: TestShop, tmp_path: Path) -> None:
    made = selling.book.backups.make()
    with pytest.raises(BackupProblem):
        making.carry(Backup(made.path, None, "book", True), tmp_path)
