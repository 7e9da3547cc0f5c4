"""Signing in and out, and giving PINs. How a PIN is kept is in `pins`; what a role may do is in `permissions`."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from typing import NoReturn

from shopbook.clock import from_instant, to_instant
from shopbook.errors import Invalid, Message, NotFound, Refused, StorageError
from shopbook.permissions import needs
from shopbook.settings.model import Staff
from shopbook.staff import pins, queries
from shopbook.staff.model import Person, SignIn
from shopbook.storage.store import Operation, Store


class Signing:
    """Who is at the counter. In a shop without PINs everybody is let do everything, and a name is only a name."""

    def __init__(self, store: Store) -> None:
        self._store = store

    # ---- who

    def required(self) -> bool:
        """True when the shop uses PINs: nothing goes on before somebody has signed in."""
        return queries.uses_pins(self._store)

    def people(self) -> list[Person]:
        """Who can sign in, the owner first."""
        return queries.people(self._store)

    def who(self) -> Staff | None:
        """Who is at the counter, if they said so."""
        if self._store.actor is None:
            return None
        row = self._store.row(
            "SELECT id, name, phone, role, active FROM staff WHERE id = ? AND active = 1 AND deleted_at IS NULL",
            (self._store.actor,),
        )
        return None if row is None else Staff(row[0], row[1], row[2] or "", row[3], bool(row[4]))

    @needs("staff")
    def log(self, most: int = 200) -> list[SignIn]:
        """Who came, went and tried at this counter, the newest first."""
        return queries.log(self._store, most)

    # ---- coming and going

    @needs("anybody")
    def sign_in(self, staff_id: int, pin: str = "") -> Staff:
        """Let somebody work. Raises NotFound for who does not work here, Invalid under "pin" when it is wrong.

        Wrong ones in a row make the next try wait (see `waiting`), also after the program was started anew. A book that
        is open only for reading counts nothing.
        """
        person = self._person(staff_id)
        left = self.waiting(staff_id)
        if left:
            self._note(staff_id, "locked")
            raise Invalid({"pin": _next_try(left)})
        if self.required() and person.needs_pin:
            self._check(person, pin)
        self._note(staff_id, "in")
        self._store.work_as(staff_id)
        found = self.who()
        assert found is not None
        return found

    def _check(self, person: Person, typed: str) -> None:
        kept = self._store.value("SELECT pin_hash FROM staff WHERE id = ?", (person.id,))
        if kept is None:
            raise Invalid({"pin": Message("{name} has no PIN yet. The owner gives one.", name=person.name)})
        pin = pins.read_pin(typed)
        if pins.problem_of(pin) is not None:  # not a try: an empty field, a letter by mistake
            raise Invalid({"pin": Message("A PIN is 4 to 8 digits.")})
        if not pins.fits(pin, kept):
            self._refuse(person.id)

    def _refuse(self, staff_id: int) -> NoReturn:
        if self._store.read_only:
            raise Invalid({"pin": Message("This PIN is not right.")})
        with self._store.operation() as op:
            failed = op.value(
                "INSERT INTO pin_guard(staff_id, failed) VALUES (?, 1) "
                "ON CONFLICT(staff_id) DO UPDATE SET failed = failed + 1 RETURNING failed",
                (staff_id,),
            )
            wait = pins.wait_after(failed)
            self._wait(op, staff_id, wait)
            _write(op, staff_id, "wrong_pin")
        raise Invalid(
            {"pin": _next_try(int(wait.total_seconds())) if wait else Message("This PIN is not right.")}
        )

    @needs("anybody")
    def sign_out(self) -> None:
        """Leave the counter to nobody; harmless when nobody was there."""
        gone = self._store.actor
        self._store.work_as(None)
        if gone is not None:
            self._note(gone, "out")

    @needs("anybody")
    def waiting(self, staff_id: int) -> int:
        """Seconds until this member may try again; 0 when at once.

        A wait longer than the rule gives was written under a clock that has been set back since: it begins anew.
        """
        row = self._store.row("SELECT failed, wait_until FROM pin_guard WHERE staff_id = ?", (staff_id,))
        if row is None or row["wait_until"] is None:
            return 0
        longest = pins.wait_after(row["failed"])
        left = to_instant(row["wait_until"]) - self._store.clock.now()
        if left > longest:
            left = longest
            if not self._store.read_only:
                with self._store.operation() as op:
                    self._wait(op, staff_id, longest)
        return max(0, -int(-left.total_seconds() // 1))

    def _wait(self, op: Operation, staff_id: int, wait: dt.timedelta) -> None:
        until = from_instant(self._store.clock.now() + wait) if wait else None
        op.execute("UPDATE pin_guard SET wait_until = ? WHERE staff_id = ?", (until, staff_id))

    def _note(self, staff_id: int, outcome: str) -> None:
        """A line in the log; who came in has all tries again. A full disk keeps nobody from coming or going."""
        if self._store.read_only:
            return
        with suppress(StorageError), self._store.operation() as op:
            if outcome == "in":
                op.execute("DELETE FROM pin_guard WHERE staff_id = ?", (staff_id,))
            _write(op, staff_id, outcome)

    # ---- PINs

    @needs("staff")
    def set_pin(self, staff_id: int, pin: str) -> None:
        """Give a member a PIN, or another one. Raises Invalid, NotFound, Refused while no owner has one.

        The first PIN of a shop signs its owner in: from that moment on somebody has to be.
        """
        person, first = self._person(staff_id), not self.required()
        if first and person.role != "owner":
            raise Refused(
                Message("The owner's own PIN comes first."),
                Message("Without it nobody could change the staff any more."),
            )
        before = self._store.actor
        if first:
            self._store.actor = staff_id  # already when the screens hear of it: they ask at once
        try:
            self._keep(staff_id, pin)
        except Invalid:
            self._store.actor = before
            raise

    @needs("look")
    def change_own_pin(self, old: str, new: str) -> None:
        """Whoever is at the counter chooses another PIN; raises Invalid under "old" or "pin"."""
        me = self.who()
        kept = self._store.value("SELECT pin_hash FROM staff WHERE id = ?", (me.id if me else None,))
        if me is None or kept is None:
            raise Refused(Message("There is no PIN to change."), Message("The owner gives one."))
        left = self.waiting(me.id)
        if left:
            raise Invalid({"old": _next_try(left)})
        if not pins.fits(pins.read_pin(old), kept):
            try:
                self._refuse(me.id)
            except Invalid as wrong:
                raise Invalid({"old": wrong.problems["pin"]}) from None
        self._keep(me.id, new)

    def _keep(self, staff_id: int, typed: str) -> None:
        pin = pins.read_pin(typed)
        problem = pins.problem_of(pin)
        if problem is not None:
            raise Invalid({"pin": problem})
        with self._store.operation() as op:
            keep_pin(op, staff_id, pin, self._store.clock.today())

    @needs("staff")
    def remove_pin(self, staff_id: int) -> None:
        """Take a PIN away; with the last one the shop uses none any more. Raises NotFound.

        Refused for the last owner who has one while others do too: nobody could change the staff any more.
        """
        self._person(staff_id)
        others = [one for one in self.people() if one.has_pin and one.id != staff_id]
        if others and queries.is_last_owner_with_pin(self._store, staff_id):
            raise Refused(
                Message("As long as others have a PIN, the owner needs one."),
                Message("Take the PINs of the others away first."),
            )
        with self._store.operation() as op:
            op.update("staff", staff_id, {"pin_hash": None, "pin_set_on": None})
            op.execute("DELETE FROM pin_guard WHERE staff_id = ?", (staff_id,))
            op.touch("staff", staff_id)

    def _person(self, staff_id: int) -> Person:
        found = next((one for one in self.people() if one.id == staff_id), None)
        if found is None:
            raise NotFound(Message("Nobody works here under this name."))
        return found


def keep_pin(op: Operation, staff_id: int, pin: str, today: dt.date) -> None:
    """Write a PIN, scrambled, and forget the wrong tries before it."""
    op.update("staff", staff_id, {"pin_hash": pins.scrambled(pin), "pin_set_on": today.isoformat()})
    op.execute("DELETE FROM pin_guard WHERE staff_id = ?", (staff_id,))
    op.touch("staff", staff_id)


def _write(op: Operation, staff_id: int, outcome: str) -> None:
    op.execute("INSERT INTO sign_in(staff_id, at, outcome) VALUES (?, ?, ?)", (staff_id, op.now, outcome))


def _next_try(seconds: int) -> Message:
    if seconds < 60:
        return Message(
            "This PIN is not right. The next try is possible in {seconds} seconds.", seconds=seconds
        )
    minutes = -(-seconds // 60)
    return Message("This PIN is not right. Minutes to wait before the next try: {minutes}.", minutes=minutes)
