"""Call-back requests and calls that were asked for later. Recording calls is the calls' own business."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from shopbook.clock import DHAKA, to_instant
from shopbook.errors import Message
from shopbook.followups.dates import ONE_DAY, next_open
from shopbook.followups.model import Day, Due, Fact
from shopbook.followups.rules.rule import FOR_EVER, Rule
from shopbook.followups.sentences import day_word


def _callback(fact: Fact, day: Day) -> Iterator[Due]:
    asked_at = to_instant(fact["asked_at"])
    local = asked_at.astimezone(DHAKA)
    due_on = asked_on = local.date()
    if local.time().isoformat("minutes") >= day.shop.closes_at:
        due_on += ONE_DAY
    # A request that comes in on the holiday is there to be seen at once: somebody is working.
    due_on = due_on if due_on == asked_on else next_open(due_on, day.shop)
    not_before = to_instant(fact["wanted_at"]) if fact["wanted_at"] else None
    if not_before is not None:
        due_on = max(due_on, not_before.astimezone(DHAKA).date())
    if due_on < day.today:
        not_before = None
    yield Due(
        base_on=asked_on,
        due_on=due_on,
        why=_callback_sentence(fact, asked_at, asked_on, day),
        not_before=not_before,
        # A talk at the very instant of asking counts, hence the cut last letter.
        cleared_after=fact["asked_at"][:-1],
    )


def _callback_sentence(fact: Fact, asked_at: dt.datetime, asked_on: dt.date, day: Day) -> Message:
    word = day_word(asked_on, day.today)
    topic = (fact["topic"] or "").strip()
    if fact["source"] == "missed":
        if topic:
            return Message(
                "Called {day} at {asked_at}, nobody answered: {topic}",
                day=word,
                asked_at=asked_at,
                topic=topic,
            )
        return Message("Called {day} at {asked_at}, nobody answered. Call back.", day=word, asked_at=asked_at)
    if topic:
        return Message(
            "Asked {day} at {asked_at} to be called: {topic}", day=word, asked_at=asked_at, topic=topic
        )
    return Message("Asked {day} at {asked_at} to be called back.", day=word, asked_at=asked_at)


CALLBACK = Rule(
    name="callback",
    source_kind="callback",
    weight=100,
    # Taken as missed calls come: the newest first when there are more than a day can use.
    query="""
        SELECT b.id AS source_id, b.customer_id, b.key10, b.phone, b.name, b.staff_id,
               b.topic, b.source, b.asked_at, b.wanted_at
        FROM callback b
        WHERE b.status = 'open' AND b.deleted_at IS NULL AND b.asked_at <= :now
        ORDER BY b.asked_at DESC LIMIT :bound""",
    dues=_callback,
    label=Message("Call back"),
    about=Message("Somebody asked to be called, or rang and nobody answered."),
    group="promises",
    always_on=True,
    reach=(-FOR_EVER, 0),
    enters=True,
    has_caller=True,
    capped=False,
    despite_do_not_call=True,
)


def _call_later(fact: Fact, day: Day) -> Iterator[Due]:
    next_on = dt.date.fromisoformat(fact["next_on"])
    not_before = day.at(next_on, fact["next_at"]) if fact["next_at"] and next_on == day.today else None
    said = (fact["said"] or "").strip()
    asked_on = dt.date.fromisoformat(fact["on_day"])
    if fact["outcome"] == "call_later":
        if not_before is not None:
            why = Message("Asked to be called at {next_at}.", next_at=not_before)
        elif next_on < day.today:
            why = Message(
                "Asked on {asked_day} to be called on {wanted_day}.", asked_day=asked_on, wanted_day=next_on
            )
        else:
            why = Message(
                "Asked on {asked_day} to be called {day}.",
                asked_day=asked_on,
                day=day_word(next_on, day.today),
            )
    elif said:
        why = Message(
            'Said on {asked_day}: "{said}". You wanted to talk again.', asked_day=asked_on, said=said
        )
    else:
        why = Message("After the talk on {asked_day} you wanted to talk again.", asked_day=asked_on)
    yield Due(
        base_on=next_on,
        due_on=next_on,
        why=why,
        not_before=not_before,
        cleared_after=fact["at"],
    )


CALL_LATER = Rule(
    name="call_later",
    source_kind="interaction",
    weight=95,
    query="""
        SELECT i.id AS source_id, i.customer_id, i.key10, i.phone, NULL AS name, i.staff_id,
               i.at, i.on_day, i.outcome, i.said, i.next_on, i.next_at
        FROM interaction i
        WHERE i.next_on <= :today AND i.next_closed_on IS NULL AND i.deleted_at IS NULL
          -- A customer's promise to pay or to buy comes up by itself on that day. Who owes nothing has no promise to
          -- pay in the book; their word stands here.
          AND (i.outcome NOT IN ('promised_pay', 'promised_buy') OR i.customer_id IS NULL
               OR (i.outcome = 'promised_pay' AND NOT EXISTS (
                   SELECT 1 FROM pay_promise p WHERE p.customer_id = i.customer_id AND p.made_on >= i.on_day
                   AND p.deleted_at IS NULL)))
        ORDER BY i.next_on DESC LIMIT :bound""",
    dues=_call_later,
    label=Message("Call later"),
    about=Message("You agreed to call again on a day, perhaps at an hour."),
    group="promises",
    always_on=True,
    reach=(-FOR_EVER, 0),
    enters=True,
    has_caller=True,
    capped=False,
)
