"""Warranty cards as plain values, and the arithmetic of their days. SQL is in `queries` and `operations`."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from shopbook.errors import Message
from shopbook.localisation.dates import coverage as span
from shopbook.localisation.dates import days_span
from shopbook.localisation.language import gettext as _
from shopbook.localisation.language import pgettext
from shopbook.products.model import CoverageDraft, coverage_problems

LONGEST_SERIAL = 100
# A card in one of these states promises nothing any more.
_ENDED_STATES = ("void", "replaced")


@dataclass(frozen=True, slots=True)
class CardDraft:
    """A warranty card to issue. starts_from: sale, delivery or typed; terms and tip are frozen as they stand here."""

    product_name: str
    start_on: dt.date
    coverages: tuple[CoverageDraft, ...]
    customer_id: int | None = None
    sale_item_id: int | None = None
    brand: str = ""
    model: str = ""
    serial: str = ""
    issued_on: dt.date | None = None
    starts_from: str = "typed"
    terms: str = ""
    usage_tip: str = ""

    def problems(self) -> dict[str, Message]:
        """Every problem at once, by field."""
        found: dict[str, Message] = {}
        if not self.product_name.strip():
            found["product_name"] = Message("What is the product called?")
        if len(self.serial) > LONGEST_SERIAL:
            found["serial"] = Message("A serial has at most {n} letters.", n=LONGEST_SERIAL)
        if not self.coverages:
            found["coverages"] = Message("Say what the warranty covers.")
        return found | coverage_problems(self.coverages)


@dataclass(frozen=True, slots=True)
class Coverage:
    """One promise of a card; `ends_on` is its last covered day, None for life."""

    id: int
    kind: str
    component: str
    length: int | None
    unit: str
    ends_on: dt.date | None

    @property
    def label(self) -> str:
        """What is covered, in the user's language: সার্ভিস, পার্টস (প্যানেল)."""
        return coverage_label(self.kind, self.component)

    @property
    def length_text(self) -> str:
        """How long, in the user's language."""
        return length_text(self.length, self.unit)


@dataclass(frozen=True, slots=True)
class Card:
    """A warranty card in the book. status: active, void, replaced or transferred; that it has ended is computed."""

    id: int
    card_no: str
    customer_id: int | None
    sale_id: int | None
    sale_item_id: int | None
    memo_no: str
    product_name: str
    brand: str
    model: str
    serial: str
    issued_on: dt.date
    start_on: dt.date
    starts_from: str
    status: str
    void_reason: str
    terms: str
    usage_tip: str
    print_count: int
    last_ends_on: dt.date | None
    coverages: tuple[Coverage, ...]


@dataclass(frozen=True, slots=True)
class CoverageVerdict:
    """A coverage on a day. state: covered, life, ended or void; `days_left` 0 is the last day, < 0 that long over."""

    coverage: Coverage
    state: str
    days_left: int | None

    @property
    def is_covered(self) -> bool:
        """Green: the shop keeps this promise today."""
        return self.state in ("covered", "life")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What to say to a card on the counter: green or red for each coverage."""

    card: Card
    on: dt.date
    coverages: tuple[CoverageVerdict, ...]

    @property
    def is_covered(self) -> bool:
        """True when at least one coverage is green."""
        return any(each.is_covered for each in self.coverages)


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day so many months later (or earlier), or that month's last day when it is too short.

    Always counted from the anchor, never chained: 31 January chained drifts to the 28th for ever.
    """
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(years, month + 1, min(day.day, calendar.monthrange(years, month + 1)[1]))


def coverage_end(start_on: dt.date, length: int | None, unit: str) -> dt.date | None:
    """The last covered day, itself covered: 5 January and a year is covered through 5 January; None for life.

    One rule for days and months, never a day short for the customer. ValueError for an unknown unit or no length.
    """
    if unit == "life":
        return None
    if length is None or length < 1:
        raise ValueError("a coverage in days, months or years has a length")
    if unit == "day":
        return start_on + dt.timedelta(days=length)
    if unit == "month":
        return add_months(start_on, length)
    if unit == "year":
        return add_months(start_on, 12 * length)
    raise ValueError(f"unknown unit: {unit!r}")


def last_end(ends: Iterable[dt.date | None]) -> dt.date | None:
    """The last day of the longest coverage; None when one is for life (or there is none)."""
    days = list(ends)
    dated = [day for day in days if day is not None]
    return max(dated) if dated and len(dated) == len(days) else None


def verdict(card: Card, today: dt.date) -> Verdict:
    """Each coverage of a card on a day, the longest last as on the card."""
    return Verdict(card, today, tuple(_coverage_verdict(card, each, today) for each in card.coverages))


def _coverage_verdict(card: Card, coverage: Coverage, today: dt.date) -> CoverageVerdict:
    if card.status in _ENDED_STATES:
        return CoverageVerdict(coverage, "void", None)
    if coverage.ends_on is None:
        return CoverageVerdict(coverage, "life", None)
    days_left = (coverage.ends_on - today).days
    return CoverageVerdict(coverage, "covered" if days_left >= 0 else "ended", days_left)


def coverage_label(kind: str, component: str = "") -> str:
    """The kind of a coverage in the user's language, with the part it is about."""
    label = {
        "money_back": _("Money back"),
        "replacement": _("Replacement"),
        "parts": pgettext("warranty", "Parts"),
        "service": pgettext("warranty", "Service"),
        "guarantee": _("Guarantee"),
        "software": _("Software"),
    }[kind]
    return f"{label} ({component})" if component else label


def length_text(length: int | None, unit: str) -> str:
    """How long a coverage lasts, in the user's language: ৬ মাস, ৭ দিন, আজীবন."""
    if unit == "life" or length is None:
        return span(None)
    if unit == "day":
        return days_span(length)
    return span(length if unit == "month" else 12 * length)
