"""Questions about jobs: which are open, late, ready or with the company, and whose. Which call for a call is
`followups`."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from typing import Literal

from shopbook.clock import Clock, to_day
from shopbook.errors import Message, NotFound
from shopbook.permissions import shows
from shopbook.search.fold import clean, fold_code
from shopbook.service import lookup
from shopbook.service.model import FrozenCover, Job, JobDraft, JobEvent
from shopbook.storage.connection import Row
from shopbook.storage.store import Reader, Store
from shopbook.warranties.queries import cards_of

JobsShown = Literal["open", "late", "ready", "company", "waiting", "closed", "all"]
BoardPart = Literal["late", "ready", "shop", "waiting", "company"]

_CHASED = "e.deed = 'chase' AND e.on_day >= t.sent_on AND e.deleted_at IS NULL"
_CHASES = f"FROM job_event e WHERE e.job_id = t.id AND {_CHASED}"
_JOB = (
    "SELECT t.*, coalesce(c.name, c.nickname, '') AS customer_name, c.honorific, w.card_no, n.card_no AS new_card_no, "
    "(SELECT coalesce(p.e164, p.raw) FROM customer_phone p WHERE p.customer_id = t.customer_id "
    "AND p.deleted_at IS NULL ORDER BY p.state = 'wrong', p.position, p.id LIMIT 1) AS customer_phone, "
    f"(SELECT count(*) {_CHASES}) AS chases, (SELECT max(e.on_day) {_CHASES}) AS chased_on "
    "FROM job t LEFT JOIN customer c ON c.id = t.customer_id LEFT JOIN warranty w ON w.id = t.warranty_id "
    "LEFT JOIN warranty n ON n.id = t.new_warranty_id"
)
# A thing in the shop's keeping is somebody's also when that person went to the trash: nothing here is left out.
_OPEN = "closed_on IS NULL AND deleted_at IS NULL"
_NEXT = "promised_on IS NULL, promised_on, received_on, id"
_LISTS: dict[JobsShown, str] = {
    "open": f"{_OPEN} ORDER BY {_NEXT}",
    "late": f"{_OPEN} AND promised_on < :today AND status <> 'ready' ORDER BY {_NEXT}",
    "ready": "status = 'ready' AND deleted_at IS NULL ORDER BY ready_on, id",
    "company": "status = 'sent_to_company' AND deleted_at IS NULL ORDER BY sent_on, id",
    "waiting": f"{_OPEN} AND status = 'waiting_part' ORDER BY {_NEXT}",
    "closed": "closed_on IS NOT NULL AND deleted_at IS NULL ORDER BY closed_on DESC, id DESC",
    "all": "deleted_at IS NULL ORDER BY received_on DESC, id DESC",
}
# The parts of the board from its top; a late job stands among the late ones, wherever it is.
_PARTS: dict[BoardPart, tuple[str, ...]] = {
    "late": (),
    "ready": ("ready",),
    "shop": ("received", "checking"),
    "waiting": ("waiting_part",),
    "company": ("sent_to_company",),
}
_LATE = "coalesce(promised_on < :today, 0) AND status <> 'ready'"
_COUNTED = {
    "open": "1",
    "late": _LATE,
    "ready": "status = 'ready'",
    "company": "status = 'sent_to_company'",
    "waiting": "status = 'waiting_part'",
    "received": "status = 'received'",
    "checking": "status = 'checking'",
}


class JobQueries:
    """Jobs of one book, read only."""

    def __init__(self, store: Store) -> None:
        self._reader: Reader = store
        self._clock: Clock = store.clock

    @shows("look")
    def get(self, job_id: int) -> Job:
        """One job; NotFound when there is none."""
        return job_of(self._reader, job_id)

    @shows("look")
    def rows(self, ids: Sequence[int]) -> list[Job]:
        """The jobs with these ids, in their order; ids that are not in the book are left out."""
        return jobs_of(self._reader, ids)

    @shows("look")
    def ids(self, which: JobsShown = "open") -> list[int]:
        """The jobs of a list: open ones by the promised day, so the late ones come first; closed ones the newest first.

        "ready" by how long they wait to be fetched, "company" by how long they are away.
        """
        today = {"today": self._clock.today().isoformat()}
        return self._reader.ids(f"SELECT id FROM job WHERE {_LISTS[which]}", today)

    @shows("look")
    def board(self) -> dict[BoardPart, list[int]]:
        """The open jobs by the part of the board they stand in, from its top, each in the order of "open".

        "shop": taken in or looked at, and in our hands. Hundreds of jobs are sorted here without reading them out.
        """
        today = {"today": self._clock.today().isoformat()}
        part_of = {status: part for part, statuses in _PARTS.items() for status in statuses}
        found: dict[BoardPart, list[int]] = {part: [] for part in _PARTS}
        for row in self._reader.rows(
            f"SELECT id, status, {_LATE} AS late FROM job WHERE {_OPEN} ORDER BY {_NEXT}", today
        ):
            found["late" if row["late"] else part_of[row["status"]]].append(row["id"])
        return found

    @shows("look")
    def counts(self) -> dict[str, int]:
        """How many jobs are open, late, ready, with the company ("company"), waiting for a part ("waiting"), received
        and checking."""
        sums = ", ".join(f"coalesce(sum({test}), 0) AS {name}" for name, test in _COUNTED.items())
        row = self._reader.row(
            f"SELECT {sums} FROM job WHERE {_OPEN}", {"today": self._clock.today().isoformat()}
        )
        assert row is not None
        return {name: row[name] for name in _COUNTED}

    @shows("look")
    def events(self, job_id: int) -> list[JobEvent]:
        """The steps of a job, the first first; steps taken back are left out."""
        rows = self._reader.rows(
            "SELECT * FROM job_event WHERE job_id = ? AND deleted_at IS NULL ORDER BY id", (job_id,)
        )
        return [to_event(row) for row in rows]

    @shows("look")
    def of_customer(self, customer_id: int) -> list[Job]:
        """A customer's jobs, the newest first."""
        return self._where("customer_id = ?1", customer_id)

    @shows("look")
    def of_card(self, warranty_id: int) -> list[Job]:
        """The jobs of a card, and the one that led to it, the newest first."""
        return self._where("(warranty_id = ?1 OR new_warranty_id = ?1)", warranty_id)

    @shows("look")
    def of_serial(self, serial: str) -> list[Job]:
        """The jobs of one piece, by its whole serial or IMEI, the newest first."""
        folded = fold_code(serial)
        return self._where("serial_folded = ?1", folded) if folded else []

    @shows("look")
    def find(self, text: str) -> list[Job]:
        """The jobs meant by a number (A-000012, 12, ১২), a serial or its end, or a phone. The surest first."""
        return self.rows(lookup.find(self._reader, text))

    @shows("look")
    def companies(self) -> list[str]:
        """To whom things were sent lately, the last one first."""
        rows = self._reader.rows(
            "SELECT company FROM (SELECT company, id FROM job WHERE company IS NOT NULL AND deleted_at IS NULL "
            "ORDER BY id DESC LIMIT 300) GROUP BY company ORDER BY max(id) DESC"
        )
        return [row["company"] for row in rows]

    @shows("look")
    def draft_for_card(self, warranty_id: int) -> JobDraft:
        """A job begun from a card: the thing and whose it is are filled in. Raises NotFound."""
        found = cards_of(self._reader, [warranty_id])
        if not found:
            raise NotFound(Message("This warranty card is not in the book."))
        card = found[0]
        return JobDraft(
            product_name=card.product_name,
            customer_id=card.customer_id,
            warranty_id=card.id,
            brand=card.brand,
            model=card.model,
            serial=card.serial,
            received_on=self._clock.today(),
        )

    @shows("look")
    def warnings(self, draft: JobDraft) -> dict[str, Message]:
        """What looks wrong but may be right, by field: the same piece is in the workshop already."""
        folded = fold_code(draft.serial)
        row = folded and self._reader.row(
            f"SELECT job_no, received_on FROM job WHERE serial_folded = ? AND {_OPEN} ORDER BY id DESC",
            (folded,),
        )
        if not row:
            return {}
        here = Message(
            "This piece is in the workshop already: job {job_no} of {received_on}.",
            job_no=row["job_no"],
            received_on=dt.date.fromisoformat(row["received_on"]),
        )
        return {"serial": here}

    def _where(self, condition: str, value: object) -> list[Job]:
        ids = self._reader.ids(
            f"SELECT id FROM job WHERE {condition} AND deleted_at IS NULL ORDER BY received_on DESC, id DESC",
            (value,),
        )
        return self.rows(ids)


def jobs_of(reader: Reader, ids: Sequence[int]) -> list[Job]:
    """The jobs with these ids, in their order, also inside an open operation."""
    if not ids:
        return []
    marks = ", ".join("?" * len(ids))
    rows = reader.rows(f"{_JOB} WHERE t.id IN ({marks}) AND t.deleted_at IS NULL", tuple(ids))
    found = {row["id"]: _job(row) for row in rows}
    return [found[each] for each in ids if each in found]


def job_of(reader: Reader, job_id: int) -> Job:
    """One job, also inside an open operation; NotFound when there is none."""
    found = jobs_of(reader, [job_id])
    if not found:
        raise NotFound(Message("This job is not in the book any more."))
    return found[0]


def to_event(row: Row) -> JobEvent:
    """A step from its row."""
    return JobEvent(
        id=row["id"],
        job_id=row["job_id"],
        on=dt.date.fromisoformat(row["on_day"]),
        deed=row["deed"],
        status=row["status"],
        note=row["note"] or "",
        staff_id=row["staff_id"],
    )


def _job(row: Row) -> Job:
    return Job(
        id=row["id"],
        job_no=row["job_no"],
        customer_id=row["customer_id"],
        customer_name=row["customer_name"],
        name=row["customer_name"] or row["name"] or "",
        phone=row["customer_phone"] or row["phone"] or "",
        honorific=row["honorific"],
        warranty_id=row["warranty_id"],
        card_no=row["card_no"] or "",
        product_name=row["product_name"],
        brand=row["brand"] or "",
        model=row["model"] or "",
        serial=row["serial"] or "",
        received_on=dt.date.fromisoformat(row["received_on"]),
        problem=row["problem"],
        condition=row["condition"] or "",
        accessories=row["accessories"] or "",
        cover=row["cover"],
        coverages=_frozen(row["coverages"]),
        status=row["status"],
        promised_on=to_day(row["promised_on"]),
        estimate_paisa=row["estimate_paisa"],
        company=row["company"] or "",
        company_reference=row["company_reference"] or "",
        sent_on=to_day(row["sent_on"]),
        expected_back_on=to_day(row["expected_back_on"]),
        back_on=to_day(row["back_on"]),
        ready_on=to_day(row["ready_on"]),
        outcome=row["outcome"] or "",
        work_done=row["work_done"] or "",
        new_serial=row["new_serial"] or "",
        cover_effect=row["cover_effect"],
        new_warranty_id=row["new_warranty_id"],
        new_card_no=row["new_card_no"] or "",
        charge_paisa=row["charge_paisa"],
        cost_paisa=row["cost_paisa"],
        discount_paisa=row["discount_paisa"],
        paid_paisa=row["paid_paisa"],
        paid_method=row["paid_method"] or "",
        closed_on=to_day(row["closed_on"]),
        close_reason=row["close_reason"] or "",
        staff_id=row["staff_id"],
        chases=row["chases"],
        chased_on=to_day(row["chased_on"]),
    )


def _frozen(body: str) -> tuple[FrozenCover, ...]:
    return tuple(
        FrozenCover(each["kind"], clean(each["component"]), each["state"], to_day(each["ends_on"]))
        for each in json.loads(body)
    )
