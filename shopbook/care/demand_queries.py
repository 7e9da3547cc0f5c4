"""Questions about what was asked for and not bought. Who is to be told today is `followups`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Literal

from shopbook.care.demand_model import Conversion, Demand, Wanted, wish_key
from shopbook.care.people import CALLED_FROM, PHONE
from shopbook.clock import Clock, to_day
from shopbook.customers.living import OF_THE_LIVING
from shopbook.errors import Message, NotFound
from shopbook.permissions import shows
from shopbook.storage.connection import Row
from shopbook.storage.store import Reader, Store

Which = Literal["open", "arrived", "all"]

_SELECT = (
    "SELECT t.*, coalesce(c.name, c.nickname, t.name, '') AS who, "
    f"coalesce({PHONE}, t.phone, {CALLED_FROM}, '') AS reached "
    "FROM demand t LEFT JOIN customer c ON c.id = t.customer_id "
)
# What a customer in the trash asked for waits with them; put back, they bring it.
_KEPT = f"deleted_at IS NULL AND {OF_THE_LIVING}"
_LISTS: dict[Which, str] = {
    "open": f"status = 'open' AND {_KEPT} ORDER BY asked_on DESC, id DESC",
    "arrived": f"status = 'arrived' AND {_KEPT} ORDER BY arrived_on, id",
    "all": f"{_KEPT} ORDER BY asked_on DESC, id DESC",
}
_WENT_WITHOUT = "asked_on BETWEEN ? AND ? AND alternative_taken = 0 AND deleted_at IS NULL"


class DemandQueries:
    """Reads about demand."""

    def __init__(self, store: Store) -> None:
        self._reader: Reader = store
        self._clock: Clock = store.clock

    @shows("look")
    def get(self, demand_id: int) -> Demand:
        """One wish; NotFound when there is none."""
        found = self.rows([demand_id])
        if not found:
            raise NotFound(Message("This wish is not in the book any more."))
        return found[0]

    @shows("look")
    def wanted(self, which: Literal["open", "arrived"] = "open") -> list[Wanted]:
        """What people wait for (or wait to be told of), the most wanted first."""
        rows = self._reader.rows(
            "WITH wish AS (SELECT folded, count(*) AS many, min(asked_on) AS first_on, max(asked_on) AS last_on, "
            f"max(id) AS newest FROM demand WHERE status = '{'open' if which == 'open' else 'arrived'}' "
            f"AND {_KEPT} GROUP BY folded) "
            "SELECT wish.*, (SELECT what FROM demand WHERE id = newest) AS what FROM wish "
            "ORDER BY many DESC, last_on DESC, newest DESC"
        )
        return [
            Wanted(
                row["folded"],
                row["what"],
                row["many"],
                dt.date.fromisoformat(row["first_on"]),
                dt.date.fromisoformat(row["last_on"]),
            )
            for row in rows
        ]

    @shows("look")
    def askers(self, folded: str) -> list[Demand]:
        """Who waits for a thing or waits to be told that it came, the first to ask first."""
        rows = self._reader.rows(
            f"{_SELECT} WHERE t.id IN ("
            f"SELECT id FROM demand WHERE folded = ?1 AND status = 'open' AND {_KEPT} UNION ALL "
            f"SELECT id FROM demand WHERE status = 'arrived' AND {_KEPT} AND folded = ?1) "
            "ORDER BY t.asked_on, t.id",
            (folded,),
        )
        return [_to_demand(row) for row in rows]

    @shows("look")
    def ids(self, which: Which = "open") -> list[int]:
        """The wishes of a list: what people wait for (newest first), whom to tell (longest first), or all."""
        return self._reader.ids(f"SELECT id FROM demand WHERE {_LISTS[which]}")

    @shows("look")
    def rows(self, ids: Sequence[int]) -> list[Demand]:
        """Wishes in the order of the ids; ids that are not in the book are left out."""
        marks = ", ".join("?" * len(ids))
        rows = self._reader.rows(f"{_SELECT} WHERE t.id IN ({marks}) AND t.deleted_at IS NULL", tuple(ids))
        found = {row["id"]: _to_demand(row) for row in rows}
        return [found[each] for each in ids if each in found]

    @shows("look")
    def of(self, customer_id: int) -> list[Demand]:
        """What a customer asked for, newest first."""
        rows = self._reader.rows(
            f"{_SELECT} WHERE t.customer_id = ? AND t.deleted_at IS NULL ORDER BY t.asked_on DESC, t.id DESC",
            (customer_id,),
        )
        return [_to_demand(row) for row in rows]

    @shows("look")
    def lost_sales(self, first: dt.date, last: dt.date) -> dict[str, int]:
        """Why people went without buying from `first` to `last`: the reason and how many, the most frequent first."""
        rows = self._reader.rows(
            f"SELECT reason, count(*) AS many FROM demand WHERE {_WENT_WITHOUT} "
            "GROUP BY reason ORDER BY many DESC, reason",
            (first.isoformat(), last.isoformat()),
        )
        return {row["reason"]: row["many"] for row in rows}

    @shows("look")
    def conversion(self, first: dt.date, last: dt.date) -> Conversion:
        """How many went without buying and how many memos were written from `first` to `last`."""
        days = (first.isoformat(), last.isoformat())
        lost = self._reader.value(f"SELECT count(*) FROM demand WHERE {_WENT_WITHOUT}", days)
        sold = self._reader.value(
            "SELECT count(*) FROM sale WHERE sold_on BETWEEN ? AND ? AND voided_on IS NULL AND deleted_at IS NULL",
            days,
        )
        return Conversion(int(lost), int(sold))

    def stale(self) -> list[int]:
        """Wishes whose key is not that of their words, for `check`."""
        rows = self._reader.rows("SELECT id, what, folded FROM demand")
        return [row["id"] for row in rows if row["folded"] != wish_key(row["what"])]


def _to_demand(row: Row) -> Demand:
    return Demand(
        id=row["id"],
        customer_id=row["customer_id"],
        name=row["who"],
        phone=row["reached"],
        what=row["what"],
        folded=row["folded"],
        product_id=row["product_id"],
        asked_on=dt.date.fromisoformat(row["asked_on"]),
        reason=row["reason"],
        alternative=row["alternative"] or "",
        alternative_taken=bool(row["alternative_taken"]),
        status=row["status"],
        arrived_on=to_day(row["arrived_on"]),
        told_on=to_day(row["told_on"]),
        closed_on=to_day(row["closed_on"]),
        interaction_id=row["interaction_id"],
        staff_id=row["staff_id"],
    )
