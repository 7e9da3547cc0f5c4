"""Stickers for the goods themselves: shop, product, serial and its bars, on A4 sheets of stickers or a 58 mm roll.

Half-used sheets go through the printer again: the first sticker to print on is chosen. What goes on a sticker is
gathered elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from shopbook.documents.bars import bars
from shopbook.documents.page import A4, MM, Block, Paper, Type, gap, height_of, one_line, put, shrunk
from shopbook.documents.warranty_card_pieces import CardSheet
from shopbook.localisation.language import _, using


@dataclass(frozen=True, slots=True)
class Label:
    """One sticker. `code` is what the scanner reads: the serial, else the number of the card."""

    shop: str
    product: str
    code: str
    until: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet of stickers as it is sold: how many across and down, their size and the margins, in millimetres."""

    across: int
    down: int
    width: float
    height: float
    left: float
    top: float
    gap_across: float = 0.0

    @property
    def places(self) -> int:
        """How many stickers are on a sheet."""
        return self.across * self.down

    def corner(self, place: int) -> tuple[float, float]:
        """The top left corner of a sticker in points; places count from 0, along the rows."""
        row, column = divmod(place, self.across)
        return (self.left + column * (self.width + self.gap_across)) * MM, (self.top + row * self.height) * MM


# As the sheets of 65, 24 and 21 stickers are cut.
GRIDS: dict[str, Grid] = {
    "38x21": Grid(5, 13, 38.1, 21.2, 4.75, 10.7, 2.5),
    "63x34": Grid(3, 8, 63.5, 33.9, 7.2, 12.9, 2.5),
    "63x38": Grid(3, 7, 63.5, 38.1, 7.2, 15.15, 2.5),
}
# A roll of stickers 50 by 30 mm, in a printer of 58 mm: its head reaches 48 mm.
ROLL = Paper("58", 58 * MM, 30 * MM)
SIZES = (*GRIDS, "58")
_INSIDE = 1.6 * MM


def label_sheet(size: str, labels: Sequence[Label], language: str = "bn", *, first: int = 1) -> bytes:
    """The stickers as a PDF; on a sheet the first is printed on place `first`, counted from 1 along the rows.

    size: one of SIZES; "58" is a page for each sticker. ValueError for another size, no labels or a place that is not
    on the sheet.
    """
    if size not in SIZES or not labels:
        raise ValueError("labels of a known size are wanted")
    with using(language):
        if size == "58":
            return _roll(labels, language)
        grid = GRIDS[size]
        if not 1 <= first <= grid.places:
            raise ValueError(f"there is no place {first} on this sheet")
        sheet = CardSheet(A4, _("Labels"), language)
        sticker = Paper(size, grid.width * MM, grid.height * MM)
        for number, label in enumerate(labels, start=first - 1):
            if number and number % grid.places == 0:
                sheet.next_page()
            with sheet.place(*grid.corner(number % grid.places), sticker):
                _draw(sheet, label, sticker, _INSIDE)
        return sheet.finish()


def _roll(labels: Sequence[Label], language: str) -> bytes:
    sheet = CardSheet(ROLL, _("Labels"), language)
    for number, label in enumerate(labels):
        if number:
            sheet.next_page()
        _draw(sheet, label, ROLL, 5 * MM)
    return sheet.finish()


def _draw(sheet: CardSheet, label: Label, sticker: Paper, side: float) -> None:
    """Shop, product, bars, the number in clear, and until when; everything in one line each, the bars never thinner."""
    width = sticker.width - 2 * side
    small = sticker.height < 25 * MM
    strong, plain = Type(5.6 if small else 8, True, 1.35), Type(5 if small else 6.6, False, 1.35)
    rows = [_fitted(label.shop, plain, width), _fitted(label.product, strong, width)]
    below = [
        _fitted(label.code, plain, width),
        *([_fitted(label.until, plain, width)] if label.until else []),
    ]
    room = sticker.height - 2 * _INSIDE - height_of(rows) - height_of(below) - 2 * gap(1).height
    code = _code(label.code, width, room)
    blocks = [*rows, gap(1), code, gap(1), *below]
    put(sheet, blocks, side, (sticker.height - height_of(blocks)) / 2)


def _code(code: str, width: float, room: float) -> Block:
    """Bars where they can be read at this width, else a QR, which takes any letters in little room."""
    height = min(room, 11 * MM)
    try:
        return bars(code, width, height)
    except ValueError:
        side = min(room, width)

    def draw(sheet: CardSheet, left: float, top: float) -> None:
        sheet.qr(left + (width - side) / 2, top, side, code)

    return Block(side, draw)  # type: ignore[arg-type]  # stickers are drawn on CardSheets only


def _fitted(text: str, kind: Type, width: float) -> Block:
    """One line, made smaller to fit, then cut with dots: a sticker has no second line."""
    fitted = shrunk(text, kind, width, kind.size * 0.72)
    return one_line(_cut(text, fitted, width), fitted, x=width / 2, align="centre")


def _cut(text: str, kind: Type, width: float) -> str:
    from shopbook.documents.text import font, letters, printable

    face = font(kind.bold)
    if face.width(printable(text), kind.size) <= width:
        return text
    kept = letters(text)
    while kept and face.width(printable("".join(kept).rstrip() + "…"), kind.size) > width:
        kept.pop()
    return "".join(kept).rstrip() + "…"
