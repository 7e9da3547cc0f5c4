"""The database driver's face on apsw: what storage asks of `sqlcipher3`, so that a book can be worked over a drive of
our own (power_drive.py). Only in the process of power_counter.py; nothing here is fast."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from types import ModuleType
from typing import Any

import apsw

sqlite_version = apsw.sqlite_lib_version()
sqlite_version_info = tuple(int(part) for part in sqlite_version.split("."))
complete_statement = apsw.complete


_CODES = {
    apsw.IOError: apsw.SQLITE_IOERR,
    apsw.FullError: apsw.SQLITE_FULL,
    apsw.ReadOnlyError: apsw.SQLITE_READONLY,
}


class Warning(Exception):
    """As the driver names it."""


class DatabaseError(Exception):
    """A failure with SQLite's extended code."""

    sqlite_errorcode = 0


class OperationalError(DatabaseError):
    """The world failed."""


class IntegrityError(DatabaseError):
    """A constraint said no."""


class Row(tuple[Any, ...]):
    """A row that knows its columns by name."""

    names: tuple[str, ...]

    def __getitem__(self, place: Any) -> Any:
        return super().__getitem__(self.names.index(place) if isinstance(place, str) else place)

    def keys(self) -> list[str]:
        return list(self.names)


class Cursor:
    """All rows of one statement, read at once."""

    def __init__(self, rows: list[Row], rowcount: int) -> None:
        self._rows, self.rowcount = rows, rowcount

    def fetchall(self) -> list[Row]:
        rows, self._rows = self._rows, []
        return rows

    def fetchone(self) -> Row | None:
        return self._rows.pop(0) if self._rows else None

    def __iter__(self) -> Iterator[Row]:
        return iter(self.fetchall())


class Connection:
    """One connection over the drive whose power can be cut."""

    row_factory: Any = None

    def __init__(self, name: str) -> None:
        flags = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_URI
        self._apsw = apsw.Connection(name, flags=flags, vfs="power")
        self._apsw.set_busy_timeout(1000)

    def execute(self, sql: str, params: Any = ()) -> Cursor:
        before = self._apsw.total_changes()
        try:
            cursor = self._apsw.cursor()
            rows = []
            for found in cursor.execute(sql, params):
                row = Row(found)
                row.names = tuple(column[0] for column in cursor.get_description())
                rows.append(row)
        except apsw.Error as error:
            raise _named(error) from error
        return Cursor(rows, self._apsw.changes() if self._apsw.total_changes() > before else 0)

    def executemany(self, sql: str, rows: Sequence[Sequence[object]]) -> None:
        for row in rows:
            self.execute(sql, row)

    @property
    def in_transaction(self) -> bool:
        return not self._apsw.get_autocommit()

    def interrupt(self) -> None:
        self._apsw.interrupt()

    def close(self) -> None:
        self._apsw.close()


def _named(error: apsw.Error) -> DatabaseError:
    kind = IntegrityError if isinstance(error, apsw.ConstraintError) else OperationalError
    known = kind(str(error))
    # A failure raised by our own drive comes back without a code of its own.
    raised = next((code for kind, code in _CODES.items() if isinstance(error, kind)), apsw.SQLITE_ERROR)
    known.sqlite_errorcode = max(getattr(error, "extendedresult", 0), raised)
    return known


def connect(name: str, **_options: object) -> Connection:
    """Open a book as `sqlcipher3.connect` does."""
    return Connection(name)


def register_adapter(_kind: type, _adapter: object) -> None:
    """apsw takes None and bytes as they are."""


def install() -> None:
    """Stand where the driver stands; before shopbook is imported."""
    here = sys.modules[__name__]
    dbapi2 = ModuleType("sqlcipher3.dbapi2")
    here.dbapi2 = dbapi2  # type: ignore[attr-defined]
    sys.modules["sqlcipher3"] = here
    sys.modules["sqlcipher3.dbapi2"] = dbapi2
