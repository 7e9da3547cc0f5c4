"""The customer's own page tells what of theirs is in the workshop, and leads there; F7 there begins with them."""

from __future__ import annotations

from typing import Any

from shopbook.service.model import Finding
from tests.ui.desk import Desk
from tests.ui.service.bench import brought, page, read


def test_what_is_in_the_workshop_stands_beside_the_timeline_the_late_ones_first(desk: Desk) -> None:
    rahim = desk.customer("রহিম", "01712345678")
    desk.begin().ctx.navigation.go("customer", rahim)
    profile: Any = desk.ctx.navigation.page("customer")
    assert not profile.jobs.isVisible(), "without anything the part is not there"
    brought(desk, "ফ্যান", customer_id=rahim, due=3)
    late = brought(desk, "ফ্রিজ", customer_id=rahim, days_ago=9, due=-2)
    ready = brought(desk, "জগ", customer_id=rahim, due=5)
    desk.book.jobs.ready(ready.id, Finding("repaired"))
    closed = brought(desk, "টিভি", customer_id=rahim)
    desk.book.jobs.cancel(closed.id, "লাগবে না")
    desk.settle()
    shown = read(profile.jobs)
    assert shown.splitlines()[:2] == ["সার্ভিসিংয়ে", "A-০০০০০২ · ২ দিন দেরি"]
    assert "A-০০০০০৩ · নেওয়ার জন্য তৈরি" in shown
    assert "টিভি" not in shown
    profile.jobs.opened.emit(late.id)
    chosen = page(desk).board.chosen()
    assert chosen is not None
    assert chosen.id == late.id


def test_f7_on_their_page_knows_whose_it_is(desk: Desk) -> None:
    rahim = desk.customer("রহিম", "01712345678")
    desk.begin().ctx.navigation.go("customer", rahim)
    desk.press("F7")
    assert desk.sheet.person.row.id == rahim
    assert desk.focus is desk.sheet.serial.control
