"""Numbers, money and telephone numbers as a Bangladeshi shop writes and types them.

Amounts in words are in words.py; what an amount means, and its bounds, are in shopbook.money.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from shopbook.localisation.language import bengali_digits
from shopbook.money import MAX_PAISA, PAISA

if TYPE_CHECKING:
    from decimal import Decimal

TAKA_SIGN: Final = "৳"
MINUS: Final = "−"

_TO_BENGALI: Final = str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")
_TO_ASCII: Final = str.maketrans("০১২৩৪৫৬৭৮৯", "0123456789")
# Letters and digits in one word are a code: a bKash TrxID, a model. It is compared with what stands elsewhere.
_CODE: Final = re.compile(r"[0-9][A-Za-z]|[A-Za-z][0-9]")
_WORD: Final = re.compile(r"[0-9A-Za-z]+")


def to_ascii(text: str) -> str:
    """The text with Bengali digits made Latin: for storing and for reading what was typed."""
    return text if text.isascii() else text.translate(_TO_ASCII)


def to_script(text: str) -> str:
    """The text with its Latin digits in the user's script; a word of Latin letters and digits (8N7A6D5) stays whole."""
    if not bengali_digits():
        return text
    if _CODE.search(text) is None:
        return text.translate(_TO_BENGALI)
    return _WORD.sub(lambda word: word[0].translate(_TO_BENGALI) if word[0].isdigit() else word[0], text)


def number(value: int | Decimal) -> str:
    """A number with lakh grouping, 1234567 -> ১২,৩৪,৫৬৭; a Decimal keeps its own decimals, 2.50 -> ২.৫০."""
    digits = str(abs(value)) if isinstance(value, int) else format(abs(value), "f")
    whole, point, fraction = digits.partition(".")
    return to_script(f"{MINUS if value < 0 else ''}{_grouped(whole)}{point}{fraction}")


def percent(value: int | Decimal) -> str:
    """A share of a hundred: 15 -> ১৫%."""
    return f"{number(value)}%"


def money(paisa: int) -> str:
    """An amount with the taka sign first, paisa only when there are any: ৳১,২৩,৪৫৬, −৳৫০০, ৳১০.০৫."""
    return f"{MINUS if paisa < 0 else ''}{TAKA_SIGN}{money_plain(abs(paisa))}"


def money_plain(paisa: int) -> str:
    """An amount without the taka sign: for columns that name it in their heading, and for entry fields."""
    whole, rest = divmod(abs(paisa), PAISA)
    fraction = f".{rest:02d}" if rest else ""
    return to_script(f"{MINUS if paisa < 0 else ''}{_grouped(str(whole))}{fraction}")


def phone(number_text: str) -> str:
    """A stored telephone number as people read it aloud: +8801712345678 -> ০১৭১২-৩৪৫৬৭৮.

    Foreign numbers, short codes and what could not be read are shown as they stand, in the user's digits.
    """
    text = to_ascii(number_text).strip()
    national = "0" + text[4:] if text.startswith("+880") else text
    if national.isdigit() and national.startswith("0"):
        if national.startswith("02"):
            # Dhaka's area code is the only one of two figures; the others have no fixed length.
            national = f"{national[:2]}-{national[2:]}"
        elif len(national) == 11:
            national = f"{national[:5]}-{national[5:]}"
    return to_script(national)


_SPACES: Final = r"[\s\u00a0\u202f\u200b-\u200f\ufeff]+"
_UNIT: Final = r"৳|tk\.?|taka|bdt|টাকা|টা[:.ঃ]?"
# Lakh grouping (12,34,567), western grouping (1,234,567) or none; "1,5" is neither, and not guessed.
_FIGURE: Final = r"\d{1,2}(?:,\d\d)*,\d{3}|\d{1,3}(?:,\d{3})+|\d+"
_AMOUNT: Final = (
    rf"(?P<open>\()?(?P<sign1>[-−–+]?) ?(?:{_UNIT})? ?(?P<sign2>[-−–+]?) ?"
    rf"(?P<whole>{_FIGURE})?(?P<fraction>\.\d{{1,2}})? ?(?P<times>[^\W\d_][^\s/\d.=()]*)?"
    rf" ?(?P<unit>/[-=]?|{_UNIT})? ?(?:/[-=])?(?P<only> ?মাত্র| ?only)?(?P<close>\))?"
)
_TIMES: Final = {
    "হাজার": 1_000, "লাখ": 100_000, "লক্ষ": 100_000, "কোটি": 10_000_000,
    "k": 1_000, "thousand": 1_000, "hajar": 1_000, "lakh": 100_000, "lac": 100_000, "crore": 10_000_000,
}  # fmt: skip
_NOT_TIMES: Final = rf"(?:{_UNIT}|মাত্র|only)"


@cache
def _pattern(text: str) -> re.Pattern[str]:
    """A pattern compiled when first needed: amounts are read long after they are first shown."""
    return re.compile(text, re.IGNORECASE)


def parse_amount(text: str) -> int:
    """Paisa from what a shopkeeper types: ৳৫০০, 1,23,456.50, ৫০০/-, Tk. 500, ৫ হাজার, (500) from a spreadsheet.

    Either digits, lakh or western grouping. ValueError for what is doubtful (1,5 · 12.5.3) or beyond MAX_PAISA.
    """
    plain = to_ascii(text)
    if plain.isascii() and plain.isdigit() and len(plain) < 10:  # most dues of a list: 5.6 -> 0.3 us
        return int(plain) * PAISA
    match = _pattern(_AMOUNT).fullmatch(_pattern(_SPACES).sub(" ", plain).strip())
    if match is None or not (match["whole"] or match["fraction"]):
        raise ValueError(f"not an amount: {text!r}")
    word = (match["times"] or "").casefold()
    if word and word not in _TIMES and not _pattern(_NOT_TIMES).fullmatch(word):
        raise ValueError(f"not an amount: {text!r}")
    if bool(match["open"]) != bool(match["close"]) or (match["sign1"] and match["sign2"]):
        raise ValueError(f"not an amount: {text!r}")
    from decimal import Decimal

    figure = Decimal((match["whole"] or "0").replace(",", "") + (match["fraction"] or ""))
    paisa = int(figure * _TIMES.get(word, 1) * PAISA)
    if paisa > MAX_PAISA:
        raise ValueError(f"too large an amount: {text!r}")
    negative = bool(match["open"]) or (match["sign1"] or match["sign2"]) in ("-", "−", "–")
    return -paisa if negative else paisa


def _grouped(digits: str) -> str:
    """Digits in the lakh grouping of South Asia: the last three, then by twos."""
    head, tail = digits[:-3], digits[-3:]
    pairs: list[str] = []
    while head:
        pairs.append(head[-2:])
        head = head[:-2]
    return ",".join([*reversed(pairs), tail])
