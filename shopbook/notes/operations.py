"""The only writes about notes, families and gifts."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import replace

from shopbook.care.complaints import ComplaintDraft, Complaints
from shopbook.clock import DHAKA
from shopbook.customers.contact import refresh_contact
from shopbook.customers.operations import met
from shopbook.errors import Invalid, Message, Refused
from shopbook.localisation.language import _
from shopbook.notes.model import COMPLAINT, FamilyDraft, GiftDraft, NoteDraft, NoteKind
from shopbook.notes.queries import NoteQueries
from shopbook.permissions import needs
from shopbook.search.fold import clean
from shopbook.storage.ids import hashed_id
from shopbook.storage.store import Operation, Store


class Notes(NoteQueries):
    """Notes, families and gifts of one book: questions and writes."""

    def __init__(self, store: Store, complaints: Complaints) -> None:
        super().__init__(store)
        self._store = store
        self._complaints = complaints

    # ---- notes

    @needs("talk")
    def write(self, draft: NoteDraft, by: object | None = None) -> int:
        """Write a note down with its follow-up days; returns its id. Raises Invalid.

        Hearing from a customer is a contact: last_contact_on moves to today. A complaint is opened as one, and has its
        own days instead of the note's.
        """
        today = self._store.clock.today()
        problems = draft.problems(today)
        if problems:
            raise Invalid(problems)
        with self._store.operation(by) as op:
            return self.write_many(op, [(draft, today)])[0]

    @needs("talk")
    def write_news(
        self,
        draft: NoteDraft,
        relative: FamilyDraft | None = None,
        gift: GiftDraft | None = None,
        by: object | None = None,
    ) -> int:
        """Write news down together with the child it tells of and the gift it asks for, in one save; returns the note.

        A child that was expected is not written down twice: the expected one is born. Raises Invalid with the problems
        of the note, the relative and the gift.
        """
        problems = {**draft.problems(self._store.clock.today())}
        for part in (relative, gift):
            problems.update(part.problems() if part is not None else {})
        if problems:
            raise Invalid(problems)
        with self._store.operation(by) as op:
            member_id = None if relative is None else self._welcome(op, relative)
            note_id = self.write(replace(draft, family_member_id=member_id or draft.family_member_id), by)
            if gift is not None:
                self.give(replace(gift, note_id=note_id, family_member_id=member_id), by)
        return note_id

    def _welcome(self, op: Operation, draft: FamilyDraft) -> int:
        expected = op.ids(
            "SELECT id FROM family_member WHERE customer_id = ? AND expected_on IS NOT NULL AND birth_y IS NULL "
            "AND deleted_at IS NULL ORDER BY expected_on LIMIT 1",
            (draft.customer_id,),
        )
        if not expected:
            return self.add_family(draft)
        self.change_family(expected[0], draft)
        return expected[0]

    def write_many(self, op: Operation, drafts: Sequence[tuple[NoteDraft, dt.date]]) -> list[int]:
        """Write notes heard on given days inside an open operation (imports, the sample shop)."""
        kinds = {kind.code: kind for kind in self.kinds()}
        made = []
        for draft, heard_on in drafts:
            kind = kinds.get(draft.kind, NoteKind(draft.kind))
            note_id = op.insert("note", _columns(draft, kind, heard_on))
            self._plan(op, note_id, _days(draft, kind, heard_on))
            if draft.kind == COMPLAINT:
                self._complain(op, note_id, draft, kind, heard_on)
            if kind.yearly and draft.kind != "birth":  # a birth comes back as the child's birthday
                anchor = draft.event_on or heard_on
                op.insert("note_followup", {"note_id": note_id, "due_on": anchor.isoformat(), "yearly": 1})
            met(op, draft.customer_id, heard_on)
            op.touch("note", note_id)
            op.touch("customer", draft.customer_id)
            made.append(note_id)
        return made

    @needs("talk")
    def change(self, note_id: int, draft: NoteDraft, by: object | None = None) -> None:
        """Save an edited note; its follow-up days become those of the draft. Raises Invalid, NotFound."""
        note = self.note(note_id)
        problems = draft.problems(note.noted_on)
        if problems:
            raise Invalid(problems)
        kind = self.kind(draft.kind)
        with self._store.operation(by) as op:
            op.update("note", note_id, _columns(draft, kind, note.noted_on))
            self._plan(op, note_id, _days(draft, kind, note.noted_on))
            if draft.kind == COMPLAINT != note.kind:
                self._complain(op, note_id, draft, kind, note.noted_on)
            elif note.kind == COMPLAINT != draft.kind:
                self._complaints.follow_note(op, note_id, None)
            elif note.kind == COMPLAINT and (draft.body.strip(), _privacy(draft, kind)) != (
                note.body,
                note.sensitivity,
            ):
                # Only then: the complaint may have been worded anew since, on its own page.
                self._complaints.follow_note(op, note_id, _told(draft, kind))
            op.touch("note", note_id)
            op.touch("customer", draft.customer_id)

    @needs("talk")
    def resolve(self, note_id: int, resolution: str = "", by: object | None = None) -> None:
        """It ended: the car runs again, the child is well. Raises NotFound, Refused when it was closed before."""
        note = self.note(note_id)
        if note.resolved_on is not None:
            raise Refused(Message("This note was closed on {closed_on}.", closed_on=note.resolved_on))
        today = self._store.clock.today().isoformat()
        with self._store.operation(by) as op:
            op.update("note", note_id, {"resolved_on": today, "resolution": clean(resolution) or None})
            op.touch("note", note_id)
            op.touch("customer", note.customer_id)

    @needs("talk")
    def pin(self, note_id: int, pinned: bool, by: object | None = None) -> None:
        """Keep a note in sight at the top of the customer's page, or no longer. Raises NotFound."""
        note = self.note(note_id)
        with self._store.operation(by) as op:
            op.update("note", note_id, {"pinned": int(pinned)})
            op.touch("note", note_id)
            op.touch("customer", note.customer_id)

    @needs("trash")
    def trash(self, note_id: int, by: object | None = None) -> None:
        """Take a note out of sight; history keeps it. The last contact is again the one before it."""
        note = self.note(note_id)
        with self._store.operation(by) as op:
            op.update("note", note_id, {"deleted_at": op.now})
            self._complaints.follow_note(op, note_id, None)
            refresh_contact(op, note.customer_id)
            op.touch("note", note_id)
            op.touch("customer", note.customer_id)

    def _complain(
        self, op: Operation, note_id: int, draft: NoteDraft, kind: NoteKind, heard_on: dt.date
    ) -> None:
        """Open the complaint a note tells of; one heard on an earlier day was heard at noon."""
        now = self._store.clock.now()
        noon = dt.datetime.combine(heard_on, dt.time(12), DHAKA).astimezone(dt.UTC)
        complaint = ComplaintDraft(_told(draft, kind), draft.customer_id, kind="other", note_id=note_id)
        self._complaints.write(op, complaint, now if heard_on == self._store.clock.today() else noon)

    def _plan(self, op: Operation, note_id: int, days: Sequence[dt.date]) -> None:
        """Make the follow-up days of a note exactly these; days that stay keep their row (and what was done to it)."""
        rows = op.rows(
            "SELECT id, due_on FROM note_followup WHERE note_id = ? AND yearly = 0 AND deleted_at IS NULL",
            (note_id,),
        )
        old = {row["due_on"]: row["id"] for row in rows}
        for day in dict.fromkeys(day.isoformat() for day in days):
            if old.pop(day, None) is None:
                op.insert("note_followup", {"note_id": note_id, "due_on": day})
        for row_id in old.values():
            op.update("note_followup", row_id, {"deleted_at": op.now})

    @needs("arrange")
    def tune_kind(self, kind: NoteKind, by: object | None = None) -> None:
        """Change a kind's follow-ups and silence for this shop, or add a kind of the shop's own."""
        values: dict[str, object] = {
            "code": kind.code,
            "label": clean(kind.label) or None,
            "offsets": json.dumps(kind.offsets),
            "anchor": kind.anchor,
            "quiet_days": kind.quiet_days,
            "yearly": int(kind.yearly),
            "gift_hint": int(kind.gift_hint),
            "needs_closing": int(kind.needs_closing),
            "sensitivity": kind.sensitivity,
        }
        row_id = hashed_id("note_kind", kind.code)
        with self._store.operation(by) as op:
            if op.value("SELECT 1 FROM note_kind WHERE id = ?", (row_id,)):
                op.update("note_kind", row_id, {**values, "deleted_at": None})
            else:
                op.insert("note_kind", {"id": row_id, **values})
            op.touch("setting", row_id)

    # ---- family

    @needs("customer")
    def add_family(self, draft: FamilyDraft, by: object | None = None) -> int:
        """Write a family member down; returns the id. Raises Invalid."""
        problems = draft.problems()
        if problems:
            raise Invalid(problems)
        with self._store.operation(by) as op:
            member_id = op.insert(
                "family_member", {"customer_id": draft.customer_id, **_family_columns(draft)}
            )
            op.touch("customer", draft.customer_id)
        return member_id

    @needs("customer")
    def change_family(self, member_id: int, draft: FamilyDraft, by: object | None = None) -> None:
        """Save an edited family member. Raises Invalid, NotFound."""
        problems = draft.problems()
        if problems:
            raise Invalid(problems)
        with self._store.operation(by) as op:
            op.update("family_member", member_id, _family_columns(draft))
            op.touch("customer", draft.customer_id)

    @needs("customer")
    def trash_family(self, member_id: int, customer_id: int, by: object | None = None) -> None:
        """Take a family member out of sight."""
        with self._store.operation(by) as op:
            op.update("family_member", member_id, {"deleted_at": op.now})
            op.touch("customer", customer_id)

    # ---- gifts

    @needs("talk")
    def give(self, draft: GiftDraft, by: object | None = None) -> int:
        """Write a gift down; returns its id. Raises Invalid."""
        problems = draft.problems()
        if problems:
            raise Invalid(problems)
        values: dict[str, object] = {
            "customer_id": draft.customer_id,
            "what": clean(draft.what),
            "occasion": clean(draft.occasion) or None,
            "cost_paisa": draft.cost_paisa,
            "given_on": (draft.given_on or self._store.clock.today()).isoformat(),
            "place": draft.place,
            "carried_by": clean(draft.carried_by) or None,
            "family_member_id": draft.family_member_id,
            "note_id": draft.note_id,
        }
        with self._store.operation(by) as op:
            gift_id = op.insert("gift", values)
            op.touch("gift", gift_id)
            op.touch("customer", draft.customer_id)
        return gift_id

    @needs("talk")
    def gift_reached(self, gift_id: int, reached: bool, by: object | None = None, word: str = "") -> None:
        """It arrived, or it never did; a `word` they said about it becomes a note beside it. Raises NotFound."""
        gift = self.gift(gift_id)
        with self._store.operation(by) as op:
            op.update("gift", gift_id, {"reached": "yes" if reached else "no"})
            if word.strip():
                self.write_many(op, [(NoteDraft(gift.customer_id, word), self._store.clock.today())])
            op.touch("gift", gift_id)
            op.touch("customer", gift.customer_id)


def _told(draft: NoteDraft, kind: NoteKind) -> str:
    """What the complaint of a note says; everybody reads the list, so a private note is only pointed at."""
    private = _privacy(draft, kind) != "open"
    return _("A private complaint; it is written in the note.") if private else draft.body


def _privacy(draft: NoteDraft, kind: NoteKind) -> str:
    """Who may read a note: as it says itself, else as its kind does."""
    return draft.sensitivity or kind.sensitivity


def _days(draft: NoteDraft, kind: NoteKind, heard_on: dt.date) -> tuple[dt.date, ...]:
    """When to ask again; after a complaint its own days ask."""
    if draft.kind == COMPLAINT:
        return ()
    return kind.follow_ups(heard_on, draft.event_on) if draft.follow_ups is None else draft.follow_ups


def _columns(draft: NoteDraft, kind: NoteKind, heard_on: dt.date) -> dict[str, object]:
    quiet = kind.quiet_until(heard_on, draft.event_on)
    return {
        "customer_id": draft.customer_id,
        "family_member_id": draft.family_member_id,
        "kind": draft.kind,
        "body": draft.body.strip(),
        "noted_on": heard_on.isoformat(),
        "event_on": draft.event_on.isoformat() if draft.event_on else None,
        "quiet_until": quiet.isoformat() if quiet else None,
        "heard_via": clean(draft.heard_via) or None,
        "mood": draft.mood,
        "sensitivity": _privacy(draft, kind),
        "needs_closing": int(kind.needs_closing and draft.kind != COMPLAINT),
        "pinned": int(draft.pinned),
    }


def _family_columns(draft: FamilyDraft) -> dict[str, object]:
    return {
        "relation": draft.relation,
        "name": clean(draft.name) or None,
        "head_count": draft.head_count,
        "birth_y": draft.birthday.year,
        "birth_m": draft.birthday.month,
        "birth_d": draft.birthday.day,
        "birth_estimated": int(draft.birth_estimated),
        "expected_on": draft.expected_on.isoformat() if draft.expected_on else None,
        "school_class": clean(draft.school_class) or None,
        "linked_customer_id": draft.linked_customer_id,
        "deceased_on": draft.deceased_on.isoformat() if draft.deceased_on else None,
    }
