"""What stands on a paper, gathered from the book's facts; drawing it is the paper's own module."""

from __future__ import annotations

from collections.abc import Sequence

from shopbook.customers.model import Customer
from shopbook.documents.call_sheet import CallLine, CallSheetPaper
from shopbook.documents.page import ShopHead
from shopbook.documents.warranty_card_facts import CardPaper, CoverageLine, ServiceLine
from shopbook.followups.call_sheets import whom
from shopbook.followups.model import Card as TodayCard
from shopbook.followups.model import Today
from shopbook.followups.today import TodayList
from shopbook.localisation.language import say
from shopbook.localisation.numbers import to_script
from shopbook.products.model import title
from shopbook.settings.model import Shop
from shopbook.warranties.model import Card
from shopbook.warranties.visits import Visit


def shop_head(shop: Shop) -> ShopHead:
    """The letterhead."""
    return ShopHead(
        name_bn=shop.name_bn or shop.name_en,
        name_en=shop.name_en if shop.name_bn else "",
        address=shop.address,
        hotline=shop.hotline,
        hours=shop.hours_text,
    )


def card_paper(
    shop: Shop,
    card: Card,
    customer: Customer | None,
    *,
    visits: Sequence[Visit] = (),
    in_place_of: str = "",
    design: str = "bordered",
    logo: bytes = b"",
) -> CardPaper:
    """A warranty card as it is printed next: the copy number is how often it was printed before.

    `visits` are its free servicings, `in_place_of` the number of the card it stands for.
    """
    return CardPaper(
        shop=shop_head(shop),
        card_no=card.card_no,
        memo_no=card.memo_no,
        customer_name=customer.draft.name if customer else "",
        customer_phone=customer.phone if customer else "",
        customer_address=to_script(customer.draft.address or customer.draft.area) if customer else "",
        product=card.product_name,
        brand_model=title("", card.brand, card.model).strip(),
        serials=(card.serial,) if card.serial else (),
        start_on=card.start_on,
        coverages=tuple(
            CoverageLine(each.label, each.length_text, each.ends_on, each.extended_days, each.restarted_on)
            for each in card.coverages
        ),
        terms=tuple(line.strip() for line in card.terms.splitlines() if line.strip()),
        usage_tip=card.usage_tip,
        copy_no=card.print_count,
        services=tuple(ServiceLine(each.sequence, each.due_on, each.done_on) for each in visits),
        in_place_of=in_place_of,
        design=design,
        logo=logo,
    )


def sheet_paper(
    followups: TodayList, shop: Shop, today: Today, staff_name: str = "", sheet_no: int = 0
) -> CallSheetPaper:
    """The calls of a day in the order of the list, every reason in words of the language of the moment."""
    lines = tuple(_line(followups, number, card) for number, card in enumerate(today.cards, start=1))
    return CallSheetPaper(shop_head(shop), today.on, staff_name, lines, sheet_no)


def _line(followups: TodayList, number: int, card: TodayCard) -> CallLine:
    details, person = followups.details(card), card.person
    best = f"{person.best_from}–{person.best_to}" if person and (person.best_from or person.best_to) else ""
    return CallLine(
        number=number,
        name=whom(card),
        phone=card.phone,
        area=person.area if person else "",
        reasons=tuple(say(item.why) for item in card.reasons),
        last_said=details.last_talk.said if details.last_talk else "",
        due_paisa=max(0, details.balance_paisa),
        best_time=to_script(best),
    )
