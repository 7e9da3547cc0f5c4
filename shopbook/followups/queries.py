"""What the day's list asks the book: the facts of each rule, then the households behind them. No rules."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from shopbook.clock import day_of, from_instant, to_day, to_instant
from shopbook.followups.dates import month_days
from shopbook.followups.households import SHORTEST_KEY, households
from shopbook.followups.model import RELEASED, Contact, Day, Fact, Item, People, Person, State, start_of
from shopbook.followups.rules import RULES
from shopbook.followups.rules.rule import Rule
from shopbook.followups.tuning import Tuning
from shopbook.storage.store import Store

# So many facts of a soft rule a day can use at most: half as many again as its calls. More are named in `cut`, not
# fetched.
LEAST_SOFT = 30
MOST_HARD = 200
# Contacts this old matter for the cap and the low spirits; for what a talk clears they are asked as far as it goes.
CONTACTS_BACK = 14
_CLEARED_BY_TALK = frozenset(rule.name for rule in RULES if rule.cleared_by_talk)


class FollowupQueries:
    """Reads for the day's list."""

    def __init__(self, store: Store) -> None:
        self._store = store
        # The persons of the last list, by what was read of them: after a call all but one are the same.
        self._made: dict[tuple[Any, ...], Person] = {}

    def facts(self, rule: Rule, day: Day, *, everything: bool = False, edge: bool = False) -> list[Fact]:
        """The rows of one rule whose anchor lies in its reach; `edge`: only those whose window may end today."""
        first, last = rule.edge(day) if edge else rule.span(day)
        asked = self.parameters(rule, day, first, last, everything or edge)
        return self._store.rows(rule.query, {**asked, "edge": int(edge)})

    @staticmethod
    def parameters(
        rule: Rule, day: Day, first: dt.date, last: dt.date, everything: bool = False
    ) -> dict[str, object]:
        """The named parameters every rule's query may use."""
        return {
            "today": day.today.isoformat(),
            "now": from_instant(day.now),
            "from_on": first.isoformat(),
            "to_on": last.isoformat(),
            "days": json.dumps(_days_in_order(first, last, day)) if ":days" in rule.query else "[]",
            "bound": -1 if everything else bound(rule, day),
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
        self, day: Day, *, everything: bool = False, edge: bool = False, rules: Sequence[Rule] = RULES
    ) -> tuple[dict[str, list[Fact]], frozenset[str]]:
        """The facts of every rule that speaks today, and the names of the rules that had more than the bound."""
        speaking = [rule for rule in rules if rule.is_on(day)]
        found = {rule.name: self.facts(rule, day, everything=everything, edge=edge) for rule in speaking}
        cut = frozenset(
            rule.name
            for rule in speaking
            if not (everything or edge) and len(found[rule.name]) >= bound(rule, day)
        )
        return found, cut

    def people(self, items: Sequence[Item], day: Day) -> People:
        """The households behind the items: persons, contacts, quiet days, and what was done to the items."""
        asked = sorted({item.customer_id for item in items if item.customer_id is not None})
        callers = {item.key10 for item in items if item.key10}
        # Whoever asked to be called is reached at the number they gave, known before or not.
        asked_from = [
            (item.customer_id, item.key10) for item in items if item.key10 and item.customer_id is not None
        ]
        phones = self._phones(asked)
        keys = sorted(callers | {row["key10"] for row in phones if len(row["key10"]) >= SHORTEST_KEY})
        household, numbers = households(asked, [*self._mates(keys), *asked_from], callers)
        return People(
            persons=self._persons(asked, phones, day),
            household=household,
            numbers=numbers,
            contacts=self._contacts(household, numbers, items, day),
            quiet_until=self._quiet(household, day),
            complaints=self._complaints(household),
            states=self._states(items),
        )

    def _phones(self, ids: Sequence[int]) -> list[Any]:
        return self._store.rows(
            "SELECT customer_id, key10, e164, raw FROM customer_phone "
            "WHERE customer_id IN (SELECT value FROM json_each(?)) AND deleted_at IS NULL AND state <> 'wrong' "
            "ORDER BY customer_id, position",
            (json.dumps(ids),),
        )

    def _mates(self, keys: Sequence[str]) -> list[tuple[int, str]]:
        """Everybody who answers at these numbers."""
        rows = self._store.rows(
            "SELECT p.customer_id, p.key10 FROM customer_phone p "
            "WHERE p.key10 IN (SELECT value FROM json_each(?)) AND p.deleted_at IS NULL AND p.state <> 'wrong'",
            (json.dumps(keys),),
        )
        return [(row["customer_id"], row["key10"]) for row in rows]

    def _persons(self, ids: Sequence[int], phones: Sequence[Any], day: Day) -> dict[int, Person]:
        first_phone: dict[int, str] = {}
        for row in phones:
            first_phone.setdefault(row["customer_id"], row["e164"] or row["raw"])
        bought = self._bought(ids, day)
        rows = self._store.rows(
            "SELECT id, name, honorific, nickname, guardian_name, area, tier, festivals, balance_paisa, "
            "last_contact_on, do_not_call, do_not_call_until, best_from, best_to FROM customer "
            "WHERE id IN (SELECT value FROM json_each(?)) AND deleted_at IS NULL AND merged_into_id IS NULL",
            (json.dumps(ids),),
        )
        today = day.today.isoformat()
        found: dict[int, Person] = {}
        before, self._made = self._made, {}
        for row in rows:
            customer = row[0]
            as_read = (*row, first_phone.get(customer, ""), bought.get(customer, 0), today)
            made = before.get(as_read)
            self._made[as_read] = found[customer] = _person(*as_read) if made is None else made
        return found

    def _bought(self, ids: Sequence[int], day: Day) -> dict[int, int]:
        """What each bought in the last 365 days, in paisa."""
        rows = self._store.rows(
            "SELECT s.customer_id, sum(s.total_paisa) AS bought FROM sale s "
            "WHERE s.customer_id IN (SELECT value FROM json_each(?)) AND s.sold_on >= ? "
            "AND s.voided_on IS NULL AND s.deleted_at IS NULL GROUP BY s.customer_id",
            (json.dumps(ids), (day.today - dt.timedelta(365)).isoformat()),
        )
        return {row["customer_id"]: row["bought"] for row in rows}

    def _contacts(
        self, household: Mapping[int, str], numbers: Mapping[str, str], items: Sequence[Item], day: Day
    ) -> dict[str, tuple[Contact, ...]]:
        back = max(CONTACTS_BACK, day.shop.contact_cap_days)
        # A promise to pay of last year is cleared by money: its year of talks is not asked for.
        since = min((item.cleared_after for item in items if item.rule in _CLEARED_BY_TALK), default="9")
        since = min(since, start_of(day.today - dt.timedelta(back)))
        columns = "id, customer_id, key10, at, on_day, outcome, direction, mood, reasons"
        rows = self._store.rows(
            f"SELECT {columns} FROM interaction WHERE customer_id IN (SELECT value FROM json_each(:customers)) "
            "AND at > :since AND deleted_at IS NULL "
            f"UNION SELECT {columns} FROM interaction WHERE key10 IN (SELECT value FROM json_each(:keys)) "
            "AND at > :since AND deleted_at IS NULL ORDER BY at, id",
            {"customers": json.dumps(list(household)), "keys": json.dumps(list(numbers)), "since": since},
        )
        found: dict[str, list[Contact]] = {}
        for row in rows:
            home = household.get(row["customer_id"]) or numbers.get(row["key10"])
            if home is not None:
                found.setdefault(home, []).append(_contact(row))
        return {home: tuple(contacts) for home, contacts in found.items()}

    def _quiet(self, household: Mapping[int, str], day: Day) -> dict[str, dt.date]:
        """The last quiet day of each household. All are read, along their index alone: no note is opened for it."""
        rows = self._store.rows(
            "SELECT customer_id, quiet_until FROM note WHERE quiet_until >= ? AND deleted_at IS NULL",
            (day.today.isoformat(),),
        )
        found: dict[str, dt.date] = {}
        for row in rows:
            home = household.get(row["customer_id"])
            if home is not None:
                until = dt.date.fromisoformat(row["quiet_until"])
                found[home] = max(until, found.get(home, until))
        return found

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
    return MOST_HARD if rule.enters else max(LEAST_SOFT, day.shop.day_capacity * 3 // 2)


def _days_in_order(first: dt.date, last: dt.date, day: Day) -> list[str]:
    """The MM-DD from first to last, today's first, then those ahead, then those just past: the bound cuts the tail."""
    feb29 = day.shop.feb29
    ahead = month_days(max(first, day.today), last, feb29)
    past = month_days(first, min(last, day.today - dt.timedelta(1)), feb29)
    return list(dict.fromkeys(ahead + past[::-1]))


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
    phone: str,
    bought: int,
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
        bought,
    )


def _contact(row: Any) -> Contact:
    reasons: Iterable[str] = json.loads(row["reasons"]) if row["reasons"] != "[]" else ()
    return Contact(
        at=row["at"],
        on=dt.date.fromisoformat(row["on_day"]),
        outcome=row["outcome"],
        direction=row["direction"],
        mood=row["mood"],
        reasons=frozenset(reasons),
    )


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
