"""Where each item stands: cleared by a talk, closed by hand, put off, tried in vain, or held back. Pure.

The blocks are the shop's courtesy: nobody is asked for money in days of grief, nobody is called twice a week.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace

from shopbook.calls.outcomes import TALKED
from shopbook.followups.dates import retry_at
from shopbook.followups.model import (
    TRIES_BEFORE_NO_ANSWER,
    Contact,
    Day,
    Hold,
    Item,
    Lane,
    People,
    State,
)
from shopbook.followups.rules import BY_NAME
from shopbook.followups.rules.rule import Rule

# "Call me later" reaches a person but settles nothing.
SETTLES = TALKED - {"call_later"}
# After an angry or sad talk: so many days without dues and offers.
MOOD_DAYS = 3
LOW_MOODS = frozenset({"sad", "angry"})


def standing_items(items: Iterable[Item], people: People, day: Day) -> list[Item]:
    """The items that are still open, each with its lane; cleared and closed ones are left out."""
    found: list[Item] = []
    for item in items:
        if item.customer_id is not None and item.customer_id not in people.persons:
            if not item.key10 or item.key10 not in people.numbers:
                continue  # the customer is in the trash or merged away
            item = replace(item, customer_id=None)
        rule = BY_NAME[item.rule]
        home = people.household_of(item)
        contacts = people.contacts.get(home, ())
        if rule.cleared_by_talk and _talked(item, contacts):
            continue
        states = people.states.get((item.rule, item.source_kind, item.source_id), ())
        if rule.stands_after_talk:
            states = _of_open_fact(item, states)
        placed = _placed(item, rule, states, contacts, home, people, day)
        if placed is not None:
            found.append(placed)
    return _yielded(_without_twins(found, people))


def _talked(item: Item, contacts: Sequence[Contact]) -> bool:
    """A talk since the item came up, in any direction, about it or about nothing in particular."""
    for contact in reversed(contacts):
        if contact.at <= item.cleared_after:
            return False
        if contact.outcome in SETTLES and (not contact.reasons or item.key in contact.reasons):
            return True
    return False


def _of_open_fact(item: Item, states: Sequence[State]) -> tuple[State, ...]:
    """The states of a fact that only its own deed closes: still open, it was not done, whatever somebody ticked.

    A complaint opened again, a promise taken back: they stand there anew. A soft one may have been skipped for good.
    """
    shut = ("done",) if not item.hard else ("done", "skipped", "expired")
    return tuple(state for state in states if state.status not in shut)


def _placed(
    item: Item,
    rule: Rule,
    states: Sequence[State],
    contacts: Sequence[Contact],
    home: str,
    people: People,
    day: Day,
) -> Item | None:
    state = merged_state(item, states) if states else None
    if state is not None and state.status != "open":
        return None
    if state is not None and (state.snooze_count or state.attempts):
        item = replace(item, snooze_count=state.snooze_count, attempts=state.attempts)
    until = _comes_back(item, state, day)
    if until is not None:
        return replace(item, lane=Lane.SNOOZED, until=until)
    if not (state is not None and state.released):
        hold = blocked(item, rule, people, home, contacts, day)
        if hold is not None:
            return replace(item, lane=Lane.HELD, held_by=hold)
    if item.attempts >= TRIES_BEFORE_NO_ANSWER:
        return replace(item, lane=Lane.NO_ANSWER)
    return item


def merged_state(item: Item, states: Sequence[State]) -> State | None:
    """What was done to this item; a hard one keeps what was done at its earlier stages since the last closing."""
    own = next((state for state in states if state.base_on == item.base_on), None)
    if not item.hard or (own is not None and own.status != "open"):
        return own
    chain: list[State] = []
    for state in states:
        if state.base_on > item.base_on:
            break
        if state.status == "open":
            chain.append(state)
        else:
            chain.clear()
    if not chain:
        return None
    return State(
        base_on=item.base_on,
        snoozed_until=max((state.snoozed_until for state in chain if state.snoozed_until), default=None),
        snooze_count=sum(state.snooze_count for state in chain),
        attempts=sum(state.attempts for state in chain),
        last_attempt_at=max(
            (state.last_attempt_at for state in chain if state.last_attempt_at), default=None
        ),
        released=chain[-1].released,
    )


def _comes_back(item: Item, state: State | None, day: Day) -> dt.datetime | None:
    """When an item that waits comes back; None when it does not wait."""
    waits = [item.not_before]
    if state is not None:
        waits.append(state.snoozed_until)
        if state.last_attempt_at is not None:
            waits.append(retry_at(state.attempts, state.last_attempt_at, day))
    until = max((moment for moment in waits if moment is not None), default=None)
    return until if until is not None and until > day.now else None


def blocked(
    item: Item, rule: Rule, people: People, home: str, contacts: Sequence[Contact], day: Day
) -> Hold | None:
    """Why this item is held back today, if it is."""
    person = people.persons.get(item.customer_id) if item.customer_id is not None else None
    if person is not None and person.do_not_call and not rule.despite_do_not_call:
        return Hold.DO_NOT_CALL
    if rule.asks and _is_quiet(people.quiet_until.get(home), contacts, day):
        return Hold.QUIET
    # Open: neither offers nor greetings. Settled, but nobody was happy since: no offers.
    complaint_is_open = people.complaints.get(home)
    if complaint_is_open is not None and (rule.offer or (rule.greeting and complaint_is_open)):
        return Hold.COMPLAINT
    if rule.capped and _called_lately(contacts, day):
        return Hold.CAP
    if not item.hard and rule.calls and day.is_holiday:
        return Hold.HOLIDAY
    return None


def _is_quiet(quiet_until: dt.date | None, contacts: Sequence[Contact], day: Day) -> bool:
    if quiet_until is not None and quiet_until >= day.today:
        return True
    return any(
        contact.mood in LOW_MOODS and 0 <= (day.today - contact.on).days <= MOOD_DAYS for contact in contacts
    )


def _called_lately(contacts: Sequence[Contact], day: Day) -> bool:
    """The shop itself called and reached them within the cap's days."""
    cap = day.shop.contact_cap_days
    return any(
        contact.direction == "out" and contact.outcome in SETTLES and 0 <= (day.today - contact.on).days < cap
        for contact in reversed(contacts)
    )


def _without_twins(items: Sequence[Item], people: People) -> list[Item]:
    """One of each set of twins in a household: two parents' entries of one child, two days of one note."""
    best: dict[tuple[str, str, str], Item] = {}
    for item in items:
        if item.twin is None:
            continue
        place = (people.household_of(item), item.rule, item.twin)
        other = best.get(place)
        if other is None or (item.base_on, -item.source_id) > (other.base_on, -other.source_id):
            best[place] = item
    if not best:
        return list(items)
    kept = {id(item) for item in best.values()}
    return [item for item in items if item.twin is None or id(item) in kept]


def _yielded(items: Sequence[Item]) -> list[Item]:
    """Without the items whose rule leaves the word to another of the same customer."""
    present = {(item.rule, item.customer_id) for item in items}
    return [
        item
        for item in items
        if not any((rule, item.customer_id) in present for rule in BY_NAME[item.rule].yields_to)
    ]
