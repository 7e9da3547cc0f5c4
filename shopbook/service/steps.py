"""Writing one step of a job, with the way back, and taking it back. Which steps there are is `operations`."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping

from shopbook.errors import Invalid, Message, Refused
from shopbook.search.fold import clean
from shopbook.service.model import LONGEST_NOTE, Job, why_not
from shopbook.storage.connection import Row
from shopbook.storage.store import Operation, Reader


def require_step(job: Job, status: str) -> None:
    """Refused when the table of steps does not lead from where the job stands to `status`."""
    if not job.may_become(status):
        raise Refused(why_not(job.status, status))


def step_problems(
    reader: Reader, job: Job, on: dt.date, today: dt.date, note: str = ""
) -> dict[str, Message]:
    """What is wrong with the day of a step (no day to come, none before the step before it) and with its note."""
    found: dict[str, Message] = {}
    last = reader.value(
        "SELECT max(on_day) FROM job_event WHERE job_id = ? AND deleted_at IS NULL AND deed <> 'promise'",
        (job.id,),
    )
    if on > today:
        found["on"] = Message("This day is still to come.")
    elif on.isoformat() < (last or job.received_on.isoformat()):
        found["on"] = Message("This day is before the last step of the job.")
    if len(clean(note)) > LONGEST_NOTE:
        found["note"] = Message("This is too long; {most} letters fit.", most=LONGEST_NOTE)
    return found


def check_step(reader: Reader, job: Job, on: dt.date, today: dt.date, note: str = "") -> None:
    """Raise Invalid for `step_problems`."""
    found = step_problems(reader, job, on, today, note)
    if found:
        raise Invalid(found)


def write_step(
    op: Operation,
    job: Job,
    deed: str,
    values: Mapping[str, object],
    on: dt.date,
    staff_id: int | None,
    note: str = "",
) -> None:
    """Change columns of a job and write the step down, with what stood in these columns before it."""
    if values:
        row = op.row(f"SELECT {', '.join(values)} FROM job WHERE id = ?", (job.id,))
        assert row is not None
        before = {column: row[column] for column in values}
        op.update("job", job.id, values)
    else:
        before = {}
    op.insert(
        "job_event",
        {
            "job_id": job.id,
            "on_day": on.isoformat(),
            "deed": deed,
            "status": values.get("status", job.status),
            "note": clean(note) or None,
            "before": json.dumps(before, ensure_ascii=False),
            "staff_id": staff_id,
        },
    )
    touch(op, job.id, job.customer_id)


def last_step(reader: Reader, job_id: int) -> Row | None:
    """The newest step that stands, or None when the job was only taken in."""
    return reader.row(
        "SELECT id, deed, before FROM job_event WHERE job_id = ? AND deed <> 'take_in' AND deleted_at IS NULL "
        "ORDER BY id DESC LIMIT 1",
        (job_id,),
    )


def take_step_back(op: Operation, job: Job, step: Row) -> None:
    """Put back what the step changed, and let it stand in the journal only."""
    before = json.loads(step["before"])
    if before:
        op.update("job", job.id, before)
    op.update("job_event", step["id"], {"deleted_at": op.now})
    touch(op, job.id, job.customer_id)


def touch(op: Operation, job_id: int, customer_id: int | None) -> None:
    """Tell the screens of a job and of whose it is."""
    op.touch("job", job_id)
    if customer_id is not None:
        op.touch("customer", customer_id)
