"""Taking a saved action back: money and sales by counter-entries, everything else by its old values."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from contextlib import contextmanager

from shopbook.changes import topic_of
from shopbook.clock import day_of
from shopbook.customers.contact import refresh_contact
from shopbook.customers.operations import Customers, refuse_erased
from shopbook.dues.operations import Dues
from shopbook.errors import Message, Refused
from shopbook.history.deeds import PIN_COLUMNS, QUIET_TABLES, UNDO_MARK, Deed, Deeds
from shopbook.history.model import Change
from shopbook.history.queries import HistoryQueries
from shopbook.history.rights import rights_to_change, rights_to_take_back
from shopbook.localisation.language import _
from shopbook.permissions import needs
from shopbook.sales.operations import Sales
from shopbook.staff.queries import require_way_in
from shopbook.storage.connection import Row
from shopbook.storage.journal import BUSINESS
from shopbook.storage.store import Operation, Store
from shopbook.warranties.issuing import keep_last_days


class History(HistoryQueries, Deeds):
    """The journal of one book: reading it, and taking back what it tells."""

    def __init__(self, store: Store, customers: Customers, dues: Dues, sales: Sales) -> None:
        super().__init__(store)
        self._store = store
        self._customers = customers
        self._dues = dues
        self._sales = sales

    @needs("look")
    def undo(self, operation: int, by: object | None = None) -> None:
        """Take back one saved action; taking back is itself saved and journaled.

        A sale is voided, a ledger row reversed, a row that was added goes to the trash, an edited column gets its old
        value. Raises Refused when something was changed again since, and for servicing jobs; then changes nothing.
        NotAllowed unless whoever is at the counter could have written it.
        """
        with self.taking_back(operation):
            self._undo(operation, by)

    @contextmanager
    def taking_back(self, operation: int) -> Iterator[None]:
        """What is saved meanwhile is known for taking this action back, and is not taken back itself by Ctrl+Z."""
        before = self._store.app
        self._store.app = f"{before.partition(UNDO_MARK)[0]}{UNDO_MARK}{operation}"
        try:
            yield
        finally:
            self._store.app = before

    @needs("look")
    def last_undoable(self) -> Deed | None:
        """The newest action of today that Ctrl+Z may take back; None when there is none.

        Never one that was taken back or took something back, nor what the program keeps for itself, nor another
        person's unless whoever is at the counter may correct others.
        """
        today = self._store.clock.today()
        after: int | None = None
        for _page in range(_PAGES_BACK):
            page = self.deeds(after, _LOOK_BACK)
            for deed in page:
                if day_of(deed.at) < today:
                    return None
                if self._may_undo(deed):
                    return deed
            if len(page) < _LOOK_BACK:
                return None
            after = page[-1].operation
        return None

    def _may_undo(self, deed: Deed) -> bool:
        tables = {one.table for one in deed.written}
        if deed.undone or deed.undoes is not None or tables <= QUIET_TABLES or tables & set(_BY_THEMSELVES):
            return False
        if not any(one.changes for one in deed.written) or any(
            one.table == "shop" and one.deed == "i" for one in deed.written
        ):
            return False  # nothing a person would see, or the very making of the book
        if deed.only_a_pin:
            return False
        signed_in = self._store.actor is not None
        return not signed_in or deed.staff_id == self._store.actor or self._store.may("reverse")

    def _undo(self, operation: int, by: object | None) -> None:
        rows = self._store.rows("SELECT * FROM journal WHERE operation = ? ORDER BY seq DESC", (operation,))
        if not rows:
            raise Refused(Message("There is nothing to take back."))
        if self._undone(operation - 1) >= {operation}:
            raise Refused(Message("This was taken back already."))
        merges = [row["row_id"] for row in rows if row["tbl"] == "merge_log" and row["deed"] == "i"]
        if merges:
            from shopbook.merging.operations import Merging

            Merging(self._store, self._customers, self._dues).unmerge(merges[0], by)
            return
        imports = [row["row_id"] for row in rows if row["tbl"] == "import_batch" and row["deed"] == "i"]
        if imports:
            self._take_import_back(imports[0], by)
            return
        for row in rows:
            if row["tbl"] in _BY_THEMSELVES:
                raise Refused(_BY_THEMSELVES[row["tbl"]])
        if all(set(json.loads(row["changed"])) <= PIN_COLUMNS for row in rows):
            # The PIN itself is not in the journal: it could only be said to be taken back.
            raise Refused(Message("A PIN is given and taken away in the settings, where the staff stand."))
        lately = self._store.clock.now() - _JUST_WRITTEN
        since_ms = int(lately.timestamp() * 1000)
        for right in rights_to_take_back(rows, self._store.actor, since_ms):
            self._store.require(right)
        with self._store.operation(by) as op:
            sales = [row["row_id"] for row in rows if row["tbl"] == "sale" and row["deed"] == "i"]
            if sales:
                for sale_id in sales:
                    self._sales.void_sale(sale_id, _("Taken back"))
                return
            self._take_back(op, rows)

    @needs("look")
    def put_back(self, *changes: Change, by: object | None = None) -> None:
        """Give columns their old values again, whatever became of them since; itself saved and journaled.

        NotAllowed as `undo`.
        """
        for change in changes:
            for right in rights_to_change(change.table, {change.column}):
                self._store.require(right)
        with self._store.operation(by) as op:
            for change in changes:
                assert change.table in BUSINESS
                owner = _owner(op, change.table, change.row_id)
                if owner is not None:
                    refuse_erased(op, owner)
                op.update(change.table, change.row_id, {change.column: change.old})
                op.touch(topic_of(change.table), change.row_id)
                if owner is not None:
                    self._customers.index(op, [owner])
                    op.touch("customer", owner)
            if any(change.table == "staff" for change in changes):
                require_way_in(op)

    def _take_import_back(self, batch_id: int, by: object | None) -> None:
        """As on the page of imports: who was sold something since stays, and the batch is known to be taken back."""
        from shopbook.exchange.undoing import Undoing

        self._store.require("import")
        with self._store.operation(by) as op:
            today, actor = self._store.clock.today().isoformat(), self._store.actor
            Undoing(op, self._customers, self._dues, batch_id, today, actor).undo()

    def _take_back(self, op: Operation, rows: list[Row]) -> None:
        customers: set[int] = set()
        cards: set[int] = set()
        for row in rows:
            table, row_id = row["tbl"], row["row_id"]
            if table == "coverage":
                cards.add(op.value("SELECT warranty_id FROM coverage WHERE id = ?", (row_id,)))
            if table == "ledger":
                self._dues.reverse(row_id, _("Taken back"))
            elif row["deed"] == "i":
                op.update(table, row_id, {"deleted_at": op.now})
            else:
                self._restore(op, table, row_id, json.loads(row["changed"]))
            owner = _owner(op, table, row_id)
            if owner is not None and table != "ledger":
                refuse_erased(op, owner)
            if owner is not None:
                customers.add(owner)
            op.touch(topic_of(table), row_id)
        if any(row["tbl"] == "staff" for row in rows):
            require_way_in(op)
        self._customers.index(op, sorted(customers))
        keep_last_days(op, sorted(cards))
        for customer_id in customers:
            self._dues.refresh(op, customer_id)
            refresh_contact(op, customer_id)
            op.touch("customer", customer_id)

    def _restore(self, op: Operation, table: str, row_id: int, changed: dict[str, list[object]]) -> None:
        """Give columns their old values, unless somebody changed them again since."""
        assert table in BUSINESS
        now = op.row(f"SELECT {', '.join(changed)} FROM {table} WHERE id = ?", (row_id,))
        if now is None or any(now[column] != new for column, (_old, new) in changed.items()):
            raise Refused(Message("This was changed again since then, so it cannot be taken back."))
        op.update(table, row_id, {column: old for column, (old, _new) in changed.items()})


# One working day: so long what was written may be taken back by who wrote it, also where it then lies in the trash.
_JUST_WRITTEN = dt.timedelta(hours=12)
# How far Ctrl+Z looks back for something to take back: pages, and actions a page.
_PAGES_BACK, _LOOK_BACK = 5, 40
# What belongs together is taken back together, and there it is known how.
_BY_THEMSELVES = {
    "job": Message("A step of a servicing job is taken back on the job itself."),
    "job_event": Message("A step of a servicing job is taken back on the job itself."),
    "sale_return": Message("A return is undone by voiding the return."),
    "erasure": Message("What was erased for good cannot come back."),
}


def _owner(op: Operation, table: str, row_id: int) -> int | None:
    """The customer a row belongs to, when it belongs to one."""
    if table == "customer":
        return row_id
    columns = {row["name"] for row in op.rows(f"PRAGMA table_info({table})")}
    if "customer_id" not in columns:
        return None
    found = op.value(f"SELECT customer_id FROM {table} WHERE id = ?", (row_id,))
    return None if found is None else int(found)
