"""Looking a packed workbook (XLSX, ODS) through before it is read, for traps that would unroll in memory.

The reader of workbooks fills the whole rectangle up to the furthest cell and copies a text for every cell that refers
to it; so corners, repetitions and references are counted here first, in one pass over the XML without building it.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from shopbook.exchange.limits import (
    MAX_CELL,
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_MEMBERS,
    MAX_RATIO,
    MAX_ROWS,
    MAX_TEXT,
    MAX_UNPACKED,
    RATIO_FROM,
)
from shopbook.exchange.sheet import too_large, unreadable

# Every repetition in these is bounded and stops at the next "<": a tag that never ends costs a look, not a search.
_PREFIX = rb"(?:\w{1,30}:)?"
_ROW_OR_CELL = re.compile(rb"<" + _PREFIX + rb"(row|c)(?=[\s/>])([^<>]{0,2000})")
_PLACE = re.compile(rb'(?:^|\s)r\s{0,9}=\s{0,9}["\']([^"\']{0,30})')
_ROW_NUMBER = re.compile(rb"(\d{1,7})")
_REFERENCE = re.compile(rb"([A-Za-z]{1,3})(\d{1,7})")
_SHARED = re.compile(rb"<" + _PREFIX + rb"si\b")
_SHARED_CELL = re.compile(
    rb'<[^<>]{0,2000}\bt\s?=\s?["\']s["\'][^<>]{0,2000}>\s{0,9}<' + _PREFIX + rb"v>\s{0,9}(\d{1,9})"
)
_ODS_TAG = re.compile(
    rb"<(/?)" + _PREFIX + rb"(table-row|table-cell|covered-table-cell)(?=[\s/>])([^<>]{0,4000})"
)
_TIMES_ACROSS = re.compile(rb'number-columns-repeated\s{0,9}=\s{0,9}["\'](\d{1,9})["\']')
_TIMES_DOWN = re.compile(rb'number-rows-repeated\s{0,9}=\s{0,9}["\'](\d{1,9})["\']')
_COPY = 1 << 20


def look_through(packed: zipfile.ZipFile, size: int) -> str:
    """ "xlsx" or "ods"; ImportProblem for anything else and for a trap. size: of the file itself, in bytes."""
    items = packed.infolist()
    total = sum(item.file_size for item in items)
    if len(items) > MAX_MEMBERS or total > MAX_UNPACKED or (total > RATIO_FROM and total > MAX_RATIO * size):
        raise too_large()
    names = {item.filename for item in items}
    if len(names) != len(items):
        raise unreadable()  # two members of one name: which of them is read is anybody's guess
    for item in items:
        _prove(packed, item)
    if "content.xml" in names:
        _look_through_ods(packed.read("content.xml"))
        return "ods"
    if "xl/workbook.xml" not in names:
        raise unreadable()
    _look_through_xlsx(packed, names)
    return "xlsx"


def _prove(packed: zipfile.ZipFile, item: zipfile.ZipInfo) -> None:
    """Unpack a member once, keeping nothing: one that says it is small and is not fails here, by its length or sum."""
    if item.flag_bits & 1:
        return  # closed with a password; the reader says so
    with packed.open(item) as stream:
        while stream.read(_COPY):
            pass


# ---- XLSX


def _look_through_xlsx(packed: zipfile.ZipFile, names: set[str]) -> None:
    shared = [name for name in names if name.lower().endswith("sharedstrings.xml")]
    lengths = [length for name in shared for length in _shared_lengths(packed.read(name))]
    cells = 0
    for name in names:
        if name.startswith("xl/worksheets/") and name.endswith(".xml"):
            xml = packed.read(name)
            if b"\x00" in xml:
                raise unreadable()  # UTF-16, which no program writes here, would pass unseen
            cells += _box(xml)
            if cells > MAX_CELLS:
                raise too_large()
            _weigh(xml, lengths)


def _shared_lengths(xml: bytes) -> list[int]:
    places = [found.start() for found in _SHARED.finditer(xml)]
    return [after - before for before, after in pairwise([*places, len(xml)])]


def _box(xml: bytes) -> int:
    """How many cells the rectangle round the written ones has. Rows and cells say where they stand, or follow on."""
    row = column = widest = 0
    first, last = 0, -1
    for found in _ROW_OR_CELL.finditer(xml):
        kind, attributes = found.groups()
        _check_tag(xml, found.end(), attributes)
        written = _PLACE.search(attributes)
        if kind == b"row":
            row = int(_exactly(_ROW_NUMBER, written.group(1)).group(1)) if written else row + 1
            column = 0
            if row > 1_048_576:
                raise too_large()
            continue
        place = _exactly(_REFERENCE, written.group(1)) if written else None
        column = _column_number(place.group(1)) if place else column + 1
        if attributes.endswith(b"/"):
            continue  # a cell that is only painted
        if place:
            row = int(place.group(2))
        if column > MAX_COLUMNS or row > MAX_ROWS:
            raise too_large()
        widest = max(widest, column)
        first, last = (min(first, row), max(last, row)) if last >= 0 else (row, row)
    return widest * (last - first + 1) if last >= 0 else 0


def _check_tag(xml: bytes, end: int, attributes: bytes) -> None:
    """Refuse a tag that hides something from this look: too long, or with a ">" inside its quotes."""
    if xml[end : end + 1] != b">" or attributes.count(b'"') % 2 or attributes.count(b"'") % 2:
        raise unreadable()


def _exactly(pattern: re.Pattern[bytes], text: bytes) -> re.Match[bytes]:
    found = pattern.fullmatch(text)
    if found is None:
        raise unreadable()
    return found


def _weigh(xml: bytes, lengths: list[int]) -> None:
    """Refuse a sheet whose cells refer to so much text that writing it out would fill the memory."""
    if not lengths or max(lengths) * xml.count(b"<") < MAX_TEXT:
        return
    weight = 0
    for found in _SHARED_CELL.finditer(xml):
        place = int(found.group(1))
        weight += lengths[place] if place < len(lengths) else 0
        if weight > MAX_TEXT:
            raise too_large()


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


# ---- ODS


@dataclass(slots=True)
class _OdsRow:
    """A row being read: how often it stands there, and what its filled cells come to."""

    times: int = 1
    cells: int = 0
    bytes: int = 0


def _look_through_ods(xml: bytes) -> None:
    """Refuse filled cells or rows repeated more often than a person would: they unpack in memory."""
    rows = cells = weight = empty = 0
    if b"\x00" in xml:
        raise unreadable()
    for row in _ods_rows(xml):
        if not row.cells:
            empty += row.times  # empty rows count when a filled one follows
        else:
            rows, empty = rows + empty + row.times, 0
            cells += row.times * row.cells
            weight += row.times * row.bytes
            if row.cells > MAX_COLUMNS or rows > MAX_ROWS or cells > MAX_CELLS or weight > MAX_TEXT:
                raise too_large()


def _ods_rows(xml: bytes) -> Iterator[_OdsRow]:
    row, cell_from, across, pending = _OdsRow(), -1, 0, 0
    for found in _ODS_TAG.finditer(xml):
        closing, name, attributes = found.groups()
        _check_tag(xml, found.end(), attributes)
        if name in (b"table-cell", b"covered-table-cell"):
            if closing:
                if cell_from >= 0:
                    # Each ends up in memory with its markup gone; that only makes it smaller.
                    row.bytes += across * min(found.start() - cell_from, MAX_CELL * 8)
                cell_from = -1
                continue
            across = _times(_TIMES_ACROSS, b"columns-repeated", attributes)
            if b"value" in attributes or b"formula" in attributes:
                row.cells += pending + across
                pending = 0
                cell_from = -1 if attributes.endswith(b"/") else found.end()
            else:
                pending += across  # empty cells count when a filled one follows
        elif name == b"table-row":
            yield row
            row, cell_from, pending = _OdsRow(), -1, 0
            if not closing:
                row.times = _times(_TIMES_DOWN, b"rows-repeated", attributes)
    yield row


def _times(pattern: re.Pattern[bytes], name: bytes, attributes: bytes) -> int:
    """How often it stands there; a figure that is none, or beyond all figures, is refused."""
    found = pattern.search(attributes)
    if found is None and name in attributes:
        raise unreadable()
    return int(found.group(1)) if found else 1
