"""What the world does to a book, fault by fault: what the shopkeeper reads, and what it cost. Kills are kill.py's, the
power is power.py's. Run `python3 -m tests.faults`."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from shopbook.book import Book
from shopbook.checks import check
from shopbook.errors import ShopbookError
from shopbook.protection.operations import protect
from shopbook.settings.model import ShopDraft
from shopbook.storage.connection import connect
from shopbook.storage.journal import BUSINESS
from tests.faults.counter import works
from tests.faults.kill import Toll, look
from tests.faults.opening import PASSPHRASE, opened

NAME = "দোকান.shopbook"


@dataclass(frozen=True)
class Told:
    """One fault: the sentence and the advice a person reads, and the toll of it (nothing, or it is a bug of ours)."""

    fault: str
    said: str
    advice: str
    toll: Toll


def all_faults(folder: Path) -> list[Told]:
    """Every fault of this module, each in a folder of its own."""
    told = []
    for number, (fault, happen) in enumerate(FAULTS.items()):
        here = folder / str(number)
        here.mkdir(parents=True)
        told.append(happen(here, fault))
    return told


def _shop(folder: Path, deeds: int = 40) -> tuple[Path, Path]:
    """A book in which a counter worked, closed, and what it confirmed."""
    path, acks = folder / NAME, folder / "acks.jsonl"
    with Book.create(path, ShopDraft(name_bn="ঝড়ের দোকান")) as book:
        facts = list(islice(works(book, random.Random(4)), deeds))
    acks.write_text("".join(json.dumps(fact) + "\n" for fact in facts))
    return path, acks


def _told(fault: str, error: ShopbookError, toll: Toll) -> Told:
    return Told(fault, str(error.message), str(error.advice or ""), toll)


# ---- the drive falls ill while the counter works


def _sick_drive(folder: Path, fault: str) -> Told:
    path, acks = folder / NAME, folder / "acks.jsonl"
    Book.create(path, ShopDraft(name_bn="ঝড়ের দোকান")).close()
    kind = {"disk full": "full", "medium turned read-only": "read_only", "drive pulled out": "unplugged"}[
        fault
    ]
    command = [sys.executable, "-m", "tests.faults.sick_drive", str(path), str(acks), kind]
    environment = {**os.environ, "XDG_DATA_HOME": str(folder / "data")}
    # Tracebacks of the drive's own faults are not news.
    done = subprocess.run(command, check=True, capture_output=True, env=environment)
    said = json.loads(done.stdout)
    toll = Toll()
    toll.confirmed = look(path, acks, toll)
    return Told(fault, said["said"], said["advice"], toll)


# ---- somebody meddles with the file while it is open


def _locked(folder: Path, fault: str) -> Told:
    path, acks = _shop(folder)
    with Book.open(path) as book:
        other = connect(path)
        other.execute("BEGIN IMMEDIATE")
        error = _refused(lambda: next(works(book, random.Random(1))))
        other.execute("ROLLBACK")
        other.close()
        next(works(book, random.Random(1)))  # and again, once the other program is gone
    return _told(fault, error, _looked(path, acks))


def _moved(folder: Path, fault: str) -> Told:
    """The file goes elsewhere while the book is open: what was confirmed is in it, wherever it is now."""
    path, acks = _shop(folder)
    elsewhere = folder / "elsewhere"
    elsewhere.mkdir()
    book = Book.open(path)
    facts = list(islice(works(book, random.Random(2)), 5))
    for part in folder.glob(f"{NAME}*"):
        if not part.name.endswith(".lock"):
            part.rename(elsewhere / part.name)
    with suppress(ShopbookError):
        facts += islice(works(book, random.Random(3)), 5)
    with suppress(ShopbookError):
        book.close()
    error = _refused(lambda: Book.open(path))
    with acks.open("a") as file:
        file.writelines(json.dumps(fact) + "\n" for fact in facts)
    return _told(fault, error, _looked(elsewhere / NAME, acks))


# ---- the file is not what it was


def _at_opening(change: Callable[[Path], None]) -> Callable[[Path, str], Told]:
    """The file is changed while the book is closed; opening says so, and touches nothing."""

    def happen(folder: Path, fault: str) -> Told:
        path, acks = _shop(folder)
        good = path.read_bytes()
        change(path)
        spoilt = path.read_bytes() if path.exists() else b""
        error = _refused(lambda: Book.open(path))
        toll = Toll(wrong=(path.read_bytes() if path.exists() else b"") != spoilt)
        path.write_bytes(good)
        toll.confirmed = look(path, acks, toll)
        return _told(fault, error, toll)

    return happen


def _newer(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[60:64] = (999).to_bytes(4, "big")
    path.write_bytes(bytes(content))


def _smash_header(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[:16] = b"\xff" * 16
    path.write_bytes(bytes(content))


def _foreign(path: Path) -> None:
    path.write_bytes("এটা একটা চিঠি".encode() * 400)


def _refused(deed: Callable[[], object]) -> ShopbookError:
    try:
        deed()
    except ShopbookError as error:
        return error
    raise AssertionError("the fault went unnoticed")


def _looked(path: Path, acks: Path) -> Toll:
    toll = Toll()
    toll.confirmed = look(path, acks, toll)
    return toll


FAULTS: dict[str, Callable[[Path, str], Told]] = {
    "disk full": _sick_drive,
    "medium turned read-only": _sick_drive,
    "drive pulled out": _sick_drive,
    "locked by another program": _locked,
    "moved while open": _moved,
    "moved or deleted while closed": _at_opening(Path.unlink),
    "0 bytes": _at_opening(lambda path: path.write_bytes(b"") and None),
    "another program's file": _at_opening(_foreign),
    "header smashed": _at_opening(_smash_header),
    "written by a newer version": _at_opening(_newer),
    "cut off in the middle": _at_opening(lambda path: os.truncate(path, path.stat().st_size // 2)),
}


# ---- bits


@dataclass
class Flips:
    """What became of single flipped bits: refused or reported, without effect, or told wrong (which is a bug)."""

    flipped: int = 0
    at_opening: int = 0
    by_check: int = 0
    harmless: int = 0
    wrong: int = 0


def flip_bits(folder: Path, flips: int, seed: int = 1, *, protected: bool = False) -> Flips:
    """Flip one bit a time, anywhere in a closed book; open it, check it, compare every fact with the good one."""
    path, _acks = _shop(folder)
    if protected:
        protect(path, PASSPHRASE)
    with opened(path) as book:
        good = _rows(book)
    chance, found, whole = random.Random(seed), Flips(), path.read_bytes()
    for _flip in range(flips):
        content = bytearray(whole)
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        path.write_bytes(bytes(content))
        found.flipped += 1
        _sort(path, good, found)
    return found


def _sort(path: Path, good: dict[str, list[tuple[object, ...]]], found: Flips) -> None:
    told = "at_opening"
    with suppress(ShopbookError), opened(path) as book:
        told = "by_check"  # also when the check stumbles over a page
        if check(book).is_whole:
            told = "harmless" if _rows(book) == good else "wrong"
    setattr(found, told, getattr(found, told) + 1)


def _rows(book: Book) -> dict[str, list[tuple[object, ...]]]:
    """Every fact of every business table: what the journal tells of it, and the figures kept beside."""
    found = {}
    for table in BUSINESS:
        names = [row["name"] for row in book.store.rows(f"PRAGMA table_info({table})")]
        # When a row was last touched is for display only, and nothing can prove it.
        columns = ", ".join(name for name in names if name != "updated_at")
        found[table] = [tuple(row) for row in book.store.rows(f"SELECT {columns} FROM {table} ORDER BY id")]
    return found
