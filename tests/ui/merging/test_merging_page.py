"""Who was written down twice: a list with reasons, two pages side by side, a key to make them one, one to part them."""

from __future__ import annotations

from typing import Any

import pytest

from shopbook.notes.model import FamilyDraft, NoteDraft
from tests.ui.desk import Desk
from ui.merging.page import DuplicatesPage


@pytest.fixture
def rahims(desk: Desk) -> tuple[int, int]:
    """Rahim in both scripts, with one phone."""
    book = desk.book
    one = desk.customer("রহিম উদ্দিন", "01711111111")
    other = desk.customer("Rahim Uddin", "01711111111")
    book.customers.add_phone(other, "01822222222")
    book.notes.write(NoteDraft(other, "মেয়ের বিয়ে"))
    return one, other


@pytest.fixture
def page(desk: Desk, rahims: tuple[int, int]) -> DuplicatesPage:
    """The page with that pair."""
    desk.begin().ctx.navigation.go("duplicates")
    found: Any = desk.ctx.navigation.page("duplicates")
    assert isinstance(found, DuplicatesPage)
    return found


def _at(page: DuplicatesPage, line: int = 0) -> str:
    return str(page.model.index(line, 0).data())


def test_a_pair_says_why_and_nothing_is_merged_yet(desk: Desk, page: DuplicatesPage) -> None:
    assert "রহিম উদ্দিন — Rahim Uddin" in _at(page)
    assert "একই ফোন, একই নাম" in _at(page)
    assert desk.book.merging.merges() == []


def test_enter_compares_and_ctrl_enter_makes_one_page_with_a_way_back(
    desk: Desk, page: DuplicatesPage, rahims: tuple[int, int]
) -> None:
    desk.press("Enter")
    assert page.comparing and page.comparison.kept_id == rahims[0]
    assert [row.key for row in page.comparison.rows] == ["name"]
    desk.press("Ctrl+Return")
    assert desk.book.merging.survivor(rahims[1]) == rahims[0]
    assert desk.ctx.navigation.here is not None and desk.ctx.navigation.here.target == rahims[0]
    desk.press("Ctrl+Z")
    assert desk.book.merging.survivor(rahims[1]) == rahims[1]


def test_the_arrow_to_the_other_side_takes_what_stands_there(
    desk: Desk, page: DuplicatesPage, rahims: tuple[int, int]
) -> None:
    desk.press("Enter", "Right")
    assert page.comparison.choices() == {"name": "merged"}
    desk.press("Left", "Space", "Enter")
    assert desk.book.customers.get(rahims[0]).draft.name == "Rahim Uddin"


def test_down_after_the_last_choice_leads_to_the_button(desk: Desk, page: DuplicatesPage) -> None:
    desk.press("Enter", "Down")
    assert desk.focus is page.comparison.one


def test_the_other_page_can_stay_and_what_was_chosen_stays_chosen(
    desk: Desk, page: DuplicatesPage, rahims: tuple[int, int]
) -> None:
    desk.press("Enter", "W")
    assert page.comparison.kept_id == rahims[1]
    assert page.comparison.choices() == {"name": "merged"}, "the name is still that of the first page"


def test_what_goes_over_is_said_in_a_sentence(desk: Desk, page: DuplicatesPage) -> None:
    desk.press("Enter")
    assert "১টি নোট" in page.comparison.goes.text()
    assert "০১৮২২-২২২২২২" in page.comparison.same.text()


def test_two_people_are_not_shown_again_until_it_is_taken_back(desk: Desk, page: DuplicatesPage) -> None:
    desk.press("X")
    assert page.model.rowCount() == 0
    desk.press("Ctrl+Z")
    assert page.model.rowCount() == 1


def test_esc_leads_from_the_comparison_back_to_the_list(desk: Desk, page: DuplicatesPage) -> None:
    desk.press("Enter", "Escape")
    assert not page.comparing and desk.focus is page.list
    desk.press("Enter", "X")
    assert not page.comparing and page.model.rowCount() == 0


def test_who_may_not_merge_finds_no_way_to_it(desk: Desk, rahims: tuple[int, int]) -> None:
    desk.begin().ctx.navigation.go("customers")
    desk.book.store.role = "seller"
    desk.ctx.navigation.go("duplicates")
    here = desk.ctx.navigation.here
    assert here is not None and here.key == "customers"
    desk.ctx.navigation.go("customer", rahims[0])
    page: Any = desk.ctx.navigation.page("customer")
    assert not page.header.more.isVisible()


def test_of_a_child_on_both_pages_it_can_be_said_that_they_are_two(
    desk: Desk, page: DuplicatesPage, rahims: tuple[int, int]
) -> None:
    for each in rahims:
        desk.book.notes.add_family(FamilyDraft(each, "daughter", "মিম"))
    desk.press("Enter", "Down", "Right", "Enter")
    assert len(desk.book.notes.family(rahims[0])) == 2


def test_a_merge_made_lately_is_parted_with_one_key(
    desk: Desk, page: DuplicatesPage, rahims: tuple[int, int]
) -> None:
    desk.book.merging.merge(*rahims)
    desk.ctx.navigation.go("duplicates", "made")
    assert "Rahim Uddin" in _at(page)
    desk.press("U")
    assert desk.book.merging.survivor(rahims[1]) == rahims[1]
    assert not page.part.isVisible()


def test_from_the_customers_page_the_other_one_is_looked_for_by_name(
    desk: Desk, page: DuplicatesPage, rahims: tuple[int, int]
) -> None:
    desk.ctx.navigation.go("customer", rahims[0])
    desk.press("Alt+M")
    assert page.comparing and desk.focus is page.comparison.who.line
    assert "রহিম উদ্দিন" in page.comparison.who.label.text() and not page.comparison.one.isVisible()
    desk.write("01822222222").press("Enter")
    assert page.comparison.other_id == rahims[1]
    desk.press("Ctrl+Return")
    assert desk.book.merging.survivor(rahims[1]) == rahims[0]


def test_the_page_of_one_who_lies_in_another_leads_there(desk: Desk, rahims: tuple[int, int]) -> None:
    desk.begin()
    desk.book.merging.merge(*rahims)
    desk.ctx.navigation.go("customer", rahims[1])
    page: Any = desk.ctx.navigation.page("customer")
    assert page.customer_id == rahims[0]


def test_a_large_book_is_looked_through_on_the_other_thread(
    desk: Desk, rahims: tuple[int, int], monkeypatch: pytest.MonkeyPatch, qtbot: Any
) -> None:
    monkeypatch.setattr("ui.merging.page.AT_ONCE", 0)
    desk.begin().ctx.navigation.go("duplicates")
    page: Any = desk.ctx.navigation.page("duplicates")
    qtbot.waitUntil(lambda: page.model.rowCount() == 1, timeout=10_000)
