"""The warranty card for the purse, as large as a bank card: what is promised on the front, terms on the back.

What does not fit on the front goes on at the top of the back; terms that do not fit are counted, never cut in silence.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from shopbook.documents.bars import bars
from shopbook.documents.page import (
    MM,
    Block,
    Type,
    fill,
    gap,
    height_of,
    labelled,
    one_line,
    over,
    paragraph,
    put,
    rule,
    shrunk,
    together,
)
from shopbook.documents.warranty_card_facts import CardPaper, copy_mark, services_text
from shopbook.documents.warranty_card_pieces import CARD, CardSheet, draw_frame
from shopbook.localisation.language import _, current_language, using

_EDGE = 1.6 * MM
_MARGIN = 3.6 * MM
_WIDTH = CARD.width - 2 * _MARGIN
_QR = 11.5 * MM
# Four cells of bare paper round the QR, or phones do not see where it ends.
_QUIET = 2.2 * MM
_LOGO = 9 * MM
_BODY = Type(6.4)
_BOLD = Type(6.4, bold=True)
# Below this a photocopy loses the vowel signs.
_TERMS = Type(5.8)
_BARS = 6 * MM
# For what nobody needs in a hurry: the address under the number people call.
_SMALLEST = 5.4


def small_card(data: CardPaper, language: str = "bn") -> bytes:
    """The card as a PDF of two pages of 85.6 by 54 mm, front and back. Equal facts give equal bytes."""
    with using(language):
        sheet = CardSheet(CARD, f"{_('Warranty card')} {data.card_no}", language)
        front, back = small_faces(data)
        front(sheet)
        sheet.next_page()
        back(sheet)
        return sheet.finish()


def small_faces(data: CardPaper) -> list[Callable[[CardSheet], None]]:
    """How to draw front and back, in the language of the moment."""
    card = _SmallCard(data)
    return [partial(_draw, data=data, blocks=card.front), partial(_draw, data=data, blocks=card.back)]


def _draw(sheet: CardSheet, *, data: CardPaper, blocks: list[Block]) -> None:
    draw_frame(sheet, data.design, CARD, _EDGE)
    put(sheet, blocks, _MARGIN, _MARGIN)


class _SmallCard:
    """One card shared out on its two sides."""

    def __init__(self, data: CardPaper) -> None:
        self.data = data
        inside = CARD.height - 2 * _MARGIN
        head, foot = self._head(), self._foot()
        first = inside - height_of(head)
        later = inside - height_of(foot)
        pages = fill([*self._facts(), *self._coverages()], first, later)
        over_there = [block for page in pages[1:] for block in page]
        words = [*over_there, *self._services()]
        words += self._terms(later - height_of(words))
        self.front = [*head, *pages[0]]
        self.back = [*words, gap(max(0.0, later - height_of(words))), *foot]

    def _head(self) -> list[Block]:
        """The shop, what this is and its number; the sign at the left, the QR at the right."""
        data = self.data
        sign = _LOGO + 1.5 * MM if data.design == "logo" and data.logo else 0.0
        width = _WIDTH - sign - _QR - 1.1 * MM - _QUIET
        name = data.shop.name_bn
        if current_language() == "en" and data.shop.name_en.strip():
            name = data.shop.name_en
        number = f"{_('Warranty card')} {data.card_no}"
        copy = copy_mark(data.copy_no)
        rows = [
            *paragraph(name, shrunk(name, Type(9, True), width, 7), width),
            *(one_line(line, shrunk(line, Type(7.4, True), width, 5.5)) for line in (number, copy) if line),
        ]
        words = over(together(rows), at=(sign,))
        height = max(_QR + 1.1 * MM + _QUIET, words.height)

        def draw(sheet: CardSheet, left: float, top: float) -> None:
            if sign:
                sheet.picture(left, top + (height - _LOGO) / 2, _LOGO, _LOGO, data.logo)
            words.draw(sheet, left, top + (height - words.height) / 2)
            sheet.qr(left + _WIDTH - _QR - 1.1 * MM, top + 1.1 * MM, _QR, data.card_no)

        head = Block(height, draw)  # type: ignore[arg-type]  # cards are drawn on CardSheets only
        return [head, rule(_WIDTH, 0.8), gap(1.6)]

    def _facts(self) -> list[Block]:
        from shopbook.localisation.dates import date_long
        from shopbook.localisation.numbers import phone

        data = self.data
        mobile = phone(data.customer_phone) if data.customer_phone.strip() else ""
        who = " · ".join(text for text in (data.customer_name, mobile) if text.strip())
        what = " ".join(text for text in (data.product, data.brand_model) if text.strip())
        pairs = [
            (_("Product"), what),
            (_("Serial no."), ", ".join(data.serials)),
            (_("Name"), who),
            (_("Starts on"), date_long(data.start_on)),
            (_("In place of"), data.in_place_of),
        ]
        return [block for label, text in pairs for block in labelled(label, text, _BODY, _WIDTH, 17 * MM)]

    def _coverages(self) -> list[Block]:
        from shopbook.localisation.dates import date_long

        blocks: list[Block] = [gap(1.2), rule(_WIDTH, 0.6), gap(1.0)]
        half = _WIDTH * 0.56
        for line in self.data.coverages:
            until = (
                _("no end date")
                if line.ends_on is None
                else _("until {date}").format(date=date_long(line.ends_on))
            )
            label = f"{line.label} {line.length_text}"
            kind = shrunk(label, _BODY, half - 2, 5)
            end = shrunk(until, _BOLD, _WIDTH - half, 5)
            blocks.append(
                over(
                    one_line(label, kind), one_line(until, end, x=_WIDTH - half, align="right"), at=(0, half)
                )
            )
        return blocks

    def _services(self) -> list[Block]:
        text = services_text(self.data.services)
        return [*paragraph(text, _BOLD, _WIDTH), gap(1.5)] if text else []

    def _terms(self, room: float) -> list[Block]:
        """As many whole terms as fit, and how many more there are."""
        from shopbook.localisation.language import ngettext
        from shopbook.localisation.numbers import number

        terms = [term for term in self.data.terms if term.strip()]
        if self.data.usage_tip.strip():
            terms.append(_("How to use: {tip}").format(tip=self.data.usage_tip))
        each = [
            paragraph(term, _TERMS, _WIDTH, lead=f"{number(place)}.", hang=_TERMS.size * 1.7)
            for place, term in enumerate(terms, start=1)
        ]
        blocks: list[Block] = []
        for place, rows in enumerate(each):
            left = len(each) - place
            needed = height_of(rows) + (_TERMS.height if left > 1 else 0)
            if height_of(blocks) + needed > room:
                more = ngettext("{n} more is in the shop's book.", "{n} more are in the shop's book.", left)
                if height_of(blocks) + _TERMS.height <= room:
                    blocks.append(one_line(more.format(n=number(left)), _TERMS))
                break
            blocks += rows
        return blocks

    def _foot(self) -> list[Block]:
        """How to reach the shop, and the bars of the number for its scanner."""
        from shopbook.localisation.numbers import phone

        shop = self.data.shop
        hotline = _("Hotline: {phone}").format(phone=phone(shop.hotline)) if shop.hotline.strip() else ""
        reach = " · ".join(text for text in (hotline, shop.address) if text.strip())
        code = bars(self.data.card_no, _WIDTH, _BARS, Type(5.6))
        words = paragraph(reach, shrunk(reach, _BOLD, _WIDTH, _SMALLEST), _WIDTH, align="centre")
        if len(words) > 1:
            # A long address stands under the number people call, which stays as large as it can be.
            small = Type(_SMALLEST)
            words = paragraph(hotline, _BOLD, _WIDTH, align="centre") if hotline else []
            words += paragraph(shop.address, small, _WIDTH, align="centre")
        return [rule(_WIDTH, 0.6), gap(1.2), *([*words, gap(1.0)] if reach else []), code]
