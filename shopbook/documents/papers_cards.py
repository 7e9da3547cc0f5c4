"""What stands on warranty cards and stickers, gathered from the book; drawing them is their own modules'."""

from __future__ import annotations

import base64
import binascii
import datetime as dt
from collections.abc import Sequence
from typing import Protocol

from shopbook.customers.operations import Customers
from shopbook.documents.labels import Label
from shopbook.documents.papers import card_paper, shop_head
from shopbook.documents.warranty_card_facts import CardPaper, CoverageLine, ServiceLine
from shopbook.localisation.dates import date_long
from shopbook.localisation.language import _
from shopbook.products.model import CoverageDraft, title
from shopbook.settings.cards import CARD_DESIGN, CARD_LOGO
from shopbook.settings.operations import Settings
from shopbook.warranties.days import coverage_end
from shopbook.warranties.model import coverage_label, length_text
from shopbook.warranties.operations import Warranties
from shopbook.warranties.visits import Visits


class CardBook(Protocol):
    """The parts of a book that cards are gathered from."""

    @property
    def settings(self) -> Settings: ...
    @property
    def customers(self) -> Customers: ...
    @property
    def warranties(self) -> Warranties: ...
    @property
    def visits(self) -> Visits: ...


def card_of(book: CardBook, warranty_id: int) -> CardPaper:
    """One card as it is printed next, in the shop's design. Raises NotFound."""
    card = book.warranties.card(warranty_id)
    customer = book.customers.get(card.customer_id) if card.customer_id is not None else None
    before = book.warranties.cards([card.replaces_id]) if card.replaces_id is not None else []
    return card_paper(
        book.settings.shop(),
        card,
        customer,
        visits=book.visits.of_card(warranty_id),
        in_place_of=before[0].card_no if before else "",
        design=book.settings.get(CARD_DESIGN),
        logo=logo_of(book.settings),
    )


def labels_of(book: CardBook, warranty_ids: Sequence[int]) -> list[Label]:
    """A sticker for each card, in their order: the scanner reads the serial, else the number of the card."""
    shop = book.settings.shop().name
    found = []
    for card in book.warranties.cards(warranty_ids):
        until = _("until {date}").format(date=date_long(card.last_ends_on)) if card.last_ends_on else ""
        product = title(card.product_name, card.brand, card.model)
        found.append(Label(shop, product, card.serial or card.card_no, until))
    return found


def logo_of(settings: Settings) -> bytes:
    """The shop's sign as a PNG; empty when it has none."""
    try:
        return base64.b64decode(settings.get(CARD_LOGO), validate=True)
    except binascii.Error:
        return b""


def sample_card(settings: Settings, today: dt.date) -> CardPaper:
    """A card of nobody in the shop's design, to look at before one is given."""
    coverages = (
        CoverageDraft("replacement", "", 7, "day"),
        CoverageDraft("service", "", 1, "year"),
        CoverageDraft("parts", _("compressor"), 10, "year"),
    )
    lines = tuple(
        CoverageLine(
            coverage_label(each.kind, each.component),
            length_text(each.length, each.unit),
            coverage_end(today, each.length, each.unit),
        )
        for each in coverages
    )
    shop = settings.shop()
    return CardPaper(
        shop=shop_head(shop),
        card_no="A-000000",
        memo_no="A-000000",
        customer_name=_("The customer's name"),
        customer_phone="01700000000",
        customer_address=_("Address"),
        product=_("Refrigerator"),
        brand_model="",
        serials=("123456789012345",),
        start_on=today,
        coverages=lines,
        terms=tuple(line.strip() for line in shop.warranty_terms.splitlines() if line.strip()),
        services=tuple(ServiceLine(n, today + dt.timedelta(120 * n)) for n in (1, 2)),
        design=settings.get(CARD_DESIGN),
        logo=logo_of(settings),
    )
