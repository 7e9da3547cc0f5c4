"""The only writes about demand: asked for, arrived, told. Who is to be told today is `followups`."""

from __future__ import annotations

import datetime as dt

from shopbook.care.demand_model import REASONS as REASONS
from shopbook.care.demand_model import WAITING, Demand, wish_key
from shopbook.care.demand_model import DemandDraft as DemandDraft
from shopbook.care.demand_queries import DemandQueries
from shopbook.customers import phones
from shopbook.customers.living import require_customer
from shopbook.errors import Invalid, Message, Refused
from shopbook.permissions import needs
from shopbook.search.fold import clean
from shopbook.storage.store import Operation, Store


class Demands(DemandQueries):
    """What people asked for and went without: questions and writes."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self._store = store

    @needs("talk")
    def ask(self, draft: DemandDraft, by: object | None = None, *, on: dt.date | None = None) -> int:
        """Write down what somebody asked for; returns its id. Raises Invalid, NotFound.

        It waits for the goods only when the shop could not sell it; for every other reason the sale is lost at once.
        `on`: the earlier day on which they asked, when it is written down later.
        """
        today = on or self._clock.today()
        problems = draft.problems(today)
        if problems:
            raise Invalid(problems)
        state: dict[str, object] = {"asked_on": today.isoformat(), "staff_id": self._store.actor}
        if not draft.waits:
            state |= {"status": "closed", "closed_on": today.isoformat()}
        with self._store.operation(by) as op:
            if draft.customer_id is not None:
                require_customer(op, draft.customer_id)
            demand_id = op.insert("demand", {**_columns(draft), **state})
            _touch(op, demand_id, draft.customer_id)
        return demand_id

    @needs("talk")
    def change(self, demand_id: int, draft: DemandDraft, by: object | None = None) -> None:
        """Save an edited wish; a changed reason makes it wait, or ends the waiting. Raises Invalid, NotFound."""
        today = self._clock.today()
        problems = draft.problems(today)
        if problems:
            raise Invalid(problems)
        old = self.get(demand_id)
        waited = old.reason in WAITING and not old.alternative_taken
        state: dict[str, object] = {}
        if draft.waits and not waited:
            state = {"status": "open", "arrived_on": None, "told_on": None, "closed_on": None}
        elif not draft.waits and old.status in ("open", "arrived"):
            state = {"status": "closed", "closed_on": today.isoformat()}
        with self._store.operation(by) as op:
            if draft.customer_id is not None and draft.customer_id != old.customer_id:
                require_customer(op, draft.customer_id)
            op.update("demand", demand_id, {**_columns(draft), **state})
            _touch(op, demand_id, old.customer_id, draft.customer_id)

    @needs("talk")
    def arrived(self, folded: str, by: object | None = None) -> int:
        """The goods came: returns how many are to be told so. Nobody can tell a stranger: that wish is closed."""
        today = self._clock.today().isoformat()
        told_to = 0
        with self._store.operation(by) as op:
            for demand in self.askers(folded):
                if demand.status != "open":
                    continue
                if demand.can_be_told:
                    told_to += 1
                    op.update("demand", demand.id, {"status": "arrived", "arrived_on": today})
                else:
                    op.update(
                        "demand", demand.id, {"status": "closed", "arrived_on": today, "closed_on": today}
                    )
                _touch(op, demand.id, demand.customer_id)
        return told_to

    @needs("talk")
    def told(self, demand_id: int, by: object | None = None) -> None:
        """They know that it is here. Raises NotFound, Refused."""
        self._end(demand_id, "told", "told_on", by)

    @needs("talk")
    def close(self, demand_id: int, by: object | None = None) -> None:
        """They want it no more, or have it from elsewhere. Raises NotFound, Refused."""
        self._end(demand_id, "closed", "closed_on", by)

    @needs("talk")
    def close_all(self, folded: str, by: object | None = None) -> int:
        """Nobody is to be told of this any more: every open wish for it ends. Returns how many."""
        waiting = [demand for demand in self.askers(folded) if demand.status == "open"]
        with self._store.operation(by):
            for demand in waiting:
                self._end(demand.id, "closed", "closed_on", by)
        return len(waiting)

    def _end(self, demand_id: int, status: str, column: str, by: object | None) -> None:
        demand: Demand = self.get(demand_id)
        if demand.status not in ("open", "arrived"):
            raise Refused(Message("This wish is closed already."))
        with self._store.operation(by) as op:
            op.update("demand", demand_id, {"status": status, column: self._clock.today().isoformat()})
            _touch(op, demand_id, demand.customer_id)


def _columns(draft: DemandDraft) -> dict[str, object]:
    phone = phones.normalise(draft.phone) if draft.phone.strip() else None
    return {
        "customer_id": draft.customer_id,
        "name": clean(draft.name) or None,
        "phone": (phone.e164 or phone.raw) if phone else None,
        "key10": (phone.key10 or None) if phone else None,
        "what": clean(draft.what),
        "folded": wish_key(draft.what),
        "product_id": draft.product_id,
        "reason": draft.reason,
        "alternative": clean(draft.alternative) or None,
        "alternative_taken": int(draft.alternative_taken),
        "interaction_id": draft.interaction_id,
    }


def _touch(op: Operation, demand_id: int, *customers: int | None) -> None:
    op.touch("demand", demand_id)
    op.touch("customer", *(each for each in customers if each is not None))
