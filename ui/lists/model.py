"""A model for lists of any length: all ids in memory, rows fetched by chunks when they come into sight. No SQL here."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.lists.looks import Section
from ui.qt import AlignLeft, AlignVCenter, Role
from ui.translation import Text, read

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex

CHUNK = 64
CHUNKS_KEPT = 32
RowRole = Qt.ItemDataRole.UserRole
IdRole = Qt.ItemDataRole.UserRole + 1


# Deliberately without slots: with them `Column[Customer](...)` is a TypeError on Python 3.11 (__orig_class__).
@dataclass(frozen=True)
class Column(Generic[Row]):
    """A column: `text(row)` is what is read; width in px of the design, 0 takes the room that is left.

    `sort_key` is handed to `fetch_ids` when the header is clicked (None: not sortable). `tone(row)` colours the cell,
    `strong` makes it bold. `second(row)` is a smaller line under the text; one such column makes all rows higher.
    Columns with `spare` give way on a narrow window, the greatest first. `struck(row)` draws a line through a cell.
    """

    key: str
    title: Text
    text: Callable[[Row], str]
    width: int = 0
    align: Qt.AlignmentFlag = AlignLeft
    sort_key: str | None = None
    tone: Callable[[Row], str] | None = None
    strong: bool = False
    second: Callable[[Row], str] | None = None
    spare: int = 0
    struck: Callable[[Row], bool] | None = None


@dataclass(frozen=True, slots=True)
class Sort:
    """The order asked for by a click on a header."""

    key: str
    descending: bool = False


class RowModel(QAbstractTableModel, Generic[Row]):
    """`fetch_ids(sort)` gives every id in order (Sections may stand between them), `fetch_rows(ids)` the rows of a few
    ids in any order; `id_of(row)` tells whose row it is.
    """

    def __init__(
        self,
        fetch_ids: Callable[[Sort | None], Sequence[int | Section]],
        fetch_rows: Callable[[list[int]], Iterable[Row]],
        columns: Sequence[Column[Row]],
        id_of: Callable[[Row], int] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._fetch_ids, self._fetch_rows = fetch_ids, fetch_rows
        self.columns = tuple(columns)
        self._id_of: Callable[[Any], int] = id_of or _own_id
        self._items: Sequence[int | Section] = ()
        self._chunks: OrderedDict[int, dict[int, Row]] = OrderedDict()
        self.sorted_by: Sort | None = None
        self.has_sections = False

    def refetch(self) -> None:
        """Ask for the ids again; when they are the same, only what is shown is read anew."""
        items = self._fetch_ids(self.sorted_by)
        self._chunks.clear()
        if items == self._items:
            if items:
                self.dataChanged.emit(self.index(0, 0), self.index(len(items) - 1, len(self.columns) - 1))
            return
        self.beginResetModel()
        self._items = items
        self.has_sections = any(isinstance(item, Section) for item in items[:2000])
        self.endResetModel()

    def id_at(self, row: int) -> int | None:
        """The id in a line; None for a heading or outside."""
        item = self._items[row] if 0 <= row < len(self._items) else None
        return item if isinstance(item, int) else None

    def row_of(self, id: int) -> int:
        """The line of an id, -1 when it is not in the list."""
        try:
            return self._items.index(id)
        except ValueError:
            return -1

    def section_at(self, row: int) -> Section | None:
        """The heading in a line, if it is one."""
        item = self._items[row] if 0 <= row < len(self._items) else None
        return item if isinstance(item, Section) else None

    def ids(self) -> list[int]:
        """Every id, headings left out."""
        return [item for item in self._items if isinstance(item, int)]

    def row_at(self, row: int) -> Row | None:
        """The row in a line, read with its chunk; None when it vanished meanwhile or is a heading."""
        id = self.id_at(row)
        if id is None:
            return None
        return self._chunk(row // CHUNK).get(id)

    def _chunk(self, number: int) -> dict[int, Row]:
        chunk = self._chunks.get(number)
        if chunk is None:
            wanted = [i for i in self._items[number * CHUNK : (number + 1) * CHUNK] if isinstance(i, int)]
            chunk = {self._id_of(row): row for row in self._fetch_rows(wanted)}
            self._chunks[number] = chunk
            if len(self._chunks) > CHUNKS_KEPT:
                self._chunks.popitem(last=False)
        else:
            self._chunks.move_to_end(number)
        return chunk

    # Qt's side

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's own signature
        return 0 if parent.isValid() else len(self._items)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's own signature
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or self.section_at(index.row()) is not None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role in (Role.DisplayRole, Role.AccessibleTextRole):
            section = self.section_at(index.row())
            if section is not None:
                return section.spoken()
            row = self.row_at(index.row())
            return "" if row is None else self._words(self.columns[index.column()], row, role)
        if role == RowRole:
            return self.section_at(index.row()) or self.row_at(index.row())
        if role == IdRole:
            # As text: a 64-bit id does not survive a C++ int.
            return str(self.id_at(index.row()))
        if role == Role.TextAlignmentRole:
            return self.columns[index.column()].align | AlignVCenter
        return None

    def _words(self, column: Column[Row], row: Row, role: int) -> str:
        """What is read in a cell; a screen reader hears the smaller line too."""
        text = column.text(row)
        second = column.second(row) if column.second and role == Role.AccessibleTextRole else ""
        return f"{text}, {second}" if second else text

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role in (Role.DisplayRole, Role.AccessibleTextRole):
            return read(self.columns[section].title)
        if role == Role.TextAlignmentRole:
            return self.columns[section].align | AlignVCenter
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        key = self.columns[column].sort_key if 0 <= column < len(self.columns) else None
        self.sorted_by = Sort(key, order == Qt.SortOrder.DescendingOrder) if key else None
        self.refetch()


def _own_id(row: Any) -> int:
    return int(row.id)
