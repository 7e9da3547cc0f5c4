"""Every gate a file passes before it is opened, each with its own sentence and nothing touched."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import sqlcipher3

from shopbook.book import Book
from shopbook.errors import (
    BookDamaged,
    BookEmpty,
    BookError,
    BookExists,
    BookForeign,
    BookInUse,
    BookMissing,
    BookOnNetwork,
    BookTooNew,
    Invalid,
)
from shopbook.settings.model import ShopDraft
from shopbook.storage import book_file, migrations, place
from shopbook.storage.connection import APPLICATION_ID
from tests.language import TestShop

SHOP = ShopDraft(name_bn="দোকান")


def _database(path: Path, **pragmas: int) -> Path:
    connection = sqlcipher3.connect(str(path))
    connection.execute("CREATE TABLE t(a)")
    for name, value in pragmas.items():
        connection.execute(f"PRAGMA {name}={value}")
    connection.commit()
    connection.close()
    return path


def _text(path: Path) -> Path:
    path.write_text("খাতা" * 100, encoding="utf-8")
    return path


def _cut(path: Path) -> Path:
    path.write_bytes(_database(path.with_suffix(".whole")).read_bytes()[:60])
    return path


def _empty(path: Path) -> Path:
    path.touch()
    return path


@pytest.mark.parametrize(
    ("make", "error"),
    [
        (lambda path: path, BookMissing),
        (_empty, BookEmpty),
        (_text, BookForeign),
        (_database, BookForeign),
        (_cut, BookDamaged),
        (lambda path: _database(path, application_id=APPLICATION_ID, user_version=99), BookTooNew),
    ],
)
def test_what_is_not_a_book_of_ours_is_refused_and_left_as_it_was(
    tmp_path: Path, make, error: type[BookError]
) -> None:
    path = make(tmp_path / "a.shopbook")
    before = path.read_bytes() if path.exists() else None
    with pytest.raises(error) as raised:
        Book.open(path)
    assert type(raised.value) is error
    assert raised.value.advice is not None
    assert (path.read_bytes() if path.exists() else None) == before
    assert {found.name for found in tmp_path.iterdir()} <= {path.name, "a.whole"}


def test_a_folder_is_not_a_book(tmp_path: Path) -> None:
    with pytest.raises(BookForeign):
        Book.open(tmp_path)


def test_each_refusal_has_its_own_sentence(tmp_path: Path) -> None:
    sentences = set()
    for number, make in enumerate([lambda p: p, _empty, _text, _database, _cut]):
        with pytest.raises(BookError) as raised:
            Book.open(make(tmp_path / f"{number}.shopbook"))
        sentences.add(raised.value.message.text)
    assert len(sentences) == 5


def test_a_new_book_never_overwrites_a_file(tmp_path: Path) -> None:
    path = _text(tmp_path / "a.shopbook")
    with pytest.raises(BookExists):
        Book.create(path, SHOP)
    assert path.read_text(encoding="utf-8").startswith("খাতা")


def test_a_shop_without_a_name_makes_no_file(tmp_path: Path) -> None:
    with pytest.raises(Invalid) as raised:
        Book.create(tmp_path / "a.shopbook", ShopDraft())
    assert set(raised.value.problems) == {"name_bn"}
    assert list(tmp_path.iterdir()) == []


def test_a_book_keeps_its_shop(tmp_path: Path) -> None:
    with Book.create(tmp_path / "a.shopbook", ShopDraft(name_bn="মায়ের দোয়া", weekly_holiday=4)):
        pass
    with Book.open(tmp_path / "a.shopbook") as book:
        shop = book.settings.shop()
    assert (shop.name, shop.weekly_holiday, shop.day_capacity) == ("মায়ের দোয়া", 4, 20)


def test_a_second_window_is_told_the_book_is_open_already(shop: TestShop) -> None:
    with pytest.raises(BookInUse):
        Book.open(shop.path)
    shop.reopen()  # and closing gives it free


def test_a_program_that_died_leaves_no_lock(tmp_path: Path) -> None:
    path = tmp_path / "a.shopbook"
    Book.create(path, SHOP).close()
    script = (
        "import os, signal, sys; from shopbook.book import Book; book = Book.open(sys.argv[1]); "
        "print('open', flush=True); os.kill(os.getpid(), signal.SIGKILL)"
    )
    killed = subprocess.run(
        [sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=False
    )
    assert killed.stdout.strip() == "open"
    Book.open(path).close()


def test_a_network_drive_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(place, "is_network", lambda path: True)
    with pytest.raises(BookOnNetwork):
        Book.create(tmp_path / "a.shopbook", SHOP)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/shop/book", "ext4"),
        ("/mnt/server/book", "cifs"),
        ("/mnt/serverroom/book", "ext4"),
        ("/mnt/my drive/book", "fuse.sshfs"),
        ("/srv/both/x", "nfs4"),
    ],
)
def test_the_drive_is_the_longest_mount_above_the_file(path: str, kind: str) -> None:
    mounts = (
        "/dev/sda1 / ext4 rw 0 0\n//server/x /mnt/server cifs rw 0 0\nu@h:/ /mnt/my\\040drive fuse.sshfs rw 0 0\n"
        "/dev/sdb1 /srv/both ext4 rw 0 0\nhost:/x /srv/both nfs4 rw 0 0\n"
    )
    assert place.filesystem_of(Path(path), mounts) == kind
    assert (kind in place.NETWORK) == (kind != "ext4")


def test_an_older_book_is_copied_before_it_is_changed(
    shop: TestShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop.customer("রহিম")
    monkeypatch.setattr(migrations, "LATEST", migrations.LATEST + 1)
    shop.reopen()
    copies = list(shop.path.parent.glob("*.before-v*-*"))
    assert len(copies) == 1
    old = sqlcipher3.connect(str(copies[0]))
    assert old.execute("PRAGMA user_version").fetchone() == (migrations.LATEST - 1,)
    assert old.execute("SELECT name FROM customer").fetchall() == [("রহিম",)]
    old.close()


def test_only_the_newest_safety_copies_are_kept(shop: TestShop) -> None:
    from shopbook.storage.connection import connect

    connection = connect(shop.path)
    for _ in range(book_file.SAFETY_COPIES + 3):
        newest = book_file.safety_copy(shop.path, connection, 1)
    connection.close()
    copies = list(shop.path.parent.glob("*.before-v*"))
    assert len(copies) == book_file.SAFETY_COPIES
    assert newest in copies


def test_a_damaged_page_is_said_and_the_file_is_not_replaced(shop: TestShop) -> None:
    shop.customer("রহিম")
    shop.book.close()
    data = bytearray(shop.path.read_bytes())
    data[4096 : 4096 * 40] = bytes(4096 * 39)
    shop.path.write_bytes(data)
    with pytest.raises((BookDamaged, sqlcipher3.DatabaseError)) as raised:
        book = Book.open(shop.path)
        book.customers.rows(book.customers.ids())
    assert type(raised.value) is BookDamaged
    assert shop.path.read_bytes()[: len(data)] == data
    shop.path.write_bytes(b"")  # nothing left for the fixture to close twice
