"""How many SMS a text is: GSM 7-bit or UCS-2, whole or in parts. Nothing is sent from here.

The alphabet and its extension table: 3GPP TS 23.038, 6.2.1; 140 octets a message and the six a concatenated part gives
to its header: 3GPP TS 23.040, 9.2.3.24.1.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

_BASIC: Final = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
# Each is an escape and a letter.
_EXTENSION: Final = frozenset("\f^{}\\[~]|€")
GSM_WHOLE, GSM_PART = 160, 153
UCS2_WHOLE, UCS2_PART = 70, 67


@dataclass(frozen=True, slots=True)
class SmsParts:
    """`characters` as the network counts them, in how many `parts`, and how many are `left` in the last one."""

    characters: int
    parts: int
    left: int
    is_unicode: bool


def parts(text: str) -> SmsParts:
    """What a text costs. One letter outside the GSM alphabet (any Bengali one) makes all of it UCS-2.

    A pair (an escaped letter, an emoji's two halves) is never cut between two parts.
    """
    is_unicode = not all(letter in _BASIC or letter in _EXTENSION for letter in text)
    sizes = [_units(letter) if is_unicode else 1 + (letter in _EXTENSION) for letter in text]
    characters = sum(sizes)
    whole, part = (UCS2_WHOLE, UCS2_PART) if is_unicode else (GSM_WHOLE, GSM_PART)
    if characters <= whole:
        return SmsParts(characters, 1 if characters else 0, whole - characters, is_unicode)
    count, room = 1, part
    for size in sizes:
        if size > room:
            count, room = count + 1, part
        room -= size
    return SmsParts(characters, count, room, is_unicode)


def _units(letter: str) -> int:
    """UTF-16 units of a letter."""
    return 2 if ord(letter) > 0xFFFF else 1
