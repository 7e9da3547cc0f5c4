"""The page that shows whether a printer is set up right: a frame, a ruler, and the words that break first.

Shifts and scales of a printer are kept and applied by the printing screen: it asks where the corner of the two arrows
came out (MARK_MM from the paper's left edge and from its top) and how long the ruler is (RULER_MM).
"""

from __future__ import annotations

from shopbook.documents.layout import ROLLS
from shopbook.documents.page import (
    A4,
    A5,
    A6,
    MM,
    Block,
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
from shopbook.localisation.language import _, using

_PAPERS = {"A4": A4, "A5": A5.landscape(), "A6": A6.landscape()}
MARK_MM = {"A4": 20, "A5": 20, "A6": 20, "80": 15, "58": 15}
RULER_MM = {"A4": 100, "A5": 100, "A6": 100, "80": 50, "58": 30}
_EDGE = 5 * MM
_FRAME = 1 * MM
# Words whose conjuncts, reph or deep marks wrong software and weak printers spoil; see tests/core/documents.
DIFFICULT = (
    "তুরস্ক সংস্কৃত মাদাগাস্কার কন্নড় হন্ডুরাস পর্তুগাল কর্তৃপক্ষ দুর্বৃত্ত ক্ষুদ্র র‍্যাম শ্রীমঙ্গল উজ্জ্বল "
    "ব্রাহ্মণবাড়িয়া স্বাস্থ্য লক্ষ্মী দ্বন্দ্ব জ্ঞান ঊর্ধ্ব রাষ্ট্র কিংকর্তব্যবিমূঢ়"
)
_FIGURES = "৳১২,৩৪,৫৬৭.৮৯ · ০১২৩৪৫৬৭৮৯ · 0123456789 · ABCDEFGHIJ abcdefghij"


def trial_page(paper: str = "A5", shop: ShopHead | None = None, language: str = "bn") -> bytes:
    """The test print as a one-page PDF for "A4", "A5", "A6", "80" or "58". ValueError for another paper."""
    if paper in ROLLS:
        from shopbook.documents.test_roll import trial_strip

        return trial_strip(paper, shop, language)
    if paper not in _PAPERS:
        raise ValueError(f"there is no test print for {paper!r}")
    with using(language):
        return _draw(paper, shop, language)


def _draw(paper: str, shop: ShopHead | None, language: str) -> bytes:
    page = _PAPERS[paper]
    scale = page.height / A5.width
    margin = _EDGE + _FRAME + 4 * MM * scale
    width = page.width - 2 * margin
    body = Type(10.5 * min(scale, 1.3))
    sheet = Sheet(page, f"{_('Test print')} {paper}", language)
    sheet.box(
        _EDGE + _FRAME / 2,
        _EDGE + _FRAME / 2,
        page.width - 2 * _EDGE - _FRAME,
        page.height - 2 * _EDGE - _FRAME,
        thick=_FRAME,
    )
    # The corner at the top left stays free for the two arrows.
    free = (MARK_MM[paper] + 4) * MM - margin
    beside = letterhead(shop, width - 2 * free, body.size * 1.6) if shop else []
    blocks = [_moved(block, free) for block in beside]
    blocks.append(gap(max(body.size * 0.4, free - height_of(blocks))))
    blocks += [
        *paragraph(f"{_('Test print')} · {paper}", Type(body.size * 1.7, bold=True), width, align="centre"),
        gap(body.size * 0.3),
        rule(width, 0.8, body.size * 0.2),
        *paragraph(DIFFICULT, Type(body.size * 1.35), width),
        *paragraph(DIFFICULT, Type(body.size * 0.9, bold=True), width),
        *paragraph(DIFFICULT, Type(7 if paper != "A6" else 6, bold=False), width),
        *paragraph(_FIGURES, Type(body.size, bold=True), width),
        rule(width, 0.8, body.size * 0.2),
        *paragraph(
            _("If you can read these words and the frame is whole on all four sides, printing is right."),
            Type(body.size, bold=True),
            width,
        ),
        *paragraph(
            _(
                "If not, choose the paper {paper} and 100 % in the printer settings; the scale below must be 10 cm."
            ).format(paper=paper),
            body,
            width,
        ),
    ]
    corner(sheet, MARK_MM[paper] * MM, Type(body.size * 0.85))
    ruler = _ruler(width)
    left_over = page.height - 2 * margin - height_of(blocks) - ruler.height
    put(sheet, [*blocks, gap(max(0.0, left_over)), ruler], margin, margin)
    return sheet.finish()


def _moved(block: Block, by: float) -> Block:
    return Block(block.height, lambda sheet, left, top: block.draw(sheet, left + by, top), block.keep)


def corner(sheet: Sheet, mark: float, kind: Type, *, down: bool = True) -> None:
    """Arrows from the left edge and the upper edge that meet at (mark, mark): where they meet on paper is measured."""
    from shopbook.localisation.numbers import number

    start, head = _EDGE + _FRAME + 1 * MM, 1.6 * MM
    name = number(round(mark / MM))
    sheet.rule(start, mark, mark, mark, 0.8)
    sheet.rule(mark, mark, mark - head, mark - head * 0.6, 0.8)
    sheet.rule(mark, mark, mark - head, mark + head * 0.6, 0.8)
    sheet.line((start + mark) / 2, mark, f"A {name}", kind, "centre")
    if down:
        sheet.rule(mark, start, mark, mark, 0.8)
        sheet.rule(mark, mark, mark - head * 0.6, mark - head, 0.8)
        sheet.rule(mark, mark, mark + head * 0.6, mark - head, 0.8)
        sheet.line(mark + 0.8 * MM, (start + mark) / 2 - kind.height / 2, f"B {name}", kind)


def _ruler(width: float) -> Block:
    """Ten centimetres to lay a ruler on: drivers that "fit to page" shrink it."""
    return ruler_of(width, RULER_MM["A4"])


def ruler_of(width: float, millimetres: int) -> Block:
    """A ruler in the middle of `width` points, numbered in centimetres."""
    from shopbook.localisation.numbers import number

    kind = Type(7.5)
    tick = 3 * MM

    def draw(sheet: Sheet, left: float, top: float) -> None:
        start = left + (width - millimetres * MM) / 2
        line = top + kind.height + tick
        sheet.rule(start, line, start + millimetres * MM, line, 0.7)
        for millimetre in range(0, millimetres + 1, 5):
            x = start + millimetre * MM
            sheet.rule(x, line, x, line - (tick if millimetre % 10 == 0 else tick * 0.55), 0.5)
            if millimetre % 10 == 0:
                sheet.line(x, top, number(millimetre // 10), kind, "centre")

    return Block(kind.height + tick + 1, draw)
