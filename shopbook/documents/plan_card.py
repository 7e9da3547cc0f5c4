"""The instalment card the customer keeps: every instalment with its day, amount and a box to sign, paid ones ticked.

Who vouches for the customer is between the shop and them: guarantors are not handed in.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from functools import partial

from shopbook.documents.layout import Look, Parts, look, pdf_of
from shopbook.documents.page import Block, Sheet, ShopHead, Type, gap, together
from shopbook.documents.pieces import (
    Column,
    Person,
    Table,
    facts,
    head,
    later_head,
    note,
    signatures,
    standing_out,
    who,
)
from shopbook.localisation.language import _, using

SIZES = ("A5", "A4")


@dataclass(frozen=True, slots=True)
class InstalmentLine:
    """One instalment: when, how much, what of it has come and, when it is whole, on which day."""

    due_on: dt.date
    amount_paisa: int
    paid_paisa: int = 0
    settled_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class PlanPaper:
    """All that is printed on one instalment card: total = down + the instalments."""

    shop: ShopHead
    plan_no: str
    made_on: dt.date
    memo_no: str
    customer: Person
    total_paisa: int
    down_paisa: int
    financed_paisa: int
    left_paisa: int
    every: str
    lines: tuple[InstalmentLine, ...]
    ended: bool = False


def plan_card(data: PlanPaper, size: str = "A5", language: str = "bn") -> bytes:
    """The card as a PDF on one of SIZES, in Bengali or English. Equal data give equal bytes.

    ValueError for another size, DocumentProblem when the fonts are gone.
    """
    if size not in SIZES:
        raise ValueError(f"there is no instalment card of the size {size!r}")
    with using(language):
        return pdf_of(look(size), f"{_('Instalment card')} {data.plan_no}", language, partial(_parts, data))


def _parts(data: PlanPaper, page: Look) -> Parts:
    later = later_head(page, data.shop, _("Instalment card"), data.plan_no, data.customer.name)
    return Parts([*_head(page, data), *_table(page, data)], _ending(page), later)


def _head(page: Look, data: PlanPaper) -> list[Block]:
    from shopbook.localisation.dates import date_long
    from shopbook.localisation.numbers import money, number, to_script

    mark = _("ENDED: this plan does not count any more") if data.ended else ""
    count = number(len(data.lines))
    often = _("{n} monthly instalments") if data.every == "month" else _("{n} weekly instalments")
    money_side = [
        (_("Memo"), to_script(data.memo_no)),
        (_("Price"), money(data.total_paisa)),
        (_("Down payment"), money(data.down_paisa)),
        (_("Instalments"), f"{money(data.financed_paisa)} · {often.format(n=count)}"),
    ]
    return [
        *head(
            page,
            data.shop,
            _("Instalment card"),
            _("No. {number}").format(number=to_script(data.plan_no)),
            date_long(data.made_on),
            mark,
        ),
        *facts(page, who(data.customer), money_side),
        gap(page.space),
        standing_out(page, _("Left to pay"), money(data.left_paisa)),
        gap(page.space),
    ]


def _table(page: Look, data: PlanPaper) -> list[Block]:
    from shopbook.localisation.dates import date_long, date_short
    from shopbook.localisation.numbers import money_plain, number

    # Room to sign in; a card with very many instalments takes another sheet rather than a line nobody can sign on.
    page = replace(page, body=Type(page.body.size, leading=1.9))
    columns = (
        Column(_("#"), 0.07, "right"),
        Column(_("Day"), 0.3),
        Column(_("Amount"), 0.16, "right"),
        Column(_("Paid on"), 0.23),
        Column(_("Received by (signature)"), 0.24),
    )
    table = Table(page, columns)
    rows = [table.head]
    for place, line in enumerate(data.lines, start=1):
        paid = date_short(line.settled_on) if line.settled_on else ""
        if not paid and line.paid_paisa:
            paid = _("{amount} paid").format(amount=money_plain(line.paid_paisa))
        cells = (number(place), date_long(line.due_on), money_plain(line.amount_paisa), paid, "")
        row = table.row(cells)
        rows.append(_ticked(page, row, 0.76) if line.settled_on else row)
    return rows


def _ticked(page: Look, row: Block, end: float) -> Block:
    """The row with a tick before `end`, a share of the width; drawn because no text font has one."""
    size = page.body.size * 0.75

    def draw(sheet: Sheet, left: float, top: float) -> None:
        row.draw(sheet, left, top)
        x, y = left + page.width * end - size * 1.5, top + row.height / 2
        sheet.rule(x, y, x + size * 0.4, y + size * 0.45, 1.3)
        sheet.rule(x + size * 0.4, y + size * 0.45, x + size * 1.1, y - size * 0.55, 1.3)

    return Block(row.height, draw, row.keep, row.head)


def _ending(page: Look) -> list[Block]:
    words = note(page, _("Bring this card with every instalment."), align="centre")
    signed = signatures(page, _("Customer's signature"), _("For the shop"))
    return [together([*signed, gap(page.space * 0.6), *words])]
