"""What the shop did on a day, for its owner in the evening: calls, promises, complaints, money, by member. Reads only.

The paper it stands on is documents/day_summary.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from shopbook.calls.outcomes import TALKED, UNREACHED, asked_for_advice
from shopbook.dues.model import RECEIVED
from shopbook.followups.today import TodayList
from shopbook.permissions import shows
from shopbook.settings.operations import Settings
from shopbook.storage.store import Store

_TALKED, _UNREACHED, _RECEIVED = (
    ", ".join(f"'{word}'" for word in sorted(words)) for words in (TALKED, UNREACHED, (*RECEIVED, "refund"))
)
_CALLS = f"""
SELECT staff_id, count(*) AS called, count(*) FILTER (WHERE outcome IN ({_TALKED})) AS reached,
    count(*) FILTER (WHERE outcome IN ({_UNREACHED})) AS not_reached
  FROM interaction WHERE on_day = :day AND direction = 'out' AND channel NOT IN ('counter', 'visit')
  AND deleted_at IS NULL GROUP BY staff_id
"""
_ADVICE = (
    "SELECT count(*) FROM interaction i WHERE i.on_day = :day AND i.deleted_at IS NULL "
    f"AND {asked_for_advice('i')}"
)
_NAME = (
    "coalesce(c.name, c.nickname, (SELECT coalesce(e164, raw) FROM customer_phone WHERE customer_id = c.id "
    "AND deleted_at IS NULL ORDER BY position, id LIMIT 1))"
)
# A promise to pay has no member of its own: it belongs to whoever wrote the call down it was given in.
_PROMISES = f"""
SELECT 'pay' AS kind, {_NAME} AS name, '' AS what, p.amount_paisa, p.due_on, p.id, (
    SELECT i.staff_id FROM interaction i WHERE i.customer_id = p.customer_id AND i.outcome = 'promised_pay'
    AND i.deleted_at IS NULL AND i.created_at = p.created_at) AS staff_id
  FROM pay_promise p JOIN customer c ON c.id = p.customer_id
  WHERE p.made_on = :day AND p.deleted_at IS NULL AND NOT (p.status = 'replaced' AND p.closed_on = p.made_on)
UNION ALL SELECT 'buy', {_NAME}, p.what, p.amount_paisa, p.expected_on, p.id, p.staff_id
  FROM buy_promise p JOIN customer c ON c.id = p.customer_id WHERE p.made_on = :day AND p.deleted_at IS NULL
UNION ALL SELECT 'shop', {_NAME}, p.what, NULL, p.due_on, p.id, p.staff_id
  FROM shop_promise p LEFT JOIN customer c ON c.id = p.customer_id
  WHERE p.made_on = :day AND p.status <> 'cancelled' AND p.deleted_at IS NULL
ORDER BY 1, 6
"""
_COMPLAINTS = f"""
SELECT {_NAME} AS name, q.what, q.opened_on = :day AS opened, coalesce(q.resolved_on = :day, 0) AS resolved, q.staff_id
  FROM complaint q LEFT JOIN customer c ON c.id = q.customer_id
  WHERE q.status <> 'withdrawn' AND q.id IN (
    SELECT id FROM complaint WHERE opened_on = :day AND deleted_at IS NULL
    UNION ALL SELECT id FROM complaint WHERE resolved_on = :day AND deleted_at IS NULL)
  ORDER BY q.opened_on, q.id
"""
# A cash sale to somebody who is not in the book, a repair for them and their returns stand in no ledger; the memo of an
# exchange counts the goods that came back as paid.
_MONEY = f"""
SELECT staff_id, sum(paisa) AS paisa FROM (
  SELECT l.staff_id, -l.amount_paisa AS paisa FROM ledger l
    WHERE l.entry_on = :day AND l.kind IN ({_RECEIVED}) AND l.batch_id IS NULL
    AND NOT EXISTS (SELECT 1 FROM ledger r WHERE r.reverses_id = l.id)
  UNION ALL SELECT s.staff_id, s.paid_paisa FROM sale s
    WHERE s.sold_on = :day AND s.customer_id IS NULL AND s.voided_on IS NULL AND s.deleted_at IS NULL
  UNION ALL SELECT t.staff_id, -t.refund_paisa - t.exchanged_paisa FROM sale_return t
    WHERE t.returned_on = :day AND t.customer_id IS NULL AND t.voided_on IS NULL AND t.deleted_at IS NULL
  UNION ALL SELECT e.staff_id, j.paid_paisa FROM job j CROSS JOIN job_event e ON e.job_id = j.id
    WHERE j.closed_on = :day AND j.customer_id IS NULL AND j.deleted_at IS NULL
    AND e.deed = 'deliver' AND e.deleted_at IS NULL)
GROUP BY staff_id
"""


@dataclass(frozen=True, slots=True)
class PromiseMade:
    """A promise of this day. kind: pay or buy (the customer's word), shop (ours)."""

    kind: str
    name: str
    what: str
    amount_paisa: int | None
    due_on: dt.date
    staff_id: int | None


@dataclass(frozen=True, slots=True)
class ComplaintOfDay:
    """A complaint that came in or was settled on this day, or both."""

    name: str
    what: str
    opened: bool
    resolved: bool


@dataclass(frozen=True, slots=True)
class MemberDay:
    """What one member did. `staff_id` None: the shop itself, when nobody was signed in. `left` None: a day gone by."""

    staff_id: int | None = None
    name: str = ""
    called: int = 0
    reached: int = 0
    not_reached: int = 0
    promises: int = 0
    complaints_opened: int = 0
    complaints_resolved: int = 0
    received_paisa: int = 0
    left: int | None = None

    @property
    def did_anything(self) -> bool:
        """False when there is nothing to tell but what is left."""
        done = (
            self.called,
            self.promises,
            self.complaints_opened,
            self.complaints_resolved,
            self.received_paisa,
        )
        return any(done)


@dataclass(frozen=True, slots=True)
class DaySummary:
    """The whole day: `total`, then each member's part, and what was promised and complained about.

    `advice`: how often somebody asked the shop for advice, a sign of trust.
    """

    on: dt.date
    total: MemberDay
    members: tuple[MemberDay, ...]
    promises: tuple[PromiseMade, ...]
    complaints: tuple[ComplaintOfDay, ...]
    advice: int = 0

    def promised_paisa(self, kind: str) -> int:
        """How much was promised in all, as far as amounts were named."""
        return sum(one.amount_paisa or 0 for one in self.promises if one.kind == kind)


@dataclass(slots=True)
class _Tally:
    """The figures of one member while they are counted."""

    called: int = 0
    reached: int = 0
    not_reached: int = 0
    promises: int = 0
    complaints_opened: int = 0
    complaints_resolved: int = 0
    received_paisa: int = 0

    def add(self, other: _Tally) -> None:
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def of(self, staff_id: int | None, name: str, left: int | None) -> MemberDay:
        return MemberDay(
            staff_id, name, self.called, self.reached, self.not_reached, self.promises,
            self.complaints_opened, self.complaints_resolved, self.received_paisa, left,
        )  # fmt: skip


class DaySummaries:
    """What was done on a day, asked from the facts of one book."""

    def __init__(self, store: Store, settings: Settings, followups: TodayList) -> None:
        self._store = store
        self._settings = settings
        self._followups = followups

    @shows("see_figures")
    def of(self, on: dt.date | None = None) -> DaySummary:
        """The summary of a day, of today unless another is asked for."""
        today = self._store.clock.today()
        day = on or today
        promises, complaints = self._promises(day), self._complaints(day)
        tallies: dict[int | None, _Tally] = defaultdict(_Tally)
        for row in self._store.rows(_CALLS, {"day": day.isoformat()}):
            tally = tallies[row["staff_id"]]
            tally.called, tally.reached, tally.not_reached = row["called"], row["reached"], row["not_reached"]
        for made in promises:
            tallies[made.staff_id].promises += 1
        for staff_id, one in complaints:
            tallies[staff_id].complaints_opened += one.opened
            tallies[staff_id].complaints_resolved += one.resolved
        for row in self._store.rows(_MONEY, {"day": day.isoformat()}):
            tallies[row["staff_id"]].received_paisa = row["paisa"]
        total = _Tally()
        for tally in tallies.values():
            total.add(tally)
        left = len(self._followups.today().cards) if day == today else None
        return DaySummary(
            on=day,
            total=total.of(None, "", left),
            members=self._members(tallies, current=day == today),
            promises=promises,
            complaints=tuple(one for _staff, one in complaints),
            advice=int(self._store.value(_ADVICE, {"day": day.isoformat()})),
        )

    def _members(self, tallies: dict[int | None, _Tally], *, current: bool) -> tuple[MemberDay, ...]:
        """Everybody who works here or did something that day; then the shop, for what nobody signed for."""
        staff = self._settings.staff()
        shared = sum(one.active for one in staff) > 1
        found = []
        for one in staff:
            left = (
                len(self._followups.today(staff=one.id).cards) if current and shared and one.active else None
            )
            member = tallies.get(one.id, _Tally()).of(one.id, one.name, left)
            if one.active or member.did_anything:
                found.append(member)
        nobody = tallies.get(None, _Tally()).of(None, "", None)
        return (*found, nobody) if nobody.did_anything else tuple(found)

    def _promises(self, day: dt.date) -> tuple[PromiseMade, ...]:
        return tuple(
            PromiseMade(
                row["kind"],
                row["name"] or "",
                row["what"],
                row["amount_paisa"],
                dt.date.fromisoformat(row["due_on"]),
                row["staff_id"],
            )
            for row in self._store.rows(_PROMISES, {"day": day.isoformat()})
        )

    def _complaints(self, day: dt.date) -> list[tuple[int | None, ComplaintOfDay]]:
        return [
            (
                row["staff_id"],
                ComplaintOfDay(row["name"] or "", row["what"], bool(row["opened"]), bool(row["resolved"])),
            )
            for row in self._store.rows(_COMPLAINTS, {"day": day.isoformat()})
        ]
