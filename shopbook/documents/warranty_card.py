"""The warranty card a customer takes home: A5 or A6 lying down, black on white, for any cheap printer and photocopier.

It says what was promised and until when; what the shop thinks of the customer is not even handed in. The card for the
purse is `warranty_card_small`, many cards on a sheet `warranty_card_sheet`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from shopbook.documents.bars import bars
from shopbook.documents.page import (
    A5,
    A6,
    MM,
    SAFE_EDGE,
    Block,
    Paper,
    Sheet,
    Type,
    columns,
    fill,
    gap,
    height_of,
    labelled,
    letterhead,
    one_line,
    over,
    paragraph,
    put,
    rule,
    shrunk,
)
from shopbook.documents.warranty_card_facts import CardPaper, copy_mark, services_text, until
from shopbook.documents.warranty_card_pieces import CardSheet, draw_frame, logo_beside
from shopbook.localisation.language import _, using


@dataclass(frozen=True, slots=True)
class _Measures:
    """The sizes of one format of the card, in points."""

    paper: Paper
    margin: float
    shop: float
    title: float
    body: float
    terms: tuple[float, ...]
    small: float
    qr: float
    side: float
    sign: float
    bars: float

    @property
    def width(self) -> float:
        return self.paper.width - 2 * self.margin

    def larger(self, times: float) -> _Measures:
        """The same format with larger reading type, for a card with little on it."""
        terms = tuple(size * times for size in self.terms[:1])
        return replace(self, body=self.body * times, terms=terms)


_LARGER = (1.2, 1.1)
# Terms shrink in these steps before they go to a second page, the back of the card: below them a cheap laser fills the
# vowel signs.
_FORMATS = {
    "A5": _Measures(
        A5.landscape(), 11 * MM, 19, 13, 9.6, (8.6, 8.0, 7.4), 7.4, 20 * MM, 36 * MM, 13 * MM, 7 * MM
    ),
    "A6": _Measures(
        A6.landscape(), 8.5 * MM, 13.5, 9.5, 7.2, (7.1, 6.8, 6.5), 6.5, 14 * MM, 26 * MM, 9.5 * MM, 5.5 * MM
    ),
}


def warranty_card(paper: str, data: CardPaper, language: str = "bn") -> bytes:
    """The card as a PDF on `paper` ("A5" or "A6"), in Bengali or English. Equal facts give equal bytes.

    One page unless the terms are very long. ValueError for another paper, DocumentProblem when the fonts are gone.
    """
    if paper not in _FORMATS:
        raise ValueError(f"a warranty card is A5 or A6, not {paper!r}")
    with using(language):
        faces = card_faces(paper, data)
        sheet = CardSheet(_FORMATS[paper].paper, f"{_('Warranty card')} {data.card_no}", language)
        for number, face in enumerate(faces):
            if number:
                sheet.next_page()
            face(sheet)
        return sheet.finish()


def card_faces(paper: str, data: CardPaper) -> list[Callable[[CardSheet], None]]:
    """How to draw each page of the card, in the language of the moment."""
    usual = _FORMATS[paper]
    for times in _LARGER:
        card = _Card(usual.larger(times), data)
        if len(card.pages) == 1:
            return card.faces()
    return _Card(usual, data).faces()


class _Card:
    """One card being laid out: the head and the signatures stand fast, everything between flows."""

    def __init__(self, measures: _Measures, data: CardPaper) -> None:
        self.m = measures
        self.data = data
        self.body = Type(measures.body)
        self.bold = Type(measures.body, bold=True)
        self.head = self._head()
        self.pages = self._pages()

    def faces(self) -> list[Callable[[CardSheet], None]]:
        """How to draw each page."""
        return [partial(self._draw, number=number) for number in range(len(self.pages))]

    def _draw(self, sheet: CardSheet, number: int) -> None:
        draw_frame(sheet, self.data.design, self.m.paper, SAFE_EDGE)
        top = put(sheet, self.head if number == 0 else self._later_head(), self.m.margin, self.m.margin)
        put(sheet, self.pages[number], self.m.margin, top)
        if number == 0:
            self._signatures(sheet)
        self._foot(sheet, number + 1, len(self.pages))

    def _pages(self) -> list[list[Block]]:
        """The body on as few pages as it takes, with the largest terms that manage that."""
        alone = self._shared_out(pages=1)
        if len(alone) == 1:
            return alone
        return self._terms_behind() or self._shared_out(pages=2)

    def _room(self, pages: int) -> tuple[float, float]:
        """The room of the first and of a later page (any number of pages more than one takes the same for its foot)."""
        inside = self.m.paper.height - 2 * self.m.margin
        foot = max(self.m.sign + self.body.height, height_of(self._foot_words(1, pages)) + self.m.small * 0.5)
        first = inside - height_of(self.head) - foot
        return first, inside - height_of(self._later_head()) - 1.5 * Type(self.m.small).height

    def _promised(self, size: float) -> list[Block]:
        facts = [*self._facts(), gap(self.m.body * 0.45), *self._coverages()]
        return [*facts, *self._services(size)]

    def _terms_behind(self) -> list[list[Block]]:
        """What was promised in front, all terms together on the back; nothing when that is not enough."""
        first, later = self._room(pages=2)
        for size in self.m.terms:
            front, back = self._promised(size), self._terms(size)
            if height_of(front) <= first and height_of(back) <= later:
                return [front, back]
        return []

    def _shared_out(self, pages: int) -> list[list[Block]]:
        first, later = self._room(pages)
        best: list[list[Block]] = []
        for size in self.m.terms:
            tried = fill([*self._promised(size), *self._terms(size)], first, later)
            if not best or len(tried) < len(best):
                best = tried
            if len(best) == 1:
                break
        return best

    def _head(self) -> list[Block]:
        """The title at the left, the shop in the middle, the QR at the right, over one strong line."""
        m = self.m
        shop = self._shop(m.width - 2 * m.side)
        title = self._title_box()
        height = max(height_of(shop), m.qr + 1.6 * MM, title.height)
        push = (height - height_of(shop)) / 2

        def draw(sheet: Sheet, left: float, top: float) -> None:
            title.draw(sheet, left, top)
            put(sheet, shop, left + m.side, top + push)
            # The frame stays four cells away, or phones do not see where the code ends.
            sheet.qr(left + m.width - m.qr - 0.8 * MM, top + 0.8 * MM, m.qr, self.data.card_no)

        return [Block(height, draw), gap(m.body * 0.5), rule(m.width, 1.2), gap(m.body * 0.4)]

    def _shop(self, width: float) -> list[Block]:
        """The shop's names, beside its sign where the design has one."""
        if self.data.design != "logo" or not self.data.logo:
            return letterhead(self.data.shop, width, self.m.shop)
        side = self.m.qr * 0.9
        return [logo_beside(self.data.logo, side, letterhead(self.data.shop, width - side, self.m.shop))]

    def _title_box(self) -> Block:
        """What this paper is, its number, and whether it is the original."""
        m = self.m
        width = m.side - 2 * MM
        inner = width - 2 * MM
        title = shrunk(_("Warranty card"), Type(m.title, True, 1.6), inner, m.title * 0.6)
        number = shrunk(self.data.card_no, Type(m.title, True), inner, m.body * 0.8)
        copy = copy_mark(self.data.copy_no)
        copy_type = shrunk(copy, Type(m.body, True, 1.5), inner, m.body * 0.7)

        def draw(sheet: Sheet, left: float, top: float) -> None:
            if self.data.design != "plain":
                sheet.box(left, top, width, title.height, thick=1.2, round_by=1.2 * MM)
            sheet.line(left + width / 2, top, _("Warranty card"), title, "centre")
            top += title.height + m.body * 0.15
            sheet.line(left + width / 2, top, self.data.card_no, number, "centre")
            if copy:
                top += number.height + m.body * 0.1
                sheet.box(left, top, width, copy_type.height, thick=0.8)
                sheet.line(left + width / 2, top, copy, copy_type, "centre")

        height = title.height + number.height + m.body * 0.25 + (copy_type.height if copy else 0)
        return Block(height, draw)

    def _later_head(self) -> list[Block]:
        """The head of a second page: enough to know which card it belongs to when the sheets part."""
        m = self.m
        words = [
            f"{_('Warranty card')} {self.data.card_no}",
            self.data.shop.name,
            copy_mark(self.data.copy_no),
        ]
        text = " · ".join(word for word in words if word)
        return [*paragraph(text, self.bold, m.width), rule(m.width, 0.8, m.body * 0.3)]

    def _facts(self) -> list[Block]:
        """Who bought at the left, what was bought at the right."""
        from shopbook.localisation.dates import date_long
        from shopbook.localisation.numbers import money, phone

        data = self.data
        price = "" if data.price_paisa is None else money(data.price_paisa)
        if price and data.memo_no.strip():
            memo = (_("Memo no."), _("{memo_no} · price {amount}").format(memo_no=data.memo_no, amount=price))
        else:
            memo = (_("Price"), price) if price else (_("Memo no."), data.memo_no)
        who = [
            (_("Name"), data.customer_name),
            (_("Mobile"), phone(data.customer_phone) if data.customer_phone.strip() else ""),
            (_("Address"), data.customer_address),
            memo,
        ]
        what = [
            (_("Product"), data.product),
            (_("Model"), data.brand_model),
            (_("Serial no."), ", ".join(data.serials)),
            (_("Starts on"), date_long(data.start_on)),
            (_("In place of"), data.in_place_of),
        ]
        gutter = self.m.body * 1.6
        half = (self.m.width - gutter) / 2
        return columns(self._rows(who, half), self._rows(what, half), at=(0, half + gutter))

    def _rows(self, pairs: list[tuple[str, str]], width: float) -> list[Block]:
        label_width = self.m.body * 6.1
        return [
            block for label, text in pairs for block in labelled(label, text, self.body, width, label_width)
        ]

    def _coverages(self) -> list[Block]:
        """The promises as a table; each line is its own strip, so a long table can go on to the next page."""
        m = self.m
        at = (m.body * 0.5, m.width * 0.33, m.width * 0.49)
        ends = (m.width * 0.33, m.width * 0.49, m.width)
        widths = [end - start - m.body * 0.6 for start, end in zip(at, ends, strict=True)]
        heads = (_("What is covered"), _("For how long"), _("Until when"))
        small = Type(m.small)
        titles = over(*(one_line(text, small) for text in heads), at=at)
        blocks = [self._fenced(titles, first=True, last=True, keep=True)]
        for line in self.data.coverages:
            cells = (
                paragraph(line.label, self.bold, widths[0]),
                paragraph(line.length_text, self.body, widths[1]),
                paragraph(until(line), self.bold, widths[2]),
            )
            row = columns(*cells, at=at)
            blocks += [
                self._fenced(b, first=b is row[0], last=b is row[-1], keep=b is not row[-1]) for b in row
            ]
        return blocks

    def _fenced(self, block: Block, *, first: bool, last: bool, keep: bool) -> Block:
        """A strip of the table inside its lines; every row has its own, so that it is closed on any page."""
        pad = self.m.body * 0.06

        def draw(sheet: Sheet, left: float, top: float) -> None:
            right, bottom = left + self.m.width, top + block.height + 2 * pad
            sheet.rule(left, top, left, bottom)
            sheet.rule(right, top, right, bottom)
            if first:
                sheet.rule(left, top, right, top)
            if last:
                sheet.rule(left, bottom, right, bottom)
            block.draw(sheet, left, top + pad)

        return Block(block.height + 2 * pad, draw, keep)

    def _services(self, size: float) -> list[Block]:
        services = services_text(self.data.services)
        return [gap(size * 0.4), *paragraph(services, Type(size, True), self.m.width)] if services else []

    def _terms(self, size: float) -> list[Block]:
        from shopbook.localisation.numbers import number

        kind = Type(size)
        terms = [term for term in self.data.terms if term.strip()]
        blocks: list[Block] = []
        if terms:
            heading = one_line(_("Terms"), Type(size, True), keep=True)
            blocks = [Block(size * 0.4, gap(0).draw, keep=True), heading]
        for place, term in enumerate(terms, 1):
            blocks += paragraph(term, kind, self.m.width, lead=f"{number(place)}.", hang=size * 1.9)
        if self.data.usage_tip.strip():
            tip = _("How to use: {tip}").format(tip=self.data.usage_tip)
            blocks += [gap(size * 0.35), *paragraph(tip, kind, self.m.width)]
        return blocks

    def _signatures(self, sheet: Sheet) -> None:
        """Two lines to sign on, blank paper above them for the stamp."""
        m = self.m
        top = m.paper.height - m.margin - self.body.height
        length = m.width * 0.28
        right = m.paper.width - m.margin - length
        for x, label in ((m.margin, _("Customer's signature")), (right, _("Seller's signature and stamp"))):
            sheet.rule(x, top, x + length, top, 0.7)
            kind = shrunk(label, self.body, length, m.small * 0.8)
            sheet.line(x + length / 2, top + m.body * 0.1, label, kind, "centre")

    def _foot(self, sheet: Sheet, page: int, pages: int) -> None:
        """In the middle of the bottom: bars for the scanner, the way back to a lost card, the page of several."""
        blocks = self._foot_words(page, pages)
        m = self.m
        put(sheet, blocks, m.margin + m.width * 0.305, m.paper.height - m.margin - height_of(blocks))

    def _foot_words(self, page: int, pages: int) -> list[Block]:
        from shopbook.localisation.numbers import number

        m = self.m
        kind, width = Type(m.small), m.width * 0.39
        blocks: list[Block] = []
        if page == 1:
            lost = _("If the card is lost, it can be printed again by phone number or serial.")
            blocks = [bars(self.data.card_no, width, m.bars), gap(m.small * 0.35)]
            blocks += paragraph(lost, shrunk(lost, kind, width, kind.size * 0.9), width, align="centre")
        if pages > 1:
            text = _("Page {page} of {pages}").format(page=number(page), pages=number(pages))
            blocks += paragraph(text, kind, width, align="centre")
        return blocks
