"""Questions about dues: accounts, ageing, promises, a day's money, and what looks like a payment typed twice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from shopbook.clock import Clock, from_instant, to_day
from shopbook.customers.living import OF_THE_LIVING
from shopbook.dues.model import (
    RECEIVED,
    Ageing,
    Difference,
    DueRow,
    Entry,
    PaymentDraft,
    Promise,
    PromiseRow,
    StatementLine,
    age,
    standing,
    status_on,
    with_balance,
)
from shopbook.errors import Message, NotFound
from shopbook.search.fold import ascii_digits, clean
from shopbook.storage.connection import Row
from shopbook.storage.store import Reader, Store

# Two people rarely pay the same sum in the same way so close together; one person pressing Enter twice does.
_TWICE_WITHIN = dt.timedelta(minutes=10)
_ENTRY = "id, customer_id, entry_on, kind, amount_paisa, sale_id, reverses_id"
# Last seen: at the counter, buying, paying or on a visit; a voided sale or payment may have been another person's.
_LAST_SEEN = """SELECT customer_id, max(day) AS day FROM (
    SELECT customer_id, sold_on AS day FROM sale
        WHERE customer_id BETWEEN :first AND :last AND voided_on IS NULL AND deleted_at IS NULL
    UNION ALL SELECT customer_id, entry_on FROM ledger l
        WHERE customer_id BETWEEN :first AND :last AND kind IN ('payment', 'advance')
        AND NOT EXISTS (SELECT 1 FROM ledger r WHERE r.reverses_id = l.id)
    UNION ALL SELECT customer_id, on_day FROM interaction
        WHERE customer_id BETWEEN :first AND :last AND channel IN ('counter', 'visit') AND deleted_at IS NULL
        AND outcome NOT IN ('no_answer', 'busy', 'switched_off', 'wrong_number', 'message_left'))
    GROUP BY customer_id"""
_KEPT = ("balance_paisa", "oldest_unpaid_on", "last_payment_on", "last_seen_on")
_PROMISED = (
    "(SELECT min(due_on) FROM pay_promise "
    "WHERE customer_id = c.id AND closed_on IS NULL AND deleted_at IS NULL)"
)
PromisesShown = Literal["open", "late"]
OwingSort = Literal["oldest", "balance", "name", "promise"]
_OWING_ORDERS: dict[OwingSort, str] = {
    "oldest": "c.oldest_unpaid_on, c.balance_paisa DESC",
    "balance": "c.balance_paisa DESC",
    "name": "c.sort_key",
    "promise": f"{_PROMISED} IS NULL, {_PROMISED}, c.oldest_unpaid_on",
}
# So many customers are compared at once by `differences`.
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Received:
    """Money that came in on a day through the ledger, less what was given back on that day, by method."""

    total_paisa: int
    count: int
    by_method: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures kept beside a customer, as the facts give them."""

    balance_paisa: int
    oldest_unpaid_on: str | None
    last_payment_on: str | None
    last_seen_on: str | None


def fold_reference(text: str) -> str:
    """The stored form of a transaction or cheque number: Latin digits and capitals, as mobile banks write theirs."""
    return ascii_digits(clean(text)).upper()


class DueQueries:
    """Dues of one book, read only."""

    def __init__(self, store: Store) -> None:
        self._reader: Reader = store
        self._clock: Clock = store.clock

    def balance(self, customer_id: int) -> int:
        """What a customer owes, in paisa; negative is an advance."""
        return int(self._reader.value("SELECT balance_paisa FROM customer WHERE id = ?", (customer_id,), 0))

    def entries(self, customer_id: int) -> list[Entry]:
        """A customer's ledger, oldest first."""
        return entries_of(self._reader, customer_id)

    def ageing(self, customer_id: int) -> Ageing:
        """What is open since when, from the ledger itself."""
        return age(self.entries(customer_id))

    def statement(self, customer_id: int) -> list[StatementLine]:
        """A customer's account, oldest first, with the balance after each line."""
        rows = self._reader.rows(
            "SELECT l.*, s.memo_no, EXISTS (SELECT 1 FROM ledger r WHERE r.reverses_id = l.id) AS reversed "
            "FROM ledger l LEFT JOIN sale s ON s.id = l.sale_id WHERE l.customer_id = ? ORDER BY l.entry_on, l.id",
            (customer_id,),
        )
        return with_balance(_line(row) for row in rows)

    def entry(self, entry_id: int) -> StatementLine:
        """One ledger line (without a running balance); NotFound when there is none."""
        row = self._reader.row(
            "SELECT l.*, s.memo_no, EXISTS (SELECT 1 FROM ledger r WHERE r.reverses_id = l.id) AS reversed "
            "FROM ledger l LEFT JOIN sale s ON s.id = l.sale_id WHERE l.id = ?",
            (entry_id,),
        )
        if row is None:
            raise NotFound(Message("This entry is not in the book."))
        return _line(row)

    def owing_ids(self, sort: OwingSort = "oldest") -> list[int]:
        """The customers who owe: the oldest due first, the largest, by name, or by the day they promised."""
        return self._reader.ids(
            "SELECT c.id FROM customer c WHERE c.balance_paisa > 0 AND c.deleted_at IS NULL "
            f"AND c.merged_into_id IS NULL ORDER BY {_OWING_ORDERS[sort]}, c.id"
        )

    def rows(self, ids: Sequence[int]) -> list[DueRow]:
        """Those who owe as a list shows them, in the order of the ids; ids that are not in the book are left out."""
        marks = ", ".join("?" * len(ids))
        found = {
            row["id"]: DueRow(
                customer_id=row["id"],
                name=row["name"] or row["nickname"] or "",
                phone=row["phone"] or "",
                area=row["area"] or "",
                balance_paisa=row["balance_paisa"],
                oldest_unpaid_on=to_day(row["oldest_unpaid_on"]),
                last_payment_on=to_day(row["last_payment_on"]),
                promised_on=to_day(row["promised_on"]),
            )
            for row in self._reader.rows(
                "SELECT c.*, (SELECT coalesce(p.e164, p.raw) FROM customer_phone p WHERE p.customer_id = c.id "
                "AND p.deleted_at IS NULL ORDER BY p.state = 'wrong', p.position, p.id LIMIT 1) AS phone, "
                f"{_PROMISED} AS promised_on "
                f"FROM customer c WHERE c.id IN ({marks})",
                tuple(ids),
            )
        }
        return [found[each] for each in ids if each in found]

    def owed_total(self) -> int:
        """What all customers together owe, in paisa, advances not counted against it."""
        return int(
            self._reader.value(
                "SELECT coalesce(sum(balance_paisa), 0) FROM customer WHERE balance_paisa > 0 "
                "AND deleted_at IS NULL AND merged_into_id IS NULL"
            )
        )

    def received(self, on: dt.date) -> Received:
        """Money received from customers on a day. Sales without a customer are not in the ledger; see `sales`."""
        rows = self._reader.rows(
            "SELECT coalesce(l.method, u.method, 'cash') AS method, -sum(l.amount_paisa) AS paisa, "
            "sum(l.kind <> 'reversal') AS taken FROM ledger l LEFT JOIN ledger u ON u.id = l.reverses_id "
            "WHERE l.entry_on = ? AND coalesce(u.kind, l.kind) IN ('payment', 'advance') "
            "GROUP BY 1 ORDER BY paisa DESC, method",
            (on.isoformat(),),
        )
        return Received(
            total_paisa=sum(row["paisa"] for row in rows),
            count=sum(row["taken"] for row in rows),
            by_method=tuple((row["method"], row["paisa"]) for row in rows),
        )

    def promises(self, customer_id: int) -> list[Promise]:
        """A customer's promises, the earliest due first; broken as of today."""
        rows = self._reader.rows(
            "SELECT * FROM pay_promise WHERE customer_id = ? AND deleted_at IS NULL ORDER BY due_on, id",
            (customer_id,),
        )
        return [self._promise(row) for row in rows]

    def open_promise(self, customer_id: int) -> Promise | None:
        """The promise that comes due first (or is the longest overdue), or None."""
        row = self._reader.row(
            "SELECT * FROM pay_promise WHERE customer_id = ? AND closed_on IS NULL AND deleted_at IS NULL "
            "ORDER BY due_on, id LIMIT 1",
            (customer_id,),
        )
        return None if row is None else self._promise(row)

    def promise_ids(self, which: PromisesShown = "open") -> list[int]:
        """The promises to pay that still stand, the earliest day first: all, or those whose day has passed."""
        late = "AND due_on < ? " if which == "late" else ""
        return self._reader.ids(
            f"SELECT id FROM pay_promise WHERE closed_on IS NULL AND deleted_at IS NULL {late}"
            f"AND {OF_THE_LIVING} ORDER BY due_on, id",
            (self._clock.today().isoformat(),) if late else (),
        )

    def promised_paisa(self) -> int:
        """What is still to come of all promises to pay that stand."""
        # Along the table it is all promises there ever were: 15 ms of 87,000, not 8.
        sql = (
            "SELECT coalesce(sum(max(0, amount_paisa - paid_paisa)), 0) FROM pay_promise INDEXED BY pay_promise_open "
            "WHERE closed_on IS NULL"
        )
        return int(self._reader.value(f"{sql} AND deleted_at IS NULL AND {OF_THE_LIVING}"))

    def promise_rows(self, ids: Sequence[int]) -> list[PromiseRow]:
        """Promises with the people who gave them, in the order of the ids; ids that are gone are left out."""
        marks = ", ".join("?" * len(ids))
        found = {
            row["id"]: PromiseRow(
                self._promise(row), row["name"] or row["nickname"] or "", row["phone"] or "", row["honorific"]
            )
            for row in self._reader.rows(
                "SELECT p.*, c.name, c.nickname, c.honorific, (SELECT coalesce(n.e164, n.raw) FROM customer_phone n "
                "WHERE n.customer_id = c.id AND n.deleted_at IS NULL "
                "ORDER BY n.state = 'wrong', n.position, n.id LIMIT 1) AS phone "
                f"FROM pay_promise p JOIN customer c ON c.id = p.customer_id WHERE p.id IN ({marks})",
                tuple(ids),
            )
        }
        return [found[each] for each in ids if each in found]

    def warnings(self, draft: PaymentDraft) -> dict[str, Message]:
        """What makes this look like a payment already taken, by field. Never a reason to refuse it."""
        found: dict[str, Message] = {}
        since = from_instant(self._clock.now() - _TWICE_WITHIN)
        twice = self._reader.row(
            "SELECT receipt_no FROM ledger l WHERE customer_id = ? AND amount_paisa = ? AND method = ? "
            "AND kind IN ('payment', 'advance') AND created_at >= ? "
            "AND NOT EXISTS (SELECT 1 FROM ledger r WHERE r.reverses_id = l.id) ORDER BY id DESC",
            (draft.customer_id, -draft.amount_paisa, draft.method, since),
        )
        if twice is not None:
            found["amount"] = Message(
                "The same amount was taken a few minutes ago (receipt {receipt_no}). Is this a second payment?",
                receipt_no=twice["receipt_no"] or "",
            )
        reference = fold_reference(draft.reference)
        known = reference and self._reader.row(
            "SELECT l.receipt_no, l.entry_on FROM ledger l WHERE l.reference = ? "
            "AND l.kind IN ('payment', 'advance') "
            "AND NOT EXISTS (SELECT 1 FROM ledger r WHERE r.reverses_id = l.id) ORDER BY l.id DESC",
            (reference,),
        )
        if known:
            found["reference"] = Message(
                "This transaction number is already in the book: receipt {receipt_no} of {paid_on}.",
                receipt_no=known["receipt_no"] or "",
                paid_on=dt.date.fromisoformat(known["entry_on"]),
            )
        return found

    def recompute(self, customer_id: int) -> tuple[Difference, ...]:
        """The kept figures of a customer that differ from what the facts give; empty when all is well."""
        return tuple(self._compared(customer_id, customer_id))

    def differences(self) -> Iterator[Difference]:
        """`recompute` over every customer, for `check`."""
        first = self._reader.value("SELECT min(id) FROM customer")
        while first is not None:
            ids = self._reader.ids(
                "SELECT id FROM customer WHERE id >= ? ORDER BY id LIMIT ?", (first, _AT_ONCE)
            )
            yield from self._compared(ids[0], ids[-1])
            first = self._reader.value("SELECT min(id) FROM customer WHERE id > ?", (ids[-1],))

    def _compared(self, first: int, last: int) -> Iterator[Difference]:
        entries: dict[int, list[Entry]] = {}
        for row in self._reader.rows(
            f"SELECT {_ENTRY} FROM ledger WHERE customer_id BETWEEN ? AND ? ORDER BY customer_id, entry_on, id",
            (first, last),
        ):
            entries.setdefault(row["customer_id"], []).append(_entry(row))
        seen = last_seen(self._reader, first, last)
        for row in self._reader.rows(
            f"SELECT id, {', '.join(_KEPT)} FROM customer WHERE id BETWEEN ? AND ? ORDER BY id", (first, last)
        ):
            counted = figures_of(entries.get(row["id"], []), seen.get(row["id"]))
            for name in _KEPT:
                if row[name] != getattr(counted, name):
                    yield Difference(row["id"], name, row[name], getattr(counted, name))

    def _promise(self, row: Row) -> Promise:
        due_on = dt.date.fromisoformat(row["due_on"])
        return Promise(
            id=row["id"],
            customer_id=row["customer_id"],
            sale_id=row["sale_id"],
            made_on=dt.date.fromisoformat(row["made_on"]),
            due_on=due_on,
            amount_paisa=row["amount_paisa"],
            paid_paisa=row["paid_paisa"],
            status=status_on(row["status"], due_on, self._clock.today()),
            closed_on=to_day(row["closed_on"]),
        )


def entries_of(reader: Reader, customer_id: int) -> list[Entry]:
    """A customer's ledger, oldest first, also inside an open operation."""
    return [
        _entry(row)
        for row in reader.rows(
            f"SELECT {_ENTRY} FROM ledger WHERE customer_id = ? ORDER BY entry_on, id", (customer_id,)
        )
    ]


def unsettled_of(reader: Reader, customer_id: int) -> list[Entry]:
    """The entries that can still matter: without memos whose own rows come to nothing, paid on the spot or voided.

    They neither are open nor leave anything over, and for somebody who buys daily for cash they are nearly all: a sale
    to a customer of 2,000 memos took 55 ms with them. A memo with a promise stays, for its money keeps the promise.
    """
    return [
        _entry(row)
        for row in reader.rows(
            f"SELECT {_ENTRY} FROM ledger WHERE customer_id = ?1 AND (sale_id IS NULL OR sale_id IN ("
            "SELECT sale_id FROM ledger WHERE customer_id = ?1 AND sale_id IS NOT NULL "
            "GROUP BY sale_id HAVING sum(amount_paisa) <> 0 "
            "UNION ALL SELECT sale_id FROM pay_promise WHERE customer_id = ?1 AND sale_id IS NOT NULL)) "
            "ORDER BY entry_on, id",
            (customer_id,),
        )
    ]


def last_paid(reader: Reader, customer_id: int) -> str | None:
    """The day a customer last paid anything that was not taken back."""
    found: str | None = reader.value(
        "SELECT entry_on FROM ledger l WHERE customer_id = ? AND kind IN ('payment', 'advance') "
        "AND NOT EXISTS (SELECT 1 FROM ledger r WHERE r.reverses_id = l.id) ORDER BY entry_on DESC LIMIT 1",
        (customer_id,),
    )
    return found


def last_seen(reader: Reader, first: int, last: int) -> dict[int, str]:
    """The day each customer in a range of ids was last at the counter."""
    rows = reader.rows(_LAST_SEEN, {"first": first, "last": last})
    return {row["customer_id"]: row["day"] for row in rows}


def figures_of(entries: Sequence[Entry], seen_on: str | None) -> Figures:
    """The figures kept beside a customer, counted from the whole ledger of theirs."""
    ageing = age(entries)
    paid = [entry.on.isoformat() for entry in standing(entries) if entry.kind in RECEIVED]
    return Figures(
        balance_paisa=sum(entry.amount_paisa for entry in entries),
        oldest_unpaid_on=ageing.oldest_unpaid_on.isoformat() if ageing.oldest_unpaid_on else None,
        last_payment_on=max(paid, default=None),
        last_seen_on=seen_on,
    )


def _entry(row: Row) -> Entry:
    return Entry(
        id=row["id"],
        on=dt.date.fromisoformat(row["entry_on"]),
        kind=row["kind"],
        amount_paisa=row["amount_paisa"],
        sale_id=row["sale_id"],
        reverses_id=row["reverses_id"],
    )


def _line(row: Row) -> StatementLine:
    return StatementLine(
        id=row["id"],
        on=dt.date.fromisoformat(row["entry_on"]),
        kind=row["kind"],
        amount_paisa=row["amount_paisa"],
        balance_paisa=0,
        memo_no=row["memo_no"] or "",
        sale_id=row["sale_id"],
        receipt_no=row["receipt_no"] or "",
        method=row["method"] or "",
        reference=row["reference"] or "",
        note=row["note"] or "",
        reverses_id=row["reverses_id"],
        reversed=bool(row["reversed"]),
        staff_id=row["staff_id"],
    )
