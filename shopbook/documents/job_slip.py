"""The slip for a thing left in the workshop, with the shop's own copy to tear off: what was taken in, and how it was.

What the repair costs the shop, and what it notes of the customer, is not handed in.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from functools import partial

from shopbook.documents.bars import bars
from shopbook.documents.layout import Look, Parts, look, pdf_of
from shopbook.documents.page import (
    MM,
    Block,
    ShopHead,
    Type,
    gap,
    labelled,
    over,
    paragraph,
    rule,
    together,
)
from shopbook.documents.pieces import (
    Pair,
    Person,
    facts,
    head,
    later_head,
    signatures,
    standing_out,
    tear_line,
    who,
)
from shopbook.documents.text import font, printable
from shopbook.localisation.language import _, pgettext, using

SIZES = ("A5", "A4", "80", "58")


@dataclass(frozen=True, slots=True)
class CoverOfJob:
    """One promise of the card as it stood that day. state: covered, life, ended or void."""

    label: str
    state: str
    ends_on: dt.date | None


@dataclass(frozen=True, slots=True)
class JobPaper:
    """All that is printed on the slip of one job."""

    shop: ShopHead
    job_no: str
    received_on: dt.date
    customer: Person
    product: str
    serial: str
    card_no: str
    problem: str
    condition: str
    accessories: str
    covers: tuple[CoverOfJob, ...] = ()
    promised_on: dt.date | None = None
    estimate_paisa: int | None = None
    terms: tuple[str, ...] = ()


def job_slip(data: JobPaper, size: str = "A5", language: str = "bn") -> bytes:
    """The slip as a PDF on one of SIZES, in Bengali or English. Equal data give equal bytes.

    ValueError for another size, DocumentProblem when the fonts are gone.
    """
    if size not in SIZES:
        raise ValueError(f"there is no job slip of the size {size!r}")
    with using(language):
        return pdf_of(look(size), f"{_('Service slip')} {data.job_no}", language, partial(_parts, data))


def _parts(data: JobPaper, page: Look) -> Parts:
    later = later_head(page, data.shop, _("Service slip"), data.job_no, data.customer.name)
    return Parts(_blocks(page, data), [*_signed(page), together(_shop_copy(page, data))], later)


def _blocks(page: Look, data: JobPaper) -> list[Block]:
    from shopbook.localisation.dates import date_long
    from shopbook.localisation.numbers import to_script

    number = _("No. {number}").format(number=to_script(data.job_no))
    return [
        *head(page, data.shop, _("Service slip"), number, date_long(data.received_on)),
        *facts(page, who(data.customer), what_came(data), like=_state(data)),
        gap(page.space * 0.6),
        *facts(page, _state(data), like=[*who(data.customer), *what_came(data)]),
        *_covers(page, data),
        *(replace(block, keep=True) for block in (gap(page.space * 0.6), *promise(page, data))),
        *(replace(block, keep=True) for block in _terms(page, data.terms)),
        gap(0),
    ]


def what_came(data: JobPaper) -> list[Pair]:
    """The thing itself."""
    from shopbook.localisation.numbers import to_script

    return [
        (_("Product"), data.product),
        (_("Serial no."), data.serial),
        (_("Card no."), to_script(data.card_no)),
    ]


def _state(data: JobPaper) -> list[Pair]:
    return [
        (_("What is wrong"), data.problem),
        (_("Condition"), data.condition),
        (_("With it"), data.accessories or pgettext("paper", "nothing")),
    ]


def _covers(page: Look, data: JobPaper) -> list[Block]:
    """What the card promised the day it came: the argument of the day it goes."""
    if not data.covers:
        words = _("Warranty: none") if not data.card_no else ""
        return paragraph(words, page.body, page.width) if words else []
    rows = [*paragraph(_("Warranty on this day"), page.bold, page.width)]
    for cover in data.covers:
        text = f"{cover.label}: {_cover_words(cover)}"
        rows += paragraph(text, page.body, page.width, lead="•", hang=page.body.size)
    return rows


def _cover_words(cover: CoverOfJob) -> str:
    from shopbook.localisation.dates import date_long

    if cover.state == "life":
        return _("for life")
    if cover.state == "void":
        return pgettext("warranty", "void")
    day = date_long(cover.ends_on) if cover.ends_on else ""
    if cover.state == "covered":
        return _("yes, until {day}").format(day=day)
    return _("no, it ended on {day}").format(day=day)


def promise(page: Look, data: JobPaper) -> list[Block]:
    """The day it will be ready and what it may cost, framed: what the customer looks for."""
    from shopbook.localisation.dates import date_long
    from shopbook.localisation.numbers import money

    rows: list[Block] = []
    if data.promised_on is not None:
        rows += [standing_out(page, _("Ready on"), date_long(data.promised_on)), gap(page.space * 0.5)]
    if data.estimate_paisa is not None:
        cost = money(data.estimate_paisa) if data.estimate_paisa else pgettext("paper", "nothing")
        rows += paragraph(_("It may cost {amount}.").format(amount=cost), page.bold, page.width)
    return rows


def _terms(page: Look, terms: tuple[str, ...]) -> list[Block]:
    """Conditions in small type, numbered."""
    from shopbook.localisation.numbers import number

    rows: list[Block] = [gap(page.space * 0.5)] if terms else []
    for place, term in enumerate(terms, start=1):
        rows += paragraph(term, page.small, page.width, lead=f"{number(place)}.", hang=page.small.size * 1.7)
    return rows


def _signed(page: Look) -> list[Block]:
    return [*signatures(page, _("Customer's signature"), _("For the shop")), gap(page.space * 0.4)]


def _shop_copy(page: Look, data: JobPaper) -> list[Block]:
    """What is tied to the thing on the shelf: its number for eyes and scanner, whose it is, what is wrong."""
    from shopbook.localisation.dates import date_long
    from shopbook.localisation.numbers import phone

    mobile = phone(data.customer.phone) if data.customer.phone else ""
    lines = [(data.customer.name, page.bold), (mobile, page.bold)]
    lines += [(data.product, page.body), (data.serial, page.body)]
    said = [(text, kind) for text, kind in lines if text]
    ready = _("Ready on {day}").format(day=date_long(data.promised_on)) if data.promised_on else ""
    head = [*tear_line(page, _("the shop's copy: stays with the thing")), gap(page.space * 0.6)]
    if page.is_wide:
        return [*head, _copy_beside(page, data, said, ready)]
    small = replace(page, body=page.small)
    return [
        *head,
        *_number(page, data, page.width),
        *(row for text, kind in said for row in paragraph(text, kind, page.width, align="centre")),
        gap(page.space * 0.3),
        rule(page.width, 0.6),
        *facts(small, [*_state(data)[:1], *_state(data)[2:]]),
        *paragraph(ready, page.bold, page.width, align="centre"),
    ]


def _number(page: Look, data: JobPaper, width: float) -> list[Block]:
    """The number of the job for the scanner and, large, for the eyes along the shelf."""
    from shopbook.localisation.numbers import to_script

    tall = 9 * MM if page.is_roll else 11 * MM
    return [
        bars(data.job_no, width, tall),
        *paragraph(to_script(data.job_no), page.title, width, align="centre"),
    ]


def _copy_beside(page: Look, data: JobPaper, said: list[tuple[str, Type]], ready: str) -> Block:
    """On a sheet the number at the left, what it belongs to at the right: the strip stays low."""
    width = page.width * 0.4
    room = page.width - width - page.space * 2
    left = [*_number(page, data, width), *paragraph(ready, page.bold, width, align="centre")]
    # Above the tear line all of it stands; here as much as tells one thing on the shelf from the next.
    right = [row for text, kind in said for row in paragraph(text, kind, room)[:2]]
    label = max(font().width(printable(name), page.small.size) for name, _text in _state(data))
    for name, text in (_state(data)[0], _state(data)[2]):
        right += labelled(name, text, page.small, room, label + page.small.size)[:4]
    return over(together(left), together(right), at=(0, page.width - room))
