"""How a sheet is understood: the header, the rows that are no customers, what each column holds."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopbook.exchange.columns import _TOTAL_LETTERS, _TOTAL_WORDS, Layout, Mapping, understand
from shopbook.exchange.found_phones import read_phones
from shopbook.exchange.headings import FieldKey, heading_words, key_of
from shopbook.exchange.readers import read
from shopbook.exchange.sheet import Cell, Row, Sheet


def layout(*rows: tuple[Cell, ...]) -> Layout:
    return understand(Sheet("csv", "", tuple(Row(no, cells) for no, cells in enumerate(rows, 1))))


def kinds(found: Layout) -> dict[int, str]:
    return {no: kind.value for no, kind in found.skipped}


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("নাম", "name"), ("গ্রাহকের নাম", "name"), ("Customer Name", "name"), ("Name:", "name"), ("খরিদ্দারের নাম", "name"),
        ("মোবাইল নং", "phone"), ("ফোন নম্বর", "phone"), ("Phone 2 - Value", "phone"), ("Mobile No.", "phone"),
        ("WhatsApp Number", "phone"), ("Phone 1 - Label", "phone_label"), ("Phone 1 - Type", "phone_label"),
        ("ঠিকানা", "address"), ("Address 1 - Formatted", "address"), ("এলাকা", "area"), ("Area", "area"),
        ("বাকি", "due"), ("বাকী টাকা", "due"), ("পাওনা (৳)", "due"), ("Due (Tk)", "due"), ("বকেয়া", "due"), ("Balance", "due"),
        ("জন্মদিন", "birthday"), ("জন্ম তারিখ", "birthday"), ("Date of Birth", "birthday"), ("Birthday", "birthday"),
        ("পিতা", "father"), ("পিতার নাম", "father"), ("Father's Name", "father"), ("স্বামীর নাম", "husband"),
        ("মন্তব্য", "note"), ("Remarks", "note"), ("Notes", "note"), ("ক্রমিক নং", "serial"), ("SL", "serial"),
        ("First Name", "first_name"), ("Last Name", "last_name"), ("ডাক নাম", "nickname"), ("পেশা", "occupation"),
        ("শেষ কেনা", "extra"), ("Due Date", "extra"), ("জমা টাকা", "extra"), ("Photo", "ignore"),
    ],
)  # fmt: skip
def test_headings_in_both_languages_say_what_a_column_holds(heading: str, key: str) -> None:
    assert key_of(heading) == FieldKey(key)


def test_letters_typed_either_way_are_the_same_heading() -> None:
    assert key_of("বকেয\u09bcা") is key_of("বকে\u09dfা") is FieldKey.DUE


def test_the_shops_ledger_is_understood_with_its_title_blanks_and_total(khata: Path) -> None:
    found = understand(read(khata))
    assert found.header_no == 3
    assert kinds(found) == {
        1: "title", 2: "blank", 3: "header", 14: "blank", 32: "blank", 58: "blank", 102: "blank", 118: "total",
    }  # fmt: skip
    assert len(found.rows) == 110
    assert found.file_total_paisa == 608_000_00
    assert [key.value for key in found.mapping.fields.values()] == [
        "serial", "name", "phone", "area", "due", "extra", "note",
    ]  # fmt: skip


def test_a_header_printed_again_on_the_next_page_is_no_customer() -> None:
    head = ("নাম", "মোবাইল", "বাকি")
    found = layout(head, ("রহিম", "01711223344", "500"), head, ("করিম", "01811223344", ""))
    assert [row.no for row in found.rows] == [2, 4]
    assert kinds(found)[3] == "repeated_header"


@pytest.mark.parametrize("word", ["মোট", "সর্বমোট", "মোট বাকি:", "Total", "GRAND TOTAL", "মোট = "])
def test_totals_rows_are_told_from_customers(word: str) -> None:
    found = layout(("নাম", "মোবাইল", "বাকি"), ("রহিম", "01711223344", "500"), (word, "", "৫০০"))
    assert (len(found.rows), kinds(found)[3], found.file_total_paisa) == (1, "total", 500_00)


def test_a_sum_without_a_word_under_the_dues_is_a_total_too() -> None:
    found = layout(("নাম", "বাকি"), ("রহিম", 500.0), ("করিম", 250.0), (None, 750.0))
    assert kinds(found)[4] == "total"


def test_a_customer_called_like_a_total_but_with_a_phone_stays_a_customer() -> None:
    found = layout(("নাম", "মোবাইল", "বাকি"), ("Total", "01711223344", "500"))
    assert len(found.rows) == 1


def test_a_list_without_any_header_is_understood_by_what_stands_in_it() -> None:
    rows = [
        (float(n), name, f"0171122334{n}", 100.0 * n)
        for n, name in enumerate(("রহিম", "করিম", "সালাম", "জব্বার"), 1)
    ]
    found = layout(*rows)
    assert found.header_no is None and len(found.rows) == 4
    assert [key.value for key in found.mapping.fields.values()] == ["serial", "name", "phone", "due"]


def test_a_title_above_a_list_without_a_header_is_no_customer() -> None:
    found = layout(
        ("আমার কাস্টমার",), (), ("রহিম", "01711223344"), ("করিম", "01811223344"), ("সালাম", "01911223344")
    )
    assert kinds(found) == {1: "title", 2: "blank"}


def test_an_unknown_heading_over_phone_numbers_is_still_a_phone_column() -> None:
    found = layout(("নাম", "বিকাশ"), ("রহিম", "01711223344"), ("করিম", 1811223344.0))
    assert found.mapping.fields[1] is FieldKey.PHONE


def test_a_single_column_of_numbers_is_a_list_of_customers() -> None:
    found = layout(("01711223344",), ("01811223344",))
    assert found.mapping.fields[0] is FieldKey.PHONE and len(found.rows) == 2


def test_a_person_may_say_what_a_column_holds() -> None:
    sheet = Sheet("csv", "", (Row(1, ("নাম", "বাকি")), Row(2, ("রহিম", "500"))))
    changed = understand(sheet).mapping.changed(1, FieldKey.IGNORE)
    assert understand(sheet, changed).mapping == Mapping({0: FieldKey.NAME, 1: FieldKey.IGNORE})


def test_googles_older_export_takes_the_whole_name_once() -> None:
    found = layout(
        ("Name", "Given Name", "Family Name", "Phone 1 - Value"),
        ("Nurul Islam", "Nurul", "Islam", "01711223344"),
    )
    assert found.mapping.columns(FieldKey.NAME) == (0,)
    assert found.mapping.columns(FieldKey.FIRST_NAME, FieldKey.LAST_NAME) == ()


@given(
    st.from_regex(_TOTAL_WORDS, fullmatch=True),
    st.sampled_from(["", " ", ":", " = ", ".", "১"]),
    st.booleans(),
)
def test_every_way_of_writing_a_total_has_a_letter_by_which_it_is_noticed(
    word: str, end: str, big: bool
) -> None:
    written = (word.upper() if big else word) + end
    assert heading_words(written) == word
    assert _TOTAL_LETTERS.search(written)


@given(st.from_regex(r"(\+?880|0)?1[2-9][0-9]{7,9}", fullmatch=True), st.sampled_from(["", "home", "ভাই"]))
def test_a_cell_with_one_bare_number_is_read_as_one_with_a_space(number: str, label: str) -> None:
    assert read_phones(number, label) == read_phones(f"{number} ", label)
