"""Writing rescued rows into a book: straight into the tables, with their own ids, past journal and operations.

Whoever does so makes the kept figures anew afterwards (`figures`).
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from shopbook.clock import from_instant
from shopbook.rescue.journal_of import COLUMNS, Line
from shopbook.storage.connection import Connection, Row, faults
from shopbook.storage.driver import sqlite3
from shopbook.storage.ids import EPOCH_MS, SEQUENCE_BITS, WRITER_BITS
from shopbook.storage.journal import BUSINESS

# A customer whose page is lost and on whom money or words still hang.
LOST_CUSTOMER = "?"
_LATEST_MS = 4_000_000_000_000  # 2096


@contextmanager
def rescuing(connection: Connection) -> Iterator[None]:
    """One transaction in which the journal is silent and entries of the ledger may change their page."""
    with faults():
        connection.execute("BEGIN IMMEDIATE")
        try:
            connection.execute("UPDATE journal_state SET muted = 1, moving = 1, erasing = 1")
            yield
            connection.execute("UPDATE journal_state SET muted = 0, moving = 0, erasing = 0")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def columns_of(connection: Connection, table: str) -> dict[str, Any]:
    """The columns of a table by name, with what `table_info` tells of them."""
    return {row["name"]: row for row in connection.execute(f"PRAGMA table_info({table})").fetchall()}


def put(connection: Connection, table: str, values: Mapping[str, Any]) -> str | None:
    """Insert one row; None when it went in, else SQLite's sentence why it does not fit."""
    names = list(values)
    try:
        connection.execute(
            f"INSERT INTO {table}({', '.join(names)}) VALUES ({', '.join('?' * len(names))})",
            tuple(values.values()),
        )
    except (sqlite3.IntegrityError, OverflowError) as error:
        return str(error)
    return None


def change(connection: Connection, table: str, row_id: int, values: Mapping[str, Any]) -> str | None:
    """Change columns of one row; None when it was done, else why not."""
    sets = ", ".join(f"{name} = ?" for name in values)
    try:
        done = connection.execute(
            f"UPDATE {table} SET {sets} WHERE id = ?", (*values.values(), row_id)
        ).rowcount
    except (sqlite3.IntegrityError, OverflowError) as error:
        return str(error)
    return None if done else "the row is not there"


def stamp(hlc: int) -> str:
    """The instant of a line of the journal, as the book writes instants."""
    return from_instant(dt.datetime.fromtimestamp((hlc >> 16) / 1000, dt.UTC))


def made_at(row_id: int) -> str:
    """The instant at which an id was made, as the book writes instants; of a hashed id some instant or other."""
    ms = (row_id >> (WRITER_BITS + SEQUENCE_BITS)) + EPOCH_MS
    return from_instant(dt.datetime.fromtimestamp(min(max(ms, EPOCH_MS), _LATEST_MS) / 1000, dt.UTC))


def put_lines(connection: Connection, lines: list[Line], site: str) -> None:
    """Take lines into the journal: in their own place as long as it has no gap there, else as `site`'s own.

    `journal_state` must be of `site` already; its numbers go on behind them.
    """
    last = {
        row["site"]: row["last"]
        for row in connection.execute("SELECT site, max(seq) AS last FROM journal GROUP BY site").fetchall()
    }
    own = last.get(site, 0)
    insert = f"INSERT INTO journal({', '.join(COLUMNS)}) VALUES ({', '.join('?' * len(COLUMNS))})"
    for line in lines:
        of, seq = line.place
        if of != site and seq == last.get(of, 0) + 1:
            last[of] = seq
        else:
            own += 1
            of, seq = site, own
        connection.execute(insert, (of, seq, *line.row()[2:]))
    if lines:
        connection.execute(
            "UPDATE journal_state SET seq = ?, hlc = max(hlc, ?), operation = max(operation, ?)",
            (own, max(line.hlc for line in lines), max(line.operation for line in lines)),
        )


@dataclass
class Mended:
    """What it took that every reference points at something. customers: pages made for customers that are lost."""

    emptied: set[tuple[str, int]] = field(default_factory=set)
    customers: set[int] = field(default_factory=set)
    out: dict[tuple[str, int], str] = field(default_factory=dict)


def mend_references(connection: Connection) -> Mended:
    """Let no reference point at nothing: a lost customer is written as such, what hangs on other lost rows is let go.

    `out` holds what had to be taken out, as a line of JSON each. Inside `rescuing`.
    """
    done = Mended()
    for _ in range(20):  # what is taken out may itself have been pointed at
        broken = connection.execute("PRAGMA foreign_key_check").fetchall()
        if not broken:
            break
        for row in broken:
            _mend(connection, row, done)
    return done


def _mend(connection: Connection, row: Row, done: Mended) -> None:
    table, row_id = row["table"], row["rowid"]
    keys = connection.execute(f"PRAGMA foreign_key_list({table})").fetchall()
    column = next(key["from"] for key in keys if key["id"] == row["fkid"])
    if table not in BUSINESS:
        connection.execute(f"DELETE FROM {table} WHERE rowid = ?", (row_id,))
    elif not columns_of(connection, table)[column]["notnull"]:
        with _without(connection, f"{table}_no_update"):
            sql = f"UPDATE {table} SET {column} = NULL WHERE rowid = ?"
            connection.execute(sql, (row_id,))
        done.emptied.add((table, row_id))
    elif row["parent"] == "customer":
        found = connection.execute(f"SELECT {column} FROM {table} WHERE rowid = ?", (row_id,)).fetchone()
        if found is not None:
            _lost_customer(connection, found[0])
            done.customers.add(found[0])
    else:
        done.out[table, row_id] = _take_out(connection, table, row_id)


def _lost_customer(connection: Connection, customer_id: int) -> None:
    """A page for somebody on whom money or words still hang; its id tells when it was first written."""
    now = made_at(customer_id)
    connection.execute(
        "INSERT OR IGNORE INTO customer(id, code, needs_review, review_reason, created_at, updated_at) "
        "VALUES (?, ?, 1, ?, ?, ?)",
        (customer_id, f"{LOST_CUSTOMER}-{customer_id % 1_000_000:06d}", "rescued", now, now),
    )


def _take_out(connection: Connection, table: str, row_id: int) -> str:
    """Rows are never deleted in a book; here one that points at nothing never gets into it."""
    row = connection.execute(f"SELECT * FROM {table} WHERE rowid = ?", (row_id,)).fetchone()
    if row is None:
        return "{}"
    told = {name: row[name] for name in tuple(row.keys()) if not isinstance(row[name], bytes)}
    with _without(connection, f"{table}_no_delete"):
        connection.execute(f"DELETE FROM {table} WHERE rowid = ?", (row_id,))
    return json.dumps({"table": table, **told}, ensure_ascii=False)


@contextmanager
def _without(connection: Connection, guard: str) -> Iterator[None]:
    """While a guarding trigger is away."""
    asked = "SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND name = ?"
    kept = connection.execute(asked, (guard,)).fetchone()
    if kept is not None:
        connection.execute(f"DROP TRIGGER {guard}")
    yield
    if kept is not None:
        connection.execute(kept[0])
