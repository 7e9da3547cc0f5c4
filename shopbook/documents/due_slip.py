"""The due slip: old due + today - paid = new due, for both to sign, so that nobody argues at the next visit."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import partial

from shopbook.documents.layout import Look, Parts, look, pdf_of
from shopbook.documents.page import Block, ShopHead, Type, columns, gap, one_line, paragraph, rule, together
from shopbook.documents.pieces import (
    Person,
    facts,
    head,
    note,
    paisa_of,
    signatures,
    standing_out,
    taka_under_taka,
    who,
)
from shopbook.documents.text import font, printable
from shopbook.dues.words import method_name
from shopbook.localisation.language import _, using

SIZES = ("A5", "A6", "80", "58")


@dataclass(frozen=True, slots=True)
class DueSlipPaper:
    """All that is printed on one slip: old + bought - discount - returned - paid = new, below zero is an advance.

    `paper` says what the slip is about (Memo A-000124, Receipt M-000007); `bought_for` names what made the due larger.
    """

    shop: ShopHead
    on: dt.date
    customer: Person
    old_paisa: int
    bought_paisa: int
    discount_paisa: int
    returned_paisa: int
    paid_paisa: int
    new_paisa: int
    paper: str = ""
    bought_for: str = ""
    method: str = ""
    reference: str = ""
    promised_on: dt.date | None = None
    footer: str = ""


def due_slip(data: DueSlipPaper, size: str = "A5", language: str = "bn") -> bytes:
    """The slip as a PDF on one of SIZES, in Bengali or English; a sheet lies. Equal data give equal bytes.

    ValueError for another size or when the sum is not right, DocumentProblem when the fonts are gone.
    """
    if size not in SIZES:
        raise ValueError(f"there is no due slip of the size {size!r}")
    if _sum(data) != data.new_paisa:
        raise ValueError("old + bought - discount - returned - paid is not the new due")
    with using(language):
        title = f"{_('Due slip')} {data.customer.name} {data.on.isoformat()}"
        return pdf_of(look(size, lying=size == "A5"), title, language, partial(_parts, data))


def _parts(data: DueSlipPaper, page: Look) -> Parts:
    return Parts(_blocks(page, data), _ending(page, data))


def _sum(data: DueSlipPaper) -> int:
    less = data.discount_paisa + data.returned_paisa + data.paid_paisa
    return data.old_paisa + data.bought_paisa - less


def _blocks(page: Look, data: DueSlipPaper) -> list[Block]:
    from shopbook.localisation.dates import date_long, date_weekday
    from shopbook.localisation.numbers import money

    new = data.new_paisa
    last = (_("Due now"), money(new)) if new >= 0 else (_("Paid ahead"), money(-new))
    promised = ""
    if data.promised_on is not None and new > 0:
        promised = _("The rest will be paid on {day}.").format(day=date_long(data.promised_on))
    # On the small ones the weekday would make the day too small to read.
    day = date_weekday(data.on) if page.is_wide else date_long(data.on)
    return [
        *head(page, data.shop, _("Due slip"), data.paper, day),
        *facts(page, who(data.customer)[:2], who(data.customer)[2:]),
        gap(page.space),
        *_sums(page, data),
        gap(page.space * 0.6),
        standing_out(page, *last),
        *([gap(page.space * 0.6), *note(page, promised)] if promised else []),
    ]


def _sums(page: Look, data: DueSlipPaper) -> list[Block]:
    """The account in figures, each with its sign; what was nothing is left out, the old due never."""
    from shopbook.localisation.numbers import money, to_script

    method = " · ".join(part for part in (method_name(data.method), to_script(data.reference)) if part)
    paid = _("Paid ({method})").format(method=method) if method else _("Paid today")
    bought = _("Added today ({what})").format(what=data.bought_for) if data.bought_for else _("Added today")
    rows = [(_("Due before") if data.old_paisa >= 0 else _("Paid ahead before"), data.old_paisa, "")]
    if data.bought_paisa:
        rows.append((bought, data.bought_paisa, "+"))
    for label, paisa in (
        (_("Discount") if data.discount_paisa >= 0 else _("Account corrected"), data.discount_paisa),
        (_("Goods returned"), data.returned_paisa),
        (paid if data.paid_paisa >= 0 else _("Handed back"), data.paid_paisa),
    ):
        if paisa:
            rows.append((label, abs(paisa), "−" if paisa > 0 else "+"))
    ending = paisa_of(money(paisa) for _label, paisa, _sign in rows)
    found: list[Block] = []
    for label, paisa, sign in rows:
        amount = f"{sign} {money(paisa)}".strip()
        found += [_line(page, label, amount, page.body, ending), rule(page.width, 0.6)]
    return found


def _line(page: Look, label: str, amount: str, kind: Type, ending: str) -> Block:
    bold = Type(kind.size, bold=True)
    right = page.width - taka_under_taka(amount, bold, ending)
    room = right - font(True).width(printable(amount), bold.size) - page.space
    words = paragraph(label, kind, room)
    return together(columns(words, [one_line(amount, bold, align="right")], at=(0, right)))


def _ending(page: Look, data: DueSlipPaper) -> list[Block]:
    words = note(page, data.footer, align="centre")
    signed = signatures(page, _("Customer's signature"), _("For the shop"))
    return [*signed, *([gap(page.space * 0.6), *words] if words else [])]
