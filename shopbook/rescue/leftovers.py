"""What no journal tells and a damaged file may still hold: what was being typed, evidence of imports, number series."""

from __future__ import annotations

from pathlib import Path

from shopbook.errors import BookError, StorageError
from shopbook.storage.connection import Connection, Row, connect, faults

_LOCAL = ("draft", "import_row", "backup_log")


def carry_over(damaged: Path, key: bytes | None, into: Connection) -> None:
    """Take these along as far as they can be read; what is there already stays. Inside a transaction of `into`."""
    try:
        connection = connect(damaged, read_only=True, key=key)
    except (BookError, StorageError):
        return
    try:
        for row in _rows(connection, "number_series"):
            into.execute(
                "INSERT INTO number_series(series, next) VALUES (?1, ?2) "
                "ON CONFLICT(series) DO UPDATE SET next = max(next, ?2)",
                (row["series"], row["next"]),
            )
        for table in _LOCAL:
            for row in _rows(connection, table):
                names = row.keys()
                into.execute(
                    f"INSERT OR {'REPLACE' if table == 'draft' else 'IGNORE'} INTO {table}({', '.join(names)}) "
                    f"VALUES ({', '.join('?' * len(names))})",
                    tuple(row),
                )
    finally:
        connection.close()


def _rows(connection: Connection, table: str) -> list[Row]:
    try:
        with faults():
            return list(connection.execute(f"SELECT * FROM {table}").fetchall())
    except (BookError, StorageError):
        return []
    except Exception as error:  # of another schema
        if "no such table" in str(error):
            return []
        raise
