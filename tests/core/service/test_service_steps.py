"""The table of steps, whole: every status a job can stand at, times every deed there is, and nothing beside it."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from pathlib import Path

import pytest

import shopbook
from shopbook.errors import DiskFailed, Refused, StorageError
from shopbook.service.model import CLOSED, MOVES, STATUSES, TRANSITIONS, Finding, Job, JobDraft
from tests.core.service.workshop import REPAIRED, Workshop

Deed = Callable[[Workshop, Job], object]
DEEDS: dict[str, Deed] = {
    **{
        f"move to {status}": lambda shop, job, status=status: shop.jobs.move(job.id, status)
        for status in STATUSES
    },
    "send": lambda shop, job: shop.jobs.send(job.id, "ওয়ালটন", "W-77"),
    "chase": lambda shop, job: shop.jobs.chase(job.id, "সোমবার আসবে"),
    "came back": lambda shop, job: shop.jobs.came_back(job.id),
    "ready": lambda shop, job: shop.jobs.ready(job.id, REPAIRED),
    "deliver": lambda shop, job: shop.jobs.deliver(job.id),
    "reject": lambda shop, job: shop.jobs.reject(job.id, "পার্টস নেই"),
    "cancel": lambda shop, job: shop.jobs.cancel(job.id, "নিয়ে গেছেন"),
    "promise": lambda shop, job: shop.jobs.promise(job.id, shop.today),
    "change": lambda shop, job: shop.jobs.change(job.id, JobDraft("টিভি", "ছবি নেই", shop.rahim.id)),
    "undo": lambda shop, job: shop.jobs.undo_step(job.id),
}
NO = None  # refused
# Down: where the job stands. Across: the deed, and where it stands after it. `undo` leads back to where the job came
# from; the jobs of this table came straight from the counter ("delivered" over "ready").
RECEIVED, CHECKING, AWAY, WAITING = "received", "checking", "sent_to_company", "waiting_part"
READY, DELIVERED, REJECTED, CANCELLED = "ready", "delivered", "rejected", "cancelled"
TABLE: dict[str, dict[str, str | None]] = {
    RECEIVED: {
        "move to checking": CHECKING, "move to waiting_part": WAITING, "send": AWAY, "chase": NO, "came back": NO,
        "ready": READY, "deliver": NO, "reject": REJECTED, "cancel": CANCELLED, "promise": RECEIVED,
        "change": RECEIVED, "undo": NO,
    },
    CHECKING: {
        "move to checking": NO, "move to waiting_part": WAITING, "send": AWAY, "chase": NO, "came back": NO,
        "ready": READY, "deliver": NO, "reject": REJECTED, "cancel": CANCELLED, "promise": CHECKING,
        "change": CHECKING, "undo": RECEIVED,
    },
    WAITING: {
        "move to checking": CHECKING, "move to waiting_part": NO, "send": AWAY, "chase": NO, "came back": NO,
        "ready": READY, "deliver": NO, "reject": REJECTED, "cancel": CANCELLED, "promise": WAITING,
        "change": WAITING, "undo": RECEIVED,
    },
    AWAY: {
        "move to checking": CHECKING, "move to waiting_part": NO, "send": NO, "chase": AWAY, "came back": CHECKING,
        "ready": READY, "deliver": NO, "reject": NO, "cancel": NO, "promise": AWAY, "change": AWAY,
        "undo": RECEIVED,
    },
    READY: {
        "move to checking": CHECKING, "move to waiting_part": NO, "send": NO, "chase": NO, "came back": NO,
        "ready": NO, "deliver": DELIVERED, "reject": REJECTED, "cancel": CANCELLED, "promise": NO, "change": READY,
        "undo": RECEIVED,
    },
    DELIVERED: {"undo": READY},
    REJECTED: {"undo": RECEIVED},
    CANCELLED: {"undo": RECEIVED},
}  # fmt: skip
# A status that says more than its name has its own deed: to be moved there by name alone is refused everywhere.
BY_NAME_ALONE = {f"move to {status}" for status in STATUSES if status not in MOVES}
CELLS = [(status, deed) for status in STATUSES for deed in DEEDS]


def after(status: str, deed: str) -> str | None:
    """Where the table says the job stands after a deed; None: refused."""
    return None if deed in BY_NAME_ALONE else TABLE[status].get(deed)


def test_the_table_knows_every_status_and_every_deed() -> None:
    assert set(TABLE) == set(STATUSES) == set(TRANSITIONS)
    for status in set(STATUSES) - set(CLOSED):
        assert set(TABLE[status]) | BY_NAME_ALONE == set(DEEDS), status
    assert all(set(goals) <= set(STATUSES) for goals in TRANSITIONS.values())


def test_the_table_told_here_is_the_table_in_the_code() -> None:
    steps = set(DEEDS) - {"chase", "promise", "change", "undo"}
    for status in STATUSES:
        reached = {after(status, deed) for deed in steps} - {None}
        assert reached == TRANSITIONS[status], status


@pytest.mark.parametrize(("status", "deed"), CELLS, ids=[f"{status}: {deed}" for status, deed in CELLS])
def test_every_deed_at_every_status_leads_where_the_table_says_or_is_refused_in_a_sentence(
    workshop: Workshop, status: str, deed: str
) -> None:
    job = workshop.standing_at(status)
    assert job.status == status
    before, steps = workshop.row(job), workshop.jobs.events(job.id)
    goal = after(status, deed)
    if goal is None:
        with pytest.raises(Refused) as refused:
            DEEDS[deed](workshop, job)
        assert refused.value.message.text.endswith(".")
        assert workshop.row(job) == before, "what is refused changes nothing"
        assert workshop.jobs.events(job.id) == steps
        return
    DEEDS[deed](workshop, job)
    now = workshop.jobs.get(job.id)
    assert now.status == goal
    assert (now.closed_on is not None) is (goal in CLOSED)
    assert now.is_open is (goal not in CLOSED)


@pytest.mark.parametrize("status", [status for status in STATUSES if status != RECEIVED])
def test_every_step_taken_back_leaves_the_row_as_it_was(workshop: Workshop, status: str) -> None:
    job = workshop.takes_in(promised_on=workshop.today)
    rows = [workshop.row(job)]
    path = {DELIVERED: ("ready", "deliver"), READY: ("ready",), REJECTED: ("reject",), CANCELLED: ("cancel",)}
    for deed in path.get(status, ("send",) if status == AWAY else (f"move to {status}",)):
        DEEDS[deed](workshop, job)
        rows.append(workshop.row(job))
    while len(rows) > 1:
        assert workshop.row(job) == rows.pop()
        workshop.jobs.undo_step(job.id)
    assert workshop.row(job) == rows[0]
    assert workshop.steps(job) == [("take_in", RECEIVED)]


def test_a_long_way_is_walked_back_step_by_step(workshop: Workshop) -> None:
    job = workshop.takes_in()
    way = (
        "move to checking",
        "send",
        "chase",
        "promise",
        "came back",
        "move to waiting_part",
        "send",
        "ready",
    )
    rows = [workshop.row(job)]
    for deed in (*way, "move to checking", "ready", "deliver"):
        DEEDS[deed](workshop, job)
        rows.append(workshop.row(job))
        workshop.shop.days_later(2)
    assert len(workshop.jobs.events(job.id)) == len(rows)
    for row in reversed(rows):
        assert workshop.row(job) == row
        if row != rows[0]:
            workshop.jobs.undo_step(job.id)


def test_only_the_workshop_itself_writes_jobs() -> None:
    """Nothing in the source but shopbook/service puts a row of `job` or `job_event` into the book or changes one."""
    writes = re.compile(
        r"""(?:insert|update|insert_many)\(\s*(?:op,\s*)?["']job(?:_event)?["']"""
        r"""|(?:INSERT INTO|UPDATE|DELETE FROM)\s+job(?:_event)?\b"""
    )
    home = Path(shopbook.__file__).parent
    # The sample shop is poured into a new book as a whole, never into one that is kept.
    own = {home / "service", home / "demo"}
    found = {
        str(path.relative_to(home.parent))
        for path in home.rglob("*.py")
        if not own & set(path.parents) and writes.search(path.read_text(encoding="utf-8"))
    }
    assert found == set()


def test_an_action_on_a_job_is_not_taken_back_behind_its_table(workshop: Workshop) -> None:
    history = workshop.shop.book.history
    job = workshop.takes_in()
    for deed in (None, "ready", "deliver"):
        if deed:
            DEEDS[deed](workshop, job)
        before = workshop.row(job)
        with pytest.raises(Refused) as refused:
            history.undo(history.last_operation())
        assert "job itself" in refused.value.message.text
        assert workshop.row(job) == before


@pytest.mark.parametrize(
    "values",
    [
        {"status": "delivered"},
        {"status": "rejected"},
        {"status": "cancelled"},
        {"closed_on": "2026-11-21"},
        {"status": "lost"},
        {"outcome": "burnt"},
        {"cover_effect": "double"},
        {"charge_paisa": -1},
    ],
    ids=str,
)
def test_the_book_itself_refuses_a_row_no_step_leads_to(
    workshop: Workshop, values: dict[str, object]
) -> None:
    job = workshop.takes_in()
    with pytest.raises(Exception) as failed, workshop.store.operation() as op:
        op.update("job", job.id, values)
    assert "CHECK" in str(failed.value) or isinstance(failed.value, (StorageError, DiskFailed))
    assert workshop.jobs.get(job.id).status == RECEIVED


def test_a_job_as_a_value_cannot_be_changed(workshop: Workshop) -> None:
    job = workshop.takes_in()
    with pytest.raises(dataclasses.FrozenInstanceError):
        job.status = "ready"  # type: ignore[misc]


def test_a_status_nobody_knows_is_a_bug(workshop: Workshop) -> None:
    with pytest.raises(ValueError, match="unknown status"):
        workshop.jobs.move(workshop.takes_in().id, "lost")


def test_what_is_looked_at_again_has_no_finding_any_more(workshop: Workshop) -> None:
    card = workshop.card()
    job = workshop.jobs.take_in(dataclasses.replace(workshop.jobs.draft_for_card(card.id), problem="ঘোরে না"))
    workshop.jobs.ready(
        job.id, Finding("replaced", "নতুন মোটর", "SN-9", "new", charge_paisa=100, cost_paisa=50)
    )
    again = workshop.jobs.move(job.id, CHECKING, "আবার বন্ধ হয়ে গেছে")
    assert (again.outcome, again.new_serial, again.cover_effect, again.ready_on) == ("", "", "none", None)
    assert (again.charge_paisa, again.work_done) == (0, "নতুন মোটর")


def test_what_is_given_back_unmended_costs_nothing_and_leaves_the_card_alone(workshop: Workshop) -> None:
    card = workshop.card()
    job = workshop.jobs.take_in(dataclasses.replace(workshop.jobs.draft_for_card(card.id), problem="ঘোরে না"))
    workshop.jobs.ready(job.id, Finding("repaired", cover_effect="restart", charge_paisa=50_000))
    given = workshop.jobs.reject(job.id, "কোম্পানি মানেনি")
    assert (given.status, given.outcome, given.close_reason) == (REJECTED, "rejected", "কোম্পানি মানেনি")
    assert (given.charge_paisa, given.cover_effect, given.closed_on) == (0, "none", workshop.today)
    assert workshop.balance() == 0 and workshop.ledger(job) == []
    assert workshop.shop.book.warranties.card(card.id).coverages == card.coverages
    assert workshop.jobs.undo_step(job.id).charge_paisa == 50_000


def test_companies_are_those_things_were_sent_to_the_last_one_first(workshop: Workshop) -> None:
    assert workshop.jobs.companies() == []
    for company in ("ওয়ালটন", "সিঙ্গার", "ওয়ালটন", "ভিশন", "ওয়ালটন"):
        workshop.jobs.send(workshop.takes_in().id, company)
    workshop.takes_in()
    assert workshop.jobs.companies() == ["ওয়ালটন", "ভিশন", "সিঙ্গার"]
