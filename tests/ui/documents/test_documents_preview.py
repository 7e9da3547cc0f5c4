"""A paper before it is printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from shopbook.documents import pages as paper
from tests.ui.counter import Counter, Key
from ui import printing


def dark_pixels(counter: Counter) -> int:
    """How much ink is on the page as it is shown."""
    page = counter.page("preview").view._sheets[0].grab().toImage()
    return sum(
        page.pixelColor(x, y).lightness() < 100
        for x in range(0, page.width(), 2)
        for y in range(0, page.height(), 2)
    )


def open_card(counter: Counter) -> int:
    card_id = counter.sold(counter.rafiq.id, "MYK22A0098").card_ids[0]
    printing.show_card(counter.ctx, card_id)
    counter.pause(50)
    return card_id


def test_the_preview_shows_the_card_and_not_an_empty_sheet(counter: Counter) -> None:
    open_card(counter)
    assert counter.page("preview").heading.text() == "ওয়ারেন্টি কার্ড A-০০০০০১"
    assert dark_pixels(counter) > 300


def test_a6_is_a_smaller_sheet(counter: Counter) -> None:
    open_card(counter)
    page = counter.page("preview")
    wide = paper.page_size(page.view.pdf, 0)[0]
    page.sizes.buttons[1].click()
    assert paper.page_size(page.view.pdf, 0)[0] < wide


def test_printing_counts_and_the_next_one_is_a_duplicate(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    counter.with_printer(monkeypatch)
    card_id = open_card(counter)
    counter.control(Key.Key_P)
    assert len(counter.printed) == 1
    assert counter.book.warranties.card(card_id).print_count == 1
    assert "ডুপ্লিকেট" in paper.page_text(counter.page("preview").view.pdf, 0)


def test_without_a_printer_it_says_so_in_the_page(counter: Counter) -> None:
    card_id = open_card(counter)
    counter.control(Key.Key_P)
    problem = counter.page("preview").problem
    assert problem.isVisible()
    assert "প্রিন্টার" in problem.text.text()
    assert counter.book.warranties.card(card_id).print_count == 0


def test_the_paper_is_saved_where_the_box_says(counter: Counter, tmp_path: Path) -> None:
    open_card(counter)
    page = counter.page("preview")
    page.file.set_value(str(tmp_path / "কার্ড"))
    counter.control(Key.Key_S)
    saved = tmp_path / "কার্ড.pdf"
    assert paper.page_count(saved.read_bytes()) == 1
    assert "কার্ড.pdf" in counter.said()


def test_a_missing_folder_is_said_under_the_box(counter: Counter, tmp_path: Path) -> None:
    open_card(counter)
    page = counter.page("preview")
    page.file.set_value(str(tmp_path / "নেই" / "card.pdf"))
    page.save.click()
    assert "নেই" in page.file.problem_text()
