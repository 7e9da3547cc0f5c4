"""Goods on a paper, sold or taken back: a ruled table on sheets, under one another on a roll.

Their sums are the paper's own affair.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from shopbook.documents.layout import Look
from shopbook.documents.page import LEAST, Block, columns, one_line, paragraph, rule, shrunk, together
from shopbook.documents.pieces import Column, Table, paisa_of, taka_under_taka
from shopbook.documents.text import font, printable
from shopbook.localisation.language import _
from shopbook.localisation.numbers import money_plain, number

# Whatever the figures take, the name of a thing keeps so much of the table.
_FOR_THE_NAME = 0.34


@dataclass(frozen=True, slots=True)
class Goods:
    """One thing; `quantity` as people write it (২, ১.৫ কেজি), `details` its serials. Without a price: taken back."""

    name: str
    quantity: str
    amount_paisa: int
    price_paisa: int | None = None
    details: tuple[str, ...] = ()


def goods(page: Look, things: Sequence[Goods], *, priced: bool = True) -> list[Block]:
    """The goods, numbered; the last is held on the page of the sum under them. `priced` tells what one of each cost."""
    if not things:
        return []
    rows = _on_roll(page, things) if page.is_roll else _in_table(page, things, priced)
    rows[-1] = replace(rows[-1], keep=True)
    return rows


def _in_table(page: Look, things: Sequence[Goods], priced: bool) -> list[Block]:
    heads = [
        Column(_("#"), 0.07, "right"),
        Column(_("Particulars"), 0.47 if priced else 0.6),
        Column(_("Quantity"), 0.12, "right"),
        *([Column(_("Rate (taka)"), 0.16, "right")] if priced else []),
        Column(_("Amount (taka)"), 0.18 if priced else 0.21, "right"),
    ]
    cells = [
        (
            number(place),
            thing.name,
            thing.quantity,
            *((money_plain(thing.price_paisa or 0),) if priced else ()),
            money_plain(thing.amount_paisa),
        )
        for place, thing in enumerate(things, start=1)
    ]
    table = Table(page, _fitted(page, heads, cells))
    return [
        table.head,
        *(table.row(row, below=thing.details) for row, thing in zip(cells, things, strict=True)),
    ]


def _fitted(page: Look, heads: Sequence[Column], rows: Sequence[Sequence[str]]) -> tuple[Column, ...]:
    """The columns with figures as wide as their longest figure, taken from the name as long as that has room."""
    pad = page.body.size * 0.75
    wanted = list(heads)
    for at, column in enumerate(heads):
        if column.align != "right":
            continue
        paisa = paisa_of(row[at] for row in rows) if at > 2 else ""
        longest = max(
            font().width(printable(row[at]), page.body.size) + taka_under_taka(row[at], page.body, paisa)
            for row in rows
        )
        named = font(True).width(printable(column.head), max(LEAST, page.small.size * 0.9))
        wanted[at] = replace(
            column, paisa=paisa, share=max(column.share, (max(longest, named) + pad) / page.width)
        )
    more = sum(column.share for column in wanted) - 1
    room = heads[1].share - _FOR_THE_NAME
    part = min(1.0, room / more) if more > 0 else 1.0
    fitted = [
        replace(column, share=old.share + (column.share - old.share) * part)
        for old, column in zip(heads, wanted, strict=True)
    ]
    fitted[1] = replace(heads[1], share=heads[1].share - max(0.0, more) * part)
    return tuple(fitted)


def _on_roll(page: Look, things: Sequence[Goods]) -> list[Block]:
    """The thing on its own line, below it how many at how much, the amount at the right."""
    hang = page.body.size * 1.9
    paisa = paisa_of(money_plain(thing.amount_paisa) for thing in things)
    rows: list[Block] = [rule(page.width, 0.6, page.space * 0.3)]
    for place, thing in enumerate(things, start=1):
        rows += paragraph(thing.name, page.bold, page.width, lead=f"{number(place)}.", hang=hang)
        for words in thing.details:
            rows += paragraph(words, page.small, page.width - hang, hang=hang)
        amount = money_plain(thing.amount_paisa)
        right = page.width - taka_under_taka(amount, page.bold, paisa)
        room = right - font(True).width(printable(amount), page.body.size) - page.space
        count = thing.quantity
        if thing.price_paisa is not None:
            count += f" × {money_plain(thing.price_paisa)}"
        rows.append(
            together(
                columns(
                    paragraph(count, shrunk(count, page.body, room - hang, LEAST), room, hang=hang),
                    [one_line(amount, page.bold, align="right")],
                    at=(0, right),
                )
            )
        )
    return [*rows, rule(page.width, 0.6, page.space * 0.3)]
