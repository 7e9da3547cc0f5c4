"""A conversion, or a change of passphrase, killed at any step on the file system: one book opens, nothing is lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from shopbook.book import Book
from shopbook.errors import (
    BookProtected,
    WrongKey,
)
from shopbook.protection.operations import protect
from shopbook.storage import keys
from tests.core.storage.closed_shop import CLOCK, PHRASE, WORDS, closed_shop, folder, names

pytestmark = pytest.mark.usefixtures("quick_vaults")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return closed_shop(tmp_path / "shop")


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
    # With second names every step; without them the steps are nearly the same ones, and every third will do.
    killed, at, closed_at = True, 0, set()
    while killed:
        at += 1 if links == "yes" else 3
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
