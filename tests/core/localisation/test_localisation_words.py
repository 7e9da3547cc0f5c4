"""Amounts in words under the memo's total."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopbook.localisation import words
from shopbook.localisation.language import using
from shopbook.localisation.words import amount_in_words, number_in_words


@pytest.mark.parametrize(
    ("paisa", "bengali", "english"),
    [
        (0, "শূন্য টাকা মাত্র", "Zero taka only"),
        (100, "এক টাকা মাত্র", "One taka only"),
        (1_005, "দশ টাকা পাঁচ পয়সা মাত্র", "Ten taka and five paisa only"),
        (50, "পঞ্চাশ পয়সা মাত্র", "Fifty paisa only"),
        (-50_000, "মাইনাস পাঁচ শত টাকা মাত্র", "Minus five hundred taka only"),
        (
            3_550_050,
            "পঁয়ত্রিশ হাজার পাঁচ শত টাকা পঞ্চাশ পয়সা মাত্র",
            "Thirty-five thousand five hundred taka and fifty paisa only",
        ),
        (10_500_000, "এক লাখ পাঁচ হাজার টাকা মাত্র", "One lakh five thousand taka only"),
        (1_000_000_000, "এক কোটি টাকা মাত্র", "One crore taka only"),
        (1_234_567_890_00, "এক শত তেইশ কোটি পঁয়তাল্লিশ লাখ সাতষট্টি হাজার আট শত নব্বই টাকা মাত্র",
         "One hundred twenty-three crore forty-five lakh sixty-seven thousand eight hundred ninety taka only"),
    ],
)  # fmt: skip
def test_an_amount_is_said_as_on_a_memo(paisa: int, bengali: str, english: str) -> None:
    assert amount_in_words(paisa) == unicodedata.normalize("NFC", bengali)
    with using("en"):
        assert amount_in_words(paisa) == english


def test_every_number_below_a_hundred_has_its_own_bengali_word() -> None:
    below = [number_in_words(n) for n in range(100)]
    assert len(set(below)) == 100
    assert all(word.isprintable() and " " not in word and not word.isascii() for word in below)
    # Those that lists found in the wild get wrong.
    expected = {
        29: "ঊনত্রিশ",
        35: "পঁয়ত্রিশ",
        44: "চুয়াল্লিশ",
        59: "ঊনষাট",
        66: "ছেষট্টি",
        79: "ঊনআশি",
        99: "নিরানব্বই",
    }
    assert {n: below[n] for n in expected} == {
        n: unicodedata.normalize("NFC", word) for n, word in expected.items()
    }


def test_the_tens_of_each_row_end_alike() -> None:
    for ten, ending in {2: "শ", 3: "ত্রিশ", 4: "ল্লিশ", 6: "ষট্টি", 7: "ত্তর"}.items():
        for n in range(ten * 10 + 1, ten * 10 + 9):
            assert number_in_words(n).endswith(ending), n


@given(st.integers(0, 99), st.integers(0, 99), st.integers(0, 9), st.integers(0, 99))
def test_a_number_is_said_by_its_lakhs_thousands_and_hundreds(
    lakh: int, thousand: int, hundred: int, rest: int
) -> None:
    said = number_in_words(lakh * 100_000 + thousand * 1_000 + hundred * 100 + rest)
    parts = [(lakh, " লাখ"), (thousand, " হাজার"), (hundred, " শত"), (rest, "")]
    expected = " ".join(number_in_words(n) + unit for n, unit in parts if n)
    assert said == (expected or "শূন্য")


def test_the_words_are_kept_in_one_form_of_unicode() -> None:
    for n in range(100):
        assert unicodedata.is_normalized("NFC", number_in_words(n)), n
    assert unicodedata.is_normalized("NFC", amount_in_words(150))
    assert words.number_in_words(100) == "এক শত"
