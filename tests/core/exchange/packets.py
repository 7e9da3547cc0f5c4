"""What an export holds, as tests ask it: members, sheets, all rows of a book; and packets changed by hand."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from contextlib import closing
from pathlib import Path

from shopbook.exchange import archive_book
from shopbook.storage.connection import connect
from shopbook.storage.store import Reader


def all_rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table an export carries, as the file holds them."""
    with closing(connect(path, read_only=True)) as connection:
        names = [*archive_book.tables(Reader(connection)), "journal"]
        return {
            name: [tuple(row) for row in connection.execute(f"SELECT * FROM {name} ORDER BY 1, 2")]
            for name in names
        }


def members(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def sheet(path: Path, name: str) -> list[dict[str, str]]:
    """A CSV of an export as dictionaries, by the English half of the heading."""
    rows = list(csv.reader(io.StringIO(members(path)[f"csv/{name}.csv"].decode("utf-8-sig"))))
    heads = [head.rpartition(" / ")[2] for head in rows[0]]
    return [dict(zip(heads, row, strict=True)) for row in rows[1:]]


def repacked(source: Path, target: Path, **changed: bytes) -> Path:
    """The same zip with some members changed, as a person with a zip program would."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in {**members(source), **changed}.items():
            packed.writestr(name, data)
    return target


def forged(source: Path, target: Path, book: bytes) -> Path:
    """A packet with another book in it and honest sums: made by hand, or by another program."""
    told = json.loads(members(source)["manifest.json"])
    for one in told["members"]:
        if one["name"] == "book.json":
            one.update(bytes=len(book), sha256=hashlib.sha256(book).hexdigest())
    return repacked(source, target, **{"book.json": book, "manifest.json": json.dumps(told).encode()})
