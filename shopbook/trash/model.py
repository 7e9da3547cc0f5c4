"""What lies in the trash and what forgetting somebody means, as plain values. SQL is in the other modules."""

from __future__ import annotations

import datetime as dt
import unicodedata
from dataclasses import dataclass

from shopbook.errors import Message

DAYS_KEPT = 60
# Whoever erases for good types one of these.
ERASING_WORDS = ("মুছুন", "ERASE")
# What stands where words were that a column must have.
NO_WORDS = "—"


@dataclass(frozen=True, slots=True)
class Thrown:
    """One thing in the trash. days_left: until it is erased. hidden: words not for this role."""

    kind: str
    id: int
    title: str
    customer_id: int | None
    customer_title: str
    on: dt.date
    staff_id: int | None
    days_left: int
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Forgetting:
    """What becomes of a customer who asks to be forgotten. open: what is not settled and needs a second word."""

    customer_id: int
    title: str
    code: str
    goes: tuple[Message, ...]
    stays: tuple[Message, ...]
    open: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class Erased:
    """A customer who was forgotten: what the page is called now, how many rows lost their words."""

    customer_id: int
    code: str
    on: dt.date
    rows: int
    tidied: bool  # False: the file could not be made anew now, because another program reads it


def is_erasing_word(typed: str) -> bool:
    """True for one of `ERASING_WORDS`, however it was typed."""
    said = unicodedata.normalize("NFC", typed).strip().casefold()
    return said in {unicodedata.normalize("NFC", word).casefold() for word in ERASING_WORDS}
