"""Figures as the shop writes and types them: lakh grouping, the taka sign first, both digits."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from shopbook.localisation.language import set_digits, set_language, using
from shopbook.localisation.numbers import (
    money,
    money_plain,
    number,
    parse_amount,
    percent,
    phone,
    to_ascii,
    to_script,
)
from shopbook.money import MAX_PAISA

amounts = st.integers(-MAX_PAISA, MAX_PAISA)


@pytest.mark.parametrize(
    ("paisa", "bengali", "english"),
    [
        (0, "৳০", "৳0"),
        (50_000, "৳৫০০", "৳500"),
        (12_345_600, "৳১,২৩,৪৫৬", "৳1,23,456"),
        (12_345_650, "৳১,২৩,৪৫৬.৫০", "৳1,23,456.50"),
        (-50_000, "−৳৫০০", "−৳500"),
        (5, "৳০.০৫", "৳0.05"),
        (-1, "−৳০.০১", "−৳0.01"),
        (100_000_000_000, "৳১,০০,০০,০০,০০০", "৳1,00,00,00,000"),
    ],
)
def test_money_has_the_taka_sign_first_and_paisa_only_when_there_are_any(
    paisa: int, bengali: str, english: str
) -> None:
    assert money(paisa) == bengali
    with using("en"):
        assert money(paisa) == english


def test_a_column_of_money_needs_no_sign_on_every_row() -> None:
    assert money_plain(12_345_650) == "১,২৩,৪৫৬.৫০"
    assert money_plain(-50_000) == "−৫০০"


@given(st.integers(-(10**12), 10**12))
def test_lakh_grouping_is_cldrs(n: int) -> None:
    with using("en"):
        assert number(n) == format_decimal(n, locale="bn_BD").replace("-", "−")


def test_quantities_keep_their_decimals() -> None:
    assert number(Decimal("2.50")) == "২.৫০"
    assert number(Decimal("-1234.5")) == "−১,২৩৪.৫"
    assert number(Decimal("1E+3")) == "১,০০০"
    assert percent(15) == "১৫%"


@given(st.text())
def test_digits_go_to_bengali_and_back_and_nothing_else_moves(text: str) -> None:
    shown = to_script(text)
    assert to_ascii(shown) == to_ascii(text)
    assert not set("0123456789") & set(re.sub(r"[0-9A-Za-z]*[A-Za-z][0-9A-Za-z]*", "", shown))
    assert len(shown) == len(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("8N7A6D5", "8N7A6D5"),
        ("বিকাশ EXNWJ3E5AL, 500", "বিকাশ EXNWJ3E5AL, ৫০০"),
        ("A-000161", "A-০০০১৬১"),
        ("448812", "৪৪৮৮১২"),
        ("বাসা 44, রোড 4", "বাসা ৪৪, রোড ৪"),
    ],
)
def test_a_code_of_letters_and_digits_can_be_compared_with_the_message_it_came_in(
    text: str, shown: str
) -> None:
    assert to_script(text) == shown
    set_digits("latin")
    assert to_script(text) == text


@given(amounts, st.sampled_from(["bn", "latin"]))
def test_what_money_shows_can_be_typed_back(paisa: int, digits: str) -> None:
    set_digits(digits)  # type: ignore[arg-type]
    assert parse_amount(money(paisa)) == paisa
    assert parse_amount(money_plain(paisa)) == paisa


@pytest.mark.parametrize(
    ("typed", "paisa"),
    [
        ("500", 50_000), ("৫০০", 50_000), ("৫00", 50_000), ("  ৫০০ ", 50_000), ("৳৫০০", 50_000), ("৳ ৫০০", 50_000),
        ("৳\u00a0৫০০", 50_000), ("Tk. 500", 50_000), ("tk500", 50_000), ("BDT 500", 50_000), ("500 BDT", 50_000),
        ("500 taka", 50_000), ("৫০০ টাকা", 50_000), ("৫০০টাকা", 50_000), ("টাকা ৫০০", 50_000), ("টাঃ ৫০০", 50_000),
        ("500/-", 50_000), ("৫০০/=", 50_000), ("Tk 500/-", 50_000), ("৫০০ টাকা মাত্র", 50_000), ("500 tk only", 50_000),
        ("1,23,456", 12_345_600), ("১,২৩,৪৫৬.৫০", 12_345_650), ("123,456", 12_345_600), ("1,234,567", 123_456_700),
        ("12,34,567", 123_456_700), ("1,00,00,000", 1_000_000_000), ("12.5", 1_250), ("12.05", 1_205), (".50", 50),
        ("0", 0), ("-500", -50_000), ("−৫০০", -50_000), ("৳-500", -50_000), ("-৳500", -50_000), ("+500", 50_000),
        ("(500)", -50_000), ("৫ হাজার", 500_000), ("৫হাজার টাকা", 500_000), ("1.5 lakh", 15_000_000),
        ("২ লাখ", 20_000_000), ("২ লক্ষ", 20_000_000), ("5k", 500_000), ("১ কোটি", 1_000_000_000),
    ],
)  # fmt: skip
def test_an_amount_is_understood_however_the_shop_writes_it(typed: str, paisa: int) -> None:
    assert parse_amount(typed) == paisa


@pytest.mark.parametrize(
    "typed",
    [
        "", " ", "৳", "টাকা", "-", "abc", "রহিম", "1,5", "1,23", "1,23,45", "12.5.3", "12.345", "500.", "--5", "-৳-5",
        "(500", "500)", "5 00", "1e5", "5 abc", "৫ গরু", "²", "½", "500-", "0x10", "1_000", "NaN", "Infinity", "হাজার",
        str(MAX_PAISA), "১০০০০০০ কোটি",
    ],
)  # fmt: skip
def test_a_doubtful_amount_is_never_guessed(typed: str) -> None:
    with pytest.raises(ValueError, match="amount"):
        parse_amount(typed)


@given(st.text(max_size=20))
def test_any_text_is_an_amount_or_a_value_error(text: str) -> None:
    try:
        paisa = parse_amount(text)
    except ValueError:
        return
    assert abs(paisa) <= MAX_PAISA


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("+8801712345678", "০১৭১২-৩৪৫৬৭৮"),
        ("01712345678", "০১৭১২-৩৪৫৬৭৮"),
        ("+8809612345678", "০৯৬১২-৩৪৫৬৭৮"),
        ("+88029876543", "০২-৯৮৭৬৫৪৩"),
        ("+88031636363", "০৩১৬৩৬৩৬৩"),
        ("16247", "১৬২৪৭"),
        ("+971501234567", "+৯৭১৫০১২৩৪৫৬৭"),
        ("call the uncle", "call the uncle"),
        ("", ""),
    ],
)
def test_a_phone_is_shown_as_people_read_it_aloud(stored: str, shown: str) -> None:
    assert phone(stored) == shown
    set_language("en")
    assert phone(stored) == to_ascii(shown)


@given(st.from_regex("[0-9০-৯]{1,10}", fullmatch=True))
def test_a_bare_figure_is_the_same_amount_as_one_with_the_taka_sign(figure: str) -> None:
    assert parse_amount(figure) == parse_amount(f"৳ {figure}") == int(to_ascii(figure)) * 100
