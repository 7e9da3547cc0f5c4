"""Promises to pay, instalments, and dues nobody promised anything for. The ledger itself belongs to the dues."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from shopbook.clock import to_day
from shopbook.errors import Message
from shopbook.followups.dates import days, every_days, latest_stage, previous_open
from shopbook.followups.model import Day, Due, Fact
from shopbook.followups.rules.rule import FOR_EVER, Rule, closed
from shopbook.followups.sentences import day_word, days_word, late_word
from shopbook.followups.tuning import Tunable

PROMISE_STAGES = (0, 1, 7, 14, 30)
# After so many misses somebody who answers for the money may be asked. As `dues.plan_model` has it, which the list does
# not load before it is on the screen.
MISSES_TO_ASK = 2
DUE_BEFORE = Tunable("instalment", "before", Message("Days before its day"), 2, 0, 14)
DUE_EVERY = Tunable("instalment", "every", Message("Ask again after days"), 7, 2, 60)
OLD_AFTER = Tunable("old_due", "after", Message("Days after the purchase"), 30, 7, 365)
OLD_EVERY = Tunable("old_due", "every", Message("Ask again after days"), 15, 3, 180)


def _pay_promise(fact: Fact, day: Day) -> Iterator[Due]:
    due_on = dt.date.fromisoformat(fact["due_on"])
    stage = latest_stage(due_on, PROMISE_STAGES, day.today)
    left = min(fact["amount_paisa"] - fact["paid_paisa"], fact["balance_paisa"])
    if stage is None or left <= 0:
        return
    late = (day.today - due_on).days
    if late == 0:
        why = Message("{left_paisa} was promised for today.", left_paisa=left)
    else:
        why = Message(
            "{left_paisa} was promised for {due_day}, {late}.",
            left_paisa=left,
            due_day=due_on,
            late=late_word(late),
        )
    yield Due(base_on=stage, due_on=stage, why=why, late_since=due_on, overdue_paisa=left)


PAY_PROMISE = Rule(
    name="pay_promise",
    source_kind="pay_promise",
    weight=75,
    query="""
        SELECT p.id AS source_id, p.customer_id, p.due_on, p.amount_paisa, p.paid_paisa, c.balance_paisa
        FROM pay_promise p JOIN customer c ON c.id = p.customer_id
        WHERE p.due_on <= :today AND p.closed_on IS NULL AND p.deleted_at IS NULL AND c.balance_paisa > 0
        ORDER BY p.due_on DESC LIMIT :bound""",
    dues=_pay_promise,
    label=Message("Promised to pay"),
    about=Message("On the promised day; broken, again after 1, 7, 14 and 30 days until the money comes."),
    group="promises",
    shown_by="see_dues",
    always_on=True,
    reach=(-FOR_EVER, 0),
    enters=True,
    cleared_by_talk=False,
    asks=True,
    capped=False,
)


def _instalment(fact: Fact, day: Day) -> Iterator[Due]:
    due_on, lead = dt.date.fromisoformat(fact["due_on"]), day.value(DUE_BEFORE)
    left = fact["amount_paisa"] - fact["paid_paisa"]
    if day.today < due_on:
        why = Message(
            "An instalment of {left_paisa} comes due {day}.", left_paisa=left, day=day_word(due_on, day.today)
        )
        before = previous_open(due_on - days(lead), day.shop)
        yield Due(due_on - days(lead), before, why, late_since=due_on, overdue_paisa=left)
        return
    stage = every_days(due_on, day.value(DUE_EVERY), day.today) or due_on
    why = _missed(fact, due_on, left, day.today)
    yield Due(stage, stage, why, late_since=due_on, overdue_paisa=fact["late_paisa"] or left)


def _missed(fact: Fact, due_on: dt.date, left: int, today: dt.date) -> Message:
    late = (today - due_on).days
    if late == 0:
        return Message("The instalment of {left_paisa} is due today.", left_paisa=left)
    if fact["missed"] < MISSES_TO_ASK:
        return Message(
            "The instalment of {left_paisa} was due on {due_day}, {late}.",
            left_paisa=left,
            due_day=due_on,
            late=late_word(late),
        )
    values = {"n": fact["missed"], "late_paisa": fact["late_paisa"], "due_day": due_on}
    if fact["guarantors"]:
        return Message(
            "{n} instalments missed since {due_day}, {late_paisa} in all; a guarantor can be called.",
            **values,
        )
    return Message("{n} instalments missed since {due_day}, {late_paisa} in all.", **values)


# The stage the list is at: asked and told not to ask again in this one, the next one comes up all the same.
_STAGE = (
    "CASE WHEN i.due_on > :today THEN date(i.due_on, '-' || :before || ' days') ELSE date(i.due_on, '+' || "
    "(CAST(julianday(:today) - julianday(i.due_on) AS INTEGER) / :every * :every) || ' days') END"
)
_LATE = (
    "FROM instalment n WHERE n.plan_id = i.plan_id AND n.due_on < :today "
    "AND n.settled_on IS NULL AND n.deleted_at IS NULL"
)

INSTALMENT = Rule(
    name="instalment",
    source_kind="instalment",
    weight=70,
    # One item a plan: its first instalment that is not paid. The figures of the later ones are in its sentence.
    query=f"""
        SELECT i.id AS source_id, i.customer_id, i.due_on, i.amount_paisa, i.paid_paisa,
               (SELECT count(*) {_LATE}) AS missed,
               (SELECT sum(n.amount_paisa - n.paid_paisa) {_LATE}) AS late_paisa,
               EXISTS (SELECT 1 FROM guarantor g WHERE g.plan_id = i.plan_id AND g.deleted_at IS NULL) AS guarantors
        FROM instalment i INDEXED BY instalment_due
        WHERE i.due_on <= :to_on AND i.settled_on IS NULL AND i.deleted_at IS NULL
          AND NOT EXISTS (SELECT 1 FROM instalment n WHERE n.plan_id = i.plan_id AND n.settled_on IS NULL
                          AND n.deleted_at IS NULL AND (n.due_on, n.position) < (i.due_on, i.position))
          AND NOT {closed("instalment", "instalment", "i.id", _STAGE)}
        ORDER BY i.due_on DESC LIMIT :bound""",
    dues=_instalment,
    label=Message("Instalment"),
    about=Message("Two days before an instalment, on its day, and every week until the money comes."),
    group="promises",
    shown_by="see_dues",
    always_on=True,
    tunables=(DUE_BEFORE, DUE_EVERY),
    reach=lambda day: (-FOR_EVER, day.value(DUE_BEFORE) + 1),
    enters=True,
    cleared_by_talk=False,
    asks=True,
    capped=False,
)

_OPEN_PLAN = "p.settled_on IS NULL AND p.ended_on IS NULL AND p.deleted_at IS NULL"
# What is owed by instalments: an instalment asks for it, so an old due does not.
_IN_PLANS = f"coalesce((SELECT sum(p.left_paisa) FROM plan p WHERE p.customer_id = c.id AND {_OPEN_PLAN}), 0)"
# What the owner agreed to in a plan nobody is late with.
_ON_SCHEDULE = (
    f"coalesce((SELECT sum(p.left_paisa) FROM plan p WHERE p.customer_id = c.id AND {_OPEN_PLAN} AND NOT EXISTS ("
    "SELECT 1 FROM instalment n WHERE n.plan_id = p.id AND n.due_on < :today "
    "AND n.settled_on IS NULL AND n.deleted_at IS NULL)), 0)"
)
# Since when the rest is owed: its youngest debts are the open ones, and the one with which they come to it the oldest.
# Only of those who have a plan; of the others it is kept.
_OUTSIDE_SINCE = f"""
    (SELECT max(day) FROM (
        SELECT day, sum(net) OVER (ORDER BY day DESC, paper DESC) AS through FROM (
            SELECT coalesce(l.sale_id, l.job_id, l.id) AS paper, sum(l.amount_paisa) AS net,
                   min(iif(l.amount_paisa > 0, l.entry_on, NULL)) AS day
            FROM ledger l WHERE l.customer_id = c.id AND l.reverses_id IS NULL
              AND NOT EXISTS (SELECT 1 FROM ledger r WHERE r.reverses_id = l.id)
              AND coalesce(l.sale_id, 0) NOT IN (
                  SELECT p.sale_id FROM plan p WHERE p.customer_id = c.id AND {_OPEN_PLAN})
            GROUP BY paper HAVING net > 0))
     WHERE through >= c.balance_paisa - {_IN_PLANS})"""


def _old_due(fact: Fact, day: Day) -> Iterator[Due]:
    oldest = to_day(fact["outside_on"]) or dt.date.fromisoformat(fact["oldest_unpaid_on"])
    after = oldest + days(day.value(OLD_AFTER))
    stage = every_days(after, day.value(OLD_EVERY), day.today)
    if stage is None:
        return
    paid_on = to_day(fact["last_payment_on"])
    since = days_word((day.today - oldest).days)
    owed = fact["balance_paisa"] - fact["in_plans"]
    if paid_on is not None:
        paid = day_word(paid_on, day.today)
        why = Message(
            "{owed_paisa} due for {since}; last paid {paid}.", owed_paisa=owed, since=since, paid=paid
        )
    else:
        why = Message("{owed_paisa} due for {since}, no date promised.", owed_paisa=owed, since=since)
    # Lateness grows from the 30th day, however often somebody asked in between.
    yield Due(base_on=stage, due_on=stage, why=why, late_since=after, overdue_paisa=owed)


# A promise that ran through its last stage does not silence the debt for ever.
_OLD_DUE_WHERE = f"""
    c.deleted_at IS NULL AND c.merged_into_id IS NULL AND {{oldest}} <= :to_on AND c.balance_paisa > {_IN_PLANS}
    AND NOT EXISTS (SELECT 1 FROM pay_promise p WHERE p.customer_id = c.id AND p.closed_on IS NULL
                    AND p.deleted_at IS NULL AND p.due_on > date(:today, '-45 days'))
    AND NOT {closed("old_due", "customer", "c.id", "date(:today, (1 - :every) || ' days')")}"""
_OLD_DUE_COLUMNS = (
    "c.id AS source_id, c.id AS customer_id, c.oldest_unpaid_on, c.balance_paisa, c.last_payment_on, "
    f"{_IN_PLANS} AS in_plans, iif({_IN_PLANS} > 0, {_OUTSIDE_SINCE}, NULL) AS outside_on"
)

OLD_DUE = Rule(
    name="old_due",
    source_kind="customer",
    weight=55,
    # The pluses keep each half on its own index: both on the days sort every debtor, 10 ms with 7,000 of them, not 1.
    # Half the bound for the largest sums, half for the oldest: a small debt is not forgotten behind large ones.
    query=f"""
        SELECT * FROM (
            SELECT {_OLD_DUE_COLUMNS} FROM customer c
            WHERE c.balance_paisa > 0 AND {_OLD_DUE_WHERE.format(oldest="+c.oldest_unpaid_on")}
            ORDER BY c.balance_paisa DESC, c.id DESC LIMIT :bound)
        UNION
        SELECT * FROM (
            SELECT {_OLD_DUE_COLUMNS} FROM customer c
            WHERE c.oldest_unpaid_on IS NOT NULL AND +c.balance_paisa > 0
              AND {_OLD_DUE_WHERE.format(oldest="c.oldest_unpaid_on")}
            ORDER BY c.oldest_unpaid_on LIMIT :bound)""",
    dues=_old_due,
    label=Message("Old due"),
    about=Message("Money is due for long and no day was promised."),
    group="money",
    shown_by="see_dues",
    tunables=(OLD_AFTER, OLD_EVERY),
    reach=lambda day: (-FOR_EVER, -day.value(OLD_AFTER)),
    cleared_by_talk=False,
    asks=True,
    yields_to=frozenset({"pay_promise", "instalment"}),
    most=40,
)


def _credit_limit(fact: Fact, day: Day) -> Iterator[Due]:
    crossed_on = to_day(fact["crossed_on"]) or day.today
    why = Message(
        "Owes {owed_paisa}, more than the limit of {limit_paisa}.",
        owed_paisa=fact["balance_paisa"],
        limit_paisa=fact["credit_limit_paisa"],
    )
    yield Due(base_on=crossed_on, due_on=crossed_on, why=why)


CREDIT_LIMIT = Rule(
    name="credit_limit",
    source_kind="customer",
    weight=50,
    # The day of the last thing taken on credit: whoever takes more after the owner has looked comes up again.
    query=f"""
        SELECT c.id AS source_id, c.id AS customer_id, c.balance_paisa, c.credit_limit_paisa,
               (SELECT l.entry_on FROM ledger l WHERE l.customer_id = c.id AND l.amount_paisa > 0
                ORDER BY l.entry_on DESC, l.id DESC LIMIT 1) AS crossed_on
        FROM customer c INDEXED BY customer_over_limit
        WHERE c.balance_paisa > 0 AND c.credit_limit_paisa IS NOT NULL
          AND c.balance_paisa > c.credit_limit_paisa AND c.balance_paisa - {_ON_SCHEDULE} > c.credit_limit_paisa
          AND c.deleted_at IS NULL AND c.merged_into_id IS NULL
          AND NOT {closed("credit_limit", "customer", "c.id", "crossed_on")}
        ORDER BY c.balance_paisa DESC, c.id DESC LIMIT :bound""",
    dues=_credit_limit,
    label=Message("Over the limit"),
    about=Message("Somebody owes more than you allowed; only the owner sees it."),
    group="money",
    shown_by="see_tier",
    reach=(-FOR_EVER, 0),
    cleared_by_talk=False,
    stands_after_talk=True,
    asks=True,
    owner_only=True,
    most=100,
)
