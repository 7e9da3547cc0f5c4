"""A sheet of paper to draw on and the kit every paper is laid out with: blocks, columns, letterhead, signatures, QR.

Distances are points (1/72 inch) from the top left corner. What a paper says is decided by the paper's own module.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from shopbook.documents.text import LEADING, Align, draw_line, font, printable, wrap

MM: Final = 72 / 25.4
# Cheap lasers leave about 4.2 mm blank at each edge and may feed 1–2 mm askew; nothing is drawn nearer than this.
SAFE_EDGE: Final = 6 * MM
HAIRLINE: Final = 0.5
# Below 7 points a cheap laser fills the vowel signs, and 7 points are 20 dots on a thermal head.
LEAST: Final = 7.1


@dataclass(frozen=True, slots=True)
class Paper:
    """A size of paper in points, as it is turned."""

    name: str
    width: float
    height: float

    def landscape(self) -> Paper:
        """The same sheet with its long side across."""
        return Paper(self.name, max(self.width, self.height), min(self.width, self.height))


A4: Final = Paper("A4", 210 * MM, 297 * MM)
A5: Final = Paper("A5", 148 * MM, 210 * MM)
A6: Final = Paper("A6", 105 * MM, 148 * MM)


@dataclass(frozen=True, slots=True)
class ShopHead:
    """What the shop prints above every paper; any field but the Bengali name may be empty."""

    name_bn: str
    name_en: str = ""
    address: str = ""
    hotline: str = ""
    hours: str = ""

    @property
    def name(self) -> str:
        """The shop's name in the language of the moment, where it has one."""
        from shopbook.localisation.language import current_language

        name = self.name_en if current_language() == "en" else self.name_bn
        return name if name.strip() else self.name_bn or self.name_en


@dataclass(frozen=True, slots=True)
class Type:
    """Size in points, weight, and line height in em."""

    size: float
    bold: bool = False
    leading: float = LEADING

    @property
    def height(self) -> float:
        """The height of one line in points."""
        return self.size * self.leading


class Sheet:
    """A PDF being drawn, page by page; `finish` gives its bytes. The same calls always give the same bytes."""

    def __init__(self, paper: Paper, title: str, language: str) -> None:
        from reportlab.pdfgen.canvas import Canvas

        self.paper = paper
        self._file = io.BytesIO()
        self._canvas: Any = Canvas(
            self._file,
            pagesize=(paper.width, paper.height),
            pageCompression=1,
            invariant=1,
            lang=f"{language}-BD",
        )
        self._canvas.setTitle(printable(title))
        self._canvas.setAuthor("")
        self._canvas.setCreator("Shopbook")

    def line(self, x: float, top: float, text: str, kind: Type, align: Align = "left") -> float:
        """One line of text whose line box begins at `top`; x is its left, middle or right. Returns its width."""
        face = font(kind.bold)
        ink = (face.ascent - face.descent) * kind.size / 1000
        baseline = top + (kind.height - ink) / 2 + face.ascent * kind.size / 1000
        return draw_line(self._canvas, face, kind.size, x, self.paper.height - baseline, text, align)

    def rule(self, x1: float, y1: float, x2: float, y2: float, thick: float = HAIRLINE) -> None:
        """A straight line."""
        self._canvas.setLineWidth(thick)
        self._canvas.line(x1, self.paper.height - y1, x2, self.paper.height - y2)

    def box(
        self,
        x: float,
        top: float,
        width: float,
        height: float,
        *,
        thick: float = HAIRLINE,
        round_by: float = 0,
    ) -> None:
        """An empty frame, its line centred on the given edges."""
        self._canvas.setLineWidth(thick)
        self._canvas.roundRect(x, self.paper.height - top - height, width, height, round_by)

    def qr(self, x: float, top: float, side: float, text: str) -> None:
        """A QR of `text`, `side` points wide, quiet zone not included; black squares on the bare paper."""
        from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel

        # A quarter may be spoiled by a stamp or a fold and it still reads.
        code = QRCode(None, QRErrorCorrectLevel.Q)
        code.addData(text)
        code.make()
        count = code.getModuleCount()
        cell = side / count
        path = self._canvas.beginPath()
        for row in range(count):
            for start, length in _dark_runs([code.isDark(row, column) for column in range(count)]):
                # A hair of overlap, or viewers show white seams between the rows.
                bottom = self.paper.height - top - (row + 1) * cell
                path.rect(x + start * cell, bottom, length * cell, cell * 1.02)
        self._canvas.drawPath(path, stroke=0, fill=1)

    def next_page(self, paper: Paper | None = None) -> None:
        """Begin the next page, on another size of paper when one is given."""
        self._canvas.showPage()
        if paper is not None:
            self.paper = paper
            self._canvas.setPageSize((paper.width, paper.height))

    def finish(self) -> bytes:
        """The PDF with the page being drawn as its last."""
        self._canvas.showPage()
        self._canvas.save()
        return self._file.getvalue()


def _dark_runs(row: Sequence[bool]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for column, dark in enumerate(row):
        if not dark:
            continue
        if runs and sum(runs[-1]) == column:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        else:
            runs.append((column, 1))
    return runs


Draw = Callable[[Sheet, float, float], None]


@dataclass(frozen=True, slots=True)
class Block:
    """A strip across the page that is never cut: its height, and how to draw it at (sheet, left, top).

    `keep` holds it on the page of the block after it: for headings. `head` stands again above it when it is the first
    on a later page: the heads of a table's columns.
    """

    height: float
    draw: Draw
    keep: bool = False
    head: Block | None = None


def gap(height: float) -> Block:
    """Blank paper."""
    return Block(height, _nothing)


def _nothing(sheet: Sheet, left: float, top: float) -> None:
    """Blank paper needs no ink."""


def one_line(text: str, kind: Type, *, x: float = 0, align: Align = "left", keep: bool = False) -> Block:
    """A line as it is, not wrapped; x is counted from the block's left edge."""

    def draw(sheet: Sheet, left: float, top: float) -> None:
        sheet.line(left + x, top, text, kind, align)

    return Block(kind.height, draw, keep)


def paragraph(
    text: str, kind: Type, width: float, *, align: Align = "left", lead: str = "", hang: float = 0
) -> list[Block]:
    """Wrapped text, one block a line; `lead` (a number, a bullet) stands before the first line, the text `hang` in."""
    x = hang + {"left": 0.0, "centre": (width - hang) / 2, "right": width - hang}[align]
    blocks = [
        one_line(line, kind, x=x, align=align)
        for line in wrap(font(kind.bold), kind.size, text, width - hang)
    ]
    if lead:
        blocks[0] = over(one_line(lead, kind), blocks[0])
    return blocks


def rule(width: float, thick: float = HAIRLINE, space: float = 0) -> Block:
    """A line across, `space` of blank paper above and below it."""

    def draw(sheet: Sheet, left: float, top: float) -> None:
        y = top + space + thick / 2
        sheet.rule(left, y, left + width, y, thick)

    return Block(thick + 2 * space, draw)


def over(*blocks: Block, at: Sequence[float] = ()) -> Block:
    """Blocks side by side (at the given distances from the left) or on one another, as high as the highest."""
    places = [*at, *([0.0] * (len(blocks) - len(at)))]

    def draw(sheet: Sheet, left: float, top: float) -> None:
        for block, x in zip(blocks, places, strict=True):
            block.draw(sheet, left + x, top)

    return Block(max(b.height for b in blocks), draw)


def together(blocks: Iterable[Block]) -> Block:
    """Blocks under one another as one that is never cut."""
    rows = tuple(blocks)

    def draw(sheet: Sheet, left: float, top: float) -> None:
        for row in rows:
            row.draw(sheet, left, top)
            top += row.height

    return Block(sum(row.height for row in rows), draw)


def columns(*sides: Sequence[Block], at: Sequence[float]) -> list[Block]:
    """Columns of blocks joined line by line, so that even a very long column can go on to the next page."""
    rows = max(len(side) for side in sides)
    filled = [[*side, *([gap(0)] * (rows - len(side)))] for side in sides]
    return [over(*row, at=at) for row in zip(*filled, strict=True)]


def labelled(label: str, text: str, kind: Type, width: float, label_width: float) -> list[Block]:
    """A label and its value beside it, wrapped; no block at all when the value is empty."""
    if not text.strip():
        return []
    label_lines = paragraph(label, kind, label_width - kind.size * 0.5)
    bold = Type(kind.size, True, kind.leading)
    if " " not in text.strip():
        # A serial or a number is set smaller rather than broken: it is read out over the phone.
        bold = shrunk(text, bold, width - label_width, min(LEAST, kind.size))
    value_lines = paragraph(text, bold, width - label_width)
    return columns(label_lines, value_lines, at=(0, label_width))


def fill(blocks: Iterable[Block], first: float, later: float) -> list[list[Block]]:
    """The blocks shared out on pages with `first` points of room on the first page and `later` on the others."""
    pages: list[list[Block]] = [[]]
    used, room = 0.0, first
    for group in _kept_together(blocks, later):
        height = height_of(group)
        # 0.01 point: adding up line heights in another order must not push a line over.
        if used + height > room + 0.01 and pages[-1]:
            above = [group[0].head] if group[0].head is not None else []
            pages.append([*above])
            used, room = height_of(above), later
        pages[-1].extend(group)
        used += height
    return pages


def _kept_together(blocks: Iterable[Block], room: float) -> Iterator[list[Block]]:
    """Blocks with what keeps them on one page; what together is more than a page is parted after all."""
    group: list[Block] = []
    for block in blocks:
        group.append(block)
        if block.keep:
            continue
        yield from [group] if height_of(group) <= room else [[each] for each in group]
        group = []
    if group:
        yield group


def height_of(blocks: Iterable[Block]) -> float:
    """How high the blocks stand under one another."""
    return sum(block.height for block in blocks)


def put(sheet: Sheet, blocks: Iterable[Block], left: float, top: float) -> float:
    """Draw the blocks under one another from `top`; returns where the last one ends."""
    for block in blocks:
        block.draw(sheet, left, top)
        top += block.height
    return top


def shrunk(text: str, kind: Type, width: float, smallest: float) -> Type:
    """The same weight in the largest size, down to `smallest`, in which the text fits on one line."""
    natural = font(kind.bold).width(printable(text), kind.size)
    return Type(
        # A hair less than what fits exactly, or the last letter goes over to a line of its own.
        max(smallest, kind.size * min(1.0, width * 0.999 / natural)) if natural else kind.size,
        kind.bold,
        kind.leading,
    )


def letterhead(shop: ShopHead, width: float, size: float) -> list[Block]:
    """The shop's names, address, hotline and hours, centred; `size` is that of the name in the paper's language."""
    from shopbook.localisation.language import _, current_language
    from shopbook.localisation.numbers import phone

    names = [text for text in (shop.name_bn, shop.name_en) if text.strip()] or [""]
    if current_language() == "en":
        names.reverse()
    small = Type(max(size * 0.5, LEAST))
    rows = paragraph(
        names[0], shrunk(names[0], Type(size, True, 1.4), width, size * 0.75), width, align="centre"
    )
    if printable(names[-1]) != printable(names[0]):
        rows += paragraph(names[-1], Type(max(size * 0.55, LEAST)), width, align="centre")
    if shop.address.strip():
        rows += paragraph(shop.address, small, width, align="centre")
    reach = [_("Hotline: {phone}").format(phone=phone(shop.hotline))] if shop.hotline.strip() else []
    reach += [shop.hours] if shop.hours.strip() else []
    strong = Type(small.size, True)
    if font(True).width(printable(" · ".join(reach)), strong.size) <= width:
        reach = [" · ".join(reach)] if reach else []
    for line in reach:
        rows += paragraph(line, strong, width, align="centre")
    return rows
