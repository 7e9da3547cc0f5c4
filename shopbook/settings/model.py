"""What a shop is and which switches it has, as plain values. Reading and saving them is in `operations`."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Generic, TypeVar

from shopbook.errors import Message

T = TypeVar("T", bool, int, str)


@dataclass(frozen=True, slots=True)
class ShopDraft:
    """What the owner tells about the shop; it heads every paper."""

    name_bn: str = ""
    name_en: str = ""
    owner: str = ""
    hotline: str = ""
    address: str = ""
    hours_text: str = ""
    memo_footer: str = ""
    warranty_terms: str = ""
    opens_at: str = "10:00"
    closes_at: str = "21:00"
    weekly_holiday: int | None = None  # 0 = Monday; None = open every day
    day_capacity: int = 20
    reserve_pct: int = 20
    contact_cap_days: int = 7
    feb29: str = "feb28"

    def problems(self) -> dict[str, Message]:
        """Everything that keeps this from being saved, by field."""
        found: dict[str, Message] = {}
        if not self.name_bn.strip() and not self.name_en.strip():
            found["name_bn"] = Message("Write the name of the shop.")
        for field in ("opens_at", "closes_at"):
            if not is_clock_time(getattr(self, field)):
                found[field] = Message("Write the time as hours and minutes, for example 10:00.")
        if not 1 <= self.day_capacity <= 500:
            found["day_capacity"] = Message("Choose between 1 and 500 calls a day.")
        return found


@dataclass(frozen=True, slots=True)
class Shop(ShopDraft):
    """The shop of this book."""

    id: int = 0

    @property
    def name(self) -> str:
        """The name to show when one is enough: Bengali first."""
        return self.name_bn or self.name_en

    def is_open(self, day: dt.date) -> bool:
        """False on the weekly holiday."""
        return self.weekly_holiday is None or day.weekday() != self.weekly_holiday


@dataclass(frozen=True, slots=True)
class Staff:
    """Someone who works in the shop. role: owner, manager, seller or helper."""

    id: int
    name: str
    phone: str
    role: str
    active: bool


ROLES = ("owner", "manager", "seller", "helper")


@dataclass(frozen=True, slots=True)
class StaffDraft:
    """Someone who works in the shop, as told; roles are in ROLES."""

    name: str = ""
    phone: str = ""
    role: str = "seller"

    def problems(self) -> dict[str, Message]:
        """Everything that keeps this from being saved, by field."""
        found: dict[str, Message] = {}
        if not self.name.strip():
            found["name"] = Message("Write a name.")
        if self.role not in ROLES:
            found["role"] = Message("Choose what they do in the shop.")
        return found


@dataclass(frozen=True, slots=True)
class Switch(Generic[T]):
    """One setting of the shop, declared once: it lives in the book and travels with its backups.

    Who has `right` may change it.
    """

    key: str
    default: T
    right: str = "arrange"


LANGUAGE = Switch("language", "bn")
DIGITS = Switch("digits", "auto")
CARD_PAPER = Switch("card_paper", "A5")
PRINT_AFTER_SALE = Switch("print_after_sale", True, right="sell")
# Days after which a due is counted as doubtful, at the end of the year and for zakat.
DOUBTFUL_AFTER = Switch("doubtful_after", 180)
# Minutes without a key or the mouse after which the counter locks, in a shop with PINs; 0: never.
IDLE_MINUTES = Switch("idle_lock_minutes", 5, right="staff")


def is_clock_time(text: str) -> bool:
    """True for hours and minutes as the book keeps them, 00:00 to 23:59."""
    hours, colon, minutes = text.partition(":")
    if not (colon and len(hours) == len(minutes) == 2 and text.isascii()):
        return False
    return hours.isdigit() and minutes.isdigit() and int(hours) < 24 and int(minutes) < 60
