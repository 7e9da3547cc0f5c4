"""What was asked for and not bought, as plain values, and the key by which equal wishes meet. SQL is in `demands`."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from shopbook.care.people import text_problems
from shopbook.errors import Message
from shopbook.search.fold import clean, skeleton, word_keys, words

REASONS = ("not_in_stock", "never_sold", "price", "model", "quality", "credit", "only_looking", "other")
# With these the shop could still sell it one day; with every other reason the sale is lost.
WAITING = ("not_in_stock", "never_sold")
LONGEST_WHAT = 200
LONGEST_NAME = 200
LONGEST_PHONE = 40

# English endings as Bengali writes them: induction is ইন্ডাকশন, fridge ফ্রিজ, rice cooker রাইস কুকার.
_ENDINGS = tuple(
    (re.compile(rf"(?<=[a-z]){ending}$"), sound)
    for ending, sound in (("ction", "kason"), ("[ts]ion", "son"), ("dge", "j"), ("ice", "ais"), ("er", "ar"))
)
# Short names of goods, written by letter in English and by sound in Bengali.
_SPOKEN = {
    "tv": "tivi",
    "ac": "esi",
    "led": "elidi",
    "ips": "aipies",
    "ups": "iupies",
    "cctv": "sisitivi",
    "usb": "iuesbi",
}


def wish_key(what: str) -> str:
    """One key for every spelling of a wish, Bengali or Latin, in whatever order its words stand.

    A word is known by its consonants when it has three or more of them (ফিল্টার, filter), else by all its sounds: চুলা is
    not চাল. Never empty for a text that is not.
    """
    keys = sorted({_word_key(word) for word in words(what)} - {""})
    return " ".join(keys) or clean(what).lower()


def _word_key(word: str) -> str:
    plain = word.lower()
    plain = _SPOKEN.get(plain, plain)
    for pattern, sound in _ENDINGS:
        plain = pattern.sub(sound, plain)
    fine = word_keys(plain).fine
    bones = skeleton(fine)
    # The first vowel stays as it sounds: an IPS is not a UPS.
    return fine[0] + bones[1:] if len(bones) > 2 else fine


@dataclass(frozen=True, slots=True)
class DemandDraft:
    """Somebody asked for something and went without it. Neither a customer nor a name is needed.

    `alternative` is what was offered instead; `alternative_taken` says that they took it.
    """

    what: str = ""
    customer_id: int | None = None
    name: str = ""
    phone: str = ""
    reason: str = "not_in_stock"
    alternative: str = ""
    alternative_taken: bool = False
    product_id: int | None = None
    interaction_id: int | None = None

    def problems(self, today: dt.date) -> dict[str, Message]:
        """Everything that keeps this from being saved, by field."""
        found: dict[str, Message] = {}
        text_problems(found, "what", self.what, LONGEST_WHAT, Message("Write what they asked for."))
        text_problems(found, "name", self.name, LONGEST_NAME, None)
        text_problems(found, "alternative", self.alternative, LONGEST_WHAT, None)
        text_problems(found, "phone", self.phone, LONGEST_PHONE, None)
        if self.phone.strip() and not any(mark.isdigit() for mark in self.phone):
            found["phone"] = Message("Write the phone number.")
        if self.alternative_taken and not self.alternative.strip():
            found["alternative"] = Message("Write what they took instead.")
        if self.reason not in REASONS:
            found["reason"] = Message("Choose why they did not buy.")
        return found

    @property
    def waits(self) -> bool:
        """True when they would still buy it once the shop has it."""
        return self.reason in WAITING and not self.alternative_taken


@dataclass(frozen=True, slots=True)
class Demand:
    """A wish in the book. status: open, arrived (to be told), told or closed.

    Name and phone are the customer's, else those that were given.
    """

    id: int
    customer_id: int | None
    name: str
    phone: str
    what: str
    folded: str
    product_id: int | None
    asked_on: dt.date
    reason: str
    alternative: str
    alternative_taken: bool
    status: str
    arrived_on: dt.date | None
    told_on: dt.date | None
    closed_on: dt.date | None
    interaction_id: int | None
    staff_id: int | None

    @property
    def can_be_told(self) -> bool:
        """True when there is somebody to tell that it arrived."""
        return self.customer_id is not None or bool(self.phone)


@dataclass(frozen=True, slots=True)
class Wanted:
    """One thing several people asked for: as it was last written, how many, when first and when last."""

    folded: str
    what: str
    count: int
    first_on: dt.date
    last_on: dt.date


@dataclass(frozen=True, slots=True)
class Conversion:
    """Of a stretch of days: who went without buying, and how many memos were written."""

    lost: int
    sold: int

    @property
    def percent(self) -> int | None:
        """Of a hundred who came, how many bought; None when nobody is known to have come."""
        came = self.lost + self.sold
        return None if came == 0 else round(100 * self.sold / came)
