"""Customers as plain values and the pure rules about them. SQL is in `queries` and `operations`."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass

from shopbook.customers.phones import Phone
from shopbook.errors import Message
from shopbook.money import MAX_PAISA
from shopbook.settings.model import is_clock_time

LONGEST_NAME = 200
LONGEST_REMARK = 4000
RELATIONS = ("father", "husband", "mother")
HONORIFICS = ("bhai", "apa", "chacha", "khala", "sir", "madam", "dada", "didi")
TIERS = ("normal", "silver", "vip")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day people know in part: with or without its year, a month alone, or a year alone."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    def __bool__(self) -> bool:
        return self.year is not None or self.month is not None

    def is_possible(self) -> bool:
        """False for 31 April, or 29 February of a common year; 29 February without a year is possible."""
        if self.month is None:
            return self.day is None
        if not 1 <= self.month <= 12:
            return False
        leap = 2000
        last = calendar.monthrange(self.year or leap, self.month)[1]
        return self.day is None or 1 <= self.day <= last


NO_DATE = PartialDate()


@dataclass(frozen=True, slots=True)
class PhoneDraft:
    """A phone as typed. label: own, spouse, shop, home or other; note: whose it is in the shop's words."""

    raw: str
    label: str = "own"
    note: str = ""


@dataclass(frozen=True, slots=True)
class CustomerPhone:
    """A phone in the book. state: ok, off or wrong."""

    id: int
    raw: str
    e164: str
    key10: str
    label: str
    note: str
    state: str

    @property
    def shown(self) -> str:
        """What localisation.numbers.phone makes readable."""
        return self.e164 or self.raw


@dataclass(frozen=True, slots=True)
class CustomerDraft:
    """What is typed about a customer; a name or a phone is enough."""

    name: str = ""
    nickname: str = ""
    guardian_name: str = ""
    guardian_relation: str | None = None
    honorific: str | None = None
    phones: tuple[PhoneDraft, ...] = ()
    area: str = ""
    address: str = ""
    landmark: str = ""
    occupation: str = ""
    birthday: PartialDate = NO_DATE
    birth_estimated: bool = False
    wedding: PartialDate = NO_DATE
    festivals: tuple[str, ...] = ()
    tier: str = "normal"
    touch_days: int | None = None
    best_from: str = ""
    best_to: str = ""
    do_not_call: bool = False
    do_not_call_reason: str = ""
    do_not_call_until: dt.date | None = None
    no_gift: bool = False
    credit_limit_paisa: int | None = None
    source: str = ""
    referred_by_id: int | None = None
    remark: str = ""
    needs_review: bool = False
    review_reason: str = ""
    tags: tuple[str, ...] = ()

    def problems(self) -> dict[str, Message]:
        """Everything that keeps this from being saved, by field. A strange phone number is not among it."""
        found: dict[str, Message] = {}
        if not self.name.strip() and not any(phone.raw.strip() for phone in self.phones):
            found["name"] = Message("Write a name or a phone number; one of them is enough.")
        if len(self.name) > LONGEST_NAME:
            found["name"] = Message("This name is too long; {most} letters fit.", most=LONGEST_NAME)
        if len(self.remark) > LONGEST_REMARK:
            found["remark"] = Message("This is too long; {most} letters fit.", most=LONGEST_REMARK)
        for field in ("birthday", "wedding"):
            if not getattr(self, field).is_possible():
                found[field] = Message("There is no such day in the calendar.")
        for field in ("best_from", "best_to"):
            time = getattr(self, field)
            if time and not is_clock_time(time):
                found[field] = Message("Write the time as hours and minutes, for example 10:00.")
        if self.credit_limit_paisa is not None and not 0 <= self.credit_limit_paisa <= MAX_PAISA:
            found["credit_limit_paisa"] = Message("This amount is out of range.")
        if self.touch_days is not None and not 1 <= self.touch_days <= 3650:
            found["touch_days"] = Message("Choose between 1 and 3650 days.")
        return found


@dataclass(frozen=True, slots=True)
class CustomerRow:
    """One line of the list: who, and enough to tell one Rahim from another."""

    id: int
    name: str
    nickname: str
    guardian_name: str
    area: str
    phone: str  # the first phone, E.164 where it has one, "" when none
    balance_paisa: int
    oldest_unpaid_on: dt.date | None
    last_seen_on: dt.date | None
    needs_review: bool

    @property
    def title(self) -> str:
        """What to call them: the name, or the phone when there is no name."""
        return self.name or self.phone

    @property
    def whereabouts(self) -> str:
        """Nickname, guardian and area: which Rahim this is."""
        return " · ".join(part for part in (self.nickname, self.guardian_name, self.area) if part)


@dataclass(frozen=True, slots=True)
class Customer:
    """Everything the book keeps on one customer besides what happened with them."""

    id: int
    code: str
    draft: CustomerDraft
    phones: tuple[CustomerPhone, ...]
    created_on: dt.date
    deleted: bool
    merged_into_id: int | None
    balance_paisa: int
    oldest_unpaid_on: dt.date | None
    last_payment_on: dt.date | None
    first_sale_on: dt.date | None
    last_sale_on: dt.date | None
    last_contact_on: dt.date | None
    last_seen_on: dt.date | None
    sales_count: int
    erased_on: dt.date | None = None  # they asked to be forgotten; the page's number is its name since

    @property
    def title(self) -> str:
        """What to call them: the name, or the phone when there is no name."""
        return self.draft.name or self.phone

    @property
    def phone(self) -> str:
        """The first phone, E.164 where it has one; "" when there is none."""
        return self.phones[0].shown if self.phones else ""


@dataclass(frozen=True, slots=True)
class SamePhone:
    """Someone in the book who has the phone being typed."""

    customer_id: int
    name: str
    area: str
    phone: str


def phones_of(draft: CustomerDraft) -> list[tuple[PhoneDraft, Phone]]:
    """The phones of a draft, several in one field taken apart, blanks and repeats left out."""
    from shopbook.customers import phones

    found: list[tuple[PhoneDraft, Phone]] = []
    seen: set[str] = set()
    for typed in draft.phones:
        for raw in phones.split(typed.raw) or ([typed.raw] if typed.raw.strip() else []):
            phone = phones.normalise(raw)
            same = phone.e164 or phone.key10 or phone.raw
            if same not in seen:
                seen.add(same)
                found.append((typed, phone))
    return found
