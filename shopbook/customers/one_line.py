"""A customer typed in one line, "রহিম 01712345678": what is the name, what are phones. Saving is elsewhere."""

from __future__ import annotations

import re

from shopbook.customers import phones
from shopbook.customers.model import CustomerDraft, PhoneDraft
from shopbook.search.fold import ascii_digits, clean

# A run of digits long enough to be a number people call; "রহিম ২" and "বাড়ি ১২" are words of the name.
_PHONE = re.compile(r"(?<![\w+])\+?[0-9](?:[\s()-]{0,2}[0-9]){5,16}(?!\w)")
_LOOSE = " ,;:/|·-–—()"


def draft_of_line(text: str) -> CustomerDraft:
    """The draft a single line stands for: phones taken out wherever they stand, the rest is the name."""
    line = clean(text)
    # Digits change one for one, so a place in the Latin line is the same place in the typed one.
    found = [match.span() for match in _PHONE.finditer(ascii_digits(line))]
    numbers = [
        number for start, end in found for number in phones.split(line[start:end]) or [line[start:end]]
    ]
    pieces, at = [], 0
    for start, end in found:
        pieces.append(line[at:start].strip(_LOOSE))
        at = end
    pieces.append(line[at:].strip(_LOOSE))
    name = " ".join(piece for piece in pieces if piece)
    if not numbers and name and re.fullmatch(r"[0-9\s-]+", ascii_digits(name)):
        numbers, name = [name], ""  # a short code alone is still somebody to call
    return CustomerDraft(name=name, phones=tuple(PhoneDraft(number.strip()) for number in numbers))
