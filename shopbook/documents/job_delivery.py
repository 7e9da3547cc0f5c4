"""The slip for a thing handed back from the workshop: what was done, what it does to the warranty, what was paid."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import partial

from shopbook.documents.layout import Look, Parts, look, pdf_of
from shopbook.documents.page import Block, ShopHead, gap, paragraph, together
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
from shopbook.service.words import outcome_words

SIZES = ("A5", "A6", "80", "58")


@dataclass(frozen=True, slots=True)
class CoverNow:
    """One promise of the card after the repair; `ends_on` None is for life."""

    label: str
    ends_on: dt.date | None


@dataclass(frozen=True, slots=True)
class DeliveryPaper:
    """All that is printed on the slip of one job handed back.

    outcome: repaired, replaced, refunded, no_fault or rejected. effect on the card: none, extend, restart or new.
    """

    shop: ShopHead
    job_no: str
    received_on: dt.date
    on: dt.date
    customer: Person
    product: str
    serial: str
    card_no: str
    problem: str
    outcome: str
    work_done: str = ""
    new_serial: str = ""
    effect: str = "none"
    new_card_no: str = ""
    covers: tuple[CoverNow, ...] = ()
    charge_paisa: int = 0
    discount_paisa: int = 0
    paid_paisa: int = 0
    method: str = ""
    footer: str = ""

    @property
    def due_paisa(self) -> int:
        """What of the charge stays due."""
        return max(0, self.charge_paisa - self.discount_paisa - self.paid_paisa)


def job_delivery(data: DeliveryPaper, size: str = "A5", language: str = "bn") -> bytes:
    """The slip as a PDF on one of SIZES, in Bengali or English. Equal data give equal bytes.

    ValueError for another size, DocumentProblem when the fonts are gone.
    """
    if size not in SIZES:
        raise ValueError(f"there is no delivery slip of the size {size!r}")
    with using(language):
        return pdf_of(look(size), f"{_('Delivery slip')} {data.job_no}", language, partial(_parts, data))


def _parts(data: DeliveryPaper, page: Look) -> Parts:
    later = later_head(page, data.shop, _("Delivery slip"), data.job_no, data.customer.name)
    return Parts(_blocks(page, data), _ending(page, data), later)


def _blocks(page: Look, data: DeliveryPaper) -> list[Block]:
    from shopbook.localisation.dates import date_long
    from shopbook.localisation.numbers import to_script

    number = _("No. {number}").format(number=to_script(data.job_no))
    thing = [
        (_("Product"), data.product),
        (_("Serial no."), data.serial),
        (_("Card no."), to_script(data.card_no)),
        (_("Taken in on"), date_long(data.received_on)),
    ]
    done = [
        (_("What was wrong"), data.problem),
        (_("What came of it"), outcome_words(data.outcome) if data.outcome else ""),
        (_("Work done"), data.work_done),
        (_("New serial no."), data.new_serial),
    ]
    return [
        *head(page, data.shop, _("Delivery slip"), number, date_long(data.on)),
        *facts(page, who(data.customer), thing, like=done),
        gap(page.space * 0.6),
        *facts(page, done, like=[*who(data.customer), *thing]),
        *_warranty(page, data),
        gap(page.space * 0.8),
        *_money(page, data),
    ]


def _warranty(page: Look, data: DeliveryPaper) -> list[Block]:
    """What the repair did to the warranty, and until when each promise holds now."""
    from shopbook.localisation.dates import date_long
    from shopbook.localisation.numbers import to_script

    if not data.card_no:
        return []
    words = {
        "none": _("The warranty stays as it was."),
        "extend": _("The warranty is longer by the days it was here."),
        "restart": _("The warranty begins anew today."),
        "new": _("It has a new warranty card: {card_no}.").format(card_no=to_script(data.new_card_no)),
    }[data.effect]
    rows = [gap(page.space * 0.5), *paragraph(words, page.bold, page.width)]
    for cover in data.covers:
        end = _("until {day}").format(day=date_long(cover.ends_on)) if cover.ends_on else _("for life")
        rows += paragraph(f"{cover.label}: {end}", page.body, page.width, lead="•", hang=page.body.size)
    return rows


def _money(page: Look, data: DeliveryPaper) -> list[Block]:
    from shopbook.localisation.numbers import money

    if not data.charge_paisa:
        return [standing_out(page, _("Charge"), pgettext("charge", "free"))]
    method = method_name(data.method)
    paid = (
        _("Paid ({method})").format(method=method)
        if method and data.paid_paisa
        else pgettext("money", "Paid")
    )
    pairs = [(_("Charge"), money(data.charge_paisa), False)]
    if data.discount_paisa:
        pairs.append((_("Discount"), money(-data.discount_paisa), False))
        pairs.append((_("Total"), money(data.charge_paisa - data.discount_paisa), True))
    pairs.append((paid, money(data.paid_paisa), not data.due_paisa))
    total = data.charge_paisa - data.discount_paisa
    rows = sums(page, pairs, total_in_words(total))
    if data.due_paisa:
        rows += [gap(page.space * 0.6), standing_out(page, _("Due"), money(data.due_paisa))]
    return [together(rows)]


def _ending(page: Look, data: DeliveryPaper) -> list[Block]:
    words = note(page, data.footer, align="centre")
    signed = signatures(page, _("Received it whole (customer)"), _("For the shop"))
    return [*signed, *([gap(page.space * 0.6), *words] if words else [])]
