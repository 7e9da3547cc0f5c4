"""Repairs and kisti of a large sample shop, put in by whole tables after its sales. A small shop has scenes instead."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

from shopbook.clock import DHAKA, from_instant
from shopbook.demo.rows import AT
from shopbook.dues.entries import entries_of
from shopbook.dues.plan_figures import keep_plans
from shopbook.dues.plan_model import instalments
from shopbook.search.index import CodeRow, SearchIndex
from shopbook.storage.connection import Row
from shopbook.storage.store import Operation

# Of so many cards one thing came back broken; of so many memos with a due one is paid in instalments.
_ONE_BROKEN_IN, _ONE_PLAN_IN = 20, 9
_MONTHS = 6
# Of the first so many jobs every fortieth came lately: the largest shop too has some dozens on its shelf.
_LATELY = 1_000
_PROBLEMS = ("চালু হয় না", "শব্দ করে", "ঠান্ডা হয় না", "আলো জ্বলে না", "গরম হয়ে যায়", "মাঝে মাঝে বন্ধ হয়ে যায়")
_JOB = (
    "id", "job_no", "customer_id", "warranty_id", "product_name", "brand", "model", "serial", "serial_folded",
    "received_on", "problem", "cover", "status", "promised_on", "ready_on", "outcome", "charge_paisa", "closed_on",
    "created_at", "updated_at",
)  # fmt: skip
_EVENT = ("id", "job_id", "on_day", "deed", "status", "created_at", "updated_at")
_PLAN = (
    "id", "plan_no", "sale_id", "customer_id", "made_on", "financed_paisa", "every", "left_paisa", "created_at",
    "updated_at",
)  # fmt: skip
_INSTALMENT = (
    "id", "plan_id", "customer_id", "position", "due_on", "amount_paisa", "created_at", "updated_at",
)  # fmt: skip
_DAY = dt.timedelta(days=1)
Values = tuple[object, ...]


def put_repairs(op: Operation, index: SearchIndex, today: dt.date) -> None:
    """Every twentieth card's thing was in the workshop for some days; those of the last days are there still."""
    cards = op.rows(
        "SELECT id, customer_id, product_name, brand, model, serial, serial_folded, start_on, last_ends_on "
        "FROM warranty WHERE customer_id IS NOT NULL ORDER BY id"
    )[::_ONE_BROKEN_IN]
    broken = [(card, _came_on(card, place, today)) for place, card in enumerate(cards)]
    broken = [(card, came_on) for card, came_on in broken if came_on < today]
    jobs: list[Values] = []
    events: list[Values] = []
    codes: list[CodeRow] = []
    numbers = op.numbers("job", len(broken))
    for place, ((card, came_on), job_no) in enumerate(zip(broken, numbers, strict=True)):
        job_id = op.new_id()
        jobs.append(_job(job_id, job_no, card, place, came_on, today))
        events += _events(op.new_id, jobs[-1])
        codes.append(("job", job_id, card["customer_id"], job_no))
        if card["serial"]:
            codes.append(("job_serial", job_id, card["customer_id"], card["serial"]))
    op.insert_many("job", _JOB, jobs)
    op.insert_many("job_event", _EVENT, events)
    index.put_codes(op, codes)


def _came_on(card: Row, place: int, today: dt.date) -> dt.date:
    """Between one and fourteen months after the sale; a few of them lately."""
    if place % 40 == 0 and place < _LATELY:
        return today - (1 + place // 40 % 9) * _DAY
    return dt.date.fromisoformat(card["start_on"]) + (30 + place * 37 % 400) * _DAY


def _job(job_id: int, job_no: str, card: Row, place: int, came_on: dt.date, today: dt.date) -> Values:
    promised_on, ready_on = came_on + 5 * _DAY, came_on + (2 + place % 6) * _DAY
    closed_on = ready_on + (1 + place % 3) * _DAY
    # Of what is there still every second is late: a shop waits for parts.
    status = (
        "delivered" if closed_on < today else "ready" if place % 80 and ready_on < today else "waiting_part"
    )
    is_ready = status != "waiting_part"
    covered = card["last_ends_on"] is None or card["last_ends_on"] >= came_on.isoformat()
    now = _instant(came_on)
    return (
        *(
            job_id,
            job_no,
            card["customer_id"],
            card["id"],
            card["product_name"],
            card["brand"],
            card["model"],
        ),
        *(card["serial"], card["serial_folded"], came_on.isoformat(), _PROBLEMS[place % len(_PROBLEMS)]),
        *("covered" if covered else "ended", status, promised_on.isoformat()),
        *((ready_on.isoformat(), "repaired") if is_ready else (None, None)),
        *(0, closed_on.isoformat() if status == "delivered" else None, now, now),
    )


def _events(new_id: Callable[[], int], job: Values) -> Iterator[Values]:
    """Its steps as the operations would have noted them."""
    known = dict(zip(_JOB, job, strict=True))
    now = known["created_at"]
    steps = [("take_in", "received", known["received_on"])]
    if known["status"] == "waiting_part":
        steps.append(("move", "waiting_part", known["received_on"]))
    else:
        steps.append(("ready", "ready", known["ready_on"]))
    if known["status"] == "delivered":
        steps.append(("deliver", "delivered", known["closed_on"]))
    for deed, status, on in steps:
        yield (new_id(), known["id"], on, deed, status, now, now)


def put_plans(op: Operation, index: SearchIndex, today: dt.date) -> None:
    """Every ninth of the last memos that left a large due is paid in six months; what came in the ledger knows."""
    memos = op.rows(
        "SELECT id, customer_id, sold_on, total_paisa - paid_paisa AS due_paisa FROM sale "
        "WHERE customer_id IS NOT NULL AND total_paisa - paid_paisa >= 300000 AND sold_on >= ? ORDER BY id",
        ((today - 200 * _DAY).isoformat(),),
    )[::_ONE_PLAN_IN]
    plans: list[Values] = []
    parts: list[Values] = []
    codes: list[CodeRow] = []
    for memo, plan_no in zip(memos, op.numbers("plan", len(memos)), strict=True):
        sold_on, plan_id, due = dt.date.fromisoformat(memo["sold_on"]), op.new_id(), memo["due_paisa"]
        now, who = _instant(sold_on), memo["customer_id"]
        plans.append((plan_id, plan_no, memo["id"], who, memo["sold_on"], due, "month", due, now, now))
        codes.append(("plan", plan_id, who, plan_no))
        shared = instalments(due, _MONTHS, sold_on + 30 * _DAY, "month")
        for position, (due_on, paisa) in enumerate(shared, start=1):
            parts.append((op.new_id(), plan_id, who, position, due_on.isoformat(), paisa, now, now))
    op.insert_many("plan", _PLAN, plans)
    index.put_codes(op, codes)
    op.insert_many("instalment", _INSTALMENT, parts)


def keep_plan_figures(op: Operation, today: dt.date) -> None:
    """What the ledger says of every plan put in."""
    for customer_id in op.ids("SELECT DISTINCT customer_id FROM plan ORDER BY customer_id"):
        keep_plans(op, customer_id, entries_of(op, customer_id), today)


def tick_servicings(op: Operation, today: dt.date) -> None:
    """Most free servicings whose day has passed were done on it."""
    op.execute(
        "UPDATE service_visit SET done_on = due_on WHERE due_on < ? AND id % 8 <> 0",
        ((today - 20 * _DAY).isoformat(),),
    )


def _instant(on: dt.date) -> str:
    return from_instant(dt.datetime.combine(on, AT, DHAKA))
