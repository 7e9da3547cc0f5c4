"""What the shop is owed in all: who, how old, from which area, and how much of it is good on any day. Only reads.

Open since a day is asked without crossing out line by line as `ageing.age` does: in a first-in-first-out account
everything younger than the oldest open debt is open in full, so what is open since a day is the younger debts less
their own papers' money, and never more than the balance.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from shopbook.clock import Clock
from shopbook.dues.queries import OWING_ORDERS, OwingSort
from shopbook.errors import Message
from shopbook.permissions import shows
from shopbook.progress import NoProgress, Progress
from shopbook.storage.connection import Row
from shopbook.storage.store import Reader, Store

Age = Literal["0-30", "31-90", "91-180", "181+"]
AGES: tuple[Age, ...] = ("0-30", "31-90", "91-180", "181+")
# The oldest day of each age, in days before the day asked; the last has none.
_DAYS = (30, 90, 180)
_OWING = "c.balance_paisa > 0 AND c.deleted_at IS NULL AND c.merged_into_id IS NULL"
# Of 20,000 who owe, 5 ms along this index and 40 ms through their rows.
_ALONG = "customer c INDEXED BY customer_owing"
# So many customers are counted between two steps of progress.
_AT_ONCE = 2000
# Who owed or was owed something on the day: nine of ten customers stand at nothing, and their papers are not looked at.
# Entries and their reversals come to nothing together.
_UNEVEN = (
    "customer_id IN (SELECT customer_id FROM ledger WHERE customer_id IN (SELECT id FROM customer "
    "WHERE id BETWEEN :first AND :last AND deleted_at IS NULL AND merged_into_id IS NULL) "
    "AND entry_on <= :day GROUP BY customer_id HAVING sum(amount_paisa) <> 0)"
)

# What stood on the day, by paper: reversed entries and their reversals are as if neither had happened. Money about
# the account as a whole is a paper of its own, entry by entry.
_OPEN_SINCE = """
    WITH counted AS (
        SELECT customer_id, coalesce(sale_id, job_id, -id) AS paper, entry_on, amount_paisa FROM ledger l
        WHERE {whose} AND entry_on <= :day
          AND NOT EXISTS (SELECT 1 FROM ledger r WHERE r.reverses_id = l.id AND r.entry_on <= :day
                          AND r.amount_paisa = -l.amount_paisa)
          AND (reverses_id IS NULL OR NOT EXISTS (SELECT 1 FROM ledger u WHERE u.id = l.reverses_id
               AND u.entry_on <= :day AND u.amount_paisa = -l.amount_paisa))),
    papers AS (
        SELECT customer_id, sum(amount_paisa) AS net,
               sum(iif(amount_paisa > 0 AND entry_on >= :cut_0, amount_paisa, 0)) AS since_0,
               sum(iif(amount_paisa > 0 AND entry_on >= :cut_1, amount_paisa, 0)) AS since_1,
               sum(iif(amount_paisa > 0 AND entry_on >= :cut_2, amount_paisa, 0)) AS since_2,
               sum(iif(amount_paisa > 0 AND entry_on >= :cut_3, amount_paisa, 0)) AS since_3
        FROM counted GROUP BY customer_id, paper)
    SELECT customer_id, sum(net) AS balance,
           sum(max(0, min(net, since_0))) AS since_0, sum(max(0, min(net, since_1))) AS since_1,
           sum(max(0, min(net, since_2))) AS since_2, sum(max(0, min(net, since_3))) AS since_3
    FROM papers GROUP BY customer_id"""


@dataclass(frozen=True, slots=True)
class Bucket:
    """Dues of one age: of how many customers, and how much."""

    age: Age
    count: int
    paisa: int


@dataclass(frozen=True, slots=True)
class Area:
    """Dues of one area ("": no area is written)."""

    area: str
    count: int
    paisa: int


@dataclass(frozen=True, slots=True)
class Standing:
    """What the shop is owed on a day, for the year's end or for zakat. good + doubtful = owed = the sum of `ages`.

    Doubtful is what was open for longer than the days asked. A customer with open money of two ages counts in both.
    Advances are what the shop owes its customers; they are not taken off.
    """

    on: dt.date
    owed_paisa: int
    good_paisa: int
    doubtful_paisa: int
    advances_paisa: int
    debtors: int
    ages: tuple[Bucket, ...]


class Receivables:
    """All dues of one book together."""

    def __init__(self, store: Store) -> None:
        self._reader: Reader = store
        self._clock: Clock = store.clock

    @shows("see_dues")
    def ids(self, sort: OwingSort = "oldest", age: Age | Literal["all"] = "all", area: str = "") -> list[int]:
        """Who owes, by the age of their oldest open due and by area ("": every one)."""
        where, values = self._where(age, area)
        return self._reader.ids(
            f"SELECT c.id FROM customer c WHERE {where} ORDER BY {OWING_ORDERS[sort]}, c.id", values
        )

    @shows("see_dues")
    def buckets(self, area: str = "") -> tuple[Bucket, ...]:
        """The customers by the age of their oldest open due, with all that they owe."""
        cuts = self._cuts(self._clock.today())
        steps = " ".join(f"WHEN c.oldest_unpaid_on >= :cut_{n} THEN {n}" for n in range(3))
        where, values = self._where("all", area)
        rows = {
            row["place"]: row
            for row in self._reader.rows(
                f"SELECT CASE {steps} ELSE 3 END AS place, count(*) AS people, sum(c.balance_paisa) AS paisa "
                f"FROM {_ALONG} WHERE {where} GROUP BY 1",
                cuts | values,
            )
        }
        return tuple(
            Bucket(age, rows[n]["people"], rows[n]["paisa"]) if n in rows else Bucket(age, 0, 0)
            for n, age in enumerate(AGES)
        )

    @shows("see_dues")
    def areas(self, age: Age | Literal["all"] = "all") -> tuple[Area, ...]:
        """What is owed in each area, the largest first."""
        where, values = self._where(age, "")
        return tuple(
            Area(row["area"], row["people"], row["paisa"])
            for row in self._reader.rows(
                "SELECT coalesce(c.area, '') AS area, count(*) AS people, sum(c.balance_paisa) AS paisa "
                f"FROM {_ALONG} WHERE {where} GROUP BY 1 ORDER BY paisa DESC, area",
                values,
            )
        )

    @shows("see_figures")
    def on_day(self, day: dt.date, doubtful_after: int = 180, progress: Progress | None = None) -> Standing:
        """What was owed at the end of a day, and how much of it for long. Today's from the kept figures.

        A past day counts the whole ledger, seconds in a large book; Cancelled by `progress`.
        """
        cuts = self._cuts(day)
        cuts["cut_3"] = (day - dt.timedelta(doubtful_after)).isoformat()
        if day == self._clock.today():
            return self._standing(day, self._today(cuts), self._advances())
        rows = list(self._back_then(cuts, progress or NoProgress()))
        advances = -sum(row["balance"] for row in rows if row["balance"] < 0)
        return self._standing(day, [row for row in rows if row["balance"] > 0], advances)

    def _today(self, cuts: dict[str, object]) -> list[Row]:
        """Only the ledgers of those who owe; whose oldest due is young owes it all since then."""
        whose = (
            "customer_id IN (SELECT c.id FROM customer c WHERE "
            f"{_OWING} AND c.oldest_unpaid_on < max(:cut_0, :cut_3))"
        )
        young = self._reader.rows(
            "SELECT balance_paisa AS balance, balance_paisa AS since_0, balance_paisa AS since_1, "
            "balance_paisa AS since_2, balance_paisa AS since_3 "
            f"FROM customer c WHERE {_OWING} AND c.oldest_unpaid_on >= max(:cut_0, :cut_3)",
            {name: cuts[name] for name in ("cut_0", "cut_3")},
        )
        return young + self._reader.rows(_OPEN_SINCE.format(whose=whose), cuts)

    def _back_then(self, cuts: dict[str, object], progress: Progress) -> Iterator[Row]:
        total = self._reader.value("SELECT count(*) FROM customer")
        what, done = Message("Counting what was owed"), 0
        first = self._reader.value("SELECT min(id) FROM customer")
        sql = _OPEN_SINCE.format(whose=_UNEVEN)
        while first is not None:
            progress.step(done, total, what)
            ids = self._reader.ids(
                "SELECT id FROM customer WHERE id >= ? ORDER BY id LIMIT ?", (first, _AT_ONCE)
            )
            yield from self._reader.rows(sql, {**cuts, "first": ids[0], "last": ids[-1]})
            done += len(ids)
            first = self._reader.value("SELECT min(id) FROM customer WHERE id > ?", (ids[-1],))
        progress.step(total, total, what)

    def _advances(self) -> int:
        return int(
            self._reader.value(
                "SELECT coalesce(-sum(balance_paisa), 0) FROM customer c WHERE c.balance_paisa < 0 "
                "AND c.deleted_at IS NULL AND c.merged_into_id IS NULL"
            )
        )

    def _standing(self, day: dt.date, rows: Sequence[Row], advances: int) -> Standing:
        owed = good = 0
        people, paisa = [0] * len(AGES), [0] * len(AGES)
        for row in rows:
            balance = row["balance"]
            owed += balance
            good += min(balance, row["since_3"])
            counted = 0
            for place in range(len(AGES)):
                through = min(balance, row[f"since_{place}"]) if place < len(_DAYS) else balance
                people[place] += through > counted
                paisa[place] += through - counted
                counted = through
        ages = tuple(Bucket(age, people[n], paisa[n]) for n, age in enumerate(AGES))
        return Standing(day, owed, good, owed - good, advances, len(rows), ages)

    def _cuts(self, day: dt.date) -> dict[str, object]:
        cuts: dict[str, object] = {
            f"cut_{n}": (day - dt.timedelta(days)).isoformat() for n, days in enumerate(_DAYS)
        }
        return cuts | {"day": day.isoformat()}

    def _where(self, age: Age | Literal["all"], area: str) -> tuple[str, dict[str, object]]:
        where, values = _OWING, dict[str, object]()
        if area:
            where += " AND c.area = :area"
            values["area"] = area
        if age != "all":
            place = AGES.index(age)
            today = self._clock.today()
            if place < len(_DAYS):
                where += " AND c.oldest_unpaid_on >= :since"
                values["since"] = (today - dt.timedelta(_DAYS[place])).isoformat()
            if place:
                where += " AND c.oldest_unpaid_on < :before"
                values["before"] = (today - dt.timedelta(_DAYS[place - 1])).isoformat()
        return where, values
