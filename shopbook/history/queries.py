"""The timeline of a customer and the changes the journal kept. Taking back is in `operations`."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from shopbook.calls.outcomes import asked_for_advice
from shopbook.errors import Message
from shopbook.history.care_entries import CARE_SOURCES
from shopbook.history.model import HAPPENINGS, Change, Entry, Facts
from shopbook.history.money_entries import MONEY_SOURCES
from shopbook.history.rights import right_to_see
from shopbook.history.service_entries import SERVICE_SOURCES
from shopbook.history.sources import Source, day_of_row, source
from shopbook.permissions import shows
from shopbook.storage.connection import Row
from shopbook.storage.store import Reader

# Below every real place, above every one: the start of reading from the newest.
NEWEST = ("9999-12-31", 2**63 - 1)
# The Dhaka day of a journal row's hybrid clock (its upper 48 bits are milliseconds).
_JOURNAL_DAY = "date((hlc >> 16) / 1000, 'unixepoch', '+6 hours')"
# Happenings that tell what was paid and is owed.
_DUES = frozenset({"payment", "plan"})
# Columns that hold a customer.
_PEOPLE = frozenset({"referred_by_id", "linked_customer_id"})
# Columns a person would not call a change of theirs.
_QUIET = frozenset(
    {"created_at", "needs_review", "review_reason", "print_count", "serial_folded", "merged_into_id"}
)


class HistoryQueries:
    """Reads of the timeline and the journal."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    @shows("look")
    def timeline(
        self,
        customer_id: int,
        kinds: Sequence[str] = HAPPENINGS,
        after: tuple[str, int] = NEWEST,
        limit: int = 30,
    ) -> list[Entry]:
        """What happened with a customer, newest first, starting behind the place `after`.

        The owner's own notes are told to the owner, money between them and the shop to who may see dues.

        Each source gives at most `limit` rows by its own index, so the cost does not grow with the customer's years.
        """
        found: list[Entry] = []
        private = self._reader.sees("see_private")
        for kind in kinds if self._reader.sees("see_dues") else [kind for kind in kinds if kind not in _DUES]:
            sql, make = _SOURCES[kind]
            rows = self._reader.rows(
                sql,
                {"customer": customer_id, "on": after[0], "id": after[1], "limit": limit, "private": private},
            )
            found += [make(row) for row in rows]
        newest = sorted(found, key=lambda entry: entry.place, reverse=True)[:limit]
        return [
            replace(entry, changes=self._seen(entry.changes)) if entry.changes else entry
            for entry in newest
            if entry.kind != "change" or self._seen(entry.changes)
        ]

    @shows("look")
    def changes(self, customer_id: int, limit: int = 200) -> list[Change]:
        """What was edited on a customer's record and phones, newest first."""
        rows = self._reader.rows(
            "SELECT j.* FROM journal j WHERE j.deed = 'u' AND ((j.tbl = 'customer' AND j.row_id = :customer) OR "
            "(j.tbl IN ('customer_phone', 'family_member') AND j.row_id IN (SELECT id FROM customer_phone WHERE "
            "customer_id = :customer UNION ALL SELECT id FROM family_member WHERE customer_id = :customer))) "
            "ORDER BY j.hlc DESC LIMIT :limit",
            {"customer": customer_id, "limit": limit},
        )
        return [change for row in rows for change in self._seen(_changes(row))]

    def _seen(self, changes: Iterable[Change]) -> tuple[Change, ...]:
        """Those that may be told to whoever is at the counter, with the names of the customers they speak of."""
        return tuple(
            self._named(change)
            for change in changes
            if self._reader.sees(right_to_see(change.table, change.column))
        )

    def _named(self, change: Change) -> Change:
        """A change with the names of the customers it speaks of."""
        if change.column not in _PEOPLE:
            return change
        before, after = (
            self._reader.value("SELECT coalesce(name, nickname) FROM customer WHERE id = ?", (one,)) or ""
            for one in (change.old, change.new)
        )
        return replace(change, named=(before, after))

    @shows("look")
    def facts(self, customer_id: int) -> Facts:
        """What a customer bought and paid in all, less what came or went back, and how often they buy.

        Both sums are 0 for who may not see dues: one less the other is what is owed.
        """
        bought = self._reader.row(
            "SELECT coalesce(sum(total_paisa), 0) AS paisa, count(DISTINCT sold_on) AS days, "
            "julianday(max(sold_on)) - julianday(min(sold_on)) AS span FROM sale "
            "WHERE customer_id = ? AND voided_on IS NULL AND deleted_at IS NULL",
            (customer_id,),
        )
        paid = self._reader.value(
            "SELECT -coalesce(sum(l.amount_paisa), 0) FROM ledger l WHERE l.customer_id = ? "
            "AND l.kind IN ('payment', 'advance', 'refund') "
            "AND NOT EXISTS (SELECT 1 FROM ledger r WHERE r.reverses_id = l.id)",
            (customer_id,),
        )
        assert bought is not None
        returned = self._reader.value(
            "SELECT coalesce(sum(r.total_paisa), 0) FROM sale_return r JOIN sale s ON s.id = r.sale_id "
            "WHERE r.customer_id = ? AND r.voided_on IS NULL AND r.deleted_at IS NULL AND s.voided_on IS NULL",
            (customer_id,),
        )
        days = int(bought["days"])
        gap = round(bought["span"] / (days - 1)) if days > 2 else None
        if not self._reader.sees("see_dues"):
            return Facts(0, 0, days, gap)
        return Facts(int(bought["paisa"]) - int(returned), int(paid), days, gap)

    def last_operation(self) -> int:
        """The number of the newest saved action (0 in a new book)."""
        return int(self._reader.value("SELECT operation FROM journal_state") or 0)


def _changes(row: Row) -> list[Change]:
    at = dt.datetime.fromtimestamp((row["hlc"] >> 16) / 1000, dt.UTC)
    return [
        Change(row["operation"], at, row["actor"], row["tbl"], row["row_id"], column, old, new)
        for column, (old, new) in json.loads(row["changed"]).items()
        if column not in _QUIET and old != new  # of who was erased both are the same: neither is told
    ]


def _sale(row: Row) -> Entry:
    title = Message("Bought {what}", what=row["what"] or "")
    if row["void"]:
        title = Message("Sale cancelled: {what}", what=row["what"] or "")
    reason = row["void"] or row["detail"] or ""
    return Entry(
        "sale", row["id"], day_of_row(row), title, reason, row["amount"], bool(row["void"]), row["number"]
    )


_LEDGER_TITLES: dict[str, Callable[[], Message]] = {
    "opening": lambda: Message("Old due from before"),
    "payment": lambda: Message("Paid"),
    "advance": lambda: Message("Paid in advance"),
    "discount": lambda: Message("Discount on the due"),
    "cashback": lambda: Message("Cashback"),
    "adjust": lambda: Message("Account corrected"),
    "writeoff": lambda: Message("Due written off"),
    "reversal": lambda: Message("Taken back"),
    "refund": lambda: Message("Got money back"),
    "service": lambda: Message("Charge for servicing"),
}


def _payment(row: Row) -> Entry:
    title = _LEDGER_TITLES[row["ledger_kind"]]()
    detail = row["detail"] or ""
    return Entry(
        "payment",
        row["id"],
        day_of_row(row),
        title,
        detail,
        row["amount"],
        bool(row["void"]),
        row["number"] or "",
    )


def _warranty(row: Row) -> Entry:
    title = Message("Warranty card for {what}", what=row["what"])
    return Entry(
        "warranty",
        row["id"],
        day_of_row(row),
        title,
        row["detail"] or "",
        None,
        bool(row["void"]),
        row["number"],
    )


def _note(row: Row) -> Entry:
    private = row["sensitivity"] != "open"
    return Entry(
        "note",
        row["id"],
        day_of_row(row),
        Message("Note"),
        row["detail"] or "",
        number=row["note_kind"],
        private=private,
    )


_OUTCOMES: dict[str, Callable[[], Message]] = {
    "talked": lambda: Message("Talked on the phone"),
    "no_answer": lambda: Message("Did not pick up"),
    "busy": lambda: Message("Line was busy"),
    "switched_off": lambda: Message("Phone was switched off"),
    "wrong_number": lambda: Message("Wrong number"),
    "call_later": lambda: Message("Asked to be called later"),
    "refused": lambda: Message("Said no"),
    "promised_pay": lambda: Message("Promised to pay"),
    "paid": lambda: Message("Said it is paid"),
    "promised_buy": lambda: Message("Promised to buy"),
    "bought": lambda: Message("Talked, and bought"),
    "complaint": lambda: Message("Complained"),
    "message_left": lambda: Message("Message left"),
    "do_not_call": lambda: Message("Asked not to be called"),
}


def _call(row: Row) -> Entry:
    title = Message("Asked for our advice") if row["advice"] else _OUTCOMES[row["outcome"]]()
    return Entry("call", row["id"], day_of_row(row), title, row["detail"] or "")


def _gift(row: Row) -> Entry:
    return Entry(
        "gift",
        row["id"],
        day_of_row(row),
        Message("Gift: {what}", what=row["what"]),
        row["detail"] or "",
        row["amount"],
    )


def _change(row: Row) -> Entry:
    return Entry(
        "change", row["id"], day_of_row(row), Message("Record changed"), changes=tuple(_changes(row))
    )


_SOURCES: dict[str, Source] = {
    **CARE_SOURCES,
    **SERVICE_SOURCES,
    **MONEY_SOURCES,
    "sale": (
        source(
            "memo_no AS number, total_paisa AS amount, note AS detail, void_reason AS void, "
            "(SELECT group_concat(name, ', ') FROM "
            "(SELECT name FROM sale_item WHERE sale_id = sale.id ORDER BY position)) AS what",
            "sale",
            "sold_on",
        ),
        _sale,
    ),
    "payment": (
        source(
            "kind AS ledger_kind, -amount_paisa AS amount, note AS detail, receipt_no AS number, "
            "EXISTS (SELECT 1 FROM ledger r WHERE r.reverses_id = ledger.id) AS void",
            "ledger",
            "entry_on",
            # Memos and goods that came back are told as what they are.
            "kind NOT IN ('sale', 'return')",
        ),
        _payment,
    ),
    "warranty": (
        source(
            "card_no AS number, product_name AS what, serial AS detail, status = 'void' AS void",
            "warranty",
            "issued_on",
        ),
        _warranty,
    ),
    # A complaint that was written as a note is told once, as the complaint it is.
    "note": (
        source(
            "kind AS note_kind, body AS detail, sensitivity",
            "note",
            "noted_on",
            "deleted_at IS NULL AND (:private OR sensitivity <> 'owner') AND (kind <> 'complaint' OR NOT EXISTS "
            "(SELECT 1 FROM complaint WHERE note_id = note.id AND deleted_at IS NULL))",
        ),
        _note,
    ),
    "call": (
        source(
            f"outcome, said AS detail, outcome = 'talked' AND {asked_for_advice('interaction')} AS advice",
            "interaction",
            "on_day",
        ),
        _call,
    ),
    "gift": (source("what, occasion AS detail, cost_paisa AS amount", "gift", "given_on"), _gift),
    "change": (
        f"SELECT seq AS id, {_JOURNAL_DAY} AS on_day, * FROM journal WHERE tbl = 'customer' AND deed = 'u' "
        f"AND row_id = :customer AND ({_JOURNAL_DAY}, seq) < (:on, :id) ORDER BY seq DESC LIMIT :limit",
        _change,
    ),
}
