"""What came due on a day, read from the facts without asking any rule: promises, instalments, things in the workshop,
free servicing, guests of a halkhata. Whether it stood on the list is ninety_days.py's."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from shopbook.book import Book

WEEK, READY_EVERY, VISIT_STAYS, GUESTS_BEFORE = 7, 3, 30, 3
# What was promised, by whom to whom, and for which day.
PROMISES = """
    SELECT 'pay_promise' AS kind, id, due_on FROM pay_promise WHERE closed_on IS NULL AND deleted_at IS NULL
    UNION ALL SELECT 'shop_promise', id, due_on FROM shop_promise WHERE status = 'open' AND deleted_at IS NULL
    UNION ALL SELECT 'buy_promise', id, expected_on FROM buy_promise WHERE status = 'open' AND deleted_at IS NULL
    UNION ALL SELECT 'complaint', id, coalesce(promised_on, date(opened_on, '+1 day')) FROM complaint
        WHERE status = 'open' AND deleted_at IS NULL
    UNION ALL SELECT 'callback', id, date(asked_at, '+6 hours') FROM callback
        WHERE status = 'open' AND deleted_at IS NULL
    UNION ALL SELECT 'interaction', id, next_on FROM interaction WHERE next_on IS NOT NULL AND next_closed_on IS NULL
        AND outcome = 'call_later' AND deleted_at IS NULL
    UNION ALL SELECT 'manual_reminder', id, start_on FROM manual_reminder
        WHERE done_through IS NULL AND deleted_at IS NULL
"""
# The oldest instalment of each running plan that is not paid.
INSTALMENTS = """
    SELECT i.id, min(i.due_on) AS due_on FROM instalment i JOIN plan p ON p.id = i.plan_id
    WHERE i.settled_on IS NULL AND p.ended_on IS NULL AND i.deleted_at IS NULL GROUP BY i.plan_id
"""
VISITS = """
    SELECT v.id, v.due_on FROM service_visit v JOIN warranty w ON w.id = v.warranty_id
    WHERE v.done_on IS NULL AND v.deleted_at IS NULL AND w.status = 'active'
      AND NOT EXISTS (SELECT 1 FROM job j WHERE j.warranty_id = w.id AND j.closed_on IS NULL)
"""
# Who was invited, owes, has not come, and paid nothing since they were asked.
GUESTS = """
    SELECT g.id, g.customer_id, h.held_on FROM halkhata_guest g JOIN halkhata h ON h.id = g.halkhata_id
    JOIN customer c ON c.id = g.customer_id
    WHERE h.status = 'open' AND g.came_on IS NULL AND g.deleted_at IS NULL AND c.balance_paisa > 0
      AND NOT EXISTS (SELECT 1 FROM ledger l WHERE l.customer_id = g.customer_id AND l.id > g.since_id
                      AND l.kind IN ('payment', 'advance'))
"""


class Given(NamedTuple):
    """A fact that has come due: by which rule it must be called ("" for any), and since which day."""

    rule: str
    kind: str
    id: int
    due_on: dt.date

    @property
    def name(self) -> str:
        """What the report counts it under."""
        return self.rule or self.kind


def come_due(book: Book, today: dt.date) -> Iterator[Given]:
    """Everything that must be on today's list or was dealt with since its day."""
    for row in book.store.rows(PROMISES):
        yield Given("", row["kind"], row["id"], dt.date.fromisoformat(row["due_on"]))
    for row in book.store.rows(INSTALMENTS):
        yield Given("instalment", "instalment", row["id"], _stage(row["due_on"], WEEK, today))
    for row in book.store.rows(VISITS):
        day = dt.date.fromisoformat(row["due_on"])
        if (today - day).days < VISIT_STAYS - GUESTS_BEFORE - 1:
            yield Given("service_visit", "service_visit", row["id"], day)
    for row in book.store.rows(GUESTS):
        held_on = dt.date.fromisoformat(row["held_on"])
        if today <= held_on:
            yield Given("halkhata", "halkhata_guest", row["id"], held_on - dt.timedelta(GUESTS_BEFORE))
        elif GUESTS_BEFORE < (today - held_on).days <= GUESTS_BEFORE + WEEK:
            yield Given("halkhata", "halkhata_guest", row["id"], held_on + dt.timedelta(GUESTS_BEFORE))
    yield from _jobs(book, today)


def _jobs(book: Book, today: dt.date) -> Iterator[Given]:
    """Things in the workshop: late ones every day, ready ones every third, those at the company every week."""
    for job in book.jobs.rows(book.jobs.ids("open")):
        if job.status == "ready":
            assert job.ready_on is not None
            yield Given("job_ready", "job", job.id, _stage(job.ready_on.isoformat(), READY_EVERY, today))
            continue
        if job.promised_on is not None:
            yield Given("job_late", "job", job.id, max(job.promised_on, today))
        if job.status == "sent_to_company":
            asked = [step.on for step in book.jobs.events(job.id) if step.deed in ("send", "chase")]
            first = max(asked) + dt.timedelta(WEEK)
            yield Given("job_at_company", "job", job.id, _stage(first.isoformat(), WEEK, today))


def _stage(first: str, every: int, today: dt.date) -> dt.date:
    """The last of first, first + every ... that has come; first itself while it is still to come."""
    day = dt.date.fromisoformat(first)
    return day if today < day else today - dt.timedelta((today - day).days % every)
