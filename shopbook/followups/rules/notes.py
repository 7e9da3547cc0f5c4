"""Asking again after what people told: follow-ups, news that is still open, yearly days, gifts on their way.

Which kind of news asks for what is the notes' own business; here is only when and with which words.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from shopbook.clock import to_day
from shopbook.errors import Message
from shopbook.followups.dates import days, next_open, occurrence, previous_open
from shopbook.followups.model import Day, Due, Fact
from shopbook.followups.rules.rule import Rule, closed
from shopbook.followups.sentences import day_word, quoted
from shopbook.followups.tuning import Tunable

FOLLOWUP_WINDOW = Tunable("note_followup", "window", Message("Stays for days"), 5, 1, 30)
UNRESOLVED_EVERY = Tunable("note_unresolved", "every", Message("Ask again after days"), 7, 3, 30)
UNRESOLVED_TIMES = Tunable("note_unresolved", "times", Message("At most times"), 3, 1, 6, "times")
UNRESOLVED_WINDOW = 7
# The last follow-up of a kind of news is at most so many days after it.
LONGEST_OFFSET = 40
YEARLY_LEAD = Tunable("yearly_note", "before", Message("Days before"), 1, 0, 30)
YEARLY_AFTER = 2
GIFT_AFTER = Tunable("gift_reached", "after", Message("Days after the gift"), 2, 1, 30)
GIFT_WINDOW = Tunable("gift_reached", "window", Message("Stays for days"), 7, 1, 60)


def _quote(fact: Fact) -> str:
    """What was said, short enough for one line; empty when it is not for everybody's eyes."""
    return quoted(fact["body"]) if fact["sensitivity"] == "open" else ""


def _ask(kind: str) -> Message:
    """What to ask after news of this kind."""
    match kind:
        case "own_illness":
            return Message("Was ill; ask how they feel now.")
        case "family_illness":
            return Message("Somebody at home was ill; ask how they are now.")
        case "hospital":
            return Message("Somebody was in hospital; ask how they are now.")
        case "birth":
            return Message("A child was born; ask how mother and child are.")
        case "pregnancy":
            return Message("A child is expected; ask how the mother is.")
        case "death":
            return Message("There was a death in the family; a few quiet words of comfort.")
        case "accident":
            return Message("There was an accident; ask how they are now.")
        case "breakdown":
            return Message("Something broke down; ask whether it was repaired.")
        case "wedding":
            return Message("There is a wedding at home; wish them well.")
        case "exam":
            return Message("Exam or result at home; ask how it went.")
        case "new_job":
            return Message("Has a new job or business; ask how it is going.")
        case "new_house":
            return Message("Has a new house; ask how they like it.")
        case "travel":
            return Message("Was on a journey; ask how it went.")
        case "money_trouble":
            return Message("Had hard days; ask how things are, without a word about dues.")
        case "bad_mood":
            return Message("Was in low spirits; a gentle call, no offers.")
        case "complaint":
            return Message("Had a complaint; ask whether it is settled.")
        case "favour":
            return Message("You did them a favour; ask whether it helped.")
    return Message("You wanted to ask again today.")


def _with_quote(ask: Message, fact: Fact) -> Message:
    said = _quote(fact)
    if not said:
        return ask
    heard_on = dt.date.fromisoformat(fact["noted_on"])
    return Message('{ask} ({heard_day}: "{said}")', ask=ask, heard_day=heard_on, said=said)


def _note_followup(fact: Fact, day: Day) -> Iterator[Due]:
    asked_on = dt.date.fromisoformat(fact["due_on"])
    event_on = to_day(fact["event_on"])
    before = event_on is not None and asked_on < event_on
    due_on = previous_open(asked_on, day.shop) if before else next_open(asked_on, day.shop)
    yield Due(
        base_on=asked_on,
        due_on=due_on,
        why=_with_quote(_ask(fact["kind"]), fact),
        last_on=due_on + days(day.value(FOLLOWUP_WINDOW)),
        twin=f"note {fact['note_id']}",
    )


_NOTE_COLUMNS = "n.customer_id, n.kind, n.body, n.noted_on, n.event_on, n.sensitivity"

NOTE_FOLLOWUP = Rule(
    name="note_followup",
    source_kind="note_followup",
    weight=80,
    query=f"""
        SELECT f.id AS source_id, f.note_id, f.due_on, {_NOTE_COLUMNS}
        FROM note_followup f JOIN note n ON n.id = f.note_id
        WHERE f.due_on BETWEEN :from_on AND :to_on AND f.yearly = 0 AND f.deleted_at IS NULL
          AND n.deleted_at IS NULL AND n.resolved_on IS NULL
        ORDER BY f.due_on DESC, f.id DESC LIMIT :bound""",
    dues=_note_followup,
    label=Message("Ask again"),
    about=Message(
        "Somebody was ill, had a child, lost somebody: ask how they are, on the days of that news."
    ),
    group="people",
    of_notes=True,
    tunables=(FOLLOWUP_WINDOW,),
    reach=lambda day: (-day.value(FOLLOWUP_WINDOW) - 1, 1),
)


def _note_unresolved(fact: Fact, day: Day) -> Iterator[Due]:
    anchor, every = dt.date.fromisoformat(fact["last_on"]), day.value(UNRESOLVED_EVERY)
    for time in range(day.value(UNRESOLVED_TIMES), 0, -1):
        base_on = anchor + days(every * time)
        due_on = next_open(base_on, day.shop)
        if due_on <= day.today:
            why = Message("Still open: {ask}", ask=_with_quote(_ask(fact["kind"]), fact))
            yield Due(base_on=base_on, due_on=due_on, why=why, last_on=due_on + days(UNRESOLVED_WINDOW))
            return


NOTE_UNRESOLVED = Rule(
    name="note_unresolved",
    source_kind="note",
    weight=55,
    query=f"""
        SELECT n.id AS source_id, {_NOTE_COLUMNS},
               coalesce((SELECT max(f.due_on) FROM note_followup f
                         WHERE f.note_id = n.id AND f.yearly = 0 AND f.deleted_at IS NULL), n.noted_on) AS last_on
        FROM note n
        WHERE n.needs_closing = 1 AND n.resolved_on IS NULL AND n.deleted_at IS NULL
          AND n.noted_on BETWEEN :from_on AND :to_on
        ORDER BY n.noted_on DESC LIMIT :bound""",
    dues=_note_unresolved,
    label=Message("Still open"),
    about=Message("News that is not settled yet, like a car that broke down."),
    group="people",
    of_notes=True,
    tunables=(UNRESOLVED_EVERY, UNRESOLVED_TIMES),
    reach=lambda day: (
        -LONGEST_OFFSET - day.value(UNRESOLVED_EVERY) * day.value(UNRESOLVED_TIMES) - UNRESOLVED_WINDOW - 2,
        -day.value(UNRESOLVED_EVERY),
    ),
    ends_at_edge=False,
)


def _yearly_note(fact: Fact, day: Day) -> Iterator[Due]:
    first, lead = dt.date.fromisoformat(fact["due_on"]), day.value(YEARLY_LEAD)
    when = occurrence(day.today, first.month, first.day, lead + 1, YEARLY_AFTER, day.shop.feb29)
    if when is None or when < first:
        return
    said = _quote(fact)
    word = day_word(when, day.today)
    if fact["kind"] == "birth":
        why = Message("A birthday in the family {day}.", day=word)
    elif said:
        why = Message('A day to remember {day}: "{said}"', day=word, said=said)
    else:
        why = Message("A day to remember {day}.", day=word)
    due_on = previous_open(when - days(lead), day.shop)
    yield Due(base_on=when, due_on=due_on, why=why, last_on=when + days(YEARLY_AFTER))


YEARLY_NOTE = Rule(
    name="yearly_note",
    source_kind="note_followup",
    weight=40,
    # A birth whose child is in the family with a birthday is greeted there.
    query=f"""
        SELECT f.id AS source_id, f.due_on, {_NOTE_COLUMNS}
        FROM json_each(:days) d CROSS JOIN note_followup f ON substr(f.due_on, 6) = d.value
             JOIN note n ON n.id = f.note_id
        WHERE f.yearly = 1 AND f.deleted_at IS NULL AND n.deleted_at IS NULL
          AND NOT (n.kind = 'birth' AND EXISTS (
              SELECT 1 FROM family_member m
              WHERE m.customer_id = n.customer_id AND m.deleted_at IS NULL AND m.birth_m IS NOT NULL
                AND (m.id = n.family_member_id OR m.birth_m = CAST(substr(f.due_on, 6, 2) AS INTEGER))))
          AND NOT {closed("yearly_note", "note_followup", "f.id", ":from_on")}
        LIMIT :bound""",
    dues=_yearly_note,
    label=Message("Day to remember"),
    about=Message("A day that comes back every year, like the birthday of a child you heard of."),
    group="people",
    of_notes=True,
    tunables=(YEARLY_LEAD,),
    greeting=True,
    reach=lambda day: (-YEARLY_AFTER, day.value(YEARLY_LEAD) + 1),
)


def _gift_reached(fact: Fact, day: Day) -> Iterator[Due]:
    given_on = dt.date.fromisoformat(fact["given_on"])
    due_on = next_open(given_on + days(day.value(GIFT_AFTER)), day.shop)
    word = day_word(given_on, day.today)
    if fact["relation"] in ("son", "daughter", "child", "grandchild"):
        why = Message(
            "You sent {gift} for the child {day}; did it reach?",
            gift=fact["what"],
            day=word,
        )
    else:
        why = Message("You sent {gift} {day}; did it reach?", gift=fact["what"], day=word)
    yield Due(base_on=given_on, due_on=due_on, why=why, last_on=due_on + days(day.value(GIFT_WINDOW)))


GIFT_REACHED = Rule(
    name="gift_reached",
    source_kind="gift",
    weight=35,
    query="""
        SELECT g.id AS source_id, g.customer_id, g.what, g.given_on, m.relation
        FROM gift g LEFT JOIN family_member m ON m.id = g.family_member_id
        WHERE g.given_on BETWEEN :from_on AND :to_on AND g.reached = 'unknown' AND g.deleted_at IS NULL
          AND coalesce(g.place, '') <> 'shop'
        ORDER BY g.given_on DESC LIMIT :bound""",
    dues=_gift_reached,
    label=Message("Did the gift reach?"),
    about=Message("You sent a gift; ask whether it arrived."),
    group="people",
    tunables=(GIFT_AFTER, GIFT_WINDOW),
    reach=lambda day: (-day.value(GIFT_AFTER) - day.value(GIFT_WINDOW) - 1, -day.value(GIFT_AFTER)),
)
