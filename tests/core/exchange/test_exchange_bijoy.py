"""Lists typed with Bijoy become Bengali; English is left alone."""

from __future__ import annotations

import re
import unicodedata

import pytest
from babel import Locale

from shopbook.exchange.bijoy import likeness, to_unicode
from tests.core.exchange.bijoy_typing import typed
from tests.core.exchange.conftest import FILES

# As they stand in real lists, typed by hand against Bijoy's chart.
KNOWN = {
    "bvg": "নাম", "iwng": "রহিম", "Kwig": "করিম", "Avãyj": "আব্দুল", "†gvevBj": "মোবাইল", "evwK": "বাকি",
    "wVKvbv": "ঠিকানা", "evsjv‡`k": "বাংলাদেশ", "XvKv": "ঢাকা", "ag©": "ধর্ম", "Kg©Pvix": "কর্মচারী", "Avwg": "আমি",
    "we`¨yr": "বিদ্যুৎ", "k¨vgj": "শ্যামল", "K…ò": "কৃষ্ণ", "j²x": "লক্ষ্ণী", "¯^cb": "স্বপন", "¯’vb": "স্থান",
    "cÖwZôvb": "প্রতিষ্ঠান", "MÖvg": "গ্রাম", "wgicyi": "মিরপুর", "‡gvt": "মোঃ", "wd«R": "ফ্রিজ", "m~h©": "সূর্য",
    "A_©": "অর্থ", "†PŠayix": "চৌধুরী", "BwÄwbqvi": "ইঞ্জিনিয়ার", "UvKv": "টাকা", "¸j": "গুল", "ûgvqyb": "হুমায়ুন",
}  # fmt: skip


@pytest.mark.parametrize("written", sorted(KNOWN))
def test_words_of_real_lists_are_read_as_they_were_meant(written: str) -> None:
    assert to_unicode(written) == unicodedata.normalize("NFC", KNOWN[written])


_BENGALI = re.compile("[\u0981-\u09cd\u09dc-\u09df]+")
_NOBODY_WRITES = re.compile("[\u09be-\u09cc]\u09cd")  # a hasant under a vowel sign


def bengali_words() -> list[str]:
    """Names of our own list, and every Bengali word for the countries, languages and currencies of the world."""
    names = (FILES / "names.tsv").read_text(encoding="utf-8").split()
    locale = Locale.parse("bn")
    world = [*locale.territories.values(), *locale.languages.values(), *locale.currencies.values()]
    words = {word for text in (*names, *world) for word in text.split()}
    return sorted(word for word in words if _BENGALI.fullmatch(word) and not _NOBODY_WRITES.search(word))


def test_a_thousand_words_typed_with_bijoy_come_back_letter_by_letter() -> None:
    words = bengali_words()
    assert len(words) > 1000
    wrong = {word: to_unicode(typed(word)) for word in words}
    wrong = {word: got for word, got in wrong.items() if got != unicodedata.normalize("NFC", word)}
    assert wrong == {}


def latin_names() -> list[str]:
    text = (FILES / "names.tsv").read_text(encoding="utf-8")
    return sorted({name for name in re.split(r"[\t\n|]", text) if name.isascii() and len(name) > 2})


def test_english_names_places_and_remarks_are_left_alone() -> None:
    names = latin_names()
    assert len(names) > 150
    more = [
        "RAHIM STORE",
        "Walton WFD-1B6",
        "paid 500 tk",
        "Md. Anwar Hossain",
        "Sheikh Zayed",
        "vai bhai",
        "Savar",
    ]
    assert [name for name in (*names, *more) if likeness(name) > 0] == []


def test_bijoy_names_are_told_from_english_ones() -> None:
    names = [word for word in bengali_words() if len(word) > 3]
    found = [likeness(typed(name)) > 0 for name in names]
    assert sum(found) / len(found) > 0.95


def test_figures_and_unicode_are_neither() -> None:
    for text in ("01711-223344", "১২৩", "রহিম", "", "12/05/2026", "রহিম Store"):
        assert likeness(text) == 0
