"""The only writes about warranty cards: giving, starting at delivery, counting prints, voiding."""

from __future__ import annotations

import datetime as dt

from shopbook.errors import Invalid, Message, NotFound, Refused
from shopbook.search.fold import clean, fold_code
from shopbook.search.index import SearchIndex
from shopbook.storage.store import Operation, Store
from shopbook.warranties.model import Card, CardDraft, coverage_end, last_end
from shopbook.warranties.queries import WarrantyQueries, cards_of


class Warranties(WarrantyQueries):
    """Warranty cards of one book: questions and writes."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self._store = store
        self._index = SearchIndex()

    def give(self, draft: CardDraft, by: object | None = None) -> Card:
        """Give a card for something without a memo in this book. Raises Invalid, NotFound."""
        with self._store.operation(by) as op:
            if draft.customer_id is not None:
                known = op.value(
                    "SELECT 1 FROM customer WHERE id = ? AND deleted_at IS NULL", (draft.customer_id,)
                )
                if known is None:
                    raise NotFound(Message("This customer is not in the book any more."))
            return cards_of(op, [self.issue(op, draft)])[0]

    def issue(self, op: Operation, draft: CardDraft) -> int:
        """Write a card inside an open operation: number, end dates, terms and tip frozen as they are now."""
        problems = draft.problems()
        if problems:
            raise Invalid(problems)
        card_no = op.number("card")
        serial = clean(draft.serial)
        ends = [coverage_end(draft.start_on, each.length, each.unit) for each in draft.coverages]
        last_ends_on = last_end(ends)
        warranty_id = op.insert(
            "warranty",
            {
                "card_no": card_no,
                "customer_id": draft.customer_id,
                "sale_item_id": draft.sale_item_id,
                "product_name": clean(draft.product_name),
                "brand": clean(draft.brand) or None,
                "model": clean(draft.model) or None,
                "serial": serial or None,
                "serial_folded": fold_code(serial) or None,
                "issued_on": (draft.issued_on or self._clock.today()).isoformat(),
                "start_on": draft.start_on.isoformat(),
                "starts_from": draft.starts_from,
                "terms": draft.terms.strip() or None,
                "usage_tip": draft.usage_tip.strip() or None,
                "last_ends_on": last_ends_on.isoformat() if last_ends_on else None,
            },
        )
        for position, (coverage, ends_on) in enumerate(zip(draft.coverages, ends, strict=True)):
            op.insert(
                "coverage",
                {
                    "warranty_id": warranty_id,
                    "position": position,
                    "kind": coverage.kind,
                    "component": clean(coverage.component) or None,
                    "length": None if coverage.unit == "life" else coverage.length,
                    "unit": coverage.unit,
                    "ends_on": ends_on.isoformat() if ends_on else None,
                },
            )
        self._index.put_code(op, "card", warranty_id, draft.customer_id, card_no)
        if serial:
            self._index.put_code(op, "card_serial", warranty_id, draft.customer_id, serial)
        op.touch("warranty", warranty_id)
        return warranty_id

    def printed(self, warranty_id: int, by: object | None = None) -> int:
        """Count a printing; returns the copy's number: 0 is the original, n the nth duplicate. Raises NotFound."""
        with self._store.operation(by) as op:
            before = op.value("SELECT print_count FROM warranty WHERE id = ?", (warranty_id,))
            if before is None:
                raise NotFound(Message("This warranty card is not in the book."))
            op.update("warranty", warranty_id, {"print_count": before + 1})
            op.touch("warranty", warranty_id)
            return int(before)

    def void(self, warranty_id: int, reason: str, by: object | None = None) -> None:
        """Take a card's promises back, with the reason. Raises Invalid, NotFound, Refused."""
        if not clean(reason):
            raise Invalid({"reason": Message("Write why.")})
        with self._store.operation(by) as op:
            status = op.value("SELECT status FROM warranty WHERE id = ?", (warranty_id,))
            if status is None:
                raise NotFound(Message("This warranty card is not in the book."))
            if status != "active":
                raise Refused(Message("This card is not valid any more."))
            self._void(op, warranty_id, reason)

    def void_of_sale(self, op: Operation, sale_id: int, reason: str) -> list[int]:
        """Void every active card of a memo inside its operation; returns them."""
        ids = op.ids(
            "SELECT w.id FROM warranty w JOIN sale_item i ON i.id = w.sale_item_id "
            "WHERE i.sale_id = ? AND w.status = 'active'",
            (sale_id,),
        )
        for warranty_id in ids:
            self._void(op, warranty_id, reason)
        return ids

    def start_at_delivery(self, op: Operation, sale_id: int, delivered_on: dt.date) -> list[int]:
        """Let the cards of a memo that wait for delivery start on that day, inside its operation; returns them."""
        ids = op.ids(
            "SELECT w.id FROM warranty w JOIN sale_item i ON i.id = w.sale_item_id "
            "WHERE i.sale_id = ? AND w.starts_from = 'delivery' AND w.status = 'active'",
            (sale_id,),
        )
        for card in cards_of(op, ids):
            ends = []
            for coverage in card.coverages:
                ends_on = coverage_end(delivered_on, coverage.length, coverage.unit)
                ends.append(ends_on)
                op.update("coverage", coverage.id, {"ends_on": ends_on.isoformat() if ends_on else None})
            last_ends_on = last_end(ends)
            started = {
                "start_on": delivered_on.isoformat(),
                "last_ends_on": last_ends_on.isoformat() if last_ends_on else None,
            }
            op.update("warranty", card.id, started)
            op.touch("warranty", card.id)
        return ids

    def _void(self, op: Operation, warranty_id: int, reason: str) -> None:
        op.update("warranty", warranty_id, {"status": "void", "void_reason": clean(reason)})
        op.touch("warranty", warranty_id)
