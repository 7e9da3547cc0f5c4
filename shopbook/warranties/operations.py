"""Giving warranty cards, starting them at delivery, counting prints. Their later life is in `changing`."""

from __future__ import annotations

import datetime as dt

from shopbook.customers.living import require_customer
from shopbook.errors import Message, NotFound
from shopbook.permissions import needs
from shopbook.storage.store import Operation
from shopbook.warranties.changing import CardChanges
from shopbook.warranties.issuing import issue, touch, write_days
from shopbook.warranties.model import Card, CardDraft
from shopbook.warranties.queries import cards_of


class Warranties(CardChanges):
    """Warranty cards of one book: questions and writes."""

    @needs("sell")
    def give(self, draft: CardDraft, by: object | None = None) -> Card:
        """Give a card for something without a memo in this book. Raises Invalid, NotFound."""
        with self._store.operation(by) as op:
            if draft.customer_id is not None:
                require_customer(op, draft.customer_id)
            return cards_of(op, [self.issue(op, draft)])[0]

    def issue(self, op: Operation, draft: CardDraft) -> int:
        """Write a card inside an open operation: number, last days, terms, tip and servicing frozen as they are now."""
        return issue(op, draft, self._clock.today(), self._visits)

    @needs("look")
    def printed(self, warranty_id: int, by: object | None = None) -> int:
        """Count a printing; returns the copy's number: 0 is the original, n the nth duplicate. Raises NotFound."""
        with self._store.operation(by) as op:
            row = op.row("SELECT print_count, customer_id FROM warranty WHERE id = ?", (warranty_id,))
            if row is None:
                raise NotFound(Message("This warranty card is not in the book."))
            op.update("warranty", warranty_id, {"print_count": row["print_count"] + 1})
            touch(op, warranty_id, row["customer_id"])
            return int(row["print_count"])

    def start_at_delivery(self, op: Operation, sale_id: int, delivered_on: dt.date) -> list[int]:
        """Let the cards of a memo that wait for delivery start on that day, inside its operation; returns them."""
        ids = op.ids(
            "SELECT w.id FROM warranty w JOIN sale_item i ON i.id = w.sale_item_id "
            "WHERE i.sale_id = ? AND w.starts_from = 'delivery' AND w.status = 'active' AND w.deleted_at IS NULL",
            (sale_id,),
        )
        for card in cards_of(op, ids):
            write_days(op, card, delivered_on)
        for card in cards_of(op, ids):
            self._visits.move(
                op, card.id, card.customer_id, delivered_on, card.service_every_days, card.service_count,
                card.service_ends_on,
            )  # fmt: skip
        return ids
