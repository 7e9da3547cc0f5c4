"""Money comes while the day's list stands open: F3 knows what the chosen card asks for, and who pays is asked."""

from __future__ import annotations

import datetime as dt

from shopbook.dues.plan_model import PlanDraft
from shopbook.sales.model import LineDraft, SaleDraft
from tests.ui.desk import Desk


def in_instalments(desk: Desk, name: str, phone: str) -> int:
    """Somebody whose first of three weekly instalments of ৳1,000 is late; returns the plan."""
    id = desk.customer(name, phone)
    desk.book.clock.advance(days=-10)  # type: ignore[attr-defined]
    today = desk.book.clock.today()
    line = LineDraft("টিভি", unit_price_paisa=3_000_00)
    sale = desk.book.sales.record_sale(SaleDraft(customer_id=id, sold_on=today, lines=(line,)))
    plan = desk.book.plans.make(PlanDraft(sale.id, 3, "week", today + dt.timedelta(5)))
    desk.book.clock.advance(days=10)  # type: ignore[attr-defined]
    return plan.id


def test_f3_on_an_instalment_has_its_plan_and_amount_ready(desk: Desk) -> None:
    plan_id = in_instalments(desk, "শাহিনুর", "01712345678")
    desk.begin()
    assert desk.chosen() == "শাহিনুর"
    desk.press("F3")
    assert desk.focus is desk.sheet.customer.line, "who pays is asked: it may be somebody else"
    desk.press("Enter", "Enter").settle()
    plan = desk.book.plans.get(plan_id)
    assert [one.settled_on is not None for one in plan.instalments] == [True, False, False]
    assert desk.said() == "৳১,০০০ জমা হলো · আরও ৳২,০০০ বাকি"
    assert desk.keys == 3


def test_somebody_else_at_the_counter_does_not_pay_that_instalment(desk: Desk) -> None:
    in_instalments(desk, "শাহিনুর", "01712345678")
    other = desk.customer("বাবুল", "01819223344")
    desk.begin()
    desk.press("F3").write("বাবুল").press("Enter")
    assert desk.sheet.customer.row.id == other
    assert desk.sheet.amount.typed() == "", "the amount was the other one's"
    assert desk.sheet.meant.plan_id is None


def test_f3_without_an_instalment_begins_with_the_chosen_one(desk: Desk) -> None:
    desk.promised("রফিকুল", 4500, "01712345678")
    desk.begin()
    desk.press("F3")
    assert desk.sheet.customer.row.name == "রফিকুল"
    assert desk.sheet.amount.typed() == ""


def test_f3_on_a_day_with_nobody_to_call_opens_all_the_same(desk: Desk) -> None:
    desk.customer("রহিম")
    desk.begin()
    desk.press("F3")
    assert desk.focus is desk.sheet.customer.line
