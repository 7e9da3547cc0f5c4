"""A sheet to hang on the wall: what customers said of the shop and allowed it to show, in letters to be read from afar.

Who allowed it is asked by the caller; only the words and the name to put under them come here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from shopbook.documents.page import (
    A4,
    MM,
    Block,
    Sheet,
    ShopHead,
    Type,
    fill,
    gap,
    height_of,
    one_line,
    paragraph,
    put,
    shrunk,
    together,
)
from shopbook.documents.text import font, printable, wrap
from shopbook.localisation.language import _, current_language, using
from shopbook.localisation.numbers import phone

_MARGIN: Final = 17 * MM
_FRAME: Final = 8 * MM
_WIDTH: Final = A4.width - 2 * _MARGIN
_FOOT: Final = 15 * MM
# Read from two steps away; fewer words are written larger.
_SIZES: Final = (38.0, 34.0, 30.0, 27.0, 24.0, 21.0, 19.0)
# One praise as long as the book takes them still stands on one page.
_LONG: Final = (17.0, 15.0, 13.0, 11.0)


@dataclass(frozen=True, slots=True)
class Said:
    """Somebody's words, and how they may be named under them ("" for not at all)."""

    words: str
    quoted_as: str = ""


@dataclass(frozen=True, slots=True)
class WallPaper:
    """Whose wall it is, and what was said."""

    shop: ShopHead
    said: tuple[Said, ...]


def wall_sheet(paper: WallPaper, language: str = "bn") -> bytes:
    """The words on A4 upright, as large as one page takes them, further pages for more. ValueError without any."""
    if not paper.said:
        raise ValueError("there is nothing to hang on the wall")
    with using(language):
        return _draw(paper)


def _draw(paper: WallPaper) -> bytes:
    sheet = Sheet(A4, _("What our customers say"), current_language())
    head = _head(paper.shop)
    room = A4.height - 2 * _MARGIN - height_of(head) - _FOOT
    pages = _pages(paper.said, room)
    for number, page in enumerate(pages):
        if number:
            sheet.next_page()
        _frame(sheet)
        top = put(sheet, head, _MARGIN, _MARGIN)
        # What room is left goes between the voices, so that a page with few of them is not half empty.
        spare = (room - height_of(page)) / (len(page) + 1)
        for voice in page:
            top = put(sheet, [gap(max(0.0, spare)), voice], _MARGIN, top)
        put(sheet, _foot(paper.shop), _MARGIN, A4.height - _MARGIN - _FOOT)
    return sheet.finish()


def _pages(said: Sequence[Said], room: float) -> list[list[Block]]:
    """The voices in the largest letters in which they stand on one page; else on several in middling ones."""
    for size in _SIZES:
        pages = fill([_voice(one, size) for one in said], room, room)
        if len(pages) == 1 and height_of(pages[0]) <= room:
            return pages
    pages = fill([_voice(one, _fitting(one, room)) for one in said], room, room)
    return _evened(pages, room)


def _fitting(one: Said, room: float) -> float:
    """The size on a sheet of several pages; one very long praise gets smaller letters rather than two pages."""
    sizes = (*_SIZES[4:], *_LONG)
    return next((size for size in sizes if _voice(one, size).height <= room), sizes[-1])


def _evened(pages: list[list[Block]], room: float) -> list[list[Block]]:
    """As many pages, with the voices shared out so that the last is not left with a single one."""
    if len(pages) < 2:
        return pages
    voices = [voice for page in pages for voice in page]
    aim = sum(voice.height for voice in voices) / len(pages)
    while aim < room:
        fair = fill(voices, aim, aim)
        if len(fair) <= len(pages):
            return fair
        aim += room * 0.04
    return pages


def _voice(one: Said, size: float) -> Block:
    """The words between their marks, the name under them; never cut between two pages."""
    kind = Type(size, leading=1.5)
    mark = Type(size * 2.2, True, 1.0)
    words = printable(one.words).strip().strip("\"“”'‘’")
    rows = [_mark("“", mark), gap(-size * 0.62), *_balanced(words, kind)]
    if one.quoted_as.strip():
        name = Type(max(13.0, size * 0.66), True)
        rows += [gap(size * 0.2), *paragraph(f"— {one.quoted_as.strip()}", name, _WIDTH, align="centre")]
    rows += [gap(size * 0.45)]
    return together(rows)


def _mark(sign: str, kind: Type) -> Block:
    """The opening mark, large and in the middle; its own line is cut short, for its ink stands at the top."""
    line = one_line(sign, kind, x=_WIDTH / 2, align="centre")
    return Block(line.height * 0.72, line.draw)


def _balanced(words: str, kind: Type) -> list[Block]:
    """The words in the middle, in lines of about equal length: no single word hangs below."""
    face = font(kind.bold)
    most = _WIDTH - 8 * MM
    count = len(wrap(face, kind.size, words, most))
    least, width = most * 0.4, most
    while width - least > 4:
        middle = (least + width) / 2
        least, width = (
            (least, middle) if len(wrap(face, kind.size, words, middle)) <= count else (middle, width)
        )
    return [
        one_line(line, kind, x=_WIDTH / 2, align="centre") for line in wrap(face, kind.size, words, width)
    ]


def _head(shop: ShopHead) -> list[Block]:
    """The shop's name as on its signboard, and what this is."""
    english_first = current_language() == "en" and bool(shop.name_en.strip())
    name = shop.name_en if english_first else shop.name_bn
    large = shrunk(name, Type(40, True, 1.4), _WIDTH, 22)
    title = Type(21)
    return [
        *paragraph(name, large, _WIDTH, align="centre"),
        *paragraph(_("What our customers say"), title, _WIDTH, align="centre"),
        gap(3 * MM),
        _ornament(),
        gap(2 * MM),
    ]


def _ornament() -> Block:
    """A line across the middle with a diamond of three dots: a paper to look at, not a form."""

    def draw(sheet: Sheet, left: float, top: float) -> None:
        middle, reach = left + _WIDTH / 2, 34 * MM
        y = top + 1.5 * MM
        sheet.rule(middle - reach, y, middle - 6 * MM, y, 1.0)
        sheet.rule(middle + 6 * MM, y, middle + reach, y, 1.0)
        for step in (-3 * MM, 0.0, 3 * MM):
            side = 1.6 * MM if step == 0 else 1.0 * MM
            sheet.box(middle + step - side / 2, y - side / 2, side, side, thick=1.0, round_by=side / 2)

    return Block(3 * MM, draw)


def _foot(shop: ShopHead) -> list[Block]:
    """Where the shop is, for those who read it elsewhere."""
    parts = [shop.address.strip(), phone(shop.hotline) if shop.hotline.strip() else ""]
    words = " · ".join(part for part in parts if part)
    kind = shrunk(words, Type(13), _WIDTH, 9)
    lines = paragraph(words, kind, _WIDTH, align="centre") if words else []
    return [gap(max(0.0, _FOOT - height_of(lines))), *lines]


def _frame(sheet: Sheet) -> None:
    """Two lines around the page, the inner one thin."""
    for inset, thick in ((_FRAME, 2.2), (_FRAME + 1.8 * MM, 0.6)):
        sheet.box(
            inset,
            inset,
            A4.width - 2 * inset,
            A4.height - 2 * inset,
            thick=thick,
            round_by=5 * MM - inset / 4,
        )
