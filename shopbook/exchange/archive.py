"""Taking the whole book out as one zip that needs no program of ours. Making a book of it is archive_rebuilding's."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from shopbook import __version__
from shopbook.clock import from_instant
from shopbook.errors import Message
from shopbook.localisation.language import current_language
from shopbook.permissions import needs
from shopbook.progress import NoProgress, Progress
from shopbook.storage.store import Store


@dataclass(frozen=True, slots=True)
class Exported:
    """What was taken out: where it lies, how large it is, how many rows each sheet has, how many cards.

    private: True when the owner's own notes are in it.
    """

    path: Path
    bytes: int
    counts: dict[str, int]
    cards: int
    private: bool


class Archive:
    """Everything out of one book."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def file_name(self) -> str:
        """A name for the zip: the shop's day and nothing that a stick could refuse."""
        return f"shopbook-{self._store.clock.today().isoformat()}.zip"

    def cards_holding(self) -> int:
        """How many warranty cards would be drawn: those that still hold today."""
        from shopbook.exchange.archive_cards import holding

        return len(holding(self._store))

    @needs("export")
    def export(
        self, path: Path | str, progress: Progress | None = None, *, cards: bool = True, sheets: bool = True
    ) -> Exported:
        """Write the zip; whole or not at all. cards: the PDFs of warranty cards too; sheets: CSV and XLSX too.

        Raises NotAllowed, Cancelled, DiskFull, BookReadOnly and DiskFailed. Works beside the counter: on a connection
        of its own it reads the book as it was at the first moment.
        """
        from shopbook.exchange.archive_file import packing

        path, store = Path(path), self._store
        with packing(path) as pack, _moment(store):
            out = _TakingOut(store, pack, progress or NoProgress(), cards)
            told, exported = out.run(sheets=sheets)
            pack.finish(told)
        return Exported(path, path.stat().st_size, exported, out.cards, out.private)


@contextmanager
def _moment(store: Store) -> Iterator[None]:
    """One moment of the book: what is sold meanwhile is in the next export."""
    if store.in_operation:
        yield
        return
    store.rows("BEGIN")
    try:
        yield
    finally:
        store.rows("COMMIT")


class _TakingOut:
    """One export being made."""

    def __init__(self, store: Store, pack: object, progress: Progress, cards: bool) -> None:
        from shopbook.exchange import archive_book, archive_cards
        from shopbook.exchange.archive_file import Packing

        assert isinstance(pack, Packing)
        self._store, self._pack, self._progress = store, pack, progress
        self.private = store.may("see_private")
        self._warranties = archive_cards.holding(store) if cards else []
        self.cards = len(self._warranties)
        self._total = archive_book.total_rows(store)
        self._done = 0

    def run(self, *, sheets: bool) -> tuple[dict[str, object], dict[str, int]]:
        """Every member; returns what the manifest tells and the rows of each sheet."""
        from shopbook.exchange import archive_book, archive_file, contacts
        from shopbook.exchange.archive_nouns import NOUNS
        from shopbook.exchange.archive_readme import readme
        from shopbook.exchange.archive_sheets import write_noun

        store, pack, language = self._store, self._pack, current_language()
        people = int(store.value("SELECT count(*) FROM customer"))
        self._total += people + self.cards + (_sheet_rows(store) if sheets else 0)
        shop, day = self._shop(), store.clock.today().isoformat()
        counts: dict[str, int] = {}
        for noun in NOUNS if sheets else ():
            step = self._step(Message("Writing the sheets"))
            counts[noun.name] = write_noun(store, noun, pack, language, step, private=self.private)
        with pack.member("contacts.vcf") as stream:
            for part in contacts.cards(store, self._step(Message("Writing the contacts"))):
                stream.write(part)
        step = self._step(Message("Writing the whole book"))
        head = json.dumps(self._head(shop), ensure_ascii=False)
        with pack.member(archive_file.BOOK) as stream:
            tables = archive_book.write_book(store, stream, head, step, private=self.private)
        with pack.member(archive_file.JOURNAL) as stream:
            tables["journal"] = archive_book.write_journal(store, stream, step, private=self.private)
        self._write_cards()
        pack.put("README.txt", readme(shop, day, counts, cards=self.cards > 0, private=self.private))
        self._progress.step(self._total, self._total)
        return {**self._head(shop), "tables": tables}, counts

    def _write_cards(self) -> None:
        from shopbook.exchange.archive_cards import card_files

        step = self._step(Message("Making the warranty cards"))
        for name, pdf in card_files(self._store, self._warranties, step):
            self._pack.put(name, pdf)

    def _shop(self) -> str:
        return str(
            self._store.value(
                "SELECT coalesce(name_bn, name_en) FROM shop WHERE deleted_at IS NULL ORDER BY id"
            )
            or ""
        )

    def _head(self, shop: str) -> dict[str, object]:
        from shopbook.exchange.archive_file import FORMAT

        state = self._store.row("SELECT * FROM journal_state")
        return {
            "format": FORMAT,
            "program": __version__,
            "schema": int(self._store.value("PRAGMA user_version")),
            "shop": shop,
            "book": state["book"] if state is not None and "book" in state.keys() else None,  # noqa: SIM118 -- a row has no `in`
            "made_at": from_instant(self._store.clock.now()),
            "owners_notes": self.private,
        }

    def _step(self, what: Message) -> Callable[[int], None]:
        def step(rows: int) -> None:
            self._done += rows
            self._progress.step(min(self._done, self._total), self._total, what)

        return step


def _sheet_rows(store: Store) -> int:
    from shopbook.exchange.archive_nouns import NOUNS

    names = [noun.source.split()[0] for noun in NOUNS]
    counted = " + ".join(f"(SELECT count(*) FROM {name})" for name in names)
    return int(store.value(f"SELECT {counted}"))
