"""Instalments: made from a memo and seen as they are typed, paid, moved, ended; guarantors after two misses."""

from __future__ import annotations

import datetime as dt

import pytest

from shopbook.dues.plan_model import GuarantorDraft
from tests.ui.counter import Counter, Key
from tests.ui.dues.conftest import in_instalments, lines, reads, shop_is_read
from ui import printing


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, object]]:
    """What was sent to the printer: kind and of what."""
    sent: list[tuple[str, object]] = []
    monkeypatch.setattr(printing, "give_paper", lambda _ctx, kind, target: sent.append((kind, target)))
    return sent


def open_plans(counter: Counter):  # type: ignore[no-untyped-def]
    """The page with the instalments in front."""
    counter.ctx.navigation.go("dues", "plans")
    shop_is_read(counter)
    return counter.page("dues").plans


def test_how_many_and_enter_make_a_plan_and_ctrl_p_prints_its_card(
    counter: Counter, printed: list[tuple[str, object]]
) -> None:
    sale = counter.sold(counter.salma.id, paid_taka=250)
    counter.ctx.navigation.go("plan", {"sale_id": sale.id})
    counter.type("৬")
    counter.press(Key.Key_Return)
    plan = counter.book.plans.of_sale(sale.id)
    assert plan is not None
    assert [one.amount_paisa for one in plan.instalments] == [500_00] * 6
    assert plan.instalments[0].due_on == dt.date(2026, 12, 21)
    assert counter.said() == "৬ কিস্তি, প্রথমটা ২১ ডিসেম্বর"
    counter.control(Key.Key_P)
    assert printed == [("plan_card", plan.id)]
    assert counter.commands == 2


def test_the_instalments_are_seen_as_they_are_typed(counter: Counter) -> None:
    sale = counter.sold(counter.salma.id, paid_taka=2250)
    counter.ctx.navigation.go("plan", {"sale_id": sale.id})
    sheet = counter.ctx.navigation.sheet
    counter.type("3")
    said = reads(sheet)
    assert "৳৩৩৩ করে ৩ কিস্তি" in said
    assert "১ · সোমবার, ২১ ডিসেম্বর ২০২৬\n৳৩৩৩" in said
    assert "৩ · রবিবার, ২১ ফেব্রুয়ারি ২০২৭\n৳৩৩৪" in said
    sheet.every.buttons[1].click()
    assert "১ · শনিবার, ২৮ নভেম্বর ২০২৬" in reads(sheet)
    sheet.first_due_on.line.setFocus()
    sheet.first_due_on.line.selectAll()
    counter.type("+১০")
    assert "১ · মঙ্গলবার, ১ ডিসেম্বর ২০২৬" in reads(sheet)


def test_a_long_plan_shows_its_first_instalments_and_the_last(counter: Counter) -> None:
    sale = counter.sold(counter.salma.id, paid_taka=250)
    counter.ctx.navigation.go("plan", {"sale_id": sale.id})
    counter.type("12")
    said = reads(counter.ctx.navigation.sheet)
    assert "…" in said
    assert "১২ · রবিবার, ২১ নভেম্বর ২০২৭" in said
    assert "১০ · " not in said


def test_nothing_typed_and_too_many_are_said_under_the_box(counter: Counter) -> None:
    sale = counter.sold(counter.salma.id, paid_taka=3200)
    counter.ctx.navigation.go("plan", {"sale_id": sale.id})
    sheet = counter.ctx.navigation.sheet
    counter.press(Key.Key_Return)
    assert sheet.count.problem_text() == "কয় কিস্তিতে দেবেন?"
    counter.type("60")
    counter.press(Key.Key_Return)
    assert "৫০" in sheet.count.problem_text()
    assert counter.book.plans.of_sale(sale.id) is None


def test_a_guarantor_without_a_name_is_asked_for_it(counter: Counter) -> None:
    sale = counter.sold(counter.salma.id, paid_taka=250)
    counter.ctx.navigation.go("plan", {"sale_id": sale.id})
    sheet = counter.ctx.navigation.sheet
    counter.type("3")
    sheet.guarantors.open_button.click()
    assert counter.focused() is sheet.guarantors.rows[0].name.line
    sheet.guarantors.rows[1].phone.line.setFocus()
    counter.type("01711223344\n")
    assert sheet.guarantors.rows[1].name.problem_text()
    counter.type("আব্দুল করিম")
    sheet.guarantors.rows[1].relation.line.setFocus()
    counter.type("মামা\n")
    plan = counter.book.plans.of_sale(sale.id)
    assert plan is not None
    (one,) = plan.guarantors
    assert (one.name, one.relation) == ("আব্দুল করিম", "মামা")


def test_a_plan_begun_comes_back_after_esc(counter: Counter) -> None:
    sale = counter.sold(counter.salma.id, paid_taka=250)
    counter.ctx.navigation.go("plan", {"sale_id": sale.id})
    counter.type("8")
    counter.ctx.navigation.sheet.guarantors.rows[0].name.restore("করিম")
    counter.press(Key.Key_Escape)
    counter.ctx.navigation.go("plan", {"sale_id": sale.id})
    sheet = counter.ctx.navigation.sheet
    assert sheet.count.value() == 8
    assert sheet.guarantors.is_open()


def test_a_customer_with_two_memos_chooses_which_one(counter: Counter) -> None:
    counter.sold(counter.salma.id, paid_taka=1000)
    counter.sold(counter.salma.id, paid_taka=2000)
    counter.ctx.navigation.go("plan", {"customer_id": counter.salma.id})
    sheet = counter.ctx.navigation.sheet
    assert [sheet.memo.box.itemText(at).split(" · ")[0] for at in range(2)] == ["A-০০০০০২", "A-০০০০০১"]
    assert "৳১,২৫০" in reads(sheet)


def test_who_has_no_memo_with_a_due_is_told_so(counter: Counter) -> None:
    counter.salma.owes(500)
    counter.ctx.navigation.go("plan", {"customer_id": counter.salma.id})
    assert counter.ctx.navigation.sheet is None
    assert counter.said() == "কিস্তি করার মতো বাকির কোনো মেমো নেই।"


def test_a_memo_with_a_plan_shows_the_plan(counter: Counter) -> None:
    plan = counter.book.plans.get(in_instalments(counter))
    counter.ctx.navigation.go("plan", {"sale_id": plan.sale_id})
    shop_is_read(counter)
    assert counter.here == "dues"
    assert counter.page("dues").plans.chosen().id == plan.id


def test_the_list_says_what_is_paid_what_comes_next_and_what_is_left(counter: Counter) -> None:
    in_instalments(counter)
    (line,) = lines(open_plans(counter).model)
    for words in ("সালমা বেগম", "৩ কিস্তির ০টি জমা", "পরেরটা ২১ ডিসেম্বর, ৳১,০০০", "৳৩,০০০", "১ মাস পরে"):
        assert words in line


def test_f3_and_enter_pay_the_next_instalment(counter: Counter) -> None:
    plan_id = in_instalments(counter)
    counter.salma.owes(700, since=dt.date(2026, 1, 1))
    open_plans(counter)
    counter.press(Key.Key_F3)
    assert "কিস্তি ১/৩ · ২১ ডিসেম্বর ২০২৬" in reads(counter.ctx.navigation.sheet)
    counter.press(Key.Key_Return)
    shop_is_read(counter)
    plan = counter.book.plans.get(plan_id)
    assert plan.instalments[0].settled_on == counter.shop.today
    assert counter.commands == 2
    panel = reads(counter.page("dues").plans.panel)
    assert "৩ কিস্তির ১টি জমা" in panel
    assert "৳১,০০০ · জমা ২১ নভেম্বর" in panel


def test_guarantors_are_shown_after_two_misses_and_not_before(counter: Counter) -> None:
    in_instalments(counter, guarantors=(GuarantorDraft("আব্দুল করিম", "01711223344", "মামা"),))
    pane = open_plans(counter)
    counter.shop.days_later(31)
    pane.refresh()
    said = reads(pane.panel)
    assert "১ কিস্তি বাদ" in said
    assert "আব্দুল করিম" not in said
    counter.shop.days_later(31)
    pane.refresh()
    said = reads(pane.panel)
    assert "২ কিস্তি বাদ" in said
    assert "আব্দুল করিম · মামা · ০১৭১১-২২৩৩৪৪" in said
    assert "৳২,০০০ আসার কথা ছিল" in said


def test_m_moves_the_day_of_the_next_instalment_and_ctrl_z_moves_it_back(counter: Counter) -> None:
    plan_id = in_instalments(counter)
    pane = open_plans(counter)
    counter.press(Key.Key_M)
    assert counter.focused() is pane.panel.moving.field.line
    counter.type("+40\n")
    shop_is_read(counter)
    assert counter.book.plans.get(plan_id).instalments[0].due_on == dt.date(2026, 12, 31)
    assert counter.said() == "নতুন দিন ৩১ ডিসেম্বর"
    counter.control(Key.Key_Z)
    assert counter.book.plans.get(plan_id).instalments[0].due_on == dt.date(2026, 12, 21)


def test_a_day_that_is_over_cannot_be_agreed_on(counter: Counter) -> None:
    in_instalments(counter)
    pane = open_plans(counter)
    counter.press(Key.Key_M)
    counter.type("১/১/২০২৬\n")
    assert pane.panel.moving.field.problem_text()
    counter.press(Key.Key_Escape)
    assert not pane.panel.moving.isVisible()
    assert counter.focused() is pane.list


def test_x_ends_a_plan_with_a_reason_and_the_due_stays(counter: Counter) -> None:
    plan_id = in_instalments(counter)
    pane = open_plans(counter)
    counter.press(Key.Key_X)
    counter.press(Key.Key_Return)
    assert pane.panel.reason.field.problem_text()
    counter.type("সব একসঙ্গে দেবেন\n")
    shop_is_read(counter)
    assert counter.book.plans.get(plan_id).ended_on == counter.shop.today
    assert counter.book.dues.balance(counter.salma.id) == 3000_00
    assert lines(pane.model) == []
    assert "কোনো কিস্তি চলছে না" in reads(counter.page("dues"))
    pane.chips["all"].click()
    assert "সব একসঙ্গে দেবেন" in reads(pane.panel)
    assert not pane.panel.pay.isVisible()


def test_ctrl_p_prints_the_card_of_the_chosen_plan(
    counter: Counter, printed: list[tuple[str, object]]
) -> None:
    plan_id = in_instalments(counter)
    open_plans(counter)
    counter.control(Key.Key_P)
    assert printed == [("plan_card", plan_id)]


def test_the_profile_and_the_open_account_show_how_far_the_plan_is(counter: Counter) -> None:
    plan_id = in_instalments(counter)
    counter.ctx.navigation.go("customer", counter.salma.id)
    shop_is_read(counter)
    page = counter.page("customer")
    said = reads(page.money)
    assert "৩ কিস্তির ০টি জমা" in said
    assert "পরেরটা ২১ ডিসেম্বর, ৳১,০০০" in said
    assert "কিস্তি চলছে" in reads(page.header)
    assert not page.money.plan.isVisible()
    page.money.progress.button.click()
    shop_is_read(counter)
    assert (counter.here, counter.page("dues").plans.chosen().id) == ("dues", plan_id)
    counter.ctx.navigation.go("dues", {"customer_id": counter.salma.id})
    shop_is_read(counter)
    assert "৩ কিস্তির ০টি জমা" in reads(counter.page("dues").debtors.panel)


def test_g_writes_a_guarantor_down_later_and_ctrl_z_takes_them_away(counter: Counter) -> None:
    plan_id = in_instalments(counter)
    open_plans(counter)
    counter.press(Key.Key_G)
    counter.type("আব্দুল করিম\n")
    assert [one.name for one in counter.book.plans.get(plan_id).guarantors] == ["আব্দুল করিম"]
    assert counter.said() == "জামিনদার লেখা হলো"
    counter.control(Key.Key_Z)
    assert counter.book.plans.get(plan_id).guarantors == ()
