"""The page of the workshop's figures: what breaks and how long repairs take, and what is too little to tell."""

from __future__ import annotations

import datetime as dt
from typing import Any

from shopbook.localisation.language import _
from shopbook.sales.model import LineDraft, SaleDraft
from shopbook.service.model import Finding, JobDraft
from tests.ui.desk import Desk
from ui.reports.service import ServiceReportPage

TODAY = dt.date(2026, 11, 21)


def sells(desk: Desk, thing: str, brand: str, serials: list[str], *, days_ago: int = 60) -> None:
    """A paid memo of so many pieces."""
    line = LineDraft(thing, brand=brand, quantity_milli=1000 * len(serials), unit_price_paisa=500_00,
                     serials=tuple(serials))  # fmt: skip
    on = TODAY - dt.timedelta(days_ago)
    desk.book.sales.record_sale(SaleDraft(on, (line,), paid_paisa=500_00 * len(serials)))


def mends(desk: Desk, serial: str, days: int) -> None:
    """A piece that came back and took so many days to mend."""
    received_on = TODAY - dt.timedelta(days)
    draft = JobDraft("ফ্যান", "ঘোরে না", name="জসিম", serial=serial, received_on=received_on)
    desk.book.jobs.ready(desk.book.jobs.take_in(draft).id, Finding("repaired", "কয়েল"))


def opened(desk: Desk, qtbot: Any, span: str = "year") -> ServiceReportPage:
    """The page, counted."""
    desk.begin().ctx.navigation.go("service_report", span)
    page = desk.ctx.navigation.page("service_report")
    assert isinstance(page, ServiceReportPage)
    qtbot.waitUntil(lambda: page.counted is not None and not desk.ctx.jobs.busy)
    desk.settle()
    return page


def rows(page: ServiceReportPage) -> list[tuple[str, str, str]]:
    """The table as it is read: what, of how many, and of a hundred."""
    found = []
    for row in range(page.model.rowCount()):
        line = page.model.row_at(row)
        assert line is not None
        what, rate = page.model.columns
        assert what.second is not None
        found.append((what.text(line), what.second(line), rate.text(line)))
    return found


def test_an_empty_book_says_what_will_stand_here(desk: Desk, qtbot: Any) -> None:
    page = opened(desk, qtbot)
    assert page.sentence.text() == _("Nothing was repaired in these days")
    assert page.empty.title.text() == _("Nothing came back")
    assert page.empty.isVisible()


def test_of_a_hundred_sold_so_many_came_back_and_of_few_nothing_is_claimed(desk: Desk, qtbot: Any) -> None:
    sells(desk, "ফ্যান", "BRB", [f"BRB{n:04}" for n in range(20)])
    sells(desk, "জগ", "Miyako", ["MYK0001", "MYK0002"])
    for serial in ("BRB0001", "BRB0002", "MYK0001"):
        mends(desk, serial, 3)
    page = opened(desk, qtbot)
    assert rows(page) == [
        ("ফ্যান BRB", "২০টি বিক্রি · ২টি দাবি বা মেরামত", "১০"),
        ("জগ Miyako", "২টি বিক্রি · ১টি দাবি বা মেরামত", "কম বিক্রি, বলা যায় না"),
    ]
    desk.press("Ctrl+Tab")
    assert [what for what, _many, _rate in rows(page)] == ["BRB", "Miyako"]


def test_how_long_repairs_take_is_told_by_halves_once_there_are_enough(desk: Desk, qtbot: Any) -> None:
    for n in range(4):
        mends(desk, f"SN{n}", 2)
    page = opened(desk, qtbot)
    assert page.sentence.text() == "মাত্র ৪টি মেরামত: বলার মতো নয়"
    mends(desk, "SN9", 22)
    page.refresh()
    qtbot.waitUntil(lambda: not desk.ctx.jobs.busy)
    assert page.sentence.text() == "অর্ধেক জিনিসে লেগেছে ২ দিন বা কম"


def test_a_tile_leads_to_what_it_counts(desk: Desk, qtbot: Any) -> None:
    late = JobDraft("ফ্যান", "ঘোরে না", name="জসিম", received_on=TODAY - dt.timedelta(9),
                    promised_on=TODAY - dt.timedelta(2))  # fmt: skip
    desk.book.jobs.take_in(late)
    page = opened(desk, qtbot)
    assert page.figures.late.value.text() == "১"
    page.figures.late.pressed.emit()
    here = desk.ctx.navigation.here
    assert here is not None
    assert (here.key, here.target) == ("service", "late")


def test_memos_before_the_stretch_are_left_out(desk: Desk, qtbot: Any) -> None:
    sells(desk, "ফ্যান", "BRB", ["BRB0001"], days_ago=200)
    mends(desk, "BRB0001", 3)
    assert rows(opened(desk, qtbot, "quarter")) == []
    page = opened(desk, qtbot)
    page.spans["all"].click()
    qtbot.waitUntil(lambda: bool(rows(page)))
