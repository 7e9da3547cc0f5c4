"""Plain books made protected and back: nothing lost, nothing readable, one book that opens whatever happens."""

from __future__ import annotations

import errno
import gzip
import os
from pathlib import Path
from types import SimpleNamespace

import pytest

from shopbook.book import Book
from shopbook.customers.model import CustomerDraft
from shopbook.errors import (
    BookDamaged,
    BookForeign,
    BookInUse,
    BookProtected,
    Cancelled,
    DiskFull,
    KeyFileMissing,
    WrongKey,
)
from shopbook.protection.operations import change_passphrase, protect, unprotect
from shopbook.storage import conversion, keys
from shopbook.storage.connection import connect
from shopbook.storage.vault import Vault
from tests.core.storage.closed_shop import CLOCK, NAME, PHRASE, WORDS, closed_shop, folder, names

pytestmark = pytest.mark.usefixtures("quick_vaults")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return closed_shop(tmp_path / "shop")


def test_a_protected_book_opens_by_passphrase_and_by_code_and_not_without(path: Path) -> None:
    code = protect(path, PHRASE)
    with pytest.raises(BookProtected, match="protected"):
        Book.open(path, CLOCK)
    with pytest.raises(WrongKey, match="password"):
        Book.open(path, CLOCK, passphrase="something else")
    with pytest.raises(WrongKey, match="code"):
        Book.open(path, CLOCK, code="AAAAA-BBBBB-CCCCC-DDDDD-EEEEE-FFFFF")
    for typed in ({"passphrase": PHRASE}, {"code": code.text.lower()}):
        with Book.open(path, CLOCK, **typed) as book:
            assert names(book) == 30
    assert folder(path) == {path.name, f"{path.name}.key"}


def test_everything_comes_through_and_goes_on_working(path: Path) -> None:
    protect(path, PHRASE)
    with Book.open(path, CLOCK, passphrase=PHRASE) as book:
        assert book.protection.is_on
        added = book.customers.add(CustomerDraft(name=f"{NAME} new"))
        assert book.search.customers(f"{NAME} new")[0] == added
        assert book.store.value("SELECT count(*) FROM journal WHERE row_id = ?", (added,)) >= 1
        with book.second(read_only=True) as second:
            assert names(second) == 31
        beside = Book.beside(path, CLOCK, passphrase=PHRASE)
        assert names(beside) == 31
        beside.close()
    unprotect(path, PHRASE)
    assert folder(path) == {path.name}
    with Book.open(path, CLOCK) as book:
        assert names(book) == 31
        assert not book.protection.is_on
        assert book.store.value("PRAGMA application_id") == 0x53485042


def test_no_name_can_be_read_in_any_file_of_a_protected_book(path: Path) -> None:
    assert WORDS in path.read_bytes()
    protect(path, PHRASE)
    with Book.open(path, CLOCK, passphrase=PHRASE) as book:
        book.customers.add(CustomerDraft(name=f"{NAME} in the log"))
        book.store.rows("SELECT name FROM customer ORDER BY name || name")
        looked = [found for found in path.parent.rglob("*") if found.is_file()]
        assert {found.name for found in looked} >= {path.name, f"{path.name}-wal", f"{path.name}-shm"}
        for found in looked:
            assert WORDS not in found.read_bytes(), found.name
            assert "মায়ের".encode() not in found.read_bytes(), found.name
        assert book.store.value("PRAGMA temp_store") == 2  # in memory


def test_the_copy_before_a_new_version_is_protected_too(path: Path) -> None:
    from shopbook.storage import book_file

    protect(path, PHRASE)
    key = keys.unlock(path, passphrase=PHRASE)
    connection = connect(path, key=key)
    copy = book_file.safety_copy(path, connection, 3, key)
    connection.close()
    assert WORDS not in copy.read_bytes()
    assert copy.read_bytes()[:16] == keys.salt_of(key)
    opened = connect(copy, key=key, read_only=True)
    assert opened.execute("SELECT count(*) FROM customer").fetchone()[0] == 30
    opened.close()


def test_a_copy_made_while_the_book_is_open_takes_its_key(path: Path, tmp_path: Path) -> None:
    protect(path, PHRASE)
    key = keys.unlock(path, passphrase=PHRASE)
    source, target = connect(path, key=key), tmp_path / "copy.shopbook"
    target.touch()
    copy = connect(target, key=key)
    source.backup(copy)
    copy.close()
    source.close()
    assert WORDS not in target.read_bytes()
    vault = Vault.read(keys.beside(path))
    assert keys.unlock(target, passphrase=PHRASE, slots=vault.slots) == key
    with Book.open(
        target, CLOCK, passphrase=PHRASE
    ) as book:  # the key file is found by the file's first bytes
        assert names(book) == 30


def test_a_lost_key_file_is_found_again_on_this_computer_and_put_back(path: Path) -> None:
    protect(path, PHRASE)
    keys.beside(path).unlink()
    with Book.open(path, CLOCK, passphrase=PHRASE) as book:
        assert names(book) == 30
    assert keys.beside(path).exists()


def test_without_any_key_file_the_sentence_says_which_is_missing(path: Path, tmp_path: Path) -> None:
    protect(path, PHRASE)
    keys.beside(path).unlink()
    for kept in (tmp_path / "data" / "keys").iterdir():
        kept.unlink()
    for typed in ({}, {"passphrase": PHRASE}):
        with pytest.raises(KeyFileMissing, match=r"shop\.shopbook\.key") as missing:
            Book.open(path, CLOCK, **typed)
        assert "backup" in str(missing.value.advice)


def test_the_key_file_of_another_book_is_not_taken_for_this_ones(path: Path, tmp_path: Path) -> None:
    protect(path, PHRASE)
    Vault.create(keys.beside(path), "the other shop's words")
    with Book.open(path, CLOCK, passphrase=PHRASE) as book:
        assert names(book) == 30


def test_what_is_no_book_is_not_called_protected(tmp_path: Path) -> None:
    for name, content in (("a.shopbook", b"PK" + os.urandom(8190)), ("b.shopbook", b"hello " * 3000)):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(BookForeign):
            Book.open(tmp_path / name, CLOCK)


def test_a_damaged_page_is_noticed_and_not_taken_for_a_wrong_passphrase(path: Path) -> None:
    protect(path, PHRASE)
    content = bytearray(path.read_bytes())
    content[200] ^= 1
    path.write_bytes(content)
    with pytest.raises(BookDamaged):
        Book.open(path, CLOCK, passphrase=PHRASE)


def test_a_damaged_first_byte_does_not_lock_the_owner_out(path: Path) -> None:
    protect(path, PHRASE)
    content = bytearray(path.read_bytes())
    content[0] ^= 1
    path.write_bytes(content)
    with Book.open(path, CLOCK, passphrase=PHRASE) as book:
        assert names(book) == 30


def test_another_passphrase_writes_no_page_again(path: Path) -> None:
    code = protect(path, PHRASE)
    before = path.read_bytes()
    change_passphrase(path, PHRASE, "নতুন চারটি শব্দ আছে")
    assert path.read_bytes() == before
    with pytest.raises(WrongKey):
        Book.open(path, CLOCK, passphrase=PHRASE)
    Book.open(path, CLOCK, passphrase="নতুন চারটি শব্দ আছে").close()
    change_passphrase(path, "", "forgotten and found", code=code.text)
    Book.open(path, CLOCK, passphrase="forgotten and found").close()


def test_an_open_book_is_not_converted(path: Path) -> None:
    with Book.open(path, CLOCK), pytest.raises(BookInUse):
        protect(path, PHRASE)
    assert keys.is_protected(path) is False


def test_a_full_disk_leaves_the_book_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conversion.shutil, "disk_usage", lambda _folder: SimpleNamespace(free=1))
    with pytest.raises(DiskFull, match="room"):
        protect(path, PHRASE)
    monkeypatch.undo()
    assert folder(path) == {path.name}
    Book.open(path, CLOCK).close()


class _Stop:
    """Presses Cancel at its n-th question."""

    def __init__(self, at: int) -> None:
        self.left = at

    def step(self, _done: int, total: int, _what: object = None) -> None:
        self.left -= 1
        if self.left < 0 and total:
            raise Cancelled


@pytest.mark.parametrize("at", [0, 3, 60, 100, 140])
def test_cancel_leaves_the_book_as_it_was(path: Path, at: int) -> None:
    with pytest.raises(Cancelled):
        protect(path, PHRASE, _Stop(at))
    assert folder(path) == {path.name}
    with Book.open(path, CLOCK) as book:
        assert names(book) == 30


@pytest.mark.parametrize("closed", [True, False])
def test_a_copy_of_which_the_drive_spoiled_a_page_nobody_counts_is_thrown_away(
    path: Path, monkeypatch: pytest.MonkeyPatch, closed: bool
) -> None:
    """The page of an index: every row can still be read and counted."""
    key: list[bytes | None] = [None]
    if not closed:
        protect(path, PHRASE)
    else:
        made = Vault.new(PHRASE)
        key[0] = made[1]
        monkeypatch.setattr(Vault, "new", lambda _passphrase: made)
    real = conversion.sync_file

    def spoiled(part: Path) -> None:
        real(part)
        connection = connect(part, read_only=True, key=key[0])
        asked = "SELECT rootpage FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'customer' LIMIT 1"
        (page,) = connection.execute(asked).fetchone()
        connection.close()
        with part.open("r+b") as file:
            file.seek((page - 1) * 4096 + 3)
            file.write(b"\xff\xff")

    with monkeypatch.context() as world:
        world.setattr(conversion, "sync_file", spoiled)
        with pytest.raises(BookDamaged):
            protect(path, PHRASE) if closed else unprotect(path, PHRASE)
    with Book.open(path, CLOCK, passphrase="" if closed else PHRASE) as book:
        assert names(book) == 30


def test_a_copy_that_differs_is_thrown_away(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    exporting = conversion._export

    def forgetful(source: object, part: Path, new: bytes | None, progress: object) -> None:
        exporting(source, part, new, progress)  # type: ignore[arg-type]
        copy = connect(part, key=new)
        copy.execute("PRAGMA journal_mode=DELETE").fetchall()
        copy.execute("UPDATE customer SET name = name || '!' WHERE id = (SELECT min(id) FROM customer)")
        copy.close()

    monkeypatch.setattr(conversion, "_export", forgetful)
    with pytest.raises(BookDamaged, match="not the same"):
        protect(path, PHRASE)
    assert folder(path) == {path.name}


def test_the_plain_book_is_overwritten_before_it_goes(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone: list[bytes] = []
    unlinking = Path.unlink

    def watched(self: Path, missing_ok: bool = False) -> None:
        if self.name.endswith(conversion.ASIDE):
            gone.append(self.read_bytes())
        unlinking(self, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", watched)
    protect(path, PHRASE)
    assert len(gone) == 1
    assert WORDS not in gone[0]
    assert b"SQLite format 3" not in gone[0]


def test_a_passphrase_that_cannot_be_saved_is_told_and_the_old_one_stays(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    protect(path, PHRASE)
    saving = Vault.save

    def full(self: Vault, target: Path) -> None:
        if target == keys.beside(path):
            raise OSError(errno.ENOSPC, "no space")
        saving(self, target)

    monkeypatch.setattr(Vault, "save", full)
    with pytest.raises(DiskFull):
        change_passphrase(path, PHRASE, "নতুন চারটি শব্দ আছে")
    keys.beside(path).unlink()  # the copy on this computer opens by the old one too
    Book.open(path, CLOCK, passphrase=PHRASE).close()


def test_a_passphrase_changed_on_another_computer_is_learnt_here(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    protect(path, PHRASE)
    monkeypatch.setenv("SHOPBOOK_DATA", str(tmp_path / "another computer"))
    change_passphrase(path, PHRASE, "নতুন চারটি শব্দ আছে")
    monkeypatch.setenv("SHOPBOOK_DATA", str(tmp_path / "data"))
    Book.open(path, CLOCK, passphrase="নতুন চারটি শব্দ আছে").close()
    keys.beside(path).unlink()
    with pytest.raises(WrongKey):
        Book.open(path, CLOCK, passphrase=PHRASE)


def test_the_same_book_is_not_taken_for_a_copy_after_it_was_protected(path: Path) -> None:
    with Book.open(path, CLOCK) as book:
        site = book.store.value("SELECT site FROM journal_state")
    protect(path, PHRASE)
    with Book.open(path, CLOCK, passphrase=PHRASE) as book:
        assert book.store.value("SELECT site FROM journal_state") == site
    unprotect(path, PHRASE)
    with Book.open(path, CLOCK) as book:
        assert book.store.value("SELECT site FROM journal_state") == site


@pytest.mark.parametrize("release", ["v1", "v2", "v3"])
def test_a_book_of_an_older_release_is_protected_and_brought_up_to_date_behind_a_protected_copy(
    tmp_path: Path, release: str
) -> None:
    path = tmp_path / "old.shopbook"
    packed = Path(__file__).parents[2] / "files" / "books" / f"{release}.shopbook.gz"
    path.write_bytes(gzip.decompress(packed.read_bytes()))
    protect(path, PHRASE)
    with Book.open(path, CLOCK, passphrase=PHRASE) as book:
        customers = book.customers.ids()
        assert customers
        name = book.store.value("SELECT max(name) FROM customer").encode()
        assert book.store.value("PRAGMA quick_check") == "ok"
    (copy,) = path.parent.glob("old.shopbook.before-v*")
    for file in (path, copy):
        assert name not in file.read_bytes()
        assert file.read_bytes()[:16] == keys.salt_of(keys.unlock(path, passphrase=PHRASE))
