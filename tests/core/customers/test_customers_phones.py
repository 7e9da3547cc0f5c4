"""Phone numbers as shops write them, and what is made of them."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopbook.customers.phones import normalise, split

MOBILE = st.from_regex("01[3-9][0-9]{8}", fullmatch=True)
BENGALI = str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")


@pytest.mark.parametrize(
    "written",
    [
        "01712345678",
        "০১৭১২-৩৪৫৬৭৮",
        "+880 1712-345678",
        "+৮৮০ ১৭১২ ৩৪৫ ৬৭৮",
        "008801712345678",
        "8801712345678",
        "+88 01712345678",
        "+88001712345678",
        "1712345678",  # the zero a spreadsheet ate
        "1712345678.0",
        "1.712345678E+09",
        "1712345678.00",
        "01712345678 (ভাই)",
        "ফোন: ০১৭১২৩৪৫৬৭৮",
        "+01712345678",
    ],
)
def test_one_mobile_is_one_number_however_it_is_written(written: str) -> None:
    phone = normalise(written)
    assert (phone.e164, phone.key10, phone.kind, phone.plausible) == (
        "+8801712345678",
        "1712345678",
        "mobile",
        True,
    )


@pytest.mark.parametrize(
    ("written", "e164", "kind", "plausible"),
    [
        ("02-9123456", "+88029123456", "landline", True),
        ("+880-2-9123456 ext 12", "+88029123456", "landline", True),
        ("031-123456", "+88031123456", "landline", True),  # old Chattogram, still on signboards
        ("09612345678", "+8809612345678", "ipphone", True),
        ("১৬২৪৭", None, "short", True),
        ("999", None, "short", True),
        ("+966 50 123 4567", "+966501234567", "foreign", True),
        ("00966501234567", "+966501234567", "foreign", True),
        ("966501234567", "+966501234567", "foreign", True),  # the plus forgotten
        ("+1 415 555 2671", "+14155552671", "foreign", True),
        ("+966 50", None, "unknown", False),
        ("+999123456789", "+999123456789", "foreign", False),
        ("01112345678", None, "unknown", False),  # Citycell, switched off in 2016
        ("017123456789", None, "unknown", False),
        ("0171234567", None, "unknown", False),
        ("1.71E+09", None, "unknown", False),  # the spreadsheet kept three digits
        ("নাই", None, "unknown", False),
        ("", None, "unknown", False),
    ],
)
def test_the_kinds_of_numbers(written: str, e164: str | None, kind: str, plausible: bool) -> None:
    phone = normalise(written)
    assert (phone.e164, phone.kind, phone.plausible) == (e164, kind, plausible)


@pytest.mark.parametrize(
    ("cell", "numbers"),
    [
        ("01712 345678 / 01819 123456", ["01712 345678", "01819 123456"]),
        ("০১৭১২৩৪৫৬৭৮, ০১৮১৯১২৩৪৫৬; 02-9123456", ["01712345678", "01819123456", "02-9123456"]),
        ("01712345678 01819123456", ["01712345678", "01819123456"]),
        ("+8801712345678 +8801819123456", ["+8801712345678", "+8801819123456"]),
        ("01712345678\n01819123456", ["01712345678", "01819123456"]),
        ("01712345678\r\n01819123456", ["01712345678", "01819123456"]),
        ("01712345678 বা 01819123456", ["01712345678", "01819123456"]),
        ("01712345678 or 01819123456", ["01712345678", "01819123456"]),
        ("01712-345-678", ["01712-345-678"]),
        ("+880 17 12 34 56 78", ["+880 17 12 34 56 78"]),
        ("01505187720 (ভাই)", ["01505187720 (ভাই)"]),
        ("বাবা 01712345678", ["বাবা 01712345678"]),
        ("01712345678/9", ["01712345678"]),
        ("নাই", []),
        ("", []),
    ],
)
def test_several_numbers_in_a_cell_come_apart(cell: str, numbers: list[str]) -> None:
    assert split(cell) == numbers


@given(
    MOBILE,
    st.sampled_from(["{}", "+88{}", "88{}", "0088{}", " {} ", "{} "]),
    st.booleans(),
    st.integers(1, 10),
)
def test_any_mobile_keeps_its_key_in_any_writing(number: str, style: str, bengali: bool, cut: int) -> None:
    written = style.format(f"{number[:cut]}-{number[cut:]}")
    if bengali:
        written = written.translate(BENGALI)
    phone = normalise(written)
    assert (phone.e164, phone.key10, phone.kind) == (f"+88{number}", number[1:], "mobile")
    assert normalise(number[1:]).e164 == phone.e164
    assert normalise(phone.e164 or "") == normalise(f"+88{number}")


@given(
    st.lists(MOBILE, min_size=1, max_size=5),
    st.sampled_from([" / ", ",", "; ", "  ", "\n", " | ", " বা ", " "]),
)
def test_joined_mobiles_come_apart_again(numbers: list[str], between: str) -> None:
    assert split(between.join(numbers)) == numbers


@given(st.text())
def test_no_text_is_refused(text: str) -> None:
    phone = normalise(text)
    assert phone.key10.isdigit() or phone.key10 == ""
    assert phone.key10.isascii() and len(phone.key10) <= 10
    if phone.e164 is not None:
        assert phone.e164[0] == "+" and phone.e164[1:].isdigit() and phone.e164.isascii()
        assert normalise(phone.e164).e164 == phone.e164
    for piece in split(text):
        normalise(piece)


@given(st.text(alphabet="0123456789+-০১২৩ ./()eExX", max_size=25))
def test_no_run_of_phone_signs_is_refused(text: str) -> None:
    phone = normalise(text)
    assert phone.kind in {"mobile", "landline", "ipphone", "short", "foreign", "unknown"}
    assert phone.key10 == "" or phone.key10.isdigit()


def test_a_mobile_does_not_load_the_book_of_all_countries() -> None:
    code = (
        "import sys; from shopbook.customers.phones import normalise; "
        "normalise('01712345678'); print('phonenumbers' in sys.modules); "
        "normalise('+966501234567'); print('phonenumbers' in sys.modules, 'phonenumbers.carrier' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["False", "True", "False"]


def test_numbers_rounded_by_a_spreadsheet_never_look_like_duplicates() -> None:
    assert normalise("1.71235E+09").key10 == normalise("1.71E9").key10 == ""
    assert normalise("1.71235E+09").raw == "1.71235E+09"


@given(st.from_regex(r"(\+?880|0|00880|88|\+)?1[2-9][0-9]{7,9}", fullmatch=True))
def test_a_number_written_without_ornament_is_read_as_one_with_a_space_beside_it(number: str) -> None:
    assert normalise(number) == normalise(f" {number} ")
    assert split(number) == split(f" {number} ")
