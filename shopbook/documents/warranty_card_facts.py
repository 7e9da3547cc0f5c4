"""All that may be printed on a warranty card, as plain values, and the words every size of it shares. Drawing is not
done here."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from shopbook.documents.page import ShopHead
from shopbook.localisation.language import _, ngettext

DESIGNS = ("plain", "bordered", "logo")


@dataclass(frozen=True, slots=True)
class CoverageLine:
    """One promise of the card; `ends_on` is its last good day, None when it is for life.

    `extended_days` a repair added; `restarted_on`: it began anew that day.
    """

    label: str
    length_text: str
    ends_on: dt.date | None
    extended_days: int = 0
    restarted_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class ServiceLine:
    """One free servicing of the card."""

    sequence: int
    due_on: dt.date
    done_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class CardPaper:
    """All that is printed on one warranty card. `copy_no` 0 is the original; n is the nth reprint.

    design: one of DESIGNS; `logo` is a PNG, printed by the design of that name. `in_place_of` is the number of the card
    this one stands for.
    """

    shop: ShopHead
    card_no: str
    memo_no: str
    customer_name: str
    customer_phone: str
    customer_address: str
    product: str
    brand_model: str
    serials: tuple[str, ...]
    start_on: dt.date
    coverages: tuple[CoverageLine, ...]
    terms: tuple[str, ...] = ()
    usage_tip: str = ""
    copy_no: int = 0
    price_paisa: int | None = None
    services: tuple[ServiceLine, ...] = ()
    in_place_of: str = ""
    design: str = "bordered"
    logo: bytes = b""


def copy_mark(copy_no: int) -> str:
    """ডুপ্লিকেট ২ for the second reprint; "" for the original."""
    from shopbook.localisation.numbers import number

    return _("Duplicate {n}").format(n=number(copy_no)) if copy_no else ""


def until(line: CoverageLine) -> str:
    """The last good day in both calendars, and what a repair did to it."""
    if line.ends_on is None:
        return _("no end date")
    from shopbook.localisation.dates import bangla_date, date_long
    from shopbook.localisation.numbers import number

    text = _("until {date} · {bangla_date}").format(
        date=date_long(line.ends_on), bangla_date=bangla_date(line.ends_on)
    )
    if line.restarted_on is not None:
        text += " · " + _("anew from {date}").format(date=date_long(line.restarted_on))
    if line.extended_days:
        added = ngettext("{n} day added", "{n} days added", line.extended_days)
        text += " · " + added.format(n=number(line.extended_days))
    return text


def services_text(services: tuple[ServiceLine, ...]) -> str:
    """The free servicings in one line, each with its day; "" when the card has none."""
    if not services:
        return ""
    from shopbook.localisation.dates import date_long
    from shopbook.localisation.numbers import number

    days = []
    for line in services:
        day = date_long(line.done_on or line.due_on)
        said = _("{n}) done on {date}") if line.done_on else _("{n}) {date}")
        days.append(said.format(n=number(line.sequence), date=day))
    return _("Free servicing: {days}").format(days=" · ".join(days))
