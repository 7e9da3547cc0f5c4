"""What the day's list asks the book: the facts of each rule, then the households behind them. No rules."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import Any, NamedTuple

from shopbook.calls.outcomes import ADVICE
from shopbook.clock import day_of, from_instant, to_day, to_instant
from shopbook.followups.dates import month_days
from shopbook.followups.households import SHORTEST_KEY, households
from shopbook.followups.model import RELEASED, Contact, Day, Fact, Item, People, Person, State, start_of
from shopbook.followups.rules import RULES
from shopbook.followups.rules.rule import Rule
from shopbook.followups.tuning import Tuning
from shopbook.storage.store import Store

# So many facts of one rule a day can use at most: of a soft one half as many again as the day's calls, of a word that
# was given five days' calls. More are named in `cut`, not fetched.
LEAST_SOFT = 30
LEAST_HARD = 100
# Contacts this old matter for the cap and the low spirits; for what a talk clears they are asked as far as it goes.
CONTACTS_BACK = 14
# So many persons and talks of the last list are kept as they were read: after a call all but one are the same.
PEOPLE_KEPT = 2_000
_CLEARED_BY_TALK = frozenset(rule.name for rule in RULES if rule.cleared_by_talk)


class Numbers(NamedTuple):
    """At which number to call each customer, and who answers at which number by its last ten digits."""

    first: Mapping[int, str]
    answers: list[tuple[int, str]]


class FollowupQueries:
    """Reads for the day's list."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def facts(self, rule: Rule, day: Day, most: int) -> list[Fact]:
        """The rows of one rule whose anchor lies in its reach, at most so many (-1: all), that may be seen here."""
        if not self._store.sees(rule.shown_by):
            return []
        asked = self.parameters(rule, day, *rule.span(day))
        found = self._store.rows(rule.query, {**asked, "bound": most})
        if rule.of_notes and not self._store.sees("see_private"):
            return [fact for fact in found if fact["sensitivity"] != "owner"]
        return found

    def ending(self, rule: Rule, day: Day) -> list[Fact]:
        """The rows whose window may end on this day, of a huge book some of each anchor day."""
        first, last = rule.edge(day)
        asked = {"edge": 1, "bound": 4 * bound(rule, day)}
        found = self._store.rows(rule.query, {**self.parameters(rule, day, first, last), **asked})
        if len(found) < asked["bound"] or not rule.ends_at_edge:
            return found
        anchors = [first + dt.timedelta(ahead) for ahead in range((last - first).days + 1)]
        return [
            fact
            for on in anchors
            for fact in self._store.rows(rule.query, {**self.parameters(rule, day, on, on), **asked})
        ]

    @staticmethod
    def parameters(rule: Rule, day: Day, first: dt.date, last: dt.date) -> dict[str, object]:
        """The named parameters every rule's query may use."""
        return {
            "today": day.today.isoformat(),
            "now": from_instant(day.now),
            "from_on": first.isoformat(),
            "to_on": last.isoformat(),
            "days": json.dumps(_days_in_order(first, last, day)) if ":days" in rule.query else "[]",
            "bound": bound(rule, day),
            "edge": 0,
            **{tunable.name: day.value(tunable) for tunable in rule.tunables},
        }

    def tuning(self) -> Tuning:
        """The rules as this shop set them, and since when the book has data: its making or its first memo."""
        row = self._store.row(
            "SELECT (SELECT json_group_object(substr(key, 6), json(value)) FROM setting "
            "        WHERE key GLOB 'rule.*' AND deleted_at IS NULL), "
            "(SELECT min(created_at) FROM shop WHERE deleted_at IS NULL), "
            "(SELECT sold_on FROM sale WHERE voided_on IS NULL AND deleted_at IS NULL ORDER BY sold_on LIMIT 1)"
        )
        assert row is not None
        kept: dict[str, Any] = json.loads(row[0])
        days = [day_of(to_instant(row[1]))] if row[1] else []
        if row[2]:
            days.append(dt.date.fromisoformat(row[2]))
        return Tuning(
            switched={rule: bool(found["on"]) for rule, found in kept.items() if "on" in found},
            values={
                (rule, name): int(value)
                for rule, found in kept.items()
                for name, value in found.get("values", {}).items()
            },
            since=min(days, default=None),
        )

    def gather(
        self, day: Day, *, everything: bool = False, times: int = 1, rules: Sequence[Rule] = RULES
    ) -> tuple[dict[str, list[Fact]], frozenset[str]]:
        """The facts of every rule that speaks today, and the names of the rules that had more than the bound.

        `times`: so many days' worth of each.
        """
        most = {rule: -1 if everything else times * bound(rule, day) for rule in rules if rule.is_on(day)}
        found = {rule.name: self.facts(rule, day, bounded) for rule, bounded in most.items()}
        cut = frozenset(rule.name for rule, bounded in most.items() if 0 <= bounded <= len(found[rule.name]))
        return found, cut

    def people(self, items: Sequence[Item], day: Day) -> People:
        """The households behind the items: persons, contacts, quiet days, and what was done to the items."""
        asked = sorted({item.customer_id for item in items if item.customer_id is not None})
        callers = {item.key10 for item in items if item.key10}
        # Whoever asked to be called is reached at the number they gave, known before or not.
        asked_from = [
            (item.customer_id, item.key10) for item in items if item.key10 and item.customer_id is not None
        ]
        numbers_of = self._numbers(asked)
        household, numbers = households(
            asked, [*numbers_of.answers, *self._answering(callers), *asked_from], callers
        )
        return People(
            persons=self._persons(asked, numbers_of.first, day),
            household=household,
            numbers=numbers,
            contacts=self._contacts(household, numbers, items, day),
            quiet_until=self._quiet(household, day),
            complaints=self._complaints(household),
            states=self._states(items),
        )

    def _numbers(self, ids: Sequence[int]) -> Numbers:
        """The numbers of these customers, and everybody else who answers at them."""
        rows = self._store.rows(
            "SELECT p.customer_id, p.key10, coalesce(nullif(p.e164, ''), p.raw), o.customer_id FROM customer_phone p "
            "LEFT JOIN customer_phone o ON o.key10 = p.key10 AND o.customer_id <> p.customer_id "
            "AND length(p.key10) >= ? AND o.deleted_at IS NULL AND o.state <> 'wrong' "
            "WHERE p.customer_id IN (SELECT value FROM json_each(?)) AND p.deleted_at IS NULL AND p.state <> 'wrong' "
            "ORDER BY p.customer_id, p.position",
            (SHORTEST_KEY, json.dumps(ids)),
        )
        first: dict[int, str] = {}
        answers: list[tuple[int, str]] = []
        for customer, key, number, other in rows:
            first.setdefault(customer, number)
            if len(key) >= SHORTEST_KEY:
                answers.append((customer, key))
                if other is not None:
                    answers.append((other, key))
        return Numbers(first, answers)

    def _answering(self, keys: AbstractSet[str]) -> list[tuple[int, str]]:
        """Everybody who answers at the numbers somebody called from."""
        if not keys:
            return []
        rows = self._store.rows(
            "SELECT p.customer_id, p.key10 FROM customer_phone p "
            "WHERE p.key10 IN (SELECT value FROM json_each(?)) AND p.deleted_at IS NULL AND p.state <> 'wrong'",
            (json.dumps(sorted(keys)),),
        )
        return [(row[0], row[1]) for row in rows]

    def _persons(self, ids: Sequence[int], numbers: Mapping[int, str], day: Day) -> dict[int, Person]:
        today = day.today.isoformat()
        rows = self._store.rows(
            "SELECT c.id, c.name, c.honorific, c.nickname, c.guardian_name, c.area, "
            "CASE WHEN ? THEN c.tier ELSE 'normal' END, c.festivals, CASE WHEN ? THEN c.balance_paisa ELSE 0 END, "
            "c.last_contact_on, c.do_not_call, c.do_not_call_until, c.best_from, c.best_to, "
            "(SELECT sum(s.total_paisa) FROM sale s WHERE s.customer_id = c.id AND s.sold_on >= ? "
            " AND s.voided_on IS NULL AND s.deleted_at IS NULL) FROM customer c "
            "WHERE c.id IN (SELECT value FROM json_each(?)) AND c.deleted_at IS NULL AND c.merged_into_id IS NULL",
            (
                *(self._store.sees("see_tier"), self._store.sees("see_dues")),
                *((day.today - dt.timedelta(365)).isoformat(), json.dumps(ids)),
            ),
        )
        return {row[0]: _person(*row, numbers.get(row[0], ""), today) for row in rows}

    def _contacts(
        self, household: Mapping[int, str], numbers: Mapping[str, str], items: Sequence[Item], day: Day
    ) -> dict[str, tuple[Contact, ...]]:
        back = max(CONTACTS_BACK, day.shop.contact_cap_days)
        # A promise to pay of last year is cleared by money: its year of talks is not asked for.
        since = min((item.cleared_after for item in items if item.rule in _CLEARED_BY_TALK), default="9")
        since = min(since, start_of(day.today - dt.timedelta(back)))
        # Of calls at their numbers only those the first half has not: most are read along one index each.
        rows = self._store.rows(
            "SELECT customer_id, NULL, at, on_day, outcome, direction, mood, reasons, id FROM interaction "
            "WHERE customer_id IN (SELECT value FROM json_each(:customers)) AND at > :since AND deleted_at IS NULL "
            "UNION ALL SELECT customer_id, key10, at, on_day, outcome, direction, mood, reasons, id FROM interaction "
            "WHERE key10 IN (SELECT value FROM json_each(:keys)) AND at > :since AND deleted_at IS NULL "
            "AND (customer_id IS NULL OR customer_id NOT IN (SELECT value FROM json_each(:customers))) "
            "ORDER BY 3, 9",
            {"customers": json.dumps(list(household)), "keys": json.dumps(list(numbers)), "since": since},
        )
        found: dict[str, list[Contact]] = {}
        for customer, key, at, on_day, outcome, direction, mood, reasons, _id in rows:
            home = household[customer] if key is None else numbers[key]
            found.setdefault(home, []).append(_contact(at, on_day, outcome, direction, mood, reasons))
        return {home: tuple(contacts) for home, contacts in found.items()}

    def _quiet(self, household: Mapping[int, str], day: Day) -> dict[str, dt.date]:
        """The last quiet day of each household, along the index of quiet days alone: no note is opened for it."""
        rows = self._store.rows(
            "SELECT customer_id, quiet_until FROM note WHERE quiet_until >= ? AND deleted_at IS NULL "
            "AND +customer_id IN (SELECT value FROM json_each(?)) ORDER BY quiet_until",
            (day.today.isoformat(), json.dumps(list(household))),
        )
        return {household[customer]: dt.date.fromisoformat(until) for customer, until in rows}

    def _complaints(self, household: Mapping[int, str]) -> dict[str, bool]:
        """The households somebody complained from who was not happy since: True while a complaint is open."""
        rows = self._store.rows(
            "SELECT k.customer_id, k.status FROM json_each(?) j CROSS JOIN complaint k INDEXED BY complaint_at_risk "
            "ON k.customer_id = j.value WHERE k.cleared_on IS NULL AND k.status <> 'withdrawn' "
            "AND k.customer_id IS NOT NULL AND k.deleted_at IS NULL",
            (json.dumps(list(household)),),
        )
        found: dict[str, bool] = {}
        for row in rows:
            home = household[row["customer_id"]]
            found[home] = found.get(home, False) or row["status"] == "open"
        return found

    def _states(self, items: Sequence[Item]) -> dict[tuple[str, str, int], tuple[State, ...]]:
        """What was done to the facts of these items, whatever the occurrence, oldest occurrence first."""
        sources = sorted({(item.source_kind, item.source_id) for item in items})
        rows = self._store.rows(
            "SELECT x.rule, x.source_kind, x.source_id, x.base_on, x.status, x.snoozed_until, x.snooze_count, "
            "x.attempts, x.last_attempt_at, x.reason FROM json_each(?) j CROSS JOIN followup_state x "
            "ON x.source_kind = json_extract(j.value, '$[0]') AND x.source_id = json_extract(j.value, '$[1]') "
            "WHERE x.deleted_at IS NULL ORDER BY x.base_on",
            (json.dumps(sources),),
        )
        found: dict[tuple[str, str, int], list[State]] = {}
        for row in rows:
            found.setdefault((row["rule"], row["source_kind"], row["source_id"]), []).append(_state(row))
        return {source: tuple(states) for source, states in found.items()}


def bound(rule: Rule, day: Day) -> int:
    """How many facts of a rule one day's list takes."""
    if rule.most is not None:
        return rule.most
    calls = day.shop.day_capacity
    return max(LEAST_HARD, calls * 5) if rule.enters else max(LEAST_SOFT, calls * 3 // 2)


def _days_in_order(first: dt.date, last: dt.date, day: Day) -> list[str]:
    """The MM-DD from first to last, today's first, then those ahead, then those just past: the bound cuts the tail."""
    feb29 = day.shop.feb29
    ahead = month_days(max(first, day.today), last, feb29)
    past = month_days(first, min(last, day.today - dt.timedelta(1)), feb29)
    return list(dict.fromkeys(ahead + past[::-1]))


@lru_cache(maxsize=PEOPLE_KEPT)
def _person(
    customer: int,
    name: str | None,
    honorific: str | None,
    nickname: str | None,
    guardian: str | None,
    area: str | None,
    tier: str,
    festivals: str | None,
    balance: int,
    contact_on: str | None,
    silent: int,
    silent_until: str | None,
    best_from: str | None,
    best_to: str | None,
    bought: int | None,
    phone: str,
    today: str,
) -> Person:
    # By place: by name these few hundred take twice as long.
    return Person(
        customer,
        name or "",
        honorific,
        nickname or "",
        guardian or "",
        area or "",
        tier,
        festivals or "",
        phone,
        balance,
        to_day(contact_on),
        bool(silent) and (silent_until or today) >= today,
        best_from or "",
        best_to or "",
        bought or 0,
    )


@lru_cache(maxsize=PEOPLE_KEPT)
def _contact(at: str, on_day: str, outcome: str, direction: str, mood: str | None, reasons: str) -> Contact:
    about: list[str] = json.loads(reasons) if reasons != "[]" else []
    # Advice is no item of the list: a talk about nothing else was about anything.
    return Contact(at, dt.date.fromisoformat(on_day), outcome, direction, mood, frozenset(about) - {ADVICE})


def _state(row: Any) -> State:
    return State(
        base_on=dt.date.fromisoformat(row["base_on"]),
        status=row["status"],
        snoozed_until=to_instant(row["snoozed_until"]) if row["snoozed_until"] else None,
        snooze_count=row["snooze_count"],
        attempts=row["attempts"],
        last_attempt_at=to_instant(row["last_attempt_at"]) if row["last_attempt_at"] else None,
        released=row["reason"] == RELEASED,
    )
