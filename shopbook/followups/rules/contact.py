"""Quiet care: who was not heard of for long, who stays away, one question now and then, thanks for a new customer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from shopbook.clock import to_day
from shopbook.errors import Message
from shopbook.followups.dates import days, every_days, latest_stage, next_open
from shopbook.followups.model import Day, Due, Fact, start_of
from shopbook.followups.rules.rule import FOR_EVER, Rule, closed
from shopbook.followups.sentences import day_word, days_word
from shopbook.followups.tuning import Tunable

# A rule that could nag waits until the book has so many days of data.
DATA_DAYS = 30
_STAYS = Message("Stays for days")
VIP_DAYS = Tunable("keep_in_touch", "vip_days", Message("Days for a VIP"), 30, 7, 365)
REGULAR_DAYS = Tunable("keep_in_touch", "regular_days", Message("Days for a regular"), 60, 14, 365)
SLEEPING_AGAIN = Tunable("sleeping", "again", Message("Ask again after days"), 60, 20, 365)
SLEEPING_WINDOW = Tunable("sleeping", "window", _STAYS, 30, 1, 60)
FEEDBACK_EVERY = Tunable("feedback", "every", Message("Ask again after days"), 180, 30, 730)
FEEDBACK_WINDOW = Tunable("feedback", "window", _STAYS, 30, 1, 60)
REFERRAL_WINDOW = Tunable("referral", "window", _STAYS, 7, 1, 60)
# Regulars this long without a word are lost, not out of touch.
LONGEST_SILENCE = 365
_LIVING = "c.deleted_at IS NULL AND c.merged_into_id IS NULL"

# The last time they were spoken to or bought; of neither, when they came into the book. As in the three indexes.
_MET = (
    "coalesce(max(coalesce(c.last_contact_on, c.last_sale_on), coalesce(c.last_sale_on, c.last_contact_on)), "
    "substr(c.created_at, 1, 10))"
)


def _silent(index: str, where: str, touch: str) -> str:
    """One part of the query: those of one index who were not met for `touch` days, the longest silence first."""
    this_time = closed("keep_in_touch", "customer", "c.id", f"date(:today, (1 - {touch}) || ' days')")
    return f"""
        SELECT * FROM (
            SELECT c.id AS source_id, c.id AS customer_id, {_MET} AS met_on, {touch} AS touch_days
            FROM customer c INDEXED BY {index}
            WHERE {where} AND {_LIVING} AND {_MET} <= date(:today, -{touch} || ' days')
              AND {_MET} >= :from_on AND NOT {this_time}
            ORDER BY {_MET} LIMIT :bound)"""


def _keep_in_touch(fact: Fact, day: Day) -> Iterator[Due]:
    met_on, touch = dt.date.fromisoformat(fact["met_on"]), fact["touch_days"]
    base_on = every_days(met_on + days(touch), touch, day.today)
    if base_on is None:
        return
    why = Message(
        "No word with them for {since}; just ask how they are.", since=days_word((day.today - met_on).days)
    )
    # Not called this time, they come up again after as many days more. Their own talks are in met_on already; of the
    # household's, the last month is enough.
    since = start_of(max(base_on, day.today - days(30)))
    yield Due(
        base_on=base_on,
        due_on=next_open(base_on, day.shop),
        why=why,
        last_on=dt.date.max,
        cleared_after=since,
    )


KEEP_IN_TOUCH = Rule(
    name="keep_in_touch",
    source_kind="customer",
    weight=25,
    # A regular who stays away is called as sleeping; after that, or when lost, nobody asks again.
    query=f"""
        {_silent("customer_vip_contact", "c.tier = 'vip' AND c.touch_days IS NULL", ":vip_days")}
        UNION ALL
        {_silent("customer_own_touch", "c.touch_days IS NOT NULL", "c.touch_days")}
        UNION ALL
        {
        _silent(
            "customer_regular_contact",
            "c.sales_count >= 3 AND c.tier <> 'vip' AND c.touch_days IS NULL "
            f"AND {_MET} >= date(:today, '-{LONGEST_SILENCE} days') "
            "AND (c.sleeps_on IS NULL OR c.sleeps_on > date(:today, '-90 days')) "
            f"AND NOT {closed('sleeping', 'customer', 'c.id', 'c.sleeps_on')}",
            ":regular_days",
        )
    }""",
    dues=_keep_in_touch,
    label=Message("Keep in touch"),
    about=Message("Not spoken to for long: VIPs, regulars, and whoever has days of their own."),
    group="care",
    tunables=(VIP_DAYS, REGULAR_DAYS),
    reach=(-FOR_EVER, 0),
    asks=True,
    greeting=True,
    yields_to=frozenset({"sleeping"}),
    wakes_after=DATA_DAYS,
    most=20,
)


def _sleeping(fact: Fact, day: Day) -> Iterator[Due]:
    sleeps_on, bought_on = (
        dt.date.fromisoformat(fact["sleeps_on"]),
        dt.date.fromisoformat(fact["last_sale_on"]),
    )
    stage = latest_stage(sleeps_on, (0, day.value(SLEEPING_AGAIN)), day.today)
    if stage is None or (stage - sleeps_on).days != fact["stage"]:
        return  # the row of an earlier stage: the later one speaks
    due_on = next_open(stage, day.shop)
    word = day_word(bought_on, day.today)
    if stage == sleeps_on:
        why = Message("Used to come often, bought last {day}; ask whether all is well.", day=word)
    else:
        why = Message("Still has not come back, bought last {day}; one more friendly call.", day=word)
    yield Due(base_on=stage, due_on=due_on, why=why, last_on=due_on + days(day.value(SLEEPING_WINDOW)))


SLEEPING = Rule(
    name="sleeping",
    source_kind="customer",
    weight=30,
    # Unsorted: along the index, those first whose window ends first.
    query=f"""
        SELECT c.id AS source_id, c.id AS customer_id, c.sleeps_on, c.last_sale_on, d.value AS stage
        FROM json_each(json_array(0, :again)) d CROSS JOIN customer c
          ON c.sleeps_on BETWEEN date(:today, (-1 - :window - d.value) || ' days')
                             AND date(:today, (-d.value - :edge * (:window - 1)) || ' days')
        WHERE c.sleeps_on IS NOT NULL AND {_LIVING}
          AND NOT {closed("sleeping", "customer", "c.id", "date(c.sleeps_on, d.value || ' days')")}
        LIMIT :bound""",
    dues=_sleeping,
    label=Message("Stays away"),
    about=Message("A regular who has not bought for twice as long as usual: once, and once more later."),
    group="care",
    tunables=(SLEEPING_AGAIN, SLEEPING_WINDOW),
    reach=lambda day: (-day.value(SLEEPING_AGAIN) - day.value(SLEEPING_WINDOW) - 1, 0),
    ends_at_edge=False,
    cleared_by_talk=False,
    asks=True,
    offer=True,
    wakes_after=DATA_DAYS,
    most=20,
)


def _feedback(fact: Fact, day: Day) -> Iterator[Due]:
    anchor, every = dt.date.fromisoformat(fact["anchor_on"]), day.value(FEEDBACK_EVERY)
    base_on = every_days(anchor + days(every), every, day.today)
    if base_on is None or (base_on - anchor).days != fact["step"] * every:
        return  # the row of an earlier time
    scored_on = to_day(fact["last_score_on"])
    if scored_on is None:
        why = Message("A regular nobody ever asked: are they happy with the shop?")
    else:
        why = Message(
            "Asked last {day}: are they still happy with the shop?", day=day_word(scored_on, day.today)
        )
    due_on = next_open(base_on, day.shop)
    yield Due(base_on=base_on, due_on=due_on, why=why, last_on=due_on + days(day.value(FEEDBACK_WINDOW)))


_ASKED = "coalesce(c.last_score_on, c.first_sale_on)"

FEEDBACK = Rule(
    name="feedback",
    source_kind="customer",
    weight=20,
    # Every 180 days from the last score, so that whoever was missed once is asked half a year later. Unsorted: along
    # the index, in the order of the steps.
    query=f"""
        SELECT c.id AS source_id, c.id AS customer_id, c.last_score_on, {_ASKED} AS anchor_on, d.value AS step
        FROM json_each('[1,2,3,4,5,6,7,8,9,10]') d CROSS JOIN customer c INDEXED BY customer_by_feedback
          ON {_ASKED} BETWEEN date(:today, (-1 - :window - d.value * :every) || ' days')
                          AND date(:today, (-d.value * :every - :edge * (:window - 1)) || ' days')
        WHERE c.sales_count >= 3 AND {_LIVING}
          AND NOT {
        closed(
            "feedback",
            "customer",
            "c.id",
            f"date({_ASKED}, (d.value * :every) || ' days')",
            done=False,
        )
    }
        LIMIT :bound""",
    dues=_feedback,
    label=Message("One question"),
    about=Message("Ask regulars now and then whether they are happy with the shop."),
    group="care",
    tunables=(FEEDBACK_EVERY, FEEDBACK_WINDOW),
    reach=lambda day: (-day.value(FEEDBACK_EVERY) - day.value(FEEDBACK_WINDOW) - 1, 0),
    ends_at_edge=False,
    cleared_by_talk=False,
    stands_after_talk=True,
    asks=True,
    greeting=True,
    wakes_after=DATA_DAYS,
    most=20,
)


def _referral(fact: Fact, day: Day) -> Iterator[Due]:
    bought_on = dt.date.fromisoformat(fact["first_sale_on"])
    due_on = next_open(bought_on, day.shop)
    why = Message(
        "{name}, whom they sent to you, bought {day}; say thanks.",
        name=fact["referred"] or Message("Somebody"),
        day=day_word(bought_on, day.today),
    )
    yield Due(base_on=bought_on, due_on=due_on, why=why, last_on=due_on + days(day.value(REFERRAL_WINDOW)))


REFERRAL = Rule(
    name="referral",
    source_kind="customer",
    weight=65,
    query=f"""
        SELECT c.id AS source_id, c.referred_by_id AS customer_id, c.first_sale_on, c.name AS referred
        FROM customer c
        WHERE c.first_sale_on BETWEEN :from_on AND :to_on AND c.referred_by_id IS NOT NULL AND {_LIVING}
          AND c.referred_by_id <> c.id
          AND NOT EXISTS (SELECT 1 FROM reward w WHERE w.referred_id = c.id AND w.deleted_at IS NULL)
          AND NOT {closed("referral", "customer", "c.id", "c.first_sale_on")}
        ORDER BY c.first_sale_on DESC LIMIT :bound""",
    dues=_referral,
    label=Message("Sent a new customer"),
    about=Message("Somebody they sent to you bought for the first time; thank the one who sent them."),
    group="care",
    tunables=(REFERRAL_WINDOW,),
    reach=lambda day: (-day.value(REFERRAL_WINDOW) - 1, 0),
    greeting=True,
)
