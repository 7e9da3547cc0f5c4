"""Making the same book again from an export: row by row, then figures and search, then everything is proved.

Writing an export is archive's. The new book is built under another name and put in place when it is whole.
"""

from __future__ import annotations

import json
import secrets
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from shopbook.clock import Clock
from shopbook.errors import BookTooNew, ImportProblem, Message
from shopbook.exchange.archive_book import read_tables, tables
from shopbook.exchange.archive_file import BOOK, FORMAT, JOURNAL, MANIFEST, place_faults
from shopbook.progress import NoProgress, Progress
from shopbook.storage import migrations, place
from shopbook.storage.connection import Connection, connect, faults
from shopbook.storage.store import Reader, Store

# A book of a million sales unpacks into 2 GB; a zip that promises more than this is a bomb.
MOST_UNPACKED = 20 << 30
MOST_MANIFEST = 4 << 20
_COPY = 1 << 20


@dataclass(frozen=True, slots=True)
class InExport:
    """What an export says of itself, for whoever chooses one."""

    path: Path
    shop: str
    made_at: str
    schema: int
    customers: int
    sales: int
    whole: bool
    """False when the owner's own notes were left out."""


def look_into(path: Path | str) -> InExport:
    """What a zip holds, without unpacking it; ImportProblem when it is no export of ours."""
    path = Path(path)
    with _opened(path) as packed:
        told = _manifest(packed)
    rows = told["tables"]
    return InExport(
        path,
        str(told.get("shop") or ""),
        str(told.get("made_at") or ""),
        int(told["schema"]),
        int(rows.get("customer", 0)),
        int(rows.get("sale", 0)),
        bool(told.get("owners_notes", True)),
    )


def rebuild(
    zip_path: Path | str, book_path: Path | str, clock: Clock, progress: Progress | None = None
) -> Path:
    """The same book at `book_path`, from an export; returns its path. It is not opened.

    BookExists when something stands there; ImportProblem when the zip is no export, or a member is not as it was
    written; BookTooNew; DiskFull and the other faults of the place; Cancelled. Nothing is left behind by any of them.
    """
    zip_path, book_path = Path(zip_path), Path(book_path)
    progress = progress or NoProgress()
    place.refuse_existing(book_path)
    part = book_path.with_name(f".{secrets.token_hex(6)}.part")
    try:
        with _opened(zip_path) as packed:
            told = _manifest(packed)
            _prove_members(packed, told, progress)
            with place_faults(book_path):
                book_path.parent.mkdir(parents=True, exist_ok=True)
                part.touch(exist_ok=False)
            _load(part, packed, told, progress)
        _finish(part, clock, progress)
        with place_faults(book_path):
            part.replace(book_path)
    finally:
        for ending in ("", "-wal", "-shm", "-journal"):
            with suppress(OSError):
                Path(f"{part}{ending}").unlink()
    return book_path


# ---- the zip


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(path) as packed:
            yield packed
    except FileNotFoundError as trouble:
        raise ImportProblem(
            Message("The file {name} cannot be opened.", name=path.name),
            Message("Check that it is still there and not open in another program."),
        ) from trouble
    except (zipfile.BadZipFile, EOFError, NotImplementedError, KeyError, ValueError, TypeError) as trouble:
        raise _no_export() from trouble
    except RuntimeError as trouble:  # a password
        raise _no_export() from trouble
    except OSError as trouble:
        if isinstance(trouble, IsADirectoryError | PermissionError):
            raise _no_export() from trouble
        raise
    except Exception as trouble:
        if type(trouble).__module__ != "zlib":
            raise
        raise _spoiled("") from trouble


def _manifest(packed: zipfile.ZipFile) -> dict[str, Any]:
    names = {item.filename: item for item in packed.infolist()}
    if MANIFEST not in names or names[MANIFEST].file_size > MOST_MANIFEST:
        raise _no_export()
    if sum(item.file_size for item in names.values()) > MOST_UNPACKED:
        raise ImportProblem(Message("This file would unpack into more than any shop's book."))
    told = json.loads(packed.read(MANIFEST).decode("utf-8"))
    if not isinstance(told, dict) or not isinstance(told.get("tables"), dict) or "schema" not in told:
        raise _no_export()
    if int(told.get("format", 0)) > FORMAT or int(told["schema"]) > migrations.LATEST:
        raise BookTooNew(
            Message("This was written by a newer version of the program."),
            Message("Install the newest version on this computer, then try again."),
        )
    if BOOK not in names or JOURNAL not in names or int(told["schema"]) < 1:
        raise _no_export()
    return told


def _prove_members(packed: zipfile.ZipFile, told: dict[str, Any], progress: Progress) -> None:
    """The members a book is made from must be what was written: a spoiled stick is found before, not after."""
    import hashlib

    sums = {one["name"]: one for one in told["members"]}
    for name in (BOOK, JOURNAL):
        digest, size, kept = hashlib.sha256(), 0, sums.get(name, {})
        with packed.open(name) as stream:
            while part := stream.read(_COPY):
                digest.update(part)
                size += len(part)
                progress.step(0, 0, Message("Reading the file"))
                if size > int(kept.get("bytes", -1)):
                    break
        if (size, digest.hexdigest()) != (kept.get("bytes"), kept.get("sha256")):
            raise _spoiled(name)


def _no_export() -> ImportProblem:
    return ImportProblem(
        Message("This file is not a book taken out by this program."),
        Message("Choose the .zip that “Take everything out” wrote."),
    )


def _spoiled(name: str) -> ImportProblem:
    return ImportProblem(
        Message(
            "{name} in this file is not as it was written: the file is damaged or was changed.", name=name
        ),
        Message("Copy it again from where it came from, or take another one."),
    )


# ---- the rows


def _load(part: Path, packed: zipfile.ZipFile, told: dict[str, Any], progress: Progress) -> None:
    """Every row into an empty book of the export's own schema, then the steps that came since."""
    schema, total = int(told["schema"]), sum(int(count) for count in told["tables"].values())
    with closing(connect(part)) as connection, faults():
        migrations.apply(connection, through=schema)
        # The file is nobody's until it is whole: nothing has to survive a power cut, and the log would double the disk.
        connection.execute("PRAGMA journal_mode=OFF").fetchall()
        connection.execute("PRAGMA synchronous=OFF").fetchall()
        connection.execute("PRAGMA foreign_keys=OFF").fetchall()
        connection.execute("BEGIN IMMEDIATE")
        triggers = _without_triggers(connection)
        loading = _Loading(connection, progress, total)
        for name in (BOOK, JOURNAL):
            with packed.open(name) as stream, _as_written(connection, name):
                loading.take(stream)
        for sql in triggers:
            connection.execute(sql)
        connection.execute("COMMIT")
        (states,) = connection.execute("SELECT count(*) FROM journal_state").fetchone()
        if states != 1 or connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
            raise _spoiled(BOOK)
        if _filled(told["tables"]) != _filled(loading.counts):
            raise _spoiled(BOOK)
    with closing(connect(part)) as connection, faults():
        migrations.apply(connection)


def _filled(counts: Mapping[str, int]) -> dict[str, int]:
    return {table: count for table, count in counts.items() if count}


@contextmanager
def _as_written(connection: Connection, name: str) -> Iterator[None]:
    """A row the tables do not take (another kind of value, an id twice, no JSON) was not written by us."""
    try:
        with faults():
            yield
    except connection.DatabaseError as trouble:
        raise _spoiled(name) from trouble


def _without_triggers(connection: Connection) -> list[str]:
    """Take every trigger away, so that rows come in just as they were; returns how to make them again."""
    found = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for row in found:
        connection.execute(f"DROP TRIGGER {row['name']}")
    return [row["sql"] for row in found]


class _Loading:
    """Rows of JSON going into tables; SQLite reads the JSON itself."""

    def __init__(self, connection: Connection, progress: Progress, total: int) -> None:
        self._connection, self._progress, self._total = connection, progress, total
        self._known = {*tables(Reader(connection)), "journal"}
        self.counts: dict[str, int] = {}
        self._done = 0

    def take(self, stream: IO[bytes]) -> None:
        """All tables of one member."""
        for table, rows in read_tables(stream):
            if table not in self._known:
                raise _spoiled(BOOK)
            if self.counts.setdefault(table, 0) == 0:
                # A new book's own rows (its kinds of notes, its state) give way to the export's.
                self._connection.execute(f"DELETE FROM {table}")
            if rows:
                self._insert(table, rows)
            self.counts[table] += len(rows)
            self._done += len(rows)
            self._progress.step(self._done, self._total, Message("Writing the book"))

    def _insert(self, table: str, rows: list[bytes]) -> None:
        given = json.loads(rows[0])
        there = {row["name"] for row in self._connection.execute(f"PRAGMA table_info({table})").fetchall()}
        if not isinstance(given, dict) or not set(given) <= there:
            raise _spoiled(BOOK)
        names = ", ".join(given)
        read = ", ".join(f"value ->> '$.{name}'" for name in given)
        self._connection.execute(
            f"INSERT INTO {table}({names}) SELECT {read} FROM json_each(?)",
            (f"[{','.join(row.decode('utf-8') for row in rows)}]",),
        )


# ---- what follows from the rows


def _finish(part: Path, clock: Clock, progress: Progress) -> None:
    """Sort keys, kept figures and the search index, made from the facts; then the pages are proved."""
    from shopbook.exchange.archive_figures import compute
    from shopbook.search.index import SearchIndex

    store = Store(connect(part), clock)
    try:
        done = store.value("SELECT operation FROM journal_state")
        compute(store, progress)
        index = SearchIndex()
        progress.step(0, 0, Message("Building the search"))
        index.rebuild(store, progress)
        progress.step(0, 0, Message("Proving the book"))
        if store.value("PRAGMA quick_check") != "ok":
            raise _spoiled(BOOK)
        # What was just computed is no deed of anybody's: deeds are counted on from where the book stood.
        store.rows("UPDATE journal_state SET operation = ? RETURNING one", (done,))
        store.rows("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        store.close()
