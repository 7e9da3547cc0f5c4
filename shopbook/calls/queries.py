"""Questions about calls and call-back requests."""

from __future__ import annotations

from shopbook.calls.model import TALKED, Call, Callback
from shopbook.clock import to_day, to_instant
from shopbook.errors import Message, NotFound
from shopbook.permissions import shows
from shopbook.storage.connection import Row
from shopbook.storage.store import Reader

_TALKED = ", ".join(f"'{outcome}'" for outcome in sorted(TALKED))


class CallQueries:
    """Reads about calls."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    @shows("look")
    def last_talk(self, customer_id: int) -> Call | None:
        """The last time somebody was really spoken to."""
        row = self._reader.row(
            f"SELECT * FROM interaction WHERE customer_id = ? AND outcome IN ({_TALKED}) AND deleted_at IS NULL "
            "ORDER BY at DESC LIMIT 1",
            (customer_id,),
        )
        return None if row is None else _to_call(row)

    @shows("look")
    def calls(self, customer_id: int, limit: int = 50) -> list[Call]:
        """A customer's calls and visits, newest first."""
        rows = self._reader.rows(
            "SELECT * FROM interaction WHERE customer_id = ? AND deleted_at IS NULL ORDER BY at DESC LIMIT ?",
            (customer_id, limit),
        )
        return [_to_call(row) for row in rows]

    @shows("look")
    def callback(self, callback_id: int) -> Callback:
        """One call-back request; NotFound when there is none."""
        row = self._reader.row("SELECT * FROM callback WHERE id = ?", (callback_id,))
        if row is None:
            raise NotFound(Message("This call-back request is not in the book any more."))
        return _to_callback(row)

    @shows("look")
    def open_callbacks(self) -> list[Callback]:
        """Everyone who waits for a call, the longest wait first."""
        rows = self._reader.rows(
            "SELECT * FROM callback WHERE status = 'open' AND deleted_at IS NULL ORDER BY asked_at, id"
        )
        return [_to_callback(row) for row in rows]


def _to_call(row: Row) -> Call:
    return Call(
        id=row["id"],
        customer_id=row["customer_id"],
        callback_id=row["callback_id"],
        phone=row["phone"] or "",
        direction=row["direction"],
        channel=row["channel"],
        at=to_instant(row["at"]),
        outcome=row["outcome"],
        said=row["said"] or "",
        answered=row["answered"] or "",
        mood=row["mood"],
        next_on=to_day(row["next_on"]),
    )


def _to_callback(row: Row) -> Callback:
    return Callback(
        id=row["id"],
        customer_id=row["customer_id"],
        name=row["name"] or "",
        phone=row["phone"],
        key10=row["key10"],
        topic=row["topic"] or "",
        source=row["source"],
        asked_at=to_instant(row["asked_at"]),
        wanted_at=to_instant(row["wanted_at"]) if row["wanted_at"] else None,
        status=row["status"],
        staff_id=row["staff_id"],
    )
