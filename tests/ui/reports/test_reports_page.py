"""The page of what care brought: the sentence on top, the figures under it, and what it says too early."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from shopbook.calls.model import CallDraft
from shopbook.calls.outcomes import ADVICE
from shopbook.localisation import language
from shopbook.notes.model import GiftDraft
from shopbook.sales.model import LineDraft, SaleDraft
from tests.ui.desk import Desk
from ui.reports.page import LiftPage

TODAY = dt.date(2026, 11, 21)
DAY = TODAY - dt.timedelta(120)


def buys(desk: Desk, customer_id: int, taka: int, on: dt.date) -> None:
    """A paid memo."""
    line = LineDraft("ফ্যান", unit_price_paisa=taka * 100)
    desk.book.sales.record_sale(SaleDraft(on, (line,), customer_id, paid_paisa=taka * 100))


def people(desk: Desk, many: int, after: int, *, cared: bool) -> None:
    """So many who bought for so many taka after DAY and nothing in the 90 days before."""
    for each in range(many):
        id = desk.customer(f"{'খোঁজ' if cared else 'অন্য'} {each}")
        buys(desk, id, 10, TODAY - dt.timedelta(300))
        buys(desk, id, after, DAY + dt.timedelta(10))
        if cared:
            desk.book.calls.record(CallDraft(id, on=DAY, reasons=(f"thank_you:sale:{id}:{DAY.isoformat()}",)))


def opened(desk: Desk, qtbot: Any) -> LiftPage:
    """The page, counted."""
    desk.begin().ctx.navigation.go("lift")
    page = desk.ctx.navigation.page("lift")
    assert isinstance(page, LiftPage)
    qtbot.waitUntil(lambda: page.figures is not None and not desk.ctx.jobs.busy)
    desk.settle()
    return page


def test_the_answer_stands_on_top_and_the_figures_below(desk: Desk, qtbot: Any) -> None:
    people(desk, 10, 420, cared=True)
    people(desk, 11, 60, cared=False)
    page = opened(desk, qtbot)
    assert page.sentence.isVisible()
    assert page.sentence.text() == (
        "যাঁদের খোঁজ নেওয়া হয়েছে, পরের ৯০ দিনে তাঁরা গড়ে ৳৪২০ বেশি কিনেছেন; যাঁদের নেওয়া হয়নি, ৳৬০ বেশি।"
    )
    assert page.caveat.isHidden()
    assert page.table.rows() == [
        "আগের ৯০ দিনে কেনা | খোঁজ নেওয়া হয়েছে | খোঁজ নেওয়া হয়নি",
        "কিছু না | +৳৪২০ | ১০ জন | +৳৬০ | ১১ জন",
        "৳৫,০০০ পর্যন্ত | – | ০ জন | – | ০ জন",
        "৳২০,০০০ পর্যন্ত | – | ০ জন | – | ০ জন",
        "৳২০,০০০-এর বেশি | – | ০ জন | – | ০ জন",
        "সব মিলিয়ে | +৳৪২০ | ১০ জন | +৳৬০ | ১১ জন",
    ]


def test_few_people_are_a_hint_and_no_proof(desk: Desk, qtbot: Any) -> None:
    people(desk, 2, 420, cared=True)
    people(desk, 11, 60, cared=False)
    page = opened(desk, qtbot)
    assert page.caveat.isVisible()
    assert page.caveat.text.text().startswith("প্রমাণ নয়, ইঙ্গিত")


def test_advice_and_gifts_have_their_lines(desk: Desk, qtbot: Any) -> None:
    people(desk, 1, 420, cared=True)
    (id,) = desk.book.customers.ids("name")
    desk.book.calls.record(CallDraft(id, direction="in", reasons=(ADVICE,)))
    desk.book.notes.give(GiftDraft(id, "মিষ্টি", cost_paisa=250_00, given_on=DAY))
    desk.book.notes.give(GiftDraft(id, "ফুল", given_on=TODAY))
    page = opened(desk, qtbot)
    lines = [(name.text(), value.text()) for line, name, value in page.facts._lines if not line.isHidden()]
    assert lines == [
        ("পরামর্শ চেয়েছেন", "১ জন"),
        ("৯০ দিন বা তারও আগের উপহার", "১টি উপহার, খরচ ৳২৫০"),
        ("উপহার পেয়ে পরের ৯০ দিনে কিনেছেন", "৳৪২০"),
        ("নতুন উপহার, ফল দেখার সময় হয়নি", "১"),
    ]


def test_a_new_shop_is_told_what_to_do_first(desk: Desk, qtbot: Any) -> None:
    page = opened(desk, qtbot)
    assert page.empty.isVisible()
    assert "প্রথম খোঁজের ৯০ দিন পরে" in page.empty.detail.text()
    assert page.empty.button is not None
    page.empty.button.click()
    assert desk.ctx.navigation.here.key == "today"


def test_after_the_first_call_it_says_from_when_it_will_know(desk: Desk, qtbot: Any) -> None:
    id = desk.customer("রহিম")
    buys(desk, id, 10, TODAY - dt.timedelta(300))
    desk.book.calls.record(CallDraft(id, reasons=("thank_you:sale:1:2026-11-21",)))
    page = opened(desk, qtbot)
    assert page.empty.isVisible()
    assert "২০ ফেব্রুয়ারি ২০২৭" in page.empty.detail.text()


def test_a_new_memo_is_counted_while_the_page_is_open(desk: Desk, qtbot: Any) -> None:
    people(desk, 10, 420, cared=True)
    people(desk, 11, 60, cared=False)
    page = opened(desk, qtbot)
    for id in desk.book.customers.ids("name"):
        buys(desk, id, 100, DAY + dt.timedelta(20))
    qtbot.waitUntil(lambda: "৳৫২০ বেশি কিনেছেন" in page.sentence.text())
    assert "৳১৬০ বেশি।" in page.sentence.text()


def test_it_is_found_in_the_menu_above_the_days_list(desk: Desk) -> None:
    from ui.today import call_sheet

    desk.begin()
    deed = next(action for action in call_sheet.more(desk.ctx) if action.text() == "খোঁজ নেওয়ার ফল")
    deed.run()
    assert desk.ctx.navigation.here.key == "lift"


@pytest.mark.parametrize("code", ["bn", "en"])
def test_both_languages_say_it_whole(desk: Desk, qtbot: Any, code: str) -> None:
    people(desk, 10, 420, cared=True)
    people(desk, 10, 60, cared=False)
    page = opened(desk, qtbot)
    with language.using(code):
        page.retranslate()
        assert ("90" in page.sentence.text()) is (code == "en")
        assert "{" not in page.sentence.text() + page.about.text()
