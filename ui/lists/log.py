"""A model for lists that only grow: read from the newest, a page more when the end comes into sight. No SQL here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QModelIndex, QObject

from ui.lists.model import Column, Index, RowModel

Row = TypeVar("Row")

PAGE = 40


class LogModel(RowModel[Row], Generic[Row]):
    """`fetch_after(last, limit)` gives the rows behind `last` (None: from the newest). Looks and acts like a RowModel.

    A refetch reads again as many rows as were read before, so that the place on the screen stays.
    """

    def __init__(
        self,
        fetch_after: Callable[[Row | None, int], Sequence[Row]],
        column: Column[Row],
        id_of: Callable[[Row], int],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(_no_ids, _no_rows, [column], id_of, parent)
        self._fetch_after = fetch_after
        self._log: list[Row] = []
        self._more = False

    def refetch(self) -> None:
        """Read from the newest again, at least a page and no less than before."""
        self._begin(max(PAGE, len(self._log)))

    def restart(self) -> None:
        """Read the first page only: another customer, another filter."""
        self._begin(PAGE)

    def _begin(self, limit: int) -> None:
        rows = list(self._fetch_after(None, limit))
        self.beginResetModel()
        self._log = rows
        self._items = [self._id_of(row) for row in rows]
        self._more = len(rows) == limit
        self.endResetModel()

    def row_at(self, row: int) -> Row | None:
        return self._log[row] if 0 <= row < len(self._log) else None

    def rows(self) -> list[Row]:
        """What has been read so far."""
        return list(self._log)

    # Qt's side

    def canFetchMore(self, parent: Index) -> bool:
        return self._more and not parent.isValid()

    def fetchMore(self, parent: Index) -> None:
        if not self.canFetchMore(parent):
            return
        rows = list(self._fetch_after(self._log[-1] if self._log else None, PAGE))
        self._more = len(rows) == PAGE
        if not rows:
            return
        first = len(self._log)
        self.beginInsertRows(QModelIndex(), first, first + len(rows) - 1)
        self._log += rows
        self._items = [*self._items, *(self._id_of(row) for row in rows)]
        self.endInsertRows()


def _no_ids(_sort: object) -> list[int]:
    return []


def _no_rows(_ids: list[int]) -> list[Row]:
    return []
