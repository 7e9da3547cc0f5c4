"""How one kind of happening is read for a timeline, newest first from a place on. Which kinds there are: `queries`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from shopbook.history.model import Entry
from shopbook.storage.connection import Row

Source = tuple[str, Callable[[Row], Entry]]


def source(columns: str, table: str, day: str, where: str = "deleted_at IS NULL") -> str:
    """The query of a table with one happening a row, by its index on (customer_id, day)."""
    return (
        f"SELECT id, {day} AS on_day, {columns} FROM {table} WHERE customer_id = :customer AND {where} "
        f"AND ({day}, id) < (:on, :id) ORDER BY {day} DESC, id DESC LIMIT :limit"
    )


def day_of_row(row: Row) -> dt.date:
    """The day on which it happened."""
    return dt.date.fromisoformat(row["on_day"])
