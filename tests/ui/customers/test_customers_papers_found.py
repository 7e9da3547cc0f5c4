"""Numbers of returns and instalment cards in the search box and in a customer's story lead to their papers."""

from __future__ import annotations

from collections.abc import Callable

from shopbook.dues.plan_model import PlanDraft
from shopbook.sales.model import LineDraft, Sale, SaleDraft
from shopbook.sales.return_model import ReturnDraft, ReturnLine
from ui.context import Context
from ui.customers.entry import open_entry
from ui.customers.finds import finds
from ui.customers.profile import CustomerPage
from ui.main_window import MainWindow
from ui.sales.view import SaleViewPage

Add = Callable[..., int]


def sells(ctx: Context, customer_id: int) -> Sale:
    lines = (
        LineDraft(name="ফ্রিজ", unit_price_paisa=30_000_00),
        LineDraft(name="ফ্যান", unit_price_paisa=3_000_00),
    )
    return ctx.book.sales.record_sale(SaleDraft(ctx.book.clock.today(), lines, customer_id))


def test_the_number_of_a_return_opens_its_memo(window: MainWindow, ctx: Context, add: Add) -> None:
    rahim = add("রহিম", "01712345678")
    sells(ctx, rahim)
    memo = sells(ctx, rahim)
    back = ReturnDraft(memo.id, (ReturnLine(memo.lines[1].id),), ctx.book.clock.today(), "লাগবে না")
    taken = ctx.book.returns.take_back(back)
    [item] = [item for item in finds(ctx, taken.return_no) if "ফেরত" in item.detail]
    item.open()
    page = ctx.navigation.page("sale_view")
    assert isinstance(page, SaleViewPage) and page.sale is not None and page.sale.id == memo.id
    ctx.navigation.go("customer", rahim)
    story = ctx.navigation.page("customer")
    assert isinstance(story, CustomerPage)
    [entry] = ctx.book.history.timeline(rahim, ("return",))
    page.sale = None
    open_entry(ctx, rahim, entry, story.timeline.look(entry), private=False)
    assert page.sale is not None and page.sale.id == memo.id


def test_the_number_of_an_instalment_card_opens_the_plan(window: MainWindow, ctx: Context, add: Add) -> None:
    memo = sells(ctx, add("রহিম", "01712345678"))
    plan = ctx.book.plans.make(PlanDraft(memo.id, 6))
    [item] = [item for item in finds(ctx, plan.plan_no) if "কিস্তি" in item.detail]
    item.open()
    shown = ctx.navigation.page("dues").plans
    assert shown.list.current_row().id == plan.id


def test_the_serial_of_a_piece_opens_its_memo_also_when_nobodys_name_stands_on_it(
    window: MainWindow, ctx: Context
) -> None:
    line = LineDraft(name="ফ্যান", unit_price_paisa=3_000_00, serials=("JFN77123",))
    memo = ctx.book.sales.record_sale(SaleDraft(ctx.book.clock.today(), (line,), paid_paisa=3_000_00))
    [item] = [item for item in finds(ctx, "JFN77123") if "সিরিয়াল" in item.detail]
    item.open()
    page = ctx.navigation.page("sale_view")
    assert isinstance(page, SaleViewPage) and page.sale is not None and page.sale.id == memo.id
