"""What the import tests ask again and again: the figures of a result, one person by name, everything there is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from shopbook.customers.model import Customer
from shopbook.exchange.model import ImportResult
from tests.language import TestShop

Write = Callable[..., Path]


def figures(result: ImportResult) -> tuple[int, int, int, int]:
    """rows, added, matched, rejected."""
    return result.rows, result.added, result.matched, len(result.rejected)


def found(shop: TestShop, name: str) -> Customer:
    """The one customer of a name."""
    (customer_id,) = shop.book.store.ids(
        "SELECT id FROM customer WHERE name = ? AND deleted_at IS NULL", (name,)
    )
    return shop.book.customers.get(customer_id)


def everything(shop: TestShop) -> list[list[object]]:
    """All that an import may touch, row by row."""
    tables = (
        "customer",
        "customer_phone",
        "ledger",
        "import_batch",
        "import_row",
        "journal",
        "tag",
        "customer_search",
    )
    return [[tuple(row) for row in shop.book.store.rows(f"SELECT * FROM {table}")] for table in tables]
