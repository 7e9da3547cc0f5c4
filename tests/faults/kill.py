"""Killing the counter with -9 at random moments and looking what is left. Run `python3 -m tests.faults [--kills N]`."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from shopbook.book import Book
from shopbook.checks import check
from shopbook.errors import ShopbookError
from shopbook.protection.operations import protect
from shopbook.settings.model import ShopDraft
from tests.faults.desk import half_saves
from tests.faults.opening import PASSPHRASE, opened


@dataclass
class Toll:
    """What the kills cost. Everything but the counts of what was done must be nothing."""

    kills: int = 0
    cuts: int = 0  # of the power
    killed_while_opening: int = 0
    confirmed: int = 0
    lost: int = 0
    wrong: int = 0
    unreadable: int = 0
    halves: list[str] = field(default_factory=list)  # which kinds, each once
    check_differences: int = 0

    @property
    def spotless(self) -> bool:
        """True when nothing confirmed was lost and nothing in the book is wrong."""
        return not (self.lost or self.wrong or self.unreadable or self.halves or self.check_differences)


def torture(folder: Path, kills: int, seed: int = 1, *, protected: bool = False) -> Toll:
    """Start the counter, kill it, open the book and compare it with everything ever confirmed; so many times."""
    chance = random.Random(seed)
    path, acks = folder / "tortured.shopbook", folder / "acks.jsonl"
    Book.create(path, ShopDraft(name_bn="ঝড়ের দোকান")).close()
    if protected:
        protect(path, PASSPHRASE)
    acks.touch()
    toll = Toll()
    for number in range(kills):
        # A quarter of the kills hit the program while it starts and opens the book.
        toll.killed_while_opening += _run_and_kill(
            path, acks, seed=number, chance=chance, early=number % 4 == 0
        )
        toll.kills += 1
        toll.confirmed = look(path, acks, toll)
    return toll


def _run_and_kill(path: Path, acks: Path, seed: int, chance: random.Random, *, early: bool) -> bool:
    """True when it died before the book was open."""
    command = [sys.executable, "-m", "tests.faults.counter", str(path), str(acks), str(seed)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    assert process.stdout is not None
    if early:
        time.sleep(chance.uniform(0.02, 0.4))
    else:
        process.stdout.readline()
        _wait_for_work(acks)
        time.sleep(chance.expovariate(1 / 0.15))
    alive = process.poll() is None
    process.send_signal(signal.SIGKILL)
    opened = early and process.stdout.readline() == b"open\n"
    process.wait()
    process.stdout.close()
    assert alive, "the counter died by itself"
    return early and not opened


def _wait_for_work(acks: Path, deeds: int = 4, at_most: float = 30.0) -> None:
    """Let the counter confirm a few deeds first, however slow the machine is."""
    before, deadline = acks.stat().st_size, time.monotonic() + at_most
    while acks.read_bytes()[before:].count(b"\n") < deeds and time.monotonic() < deadline:
        time.sleep(0.01)


def look(path: Path, acks: Path, toll: Toll) -> int:
    """Open the book and compare it with everything that was confirmed, adding to `toll`; returns how much that was."""
    # A line torn by the kill was never confirmed.
    facts = [json.loads(line) for line in acks.read_text().splitlines() if line.endswith("}")]
    try:
        with opened(path) as book:
            for fact in facts:
                _compare(book, fact, toll)
            toll.halves += [kind for kind in half_saves(book) if kind not in toll.halves]
            toll.check_differences += check(book).differing
    except ShopbookError:
        toll.unreadable += 1
    return len(facts)


# What a confirmed fact must still say: its own columns in its row.
_COLUMNS = {"sale": {"total": "total_paisa"}, "ledger": {"amount": "amount_paisa"}, "note": {"body": "body"}}


def _compare(book: Book, fact: dict[str, object], toll: Toll) -> None:
    table = str(fact["table"])
    row = book.store.row(f"SELECT * FROM {table} WHERE id = ?", (fact["id"],))
    if row is None:
        toll.lost += 1
        return
    toll.wrong += any(row[column] != value for column, value in _row_of(fact).items())
    told = {column: fact[name] for name, column in _COLUMNS.get(table, {}).items() if name in fact}
    toll.wrong += any(row[column] != value for column, value in told.items())
    if "log" in fact:
        # Taken in and remembered in one save: the same list brings nothing new.
        plan = book.call_log.preview(str(fact["log"]))
        toll.wrong += (plan.known, plan.calls) != (2, 0)
    if "serial" in fact:
        card = book.store.value("SELECT count(*) FROM warranty WHERE serial = ?", (fact["serial"],))
        toll.lost += card != 1


def _row_of(fact: dict[str, object]) -> dict[str, object]:
    """What must stand in the row of a fact of the call desk."""
    row = fact.get("row")
    return row if isinstance(row, dict) else {}
