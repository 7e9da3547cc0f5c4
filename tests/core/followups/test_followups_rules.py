"""Every rule by its table: the day before, the day, after it, the window's end and after it, a holiday, cleared."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from shopbook.followups.rules import RULES
from tests.core.followups.telling import DUE, Telling, day, instant

ONE = dt.timedelta(1)


@dataclass(frozen=True)
class Case:
    """A fact that comes up on DUE; `last`: its last day, None for hard; `side`: where the holiday moves it."""

    rule: str
    build: Callable[[Telling, int], int]
    last: dt.date | None
    side: str
    clear: Callable[[Telling, int, int], object] | None = None  # None: a talk on the day clears it


def _unresolved(tell: Telling, who: int) -> int:
    return tell.note(who, day("11-09"), day("11-11"), needs_closing=1)


def _old_due(tell: Telling, who: int) -> int:
    tell.owes(who, day("10-19"))
    return who


def _first_purchase(tell: Telling, who: int) -> int:
    tell.change("customer", who, sales_count=1, first_sale_on=day("11-11"))
    return who


def _birthday(tell: Telling, who: int) -> int:
    tell.change("customer", who, birth_m=11, birth_d=21)
    return who


def _wedding(tell: Telling, who: int) -> int:
    tell.change("customer", who, wedding_m=11, wedding_d=19)
    return who


def _review(tell: Telling, who: int) -> int:
    tell.change("customer", who, needs_review=1, created_at=instant(DUE))
    return who


def _yearly(tell: Telling, who: int) -> int:
    note = tell.note(who, day("2020-11-19"), kind="other")
    return tell.insert("note_followup", note_id=note, due_on=day("2020-11-19"), yearly=1)


CASES = [
    Case("callback", lambda tell, who: tell.callback(customer_id=who), None, "hard"),
    Case(
        "call_later",
        lambda tell, who: tell.talk(who, day("11-15"), outcome="call_later", next_on=DUE),
        None,
        "hard",
    ),
    Case("note_followup", lambda tell, who: tell.note(who, day("11-16"), DUE), day("11-23"), "after"),
    # Asked three times, a week apart, each with its week; the next asking takes over from the one before.
    Case("note_unresolved", _unresolved, day("12-09"), "after"),
    Case(
        "pay_promise",
        lambda tell, who: tell.promise(who, DUE),
        None,
        "hard",
        lambda tell, who, row: tell.change("pay_promise", row, closed_on=DUE, status="kept"),
    ),
    Case(
        "old_due",
        _old_due,
        None,
        "hard",
        lambda tell, who, row: tell.change("customer", who, balance_paisa=0, oldest_unpaid_on=None),
    ),
    Case(
        "thank_you",
        lambda tell, who: tell.sale(
            who, day("11-01"), durable=0, delivery="delivered", delivered_on=day("11-17")
        ),
        day("11-23"),
        "after",
    ),
    Case("durable_sold", lambda tell, who: tell.sale(who, day("11-15")), day("11-29"), "after"),
    Case("first_purchase", _first_purchase, day("12-02"), "after"),
    Case("warranty_ending", lambda tell, who: tell.warranty(who, day("12-03")), day("12-03"), "before"),
    Case("birthday_customer", _birthday, day("11-24"), "before"),
    Case(
        "birthday_child",
        lambda tell, who: tell.member(who, birth_y=2023, birth_m=11, birth_d=21),
        day("11-24"),
        "before",
    ),
    Case("wedding_day", _wedding, day("11-21"), "before"),
    Case("yearly_note", _yearly, day("11-21"), "before"),
    # A week before and three days after the expected day; the second call's window is a fortnight.
    Case(
        "pregnancy",
        lambda tell, who: tell.member(who, "wife", expected_on=day("11-25")),
        day("12-12"),
        "before",
    ),
    Case(
        "gift_reached",
        lambda tell, who: tell.insert(
            "gift", customer_id=who, what="মিষ্টি", given_on=day("11-16"), place="home"
        ),
        day("11-25"),
        "after",
    ),
    Case(
        "manual_reminder",
        lambda tell, who: tell.insert("manual_reminder", customer_id=who, title="চাবি ফেরত", start_on=DUE),
        None,
        "hard",
        lambda tell, who, row: tell.list.finish_reminder(row, DUE),
    ),
    Case(
        "review",
        _review,
        dt.date.max,
        "desk",
        lambda tell, who, row: tell.change("customer", who, needs_review=0),
    ),
]
TABLE = pytest.mark.parametrize("case", CASES, ids=lambda case: case.rule)


def test_every_rule_has_its_table() -> None:
    assert [case.rule for case in CASES if case.rule] and {case.rule for case in CASES} == {
        rule.name for rule in RULES
    }


@TABLE
def test_an_item_enters_on_its_day_and_soft_ones_leave_after_their_window(case: Case, tell: Telling) -> None:
    case.build(tell, tell.customer(phone="1711000001"))
    assert case.rule not in tell.rules(DUE - ONE)
    assert tell.rules(DUE) == [case.rule]
    assert case.rule in tell.rules(DUE + ONE)
    if case.last is None:
        assert case.rule in tell.rules(DUE + dt.timedelta(400))
    elif case.last < dt.date.max:
        assert case.rule in tell.rules(case.last)
        assert case.rule not in tell.rules(case.last + ONE)


@TABLE
def test_the_clearing_action_takes_it_off_the_list(case: Case, tell: Telling) -> None:
    who = tell.customer(phone="1711000001")
    row = case.build(tell, who)
    tell.talk(who, DUE - dt.timedelta(30))
    assert case.rule in tell.rules(DUE), "a talk long ago must not clear it"
    if case.clear is not None:
        case.clear(tell, who, row)
    else:
        tell.talk(who, DUE, direction="in")
    assert tell.items(DUE) == []
    assert tell.items(DUE + ONE) == []


@TABLE
def test_the_weekly_holiday_moves_soft_items_and_never_hides_hard_ones(case: Case, tell: Telling) -> None:
    tell.keeps(weekly_holiday=DUE.weekday())
    case.build(tell, tell.customer(phone="1711000001"))
    seen = [day for day in (DUE - ONE, DUE, DUE + ONE) if case.rule in tell.rules(day)]
    expected = {
        "before": [DUE - ONE, DUE + ONE],  # the open day before; on the holiday itself nobody is called
        "after": [DUE + ONE],
        "hard": [DUE, DUE + ONE],
        "desk": [DUE, DUE + ONE],
    }
    assert seen == expected[case.side]


@TABLE
def test_what_is_hard_is_marked_and_grows_late(case: Case, tell: Telling) -> None:
    case.build(tell, tell.customer(phone="1711000001"))
    [item] = tell.items(DUE + ONE)
    assert item.hard is (case.last is None)
    if item.hard:
        assert item.days_late == 1
    assert item.key.startswith(f"{case.rule}:{item.source_kind}:{item.source_id}:")


@TABLE
def test_done_and_skipped_items_do_not_come_back(case: Case, tell: Telling) -> None:
    case.build(tell, tell.customer(phone="1711000001"))
    tell.it_is(DUE)
    tell.list.done(tell.items())
    assert tell.items() == []
    assert tell.today().counts.done_today == 1


@TABLE
def test_a_customer_in_the_trash_is_not_called(case: Case, tell: Telling) -> None:
    who = tell.customer(phone="1711000001")
    case.build(tell, who)
    tell.change("customer", who, deleted_at=instant(DUE))
    assert [item.rule for item in tell.items(DUE)] in ([], ["callback"])
