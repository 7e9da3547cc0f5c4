"""A book with nothing but people and numbers in it, for the search tests."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from shopbook.clock import FixedClock
from shopbook.search.fold import clean
from shopbook.search.index import TEXT_COLUMNS, SearchIndex
from shopbook.search.queries import Hit, Search
from shopbook.storage import book_file


class Shelf:
    """Writes customers and numbers the way the shop does, and asks the one search box."""

    def __init__(self, path: Path) -> None:
        self.store, self._lock = book_file.create(path, FixedClock(dt.date(2026, 1, 15)))
        self.index = SearchIndex()
        self.search = Search(self.store)

    def close(self) -> None:
        self.store.close()
        self._lock.release()

    def customer(self, name: str, *phones: str, **columns: object) -> int:
        with self.store.operation() as op:
            row = {"code": "-", "name": clean(name) or None, **columns}
            customer_id = op.insert("customer", row)
            texts = [row.get(column) for column in TEXT_COLUMNS]
            self.index.put_customer(op, customer_id, texts, phones)
            for phone in phones:
                op.insert("customer_phone", {"customer_id": customer_id, "raw": phone, "key10": ""})
        return customer_id

    def customers(self, names: list[str]) -> list[int]:
        with self.store.operation() as op:
            ids = [op.insert("customer", {"code": "-", "name": clean(name)}) for name in names]
            self.index.put_customers(op, ((i, [name], []) for i, name in zip(ids, names, strict=True)))
        return ids

    def number(self, kind: str, code: str, customer_id: int | None = None) -> int:
        with self.store.operation() as op:
            row_id = op.new_id()
            self.index.put_code(op, kind, row_id, customer_id, code)
        return row_id

    def change(self, customer_id: int, **columns: object) -> None:
        with self.store.operation() as op:
            op.update("customer", customer_id, columns)

    def names(self, text: str, limit: int = 20) -> list[str]:
        """The names the search box shows for what is typed, in their order."""
        return [hit.shown for hit in self.hits(text, limit) if hit.kind == "customer"]

    def hits(self, text: str, limit: int = 20) -> list[Hit]:
        return self.search.hits(text, limit)

    def assert_whole(self) -> None:
        """The full-text tables agree with the table they are made from."""
        with self.store.operation() as op:
            for table in ("customer_fts", "customer_tel"):
                op.execute(f"INSERT INTO {table}({table}, rank) VALUES ('integrity-check', 1)")


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    made = Shelf(tmp_path / "search.shopbook")
    yield made
    made.close()
