"""A file read into plain rows with their source row numbers, and the sentences with which a file is refused.

How each kind of file is read lives in delimited, spreadsheet and vcard; what the columns mean lives in columns.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from shopbook.errors import ImportProblem, Message
from shopbook.exchange.limits import MAX_CELL, MAX_COLUMNS, MAX_ROWS

Cell = str | float | dt.date | None


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the file; `no` is what the person sees beside it in their own program (a vCard: the card's place)."""

    no: int
    cells: tuple[Cell, ...]

    def cell(self, index: int) -> Cell:
        """The cell in a column, None where the row is shorter."""
        return self.cells[index] if index < len(self.cells) else None


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of one file. `headings`: the field key of each column, where the format itself names them (vCard)."""

    kind: str
    name: str
    rows: tuple[Row, ...]
    headings: tuple[str, ...] = ()
    other_sheets: tuple[str, ...] = ()

    @property
    def width(self) -> int:
        """The number of columns of the widest row."""
        return max((len(row.cells) for row in self.rows), default=0)


def is_empty(cell: Cell) -> bool:
    """True for nothing, or text that is only spaces."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def text_of(cell: Cell) -> str:
    """The cell as text: whole numbers without a decimal point, dates in ISO form."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, dt.date):
        return cell.isoformat()
    return str(int(cell)) if cell == int(cell) else repr(cell)


def too_large() -> ImportProblem:
    """The refusal for a file beyond the limits."""
    return ImportProblem(
        Message(
            "This file is too large: at most {rows} rows and {columns} columns can be taken in at once.",
            rows=MAX_ROWS,
            columns=MAX_COLUMNS,
        ),
        Message("Split the list into smaller files and take them in one after another."),
    )


def unreadable() -> ImportProblem:
    """The refusal for a file that is damaged or of another kind."""
    return ImportProblem(
        Message("This file cannot be read as a list of customers."),
        Message("Open it in the program it came from and save it again as .xlsx, .csv or .vcf."),
    )


def check_cell(text: str) -> str:
    """The text itself, or ImportProblem when one cell holds more than a person would type."""
    if len(text) > MAX_CELL:
        raise too_large()
    return text
