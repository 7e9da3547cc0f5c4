"""The large deeds that take a while: how each begins, is done in a process of its own, and what the book must be after
a kill in the middle of it: as before, or as after, and never in between. Killing is midway.py's.

Run as `python -m tests.faults.large DEED FOLDER`; says "begin" before the deed and "done" after it.
"""

from __future__ import annotations

import datetime as dt
import gzip
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from shopbook.backups.finding import backups_in
from shopbook.backups.naming import default_folder
from shopbook.backups.verifying import verify
from shopbook.book import Book
from shopbook.checks import check
from shopbook.clock import FixedClock
from shopbook.customers.model import CustomerDraft
from shopbook.demo.make import make_demo
from shopbook.protection import operations as protection
from shopbook.rescue.replay import rescue_with_journal
from shopbook.rescue.restoring import restore
from shopbook.settings.model import ShopDraft
from shopbook.storage.journal import BUSINESS
from tests.faults.opening import PASSPHRASE, opened

FILES = Path(__file__).parents[1] / "files"
NAME = "দোকান.shopbook"
TODAY = dt.date(2026, 11, 21)
Counts = dict[str, int]


def counts(book: Book) -> Counts:
    """How many rows each noun of the book has, and all money on the accounts."""
    found = {table: int(book.store.value(f"SELECT count(*) FROM {table}")) for table in BUSINESS}
    found["money"] = int(book.store.value("SELECT coalesce(sum(amount_paisa), 0) FROM ledger"))
    found["balances"] = int(book.store.value("SELECT coalesce(sum(balance_paisa), 0) FROM customer"))
    return found


def look(path: Path) -> Counts:
    """Open the book, protected or not, prove it, count it. Any failure is for the caller."""
    with opened(path) as book:
        report = check(book)
        assert report.is_whole, [part.name for part in report.parts if part.differing]
        return counts(book)


@dataclass(frozen=True)
class Large:
    """A deed: `prepare` lays out the folder, `do` is killed, `found` reads what is left."""

    def prepare(self, folder: Path) -> None:
        """Lay out what the deed needs."""
        raise NotImplementedError

    def do(self, folder: Path) -> None:
        """The deed itself, as the program does it."""
        raise NotImplementedError

    def found(self, folder: Path) -> Counts:
        """What is left, proved and counted."""
        return look(folder / NAME)


@dataclass(frozen=True)
class Migration(Large):
    """A book of the first release is opened by this program."""

    version: int = 1

    def prepare(self, folder: Path) -> None:
        packed = (FILES / "books" / f"v{self.version}.shopbook.gz").read_bytes()
        (folder / NAME).write_bytes(gzip.decompress(packed))

    def do(self, folder: Path) -> None:
        Book.open(folder / NAME).close()


@dataclass(frozen=True)
class Import(Large):
    """A list of customers is taken in, with their opening dues."""

    def prepare(self, folder: Path) -> None:
        Book.create(folder / NAME, ShopDraft(name_bn="ঝড়ের দোকান")).close()
        shutil.copy(FILES / "dokaner_khata.xlsx", folder)

    def do(self, folder: Path) -> None:
        with Book.open(folder / NAME) as book:
            book.exchange.run(folder / "dokaner_khata.xlsx")


@dataclass(frozen=True)
class Protect(Large):
    """A plain book is closed with a passphrase."""

    def prepare(self, folder: Path) -> None:
        make_demo(folder / NAME, customers=24, clock=FixedClock(TODAY))

    def do(self, folder: Path) -> None:
        protection.protect(folder / NAME, PASSPHRASE)


@dataclass(frozen=True)
class Unprotect(Protect):
    """A protected book is made plain again."""

    def prepare(self, folder: Path) -> None:
        super().prepare(folder)
        protection.protect(folder / NAME, PASSPHRASE)

    def do(self, folder: Path) -> None:
        protection.unprotect(folder / NAME, passphrase=PASSPHRASE)


@dataclass(frozen=True)
class Backup(Large):
    """The open book is copied; whatever the kill leaves under a backup's name is a whole one."""

    def prepare(self, folder: Path) -> None:
        make_demo(folder / NAME, customers=24, clock=FixedClock(TODAY))

    def do(self, folder: Path) -> None:
        with Book.open(folder / NAME) as book:
            book.backups.make()

    def found(self, folder: Path) -> Counts:
        with Book.open(folder / NAME) as book:
            for backup in book.backups.list(include_drives=False):
                assert backup.readable and backup.manifest is not None
                verify(backup.path, full=True)
        return look(folder / NAME)


@dataclass(frozen=True)
class Restore(Large):
    """A backup takes the place of the book, which has gone on since."""

    def prepare(self, folder: Path) -> None:
        make_demo(folder / NAME, customers=24, clock=FixedClock(TODAY))
        with Book.open(folder / NAME) as book:
            book.backups.make()
            for number in range(5):
                book.customers.add(CustomerDraft(name=f"নতুন {number}"))

    def do(self, folder: Path) -> None:
        (backup,) = backups_in(default_folder(folder / NAME))
        restore(backup.path, folder / NAME, FixedClock(TODAY))


@dataclass(frozen=True)
class Rescue(Restore):
    """What the journal of a damaged book still knows is played onto its newest backup, into a new file."""

    def do(self, folder: Path) -> None:
        (backup,) = backups_in(default_folder(folder / NAME))
        rescue_with_journal(folder / NAME, backup.path, folder / "উদ্ধার.shopbook", FixedClock(TODAY))

    def found(self, folder: Path) -> Counts:
        into = folder / "উদ্ধার.shopbook"
        if into.exists():
            look(into)  # either not there or a whole book
        return look(folder / NAME)


@dataclass(frozen=True)
class Merge(Large):
    """Two pages of one customer become one."""

    def prepare(self, folder: Path) -> None:
        make_demo(folder / NAME, customers=24, clock=FixedClock(TODAY))

    def do(self, folder: Path) -> None:
        with Book.open(folder / NAME) as book:
            one, other = sorted(book.customers.ids())[:2]
            book.merging.merge(one, other)


DEEDS: dict[str, Large] = {
    "migration": Migration(),
    "import": Import(),
    "backup": Backup(),
    "restore": Restore(),
    "rescue": Rescue(),
    "merge": Merge(),
    "protect": Protect(),
    "unprotect": Unprotect(),
}


if __name__ == "__main__":
    print("begin", flush=True)
    DEEDS[sys.argv[1]].do(Path(sys.argv[2]))
    print("done", flush=True)
