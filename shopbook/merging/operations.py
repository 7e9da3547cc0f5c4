"""Merging two pages of one customer and parting them again: one operation each. How rows go over is in `moving`."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from shopbook.clock import to_day
from shopbook.customers.contact import refresh_contact
from shopbook.customers.operations import Customers
from shopbook.dues.operations import Dues
from shopbook.errors import Message, NotFound, Refused
from shopbook.halkhata.queries import HalkhataQueries
from shopbook.merging import comparing, fields, moving, overlaps, parting, suggestions
from shopbook.merging.model import Merge, Pair, SideBySide, Unmerged
from shopbook.permissions import needs, shows
from shopbook.progress import NoProgress, Progress
from shopbook.sales.figures import keep_sale_figures
from shopbook.storage.connection import Row
from shopbook.storage.ids import hashed_id
from shopbook.storage.store import Operation, Store

_STANDING = "SELECT status, closed_on, paid_paisa, id FROM pay_promise WHERE customer_id IN (?, ?)"


class Merging:
    """Duplicates of one book: questions and writes."""

    def __init__(self, store: Store, customers: Customers, dues: Dues) -> None:
        self._store = store
        self._customers = customers
        self._dues = dues

    # ---- questions

    @shows("merge")
    def suggestions(self, limit: int = 200, progress: Progress | None = None) -> list[Pair]:
        """Pages that may be of one person, the surest first; raises Cancelled. For the job thread of a large book."""
        return suggestions.suggestions(self._store, limit, progress or NoProgress())

    @shows("merge")
    def between(self, one_id: int, other_id: int) -> Pair:
        """What speaks for two pages being of one person."""
        return suggestions.between(self._store, one_id, other_id)

    @shows("merge")
    def compare(self, kept_id: int, merged_id: int) -> SideBySide:
        """Two pages side by side, and what would go over. Raises NotFound, Refused."""
        return comparing.compare(self._store, kept_id, merged_id)

    def survivor(self, customer_id: int) -> int:
        """The page on which a customer stands now, through every merge."""
        return comparing.survivor(self._store, customer_id)

    @shows("merge")
    def merges(self, limit: int = 50) -> list[Merge]:
        """The merges that were made, the newest first, those that were parted again among them."""
        rows = self._store.rows("SELECT * FROM merge_log ORDER BY id DESC LIMIT ?", (limit,))
        return [self._merge_of(row) for row in rows]

    @shows("merge")
    def merge_row(self, merge_id: int) -> Merge:
        """One merge; NotFound."""
        return self._merge_of(self._log(self._store, merge_id))

    @shows("merge")
    def of_customer(self, customer_id: int) -> list[Merge]:
        """The pages that were laid into a customer's and lie there still, the newest first."""
        rows = self._store.rows(
            "SELECT * FROM merge_log WHERE kept_id = ? AND unmerged_on IS NULL ORDER BY id DESC",
            (customer_id,),
        )
        return [self._merge_of(row) for row in rows]

    # ---- writes

    @needs("merge")
    def merge(
        self,
        kept_id: int,
        merged_id: int,
        choices: Mapping[str, str] | None = None,
        by: object | None = None,
    ) -> int:
        """Lay one page into another; returns the merge's id. What nobody chose is taken as `compare` suggests.

        choices: {field: "kept" | "merged" | "both"}, and {"family:<id>": "both"} for two who only seem to be one.
        Raises NotFound, Refused, Invalid.
        """
        chosen = dict(choices or {})
        with self._store.operation(by) as op:
            kept, merged = comparing.pair_of(op, kept_id, merged_id)
            changes = moving.Changes(kept_id)
            columns = fields.taken(chosen, kept, merged)
            if columns:
                changes.set(op, "customer", kept_id, **columns)
            self._settle_overlaps(op, changes, chosen, kept_id, merged_id)
            promises = _promises(op, kept_id, merged_id)
            moved = moving.move_all(op, merged_id, kept_id)
            op.update("customer", merged_id, {"merged_into_id": kept_id})
            self._refresh(op, kept_id, merged_id)
            for before in promises:
                _note_promise(op, changes, before)
            return op.insert(
                "merge_log",
                {
                    "kept_id": kept_id,
                    "merged_id": merged_id,
                    "choices": json.dumps(chosen),
                    "before": json.dumps(changes.made, ensure_ascii=False),
                    "moved": json.dumps(moved),
                    "merged_on": self._store.clock.today().isoformat(),
                    "staff_id": self._store.actor,
                },
            )

    @needs("merge")
    def unmerge(self, merge_id: int, by: object | None = None) -> Unmerged:
        """Part two pages again: what was moved goes back, what was written since stays, and is told.

        Raises NotFound, Refused when they were parted already or the kept page lies in another one itself.
        """
        with self._store.operation(by) as op:
            log = self._log(op, merge_id)
            self._require_partable(op, log)
            kept_id, merged_id = log["kept_id"], log["merged_id"]
            back, along = moving.move_back(op, log)
            stayed = parting.put_back(op, log)
            parting.invited_since(op, log, back)
            op.update("customer", merged_id, {"merged_into_id": None})
            moved = {key: [*ids, *along.get(key, ())] for key, ids in json.loads(log["moved"]).items()}
            moved |= {key: ids for key, ids in along.items() if key not in moved}
            ended = {"moved": json.dumps(moved), "unmerged_on": self._store.clock.today().isoformat()}
            op.update("merge_log", merge_id, ended)
            self._refresh(op, kept_id, merged_id)
            stayed += parting.written_since(op, log)
            return Unmerged(kept_id, merged_id, tuple(stayed))

    @needs("merge")
    def dismiss(self, one_id: int, other_id: int, by: object | None = None) -> None:
        """These are two people: the pair is not suggested again. Said twice, it is said once."""
        one_id, other_id = sorted((one_id, other_id))
        if one_id == other_id:
            raise Refused(Message("This is one and the same page."))
        row_id = hashed_id("not_same", one_id, other_id)
        with self._store.operation(by) as op:
            if op.value("SELECT 1 FROM not_same WHERE id = ?", (row_id,)) is None:
                op.insert("not_same", {"id": row_id, "one_id": one_id, "other_id": other_id})
            else:
                op.update("not_same", row_id, {"deleted_at": None})
            op.touch("customer", one_id, other_id)

    @needs("merge")
    def suggest_again(self, one_id: int, other_id: int, by: object | None = None) -> None:
        """Take back that these are two people."""
        row_id = hashed_id("not_same", *sorted((one_id, other_id)))
        with self._store.operation(by) as op:
            op.update("not_same", row_id, {"deleted_at": op.now})
            op.touch("customer", one_id, other_id)

    # ---- inside an operation

    def _settle_overlaps(
        self, op: Operation, changes: moving.Changes, chosen: Mapping[str, str], kept_id: int, merged_id: int
    ) -> None:
        same = overlaps.relatives(op, kept_id, merged_id)
        overlaps.each_other(op, changes, kept_id, merged_id)
        overlaps.phones(op, changes, kept_id, merged_id)
        overlaps.tags(op, changes, kept_id, merged_id)
        overlaps.family(op, changes, same, chosen, {kept_id, merged_id})
        overlaps.guests(op, changes, kept_id, merged_id)
        overlaps.strangers(op, changes, kept_id, merged_id)

    def _refresh(self, op: Operation, *customer_ids: int) -> None:
        """Everything that is kept beside the facts of these customers."""
        self._customers.index(op, customer_ids)
        for customer_id in customer_ids:
            self._dues.refresh(op, customer_id)
            keep_sale_figures(op, customer_id)
            refresh_contact(op, customer_id)
        self._keep_carried(op, customer_ids)
        op.touch("customer", *customer_ids)
        op.touch("ledger")

    def _keep_carried(self, op: Operation, customer_ids: Sequence[int]) -> None:
        """What closed halkhatas carried over for these guests, as the ledger now gives it."""
        listed = ", ".join("?" * len(customer_ids))
        drives = op.ids(
            "SELECT DISTINCT g.halkhata_id FROM halkhata_guest g JOIN halkhata h ON h.id = g.halkhata_id "
            f"WHERE h.status = 'closed' AND g.deleted_at IS NULL AND g.customer_id IN ({listed})",
            tuple(customer_ids),
        )
        tallies = HalkhataQueries(self._store).tallies
        for drive in drives:
            for guest_id, tally in tallies(drive).items():
                kept = op.value("SELECT carried_paisa FROM halkhata_guest WHERE id = ?", (guest_id,))
                if kept != tally.left_paisa:
                    op.update("halkhata_guest", guest_id, {"carried_paisa": tally.left_paisa})
            op.touch("halkhata", drive)

    def _log(self, reader: Store | Operation, merge_id: int) -> Row:
        row = reader.row("SELECT * FROM merge_log WHERE id = ?", (merge_id,))
        if row is None:
            raise NotFound(Message("This merge is not in the book."))
        return row

    def _require_partable(self, op: Operation, log: Row) -> None:
        if log["unmerged_on"] is not None:
            raise Refused(Message("These two were separated already."))
        if _erased(op, log):
            raise Refused(Message("One of the two was erased; they cannot be separated any more."))
        found = comparing.survivor(op, log["kept_id"])
        if found != log["kept_id"]:
            raise Refused(
                Message(
                    "Since then {name} was merged into another page: {other}.",
                    name=comparing.title(op, log["kept_id"]),
                    other=comparing.title(op, found),
                ),
                Message("Separate those two first."),
            )

    def _merge_of(self, row: Row) -> Merge:
        buried = comparing.survivor(self._store, row["kept_id"]) != row["kept_id"]
        on = to_day(row["merged_on"])
        assert on is not None
        return Merge(
            row["id"],
            row["kept_id"],
            row["merged_id"],
            comparing.title(self._store, row["kept_id"]),
            comparing.title(self._store, row["merged_id"]),
            on,
            row["staff_id"],
            to_day(row["unmerged_on"]),
            row["unmerged_on"] is None and not buried and not _erased(self._store, row),
        )


def _erased(reader: Store | Operation, log: Row) -> bool:
    asked = "SELECT 1 FROM customer WHERE id IN (?, ?) AND erased_on IS NOT NULL"
    return reader.value(asked, (log["kept_id"], log["merged_id"])) is not None


def _promises(op: Operation, kept_id: int, merged_id: int) -> list[dict[str, object]]:
    return [dict(row) for row in op.rows(_STANDING, (kept_id, merged_id))]


def _note_promise(op: Operation, changes: moving.Changes, before: Mapping[str, object]) -> None:
    """A promise that ended because together nothing is owed any more stands again when the two are parted."""
    row_id = before["id"]
    assert isinstance(row_id, int)
    after = op.row("SELECT status, closed_on FROM pay_promise WHERE id = ?", (row_id,))
    assert after is not None
    if after["status"] == "replaced" and before["status"] != "replaced":
        for column in ("status", "closed_on"):
            changes.note("pay_promise", row_id, column, before[column], after[column])
