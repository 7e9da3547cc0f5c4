"""Whatever the world does to a book's file, the shopkeeper reads one plain sentence and what to do about it."""

from __future__ import annotations

import gzip
import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from shopbook.book import Book
from shopbook.errors import (
    BookDamaged,
    BookEmpty,
    BookForeign,
    BookInUse,
    BookLocked,
    BookMissing,
    BookOnNetwork,
    BookReadOnly,
    BookTooNew,
    DiskFailed,
    ShopbookError,
)
from shopbook.localisation.language import say
from shopbook.storage import place
from shopbook.storage.connection import connect
from tests.language import TestShop

Break = Callable[[TestShop, pytest.MonkeyPatch], None]


def _empty(shop: TestShop, patch: pytest.MonkeyPatch) -> None:
    shop.path.write_bytes(b"")


def _picture(shop: TestShop, patch: pytest.MonkeyPatch) -> None:
    shop.path.write_bytes(b"\x89PNG" + os.urandom(9000))


def _other_program(shop: TestShop, patch: pytest.MonkeyPatch) -> None:
    data = bytearray(shop.path.read_bytes())
    data[68:72] = b"\x00\x00\x00\x07"
    shop.path.write_bytes(data)


def _newer(shop: TestShop, patch: pytest.MonkeyPatch) -> None:
    data = bytearray(shop.path.read_bytes())
    data[60:64] = (99).to_bytes(4, "big")
    shop.path.write_bytes(data)


def _network(shop: TestShop, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(place, "is_network", lambda path: True)


def _gone(shop: TestShop, patch: pytest.MonkeyPatch) -> None:
    shop.path.unlink()


def _no_folder(shop: TestShop, patch: pytest.MonkeyPatch) -> None:
    shop.path = shop.path.parent / "pen drive" / "shop.shopbook"


def _cut_short(shop: TestShop, patch: pytest.MonkeyPatch) -> None:
    shop.path.write_bytes(shop.path.read_bytes()[:60])


def _noise(shop: TestShop, patch: pytest.MonkeyPatch) -> None:
    data = bytearray(shop.path.read_bytes())
    data[100:4096] = os.urandom(3996)
    shop.path.write_bytes(data)


def _smashed(shop: TestShop, patch: pytest.MonkeyPatch) -> None:
    data = bytearray(shop.path.read_bytes())
    data[:4096] = os.urandom(4096)
    shop.path.write_bytes(data)


def _zeroed(shop: TestShop, patch: pytest.MonkeyPatch) -> None:
    data = bytearray(shop.path.read_bytes())
    data[:4096] = bytes(4096)
    shop.path.write_bytes(data)


def _folder_closed(shop: TestShop, patch: pytest.MonkeyPatch) -> None:
    real = os.open

    def refuse(path: object, flags: int, *rest: int) -> int:
        if str(path).endswith(".lock"):
            raise PermissionError(13, "Permission denied")
        return real(path, flags, *rest)  # type: ignore[call-overload, no-any-return]

    patch.setattr(os, "open", refuse)


def _cable(shop: TestShop, patch: pytest.MonkeyPatch) -> None:
    real = Path.open

    def fail(path: Path, *args: object, **kwargs: object) -> object:
        if path == shop.path:
            raise OSError(5, "Input/output error")
        return real(path, *args, **kwargs)  # type: ignore[call-overload]

    patch.setattr(Path, "open", fail)


GATES: list[tuple[str, Break, type[ShopbookError]]] = [
    ("0 bytes", _empty, BookEmpty),
    ("a picture", _picture, BookForeign),
    ("another program's database", _other_program, BookForeign),
    ("a newer version's book", _newer, BookTooNew),
    ("a network drive", _network, BookOnNetwork),
    ("the file is gone", _gone, BookMissing),
    ("the folder is gone", _no_folder, BookMissing),
    ("cut short", _cut_short, BookDamaged),
    ("noise in the first page", _noise, BookDamaged),
    ("noise instead of the first page", _smashed, BookDamaged),
    ("nothing in the first page", _zeroed, BookDamaged),
    ("a folder that cannot be written", _folder_closed, BookReadOnly),
    ("a cable fell out", _cable, DiskFailed),
]


@pytest.mark.parametrize(("name", "spoil", "error"), GATES, ids=[gate[0] for gate in GATES])
def test_each_fault_is_its_own_error_with_what_to_do_and_leaves_the_file(
    shop: TestShop, monkeypatch: pytest.MonkeyPatch, name: str, spoil: Break, error: type[ShopbookError]
) -> None:
    shop.book.close()
    with monkeypatch.context() as patch:
        spoil(shop, patch)
        there = shop.path.exists()
        before = shop.path.stat().st_size if there else None
        with pytest.raises(error) as raised:
            Book.open(shop.path, clock=shop.clock)
    assert type(raised.value) is error
    assert raised.value.advice is not None
    assert say(raised.value.message).strip()
    assert (shop.path.stat().st_size if there else None) == before


def test_no_two_faults_share_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = {}
    for number, (name, spoil, error) in enumerate(GATES):
        if error is BookDamaged and name != "cut short":
            continue  # whatever the damage, the sentence is one
        shop = TestShop(_folder(tmp_path, number))
        shop.book.close()
        with monkeypatch.context() as patch:
            spoil(shop, patch)
            with pytest.raises(error) as raised:
                Book.open(shop.path, clock=shop.clock)
        told[name] = raised.value.message.text
    assert len(set(told.values())) == len(told), told


def _folder(tmp_path: Path, number: int) -> Path:
    folder = tmp_path / str(number)
    folder.mkdir()
    return folder


def test_a_book_that_another_window_holds_is_told(shop: TestShop) -> None:
    with pytest.raises(BookInUse):
        Book.open(shop.path)


def test_a_book_into_which_another_program_writes_is_told(
    shop: TestShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop.book.close()
    other = connect(shop.path)
    other.execute("BEGIN IMMEDIATE")
    monkeypatch.setattr("shopbook.storage.connection.BUSY_TIMEOUT_SECONDS", 0.1)
    with pytest.raises(BookLocked) as raised:
        Book.open(shop.path, clock=shop.clock)
    assert raised.value.advice is not None
    other.execute("ROLLBACK")
    other.close()
    shop.book = Book.open(shop.path, clock=shop.clock)


# ---- moved or deleted while it is open


@pytest.mark.parametrize("deed", ["moved", "deleted", "replaced"])
def test_a_file_that_is_gone_while_it_is_open_is_told_at_the_next_save(shop: TestShop, deed: str) -> None:
    person = shop.customer("রহিম")
    away = shop.path.with_name("elsewhere.shopbook")
    if deed == "deleted":
        os.link(shop.path, away)  # so that the test can put it back
        shop.path.unlink()
    else:
        shop.path.rename(away)
    if deed == "replaced":
        shop.path.write_bytes(b"something else")
    with pytest.raises(DiskFailed) as raised:
        person.owes(500)
    assert raised.value.advice is not None
    away.replace(shop.path)
    person.owes(500)
    shop.reopen()
    assert shop.book.customers.get(person.id).balance_paisa == 50_000, "put back, the same save works"


# ---- a medium that cannot be written


@pytest.fixture
def medium(tmp_path: Path) -> Iterator[Path]:
    """A drive of its own that can be made read-only."""
    folder = tmp_path / "drive"
    folder.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "none", str(folder)], capture_output=True, check=False)
    if made.returncode:
        pytest.skip("mounting needs root")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def _write_protect(medium: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(medium)], check=True)


def test_a_book_on_a_write_protected_drive_is_read_and_says_why_it_is_not_written(medium: Path) -> None:
    shop = TestShop(medium)
    shop.customer("রহিম")
    shop.book.close()
    _write_protect(medium)
    with pytest.raises(BookReadOnly) as raised:
        Book.open(shop.path, clock=shop.clock)
    assert raised.value.advice is not None
    with Book.open_to_read(shop.path, shop.clock) as book:
        assert len(book.customers.ids()) == 1
        with pytest.raises(BookReadOnly):
            book.customers.trash(book.customers.ids()[0])


def test_a_book_that_was_not_closed_is_not_half_read_from_such_a_drive(medium: Path) -> None:
    shop = TestShop(medium)
    shop.customer("রহিম")
    log = Path(f"{shop.path}-wal").read_bytes()
    content = shop.path.read_bytes()
    shop.book.close()
    shop.path.write_bytes(content)
    Path(f"{shop.path}-wal").write_bytes(log)
    _write_protect(medium)
    with pytest.raises(BookReadOnly) as raised:
        Book.open_to_read(shop.path, shop.clock)
    assert raised.value.advice is not None
    assert "shop.shopbook-wal" in say(raised.value.advice)


def test_an_old_book_on_such_a_drive_says_that_it_must_be_copied_first(medium: Path) -> None:
    old = medium / "old.shopbook"
    books = Path(__file__).parents[2] / "files" / "books"
    old.write_bytes(gzip.decompress((books / "v3.shopbook.gz").read_bytes()))
    _write_protect(medium)
    with pytest.raises(BookReadOnly) as raised:
        Book.open_to_read(old)
    assert "old.shopbook" in say(raised.value.advice) if raised.value.advice else False
