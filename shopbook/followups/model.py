"""What the day's list is made of, as plain values: days, items, cards, lanes. No SQL and no rules."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import Any, TypeAlias

from shopbook.clock import DHAKA, from_instant
from shopbook.errors import Message
from shopbook.followups.tuning import Tunable, Tuning
from shopbook.settings.model import Shop
from shopbook.storage.ids import hashed_id

# One row of a rule's query, by column name; in tests a plain dict.
Fact: TypeAlias = Any

# Tries without an answer before the card moves to its own lane: at once, +2 hours, the next day, +3 days.
TRIES_BEFORE_NO_ANSWER = 4
# Putting off more often than this, the app asks: do it, skip it with a reason, or keep it.
SNOOZES_BEFORE_ASKING = 3
# What followup_state.reason says of an open item whose blocks the owner lifted.
RELEASED = "released"


class Lane(StrEnum):
    """Where a card stands today. Nothing due is ever outside of all lanes."""

    NOW = "now"
    LATER = "later"  # due, but beyond today's capacity
    NO_ANSWER = "no_answer"  # tried four times: another number, a visit or a message
    SNOOZED = "snoozed"  # put off, or waiting for the hour that was agreed
    HELD = "held"  # held back by a rule of courtesy, see Hold


class Hold(StrEnum):
    """Why a card is held back; the owner may release it."""

    DO_NOT_CALL = "do_not_call"
    QUIET = "quiet"  # days of illness or grief without dues and offers
    COMPLAINT = "complaint"  # a complaint is open, or nobody was happy since: no offers, no greetings
    CAP = "cap"  # somebody called them this week already
    HOLIDAY = "holiday"  # the shop's weekly holiday


@dataclass(frozen=True, slots=True)
class Day:
    """The moment a list is made for, the shop it is made in, and the rules as that shop set them."""

    today: dt.date
    now: dt.datetime
    shop: Shop = field(default_factory=Shop)
    tuning: Tuning = field(default_factory=Tuning)

    @classmethod
    def noon(cls, today: dt.date, shop: Shop | None = None, tuning: Tuning | None = None) -> Day:
        """A day that is not the clock's own (`--date`, catching up): seen from its noon."""
        now = dt.datetime.combine(today, dt.time(12), DHAKA).astimezone(dt.UTC)
        return cls(today, now, shop or Shop(), tuning or Tuning())

    def value(self, tunable: Tunable) -> int:
        """A number of a rule as the shop set it."""
        return self.tuning.value(tunable)

    @property
    def is_holiday(self) -> bool:
        """True on the weekly holiday."""
        return not self.shop.is_open(self.today)

    def at(self, day: dt.date, clock: str) -> dt.datetime:
        """The instant of HH:MM on a day in Dhaka."""
        return dt.datetime.combine(day, dt.time.fromisoformat(clock), DHAKA).astimezone(dt.UTC)

    def opening(self, day: dt.date) -> dt.datetime:
        """When the shop opens on a day."""
        return self.at(day, self.shop.opens_at)


@lru_cache(maxsize=1024)
def start_of(day: dt.date) -> str:
    """The first instant of a Dhaka day as the book stores instants, for comparing."""
    return from_instant(dt.datetime.combine(day, dt.time(), DHAKA))


@dataclass(frozen=True, slots=True)
class Due:
    """What a rule makes of one fact on one day."""

    base_on: dt.date  # the occurrence itself: part of the item's key, never moved
    due_on: dt.date  # the day it enters the list
    why: Message
    last_on: dt.date | None = None  # a soft item's last day; None: hard
    late_since: dt.date | None = None  # lateness counts from here; None: from due_on
    weight: int | None = None  # instead of the rule's own
    not_before: dt.datetime | None = None  # the hour that was agreed
    cleared_after: str | None = (
        None  # a talk later than this instant clears it; None: from the start of due_on
    )
    overdue_paisa: int = 0
    twin: str | None = None  # in one household, items of a rule with the same twin are one


@dataclass(frozen=True, slots=True)
class State:
    """What a person did to an item."""

    base_on: dt.date
    status: str = "open"
    snoozed_until: dt.datetime | None = None
    snooze_count: int = 0
    attempts: int = 0
    last_attempt_at: dt.datetime | None = None
    released: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """One reason to get in touch. `key` names it for ever; lane, until and held_by say where it stands now."""

    rule: str
    source_kind: str
    source_id: int
    base_on: dt.date
    due_on: dt.date
    hard: bool
    weight: int
    why: Message
    customer_id: int | None
    key10: str = ""  # of a caller who is no customer yet
    phone: str = ""
    name: str = ""
    staff_id: int | None = None
    last_on: dt.date | None = None
    late_since: dt.date | None = None
    not_before: dt.datetime | None = None
    cleared_after: str = ""
    overdue_paisa: int = 0
    twin: str | None = None
    days_late: int = 0
    lane: Lane = Lane.NOW
    until: dt.datetime | None = None  # when a snoozed item comes back
    held_by: Hold | None = None
    snooze_count: int = 0
    attempts: int = 0

    @property
    def key(self) -> str:
        """rule:source_kind:source_id:base_on, as calls remember it."""
        return f"{self.rule}:{self.source_kind}:{self.source_id}:{self.base_on.isoformat()}"

    @property
    def state_id(self) -> int:
        """The id of its followup_state row: two counters acting on the same item meet in one row."""
        return hashed_id(self.rule, self.source_kind, self.source_id, self.base_on.isoformat())

    @property
    def asks_to_decide(self) -> bool:
        """True when it was put off so often that the app asks: do it, skip it, or keep it."""
        return self.snooze_count >= SNOOZES_BEFORE_ASKING


@dataclass(frozen=True, slots=True)
class Person:
    """What a card shows of a customer, and what blocks and ranking ask about them."""

    id: int
    name: str = ""
    honorific: str | None = None
    nickname: str = ""
    guardian_name: str = ""
    area: str = ""
    tier: str = "normal"
    festivals: str = ""
    phone: str = ""
    balance_paisa: int = 0
    last_contact_on: dt.date | None = None
    do_not_call: bool = False
    best_from: str = ""
    best_to: str = ""
    sales_12m_paisa: int = 0

    @property
    def title(self) -> str:
        """What to call them: the name, or the phone when there is no name."""
        return self.name or self.phone


@dataclass(frozen=True, slots=True)
class Contact:
    """One call or visit that happened: what clears items, fills the cap and makes a bad-mood silence."""

    at: str
    on: dt.date
    outcome: str
    direction: str = "out"
    mood: str | None = None
    reasons: frozenset[str] = frozenset()  # the keys it was about; empty: about anything


@dataclass(frozen=True, slots=True)
class People:
    """Everything about the households behind a set of items. Keys of the mappings are household names."""

    persons: Mapping[int, Person] = field(default_factory=dict)
    household: Mapping[int, str] = field(default_factory=dict)  # customer id -> household
    numbers: Mapping[str, str] = field(default_factory=dict)  # last ten digits -> household
    contacts: Mapping[str, tuple[Contact, ...]] = field(default_factory=dict)
    quiet_until: Mapping[str, dt.date] = field(default_factory=dict)
    complaints: Mapping[str, bool] = field(
        default_factory=dict
    )  # True: open; False: settled, not happy since
    states: Mapping[tuple[str, str, int], tuple[State, ...]] = field(default_factory=dict)

    def household_of(self, item: Item) -> str:
        """The household an item belongs to: one card for each."""
        if item.customer_id is not None:
            return self.household.get(item.customer_id, f"customer {item.customer_id}")
        if item.key10:
            return self.numbers.get(item.key10, item.key10)
        return f"{item.source_kind} {item.source_id}"


@dataclass(frozen=True, slots=True)
class Card:
    """One household on the list: who, and every reason of its lane, the weightiest first."""

    household: str
    lane: Lane
    reasons: tuple[Item, ...]
    others: tuple[Item, ...] = ()  # the household's items that stand in another lane
    person: Person | None = None
    score: float = 0.0
    reserved: bool = False  # in the list because nobody talked to them for long

    @property
    def key(self) -> str:
        """What keeps a card selected when the list is made anew."""
        return self.household

    @property
    def customer_id(self) -> int | None:
        """The customer to open, or None for a caller who is not in the book."""
        return self.person.id if self.person else None

    @property
    def title(self) -> str:
        """Whom the card is about: a name, or the phone; empty for a reminder about nobody."""
        if self.person is not None:
            return self.person.title
        return self.reasons[0].name or self.reasons[0].phone

    @property
    def phone(self) -> str:
        """The number to dial, as stored; "" when there is none."""
        calls = next((item.phone for item in self.reasons if item.phone), "")
        return calls or (self.person.phone if self.person else "")

    @property
    def why(self) -> Message:
        """The weightiest reason in one sentence."""
        return self.reasons[0].why

    @property
    def days_late(self) -> int:
        """How many days the oldest hard reason is overdue."""
        return max((item.days_late for item in self.reasons if item.hard), default=0)

    @property
    def due_on(self) -> dt.date:
        """Since when the card stands in the list."""
        if len(self.reasons) == 1:  # most cards; asked of every card when they are put in order
            return self.reasons[0].due_on
        return min(item.due_on for item in self.reasons)

    @property
    def overdue_paisa(self) -> int:
        """Money that was to be paid by now."""
        if len(self.reasons) == 1:
            return self.reasons[0].overdue_paisa
        return max((item.overdue_paisa for item in self.reasons), default=0)

    @property
    def until(self) -> dt.datetime | None:
        """When a snoozed card comes back."""
        return min((item.until for item in self.reasons if item.until), default=None)

    @property
    def snooze_count(self) -> int:
        """How often it was put off."""
        return max((item.snooze_count for item in self.reasons), default=0)

    @property
    def attempts(self) -> int:
        """How often nobody answered."""
        return max((item.attempts for item in self.reasons), default=0)


@dataclass(frozen=True, slots=True)
class Banner:
    """What happened while the shop was away: how long, what passed unseen, how much waits."""

    days_away: int = 0
    expired: Mapping[str, int] = field(default_factory=dict)  # by rule

    def __bool__(self) -> bool:
        return bool(self.days_away or self.expired)

    @property
    def expired_count(self) -> int:
        """How many soft items passed."""
        return sum(self.expired.values())


@dataclass(frozen=True, slots=True)
class Counts:
    """The figures above the list."""

    now: int = 0
    late: int = 0
    later: int = 0
    overdue_paisa: int = 0
    warranties_ending: int = 0
    done_today: int = 0


@dataclass(frozen=True, slots=True)
class Today:
    """The day's list. `cut` names rules with more facts than one day can use; `today(everything=True)` shows all."""

    on: dt.date
    cards: tuple[Card, ...] = ()
    later: tuple[Card, ...] = ()
    no_answer: tuple[Card, ...] = ()
    snoozed: tuple[Card, ...] = ()
    held: tuple[Card, ...] = ()
    hidden_counts: Mapping[str, int] = field(default_factory=dict)  # items held back, by Hold
    banner: Banner = field(default_factory=Banner)
    counts: Counts = field(default_factory=Counts)
    cut: frozenset[str] = frozenset()

    def all_cards(self) -> tuple[Card, ...]:
        """Every card of every lane, each once."""
        return (*self.cards, *self.later, *self.no_answer, *self.snoozed, *self.held)

    def card(self, key: str) -> Card | None:
        """The card of a household, whatever its lane."""
        return next((card for card in self.all_cards() if card.key == key), None)
