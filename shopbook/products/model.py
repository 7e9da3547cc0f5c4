"""Products and the coverages they are sold with, as plain values, and the key by which a product's name is found.

SQL is in `queries` and `operations`; what a coverage means in dates is in `warranties`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from shopbook.errors import Message
from shopbook.money import MAX_PAISA
from shopbook.search.fold import fine_key, raw_key, skeleton, word_keys, words

LONGEST_NAME = 200
LONGEST_TEXT = 4000
KINDS = ("money_back", "replacement", "parts", "service", "guarantee", "software")
UNITS = ("day", "month", "year", "life")
LONGEST_WAIT = 3650  # days
MOST_SERVICINGS = 100
# A century: longer is a typing error, and every end date stays a date.
LONGEST = {"day": 36500, "month": 1200, "year": 100}


@dataclass(frozen=True, slots=True)
class CoverageDraft:
    """One thing a warranty promises: kind (KINDS), of which part, and how long (`length` is None for life)."""

    kind: str
    component: str = ""
    length: int | None = None
    unit: str = "month"

    def problem(self) -> Message | None:
        """What is wrong with it, or None."""
        if self.kind not in KINDS or self.unit not in UNITS:
            return Message("Choose what the warranty covers and for how long.")
        if self.unit == "life":
            return None
        if self.length is None or self.length < 1:
            return Message("How long does the warranty last?")
        if self.length > LONGEST[self.unit]:
            return Message("A warranty lasts at most a hundred years.")
        return None


def service_problems(every_days: int | None, count: int | None) -> dict[str, Message]:
    """What is wrong with a free servicing every so many days, so many times."""
    found: dict[str, Message] = {}
    if every_days is not None and not 1 <= every_days <= LONGEST_WAIT:
        found["service_every_days"] = Message("Give a number of days between 1 and 3650.")
    if count is not None and not 0 <= count <= MOST_SERVICINGS:
        found["service_count"] = Message("Give a number between 0 and 100.")
    return found


def coverage_problems(coverages: Sequence[CoverageDraft]) -> dict[str, Message]:
    """What is wrong with several coverages, by place: "coverages.0", ..."""
    problems = {f"coverages.{place}": coverage.problem() for place, coverage in enumerate(coverages)}
    return {field: problem for field, problem in problems.items() if problem is not None}


@dataclass(frozen=True, slots=True)
class ProductDraft:
    """A product as typed; empty text is nothing. `durable` is worth asking later whether it works well."""

    name: str
    brand: str = ""
    model: str = ""
    category: str = ""
    unit: str = ""
    price_paisa: int | None = None
    durable: bool = True
    usage_tip: str = ""
    terms: str = ""
    coverages: tuple[CoverageDraft, ...] = ()
    service_every_days: int | None = None
    service_count: int | None = None
    consumable_days: int | None = None
    active: bool = True
    questions: str = ""  # what people ask about it, with the shop's answers

    def problems(self) -> dict[str, Message]:
        """Every problem at once, by field; empty when it can be saved."""
        found: dict[str, Message] = {}
        name = self.name.strip()
        if not name:
            found["name"] = Message("What is the product called?")
        elif len(name) > LONGEST_NAME:
            found["name"] = Message("A name has at most {n} letters.", n=LONGEST_NAME)
        if self.price_paisa is not None and not 0 <= self.price_paisa <= MAX_PAISA:
            found["price"] = Message("This price is not possible.")
        if self.consumable_days is not None and not 1 <= self.consumable_days <= LONGEST_WAIT:
            found["consumable_days"] = Message("Give a number of days between 1 and 3650.")
        for field in ("usage_tip", "questions"):
            if len(getattr(self, field)) > LONGEST_TEXT:
                found[field] = Message("This is too long; {most} letters fit.", most=LONGEST_TEXT)
        service = service_problems(self.service_every_days, self.service_count)
        return found | service | coverage_problems(self.coverages)


@dataclass(frozen=True, slots=True)
class Product:
    """A product in the book; `price_paisa` and `coverages` are those of its last sale."""

    id: int
    name: str
    brand: str
    model: str
    category: str
    unit: str
    price_paisa: int | None
    durable: bool
    usage_tip: str
    terms: str
    coverages: tuple[CoverageDraft, ...]
    service_every_days: int | None
    service_count: int | None
    consumable_days: int | None
    active: bool
    last_sold_on: dt.date | None
    questions: str = ""

    @property
    def title(self) -> str:
        """The name with brand and model, as a memo writes it."""
        return title(self.name, self.brand, self.model)

    def draft(self) -> ProductDraft:
        """The product as a draft to change."""
        return ProductDraft(
            name=self.name, brand=self.brand, model=self.model, category=self.category, unit=self.unit,
            price_paisa=self.price_paisa, durable=self.durable, usage_tip=self.usage_tip, terms=self.terms,
            coverages=self.coverages, service_every_days=self.service_every_days,
            service_count=self.service_count, consumable_days=self.consumable_days, active=self.active,
            questions=self.questions,
        )  # fmt: skip


def title(name: str, brand: str = "", model: str = "") -> str:
    """Name, brand and model in one line, nothing said twice."""
    parts = [name]
    for part in (brand, model):
        if part and part.casefold() not in " ".join(parts).casefold():
            parts.append(part)
    return " ".join(parts)


def coverages_to_json(coverages: Iterable[CoverageDraft]) -> list[dict[str, object]]:
    """The coverages as the book keeps them beside a product and in a draft."""
    return [
        {"kind": each.kind, "component": each.component, "length": each.length, "unit": each.unit}
        for each in coverages
    ]


def coverages_from_json(items: Iterable[Mapping[str, object]]) -> tuple[CoverageDraft, ...]:
    """The coverages from what the book keeps; what this version does not know is left out."""
    found = []
    for item in items:
        length = item.get("length")
        coverage = CoverageDraft(
            kind=str(item.get("kind", "")),
            component=str(item.get("component") or ""),
            length=length if isinstance(length, int) else None,
            unit=str(item.get("unit", "")),
        )
        if coverage.problem() is None:
            found.append(coverage)
    return tuple(found)


def _bones(word: str) -> tuple[str, ...]:
    """A word's skeletons with one sound for g and j: product names are English words spelled as heard, not by a rule.

    fridge and ফ্রিজ, charger and চার্জার differ just there.
    """
    return tuple(
        skeleton(key.replace("g", "j").replace("dj", "j").replace("tj", "j"))
        for key in word_keys(word).skeletons
    )


def folded_key(*texts: str) -> str:
    """The words of a product as written and by their sounds, each after a space: what `complete` looks into."""
    found: list[str] = []
    for text in texts:
        for word in words(text):
            found += [raw_key(word), fine_key(word), *_bones(word)]
    return "".join(f" {key}" for key in dict.fromkeys(found) if key)


def typed_keys(text: str) -> list[tuple[str, ...]]:
    """For each typed, perhaps unfinished word the keys any of which may begin a word of the product."""
    keys = []
    for word in words(text):
        # A one-letter skeleton begins too much, except when one letter is all that was typed.
        bones = [bone for bone in _bones(word) if len(bone) > 1 or len(word) == 1]
        found = dict.fromkeys(key for key in (raw_key(word), *bones) if key)
        if found:
            keys.append(tuple(found))
    return keys
