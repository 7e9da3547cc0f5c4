"""When the shop stays silent: quiet days, do-not-call, one call a week, low spirits; and how the owner lifts it."""

from __future__ import annotations

import datetime as dt

import pytest

from shopbook.followups.model import Hold, Item, Lane
from shopbook.followups.rules import RULES
from tests.core.followups.cases import CASES, Case
from tests.core.followups.telling import DUE, Telling, day


def holds(tell: Telling, on: dt.date = DUE) -> dict[str, Hold | None]:
    """What holds back each rule's item."""
    return {item.rule: item.held_by for item in tell.items(on)}


def test_quiet_days_hide_dues_and_selling_but_not_care(tell: Telling) -> None:
    who = tell.customer()
    tell.note(who, day("11-10"), DUE, kind="death", quiet_until=DUE)
    tell.promise(who, DUE)
    tell.sale(who, day("11-15"))
    tell.warranty(who, day("12-03"))
    assert holds(tell) == {
        "note_followup": None,
        "pay_promise": Hold.QUIET,
        "durable_sold": Hold.QUIET,
        "warranty_ending": Hold.QUIET,
    }
    assert tell.today(DUE).hidden_counts == {"quiet": 3}
    after = holds(tell, DUE + dt.timedelta(1))
    assert after["pay_promise"] is None


def test_grief_in_a_household_silences_every_record_of_its_phone(tell: Telling) -> None:
    wife, husband = tell.customer("সালমা", "1711000001"), tell.customer("করিম", "1711000001")
    tell.note(wife, DUE, kind="death", quiet_until=day("12-28"))
    tell.promise(husband, DUE)
    assert tell.card(DUE).lane is Lane.HELD


def test_an_angry_talk_brings_three_days_without_dues(tell: Telling) -> None:
    who = tell.customer()
    tell.promise(who, day("11-10"))
    tell.talk(who, DUE, direction="in", mood="angry")
    seen = [holds(tell, DUE + dt.timedelta(n))["pay_promise"] for n in range(5)]
    assert seen == [Hold.QUIET] * 4 + [None]


def test_do_not_call_hides_all_but_the_call_back_they_asked_for(tell: Telling) -> None:
    who = tell.customer(phone="1711000001", do_not_call=1, birth_m=11, birth_d=20)
    tell.promise(who, DUE)
    tell.callback("1711000001", customer_id=who)
    assert holds(tell) == {
        "callback": None,
        "pay_promise": Hold.DO_NOT_CALL,
        "birthday_customer": Hold.DO_NOT_CALL,
    }


def test_do_not_call_until_a_day_ends_with_that_day(tell: Telling) -> None:
    tell.promise(tell.customer(do_not_call=1, do_not_call_until=DUE), DUE)
    assert holds(tell)["pay_promise"] is Hold.DO_NOT_CALL
    assert holds(tell, DUE + dt.timedelta(1))["pay_promise"] is None


@pytest.mark.parametrize(("days_ago", "held"), [(0, True), (6, True), (7, False)])
def test_one_proactive_call_a_week(tell: Telling, days_ago: int, held: bool) -> None:
    who = tell.customer(birth_m=11, birth_d=21)
    tell.talk(who, DUE - dt.timedelta(days_ago), reasons='["gift_reached:gift:1:2026-11-01"]')
    assert (holds(tell)["birthday_customer"] is Hold.CAP) is held


def test_their_own_call_and_a_vain_try_do_not_fill_the_week(tell: Telling) -> None:
    who = tell.customer(birth_m=11, birth_d=21)
    tell.talk(who, DUE - dt.timedelta(2), direction="in")
    tell.talk(who, DUE - dt.timedelta(1), outcome="no_answer")
    assert holds(tell)["birthday_customer"] is None


def test_promises_agreed_calls_and_a_coming_child_are_above_the_cap(tell: Telling) -> None:
    who = tell.customer(phone="1711000001")
    tell.talk(who, DUE - dt.timedelta(2), next_on=DUE)
    tell.promise(who, DUE)
    tell.member(who, "wife", expected_on=day("11-25"))
    tell.callback("1711000001", customer_id=who)
    tell.owes(who, day("2026-09-01"))
    assert set(tell.rules(DUE)) == {"call_later", "pay_promise", "pregnancy", "callback"}


def test_who_said_on_the_phone_that_they_come_to_buy_stands_there_on_that_very_day(tell: Telling) -> None:
    who = tell.customer(phone="1711000001")
    tell.talk(who, DUE - dt.timedelta(1), outcome="promised_buy")
    tell.will_buy(who, DUE)
    assert holds(tell)["buy_promise"] is None


def test_the_owner_may_lift_a_block(tell: Telling) -> None:
    who = tell.customer()
    tell.note(who, DUE, kind="death", quiet_until=day("12-28"))
    tell.promise(who, DUE)
    tell.it_is(DUE)
    card = tell.card()
    assert card.lane is Lane.HELD
    tell.list.release(card.reasons)
    assert tell.card().lane is Lane.NOW


def test_nothing_held_is_lost_from_sight(tell: Telling) -> None:
    tell.promise(tell.customer(do_not_call=1), DUE)
    found = tell.today(DUE)
    assert [card.lane for card in found.all_cards()] == [Lane.HELD]
    assert found.hidden_counts == {"do_not_call": 1}


# ---- every rule under every block

EVERY = frozenset(rule.name for rule in RULES)
SELLING = {
    *(
        "halkhata",
        "pay_promise",
        "instalment",
        "old_due",
        "credit_limit",
        "durable_sold",
        "first_purchase",
        "warranty_ending",
        "cover_ending",
    ),
    *("buy_promise", "demand_arrived", "used_up", "keep_in_touch", "sleeping", "feedback"),
}
OFFERS = {"used_up", "sleeping"}
GREETINGS = {
    *("birthday_customer", "birthday_child", "wedding_day", "yearly_note", "first_purchase", "referral"),
    *("keep_in_touch", "feedback"),
}
UNCAPPED = {
    *("callback", "call_later", "shop_promise", "complaint", "complaint_check", "pay_promise", "pregnancy"),
    "instalment",
    *("manual_reminder", "review", "buy_promise", "demand_arrived"),
    *("job_late", "job_ready", "job_at_company"),
}
# What each block holds back, as the page says; desk work (review) calls nobody.
BLOCKS = {
    Hold.QUIET: SELLING,
    Hold.DO_NOT_CALL: EVERY
    - {"callback", "shop_promise", "review", "job_late", "job_ready", "job_at_company"},
    Hold.COMPLAINT: OFFERS | GREETINGS,
    Hold.CAP: EVERY - UNCAPPED,
}


def block(tell: Telling, hold: Hold, who: int) -> None:
    match hold:
        case Hold.QUIET:
            tell.note(who, DUE - dt.timedelta(9), kind="death", quiet_until=DUE)
        case Hold.DO_NOT_CALL:
            tell.change("customer", who, do_not_call=1)
        case Hold.COMPLAINT:
            tell.complaint(who, DUE - dt.timedelta(3), promised_on=DUE + dt.timedelta(3))
        case Hold.CAP:
            tell.talk(who, DUE - dt.timedelta(2), reasons='["something else"]')


def the_item(tell: Telling, rule: str) -> Item:
    return tell.item(rule, DUE)


@pytest.mark.parametrize("hold", BLOCKS, ids=lambda hold: hold.value)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.rule)
def test_each_block_hides_what_it_must_and_nothing_else(tell: Telling, case: Case, hold: Hold) -> None:
    who = tell.customer(phone="1711000001")
    case.build(tell, who, DUE)
    block(tell, hold, who)
    found = the_item(tell, case.rule)
    assert (found.held_by is hold) is (case.rule in BLOCKS[hold])
    assert found.held_by in (hold, None)
    if found.held_by is not None:
        tell.it_is(DUE)
        tell.list.release([found])
        assert the_item(tell, case.rule).held_by is None


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.rule)
def test_a_customer_at_risk_is_offered_nothing_until_a_happy_word(tell: Telling, case: Case) -> None:
    who = tell.customer(phone="1711000001")
    case.build(tell, who, DUE)
    settled = tell.settled(who, DUE - dt.timedelta(60))
    assert (the_item(tell, case.rule).held_by is Hold.COMPLAINT) is (case.rule in OFFERS)
    tell.change("complaint", settled, cleared_on=DUE)
    assert the_item(tell, case.rule).held_by is None


def test_a_withdrawn_complaint_and_a_rumour_hold_nothing_back(tell: Telling) -> None:
    who = tell.customer(phone="1711000001", birth_m=11, birth_d=20)
    tell.complaint(who, DUE, status="withdrawn")
    tell.complaint(None, DUE)
    assert holds(tell)["birthday_customer"] is None


def test_a_complaint_of_one_silences_the_greetings_of_the_whole_household(tell: Telling) -> None:
    wife, husband = tell.customer("সালমা", "1711000001"), tell.customer("করিম", "1711000001")
    tell.complaint(wife, DUE)
    tell.change("customer", husband, birth_m=11, birth_d=20)
    assert holds(tell)["birthday_customer"] is Hold.COMPLAINT
    assert tell.today(DUE).hidden_counts == {"complaint": 1}
