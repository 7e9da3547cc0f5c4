"""One question to a customer, the good words that may hang, and the sheet for the wall."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from shopbook.care.feedback import HAPPY, SO_SO, UNHAPPY, FeedbackDraft
from shopbook.documents import pages as paper
from tests.ui.desk import Desk


def opinions(desk: Desk) -> Any:
    """The opinions, in front."""
    desk.ctx.navigation.go("complaints", "opinions")
    desk.settle()
    page: Any = desk.ctx.navigation.page("complaints")
    return page.opinions


def lines(desk: Desk) -> list[str]:
    """The list as a screen reader reads it."""
    model = opinions(desk).model
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def read(widget: QWidget) -> str:
    """Every word in sight in a part of the screen."""
    return "\n".join(w.text() for w in widget.findChildren(QLabel) if w.isVisible())


@pytest.fixture
def rahim(desk: Desk) -> int:
    """A customer."""
    return desk.customer("রহিম", "01712345678")


def test_a_happy_answer_is_one_key_and_enter(desk: Desk, rahim: int) -> None:
    desk.begin().ctx.navigation.go("feedback", {"customer_id": rahim})
    assert "আমাদের সেবা কেমন পাচ্ছেন" in read(desk.sheet)
    desk.press("1", "Enter")
    (answer,) = desk.book.feedback.of(rahim)
    assert (answer.score, answer.asked_on) == (HAPPY, dt.date(2026, 11, 21))
    assert desk.said() == "মতামত লেখা হলো"


def test_nobody_is_happy_before_they_said_so(desk: Desk, rahim: int) -> None:
    desk.begin().ctx.navigation.go("feedback", {"customer_id": rahim})
    desk.sheet.save_button.click()
    assert desk.sheet.score.problem_text() == "খুশি, মোটামুটি বা অখুশি বেছে নিন।"
    assert desk.book.feedback.of(rahim) == []


def test_an_unhappy_answer_goes_on_to_the_complaint_with_its_words(desk: Desk, rahim: int) -> None:
    desk.begin().ctx.navigation.go("feedback", {"customer_id": rahim})
    desk.press("3").write("ফোন ধরে না কেউ").press("Enter").settle()
    assert desk.book.feedback.of(rahim)[0].score == UNHAPPY
    assert type(desk.sheet).__name__ == "ComplaintSheet"
    assert desk.sheet.what.typed() == "ফোন ধরে না কেউ"
    desk.press("Enter")
    assert desk.book.complaints.open_of(rahim)[0].what == "ফোন ধরে না কেউ"


def test_good_words_are_kept_with_permission_and_the_name_to_write_under_them(desk: Desk, rahim: int) -> None:
    desk.begin().ctx.navigation.go("feedback", {"customer_id": rahim})
    desk.press("1")
    assert not desk.sheet.may_quote.isVisible(), "there are no words yet that could hang"
    desk.sheet.testimonial.setFocus()
    desk.write("দামে ঠকায় না, কথায় মিষ্টি।")
    desk.sheet.may_quote.box.click()
    desk.sheet.quoted_as.setFocus()
    desk.write("রহিম ভাই, মিরপুর").press("Enter")
    (answer,) = desk.book.feedback.of(rahim)
    assert (answer.may_quote, answer.quoted_as) == (True, "রহিম ভাই, মিরপুর")
    assert lines(desk) == ["রহিম, আজ, “দামে ঠকায় না, কথায় মিষ্টি।”, টাঙানো যাবে"]
    shown = read(opinions(desk).panel)
    assert "দামে ঠকায় না, কথায় মিষ্টি।" in shown
    assert "রহিম ভাই, মিরপুর" in shown


def test_the_words_survive_another_sheet(desk: Desk, rahim: int) -> None:
    desk.begin().ctx.navigation.go("feedback", {"customer_id": rahim})
    desk.press("2").write("দাম একটু বেশি")
    desk.ctx.navigation.go("note", {"customer_id": rahim})
    desk.ctx.navigation.go("feedback", {"customer_id": rahim})
    assert desk.sheet.why.typed() == "দাম একটু বেশি"
    assert desk.sheet.score.value() == SO_SO


def test_the_figures_are_of_180_days_and_the_newest_stands_on_top(desk: Desk, rahim: int) -> None:
    salma = desk.customer("সালমা")
    give = desk.book.feedback.give
    give(FeedbackDraft(rahim, UNHAPPY, "দেরি"))
    desk.book.clock.advance(days=200)  # type: ignore[attr-defined]
    give(FeedbackDraft(salma, HAPPY, "ভালো"))
    give(FeedbackDraft(rahim, SO_SO, "মোটামুটি"))
    desk.begin()
    pane = opinions(desk)
    assert [tile.value.text() for tile in pane.tiles.values()] == ["১", "১", "০"]
    assert [line.split(",")[0] for line in lines(desk)] == ["রহিম", "সালমা", "রহিম"]
    pane.chips[UNHAPPY].click()
    assert lines(desk) == ["রহিম, ৬ মাস আগে, দেরি"]


def test_the_wall_sheet_shows_only_what_may_hang_with_the_name_they_chose_or_none(
    desk: Desk, rahim: int
) -> None:
    give = desk.book.feedback.give
    give(FeedbackDraft(rahim, HAPPY, "", "সার্ভিস খুব ভালো।", True, "রহিম ভাই"))
    give(FeedbackDraft(desk.customer("সালমা বেগম"), HAPPY, "", "দামে ঠকায় না।", True))
    give(FeedbackDraft(desk.customer("জামাল"), HAPPY, "", "এটা গোপন কথা।", False, "জামাল"))
    desk.begin()
    opinions(desk)
    desk.press("Ctrl+P").settle()
    assert desk.ctx.navigation.here.key == "preview"  # type: ignore[union-attr]
    preview: Any = desk.ctx.navigation.page("preview")
    pdf = preview.paper.pdf("")
    words = paper.page_text(pdf, 0)
    assert paper.page_count(pdf) == 1
    for said in ("নিউ ভিশন ইলেকট্রনিক্স", "আমাদের গ্রাহকেরা যা বলেন", "সার্ভিস খুব ভালো।", "রহিম ভাই", "দামে ঠকায় না।"):
        assert said in words
    assert "গোপন" not in words
    assert "সালমা" not in words, "who gave no name stands without one"


def test_without_permission_the_page_says_how_to_get_it(desk: Desk, rahim: int) -> None:
    desk.book.feedback.give(FeedbackDraft(rahim, HAPPY, "", "সার্ভিস খুব ভালো।"))
    desk.begin()
    pane = opinions(desk)
    assert not pane.panel.wall.isEnabled()
    desk.press("Ctrl+P")
    assert desk.said().startswith("টাঙানোর মতো কথা এখনো নেই")
    pane.chips["wall"].click()
    assert "টাঙানোর মতো কথা এখনো নেই" in read(pane.empty)


def test_permission_given_later_is_added_to_the_same_opinion(desk: Desk, rahim: int) -> None:
    id = desk.book.feedback.give(FeedbackDraft(rahim, HAPPY, "", "সার্ভিস খুব ভালো।"))
    desk.begin()
    opinions(desk).list.setFocus()
    desk.press("E")
    desk.sheet.may_quote.box.click()
    desk.sheet.save_button.click()
    assert desk.book.feedback.quotable_ids() == [id]


def test_ctrl_tab_goes_between_complaints_and_opinions(desk: Desk, rahim: int) -> None:
    desk.book.feedback.give(FeedbackDraft(rahim, HAPPY))
    desk.begin().ctx.navigation.go("complaints")
    page: Any = desk.ctx.navigation.page("complaints")
    assert page.write.isVisible()
    desk.press("Ctrl+Tab")
    assert page.tabs.key == "opinions"
    assert desk.focus is page.opinions.list
    assert page.ask.isVisible()
    desk.press("P")
    assert desk.ctx.navigation.here.key == "customer"  # type: ignore[union-attr]


def test_the_days_list_asks_a_regular_and_the_sheet_is_theirs(desk: Desk, rahim: int) -> None:
    from shopbook.sales.model import LineDraft, SaleDraft

    for _visit in range(3):
        line = LineDraft("বাতি", unit_price_paisa=100_00)
        desk.book.sales.record_sale(SaleDraft(desk.book.clock.today(), (line,), rahim, paid_paisa=100_00))
        desk.book.clock.advance(days=20)  # type: ignore[attr-defined]
    desk.book.clock.advance(days=121)  # type: ignore[attr-defined]
    desk.begin()
    cards = [card for card in desk.book.followups.today().all_cards() if card.customer_id == rahim]
    (item,) = [item for card in cards for item in (*card.reasons, *card.others) if item.rule == "feedback"]
    desk.ctx.navigation.go("settle_feedback", {"item": item, "card": cards[0]})
    assert "রহিম" in desk.sheet.parentWidget().accessibleName()
    desk.press("1", "Enter")
    assert desk.book.feedback.of(rahim)[0].score == HAPPY


def test_the_same_words_of_many_hang_once_and_every_name_hangs_with_its_own(desk: Desk) -> None:
    from ui.care.feedback_wall import WallMaker

    for n, (said, name) in enumerate((("দাম ঠিক রাখে।", ""), ("দাম ঠিক রাখে।", ""), ("দাম ঠিক রাখে।", "সালমা আপা"))):
        id = desk.customer(f"গ্রাহক {n}", f"0171234560{n}")
        desk.book.feedback.give(FeedbackDraft(id, testimonial=said, may_quote=True, quoted_as=name))
    text = paper.page_text(WallMaker(desk.ctx)(), 0)
    assert text.count("“") == 2
    assert "— সালমা আপা" in text
