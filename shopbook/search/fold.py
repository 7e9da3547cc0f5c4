"""One key for every spelling of a name, Bengali or Latin. Nothing here reads or writes the book."""

from __future__ import annotations

import re
import unicodedata

FOLD_VERSION = 1
"""Raise when any key below changes: the index of an older book is then rebuilt (`SearchIndex.rebuild`)."""

_INVISIBLE = re.compile("[\u0000\u00ad\u200b\u200e\u200f\u2060\ufeff]")
# ZWJ means something only in র‍্য (র + ZWJ + hasant + য), ZWNJ only after a hasant (ক্‌ষ); everywhere else they are
# droppings of a keyboard that would make two equal names unequal.
_STRAY_JOINERS = re.compile("(?<!\u09b0)\u200d|\u200d(?!\u09cd)|(?<!\u09cd)\u200c")


def clean(text: str) -> str:
    """The form in which text is stored: NFC, no invisible characters but র‍্য's joiner, single spaces.

    NFC decomposes য় ড় ঢ় and composes ো ৌ, so both ways of typing them become one. ব+nukta (Assamese-style র) and
    অ+া (আ typed in two keys) are mended too.
    """
    text = unicodedata.normalize("NFC", text)
    text = _STRAY_JOINERS.sub("", _INVISIBLE.sub("", text))
    text = text.replace("\u0985\u09be", "\u0986").replace("\u09ac\u09bc", "\u09b0")
    return " ".join(text.split())
