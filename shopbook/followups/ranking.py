"""Who comes first: the score, the day's capacity and the share kept for those nobody talked to for long. Pure."""

from __future__ import annotations

import datetime as dt
import heapq
import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from shopbook.clock import DHAKA, from_instant
from shopbook.followups.model import Card, Contact, Day, Item, Lane, People, Person
from shopbook.followups.rules import BY_NAME
from shopbook.money import PAISA

# Of the lanes a household's items stand in, the card is in the first.
LANE_ORDER = (Lane.NOW, Lane.NO_ANSWER, Lane.SNOOZED, Lane.HELD)
LEAST_RESERVE = 3
_ENTERING = frozenset(rule.name for rule in BY_NAME.values() if rule.enters)
_CALLING = frozenset(rule.name for rule in BY_NAME.values() if rule.calls)
JUST_TRIED = dt.timedelta(hours=2)


def cards_of(items: Iterable[Item], people: People, day: Day) -> list[Card]:
    """One card a household, its reasons the weightiest first, scored; in no particular order."""
    homes: dict[str, list[Item]] = {}
    for item in items:
        homes.setdefault(people.household_of(item), []).append(item)
    return [_card(home, found, people, day) for home, found in homes.items()]


def _card(home: str, items: list[Item], people: People, day: Day) -> Card:
    others: tuple[Item, ...] = ()
    reasons: tuple[Item, ...] = (items[0],)
    lane = items[0].lane
    if len(items) > 1:
        items.sort(key=lambda item: (-item.weight, item.due_on, item.rule, item.source_id, item.base_on))
        lane = min((item.lane for item in items), key=LANE_ORDER.index)
        reasons = tuple(item for item in items if item.lane is lane)
        others = tuple(item for item in items if item.lane is not lane)
    customer_id = reasons[0].customer_id
    if len(reasons) > 1:
        customer_id = next((item.customer_id for item in reasons if item.customer_id is not None), None)
    person = people.persons.get(customer_id) if customer_id is not None else None
    points = score(reasons, person, people.contacts.get(home, ()), day)
    return Card(household=home, lane=lane, reasons=reasons, others=others, person=person, score=points)


def score(reasons: Sequence[Item], person: Person | None, contacts: Sequence[Contact], day: Day) -> float:
    """Weight, number of reasons, lateness of hard ones, money overdue, a year's purchases, and the hour of the day."""
    first = reasons[0]
    if len(reasons) == 1:  # most cards, and then there is nothing to compare
        many, days, overdue = 0, first.days_late if first.hard else 0, first.overdue_paisa
    else:
        many = min(15, 5 * (len(reasons) - 1))
        days = max((item.days_late for item in reasons if item.hard), default=0)
        overdue = max(item.overdue_paisa for item in reasons)
    points = first.weight + many + min(20, 2 * days) + money_points(overdue)
    if person is not None:
        points += value_points(person.sales_12m_paisa)
        points += 10 if _in_best_time(person, day) else 0
    if contacts and contacts[-1].at > _just_now(day.now):
        points -= 25
    return round(points, 2)


def money_points(overdue_paisa: int) -> float:
    """0 up to ৳500, +5 for every tenfold, at most 20."""
    taka = overdue_paisa / PAISA
    return min(20.0, 5 * math.log10(taka / 500)) if taka > 500 else 0.0


def value_points(sales_12m_paisa: int) -> float:
    """+5 for every tenfold of ৳5,000 bought within a year, at most 15."""
    return min(15.0, 5 * math.log10(1 + max(0, sales_12m_paisa) / PAISA / 5000))


def _in_best_time(person: Person, day: Day) -> bool:
    if not person.best_from or not person.best_to:
        return False
    return person.best_from <= _hour(day.now) <= person.best_to


# The same for every card of a list.
@lru_cache(maxsize=2)
def _just_now(now: dt.datetime) -> str:
    return from_instant(now - JUST_TRIED)


@lru_cache(maxsize=2)
def _hour(now: dt.datetime) -> str:
    return now.astimezone(DHAKA).time().isoformat("minutes")


def chosen(cards: Iterable[Card], day: Day) -> tuple[list[Card], list[Card]]:
    """Today's cards and the remainder, both by score.

    Call-backs and dated promises always enter. Of what capacity is left, the reserve goes to those with the longest
    silence whatever they buy, the rest to the highest scores.
    """
    ordered = sorted(cards, key=_order)
    entered = [card for card in ordered if any(item.rule in _ENTERING for item in card.reasons)]
    inside = {card.household for card in entered}
    waiting = [card for card in ordered if card.household not in inside]
    room = max(0, day.shop.day_capacity - len(entered))
    share = math.ceil(day.shop.day_capacity * day.shop.reserve_pct / 100)
    reserve = min(room, max(LEAST_RESERVE, share))
    callable_ = (card for card in waiting if any(item.rule in _CALLING for item in card.reasons))
    silent = heapq.nsmallest(reserve, callable_, key=_silence)
    kept = {card.household for card in silent}
    best = [card for card in waiting if card.household not in kept][: room - len(silent)]
    inside |= kept | {card.household for card in best}
    now = [
        replace(card, reserved=True) if card.household in kept else card
        for card in ordered
        if card.household in inside
    ]
    # Written out: `replace` takes three times as long, and these are most of the cards.
    later = [
        Card(card.household, Lane.LATER, card.reasons, card.others, card.person, card.score)
        for card in ordered
        if card.household not in inside
    ]
    return now, later


def _order(card: Card) -> tuple[float, dt.date, str]:
    return -card.score, card.due_on, card.household


def _silence(card: Card) -> tuple[dt.date, float, str]:
    """The longest time since contact first; never talked to is the longest."""
    last = card.person.last_contact_on if card.person else None
    return last or dt.date.min, -card.score, card.household
