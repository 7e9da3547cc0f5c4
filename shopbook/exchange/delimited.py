"""Reading CSV and its like: the encoding and the separator are found out from the file itself.

What the columns mean is not known here.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from shopbook.exchange.inert import unguarded
from shopbook.exchange.limits import MAX_CELL, MAX_CELLS, MAX_COLUMNS, MAX_ROWS
from shopbook.exchange.sheet import Row, Sheet, too_large, unreadable

_SEPARATORS = ",;\t|"
# Commas also stand inside notes; a line of MAX_COLUMNS notes full of commas is still below this.
_LONG_LINE, _MOST_SEPARATORS = 50_000, 50_000


def decode(data: bytes) -> str:
    """The text of a file: UTF-8 or UTF-16 with or without a mark, else Windows-1252. ImportProblem for binary data."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    if b"\x00" in data[:4000]:
        return _decode_unmarked_utf16(data)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as trouble:
        # One broken letter in a Bengali file must not turn all of it into Windows-1252 noise.
        if _mostly_utf8(data):
            return data.decode("utf-8", "replace")
        if sum(byte < 9 for byte in data[:4000]) > 0:
            raise unreadable() from trouble
        return data.decode("cp1252", "replace")


def _mostly_utf8(data: bytes) -> bool:
    sample = data[:200_000].decode("utf-8", "replace")
    broken = sample.count("\ufffd")
    wide = sum(1 for letter in sample if ord(letter) > 0x2FF) - broken
    return wide > 3 * broken


def _decode_unmarked_utf16(data: bytes) -> str:
    even = data[0:4000:2].count(0)
    odd = data[1:4000:2].count(0)
    if max(even, odd) * 10 < min(len(data), 4000) // 2:
        raise unreadable()
    text = data.decode("utf-16-be" if even > odd else "utf-16-le", "replace")
    if "\x00" in text[:2000]:
        raise unreadable()
    return text


def separator_of(text: str) -> str:
    """The separator that cuts the first lines into the most columns, evenly; a comma when nothing separates."""
    lines = [line for line in text[:40_000].splitlines()[:60] if line.strip()]
    best, best_score = ",", 0.0
    for mark in _SEPARATORS:
        try:
            widths = [len(row) for row in csv.reader(lines, delimiter=mark)]
        except csv.Error:
            continue
        wide = [width for width in widths if width > 1]
        if not wide:
            continue
        usual = max(set(wide), key=lambda width: (wide.count(width), width))
        # Evenness first: a comma inside notes splits unevenly, the real separator splits every row alike.
        score = wide.count(usual) / len(widths) * 10 + min(usual, 9) / 10
        if score > best_score:
            best, best_score = mark, score
    return best


def read(text: str) -> Sheet:
    """The rows of a CSV text. A row's number is its record's place, as Excel would show it."""
    text = text.replace("\x00", "")
    separator = separator_of(text)
    try:
        records = _records(text, separator, strict=True)
    except csv.Error as trouble:
        # A quote never closed would swallow the rest of the list into one cell; then quotes are plain letters.
        unclosed = "unexpected end" in str(trouble) or "field larger" in str(trouble)
        try:
            records = _records(text, separator, quotes=not unclosed)
        except csv.Error as again:
            raise unreadable() from again
    return Sheet("csv", "", records)


def _records(text: str, separator: str, *, strict: bool = False, quotes: bool = True) -> tuple[Row, ...]:
    rows: list[Row] = []
    cells = 0
    reader = csv.reader(
        _lines(text, separator),
        delimiter=separator,
        strict=strict,
        quoting=csv.QUOTE_MINIMAL if quotes else csv.QUOTE_NONE,
    )
    for number, record in enumerate(reader, 1):
        cells += len(record)
        if len(record) > MAX_COLUMNS or number > MAX_ROWS or cells > MAX_CELLS:
            raise too_large()
        for cell in record:
            if len(cell) > MAX_CELL:
                if strict:
                    raise csv.Error("field larger than a person would type")
                raise too_large()
        rows.append(Row(number, tuple(map(unguarded, record))))
    return tuple(rows)


def _lines(text: str, separator: str) -> Iterator[str]:
    """The lines as they are; one of a million columns is refused before it becomes a million cells."""
    for line in io.StringIO(text, newline=""):
        if len(line) > _LONG_LINE and line.count(separator) > _MOST_SEPARATORS:
            raise too_large()
        yield line
