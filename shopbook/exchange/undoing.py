"""Taking a whole import back: new customers go to the trash, dues are reversed, filled blanks are emptied again.

What happened to a customer since the import is respected: such a customer stays, and the result says so.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from shopbook.customers.operations import Customers, name_sort_key
from shopbook.dues.operations import Dues
from shopbook.errors import Message, NotFound, Refused
from shopbook.exchange.model import UndoResult
from shopbook.storage.connection import Row
from shopbook.storage.store import Operation

_CHUNK = 500
_LATER = (
    "j.operation > (SELECT max(operation) FROM journal "
    "WHERE tbl = 'import_batch' AND row_id = {batch} AND deed = 'i')"
)
# What may have happened with a customer since the import, and what to say about it.
_SINCE: tuple[tuple[str, Message], ...] = (
    (
        "SELECT customer_id FROM sale WHERE voided_on IS NULL AND deleted_at IS NULL AND customer_id IN ({marks})",
        Message("Something was sold to this customer since."),
    ),
    (
        "SELECT customer_id FROM ledger l WHERE l.batch_id IS NOT {batch} AND l.kind <> 'reversal' AND NOT EXISTS "
        "(SELECT 1 FROM ledger r WHERE r.reverses_id = l.id) AND customer_id IN ({marks})",
        Message("Money was taken or owed since."),
    ),
    (
        "SELECT customer_id FROM warranty WHERE deleted_at IS NULL AND customer_id IN ({marks})",
        Message("This customer has a warranty card."),
    ),
    (
        "SELECT customer_id FROM note WHERE deleted_at IS NULL AND customer_id IN ({marks})",
        Message("A note was written about this customer since."),
    ),
    *(
        (
            f"SELECT customer_id FROM {table} WHERE deleted_at IS NULL AND customer_id IN ({{marks}})",
            Message("Something was promised, asked for or complained of since."),
        )
        for table in ("complaint", "shop_promise", "buy_promise", "pay_promise", "demand", "manual_reminder")
    ),
    *(
        (
            f"SELECT customer_id FROM {table} WHERE deleted_at IS NULL AND customer_id IN ({{marks}})",
            Message("This customer gave their opinion or got a gift since."),
        )
        for table in ("feedback", "gift", "reward")
    ),
    (
        "SELECT customer_id FROM interaction WHERE deleted_at IS NULL AND customer_id IN ({marks})",
        Message("This customer was called since."),
    ),
    (
        "SELECT customer_id FROM job WHERE deleted_at IS NULL AND customer_id IN ({marks})",
        Message("A thing of this customer was taken in for repair since."),
    ),
    *(
        (
            f"SELECT customer_id FROM {table} WHERE deleted_at IS NULL AND customer_id IN ({{marks}})",
            Message("More was written about this customer since."),
        )
        for table in ("family_member", "callback", "halkhata_guest", "helper")
    ),
    (
        "SELECT kept_id AS customer_id FROM merge_log "
        "WHERE unmerged_on IS NULL AND deleted_at IS NULL AND kept_id IN ({marks})",
        Message("Another page was merged into this one since."),
    ),
    (
        # What the import itself did to them, and the mark that somebody should look, are no edits of a person.
        f"SELECT j.row_id AS customer_id FROM journal j WHERE j.tbl = 'customer' AND j.deed = 'u' AND {_LATER} "
        "AND json_remove(j.changed, '$.needs_review', '$.review_reason', '$.deleted_at') <> '{{}}' "
        "AND j.row_id IN ({marks})",
        Message("This page was changed by hand since."),
    ),
    (
        # The same file taken in once more is no reason: it brought nothing.
        "SELECT i.customer_id FROM import_row i JOIN import_batch b ON b.id = i.batch_id "
        "JOIN import_batch mine ON mine.id = {batch} WHERE b.undone_on IS NULL AND b.id <> mine.id "
        "AND b.file_hash <> mine.file_hash AND i.customer_id IN ({marks})",
        Message("A later import brought this customer too."),
    ),
)
_PAID_SINCE = (
    "SELECT DISTINCT l.customer_id FROM ledger l WHERE l.kind IN ('payment', 'advance') AND l.created_at >= "
    "(SELECT created_at FROM import_batch WHERE id = {batch}) AND NOT EXISTS "
    "(SELECT 1 FROM ledger r WHERE r.reverses_id = l.id) AND l.customer_id IN ({marks})"
)

_PHONE_EDITED = (
    "SELECT EXISTS (SELECT 1 FROM journal j WHERE j.tbl = 'customer_phone' AND j.row_id = ? AND j.deed = 'u' "
    f"AND {_LATER})"
)
# A year filled in goes with its month; a mark that somebody should look goes when somebody looked.
_NOT_TOLD = frozenset({"needs_review", "review_reason"})


class Undoing:
    """One batch being taken back, inside its operation."""

    def __init__(
        self, op: Operation, customers: Customers, dues: Dues, batch_id: int, today: str, actor: int | None
    ) -> None:
        self._op = op
        self._customers = customers
        self._dues = dues
        self._batch = batch_id
        self._today = today
        self._actor = actor

    def undo(self) -> UndoResult:
        """Take the batch back; NotFound without such a batch, Refused when it was undone before."""
        batch = self._op.row("SELECT undone_on FROM import_batch WHERE id = ?", (self._batch,))
        if batch is None:
            raise NotFound(Message("This import is not in the book."))
        if batch["undone_on"] is not None:
            raise Refused(Message("This import was taken back already."))
        rows = self._op.rows(
            "SELECT i.*, c.deleted_at AS gone FROM import_row i JOIN customer c ON c.id = i.customer_id "
            "WHERE i.batch_id = ? AND i.outcome <> 'rejected' ORDER BY i.row_no DESC",
            (self._batch,),
        )
        added = [row["customer_id"] for row in rows if row["outcome"] == "added" and row["gone"] is None]
        kept = self._used_since(added)
        paid = set(self._among(_PAID_SINCE, sorted({row["customer_id"] for row in rows if row["ledger_id"]})))
        told: dict[int, Message] = {}
        for row in rows:
            if row["outcome"] == "added" and row["customer_id"] in kept:
                told[row["row_no"]] = kept[row["customer_id"]]
        reversed_paisa = self._reverse(paid, told)
        for row in rows:
            if row["outcome"] == "matched":
                told.update(self._empty_again(row, told))
        removed = [person for person in added if person not in kept]
        for chunk in _chunks(removed):
            marks = ", ".join("?" * len(chunk))
            self._op.execute(
                f"UPDATE customer SET deleted_at = ?, updated_at = ? WHERE id IN ({marks})",
                (self._op.now, self._op.now, *chunk),
            )
        self._op.update("import_batch", self._batch, {"undone_on": self._today})
        self._op.touch("customer", *removed)
        self._op.touch("import", self._batch)
        return UndoResult(len(removed), reversed_paisa, tuple(sorted(told.items(), key=lambda one: one[0])))

    def _used_since(self, people: Sequence[int]) -> dict[int, Message]:
        """Who cannot be removed, and why: the first thing found."""
        found: dict[int, Message] = {}
        for sql, reason in _SINCE:
            for person in self._among(sql, people):
                found.setdefault(person, reason)
        return found

    def _among(self, sql: str, people: Sequence[int]) -> Iterator[int]:
        for chunk in _chunks(people):
            marks = ", ".join("?" * len(chunk))
            yield from self._op.ids(sql.format(marks=marks, batch=self._batch), tuple(chunk))

    def _reverse(self, paid: set[int], told: dict[int, Message]) -> int:
        """Counter-entries for the opening dues; one that was paid on since stays, or its payment hangs in the air."""
        entries = self._op.rows(
            "SELECT l.id, l.customer_id, l.amount_paisa, i.row_no "
            "FROM import_row i JOIN ledger l ON l.id = i.ledger_id WHERE i.batch_id = ? "
            "AND NOT EXISTS (SELECT 1 FROM ledger r WHERE r.reverses_id = l.id)",
            (self._batch,),
        )
        for entry in entries:
            if entry["customer_id"] in paid:
                told[entry["row_no"]] = Message("A payment was taken since, so the due stays.")
        back = [entry for entry in entries if entry["customer_id"] not in paid]
        self._op.many(
            "INSERT INTO ledger(id, customer_id, entry_on, kind, amount_paisa, reverses_id, batch_id, staff_id, "
            "created_at) VALUES (?, ?, ?, 'reversal', ?, ?, ?, ?, ?)",
            (
                (
                    self._op.new_id(),
                    entry["customer_id"],
                    self._today,
                    -entry["amount_paisa"],
                    entry["id"],
                    self._batch,
                    self._actor,
                    self._op.now,
                )
                for entry in back
            ),
        )
        if back:
            self._op.touch("ledger", *(entry["id"] for entry in back))
            self._op.touch("customer", *(entry["customer_id"] for entry in back))
        # Whoever has nothing but this import in the ledger owes nothing now; the others' ledgers must be aged anew.
        alone = (
            "NOT EXISTS (SELECT 1 FROM ledger o WHERE o.customer_id = customer.id AND o.batch_id IS NOT ?1)"
        )
        touched = "id IN (SELECT customer_id FROM ledger WHERE batch_id = ?1)"
        self._op.execute(
            f"UPDATE customer SET oldest_unpaid_on = NULL WHERE balance_paisa = 0 AND {touched} AND {alone}",
            (self._batch,),
        )
        for person in self._op.ids(
            f"SELECT id FROM customer WHERE {touched} AND (balance_paisa <> 0 OR NOT {alone})", (self._batch,)
        ):
            self._dues.refresh(self._op, person)
        return sum(entry["amount_paisa"] for entry in back)

    def _empty_again(self, row: Row, told: dict[int, Message]) -> dict[int, Message]:
        """Put back what a matched row filled in or replaced; what was changed since stays, and is told of."""
        filled = json.loads(row["filled"])
        if not filled:
            return {}
        person = row["customer_id"]
        known = self._op.row("SELECT * FROM customer WHERE id = ?", (person,))
        assert known is not None
        changes = {
            name: before for name, (before, after) in filled["columns"].items() if known[name] == after
        }
        stay = [name for name in filled["columns"] if name not in changes and name not in _NOT_TOLD]
        if "name" in changes:
            changes["sort_key"] = name_sort_key(changes["name"] or "")
        if changes:
            self._op.update("customer", person, changes)
        stay += ["phone" for phone in filled["phones"] if not self._take_phone(phone)]
        self._customers.index(self._op, [person])
        self._op.touch("customer", person)
        if not stay or row["row_no"] in told:
            return {}
        return {row["row_no"]: Message("What this row filled in was changed by hand since, so that stays.")}

    def _take_phone(self, phone_id: int) -> bool:
        """Take an added phone away again; False when somebody wrote on it since, so that it stays."""
        phone = self._op.row("SELECT * FROM customer_phone WHERE id = ?", (phone_id,))
        if phone is None or phone["deleted_at"] is not None:
            return True
        if self._op.value(_PHONE_EDITED.format(batch=self._batch), (phone_id,)):
            return False
        self._op.update("customer_phone", phone_id, {"deleted_at": self._op.now})
        return True


def _chunks(people: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(people), _CHUNK):
        yield people[start : start + _CHUNK]
