"""The recovery sheet: one page in both languages and sizes, its code whole, every letter in its place."""

from __future__ import annotations

import datetime as dt
import logging

import pytest

from shopbook.documents import pages
from shopbook.documents.page import ShopHead
from shopbook.documents.recovery_sheet import SIZES, RecoverySheet, recovery_sheet
from shopbook.storage.vault import RecoveryCode

SHOP = ShopHead("মায়ের দোয়া ইলেকট্রনিক্স", "Mayer Doa Electronics", "স্টেশন রোড, বগুড়া", "01711000000")
CODE = RecoveryCode("W0QMR-8B5S2-WWWWW-QGQT5-B0MKB-QGZ3S")


def sheet(size: str = "A4", language: str = "bn", what: str = "book", code: RecoveryCode = CODE) -> bytes:
    data = RecoverySheet(SHOP, code, "দোকান.shopbook", dt.date(2026, 11, 21), what)  # type: ignore[arg-type]
    return recovery_sheet(data, size, language)


@pytest.mark.parametrize("what", ["book", "backups"])
@pytest.mark.parametrize("language", ["bn", "en"])
@pytest.mark.parametrize("size", SIZES)
def test_one_page_holds_the_whole_code_in_latin_letters(size: str, language: str, what: str) -> None:
    pdf = sheet(size, language, what)
    assert len(pages.page_sizes(pdf)) == 1
    letters = "".join(c for c in pages.page_text(pdf, 0) if c.isascii() and c.isalnum())
    assert CODE.text.replace("-", "")[:10] in letters
    for group in CODE.groups:
        assert group in letters


def test_the_paper_says_what_it_is_for_and_where_to_keep_it() -> None:
    words = pages.page_text(sheet(language="en"), 0)
    for part in (
        "Recovery sheet",
        "21 November 2026",
        "shopbook",
        "password is forgotten",
        "Where to keep it",
    ):
        assert part in words
    assert "locked backups" in pages.page_text(sheet(language="en", what="backups"), 0)


def test_the_widest_letters_stay_in_their_places() -> None:
    wide = pages.render(sheet("A5", code=RecoveryCode("-".join(["WWWWW"] * 6))), 0, 60)
    narrow = pages.render(sheet("A5", code=RecoveryCode("-".join(["11111"] * 6))), 0, 60)
    assert (wide.width, wide.height) == (narrow.width, narrow.height)


def test_the_code_never_reaches_the_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    sheet()
    assert "W0QMR" not in caplog.text


def test_there_is_no_sheet_of_another_size() -> None:
    with pytest.raises(ValueError, match="A6"):
        sheet("A6")
