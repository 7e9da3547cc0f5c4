"""The book itself inside an export: every row of every table as JSON, one row a line, so that it can be read by people,
by other programs, and back into a book. Sheets for people live in archive_sheets.

Left out on purpose: PINs (four digits are guessed from their hash in minutes, and an export is made to be handed on)
and, for whoever is not the owner, the words of the owner's own notes. Their rows stay, so nothing refers to nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import IO, Protocol

from shopbook.storage.journal import BUSINESS
from shopbook.storage.store import Reader

# Beside the shop's facts: what undoing an import needs, the numbers given so far, what was being typed, who signed in.
BESIDE = ("import_row", "number_series", "draft", "sign_in", "journal_state")
PRIVATE = "—"
"""Stands where the owner's words were left out."""
_AT_ONCE = 2000
_SECRET = {"staff": ("pin_hash", "pin_set_on")}
_WORDS = ("body", "resolution", "heard_via")
_SECRET_PATHS = ", ".join(f"'$.{column}'" for column in _SECRET["staff"])


class Sink(Protocol):
    """Where the text goes."""

    def write(self, data: bytes) -> int: ...


Step = Callable[[int], None]


def tables(reader: Reader) -> list[str]:
    """The tables of a book that an export carries, those of an older schema too."""
    there = {row["name"] for row in reader.rows("SELECT name FROM sqlite_master WHERE type = 'table'")}
    return [table for table in (*BUSINESS, *BESIDE) if table in there]


def columns_of(reader: Reader, table: str) -> list[str]:
    """The columns an export carries: all but those that are bytes (sort keys, made anew)."""
    return [
        row["name"] for row in reader.rows(f"PRAGMA table_info({table})") if row["type"].upper() != "BLOB"
    ]


def write_book(reader: Reader, to: Sink, head: str, step: Step, *, private: bool) -> dict[str, int]:
    """Every table; returns how many rows each has. `head`: JSON of what this is. private: the owner's words too."""
    counts: dict[str, int] = {}
    to.write(f'{{\n"shopbook": {head},\n"tables": {{\n'.encode())
    for place, table in enumerate(tables(reader)):
        to.write(f'{"," if place else ""}"{table}": [\n'.encode())
        counts[table] = _write_rows(_rows(reader, table, private=private), to, step)
        to.write(b"]\n")
    to.write(b"}\n}\n")
    return counts


def write_journal(reader: Reader, to: Sink, step: Step, *, private: bool) -> int:
    """The journal, each line as it was written; returns how many."""
    to.write(b'{"journal": [\n')
    count = _write_rows(_journal(reader, private=private), to, step)
    to.write(b"]}\n")
    return count


def _write_rows(chunks: Iterator[list[str]], to: Sink, step: Step) -> int:
    count = 0
    for chunk in chunks:
        if chunk:
            if count:
                to.write(b",\n")
            to.write(",\n".join(chunk).encode("utf-8", "replace"))
            count += len(chunk)
            step(len(chunk))
    if count:
        to.write(b"\n")
    return count


def _rows(reader: Reader, table: str, *, private: bool) -> Iterator[list[str]]:
    """The rows as JSON objects made by SQLite itself: 12 us a row less than through Python."""
    given = ", ".join(
        f"'{column}', {_given(table, column, private=private)}" for column in columns_of(reader, table)
    )
    (key,) = (
        row["name"] for row in reader.rows(f"PRAGMA table_info({table})") if row["pk"] == 1
    )  # every table has a key of one column
    sql = f"SELECT {key} AS place, json_object({given}) AS line FROM {table}"
    last: object = None
    while True:
        where, values = (f" WHERE {key} > ?", (last,)) if last is not None else ("", ())
        found = reader.rows(f"{sql}{where} ORDER BY {key} LIMIT {_AT_ONCE}", values)
        yield [row["line"] for row in found]
        if len(found) < _AT_ONCE:
            return
        last = found[-1]["place"]


def _given(table: str, column: str, *, private: bool) -> str:
    if column in _SECRET.get(table, ()):
        return "NULL"
    if table == "note" and column in _WORDS and not private:
        return f"CASE WHEN sensitivity = 'owner' AND {column} IS NOT NULL THEN '{PRIVATE}' ELSE {column} END"
    return column


def _journal(reader: Reader, *, private: bool) -> Iterator[list[str]]:
    changed = f"CASE tbl WHEN 'staff' THEN json_remove(changed, {_SECRET_PATHS}) ELSE json(changed) END"
    if not private:
        changed = (
            "CASE WHEN tbl = 'note' AND (SELECT sensitivity FROM note WHERE id = row_id) = 'owner' "
            f"THEN {_without_words()} ELSE {changed} END"
        )
    names = ("site", "seq", "hlc", "operation", "deed", "tbl", "row_id", "actor", "app")
    plain = ", ".join(f"'{name}', {name}" for name in names)
    sql = (
        f"SELECT site, seq, json_object({plain}, 'changed', {changed}) AS line FROM journal "
        f"WHERE (site, seq) > (?, ?) ORDER BY site, seq LIMIT {_AT_ONCE}"
    )
    last: tuple[object, object] = ("", -1)
    while True:
        found = reader.rows(sql, last)
        yield [row["line"] for row in found]
        if len(found) < _AT_ONCE:
            return
        last = found[-1]["site"], found[-1]["seq"]


def _without_words() -> str:
    """SQL of a note's journal line in which the words are a dash; nothing written stays nothing."""
    paths = [f"$.{column}{place}" for column in _WORDS for place in ("", "[0]", "[1]")]
    # A path of an insert names the word, of an update the old and the new one.
    dashed = ", ".join(
        f"'{path}', CASE json_type(changed, '{path}') WHEN 'text' THEN '{PRIVATE}' "
        f"WHEN 'array' THEN json_extract(changed, '{path}') END"
        for path in paths
    )
    return f"json_replace(changed, {dashed})"


def total_rows(reader: Reader) -> int:
    """How many lines `write_book` and `write_journal` will write."""
    counted = (f"(SELECT count(*) FROM {table})" for table in (*tables(reader), "journal"))
    return int(reader.value(f"SELECT {' + '.join(counted)}"))


def read_tables(lines: IO[bytes]) -> Iterator[tuple[str, list[bytes]]]:
    """The rows of a book.json or journal.json as `write_book` wrote it: (table, some rows), never many at once."""
    table = ""
    rows: list[bytes] = []
    while line := lines.readline(_LONGEST_LINE):
        if len(line) == _LONGEST_LINE:
            raise ValueError("a row longer than any")
        if line.startswith((b'"', b',"', b'{"journal"')) and line.endswith(b": [\n"):
            table, rows = line.decode("utf-8").lstrip('{,"').partition('"')[0], []
        elif table and line.startswith(b"]"):
            yield table, rows
            table = ""
        elif table:
            rows.append(line.rstrip(b",\n"))
            if len(rows) == _AT_ONCE:
                yield table, rows
                rows = []


_LONGEST_LINE = 64 << 20  # a shop's logo is kept as text in a row of settings; nothing else comes near
