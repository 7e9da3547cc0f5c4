"""Questions about notes, families and gifts. Who is to be asked again today is `followups`."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace

from shopbook.clock import to_day
from shopbook.customers.model import PartialDate
from shopbook.errors import Message, NotFound
from shopbook.notes.model import COMPLAINT, KINDS, FamilyMember, Gift, Note, NoteKind
from shopbook.permissions import shows
from shopbook.storage.connection import Row
from shopbook.storage.store import Reader


class NoteQueries:
    """Reads about notes, families and gifts."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def kinds(self) -> list[NoteKind]:
        """The kinds of news, built-in ones first as the shop has tuned them, then the shop's own."""
        rows = {
            row["code"]: row
            for row in self._reader.rows(
                "SELECT * FROM note_kind WHERE deleted_at IS NULL AND active = 1 ORDER BY id"
            )
        }
        built_in = [_tuned(kind, rows.pop(kind.code, None)) for kind in KINDS]
        return built_in + [_tuned(NoteKind(code), row) for code, row in rows.items()]

    def kind(self, code: str) -> NoteKind:
        """One kind; an unknown code is treated as a kind without follow-ups."""
        return next((kind for kind in self.kinds() if kind.code == code), NoteKind(code))

    @shows("look")
    def note(self, note_id: int) -> Note:
        """One note; NotFound when there is none, or none for the eyes of whoever is at the counter."""
        row = self._reader.row("SELECT * FROM note WHERE id = ?", (note_id,))
        if row is None or not self._shown(row):
            raise NotFound(Message("This note is not in the book any more."))
        return self._to_note(row)

    @shows("look")
    def notes(self, customer_id: int, limit: int = 100) -> list[Note]:
        """A customer's notes, pinned ones first, then the newest; the owner's own only for the owner."""
        rows = self._reader.rows(
            "SELECT * FROM note WHERE customer_id = ? AND deleted_at IS NULL AND (? OR sensitivity <> 'owner') "
            "ORDER BY pinned DESC, noted_on DESC, id DESC LIMIT ?",
            (customer_id, self._reader.sees("see_private"), limit),
        )
        return [self._to_note(row) for row in rows]

    def _shown(self, row: Row) -> bool:
        return row["sensitivity"] != "owner" or self._reader.sees("see_private")

    @shows("look")
    def family(self, customer_id: int) -> list[FamilyMember]:
        """A customer's family, in the order it was written down."""
        rows = self._reader.rows(
            "SELECT * FROM family_member WHERE customer_id = ? AND deleted_at IS NULL ORDER BY id",
            (customer_id,),
        )
        return [_to_member(row) for row in rows]

    @shows("look")
    def gift(self, gift_id: int) -> Gift:
        """One gift; NotFound when there is none."""
        row = self._reader.row("SELECT * FROM gift WHERE id = ? AND deleted_at IS NULL", (gift_id,))
        if row is None:
            raise NotFound(Message("This gift is not in the book any more."))
        return _to_gift(row)

    @shows("look")
    def gifts(self, customer_id: int) -> list[Gift]:
        """What a customer was given, newest first."""
        rows = self._reader.rows(
            "SELECT * FROM gift WHERE customer_id = ? AND deleted_at IS NULL ORDER BY given_on DESC, id DESC",
            (customer_id,),
        )
        return [_to_gift(row) for row in rows]

    @shows("look")
    def quiet_until(self, customer_id: int, today: dt.date) -> dt.date | None:
        """The last day on which dues and offers keep silent for this customer; None when nothing asks for silence."""
        return to_day(
            self._reader.value(
                "SELECT max(quiet_until) FROM note WHERE customer_id = ? AND deleted_at IS NULL AND quiet_until >= ?",
                (customer_id, today.isoformat()),
            )
        )

    def _to_note(self, row: Row) -> Note:
        days = self._reader.ids(
            "SELECT due_on FROM note_followup WHERE note_id = ? AND deleted_at IS NULL ORDER BY due_on",
            (row["id"],),
        )
        return Note(
            id=row["id"],
            customer_id=row["customer_id"],
            kind=row["kind"],
            body=row["body"],
            noted_on=dt.date.fromisoformat(row["noted_on"]),
            event_on=to_day(row["event_on"]),
            follow_ups=tuple(dt.date.fromisoformat(str(day)) for day in days),
            family_member_id=row["family_member_id"],
            heard_via=row["heard_via"] or "",
            mood=row["mood"],
            sensitivity=row["sensitivity"],
            needs_closing=bool(row["needs_closing"]),
            resolved_on=to_day(row["resolved_on"]),
            resolution=row["resolution"] or "",
            quiet_until=to_day(row["quiet_until"]),
            pinned=bool(row["pinned"]),
        )


def _tuned(kind: NoteKind, row: Row | None) -> NoteKind:
    if row is None:
        return kind
    asks = kind.code != COMPLAINT
    return replace(
        kind,
        label=row["label"] or "",
        offsets=tuple(json.loads(row["offsets"])) if asks else (),
        anchor=row["anchor"],
        quiet_days=row["quiet_days"],
        yearly=bool(row["yearly"]),
        gift_hint=bool(row["gift_hint"]),
        needs_closing=bool(row["needs_closing"]) and asks,
        sensitivity=row["sensitivity"],
    )


def _to_member(row: Row) -> FamilyMember:
    return FamilyMember(
        id=row["id"],
        customer_id=row["customer_id"],
        relation=row["relation"],
        name=row["name"] or "",
        head_count=row["head_count"],
        birthday=PartialDate(row["birth_y"], row["birth_m"], row["birth_d"]),
        birth_estimated=bool(row["birth_estimated"]),
        expected_on=to_day(row["expected_on"]),
        school_class=row["school_class"] or "",
        linked_customer_id=row["linked_customer_id"],
        deceased_on=to_day(row["deceased_on"]),
    )


def _to_gift(row: Row) -> Gift:
    return Gift(
        id=row["id"],
        customer_id=row["customer_id"],
        what=row["what"],
        occasion=row["occasion"] or "",
        cost_paisa=row["cost_paisa"],
        given_on=dt.date.fromisoformat(row["given_on"]),
        place=row["place"],
        carried_by=row["carried_by"] or "",
        reached=row["reached"],
    )
