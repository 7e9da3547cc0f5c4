"""Who is on the line: a card of the day's list, or a customer from anywhere else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from shopbook.customers.phones import normalise
from shopbook.followups.model import Card, Item
from shopbook.followups.sentences import called
from shopbook.localisation import numbers
from shopbook.localisation.language import _, say
from ui.context import Context


@dataclass(frozen=True, slots=True)
class Whom:
    """The person of a call. `card` and `ticked`: the reasons this call can close."""

    customer_id: int | None
    phone: str
    name: str
    balance_paisa: int = 0
    card: Card | None = None
    ticked: tuple[Item, ...] = ()

    @property
    def draft_name(self) -> str:
        """Under which name an unfinished call to them is kept."""
        return f"call:{self.customer_id or normalise(self.phone).key10 or 'nobody'}"

    @property
    def signed(self) -> str:
        """How their words are signed on the wall; "" for somebody known by a number alone."""
        return self.name if self.customer_id is not None and any(one.isalpha() for one in self.name) else ""


def whom(ctx: Context, target: object) -> Whom | None:
    """Who a target of navigation "call" means: {"card", "ticked"} from the list, {"customer_id"} from elsewhere.

    "phone" is the number that was dialled instead of the usual one.
    """
    asked: Mapping[str, object] = target if isinstance(target, Mapping) else {}
    found = _meant(ctx, asked)
    dialled = asked.get("phone")
    return replace(found, phone=str(dialled)) if found is not None and dialled else found


def _meant(ctx: Context, asked: Mapping[str, object]) -> Whom | None:
    card = asked.get("card")
    if isinstance(card, Card):
        ticked = asked.get("ticked")
        return _of_card(card, ticked if isinstance(ticked, tuple) else card.reasons)
    customer_id = asked.get("customer_id") or ctx.navigation.customer_here()
    if not isinstance(customer_id, int):
        return None
    found = next(
        (card for card in ctx.book.followups.today().all_cards() if card.customer_id == customer_id), None
    )
    if found is not None:
        return _of_card(found, found.reasons)
    customer = ctx.book.customers.get(customer_id)
    return Whom(
        customer_id, customer.phone, _named(customer.title, customer.draft.honorific), customer.balance_paisa
    )


def _of_card(card: Card, ticked: tuple[Item, ...]) -> Whom:
    if card.person is None:
        first = card.reasons[0]
        name = first.name or (numbers.phone(card.phone) if card.phone else say(first.why))
        return Whom(None, card.phone, name, 0, card, ticked)
    name = _named(card.person.title, card.person.honorific)
    return Whom(card.person.id, card.phone, name, card.person.balance_paisa, card, ticked)


def _named(title: str, honorific: str | None) -> str:
    said = called(title, honorific)
    if isinstance(said, str):
        return numbers.phone(said) if said else _("the customer")
    return say(said)
