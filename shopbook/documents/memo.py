"""The memo of a sale: what was bought, what it came to, what was paid and what stays due, on sheets and rolls.

What the goods cost the shop and what is written about the customer are not even handed in.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from functools import partial

from shopbook.documents.goods import Goods, goods
from shopbook.documents.layout import Look, Parts, look, pdf_of
from shopbook.documents.page import Block, ShopHead, gap, together
from shopbook.documents.pieces import (
    Person,
    facts,
    head,
    later_head,
    note,
    signatures,
    standing_out,
    sums,
    total_in_words,
    who,
)
from shopbook.dues.words import method_name
from shopbook.localisation.language import _, pgettext, using

SIZES = ("A5", "A4", "A6", "80", "58")


@dataclass(frozen=True, slots=True)
class MemoLine:
    """One thing sold; `quantity` as people write it (২, ১.৫ কেজি), `details` its serials and warranty."""

    name: str
    quantity: str
    price_paisa: int
    amount_paisa: int
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MemoPaper:
    """All that is printed on one memo."""

    shop: ShopHead
    memo_no: str
    sold_on: dt.date
    customer: Person
    lines: tuple[MemoLine, ...]
    subtotal_paisa: int
    discount_paisa: int
    total_paisa: int
    paid_paisa: int
    method: str = ""
    reference: str = ""
    promised_on: dt.date | None = None
    delivery: str = ""
    warranty_note: str = ""
    footer: str = ""
    voided: bool = False

    @property
    def due_paisa(self) -> int:
        """What of this memo stays due."""
        return max(0, self.total_paisa - self.paid_paisa)


def memo(data: MemoPaper, size: str = "A5", language: str = "bn") -> bytes:
    """The memo as a PDF on one of SIZES, in Bengali or English. Equal data give equal bytes.

    ValueError for another size, DocumentProblem when the fonts are gone.
    """
    if size not in SIZES:
        raise ValueError(f"there is no memo of the size {size!r}")
    with using(language):
        return pdf_of(look(size), f"{_('Memo')} {data.memo_no}", language, partial(_parts, data))


def _parts(data: MemoPaper, page: Look) -> Parts:
    later = later_head(page, data.shop, _("Memo"), _script(data.memo_no), data.customer.name)
    # The sums, what is said under them and the last of the goods go on to a later sheet together.
    told = [replace(block, keep=True) for block in (*_money(page, data), *_notes(page, data))]
    blocks = [
        *_head(page, data),
        *_goods(page, data),
        replace(gap(page.space * 0.6), keep=True),
        *told[:-1],
        replace(told[-1], keep=False),
    ]
    return Parts(blocks, _ending(page, data), later)


def _script(text: str) -> str:
    from shopbook.localisation.numbers import to_script

    return to_script(text)


def _head(page: Look, data: MemoPaper) -> list[Block]:
    from shopbook.localisation.dates import date_long

    mark = _("VOID: this memo does not count") if data.voided else ""
    number = _("No. {number}").format(number=_script(data.memo_no))
    rows = head(page, data.shop, _("Memo"), number, date_long(data.sold_on), mark)
    person = facts(page, who(data.customer)[:2], who(data.customer)[2:])
    return [*rows, *person, gap(page.space * 0.8)] if person else rows


def _goods(page: Look, data: MemoPaper) -> list[Block]:
    return goods(
        page,
        [
            Goods(line.name, line.quantity, line.amount_paisa, line.price_paisa, line.details)
            for line in data.lines
        ],
    )


def _money(page: Look, data: MemoPaper) -> list[Block]:
    from shopbook.localisation.numbers import money

    method = " · ".join(part for part in (method_name(data.method), _script(data.reference)) if part)
    paid = (
        _("Paid ({method})").format(method=method)
        if method and data.paid_paisa
        else pgettext("money", "Paid")
    )
    pairs: list[tuple[str, str, bool]] = []
    if data.discount_paisa:
        pairs += [
            (pgettext("paper", "Sum"), money(data.subtotal_paisa), False),
            (_("Discount"), money(-data.discount_paisa), False),
        ]
    pairs += [(_("Total"), money(data.total_paisa), True), (paid, money(data.paid_paisa), False)]
    if data.paid_paisa > data.total_paisa:
        pairs.append((_("Paid ahead"), money(data.paid_paisa - data.total_paisa), True))
    rows = sums(page, pairs, total_in_words(data.total_paisa))
    if data.due_paisa:
        rows += [gap(page.space * 0.6), standing_out(page, _("Due"), money(data.due_paisa))]
    elif data.paid_paisa == data.total_paisa and not data.voided:
        rows += [
            gap(page.space * 0.6),
            standing_out(page, pgettext("memo", "Paid in full"), money(data.paid_paisa)),
        ]
    return [together(rows)]


def _notes(page: Look, data: MemoPaper) -> list[Block]:
    from shopbook.localisation.dates import date_long

    rows: list[Block] = []
    if data.promised_on is not None and data.due_paisa:
        rows += note(page, _("The rest will be paid on {day}.").format(day=date_long(data.promised_on)))
    rows += note(page, data.delivery)
    rows += note(page, data.warranty_note)
    return [gap(page.space * 0.6), *rows] if rows else []


def _ending(page: Look, data: MemoPaper) -> list[Block]:
    rows = signatures(page, _("Buyer's signature"), _("For the shop"))
    if page.is_roll:
        # A slip at the counter is signed by the shop alone; the book has the rest.
        rows = signatures(page, _("For the shop"))
    words = note(page, data.footer, align="centre")
    return [*rows, *([gap(page.space * 0.6), *words] if words else [])]
