"""A thing in the workshop as plain values, and the table of its steps. SQL is in `queries` and `operations`."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from shopbook.errors import Message
from shopbook.money import MAX_PAISA
from shopbook.search.fold import clean, fold_code
from shopbook.warranties.days import EFFECTS
from shopbook.warranties.model import LONGEST_SERIAL

STATUSES = (
    "received", "checking", "sent_to_company", "waiting_part", "ready", "delivered", "rejected", "cancelled",
)  # fmt: skip
CLOSED = ("delivered", "rejected", "cancelled")
OUTCOMES = ("repaired", "replaced", "refunded", "no_fault", "rejected")
COVERS = ("covered", "ended", "void", "none")
DEEDS = (
    "take_in", "move", "send", "chase", "came_back", "ready", "deliver", "reject", "cancel", "promise",
)  # fmt: skip

# Where a job may go from where it stands; `Jobs.undo_step` alone goes back. What is with the company cannot be handed
# to anybody: it comes back first, to be looked at or mended already.
TRANSITIONS: dict[str, frozenset[str]] = {
    "received": frozenset({"checking", "sent_to_company", "waiting_part", "ready", "rejected", "cancelled"}),
    "checking": frozenset({"sent_to_company", "waiting_part", "ready", "rejected", "cancelled"}),
    "waiting_part": frozenset({"checking", "sent_to_company", "ready", "rejected", "cancelled"}),
    "sent_to_company": frozenset({"checking", "ready"}),
    "ready": frozenset({"checking", "delivered", "rejected", "cancelled"}),
    "delivered": frozenset(),
    "rejected": frozenset(),
    "cancelled": frozenset(),
}
# `Jobs.move` takes a job to these; every other status says more than its name, so its deed asks for it.
MOVES = ("checking", "waiting_part")
# An outcome after which the card promises just what it did before.
WITHOUT_EFFECT = ("refunded", "rejected")

LONGEST_NAME = 200
LONGEST_TEXT = 2000
LONGEST_NOTE = 500


@dataclass(frozen=True, slots=True)
class JobDraft:
    """A thing as it is taken in. Whose it is: a customer, or for somebody not in the book a name or a phone."""

    product_name: str = ""
    problem: str = ""
    customer_id: int | None = None
    name: str = ""
    phone: str = ""
    warranty_id: int | None = None
    brand: str = ""
    model: str = ""
    serial: str = ""
    received_on: dt.date | None = None
    condition: str = ""
    accessories: str = ""
    promised_on: dt.date | None = None
    estimate_paisa: int | None = None

    def problems(self, today: dt.date) -> dict[str, Message]:
        """Every problem at once, by field."""
        found: dict[str, Message] = {}
        _text(found, "product_name", self.product_name, LONGEST_NAME, Message("What was brought?"))
        _text(found, "problem", self.problem, LONGEST_TEXT, Message("What is wrong with it?"))
        if self.customer_id is None and not clean(self.name) and not clean(self.phone):
            found["name"] = Message("Whose is it? Choose the customer, or write a name or a phone.")
        for field, most in _TEXTS.items():
            _text(found, field, getattr(self, field), most)
        if clean(self.serial) and not fold_code(self.serial):
            found["serial"] = Message("A serial needs letters or digits.")
        received_on = self.received_on or today
        if received_on > today:
            found["received_on"] = Message("This day is still to come.")
        if self.promised_on is not None and self.promised_on < received_on:
            found["promised_on"] = Message("The promised day is before the day it was taken in.")
        _money(found, "estimate_paisa", self.estimate_paisa)
        return found


_TEXTS = {
    "name": LONGEST_NAME,
    "phone": LONGEST_NAME,
    "brand": LONGEST_NAME,
    "model": LONGEST_NAME,
    "serial": LONGEST_SERIAL,
    "condition": LONGEST_NOTE,
    "accessories": LONGEST_NOTE,
}


@dataclass(frozen=True, slots=True)
class Finding:
    """What came of the work. cover_effect: the card as it was (none), longer by the days here (extend), its time anew
    (restart), or a new card for the new thing (new)."""

    outcome: str
    work_done: str = ""
    new_serial: str = ""
    cover_effect: str = "none"
    charge_paisa: int = 0
    cost_paisa: int | None = None

    def problems(self, *, has_card: bool) -> dict[str, Message]:
        """Every problem at once, by field."""
        found: dict[str, Message] = {}
        if self.outcome not in OUTCOMES:
            found["outcome"] = Message("Choose what came of it.")
        if self.cover_effect not in EFFECTS:
            found["cover_effect"] = Message("Choose what happens to the warranty.")
        elif self.cover_effect != "none" and not has_card:
            found["cover_effect"] = Message("There is no warranty card with this job.")
        elif self.cover_effect != "none" and self.outcome in WITHOUT_EFFECT:
            found["cover_effect"] = Message("Without a repair the warranty stays as it is.")
        elif self.cover_effect == "new" and self.outcome != "replaced":
            found["cover_effect"] = Message("A new card is given with a new thing only.")
        _text(found, "work_done", self.work_done, LONGEST_TEXT)
        _text(found, "new_serial", self.new_serial, LONGEST_SERIAL)
        if clean(self.new_serial) and not fold_code(self.new_serial):
            found["new_serial"] = Message("A serial needs letters or digits.")
        elif clean(self.new_serial) and self.outcome in WITHOUT_EFFECT:
            found["new_serial"] = Message("Without a repair the thing keeps its serial.")
        _money(found, "charge_paisa", self.charge_paisa)
        _money(found, "cost_paisa", self.cost_paisa)
        return found


@dataclass(frozen=True, slots=True)
class FrozenCover:
    """One promise of the card as it stood the day the thing was taken in. state: covered, life, ended or void."""

    kind: str
    component: str
    state: str
    ends_on: dt.date | None


@dataclass(frozen=True, slots=True)
class Job:
    """A job in the book. `name` and `phone` are those to call: the customer's, or of who brought it.

    cover: what the card said that day (COVERS), with each of its promises in `coverages`. `paid_paisa` was paid with
    the delivery; `cost_paisa` is the shop's own affair and stands on no paper. `discount_paisa` was let off.
    chases: how often the company was asked since it was sent there last, and when last.
    """

    id: int
    job_no: str
    customer_id: int | None
    customer_name: str
    name: str
    phone: str
    honorific: str | None
    warranty_id: int | None
    card_no: str
    product_name: str
    brand: str
    model: str
    serial: str
    received_on: dt.date
    problem: str
    condition: str
    accessories: str
    cover: str
    coverages: tuple[FrozenCover, ...]
    status: str
    promised_on: dt.date | None
    estimate_paisa: int | None
    company: str
    company_reference: str
    sent_on: dt.date | None
    expected_back_on: dt.date | None
    back_on: dt.date | None
    ready_on: dt.date | None
    outcome: str
    work_done: str
    new_serial: str
    cover_effect: str
    new_warranty_id: int | None
    new_card_no: str
    charge_paisa: int
    cost_paisa: int | None
    discount_paisa: int
    paid_paisa: int
    paid_method: str
    closed_on: dt.date | None
    close_reason: str
    staff_id: int | None
    chases: int = 0
    chased_on: dt.date | None = None

    @property
    def is_open(self) -> bool:
        """True while the thing is not handed back."""
        return self.status not in CLOSED

    def is_late(self, today: dt.date) -> bool:
        """True when its promised day has passed and it is not even ready."""
        waits = self.is_open and self.status != "ready"
        return waits and self.promised_on is not None and self.promised_on < today

    def days(self, today: dt.date) -> int:
        """How many days the shop has had it, until it was handed back."""
        return ((self.closed_on or today) - self.received_on).days

    def may_become(self, status: str) -> bool:
        """True when the table of steps leads from where it stands to `status`."""
        return status in TRANSITIONS[self.status]

    @property
    def due_paisa(self) -> int:
        """What of the charge was not paid with the delivery; before it, the charge."""
        return max(0, self.charge_paisa - self.discount_paisa - self.paid_paisa)


@dataclass(frozen=True, slots=True)
class JobEvent:
    """A step of a job: the deed (DEEDS), where the job stood after it, and what was noted. The newest can be undone."""

    id: int
    job_id: int
    on: dt.date
    deed: str
    status: str
    note: str
    staff_id: int | None


def why_not(status: str, wanted: str) -> Message:
    """Why a job that stands at `status` cannot become `wanted`."""
    if status == "delivered":
        return Message("This job is handed over already.")
    if status in CLOSED:
        return Message("This job is closed already.")
    if status == wanted:
        return _STANDS[status]
    if status == "sent_to_company":
        return Message("It is still with the company. Note first that it came back.")
    if wanted == "delivered":
        return Message("It is not ready yet. Write first what was done.")
    return Message("It is ready. Take that step back first.")


_STANDS: dict[str, Message] = {
    "received": Message("It is taken in already."),
    "checking": Message("It is being looked at already."),
    "waiting_part": Message("It waits for a part already."),
    "sent_to_company": Message("It is with the company already."),
    "ready": Message("It is ready already."),
}


def _text(
    found: dict[str, Message], field: str, text: str, most: int, missing: Message | None = None
) -> None:
    length = len(clean(text))
    if not length and missing is not None:
        found[field] = missing
    elif length > most:
        found[field] = Message("This is too long; {most} letters fit.", most=most)


def _money(found: dict[str, Message], field: str, paisa: int | None) -> None:
    if paisa is not None and not 0 <= paisa <= MAX_PAISA:
        found[field] = Message("This amount is not possible.")
