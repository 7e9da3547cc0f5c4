"""What stands on the papers of money, gathered from the book's facts; drawing each is the paper's own module.

Tiers, notes, what goods cost and who vouches for whom are never handed on: what a paper is not given it cannot print.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from shopbook.customers.model import Customer
from shopbook.documents.memo import MemoLine, MemoPaper
from shopbook.documents.papers import shop_head
from shopbook.documents.pieces import Person
from shopbook.localisation.language import _
from shopbook.localisation.numbers import number, to_script
from shopbook.sales.model import ONE, Sale
from shopbook.settings.model import Shop
from shopbook.warranties.model import Card


def person_of(customer: Customer | None) -> Person:
    """Who a paper is for; nobody when it was sold without a name."""
    if customer is None:
        return Person()
    draft = customer.draft
    return Person(draft.name, customer.phone, to_script(draft.address or draft.area))


def quantity_text(milli: int, unit: str = "") -> str:
    """A quantity of thousandths as people write it: ২, ১.৫ কেজি."""
    whole, rest = divmod(milli, ONE)
    figure = number(whole) if not rest else number((Decimal(milli) / ONE).normalize())
    return f"{figure} {unit}".strip()


def memo_paper(shop: Shop, sale: Sale, customer: Customer | None, cards: Sequence[Card] = ()) -> MemoPaper:
    """A memo as it is printed; `cards` are its warranty cards, each told under the memo's lines."""
    lines = tuple(
        MemoLine(
            line.title,
            quantity_text(line.quantity_milli, line.unit),
            line.unit_price_paisa,
            line.amount_paisa,
            tuple(_("Serial no. {serial}").format(serial=each.serial) for each in line.serials),
        )
        for line in sale.lines
    )
    return MemoPaper(
        shop=shop_head(shop),
        memo_no=sale.memo_no,
        sold_on=sale.sold_on,
        customer=person_of(customer),
        lines=lines,
        subtotal_paisa=sale.subtotal_paisa,
        discount_paisa=sale.discount_paisa,
        total_paisa=sale.total_paisa,
        paid_paisa=sale.paid_paisa,
        method=sale.paid_method,
        reference=sale.paid_reference,
        promised_on=sale.promised_on,
        delivery=_delivery(sale),
        warranty_note=_warranty(cards),
        footer=shop.memo_footer,
        voided=sale.is_voided,
    )


def _delivery(sale: Sale) -> str:
    """Where the goods are to go, while they are not there yet."""
    from shopbook.localisation.dates import date_long

    if sale.delivery not in ("needed", "out"):
        return ""
    day = date_long(sale.deliver_on) if sale.deliver_on else ""
    where = ", ".join(part for part in (to_script(sale.delivery_address), day) if part)
    return _("To be delivered: {where}").format(where=where) if where else _("To be delivered.")


def _warranty(cards: Sequence[Card]) -> str:
    """The numbers of the cards, so that the memo leads to them."""
    numbers = ", ".join(to_script(card.card_no) for card in cards)
    if not numbers:
        return ""
    return _("Warranty card: {numbers}. The warranty holds as written on the card.").format(numbers=numbers)
