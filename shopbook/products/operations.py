"""The only writes about products. A sale tells `remember` what was sold; selling itself is `sales`."""

from __future__ import annotations

import datetime as dt
import json

from shopbook.errors import Invalid
from shopbook.localisation.collation import sort_key
from shopbook.permissions import needs
from shopbook.products.model import CoverageDraft, ProductDraft, coverages_to_json, folded_key
from shopbook.products.queries import ProductQueries
from shopbook.search.fold import clean
from shopbook.storage.store import Operation, Store


class Products(ProductQueries):
    """Products of one book: questions and writes."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self._store = store

    @needs("goods")
    def add(self, draft: ProductDraft, by: object | None = None) -> int:
        """Add a product; returns its id. Raises Invalid."""
        _refuse_problems(draft)
        with self._store.operation(by) as op:
            product_id = op.insert("product", _columns(draft))
            op.touch("product", product_id)
            return product_id

    @needs("goods")
    def change(self, product_id: int, draft: ProductDraft, by: object | None = None) -> None:
        """Change a product; memos and cards already written keep what they say. Raises Invalid, NotFound."""
        _refuse_problems(draft)
        with self._store.operation(by) as op:
            op.update("product", product_id, _columns(draft))
            op.touch("product", product_id)

    @needs("trash")
    def delete(self, product_id: int, by: object | None = None) -> None:
        """Put a product into the trash; its sales stay. Raises NotFound."""
        with self._store.operation(by) as op:
            op.update("product", product_id, {"deleted_at": op.now})
            op.touch("product", product_id)

    @needs("trash")
    def restore(self, product_id: int, by: object | None = None) -> None:
        """Take a product out of the trash. Raises NotFound."""
        with self._store.operation(by) as op:
            op.update("product", product_id, {"deleted_at": None})
            op.touch("product", product_id)

    def remember(
        self,
        op: Operation,
        product_id: int,
        *,
        sold_on: dt.date,
        price_paisa: int | None = None,
        coverages: tuple[CoverageDraft, ...] = (),
        service: tuple[int | None, int | None] = (None, None),
    ) -> None:
        """Keep, inside a sale's operation, what the next sale will be offered: the last price, coverages, servicing.

        `service` is every so many days, so many times. A sale without coverages or servicing does not wipe them out:
        the counter was in a hurry, the product is the same. A sale entered later than a newer one changes nothing.
        """
        row = op.row("SELECT * FROM product WHERE id = ?", (product_id,))
        if row is None or (row["last_sold_on"] is not None and row["last_sold_on"] > sold_on.isoformat()):
            return
        kept: dict[str, object] = {}
        if price_paisa is not None and price_paisa != row["price_paisa"]:
            kept["price_paisa"] = price_paisa
        offered = _json(coverages)
        if coverages and offered != row["coverages"]:
            kept["coverages"] = offered
        if all(service) and service != (row["service_every_days"], row["service_count"]):
            kept["service_every_days"], kept["service_count"] = service
        if row["last_sold_on"] != sold_on.isoformat():
            kept["last_sold_on"] = sold_on.isoformat()
        if kept:
            op.update("product", product_id, kept)
            op.touch("product", product_id)

    def keep_new(self, op: Operation, draft: ProductDraft) -> int:
        """The product of a newly typed name, inside a sale's operation: the one that is there already, or a new one."""
        known = self.same(draft.name, draft.brand, draft.model)
        if known is not None:
            return known.id
        _refuse_problems(draft)
        product_id = op.insert("product", _columns(draft))
        op.touch("product", product_id)
        return product_id


def _refuse_problems(draft: ProductDraft) -> None:
    problems = draft.problems()
    if problems:
        raise Invalid(problems)


def _json(coverages: tuple[CoverageDraft, ...]) -> str:
    return json.dumps(coverages_to_json(coverages), ensure_ascii=False, separators=(",", ":"))


def _columns(draft: ProductDraft) -> dict[str, object]:
    texts = {
        column: clean(getattr(draft, column)) or None
        for column in ("name", "brand", "model", "category", "unit")
    }
    name, brand, model, category = (texts[c] or "" for c in ("name", "brand", "model", "category"))
    return {
        **texts,
        "price_paisa": draft.price_paisa,
        "durable": int(draft.durable),
        "usage_tip": draft.usage_tip.strip() or None,
        "questions": draft.questions.strip() or None,
        "terms": draft.terms.strip() or None,
        "coverages": _json(draft.coverages),
        "service_every_days": draft.service_every_days,
        "service_count": draft.service_count,
        "consumable_days": draft.consumable_days,
        "active": int(draft.active),
        "sort_key": sort_key(f"{name} {brand} {model}"),
        "folded": folded_key(name, brand, model, category),
    }
