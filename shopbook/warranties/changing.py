"""What becomes of a card: void, replaced, handed to another, its days moved by a repair, and the way back from each.

A card that ends keeps its number, its day and its reason; where another stands for it, that one has a number of its own
and the two know each other. Giving cards is in `operations`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from shopbook.clock import Clock
from shopbook.customers.living import require_customer
from shopbook.errors import Invalid, Message, NotFound, Refused
from shopbook.permissions import needs
from shopbook.products.model import CoverageDraft
from shopbook.search.fold import clean, fold_code
from shopbook.storage.store import Operation, Reader, Store
from shopbook.warranties.days import EFFECTS, Repair
from shopbook.warranties.issuing import issue, touch, write_days
from shopbook.warranties.model import Card, CardDraft, Replacement
from shopbook.warranties.queries import WarrantyQueries, cards_of
from shopbook.warranties.visits import Visits


class CardChanges(WarrantyQueries):
    """The later life of the cards of one book."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self._store = store
        self._clock: Clock = store.clock
        self._visits = Visits(store)

    @needs("reverse")
    def void(self, warranty_id: int, reason: str, by: object | None = None) -> None:
        """Take a card's promises back, with the reason. Raises Invalid, NotFound, Refused."""
        if not clean(reason):
            raise Invalid({"reason": Message("Write why.")})
        with self._store.operation(by) as op:
            card = _active(op, warranty_id)
            self._close(op, card, "void", reason, self._clock.today())
            self._visits.end(op, warranty_id)

    def void_of_sale(self, op: Operation, sale_id: int, reason: str) -> list[int]:
        """Void every active card of a memo inside its operation; returns them."""
        ids = op.ids(
            "SELECT w.id FROM warranty w JOIN sale_item i ON i.id = w.sale_item_id "
            "WHERE i.sale_id = ? AND w.status = 'active' AND w.deleted_at IS NULL",
            (sale_id,),
        )
        for card in cards_of(op, ids):
            self._close(op, card, "void", reason, self._clock.today())
            self._visits.end(op, card.id)
        return ids

    @needs("take_back")
    def replace(self, warranty_id: int, replacement: Replacement, by: object | None = None) -> Card:
        """End a card for one that stands for it, with a number of its own. Raises Invalid, NotFound, Refused."""
        problems = replacement.problems()
        if problems:
            raise Invalid(problems)
        with self._store.operation(by) as op:
            card = _active(op, warranty_id)
            if replacement.start_on is not None and replacement.start_on < card.start_on:
                raise Invalid({"start_on": Message("A new card cannot begin before the old one.")})
            new_id = self._replace(op, card, replacement, card.repairs, self._clock.today())
            return cards_of(op, [new_id])[0]

    @needs("sell")
    def transfer(
        self,
        warranty_id: int,
        customer_id: int,
        on: dt.date | None = None,
        reason: str = "",
        by: object | None = None,
    ) -> Card:
        """Hand a card to another customer: theirs has a new number and the same last days (`on` None: today).

        Raises Invalid, NotFound, Refused.
        """
        with self._store.operation(by) as op:
            card = _active(op, warranty_id)
            require_customer(op, customer_id)
            if card.customer_id == customer_id:
                raise Invalid({"customer_id": Message("The card is already in this customer's name.")})
            on = on or self._clock.today()
            draft = replace(_like(card, on, card.repairs), customer_id=customer_id)
            new_id = self._stand_in(op, card, draft, "transferred", reason, on, carried=True)
            return cards_of(op, [new_id])[0]

    @needs("reverse")
    def undo_change(self, warranty_id: int, by: object | None = None) -> Card:
        """A card was not to be voided, replaced or handed on after all: it lives again, the one for it is gone.

        Raises NotFound, Refused when the card is valid or the one for it has lived on.
        """
        with self._store.operation(by) as op:
            card = _card(op, warranty_id)
            if card.is_active:
                raise Refused(Message("This card is valid."))
            self._revive(op, card)
            return cards_of(op, [warranty_id])[0]

    def after_repair(
        self,
        op: Operation,
        warranty_id: int,
        effect: str,
        *,
        received_on: dt.date,
        delivered_on: dt.date,
        new_serial: str = "",
        reason: str = "",
    ) -> int | None:
        """What a repair does to a card, inside the delivery's operation; the id of a new card, or None.

        effect: "none"; "extend" by the days away, "restart" on the day of delivery, each for the promises that were
        alive when the thing was received; "new": another card, everything from the day of delivery. A piece that came
        back with another serial always gets a card with that serial. Raises NotFound, Refused, ValueError (effect).
        """
        if effect not in EFFECTS:
            raise ValueError(f"unknown effect: {effect!r}")
        card = _card(op, warranty_id)
        other = bool(clean(new_serial)) and fold_code(new_serial) != fold_code(card.serial)
        if effect == "none" and not other:
            return None
        if not card.is_active:
            raise Refused(Message("This card is not valid any more."))
        repairs = card.repairs
        if effect in ("extend", "restart"):
            repairs = (*repairs, Repair(effect, received_on, delivered_on))
        if effect != "new" and not other:
            write_days(op, replace(card, repairs=repairs), card.start_on)
            return None
        cover = "restart" if effect == "new" else "carry"
        swapped = Replacement(serial=new_serial, start_on=delivered_on, cover=cover, reason=reason)
        return self._replace(op, card, swapped, repairs, delivered_on)

    def undo_repair(
        self,
        op: Operation,
        warranty_id: int,
        effect: str,
        *,
        received_on: dt.date,
        delivered_on: dt.date,
        new_warranty_id: int | None = None,
    ) -> None:
        """Take back what `after_repair` did, inside an operation; other repairs stay. Raises NotFound, Refused."""
        card = _card(op, warranty_id)
        if new_warranty_id is not None:
            if card.replaced_by_id != new_warranty_id:
                raise Refused(Message("This was changed again since then, so it cannot be taken back."))
            self._revive(op, card)
            return
        repairs = list(card.repairs)
        repair = Repair(effect, received_on, delivered_on)
        if repair in repairs:
            repairs.remove(repair)
            write_days(op, replace(card, repairs=tuple(repairs)), card.start_on)

    def _replace(
        self,
        op: Operation,
        card: Card,
        replacement: Replacement,
        repairs: Sequence[Repair],
        on: dt.date,
    ) -> int:
        carried = replacement.cover == "carry"
        draft = _like(card, on, repairs)
        if not carried:
            start_on = replacement.start_on or on
            draft = replace(draft, start_on=start_on, starts_from="typed", repairs=())
        draft = replace(
            draft,
            serial=clean(replacement.serial) or card.serial,
            product_name=clean(replacement.product_name) or card.product_name,
            brand=clean(replacement.brand) or card.brand,
            model=clean(replacement.model) or card.model,
        )
        return self._stand_in(op, card, draft, "replaced", replacement.reason, on, carried=carried)

    def _stand_in(
        self,
        op: Operation,
        card: Card,
        draft: CardDraft,
        status: str,
        reason: str,
        on: dt.date,
        *,
        carried: bool,
    ) -> int:
        new_id = issue(op, draft, on, self._visits, plan_visits=not carried)
        self._close(op, card, status, reason, on, new_id)
        if carried:
            self._visits.carry(op, card.id, new_id, draft.customer_id)
        else:
            self._visits.end(op, card.id)
        return new_id

    def _close(
        self, op: Operation, card: Card, status: str, reason: str, on: dt.date, by_id: int | None = None
    ) -> None:
        values = {
            "status": status,
            "void_reason": clean(reason) or None,
            "closed_on": on.isoformat(),
            "replaced_by_id": by_id,
        }
        op.update("warranty", card.id, values)
        touch(op, card.id, card.customer_id)

    def _revive(self, op: Operation, card: Card) -> None:
        if card.replaced_by_id is not None:
            new = _card(op, card.replaced_by_id)
            visited = any(visit.done_on for visit in self._visits.of_card(new.id))
            repaired = any(repair.received_on > new.issued_on for repair in new.repairs)
            if not new.is_active or visited or repaired:
                raise Refused(Message("The card that stands for it was used since then."))
            self._visits.end(op, new.id)
            op.update("warranty", new.id, {"deleted_at": op.now})
            for coverage in new.coverages:
                op.update("coverage", coverage.id, {"deleted_at": op.now})
            touch(op, new.id, new.customer_id)
        values = {"status": "active", "void_reason": None, "closed_on": None, "replaced_by_id": None}
        op.update("warranty", card.id, values)
        self._visits.revive(op, card.id)
        touch(op, card.id, card.customer_id)


def _card(reader: Reader, warranty_id: int) -> Card:
    found = cards_of(reader, [warranty_id])
    if not found:
        raise NotFound(Message("This warranty card is not in the book."))
    return found[0]


def _active(reader: Reader, warranty_id: int) -> Card:
    card = _card(reader, warranty_id)
    if not card.is_active:
        raise Refused(Message("This card is not valid any more."))
    return card


def _like(card: Card, issued_on: dt.date, repairs: Sequence[Repair]) -> CardDraft:
    """Another card that promises what this one does, to the same last days."""
    return CardDraft(
        product_name=card.product_name,
        start_on=card.start_on,
        coverages=tuple(
            CoverageDraft(each.kind, each.component, each.length, each.unit) for each in card.coverages
        ),
        customer_id=card.customer_id,
        sale_item_id=card.sale_item_id,
        brand=card.brand,
        model=card.model,
        serial=card.serial,
        issued_on=issued_on,
        starts_from=card.starts_from,
        terms=card.terms,
        usage_tip=card.usage_tip,
        service_every_days=card.service_every_days,
        service_count=card.service_count,
        repairs=tuple(repairs),
    )
