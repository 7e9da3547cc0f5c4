"""What hangs in the air with a customer stands on their page: complaints, the shop's word, orders, wishes, opinions."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from shopbook.care.complaints import ComplaintDraft, Resolution
from shopbook.care.demands import DemandDraft
from shopbook.care.feedback import HAPPY, SO_SO, FeedbackDraft
from shopbook.care.promises import BuyPromiseDraft, ShopPromiseDraft
from tests.ui.desk import Desk

TODAY = dt.date(2026, 11, 21)


def card(desk: Desk, customer_id: int) -> Any:
    """The part of the customer's page."""
    desk.ctx.navigation.go("customer", customer_id)
    desk.settle()
    page: Any = desk.ctx.navigation.page("customer")
    return page.care


def read(widget: QWidget) -> str:
    """Every word in sight in a part of the screen."""
    return "\n".join(w.text() for w in widget.findChildren(QLabel) if w.isVisible())


def arrows(part: Any) -> dict[str, Any]:
    """The buttons at the ends of the lines, by what they open."""
    from PySide6.QtWidgets import QAbstractButton

    found = part.findChildren(QAbstractButton)
    return {b.accessibleName(): b for b in found if b.isVisible() and b not in part.new.values()}


@pytest.fixture
def rahim(desk: Desk) -> int:
    """A customer with a phone."""
    return desk.customer("রহিম", "01712345678")


def test_with_nothing_in_the_air_only_the_ways_to_write_stand_there(desk: Desk, rahim: int) -> None:
    desk.begin()
    part = card(desk, rahim)
    assert read(part) == "অভিযোগ ও কথা"
    assert [button.toolTip() for button in part.new.values()] == [
        "অভিযোগ লিখুন  (Alt+C)",
        "আমাদের কথা লিখুন  (Alt+W)",
        "চাহিদা লিখুন  (F9)",
        "মতামত লিখুন  (Alt+O)",
    ]


def test_everything_open_stands_in_one_calm_part_and_what_is_closed_does_not(desk: Desk, rahim: int) -> None:
    book = desk.book
    book.complaints.open(ComplaintDraft("ফ্রিজ ঠান্ডা হয় না", rahim, promised_on=TODAY))
    book.promises.promise(ShopPromiseDraft("স্ট্যান্ড এনে দেব", TODAY + dt.timedelta(2), rahim))
    kept = book.promises.promise(ShopPromiseDraft("রিমোট দেব", TODAY + dt.timedelta(2), rahim))
    book.promises.keep(kept)
    book.promises.will_buy(BuyPromiseDraft(rahim, "৩২ ইঞ্চি টিভি", TODAY + dt.timedelta(10), 25000_00))
    book.demands.ask(DemandDraft("ইনডাকশন চুলা", rahim))
    book.feedback.give(FeedbackDraft(rahim, SO_SO, "দাম বেশি"))
    book.clock.advance(days=1)  # type: ignore[attr-defined]
    desk.begin()
    shown = read(card(desk, rahim))
    for words in ("মন খারাপ আছে — অফারের কথা নয়", "ফ্রিজ ঠান্ডা হয় না", "১ দিন দেরি", "স্ট্যান্ড এনে দেব",
                  "২৩ নভেম্বর · আগামীকাল", "কিনবেন: ৩২ ইঞ্চি টিভি · ৳২৫,০০০", "চেয়েছেন: ইনডাকশন চুলা",
                  "মোটামুটি · দাম বেশি"):  # fmt: skip
        assert words in shown
    assert "রিমোট" not in shown


def test_each_line_opens_its_sheet(desk: Desk, rahim: int) -> None:
    desk.book.complaints.open(ComplaintDraft("ফ্রিজ ঠান্ডা হয় না", rahim))
    desk.book.promises.promise(ShopPromiseDraft("স্ট্যান্ড এনে দেব", TODAY, rahim))
    desk.book.promises.will_buy(BuyPromiseDraft(rahim, "টিভি", TODAY))
    desk.book.feedback.give(FeedbackDraft(rahim, SO_SO))
    desk.begin()
    opened = {}
    for name in arrows(card(desk, rahim)):
        arrows(card(desk, rahim))[name].click()
        opened[name] = type(desk.sheet).__name__
        desk.ctx.navigation.close_sheet()
    assert opened == {
        "খুলুন: ফ্রিজ ঠান্ডা হয় না": "ResolveSheet",
        "খুলুন: স্ট্যান্ড এনে দেব": "ShopPromiseAnswer",
        "খুলুন: কিনবেন: টিভি": "BuyPromiseAnswer",
        "খুলুন: মোটামুটি": "FeedbackSheet",
    }


def test_keys_on_the_page_begin_with_this_customer(desk: Desk, rahim: int) -> None:
    desk.begin()
    card(desk, rahim)
    desk.press("Alt+C").write("রিমোট নষ্ট").press("Enter")
    desk.press("Alt+O", "1", "Enter")
    desk.press("F9").write("চুলা").press("Ctrl+Enter")
    assert [one.what for one in desk.book.complaints.of(rahim)] == ["রিমোট নষ্ট"]
    assert [one.score for one in desk.book.feedback.of(rahim)] == [HAPPY]
    assert [one.what for one in desk.book.demands.of(rahim)] == ["চুলা"]


def test_the_spoilt_mood_stays_until_a_happy_contact(desk: Desk, rahim: int) -> None:
    id = desk.book.complaints.open(ComplaintDraft("ফ্রিজ ঠান্ডা হয় না", rahim))
    desk.begin()
    assert card(desk, rahim).risk.isVisible()
    desk.book.complaints.resolve(id, Resolution("বদলে দেওয়া হয়েছে"))
    desk.settle()
    assert card(desk, rahim).risk.isVisible(), "settled, but nobody has asked yet"
    desk.book.feedback.give(FeedbackDraft(rahim, HAPPY))
    desk.settle()
    assert not card(desk, rahim).risk.isVisible()


def test_a_long_complaint_is_cut_between_words_and_many_are_counted(desk: Desk, rahim: int) -> None:
    for n in range(5):
        words = f"{n} ফ্রিজ ঠান্ডা হয় না, দুইবার ফোন করেও মিস্ত্রি আসেনি, বাসায় সব নষ্ট"
        desk.book.complaints.open(ComplaintDraft(words, rahim))
    desk.begin()
    shown = read(card(desk, rahim))
    assert "মিস্ত্রি আসেনি, …" in shown
    assert "বাসায" not in shown
    assert "আরও ২" in shown


def test_the_story_leads_to_the_complaint(desk: Desk, rahim: int) -> None:
    id = desk.book.complaints.open(ComplaintDraft("ফ্রিজ ঠান্ডা হয় না", rahim))
    desk.begin()
    card(desk, rahim)
    page: Any = desk.ctx.navigation.page("customer")
    page.timeline.list.setFocus()
    page.timeline.list.choose_first()
    desk.press("Enter")
    place = desk.ctx.navigation.here
    assert place is not None
    assert place.key == "complaints"
    complaints: Any = desk.ctx.navigation.page("complaints")
    assert complaints.complaints.list.current_id() == id
