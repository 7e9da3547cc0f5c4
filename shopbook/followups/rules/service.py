"""Things in the workshop: promised for a day, ready and not fetched, away at the company. Jobs are written by
`service`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

from shopbook.clock import to_day
from shopbook.errors import Message
from shopbook.followups.dates import days, every_days
from shopbook.followups.model import Day, Due, Fact
from shopbook.followups.rules.rule import FOR_EVER, Rule
from shopbook.followups.sentences import days_word, late_word, quoted
from shopbook.followups.tuning import Tunable

READY_EVERY = Tunable("job_ready", "every", Message("Tell them again after days"), 3, 1, 30)
COMPANY_EVERY = Tunable("job_at_company", "every", Message("Ask the company again after days"), 7, 1, 60)

# Who is not in the book has the name and the number written on the job.
_JOB = """j.id AS source_id, j.customer_id, CASE WHEN j.customer_id IS NULL THEN j.key10 END AS key10,
               CASE WHEN j.customer_id IS NULL THEN j.phone END AS phone,
               CASE WHEN j.customer_id IS NULL THEN j.name END AS name, NULL AS staff_id, j.job_no, j.product_name"""

_WHERE: dict[str, Callable[[Fact], Message]] = {
    "received": lambda fact: Message("nobody has looked at it yet"),
    "checking": lambda fact: Message("it is being looked at"),
    "waiting_part": lambda fact: Message("it waits for a part"),
    "sent_to_company": lambda fact: Message("it is with {company}", company=quoted(fact["company"])),
}


def _job_late(fact: Fact, day: Day) -> Iterator[Due]:
    promised_on = dt.date.fromisoformat(fact["promised_on"])
    late = (day.today - promised_on).days
    product, where = quoted(fact["product_name"]), _WHERE[fact["status"]](fact)
    if late > 0:
        why = Message(
            "{product} (job {job_no}) was promised for {promised_day}, {late}; {where}.",
            product=product,
            job_no=fact["job_no"],
            promised_day=promised_on,
            late=late_word(late),
            where=where,
        )
    else:
        why = Message(
            "{product} (job {job_no}) is promised for today; {where}.",
            product=product,
            job_no=fact["job_no"],
            where=where,
        )
    # Every day it is late is a day on which they are told anew.
    today = max(promised_on, day.today)
    yield Due(base_on=today, due_on=today, why=why, late_since=promised_on)


JOB_LATE = Rule(
    name="job_late",
    source_kind="job",
    weight=90,
    query=f"""
        SELECT {_JOB}, j.promised_on, j.status, j.company
        FROM job j
        WHERE j.promised_on <= :today AND j.closed_on IS NULL AND j.deleted_at IS NULL AND j.status <> 'ready'
        ORDER BY j.promised_on DESC, j.id DESC LIMIT :bound""",
    dues=_job_late,
    label=Message("Servicing is late"),
    about=Message("A thing in the workshop: on the promised day and every day after it, until it is ready."),
    group="promises",
    always_on=True,
    reach=(-FOR_EVER, 0),
    enters=True,
    has_caller=True,
    cleared_by_talk=False,
    capped=False,
    despite_do_not_call=True,
)


def _job_ready(fact: Fact, day: Day) -> Iterator[Due]:
    ready_on = dt.date.fromisoformat(fact["ready_on"])
    stage = every_days(ready_on, day.value(READY_EVERY), day.today)
    if stage is None:
        return
    product = quoted(fact["product_name"])
    if ready_on == day.today:
        why = Message("{product} (job {job_no}) is ready; tell them.", product=product, job_no=fact["job_no"])
    else:
        why = Message(
            "{product} (job {job_no}) is ready since {ready_day} and not fetched.",
            product=product,
            job_no=fact["job_no"],
            ready_day=ready_on,
        )
    if fact["charge_paisa"]:
        why = Message("{what} To pay: {charge_paisa}.", what=why, charge_paisa=fact["charge_paisa"])
    yield Due(base_on=stage, due_on=stage, why=why, late_since=ready_on)


JOB_READY = Rule(
    name="job_ready",
    source_kind="job",
    weight=85,
    # Who left neither a name in the book nor a number cannot be told.
    query=f"""
        SELECT {_JOB}, j.ready_on, j.charge_paisa
        FROM job j
        WHERE j.ready_on <= :today AND j.status = 'ready' AND j.deleted_at IS NULL
          AND (j.customer_id IS NOT NULL OR j.key10 <> '')
        ORDER BY j.ready_on DESC, j.id DESC LIMIT :bound""",
    dues=_job_ready,
    label=Message("Servicing is ready"),
    about=Message("A mended thing waits to be fetched: on that day, then every few days."),
    group="promises",
    tunables=(READY_EVERY,),
    reach=(-FOR_EVER, 0),
    enters=True,
    has_caller=True,
    cleared_by_talk=False,
    # They wait for it.
    capped=False,
    despite_do_not_call=True,
)


def _job_at_company(fact: Fact, day: Day) -> Iterator[Due]:
    sent_on, chased_on = dt.date.fromisoformat(fact["sent_on"]), to_day(fact["chased_on"])
    every, expected_on = day.value(COMPANY_EVERY), to_day(fact["expected_back_on"])
    first = max(sent_on, chased_on or sent_on) + days(every)
    stage = every_days(first, every, day.today)
    if stage is None:
        return
    why = Message(
        "{product} (job {job_no}) has been with {company} for {days}; ask how far it is.",
        product=quoted(fact["product_name"]),
        job_no=fact["job_no"],
        company=quoted(fact["company"]),
        days=days_word((day.today - sent_on).days),
    )
    if expected_on is not None and expected_on < day.today:
        why = Message(
            "{what} It was to be back on {expected_day}, {late}.",
            what=why,
            expected_day=expected_on,
            late=late_word((day.today - expected_on).days),
        )
    yield Due(base_on=stage, due_on=stage, why=why, late_since=first)


JOB_AT_COMPANY = Rule(
    name="job_at_company",
    source_kind="job",
    weight=60,
    query=f"""
        SELECT {_JOB}, j.sent_on, j.expected_back_on, j.company, (
                   SELECT max(e.on_day) FROM job_event e
                   WHERE e.job_id = j.id AND e.deed = 'chase' AND e.deleted_at IS NULL) AS chased_on
        FROM job j
        WHERE j.sent_on <= :to_on AND j.status = 'sent_to_company' AND j.deleted_at IS NULL
        ORDER BY j.sent_on DESC, j.id DESC LIMIT :bound""",
    dues=_job_at_company,
    label=Message("At the company"),
    about=Message("A thing sent to the company: every week ask them how far it is, until it is back."),
    group="promises",
    tunables=(COMPANY_EVERY,),
    reach=lambda day: (-FOR_EVER, -day.value(COMPANY_EVERY)),
    enters=True,
    has_caller=True,
    cleared_by_talk=False,
    capped=False,
    despite_do_not_call=True,
    # The company is asked; its owner is told when there is something to tell.
    calls=False,
)
