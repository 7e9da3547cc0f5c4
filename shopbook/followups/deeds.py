"""The fact behind an item: closed with it where a tick is enough, refused where only its own sheet can close it.

How a complaint is settled or a promise kept is the care's own business; here is only which deed belongs to which rule.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

from shopbook.errors import Message, Refused
from shopbook.followups.model import Item
from shopbook.storage.store import Operation, Store

if TYPE_CHECKING:
    from shopbook.care.demands import Demands
    from shopbook.care.promises import Promises


class Deeds:
    """Closes and opens again what items stand for, inside the operation that closes or opens the items."""

    def __init__(
        self, store: Store, promises: Callable[[], Promises], demands: Callable[[], Demands]
    ) -> None:
        """`promises` and `demands` are asked when one is closed, so that the day's list opens without them."""
        self._store = store
        self._promises = promises
        self._demands = demands

    def done(self, op: Operation, item: Item) -> None:
        """Finish the fact. Raises Refused while it can only be closed by an answer that a tick does not give."""
        if (refusal := _MUST_BE_TOLD.get(item.rule)) is not None:
            if _waits(op, item):
                raise Refused(*refusal)
        elif item.rule == "callback":
            self._callback(op, item, "done", None)
        elif item.rule == "shop_promise" and _waits(op, item):
            self._promises().keep(item.source_id)
        elif item.rule == "demand_arrived" and _waits(op, item):
            self._demands().told(item.source_id)
        else:
            self._tick(op, item)

    def skip(self, op: Operation, item: Item, reason: str) -> None:
        """Leave the fact undone for good. Raises Refused for a complaint: it is withdrawn, never skipped."""
        if not _waits(op, item):
            return
        if item.rule == "complaint":
            raise Refused(
                Message("A complaint is not skipped."), Message("Settle it, or withdraw it with the reason.")
            )
        if item.rule == "callback":
            self._callback(op, item, "dropped", reason)
        elif item.rule == "shop_promise":
            self._promises().cancel(item.source_id, reason)
        elif item.rule == "buy_promise":
            self._promises().lost(item.source_id, reason)
        elif item.rule == "demand_arrived":
            self._demands().close(item.source_id)
        else:
            self._tick(op, item)

    def open_again(self, op: Operation, item: Item) -> None:
        """Take back what `done` or `skip` did to the fact."""
        if item.rule == "callback":
            self._callback(op, item, "open", None)
        elif item.rule == "call_later":
            op.update("interaction", item.source_id, {"next_closed_on": None})
            op.touch("interaction", item.source_id)
        elif item.rule == "manual_reminder":
            # Everything before the first undone occurrence was done already.
            before = (item.late_since or item.base_on) - dt.timedelta(1)
            start = op.value("SELECT start_on FROM manual_reminder WHERE id = ?", (item.source_id,))
            through = before.isoformat() if before.isoformat() >= start else None
            op.update("manual_reminder", item.source_id, {"done_through": through})
            op.touch("reminder", item.source_id)
        elif item.rule in _OPEN_STATE and not _waits(op, item):
            op.update(item.source_kind, item.source_id, _OPEN_STATE[item.rule])
            op.touch(item.source_kind, item.source_id)

    @staticmethod
    def _callback(op: Operation, item: Item, status: str, reason: str | None) -> None:
        closed_at = None if status == "open" else op.now
        op.update(
            "callback", item.source_id, {"status": status, "closed_at": closed_at, "close_reason": reason}
        )
        op.touch("callback", item.source_id)

    def _tick(self, op: Operation, item: Item) -> None:
        """What a tick closes, done or skipped."""
        if item.rule == "call_later":
            today = self._store.clock.today().isoformat()
            op.update("interaction", item.source_id, {"next_closed_on": today})
            op.touch("interaction", item.source_id)
        elif item.rule == "manual_reminder":
            op.update("manual_reminder", item.source_id, {"done_through": item.base_on.isoformat()})
            op.touch("reminder", item.source_id)


# What a tick does not tell, and what to do instead.
_MUST_BE_TOLD: dict[str, tuple[Message, Message]] = {
    "complaint": (
        Message("This complaint is still open."),
        Message("Settle it, or withdraw it with the reason."),
    ),
    "complaint_check": (
        Message("It is not written yet whether they are satisfied."),
        Message("Write yes or no; with no the complaint is open again."),
    ),
    "buy_promise": (
        Message("It is not written yet whether they bought."),
        Message("Write whether they bought, or choose another day."),
    ),
    "feedback": (Message("Their answer is not written yet."), Message("Choose happy, so-so or unhappy.")),
}
# Asked with the item's source and its occurrence: a row while the fact is not closed by its own deed.
_WAITS: dict[str, str] = {
    "shop_promise": "SELECT 1 FROM shop_promise WHERE id = :id AND status = 'open'",
    "complaint": "SELECT 1 FROM complaint WHERE id = :id AND status = 'open'",
    "complaint_check": "SELECT 1 FROM complaint WHERE id = :id AND status = 'resolved' AND satisfied IS NULL",
    "buy_promise": "SELECT 1 FROM buy_promise WHERE id = :id AND status = 'open'",
    "demand_arrived": "SELECT 1 FROM demand WHERE id = :id AND status = 'arrived'",
    "feedback": "SELECT 1 FROM customer WHERE id = :id AND coalesce(last_score_on, '') < :base_on",
}
_OPEN_STATE: dict[str, dict[str, object]] = {
    "shop_promise": {"status": "open", "closed_on": None, "close_note": None},
    "buy_promise": {"status": "open", "closed_on": None, "lost_reason": None, "sale_id": None},
    "demand_arrived": {"status": "arrived", "told_on": None, "closed_on": None},
}


def _waits(op: Operation, item: Item) -> bool:
    """False when the fact was closed by its own deed meanwhile."""
    asked = _WAITS.get(item.rule)
    return asked is None or bool(
        op.value(asked, {"id": item.source_id, "base_on": item.base_on.isoformat()}, default=0)
    )
