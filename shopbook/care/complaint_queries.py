"""Questions about complaints. Which of them stand on today's list is `followups`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Literal

from shopbook.care.complaint_model import CHECK_AFTER_DAYS, Asker, Complaint, ComplaintFigures
from shopbook.care.people import CALLED_FROM, NAME, PHONE
from shopbook.clock import Clock, to_day, to_instant
from shopbook.customers.living import OF_THE_LIVING
from shopbook.errors import Message, NotFound
from shopbook.permissions import shows
from shopbook.storage.connection import Row
from shopbook.storage.store import Reader, Store

Which = Literal["open", "late", "to_check", "resolved", "rumours", "all"]

_SELECT = (
    f"SELECT t.*, {NAME} AS customer_name, c.honorific, coalesce({PHONE}, {CALLED_FROM}, '') AS phone "
    "FROM complaint t LEFT JOIN customer c ON c.id = t.customer_id "
)
# The most pressing first: what is late, then what is grave, then what was promised soonest.
_PRESSING = (
    "coalesce(promised_on < :today, 0) DESC, severity = 'high' DESC, coalesce(promised_on, opened_on), id"
)
# What a customer in the trash complained of is not in the lists; put back, they bring it.
_KEPT = f"deleted_at IS NULL AND {OF_THE_LIVING}"
_LISTS: dict[Which, str] = {
    "open": f"status = 'open' AND {_KEPT} ORDER BY {_PRESSING}",
    "late": f"status = 'open' AND promised_on < :today AND {_KEPT} ORDER BY {_PRESSING}",
    "to_check": f"status = 'resolved' AND satisfied IS NULL AND resolved_on <= :check AND {_KEPT} "
    "AND (customer_id IS NOT NULL OR interaction_id IS NOT NULL) ORDER BY resolved_on, id",
    "resolved": f"resolved_on IS NOT NULL AND status = 'resolved' AND {_KEPT} "
    "ORDER BY resolved_on DESC, id DESC",
    "rumours": f"kind = 'rumour' AND status <> 'withdrawn' AND {_KEPT} "
    "ORDER BY status = 'open' DESC, opened_on DESC, id DESC",
    "all": f"{_KEPT} ORDER BY opened_on DESC, id DESC",
}


class ComplaintQueries:
    """Reads about complaints."""

    def __init__(self, store: Store) -> None:
        self._reader: Reader = store
        self._clock: Clock = store.clock

    @shows("look")
    def get(self, complaint_id: int) -> Complaint:
        """One complaint; NotFound when there is none."""
        found = self.rows([complaint_id])
        if not found:
            raise NotFound(Message("This complaint is not in the book any more."))
        return found[0]

    @shows("look")
    def ids(
        self, which: Which = "open", today: dt.date | None = None, check_after: int = CHECK_AFTER_DAYS
    ) -> list[int]:
        """The complaints of a list, the most pressing first, of closed ones the newest.

        `open` and `late` hold rumours too, so that nothing open is out of sight; `to_check` those settled so long ago
        that the shop asks whether it held (`check_after` days).
        """
        today = today or self._clock.today()
        check = today - dt.timedelta(days=check_after)
        days = {"today": today.isoformat(), "check": check.isoformat()}
        return self._reader.ids(f"SELECT id FROM complaint WHERE {_LISTS[which]}", days)

    @shows("look")
    def rows(self, ids: Sequence[int]) -> list[Complaint]:
        """Complaints in the order of the ids; ids that are not in the book are left out."""
        marks = ", ".join("?" * len(ids))
        rows = self._reader.rows(f"{_SELECT} WHERE t.id IN ({marks}) AND t.deleted_at IS NULL", tuple(ids))
        found = {row["id"]: to_complaint(row) for row in rows}
        return [found[each] for each in ids if each in found]

    @shows("look")
    def of(self, customer_id: int) -> list[Complaint]:
        """A customer's complaints, open ones first, then the newest."""
        rows = self._reader.rows(
            f"{_SELECT} WHERE t.customer_id = ? AND t.deleted_at IS NULL "
            "ORDER BY t.status = 'open' DESC, t.opened_on DESC, t.id DESC",
            (customer_id,),
        )
        return [to_complaint(row) for row in rows]

    @shows("look")
    def open_of(self, customer_id: int) -> list[Complaint]:
        """A customer's complaints that are not settled."""
        return [complaint for complaint in self.of(customer_id) if complaint.status == "open"]

    @shows("look")
    def at_risk(self, customer_id: int) -> bool:
        """True from a complaint until the happy contact after it was settled."""
        return bool(
            self._reader.value(
                "SELECT EXISTS (SELECT 1 FROM complaint WHERE customer_id = ? AND cleared_on IS NULL "
                "AND status <> 'withdrawn' AND deleted_at IS NULL)",
                (customer_id,),
            )
        )

    @shows("look")
    def askers(self, complaint_id: int) -> list[Asker]:
        """Who asked about a rumour, the first first."""
        rows = self._reader.rows(
            f"SELECT t.id, t.customer_id, t.asked_on, coalesce(c.name, c.nickname, t.name, '') AS name, "
            f"coalesce({PHONE}, '') AS phone FROM complaint_asker t LEFT JOIN customer c ON c.id = t.customer_id "
            "WHERE t.complaint_id = ? AND t.deleted_at IS NULL ORDER BY t.id",
            (complaint_id,),
        )
        return [
            Asker(
                row["id"],
                row["customer_id"],
                row["name"],
                row["phone"],
                dt.date.fromisoformat(row["asked_on"]),
            )
            for row in rows
        ]

    @shows("look")
    def figures(self, first: dt.date, last: dt.date) -> ComplaintFigures:
        """How many were opened and settled from `first` to `last`, how fast, and how many wait today."""
        row = self._reader.row(
            _FIGURES,
            {"first": first.isoformat(), "last": last.isoformat(), "today": self._clock.today().isoformat()},
        )
        assert row is not None
        return ComplaintFigures(
            row["opened"], row["resolved"], row["open_now"], row["late_now"], row["median_hours"]
        )


_FIGURES = f"""WITH settled AS (
    SELECT CAST((julianday(resolved_at) - julianday(opened_at)) * 24 + 0.001 AS INTEGER) AS hours FROM complaint
    WHERE resolved_on BETWEEN :first AND :last AND status = 'resolved' AND deleted_at IS NULL),
  ranked AS (SELECT hours, row_number() OVER (ORDER BY hours) AS place, count(*) OVER () AS many FROM settled)
SELECT
  (SELECT count(*) FROM complaint WHERE opened_on BETWEEN :first AND :last AND deleted_at IS NULL) AS opened,
  (SELECT count(*) FROM settled) AS resolved,
  (SELECT count(*) FROM complaint WHERE status = 'open' AND {_KEPT}) AS open_now,
  (SELECT count(*) FROM complaint WHERE status = 'open' AND promised_on < :today AND {_KEPT}) AS late_now,
  (SELECT hours FROM ranked WHERE place = (many + 1) / 2) AS median_hours"""


def to_complaint(row: Row) -> Complaint:
    """A complaint from its row with customer_name and phone."""
    return Complaint(
        id=row["id"],
        customer_id=row["customer_id"],
        customer_name=row["customer_name"],
        phone=row["phone"],
        kind=row["kind"],
        severity=row["severity"],
        what=row["what"],
        product_name=row["product_name"] or "",
        sale_id=row["sale_id"],
        agreed_answer=row["agreed_answer"] or "",
        staff_id=row["staff_id"],
        interaction_id=row["interaction_id"],
        note_id=row["note_id"],
        opened_at=to_instant(row["opened_at"]),
        opened_on=dt.date.fromisoformat(row["opened_on"]),
        promised_on=to_day(row["promised_on"]),
        status=row["status"],
        resolved_at=to_instant(row["resolved_at"]) if row["resolved_at"] else None,
        resolved_on=to_day(row["resolved_on"]),
        resolution=row["resolution"] or "",
        compensation=row["compensation"] or "",
        compensation_paisa=row["compensation_paisa"],
        satisfied=row["satisfied"],
        checked_on=to_day(row["checked_on"]),
        cleared_on=to_day(row["cleared_on"]),
        times_reopened=row["times_reopened"],
        reopened_why=row["reopened_why"] or "",
        honorific=row["honorific"],
    )
