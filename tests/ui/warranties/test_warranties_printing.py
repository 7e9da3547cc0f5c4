"""Cards printed in other ways than one on its paper: for the purse, many on one A4, stickers; and the shop's sign."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QImage

from shopbook.documents import pages as paper
from shopbook.documents.labels import GRIDS
from shopbook.settings.cards import CARD_DESIGN, CARD_LOGO, MOST_LOGO_BYTES
from tests.core.documents.code128 import decode
from tests.core.documents.ink import page_picture
from tests.ui.counter import Counter, Key
from ui.printing import LABEL_SIZES
from ui.warranties.printing import PLACES, PrintSheet


def opened(counter: Counter, *serials: str, what: str = "") -> tuple[list[int], Any]:
    """Cards with these serials, and the sheet that prints them."""
    ids = [counter.sold(counter.rafiq.id, serial).card_ids[0] for serial in serials]
    counter.ctx.navigation.go("card_sheet", {"warranty_ids": ids, "what": what})
    [sheet] = [one for one in counter.window.findChildren(PrintSheet) if one.isVisible()]
    return ids, sheet


def read(counter: Counter, page: int = 0) -> list[str]:
    """What the scanner reads on the last paper that was printed."""
    return sorted(decode(page_picture(counter.printed[-1], page, 300)))


def test_the_places_of_the_sheets_are_those_of_the_paper() -> None:
    assert {name: grid.places for name, grid in GRIDS.items()} == PLACES
    assert set(LABEL_SIZES) == {*GRIDS, "58"}


def test_many_cards_are_printed_on_one_sheet_and_each_is_counted(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    counter.with_printer(monkeypatch)
    ids, sheet = opened(counter, "AAA111", "BBB222", "CCC333")
    assert sheet.what.value() == "cards"
    sheet.print_now()
    numbers = sorted(card.card_no for card in counter.book.warranties.cards(ids))
    assert read(counter, 1) == numbers
    assert [card.print_count for card in counter.book.warranties.cards(ids)] == [1, 1, 1]


def test_without_the_backs_only_the_fronts_are_printed(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    counter.with_printer(monkeypatch)
    _ids, sheet = opened(counter, "AAA111", "BBB222")
    sheet.backs.set_value(False)
    sheet.print_now()
    assert paper.page_count(counter.printed[-1]) == 1


def test_a_card_for_the_purse_is_printed_from_the_desk(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    counter.with_printer(monkeypatch)
    ids, sheet = opened(counter, "AAA111")
    sheet.sizes["card"].set_value("card")
    sheet.print_now()
    assert paper.page_count(counter.printed[-1]) == 2
    assert counter.book.warranties.card(ids[0]).print_count == 1


def test_stickers_begin_at_the_first_free_one_and_carry_the_serial(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    counter.with_printer(monkeypatch)
    ids, sheet = opened(counter, "AAA111", what="labels")
    sheet.sizes["labels"].set_value("63x38")
    sheet._show_what()
    sheet.first.set_value(21)
    sheet.copies.set_value(2)
    sheet.print_now()
    assert paper.page_count(counter.printed[-1]) == 2, (
        "the last sticker of this sheet and the first of the next"
    )
    assert read(counter, 0) == read(counter, 1) == ["AAA111"]
    assert counter.book.warranties.card(ids[0]).print_count == 0, "a sticker is no card"


@pytest.mark.parametrize("first", ["22", "0", "abc"])
def test_a_sticker_that_is_not_on_the_sheet_is_refused_under_its_field(
    counter: Counter, monkeypatch: pytest.MonkeyPatch, first: str
) -> None:
    counter.with_printer(monkeypatch)
    _ids, sheet = opened(counter, "AAA111", what="labels")
    sheet.first.line.setText(first)
    sheet.print_now()
    assert counter.printed == []
    assert sheet.first.problem_text()


def test_what_is_printed_is_chosen_with_one_key_and_looked_at_first(counter: Counter) -> None:
    _ids, sheet = opened(counter, "AAA111")
    counter.press(Key.Key_3)
    assert sheet.what.value() == "labels"
    sheet.look.click()
    assert counter.here == "preview"


def test_a_void_card_is_not_printed_in_any_way(counter: Counter) -> None:
    sale = counter.sold(counter.rafiq.id, "AAA111")
    counter.book.warranties.void(sale.card_ids[0], "ভুল")
    counter.ctx.navigation.go("card_sheet", {"warranty_id": sale.card_ids[0]})
    assert counter.ctx.navigation.sheet is None


# ---- the shop's sign


def design(counter: Counter) -> Any:
    counter.ctx.navigation.go("settings", "printing")
    return counter.page("settings").part().design


def picture(tmp_path: Path, name: str, side: int = 3000) -> Path:
    path = tmp_path / name
    image = QImage(side, side // 2, QImage.Format.Format_RGB32)
    image.fill(0xFF104030)
    assert image.save(str(path))
    return path


@pytest.mark.parametrize("name", ["sign.png", "sign.jpg"])
def test_the_sign_of_the_shop_is_kept_small_and_printed_on_its_cards(
    counter: Counter, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    counter.with_printer(monkeypatch)
    ids, sheet = opened(counter, "AAA111")
    sheet.print_now()
    part = design(counter)
    part.design.buttons[2].click()
    assert counter.book.settings.get(CARD_DESIGN) == "logo"
    assert part.keep_picture(picture(tmp_path, name))
    kept = counter.book.settings.get(CARD_LOGO)
    assert 0 < len(kept) < MOST_LOGO_BYTES * 4 / 3 + 4
    counter.ctx.navigation.go("card_sheet", {"warranty_ids": ids})
    [sheet] = [one for one in counter.window.findChildren(PrintSheet) if one.isVisible()]
    sheet.print_now()
    assert len(counter.printed[1]) != len(counter.printed[0])
    assert page_picture(counter.printed[1]).tobytes() != page_picture(counter.printed[0]).tobytes()
    part = design(counter)
    part.drop.click()
    assert counter.book.settings.get(CARD_LOGO) == ""


def test_a_file_that_is_no_picture_is_refused_and_the_sign_stays(counter: Counter, tmp_path: Path) -> None:
    part = design(counter)
    assert part.keep_picture(picture(tmp_path, "sign.png"))
    before = counter.book.settings.get(CARD_LOGO)
    wrong = tmp_path / "list.png"
    wrong.write_text("নাম,মোবাইল", encoding="utf-8")
    assert not part.keep_picture(wrong)
    assert counter.book.settings.get(CARD_LOGO) == before


def test_the_design_is_looked_at_on_a_card_of_nobody(counter: Counter) -> None:
    design(counter).sample.click()
    assert counter.here == "preview"
    assert counter.book.warranties.newest_ids() == []
