# ruff: noqa: E501  (a word list is read as a whole)
"""What a complaint is about, guessed from its words in Bengali, in Latin letters or in English. Nothing is stored.

The guess only pre-selects; a person sees and can change it. The first family of words that matches wins.
"""

from __future__ import annotations

import re

from shopbook.search.fold import clean

_RULES: tuple[tuple[str, str], ...] = (
    ("rumour", r"গুজব|বদনাম|রটা|রটনা|রটিয়ে|লোকে বল|সবাই বল|নাকি (নকল|ভুয়া)|gujob|bodnam|rumou?r|people say"),
    ("behaviour", r"ব্যবহার|দুর্ব্যবহার|খারাপ কথা|ধমক|অপমান|গালি|bebohar|oporman|opoman|gali\b|dhomok|rude|behaviou?r"),
    (
        "bill",
        r"মেমো|বিল|হিসাবে|হিসেবে|টাকা বেশি (লেখ|ধর)|ভুল হিসাব|বাকি ভুল|জমা (লেখ|তোল)|hisab|memo|\bbill\b|invoice|account",
    ),
    (
        "service",
        r"সার্ভিস|মেরামত|মিস্ত্রি|মেকানিক|টেকনিশিয়ান|ওয়ারেন্টি|লাগিয়ে দে|ফিটিং|service|servis|mistri|mechanic|mekanik|repair|warranty|install",
    ),
    (
        "delay",
        r"দেরি|দেরী|আসেনি|এখনো (আস|পা|দে)|এখনও (আস|পা|দে)|আজও (আস|পা|দে)|পাইনি|পাই নাই|ডেলিভারি|কথা রাখে|deri\b|late\b|delay|delivery|not (come|arrived|delivered)",
    ),
    ("price", r"দাম|দামে|বেশি নি|ঠকা|ঠকি|dam\b|dame\b|thok|price|expensive|cheat|overcharg"),
)
_COMPILED = tuple((kind, re.compile(clean(pattern), re.IGNORECASE)) for kind, pattern in _RULES)


def guess_complaint(text: str) -> str:
    """The kind of complaint a text speaks of; the product itself when no other word tells."""
    folded = clean(text)
    return next((kind for kind, pattern in _COMPILED if pattern.search(folded)), "product")
