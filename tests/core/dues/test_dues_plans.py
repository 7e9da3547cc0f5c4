"""Kisti: a memo shared out over days, paid the oldest first, with guarantors nobody bothers before two misses."""

from __future__ import annotations

import datetime as dt

import pytest

from shopbook.checks import check
from shopbook.dues.model import Entry, PaymentDraft
from shopbook.dues.plan_model import EVERY, GuarantorDraft, Plan, PlanDraft, instalments, open_over_time
from shopbook.errors import Invalid, NotFound, Refused
from shopbook.sales.model import LineDraft, SaleDraft
from shopbook.search.queries import Search
from tests.language import Person, TestShop

D = dt.date
UNCLE = GuarantorDraft("করিম মিয়া", "01811-223344", "চাচা", "মিরপুর ১১")


def buys(person: Person, taka: int, down: int = 0) -> int:
    """A memo of one thing, so much laid down with it."""
    lines = (LineDraft(name="ফ্রিজ", unit_price_paisa=taka * 100),)
    draft = SaleDraft(person.shop.today, lines, person.id, paid_paisa=down * 100)
    return person.shop.book.sales.record_sale(draft).id


def pays(shop: TestShop, plan: Plan, taka: int) -> None:
    shop.book.dues.take_payment(PaymentDraft(plan.customer_id, taka * 100, shop.today, plan_id=plan.id))


def paid(plan: Plan) -> list[int]:
    return [each.paid_paisa // 100 for each in plan.instalments]


@pytest.fixture
def plan(shop: TestShop) -> Plan:
    """A fridge for 30,000, 6,000 down, the rest in six months of 4,000."""
    memo = buys(shop.customer("রহিম"), 30_000, 6_000)
    return shop.book.plans.make(PlanDraft(memo, 6, guarantors=(UNCLE,)))


def numbers_found(shop: TestShop, typed: str) -> list[tuple[str, int]]:
    return [(hit.kind, hit.id) for hit in Search(shop.book.store).codes(typed)]


def test_a_plan_is_found_by_its_number_until_it_is_taken_back(shop: TestShop, plan: Plan) -> None:
    assert ("plan", plan.id) in numbers_found(shop, plan.plan_no)
    shop.book.history.undo(shop.book.history.last_operation())
    assert ("plan", plan.id) not in numbers_found(shop, plan.plan_no)


@pytest.mark.parametrize(
    ("first", "every", "days"),
    [
        (D(2026, 1, 31), "month", [D(2026, 1, 31), D(2026, 2, 28), D(2026, 3, 31), D(2026, 4, 30)]),
        (D(2027, 11, 30), "month", [D(2027, 11, 30), D(2027, 12, 30), D(2028, 1, 30), D(2028, 2, 29)]),
        (D(2028, 2, 29), "month", [D(2028, 2, 29), D(2028, 3, 29), D(2028, 4, 29), D(2028, 5, 29)]),
        (D(2026, 12, 28), "week", [D(2026, 12, 28), D(2027, 1, 4), D(2027, 1, 11), D(2027, 1, 18)]),
    ],
)
def test_days_are_counted_from_the_first_and_never_chained(
    first: dt.date, every: str, days: list[dt.date]
) -> None:
    assert [day for day, _ in instalments(400_00, 4, first, every)] == days


def test_every_instalment_is_whole_taka_and_the_last_one_takes_the_rest() -> None:
    amounts = [paisa for _, paisa in instalments(10_000_50, 3, D(2026, 1, 1), "month")]
    assert amounts == [3_333_00, 3_333_00, 3_334_50]
    for every in EVERY:
        for count in range(1, 30):
            shared = [paisa for _, paisa in instalments(97_31, count, D(2026, 1, 1), every)]
            assert sum(shared) == 97_31 and min(shared) > 0


def test_what_is_due_after_the_down_payment_is_shared_out(shop: TestShop, plan: Plan) -> None:
    assert (plan.total_paisa, plan.down_paisa, plan.financed_paisa) == (30_000_00, 6_000_00, 24_000_00)
    assert plan.left_paisa == 24_000_00 and plan.is_open and plan.plan_no == "A-000001"
    assert [each.due_on for each in plan.instalments][:2] == [D(2026, 12, 21), D(2027, 1, 21)]
    assert {each.amount_paisa for each in plan.instalments} == {4_000_00}
    assert plan.guarantors[0].phone == "+8801811223344"
    assert shop.book.plans.of_sale(plan.sale_id) == plan
    assert shop.book.plans.of_customer(plan.customer_id) == [plan]


def test_money_for_the_plan_hits_the_oldest_instalment(shop: TestShop, plan: Plan) -> None:
    pays(shop, plan, 5_000)
    now = shop.book.plans.get(plan.id)
    assert paid(now) == [4_000, 1_000, 0, 0, 0, 0]
    assert now.instalments[0].settled_on == shop.today
    assert now.next_due is not None and now.next_due.position == 2 and now.left_paisa == 19_000_00


def test_money_for_the_plan_is_not_taken_by_an_older_due(shop: TestShop) -> None:
    rahim = shop.customer("রহিম").owes(2_000, shop.today - dt.timedelta(90))
    plan = shop.book.plans.make(PlanDraft(buys(rahim, 6_000), 3))
    pays(shop, plan, 2_000)
    assert paid(shop.book.plans.get(plan.id)) == [2_000, 0, 0]
    assert rahim.record.oldest_unpaid_on == shop.today - dt.timedelta(90)
    rahim.pays(3_000)
    assert paid(shop.book.plans.get(plan.id)) == [2_000, 1_000, 0], (
        "what clears the old due goes on to the plan"
    )


def test_a_payment_taken_back_opens_its_instalments_again(shop: TestShop, plan: Plan) -> None:
    pays(shop, plan, 24_000)
    settled = shop.book.plans.get(plan.id)
    assert settled.settled_on == shop.today and not settled.is_open and settled.next_due is None
    assert shop.book.plans.ids("settled") == [plan.id] and shop.book.plans.ids("open") == []
    shop.days_later(3)
    entry = shop.book.dues.statement(plan.customer_id)[-1]
    shop.book.dues.reverse(entry.id, "চেক ফেরত")
    assert shop.book.plans.get(plan.id) == plan


def test_a_moved_day_makes_another_instalment_the_oldest(shop: TestShop, plan: Plan) -> None:
    pays(shop, plan, 1_000)
    first, second = plan.instalments[:2]
    moved = shop.book.plans.move_day(first.id, second.due_on + dt.timedelta(5))
    assert [(each.position, each.paid_paisa // 100) for each in moved.instalments][:3] == [
        (2, 1_000),
        (1, 0),
        (3, 0),
    ]
    assert check(shop.book).is_whole
    pays(shop, plan, 3_000)
    with pytest.raises(Refused):
        shop.book.plans.move_day(second.id, shop.today)
    with pytest.raises(Invalid):
        shop.book.plans.move_day(first.id, shop.today - dt.timedelta(1))


def test_guarantors_are_shown_only_after_two_misses(shop: TestShop, plan: Plan) -> None:
    seen = []
    for _ in range(3):
        shop.days_later(31)
        now = shop.book.plans.get(plan.id)
        seen.append((now.missed(shop.today), [each.name for each in now.shown_guarantors(shop.today)]))
    assert seen == [(1, []), (2, ["করিম মিয়া"]), (3, ["করিম মিয়া"])]
    assert shop.book.plans.get(plan.id).late_paisa(shop.today) == 12_000_00
    pays(shop, plan, 8_000)
    assert shop.book.plans.get(plan.id).shown_guarantors(shop.today) == ()
    changed = shop.book.plans.change_guarantors(plan.id, (GuarantorDraft("রফিক"), UNCLE))
    assert [each.name for each in changed.guarantors] == ["রফিক", "করিম মিয়া"]
    with pytest.raises(Invalid):
        shop.book.plans.change_guarantors(plan.id, (GuarantorDraft("  "),))


def test_the_lists_tell_what_is_open_late_and_to_come(shop: TestShop, plan: Plan) -> None:
    plans = shop.book.plans
    later = plans.make(PlanDraft(buys(shop.customer("করিম"), 5_000), 5, "week", shop.today + dt.timedelta(1)))
    assert plans.ids() == [later.id, plan.id] and plans.ids("late") == []
    assert plans.due_between(shop.today, D(2026, 12, 21)) == (5_000 + 4_000) * 100
    shop.days_later(3)
    assert plans.ids("late") == [later.id]
    assert plans.rows([plan.id, 7, later.id]) == [plan, plans.get(later.id)]
    assert plans.ids("all") == [later.id, plan.id]


def test_a_plan_made_anew_ends_the_old_one_and_the_word_given_for_the_memo(
    shop: TestShop, plan: Plan
) -> None:
    pays(shop, plan, 5_000)
    shop.book.dues.promise(plan.customer_id, 19_000_00, shop.today, plan.sale_id)
    anew = shop.book.plans.make(PlanDraft(plan.sale_id, 10, "week"))
    old = shop.book.plans.get(plan.id)
    assert (anew.financed_paisa, anew.down_paisa) == (19_000_00, 11_000_00)
    assert old.ended_on == shop.today and not old.is_open and len(old.instalments) == 6
    assert shop.book.plans.of_sale(plan.sale_id) == anew
    assert shop.book.dues.open_promise(plan.customer_id) is None
    with pytest.raises(Refused):
        pays(shop, old, 100)
    assert shop.book.plans.ids() == [anew.id]
    assert check(shop.book).is_whole


def test_a_plan_given_up_leaves_the_due(shop: TestShop, plan: Plan) -> None:
    with pytest.raises(Invalid):
        shop.book.plans.end(plan.id, " ")
    ended = shop.book.plans.end(plan.id, "একবারে দেবেন")
    assert (ended.end_reason, ended.next_due, ended.missed(D(2028, 1, 1))) == ("একবারে দেবেন", None, 0)
    assert shop.book.dues.balance(plan.customer_id) == 24_000_00
    with pytest.raises(Refused):
        shop.book.plans.end(plan.id, "আবার")
    shop.book.history.undo(shop.book.history.last_operation())
    assert shop.book.plans.get(plan.id) == plan


def test_making_a_plan_can_be_taken_back(shop: TestShop, plan: Plan) -> None:
    shop.book.history.undo(shop.book.history.last_operation())
    assert shop.book.plans.ids("all") == [] and shop.book.plans.of_sale(plan.sale_id) is None
    assert check(shop.book).is_whole


def test_a_voided_memo_ends_its_plan(shop: TestShop, plan: Plan) -> None:
    shop.book.sales.void_sale(plan.sale_id, "ফ্রিজ ফেরত দিলেন")
    ended = shop.book.plans.get(plan.id)
    assert (ended.ended_on, ended.end_reason, ended.left_paisa) == (shop.today, "ফ্রিজ ফেরত দিলেন", 0)
    assert shop.book.plans.ids() == [] and check(shop.book).is_whole


def test_what_cannot_be_shared_out_is_said(shop: TestShop, plan: Plan) -> None:
    plans, paid_up = shop.book.plans, buys(shop.customer("করিম"), 500, 500)
    past = shop.today - dt.timedelta(1)
    for draft, fields in [
        (PlanDraft(paid_up, 2), {"financed", "count"}),
        (PlanDraft(plan.sale_id, 0, "day"), {"every", "count"}),
        (PlanDraft(plan.sale_id, 3, first_due_on=past, financed_paisa=5), {"first_due_on", "financed"}),
        (PlanDraft(plan.sale_id, 3, guarantors=(GuarantorDraft(""),)), {"guarantors.0.name"}),
    ]:
        with pytest.raises(Invalid) as refused:
            plans.make(draft)
        assert set(refused.value.problems) == fields
    with pytest.raises(NotFound):
        plans.make(PlanDraft(12345, 3))
    line = LineDraft(name="বাল্ব", unit_price_paisa=100)
    nobodys = shop.book.sales.record_sale(SaleDraft(shop.today, (line,), paid_paisa=100))
    with pytest.raises(Refused):
        plans.make(PlanDraft(nobodys.id, 2))
    assert plans.ids("all") == [plan.id]


def test_an_instalment_is_missed_the_day_after_its_day_and_not_on_it(shop: TestShop, plan: Plan) -> None:
    due_on = plan.instalments[0].due_on
    assert [plan.missed(due_on + dt.timedelta(n)) for n in (-1, 0, 1)] == [0, 0, 1]
    assert [plan.late_paisa(due_on + dt.timedelta(n)) for n in (0, 1)] == [0, 4_000_00]


def test_a_down_payment_taken_back_leaves_no_more_to_come_by_instalments_than_was_shared_out(
    shop: TestShop, plan: Plan
) -> None:
    down = next(line for line in shop.book.dues.statement(plan.customer_id) if line.kind == "payment")
    shop.book.dues.reverse(down.id, "জাল নোট")
    now = shop.book.plans.get(plan.id)
    assert (now.left_paisa, now.paid_paisa, paid(now)) == (24_000_00, 0, [0] * 6)
    pays(shop, plan, 7_000)
    now = shop.book.plans.get(plan.id)
    assert (now.left_paisa, paid(now)[:2]) == (23_000_00, [1_000, 0]), (
        "the down payment first, then the instalments"
    )
    assert check(shop.book).is_whole


def test_another_paper_that_came_to_nothing_does_not_move_the_day_an_instalment_was_paid() -> None:
    other, memo = 7, 8
    account = [
        Entry(1, D(2026, 1, 1), "sale", 100_00, sale_id=other),
        Entry(2, D(2026, 1, 2), "sale", 200_00, sale_id=memo),
        Entry(3, D(2026, 1, 3), "payment", -50_00),
        Entry(4, D(2026, 1, 4), "payment", -100_00, sale_id=other),
    ]
    without = [each for each in account if each.sale_id != other]
    assert open_over_time(account, memo) == open_over_time(without, memo)
    assert open_over_time(without, memo)[-1] == (D(2026, 1, 3), 150_00)
