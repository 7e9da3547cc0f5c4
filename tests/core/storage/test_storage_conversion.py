"""Plain books made protected and back: nothing lost, nothing readable, one book that opens whatever happens."""

from __future__ import annotations

import datetime as dt
import errno
import os
import signal
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from shopbook.book import Book
from shopbook.clock import FixedClock
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
from shopbook.settings.model import ShopDraft
from shopbook.storage import conversion, keys
from shopbook.storage import vault as vaults
from shopbook.storage.connection import connect
from shopbook.storage.vault import Vault

CLOCK = FixedClock(dt.date(2026, 11, 21))
PHRASE = "চারটি শব্দ মনে থাকে"
NAME = "Zahanara Unmistakable"
WORDS = NAME.encode()


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(vaults, "_MEMORY_KIB", 64)
    monkeypatch.setattr(vaults, "_PASSES", 1)
    monkeypatch.setenv("SHOPBOOK_DATA", str(tmp_path / "data"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A closed plain book with some customers in it."""
    found = tmp_path / "shop" / "shop.shopbook"
    with Book.create(found, ShopDraft(name_bn="মায়ের দোয়া"), CLOCK) as book:
        for number in range(30):
            book.customers.add(CustomerDraft(name=f"{NAME} {number}"))
    return found


def names(book: Book) -> int:
    return len(book.store.rows("SELECT 1 FROM customer WHERE name LIKE ?", (f"{NAME}%",)))


def folder(path: Path) -> set[str]:
    return {found.name for found in path.parent.iterdir()} - {f"{path.name}.lock"}


def test_a_protected_book_opens_by_passphrase_and_by_code_and_not_without(path: Path) -> None:
    code = protect(path, PHRASE)
    with pytest.raises(BookProtected, match="protected"):
        Book.open(path, CLOCK)
    with pytest.raises(WrongKey, match="passphrase"):
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


# Kills itself with signal 9 at the n-th step on the file system; both with second names for a file and without.
KILLED = """
import os, signal, sys
from pathlib import Path
from shopbook.storage import vault
vault._MEMORY_KIB, vault._PASSES = 64, 1
path, way, at, links = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), sys.argv[4]
count = 0
def counted(name):
    real = getattr(os, name)
    def step(*arguments, **named):
        global count
        count += 1
        if count == at:
            os.kill(os.getpid(), signal.SIGKILL)
        if name == "link" and links == "no":
            raise OSError("no second names here")
        return real(*arguments, **named)
    setattr(os, name, step)
for name in ("replace", "link", "unlink", "fsync", "open", "mkdir"):
    counted(name)
from shopbook.protection.operations import change_passphrase, protect, unprotect
if way == "protect":
    protect(path, "চারটি শব্দ মনে থাকে")
elif way == "change":
    change_passphrase(path, "চারটি শব্দ মনে থাকে", "নতুন চারটি শব্দ আছে")
else:
    unprotect(path, "চারটি শব্দ মনে থাকে")
print(count)
"""


@pytest.mark.skipif(os.name == "nt", reason="signal 9 is POSIX")
@pytest.mark.parametrize("links", ["yes", "no"])
@pytest.mark.parametrize("way", ["protect", "unprotect"])
def test_killed_at_any_step_one_book_opens_and_nothing_is_lost(path: Path, way: str, links: str) -> None:
    if way == "unprotect":
        protect(path, PHRASE)
    start = {found: found.read_bytes() for found in path.parent.iterdir() if found.suffix != ".lock"}
    killed, at, closed_at = True, 0, set()
    while killed:
        at += 1
        for found in path.parent.iterdir():
            found.unlink()
        for found, content in start.items():
            found.write_bytes(content)
        done = subprocess.run(
            [sys.executable, "-c", KILLED, str(path), way, str(at), links],
            capture_output=True,
            text=True,
            check=False,
        )
        killed = done.returncode == -signal.SIGKILL
        assert killed or done.returncode == 0, done.stderr
        try:
            book = Book.open(path, CLOCK)
        except BookProtected:
            book = Book.open(path, CLOCK, passphrase=PHRASE)
        with book:
            assert names(book) == 30, at
            assert book.store.value("PRAGMA quick_check") == "ok"
            closed_at.add(book.protection.is_on)
            expected = {path.name, f"{path.name}.key"} if book.protection.is_on else {path.name}
            if book.protection.is_on:
                left = {found.name for found in path.parent.iterdir() if found.is_file()}
                for name in left:
                    assert WORDS not in (path.parent / name).read_bytes(), (at, name)
        left = folder(path)
        # A kill before anything was begun by the book's name may leave the key file of a book that stayed plain.
        assert left - {f"{path.name}.key", f"{path.name}.key.part"} == expected - {f"{path.name}.key"}, (
            at,
            left,
        )
        assert expected <= left
    assert at > 15
    assert closed_at == {True, False}


@pytest.mark.skipif(os.name == "nt", reason="signal 9 is POSIX")
def test_killed_while_the_passphrase_is_changed_the_old_one_or_the_new_one_opens(path: Path) -> None:
    protect(path, PHRASE)
    start = keys.beside(path).read_bytes()
    killed, at, opened_by = True, 0, set()
    while killed:
        at += 1
        keys.beside(path).write_bytes(start)
        command = [sys.executable, "-c", KILLED, str(path), "change", str(at), "yes"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        killed = done.returncode == -signal.SIGKILL
        assert killed or done.returncode == 0, done.stderr
        for phrase in (PHRASE, "নতুন চারটি শব্দ আছে"):
            try:
                keys.unlock(path, passphrase=phrase)
            except WrongKey:
                continue
            opened_by.add(phrase)
            break
        else:
            pytest.fail(f"neither opens the book after step {at}")
    assert at > 4
    assert opened_by == {PHRASE, "নতুন চারটি শব্দ আছে"}


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
