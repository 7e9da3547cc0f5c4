"""Bringing a book's schema to this program's version, in one transaction. Opening and its gates live in `book_file`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from shopbook.errors import BookTooNew, Message
from shopbook.storage import journal
from shopbook.storage.connection import APPLICATION_ID, Connection, faults, statements

if TYPE_CHECKING:
    from sqlite_utils import Database

LATEST = 4


def schema_version(connection: Connection) -> int:
    """The schema version stamped into the file (0: none yet)."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def apply(connection: Connection, through: int = LATEST) -> None:
    """Run the missing steps, re-make the triggers and stamp the version; all or nothing.

    through: stop at this older version, to take in rows that were written by it; the journal's triggers come with the
    newest.

    BEGIN IMMEDIATE around it: two programs starting at once would otherwise both run a step (seen in 17 of 30 starts).
    """
    from sqlite_utils import Database, Migrations

    steps = Migrations("shopbook")
    for name, step in _STEPS[:through]:
        steps(name=name)(step)
    database = Database(connection, strict=True, execute_plugins=False)
    with faults():
        connection.execute("BEGIN IMMEDIATE")
        try:
            steps.apply(database)
            if through == LATEST:
                journal.install(connection)
            connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version={through}")
            if connection.execute("PRAGMA foreign_key_check").fetchall():
                raise RuntimeError("a migration left a broken reference")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def _first(database: Database) -> None:
    from shopbook.storage.steps import s0001_first

    _run(database, s0001_first.scripts())


def _promises(database: Database) -> None:
    from shopbook.storage.steps import s0002_promises

    # The journal's triggers know the columns of the old tables only; they are made anew after the last step.
    database.execute("UPDATE journal_state SET muted = 1")
    _run(database, s0002_promises.scripts())
    database.execute("UPDATE journal_state SET muted = 0")


def _money(database: Database) -> None:
    from shopbook.storage.steps import s0003_money

    database.execute("UPDATE journal_state SET muted = 1")
    _widen_ledger(database, s0003_money.widened)
    _run(database, s0003_money.scripts())
    database.execute("UPDATE journal_state SET muted = 0")


def _safety(database: Database) -> None:
    from shopbook.storage.steps import s0004_safety

    _run(database, s0004_safety.scripts())


def _widen_ledger(database: Database, widened: Callable[[str], str]) -> None:
    """Let the ledger's CHECK allow more kinds, as sqlite.org/lang_altertable.html#otheralter describes.

    Copying a million rows and seven indexes would take many seconds and twice the disk; a CHECK is only text.
    """
    (text,) = database.execute(
        "SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = 'ledger'"
    ).fetchone()
    (version,) = database.execute("PRAGMA schema_version").fetchone()
    database.execute("PRAGMA writable_schema = ON")
    try:
        database.execute(
            "UPDATE sqlite_schema SET sql = ? WHERE type = 'table' AND name = 'ledger'", (widened(text),)
        )
        database.execute(f"PRAGMA schema_version = {version + 1}")
    finally:
        database.execute("PRAGMA writable_schema = OFF")


def _run(database: Database, scripts: list[str]) -> None:
    for script in scripts:
        for statement in statements(script):
            database.execute(statement)


_STEPS: tuple[tuple[str, Callable[[Database], None]], ...] = (
    ("s0001_first", _first),
    ("s0002_promises", _promises),
    ("s0003_money", _money),
    ("s0004_safety", _safety),
)


def too_new() -> BookTooNew:
    """A book of a schema that this program does not know yet."""
    return BookTooNew(
        Message("This book was written by a newer version of the program."),
        Message("Install the newest version on this computer, then open the book again."),
    )
