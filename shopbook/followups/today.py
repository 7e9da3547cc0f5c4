"""The day's list: facts in, lanes of cards out. Pure in `items_of` and `plan`; `TodayList` fetches what they need."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from shopbook.followups.details import Details, DetailsQueries
from shopbook.followups.model import (
    Banner,
    Card,
    Counts,
    Day,
    Fact,
    Hold,
    Item,
    Lane,
    People,
    Today,
    start_of,
)
from shopbook.followups.passed import Passed, passed_on
from shopbook.followups.queries import FollowupQueries
from shopbook.followups.ranking import cards_of, chosen
from shopbook.followups.rules import RULES
from shopbook.followups.rules.contact import FEEDBACK, FEEDBACK_EVERY
from shopbook.followups.shares import share
from shopbook.followups.standing import standing_items
from shopbook.followups.tuning import Tuning
from shopbook.permissions import shows
from shopbook.settings.model import Shop
from shopbook.settings.operations import Settings
from shopbook.storage.store import Store

if TYPE_CHECKING:
    from shopbook.followups.messages import Ready

# Under this key the book remembers the day it last looked back on, and what it found.
CAUGHT_UP = "followups.caught_up"


def items_of(facts: Mapping[str, Iterable[Fact]], day: Day) -> list[Item]:
    """Every item the rules make of these facts today."""
    return [item for rule in RULES for fact in facts.get(rule.name, ()) for item in rule.items(fact, day)]


def plan(items: Iterable[Item], people: People, day: Day) -> Today:
    """The day's lanes from items and the people behind them: the same for the same facts, in any order."""
    standing = standing_items(items, people, day)
    lanes: dict[Lane, list[Card]] = {lane: [] for lane in Lane}
    for card in cards_of(standing, people, day):
        lanes[card.lane].append(card)
    now, later = chosen(lanes[Lane.NOW], day)
    held = Counter(item.held_by for item in standing if item.held_by is not None)
    return Today(
        on=day.today,
        cards=tuple(now),
        later=tuple(later),
        no_answer=_by_score(lanes[Lane.NO_ANSWER]),
        snoozed=tuple(sorted(lanes[Lane.SNOOZED], key=lambda card: (card.until or day.now, card.household))),
        held=_by_score(lanes[Lane.HELD]),
        hidden_counts={hold.value: held[hold] for hold in Hold if held[hold]},
        counts=Counts(
            now=len(now),
            late=sum(1 for card in now if card.days_late > 0),
            later=len(later),
            overdue_paisa=sum(card.overdue_paisa for card in (*now, *later)),
            warranties_ending=sum(1 for item in standing if item.rule == "warranty_ending"),
        ),
    )


def _by_score(cards: Sequence[Card]) -> tuple[Card, ...]:
    return tuple(sorted(cards, key=lambda card: (-card.score, card.due_on, card.household)))


class TodayList(DetailsQueries):
    """Today's list and what a card tells when it is opened. Reads only."""

    def __init__(self, store: Store, settings: Settings) -> None:
        super().__init__(store)
        self._settings = settings
        self._queries = FollowupQueries(store)
        self._made: dict[tuple[object, ...], tuple[Item, ...]] = {}
        self._made_for: tuple[dt.date, Shop, Tuning] | None = None

    def day(self, on: dt.date | None = None) -> Day:
        """The moment a list is made for: the clock's, or noon of another day."""
        clock, shop, tuning = self._store.clock, self._settings.shop(), self._queries.tuning()
        if on is None or on == clock.today():
            return Day(clock.today(), clock.now(), shop, tuning)
        return Day.noon(on, shop, tuning)

    @shows("look")
    def today(
        self,
        on: dt.date | None = None,
        staff: int | None = None,
        *,
        everything: bool = False,
        times: int = 1,
        only: frozenset[str] = frozenset(),
    ) -> Today:
        """The list of a day: ranked cards, what comes later, what waits and why. Writes nothing.

        `staff` leaves what is assigned to that member and their share of the rest. A huge book gives more facts than
        a day can use; then `cut` names the rules, and `times` fetches that many times as many for the page that shows
        the rest, `everything` all of them (seconds in a huge book). `only` asks these rules and no other.
        """
        day = self.day(on)
        rules = [rule for rule in RULES if rule.name in only] if only else RULES
        facts, cut = self._queries.gather(day, everything=everything, times=times, rules=rules)
        items = self._items(facts, day)
        found = plan(items, self._queries.people(items, day), day)
        counts = replace(found.counts, done_today=self._done_on(day.today))
        found = replace(found, cut=cut, counts=counts, banner=self._banner(day))
        return found if staff is None else self._share(found, staff)

    def _items(self, facts: Mapping[str, Iterable[Fact]], day: Day) -> list[Item]:
        """`items_of`, with the items of a fact that reads as it did when the last list of this day was made.

        Rules ask the day, the shop and its tuning, never the hour. After a call one of 640 facts is new: 2 ms, not 8.
        """
        if self._made_for != (day.today, day.shop, day.tuning):
            self._made, self._made_for = {}, (day.today, day.shop, day.tuning)
        before, self._made = self._made, {}
        items: list[Item] = []
        for rule in RULES:
            for fact in facts.get(rule.name, ()):
                as_read = (rule.name, *fact)
                made = before.get(as_read)
                self._made[as_read] = made = tuple(rule.items(fact, day)) if made is None else made
                items += made
        return items

    @shows("look")
    def details(self, card: Card) -> Details:
        """What one sees before dialling: the last talk, dues, promises, family, the last sale, a ready message."""
        return self._details(card, self.day())

    @shows("look")
    def messages_of(self, chosen: Sequence[tuple[Card, Item]]) -> list[Ready]:
        """One message a card, about the reason chosen for it: for sending many at once."""
        return self._messages_of(chosen, self.day())

    def feedback_days(self) -> int | None:
        """After how many days the shop asks a regular again how they find it; None when it put that question away."""
        day = self.day()
        return day.value(FEEDBACK_EVERY) if FEEDBACK.is_switched_on(day) else None

    @shows("look")
    def passed(self) -> list[Passed]:
        """What passed unseen while the shop was away, as today's look back found it."""
        return passed_on(self._store, self._store.clock.today())

    def _done_on(self, on: dt.date) -> int:
        return int(
            self._store.value(
                "SELECT count(*) FROM followup_state WHERE closed_at >= ? AND closed_at < ? AND status = 'done' "
                "AND deleted_at IS NULL",
                (start_of(on), start_of(on + dt.timedelta(1))),
            )
        )

    def _banner(self, day: Day) -> Banner:
        kept = self._settings.kept(CAUGHT_UP)
        if not isinstance(kept, dict) or kept.get("on") != day.today.isoformat():
            return Banner()
        return Banner(days_away=int(kept.get("days_away", 0)), expired=dict(kept.get("expired", {})))

    def _share(self, found: Today, staff: int) -> Today:
        """One member's part of the list, see `share`."""
        members = [one for one in self._settings.staff() if one.active]
        team = sorted({staff, *(one.id for one in members)})
        owners = [one.id for one in members if one.role == "owner"]
        return share(found, staff, team, self._settings.away(found.on), owners)
