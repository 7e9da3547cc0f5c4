"""The strip that shows whether a thermal printer is set up right: edges, a ruler, lines from thin to thick, hard words.

How a strip becomes dots is thermal.py's; shifts and scales are kept by the printing screen.
"""

from __future__ import annotations

from shopbook.documents.layout import PRINTABLE_MM, look
from shopbook.documents.page import (
    MM,
    Block,
    Paper,
    Sheet,
    ShopHead,
    Type,
    gap,
    height_of,
    letterhead,
    paragraph,
    put,
    rule,
)
from shopbook.documents.test_print import DIFFICULT, MARK_MM, RULER_MM, ruler_of
from shopbook.localisation.language import _, using
from shopbook.localisation.numbers import number

_DOT = MM / 8
# The last dots of the head, left and right; a roll that lies askew loses one of them.
_EDGE_LINE = 2 * _DOT


def trial_strip(size: str, shop: ShopHead | None = None, language: str = "bn") -> bytes:
    """The test print of a roll "80" or "58" millimetres wide as a one-page PDF. ValueError for another roll."""
    page = look(size)
    if not page.is_roll:
        raise ValueError(f"{size!r} is no roll")
    with using(language):
        blocks = _blocks(size, shop)
        top = 3 * MM
        height = height_of(blocks) + 2 * top
        sheet = Sheet(Paper(size, page.paper.width, height), f"{_('Test print')} {size}", language)
        _edges(sheet, size, height)
        put(sheet, blocks, page.margin + 1 * MM, top)
        return sheet.finish()


def _blocks(size: str, shop: ShopHead | None) -> list[Block]:
    page = look(size)
    width = page.width - 2 * MM
    name = _("Test print · {n} mm").format(n=number(int(size)))
    head = [*letterhead(shop, width, page.shop), gap(page.space)] if shop else []
    return [
        *head,
        *paragraph(name, page.title, width, align="centre"),
        rule(width, 0.8, page.space * 0.4),
        *paragraph(DIFFICULT, page.body, width),
        gap(page.space * 0.5),
        *paragraph(DIFFICULT, Type(page.small.size, bold=True), width),
        *paragraph("৳১২,৩৪,৫৬৭.৮৯ · 0123456789 · ABC abc", page.bold, width),
        rule(width, 0.8, page.space * 0.4),
        _density(width, page.small),
        rule(width, 0.8, page.space * 0.4),
        *paragraph(
            _("A: {n} mm from the paper's left edge to the tip").format(n=number(MARK_MM[size])),
            page.small,
            width,
        ),
        _mark(size),
        gap(page.space * 0.5),
        ruler_of(width, RULER_MM[size]),
        gap(page.space * 0.5),
        *paragraph(
            _(
                "Printing is right when both edge lines are whole, all words can be read and the ruler is {n} mm."
            ).format(n=number(RULER_MM[size])),
            page.small,
            width,
        ),
    ]


def _edges(sheet: Sheet, size: str, height: float) -> None:
    """A line along each end of the head, as long as the strip."""
    edge = (int(size) - PRINTABLE_MM[size]) / 2 * MM
    for x in (edge + _EDGE_LINE / 2, int(size) * MM - edge - _EDGE_LINE / 2):
        sheet.rule(x, 1 * MM, x, height - 1 * MM, _EDGE_LINE)


def _density(width: float, kind: Type) -> Block:
    """Lines of one to four dots, and a black bar: a weak head breaks the thin ones, a hot one closes the gaps."""
    rows = 4
    step = 5 * _DOT

    def draw(sheet: Sheet, left: float, top: float) -> None:
        y = top
        for dots in range(1, rows + 1):
            sheet.line(left, y, number(dots), kind)
            for line in range(3):
                at = y + kind.height / 2 + (line - 1) * step
                sheet.rule(left + kind.size * 1.5, at, left + width, at, dots * _DOT)
            y += kind.height + step
        sheet.rule(left, y + 2 * MM, left + width, y + 2 * MM, 3 * MM)

    return Block(rows * (kind.height + step) + 4 * MM, draw)


def _mark(size: str) -> Block:
    """An arrow whose tip stands so far from the paper's left edge."""
    mark, head = MARK_MM[size] * MM, 1.6 * MM

    def draw(sheet: Sheet, left: float, top: float) -> None:
        y = top + head
        sheet.rule(left, y, mark, y, 2 * _DOT)
        sheet.rule(mark, y, mark - head, y - head * 0.6, 2 * _DOT)
        sheet.rule(mark, y, mark - head, y + head * 0.6, 2 * _DOT)

    return Block(2 * head, draw)
