"""Every saved action of the book, newest first: whose it was, what it wrote, whether it was taken back. Taking back is
in `operations`; what tables and columns are called is the screen's.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from shopbook.history.model import Change
from shopbook.history.rights import right_to_see
from shopbook.permissions import shows
from shopbook.storage.connection import Row
from shopbook.storage.journal import BUSINESS
from shopbook.storage.store import Reader

# Kinds a person would filter by, and the tables of each.
KINDS: dict[str, tuple[str, ...]] = {
    "sale": ("sale", "sale_item", "item_serial", "sale_return", "sale_return_item"),
    "money": ("ledger", "pay_promise", "plan", "instalment", "guarantor", "halkhata", "halkhata_guest"),
    "customer": (
        "customer",
        "customer_phone",
        "family_member",
        "customer_tag",
        "tag",
        "merge_log",
        "not_same",
    ),
    "note": ("note", "note_followup", "gift", "manual_reminder"),
    "call": ("interaction", "callback", "followup_state", "call_sheet", "call_sheet_line"),
    "care": ("complaint", "complaint_asker", "shop_promise", "buy_promise", "demand", "feedback", "reward"),
    "service": ("job", "job_event", "service_visit", "warranty", "coverage"),
    "shop": (
        "shop",
        "staff",
        "setting",
        "wording",
        "note_kind",
        "product",
        "helper",
        "import_batch",
        "erasure",
    ),
}
# Which row of an action tells best what it was; the first that is there.
_TELLING = (
    "merge_log", "erasure", "import_batch", "sale_return", "sale", "job_event", "job", "plan", "ledger", "complaint",
    "shop_promise", "buy_promise", "demand", "feedback", "reward", "gift", "interaction", "callback", "note",
    "halkhata", "halkhata_guest", "service_visit", "warranty", "pay_promise", "manual_reminder", "customer",
    "family_member", "customer_phone", "product", "helper", "staff", "shop", "wording", "note_kind", "call_sheet",
)  # fmt: skip
# Written on the way by the program itself; nobody thinks of them as something they did.
QUIET_TABLES = frozenset(
    {"setting", "call_sheet", "call_sheet_line", "followup_state", "not_same", "import_batch"}
)
_QUIET_COLUMNS = frozenset({"created_at", "serial_folded", "folded", "key10", "print_count", "pin_hash"})
PIN_COLUMNS = frozenset({"pin_hash", "pin_set_on"})
UNDO_MARK = " undo "
_ROWS_SHOWN = 60
_OWNED_BY = (
    "customer_phone", "family_member", "customer_tag", "sale", "ledger", "pay_promise", "warranty", "note", "gift",
    "callback", "interaction", "manual_reminder", "followup_state", "complaint", "shop_promise", "buy_promise",
    "demand", "feedback", "reward", "sale_return", "plan", "halkhata_guest", "job", "service_visit",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Written:
    """One row of an action: added ("i") or changed ("u"), and its columns before and after (added: None before)."""

    table: str
    row_id: int
    deed: str
    changes: tuple[Change, ...]

    @property
    def trashed(self) -> bool | None:
        """True when it went into the trash, False when it came out, None when neither."""
        found = next((one for one in self.changes if one.column == "deleted_at"), None)
        return None if found is None or self.deed == "i" else found.new is not None


@dataclass(frozen=True, slots=True)
class Deed:
    """One saved action. `what` is the row that tells it best; `more` are rows beyond those read."""

    operation: int
    at: dt.datetime
    staff_id: int | None
    staff: str
    written: tuple[Written, ...]
    customer_id: int | None
    customer: str
    undoes: int | None = None
    undone: bool = False
    more: int = 0

    @property
    def what(self) -> Written:
        """The row that tells best what was done."""
        by_table = {one.table: one for one in reversed(self.written)}
        table = next((table for table in _TELLING if table in by_table), self.written[0].table)
        return by_table[table]

    @property
    def only_a_pin(self) -> bool:
        """True when nothing but a PIN was given or taken away."""
        columns = {one.column for each in self.written for one in each.changes}
        return bool(columns) and columns <= PIN_COLUMNS

    def new(self, column: str) -> object:
        """What a column of the telling row was given."""
        return next((one.new for one in self.what.changes if one.column == column), None)


class Deeds:
    """Reads of the journal by saved action."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    @shows("look")
    def deeds(
        self,
        after: int | None = None,
        limit: int = 40,
        *,
        staff_id: int | None = None,
        kind: str = "",
        customer_id: int | None = None,
    ) -> list[Deed]:
        """Saved actions before the operation `after` (None: from the newest).

        `staff_id` 0 finds what was written while nobody had said who they are.
        """
        parts, values = ["operation < :after"], {"after": 2**62 if after is None else after, "limit": limit}
        if staff_id is not None:
            parts.append("actor IS NULL" if staff_id == 0 else "actor = :staff")
            values["staff"] = staff_id
        if kind:
            parts.append(f"tbl IN ({_listed(KINDS[kind])})")
        if customer_id is not None:
            values["customer"] = customer_id
            parts.append(f"operation IN ({_OF_CUSTOMER})")
        found = self._reader.ids(
            f"SELECT operation FROM journal WHERE {' AND '.join(parts)} "
            "GROUP BY operation ORDER BY operation DESC LIMIT :limit",
            values,
        )
        return self._read(found)

    def deed(self, operation: int) -> Deed | None:
        """One saved action, None when there is none of that number."""
        found = self._read([operation])
        return found[0] if found else None

    def _read(self, operations: Sequence[int]) -> list[Deed]:
        if not operations:
            return []
        undone = self._undone(min(operations))
        return [one for each in operations if (one := self._deed(each, undone)) is not None]

    def _deed(self, operation: int, undone: frozenset[int]) -> Deed | None:
        rows = self._reader.rows(
            "SELECT * FROM journal WHERE operation = ? ORDER BY seq LIMIT ?", (operation, _ROWS_SHOWN)
        )
        if not rows:
            return None
        total = len(rows)
        if total == _ROWS_SHOWN:
            total = int(self._reader.value("SELECT count(*) FROM journal WHERE operation = ?", (operation,)))
        first = rows[0]
        customer_id = self._whose(rows)
        names = {one: self._name(one) for one in {customer_id} if one is not None}
        staff = self._reader.value("SELECT name FROM staff WHERE id = ?", (first["actor"],), "")
        return Deed(
            operation,
            dt.datetime.fromtimestamp((first["hlc"] >> 16) / 1000, dt.UTC),
            first["actor"],
            str(staff),
            tuple(self._written(row) for row in rows),
            customer_id,
            names.get(customer_id, "") if customer_id is not None else "",
            _undoes(first["app"]),
            operation in undone,
            total - len(rows),
        )

    def _written(self, row: Row) -> Written:
        at = dt.datetime.fromtimestamp((row["hlc"] >> 16) / 1000, dt.UTC)
        kept = json.loads(row["changed"])
        changes = []
        for column, value in kept.items():
            if column in _QUIET_COLUMNS or not self._reader.sees(right_to_see(row["tbl"], column)):
                continue
            old, new = (None, value) if row["deed"] == "i" else value
            if row["deed"] == "u" and old == new:
                continue  # of who was erased neither is told
            changes.append(
                Change(row["operation"], at, row["actor"], row["tbl"], row["row_id"], column, old, new)
            )
        return Written(
            row["tbl"], row["row_id"], row["deed"], tuple(self._with_names(one) for one in changes)
        )

    def _with_names(self, change: Change) -> Change:
        """A reference by the name of what it points at, where it points at a person."""
        if change.column.endswith("customer_id") or change.column in _PEOPLE:
            names = tuple(self._name(one) if isinstance(one, int) else "" for one in (change.old, change.new))
            return replace(change, named=(names[0], names[1]))
        return change

    def _name(self, customer_id: int) -> str:
        return str(
            self._reader.value(
                "SELECT coalesce(name, nickname, (SELECT raw FROM customer_phone WHERE customer_id = customer.id "
                "ORDER BY position LIMIT 1), code) FROM customer WHERE id = ?",
                (customer_id,),
                "",
            )
        )

    def _whose(self, rows: Iterable[Row]) -> int | None:
        """The customer an action is about: of the first of its rows that belongs to one."""
        for row in rows:
            if row["tbl"] == "customer":
                return int(row["row_id"])
            if row["tbl"] in _OWNED_BY:
                found = self._reader.value(
                    f"SELECT customer_id FROM {row['tbl']} WHERE id = ?", (row["row_id"],)
                )
                if found is not None:
                    return int(found)
        return None

    def _undone(self, since: int) -> frozenset[int]:
        """The actions that were taken back by one after `since`."""
        marks = self._reader.rows(
            "SELECT DISTINCT app FROM journal WHERE operation > ? AND instr(app, ' undo ') > 0", (since,)
        )
        return frozenset(found for row in marks if (found := _undoes(row["app"])) is not None)


_PEOPLE = frozenset({"referred_by_id", "referred_id", "kept_id", "merged_id", "one_id", "other_id"})


def _undoes(app: str | None) -> int | None:
    """The action that this one took back: it stands behind the version of the program that wrote it."""
    _version, mark, number = (app or "").partition(UNDO_MARK)
    return int(number) if mark and number.isdigit() else None


def _listed(tables: Iterable[str]) -> str:
    assert set(tables) <= set(BUSINESS)
    return ", ".join(f"'{table}'" for table in tables)


def _of_customer() -> str:
    """The actions that wrote a row of a customer, found from the customer's own rows."""
    parts = ["SELECT operation FROM journal WHERE row_id = :customer AND tbl = 'customer'"]
    for table in _OWNED_BY:
        parts.append(
            f"SELECT j.operation FROM {table} t CROSS JOIN journal j ON j.row_id = t.id AND j.tbl = '{table}' "
            "WHERE t.customer_id = :customer"
        )
    return " UNION ".join(parts)


_OF_CUSTOMER = _of_customer()
