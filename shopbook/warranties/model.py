"""Warranty cards as plain values and what they say on a day. Their arithmetic is in `days`, SQL in `queries`."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from shopbook.errors import Message
from shopbook.localisation.dates import coverage as span
from shopbook.localisation.dates import days_span
from shopbook.localisation.language import gettext as _
from shopbook.localisation.language import pgettext
from shopbook.products.model import CoverageDraft, coverage_problems, service_problems
from shopbook.warranties.days import Repair, last_end

LONGEST_SERIAL = 100
COVERS = ("carry", "restart")


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
    service_every_days: int | None = None  # a free servicing every so many days ...
    service_count: int | None = None  # ... so many times
    repairs: tuple[Repair, ...] = ()  # what moved the days of the card this one stands for

    def problems(self) -> dict[str, Message]:
        """Every problem at once, by field."""
        found: dict[str, Message] = {}
        if not self.product_name.strip():
            found["product_name"] = Message("What is the product called?")
        if len(self.serial) > LONGEST_SERIAL:
            found["serial"] = Message("A serial has at most {n} letters.", n=LONGEST_SERIAL)
        if not self.coverages:
            found["coverages"] = Message("Say what the warranty covers.")
        service = service_problems(self.service_every_days, self.service_count)
        return found | service | coverage_problems(self.coverages)


@dataclass(frozen=True, slots=True)
class Replacement:
    """What a card's owner gets instead. Empty texts: as on the old card; `start_on` None: today.

    cover: "carry" keeps every last day (and the free servicing still to come), "restart" begins all anew on `start_on`.
    """

    serial: str = ""
    product_name: str = ""
    brand: str = ""
    model: str = ""
    start_on: dt.date | None = None
    cover: str = "carry"
    reason: str = ""

    def problems(self) -> dict[str, Message]:
        """Every problem at once, by field."""
        found: dict[str, Message] = {}
        if len(self.serial) > LONGEST_SERIAL:
            found["serial"] = Message("A serial has at most {n} letters.", n=LONGEST_SERIAL)
        if self.cover not in COVERS:
            found["cover"] = Message("Choose whether the days go on or begin anew.")
        return found


@dataclass(frozen=True, slots=True)
class Coverage:
    """One promise of a card; `ends_on` is its last covered day, None for life.

    `extended_days` a repair added; `restarted_on` is the day it began anew after one.
    """

    id: int
    kind: str
    component: str
    length: int | None
    unit: str
    ends_on: dt.date | None
    extended_days: int = 0
    restarted_on: dt.date | None = None

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
    """A warranty card in the book. status: active, void, replaced or transferred; that it has run out is computed.

    A card that is not active promises nothing: `close_reason` and `closed_on` say why and since when, `replaced_by_id`
    is the card that stands for it, `replaces_id` the one this card stands for.
    """

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
    close_reason: str
    terms: str
    usage_tip: str
    print_count: int
    last_ends_on: dt.date | None
    coverages: tuple[Coverage, ...]
    closed_on: dt.date | None = None
    replaced_by_id: int | None = None
    replaces_id: int | None = None
    service_every_days: int | None = None
    service_count: int | None = None
    repairs: tuple[Repair, ...] = ()

    @property
    def is_active(self) -> bool:
        """It has not been voided, replaced or handed on; its days may have run out."""
        return self.status == "active"

    @property
    def service_ends_on(self) -> dt.date | None:
        """The last day of free servicing: of the longest service promise, without one of the longest; None for life."""
        of_service = [each.ends_on for each in self.coverages if each.kind == "service"]
        return last_end(of_service or [each.ends_on for each in self.coverages])


@dataclass(frozen=True, slots=True)
class CoverageVerdict:
    """A coverage on a day. state: covered, life, ended or void (its card is not active).

    `days_left` 0 is the last day, < 0 that long over.
    """

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


def verdict(card: Card, today: dt.date) -> Verdict:
    """Each coverage of a card on a day, the longest last as on the card."""
    return Verdict(card, today, tuple(_coverage_verdict(card, each, today) for each in card.coverages))


def _coverage_verdict(card: Card, coverage: Coverage, today: dt.date) -> CoverageVerdict:
    if not card.is_active:
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
