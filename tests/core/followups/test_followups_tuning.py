"""Switching and tuning: what the settings show, what is refused, what a change would do, a book that is too young."""

from __future__ import annotations

import datetime as dt

import pytest

from shopbook.errors import Invalid, NotFound, Refused
from shopbook.followups.rules import RULES
from shopbook.followups.tuning import GROUPS, Preview, RuleState
from tests.core.followups.telling import DUE, Telling, day

ONE = dt.timedelta(1)
PROMISES = {
    "callback",
    "call_later",
    "shop_promise",
    "complaint",
    "pay_promise",
    "instalment",
    "manual_reminder",
    "job_late",
}


def state(tell: Telling, rule: str) -> RuleState:
    return next(found for found in tell.list.rules() if found.name == rule)


def numbers(tell: Telling, rule: str) -> dict[str, int]:
    return {tuned.name: tuned.value for tuned in state(tell, rule).values}


def test_every_rule_stands_in_the_settings_once_and_in_its_group(tell: Telling) -> None:
    shown = tell.list.rules()
    assert sorted(one.name for one in shown) == sorted(rule.name for rule in RULES)
    groups = [one.group for one in shown]
    assert groups == sorted(groups, key=list(GROUPS).index) and set(groups) == set(GROUPS)
    assert {one.name for one in shown if one.always_on} == PROMISES
    assert all(one.is_standard and one.asleep_until is None for one in shown)
    # It invites people to bring things back: a shop must want that.
    assert [one.name for one in shown if not one.on] == ["cover_ending"]


def test_a_number_moves_the_day_it_comes_up(tell: Telling) -> None:
    tell.sale(tell.customer(), DUE)
    tell.list.tune("durable_sold", values={"after": 5, "window": 2, "weight": 70})
    assert [n for n in range(12) if tell.rules(DUE + n * ONE)] == [5, 6, 7]
    assert tell.item("durable_sold", DUE + 5 * ONE).weight == 70
    assert numbers(tell, "durable_sold") == {"after": 5, "window": 2, "weight": 70}
    assert not state(tell, "durable_sold").is_standard


def test_setting_one_number_leaves_the_others_and_the_switch(tell: Telling) -> None:
    tell.list.tune("sleeping", on=False)
    tell.list.tune("sleeping", values={"window": 10})
    tell.list.tune("sleeping", values={"again": 90})
    assert numbers(tell, "sleeping") == {"again": 90, "window": 10, "weight": 30}
    assert not state(tell, "sleeping").on


def test_what_is_back_as_it_came_is_not_kept(tell: Telling) -> None:
    tell.list.tune("sleeping", on=False, values={"window": 10})
    tell.list.tune("sleeping", on=True, values={"window": 30})
    assert tell.shop.book.settings.kept("rule.sleeping") == {"values": {}}


def test_a_weight_that_depends_moves_as_a_whole(tell: Telling) -> None:
    who = tell.customer()
    tell.member(who, birth_y=2025, birth_m=11, birth_d=20)  # the first birthday: 65, not 50
    tell.list.tune("birthday_child", values={"weight": 40})
    assert tell.item("birthday_child", DUE).weight == 55
    tell.list.tune("birthday_child", values={"weight": 100})
    assert tell.item("birthday_child", DUE).weight == 100


def test_days_of_a_vip_a_regular_and_their_own(tell: Telling) -> None:
    tell.customer("ভিআইপি", "1711000001", tier="vip", last_contact_on=DUE - 20 * ONE)
    tell.customer("নিয়মিত", "1711000002", sales_count=3, last_sale_on=DUE - 40 * ONE)
    own = tell.customer("নিজের", "1711000003", touch_days=10, last_contact_on=DUE - 10 * ONE)
    assert [item.customer_id for item in tell.items(DUE)] == [own]
    tell.list.tune("keep_in_touch", values={"vip_days": 20, "regular_days": 40})
    assert len(tell.items(DUE)) == 3


def test_not_called_they_come_up_again_after_as_many_days(tell: Telling) -> None:
    tell.customer("ভিআইপি", tier="vip", last_contact_on=DUE - 30 * ONE)
    tell.it_is(DUE)
    tell.list.skip(tell.card().reasons, "ব্যস্ত")
    assert [n for n in (0, 1, 29, 30, 31) if tell.rules(DUE + n * ONE)] == [30, 31]


def test_one_who_only_came_into_the_book_counts_from_that_day(tell: Telling) -> None:
    tell.it_is(DUE)
    tell.customer("ভিআইপি", tier="vip")
    assert [n for n in (0, 29, 30) if tell.rules(DUE + n * ONE)] == [30]


def test_a_sleeper_is_called_twice_and_then_lost(tell: Telling) -> None:
    tell.customer(sales_count=4, last_sale_on=DUE - 61 * ONE, sleeps_on=DUE, last_contact_on=DUE)
    seen = {n: tell.rules(DUE + n * ONE) for n in range(300)}
    sleeping = [n for n, rules in seen.items() if "sleeping" in rules]
    assert sleeping == [*range(31), *range(60, 91)]
    assert all(rules == [] for n, rules in seen.items() if n > 90)


def test_a_question_missed_once_is_asked_half_a_year_later(tell: Telling) -> None:
    tell.customer(sales_count=3, first_sale_on=DUE - 180 * ONE, last_sale_on=DUE + 400 * ONE)
    assert [n for n in (0, 30, 31, 179, 180, 210, 211) if tell.rules(DUE + n * ONE)] == [0, 30, 180, 210]


def test_a_gift_given_for_the_birthday_is_the_greeting(tell: Telling) -> None:
    who = tell.customer(birth_m=11, birth_d=21)
    child = tell.member(who, birth_y=2023, birth_m=11, birth_d=21)
    tell.insert("gift", customer_id=who, what="শাড়ি", given_on=DUE - 30 * ONE, reached="yes")
    assert tell.rules(DUE) == ["birthday_child", "birthday_customer"]
    tell.insert("gift", customer_id=who, family_member_id=child, what="জামা", given_on=DUE, reached="yes")
    assert tell.rules(DUE) == ["birthday_customer"]


def test_a_limit_the_owner_has_seen_is_silent_until_more_is_taken(tell: Telling) -> None:
    who = tell.customer()
    tell.on_credit(who, DUE, taka=6_000, limit=5_000)
    tell.it_is(DUE)
    tell.list.done(tell.card().reasons)
    assert "credit_limit" not in tell.rules(DUE + 5 * ONE)
    tell.on_credit(who, DUE + 6 * ONE, taka=1_000, limit=5_000)
    assert "credit_limit" in tell.rules(DUE + 6 * ONE)


def test_another_of_the_same_category_bought_since_is_enough(tell: Telling) -> None:
    who = tell.customer()
    tell.used(who, DUE - 27 * ONE, category="ফিল্টার")
    later = tell.used(who, DUE - 27 * ONE, category="ফিল্টার")
    assert [item.source_id for item in tell.items(DUE)] == [later]
    tell.used(who, DUE - 5 * ONE, category="ফিল্টার")
    assert tell.rules(DUE) == []
    tell.used(who, DUE - 27 * ONE, category="গ্যাস")
    assert tell.rules(DUE) == ["used_up"]


# ---- refusals


def test_a_promise_is_never_switched_off(tell: Telling) -> None:
    for rule in PROMISES:
        with pytest.raises(Refused):
            tell.list.tune(rule, on=False)
        with pytest.raises(Refused):
            tell.list.preview(rule, on=False)
        tell.list.tune(rule, values={"weight": 5})
    with tell.store.operation():
        tell.shop.book.settings.keep("rule.callback", {"on": False})
    assert state(tell, "callback").on, "whatever is written in the book"


def test_numbers_out_of_bounds_are_named(tell: Telling) -> None:
    with pytest.raises(Invalid) as caught:
        tell.list.tune("sleeping", values={"window": 0, "again": 1_000, "weight": 4, "days": 3})
    assert set(caught.value.problems) == {"window", "again", "weight", "days"}
    with pytest.raises(NotFound):
        tell.list.tune("horoscope", on=True)
    assert state(tell, "sleeping").is_standard


# ---- what a change would do


def test_the_preview_counts_households_and_writes_nothing(tell: Telling) -> None:
    for n in range(7):
        tell.sale(tell.customer(phone=f"171100000{n}"), DUE - 20 * ONE)
    twin = tell.customer("ভাই", "1711000000")
    tell.sale(twin, DUE - 20 * ONE)
    tell.promise(tell.customer(phone="1711000006"), DUE)
    tell.it_is(DUE)
    before = tell.today()
    writes = tell.store.value("SELECT count(*) FROM journal")
    # Two share a phone, and one is on the list already for a promise.
    assert tell.list.preview("durable_sold", values={"after": 20}) == Preview(added=6, removed=0)
    assert not tell.list.preview("durable_sold", values={"after": 30})
    assert tell.store.value("SELECT count(*) FROM journal") == writes and tell.today() == before
    tell.list.tune("durable_sold", values={"after": 20})
    assert len(tell.today().cards) == len(before.cards) + 6
    assert tell.list.preview("durable_sold", on=False) == Preview(added=0, removed=6)


def test_more_than_a_day_can_take_is_said_to_be_more(tell: Telling) -> None:
    tell.keeps(day_capacity=1)
    for n in range(60):
        tell.sale(tell.customer(phone=f"17110000{n:02d}"), DUE - 20 * ONE)
    tell.it_is(DUE)
    found = tell.list.preview("durable_sold", values={"after": 20})
    assert found.at_least and 0 < found.added < 60


# ---- a young book


def test_what_could_nag_waits_until_the_book_has_thirty_days(tell: Telling) -> None:
    tell.kept_since(DUE)
    tell.customer("ভিআইপি", tier="vip", last_contact_on=DUE - 40 * ONE)
    tell.it_is(DUE)
    assert {one.name for one in tell.list.rules() if one.asleep_until} == {
        "keep_in_touch", "sleeping", "feedback",
    }  # fmt: skip
    assert state(tell, "keep_in_touch").asleep_until == DUE + 30 * ONE
    assert state(tell, "keep_in_touch").on
    assert [n for n in (0, 29, 30) if tell.rules(DUE + n * ONE)] == [30]


def test_memos_from_before_the_book_count_as_data(tell: Telling) -> None:
    tell.kept_since(DUE)
    tell.it_is(DUE)
    tell.sale(tell.customer(), day("11-08"), durable=0)
    assert state(tell, "sleeping").asleep_until == day("12-08")
    tell.sale(tell.customer(), day("2025-11-08"), durable=0, voided_on=DUE)
    assert state(tell, "sleeping").asleep_until == day("12-08"), "a voided memo is no data"
    tell.sale(tell.customer(), day("10-08"), durable=0)
    assert state(tell, "sleeping").asleep_until is None


def test_looking_back_honours_the_switches(tell: Telling) -> None:
    tell.it_is(DUE)
    tell.list.catch_up()
    tell.customer(birth_m=11, birth_d=20)
    tell.list.tune("birthday_customer", on=False)
    tell.it_is(day("11-29"))
    assert tell.list.catch_up().expired == {}


def test_a_change_tells_the_screens(tell: Telling) -> None:
    heard = []
    tell.store.listen(heard.append)
    tell.list.tune("sleeping", on=False)
    [changed] = heard
    assert changed.touches("setting") and changed.touches("followup")


def test_what_was_seen_before_a_change_is_not_shown_after_it(tell: Telling) -> None:
    """The list keeps the items it made; a change must not be answered from there."""
    tell.promise(tell.customer(), DUE)
    tell.it_is(DUE)
    assert tell.item("pay_promise").weight == 75
    tell.list.tune("pay_promise", values={"weight": 90})
    assert tell.item("pay_promise").weight == 90


def test_a_change_taken_back_in_the_history_is_as_if_never_made_and_can_be_made_again(tell: Telling) -> None:
    tell.list.tune("sleeping", on=False)
    tell.shop.book.history.undo(tell.shop.book.history.last_operation())
    assert state(tell, "sleeping").on
    tell.list.tune("sleeping", values={"window": 9})
    assert numbers(tell, "sleeping")["window"] == 9
    tell.list.tune("sleeping", on=False)
    assert not state(tell, "sleeping").on
