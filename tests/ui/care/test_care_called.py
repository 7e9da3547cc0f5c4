"""A customer is called the same in every list: রহিম ভাই, as on the list of the day."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from shopbook.care.complaints import ComplaintDraft
from shopbook.care.feedback import FeedbackDraft
from shopbook.care.promises import BuyPromiseDraft, ShopPromiseDraft
from tests.ui.desk import Desk


@pytest.mark.parametrize(
    ("place", "part"),
    [
        ("complaints", None),
        ("complaints", "opinions"),
        ("promises", "shop"),
        ("promises", "buy"),
        ("promises", "pay"),
    ],
)
def test_a_customer_is_called_as_the_shop_calls_them(desk: Desk, place: str, part: str | None) -> None:
    soon = desk.book.clock.today() + dt.timedelta(days=1)
    who = desk.promised("রহিম", 900, "01711000001", honorific="bhai")
    desk.book.complaints.open(ComplaintDraft("ফ্রিজ ঠান্ডা হয় না", who))
    desk.book.promises.promise(ShopPromiseDraft("স্ট্যান্ড এনে দেব", soon, who))
    desk.book.promises.will_buy(BuyPromiseDraft(who, "এসি", soon))
    desk.book.feedback.give(FeedbackDraft(who, 3))
    desk.begin().ctx.navigation.go(place, part)
    desk.settle()
    page: Any = desk.ctx.navigation.page(place)
    pane = page.pane if place == "promises" else page.tabs.pane(page.tabs.key)
    assert str(pane.model.index(pane.list.currentIndex().row(), 0).data()).startswith("রহিম ভাই,")
    shown = (
        [label.text() for label in pane.findChildren(type(page.pane.who))] if place == "promises" else None
    )
    assert shown is None or "রহিম ভাই" in shown
