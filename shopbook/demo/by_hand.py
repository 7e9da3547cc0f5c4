"""Writing a story down as a counter would: every event through the book's own operations, on its own day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from shopbook.book import Book
from shopbook.calls.model import CallDraft
from shopbook.care.complaints import Resolution
from shopbook.demo.days import StoryClock
from shopbook.demo.rows import AT
from shopbook.demo.story import Buys, Ends, Event, Joins, Tells
from shopbook.dues.model import PaymentDraft
from shopbook.notes.model import COMPLAINT, GiftDraft
from shopbook.progress import Progress


class ByHand:
    """The counter of a small sample shop. `ids` are the customers in the order in which they came."""

    def __init__(self, book: Book, clock: StoryClock, products: tuple[int, ...]) -> None:
        self.ids: list[int] = []
        self._book = book
        self._clock = clock
        self._products = products
        self._last_note: dict[int, int] = {}

    def write(self, events: Iterator[Event], total: int, progress: Progress) -> None:
        """Live through the days, one saved operation a day."""
        done = 0
        for on, of_day in groupby(events, key=lambda event: event.on):
            self._clock.set_to(on, AT)
            with self._book.store.operation():
                for event in of_day:
                    self._do(event)
                    done += 1
            progress.step(min(done, total), total)

    def _do(self, event: Event) -> None:
        book, deed = self._book, event.deed
        if isinstance(deed, Joins):
            customer_id = book.customers.add(deed.plan.draft)
            self.ids.append(customer_id)
            for member in deed.plan.family:
                book.notes.add_family(replace(member, customer_id=customer_id))
            return
        customer_id = self.ids[event.who] if event.who >= 0 else 0
        match deed:
            case Buys():
                self._sell(deed, customer_id)
            case PaymentDraft():
                book.dues.take_payment(replace(deed, customer_id=customer_id))
            case Tells():
                note = replace(deed.draft, customer_id=customer_id)
                self._last_note[customer_id] = book.notes.write(note)
            case Ends():
                self._end(customer_id, deed.ending)
            case CallDraft():
                book.calls.record(replace(deed, customer_id=customer_id))
            case GiftDraft():
                gift = book.notes.give(replace(deed, customer_id=customer_id))
                book.notes.gift_reached(gift, True)

    def _sell(self, deed: Buys, customer_id: int) -> None:
        lines = tuple(
            replace(line, product_id=self._products[place])
            for line, place in zip(deed.draft.lines, deed.goods, strict=True)
        )
        self._book.sales.record_sale(replace(deed.draft, customer_id=customer_id or None, lines=lines))

    def _end(self, customer_id: int, ending: str) -> None:
        note = self._book.notes.note(self._last_note[customer_id])
        if note.kind == COMPLAINT:
            for complaint in self._book.complaints.open_of(customer_id):
                self._book.complaints.resolve(complaint.id, Resolution(ending))
                self._book.complaints.check(complaint.id, True)
        if note.needs_closing and note.resolved_on is None:
            self._book.notes.resolve(note.id, ending)
