"""The money receipt: who paid how much, how and for what, and what stays due. What money clears is shopbook.dues'."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import partial

from shopbook.documents.layout import Look, Parts, look, pdf_of
from shopbook.documents.page import Block, ShopHead, gap
from shopbook.documents.pieces import (
    Pair,
    Person,
    facts,
    head,
    in_words,
    note,
    signatures,
    standing_out,
    sums,
    who,
)
from shopbook.dues.words import method_name
from shopbook.localisation.language import _, pgettext, using

SIZES = ("A5", "A6", "80", "58")


@dataclass(frozen=True, slots=True)
class ReceiptPaper:
    """All that is printed on one receipt. Balances below zero are money paid ahead."""

    shop: ShopHead
    receipt_no: str
    on: dt.date
    customer: Person
    amount_paisa: int
    method: str
    reference: str
    papers: tuple[str, ...]
    before_paisa: int
    discount_paisa: int
    after_paisa: int
    footer: str = ""


def receipt(data: ReceiptPaper, size: str = "A5", language: str = "bn") -> bytes:
    """The receipt as a PDF on one of SIZES, in Bengali or English; a sheet lies. Equal data give equal bytes.

    ValueError for another size, DocumentProblem when the fonts are gone.
    """
    if size not in SIZES:
        raise ValueError(f"there is no receipt of the size {size!r}")
    with using(language):
        title = f"{_('Money receipt')} {data.receipt_no}"
        return pdf_of(look(size, lying=size == "A5"), title, language, partial(_parts, data))


def _parts(data: ReceiptPaper, page: Look) -> Parts:
    return Parts(_blocks(page, data), _ending(page, data))


def _blocks(page: Look, data: ReceiptPaper) -> list[Block]:
    from shopbook.localisation.dates import date_long
    from shopbook.localisation.numbers import money, to_script

    number = _("No. {number}").format(number=to_script(data.receipt_no)) if data.receipt_no else ""
    how: list[Pair] = [
        (
            _("How it was paid"),
            " · ".join(p for p in (method_name(data.method), to_script(data.reference)) if p),
        ),
        (pgettext("paper", "For"), ", ".join(data.papers)),
    ]
    after = data.after_paisa
    # Reckoned before the customer's eyes: what was due, less what came, is what stays.
    left = [(_("Due before"), money(data.before_paisa), False)]
    left.append((pgettext("money", "Paid"), money(-data.amount_paisa), False))
    if data.discount_paisa:
        left.append((_("Let off"), money(-data.discount_paisa), False))
    left.append((_("Due now"), money(after), True) if after >= 0 else (_("Paid ahead"), money(-after), True))
    return [
        *head(page, data.shop, _("Money receipt"), number, date_long(data.on)),
        *facts(page, who(data.customer), how),
        gap(page.space),
        standing_out(page, _("Received with thanks"), money(data.amount_paisa)),
        gap(page.space * 0.6),
        *in_words(page, data.amount_paisa),
        gap(page.space * 0.6),
        *sums(page, left),
    ]


def _ending(page: Look, data: ReceiptPaper) -> list[Block]:
    words = note(page, data.footer, align="centre")
    signed = signatures(page, _("Who paid"), _("Who received"))
    return [*signed, *([gap(page.space * 0.6), *words] if words else [])]
