"""A new product has come: whom it interests stands there with the reason, two buttons tell them, one undo."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from shopbook.care.demands import DemandDraft
from tests.ui.desk import Desk, desk
from ui.exchange.announcement import AnnouncementPage

__all__ = ["desk"]


@pytest.fixture
def page(desk: Desk, qtbot: Any) -> AnnouncementPage:
    """The page; two asked for an induction stove, one carries a tag."""
    for name, phone in (("রহিম", "01712345678"), ("সালমা", "01819223344")):
        asked = DemandDraft(what="ইন্ডাকশন চুলা", customer_id=desk.customer(name, phone))
        desk.book.demands.ask(asked)
    desk.customer("করিম", "01912345678", tags=("হোটেল",))
    desk.begin()
    qtbot.waitUntil(desk.window.isActiveWindow)
    desk.ctx.navigation.go("announcement")
    found: Any = desk.ctx.navigation.page("announcement")
    assert isinstance(found, AnnouncementPage)
    return found


def _lines(page: AnnouncementPage) -> list[str]:
    return [str(page.model.index(line, 0).data()) for line in range(page.model.rowCount())]


def _reminders(desk: Desk) -> list[str]:
    return [one.draft.title for one in desk.book.followups.reminders()]


def test_typed_and_entered_the_list_says_who_and_why(desk: Desk, page: AnnouncementPage) -> None:
    assert desk.focus is page.what.control
    assert _lines(page) == [] and not page.panel.put.isEnabled()
    desk.write("ভিশন ইন্ডাকশন চুলা").press("Enter")
    assert len(_lines(page)) == 2
    assert all("ইন্ডাকশন চুলা চেয়েছিলেন" in line for line in _lines(page))
    assert desk.focus is page.list
    assert page.figures.text() == "২ জন"
    assert "ভিশন ইন্ডাকশন চুলা" in page.panel.reads.text()
    assert "এসএমএস" in page.panel.cost.text()


def test_the_list_follows_the_typing(desk: Desk, page: AnnouncementPage, qtbot: Any) -> None:
    desk.write("ইন্ডাকশন চুলা")
    qtbot.waitUntil(lambda: len(_lines(page)) == 2)


def test_a_chip_adds_its_people_and_pressed_again_takes_them_away(desk: Desk, page: AnnouncementPage) -> None:
    page.kinds.chips["tag", "হোটেল"].click()
    assert len(_lines(page)) == 1 and "করিম" in _lines(page)[0]
    page.kinds.chips["tag", "হোটেল"].click()
    assert _lines(page) == []


def test_space_leaves_somebody_out_and_the_rest_go_on_the_list(desk: Desk, page: AnnouncementPage) -> None:
    desk.write("ইন্ডাকশন চুলা").press("Enter", "Space")
    assert page.figures.text() == "২ জনের মধ্যে ১ জন"
    desk.press("Ctrl+Enter")
    assert _reminders(desk) == ["নতুন পণ্য: ইন্ডাকশন চুলা"]
    assert desk.said() == "১ জন তালিকায় উঠলেন"
    desk.press("Ctrl+Enter")
    assert len(_reminders(desk)) == 1, "nobody is put there twice"
    desk.press("Space", "Ctrl+Enter")
    assert len(_reminders(desk)) == 2
    assert desk.ctx.messages.undo_last()
    assert len(_reminders(desk)) == 1


def test_a_tag_alone_does_not_say_what_has_come(desk: Desk, page: AnnouncementPage) -> None:
    page.kinds.chips["tag", "হোটেল"].click()
    page.put_on_the_list()
    assert page.what.problem_text() == "কী এসেছে লিখুন।"
    assert _reminders(desk) == []


def test_the_messages_go_into_a_file(desk: Desk, page: AnnouncementPage, tmp_path: Path) -> None:
    desk.write("ইন্ডাকশন চুলা").press("Enter")
    page.panel.words.set_value("{নাম}, {পণ্য} এসেছে")
    page.save_file()
    QApplication.processEvents()
    desk.sheet.file.set_value(str(tmp_path / "news.csv"))
    desk.sheet.enter()
    rows = list(csv.reader(io.StringIO((tmp_path / "news.csv").read_bytes().decode("utf-8-sig"))))
    assert {row[2] for row in rows[1:]} == {"রহিম, ইন্ডাকশন চুলা এসেছে", "সালমা, ইন্ডাকশন চুলা এসেছে"}


def test_a_blank_nobody_knows_is_said_under_the_words(desk: Desk, page: AnnouncementPage) -> None:
    desk.write("ইন্ডাকশন চুলা").press("Enter")
    page.panel.words.set_value("{টেলিফোন}")
    page.save_file()
    assert "{টেলিফোন}" in page.panel.words.problem_text()
    assert desk.sheet is None


def test_the_shops_own_words_are_there_the_next_time(desk: Desk, page: AnnouncementPage) -> None:
    page.panel.words.set_value("{নাম}, {পণ্য} এসেছে")
    page.panel.keep()
    assert AnnouncementPage(desk.ctx).panel.template() == "{নাম}, {পণ্য} এসেছে"


def test_a_wish_that_came_is_told_from_the_page_of_wishes(desk: Desk, page: AnnouncementPage) -> None:
    desk.ctx.navigation.go("promises", "demand")
    promises: Any = desk.ctx.navigation.page("promises")
    assert promises.news.isVisible()
    promises.news.click()
    here = desk.ctx.navigation.here
    assert here is not None and here.key == "announcement"
    assert page.what.value() == "ইন্ডাকশন চুলা" and len(_lines(page)) == 2
    desk.ctx.navigation.go("promises", "shop")
    assert not promises.news.isVisible()
