"""One fact for every rule, told so that it comes up on a given day: the table the rules are tested by."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from tests.core.followups.telling import Telling, instant


def days(n: int) -> dt.timedelta:
    """So many days."""
    return dt.timedelta(n)


@dataclass(frozen=True)
class Case:
    """A fact that comes up on a day.

    `window`: days it stays after that day, None for hard, FOR_EVER without an end. `side`: where the weekly holiday
    moves it. `clear`: what takes it off; None: a talk. `late`: its lateness counts from so many days later.
    """

    rule: str
    build: Callable[[Telling, int, dt.date], int]
    window: int | None
    side: str
    clear: Callable[[Telling, int, int, dt.date], object] | None = None
    late: int = 0


FOR_EVER = 10_000


def _first_purchase(tell: Telling, who: int, due: dt.date) -> int:
    tell.change("customer", who, sales_count=1, first_sale_on=due - days(7))
    return who


def _birthday(tell: Telling, who: int, due: dt.date) -> int:
    when = due + days(3)
    tell.change("customer", who, birth_m=when.month, birth_d=when.day)
    return who


def _child(tell: Telling, who: int, due: dt.date) -> int:
    when = due + days(3)
    return tell.member(who, birth_y=2023, birth_m=when.month, birth_d=when.day)


def _wedding(tell: Telling, who: int, due: dt.date) -> int:
    when = due + days(1)
    tell.change("customer", who, wedding_m=when.month, wedding_d=when.day)
    return who


def _review(tell: Telling, who: int, due: dt.date) -> int:
    tell.change("customer", who, needs_review=1, created_at=instant(due))
    return who


def _yearly(tell: Telling, who: int, due: dt.date) -> int:
    when = (due + days(1)).replace(year=2020)
    return tell.insert("note_followup", note_id=tell.note(who, when, kind="other"), due_on=when, yearly=1)


def _instalment(tell: Telling, who: int, due: dt.date) -> int:
    return tell.plan(who, due + days(2))


def _old_due(tell: Telling, who: int, due: dt.date) -> int:
    tell.owes(who, due - days(30))
    return who


def _halkhata(tell: Telling, who: int, due: dt.date) -> int:
    tell.change("customer", who, balance_paisa=4_500_00)
    return tell.guest(who, due + days(3))


def _money_back(tell: Telling, who: int, due: dt.date) -> int:
    tell.list.tune("cover_ending", on=True)  # off until a shop wants it
    card = tell.warranty(who, due + days(358), due - days(6))
    promise = {"kind": "money_back", "length": 7, "unit": "day"}
    return tell.insert("coverage", warranty_id=card, ends_on=due + days(1), **promise)


def _limit(tell: Telling, who: int, due: dt.date) -> int:
    tell.on_credit(who, due, taka=6_000, limit=5_000)
    return who


def _vip(tell: Telling, who: int, due: dt.date) -> int:
    tell.change("customer", who, tier="vip", last_contact_on=due - days(30))
    return who


def _sleeps(tell: Telling, who: int, due: dt.date) -> int:
    # Spoken to not long ago, so that keeping in touch is no reason of its own.
    talked_on, bought_on = due - days(20), due - days(61)
    tell.change(
        "customer", who, sales_count=4, last_contact_on=talked_on, last_sale_on=bought_on, sleeps_on=due
    )
    return who


def _question(tell: Telling, who: int, due: dt.date) -> int:
    first = due - days(180)
    # Of a regular who was here yesterday, so that nothing else is to be asked.
    tell.change("customer", who, sales_count=3, first_sale_on=first, last_sale_on=due - days(1))
    return who


def _referral(tell: Telling, who: int, due: dt.date) -> int:
    return tell.customer("নতুন", "1711000009", referred_by_id=who, first_sale_on=due, sales_count=2)


def _reward(tell: Telling, who: int, row: int, due: dt.date) -> int:
    return tell.insert("reward", customer_id=who, referred_id=row, what="ছাতা", given_on=due)


def _score(tell: Telling, who: int, row: int, due: dt.date) -> int:
    return tell.insert("feedback", customer_id=who, asked_on=due, score=3)


def _bought_again(tell: Telling, who: int, row: int, due: dt.date) -> int:
    product = tell.store.value("SELECT product_id FROM sale_item WHERE id = ?", (row,))
    return tell.bought(who, due, product)


def _closes(table: str, **columns: object) -> Callable[[Telling, int, int, dt.date], object]:
    def close(tell: Telling, who: int, row: int, due: dt.date) -> None:
        days_of = {name: due if value == "due" else value for name, value in columns.items()}
        tell.change(table, who if table == "customer" else row, **days_of)

    return close


CASES = [
    Case(
        "callback", lambda t, who, due: t.callback(asked=instant(due, "10:00"), customer_id=who), None, "hard"
    ),
    Case(
        "call_later",
        lambda t, who, due: t.talk(who, due - days(3), outcome="call_later", next_on=due),
        None,
        "hard",
    ),
    Case(
        "shop_promise",  # the day before the promised one
        lambda t, who, due: t.word(who, due + days(1)),
        None,
        "before_hard",
        _closes("shop_promise", status="kept", closed_on="due"),
        late=1,
    ),
    Case(
        "complaint",
        lambda t, who, due: t.complaint(who, due - days(1)),
        None,
        "hard",
        _closes("complaint", status="resolved", resolved_on="due", cleared_on="due", satisfied="yes"),
    ),
    Case(
        "complaint_check",
        lambda t, who, due: t.settled(who, due - days(3)),
        10,
        "after",
        _closes("complaint", satisfied="yes"),
    ),
    Case(
        "job_late",
        lambda t, who, due: t.job(who, due - days(5), promised_on=due),
        None,
        "hard",
        _closes("job", status="delivered", closed_on="due"),
    ),
    Case(
        "job_ready",
        lambda t, who, due: t.job(who, due - days(5), status="ready", ready_on=due),
        None,
        "hard",
        _closes("job", status="delivered", closed_on="due"),
    ),
    Case(
        "job_at_company",
        lambda t, who, due: t.job(
            who, due - days(9), status="sent_to_company", company="ওয়ালটন", sent_on=due - days(7)
        ),
        None,
        "hard",
        _closes("job", status="checking", back_on="due"),
    ),
    Case("note_followup", lambda t, who, due: t.note(who, due - days(2), due), 5, "after"),
    # Asked three times, a week apart, each with its week; the next asking takes over from the one before.
    Case(
        "note_unresolved",
        lambda t, who, due: t.note(who, due - days(9), due - days(7), needs_closing=1),
        21,
        "after",
    ),
    Case(
        "pay_promise",
        lambda t, who, due: t.promise(who, due),
        None,
        "hard",
        _closes("pay_promise", closed_on="due", status="kept"),
    ),
    Case(  # two days before its own
        "instalment", _instalment, None, "before_hard", _closes("instalment", settled_on="due"), late=2
    ),
    Case("old_due", _old_due, None, "hard", _closes("customer", balance_paisa=0, oldest_unpaid_on=None)),
    # Until the day itself; those who did not come are called again, which has its own tests.
    Case("halkhata", _halkhata, 3, "before"),
    Case("credit_limit", _limit, None, "hard", _closes("customer", balance_paisa=500_000)),
    Case("confirm_order", lambda t, who, due: t.sale(who, due, durable=0, delivery="needed"), 2, "after"),
    Case(
        "thank_you",
        lambda t, who, due: t.sale(
            who, due - days(17), durable=0, delivery="delivered", delivered_on=due - days(1)
        ),
        5,
        "after",
    ),
    Case("durable_sold", lambda t, who, due: t.sale(who, due - days(3)), 11, "after"),
    Case("first_purchase", _first_purchase, 14, "after"),
    Case("warranty_ending", lambda t, who, due: t.warranty(who, due + days(15)), 15, "before"),
    Case("cover_ending", _money_back, 1, "before"),
    Case(
        "service_visit",
        lambda t, who, due: t.visit(who, due + days(3)),
        30,
        "before",
        _closes("service_visit", done_on="due"),
    ),
    Case("birthday_customer", _birthday, 6, "before"),
    Case("birthday_child", _child, 6, "before"),
    Case("wedding_day", _wedding, 3, "before"),
    Case("yearly_note", _yearly, 3, "before"),
    # A week before and three days after the expected day; the second call's window is a fortnight.
    Case(
        "pregnancy",
        lambda t, who, due: t.member(who, "wife", expected_on=due + days(7)),
        7 + 3 + 14,
        "before",
    ),
    Case(
        "gift_reached",
        lambda t, who, due: t.insert(
            "gift", customer_id=who, what="মিষ্টি", given_on=due - days(2), place="home"
        ),
        7,
        "after",
    ),
    Case(
        "buy_promise",
        lambda t, who, due: t.will_buy(who, due),
        None,
        "hard",
        _closes("buy_promise", status="won", closed_on="due"),
    ),
    Case(
        "demand_arrived",
        lambda t, who, due: t.demand(who, due),
        14,
        "after",
        _closes("demand", status="told", told_on="due"),
    ),
    Case("used_up", lambda t, who, due: t.used(who, due - days(27)), 14, "before", _bought_again),
    Case(
        "keep_in_touch",
        _vip,
        FOR_EVER,
        "after",
        _closes("customer", last_contact_on="due"),
    ),
    Case("sleeping", _sleeps, 30, "after", _closes("customer", last_sale_on="due", sleeps_on="2030-01-01")),
    Case("feedback", _question, 30, "after", _score),
    Case("referral", _referral, 7, "after", _reward),
    Case(
        "manual_reminder",
        lambda t, who, due: t.insert("manual_reminder", customer_id=who, title="চাবি ফেরত", start_on=due),
        None,
        "hard",
        lambda t, who, row, due: t.list.finish_reminder(row, due),
    ),
    Case("review", _review, FOR_EVER, "desk", _closes("customer", needs_review=0)),
]
