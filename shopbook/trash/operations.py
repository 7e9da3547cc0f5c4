"""Taking things out of the trash, and out of the book for good. What that takes out: `words` and `forgetting`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from shopbook.customers.contact import refresh_contact
from shopbook.customers.operations import Customers
from shopbook.errors import Invalid, Message, NotFound, Refused, StorageError
from shopbook.history.operations import History
from shopbook.permissions import needs, shows
from shopbook.progress import NoProgress, Progress
from shopbook.storage.store import Operation, Store
from shopbook.trash import forgetting
from shopbook.trash.kinds import BY_NAME, KINDS, Kind
from shopbook.trash.model import DAYS_KEPT, ERASING_WORDS, Erased, Forgetting, is_erasing_word
from shopbook.trash.queries import TrashQueries
from shopbook.trash.things import blank_things
from shopbook.trash.tidying import make_file_anew

_WORKING = Message("Taking the words out of the book")


class Trash(TrashQueries):
    """The trash of one book: questions, and the ways out of it."""

    def __init__(self, store: Store, customers: Customers, history: History) -> None:
        super().__init__(store)
        self._customers = customers
        self._history = history

    @needs("trash")
    def restore(self, kind: str, row_id: int, by: object | None = None) -> None:
        """Take a thing out of the trash. Raises NotFound when it is not there (any more)."""
        of = BY_NAME[kind]
        self._require_thrown(of, row_id)
        with self._store.operation(by) as op:
            if of.name == "customer":
                self._customers.restore(row_id, by)
            else:
                self._bring_back(op, of, row_id)

    @needs("erase")
    def erase(self, kind: str, row_id: int, typed: str, by: object | None = None) -> None:
        """Take a thing in the trash out of the book for good. Raises Invalid (the word), NotFound, Refused.

        A customer is forgotten as by `erase_customer`, and refused while something of theirs is open.
        """
        _require_word(typed)
        of = BY_NAME[kind]
        self._require_thrown(of, row_id)
        if of.name == "customer":
            self.erase_customer(row_id, typed, by=by)
            return
        self._overwrite_what_goes()
        with self._store.operation(by) as op:
            self._erase_rows(op, of, [row_id])
        self._tidy(thoroughly=False)

    @shows("erase")
    def forgetting(self, customer_id: int) -> Forgetting:
        """What would go, stay and is still open if a customer were erased. Raises NotFound, Refused."""
        return forgetting.forgetting(self._store, customer_id)

    @needs("erase")
    def erase_customer(
        self,
        customer_id: int,
        typed: str,
        *,
        despite_open: bool = False,
        progress: Progress | None = None,
        by: object | None = None,
    ) -> Erased:
        """Forget a customer: name, phones, family, every word, also in the history, the search and drafts.

        Money, memos and cards stay under the page's number. Raises Invalid (the word), NotFound, Refused while
        something is open and `despite_open` was not said. Then the file itself is made anew, so that nothing is left
        in its unused parts; older backups still hold the customer until they rotate out.
        """
        _require_word(typed)
        found = self.forgetting(customer_id)
        if found.open and not despite_open:
            raise Refused(found.open[0], Message("Settle it first, or say that you want it all the same."))
        progress = progress or NoProgress()
        progress.step(0, 3, _WORKING)
        self._overwrite_what_goes()
        with self._store.operation(by) as op:
            rows = self._forget(op, [customer_id])
            progress.step(1, 3, _WORKING)
            forgetting.make_search_anew(op)
            progress.step(2, 3, _WORKING)
        tidied = self._tidy(thoroughly=True)
        return Erased(customer_id, found.code, self._store.clock.today(), rows, tidied)

    @needs("anybody")
    def sweep(self, now: dt.datetime, by: object | None = None) -> int:
        """Erase what lay in the trash for sixty days; returns how many things. Housekeeping, once a day.

        Words only, never money; a customer who owes, has money with the shop or a thing in it stays in the trash.
        """
        until = now - dt.timedelta(days=DAYS_KEPT)
        ripe = {kind: ids for kind in KINDS if (ids := self._ripe(kind, until))}
        people = [
            one
            for kind, ids in ripe.items()
            if kind.name == "customer"
            for one in ids
            if self._is_settled(one)
        ]
        things = {kind: ids for kind, ids in ripe.items() if kind.name != "customer"}
        if not people and not things:
            return 0
        self._overwrite_what_goes()
        with self._store.operation(by) as op:
            for kind, ids in things.items():
                self._erase_rows(op, kind, ids)
            if people:
                self._forget(op, people)
                forgetting.make_search_anew(op)
        self._tidy(thoroughly=False)
        return len(people) + sum(map(len, things.values()))

    # ---- inside an operation

    def _bring_back(self, op: Operation, of: Kind, row_id: int) -> None:
        thrown_at = op.value(f"SELECT deleted_at FROM {of.table} WHERE id = ?", (row_id,))
        op.update(of.table, row_id, {"deleted_at": None})
        op.touch(of.topic, row_id)
        if of.table == "note":  # what was complained of went away with its note
            for complaint_id in op.ids(
                "SELECT id FROM complaint WHERE note_id = ? AND deleted_at = ?", (row_id, thrown_at)
            ):
                op.update("complaint", complaint_id, {"deleted_at": None})
                op.touch("complaint", complaint_id)
        if of.owned:
            owner = op.value(f"SELECT customer_id FROM {of.table} WHERE id = ?", (row_id,))
            if owner is not None:
                refresh_contact(op, owner)
                op.touch("customer", owner)

    def _erase_rows(self, op: Operation, of: Kind, ids: Sequence[int]) -> None:
        blank_things(op, of.table, ids)
        for row_id in ids:
            self._log(op, of.table, row_id)
        op.touch(of.topic, *ids)

    def _forget(self, op: Operation, customer_ids: Sequence[int]) -> int:
        rows = forgetting.forget(op, self._customers, customer_ids)
        today = self._store.clock.today().isoformat()
        for one in customer_ids:
            for page in forgetting.pages_of(op, one):
                op.update("customer", page, {"erased_on": today})
                refresh_contact(op, page)
            self._log(op, "customer", one)
        return rows

    def _log(self, op: Operation, table: str, row_id: int) -> None:
        today = self._store.clock.today().isoformat()
        told = {"tbl": table, "row_id": row_id, "erased_on": today, "staff_id": self._store.actor}
        op.insert("erasure", told)

    def _is_settled(self, customer_id: int) -> bool:
        """Nothing is open with them. A page that lies in another one is forgotten with that, not before."""
        asked = "SELECT merged_into_id FROM customer WHERE id = ?"
        if self._store.value(asked, (customer_id,)) is not None:
            return False
        return not forgetting.forgetting(self._store, customer_id).open

    def _require_thrown(self, of: Kind, row_id: int) -> None:
        if not self.rows(of.name, [row_id]):
            raise NotFound(Message("This is not in the trash any more."))

    # ---- the file

    def _overwrite_what_goes(self) -> None:
        """From now on this connection writes zeros over whatever it takes out."""
        self._store.rows("PRAGMA secure_delete = ON")

    def _tidy(self, *, thoroughly: bool) -> bool:
        """Let no copy of the words stay in the log beside the book, and `thoroughly` none in unused parts of its pages.

        False when another connection is reading just now; the words are out of the book all the same.
        """
        try:
            if thoroughly:
                make_file_anew(self._store)
            busy = self._store.row("PRAGMA wal_checkpoint(TRUNCATE)")
        except StorageError:
            return False
        return busy is None or not busy[0]


def _require_word(typed: str) -> None:
    if not is_erasing_word(typed):
        bengali, english = ERASING_WORDS
        problem = Message("Write “{bengali}” or “{english}” to erase.", bengali=bengali, english=english)
        raise Invalid({"typed": problem})
