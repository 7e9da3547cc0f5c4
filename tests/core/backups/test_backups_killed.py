"""Killed, locked or lied to while a backup is made: it is whole or not there, and what is left is swept."""

from __future__ import annotations

import datetime as dt
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from shopbook.backups import finding, manifests, naming
from shopbook.backups.verifying import verify
from shopbook.book import Book
from shopbook.clock import FixedClock
from shopbook.errors import (
    BookDamaged,
    BookLocked,
)
from shopbook.storage import copying
from shopbook.storage.connection import connect
from tests.language import TODAY, TestShop

NINE = dt.time(9, 0)


_MAKING = """
import sys
from pathlib import Path
from shopbook.book import Book
with Book.open(Path(sys.argv[1])) as book:
    while True:
        print("begin", flush=True)
        book.backups.make("hour")
"""


def test_killed_at_any_moment_a_backup_is_whole_or_not_there(selling: TestShop) -> None:
    """The parts a kill leaves are swept by the next backup."""
    selling.book.close()
    folder = naming.default_folder(selling.path)
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[3])}
    lasts = 0.0
    for turn in range(12):
        run = subprocess.Popen(
            [sys.executable, "-c", _MAKING, str(selling.path)], stdout=subprocess.PIPE, env=environment
        )
        assert run.stdout is not None
        run.stdout.readline()
        began = time.monotonic()
        if not turn:  # how long one takes here, now
            run.stdout.readline()
            lasts = time.monotonic() - began
        time.sleep(lasts * turn / 10)
        run.send_signal(signal.SIGKILL)
        run.wait()
        run.stdout.close()
    selling.book = Book.open(selling.path, clock=FixedClock(TODAY))
    named = list(finding.files_in(folder))
    assert named
    for path in named:
        assert manifests.read(path) is not None
        assert verify(path)
    selling.book.backups.make()
    assert [path.name for path in folder.iterdir() if path.name.startswith(".")] == []


def test_what_another_running_program_writes_is_not_swept(selling: TestShop) -> None:
    selling.book.backups.make()
    folder = naming.default_folder(selling.path)
    living = folder / f".part-{os.getppid()}-shop-20261121-110000.shopbook"
    dead = folder / ".part-999999999-shop-20261121-110000.shopbook"
    other = folder / ".part-999999999-bakery-20261121-110000.shopbook"
    old = folder / f".part-{os.getppid()}-shop-20261121-080000.shopbook"
    for path in (living, dead, other, old):
        path.write_bytes(b"x")
    os.utime(old, (1, 1))
    selling.book.backups.make()
    assert [path.exists() for path in (living, dead, other, old)] == [True, False, True, False]


def test_a_note_without_its_backup_goes_after_a_while(selling: TestShop) -> None:
    made = selling.book.backups.make()
    made.path.unlink()
    note = manifests.beside(made.path)
    assert finding.sweep(note.parent, "shop") == 0
    os.utime(note, (1, 1))
    strange = note.with_name("shop-20251121-100000.shopbook.json")
    strange.write_text("my own notes", encoding="utf-8")
    os.utime(strange, (1, 1))
    assert finding.sweep(note.parent, "shop") == 1
    assert strange.exists()


def test_a_copy_that_somebody_locks_ends_with_a_sentence(
    selling: TestShop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The driver itself would try for ever."""
    monkeypatch.setattr(copying, "_STUCK_AFTER_SECONDS", 0.3)
    made = copying.connect_new

    def locked(path: Path, key: bytes | None = None):  # type: ignore[no-untyped-def]
        connection = made(path, key)
        lock = connect(path)
        lock.execute("BEGIN EXCLUSIVE")
        locks.append(lock)
        return connection

    locks: list = []  # type: ignore[type-arg]
    monkeypatch.setattr(copying, "connect_new", locked)
    source = connect(selling.path, read_only=True)
    try:
        with pytest.raises(BookLocked) as raised:
            copying.proved_copy(source, tmp_path / "copy")
    finally:
        source.close()
        for lock in locks:
            lock.close()
    assert "virus" in str(raised.value.advice)
    assert not (tmp_path / "copy").exists()


def test_a_drive_that_writes_something_else_is_noticed(
    selling: TestShop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = copying.sync_file

    def lying(path: Path) -> None:
        real(path)
        connection = connect(path)
        connection.execute("UPDATE number_series SET next = next + 1")
        connection.execute("UPDATE customer SET deleted_at = 'x' WHERE name = 'করিম'")
        connection.close()

    monkeypatch.setattr(copying, "sync_file", lying)
    with pytest.raises(BookDamaged):
        selling.book.backups.make()
    assert list(naming.default_folder(selling.path).iterdir()) == []
