"""Writing the readable sheets of an export: each noun as CSV and as XLSX from one reading of the book.

Which columns there are is archive_nouns'; a row is never held longer than it takes to write it.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from shopbook.clock import DHAKA, to_instant
from shopbook.exchange.archive_book import PRIVATE
from shopbook.exchange.archive_file import Packing
from shopbook.exchange.archive_nouns import Field, Noun
from shopbook.exchange.archive_words import word, yes_or_no
from shopbook.exchange.inert import dialled, guarded
from shopbook.storage.store import Reader

Value = str | float | dt.date | dt.datetime | None
MOST_SHEET_ROWS = 1_048_575  # Excel's rows, less the heading
_LONGEST_CELL = 32_767  # Excel's own limit; the book's longest text has 4,000 letters
_AT_ONCE = 2000
_WIDTHS = {"taka": 12, "day": 12, "instant": 17, "number": 9, "count": 9, "phone": 15, "yes": 8, "code": 14}


def write_noun(
    reader: Reader, noun: Noun, pack: Packing, language: str, step: Callable[[int], None], *, private: bool
) -> int:
    """csv/<name>.csv and xlsx/<name>.xlsx; returns how many rows. private: the owner's own notes too."""
    path = pack.folder / f"{noun.name}.xlsx"
    book = _Workbook(path, noun)
    try:
        count = _write(reader, noun, pack, book, language, step, private=private)
        book.close()
    finally:
        book.drop()
    pack.put_file(f"xlsx/{noun.name}.xlsx", path)
    return count


def _write(
    reader: Reader,
    noun: Noun,
    pack: Packing,
    book: _Workbook,
    language: str,
    step: Callable[[int], None],
    *,
    private: bool,
) -> int:
    count = 0
    with pack.member(f"csv/{noun.name}.csv") as stream:
        stream.write(b"\xef\xbb\xbf")  # without it Excel reads Bengali as Windows-1252
        stream.write(_csv_lines([[field.heading for field in noun.fields]]))
        for rows in _rows(reader, noun, language, private=private):
            stream.write(_csv_lines([[_in_csv(value) for value in row] for row in rows]))
            for row in rows:
                book.add(row)
            count += len(rows)
            step(len(rows))
    return count


def _csv_lines(rows: list[list[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode("utf-8", "replace")


def _in_csv(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return guarded(value)
    if isinstance(value, dt.datetime):
        return value.isoformat(" ", "minutes")
    if isinstance(value, dt.date):
        return value.isoformat()
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def _rows(reader: Reader, noun: Noun, language: str, *, private: bool) -> Iterator[list[list[Value]]]:
    given = ", ".join(_sql(noun, field, private=private) for field in noun.fields)
    joined = "AND" if " WHERE " in noun.source else "WHERE"
    sql = f"SELECT t.id, {given} FROM {noun.source} {joined} t.id > ? ORDER BY t.id LIMIT {_AT_ONCE}"
    readers = [_reader(field, language) for field in noun.fields]
    last = -1
    while True:
        found = reader.rows(sql, (last,))
        yield [
            [read(value) if value is not None else None for read, value in zip(readers, row[1:], strict=True)]
            for row in map(tuple, found)
        ]
        if len(found) < _AT_ONCE:
            return
        last = found[-1]["id"]


def _sql(noun: Noun, field: Field, *, private: bool) -> str:
    if noun.name == "notes" and not private and field.sql in ("t.body", "t.resolution"):
        return f"CASE WHEN t.sensitivity = 'owner' AND {field.sql} IS NOT NULL THEN '{PRIVATE}' ELSE {field.sql} END"
    return field.sql


def _reader(field: Field, language: str) -> Callable[[Any], Value]:
    column = field.sql.removeprefix("t.")
    made: dict[str, Callable[[Any], Value]] = {
        "text": str,
        "code": lambda value: word(str(value), language, column),
        "phone": dialled,
        "taka": lambda value: value / 100,
        "day": lambda value: dt.date.fromisoformat(value[:10]),
        "instant": lambda value: to_instant(value).astimezone(DHAKA).replace(tzinfo=None),
        "number": int,
        "count": lambda value: value / 1000,
        "yes": lambda value: yes_or_no(value, language),
    }
    return made[field.kind]


class _Workbook:
    """One XLSX file, row by row on the disk. Text is text: never a formula, a number or a link."""

    def __init__(self, path: Path, noun: Noun) -> None:
        import xlsxwriter

        self._noun = noun
        self._book = xlsxwriter.Workbook(
            str(path),
            {
                "constant_memory": True,
                "tmpdir": str(path.parent),
                "strings_to_formulas": False,
                "strings_to_numbers": False,
                "strings_to_urls": False,
            },
        )
        # Files written at another minute hold the same.
        self._book.set_properties({"created": dt.datetime(2020, 1, 1, tzinfo=dt.UTC)})
        looks = {
            "head": {"bold": True, "text_wrap": True, "valign": "top"},
            "text": {"num_format": "@"},
            "taka": {"num_format": "#,##0.00"},
            "day": {"num_format": "dd/mm/yyyy"},
            "instant": {"num_format": "dd/mm/yyyy hh:mm"},
        }
        self._looks = {name: self._book.add_format(look) for name, look in looks.items()}
        self._sheets = 0
        self._row = 0
        self._begin()

    def _begin(self) -> None:
        self._sheets += 1
        name = self._noun.english if self._sheets == 1 else f"{self._noun.english} {self._sheets}"
        self._sheet = self._book.add_worksheet(name[:31].replace("'", "’"))
        for place, field in enumerate(self._noun.fields):
            self._sheet.set_column(place, place, _WIDTHS.get(field.kind, 22))
            self._sheet.write_string(0, place, field.heading, self._looks["head"])
        self._sheet.freeze_panes(1, 0)
        self._row = 0

    def add(self, row: Sequence[Value]) -> None:
        """The next row, on a further sheet when Excel's rows are used up."""
        if self._row == MOST_SHEET_ROWS:
            self._begin()
        self._row += 1
        for place, value in enumerate(row):
            if value is None:
                continue
            if isinstance(value, str):
                self._sheet.write_string(self._row, place, value[:_LONGEST_CELL], self._looks["text"])
            elif isinstance(value, dt.datetime):
                self._sheet.write_datetime(self._row, place, value, self._looks["instant"])
            elif isinstance(value, dt.date):
                self._sheet.write_datetime(self._row, place, value, self._looks["day"])
            else:
                look = self._looks["taka"] if self._noun.fields[place].kind == "taka" else None
                self._sheet.write_number(self._row, place, value, look)

    def close(self) -> None:
        """Put the file together; OSError when the disk is full."""
        self._book.close()

    def drop(self) -> None:
        """Give up the rows kept on the disk, after Cancel or an error; harmless after `close`."""
        for sheet in self._book.worksheets():
            if sheet.row_data_fh is not None and not sheet.row_data_fh.closed:
                sheet.row_data_fh.close()
