"""The Store: reads finished when they return, operations that commit once and tell once. No SQL of nouns."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from shopbook import __version__, permissions
from shopbook.changes import Changed, Listener
from shopbook.clock import Clock, from_instant
from shopbook.errors import Message, NotFound
from shopbook.permissions import NOBODY
from shopbook.storage.connection import Connection, Row, connect, faults, stoppable
from shopbook.storage.file_gone import file_at, moved, only_read
from shopbook.storage.ids import IdMaker
from shopbook.storage.journal import BUSINESS

if TYPE_CHECKING:
    import datetime as dt

    from sqlite_utils import Database

    from shopbook.progress import Progress
    from shopbook.storage.incarnation import Arrival

Params = Sequence[object] | Mapping[str, object]
# Tables whose rows carry no updated_at: facts that never change.
_WITHOUT_UPDATED = frozenset({"ledger"})
# More cost more to bind and parse than they save:
# 20,000 customers take 0.48 s by 700 values, 0.43 by 3,600, 0.8 by 18,000.
_VALUES_A_STATEMENT = 3000


class Reader:
    """Questions to the book, complete when they return: a half-read cursor would hold back checkpoints."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @contextmanager
    def stoppable(self, ask: Callable[[], object]) -> Iterator[None]:
        """While a long question is asked: `ask` is called now and then; what it raises ends the question."""
        with stoppable(self._connection, ask):
            yield

    def sees(self, right: str) -> bool:
        """True when what is read may tell what `right` shows; an operation was allowed at its door and sees all."""
        return True

    def require(self, right: str) -> None:
        """NotAllowed where whoever is at the counter does not have the right; an operation was asked at its door."""

    def rows(self, sql: str, params: Params = ()) -> list[Row]:
        """All rows of a SELECT."""
        with faults():
            return list(self._connection.execute(sql, params).fetchall())

    def row(self, sql: str, params: Params = ()) -> Row | None:
        """The first row, or None."""
        with faults():
            return self._connection.execute(sql, params).fetchone()

    def value(self, sql: str, params: Params = (), default: Any = None) -> Any:
        """The first column of the first row, or `default` when there is no row."""
        found = self.row(sql, params)
        return default if found is None else found[0]

    def ids(self, sql: str, params: Params = ()) -> list[int]:
        """The one column of a SELECT, in its order, for lists that hold only ids.

        As one JSON text, for a row object each costs twice as much: 100,000 ids take 18 ms, not 46.
        """
        with faults():
            asked = f"WITH listed(one) AS ({sql}) SELECT json_group_array(one) FROM listed"
            found: list[int] = json.loads(self._connection.execute(asked, params).fetchone()[0])
            return found


class Operation(Reader):
    """One saved action of a person: all its writes, committed together. Made by `Store.operation` only."""

    def __init__(self, connection: Connection, ids: IdMaker, now: str, site: str) -> None:
        super().__init__(connection)
        self._ids = ids
        self._site = site
        self.now = now
        self.touched: dict[str, set[int]] = {}
        self.loose_drafts: dict[str, str] = {}  # the store's; see there

    def new_id(self) -> int:
        """An id for a row written by hand with `execute` or `many`."""
        return self._ids.next()

    def new_ids(self, count: int) -> list[int]:
        """Ids for many rows at once."""
        return self._ids.many(count)

    def insert(self, table: str, values: Mapping[str, object]) -> int:
        """Insert a row; makes its id and time stamps unless given, returns the id."""
        row: dict[str, object] = {
            "id": values["id"] if "id" in values else self.new_id(),
            "created_at": self.now,
        }
        if table not in _WITHOUT_UPDATED:
            row["updated_at"] = self.now
        row.update(values)
        self.execute(
            f"INSERT INTO {table}({', '.join(row)}) VALUES ({', '.join('?' * len(row))})", tuple(row.values())
        )
        made = row["id"]
        assert isinstance(made, int)
        return made

    def update(self, table: str, row_id: int, values: Mapping[str, object]) -> None:
        """Change columns of one row; NotFound when there is no such row."""
        row = {**values, "updated_at": self.now}
        sets = ", ".join(f"{column} = ?" for column in row)
        changed = self.execute(f"UPDATE {table} SET {sets} WHERE id = ?", (*row.values(), row_id))
        if changed == 0:
            raise NotFound(Message("This is not in the book any more."))

    def execute(self, sql: str, params: Params = ()) -> int:
        """Run one writing statement; returns the number of rows it changed."""
        with faults():
            return int(self._connection.execute(sql, params).rowcount)

    def many(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """Run one writing statement for each of many rows (imports)."""
        with faults():
            self._connection.executemany(sql, rows)

    def insert_many(
        self, table: str, columns: Sequence[str], rows: Iterable[Sequence[object]], conflict: str = ""
    ) -> None:
        """Insert many whole rows, ids and time stamps included (imports); `conflict`: an ON CONFLICT clause.

        Many rows a statement, because every statement that fires triggers opens a savepoint, at which FTS5 writes its
        pending words as a segment of their own: 20,000 customers with keys and journal take 1.2 s, with `many` 2.7 s.
        """
        head = f"INSERT INTO {table}({', '.join(columns)}) VALUES "
        one = f"({', '.join('?' * len(columns))})"
        waiting = iter(rows)
        while part := list(islice(waiting, max(1, _VALUES_A_STATEMENT // len(columns)))):
            self.execute(f"{head}{', '.join([one] * len(part))} {conflict}", tuple(chain.from_iterable(part)))

    def number(self, series: str) -> str:
        """The next number people read in a series: counter letter and six digits, never reused, e.g. `A-000124`."""
        taken = self.value(
            "INSERT INTO number_series(series, next) VALUES (?, 2) "
            "ON CONFLICT(series) DO UPDATE SET next = next + 1 RETURNING next - 1",
            (series,),
        )
        return f"{self._site}-{taken:06d}"

    def numbers(self, series: str, count: int) -> list[str]:
        """Reserve `count` numbers of a series at once (imports)."""
        end = self.value(
            "INSERT INTO number_series(series, next) VALUES (?1, 1 + ?2) "
            "ON CONFLICT(series) DO UPDATE SET next = next + ?2 RETURNING next",
            (series, count),
        )
        return [f"{self._site}-{taken:06d}" for taken in range(end - count, end)]

    def touch(self, topic: str, *ids: int) -> None:
        """Tell the screens, after the commit, that these things changed."""
        self.touched.setdefault(topic, set()).update(ids)


class Store(Reader):
    """One open connection to one book, for one thread."""

    def __init__(
        self, connection: Connection, clock: Clock, *, read_only: bool = False, key: bytes | None = None
    ) -> None:
        super().__init__(connection)
        self.clock = clock
        self.read_only = read_only
        self.key = key  # of a protected book, for its further connections and its backups; None: a plain book
        self.app = __version__  # what wrote it, for the journal; while an action is taken back also which one
        self.actor: int | None = None  # the staff member who is working
        self.role = self._role_of(None)  # what whoever is at the counter may do; see `work_as`
        self._listeners: list[Listener] = []
        # Unfinished forms that could not be written into the book (a full disk): kept as long as it is open.
        self.loose_drafts: dict[str, str] = {}
        self._open: Operation | None = None
        self._closed = False
        state = connection.execute("SELECT site, writer FROM journal_state WHERE one = 1").fetchone()
        self._site, self.writer = str(state["site"]), int(state["writer"])
        # A damaged book is still read: what is only needed to write is not looked for then.
        self._ids = IdMaker(clock, self.writer, newest=0 if read_only else self._newest_id())
        self.arrival: Arrival | None = (
            None  # what the opened file turned out to be; set by `book_file.open_book`
        )
        self.clock_is_back: dt.datetime | None = None  # the newest saved instant, when the clock is before it
        self._place = self.path
        self._file = file_at(self._place)

    def work_as(self, staff_id: int | None) -> None:
        """From now on this member is at the counter; None: nobody, or anybody in a shop without PINs."""
        self.actor = staff_id
        self.role = self._role_of(staff_id)

    def _role_of(self, staff_id: int | None) -> str:
        """Everybody is let do what the owner may until an owner has a PIN; then it is the role of who signed in.

        Without a PIN of an owner (a rescued book may have lost it) a lock would have no key.
        """
        working = "active = 1 AND deleted_at IS NULL"
        owner = f"SELECT 1 FROM staff WHERE pin_hash IS NOT NULL AND role = 'owner' AND {working}"
        if self.value(owner) is None:
            return "owner"
        asked = f"SELECT role FROM staff WHERE id = ? AND {working}"
        return NOBODY if staff_id is None else str(self.value(asked, (staff_id,), NOBODY))

    def may(self, right: str) -> bool:
        """True when whoever is at the counter has a right of `shopbook.permissions`."""
        return permissions.may(self.role, right)

    @contextmanager
    def of_its_own_accord(self) -> Iterator[None]:
        """What the program does without being asked (proving a book, keeping a copy) sees all, also behind the lock."""
        role, self.role = self.role, "owner"
        try:
            yield
        finally:
            self.role = role

    def sees(self, right: str) -> bool:
        """True when what is read may tell what `right` shows: to whoever is at the counter, and inside an operation."""
        return self._open is not None or permissions.may(self.role, right)

    def require(self, right: str) -> None:
        """NotAllowed unless `may(right)`; inside an operation, which was allowed at its door, nothing is asked."""
        if self._open is None and not permissions.may(self.role, right):
            raise permissions.refuse(self.role, right)

    def _newest_id(self) -> int:
        """The largest time-sorted id in the book: a clock that was set back must not lead to a used one."""
        hashed = {"setting", "followup_state", "wording", "halkhata_guest", "not_same"}
        parts = " UNION ALL ".join(
            f"SELECT max(id) AS newest FROM {table}" for table in BUSINESS if table not in hashed
        )
        return int(self.value(f"SELECT max(newest) FROM ({parts})") or 0)

    @property
    def path(self) -> Path:
        """The file of the book, as the connection opened it."""
        return Path(self.value("SELECT file FROM pragma_database_list WHERE name = 'main'"))

    @property
    def database(self) -> Database:
        """The same connection as a sqlite-utils Database, for schema work and introspection (loaded on use)."""
        from sqlite_utils import Database

        return Database(self._connection, strict=True, execute_plugins=False)

    def listen(self, listener: Listener) -> None:
        """Call `listener(Changed)` after each commit."""
        self._listeners.append(listener)

    def unlisten(self, listener: Listener) -> None:
        """Stop calling `listener`; nothing happens when it never listened."""
        if listener in self._listeners:
            self._listeners.remove(listener)

    @contextmanager
    def operation(self, by: object | None = None) -> Iterator[Operation]:
        """One transaction: committed at the end, then told once; rolled back on any exception.

        An operation inside another joins it: one commit, one telling, all or nothing. BEGIN IMMEDIATE, because a
        deferred one that reads first fails at once when another connection committed in between.
        """
        if self._open is not None:
            yield self._open
            return
        if self.read_only:
            raise only_read()
        if self._file is not None and file_at(self._place) != self._file:
            raise moved()  # SQLite would go on writing where nobody finds it
        now = self.clock.now()
        operation = Operation(self._connection, self._ids, from_instant(now), self._site)
        operation.loose_drafts = self.loose_drafts
        with faults():
            self._connection.execute("BEGIN IMMEDIATE")
            self._open = operation
            try:
                self._connection.execute(
                    "UPDATE journal_state SET operation = operation + 1, actor = ?, app = ?, at_ms = ?",
                    (self.actor, self.app, int(now.timestamp() * 1000)),
                )
                yield operation
                self._connection.execute("UPDATE journal_state SET at_ms = 0, actor = NULL")
                self._connection.execute("COMMIT")
            except BaseException:
                # A full disk may already have rolled back by itself.
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise
            finally:
                self._open = None
        self._tell(operation, by)

    def _tell(self, operation: Operation, by: object | None) -> None:
        if not operation.touched:
            return
        if "staff" in operation.touched:  # another role, no role any more, the first PIN: at once
            self.work_as(self.actor)
        ids = {topic: frozenset(found) for topic, found in operation.touched.items()}
        changed = Changed(topics=frozenset(ids), ids=ids, by=by)
        for listener in tuple(self._listeners):
            listener(changed)

    def continue_at(self, target: Path, progress: Progress | None = None) -> None:
        """Go on in a new file: the book's own was taken away while it was open, but what was saved can still be read.

        Whoever holds this store notices nothing. Raises what `copying.proved_copy` does; then all is as before.
        """
        from shopbook.storage.copying import proved_copy

        proved_copy(self._connection, target, key=self.key, progress=progress)
        gone, self._connection = self._connection, connect(target, key=self.key)
        self._place = self.path
        self._file = file_at(self._place)
        with suppress(Exception):  # its file is not there any more: nothing can be tidied
            gone.close()

    @property
    def is_in_place(self) -> bool:
        """False when the book's file was moved, renamed or deleted while it is open."""
        return self._file is None or file_at(self._place) == self._file

    @property
    def in_operation(self) -> bool:
        """True inside an operation of this store."""
        return self._open is not None

    @property
    def is_closed(self) -> bool:
        """True after `close`."""
        return self._closed

    def close(self) -> None:
        """Tidy statistics and the write-ahead log, then close; harmless when done twice, unusable afterwards."""
        if self._closed:
            return
        self._closed = True
        with faults():
            if not self.read_only:
                self._connection.execute("PRAGMA optimize").fetchall()
                self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            self._connection.close()
