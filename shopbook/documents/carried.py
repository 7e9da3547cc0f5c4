"""The two lists of a halkhata on A4: the guests for the table, and at its end what is carried into the new book.

Both work in load-shedding: every row has its number, phone and sum, every page its running total.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from shopbook.documents.page import (
    A4,
    HAIRLINE,
    LEAST,
    MM,
    Block,
    Sheet,
    ShopHead,
    Type,
    gap,
    height_of,
    letterhead,
    one_line,
    paragraph,
    put,
    rule,
    shrunk,
)
from shopbook.localisation.language import _, using

_MARGIN = 12 * MM
_WIDTH = A4.width - 2 * _MARGIN
_HEAD, _BODY, _BOLD, _SMALL = Type(9, True), Type(10.5), Type(10.5, True), Type(8)
_ROW, _TABLE_ROW = 22.0, 27.0
# A longer name goes on two lines of this instead of becoming too small for the table's lamp.
_LONG = Type(7.3, True, 1.2)


@dataclass(frozen=True, slots=True)
class CarriedLine:
    """One guest: what was due, what came for it, what else changed (+ more, - less), what is left."""

    name: str
    phone: str
    area: str
    due_paisa: int
    collected_paisa: int = 0
    other_paisa: int = 0
    left_paisa: int = 0


@dataclass(frozen=True, slots=True)
class CarriedPaper:
    """A list of a drive's guests, in the order they are to stand. `printed_on` is the day its figures are of."""

    shop: ShopHead
    title: str
    held_on: dt.date
    lines: tuple[CarriedLine, ...]
    printed_on: dt.date


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of a list: its head, where it stands, and what is in it; sums of `paisa` stand under it."""

    head: str
    left: float
    width: float
    text: Callable[[int, CarriedLine], str]
    paisa: Callable[[CarriedLine], int] | None = None
    second: Callable[[CarriedLine], str] | None = None
    bold: bool = False
    box: bool = False


def carried_list(data: CarriedPaper, language: str = "bn") -> bytes:
    """What goes over into the new book, with page and whole sums: an A4 PDF in Bengali or English."""
    from shopbook.localisation.numbers import money_plain, number

    with using(language):
        columns = [
            _Column(_("No."), 0, 26, lambda at, line: number(at)),
            _Column(_("Name"), 26, 178, lambda at, line: line.name, second=_reach, bold=True),
            *_money_columns(
                (_("Due"), lambda line: line.due_paisa, False),
                (_("Collected"), lambda line: line.collected_paisa, False),
                (_("Bought, let off"), lambda line: line.other_paisa, False),
                (_("Carried over"), lambda line: line.left_paisa, True),
                shown=money_plain,
            ),
        ]
        return _List(data, _("Carried into the new book"), columns, _TABLE_ROW, language).pdf()


def guest_list(data: CarriedPaper, language: str = "bn") -> bytes:
    """The guests for the table: name, phone, due, a box to tick and one to write the money in: an A4 PDF."""
    from shopbook.localisation.numbers import money_plain, number, phone

    with using(language):
        columns = [
            _Column(_("No."), 0, 26, lambda at, line: number(at)),
            _Column(_("Name"), 26, 200, lambda at, line: line.name, second=lambda line: line.area, bold=True),
            _Column(_("Mobile"), 230, 86, lambda at, line: phone(line.phone) if line.phone else ""),
            _Column(
                _("Due"), 316, 72, lambda at, line: money_plain(line.left_paisa), lambda line: line.left_paisa,
                bold=True,
            ),
            _Column(_("Came"), 392, 44, lambda at, line: "", box=True),
            _Column(_("Money paid"), 440, _WIDTH - 440, lambda at, line: "", box=True),
        ]  # fmt: skip
        return _List(data, _("Guests of the halkhata"), columns, _TABLE_ROW, language).pdf()


def _money_columns(
    *asked: tuple[str, Callable[[CarriedLine], int], bool], shown: Callable[[int], str]
) -> list[_Column]:
    width = (_WIDTH - 204) / len(asked)
    return [
        _Column(head, 204 + at * width, width, _shown(shown, paisa), paisa, bold=bold)
        for at, (head, paisa, bold) in enumerate(asked)
    ]


def _shown(
    shown: Callable[[int], str], paisa: Callable[[CarriedLine], int]
) -> Callable[[int, CarriedLine], str]:
    return lambda at, line: shown(paisa(line))


def _reach(line: CarriedLine) -> str:
    from shopbook.localisation.numbers import phone

    return " · ".join(part for part in (phone(line.phone) if line.phone else "", line.area) if part)


class _List:
    """A list being laid out: the heads stand on every page, a running sum at its foot, the whole sum at the end."""

    def __init__(
        self, data: CarriedPaper, title: str, columns: Sequence[_Column], row: float, language: str
    ) -> None:
        self.data, self.title, self.columns, self.row, self.language = data, title, columns, row, language
        self.summed = [column for column in columns if column.paisa is not None]
        self.head = self._head()

    def pdf(self) -> bytes:
        """The list drawn."""
        inside = A4.height - 2 * _MARGIN
        foot = _ROW + _SMALL.height + 6
        heads = _HEAD.height + 6
        first = max(1, int((inside - height_of(self.head) - heads - foot) // self.row))
        later = max(1, int((inside - _BOLD.height - 6 - heads - foot) // self.row))
        lines = list(self.data.lines)
        pages = [lines[:first], *(lines[at : at + later] for at in range(first, len(lines), later))]
        sheet = Sheet(A4, f"{self.title} {self.data.held_on.isoformat()}", self.language)
        done: list[CarriedLine] = []
        for number, page in enumerate(pages, 1):
            if number > 1:
                sheet.next_page()
            y = put(sheet, self.head if number == 1 else self._later_head(), _MARGIN, _MARGIN)
            y = self._heads(sheet, y)
            for line in page:
                done.append(line)
                self._line(sheet, y, len(done), line)
                y += self.row
            last = number == len(pages)
            self._sums(sheet, y, _("In all") if last else _("Up to here"), done)
            self._foot(sheet, number, len(pages))
        return sheet.finish()

    def _head(self) -> list[Block]:
        from shopbook.localisation.dates import both_calendars

        title = shrunk(self.title, Type(17, True), _WIDTH, 11)
        under = f"{self.data.title} · {both_calendars(self.data.held_on)}"
        return [
            *letterhead(self.data.shop, _WIDTH, 16),
            gap(4),
            rule(_WIDTH, 1.0),
            gap(4),
            *paragraph(self.title, title, _WIDTH, align="centre"),
            *paragraph(under, _BODY, _WIDTH, align="centre"),
            gap(6),
        ]

    def _later_head(self) -> list[Block]:
        text = f"{self.data.shop.name} · {self.title}"
        return [*paragraph(text, shrunk(text, _BOLD, _WIDTH, 7), _WIDTH)[:1], gap(6)]

    def _heads(self, sheet: Sheet, top: float) -> float:
        for column in self.columns:
            self._cell(sheet, column, top + 3, column.head, _HEAD)
        bottom = top + _HEAD.height + 6
        sheet.rule(_MARGIN, top, _MARGIN + _WIDTH, top, 0.8)
        sheet.rule(_MARGIN, bottom, _MARGIN + _WIDTH, bottom, 0.8)
        return bottom

    def _line(self, sheet: Sheet, top: float, at: int, line: CarriedLine) -> None:
        for column in self.columns:
            if column.box:
                high, tick = self.row - 9, column.width < 60
                left = _MARGIN + column.left + ((column.width - high) / 2 if tick else 0)
                sheet.box(left, top + 4.5, high if tick else column.width, high, thick=0.8)
                continue
            kind = _BOLD if column.bold else _BODY
            text = column.text(at, line)
            under = column.second(line) if column.second is not None else ""
            if column.second is not None and shrunk(text, kind, column.width - 6, 1).size < _LONG.size:
                self._long_name(sheet, column, top, text, under)
                continue
            middle = (self.row - kind.height - (_SMALL.height * 0.85 if under else 0)) / 2
            self._cell(sheet, column, top + middle, text, kind)
            if under:
                self._cell(sheet, column, top + middle + kind.height * 0.88, under, _SMALL)
        bottom = top + self.row
        sheet.rule(_MARGIN, bottom, _MARGIN + _WIDTH, bottom, HAIRLINE)

    def _long_name(self, sheet: Sheet, column: _Column, top: float, text: str, under: str) -> None:
        """A name of two lines with what stands under it; of more the beginning, the book has the rest."""
        rows = paragraph(text, _LONG, column.width - 6)[:2]
        if under:
            small = Type(LEAST, leading=1.2)
            rows.append(one_line(under, shrunk(under, small, column.width - 6, 5.5)))
        put(sheet, rows, _MARGIN + column.left + 3, top + (self.row - height_of(rows)) / 2)

    def _cell(self, sheet: Sheet, column: _Column, top: float, text: str, kind: Type) -> None:
        fitted = shrunk(text, kind, column.width - 6, 5.5)
        top += (kind.height - fitted.height) / 2
        left = _MARGIN + column.left
        if column.paisa is not None:
            sheet.line(left + column.width - 3, top, text, fitted, "right")
        elif column.box and column.width < 60:
            sheet.line(left + column.width / 2, top, text, fitted, "centre")
        else:
            sheet.line(left + 3, top, text, fitted)

    def _sums(self, sheet: Sheet, top: float, label: str, lines: Sequence[CarriedLine]) -> None:
        from shopbook.localisation.numbers import money_plain, number

        text = _("{label}: {n} people").format(label=label, n=number(len(lines)))
        y = top + (_ROW - _BOLD.height) / 2
        sheet.line(_MARGIN + 29, y, text, _BOLD)
        for column in self.summed:
            assert column.paisa is not None
            total = sum(column.paisa(line) for line in lines)
            self._cell(sheet, column, y, money_plain(total), _BOLD)
        sheet.rule(_MARGIN, top + _ROW, _MARGIN + _WIDTH, top + _ROW, 1.0)

    def _foot(self, sheet: Sheet, page: int, pages: int) -> None:
        from shopbook.localisation.dates import date_long
        from shopbook.localisation.numbers import number

        y = A4.height - _MARGIN - _SMALL.height
        counted = _("as of {date}").format(date=date_long(self.data.printed_on))
        sheet.line(_MARGIN, y, counted, _SMALL)
        text = _("Page {page} of {pages}").format(page=number(page), pages=number(pages))
        sheet.line(_MARGIN + _WIDTH, y, text, _SMALL, "right")
