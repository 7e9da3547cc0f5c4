"""Instalments on the day's list: before the day, on it, every week until the money comes; and what they keep silent."""

from __future__ import annotations

import datetime as dt

from shopbook.dues.model import PaymentDraft
from shopbook.dues.plan_model import MISSES_TO_ASK as PLANS_MISSES
from shopbook.dues.plan_model import GuarantorDraft
from shopbook.followups.rules.dues import MISSES_TO_ASK
from shopbook.localisation.language import say, using
from tests.core.followups.telling import DUE, Telling
from tests.language import TODAY, Person

ONE = dt.timedelta(1)
MONTH = dt.timedelta(30)
UNCLE = GuarantorDraft("করিম মিয়া", "01811223344", "চাচা")


def seen(tell: Telling, rule: str, first: dt.date, days: int) -> list[int]:
    return [n for n in range(days) if rule in tell.rules(first + n * ONE)]


def why(tell: Telling, on: dt.date) -> str:
    with using("en"):
        return say(tell.item("instalment", on).why)


def on_kisti(tell: Telling, **details: object) -> Person:
    """A fridge in three months of 4,000, taken home today; through the program's own doors."""
    person = tell.shop.customer("রহিম", "01711000001")
    return person.buys_on_kisti("ফ্রিজ", 12_000, count=3, **details)


def test_it_stands_there_two_days_before_and_says_when_and_how_much(tell: Telling) -> None:
    tell.plan(tell.customer(phone="1711000001"), DUE + 2 * ONE, DUE + 2 * ONE + MONTH)
    assert seen(tell, "instalment", DUE - 2 * ONE, 4) == [2, 3]
    assert "4,000" in why(tell, DUE) and "comes due" in why(tell, DUE)
    assert "is due today" in why(tell, DUE + 2 * ONE)
    assert "4,000" in why(tell, DUE + 5 * ONE) and "3 days late" in why(tell, DUE + 5 * ONE)


def test_each_stage_is_asked_once_and_the_next_comes_all_the_same(tell: Telling) -> None:
    tell.plan(tell.customer(phone="1711000001"), DUE + 2 * ONE)
    asked = []
    for n in range(20):
        tell.it_is(DUE + n * ONE)
        if "instalment" in tell.rules():
            asked.append(n)
            tell.list.done(tell.card().reasons)
    assert asked == [0, 2, 9, 16], "two days before, the day, and every week"


def test_one_item_a_plan_however_many_are_missed(tell: Telling) -> None:
    days = [DUE + n * MONTH for n in range(4)]
    tell.plan(tell.customer(phone="1711000001"), *days)
    found = tell.items(DUE + 2 * MONTH + ONE)
    assert [item.rule for item in found] == ["instalment"]
    assert "3 instalments missed" in why(tell, DUE + 2 * MONTH + ONE) and "12,000" in why(
        tell, DUE + 2 * MONTH + ONE
    )
    assert found[0].overdue_paisa == 12_000_00 and found[0].days_late == 61


def test_guarantors_are_named_only_after_two_misses(tell: Telling) -> None:
    assert MISSES_TO_ASK == PLANS_MISSES
    person = on_kisti(tell, guarantors=(UNCLE,))
    told = []
    for days in (31, 62):
        on = TODAY + days * ONE
        tell.it_is(on)
        details = tell.list.details(tell.card())
        told.append(([one.name for one in details.guarantors], "guarantor" in why(tell, on)))
    assert told == [([], False), (["করিম মিয়া"], True)]
    tell.shop.book.dues.take_payment(PaymentDraft(person.id, 8_000_00, tell.shop.today))
    assert "instalment" not in tell.rules()


def test_without_guarantors_none_is_spoken_of(tell: Telling) -> None:
    on_kisti(tell)
    assert "guarantor" not in why(tell, TODAY + 70 * ONE)


def test_money_takes_it_off_and_the_next_one_comes_in_its_time(tell: Telling) -> None:
    person = on_kisti(tell)
    due = TODAY.replace(month=12)
    tell.it_is(due)
    assert "instalment" in tell.rules()
    person.pays(4_000)
    assert "instalment" not in tell.rules()
    assert seen(tell, "instalment", due, 32) == [29, 30, 31]


def test_an_old_due_leaves_the_word_to_the_plan(tell: Telling) -> None:
    on_kisti(tell)
    for days in (35, 60, 100):
        assert "old_due" not in tell.rules(TODAY + days * ONE)


def test_what_is_owed_beside_the_plan_is_asked_for_by_its_own_age(tell: Telling) -> None:
    person = on_kisti(tell, first_due_on=TODAY + 90 * ONE)
    tell.it_is(TODAY + 20 * ONE)
    person.owes(700)
    assert seen(tell, "old_due", TODAY + 45 * ONE, 8) == [5, 6, 7], "thirty days after it, not after the plan"
    item = tell.item("old_due", TODAY + 50 * ONE)
    assert item.overdue_paisa == 700_00
    assert item.late_since is None or item.days_late == 0


def test_a_plan_on_schedule_does_not_cross_the_limit_and_a_late_one_does(tell: Telling) -> None:
    person = tell.shop.customer("রহিম", "01711000001", credit_limit_paisa=5_000_00)
    person.buys_on_kisti("ফ্রিজ", 12_000, count=3)
    assert "credit_limit" not in tell.rules(TODAY)
    assert "credit_limit" in tell.rules(TODAY + 40 * ONE)
    person.owes(5_100)
    assert "credit_limit" in tell.rules(TODAY)


def test_after_a_plan_is_given_up_the_due_is_an_old_due_again(tell: Telling) -> None:
    person = on_kisti(tell)
    tell.shop.book.plans.end(tell.shop.book.plans.of_customer(person.id)[0].id, "একবারে দেবেন")
    assert tell.rules(TODAY + 40 * ONE) == ["old_due"]
