"""A customer's account between two days: every line with the balance after it, sums carried from sheet to sheet.

Reckoning the account is shopbook.dues'; what the shop notes beside a line is its own affair and not handed in.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from shopbook.documents.layout import Look, look, page_number
from shopbook.documents.page import MM, Block, Sheet, ShopHead, gap, height_of, put
from shopbook.documents.pieces import (
    Column,
    Person,
    Table,
    facts,
    head,
    in_words,
    later_head,
    note,
    paisa_of,
    signatures,
    standing_out,
    who,
)
from shopbook.documents.text import font, printable
from shopbook.localisation.language import _, using
from shopbook.progress import NoProgress, Progress

SIZES = ("A4", "A5")
# So many lines go over to the last sheet with the total, that it never stands alone.
_WITH_THE_TOTAL = 3
# An account of a few lines is set larger, one with a little too much a little smaller than on a second sheet.
_SHORT = 60
_FITTING = (1.15, 1.0, 0.94, 0.88)


@dataclass(frozen=True, slots=True)
class AccountLine:
    """One line: what it was in words, and by how much the due grew (+) or shrank (-)."""

    on: dt.date
    what: str
    amount_paisa: int


@dataclass(frozen=True, slots=True)
class StatementPaper:
    """All that is printed of an account. opening + the lines = closing; below zero is money paid ahead."""

    shop: ShopHead
    customer: Person
    made_on: dt.date
    first: dt.date | None
    last: dt.date | None
    opening_paisa: int
    lines: tuple[AccountLine, ...]
    closing_paisa: int


@dataclass(slots=True)
class _Carried:
    """The sums so far: what made the due larger, what made it smaller, and the balance."""

    more: int
    less: int
    balance: int

    def take(self, paisa: int) -> None:
        if paisa >= 0:
            self.more += paisa
        else:
            self.less -= paisa
        self.balance += paisa


def statement(
    data: StatementPaper, size: str = "A4", language: str = "bn", progress: Progress | None = None
) -> bytes:
    """The account as a PDF on one of SIZES, in Bengali or English. Equal data give equal bytes.

    `progress` is told of every sheet of an account of thousands of lines and may stop it.
    ValueError for another size or when the lines do not lead to the closing balance, DocumentProblem without fonts.
    """
    if size not in SIZES:
        raise ValueError(f"there is no statement of the size {size!r}")
    if data.opening_paisa + sum(line.amount_paisa for line in data.lines) != data.closing_paisa:
        raise ValueError("the lines do not lead to the closing balance")
    with using(language):
        return _fitting(size, data, language).pdf(progress or NoProgress())


def _fitting(size: str, data: StatementPaper, language: str) -> _Statement:
    """The account in the largest type in which a short one is a single sheet, else in the usual type."""
    for times in _FITTING if len(data.lines) < _SHORT else ():
        tried = _Statement(look(size).larger(times), data, language)
        if tried.is_one_sheet():
            return tried
    return _Statement(look(size), data, language)


class _Statement:
    """The account being shared out on sheets; every sheet says what came over, and what goes on to the next."""

    def __init__(self, page: Look, data: StatementPaper, language: str) -> None:
        self.page, self.data, self.language = page, data, language
        wide = page.width > 150 * MM
        day, money = (0.13 if wide else 0.17), self._money_share()
        paisa = self._paisa()
        self.table = Table(
            page,
            (
                Column(_("Date"), day),
                Column(_("Particulars"), 1 - day - 3 * money),
                Column(_("Charged"), money, "right", paisa),
                Column(_("Paid, less"), money, "right", paisa),
                Column(_("Balance"), money, "right", paisa),
            ),
        )
        self.heads = self.table.head
        self.first_head = self._first_head()
        self.later_head = later_head(page, data.shop, _("Statement of account"), "", data.customer.name)
        self.ending = self._ending()

    def _paisa(self) -> str:
        """How amounts with paisa end here; "" in an account of whole taka."""
        from shopbook.localisation.numbers import money_plain

        amounts = (self.data.opening_paisa, *(line.amount_paisa for line in self.data.lines))
        return next((paisa_of([money_plain(paisa)]) for paisa in amounts if paisa % 100), "")

    def _money_share(self) -> float:
        """The part of the width that the largest sum needs, so that what it was for has the rest."""
        from shopbook.localisation.numbers import money_plain

        carried = _Carried(0, 0, self.data.opening_paisa)
        widest, odd = abs(carried.balance), 0
        for line in self.data.lines:
            carried.take(line.amount_paisa)
            widest = max(widest, abs(carried.balance))
            odd = odd or line.amount_paisa % 100
        # With its sign and, where any line has paisa, with paisa: as wide as a balance can become.
        sums = [money_plain(paisa) for paisa in (carried.more, carried.less, -(widest // 100 * 100 + odd))]
        heads = (_("Charged"), _("Paid, less"), _("Balance"))
        size = self.page.body.size
        natural = max(font(True).width(printable(text), size) for text in sums)
        natural = max(natural, *(font(True).width(printable(head), self.page.small.size) for head in heads))
        return min(max((natural + size * 0.75) / self.page.width, 0.105), 0.18)

    def is_one_sheet(self) -> bool:
        """Whether everything stands on one sheet."""
        return len(self._pages(NoProgress())) == 1

    def pdf(self, progress: Progress) -> bytes:
        """The account drawn."""
        title = f"{_('Statement of account')} {self.data.customer.name}"
        sheet = Sheet(self.page.paper, title, self.language)
        pages = self._pages(progress)
        for at, rows in enumerate(pages):
            progress.step(len(pages) + at, 2 * len(pages))
            if at:
                sheet.next_page()
            top = put(
                sheet, self.first_head if at == 0 else self.later_head, self.page.margin, self.page.margin
            )
            put(sheet, rows, self.page.margin, top)
            page_number(sheet, self.page, at + 1, len(pages))
        return sheet.finish()

    def _pages(self, progress: Progress) -> list[list[Block]]:
        """Rows for each sheet, with what came over on top and what goes on at the bottom."""
        rows: list[Block] = []
        for line, balance in self._with_balances():
            if len(rows) % 200 == 0:
                progress.step(len(rows), 2 * len(self.data.lines))
            rows.append(self._row(line, balance))
        carried = _Carried(0, 0, self.data.opening_paisa)
        one_row = self._sum_row(_("Carried to the next page"), carried).height
        pages: list[list[Block]] = []
        start = 0
        while True:
            room = self._room(not pages) - self.heads.height - one_row
            if not pages and rows and rows[0].height > room - one_row:
                # Under a very long name and address not even one line has room: the table begins on the next sheet.
                pages.append([])
                continue
            end = _as_many(rows, start, room - one_row)
            if len(rows) - _WITH_THE_TOTAL < end < len(rows):
                # The last sheet begins with some lines: a total under one line looks as if the rest were lost.
                end = max(start + 1, len(rows) - _WITH_THE_TOTAL)
            # Asked only of what fits: of thousands of lines every sheet would add up all that follow.
            closes = (
                end >= len(rows) and height_of(rows[start:]) + one_row + height_of(self.ending) <= room + 0.01
            )
            if not closes and end >= len(rows):
                # They would fit, the total under them would not: some lines go with it.
                end = max(start + 1, len(rows) - _WITH_THE_TOTAL)
            above = _("Brought forward") if start else _("Opening balance")
            sheet = [self.heads, self._sum_row(above, carried)]
            if closes or start >= len(rows):
                end = len(rows)
            for line in self.data.lines[start:end]:
                carried.take(line.amount_paisa)
            last = end >= len(rows) and (closes or start >= len(rows))
            sheet += rows[start:end]
            sheet.append(self._sum_row(_("Total") if last else _("Carried to the next page"), carried))
            pages.append(sheet + (self.ending if last else []))
            if last:
                return pages
            start = end

    def _with_balances(self) -> list[tuple[AccountLine, int]]:
        balance, found = self.data.opening_paisa, []
        for line in self.data.lines:
            balance += line.amount_paisa
            found.append((line, balance))
        return found

    def _room(self, first: bool) -> float:
        inside = self.page.paper.height - 2 * self.page.margin - self.page.small.height - self.page.space
        return inside - height_of(self.first_head if first else self.later_head)

    def _row(self, line: AccountLine, balance: int) -> Block:
        from shopbook.localisation.dates import date_short
        from shopbook.localisation.numbers import money_plain

        more = money_plain(line.amount_paisa) if line.amount_paisa >= 0 else ""
        less = money_plain(-line.amount_paisa) if line.amount_paisa < 0 else ""
        cells = (date_short(line.on), line.what, more, less, money_plain(balance))
        return self.table.row(cells, self.page.small)

    def _sum_row(self, label: str, carried: _Carried) -> Block:
        from shopbook.localisation.numbers import money_plain

        sums = [money_plain(paisa) if paisa else "" for paisa in (carried.more, carried.less)]
        kind = self.page.bold
        return self.table.row(("", label, *sums, money_plain(carried.balance)), kind)

    def _first_head(self) -> list[Block]:
        from shopbook.localisation.dates import date_long

        page, data = self.page, self.data
        first = date_long(data.first) if data.first else _("the beginning")
        last = date_long(data.last or data.made_on)
        days = _("{first} to {last}").format(first=first, last=last)
        made = [(_("For the days"), days), (_("Made on"), date_long(data.made_on))]
        return [
            *head(page, data.shop, _("Statement of account")),
            *facts(page, who(data.customer), made),
            gap(page.space),
        ]

    def _ending(self) -> list[Block]:
        from shopbook.localisation.numbers import money

        page, closing = self.page, self.data.closing_paisa
        last = (_("Due now"), money(closing)) if closing >= 0 else (_("Paid ahead"), money(-closing))
        minus = ""
        if self.data.opening_paisa < 0 or any(balance < 0 for _line, balance in self._with_balances()):
            minus = _("A balance below zero is money paid ahead.")
        return [
            gap(page.space),
            standing_out(page, *last),
            gap(page.space * 0.6),
            *(in_words(page, abs(closing)) if closing else []),
            *note(page, minus),
            *signatures(page, _("Customer's signature"), _("For the shop")),
        ]


def _as_many(rows: Sequence[Block], start: int, room: float) -> int:
    """The end of the rows that have room from `start` on; at least one."""
    end, used = start, 0.0
    while end < len(rows) and used + rows[end].height <= room + 0.01:
        used += rows[end].height
        end += 1
    return max(end, min(start + 1, len(rows)))
