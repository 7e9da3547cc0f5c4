"""Text on paper: where lines break, what can be copied back, and what the font does not have."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopbook.documents import pages, text
from shopbook.documents.page import Paper, Sheet, Type
from shopbook.documents.text import font, letters, printable, wrap
from shopbook.errors import DocumentProblem
from shopbook.localisation.language import explain

BENGALI = st.text(st.sampled_from("কখগঙজঞতদনবমযরলশষসহড়ঢ়য়ািীুূৃেৈোৌ্ংঃঁ‍‌অআইঈ০১২ -a.Zé।"), max_size=60)


def copied(line: str) -> str:
    """What a reader gets who copies one printed line."""
    sheet = Sheet(Paper("strip", 900, 60), "strip", "bn")
    sheet.line(10, 10, line, Type(18))
    return pages.page_text(sheet.finish(), 0).strip("\n")


@pytest.mark.parametrize(
    "line",
    [
        "কিংকর্তব্যবিমূঢ় ব্রাহ্মণবাড়িয়া র‍্যাম ঊর্ধ্ব লক্ষ্মী",
        "হাজী মোঃ আব্দুর রহিম (Abdur Rahim)",
        "Walton WFC-3D8 ৳৩৫,৫০০ · ২১ নভেম্বর",
        "Plain Latin only, 0123",
        "কম দামে ½ কেজি № ৫",
    ],
)
def test_a_printed_line_is_copied_as_it_was_typed(line: str) -> None:
    assert copied(line) == unicodedata.normalize("NFC", line)


def test_letters_typed_in_two_ways_are_one_line_of_paper() -> None:
    composed, decomposed = "বা\u09dcি ভ\u09cbর", "বা\u09a1\u09bcি ভ\u09c7\u09beর"
    assert composed != decomposed
    assert copied(composed) == copied(decomposed)


def test_a_picture_from_a_phone_contact_leaves_no_empty_box() -> None:
    assert printable("রহিম ভাই ❤️☎ 👍🏽") == "রহিম ভাই  "
    assert printable("Samsung® ২৫° Realme™ № ৫") == "Samsung® ২৫° Realme™ № ৫"


def test_control_signs_and_line_ends_do_not_reach_the_paper() -> None:
    assert printable("রহিম\tউদ্দিন\u200e\x07\ufeff\nমিয়া") == unicodedata.normalize("NFC", "রহিম উদ্দিন মিয়া")
    assert printable("র‍্যাব") == "র‍্যাব"


def test_a_conjunct_is_one_letter() -> None:
    assert letters("কিংকর্তব্য") == ["কিং", "ক", "র্ত", "ব্য"]
    assert letters("লক্ষ্মী") == ["ল", "ক্ষ্মী"]
    assert letters("র‍্যাম") == ["র‍্যা", "ম"]
    assert letters("বাক্‌স abc") == ["বা", "ক্‌স", " ", "a", "b", "c"]


def test_a_long_address_breaks_at_blanks() -> None:
    lines = wrap(font(), 10, "বাড়ি ১২, পূর্বাশা আবাসিক এলাকা, শ্রীমঙ্গল", 100)
    assert len(lines) > 1
    assert " ".join(lines) == printable("বাড়ি ১২, পূর্বাশা আবাসিক এলাকা, শ্রীমঙ্গল")


def test_a_long_model_number_breaks_after_its_own_marks() -> None:
    assert wrap(font(), 10, "WNM-5F3-GDEL-DD-INVERTER", 80) == ["WNM-5F3-GDEL-", "DD-INVERTER"]


def test_a_lone_full_stop_never_begins_a_line() -> None:
    face = font()
    width = face.width("আমি যাব", 10)
    assert wrap(face, 10, "আমি যাব ।", width) == ["আমি", "যাব ।"]


def test_typed_line_ends_are_kept() -> None:
    assert wrap(font(), 10, "এক\nদুই\n\nতিন", 500) == ["এক", "দুই", "", "তিন"]
    assert wrap(font(), 10, "", 500) == [""]


@given(BENGALI, st.floats(5, 200))
def test_wrapping_loses_nothing_and_cuts_no_letter(line: str, width: float) -> None:
    lines = wrap(font(), 10, line, width)
    assert "".join("".join(lines).split()) == "".join(printable(line).split())
    whole = [letter for word in printable(line).split() for letter in letters(word)]
    assert [letter for part in lines for word in part.split() for letter in letters(word)] == whole


@given(BENGALI)
def test_no_line_is_wider_than_asked_unless_one_letter_is(line: str) -> None:
    face, width = font(), 60.0
    for part in wrap(face, 10, line, width):
        assert face.width(part, 10) <= width + 0.001 or len(letters(part)) == 1


def test_every_glyph_has_a_code_of_its_own() -> None:
    for face in (font(), font(bold=True)):
        codes = list(face._codes.values())
        assert len(codes) == len(set(codes)) > 600


def test_a_torn_font_is_told_in_a_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    text._load.cache_clear()
    for content in (None, b"not a font"):
        place = tmp_path / "KhataBangla-Regular.ttf"
        if content is not None:
            place.write_bytes(content)
        monkeypatch.setattr(text, "resource", lambda *parts: tmp_path / parts[-1])
        with pytest.raises(DocumentProblem) as problem:
            font()
        assert "KhataBangla-Regular.ttf" in explain(problem.value)
    monkeypatch.undo()
    text._load.cache_clear()
    assert font().width("রহিম", 10) > 0
