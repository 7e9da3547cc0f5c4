"""Phone numbers as lists hold them: several in a cell, whose they are in brackets, zeros lost, digits of either script.

What is a number is decided by customers.phones; this cuts cells apart.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from shopbook.customers.phones import normalise, plain_mobile, split
from shopbook.errors import Message
from shopbook.localisation.numbers import to_ascii
from shopbook.search.fold import clean

_LABELS = {
    "own": "own mobile cell phone main নিজ নিজের মোবাইল pref iphone whatsapp",
    "home": "home বাসা বাড়ি বাসার landline",
    "shop": "work office shop business company দোকান অফিস",
    "spouse": "spouse wife husband স্ত্রী স্বামী বউ বৌ",
}
_LABEL_OF = {clean(word): label for label, words in _LABELS.items() for word in words.split()}
_BRACKET = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_WORDS = re.compile(r"[^\W\d_][^\d()/,;:+]*")
_FLOAT = re.compile(r"(\d)(?:[.,](\d+))?e\+?(\d+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FoundPhone:
    """A number of a row. `matches`: it is complete enough to tell people by."""

    raw: str
    e164: str | None
    key10: str
    label: str = "own"
    note: str = ""
    matches: bool = True


def read_phones(text: str, label: str) -> tuple[list[FoundPhone], list[Message]]:
    """The numbers of a cell and what is wrong with it; `label` is what its own label column says."""
    plain = None if label else plain_mobile(text)
    if plain is not None:
        return [FoundPhone(plain.raw, plain.e164, plain.key10)], []
    phones: list[FoundPhone] = []
    problems: list[Message] = []
    for part in re.split(r"\s*:::\s*|[\r\n]+", text):
        if _is_shortened(part):
            problems.append(
                Message(
                    "A spreadsheet has shortened the phone number {written}; please type it again.",
                    written=part,
                )
            )
            continue
        for piece, whose in _pieces(part):
            phone, problem = _phone(piece, whose or label)
            if phone is not None:
                phones.append(phone)
            if problem is not None:
                problems.append(problem)
    if not phones and not problems and re.search(r"\d", to_ascii(text)):
        problems.append(Message("The phone number {written} cannot be read.", written=clean(text)[:60]))
    return phones, problems


def _is_shortened(text: str) -> bool:
    """True for 1.68689E+09: the last four digits are lost for good, and no guess brings them back."""
    found = _FLOAT.fullmatch(to_ascii(text).strip())
    return found is not None and len(found[2] or "") < int(found[3])


def _pieces(text: str) -> list[tuple[str, str]]:
    """Single numbers with the word in brackets after each."""
    found: list[tuple[str, str]] = []
    start = 0
    for bracket in _BRACKET.finditer(text):
        if re.search(r"\d", to_ascii(bracket.group(1))):
            continue  # (02) 9876543: an area code
        numbers = split(text[start : bracket.start()])
        found += [(number, "") for number in numbers[:-1]]
        found += [(number, bracket.group(1)) for number in numbers[-1:]]
        start = bracket.end()
    return found + [(number, "") for number in split(text[start:])]


def _phone(piece: str, whose: str) -> tuple[FoundPhone | None, Message | None]:
    if not whose and not _FLOAT.fullmatch(piece):
        word = _WORDS.search(piece)
        whose = word.group() if word else ""
    number = normalise(piece if _FLOAT.fullmatch(piece) else _WORDS.sub(" ", piece))
    if not number.key10:
        return None, None
    whose = clean(whose).strip(" .:-")[:60]
    label = _LABEL_OF.get(whose.casefold(), "other" if whose else "own")
    phone = FoundPhone(
        raw=clean(piece)[:60],
        e164=number.e164 or None,
        key10=number.key10,
        label=label,
        note=whose if label == "other" else "",
        # A short code (16247) is a company's, not a person's.
        matches=number.plausible and number.kind != "short",
    )
    problem = None
    if not number.plausible:
        problem = Message(
            "The phone number {written} does not look right; please check it.", written=phone.raw
        )
    return phone, problem
