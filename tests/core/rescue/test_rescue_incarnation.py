"""A copy of a book is known for one, wherever it turns up; and a clock that was set back is told."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import time
from pathlib import Path

import pytest

from shopbook import paths
from shopbook.book import Book
from shopbook.checks import check
from shopbook.errors import BookEmpty, BookMissing
from shopbook.localisation.language import say
from shopbook.storage import place, registry
from shopbook.storage.incarnation import writer_of
from shopbook.storage.registry import Registry
from tests.language import TestShop


@pytest.fixture(autouse=True)
def own_computer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A computer that never saw a book before."""
    folder = tmp_path / "computer"
    monkeypatch.setenv("SHOPBOOK_DATA", str(folder))
    return folder


def another_computer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, writer: int = 777) -> None:
    monkeypatch.setenv("SHOPBOOK_DATA", str(tmp_path / f"computer-{writer}"))
    Registry().keep_writer(writer)


def kind(shop: TestShop) -> str:
    assert shop.book.arrival is not None
    return shop.book.arrival.kind


def site(shop: TestShop) -> str:
    return str(shop.book.store.value("SELECT site FROM journal_state"))


def test_a_book_that_is_opened_every_morning_stays_itself(shop: TestShop) -> None:
    for _ in range(3):
        shop.customer("রহিম")
        shop.reopen()
        assert (kind(shop), site(shop)) == ("same", "A")
        assert shop.book.arrival is not None
        assert shop.book.arrival.sentence is None


def test_a_book_that_was_renamed_stays_itself(shop: TestShop) -> None:
    shop.book.close()
    shop.path = shop.path.rename(shop.path.with_name("নতুন নাম.shopbook"))
    shop.book = Book.open(shop.path, clock=shop.clock)
    assert (kind(shop), site(shop)) == ("same", "A")


def test_every_life_of_a_book_on_one_computer_makes_ids_of_its_own(shop: TestShop) -> None:
    writers = {writer_of(Registry(), incarnation) for incarnation in range(1, 5)}
    assert len(writers) == 4, (
        "the book that was set aside and the restored one are both written by this computer"
    )


def test_a_program_that_died_takes_nothing_from_the_book(shop: TestShop) -> None:
    shop.customer("রহিম")
    killed = {end: Path(f"{shop.path}{end}").read_bytes() for end in ("", "-wal")}
    shop.book.close()
    folder = shop.path.parent / "after"
    folder.mkdir()
    shop.path = folder / "shop.shopbook"
    for end, content in killed.items():
        Path(f"{shop.path}{end}").write_bytes(content)
    shop.book = Book.open(shop.path, clock=shop.clock)
    assert (kind(shop), site(shop)) == ("same", "A")


def test_a_book_from_another_computer_goes_on_with_a_letter_of_its_own(
    shop: TestShop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = shop.customer("রহিম").buys("ফ্যান", 100)
    old = shop.book.store.row("SELECT * FROM journal_state")
    shop.book.close()
    another_computer(tmp_path, monkeypatch)
    shop.book = Book.open(shop.path, clock=shop.clock)
    assert (kind(shop), site(shop)) == ("moved", "A2")
    assert shop.book.arrival is not None
    sentence = shop.book.arrival.sentence
    assert sentence is not None
    assert "A2" in say(sentence)
    new = shop.book.store.row("SELECT * FROM journal_state")
    assert old is not None
    assert new is not None
    assert (new["book"], new["incarnation"], new["hlc"]) == (old["book"], 2, old["hlc"])
    assert new["token"] != old["token"]
    assert new["writer"] != old["writer"]
    person.buys("বাতি", 50)
    assert shop.book.store.value("SELECT memo_no FROM sale ORDER BY id DESC") == "A2-000002"
    assert check(shop.book).is_whole
    shop.reopen()
    assert (kind(shop), site(shop)) == ("same", "A2")


def test_a_book_on_a_pen_drive_is_one_book_on_two_computers(
    shop: TestShop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(place, "is_removable", lambda path: True)
    shop.book.close()
    another_computer(tmp_path, monkeypatch)
    shop.book = Book.open(shop.path, clock=shop.clock)
    assert (kind(shop), site(shop)) == ("same", "A")


def test_an_older_copy_put_in_the_place_of_the_book_is_told(shop: TestShop) -> None:
    shop.customer("রহিম")
    shop.book.close()
    older = shop.path.read_bytes()
    shop.book = Book.open(shop.path, clock=shop.clock)
    shop.customer("করিম").buys("ফ্যান", 100)
    seen_at = shop.clock.now()
    shop.book.close()
    shop.path.write_bytes(older)
    shop.clock.advance(days=1)
    shop.book = Book.open(shop.path, clock=shop.clock)
    assert (kind(shop), site(shop)) == ("older copy", "A2")
    assert shop.book.arrival is not None
    assert shop.book.arrival.seen_at == seen_at
    assert shop.book.arrival.missing == 4
    assert shop.book.arrival.sentence is not None
    assert "২১ নভেম্বর" in say(shop.book.arrival.sentence)
    shop.customer("সালাম").buys("বাতি", 50)
    assert shop.book.store.value("SELECT memo_no FROM sale") == "A2-000001"
    assert check(shop.book).is_whole


def test_the_book_that_was_set_aside_does_not_come_back_under_its_old_letter(shop: TestShop) -> None:
    shop.book.close()
    aside = shop.path.with_name("aside.shopbook")
    shutil.copy(shop.path, aside)
    shop.book = Book.open(shop.path, clock=shop.clock)
    shop.customer("রহিম")
    shop.book.close()
    shop.path.write_bytes(aside.read_bytes())
    shop.book = Book.open(shop.path, clock=shop.clock)
    assert site(shop) == "A2"
    shop.book.close()
    shop.path = aside
    shop.book = Book.open(aside, clock=shop.clock)
    assert (kind(shop), site(shop)) == ("older copy", "A3")


@pytest.mark.parametrize("content", ["", "{", "[]", '{"books": 3}', '{"books": {"a": {"token": 1}}}', "null"])
def test_a_spoiled_memory_keeps_nobody_from_the_book(
    shop: TestShop, own_computer: Path, content: str
) -> None:
    shop.book.close()
    (own_computer / registry.FILE).write_text(content, encoding="utf-8")
    shop.book = Book.open(shop.path, clock=shop.clock)
    assert (kind(shop), site(shop)) == ("same", "A")
    kept = json.loads((own_computer / registry.FILE).read_text(encoding="utf-8"))
    assert len(kept["books"]) == 1, "it is begun anew"


def test_a_folder_that_cannot_be_written_keeps_nobody_from_the_book(
    shop: TestShop, own_computer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object, **_kwargs: object) -> None:
        raise PermissionError

    shop.book.close()
    monkeypatch.setattr(Path, "write_text", refuse)
    shop.book = Book.open(shop.path, clock=shop.clock)
    assert kind(shop) == "same"


def test_remembering_costs_less_than_two_milliseconds(shop: TestShop) -> None:
    shop.book.close()
    spent = []
    for _ in range(5):
        began = time.process_time()
        found = Registry()
        found.note("b" * 32, "t", 3, 1, shop.path, shop.clock.now())
        spent.append(time.process_time() - began)
    assert min(spent) < 0.002
    shop.book = Book.open(shop.path, clock=shop.clock)


def test_a_missing_and_an_empty_book_say_when_it_was_there_last(shop: TestShop) -> None:
    shop.book.close()
    shop.path.write_bytes(b"")
    with pytest.raises(BookEmpty) as empty:
        Book.open(shop.path, clock=shop.clock)
    assert "২১ নভেম্বর" in say(empty.value.message)
    shop.path.unlink()
    with pytest.raises(BookMissing) as missing:
        Book.open(shop.path, clock=shop.clock)
    assert "২১ নভেম্বর" in say(missing.value.message)


def test_a_clock_that_was_set_back_is_told(shop: TestShop) -> None:
    shop.customer("রহিম")
    shop.reopen()
    assert shop.book.clock_is_back is None
    shop.clock.advance(hours=-20)
    shop.reopen()
    assert shop.book.clock_is_back is None, "less than a day is a correction"
    shop.clock.advance(days=-320)
    shop.reopen()
    assert shop.book.clock_is_back is not None
    assert "২১ নভেম্বর" in say(shop.book.clock_is_back)
    one = shop.customer("করিম").id
    two = shop.customer("সালাম").id
    ids = shop.book.store.ids("SELECT id FROM customer ORDER BY created_at, id")
    assert len(set(ids)) == 3
    assert one < two, "ids and journal go forward all the same"
    hlc = [row[0] for row in shop.book.store.rows("SELECT hlc FROM journal ORDER BY seq")]
    assert hlc == sorted(set(hlc))


def test_the_day_of_last_opening_is_that_of_the_shop(shop: TestShop, own_computer: Path) -> None:
    shop.reopen()
    assert paths.data_dir() == own_computer
    assert Registry().last_at(shop.path) == shop.clock.now()
    assert Registry().last_at(shop.path.with_name("other")) is None
    assert shop.clock.now().tzinfo is dt.UTC
