"""What a timeline tells of the workshop: a thing brought in, handed back, and free servicing done. The other happenings
are in `queries`."""

from __future__ import annotations

from shopbook.errors import Message
from shopbook.history.model import Entry
from shopbook.history.sources import Source, day_of_row, source
from shopbook.storage.connection import Row

# The step that handed it back stands for it in the order: its id is of that moment.
_CLOSED = (
    "SELECT e.id, e.on_day, e.job_id, j.job_no AS number, j.product_name AS what, j.status, j.outcome, j.work_done, "
    "j.close_reason FROM job j CROSS JOIN job_event e ON e.job_id = j.id "
    "WHERE j.customer_id = :customer AND j.closed_on IS NOT NULL AND j.deleted_at IS NULL "
    "AND e.deed IN ('deliver', 'reject', 'cancel') AND e.deleted_at IS NULL "
    "AND (e.on_day, e.id) < (:on, :id) ORDER BY e.on_day DESC, e.id DESC LIMIT :limit"
)


def _job(row: Row) -> Entry:
    title = Message("Brought for servicing: {what}", what=row["what"])
    return Entry("job", row["id"], day_of_row(row), title, row["detail"], number=row["number"])


def _job_closed(row: Row) -> Entry:
    what = row["what"]
    if "rejected" in (row["status"], row["outcome"]):
        title = Message("Given back unmended: {what}", what=what)
    elif row["status"] == "cancelled":
        title = Message("Taken back from servicing: {what}", what=what)
    elif row["outcome"] == "replaced":
        title = Message("Got another one for it: {what}", what=what)
    elif row["outcome"] == "refunded":
        title = Message("Got the money back for it: {what}", what=what)
    elif row["outcome"] == "no_fault":
        title = Message("No fault found, handed over: {what}", what=what)
    else:
        title = Message("Mended and handed over: {what}", what=what)
    detail = (row["work_done"] if row["status"] == "delivered" else row["close_reason"]) or ""
    return Entry(
        "job_closed", row["job_id"], day_of_row(row), title, detail, number=row["number"], place_id=row["id"]
    )


def _visit(row: Row) -> Entry:
    title = Message("Free servicing no. {n} done: {what}", n=row["n"], what=row["what"] or "")
    return Entry("visit", row["id"], day_of_row(row), title, row["detail"] or "", number=row["number"] or "")


SERVICE_SOURCES: dict[str, Source] = {
    "job": (source("job_no AS number, product_name AS what, problem AS detail", "job", "received_on"), _job),
    "job_closed": (_CLOSED, _job_closed),
    "visit": (
        source(
            "sequence AS n, note AS detail, "
            "(SELECT product_name FROM warranty w WHERE w.id = service_visit.warranty_id) AS what, "
            "(SELECT card_no FROM warranty w WHERE w.id = service_visit.warranty_id) AS number",
            "service_visit",
            "done_on",
            "done_on IS NOT NULL AND deleted_at IS NULL",
        ),
        _visit,
    ),
}
