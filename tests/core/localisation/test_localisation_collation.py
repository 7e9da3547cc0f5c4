"""The order of a Bengali list of names."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopbook.localisation.collation import _key, sort_key

# Written down by hand from the Bangla Academy's dictionary order, which CLDR's rule for bn (&ঔ<ং<ঃ<ঁ) repeats.
IN_ORDER = [
    "- দাগ", "১ নং গলি", "২ নং গলি", "অংশু", "অজয়", "অমল", "আঁখি", "আকাশ", "আয়েশা", "ইমরান", "ঈশান", "উর্মি",
    "ঊষা", "ঋতু", "একরাম", "ঐশী", "ওমর", "ঔষধালয়", "কংস", "কণিকা", "কৎবেল", "কমল", "করিম", "কাঁকন", "কামাল",
    "কৃষ্ণ", "ক্ষমা", "খালেদ", "গফুর", "ঘোষ", "চন্দন", "ছাত্তার", "জব্বার", "ঝর্ণা", "টুটুল", "ঠাকুর", "ডলি", "ঢালী",
    "তপন", "থানা", "দিদার", "ধীরেন", "নাহিদ", "পলাশ", "ফারুক", "বাবুল", "ভুট্টো", "মনির", "যতীন", "রহিম", "লতা",
    "শফিক", "ষষ্ঠী", "সালাম", "হারুন", "abdul", "Karim", "zaman",
]  # fmt: skip


def test_a_list_of_names_is_in_dictionary_order() -> None:
    shuffled = IN_ORDER.copy()
    random.Random(7).shuffle(shuffled)
    assert sorted(shuffled, key=sort_key) == IN_ORDER


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("ঔ", "ং"), ("ং", "ঃ"), ("ঃ", "ঁ"), ("ঁ", "ক"),  # CLDR bn: &ঔ<ং<ঃ<ঁ, all before the consonants
        ("অংশু", "অজয়"), ("আঁখি", "আকাশ"), ("কংস", "কণিকা"), ("কাঁকন", "কাকন"), ("দুঃখ", "দুকান"),
        ("ক", "কা"), ("কা", "কি"), ("কৌ", "ক্"), ("ত্", "ৎ"), ("ৎ", "থ"), ("ড", "ড়"), ("ড়", "ঢ"), ("য", "য়"),
        ("য়", "র"), ("৯", "অ"), ("হ", "a"), ("১০", "২"),
    ],
)  # fmt: skip
def test_the_letters_stand_where_cldr_puts_them(before: str, after: str) -> None:
    assert sort_key(before) < sort_key(after)


@pytest.mark.parametrize(
    ("one", "other"),
    [("আয়েশা", "আয়েশা"), ("Karim", "karim"), ("১২", "12"), ("র\u200dহিম", "রহিম"), ("কো", "কো")],
)
def test_spellings_a_reader_cannot_tell_apart_sort_as_one(one: str, other: str) -> None:
    assert sort_key(one) == sort_key(other)


def test_a_nukta_only_decides_between_names_otherwise_equal() -> None:
    assert sorted(["পাড়া", "পাডাল", "পাডা"], key=sort_key) == ["পাডা", "পাড়া", "পাডাল"]


@given(st.text(alphabet="কখগরতড়ািুে্ঁং abcz0৯", max_size=12), st.sampled_from("করাz৯"))
def test_a_name_comes_before_the_same_name_with_a_letter_more(name: str, letter: str) -> None:
    assert sort_key(name) < sort_key(name + letter)


@given(st.text())
def test_no_name_is_without_a_place_in_the_list(name: str) -> None:
    key = sort_key(name)
    assert key.count(b"\x00") == 1
    assert sort_key(name.upper()) == sort_key(name.upper().casefold())


@given(
    st.text(
        alphabet="কখরতৎ ড\u09bcড়ে\u09be\u09cbো\u09cd\u200d\u200c\u0301eéEßaz1১-\ue000\u00a0\t", max_size=12
    )
)
def test_an_order_made_of_known_words_is_that_of_the_whole_text(text: str) -> None:
    letters, marks, _loose = _key(text)
    assert sort_key(text) == letters + b"\x00" + marks
