"""The pieces that papers of money and of the workshop share: head, facts, tables, sums, words, signatures.

The bare kit is in page.py; which pieces a paper has, and in which order, is in the paper's own module.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from shopbook.documents.layout import Look
from shopbook.documents.page import (
    LEAST,
    MM,
    Block,
    Sheet,
    ShopHead,
    Type,
    columns,
    gap,
    labelled,
    letterhead,
    one_line,
    over,
    paragraph,
    rule,
    shrunk,
    together,
)
from shopbook.documents.text import Align, font, printable
from shopbook.localisation.language import _

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Person:
    """Who a paper is for, as far as a paper says it; any field may be empty."""

    name: str = ""
    phone: str = ""
    address: str = ""


def head(
    page: Look, shop: ShopHead, title: str, number: str = "", day: str = "", mark: str = ""
) -> list[Block]:
    """The shop, what this paper is in a frame, its number at the left and its day at the right.

    `mark` ("Duplicate 1") stands under the title.
    """
    rows = [*letterhead(shop, page.width, page.shop), gap(page.space), rule(page.width, 1.1), gap(page.space)]
    # Half of the paper for the title, a quarter for the number and one for the day; on a roll they are under it.
    narrow = page.width < 85 * MM
    kind = shrunk(title, page.title, page.width * (0.96 if narrow else 0.43) - page.space * 3, page.body.size)
    boxed = _boxed(title, kind, page.width)
    room, least = page.width * (0.49 if narrow else 0.26), page.small.size * 0.8
    left = together(paragraph(number, shrunk(number, page.bold, room, least), room))
    right = one_line(day, shrunk(day, page.body, room, least), x=page.width, align="right")
    if narrow:
        rows += [boxed, gap(page.space * 0.6)]
        rows += [over(left, right)] if number or day else []
    else:
        rows.append(
            over(*(_lowered(side, max(0, boxed.height - side.height) / 2) for side in (left, right)), boxed)
        )
    if mark:
        rows += [gap(page.space * 0.4), *paragraph(mark, page.bold, page.width, align="centre")]
    rows.append(gap(page.space))
    return rows


def _lowered(block: Block, by: float) -> Block:
    return Block(block.height + by, lambda sheet, left, top: block.draw(sheet, left, top + by))


def _boxed(text: str, kind: Type, width: float) -> Block:
    pad = kind.size * 0.7
    inner = font(kind.bold).width(printable(text), kind.size)
    height = kind.height + kind.size * 0.1

    def draw(sheet: Sheet, left: float, top: float) -> None:
        start = left + (width - inner) / 2 - pad
        sheet.box(start, top, inner + 2 * pad, height, thick=0.9, round_by=kind.size * 0.3)
        sheet.line(left + width / 2, top + kind.size * 0.05, text, kind, "centre")

    return Block(height, draw)


def later_head(page: Look, shop: ShopHead, title: str, number: str, whose: str = "") -> list[Block]:
    """What heads a later sheet: enough to know where it belongs when the sheets part."""
    from shopbook.localisation.numbers import to_script

    text = " · ".join(part for part in (f"{title} {to_script(number)}".strip(), whose, shop.name) if part)
    return [*paragraph(text, page.bold, page.width), rule(page.width, 0.8, page.space * 0.5)]


def facts(page: Look, *sides: Sequence[Pair], like: Sequence[Pair] = ()) -> list[Block]:
    """Labels and values; the sides stand beside one another where there is room. Empty values are left out.

    `like` are other facts on the same paper whose values are to begin at the same distance from the edge.
    """
    sides = tuple(side for side in sides if any(text.strip() for _label, text in side))
    if not sides:
        return []
    if not page.is_wide or len(sides) == 1:
        width = _label_width(page, *sides, like, alone=True)
        pairs = [pair for side in sides for pair in side]
        return [row for pair in pairs for row in labelled(*pair, page.body, page.width, width)]
    gutter = page.body.size * 1.6
    room = (page.width - gutter * (len(sides) - 1)) / len(sides)
    made = [
        [row for pair in side for row in labelled(*pair, page.body, room, _label_width(page, side))]
        for side in sides
    ]
    return columns(*made, at=[(room + gutter) * at for at in range(len(made))])


def _label_width(page: Look, *sides: Sequence[Pair], alone: bool = False) -> float:
    """Room for the longest label on one line, unless it would take the room of the values."""
    labels = [label for side in sides for label, text in side if text.strip()]
    width = page.width / 2 if page.is_wide and not alone else page.width
    natural = max((font().width(printable(label), page.body.size) for label in labels), default=0.0)
    # On the narrow roll the values need the room more than the labels, which may take two lines.
    share = 0.36 if page.width < 60 * MM else 0.44
    return min(max(natural + page.body.size * 1.2, page.body.size * 5.4), width * share)


def who(person: Person) -> list[Pair]:
    """The facts of a person."""
    from shopbook.localisation.numbers import phone

    return [
        (_("Name"), person.name),
        (_("Mobile"), phone(person.phone) if person.phone.strip() else ""),
        (_("Address"), person.address),
    ]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its head, its share of the width, and where its words stand.

    `paisa` is how an amount of the column with paisa ends (.৫০): whole amounts leave its room blank, that taka stand
    under taka.
    """

    head: str
    share: float
    align: Align = "left"
    paisa: str = ""


@dataclass(frozen=True)
class Table:
    """A ruled table; every row is its own strip with its own lines, so that it is closed on any page."""

    page: Look
    columns: tuple[Column, ...]

    @cached_property
    def head(self) -> Block:
        """The heads of the columns; held on the page of the first row."""
        kind = Type(self.page.small.size, bold=True)
        return self._row([column.head for column in self.columns], kind, top=True, keep=True)

    def row(self, cells: Sequence[str], kind: Type | None = None, below: Sequence[str] = ()) -> Block:
        """A row with its cells wrapped, never cut by a page; `below` in small type under the widest column's words."""
        made = self._row(cells, kind or self.page.body, below=below)
        return replace(made, head=replace(self.head, keep=False))

    def _row(
        self,
        cells: Sequence[str],
        kind: Type,
        below: Sequence[str] = (),
        *,
        top: bool = False,
        keep: bool = False,
    ) -> Block:
        page = self.page
        pad = page.body.size * 0.35
        widths = [column.share * page.width for column in self.columns]
        starts = [sum(widths[:at]) for at in range(len(widths))]
        widest = widths.index(max(widths))
        filled: list[Block] = []
        for at, (text, column) in enumerate(zip(cells, self.columns, strict=True)):
            blank = taka_under_taka(text, kind, column.paisa if column.align == "right" and not top else "")
            room = widths[at] - 2 * pad - blank
            # A figure is made smaller rather than broken in two lines.
            fitting = shrunk(text, kind, room, kind.size * 0.62) if column.align == "right" and text else kind
            lines = paragraph(text, fitting, room, align=column.align)
            if at == widest:
                lines += [line for words in below for line in paragraph(words, page.small, room)]
            filled.append(together(lines))
        height = max(block.height for block in filled) + pad * 0.5

        def draw(sheet: Sheet, left: float, start: float) -> None:
            end = start + height
            for x in (*starts, page.width):
                sheet.rule(left + x, start, left + x, end)
            if top:
                sheet.rule(left, start, left + page.width, start)
            sheet.rule(left, end, left + page.width, end)
            for block, x in zip(filled, starts, strict=True):
                block.draw(sheet, left + x + pad, start + pad * 0.25)

        return Block(height, draw, keep)


def paisa_of(amounts: Iterable[str]) -> str:
    """How the amounts of a column that have paisa end (.৫০); "" when all of them are whole taka."""
    return next((text[text.rindex(".") :] for text in amounts if "." in text), "")


def taka_under_taka(amount: str, kind: Type, paisa: str) -> float:
    """The room a whole amount leaves blank at its right in a column where others have paisa."""
    if not amount or not paisa or "." in amount:
        return 0.0
    return font(kind.bold).width(printable(paisa), kind.size)


def sums(page: Look, pairs: Sequence[tuple[str, str, bool]], words: str = "") -> list[Block]:
    """Amounts under one another at the right: (label, amount, whether it stands out), under a line what stands out.

    `words` stand beside them at the left where a wide sheet has room, else under them.
    """
    share = 1.0 if page.is_roll else (0.62 if page.width < 120 * MM else 0.5)
    left = page.width * (1 - share)
    width = page.width - left
    paisa = paisa_of(amount for _label, amount, _strong in pairs)
    found: list[Block] = []
    for label, amount, strong in pairs:
        kind = page.bold if strong else page.body
        amount_kind = shrunk(amount, kind, width * 0.55, page.small.size * 0.8)
        taken = font(kind.bold).width(printable(amount), amount_kind.size)
        room = width - taken - taka_under_taka(amount, amount_kind, paisa) - page.space
        line = columns(
            paragraph(label, kind, room),
            [one_line(amount, amount_kind, align="right")],
            at=(left, page.width - taka_under_taka(amount, amount_kind, paisa)),
        )
        if strong and found:
            found.append(_rule_at(left, width, page.space * 0.2))
        found += line
    if words and share <= 0.5:
        found = [over(together(found), together(paragraph(words, page.body, left - page.space * 2)))]
    elif words:
        found += [gap(page.space * 0.4), *paragraph(words, page.body, page.width)]
    return [together(found)] if found else []


def _rule_at(x: float, width: float, space: float) -> Block:
    line = rule(width, 0.6, space)
    return Block(line.height, lambda sheet, left, top: line.draw(sheet, left + x, top))


def standing_out(page: Look, label: str, amount: str) -> Block:
    """The one amount of the paper, in a strong frame across it."""
    pad = page.space
    kind = shrunk(amount, page.figure, page.width * 0.56 - pad, page.body.size)
    taken = font(True).width(printable(amount), kind.size)
    natural = font(True).width(printable(label), page.small.size)
    # Words too long to stand beside the amount go over it instead of becoming too small to read.
    beside = natural <= page.width - taken - 3 * pad
    room = page.width - 2 * pad if not beside else page.width - taken - 3 * pad
    words = shrunk(label, page.bold, room, page.small.size * 0.8)
    over_it = 0.0 if beside else words.height
    kind = kind if beside else shrunk(amount, page.figure, room, page.body.size)
    height = over_it + kind.height + pad * 0.6

    def draw(sheet: Sheet, left: float, top: float) -> None:
        sheet.box(left + 0.6, top + 0.6, page.width - 1.2, height - 1.2, thick=1.2, round_by=page.space * 0.5)
        sheet.line(left + pad, top + ((height - words.height) / 2 if beside else pad * 0.3), label, words)
        middle = top + over_it + (height - over_it - kind.height) / 2
        sheet.line(left + page.width - pad, middle, amount, kind, "right")

    return Block(height, draw)


def total_in_words(paisa: int) -> str:
    """The total in words, for beside its figures: the due stands under it, and these are not its words."""
    from shopbook.localisation.words import amount_in_words

    return _("Total in words: {words}").format(words=amount_in_words(paisa))


def in_words(page: Look, paisa: int) -> list[Block]:
    """The amount in words, as a memo's last line says it."""
    from shopbook.localisation.words import amount_in_words

    return paragraph(_("In words: {words}").format(words=amount_in_words(paisa)), page.body, page.width)


def signatures(page: Look, *labels: str) -> list[Block]:
    """Lines to sign on with blank paper above them; under one another where they have no room side by side."""
    blank = page.body.size * (2.4 if page.width < 100 * MM else 3.0)
    longest = max(font().width(printable(label), LEAST) for label in labels)
    cramped = page.width < 60 * MM or longest > page.width / len(labels) - page.space * 3
    if cramped and len(labels) > 1:
        return [block for label in labels for block in signatures(page, label)]
    gutter = page.space * 3
    width = min((page.width - gutter * (len(labels) - 1)) / len(labels), 62 * MM)
    lefts = (
        [0.0]
        if len(labels) == 1
        else [(page.width - width) * at / (len(labels) - 1) for at in range(len(labels))]
    )
    kinds = [shrunk(label, page.small, width, LEAST) for label in labels]

    def draw(sheet: Sheet, left: float, top: float) -> None:
        y = top + blank
        for x, label, kind in zip(lefts, labels, kinds, strict=True):
            sheet.rule(left + x, y, left + x + width, y, 0.7)
            sheet.line(left + x + width / 2, y + page.small.size * 0.1, label, kind, "centre")

    return [Block(blank + page.small.height * 1.1, draw)]


def note(page: Look, text: str, *, align: Align = "left") -> list[Block]:
    """A sentence in small type; nothing when it is empty."""
    return paragraph(text, page.small, page.width, align=align) if text.strip() else []


def tear_line(page: Look, text: str) -> list[Block]:
    """A dashed line to tear along, with what the part below it is; under the line where it would fill it."""
    kind = page.small
    natural = font().width(printable(text), kind.size) + page.space * 2
    if natural > page.width * 0.7:
        return [_dashes(page, 0.0), *note(page, text, align="centre")]
    line = _dashes(page, natural)
    return [over(line, one_line(text, kind, x=page.width / 2, align="centre"))]


def _dashes(page: Look, free: float) -> Block:
    """Dashes across, with `free` points left blank in the middle."""
    dash, height = 2.2 * MM, page.small.height

    def draw(sheet: Sheet, left: float, top: float) -> None:
        y, x = top + height / 2, left
        middle = left + page.width / 2
        while x < left + page.width - 0.1:
            end = min(x + dash * 0.6, left + page.width)
            if not (middle - free / 2 < end and x < middle + free / 2):
                sheet.rule(x, y, end, y, 0.6)
            x += dash

    return Block(height, draw)


def duplicate(copy_no: int) -> str:
    """What a reprint says of itself; nothing on the original or where copies are not counted."""
    from shopbook.localisation.numbers import number

    return _("Duplicate {n}").format(n=number(copy_no)) if copy_no else ""
