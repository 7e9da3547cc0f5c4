"""Yearly days of customers and their families, and a child that is expected. The family itself belongs to the notes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from shopbook.errors import Message
from shopbook.followups.dates import days, next_open, occurrence, previous_open
from shopbook.followups.model import Day, Due, Fact
from shopbook.followups.rules.rule import Rule, closed
from shopbook.followups.sentences import day_word, named_relative, relative, whose
from shopbook.followups.tuning import Tunable

_BEFORE = Message("Days before")
CUSTOMER_LEAD = Tunable("birthday_customer", "before", _BEFORE, 3, 0, 30)
FAMILY_LEAD = Tunable("birthday_child", "before", _BEFORE, 3, 0, 30)
WEDDING_LEAD = Tunable("wedding_day", "before", _BEFORE, 1, 0, 30)
BIRTH_BEFORE = Tunable("pregnancy", "before", _BEFORE, 7, 1, 60)
BIRTH_AFTER = Tunable("pregnancy", "after", Message("Days after"), 3, 1, 60)
AFTER, WEDDING_AFTER, BIRTH_WINDOW = 3, 2, 14
# A gift given so many days before the birthday, or since, was for it.
GIFT_DAYS = 7
FIRST_BIRTHDAY_WEIGHT = 65
CHILDREN = frozenset({"son", "daughter", "child", "grandchild"})


def _birthday(fact: Fact, day: Day) -> Iterator[Due]:
    month, on_day = fact["birth_m"], fact["birth_d"]
    lead = day.value(FAMILY_LEAD if fact["relation"] else CUSTOMER_LEAD)
    when = occurrence(day.today, month, on_day, lead + 1, AFTER, day.shop.feb29)
    if when is None or (fact["gift_on"] and fact["gift_on"] >= (when - days(GIFT_DAYS)).isoformat()):
        return
    turns = when.year - fact["birth_y"] if fact["birth_y"] and not fact["birth_estimated"] else None
    if turns is not None and turns <= 0:
        return  # the day of birth itself, or a year still to come
    # A month alone is greeted from its first day, without a lead.
    due_on = when if on_day is None else previous_open(when - days(lead), day.shop)
    why = _birthday_sentence(fact, when, turns, day)
    child = fact["relation"] in CHILDREN
    yield Due(
        base_on=when,
        due_on=due_on,
        why=why,
        last_on=when + days(AFTER),
        weight=FIRST_BIRTHDAY_WEIGHT if turns == 1 and child else None,
        twin=f"{fact['relation']} {month} {on_day} {fact['birth_y']}" if fact["relation"] else None,
    )


def _birthday_sentence(fact: Fact, when: dt.date, turns: int | None, day: Day) -> Message:
    name, own = whose(fact["person"] or "", fact["honorific"]), fact["relation"] is None
    word = day_word(when, day.today)
    if fact["birth_d"] is None:
        if own:
            return Message("{whose} birthday is this month.", whose=name)
        return Message("{whose} {relative} birthday is this month.", whose=name, relative=_member(fact))
    if own:
        if when < day.today:
            return Message("{whose} birthday was {day}; a late wish still warms.", whose=name, day=word)
        return Message("{whose} birthday is {day}.", whose=name, day=word)
    who = {"whose": name, "relative": _member(fact), "day": word}
    if turns is None or fact["relation"] not in CHILDREN:
        if when < day.today:
            return Message("{whose} {relative} birthday was {day}.", **who)
        return Message("{whose} {relative} birthday is {day}.", **who)
    if turns == 1:
        if when < day.today:
            return Message("{whose} {relative} first birthday was {day}.", **who)
        return Message("{whose} {relative} first birthday is {day}.", **who)
    if when < day.today:
        return Message("{whose} {relative} birthday was {day}, turned {age}.", age=turns, **who)
    return Message("{whose} {relative} birthday is {day}, turning {age}.", age=turns, **who)


def _member(fact: Fact) -> Message:
    """ছেলে রাফির as "ছেলের (রাফি)": the name as the shop wrote it, without bending it."""
    if fact["member"]:
        return named_relative(fact["relation"], fact["member"])
    return relative(fact["relation"])


# Which days come first when the bound cuts: today, then those ahead, then those just past (:days is in that order).
_DAYS = (
    "json_each(:days) d CROSS JOIN {table} ON {alias}_m = CAST(substr(d.value, 1, 2) AS INTEGER) "
    "AND {alias}_d = CAST(substr(d.value, 4, 2) AS INTEGER)"
)
_MONTHS = (
    "json_each(:days) d CROSS JOIN {table} ON {alias}_m = CAST(substr(d.value, 1, 2) AS INTEGER) "
    "AND {alias}_d IS NULL AND substr(d.value, 4, 2) = '01'"
)
_CUSTOMER_BIRTHDAY = f"""
    SELECT c.id AS source_id, c.id AS customer_id, c.birth_y, c.birth_m, c.birth_d, c.birth_estimated,
           NULL AS relation, NULL AS member, c.name AS person, c.honorific,
           (SELECT max(g.given_on) FROM gift g WHERE g.customer_id = c.id AND g.family_member_id IS NULL
            AND g.deleted_at IS NULL) AS gift_on
    FROM {{days}}
    WHERE c.birth_m IS NOT NULL AND c.deleted_at IS NULL AND c.merged_into_id IS NULL
      AND NOT {closed("birthday_customer", "customer", "c.id", ":from_on")}
    LIMIT :bound"""

BIRTHDAY_CUSTOMER = Rule(
    name="birthday_customer",
    source_kind="customer",
    weight=50,
    query=f"""
        SELECT * FROM ({_CUSTOMER_BIRTHDAY.format(days=_DAYS.format(table="customer c", alias="c.birth"))})
        UNION ALL
        SELECT * FROM ({_CUSTOMER_BIRTHDAY.format(days=_MONTHS.format(table="customer c", alias="c.birth"))})""",
    dues=_birthday,
    label=Message("Birthday"),
    about=Message("A customer's birthday; some days before, so that a gift can go out."),
    group="people",
    tunables=(CUSTOMER_LEAD,),
    greeting=True,
    reach=lambda day: (-AFTER, day.value(CUSTOMER_LEAD) + 1),
)

# A child who is a customer with a birthday of their own is greeted there, once.
_FAMILY_BIRTHDAY = f"""
    SELECT m.id AS source_id, m.customer_id, m.birth_y, m.birth_m, m.birth_d, m.birth_estimated,
           m.relation, m.name AS member, c.name AS person, c.honorific,
           (SELECT max(g.given_on) FROM gift g WHERE g.customer_id = m.customer_id AND g.family_member_id = m.id
            AND g.deleted_at IS NULL) AS gift_on
    FROM {{days}} JOIN customer c ON c.id = m.customer_id
    WHERE m.birth_m IS NOT NULL AND m.deleted_at IS NULL AND m.deceased_on IS NULL
      AND NOT EXISTS (SELECT 1 FROM customer k WHERE k.id = m.linked_customer_id AND k.birth_m IS NOT NULL
                      AND k.deleted_at IS NULL)
      AND NOT {closed("birthday_child", "family_member", "m.id", ":from_on")}
    LIMIT :bound"""

BIRTHDAY_FAMILY = Rule(
    name="birthday_child",
    source_kind="family_member",
    weight=50,
    query=f"""
        SELECT * FROM ({_FAMILY_BIRTHDAY.format(days=_DAYS.format(table="family_member m", alias="m.birth"))})
        UNION ALL
        SELECT * FROM ({_FAMILY_BIRTHDAY.format(days=_MONTHS.format(table="family_member m", alias="m.birth"))})""",
    dues=_birthday,
    label=Message("Family birthday"),
    about=Message("A birthday in the family; a child's first one weighs more."),
    group="people",
    tunables=(FAMILY_LEAD,),
    greeting=True,
    reach=lambda day: (-AFTER, day.value(FAMILY_LEAD) + 1),
)


def _wedding_day(fact: Fact, day: Day) -> Iterator[Due]:
    lead, (month, on_day) = day.value(WEDDING_LEAD), (fact["wedding_m"], fact["wedding_d"])
    when = occurrence(day.today, month, on_day, lead + 1, WEDDING_AFTER, day.shop.feb29)
    if when is None or (fact["wedding_y"] and when.year <= fact["wedding_y"]):
        return
    due_on = previous_open(when - days(lead), day.shop)
    name, word = whose(fact["person"] or "", fact["honorific"]), day_word(when, day.today)
    if when < day.today:
        why = Message("{whose} wedding anniversary was {day}.", whose=name, day=word)
    else:
        why = Message("{whose} wedding anniversary is {day}.", whose=name, day=word)
    yield Due(base_on=when, due_on=due_on, why=why, last_on=when + days(WEDDING_AFTER))


WEDDING_DAY = Rule(
    name="wedding_day",
    source_kind="customer",
    weight=40,
    query=f"""
        SELECT c.id AS source_id, c.id AS customer_id, c.wedding_y, c.wedding_m, c.wedding_d,
               c.name AS person, c.honorific
        FROM {_DAYS.format(table="customer c", alias="c.wedding")}
        WHERE c.wedding_m IS NOT NULL AND c.deleted_at IS NULL AND c.merged_into_id IS NULL
          AND NOT {closed("wedding_day", "customer", "c.id", ":from_on")}
        LIMIT :bound""",
    dues=_wedding_day,
    label=Message("Wedding anniversary"),
    about=Message("The day a customer was married."),
    group="people",
    tunables=(WEDDING_LEAD,),
    greeting=True,
    reach=lambda day: (-WEDDING_AFTER, day.value(WEDDING_LEAD) + 1),
)


def _pregnancy(fact: Fact, day: Day) -> Iterator[Due]:
    expected = dt.date.fromisoformat(fact["expected_on"])
    first, second = expected - days(day.value(BIRTH_BEFORE)), expected + days(day.value(BIRTH_AFTER))
    before, after = previous_open(first, day.shop), next_open(second, day.shop)
    name = whose(fact["person"] or "", fact["honorific"])
    if day.today < after:
        why = Message(
            "{whose} family expects a child around {expected_day}; wish them well.",
            whose=name,
            expected_day=expected,
        )
        # Until the second call takes over; the days before it are its window.
        yield Due(base_on=first, due_on=before, why=why, last_on=after - days(1))
    else:
        why = Message(
            "{whose} family expected a child on {expected_day}; ask how mother and child are.",
            whose=name,
            expected_day=expected,
        )
        yield Due(base_on=second, due_on=after, why=why, last_on=after + days(BIRTH_WINDOW))


PREGNANCY = Rule(
    name="pregnancy",
    source_kind="family_member",
    weight=70,
    query="""
        SELECT m.id AS source_id, m.customer_id, m.expected_on, c.name AS person, c.honorific
        FROM family_member m JOIN customer c ON c.id = m.customer_id
        WHERE m.expected_on BETWEEN :from_on AND :to_on AND m.deleted_at IS NULL AND m.deceased_on IS NULL
          AND NOT EXISTS (SELECT 1 FROM note n WHERE n.customer_id = m.customer_id AND n.kind = 'birth'
                          AND n.noted_on >= date(m.expected_on, '-60 days') AND n.deleted_at IS NULL)
        ORDER BY m.expected_on LIMIT :bound""",
    dues=_pregnancy,
    label=Message("Child expected"),
    about=Message("A child is expected: a wish before the day, and a question after it."),
    group="people",
    tunables=(BIRTH_BEFORE, BIRTH_AFTER),
    reach=lambda day: (-day.value(BIRTH_AFTER) - BIRTH_WINDOW - 1, day.value(BIRTH_BEFORE) + 1),
    ends_at_edge=False,  # the first call ends where the second begins
    capped=False,
)
