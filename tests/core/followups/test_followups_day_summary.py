"""The evening's figures: who was reached, what was promised, what came in, and whose work it was."""

from __future__ import annotations

import datetime as dt

from shopbook.calls.model import CallbackDraft, CallDraft
from shopbook.calls.outcomes import ADVICE
from shopbook.dues.model import PaymentDraft, RefundDraft
from shopbook.followups.day_summary import MemberDay
from shopbook.sales.model import LineDraft, SaleDraft
from shopbook.sales.return_model import ReturnDraft, ReturnLine
from tests.language import TestShop


def call(shop: TestShop, customer_id: int, outcome: str, **more: object) -> int:
    return shop.book.calls.record(CallDraft(customer_id, outcome=outcome, **more))  # type: ignore[arg-type]


def member(shop: TestShop, staff_id: int | None) -> MemberDay:
    return next(one for one in shop.book.day_summaries.of().members if one.staff_id == staff_id)


def put(shop: TestShop, table: str, **values: object) -> int:
    """One row of a care table."""
    with shop.book.store.operation() as op:
        return op.insert(table, values)


def test_calls_are_counted_by_what_came_of_them(shop: TestShop) -> None:
    salma = shop.customer("সালমা", "01819223344").id
    for outcome in ("talked", "no_answer", "busy", "wrong_number"):
        call(shop, salma, outcome)
    call(shop, salma, "talked", direction="in")
    call(shop, salma, "talked", channel="counter")
    total = shop.book.day_summaries.of().total
    assert (total.called, total.reached, total.not_reached) == (4, 1, 2)


def test_a_call_that_was_taken_back_does_not_count(shop: TestShop) -> None:
    call(shop, shop.customer("সালমা", "01819223344").id, "talked")
    shop.book.history.undo(shop.book.history.last_operation())
    assert shop.book.day_summaries.of().total.called == 0


def test_each_member_has_their_own_line_and_the_shop_what_nobody_signed_for(shop: TestShop) -> None:
    karim = shop.book.settings.add_staff("করিম")
    salma = shop.customer("সালমা", "01819223344").owes(900)
    call(shop, salma.id, "talked", staff_id=karim)
    salma.pays(400)
    assert (member(shop, karim).called, member(shop, karim).received_paisa) == (1, 0)
    assert (member(shop, None).called, member(shop, None).received_paisa) == (0, 400_00)
    assert shop.book.day_summaries.of().total.received_paisa == 400_00


def test_who_left_the_shop_is_named_for_the_day_they_worked(shop: TestShop) -> None:
    karim, rahim = (shop.book.settings.add_staff(name) for name in ("করিম", "রহিম"))
    call(shop, shop.customer("সালমা", "01819223344").id, "talked", staff_id=karim)
    for one in (karim, rahim):
        shop.book.settings.retire_staff(one)
    assert [one.name for one in shop.book.day_summaries.of().members] == ["করিম"]


def test_promises_to_pay_are_listed_with_who_wrote_them_down(shop: TestShop) -> None:
    karim = shop.book.settings.add_staff("করিম")
    salma = shop.customer("সালমা", "01819223344").owes(900)
    due_on = shop.today + dt.timedelta(5)
    call(shop, salma.id, "promised_pay", staff_id=karim, next_on=due_on, amount_paisa=500_00)
    summary = shop.book.day_summaries.of()
    assert [(one.kind, one.name, one.amount_paisa, one.due_on, one.staff_id) for one in summary.promises] == [
        ("pay", "সালমা", 500_00, due_on, karim)
    ]
    assert summary.promised_paisa("pay") == 500_00
    assert member(shop, karim).promises == 1


def test_a_promise_given_anew_on_the_same_day_is_one_promise(shop: TestShop) -> None:
    salma = shop.customer("সালমা", "01819223344").owes(900)
    for days in (3, 5):
        shop.book.dues.promise(salma.id, 500_00, shop.today + dt.timedelta(days))
    (made,) = shop.book.day_summaries.of().promises
    assert made.due_on == shop.today + dt.timedelta(5)


def test_words_to_buy_and_the_shop_s_own_words_are_listed_too(shop: TestShop) -> None:
    salma = shop.customer("সালমা", "01819223344")
    on, due = shop.today.isoformat(), (shop.today + dt.timedelta(3)).isoformat()
    put(
        shop,
        "buy_promise",
        customer_id=salma.id,
        what="ফ্রিজ",
        amount_paisa=30_000_00,
        made_on=on,
        expected_on=due,
    )
    put(shop, "shop_promise", what="স্ট্যান্ড আনা", made_on=on, due_on=due)
    put(shop, "shop_promise", what="ভুল করে লেখা", made_on=on, due_on=due, status="cancelled")
    put(shop, "shop_promise", what="গত সপ্তাহের", made_on="2026-11-14", due_on=due)
    made = shop.book.day_summaries.of().promises
    assert [(one.kind, one.name, one.what) for one in made] == [
        ("buy", "সালমা", "ফ্রিজ"),
        ("shop", "", "স্ট্যান্ড আনা"),
    ]


def test_complaints_that_came_and_that_were_settled(shop: TestShop) -> None:
    on, then = shop.today.isoformat(), "2026-11-14"
    for what, opened, resolved in (
        ("আজকের", on, None),
        ("পুরোনো", then, on),
        ("দুটোই", on, on),
        ("অন্য দিনের", then, then),
    ):
        put(
            shop, "complaint", what=what, opened_at=f"{opened}T05:00:00.000Z", opened_on=opened, resolved_on=resolved,
            status="resolved" if resolved else "open",
        )  # fmt: skip
    summary = shop.book.day_summaries.of()
    assert [(one.what, one.opened, one.resolved) for one in summary.complaints] == [
        ("পুরোনো", False, True), ("আজকের", True, False), ("দুটোই", True, True),
    ]  # fmt: skip
    assert (summary.total.complaints_opened, summary.total.complaints_resolved) == (2, 2)


def test_money_is_what_was_laid_down_and_not_taken_back(shop: TestShop) -> None:
    salma = shop.customer("সালমা", "01819223344").owes(900).pays(200)
    shop.book.dues.take_payment(PaymentDraft(salma.id, 100_00, shop.today))
    shop.book.history.undo(shop.book.history.last_operation())
    line = (LineDraft("ফ্যান", unit_price_paisa=1500_00),)
    shop.book.sales.record_sale(SaleDraft(shop.today, line, salma.id, paid_paisa=1000_00))
    shop.book.sales.record_sale(SaleDraft(shop.today, line, paid_paisa=1500_00))
    assert shop.book.day_summaries.of().total.received_paisa == (200 + 1000 + 1500) * 100


def test_what_is_left_is_told_for_today_only(shop: TestShop) -> None:
    for n in range(4):
        shop.book.calls.ask_callback(CallbackDraft(f"0171234560{n}"))
    one, other = (shop.book.settings.add_staff(name) for name in ("করিম", "রহিম"))
    summary = shop.book.day_summaries.of()
    assert summary.total.left == 4
    assert (member(shop, one).left or 0) + (member(shop, other).left or 0) == 4
    yesterday = shop.book.day_summaries.of(shop.today - dt.timedelta(1))
    assert yesterday.total.left is None
    assert all(each.left is None for each in yesterday.members)


def test_advice_that_was_asked_for_is_counted(shop: TestShop) -> None:
    salma = shop.customer("সালমা", "01819223344").id
    assert shop.book.day_summaries.of().advice == 0
    call(shop, salma, "talked", direction="in", reasons=(ADVICE,))
    call(shop, salma, "talked", direction="in", reasons=("callback:callback:5:2026-11-21",))
    assert shop.book.day_summaries.of().advice == 1


def test_money_handed_back_is_not_in_the_drawer(shop: TestShop) -> None:
    rahim = shop.customer("রহিম").owes(100).pays(400)
    shop.book.dues.refund(RefundDraft(rahim.id, 120_00, shop.today))
    line = LineDraft(name="ফ্যান", unit_price_paisa=900_00)
    memo = shop.book.sales.record_sale(SaleDraft(shop.today, (line,), paid_paisa=900_00))
    back = shop.book.returns.returnable(memo.id)[0]
    lines = (ReturnLine(back.sale_item_id),)
    shop.book.returns.take_back(ReturnDraft(memo.id, lines, shop.today, "শব্দ করে", refund_paisa=900_00))
    assert shop.book.day_summaries.of().total.received_paisa == 280_00
    assert shop.book.sales.day_totals(shop.today).received_paisa == 280_00
