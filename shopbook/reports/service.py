"""What comes back faulty and how long repairs take: figures over jobs, returns and memos. Nothing is written here."""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Literal, get_args

from shopbook.clock import Clock
from shopbook.permissions import shows
from shopbook.products.model import title
from shopbook.storage.connection import Row
from shopbook.storage.store import Reader, Store

By = Literal["product", "brand"]
_MILLI = 1000
# Warranties that end within so many days are counted for the counter: as far ahead as the day's list warns.
ENDING_WITHIN = 15
# A claim the shop answered for, or something mended; not what was refused, taken back, or found whole.
_IS_FAULT = (
    "j.deleted_at IS NULL AND j.status NOT IN ('rejected', 'cancelled') AND coalesce(j.outcome, '') <> 'no_fault' "
    "AND (j.cover = 'covered' OR j.outcome IN ('repaired', 'replaced', 'refunded'))"
)
# What a line is counted under: its product, and where it is free text its own words.
_KEY = (
    "i.product_id, CASE WHEN i.product_id IS NULL THEN i.name END AS name, "
    "CASE WHEN i.product_id IS NULL THEN i.brand END AS brand, CASE WHEN i.product_id IS NULL THEN i.model END AS model"
)
_GROUPED = "GROUP BY 1, 2, 3, 4"
_SOLD_THEN = (
    "JOIN sale_item i ON i.id = f.item_id JOIN sale s ON s.id = i.sale_id "
    "WHERE s.sold_on BETWEEN :first AND :last AND s.voided_on IS NULL AND s.deleted_at IS NULL"
)
# The piece a job is about: its card's line, else the line its serial was sold with.
_FAULTS = f"""WITH f AS (
    SELECT coalesce(w.sale_item_id, (
        SELECT x.sale_item_id FROM item_serial x WHERE x.folded = j.serial_folded AND x.deleted_at IS NULL
        ORDER BY x.id DESC LIMIT 1)) AS item_id
    FROM job j LEFT JOIN warranty w ON w.id = j.warranty_id WHERE j.received_on >= :first AND {_IS_FAULT})
SELECT {_KEY}, {_MILLI} * count(*) AS milli FROM f {_SOLD_THEN} {_GROUPED}"""
_RETURNS = f"""WITH f AS (
    SELECT t.sale_item_id AS item_id, t.quantity_milli
    FROM sale_return r CROSS JOIN sale_return_item t ON t.return_id = r.id
    WHERE r.returned_on >= :first AND t.fit = 'faulty' AND r.voided_on IS NULL
      AND r.deleted_at IS NULL AND t.deleted_at IS NULL)
SELECT {_KEY}, sum(f.quantity_milli) AS milli FROM f {_SOLD_THEN} {_GROUPED}"""
# The lines of a stretch of days as three columns, counted outside: SQLite sorts what it groups, and 400,000 lines of a
# year take 1.6 s that way, not 0.7. The cancelled memos are few and have an index of their own: no memo is opened.
_SOLD = """SELECT json_group_array(i.product_id) FILTER (WHERE i.product_id IS NOT NULL) AS products,
  json_group_array(i.quantity_milli) FILTER (WHERE i.product_id IS NOT NULL) AS quantities,
  json_group_array(i.id) FILTER (WHERE i.product_id IS NULL) AS free
FROM sale s CROSS JOIN sale_item i ON i.sale_id = s.id
WHERE s.sold_on BETWEEN :first AND :last AND i.deleted_at IS NULL
  AND s.id NOT IN (SELECT id FROM sale WHERE voided_on IS NOT NULL)"""
_FREE = f"""SELECT {_KEY}, sum(i.quantity_milli) AS milli
FROM json_each(:lines) j CROSS JOIN sale_item i ON i.id = j.value {_GROUPED}"""

_Key = tuple[int | None, str | None, str | None, str | None]
_Milli = dict[_Key, int]


@dataclass(frozen=True, slots=True)
class FaultRate:
    """A product or brand: pieces sold in a stretch of days, and what of them came back since.

    faults: claims the shop answered for and repairs; returns: pieces taken back as faulty. `rate` is both together
    against the pieces sold; a piece that failed twice counts twice.
    """

    what: str
    sold: int
    faults: int
    returns: int
    rate: float


@dataclass(frozen=True, slots=True)
class RepairDays:
    """How long repairs took, from taking in to ready, in days. Means of `in_shop` and `at_company` add up to `average`.

    Of no repair at all every figure is 0.
    """

    count: int = 0
    average: float = 0.0
    median: float = 0.0
    longest: int = 0
    in_shop: float = 0.0
    at_company: float = 0.0


@dataclass(frozen=True, slots=True)
class ServiceFigures:
    """The workshop today. `ready_longest` and `company_longest`: since how many days the oldest waits, 0 for none."""

    open: int
    late: int
    ready: int
    ready_longest: int
    at_company: int
    company_longest: int
    waiting_part: int
    warranties_ending: int


class ServiceReport:
    """Counts over the jobs of one book."""

    def __init__(self, store: Store) -> None:
        self._reader: Reader = store
        self._clock: Clock = store.clock

    @shows("see_figures")
    def fault_rates(self, first: dt.date, last: dt.date, by: By = "product") -> list[FaultRate]:
        """What was sold from `first` to `last` and came back faulty since, the most first; the rest is left out.

        Reads every memo of these days: about a second for a third of a million, a matter for a job.
        """
        return self.all_fault_rates(first, last)[by]

    @shows("see_figures")
    def all_fault_rates(self, first: dt.date, last: dt.date) -> dict[By, list[FaultRate]]:
        """`fault_rates` by product and by brand, of one reading of the memos."""
        days = {"first": first.isoformat(), "last": last.isoformat()}
        faulty, back = self._grouped(_FAULTS, days), self._grouped(_RETURNS, days)
        if not faulty and not back:
            return {by: [] for by in get_args(By)}
        sold = self._sold(days)
        known = self._products({key[0] for key in (*faulty, *back, *sold) if key[0] is not None})
        found: dict[By, list[FaultRate]] = {}
        for by in get_args(By):
            faults, returns, pieces = (_named(each, known, by) for each in (faulty, back, sold))
            rates = [
                FaultRate(
                    what=what,
                    sold=_whole(pieces[what]),
                    faults=_whole(faults[what]),
                    returns=_whole(returns[what]),
                    rate=(faults[what] + returns[what]) / max(1, pieces[what]),
                )
                for what in {*faults, *returns}
            ]
            found[by] = sorted(rates, key=lambda one: (-one.faults - one.returns, -one.rate, one.what))
        return found

    def _grouped(self, sql: str, parameters: dict[str, str]) -> _Milli:
        """Thousandths of pieces by product, and of free text by its own words."""
        rows = self._reader.rows(sql, parameters)
        return {(row["product_id"], row["name"], row["brand"], row["model"]): row["milli"] for row in rows}

    def _sold(self, days: dict[str, str]) -> _Milli:
        row = self._reader.row(_SOLD, days)
        assert row is not None
        counted: defaultdict[int, int] = defaultdict(int)
        for product_id, milli in zip(json.loads(row["products"]), json.loads(row["quantities"]), strict=True):
            counted[product_id] += milli
        found: _Milli = {(product_id, None, None, None): milli for product_id, milli in counted.items()}
        return found if row["free"] == "[]" else found | self._grouped(_FREE, {"lines": row["free"]})

    def _products(self, ids: set[int]) -> dict[int, tuple[str, str, str]]:
        rows = self._reader.rows(
            "SELECT id, name, brand, model FROM product WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(sorted(ids)),),
        )
        return {row["id"]: (row["name"], row["brand"] or "", row["model"] or "") for row in rows}

    @shows("see_figures")
    def repair_days(self, first: dt.date, last: dt.date) -> RepairDays:
        """How long the things took that became ready from `first` to `last` and were not refused since."""
        rows = self._reader.rows(
            "SELECT j.id, j.received_on, j.ready_on, (SELECT json_group_array(json_array(deed, on_day)) FROM ("
            "SELECT e.deed, e.on_day FROM job_event e WHERE e.job_id = j.id AND e.deleted_at IS NULL "
            "AND e.deed IN ('send', 'came_back', 'ready') ORDER BY e.id)) AS steps FROM job j "
            "WHERE j.ready_on BETWEEN ? AND ? AND j.status IN ('ready', 'delivered') AND j.deleted_at IS NULL",
            (first.isoformat(), last.isoformat()),
        )
        if not rows:
            return RepairDays()
        whole = [_days(row["received_on"], row["ready_on"]) for row in rows]
        away = [_away(row) for row in rows]
        return RepairDays(
            count=len(rows),
            average=sum(whole) / len(rows),
            median=float(median(whole)),
            longest=max(whole),
            in_shop=(sum(whole) - sum(away)) / len(rows),
            at_company=sum(away) / len(rows),
        )

    @shows("look")
    def late_ids(self, today: dt.date | None = None) -> list[int]:
        """The jobs whose promised day has passed and that are not ready, the longest late first."""
        today = today or self._clock.today()
        return self._reader.ids(
            "SELECT id FROM job WHERE closed_on IS NULL AND deleted_at IS NULL AND promised_on < ? "
            "AND status <> 'ready' ORDER BY promised_on, id",
            (today.isoformat(),),
        )

    @shows("see_figures")
    def figures(self, today: dt.date | None = None) -> ServiceFigures:
        """The workshop as it stands today."""
        today = today or self._clock.today()
        row = self._reader.row(
            "SELECT count(*) AS open, "
            "coalesce(sum(promised_on < :today AND status <> 'ready'), 0) AS late, "
            "coalesce(sum(status = 'ready'), 0) AS ready, "
            "min(CASE WHEN status = 'ready' THEN ready_on END) AS ready_since, "
            "coalesce(sum(status = 'sent_to_company'), 0) AS at_company, "
            "min(CASE WHEN status = 'sent_to_company' THEN sent_on END) AS sent_since, "
            "coalesce(sum(status = 'waiting_part'), 0) AS waiting_part, "
            "(SELECT count(*) FROM warranty WHERE status = 'active' AND deleted_at IS NULL "
            "AND last_ends_on IS NOT NULL AND last_ends_on BETWEEN :today AND :ending) AS ending "
            "FROM job WHERE closed_on IS NULL AND deleted_at IS NULL",
            {"today": today.isoformat(), "ending": (today + dt.timedelta(ENDING_WITHIN)).isoformat()},
        )
        assert row is not None
        return ServiceFigures(
            open=row["open"],
            late=row["late"],
            ready=row["ready"],
            ready_longest=_days(row["ready_since"] or today.isoformat(), today.isoformat()),
            at_company=row["at_company"],
            company_longest=_days(row["sent_since"] or today.isoformat(), today.isoformat()),
            waiting_part=row["waiting_part"],
            warranties_ending=row["ending"],
        )


def _named(counted: _Milli, known: dict[int, tuple[str, str, str]], by: By) -> defaultdict[str, int]:
    """Under each product's title or each brand; what has no brand is left out of the brands."""
    found: defaultdict[str, int] = defaultdict(int)
    for key, milli in counted.items():
        plain = (key[1] or "", key[2] or "", key[3] or "")
        name, brand, model = plain if key[0] is None else known.get(key[0], plain)
        what = title(name, brand, model) if by == "product" else brand
        if what:
            found[what] += milli
    return found


def _whole(milli: int) -> int:
    """Pieces from thousandths; half a piece is a piece."""
    return (milli + _MILLI // 2) // _MILLI


def _days(first: str, last: str) -> int:
    return (dt.date.fromisoformat(last) - dt.date.fromisoformat(first)).days


def _away(row: Row) -> int:
    """The days a job was with the company before it was ready."""
    steps = [(deed, day) for deed, day in json.loads(row["steps"]) if day <= row["ready_on"]]
    return sum(_days(day, after) for (deed, day), (_then, after) in pairwise(steps) if deed == "send")
