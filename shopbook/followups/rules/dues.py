"""Promises to pay, and dues nobody promised anything for. The ledger itself belongs to the dues."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from shopbook.clock import to_day
from shopbook.errors import Message
from shopbook.followups.dates import days, every_days, latest_stage
from shopbook.followups.model import Day, Due, Fact
from shopbook.followups.rules.rule import FOR_EVER, Rule, closed
from shopbook.followups.sentences import day_word, days_word, late_word
from shopbook.followups.tuning import Tunable

PROMISE_STAGES = (0, 1, 7, 14, 30)
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
    always_on=True,
    reach=(-FOR_EVER, 0),
    enters=True,
    cleared_by_talk=False,
    asks=True,
    capped=False,
)


def _old_due(fact: Fact, day: Day) -> Iterator[Due]:
    oldest = dt.date.fromisoformat(fact["oldest_unpaid_on"])
    after = oldest + days(day.value(OLD_AFTER))
    stage = every_days(after, day.value(OLD_EVERY), day.today)
    if stage is None:
        return
    paid_on = to_day(fact["last_payment_on"])
    since = days_word((day.today - oldest).days)
    owed = fact["balance_paisa"]
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
    c.deleted_at IS NULL AND c.merged_into_id IS NULL AND {{oldest}} <= :to_on
    AND NOT EXISTS (SELECT 1 FROM pay_promise p WHERE p.customer_id = c.id AND p.closed_on IS NULL
                    AND p.deleted_at IS NULL AND p.due_on > date(:today, '-45 days'))
    AND NOT {closed("old_due", "customer", "c.id", "date(:today, (1 - :every) || ' days')")}"""
_OLD_DUE_COLUMNS = (
    "c.id AS source_id, c.id AS customer_id, c.oldest_unpaid_on, c.balance_paisa, c.last_payment_on"
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
    tunables=(OLD_AFTER, OLD_EVERY),
    reach=lambda day: (-FOR_EVER, -day.value(OLD_AFTER)),
    cleared_by_talk=False,
    asks=True,
    yields_to=frozenset({"pay_promise"}),
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
          AND c.balance_paisa > c.credit_limit_paisa AND c.deleted_at IS NULL AND c.merged_into_id IS NULL
          AND NOT {closed("credit_limit", "customer", "c.id", "crossed_on")}
        ORDER BY c.balance_paisa DESC, c.id DESC LIMIT :bound""",
    dues=_credit_limit,
    label=Message("Over the limit"),
    about=Message("Somebody owes more than you allowed; only the owner sees it."),
    group="money",
    reach=(-FOR_EVER, 0),
    cleared_by_talk=False,
    stands_after_talk=True,
    asks=True,
    owner_only=True,
    most=100,
)
