"""A shop whose book was lost goes on with a copy of it: all is in it, no number comes twice, the old book is kept."""

from __future__ import annotations

import gzip
import os
import shutil
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from shopbook.backups import manifests
from shopbook.backups.model import Manifest
from shopbook.book import Book
from shopbook.checks import check
from shopbook.clock import FixedClock
from shopbook.errors import (
    BackupProblem,
    BookEmpty,
    BookForeign,
    BookInUse,
    BookMissing,
    BookProtected,
    WrongKey,
)
from shopbook.protection.operations import protect
from shopbook.rescue.looking import look_inside
from shopbook.rescue.restoring import restore
from shopbook.service.model import JobDraft
from shopbook.storage import swap
from shopbook.storage.copying import proved_copy
from shopbook.storage.migrations import LATEST
from shopbook.storage.proving import prove
from shopbook.warranties.model import CardDraft, CoverageDraft
from tests.language import TODAY, TestShop

BOOKS = Path(__file__).parents[2] / "files" / "books"


def copy_of(shop: TestShop, name: str = "copy.shopbook") -> Path:
    """A backup of the shop as it is now."""
    target = shop.path.parent / "copies" / name
    target.parent.mkdir(exist_ok=True)
    second = shop.book.second()
    proved_copy(second.store._connection, target, key=shop.book.store.key)
    second.close()
    return target


def names(book: Book) -> list[str]:
    return [row.name for row in book.customers.rows(book.customers.ids())]


def test_the_shop_goes_on_with_the_copy_and_the_old_book_is_set_aside(shop: TestShop) -> None:
    shop.customer("রহিম").owes(500)
    copy = copy_of(shop)
    shop.customer("করিম")
    shop.book.close()
    restored = restore(copy, shop.path, shop.clock)
    assert (restored.counts.customers, restored.counts.balance_paisa) == (1, 50_000)
    assert restored.set_aside is not None
    shop.book = Book.open(shop.path, clock=shop.clock)
    assert names(shop.book) == ["রহিম"]
    assert shop.book.arrival is not None
    assert shop.book.arrival.kind == "same"
    assert check(shop.book).is_whole
    with Book.open(restored.set_aside, clock=shop.clock) as old:
        assert sorted(names(old)) == ["করিম", "রহিম"]


def test_no_memo_number_is_given_twice_after_a_restore(shop: TestShop) -> None:
    person = shop.customer("রহিম").buys("ফ্যান", 3000)
    copy = copy_of(shop)
    person.buys("বাতি", 200)
    lost = [row["memo_no"] for row in shop.book.store.rows("SELECT memo_no FROM sale ORDER BY id")]
    assert lost == ["A-000001", "A-000002"]
    shop.book.close()
    assert restore(copy, shop.path, shop.clock).site == "A2"
    shop.book = Book.open(shop.path, clock=shop.clock)
    person.buys("চার্জার", 900)
    memo = shop.book.store.value("SELECT memo_no FROM sale ORDER BY id DESC")
    assert memo == "A2-000002"
    assert check(shop.book).is_whole
    for typed in ("A2-000002", "a2000002", "২", "A2-2", "000002"):
        hits = [hit.shown for hit in shop.book.search.hits(typed) if hit.kind == "memo"]
        assert hits[:1] == ["A2-000002"], typed


def test_the_number_of_a_card_and_a_job_are_found_with_their_new_letter(shop: TestShop) -> None:
    shop.customer("রহিম").buys("ফ্যান", 3000)
    copy = copy_of(shop)
    shop.book.close()
    restore(copy, shop.path, shop.clock)
    shop.book = Book.open(shop.path, clock=shop.clock)
    spans = (CoverageDraft("service", length=1, unit="year"),)
    card_no = shop.book.warranties.give(CardDraft("ফ্রিজ", TODAY, spans)).card_no
    job = shop.book.jobs.take_in(JobDraft("ফ্যান", "ঘোরে না", name="ক")).id
    job_no = shop.book.store.value("SELECT job_no FROM job WHERE id = ?", (job,))
    assert (card_no[:3], job_no[:3]) == ("A2-", "A2-")
    number = int(card_no[3:])
    for typed in (card_no, card_no.replace("-", ""), f"A2-{number}", f"a2-{number}", str(number)):
        found = shop.book.warranties.card_by_no(typed)
        assert found is not None, typed
        assert found.card_no == card_no
    for typed in (job_no, job_no.replace("-", ""), f"A2-{int(job_no[3:])}", str(int(job_no[3:]))):
        assert job in [one.id for one in shop.book.jobs.find(typed)], typed


def test_a_second_restore_begins_a_third_life(shop: TestShop) -> None:
    shop.customer("রহিম")
    copy = copy_of(shop)
    shop.book.close()
    assert restore(copy, shop.path, shop.clock).site == "A2"
    shop.clock.advance(hours=1)
    assert restore(copy, shop.path, shop.clock).site == "A3"
    shop.book = Book.open(shop.path, clock=shop.clock)
    assert names(shop.book) == ["রহিম"]


@pytest.mark.parametrize("what", ["missing", "folder missing", "empty", "smashed"])
def test_a_copy_stands_in_for_a_book_that_is_gone(shop: TestShop, what: str) -> None:
    shop.customer("রহিম")
    copy = copy_of(shop)
    shop.book.close()
    place = shop.path
    if what == "missing":
        place.unlink()
    elif what == "folder missing":
        place = shop.path.parent / "new" / "place" / "shop.shopbook"
    elif what == "empty":
        place.write_bytes(b"")
    else:
        place.write_bytes(os.urandom(9000))
    restored = restore(copy, place, shop.clock)
    assert (restored.set_aside is None) == (what in ("missing", "folder missing"))
    shop.book = Book.open(place, clock=shop.clock)
    assert names(shop.book) == ["রহিম"]


def test_a_log_of_the_old_book_never_lies_beside_the_new_one(shop: TestShop) -> None:
    shop.customer("রহিম")
    copy = copy_of(shop)
    shop.customer("করিম")
    # The program was killed: what was saved last stands in the log only.
    files = {end: (shop.path.parent / f"shop.shopbook{end}").read_bytes() for end in ("", "-wal")}
    assert files["-wal"]
    shop.book.close()
    for end, content in files.items():
        (shop.path.parent / f"shop.shopbook{end}").write_bytes(content)
    restored = restore(copy, shop.path, shop.clock)
    assert not (shop.path.parent / "shop.shopbook-wal").exists()
    assert restored.set_aside is not None
    assert swap.part_of(restored.set_aside, "-wal").read_bytes() == files["-wal"]
    shop.book = Book.open(shop.path, clock=shop.clock)
    assert names(shop.book) == ["রহিম"]
    with Book.open(restored.set_aside, clock=shop.clock) as old:
        assert len(names(old)) == 2, "its last saves are still its own"


def test_a_copy_that_is_not_whole_changes_nothing(shop: TestShop) -> None:
    for number in range(40):
        shop.customer(f"ক্রেতা {number}")
    copy = copy_of(shop)
    data = bytearray(copy.read_bytes())
    data[4096 * 20 : 4096 * 24] = os.urandom(4096 * 4)
    copy.write_bytes(data)
    shop.book.close()
    before = shop.path.read_bytes()
    with pytest.raises(BackupProblem) as raised:
        restore(copy, shop.path, shop.clock)
    assert raised.value.advice is not None
    assert shop.path.read_bytes() == before
    assert not list(shop.path.parent.glob("*.restoring*"))
    shop.book = Book.open(shop.path, clock=shop.clock)


def test_a_copy_whose_figures_are_not_those_of_its_paper_is_refused(shop: TestShop) -> None:
    shop.customer("রহিম")
    copy = copy_of(shop)
    proof = prove(copy)
    told = replace(proof.counts, customers=2)
    manifests.write(
        copy,
        Manifest(
            1, proof.book, proof.token, proof.schema, "", shop.clock.now(), "hand", 1, "", told, "plain"
        ),
    )
    shop.book.close()
    with pytest.raises(BackupProblem):
        restore(copy, shop.path, shop.clock)
    shop.book = Book.open(shop.path, clock=shop.clock)


def test_what_is_no_copy_is_refused_with_its_own_error(shop: TestShop, tmp_path: Path) -> None:
    other = tmp_path / "picture.png"
    other.write_bytes(b"\x89PNG" + bytes(9000))
    empty = tmp_path / "empty.shopbook"
    empty.touch()
    shop.book.close()
    for path, error in ((other, BookForeign), (empty, BookEmpty), (tmp_path / "nothing", BookMissing)):
        with pytest.raises(error):
            restore(path, shop.path, shop.clock)
    shop.book = Book.open(shop.path, clock=shop.clock)


def test_a_book_that_is_open_is_not_replaced(shop: TestShop) -> None:
    shop.customer("রহিম")
    copy = copy_of(shop)
    with pytest.raises(BookInUse):
        restore(copy, shop.path, shop.clock)
    assert names(shop.book) == ["রহিম"]


@pytest.mark.parametrize("version", range(1, LATEST))
def test_a_copy_of_every_release_restores_and_everything_agrees(tmp_path: Path, version: int) -> None:
    old = tmp_path / "old.shopbook"
    old.write_bytes(gzip.decompress((BOOKS / f"v{version}.shopbook.gz").read_bytes()))
    before = old.read_bytes()
    clock = FixedClock(TODAY)
    inside = look_inside(old)
    assert (inside.schema, inside.is_older) == (version, True)
    restored = restore(old, tmp_path / "book.shopbook", clock)
    assert restored.counts == inside.counts
    assert old.read_bytes() == before, "the copy itself is never touched"
    with Book.open(tmp_path / "book.shopbook", clock=clock) as book:
        assert check(book).is_whole
        assert book.store.value("PRAGMA user_version") == LATEST

    assert [found.name for found in tmp_path.glob("old*")] == ["old.shopbook"]


def test_one_looks_inside_before_one_chooses(shop: TestShop) -> None:
    shop.customer("রহিম").buys("ফ্যান", 3000)
    shop.customer("করিম")
    copy = copy_of(shop)
    before = copy.read_bytes()
    inside = look_inside(copy)
    assert (inside.counts.customers, inside.counts.sales, inside.counts.last_sale_on) == (2, 1, TODAY)
    assert inside.shop_name == "নিউ ভিশন ইলেকট্রনিক্স"
    assert inside.customers == ("করিম", "রহিম")
    assert [(sale.memo_no, sale.customer, sale.total_paisa) for sale in inside.last_sales] == [
        ("A-000001", "রহিম", 300_000)
    ]
    assert copy.read_bytes() == before
    assert [found.name for found in copy.parent.iterdir()] == [copy.name]


def test_a_protected_copy_opens_with_its_code_only(shop: TestShop) -> None:
    shop.customer("রহিম")
    path = shop.path
    shop.book.close()
    code = protect(path, "আমার গোপন খাতা ২০২৬").text
    book = Book.open(path, clock=shop.clock, passphrase="আমার গোপন খাতা ২০২৬")
    copy = shop.path.parent / "closed.copy"
    second = book.second()
    proved_copy(second.store._connection, copy, key=book.store.key)
    second.close()
    book.close()
    shutil.copy(f"{path}.key", f"{copy}.key")
    with pytest.raises(WrongKey):
        look_inside(copy, code="00000-00000-00000-00000-00000-00000")
    assert look_inside(copy, code=code).customers == ("রহিম",)
    restored = restore(copy, path, shop.clock, code=code)
    assert restored.set_aside is not None
    assert swap.part_of(restored.set_aside, ".key").exists(), "the old key stays with the old book"
    shop.book = Book.open(path, clock=shop.clock, code=code)
    assert names(shop.book) == ["রহিম"]


def test_a_sealed_copy_opens_with_its_code_only(shop: TestShop) -> None:
    shop.customer("রহিম").owes(500)
    code = shop.book.backups.begin_sealing()
    shop.book.backups.confirm_sealing(code.text)
    made = shop.book.backups.make()
    assert made.manifest is not None
    assert made.manifest.kind == "sealed"
    shop.customer("করিম")
    shop.book.close()
    with pytest.raises(BookProtected):
        look_inside(made.path)
    with pytest.raises(BookProtected):
        restore(made.path, shop.path, shop.clock)
    with pytest.raises(WrongKey):
        look_inside(made.path, code="00000-00000-00000-00000-00000-00000")
    assert look_inside(made.path, code=code.text).customers == ("রহিম",)
    restore(made.path, shop.path, shop.clock, code=code.text)
    shop.book = Book.open(shop.path, clock=shop.clock)
    assert names(shop.book) == ["রহিম"]
    assert not list(shop.path.parent.glob(".unsealed*"))


def test_the_copy_of_a_protected_book_carries_its_key_to_another_computer(
    shop: TestShop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop.customer("রহিম").owes(500)
    shop.book.close()
    passphrase = "আমার গোপন খাতা ২০২৬"
    code = protect(shop.path, passphrase).text
    with Book.open(shop.path, clock=shop.clock, passphrase=passphrase) as book:
        made = book.backups.make()
    elsewhere = tmp_path / "other computer"
    elsewhere.mkdir()
    for end in ("", ".json"):
        shutil.copy(f"{made.path}{end}", elsewhere / f"copy.shopbook{end}")
    monkeypatch.setenv("SHOPBOOK_DATA", str(elsewhere / "data"))
    restored = restore(elsewhere / "copy.shopbook", elsewhere / "book.shopbook", shop.clock, code=code)
    assert restored.counts.customers == 1
    with Book.open(elsewhere / "book.shopbook", clock=shop.clock, passphrase=passphrase) as book:
        assert names(book) == ["রহিম"]
        assert check(book).is_whole
    shop.book = Book.open(shop.path, clock=shop.clock, passphrase=passphrase)


_KILLED = """
import os, signal, sys
from pathlib import Path
from shopbook.clock import FixedClock
from shopbook.rescue import restoring
from shopbook.service.model import JobDraft
from shopbook.storage import swap
import datetime as dt
left = int(sys.argv[3])
def counted(owner, name):
    real = getattr(owner, name)
    def step(*args, **kwargs):
        global left
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        left -= 1
        return real(*args, **kwargs)
    setattr(owner, name, step)
for owner, name in ((Path, "replace"), (Path, "unlink"), (os, "fsync")):
    counted(owner, name)
restoring.restore(Path(sys.argv[1]), Path(sys.argv[2]), FixedClock(dt.date(2026, 11, 21)))
print("done")
"""


def test_killed_at_any_step_the_old_book_or_the_new_one_opens(tmp_path: Path) -> None:
    made = TestShop(tmp_path)
    made.customer("রহিম")
    copy = copy_of(made)
    made.customer("করিম")
    whole = made.path.read_bytes(), swap.part_of(made.path, "-wal").read_bytes()
    made.book.close()
    step, ended, seen = 0, False, set()
    while not ended:
        folder = tmp_path / f"killed-{step}"
        folder.mkdir()
        book = folder / "shop.shopbook"
        book.write_bytes(whole[0])
        swap.part_of(book, "-wal").write_bytes(whole[1])
        run = subprocess.run(
            [sys.executable, "-c", _KILLED, str(copy), str(book), str(step)],
            capture_output=True, text=True, check=False, env={**os.environ, "SHOPBOOK_DATA": str(folder)},
        )  # fmt: skip
        ended = run.stdout.strip() == "done"
        assert ended or run.returncode == -signal.SIGKILL, run.stderr
        with Book.open(book, clock=made.clock) as opened:
            found = tuple(sorted(names(opened)))
            assert found in (("করিম", "রহিম"), ("রহিম",)), f"killed at step {step}"
            assert check(opened).is_whole, f"killed at step {step}"
        seen.add(found)
        shutil.rmtree(folder)
        step += 1
    assert step > 8
    assert len(seen) == 2, "some kills came before the change, some after"
