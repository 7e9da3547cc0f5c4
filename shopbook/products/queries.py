"""Questions about products: one, many, and what a typed beginning may mean."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from shopbook.clock import to_day
from shopbook.errors import Message, NotFound
from shopbook.products.model import Product, coverages_from_json, folded_key, typed_keys
from shopbook.search.fold import clean
from shopbook.storage.connection import Row
from shopbook.storage.store import Reader


class ProductQueries:
    """Products of one book, read only."""

    def __init__(self, store: Reader) -> None:
        self._reader = store

    def get(self, product_id: int) -> Product:
        """One product, also one in the trash; NotFound when it never was."""
        row = self._reader.row("SELECT * FROM product WHERE id = ?", (product_id,))
        if row is None:
            raise NotFound(Message("This product is not in the book any more."))
        return product_from(row)

    def ids(self, *, category: str | None = None, with_inactive: bool = False) -> list[int]:
        """The products' ids in the order of their names."""
        where = "deleted_at IS NULL" + ("" if with_inactive else " AND active = 1")
        params: tuple[object, ...] = ()
        if category is not None:
            where, params = where + " AND category = ?", (category,)
        return self._reader.ids(f"SELECT id FROM product WHERE {where} ORDER BY sort_key, id", params)

    def rows(self, ids: Sequence[int]) -> list[Product]:
        """The products with these ids, in their order; ids that are not in the book are left out."""
        marks = ", ".join("?" * len(ids))
        found = {
            row["id"]: product_from(row)
            for row in self._reader.rows(f"SELECT * FROM product WHERE id IN ({marks})", tuple(ids))
        }
        return [found[each] for each in ids if each in found]

    def complete(self, text: str, limit: int = 8) -> list[Product]:
        """The products a typed beginning may mean, in either script; with nothing typed those sold last.

        Every typed word must begin a word of name, brand, model or category. As written comes before as it sounds,
        then what was sold last.
        """
        where, params = ["deleted_at IS NULL", "active = 1"], list[object]()
        words = typed_keys(text)
        if text.strip() and not words:
            return []
        for keys in words:
            where.append(f"({' OR '.join(['folded LIKE ?'] * len(keys))})")
            params += [f"% {key}%" for key in keys]
        written = " AND folded LIKE '% ' || ? || '%'" * len(words)
        params += [keys[0] for keys in words]
        rows = self._reader.rows(
            f"SELECT * FROM product WHERE {' AND '.join(where)} "
            f"ORDER BY (1{written}) DESC, last_sold_on DESC, sort_key, id LIMIT ?",
            (*params, limit),
        )
        return [product_from(row) for row in rows]

    def same(self, name: str, brand: str = "", model: str = "") -> Product | None:
        """The product of exactly this name, brand and model, capital letters aside; the oldest when there are two."""
        key = folded_key(name, brand, model)
        wanted = tuple(clean(part).casefold() for part in (name, brand, model))
        for row in self._reader.rows(
            "SELECT * FROM product WHERE deleted_at IS NULL AND folded LIKE ? || '%' ORDER BY id", (key,)
        ):
            found = product_from(row)
            if tuple(part.casefold() for part in (found.name, found.brand, found.model)) == wanted:
                return found
        return None


def product_from(row: Row) -> Product:
    """A product from its row."""
    return Product(
        id=row["id"],
        name=row["name"],
        brand=row["brand"] or "",
        model=row["model"] or "",
        category=row["category"] or "",
        unit=row["unit"] or "",
        price_paisa=row["price_paisa"],
        durable=bool(row["durable"]),
        usage_tip=row["usage_tip"] or "",
        terms=row["terms"] or "",
        coverages=coverages_from_json(_objects(json.loads(row["coverages"]))),
        service_every_days=row["service_every_days"],
        service_count=row["service_count"],
        consumable_days=row["consumable_days"],
        active=bool(row["active"]),
        last_sold_on=to_day(row["last_sold_on"]),
        questions=row["questions"] or "",
    )


def _objects(items: object) -> Iterable[dict[str, object]]:
    return [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []
