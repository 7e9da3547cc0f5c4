"""Whether the rows of the book say what the journal says of them: a flipped bit changes one of the two, not both.

Part of the whole check. What a row was given by a person and what it became since is `queries`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from shopbook.storage.connection import Row
from shopbook.storage.journal import BUSINESS, journaled_facts
from shopbook.storage.store import Reader

# Set by a migration, which stands in no journal: complaints that were notes before version 2.
_BY_MIGRATION = {("note", "needs_closing"), ("note_followup", "deleted_at")}


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A column of a row that is not what the journal told last; `column` is "id" for a row that is gone, "journal"
    where the journal itself cannot be read."""

    table: str
    row_id: int
    column: str
    kept: object
    told: object


def disagreements(reader: Reader, table: str) -> Iterator[Disagreement]:
    """The rows of one business table that differ from the journal; rows it never heard of are not looked at."""
    assert table in BUSINESS
    facts = journaled_facts(reader, table)
    columns = list(facts)
    for row in reader.rows(
        "SELECT row_id FROM journal j WHERE tbl = ? AND deed = 'i' "
        f"AND NOT EXISTS (SELECT 1 FROM {table} t WHERE t.id = j.row_id)",
        (table,),
    ):
        yield Disagreement(table, row["row_id"], "id", None, row["row_id"])
    left_out = _merged(reader) if table == "ledger" else frozenset()
    erased = {row["row_id"] for row in reader.rows("SELECT row_id FROM erasure WHERE tbl = ?", (table,))}
    for row in _touched(reader, table, columns):
        if row["id"] in erased:
            continue
        try:
            told, from_the_first = _told(reader, table, row["id"])
        except (ValueError, AttributeError, TypeError):  # a bit flipped in the journal itself
            yield Disagreement(table, row["id"], "journal", None, None)
            continue
        for column in columns:
            kept = row[column]
            if column in told:
                agree = told[column] == kept
            else:  # never filled in, younger than the row, or the row is older than the journal
                agree = not from_the_first or kept is None or str(kept) == facts[column]
            excused = (table, column) in _BY_MIGRATION or (column == "customer_id" and row["id"] in left_out)
            if not agree and not excused:
                yield Disagreement(table, row["id"], column, kept, told.get(column))


def _touched(reader: Reader, table: str, columns: list[str]) -> list[Row]:
    """The rows that are not, word for word, what they were when they were written: edited since, or damaged.

    SQLite compares them, in the words in which the trigger wrote them: nine rows of ten never come to Python.
    """
    pairs = ", ".join(f"'{column}', t.{column}" for column in columns)
    return reader.rows(
        f"SELECT t.id, {', '.join(f't.{column}' for column in columns)} FROM {table} t "
        f"LEFT JOIN journal j ON j.row_id = t.id AND j.tbl = '{table}' AND j.deed = 'i' "
        f"WHERE j.changed IS NOT json_patch('{{}}', json_object({pairs}))"
    )


def _told(reader: Reader, table: str, row_id: int) -> tuple[dict[str, object], bool]:
    """What the journal told last of each column it named of one row, and whether it knows the row from the first."""
    told: dict[str, object] = {}
    from_the_first = False
    for entry in reader.rows(
        "SELECT deed, changed FROM journal WHERE row_id = ? AND tbl = ? ORDER BY hlc, site, seq",
        (row_id, table),
    ):
        changed = json.loads(entry["changed"])
        if entry["deed"] == "i":
            from_the_first = True
            told |= changed
        else:
            told |= {column: new for column, (_old, new) in changed.items()}
    return told, from_the_first


def _merged(reader: Reader) -> frozenset[int]:
    """Entries of the ledger that went over to another page when two pages of one customer became one."""
    found: set[int] = set()
    for row in reader.rows("SELECT moved FROM merge_log"):
        found.update(json.loads(row["moved"]).get("ledger.customer_id", ()))
    return frozenset(found)
