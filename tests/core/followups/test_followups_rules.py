"""Every rule by its table: the day before, the day, after it, the window's end and after it, a holiday, cleared."""

from __future__ import annotations

import datetime as dt

import pytest

from shopbook.errors import Refused
from shopbook.followups.rules import BY_NAME, RULES
from tests.core.followups.cases import CASES, FOR_EVER, Case
from tests.core.followups.telling import DUE, Telling, instant

ONE = dt.timedelta(1)
TABLE = pytest.mark.parametrize("case", CASES, ids=lambda case: case.rule)
# A Wednesday; the leap day; the end of February in a common year and the day after it.
DAYS = pytest.mark.parametrize(
    "due", [DUE, dt.date(2028, 2, 29), dt.date(2027, 2, 28), dt.date(2027, 3, 1)], ids=str
)
# The table of the page: weight, and what always enters.
WEIGHTS = {
    "callback": 100, "call_later": 95, "shop_promise": 95, "complaint": 90, "complaint_check": 70,
    "job_late": 90, "job_ready": 85, "job_at_company": 60,
    "note_followup": 80, "note_unresolved": 55, "pay_promise": 75, "instalment": 70,
    "halkhata": 50, "old_due": 55, "credit_limit": 50,
    "confirm_order": 75, "thank_you": 60, "durable_sold": 45, "first_purchase": 45, "warranty_ending": 40,
    "cover_ending": 35, "service_visit": 45,
    "birthday_customer": 50, "birthday_child": 50, "wedding_day": 40, "yearly_note": 40, "pregnancy": 70,
    "gift_reached": 35, "buy_promise": 60, "demand_arrived": 70, "used_up": 40, "keep_in_touch": 25,
    "sleeping": 30, "feedback": 20, "referral": 65, "manual_reminder": 60, "review": 5,
}  # fmt: skip
ENTER = {
    *("callback", "call_later", "shop_promise", "complaint", "complaint_check"),
    *(
        "pay_promise",
        "instalment",
        "buy_promise",
        "manual_reminder",
        "job_late",
        "job_ready",
        "job_at_company",
    ),
}
# Only what is written in their own sheet closes these; a tick is refused.
TOLD = {"complaint", "complaint_check", "buy_promise", "feedback"}


def test_every_rule_has_its_table_its_weight_and_its_words() -> None:
    names = [rule.name for rule in RULES]
    assert sorted(case.rule for case in CASES) == sorted(names) and len(names) == len(set(names))
    assert {rule.name: rule.weight for rule in RULES} == WEIGHTS
    assert {rule.name for rule in RULES if rule.enters} == ENTER
    assert all(rule.about.text.endswith(".") and rule.label.text for rule in RULES)


@DAYS
@TABLE
def test_an_item_enters_on_its_day_and_soft_ones_leave_after_their_window(
    case: Case, due: dt.date, tell: Telling
) -> None:
    case.build(tell, tell.customer(phone="1711000001"), due)
    assert case.rule not in tell.rules(due - ONE)
    assert tell.rules(due) == [case.rule]
    assert case.rule in tell.rules(due + ONE)
    if case.window is None or case.window == FOR_EVER:
        assert case.rule in tell.rules(due + dt.timedelta(400))
    else:
        last = due + dt.timedelta(case.window)
        assert case.rule in tell.rules(last)
        assert case.rule not in tell.rules(last + ONE)


@DAYS
@TABLE
def test_the_clearing_action_takes_it_off_the_list(case: Case, due: dt.date, tell: Telling) -> None:
    who = tell.customer(phone="1711000001")
    row = case.build(tell, who, due)
    tell.talk(who, due - dt.timedelta(30))
    assert case.rule in tell.rules(due), "a talk long ago must not clear it"
    if case.clear is not None:
        case.clear(tell, who, row, due)
    else:
        tell.talk(who, due, direction="in")
    assert tell.items(due) == []
    assert tell.items(due + ONE) == []


@TABLE
def test_a_talk_clears_what_the_table_says_and_nothing_else(case: Case, tell: Telling) -> None:
    who = tell.customer(phone="1711000001")
    case.build(tell, who, DUE)
    tell.talk(who, DUE, direction="in")
    cleared = case.clear is None or case.rule in ("referral", "keep_in_touch")
    assert [item.rule for item in tell.items(DUE)] == ([] if cleared else [case.rule])


@TABLE
def test_the_weekly_holiday_moves_soft_items_and_never_hides_hard_ones(case: Case, tell: Telling) -> None:
    tell.keeps(weekly_holiday=DUE.weekday())
    case.build(tell, tell.customer(phone="1711000001"), DUE)
    seen = [day for day in (DUE - ONE, DUE, DUE + ONE) if case.rule in tell.rules(day)]
    expected = {
        "before": [DUE - ONE, DUE + ONE],  # the open day before; on the holiday itself nobody is called
        "before_hard": [DUE - ONE, DUE, DUE + ONE],
        "after": [DUE + ONE],
        "hard": [DUE, DUE + ONE],
        "desk": [DUE, DUE + ONE],
    }
    assert seen == expected[case.side]


@TABLE
def test_what_is_hard_is_marked_and_grows_late(case: Case, tell: Telling) -> None:
    case.build(tell, tell.customer(phone="1711000001"), DUE)
    [item] = tell.items(DUE + ONE + dt.timedelta(case.late))
    assert item.hard is (case.window is None)
    if item.hard:
        assert item.days_late == 1
    assert item.key.startswith(f"{case.rule}:{item.source_kind}:{item.source_id}:")


@TABLE
def test_a_done_item_does_not_come_back_and_an_unwritten_answer_cannot_be_ticked(
    case: Case, tell: Telling
) -> None:
    case.build(tell, tell.customer(phone="1711000001"), DUE)
    tell.it_is(DUE)
    before = tell.card()
    if case.rule in TOLD:
        with pytest.raises(Refused) as refused:
            tell.list.done(before.reasons)
        assert refused.value.advice is not None
        assert tell.card() == before
        return
    tell.list.done(before.reasons)
    assert tell.items() == []
    assert tell.today().counts.done_today == 1


@TABLE
def test_a_skipped_item_does_not_come_back_and_a_complaint_is_never_skipped(
    case: Case, tell: Telling
) -> None:
    case.build(tell, tell.customer(phone="1711000001"), DUE)
    tell.it_is(DUE)
    before = tell.card()
    if case.rule == "complaint":
        with pytest.raises(Refused):
            tell.list.skip(before.reasons, "পরে")
        assert tell.card() == before
        return
    tell.list.skip(before.reasons, "দরকার নেই")
    assert tell.items() == []
    tell.list.reopen(before.reasons)
    assert tell.card() == before


@TABLE
def test_put_off_it_comes_back_and_inside_its_window(case: Case, tell: Telling) -> None:
    case.build(tell, tell.customer(phone="1711000001"), DUE)
    tell.it_is(DUE)
    tell.list.snooze(tell.card().reasons, "next_week")
    back = DUE + dt.timedelta(min(7, 7 if case.window is None else case.window))
    assert case.rule not in tell.rules(back - ONE)
    tell.it_is(back)
    assert case.rule in tell.rules()


@TABLE
def test_a_customer_in_the_trash_is_not_called(case: Case, tell: Telling) -> None:
    who = tell.customer(phone="1711000001")
    case.build(tell, who, DUE)
    tell.change("customer", who, deleted_at=instant(DUE))
    assert [item.rule for item in tell.items(DUE)] in ([], ["callback"])


@TABLE
def test_a_rule_switched_off_is_silent_and_a_promise_cannot_be(case: Case, tell: Telling) -> None:
    case.build(tell, tell.customer(phone="1711000001"), DUE)
    if BY_NAME[case.rule].always_on:
        with pytest.raises(Refused):
            tell.list.tune(case.rule, on=False)
        assert tell.rules(DUE) == [case.rule]
        return
    tell.it_is(DUE)
    assert tell.list.preview(case.rule, on=False).removed == 1
    tell.list.tune(case.rule, on=False)
    assert tell.items() == []
    assert tell.list.preview(case.rule, on=True).added == 1
    tell.list.tune(case.rule, on=True)
    assert tell.rules() == [case.rule]
