"""Questions about plans: which are open or late, what is to come, one plan with its instalments and guarantors."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Literal

from shopbook.clock import Clock, to_day
from shopbook.customers.living import OF_THE_LIVING
from shopbook.dues.plan_model import Guarantor, Instalment, Plan
from shopbook.errors import Message, NotFound
from shopbook.permissions import shows
from shopbook.storage.connection import Row
from shopbook.storage.store import Reader, Store

PlansShown = Literal["open", "late", "settled", "all"]
_AWAITED = "settled_on IS NULL AND deleted_at IS NULL"
_OPEN = f"ended_on IS NULL AND {_AWAITED}"
_NEXT = f"(SELECT min(i.due_on) FROM instalment i WHERE i.plan_id = plan.id AND i.{_AWAITED.replace('AND ', 'AND i.')})"
_SHOWN: dict[PlansShown, str] = {
    # Along the few that are open, never along all plans there ever were.
    "open": f"SELECT id FROM plan INDEXED BY plan_open WHERE {_OPEN} AND {OF_THE_LIVING} ORDER BY {_NEXT}, id",
    "late": f"SELECT id FROM plan WHERE {_OPEN} AND {OF_THE_LIVING} AND id IN (SELECT plan_id FROM instalment "
    f"INDEXED BY instalment_due WHERE due_on < :today AND {_AWAITED}) ORDER BY {_NEXT}, id",
    "settled": f"SELECT id FROM plan WHERE settled_on IS NOT NULL AND ended_on IS NULL AND deleted_at IS NULL "
    f"AND {OF_THE_LIVING} ORDER BY settled_on DESC, id DESC",
    "all": f"SELECT id FROM plan WHERE deleted_at IS NULL AND {OF_THE_LIVING} ORDER BY made_on DESC, id DESC",
}


class PlanQueries:
    """Plans of one book, read only."""

    def __init__(self, store: Store) -> None:
        self._reader: Reader = store
        self._clock: Clock = store.clock

    @shows("see_dues")
    def get(self, plan_id: int) -> Plan:
        """A plan by its id. Raises NotFound."""
        return plan_of(self._reader, plan_id)

    @shows("look")
    def of_sale(self, sale_id: int) -> Plan | None:
        """The plan that stands for a memo (or was paid off), else the last that ended, else None.

        None for who may not see dues.
        """
        if not self._reader.sees("see_dues"):
            return None
        found = self._reader.value(
            "SELECT id FROM plan WHERE sale_id = ? AND deleted_at IS NULL "
            "ORDER BY ended_on IS NOT NULL, id DESC LIMIT 1",
            (sale_id,),
        )
        return None if found is None else self.get(found)

    @shows("look")
    def of_customer(self, customer_id: int) -> list[Plan]:
        """A customer's plans: those that stand first, then the latest. None for who may not see dues."""
        if not self._reader.sees("see_dues"):
            return []
        return self.rows(
            self._reader.ids(
                "SELECT id FROM plan WHERE customer_id = ? AND deleted_at IS NULL "
                "ORDER BY ended_on IS NOT NULL, settled_on IS NOT NULL, made_on DESC, id DESC",
                (customer_id,),
            )
        )

    @shows("see_dues")
    def ids(self, which: PlansShown = "open") -> list[int]:
        """The plans: open ones by the day that comes next, late ones likewise, settled or all by the latest."""
        today = self._clock.today().isoformat()
        return self._reader.ids(_SHOWN[which], {"today": today} if which == "late" else ())

    @shows("see_dues")
    def rows(self, ids: Sequence[int]) -> list[Plan]:
        """Plans as a list shows them, in the order of the ids; ids that are gone are left out."""
        return plans_of(self._reader, ids)

    @shows("see_dues")
    def due_between(self, first: dt.date, last: dt.date) -> int:
        """What instalments should bring from one day to another, in paisa; what was missed before is not in it."""
        return int(
            self._reader.value(
                "SELECT coalesce(sum(amount_paisa - paid_paisa), 0) FROM instalment "
                f"WHERE due_on BETWEEN ? AND ? AND {_AWAITED} AND {OF_THE_LIVING}",
                (first.isoformat(), last.isoformat()),
            )
        )


def plan_of(reader: Reader, plan_id: int) -> Plan:
    """A plan by its id, also inside an open operation. Raises NotFound."""
    found = plans_of(reader, [plan_id])
    if not found:
        raise NotFound(Message("This plan is not in the book."))
    return found[0]


def plans_of(reader: Reader, ids: Sequence[int]) -> list[Plan]:
    """Plans in the order of the ids, also inside an open operation."""
    marks = ", ".join("?" * len(ids))
    given = tuple(ids)
    parts: dict[int, list[Instalment]] = {}
    # An ended plan's instalments are deleted, and still tell what they were.
    for row in reader.rows(
        "SELECT i.* FROM instalment i JOIN plan p ON p.id = i.plan_id "
        f"WHERE i.plan_id IN ({marks}) AND (i.deleted_at IS NULL OR p.ended_on IS NOT NULL) "
        "ORDER BY i.due_on, i.position",
        given,
    ):
        parts.setdefault(row["plan_id"], []).append(_instalment(row))
    behind: dict[int, list[Guarantor]] = {}
    for row in reader.rows(
        f"SELECT * FROM guarantor WHERE plan_id IN ({marks}) AND deleted_at IS NULL ORDER BY position, id",
        given,
    ):
        behind.setdefault(row["plan_id"], []).append(_guarantor(row))
    found = {
        row["id"]: _plan(row, tuple(parts.get(row["id"], ())), tuple(behind.get(row["id"], ())))
        for row in reader.rows(
            "SELECT p.*, s.memo_no, s.total_paisa, coalesce(c.name, c.nickname) AS name, "
            "(SELECT coalesce(n.e164, n.raw) FROM customer_phone n WHERE n.customer_id = c.id AND n.deleted_at IS NULL "
            "ORDER BY n.state = 'wrong', n.position, n.id LIMIT 1) AS phone "
            "FROM plan p JOIN sale s ON s.id = p.sale_id JOIN customer c ON c.id = p.customer_id "
            f"WHERE p.id IN ({marks}) AND p.deleted_at IS NULL",
            given,
        )
    }
    return [found[each] for each in ids if each in found]


def _plan(row: Row, instalments: tuple[Instalment, ...], guarantors: tuple[Guarantor, ...]) -> Plan:
    return Plan(
        id=row["id"],
        plan_no=row["plan_no"],
        sale_id=row["sale_id"],
        memo_no=row["memo_no"],
        customer_id=row["customer_id"],
        customer_name=row["name"] or "",
        phone=row["phone"] or "",
        made_on=dt.date.fromisoformat(row["made_on"]),
        total_paisa=row["total_paisa"],
        down_paisa=row["total_paisa"] - row["financed_paisa"],
        financed_paisa=row["financed_paisa"],
        left_paisa=row["left_paisa"],
        every=row["every"],
        instalments=instalments,
        guarantors=guarantors,
        ended_on=to_day(row["ended_on"]),
        end_reason=row["end_reason"] or "",
        settled_on=to_day(row["settled_on"]),
        note=row["note"] or "",
    )


def _instalment(row: Row) -> Instalment:
    return Instalment(
        id=row["id"],
        position=row["position"],
        due_on=dt.date.fromisoformat(row["due_on"]),
        amount_paisa=row["amount_paisa"],
        paid_paisa=row["paid_paisa"],
        settled_on=to_day(row["settled_on"]),
    )


def _guarantor(row: Row) -> Guarantor:
    return Guarantor(row["id"], row["name"], row["phone"] or "", row["relation"] or "", row["address"] or "")
