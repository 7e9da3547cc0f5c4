"""What no journal tells and a damaged file may still hold: what was being typed, evidence of imports, number series."""

from __future__ import annotations

from pathlib import Path

from shopbook.errors import BookError, StorageError
from shopbook.rescue.writing import columns_of
from shopbook.storage.connection import Connection, Row, connect, faults

_SERIES = "number_series"
_LOCAL = ("draft", "import_row", "backup_log")


def carry_over(damaged: Path, key: bytes | None, into: Connection) -> None:
    """Take these along as far as they can be read; what is there already stays. Inside a transaction of `into`.

    What was being typed when the copy was made was finished or thrown away since: it goes, unless nothing can be told
    of it and nobody was forgotten since then.
    """
    found: dict[str, list[Row] | None] = dict.fromkeys((_SERIES, *_LOCAL))
    try:
        connection = connect(damaged, read_only=True, key=key)
    except (BookError, StorageError):
        pass
    else:
        try:
            found = {table: _rows(connection, table) for table in found}
        finally:
            connection.close()
    if found["draft"] is not None or into.execute("SELECT 1 FROM erasure LIMIT 1").fetchone() is not None:
        into.execute("DELETE FROM draft")
    for row in found.pop(_SERIES) or ():
        into.execute(
            "INSERT INTO number_series(series, next) VALUES (?1, ?2) "
            "ON CONFLICT(series) DO UPDATE SET next = max(next, ?2)",
            (row["series"], row["next"]),
        )
    for table, rows in found.items():
        known = columns_of(into, table)
        for row in rows or ():
            names = [name for name in row.keys() if name in known]  # noqa: SIM118 -- a row has no `in`
            into.execute(
                f"INSERT OR IGNORE INTO {table}({', '.join(names)}) VALUES ({', '.join('?' * len(names))})",
                tuple(row[name] for name in names),
            )


def _rows(connection: Connection, table: str) -> list[Row] | None:
    """All rows of a table; None when they cannot be read."""
    try:
        with faults():
            return list(connection.execute(f"SELECT * FROM {table}").fetchall())
    except (BookError, StorageError):
        return None
    except Exception as error:  # of another schema
        if "no such table" in str(error):
            return None
        raise
