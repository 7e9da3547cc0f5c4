"""The return slip: what came back from which memo, what it is worth, and where the money went."""

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
    in_words,
    later_head,
    note,
    signatures,
    standing_out,
    sums,
    who,
)
from shopbook.dues.words import method_name
from shopbook.localisation.language import _, using

SIZES = ("A5", "A6", "80", "58")


@dataclass(frozen=True, slots=True)
class ReturnedThing:
    """One thing that came back; `quantity` as people write it."""

    name: str
    quantity: str
    amount_paisa: int
    serial: str = ""


@dataclass(frozen=True, slots=True)
class ReturnPaper:
    """All that is printed on one return slip: total = handed back + into the new memo + taken off the due."""

    shop: ShopHead
    return_no: str
    on: dt.date
    memo_no: str
    sold_on: dt.date
    customer: Person
    reason: str
    things: tuple[ReturnedThing, ...]
    total_paisa: int
    refund_paisa: int = 0
    refund_method: str = ""
    refund_reference: str = ""
    exchange_memo_no: str = ""
    exchanged_paisa: int = 0
    lessened_paisa: int = 0
    footer: str = ""
    voided: bool = False


def return_slip(data: ReturnPaper, size: str = "A5", language: str = "bn") -> bytes:
    """The slip as a PDF on one of SIZES, in Bengali or English. Equal data give equal bytes.

    ValueError for another size, DocumentProblem when the fonts are gone.
    """
    if size not in SIZES:
        raise ValueError(f"there is no return slip of the size {size!r}")
    with using(language):
        return pdf_of(look(size), f"{_('Return slip')} {data.return_no}", language, partial(_parts, data))


def _parts(data: ReturnPaper, page: Look) -> Parts:
    later = later_head(page, data.shop, _("Return slip"), data.return_no, data.customer.name)
    return Parts(_blocks(page, data), _ending(page, data), later)


def _blocks(page: Look, data: ReturnPaper) -> list[Block]:
    from shopbook.localisation.dates import date_long
    from shopbook.localisation.numbers import money, to_script

    number = _("No. {number}").format(number=to_script(data.return_no))
    mark = _("VOID: this slip does not count") if data.voided else ""
    memo = _("{memo_no} of {day}").format(memo_no=to_script(data.memo_no), day=date_long(data.sold_on))
    about = [(_("Memo"), memo), (_("Reason"), data.reason)]
    method = " · ".join(p for p in (method_name(data.refund_method), to_script(data.refund_reference)) if p)
    back = _("Handed back ({method})").format(method=method) if method else _("Handed back")
    instead = _("Into memo {memo_no}").format(memo_no=to_script(data.exchange_memo_no))
    parts = [
        (back, data.refund_paisa),
        (instead, data.exchanged_paisa),
        (_("Taken off the due"), data.lessened_paisa),
    ]
    return [
        *head(page, data.shop, _("Return slip"), number, date_long(data.on), mark),
        *facts(page, who(data.customer)[:2], about),
        gap(page.space),
        *_things(page, data),
        replace(gap(page.space), keep=True),
        together(
            [
                standing_out(page, _("Taken back for"), money(data.total_paisa)),
                gap(page.space * 0.6),
                *in_words(page, data.total_paisa),
                gap(page.space * 0.6),
                *sums(page, [(label, money(paisa), False) for label, paisa in parts if paisa]),
            ]
        ),
    ]


def _things(page: Look, data: ReturnPaper) -> list[Block]:
    things = []
    for thing in data.things:
        serial = (_("Serial no. {serial}").format(serial=thing.serial),) if thing.serial else ()
        things.append(Goods(thing.name, thing.quantity, thing.amount_paisa, details=serial))
    return goods(page, things, priced=False)


def _ending(page: Look, data: ReturnPaper) -> list[Block]:
    words = note(page, data.footer, align="centre")
    signed = signatures(page, _("Customer's signature"), _("For the shop"))
    return [*signed, *([gap(page.space * 0.6), *words] if words else [])]
