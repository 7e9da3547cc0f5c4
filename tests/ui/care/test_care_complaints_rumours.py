"""Something bad is being said of the shop: one agreed answer for everybody, and who asked about it."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QLabel, QWidget

from shopbook.care.complaints import ComplaintDraft
from shopbook.localisation.language import _
from tests.ui.desk import Desk

ANSWER = "আমরা কোম্পানির ওয়ারেন্টি কার্ড দিয়ে বিক্রি করি।"


def rumours(desk: Desk) -> Any:
    """The list of rumours, in front."""
    desk.ctx.navigation.go("complaints", "rumours")
    desk.settle()
    page: Any = desk.ctx.navigation.page("complaints")
    return page.complaints


def read(widget: QWidget) -> str:
    """Every word in sight in a part of the screen."""
    return "\n".join(w.text() for w in widget.findChildren(QLabel) if w.isVisible())


def test_a_rumour_needs_no_customer_and_asks_for_the_answer_of_all(desk: Desk) -> None:
    desk.begin()
    pane = rumours(desk)
    assert "সবার জন্য একটা উত্তর ঠিক করুন" in read(pane)
    desk.press("N")
    assert desk.sheet.kind.value() == "rumour"
    assert not desk.sheet.about.isVisible()
    desk.write("লোকে বলছে মাল নকল")
    desk.sheet.answer.setFocus()
    desk.write(ANSWER).press("Enter")
    assert desk.said() == "গুজবটা লেখা হলো"
    (id,) = desk.book.complaints.ids("rumours")
    rumour = desk.book.complaints.get(id)
    assert (rumour.customer_id, rumour.kind, rumour.agreed_answer) == (None, "rumour", ANSWER)
    shown = read(rumours(desk).panel)
    assert "সবাই এই উত্তর দেবেন" in shown
    assert ANSWER in shown


def test_the_word_rumour_chooses_the_kind_and_unfolds_the_answer(desk: Desk) -> None:
    desk.begin().ctx.navigation.go("complaint", {"new": True})
    assert not desk.sheet.answer.isVisible()
    desk.sheet.what.setFocus()
    desk.write("বাজারে গুজব রটেছে দোকান বন্ধ হয়ে যাবে")
    assert desk.sheet.kind.value() == "rumour"
    assert desk.sheet.answer.isVisible()


def test_without_an_answer_the_panel_asks_for_one(desk: Desk) -> None:
    desk.book.complaints.open(ComplaintDraft("মাল নকল", kind="rumour"))
    desk.begin()
    shown = read(rumours(desk).panel)
    assert "এখনো কোনো উত্তর ঠিক হয়নি" in shown
    assert "যেন দোকানের সবাই একই কথা বলে" in shown


def test_who_asked_is_added_by_name_or_picked_from_the_book(desk: Desk) -> None:
    rahim = desk.customer("রহিম", "01712345678")
    id = desk.book.complaints.open(ComplaintDraft("মাল নকল", kind="rumour", agreed_answer=ANSWER))
    desk.begin()
    box = rumours(desk).panel.askers
    box.field.setFocus()
    desk.write("চায়ের দোকানের করিম").press("Enter").settle()
    assert desk.said() == "কে জানতে চেয়েছেন লেখা হলো"
    assert box.field.line.text() == ""
    desk.write("01712345678").press("Down", "Enter").settle()
    assert [(one.customer_id, one.name) for one in desk.book.complaints.askers(id)] == [
        (None, "চায়ের দোকানের করিম"),
        (rahim, "রহিম"),
    ]
    shown = read(box)
    assert "রহিম · ০১৭১২-৩৪৫৬৭৮" in shown
    assert "চায়ের দোকানের করিম" in shown
    assert "কে কে জানতে চেয়েছেন" in shown


def test_nobody_is_no_asker(desk: Desk) -> None:
    id = desk.book.complaints.open(ComplaintDraft("মাল নকল", kind="rumour"))
    desk.begin()
    box = rumours(desk).panel.askers
    box.add.click()
    assert box.field.problem_text() == _("Write who asked.")
    assert desk.book.complaints.askers(id) == []


def test_a_rumour_that_died_down_needs_no_asking_again(desk: Desk) -> None:
    id = desk.book.complaints.open(ComplaintDraft("মাল নকল", kind="rumour"))
    desk.begin()
    pane = rumours(desk)
    pane.list.setFocus()
    desk.press("D")
    assert not desk.sheet.asks.isVisible()
    desk.press("Enter")
    assert desk.book.complaints.get(id).status == "resolved"
    assert desk.book.complaints.get(id).check_on is None
    assert not pane.panel.check.isVisible()
    assert pane.panel.reopen.isVisible()
