"""Reading workbooks (XLSX, XLS, ODS) through calamine, after checking that the file is no trap.

What the columns mean is not known here.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import Any

from shopbook.errors import ImportProblem, Message
from shopbook.exchange.limits import MAX_CELLS, MAX_COLUMNS, MAX_ROWS
from shopbook.exchange.packed_sheets import look_through
from shopbook.exchange.sheet import Cell, Row, Sheet, check_cell, too_large, unreadable


def read(data: bytes, sheet: str | None = None) -> Sheet:
    """The rows of one sheet: the named one, else the visible sheet with the most filled rows."""
    kind = _kind(data)
    book = _guarded(lambda calamine: calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)))
    names = _visible_names(book)
    if sheet is not None and sheet not in names:
        raise ImportProblem(Message("There is no sheet {name} in this file.", name=sheet))
    read_sheets = {name: _rows(book, name) for name in ([sheet] if sheet else names)}
    filled = {name: sum(any(map(_filled, row.cells)) for row in rows) for name, rows in read_sheets.items()}
    if not any(filled.values()):
        raise ImportProblem(Message("There is nothing written in this file."))
    chosen = max(filled, key=lambda name: filled[name])
    others = tuple(name for name in names if name != chosen and filled.get(name, 1))
    return Sheet(kind, chosen, read_sheets[chosen], other_sheets=others)


def _filled(cell: Cell) -> bool:
    return cell is not None


def _kind(data: bytes) -> str:
    """Tell xlsx, ods and xls apart and refuse packed files that would unpack into something monstrous."""
    if not data.startswith(b"PK"):
        return "xls"
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return look_through(packed, len(data))
    except ImportProblem:
        raise
    # zlib.error, struct.error and whatever else a damaged archive provokes: never a crash for a bad file
    except Exception as trouble:
        raise unreadable() from trouble


def _guarded(work: Any) -> Any:
    """Run calamine and turn every way it has of failing, a panic in its Rust code too, into one sentence."""
    import python_calamine as calamine

    try:
        return work(calamine)
    except calamine.PasswordError as trouble:
        raise ImportProblem(
            Message("This file is locked with a password."),
            Message("Open it, save a copy without the password, and take that in."),
        ) from trouble
    except Exception as trouble:  # calamine raises its own errors and ValueError for damaged files
        raise unreadable() from trouble
    except BaseException as trouble:
        # A Rust panic arrives as pyo3's PanicException, which is no Exception on purpose; Ctrl+C must pass.
        if type(trouble).__name__ != "PanicException":
            raise
        raise unreadable() from trouble


def _visible_names(book: Any) -> list[str]:
    sheets = [item for item in book.sheets_metadata if str(item.typ).endswith("WorkSheet")]
    visible = [item.name for item in sheets if str(item.visible).endswith(".Visible")]
    return visible or [item.name for item in sheets] or list(book.sheet_names)


def _rows(book: Any, name: str) -> tuple[Row, ...]:
    found = _guarded(lambda _calamine: book.get_sheet_by_name(name))
    height, width = found.total_height, found.total_width
    if height > MAX_ROWS or width > MAX_COLUMNS or height * width > MAX_CELLS:
        raise too_large()
    first = found.start[0] if found.start else 0
    table = _guarded(lambda _calamine: found.to_python(skip_empty_area=True))
    return tuple(
        Row(first + place, tuple(_cell(value) for value in line)) for place, line in enumerate(table, 1)
    )


def _cell(value: object) -> Cell:
    if value is None or value == "":
        return None
    if isinstance(value, str):
        return check_cell(value)
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, int | float):
        number = float(value)
        return number if abs(number) < 1e15 else str(value)  # NaN and infinity become words too
    return str(value)
