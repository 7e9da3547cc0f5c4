"""The first morning of a new book: the empty list says how to begin."""

from __future__ import annotations

from typing import Any

from shopbook.customers.model import CustomerDraft
from shopbook.localisation.language import _
from ui.context import Context
from ui.navigation import PageSpec
from ui.page import Page
from ui.today.page import TodayPage


class Asked(Page):
    """Remembers what it was opened with."""

    target: object = None

    def open(self, target: object) -> None:
        self.target = target


def test_a_new_book_offers_its_first_customer_a_list_and_the_sample_shop(ctx: Context, qtbot: Any) -> None:
    went: list[str] = []
    bring = Asked(ctx)
    qtbot.addWidget(bring)
    ctx.navigation.register(PageSpec("import", lambda: "Import", "upload", lambda: bring))
    ctx.navigation.register_sheet("sample", lambda _target: went.append("sample"))
    page = TodayPage(ctx)
    qtbot.addWidget(page)
    page.resize(1162, 620)
    page.show()
    assert page.empty.title.text() == _("Who to call and why stands here every morning")
    shown = [button.property("way") for button in page.empty.ways if not button.isHidden()]
    assert (page.empty.first_step() is page.empty.button, shown) == (True, ["import", "sample"])
    page.empty.ways[1].click()
    page.empty.ways[0].click()
    assert (went, ctx.navigation.here.key) == (["sample"], "import")


def test_once_there_are_customers_an_empty_day_is_a_good_day(ctx: Context, qtbot: Any) -> None:
    ctx.book.customers.add(CustomerDraft(name="রহিম উদ্দিন"))
    page = TodayPage(ctx)
    qtbot.addWidget(page)
    page.show()
    assert page.empty.title.text() == _("Everybody has been asked after today")
    assert page.empty.first_step() is None
