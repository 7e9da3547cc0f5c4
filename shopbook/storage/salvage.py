"""The rows that stand in single pages of a database, read without header, schema or tree. What they mean: `rescue`.

SQLite's own walk gets nothing when page 1 is gone; this one takes every page for itself and gives up only what does not
hold together: a cell outside its page, a record whose lengths do not add up, text that is no UTF-8.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from shopbook.storage.pages import INNER_INDEX, INNER_TABLE, LEAF_INDEX, LEAF_TABLE, Pages, is_tree

# Of an integer's serial type, its bytes: https://www.sqlite.org/fileformat2.html#record_format
_INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
_MOST_COLUMNS = 200
_MOST_BYTES = 64 << 20


@dataclass(frozen=True, slots=True)
class Cell:
    """One record as it stood in a page. row_id is None in an index and in a table WITHOUT ROWID."""

    page: int
    row_id: int | None
    values: list[Any]


@dataclass(frozen=True, slots=True)
class Inner:
    """An inner page of a table's tree: the pages below it."""

    page: int
    below: tuple[int, ...]


class _Broken(ValueError):
    """What was read is no record."""


def walk(pages: Pages) -> Iterator[Cell | Inner]:
    """Every record and every inner page that can still be read, in the order of the pages."""
    for number, page in pages:
        at = 100 if number == 1 else 0
        if not is_tree(page, at, pages.usable):
            continue
        kind = page[at]
        head = at + (8 if kind in (LEAF_TABLE, LEAF_INDEX) else 12)
        cells = [
            int.from_bytes(page[head + 2 * place : head + 2 * place + 2], "big")
            for place in range(int.from_bytes(page[at + 3 : at + 5], "big"))
        ]
        if kind == INNER_TABLE:
            below = [int.from_bytes(page[cell : cell + 4], "big") for cell in cells if cell + 4 <= len(page)]
            below.append(int.from_bytes(page[at + 8 : at + 12], "big"))
            yield Inner(number, tuple(one for one in below if 1 < one <= pages.count))
            continue
        for cell in cells:
            found = _cell(pages, number, page, kind, cell)
            if found is not None:
                yield found


def _cell(pages: Pages, number: int, page: bytes, kind: int, at: int) -> Cell | None:
    try:
        if kind == INNER_INDEX:
            at += 4  # the page below comes first
        size, at = varint(page, at)
        row_id: int | None = None
        if kind == LEAF_TABLE:
            row_id, at = varint(page, at)
            row_id -= (row_id >> 63) << 64
        return Cell(number, row_id, record(_payload(pages, page, kind, at, size)))
    except (_Broken, IndexError, UnicodeDecodeError, struct.error):
        return None


def _payload(pages: Pages, page: bytes, kind: int, at: int, size: int) -> bytes:
    """The record, gathered from its overflow pages when it is long."""
    usable = pages.usable
    most = usable - 35 if kind == LEAF_TABLE else (usable - 12) * 64 // 255 - 23
    if size <= most:
        if at + size > usable:
            raise _Broken
        return page[at : at + size]
    if size > _MOST_BYTES:
        raise _Broken
    least = (usable - 12) * 32 // 255 - 23
    here = least + (size - least) % (usable - 4)
    here = here if here <= most else least
    if at + here + 4 > usable:
        raise _Broken
    found = bytearray(page[at : at + here])
    following, seen = int.from_bytes(page[at + here : at + here + 4], "big"), set[int]()
    while len(found) < size:
        if following in seen or (over := pages.page(following)) is None:
            raise _Broken
        seen.add(following)
        pages.overflow.add(following)
        found += over[4 : 4 + min(usable - 4, size - len(found))]
        following = int.from_bytes(over[:4], "big")
    return bytes(found)


def varint(data: bytes, at: int) -> tuple[int, int]:
    """The variable-length integer at a place, and the place behind it."""
    value = 0
    for place in range(8):
        byte = data[at + place]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + place + 1
    return value << 8 | data[at + 8], at + 9


def record(data: bytes) -> list[Any]:
    """The values of a record; raises when its lengths do not add up to just its own."""
    end, at = varint(data, 0)
    if not 2 <= end <= len(data):
        raise _Broken
    kinds = []
    while at < end:
        kind, at = varint(data, at)
        kinds.append(kind)
    if at != end or len(kinds) > _MOST_COLUMNS:
        raise _Broken
    values: list[Any] = []
    for kind in kinds:
        value, at = _value(data, at, kind)
        values.append(value)
    if at != len(data):
        raise _Broken
    return values


def _value(data: bytes, at: int, kind: int) -> tuple[Any, int]:
    if kind == 0:
        return None, at
    if kind in (8, 9):
        return kind - 8, at
    if kind in _INTEGERS:
        end = at + _INTEGERS[kind]
        _within(data, end)
        return int.from_bytes(data[at:end], "big", signed=True), end
    if kind == 7:
        _within(data, at + 8)
        return struct.unpack(">d", data[at : at + 8])[0], at + 8
    if kind < 12:
        raise _Broken
    end = at + (kind - 12) // 2
    _within(data, end)
    return (data[at:end].decode("utf-8") if kind & 1 else data[at:end]), end


def _within(data: bytes, end: int) -> None:
    if end > len(data):
        raise _Broken
