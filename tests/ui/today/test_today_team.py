"""Sharing out the day: whose list is in sight, who is not here, and each member's paper."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from shopbook.calls.model import CallbackDraft
from shopbook.documents import pages
from tests.ui.desk import Desk
from ui.preferences import Preferences


@pytest.fixture
def team(desk: Desk) -> Iterator[tuple[int, int]]:
    """Two people who work here and twelve to ring."""
    for n in range(12):
        desk.customer(f"গ্রাহক {n}", f"017123456{n:02d}")
        desk.book.calls.ask_callback(CallbackDraft(f"017123456{n:02d}"))
    settings = desk.book.settings
    yield settings.add_staff("হালিম", "owner"), settings.add_staff("সোহেল")
    Preferences().today_staff = 0


def households(desk: Desk) -> set[str]:
    return {card.household for card in desk.page.today.cards}


def lines(menu: Any) -> list[str]:
    return [action.text() for action in menu.actions() if action.text()]


def test_a_shop_of_one_sees_no_chooser(desk: Desk) -> None:
    desk.book.settings.add_staff("হালিম", "owner")
    desk.begin()
    assert not desk.page.team.isVisible()


def test_a_member_s_share_is_shown_and_remembered_on_this_computer(desk: Desk, team: tuple[int, int]) -> None:
    desk.begin()
    assert desk.page.team.isVisible()
    assert len(households(desk)) == 12
    desk.page.team.choose(team[1])
    desk.settle()
    theirs = households(desk)
    assert 0 < len(theirs) < 12
    assert desk.page.team.text() == "সোহেল"
    assert Preferences().today_staff == team[1]
    desk.page.team.choose(None)
    desk.settle()
    assert len(households(desk)) == 12


def test_the_badge_counts_the_share_that_is_shown(desk: Desk, team: tuple[int, int]) -> None:
    desk.begin()
    desk.page.team.choose(team[1])
    desk.settle()
    assert desk.page.waiting() == len(households(desk))


def test_who_left_the_shop_gives_the_list_back_to_everybody(desk: Desk, team: tuple[int, int]) -> None:
    desk.book.settings.add_staff("করিম")
    desk.begin()
    desk.page.team.choose(team[1])
    desk.book.settings.retire_staff(team[1])
    desk.settle()
    assert len(households(desk)) == 12


def test_not_here_today_hands_the_share_over_and_can_be_taken_back(desk: Desk, team: tuple[int, int]) -> None:
    desk.begin()
    desk.page.team.choose(team[1])
    desk.settle()
    before = len(households(desk))
    desk.page.team.set_away(team[0], True)
    desk.settle()
    assert len(households(desk)) == 12 > before
    assert "হালিম" in desk.page.heading.day.text()
    assert "হালিম" in desk.said()
    desk.ctx.messages.undo_last()
    desk.settle()
    assert len(households(desk)) == before
    assert "হালিম" not in desk.page.heading.day.text()


def test_somebody_has_to_stay(desk: Desk, team: tuple[int, int]) -> None:
    desk.begin()
    desk.page.team.set_away(team[0], True)
    desk.page.team.set_away(team[1], True)
    assert desk.ctx.messages.last().kind == "problem"  # type: ignore[union-attr]
    assert desk.book.settings.away(desk.book.clock.today()) == {team[0]}


def test_the_menu_names_everybody_twice(desk: Desk, team: tuple[int, int]) -> None:
    desk.begin()
    menu = desk.page.team.menu()
    assert [sum(name in line for line in lines(menu)) for name in ("হালিম", "সোহেল")] == [2, 2]
    menu.aboutToHide.emit()


def test_each_member_s_paper_is_printed_alone_or_all_in_one_file(desk: Desk, team: tuple[int, int]) -> None:
    desk.begin()
    desk.press("Ctrl+L")
    preview: Any = desk.ctx.navigation.page("preview")
    assert preview.parts.isVisible()
    assert preview.parts.value() == ""
    maker = preview.paper.make
    assert "হালিম" not in pages.page_text(maker(""), 0)
    each = maker("each")
    texts = [pages.page_text(each, page) for page in range(pages.page_count(each))]
    assert any("হালিম" in text for text in texts) and any("সোহেল" in text for text in texts)
    assert not any("হালিম" in text and "সোহেল" in text for text in texts)
    assert "সোহেল" in pages.page_text(maker(str(team[1])), 0)


def test_the_member_in_sight_prints_their_own_list_first(desk: Desk, team: tuple[int, int]) -> None:
    desk.begin()
    desk.page.team.choose(team[1])
    desk.settle().press("Ctrl+L")
    preview: Any = desk.ctx.navigation.page("preview")
    assert preview.parts.value() == str(team[1])


def test_what_was_printed_or_saved_can_be_entered_in_the_evening(
    desk: Desk, team: tuple[int, int], tmp_path: Any
) -> None:
    desk.begin()
    desk.press("Ctrl+L")
    preview: Any = desk.ctx.navigation.page("preview")
    assert desk.book.call_sheets.sheets() == []
    preview.parts.set_value("each")
    preview.refresh()
    preview.file.set_value(str(tmp_path / "lists.pdf"))
    preview.save_now()
    sheets = desk.book.call_sheets.sheets()
    assert {sheet.staff_id for sheet in sheets} == set(team)
    assert sum(sheet.lines for sheet in sheets) == 12
    preview.save_now()
    assert len(desk.book.call_sheets.sheets()) == 2


def test_looking_at_the_paper_alone_keeps_nothing(desk: Desk, team: tuple[int, int]) -> None:
    desk.begin()
    desk.press("Ctrl+L")
    assert desk.book.call_sheets.sheets() == []


def test_the_day_in_short_is_one_key_away(desk: Desk, team: tuple[int, int]) -> None:
    desk.begin()
    assert len(lines(desk.page.heading.menu(desk.page.actions_here()[-2:]))) == 2
    desk.press("Ctrl+Shift+D")
    preview: Any = desk.ctx.navigation.page("preview")
    assert preview.isVisible()
    assert "হালিম" in pages.page_text(preview.paper.make("A5"), 0)


def test_the_filled_list_is_one_key_away(desk: Desk) -> None:
    desk.begin()
    desk.press("Ctrl+Shift+E")
    assert desk.ctx.navigation.here is not None
    assert desk.ctx.navigation.here.key == "call_sheets"
