"""The only writes about jobs: each deed asks the table of steps, changes the row and writes the step down."""

from __future__ import annotations

import datetime as dt

from shopbook.dues.operations import Dues
from shopbook.errors import Invalid, Message, Refused
from shopbook.localisation.language import gettext as _
from shopbook.permissions import needs
from shopbook.search.fold import clean
from shopbook.service.handing_over import (
    HandingOver,
    follow_cover,
    post_charge,
    require_money_of_today,
    reverse_charge,
    undo_cover,
)
from shopbook.service.intake import columns_of, index_job
from shopbook.service.model import LONGEST_NAME, LONGEST_NOTE, MOVES, STATUSES, Finding, Job, JobDraft
from shopbook.service.queries import JobQueries, job_of
from shopbook.service.steps import (
    check_step,
    last_step,
    require_step,
    step_problems,
    take_step_back,
    touch,
    write_step,
)
from shopbook.storage.store import Operation, Store
from shopbook.warranties.operations import Warranties
from shopbook.warranties.visits import Visits


class Jobs(JobQueries):
    """Jobs of one book: questions and writes."""

    def __init__(self, store: Store, dues: Dues, warranties: Warranties, visits: Visits) -> None:
        super().__init__(store)
        self._store = store
        self._dues = dues
        self._warranties = warranties
        self._visits = visits

    # ---- taking in

    @needs("take_in")
    def take_in(self, draft: JobDraft, by: object | None = None) -> Job:
        """Take a thing in; what its card says that day is frozen with the job. Raises Invalid, NotFound."""
        today = self._clock.today()
        problems = draft.problems(today)
        if problems:
            raise Invalid(problems)
        received_on = draft.received_on or today
        with self._store.operation(by) as op:
            columns = columns_of(op, draft, received_on)
            job_no = op.number("job")
            job_id = op.insert("job", {"job_no": job_no, **columns, "staff_id": self._store.actor})
            index_job(op, job_id, draft, job_no)
            job = job_of(op, job_id)
            write_step(op, job, "take_in", {}, received_on, self._store.actor)
            return job

    @needs("take_in")
    def change(self, job_id: int, draft: JobDraft, note: str = "", by: object | None = None) -> Job:
        """Correct what was written of a thing that is not handed back. Raises Invalid, NotFound, Refused.

        Another promised day is a step of the job, with the note.
        """
        today = self._clock.today()
        with self._store.operation(by) as op:
            job = self._open(op, job_id)
            received_on = draft.received_on or job.received_on
            problems = draft.problems(today)
            first = op.value(
                "SELECT min(on_day) FROM job_event WHERE job_id = ? AND deleted_at IS NULL "
                "AND deed NOT IN ('take_in', 'promise')",
                (job_id,),
            )
            if first is not None and received_on.isoformat() > first:
                problems["received_on"] = Message("A later step is already written for an earlier day.")
            if problems:
                raise Invalid(problems)
            columns = columns_of(op, draft, received_on)
            if (draft.warranty_id, received_on) == (job.warranty_id, job.received_on):
                # Frozen the day it came: a card voided since then does not reach back.
                del columns["cover"], columns["coverages"]
            if draft.promised_on != job.promised_on:
                promised = {"promised_on": columns.pop("promised_on")}
                write_step(op, job, "promise", promised, today, self._store.actor, note)
            op.update("job", job_id, columns)
            if received_on != job.received_on:
                self._move_taking_in(op, job_id, received_on)
            index_job(op, job_id, draft, job.job_no)
            touch(op, job_id, draft.customer_id)
            touch(op, job_id, job.customer_id)
            return job_of(op, job_id)

    def _move_taking_in(self, op: Operation, job_id: int, received_on: dt.date) -> None:
        for event_id in op.ids("SELECT id FROM job_event WHERE job_id = ? AND deed = 'take_in'", (job_id,)):
            op.update("job_event", event_id, {"on_day": received_on.isoformat()})

    # ---- on its way

    @needs("take_in")
    def promise(self, job_id: int, promised_on: dt.date, note: str = "", by: object | None = None) -> Job:
        """Agree another day for a thing that is not ready yet. Raises Invalid, NotFound, Refused."""
        today = self._clock.today()
        with self._store.operation(by) as op:
            job = self._open(op, job_id)
            if job.status == "ready":
                raise Refused(Message("It is ready already."))
            problems: dict[str, Message] = {}
            if promised_on < today:
                problems["promised_on"] = Message("Choose today or a day that is still to come.")
            if len(clean(note)) > LONGEST_NOTE:
                problems["note"] = Message("This is too long; {most} letters fit.", most=LONGEST_NOTE)
            if problems:
                raise Invalid(problems)
            write_step(
                op, job, "promise", {"promised_on": promised_on.isoformat()}, today, self._store.actor, note
            )
            return job_of(op, job_id)

    @needs("take_in")
    def move(
        self, job_id: int, status: str, note: str = "", on: dt.date | None = None, by: object | None = None
    ) -> Job:
        """Look at it (checking) or wait for a part (waiting_part). Raises Invalid, NotFound, Refused.

        From the company it came back with this. A ready thing that is looked at again is not ready any more.
        """
        if status not in STATUSES:
            raise ValueError(f"unknown status: {status!r}")
        on = on or self._clock.today()
        with self._store.operation(by) as op:
            job = job_of(op, job_id)
            require_step(job, status)
            if status not in MOVES:
                raise Refused(_NEEDS_MORE[status])
            check_step(op, job, on, self._clock.today(), note)
            values: dict[str, object] = {"status": status}
            if job.status == "sent_to_company":
                values["back_on"] = on.isoformat()
            if job.status == "ready":
                values |= _NOT_READY
            deed = "came_back" if job.status == "sent_to_company" else "move"
            write_step(op, job, deed, values, on, self._store.actor, note)
            return job_of(op, job_id)

    @needs("take_in")
    def send(
        self,
        job_id: int,
        company: str,
        reference: str = "",
        expected_back_on: dt.date | None = None,
        on: dt.date | None = None,
        note: str = "",
        by: object | None = None,
    ) -> Job:
        """Send it to the company's own service, with their slip's number. Raises Invalid, NotFound, Refused."""
        on = on or self._clock.today()
        with self._store.operation(by) as op:
            job = job_of(op, job_id)
            require_step(job, "sent_to_company")
            problems = step_problems(op, job, on, self._clock.today(), note)
            if not clean(company):
                problems["company"] = Message("To which company does it go?")
            for field, text in (("company", company), ("reference", reference)):
                if len(clean(text)) > LONGEST_NAME:
                    problems[field] = Message("This is too long; {most} letters fit.", most=LONGEST_NAME)
            if expected_back_on is not None and expected_back_on < on:
                problems["expected_back_on"] = Message("It cannot come back before it is sent.")
            if problems:
                raise Invalid(problems)
            values: dict[str, object] = {
                "status": "sent_to_company",
                "company": clean(company),
                "company_reference": clean(reference) or None,
                "sent_on": on.isoformat(),
                "expected_back_on": expected_back_on.isoformat() if expected_back_on else None,
                "back_on": None,
            }
            write_step(op, job, "send", values, on, self._store.actor, note)
            return job_of(op, job_id)

    @needs("take_in")
    def chase(
        self, job_id: int, note: str, expected_back_on: dt.date | None = None, by: object | None = None
    ) -> Job:
        """The company was asked about it; perhaps they said a day. Raises Invalid, NotFound, Refused."""
        today = self._clock.today()
        with self._store.operation(by) as op:
            job = self._with_company(op, job_id)
            problems = step_problems(op, job, today, today, note)
            if expected_back_on is not None and expected_back_on < today:
                problems["expected_back_on"] = Message("Choose today or a day that is still to come.")
            if problems:
                raise Invalid(problems)
            values = {"expected_back_on": expected_back_on.isoformat()} if expected_back_on else {}
            write_step(op, job, "chase", values, today, self._store.actor, note)
            return job_of(op, job_id)

    @needs("take_in")
    def came_back(
        self, job_id: int, note: str = "", on: dt.date | None = None, by: object | None = None
    ) -> Job:
        """It came back from the company and is looked at. Raises Invalid, NotFound, Refused."""
        with self._store.operation(by) as op:
            self._with_company(op, job_id)
            return self.move(job_id, "checking", note, on)

    @needs("take_in")
    def ready(
        self, job_id: int, finding: Finding, on: dt.date | None = None, by: object | None = None
    ) -> Job:
        """The work is done and the thing waits to be fetched; from the company it came back with this.

        Raises Invalid, NotFound, Refused.
        """
        on = on or self._clock.today()
        with self._store.operation(by) as op:
            job = job_of(op, job_id)
            require_step(job, "ready")
            problems = finding.problems(has_card=job.warranty_id is not None)
            problems |= step_problems(op, job, on, self._clock.today())
            if problems:
                raise Invalid(problems)
            values: dict[str, object] = {
                "status": "ready",
                "ready_on": on.isoformat(),
                "outcome": finding.outcome,
                "work_done": finding.work_done.strip() or None,
                "new_serial": clean(finding.new_serial) or None,
                "cover_effect": finding.cover_effect,
                "charge_paisa": finding.charge_paisa,
                "cost_paisa": finding.cost_paisa,
            }
            if job.status == "sent_to_company":
                values["back_on"] = on.isoformat()
            write_step(op, job, "ready", values, on, self._store.actor)
            return job_of(op, job_id)

    # ---- handing back

    @needs("take_in")
    def deliver(
        self,
        job_id: int,
        paid_paisa: int = 0,
        method: str = "cash",
        on: dt.date | None = None,
        discount_paisa: int = 0,
        visit_id: int | None = None,
        by: object | None = None,
    ) -> Job:
        """Give the ready thing back: its charge goes into the ledger, the card follows the repair.

        `visit_id`: the free servicing of the card that this was. Raises Invalid, NotFound, Refused (also for a card
        that cannot follow any more), NotAllowed (money in it is for who takes payments).
        """
        if paid_paisa or discount_paisa or job_of(self._store, job_id).charge_paisa:
            self._store.require("payment")
        given = HandingOver(on or self._clock.today(), paid_paisa, method, discount_paisa)
        with self._store.operation(by) as op:
            job = job_of(op, job_id)
            require_step(job, "delivered")
            problems = given.problems(job) | step_problems(op, job, given.on, self._clock.today())
            if visit_id is not None and self._visits.get(visit_id).warranty_id != job.warranty_id:
                problems["visit_id"] = Message("This servicing is of another card.")
            if problems:
                raise Invalid(problems)
            if visit_id is not None:
                # Before the cover: a new card takes over only what is still to come.
                self._visits.done(visit_id, given.on, job_id=job.id)
            values: dict[str, object] = {
                "status": "delivered",
                "closed_on": given.on.isoformat(),
                "discount_paisa": discount_paisa,
                "paid_paisa": paid_paisa,
                "paid_method": method if paid_paisa else None,
                "new_warranty_id": follow_cover(op, self._warranties, job, given.on),
            }
            write_step(op, job, "deliver", values, given.on, self._store.actor)
            post_charge(op, self._dues, job, given)
            return job_of(op, job_id)

    @needs("take_in")
    def reject(self, job_id: int, reason: str, on: dt.date | None = None, by: object | None = None) -> Job:
        """Give it back as it came: the shop or the company will not mend it. Raises Invalid, NotFound, Refused."""
        return self._give_back(
            job_id, "reject", {"status": "rejected", "outcome": "rejected"}, reason, on, by
        )

    @needs("take_in")
    def cancel(self, job_id: int, reason: str, on: dt.date | None = None, by: object | None = None) -> Job:
        """Give it back as it came: its owner does not want the work. Raises Invalid, NotFound, Refused."""
        return self._give_back(job_id, "cancel", {"status": "cancelled", "outcome": None}, reason, on, by)

    def _give_back(
        self,
        job_id: int,
        deed: str,
        values: dict[str, object],
        reason: str,
        on: dt.date | None,
        by: object | None,
    ) -> Job:
        on = on or self._clock.today()
        with self._store.operation(by) as op:
            job = job_of(op, job_id)
            require_step(job, str(values["status"]))
            problems = step_problems(op, job, on, self._clock.today())
            if not clean(reason):
                problems["reason"] = Message("Write why.")
            elif len(clean(reason)) > LONGEST_NOTE:
                problems["reason"] = Message("This is too long; {most} letters fit.", most=LONGEST_NOTE)
            if problems:
                raise Invalid(problems)
            # Nothing was sold and nothing promised anew, whatever had been found before.
            unsold: dict[str, object] = {"charge_paisa": 0, "cover_effect": "none", "new_serial": None}
            closed = {"closed_on": on.isoformat(), "close_reason": clean(reason)}
            write_step(op, job, deed, {**values, **unsold, **closed}, on, self._store.actor, reason)
            return job_of(op, job_id)

    @needs("take_in")
    def undo_step(self, job_id: int, by: object | None = None) -> Job:
        """Take the last step back: the row as it was, money by reversal, the card as it was. Raises NotFound, Refused.

        Refused for a thing that was only taken in: it is cancelled, so that its number is explained; and for money of
        an earlier day that stands on the job alone. NotAllowed where money goes back with it.
        """
        last = last_step(self._store, job_id)
        if last is not None and last["deed"] == "deliver" and job_of(self._store, job_id).charge_paisa:
            self._store.require("reverse")
        with self._store.operation(by) as op:
            job = job_of(op, job_id)
            step = last_step(op, job_id)
            if step is None:
                raise Refused(
                    Message("This job was only taken in. Cancel it instead; its number stays explained.")
                )
            if step["deed"] == "deliver":
                require_money_of_today(job, self._clock.today())
                reverse_charge(op, self._dues, job, step["id"], _("The handing over was taken back."))
                undo_cover(op, self._warranties, job)
                for visit_id in op.ids(
                    "SELECT id FROM service_visit WHERE job_id = ? AND done_on IS NOT NULL", (job_id,)
                ):
                    self._visits.undo(visit_id)
            take_step_back(op, job, step)
            return job_of(op, job_id)

    def _open(self, op: Operation, job_id: int) -> Job:
        job = job_of(op, job_id)
        if not job.is_open:
            raise Refused(Message("This job is closed already."))
        return job

    def _with_company(self, op: Operation, job_id: int) -> Job:
        job = job_of(op, job_id)
        if job.status != "sent_to_company":
            raise Refused(Message("It is not with the company."))
        return job


# What is looked at again has no finding any more; what was done to it stays written.
_NOT_READY: dict[str, object] = {
    "ready_on": None,
    "outcome": None,
    "new_serial": None,
    "cover_effect": "none",
    "charge_paisa": 0,
}
_NEEDS_MORE: dict[str, Message] = {
    "sent_to_company": Message("Say to which company it goes."),
    "ready": Message("Write first what was done."),
    "delivered": Message("Hand it over, with what was paid."),
    "rejected": Message("Write why."),
    "cancelled": Message("Write why."),
}
