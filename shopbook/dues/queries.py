"""Questions about dues: who owes, a day's money, and what looks wrong. Accounts and promises are asked beside it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from shopbook.clock import Clock, from_instant, to_day
from shopbook.dues.accounts import AccountQueries
from shopbook.dues.kept import KeptFigures
from shopbook.dues.model import DueRow, PaymentDraft
from shopbook.dues.promise_queries import PromiseQueries
from shopbook.errors import Message
from shopbook.permissions import shows
from shopbook.search.fold import ascii_digits, clean
from shopbook.storage.store import Reader, Store

# Two people rarely pay the same sum in the same way so close together; one person pressing Enter twice does.
_TWICE_WITHIN = dt.timedelta(minutes=10)
_PROMISED = (
    "(SELECT min(due_on) FROM pay_promise "
    "WHERE customer_id = c.id AND closed_on IS NULL AND deleted_at IS NULL)"
)
OwingSort = Literal["oldest", "balance", "name", "promise"]
OWING_ORDERS: dict[OwingSort, str] = {
    "oldest": "c.oldest_unpaid_on, c.balance_paisa DESC",
    "balance": "c.balance_paisa DESC",
    "name": "c.sort_key",
    "promise": f"coalesce({_PROMISED}, '9999-12-31'), c.oldest_unpaid_on",
}


@dataclass(frozen=True, slots=True)
class Received:
    """Money that came in on a day through the ledger, less what was given back on that day, by method."""

    total_paisa: int
    count: int
    by_method: tuple[tuple[str, int], ...]


def fold_reference(text: str) -> str:
    """The stored form of a transaction or cheque number: Latin digits and capitals, as mobile banks write theirs."""
    return ascii_digits(clean(text)).upper()


class DueQueries(AccountQueries, PromiseQueries, KeptFigures):
    """Dues of one book, read only."""

    def __init__(self, store: Store) -> None:
        self._reader: Reader = store
        self._clock: Clock = store.clock

    @shows("look")
    def balance(self, customer_id: int) -> int:
        """What a customer owes, in paisa; negative is an advance. 0 for who may not see dues."""
        return self._balance(customer_id) if self._reader.sees("see_dues") else 0

    def _balance(self, customer_id: int) -> int:
        return int(self._reader.value("SELECT balance_paisa FROM customer WHERE id = ?", (customer_id,), 0))

    @shows("see_dues")
    def owing_ids(self, sort: OwingSort = "oldest") -> list[int]:
        """The customers who owe: the oldest due first, the largest, by name, or by the day they promised."""
        return self._reader.ids(
            "SELECT c.id FROM customer c WHERE c.balance_paisa > 0 AND c.deleted_at IS NULL "
            f"AND c.merged_into_id IS NULL ORDER BY {OWING_ORDERS[sort]}, c.id"
        )

    @shows("see_dues")
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

    @shows("see_dues")
    def owed_total(self) -> int:
        """What all customers together owe, in paisa, advances not counted against it."""
        return int(
            self._reader.value(
                "SELECT coalesce(sum(balance_paisa), 0) FROM customer WHERE balance_paisa > 0 "
                "AND deleted_at IS NULL AND merged_into_id IS NULL"
            )
        )

    @shows("see_figures")
    def received(self, on: dt.date) -> Received:
        """Money received from customers on a day, less refunds. Sales without a customer: see `sales`."""
        rows = self._reader.rows(
            "SELECT coalesce(l.method, u.method, 'cash') AS method, -sum(l.amount_paisa) AS paisa, "
            "sum(l.kind IN ('payment', 'advance')) AS taken FROM ledger l LEFT JOIN ledger u ON u.id = l.reverses_id "
            "WHERE l.entry_on = ? AND coalesce(u.kind, l.kind) IN ('payment', 'advance', 'refund') "
            "GROUP BY 1 ORDER BY paisa DESC, method",
            (on.isoformat(),),
        )
        return Received(
            total_paisa=sum(row["paisa"] for row in rows),
            count=sum(row["taken"] for row in rows),
            by_method=tuple((row["method"], row["paisa"]) for row in rows),
        )

    @shows("look")
    def limit_warning(self, customer_id: int, adding_paisa: int) -> Message | None:
        """What to ask when so much more would be due: their limit is crossed by it. Never a reason to refuse."""
        customer = self._reader.row(
            "SELECT balance_paisa, credit_limit_paisa FROM customer WHERE id = ?", (customer_id,)
        )
        if customer is None or customer["credit_limit_paisa"] is None or adding_paisa <= 0:
            return None
        after = customer["balance_paisa"] + adding_paisa
        if after <= customer["credit_limit_paisa"]:
            return None
        if not self._reader.sees("see_tier"):
            return Message("With this memo more will be due than the owner allowed this customer.")
        return Message(
            "With this memo {after_paisa} will be due; the limit of this customer is {limit_paisa}.",
            after_paisa=after,
            limit_paisa=customer["credit_limit_paisa"],
        )

    @shows("look")
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
