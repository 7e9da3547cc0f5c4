"""How a sheet about a customer is headed, on every page alike: whom it is about, then what. It asks nothing itself."""

from __future__ import annotations

from shopbook.followups.sentences import called
from shopbook.localisation.language import say
from ui.context import Context


def name_of(ctx: Context, customer_id: int) -> str:
    """A customer as the shop speaks of them: রহিম ভাই."""
    customer = ctx.book.customers.get(customer_id)
    name = called(customer.title, customer.draft.honorific)
    return name if isinstance(name, str) else say(name)


def known_as(name: str, honorific: str | None) -> str:
    """The same for a row that has both: রহিম ভাই; "" stays "", a number needs no form of address."""
    said = called(name, honorific) if name else ""
    return said if isinstance(said, str) else say(said)


def about(ctx: Context, customer_id: int | None, what: str) -> str:
    """রহিম ভাই — অভিযোগ; what it is alone where nobody is meant."""
    return what if customer_id is None else f"{name_of(ctx, customer_id)} — {what}"
