"""The cards of pieces that came back: they end with the return and live again when it is voided. Which pieces came
back is known to the sales."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from shopbook.search.fold import clean
from shopbook.storage.store import Operation
from shopbook.warranties.visits import Visits


def end_with_return(
    op: Operation,
    visits: Visits,
    return_id: int,
    warranty_ids: Sequence[int],
    *,
    on: dt.date,
    reason: str,
    replaced_by: Mapping[int, int] | None = None,
) -> None:
    """End these cards inside the operation of a return: void with the reason, or replaced where `replaced_by` names
    the card given for what was taken instead."""
    for warranty_id in warranty_ids:
        successor = (replaced_by or {}).get(warranty_id)
        op.update(
            "warranty",
            warranty_id,
            {
                "status": "replaced" if successor is not None else "void",
                "void_reason": clean(reason),
                "replaced_by_id": successor,
                "closed_on": on.isoformat(),
                "return_id": return_id,
            },
        )
        visits.end(op, warranty_id)
        op.touch("warranty", warranty_id)


def revive_of_return(op: Operation, visits: Visits, return_id: int) -> list[int]:
    """Let the cards that ended with a return live again, inside the operation that voids it; returns them."""
    ids = op.ids("SELECT id FROM warranty WHERE return_id = ? ORDER BY id", (return_id,))
    alive = {
        "status": "active",
        "void_reason": None,
        "replaced_by_id": None,
        "closed_on": None,
        "return_id": None,
    }
    for warranty_id in ids:
        op.update("warranty", warranty_id, alive)
        visits.revive(op, warranty_id)
        op.touch("warranty", warranty_id)
    return ids
