"""Questions about promises to pay: whose, until when, how much is still to come. Writing them is `operations`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Literal

from shopbook.clock import Clock, to_day
from shopbook.customers.living import OF_THE_LIVING
from shopbook.dues.promise_model import Promise, PromiseRow, status_on
from shopbook.permissions import shows
from shopbook.storage.connection import Row
from shopbook.storage.store import Reader

PromisesShown = Literal["open", "late"]


class PromiseQueries:
    """Promises to pay of one book, read only; a part of `DueQueries`."""

    _reader: Reader
    _clock: Clock

    @shows("look")
    def promises(self, customer_id: int) -> list[Promise]:
        """A customer's promises, the earliest due first; broken as of today. None for who may not see dues."""
        if not self._reader.sees("see_dues"):
            return []
        rows = self._reader.rows(
            "SELECT * FROM pay_promise WHERE customer_id = ? AND deleted_at IS NULL ORDER BY due_on, id",
            (customer_id,),
        )
        return [self._promise(row) for row in rows]

    @shows("look")
    def open_promise(self, customer_id: int) -> Promise | None:
        """The promise that comes due first (or is the longest overdue), or None; None for who may not see dues."""
        if not self._reader.sees("see_dues"):
            return None
        row = self._reader.row(
            "SELECT * FROM pay_promise WHERE customer_id = ? AND closed_on IS NULL AND deleted_at IS NULL "
            "ORDER BY due_on, id LIMIT 1",
            (customer_id,),
        )
        return None if row is None else self._promise(row)

    @shows("see_dues")
    def promise_ids(self, which: PromisesShown = "open") -> list[int]:
        """The promises to pay that still stand, the earliest day first: all, or those whose day has passed."""
        late = "AND due_on < ? " if which == "late" else ""
        return self._reader.ids(
            f"SELECT id FROM pay_promise WHERE closed_on IS NULL AND deleted_at IS NULL {late}"
            f"AND {OF_THE_LIVING} ORDER BY due_on, id",
            (self._clock.today().isoformat(),) if late else (),
        )

    @shows("see_dues")
    def promised_paisa(self) -> int:
        """What is still to come of all promises to pay that stand."""
        # Along the table it is all promises there ever were: 15 ms of 87,000, not 8.
        sql = (
            "SELECT coalesce(sum(max(0, amount_paisa - paid_paisa)), 0) FROM pay_promise INDEXED BY pay_promise_open "
            "WHERE closed_on IS NULL"
        )
        return int(self._reader.value(f"{sql} AND deleted_at IS NULL AND {OF_THE_LIVING}"))

    @shows("see_dues")
    def promise_rows(self, ids: Sequence[int]) -> list[PromiseRow]:
        """Promises with the people who gave them, in the order of the ids; ids that are gone are left out."""
        marks = ", ".join("?" * len(ids))
        found = {
            row["id"]: PromiseRow(
                self._promise(row), row["name"] or row["nickname"] or "", row["phone"] or "", row["honorific"]
            )
            for row in self._reader.rows(
                "SELECT p.*, c.name, c.nickname, c.honorific, (SELECT coalesce(n.e164, n.raw) FROM customer_phone n "
                "WHERE n.customer_id = c.id AND n.deleted_at IS NULL "
                "ORDER BY n.state = 'wrong', n.position, n.id LIMIT 1) AS phone "
                f"FROM pay_promise p JOIN customer c ON c.id = p.customer_id WHERE p.id IN ({marks})",
                tuple(ids),
            )
        }
        return [found[each] for each in ids if each in found]

    def _promise(self, row: Row) -> Promise:
        due_on = dt.date.fromisoformat(row["due_on"])
        return Promise(
            id=row["id"],
            customer_id=row["customer_id"],
            sale_id=row["sale_id"],
            made_on=dt.date.fromisoformat(row["made_on"]),
            due_on=due_on,
            amount_paisa=row["amount_paisa"],
            paid_paisa=row["paid_paisa"],
            status=status_on(row["status"], due_on, self._clock.today()),
            closed_on=to_day(row["closed_on"]),
        )
