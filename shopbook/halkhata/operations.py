"""The only writes about halkhata drives. Money is taken by `dues`: nothing here touches the ledger in any other way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from shopbook.dues.model import Payment, PaymentDraft
from shopbook.dues.operations import Dues
from shopbook.errors import Invalid, Message, Refused
from shopbook.halkhata.model import Guest, Halkhata, HalkhataDraft
from shopbook.halkhata.queries import HalkhataQueries
from shopbook.permissions import needs
from shopbook.search.fold import clean
from shopbook.storage.ids import hashed_id
from shopbook.storage.store import Operation, Store

_GUEST_COLUMNS = ("id", "halkhata_id", "customer_id", "due_paisa", "since_id", "created_at", "updated_at")
# Somebody taken off the list and asked again is asked anew, with what they owe now.
_ASKED_AGAIN = (
    "ON CONFLICT(id) DO UPDATE SET due_paisa = excluded.due_paisa, since_id = excluded.since_id, printed_on = NULL, "
    "came_on = NULL, carried_paisa = NULL, deleted_at = NULL, updated_at = excluded.updated_at"
)
_NOBODY = Message("Nobody is chosen to be invited.")


class Halkhatas(HalkhataQueries):
    """Halkhata drives of one book: questions and writes."""

    def __init__(self, store: Store, dues: Dues) -> None:
        super().__init__(store)
        self._store = store
        self._dues = dues

    # ---- the drive

    @needs("credit")
    def start(self, draft: HalkhataDraft, customer_ids: Sequence[int], by: object | None = None) -> Halkhata:
        """Begin a drive and invite these customers. Raises Invalid (a day that is past, nobody to invite)."""
        problems = draft.problems()
        if draft.held_on < self._clock.today():
            problems["held_on"] = Message("This day is already past.")
        if not customer_ids:
            problems["customers"] = _NOBODY
        if problems:
            raise Invalid(problems)
        with self._store.operation(by) as op:
            halkhata_id = op.insert("halkhata", _columns(draft))
            if not self._ask(op, halkhata_id, customer_ids):
                raise Invalid({"customers": _NOBODY})
            op.touch("halkhata", halkhata_id)
        return self.get(halkhata_id)

    @needs("credit")
    def change(self, halkhata_id: int, draft: HalkhataDraft, by: object | None = None) -> Halkhata:
        """Another day, other words; the guests stay as they are. Raises Invalid, NotFound, Refused."""
        problems = draft.problems()
        if problems:
            raise Invalid(problems)
        self._require_open(halkhata_id)
        with self._store.operation(by) as op:
            op.update("halkhata", halkhata_id, _columns(draft))
            self._touch(op, halkhata_id)
        return self.get(halkhata_id)

    @needs("credit")
    def close(self, halkhata_id: int, by: object | None = None) -> Halkhata:
        """Carry what is left of each guest's due into the new book: the figures stand from now on. Raises Refused."""
        self._require_open(halkhata_id)
        with self._store.operation(by) as op:
            left = {guest_id: found.left_paisa for guest_id, found in self.tallies(halkhata_id).items()}
            op.many(
                "UPDATE halkhata_guest SET carried_paisa = ?, updated_at = ? WHERE id = ?",
                [(paisa, op.now, guest_id) for guest_id, paisa in left.items()],
            )
            self._end(op, halkhata_id, "closed")
        return self.get(halkhata_id)

    @needs("credit")
    def cancel(self, halkhata_id: int, by: object | None = None) -> Halkhata:
        """Call the drive off; money that was taken stays taken. Raises Refused."""
        self._require_open(halkhata_id)
        with self._store.operation(by) as op:
            self._end(op, halkhata_id, "cancelled")
        return self.get(halkhata_id)

    @needs("credit")
    def reopen(self, halkhata_id: int, by: object | None = None) -> Halkhata:
        """A guest came late: what was carried is counted anew at the next closing. Raises Refused when it is open."""
        if self.get(halkhata_id).is_open:
            raise Refused(Message("This halkhata is open."))
        with self._store.operation(by) as op:
            op.update("halkhata", halkhata_id, {"status": "open", "closed_on": None, "until_id": None})
            op.execute(
                "UPDATE halkhata_guest SET carried_paisa = NULL, updated_at = ? "
                "WHERE halkhata_id = ? AND carried_paisa IS NOT NULL",
                (op.now, halkhata_id),
            )
            self._touch(op, halkhata_id)
        return self.get(halkhata_id)

    # ---- guests

    @needs("credit")
    def invite(self, halkhata_id: int, customer_ids: Sequence[int], by: object | None = None) -> int:
        """Invite more customers, also some who owe nothing; returns how many were not invited yet. Raises Refused."""
        self._require_open(halkhata_id)
        with self._store.operation(by) as op:
            asked = self._ask(op, halkhata_id, customer_ids)
            if asked:
                op.touch("halkhata", halkhata_id)
        return asked

    @needs("credit")
    def uninvite(self, guest_id: int, by: object | None = None) -> None:
        """Take somebody off the list. Refused once they came or money of theirs was taken at the drive."""
        guest = self._guest_of_open(guest_id)
        if guest.came_on is not None or guest.tally.drive_paisa:
            raise Refused(Message("This guest has come already and stays on the list."))
        with self._store.operation(by) as op:
            op.update("halkhata_guest", guest_id, {"deleted_at": op.now})
            self._touch(op, guest.halkhata_id, guest.customer_id)

    @needs("payment")
    def printed(self, halkhata_id: int, guest_ids: Iterable[int], by: object | None = None) -> None:
        """The cards of these guests lie on paper now, or in a file."""
        today = self._clock.today().isoformat()
        with self._store.operation(by) as op:
            op.many(
                "UPDATE halkhata_guest SET printed_on = ?, updated_at = ? WHERE id = ? AND halkhata_id = ?",
                [(today, op.now, guest_id, halkhata_id) for guest_id in guest_ids],
            )
            self._touch(op, halkhata_id)

    @needs("payment")
    def came(self, guest_id: int, by: object | None = None) -> None:
        """The guest is here. Raises NotFound, Refused when the drive is over."""
        self._mark(guest_id, self._clock.today().isoformat(), by)

    @needs("payment")
    def not_come(self, guest_id: int, by: object | None = None) -> None:
        """The guest was ticked by mistake. Raises NotFound, Refused when the drive is over."""
        self._mark(guest_id, None, by)

    @needs("payment")
    def take_payment(
        self,
        guest_id: int,
        amount_paisa: int,
        method: str = "cash",
        *,
        discount_paisa: int = 0,
        reference: str = "",
        by: object | None = None,
    ) -> Payment:
        """Take a guest's money at the drive, letting off a discount with it; whoever pays has come.

        Raises Invalid, NotFound, Refused when the drive is over.
        """
        guest = self._guest_of_open(guest_id)
        draft = PaymentDraft(
            guest.customer_id,
            amount_paisa,
            self._clock.today(),
            method,
            reference,
            discount_paisa=discount_paisa,
            halkhata_id=guest.halkhata_id,
        )
        with self._store.operation(by) as op:
            payment = self._dues.take_payment(draft, by)
            if guest.came_on is None:
                op.update("halkhata_guest", guest_id, {"came_on": self._clock.today().isoformat()})
            self._touch(op, guest.halkhata_id, guest.customer_id)
        return payment

    @needs("reverse")
    def take_back(
        self, guest_id: int, payment_id: int, reason: str, *, came: bool, by: object | None = None
    ) -> None:
        """Undo a payment with its discount by counter-entries; `came`: the guest had come before they paid.

        Of a drive that is over the figures stand: only the money goes back. Raises NotFound, Refused when it was taken
        back already.
        """
        guest = self.guest(guest_id)
        with self._store.operation(by) as op:
            self._dues.reverse(payment_id, reason, by)
            if not came and self.get(guest.halkhata_id).is_open:
                op.update("halkhata_guest", guest_id, {"came_on": None})
            self._touch(op, guest.halkhata_id, guest.customer_id)

    # ---- inside an operation

    def _ask(self, op: Operation, halkhata_id: int, customer_ids: Sequence[int]) -> int:
        wanted = dict.fromkeys(customer_ids)
        invited = set(
            op.ids(
                "SELECT customer_id FROM halkhata_guest WHERE halkhata_id = ? AND deleted_at IS NULL",
                (halkhata_id,),
            )
        )
        owed = {
            row["id"]: row["balance_paisa"]
            for row in op.rows(
                "SELECT id, balance_paisa FROM customer WHERE id IN (SELECT value FROM json_each(?)) "
                "AND deleted_at IS NULL AND merged_into_id IS NULL",
                (f"[{','.join(str(each) for each in wanted)}]",),
            )
        }
        asked = [each for each in wanted if each in owed and each not in invited]
        newest = op.value("SELECT coalesce(max(id), 0) FROM ledger")
        rows = [
            (
                hashed_id("halkhata_guest", halkhata_id, each),
                halkhata_id,
                each,
                owed[each],
                newest,
                op.now,
                op.now,
            )
            for each in asked
        ]
        op.insert_many("halkhata_guest", _GUEST_COLUMNS, rows, _ASKED_AGAIN)
        if asked:
            op.touch("customer", *asked)
        return len(asked)

    def _mark(self, guest_id: int, came_on: str | None, by: object | None) -> None:
        guest = self._guest_of_open(guest_id)
        with self._store.operation(by) as op:
            op.update("halkhata_guest", guest_id, {"came_on": came_on})
            self._touch(op, guest.halkhata_id, guest.customer_id)

    def _end(self, op: Operation, halkhata_id: int, status: str) -> None:
        newest = op.value("SELECT coalesce(max(id), 0) FROM ledger")
        ended = {"status": status, "closed_on": self._clock.today().isoformat(), "until_id": newest}
        op.update("halkhata", halkhata_id, ended)
        self._touch(op, halkhata_id)

    def _touch(self, op: Operation, halkhata_id: int, *customer_ids: int) -> None:
        op.touch("halkhata", halkhata_id)
        op.touch("customer", *customer_ids)

    def _require_open(self, halkhata_id: int) -> None:
        if not self.get(halkhata_id).is_open:
            raise Refused(
                Message("This halkhata is over."),
                Message("Open it again if something is still to be changed."),
            )

    def _guest_of_open(self, guest_id: int) -> Guest:
        guest = self.guest(guest_id)
        self._require_open(guest.halkhata_id)
        return guest


def _columns(draft: HalkhataDraft) -> dict[str, object]:
    return {
        "title": clean(draft.title),
        "held_on": draft.held_on.isoformat(),
        "least_paisa": draft.least_paisa,
        "words": draft.words.strip() or None,
        "amount_shown": draft.amount_shown,
    }
