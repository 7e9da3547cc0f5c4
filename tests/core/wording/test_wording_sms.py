"""How many SMS a text is, by the tables of 3GPP TS 23.038 and 23.040."""

from __future__ import annotations

import pytest

from shopbook.wording.sms import SmsParts, parts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", SmsParts(0, 0, 160, False)),
        ("Hello", SmsParts(5, 1, 155, False)),
        ("a" * 160, SmsParts(160, 1, 0, False)),
        ("a" * 161, SmsParts(161, 2, 145, False)),
        ("a" * 306, SmsParts(306, 2, 0, False)),
        ("a" * 307, SmsParts(307, 3, 152, False)),
        # An escaped letter takes two places.
        ("€" * 80, SmsParts(160, 1, 0, False)),
        ("€" * 81, SmsParts(162, 2, 143, False)),
        ("[x]", SmsParts(5, 1, 155, False)),
        # A letter of one part and an escaped one do not share its last place.
        ("a" * 152 + "€" + "b" * 10, SmsParts(164, 2, 141, False)),
        # One letter outside the alphabet and all of it is UCS-2.
        ("a" * 69 + "ç", SmsParts(70, 1, 0, True)),
        ("ক" * 70, SmsParts(70, 1, 0, True)),
        ("ক" * 71, SmsParts(71, 2, 63, True)),
        ("ক" * 134, SmsParts(134, 2, 0, True)),
        ("ক" * 135, SmsParts(135, 3, 66, True)),
        # A conjunct is as many units as the letters and hasants it is written with.
        ("ক্ষ", SmsParts(3, 1, 67, True)),
        ("ওয়ারেন্টি", SmsParts(10, 1, 60, True)),
        ("শুভ জন্মদিন 🎂", SmsParts(14, 1, 56, True)),
        ("৳৫০০", SmsParts(4, 1, 66, True)),
        # The two halves of an emoji are never parted: it moves to the next part whole.
        ("ক" * 66 + "🎂" + "ক" * 10, SmsParts(78, 2, 55, True)),
    ],
)
def test_a_text_costs_what_the_network_counts(text: str, expected: SmsParts) -> None:
    assert parts(text) == expected


def test_a_joined_letter_is_counted_as_it_is_stored() -> None:
    composed, apart = "\u09df", "\u09af\u09bc"
    assert (parts(composed).characters, parts(apart).characters) == (1, 2)


def test_line_breaks_are_in_the_alphabet_and_a_typographic_quote_is_not() -> None:
    assert not parts("one\ntwo").is_unicode
    assert parts("it’s").is_unicode
