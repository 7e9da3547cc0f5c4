"""Laws for any life of a job: whatever is done in whatever order, row, steps, money and card agree, and can be walked
back."""

from __future__ import annotations

import datetime as dt
import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shopbook.checks import check
from shopbook.errors import Invalid, Refused
from shopbook.service.model import CLOSED, TRANSITIONS, Finding, Job
from shopbook.warranties.model import Card
from tests.core.service.workshop import Workshop
from tests.language import TestShop

# Mostly what the counter writes, and two that do not fit.
FINDINGS = (
    ("repaired", "none", ""), ("repaired", "extend", ""), ("repaired", "restart", ""), ("repaired", "none", "SN-N1"),
    ("replaced", "new", "SN-N2"), ("replaced", "none", "SN-N3"), ("refunded", "none", ""), ("no_fault", "extend", ""),
    ("rejected", "none", ""), ("rejected", "extend", ""), ("repaired", "new", ""),
)  # fmt: skip
READY = st.tuples(
    st.just("ready"), st.tuples(st.sampled_from(FINDINGS), st.sampled_from((0, 350_00, 1_200_00)))
)
DELIVER = st.tuples(
    st.just("deliver"), st.tuples(st.sampled_from((0, 100_00, 1_300_00)), st.sampled_from((0, 0, 0, 50_00)))
)
DEEDS = st.one_of(
    READY,
    DELIVER,
    READY,
    DELIVER,
    st.tuples(st.just("days"), st.integers(0, 9)),
    st.tuples(st.just("move"), st.sampled_from(("checking", "waiting_part", "ready", "received"))),
    st.tuples(st.just("send"), st.sampled_from(("ওয়ালটন", ""))),
    st.tuples(st.sampled_from(("came_back", "chase", "undo", "undo")), st.just("")),
    st.tuples(st.sampled_from(("reject", "cancel", "undo", "undo")), st.just("")),
    st.tuples(st.just("promise"), st.integers(-2, 9)),
)

# A piece of a life: one deed, or a thing that is mended and fetched some days later.
PIECES = st.one_of(
    st.tuples(DEEDS),
    st.tuples(DEEDS),
    st.tuples(READY, st.tuples(st.just("days"), st.integers(0, 40)), DELIVER),
)
LIVES = st.lists(PIECES, min_size=2, max_size=10).map(
    lambda pieces: [deed for piece in pieces for deed in piece]
)


def does(workshop: Workshop, job: Job, deed: str, how: object) -> None:
    """One deed, as somebody at the counter might try it."""
    jobs = workshop.jobs
    match deed:
        case "move":
            jobs.move(job.id, str(how))
        case "send":
            jobs.send(job.id, str(how))
        case "chase":
            jobs.chase(job.id, "জানাবে")
        case "came_back":
            jobs.came_back(job.id)
        case "reject":
            jobs.reject(job.id, "পার্টস নেই")
        case "cancel":
            jobs.cancel(job.id, "নিয়ে গেছেন")
        case "undo":
            jobs.undo_step(job.id)
        case "promise":
            assert isinstance(how, int)
            jobs.promise(job.id, workshop.today + dt.timedelta(how))
        case "ready":
            assert isinstance(how, tuple)
            (outcome, effect, serial), charge = how
            jobs.ready(job.id, Finding(outcome, "", serial, effect, charge))
        case "deliver":
            assert isinstance(how, tuple)
            paid, discount = how
            jobs.deliver(job.id, paid_paisa=paid, discount_paisa=discount)
        case "days":
            assert isinstance(how, int)
            workshop.shop.days_later(how)


def agrees(workshop: Workshop, job: Job, was: Job, deed: str) -> None:
    """What must hold after every deed."""
    steps = workshop.jobs.events(job.id)
    assert steps[0].deed == "take_in" and steps[-1].status == job.status
    assert [step.on for step in steps if step.deed != "promise"] == sorted(
        step.on for step in steps if step.deed != "promise"
    )
    if deed != "undo":
        assert job.status == was.status or job.status in TRANSITIONS[was.status]
    assert (job.closed_on is not None) is (job.status in CLOSED)
    assert (job.sent_on is not None) or job.status != "sent_to_company"
    owed = workshop.shop.book.dues.balance(workshop.rahim.id)
    if job.status == "delivered":
        assert owed == job.charge_paisa - job.discount_paisa - job.paid_paisa
    else:
        assert owed == 0 and job.new_warranty_id is None
    if job.status in ("rejected", "cancelled"):
        assert job.charge_paisa == 0 and job.cover_effect == "none"


def promises(workshop: Workshop, card: Card) -> tuple[object, ...]:
    """What a card promises now."""
    now = workshop.shop.book.warranties.card(card.id)
    return (
        now.status,
        now.serial,
        tuple((each.kind, each.ends_on, each.extended_days) for each in now.coverages),
    )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(LIVES, st.sampled_from((True, True, False)))
def test_any_life_of_a_job_adds_up_and_can_be_walked_back(
    deeds: list[tuple[str, object]], carded: bool
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        shop = TestShop(Path(folder))
        workshop = Workshop(shop)
        card = workshop.card()
        draft = workshop.jobs.draft_for_card(card.id)
        if not carded:
            draft = replace(draft, warranty_id=None)
        job = workshop.jobs.take_in(replace(draft, problem="ঘোরে না"))
        beginning, promised = workshop.row(job), promises(workshop, card)
        for deed, how in deeds:
            was, row, steps = workshop.jobs.get(job.id), workshop.row(job), workshop.jobs.events(job.id)
            try:
                does(workshop, job, deed, how)
            except (Refused, Invalid) as no:
                assert isinstance(no, Refused) or no.problems
                assert workshop.row(job) == row and workshop.jobs.events(job.id) == steps
            agrees(workshop, workshop.jobs.get(job.id), was, deed)
            if workshop.jobs.get(job.id).status not in CLOSED:
                assert promises(workshop, card) == promised
        assert check(shop.book).is_whole
        while len(workshop.jobs.events(job.id)) > 1:
            workshop.jobs.undo_step(job.id)
        assert workshop.row(job) == beginning
        assert promises(workshop, card) == promised
        assert shop.book.dues.balance(workshop.rahim.id) == 0
        assert check(shop.book).is_whole
        shop.book.close()
