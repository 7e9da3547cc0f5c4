"""What passed unseen while the shop was away, one by one. Recording it is `operations.catch_up`'s affair."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from shopbook.followups.model import start_of
from shopbook.storage.store import Store


@dataclass(frozen=True, slots=True)
class Passed:
    """A reason to call whose last day went by while nobody looked."""

    id: int
    rule: str
    customer_id: int | None
    base_on: dt.date


def passed_on(store: Store, today: dt.date) -> list[Passed]:
    """What the look back of a day found, the latest first."""
    rows = store.rows(
        "SELECT id, rule, customer_id, base_on FROM followup_state "
        "WHERE closed_at >= ? AND closed_at < ? AND status = 'expired' AND deleted_at IS NULL "
        "ORDER BY base_on DESC, id",
        (start_of(today), start_of(today + dt.timedelta(1))),
    )
    return [
        Passed(row["id"], row["rule"], row["customer_id"], dt.date.fromisoformat(row["base_on"]))
        for row in rows
    ]
