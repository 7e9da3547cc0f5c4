"""What customers said, to hang on the wall: large letters, no word cut, nobody named against their will."""

from __future__ import annotations

import pytest

from shopbook.documents import pages
from shopbook.documents.page import A4, SAFE_EDGE, ShopHead
from shopbook.documents.wall_sheet import Said, WallPaper, wall_sheet
from tests.core.documents.ink import ink_box, page_picture

SHOP = ShopHead("নিউ ভিশন ইলেকট্রনিক্স", "New Vision Electronics", "মিরপুর ১০, ঢাকা", "01712345678")
SHORT = Said("দামে ঠকায় না, কথায় মিষ্টি। পাড়ার সবাইকে এই দোকানেই পাঠাই।", "সালমা আপা")
LONG = Said("ফ্রিজটা কিনেছিলাম তিন বছর আগে, আজ পর্যন্ত একবারও সমস্যা হয়নি। " * 3, "রফিক ভাই, মিরপুর")


def words(pdf: bytes) -> str:
    """All pages as a reader copies them, on one line."""
    return " ".join(" ".join(pages.page_text(pdf, n) for n in range(pages.page_count(pdf))).split())


def test_the_words_their_names_and_the_shop_stand_on_one_upright_page() -> None:
    pdf = wall_sheet(WallPaper(SHOP, (SHORT, LONG, Said("কাজ এক দিনেই করে দিয়েছে।"))))
    assert pages.page_count(pdf) == 1
    width, height = pages.page_size(pdf, 0)
    assert (round(width), round(height)) == (round(A4.width), round(A4.height))
    text = words(pdf)
    for said in ("নিউ ভিশন ইলেকট্রনিক্স", "আমাদের গ্রাহকেরা যা বলেন", "— সালমা আপা", "— রফিক ভাই, মিরপুর",
                 "কাজ এক দিনেই করে দিয়েছে।", "মিরপুর ১০, ঢাকা · ০১৭১২-৩৪৫৬৭৮"):  # fmt: skip
        assert said in text
    assert text.count("—") == 2, "who chose no name has none"


def test_one_voice_is_written_larger_than_five() -> None:
    def height_of_letters(count: int) -> float:
        import pypdfium2

        document = pypdfium2.PdfDocument(wall_sheet(WallPaper(SHOP, (SHORT,) * count)))
        page = document[0].get_textpage()
        whole = page.get_text_range()
        at = whole.index("ঠকায়")
        _left, bottom, _right, top = page.get_charbox(at, loose=True)
        document.close()
        return top - bottom

    assert height_of_letters(1) > 1.3 * height_of_letters(5)


def test_many_voices_go_on_to_further_pages_and_none_is_left_out() -> None:
    many = tuple(
        Said(f"দোকানটা ভালো, কথা রাখে, সার্ভিসও দেয় সময়মতো। বার বার আসি। নম্বর {n}", f"গ্রাহক {n}") for n in range(20)
    )
    pdf = wall_sheet(WallPaper(SHOP, many))
    assert pages.page_count(pdf) > 1
    text = words(pdf)
    for n in range(20):
        assert f"— গ্রাহক {n}" in text
    last = pages.page_text(pdf, pages.page_count(pdf) - 1)
    assert last.count("—") > 1, "the last page is not left with a single voice"


def test_nothing_is_drawn_where_a_printer_cannot_print() -> None:
    for said in ((SHORT,), (LONG,) * 6, (Said("অ" * 1000, "ক" * 200),)):
        pdf = wall_sheet(WallPaper(SHOP, said))
        for page in range(pages.page_count(pdf)):
            left, top, right, bottom = ink_box(page_picture(pdf, page, 72))
            assert min(left, top) >= int(SAFE_EDGE)
            assert bottom <= A4.height - SAFE_EDGE + 1
            assert right <= A4.width - SAFE_EDGE + 1


def test_marks_typed_around_the_words_are_not_doubled() -> None:
    text = words(wall_sheet(WallPaper(SHOP, (Said('"খুব ভালো দোকান।"'),))))
    assert text.count('"') == 0
    assert "খুব ভালো দোকান।" in text


def test_in_english_the_english_name_comes_first() -> None:
    text = words(wall_sheet(WallPaper(SHOP, (SHORT,)), "en"))
    assert "New Vision Electronics" in text
    assert "What our customers say" in text


def test_an_empty_wall_is_not_printed() -> None:
    with pytest.raises(ValueError, match="nothing to hang"):
        wall_sheet(WallPaper(SHOP, ()))
