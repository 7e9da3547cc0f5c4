"""Amounts in words, as a memo's last line says them, in Bengali and in English; figures are in numbers.py."""

from __future__ import annotations

from typing import Final

from shopbook.localisation.language import current_language
from shopbook.money import PAISA

# Bengali has its own word for every number below a hundred; the spellings are the Bangla Academy's.
_BENGALI_LIST: Final = """
    শূন্য এক দুই তিন চার পাঁচ ছয় সাত আট নয়
    দশ এগারো বারো তেরো চৌদ্দ পনেরো ষোলো সতেরো আঠারো উনিশ
    বিশ একুশ বাইশ তেইশ চব্বিশ পঁচিশ ছাব্বিশ সাতাশ আটাশ ঊনত্রিশ
    ত্রিশ একত্রিশ বত্রিশ তেত্রিশ চৌত্রিশ পঁয়ত্রিশ ছত্রিশ সাঁইত্রিশ আটত্রিশ ঊনচল্লিশ
    চল্লিশ একচল্লিশ বিয়াল্লিশ তেতাল্লিশ চুয়াল্লিশ পঁয়তাল্লিশ ছেচল্লিশ সাতচল্লিশ আটচল্লিশ ঊনপঞ্চাশ
    পঞ্চাশ একান্ন বাহান্ন তিপ্পান্ন চুয়ান্ন পঞ্চান্ন ছাপ্পান্ন সাতান্ন আটান্ন ঊনষাট
    ষাট একষট্টি বাষট্টি তেষট্টি চৌষট্টি পঁয়ষট্টি ছেষট্টি সাতষট্টি আটষট্টি ঊনসত্তর
    সত্তর একাত্তর বাহাত্তর তিয়াত্তর চুয়াত্তর পঁচাত্তর ছিয়াত্তর সাতাত্তর আটাত্তর ঊনআশি
    আশি একাশি বিরাশি তিরাশি চুরাশি পঁচাশি ছিয়াশি সাতাশি অষ্টাশি ঊননব্বই
    নব্বই একানব্বই বিরানব্বই তিরানব্বই চুরানব্বই পঁচানব্বই ছিয়ানব্বই সাতানব্বই আটানব্বই নিরানব্বই
"""
_BENGALI: Final = tuple(_BENGALI_LIST.split())
_ONES_LIST: Final = """
    zero one two three four five six seven eight nine
    ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen
"""
_ONES: Final = tuple(_ONES_LIST.split())
_TENS: Final = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ENGLISH: Final = _ONES + tuple(f"{ten}{one and '-' + one}" for ten in _TENS for one in ("", *_ONES[1:10]))
_CRORE: Final = 10_000_000
_UNITS: Final = ((100_000, "লাখ", "lakh"), (1_000, "হাজার", "thousand"), (100, "শত", "hundred"))


def number_in_words(n: int) -> str:
    """A whole number in the words of the current language, by lakh and crore: 1,05,000 -> এক লাখ পাঁচ হাজার."""
    bengali = current_language() == "bn"
    if n < 0:
        return f"{'মাইনাস' if bengali else 'minus'} {number_in_words(-n)}"
    below_hundred = _BENGALI if bengali else _ENGLISH
    if n < 100:
        return below_hundred[n]
    parts: list[str] = []
    crore, rest = divmod(n, _CRORE)
    if crore:
        # More than 99 crore is said as a number of crore: এক হাজার দুই শত কোটি.
        parts.append(f"{number_in_words(crore)} {'কোটি' if bengali else 'crore'}")
    for size, bengali_unit, english_unit in _UNITS:
        count, rest = divmod(rest, size)
        if count:
            parts.append(f"{below_hundred[count]} {bengali_unit if bengali else english_unit}")
    if rest:
        parts.append(below_hundred[rest])
    return " ".join(parts)


def amount_in_words(paisa: int) -> str:
    """The line under a memo's total: পাঁচ শত টাকা পঞ্চাশ পয়সা মাত্র, Five hundred taka and fifty paisa only."""
    whole, rest = divmod(abs(paisa), PAISA)
    if current_language() == "bn":
        parts = ["মাইনাস"] if paisa < 0 else []
        if whole or not rest:
            parts.append(f"{number_in_words(whole)} টাকা")
        if rest:
            parts.append(f"{number_in_words(rest)} পয়সা")
        return " ".join([*parts, "মাত্র"])
    amounts = [f"{number_in_words(whole)} taka"] if whole or not rest else []
    if rest:
        amounts.append(f"{number_in_words(rest)} paisa")
    text = f"{'minus ' if paisa < 0 else ''}{' and '.join(amounts)} only"
    return text[0].upper() + text[1:]
