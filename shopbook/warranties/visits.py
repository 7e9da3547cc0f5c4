"""Free servicing that cards promise: when it is due, when it was done. Whom to remind is the call list's own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from shopbook.clock import Clock, to_day
from shopbook.customers.living import OF_THE_LIVING
from shopbook.errors import Invalid, Message, NotFound, Refused
from shopbook.permissions import needs, shows
from shopbook.search.fold import clean
from shopbook.storage.connection import Row
from shopbook.storage.store import Operation, Reader, Store
from shopbook.warranties.days import last_end

LONGEST_NOTE = 500
# A servicing within this many days is coming: time to think of the hands and the parts.
COMING_DAYS = 30


@dataclass(frozen=True, slots=True)
class Visit:
    """One free servicing of a card: the `sequence`-th; `done_on` None while it is still to come."""

    id: int
    warranty_id: int
    customer_id: int | None
    sequence: int
    due_on: dt.date
    done_on: dt.date | None
    note: str
    job_id: int | None

    def is_late(self, today: dt.date) -> bool:
        """Its day has passed and nobody came."""
        return self.done_on is None and self.due_on < today


@dataclass(frozen=True, slots=True)
class VisitRow:
    """A free servicing in a list: what, whose, when."""

    visit: Visit
    card_no: str
    product_name: str
    customer_name: str
    phone: str


class Visits:
    """The free servicings of one book: questions and writes."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._clock: Clock = store.clock

    # ---- questions

    @shows("look")
    def get(self, visit_id: int) -> Visit:
        """One servicing; NotFound when there is none."""
        return self._get(self._store, visit_id)

    @shows("look")
    def of_card(self, warranty_id: int) -> list[Visit]:
        """A card's servicings in their order; those of a card that has ended are only the ones that were done."""
        return [_visit(row) for row in self._store.rows(f"{_OF_CARD} ORDER BY sequence, id", (warranty_id,))]

    @shows("look")
    def next_of(self, warranty_id: int) -> Visit | None:
        """The next servicing of a card that is still to come, or None."""
        row = self._store.row(f"{_OF_CARD} AND done_on IS NULL ORDER BY due_on, sequence", (warranty_id,))
        return _visit(row) if row is not None else None

    @shows("look")
    def ids(self, which: str = "due") -> list[int]:
        """The open servicings by day: "late" (day passed), "coming" (today or within 30 days), "due" (both)."""
        today = self._clock.today()
        last = today + dt.timedelta(days=COMING_DAYS)
        first, until = {
            "due": ("0001-01-01", last.isoformat()),
            "late": ("0001-01-01", (today - dt.timedelta(days=1)).isoformat()),
            "coming": (today.isoformat(), last.isoformat()),
        }[which]
        return self._store.ids(
            "SELECT id FROM service_visit WHERE done_on IS NULL AND deleted_at IS NULL AND due_on BETWEEN ? AND ? "
            f"AND {OF_THE_LIVING} ORDER BY due_on, id",
            (first, until),
        )

    @shows("look")
    def rows(self, ids: Sequence[int]) -> list[VisitRow]:
        """The servicings with these ids for a list, in their order; ids that are not in the book are left out."""
        marks = ", ".join("?" * len(ids))
        found = {
            row["id"]: VisitRow(
                _visit(row),
                row["card_no"],
                row["product_name"],
                row["customer_name"] or "",
                row["phone"] or "",
            )
            for row in self._store.rows(
                f"{_ROW} WHERE v.id IN ({marks}) AND v.deleted_at IS NULL",
                tuple(ids),
            )
        }
        return [found[each] for each in ids if each in found]

    @shows("look")
    def last_day(self, visit_id: int) -> dt.date | None:
        """The last day a servicing may be put off to: that of the card's free servicing; None for life."""
        return _last_day(self._store, self.get(visit_id).warranty_id)

    def differences(self) -> list[int]:
        """The servicings that are to come without a valid card of the same owner, for `check`."""
        return self._store.ids(
            "SELECT v.id FROM service_visit v JOIN warranty w ON w.id = v.warranty_id "
            "WHERE v.done_on IS NULL AND v.deleted_at IS NULL "
            "AND (w.status <> 'active' OR w.deleted_at IS NOT NULL OR w.customer_id IS NOT v.customer_id) ORDER BY v.id"
        )

    # ---- inside an operation of a card

    def schedule(
        self,
        op: Operation,
        warranty_id: int,
        customer_id: int | None,
        start_on: dt.date,
        every_days: int | None,
        count: int | None,
        last_on: dt.date | None,
    ) -> list[int]:
        """Promise `count` servicings, one every so many days from `start_on`, none after `last_on`; returns them."""
        made = []
        for sequence, due_on in enumerate(due_days(start_on, every_days, count, last_on), start=1):
            row = {"warranty_id": warranty_id, "customer_id": customer_id, "sequence": sequence}
            made.append(op.insert("service_visit", row | {"due_on": due_on.isoformat()}))
        _touch(op, customer_id, *made)
        return made

    def move(
        self,
        op: Operation,
        warranty_id: int,
        customer_id: int | None,
        start_on: dt.date,
        every_days: int | None,
        count: int | None,
        last_on: dt.date | None,
    ) -> None:
        """Plan a card's open servicings anew from another first day; what was done stays done."""
        rows = op.rows("SELECT * FROM service_visit WHERE warranty_id = ?", (warranty_id,))
        kept = {row["sequence"]: row for row in rows}
        for sequence, due_on in enumerate(due_days(start_on, every_days, count, None), start=1):
            row = kept.get(sequence)
            too_late = last_on is not None and due_on > last_on
            if row is not None and row["done_on"] is None:
                deleted_at = op.now if too_late else None
                op.update(
                    "service_visit", row["id"], {"due_on": due_on.isoformat(), "deleted_at": deleted_at}
                )
                _touch(op, customer_id, row["id"])
            elif row is None and not too_late:
                new = {"warranty_id": warranty_id, "customer_id": customer_id, "sequence": sequence}
                _touch(op, customer_id, op.insert("service_visit", new | {"due_on": due_on.isoformat()}))

    def end(self, op: Operation, warranty_id: int) -> None:
        """Take a card's open servicings off the list: the card has ended."""
        for row in op.rows(f"{_OF_CARD} AND done_on IS NULL", (warranty_id,)):
            op.update("service_visit", row["id"], {"deleted_at": op.now})
            _touch(op, row["customer_id"], row["id"])

    def carry(self, op: Operation, from_id: int, to_id: int, customer_id: int | None) -> None:
        """Hand a card's open servicings to the card that stands for it, on the same days."""
        for visit in [_visit(row) for row in op.rows(f"{_OF_CARD} AND done_on IS NULL", (from_id,))]:
            row = {"warranty_id": to_id, "customer_id": customer_id, "sequence": visit.sequence}
            _touch(op, customer_id, op.insert("service_visit", row | {"due_on": visit.due_on.isoformat()}))
        self.end(op, from_id)

    def revive(self, op: Operation, warranty_id: int) -> None:
        """Put a card's servicings on the list again: the card has not ended after all."""
        last_on = _last_day(op, warranty_id)
        for row in op.rows(
            "SELECT id, customer_id FROM service_visit WHERE warranty_id = ? AND deleted_at IS NOT NULL "
            "AND done_on IS NULL AND due_on <= coalesce(?, due_on)",
            (warranty_id, last_on.isoformat() if last_on else None),
        ):
            op.update("service_visit", row["id"], {"deleted_at": None})
            _touch(op, row["customer_id"], row["id"])

    # ---- what the counter does

    @needs("take_in")
    def done(
        self,
        visit_id: int,
        on: dt.date | None = None,
        note: str = "",
        job_id: int | None = None,
        by: object | None = None,
    ) -> Visit:
        """Tick a servicing off (`on` None: today), perhaps done in a job. Raises Invalid, NotFound, Refused."""
        on = on or self._clock.today()
        problems: dict[str, Message] = {}
        if on > self._clock.today():
            problems["on"] = Message("This day has not come yet.")
        if len(note) > LONGEST_NOTE:
            problems["note"] = Message("This is too long; {most} letters fit.", most=LONGEST_NOTE)
        if problems:
            raise Invalid(problems)
        with self._store.operation(by) as op:
            visit = self._get(op, visit_id)
            if visit.done_on is not None:
                raise Refused(Message("This servicing was done on {done_on}.", done_on=visit.done_on))
            values = {"done_on": on.isoformat(), "note": clean(note) or None, "job_id": job_id}
            op.update("service_visit", visit_id, values)
            _touch(op, visit.customer_id, visit_id)
            return replace(visit, done_on=on, note=clean(note), job_id=job_id)

    @needs("take_in")
    def undo(self, visit_id: int, by: object | None = None) -> Visit:
        """It was not done after all; of a card that has ended it is not to come any more either. Raises NotFound."""
        with self._store.operation(by) as op:
            visit = self._get(op, visit_id)
            values: dict[str, object] = {"done_on": None, "note": None, "job_id": None}
            if op.value("SELECT status FROM warranty WHERE id = ?", (visit.warranty_id,)) != "active":
                values["deleted_at"] = op.now
            op.update("service_visit", visit_id, values)
            _touch(op, visit.customer_id, visit_id)
            return replace(visit, done_on=None, note="", job_id=None)

    @needs("talk")
    def postpone(self, visit_id: int, due_on: dt.date, by: object | None = None) -> Visit:
        """Agree on another day, within the days of the card. Raises Invalid (due_on), NotFound, Refused."""
        with self._store.operation(by) as op:
            visit = self._get(op, visit_id)
            if visit.done_on is not None:
                raise Refused(Message("This servicing was done on {done_on}.", done_on=visit.done_on))
            last_on = _last_day(op, visit.warranty_id)
            if due_on < self._clock.today():
                raise Invalid({"due_on": Message("Choose today or a later day.")})
            if last_on is not None and due_on > last_on:
                raise Invalid({"due_on": Message("The free servicing ends on {last_on}.", last_on=last_on)})
            op.update("service_visit", visit_id, {"due_on": due_on.isoformat()})
            _touch(op, visit.customer_id, visit_id)
            return replace(visit, due_on=due_on)

    @staticmethod
    def _get(reader: Reader, visit_id: int) -> Visit:
        row = reader.row("SELECT * FROM service_visit WHERE id = ? AND deleted_at IS NULL", (visit_id,))
        if row is None:
            raise NotFound(Message("This servicing is not in the book any more."))
        return _visit(row)


_ROW = (
    "SELECT v.*, w.card_no, w.product_name, c.name AS customer_name, "
    "(SELECT coalesce(p.e164, p.raw) FROM customer_phone p WHERE p.customer_id = c.id AND p.deleted_at IS NULL "
    "ORDER BY p.position, p.id LIMIT 1) AS phone "
    "FROM service_visit v JOIN warranty w ON w.id = v.warranty_id LEFT JOIN customer c ON c.id = v.customer_id"
)
_OF_CARD = "SELECT * FROM service_visit WHERE warranty_id = ? AND deleted_at IS NULL"


def due_days(
    start_on: dt.date, every_days: int | None, count: int | None, last_on: dt.date | None
) -> list[dt.date]:
    """The days on which servicing is due, counted from the first day, none after `last_on` (None: no last day)."""
    if not every_days or not count:
        return []
    days = [start_on + dt.timedelta(days=every_days * time) for time in range(1, count + 1)]
    return [day for day in days if last_on is None or day <= last_on]


def _last_day(reader: Reader, warranty_id: int) -> dt.date | None:
    rows = reader.rows(
        "SELECT kind, ends_on FROM coverage WHERE warranty_id = ? AND deleted_at IS NULL", (warranty_id,)
    )
    of_service = [to_day(row["ends_on"]) for row in rows if row["kind"] == "service"]
    return last_end(of_service or [to_day(row["ends_on"]) for row in rows])


def _touch(op: Operation, customer_id: int | None, *visit_ids: int) -> None:
    if visit_ids:
        op.touch("visit", *visit_ids)
        if customer_id is not None:
            op.touch("customer", customer_id)


def _visit(row: Row) -> Visit:
    return Visit(
        id=row["id"],
        warranty_id=row["warranty_id"],
        customer_id=row["customer_id"],
        sequence=row["sequence"],
        due_on=dt.date.fromisoformat(row["due_on"]),
        done_on=to_day(row["done_on"]),
        note=row["note"] or "",
        job_id=row["job_id"],
    )
