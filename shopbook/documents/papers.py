"""What stands on a paper, gathered from the book's facts; drawing it is the paper's own module."""

from __future__ import annotations

from shopbook.customers.model import Customer
from shopbook.documents.page import ShopHead
from shopbook.documents.warranty_card import CardPaper, CoverageLine
from shopbook.products.model import title
from shopbook.settings.model import Shop
from shopbook.warranties.model import Card


def shop_head(shop: Shop) -> ShopHead:
    """The letterhead."""
    return ShopHead(
        name_bn=shop.name_bn or shop.name_en,
        name_en=shop.name_en if shop.name_bn else "",
        address=shop.address,
        hotline=shop.hotline,
        hours=shop.hours_text,
    )


def card_paper(shop: Shop, card: Card, customer: Customer | None) -> CardPaper:
    """A warranty card as it is printed next: the copy number is how often it was printed before."""
    return CardPaper(
        shop=shop_head(shop),
        card_no=card.card_no,
        memo_no=card.memo_no,
        customer_name=customer.draft.name if customer else "",
        customer_phone=customer.phone if customer else "",
        customer_address=(customer.draft.address or customer.draft.area) if customer else "",
        product=card.product_name,
        brand_model=title("", card.brand, card.model).strip(),
        serials=(card.serial,) if card.serial else (),
        start_on=card.start_on,
        coverages=tuple(CoverageLine(each.label, each.length_text, each.ends_on) for each in card.coverages),
        terms=tuple(line.strip() for line in card.terms.splitlines() if line.strip()),
        usage_tip=card.usage_tip,
        copy_no=card.print_count,
    )
