"""Questions about the shop's promises and verbal orders. Which of them stand on today's list is `followups`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Literal

from shopbook.care.people import CALLED_FROM, NAME, PHONE
from shopbook.care.promise_model import BuyPromise, PromiseFigures, ShopPromise
from shopbook.clock import Clock, to_day
from shopbook.customers.living import OF_THE_LIVING
from shopbook.errors import Message, NotFound
from shopbook.permissions import shows
from shopbook.storage.connection import Row
from shopbook.storage.store import Reader, Store

ShopWhich = Literal["open", "late", "kept", "cancelled", "all"]
BuyWhich = Literal["open", "late", "won", "lost", "all"]

_SHOP = (
    f"SELECT t.*, {NAME} AS customer_name, c.honorific, coalesce({PHONE}, {CALLED_FROM}, '') AS phone "
    "FROM shop_promise t LEFT JOIN customer c ON c.id = t.customer_id "
)
_BUY = (
    f"SELECT t.*, {NAME} AS customer_name, c.honorific, coalesce({PHONE}, '') AS phone, "
    "coalesce(s.memo_no, '') AS memo_no "
    "FROM buy_promise t JOIN customer c ON c.id = t.customer_id LEFT JOIN sale s ON s.id = t.sale_id "
)
# What stands between the shop and a customer in the trash is not in the lists; put back, they bring it.
_KEPT = f"deleted_at IS NULL AND {OF_THE_LIVING}"
_CLOSED = f"closed_on IS NOT NULL AND {_KEPT} ORDER BY closed_on DESC, id DESC"
_SHOP_LISTS: dict[ShopWhich, str] = {
    "open": f"status = 'open' AND {_KEPT} ORDER BY due_on, id",
    "late": f"status = 'open' AND {_KEPT} AND due_on < :today ORDER BY due_on, id",
    "kept": f"status = 'kept' AND {_CLOSED}",
    "cancelled": f"status = 'cancelled' AND {_CLOSED}",
    "all": f"{_KEPT} ORDER BY made_on DESC, id DESC",
}
_BUY_LISTS: dict[BuyWhich, str] = {
    "open": f"status = 'open' AND {_KEPT} ORDER BY expected_on, id",
    "late": f"status = 'open' AND {_KEPT} AND expected_on < :today ORDER BY expected_on, id",
    "won": f"status = 'won' AND {_CLOSED}",
    "lost": f"status = 'lost' AND {_CLOSED}",
    "all": f"{_KEPT} ORDER BY made_on DESC, id DESC",
}


class PromiseQueries:
    """Reads about promises."""

    def __init__(self, store: Store) -> None:
        self._reader: Reader = store
        self._clock: Clock = store.clock

    # ---- the shop's own word

    @shows("look")
    def shop_ids(self, which: ShopWhich = "open", today: dt.date | None = None) -> list[int]:
        """The shop's promises of a list: open ones by their day, closed ones newest first."""
        day = (today or self._clock.today()).isoformat()
        return self._reader.ids(f"SELECT id FROM shop_promise WHERE {_SHOP_LISTS[which]}", {"today": day})

    @shows("look")
    def shop_rows(self, ids: Sequence[int]) -> list[ShopPromise]:
        """The shop's promises in the order of the ids; ids that are not in the book are left out."""
        marks = ", ".join("?" * len(ids))
        rows = self._reader.rows(f"{_SHOP} WHERE t.id IN ({marks}) AND t.deleted_at IS NULL", tuple(ids))
        found = {row["id"]: _to_shop_promise(row) for row in rows}
        return [found[each] for each in ids if each in found]

    @shows("look")
    def shop_promise(self, promise_id: int) -> ShopPromise:
        """One promise of the shop; NotFound when there is none."""
        found = self.shop_rows([promise_id])
        if not found:
            raise NotFound(Message("This promise is not in the book any more."))
        return found[0]

    @shows("look")
    def shop_of(self, customer_id: int) -> list[ShopPromise]:
        """What the shop promised a customer, open ones by their day, then the closed ones, newest first."""
        rows = self._reader.rows(
            f"{_SHOP} WHERE t.customer_id = ? AND t.deleted_at IS NULL ORDER BY t.status = 'open' DESC, "
            "CASE t.status WHEN 'open' THEN t.due_on END, t.closed_on DESC, t.id DESC",
            (customer_id,),
        )
        return [_to_shop_promise(row) for row in rows]

    # ---- verbal orders

    @shows("look")
    def buy_ids(self, which: BuyWhich = "open", today: dt.date | None = None) -> list[int]:
        """The verbal orders of a list: open ones by their day, closed ones newest first."""
        day = (today or self._clock.today()).isoformat()
        return self._reader.ids(f"SELECT id FROM buy_promise WHERE {_BUY_LISTS[which]}", {"today": day})

    @shows("look")
    def buy_rows(self, ids: Sequence[int]) -> list[BuyPromise]:
        """Verbal orders in the order of the ids; ids that are not in the book are left out."""
        marks = ", ".join("?" * len(ids))
        rows = self._reader.rows(f"{_BUY} WHERE t.id IN ({marks}) AND t.deleted_at IS NULL", tuple(ids))
        found = {row["id"]: _to_buy_promise(row) for row in rows}
        return [found[each] for each in ids if each in found]

    @shows("look")
    def buy_promise(self, promise_id: int) -> BuyPromise:
        """One verbal order; NotFound when there is none."""
        found = self.buy_rows([promise_id])
        if not found:
            raise NotFound(Message("This promise is not in the book any more."))
        return found[0]

    @shows("look")
    def buy_of(self, customer_id: int) -> list[BuyPromise]:
        """A customer's verbal orders, open ones by their day, then the closed ones, newest first."""
        rows = self._reader.rows(
            f"{_BUY} WHERE t.customer_id = ? AND t.deleted_at IS NULL ORDER BY t.status = 'open' DESC, "
            "CASE t.status WHEN 'open' THEN t.expected_on END, t.closed_on DESC, t.id DESC",
            (customer_id,),
        )
        return [_to_buy_promise(row) for row in rows]

    @shows("look")
    def open_buys(self, customer_id: int) -> list[BuyPromise]:
        """What a customer said they would buy and has not bought yet, the earliest expected first."""
        return [promise for promise in self.buy_of(customer_id) if promise.status == "open"]

    @shows("look")
    def open_buy_paisa(self) -> int:
        """For how much people said they will buy, as far as they named an amount."""
        sql = f"SELECT coalesce(sum(amount_paisa), 0) FROM buy_promise WHERE status = 'open' AND {_KEPT}"
        return int(self._reader.value(sql))

    @shows("look")
    def figures(self, first: dt.date, last: dt.date) -> PromiseFigures:
        """What became of promises from `first` to `last`: the shop's, those to pay and those to buy."""
        row = self._reader.row(
            _FIGURES,
            {"first": first.isoformat(), "last": last.isoformat(), "today": self._clock.today().isoformat()},
        )
        assert row is not None
        return PromiseFigures(**dict(zip(row.keys(), tuple(row), strict=True)))


_IN_DAYS = "BETWEEN :first AND :last"
_FIGURES = f"""WITH
  shop AS (SELECT status, due_on, closed_on FROM shop_promise WHERE closed_on {_IN_DAYS} AND deleted_at IS NULL),
  pay AS (SELECT status FROM pay_promise WHERE closed_on {_IN_DAYS} AND deleted_at IS NULL),
  buy AS (SELECT b.status, coalesce(s.total_paisa, b.amount_paisa, 0) AS paisa
    FROM buy_promise b LEFT JOIN sale s ON s.id = b.sale_id
    WHERE b.closed_on {_IN_DAYS} AND b.deleted_at IS NULL)
SELECT
  (SELECT count(*) FROM shop WHERE status = 'kept') AS shop_kept,
  (SELECT count(*) FROM shop WHERE status = 'kept' AND closed_on > due_on)
    + (SELECT count(*) FROM shop_promise WHERE status = 'open' AND due_on {_IN_DAYS} AND due_on < :today
       AND deleted_at IS NULL) AS shop_late,
  (SELECT count(*) FROM pay WHERE status = 'kept') AS pay_kept,
  (SELECT count(*) FROM pay WHERE status = 'broken')
    + (SELECT count(*) FROM pay_promise WHERE closed_on IS NULL AND due_on {_IN_DAYS} AND due_on < :today
       AND deleted_at IS NULL) AS pay_broken,
  (SELECT count(*) FROM buy WHERE status = 'won') AS buy_won,
  (SELECT count(*) FROM buy WHERE status = 'lost') AS buy_lost,
  (SELECT coalesce(sum(paisa), 0) FROM buy WHERE status = 'won') AS buy_won_paisa"""


def _to_shop_promise(row: Row) -> ShopPromise:
    return ShopPromise(
        id=row["id"],
        customer_id=row["customer_id"],
        customer_name=row["customer_name"],
        phone=row["phone"],
        what=row["what"],
        due_on=dt.date.fromisoformat(row["due_on"]),
        made_on=dt.date.fromisoformat(row["made_on"]),
        status=row["status"],
        closed_on=to_day(row["closed_on"]),
        close_note=row["close_note"] or "",
        complaint_id=row["complaint_id"],
        staff_id=row["staff_id"],
        interaction_id=row["interaction_id"],
        honorific=row["honorific"],
    )


def _to_buy_promise(row: Row) -> BuyPromise:
    return BuyPromise(
        id=row["id"],
        customer_id=row["customer_id"],
        customer_name=row["customer_name"],
        phone=row["phone"],
        what=row["what"],
        expected_on=dt.date.fromisoformat(row["expected_on"]),
        amount_paisa=row["amount_paisa"],
        product_id=row["product_id"],
        made_on=dt.date.fromisoformat(row["made_on"]),
        status=row["status"],
        closed_on=to_day(row["closed_on"]),
        lost_reason=row["lost_reason"] or "",
        sale_id=row["sale_id"],
        memo_no=row["memo_no"],
        staff_id=row["staff_id"],
        interaction_id=row["interaction_id"],
        honorific=row["honorific"],
    )
