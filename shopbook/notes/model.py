"""Notes, families and gifts as plain values, and the kinds of news with their follow-ups. Guessing is in `guess`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from shopbook.customers.model import NO_DATE, PartialDate
from shopbook.errors import Message
from shopbook.localisation.language import pgettext
from shopbook.money import MAX_PAISA

LONGEST_NOTE = 4000
COMPLAINT = "complaint"
"""The kind of news that is opened as a complaint: it needs no closing and has no follow-ups of its own."""
RELATIONS = (
    *("son", "daughter", "child", "wife", "husband", "father", "mother"),
    *("brother", "sister", "grandchild", "other"),
)


@dataclass(frozen=True, slots=True)
class NoteKind:
    """One kind of news and what it asks of the shop.

    offsets: days after the anchor (the day it was heard, or the event's own day) on which to ask again.
    quiet_days: so long no dues and no offers. needs_closing: stays open until somebody hears how it ended.
    """

    code: str
    offsets: tuple[int, ...] = ()
    anchor: str = "today"
    quiet_days: int = 0
    yearly: bool = False
    gift_hint: bool = False
    needs_closing: bool = False
    sensitivity: str = "open"
    label: str = ""  # the shop's own kinds carry their name; built-in ones are named by the catalogs

    @property
    def title(self) -> str:
        """The kind's name in the language on screen."""
        return self.label or (_TITLES[self.code]() if self.code in _TITLES else self.code)

    def follow_ups(self, heard_on: dt.date, event_on: dt.date | None = None) -> tuple[dt.date, ...]:
        """The days on which to ask again, never before the day after it was heard."""
        anchor = event_on if self.anchor == "event" and event_on is not None else heard_on
        days = (anchor + dt.timedelta(days=offset) for offset in self.offsets)
        return tuple(sorted({day for day in days if day > heard_on}))

    def quiet_until(self, heard_on: dt.date, event_on: dt.date | None = None) -> dt.date | None:
        """The last day without dues and offers, counted from the later of the event and the hearing."""
        start = max(heard_on, event_on) if event_on is not None and self.anchor == "event" else heard_on
        return start + dt.timedelta(days=self.quiet_days) if self.quiet_days else None


# The offsets are the shop people's own habits, collected with the product's story (an illness is asked after on the
# second and the seventh day; nobody speaks of money for forty days after a death).
KINDS: tuple[NoteKind, ...] = (
    NoteKind("birth", (1, 7, 30), yearly=True, gift_hint=True),
    NoteKind("pregnancy"),
    NoteKind("own_illness", (2, 7), quiet_days=7, needs_closing=True),
    NoteKind("family_illness", (2, 7), quiet_days=7, needs_closing=True),
    NoteKind("hospital", (1, 4, 10), quiet_days=10, gift_hint=True, needs_closing=True),
    NoteKind("death", (1, 40), quiet_days=40, sensitivity="staff"),
    NoteKind("accident", (1, 5), quiet_days=7, needs_closing=True),
    NoteKind("breakdown", (1,), needs_closing=True),
    NoteKind("wedding", (-3, 7), anchor="event", gift_hint=True),
    NoteKind("exam", (0,), anchor="event"),
    NoteKind("new_job", (7,)),
    NoteKind("new_house", (7, 30)),
    NoteKind("travel", (1,), anchor="event"),
    NoteKind("money_trouble", (15,), quiet_days=15, sensitivity="owner"),
    NoteKind("bad_mood", (3,), quiet_days=3),
    NoteKind("complaint", quiet_days=3),  # it opens a complaint, which has its own days
    NoteKind("favour", (2,)),
    NoteKind("preference"),
    NoteKind("other"),
)
_TITLES: dict[str, Callable[[], str]] = {
    "birth": lambda: pgettext("note kind", "Child born"),
    "pregnancy": lambda: pgettext("note kind", "Expecting a child"),
    "own_illness": lambda: pgettext("note kind", "Ill"),
    "family_illness": lambda: pgettext("note kind", "Someone at home is ill"),
    "hospital": lambda: pgettext("note kind", "In hospital"),
    "death": lambda: pgettext("note kind", "Death in the family"),
    "accident": lambda: pgettext("note kind", "Accident"),
    "breakdown": lambda: pgettext("note kind", "Car or machine broke down"),
    "wedding": lambda: pgettext("note kind", "Wedding"),
    "exam": lambda: pgettext("note kind", "Exam or result"),
    "new_job": lambda: pgettext("note kind", "New job or business"),
    "new_house": lambda: pgettext("note kind", "New house"),
    "travel": lambda: pgettext("note kind", "Journey or Hajj"),
    "money_trouble": lambda: pgettext("note kind", "Short of money"),
    "bad_mood": lambda: pgettext("note kind", "In low spirits"),
    "complaint": lambda: pgettext("note kind", "Complaint"),
    "favour": lambda: pgettext("note kind", "Favour done"),
    "preference": lambda: pgettext("note kind", "Likes and dislikes"),
    "other": lambda: pgettext("note kind", "Other"),
}


@dataclass(frozen=True, slots=True)
class NoteDraft:
    """What was said. `follow_ups` are the ticked days; None takes the kind's own."""

    customer_id: int
    body: str = ""
    kind: str = "other"
    event_on: dt.date | None = None
    follow_ups: tuple[dt.date, ...] | None = None
    family_member_id: int | None = None
    heard_via: str = ""
    mood: str | None = None
    sensitivity: str | None = None
    pinned: bool = False

    def problems(self, today: dt.date) -> dict[str, Message]:
        """Everything that keeps this from being saved, by field."""
        found: dict[str, Message] = {}
        if not self.body.strip():
            found["body"] = Message("Write what was said.")
        elif len(self.body) > LONGEST_NOTE:
            found["body"] = Message("This is too long; {most} letters fit.", most=LONGEST_NOTE)
        if any(day <= today for day in self.follow_ups or ()):
            found["follow_ups"] = Message("Choose a day that is still to come.")
        return found


@dataclass(frozen=True, slots=True)
class Note:
    """A note in the book."""

    id: int
    customer_id: int
    kind: str
    body: str
    noted_on: dt.date
    event_on: dt.date | None
    follow_ups: tuple[dt.date, ...]
    family_member_id: int | None
    heard_via: str
    mood: str | None
    sensitivity: str
    needs_closing: bool
    resolved_on: dt.date | None
    resolution: str
    quiet_until: dt.date | None
    pinned: bool


@dataclass(frozen=True, slots=True)
class FamilyDraft:
    """One person, or several alike ("2 sons"), of a customer's family."""

    customer_id: int
    relation: str = "other"
    name: str = ""
    head_count: int = 1
    birthday: PartialDate = NO_DATE
    birth_estimated: bool = False
    expected_on: dt.date | None = None
    school_class: str = ""
    linked_customer_id: int | None = None
    deceased_on: dt.date | None = None

    def problems(self) -> dict[str, Message]:
        """Everything that keeps this from being saved, by field."""
        found: dict[str, Message] = {}
        if self.relation not in RELATIONS:
            found["relation"] = Message("Choose who this is to the customer.")
        if not 1 <= self.head_count <= 30:
            found["head_count"] = Message("Choose between 1 and 30.")
        if not self.birthday.is_possible():
            found["birthday"] = Message("There is no such day in the calendar.")
        return found


@dataclass(frozen=True, slots=True)
class FamilyMember(FamilyDraft):
    """A family member in the book."""

    id: int = 0


@dataclass(frozen=True, slots=True)
class GiftDraft:
    """A small gift: what, for whom, where it goes and who carries it."""

    customer_id: int
    what: str = ""
    occasion: str = ""
    cost_paisa: int | None = None
    given_on: dt.date | None = None  # None: today
    place: str | None = None
    carried_by: str = ""
    family_member_id: int | None = None
    note_id: int | None = None

    def problems(self) -> dict[str, Message]:
        """Everything that keeps this from being saved, by field."""
        found: dict[str, Message] = {}
        if not self.what.strip():
            found["what"] = Message("Write what was given.")
        if self.cost_paisa is not None and not 0 <= self.cost_paisa <= MAX_PAISA:
            found["cost_paisa"] = Message("This amount is out of range.")
        return found


@dataclass(frozen=True, slots=True)
class Gift:
    """A gift in the book. reached: unknown, yes or no."""

    id: int
    customer_id: int
    what: str
    occasion: str
    cost_paisa: int | None
    given_on: dt.date
    place: str | None
    carried_by: str
    reached: str
