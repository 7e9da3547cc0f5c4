"""The sizes of type on each paper, sheets and rolls, and the pouring of blocks onto them: pages, or one long strip.

What a paper says is decided by the paper's own module; the pieces most papers share are in pieces.py.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from shopbook.documents.page import (
    A4,
    A5,
    A6,
    LEAST,
    MM,
    Block,
    Paper,
    Sheet,
    Type,
    fill,
    height_of,
    put,
)
from shopbook.localisation.language import _

SHEETS: Final = ("A4", "A5", "A6")
ROLLS: Final = ("80", "58")
# What the heads of these printers reach: 576 and 384 dots of 1/8 mm; the rest of the paper stays white.
PRINTABLE_MM: Final = {"80": 72, "58": 48}
_ROLL_TOP: Final = 3 * MM
_ROLL_BOTTOM: Final = 4 * MM
# A PDF page ends at 200 inches; what is longer goes on as a second strip.
_LONGEST_STRIP: Final = 13_000.0


@dataclass(frozen=True, slots=True)
class Look:
    """The sizes of one paper: its margins in points and its kinds of type. `paper` of a roll has no height yet."""

    size: str
    paper: Paper
    margin: float
    body: Type
    small: Type
    title: Type
    shop: float

    @property
    def is_roll(self) -> bool:
        """True for the paper of a thermal printer, as long as what stands on it."""
        return self.size in ROLLS

    @property
    def width(self) -> float:
        """The room between the margins."""
        return self.paper.width - 2 * self.margin

    @property
    def bold(self) -> Type:
        """Reading type, bold."""
        return Type(self.body.size, True, self.body.leading)

    @property
    def figure(self) -> Type:
        """For the one amount everybody looks for."""
        return Type(self.body.size * 1.5, True, self.body.leading)

    @property
    def space(self) -> float:
        """The usual blank between two parts."""
        return self.body.size * 0.6

    def larger(self, times: float) -> Look:
        """The same paper with larger type, for one with little on it; smaller only as far as it can be read."""
        body, small = (replace(kind, size=max(LEAST, kind.size * times)) for kind in (self.body, self.small))
        title = replace(self.title, size=self.title.size * times)
        return replace(self, body=body, small=small, title=title, shop=self.shop * times)

    @property
    def is_wide(self) -> bool:
        """Whether two columns of facts have room side by side."""
        return self.width > 110 * MM


def _roll(size: str, body: float, small: float, title: float, shop: float) -> Look:
    width = int(size) * MM
    margin = (width - PRINTABLE_MM[size] * MM) / 2
    # Half a millimetre of the printable strip stays white, or a roll that runs askew loses the edge of a letter.
    kinds = (Type(body), Type(small), Type(title, bold=True))
    return Look(size, Paper(size, width, 0), margin + 0.5 * MM, *kinds, shop)


def _sheet(paper: Paper, margin: float, body: float, small: float, title: float, shop: float) -> Look:
    return Look(paper.name, paper, margin, Type(body), Type(small), Type(title, bold=True), shop)


_LOOKS: Final = {
    "A4": _sheet(A4, 14 * MM, 10.5, 9.0, 15.5, 22),
    "A5": _sheet(A5, 10 * MM, 9.2, 7.9, 12.5, 17),
    "A6": _sheet(A6, 7.5 * MM, 7.9, 7.1, 10.5, 13),
    "80": _roll("80", 9.6, 8.4, 12.0, 15),
    "58": _roll("58", 8.8, 7.8, 10.5, 12.5),
}


def look(size: str, *, lying: bool = False) -> Look:
    """The sizes of "A4", "A5", "A6", "80" or "58"; `lying` turns a sheet. ValueError for another size."""
    if size not in _LOOKS:
        raise ValueError(f"there is no paper of the size {size!r}")
    found = _LOOKS[size]
    if not lying or found.is_roll:
        return found
    paper = found.paper.landscape()
    return Look(size, paper, found.margin, found.body, found.small, found.title, found.shop)


@dataclass(frozen=True, slots=True)
class Parts:
    """What is poured: the body, the ending (signatures) that stays together, and what heads every later sheet."""

    blocks: Sequence[Block]
    ending: Sequence[Block] = ()
    later: Sequence[Block] = ()


# A sheet with little on it is set larger: people read it at arm's length across the counter. One with a little too much
# is set a little smaller, before a second sheet with nothing but the last two lines goes with it.
_FITTING: Final = (1.35, 1.2, 1.1, 1.0, 0.94, 0.88)
# On A4 the usual type is large already; on A5 as it stands two columns of facts need the width.
_LARGEST: Final = {"A4": 1.2, "A5": 1.2}


def pdf_of(usual: Look, title: str, language: str, build: Callable[[Look], Parts]) -> bytes:
    """What `build` makes for a look as a PDF: a strip on a roll, pages on sheets, the ending at the foot of the last.

    Sheets take the largest type with which everything stands on one page; what needs several has the usual one.
    """
    if usual.is_roll:
        parts = build(usual)
        return _strip(usual, title, language, [*parts.blocks, *parts.ending])
    for times in _FITTING:
        if times > _LARGEST.get(usual.size, times) and usual.paper.height > usual.paper.width:
            continue
        page = usual.larger(times)
        parts = build(page)
        if height_of(parts.blocks) + height_of(parts.ending) <= page.paper.height - 2 * page.margin:
            return _sheets(page, title, language, parts)
    return _sheets(usual, title, language, build(usual))


def _sheets(page: Look, title: str, language: str, parts: Parts) -> bytes:
    foot = page.small.height + page.space
    inside = page.paper.height - 2 * page.margin
    pages = fill(parts.blocks, inside, inside - height_of(parts.later) - foot)
    if len(pages) > 1:
        # Only now is it known that page numbers are needed on the first sheet too.
        pages = fill(parts.blocks, inside - foot, inside - height_of(parts.later) - foot)
    _end(pages, parts.ending, inside, height_of(parts.later), foot)
    sheet = Sheet(page.paper, title, language)
    for at, rows in enumerate(pages):
        if at:
            sheet.next_page()
        top = put(sheet, [*(parts.later if at else ()), *rows], page.margin, page.margin)
        numbered = foot if len(pages) > 1 else 0.0
        if at == len(pages) - 1:
            bottom = page.paper.height - page.margin - numbered - height_of(parts.ending)
            put(sheet, parts.ending, page.margin, max(top, bottom))
        if numbered:
            page_number(sheet, page, at + 1, len(pages))
    return sheet.finish()


def _end(pages: list[list[Block]], ending: Sequence[Block], inside: float, head: float, foot: float) -> None:
    """Give the ending a sheet of its own, with the last line of the body, when it does not fit on the last one."""
    alone = len(pages) == 1
    room = inside - (0.0 if alone else head + foot)
    if not ending or height_of(pages[-1]) + height_of(ending) <= room + 0.01:
        return
    last = pages[-1]
    # A signature under nothing could be put under anything.
    moved = [last.pop()] if len(last) > 1 else []
    # With it what belongs together, as long as that has room on a sheet.
    free = inside - head - foot - height_of(ending)
    while moved and len(last) > 1 and last[-1].keep and height_of([last[-1], *moved]) <= free:
        moved.insert(0, last.pop())
    above = [moved[0].head] if moved and moved[0].head is not None else []
    pages.append([*above, *moved])


def page_number(sheet: Sheet, page: Look, number: int, pages: int) -> None:
    """Which sheet of how many, in the middle of the bottom."""
    from shopbook.localisation import numbers

    text = _("Page {page} of {pages}").format(page=numbers.number(number), pages=numbers.number(pages))
    top = page.paper.height - page.margin - page.small.height
    sheet.line(page.paper.width / 2, top, text, page.small, "centre")


def _strip(page: Look, title: str, language: str, blocks: Sequence[Block]) -> bytes:
    """One page as long as what stands on it."""
    strips = fill(blocks, _LONGEST_STRIP, _LONGEST_STRIP)
    sheet: Sheet | None = None
    for rows in strips:
        paper = Paper(page.size, page.paper.width, height_of(rows) + _ROLL_TOP + _ROLL_BOTTOM)
        if sheet is None:
            sheet = Sheet(paper, title, language)
        else:
            sheet.next_page(paper)
        put(sheet, rows, page.margin, _ROLL_TOP)
    assert sheet is not None
    return sheet.finish()
