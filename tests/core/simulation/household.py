"""What happens to the book itself and to who works with it: staff come and go, a page is written twice and made one,
the power goes, and once in a while the disk takes a part of the file along."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from shopbook.backups.model import Backup
from shopbook.book import Book
from shopbook.customers.model import CustomerDraft, PhoneDraft
from shopbook.dues.model import AdjustmentDraft
from shopbook.errors import NotAllowed
from shopbook.rescue.replay import rescue_with_journal
from tests.core.simulation.town import Person, Town

OWNER, MANAGER, SELLER, HELPER = STAFF = ("রেজাউল", "জান্নাত", "সুমন", "টুটুল")
ROLES = dict(zip(STAFF, ("owner", "manager", "seller", "helper"), strict=True))
PINS = dict(zip(STAFF, ("1357", "2468", "8642", "7531"), strict=True))
# Trees of the file that a dying disk takes: the journal still tells what stood in them.
LOST_TREES = ("customer", "ledger", "note", "sale", "complaint", "pay_promise")


class Household:
    """The shop's people and its file. `counted` and `broken` are for the report."""

    def __init__(self, book: Book, town: Town, folder: Path, seed: int) -> None:
        self.book, self.town, self.folder = book, town, folder
        self.chance = random.Random(seed)
        self.counted: Counter[str] = Counter()
        self.broken: list[str] = []
        self._twice: list[tuple[Person, Person]] = []
        self._kept: Backup | None = None
        settings = book.settings
        self.staff = {name: settings.add_staff(name, ROLES[name]) for name in STAFF}
        for name in STAFF:
            book.signing.set_pin(self.staff[name], PINS[name])
        self.at_work = OWNER

    @contextmanager
    def shift(self, *names: str) -> Iterator[None]:
        """One of these works for a while; what is beyond them they try, and nothing comes of it."""
        self.at_work = self.chance.choice(names)
        # The PIN is asked for after each power cut only: hashing it for every shift would take most of the time.
        self.book.store.work_as(self.staff[self.at_work])
        self._oversteps()
        yield

    @contextmanager
    def looking(self) -> Iterator[None]:
        """The simulation itself looks: it sees everything."""
        with self.book.store.of_its_own_accord():
            yield

    def _oversteps(self) -> None:
        """A write-off by anybody but the owner is refused, and not a line is written."""
        before = self.book.store.value("SELECT max(seq) FROM journal")
        debtor = self.town.people[0]
        draft = AdjustmentDraft(debtor.id, "writeoff", 100, self.book.clock.today(), note="আর পাওয়া যাবে না")
        try:
            self.book.dues.adjust(draft)
            self.broken.append(f"{self.at_work} could write off a due")
        except NotAllowed:
            self.counted["deeds refused"] += 1
        if self.book.store.value("SELECT max(seq) FROM journal") != before:
            self.broken.append("a refused deed left a line in the journal")

    # ---- a page written twice

    def morning(self) -> None:
        """A copy is kept on some mornings; the manager makes one page of two that are one person's."""
        self._kept = None
        if self.chance.random() < 0.2:
            self._kept = self.book.backups.make()
            self.counted["copies kept"] += 1
        for pair in self._twice:
            self._make_one(*pair)
        self._twice = []

    def afternoon(self) -> None:
        """Somebody in a hurry writes a known person down again, and sells to that page."""
        if self.chance.random() < 0.12:
            known = self.chance.choice(self.town.people)
            name = self.book.customers.get(known.id).draft.name
            again = self.book.customers.add(CustomerDraft(name=name, phones=(PhoneDraft(known.phone),)))
            other = Person(again, known.phone, known.honesty)
            self.town.people.append(other)
            self.town.buys(other)
            self._twice.append((known, other))

    def _make_one(self, known: Person, again: Person) -> None:
        merging = self.book.merging
        if not any({pair.one_id, pair.other_id} == {known.id, again.id} for pair in merging.suggestions()):
            self.broken.append("the same name and phone were not seen to be one person")
        merged = merging.merge(known.id, again.id)
        self.counted["pages made one"] += 1
        if self.chance.random() < 0.3:
            merging.unmerge(merged)
            self.counted["pages parted again"] += 1
            return
        self.town.people.remove(again)
        self.town.account[known.id] += self.town.account.pop(again.id, 0)

    # ---- the file

    def after_the_power_cut(self, left: Path, into: Path) -> Path:
        """The file to go on with: mostly what SQLite had on disk, sometimes the morning's copy and the journal."""
        if self._kept is None:
            return left
        _smash(left, self.chance.choice(LOST_TREES))
        rescued = rescue_with_journal(left, self._kept.path, into, self.town.book.clock)
        self.counted["books rescued"] += 1
        if rescued.lost:
            self.broken.append(f"{rescued.lost} lines of the journal were lost in the rescue")
        return rescued.path

    def go_on_with(self, book: Book) -> None:
        """The book is another file now, and whoever was at work signs in again."""
        self.book = book
        if book.store.role != "nobody":
            self.broken.append("after a power cut the counter stood open")
        book.signing.sign_in(self.staff[self.at_work], PINS[self.at_work])


def _smash(path: Path, table: str) -> None:
    """The first page of a table's tree is noise."""
    from shopbook.storage.connection import connect

    connection = connect(path)
    try:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    finally:
        connection.close()
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)


def copy_of(path: Path, after: Path) -> None:
    """What lies on the disk at this moment, as a computer that stops leaves it."""
    for end in ("", "-wal"):
        if (part := Path(f"{path}{end}")).exists():
            shutil.copyfile(part, f"{after}{end}")
