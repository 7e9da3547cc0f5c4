"""What a warranty card asks for: its last weeks, the last day of a short promise, a free servicing that is due.

Cards and servicings are written by `warranties`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from shopbook.errors import Message
from shopbook.followups.dates import days, previous_open
from shopbook.followups.model import Day, Due, Fact
from shopbook.followups.rules.rule import Rule, closed
from shopbook.followups.sentences import day_word, late_word
from shopbook.followups.tuning import Tunable

# A warranty this short needs no warning: the reminder would come with the memo.
SHORTEST_WARRANTY = 30
ENDING_BEFORE = Tunable("warranty_ending", "before", Message("Days before"), 15, 1, 90)
COVER_BEFORE = Tunable("cover_ending", "before", Message("Days before"), 1, 1, 14)
VISIT_BEFORE = Tunable("service_visit", "before", Message("Days before"), 3, 0, 30)
VISIT_WINDOW = Tunable("service_visit", "window", Message("Stays for days"), 30, 1, 90)

# Whoever brought the thing in since the reminder could have come said by themselves what is wrong with it.
_NOT_BROUGHT_IN = """NOT EXISTS (
              SELECT 1 FROM job j WHERE j.warranty_id = w.id AND j.deleted_at IS NULL AND j.status <> 'cancelled'
                AND (j.closed_on IS NULL OR j.received_on >= date({ends_on}, '-' || (:before + 1) || ' days')))"""


def _warranty_ending(fact: Fact, day: Day) -> Iterator[Due]:
    ends_on = dt.date.fromisoformat(fact["last_ends_on"])
    if (ends_on - dt.date.fromisoformat(fact["start_on"])).days < SHORTEST_WARRANTY:
        return
    due_on = previous_open(ends_on - days(day.value(ENDING_BEFORE)), day.shop)
    product = fact["product_name"]
    if ends_on == day.today:
        why = Message("{product_whose} warranty ends today.", product_whose=product)
    else:
        why = Message(
            "{product_whose} warranty ends {day}, on {ends_day}.",
            product_whose=product,
            day=day_word(ends_on, day.today),
            ends_day=ends_on,
        )
    yield Due(base_on=ends_on, due_on=due_on, why=why, last_on=ends_on)


WARRANTY_ENDING = Rule(
    name="warranty_ending",
    source_kind="warranty",
    weight=40,
    query=f"""
        SELECT w.id AS source_id, w.customer_id, w.start_on, w.last_ends_on, w.product_name
        FROM warranty w
        WHERE w.last_ends_on BETWEEN :from_on AND :to_on AND w.status = 'active' AND w.deleted_at IS NULL
          AND w.customer_id IS NOT NULL AND NOT {closed("warranty_ending", "warranty", "w.id", "w.last_ends_on")}
          AND {_NOT_BROUGHT_IN.format(ends_on="w.last_ends_on")}
        ORDER BY w.last_ends_on LIMIT :bound""",
    dues=_warranty_ending,
    label=Message("Warranty ending"),
    about=Message("A warranty ends soon; whatever is wrong is still covered."),
    group="sales",
    tunables=(ENDING_BEFORE,),
    reach=lambda day: (0, day.value(ENDING_BEFORE) + 1),
    asks=True,
)


def _cover_ending(fact: Fact, day: Day) -> Iterator[Due]:
    ends_on = dt.date.fromisoformat(fact["ends_on"])
    due_on = previous_open(ends_on - days(day.value(COVER_BEFORE)), day.shop)
    word, product = day_word(ends_on, day.today), fact["product_name"]
    if fact["kind"] == "money_back":
        why = Message("{product}: money back until {day}; are they content?", product=product, day=word)
    else:
        why = Message(
            "{product}: replaced if faulty until {day}; is it all right?", product=product, day=word
        )
    yield Due(base_on=ends_on, due_on=due_on, why=why, last_on=ends_on)


COVER_ENDING = Rule(
    name="cover_ending",
    source_kind="coverage",
    weight=35,
    query=f"""
        SELECT v.id AS source_id, w.customer_id, v.kind, v.ends_on, w.product_name
        FROM coverage v JOIN warranty w ON w.id = v.warranty_id
        WHERE v.ends_on BETWEEN :from_on AND :to_on AND v.kind IN ('money_back', 'replacement')
          AND v.deleted_at IS NULL AND w.status = 'active' AND w.deleted_at IS NULL AND w.customer_id IS NOT NULL
          AND NOT {closed("cover_ending", "coverage", "v.id", "v.ends_on")}
          AND {_NOT_BROUGHT_IN.format(ends_on="v.ends_on")}
        ORDER BY v.ends_on LIMIT :bound""",
    dues=_cover_ending,
    label=Message("Money-back or exchange days ending"),
    about=Message("The days in which a thing is taken back or exchanged are nearly over."),
    group="sales",
    tunables=(COVER_BEFORE,),
    reach=lambda day: (0, day.value(COVER_BEFORE) + 1),
    asks=True,
    # It invites people to bring things back: a shop must want that.
    standard_on=False,
)


def _service_visit(fact: Fact, day: Day) -> Iterator[Due]:
    visit_on = dt.date.fromisoformat(fact["due_on"])
    due_on = previous_open(visit_on - days(day.value(VISIT_BEFORE)), day.shop)
    late, product, sequence = (day.today - visit_on).days, fact["product_name"], fact["sequence"]
    if late > 0:
        why = Message(
            "{product}: free servicing no. {sequence} was due on {visit_day}, {late}.",
            product=product,
            sequence=sequence,
            visit_day=visit_on,
            late=late_word(late),
        )
    else:
        why = Message(
            "{product}: free servicing no. {sequence} is due {day}; agree on a day.",
            product=product,
            sequence=sequence,
            day=day_word(visit_on, day.today),
        )
    yield Due(base_on=visit_on, due_on=due_on, why=why, last_on=due_on + days(day.value(VISIT_WINDOW)))


SERVICE_VISIT = Rule(
    name="service_visit",
    source_kind="service_visit",
    weight=45,
    # What lies in the workshop is serviced there.
    query=f"""
        SELECT v.id AS source_id, v.customer_id, v.due_on, v.sequence, w.product_name
        FROM service_visit v JOIN warranty w ON w.id = v.warranty_id
        WHERE v.due_on BETWEEN :from_on AND :to_on AND v.done_on IS NULL AND v.deleted_at IS NULL
          AND v.customer_id IS NOT NULL AND w.status = 'active' AND w.deleted_at IS NULL
          AND NOT {closed("service_visit", "service_visit", "v.id", "v.due_on")}
          AND NOT EXISTS (
              SELECT 1 FROM job j WHERE j.warranty_id = w.id AND j.closed_on IS NULL AND j.deleted_at IS NULL)
        ORDER BY v.due_on LIMIT :bound""",
    dues=_service_visit,
    label=Message("Free servicing"),
    about=Message("A free servicing of a card is due: agree on a day, until it is ticked as done."),
    group="sales",
    tunables=(VISIT_BEFORE, VISIT_WINDOW),
    reach=lambda day: (day.value(VISIT_BEFORE) - day.value(VISIT_WINDOW) - 1, day.value(VISIT_BEFORE) + 1),
    cleared_by_talk=False,
    stands_after_talk=True,
)
