"""What of a memo still stands: its money as the ledger has it now, and whether its goods are still with the customer.

No rule of ageing lives here; that is the dues' own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from shopbook.dues.ageing import age
from shopbook.dues.entries import unsettled_of
from shopbook.storage.connection import Row
from shopbook.storage.store import Reader

# A memo that still stands as a day of buying: not voided, and not everything of it came back.
BOUGHT = (
    "{s}.voided_on IS NULL AND {s}.deleted_at IS NULL AND (NOT EXISTS (SELECT 1 FROM sale_return "
    "WHERE sale_id = {s}.id AND voided_on IS NULL AND deleted_at IS NULL) OR EXISTS (SELECT 1 FROM sale_item "
    "WHERE sale_id = {s}.id AND returned_milli < quantity_milli))"
)
# So many memos are asked about at once; SQLite takes 32,766 values.
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class MemoStanding:
    """A memo's money today, in paisa.

    `counter_paisa` was paid with it and still stands; `credit_paisa` came from goods exchanged for it;
    `returned_paisa` is the worth of what came back, of which `refunded_paisa` went into the hand and `exchanged_paisa`
    into another memo; `later_paisa` was paid or let off since; `open_paisa` is still due; `ahead_paisa` was paid
    beyond what it comes to.
    """

    total_paisa: int
    counter_paisa: int = 0
    credit_paisa: int = 0
    returned_paisa: int = 0
    refunded_paisa: int = 0
    exchanged_paisa: int = 0
    later_paisa: int = 0
    open_paisa: int = 0
    ahead_paisa: int = 0


def open_dues(reader: Reader, sale_ids: Sequence[int]) -> dict[int, int]:
    """What is still due of each of these memos, in paisa; those with nothing due are left out."""
    owing: set[int] = set()
    for first in range(0, len(sale_ids), _AT_ONCE):
        part = tuple(sale_ids[first : first + _AT_ONCE])
        marks = ", ".join("?" * len(part))
        owing |= set(
            reader.ids(
                "SELECT DISTINCT s.customer_id FROM sale s JOIN customer c ON c.id = s.customer_id "
                f"WHERE s.id IN ({marks}) AND s.voided_on IS NULL AND c.oldest_unpaid_on IS NOT NULL",
                part,
            )
        )
    found: dict[int, int] = {}
    for customer_id in owing:
        for item in age(unsettled_of(reader, customer_id)).open_items:
            if item.sale_id is not None:
                found[item.sale_id] = found.get(item.sale_id, 0) + item.open_paisa
    return {sale_id: found[sale_id] for sale_id in sale_ids if sale_id in found}


def standing_of(reader: Reader, row: Row) -> MemoStanding:
    """The money of the memo in this row of the table `sale`, as it stands today; nothing of a voided one."""
    if row["voided_on"] is not None:
        return MemoStanding(row["total_paisa"])
    given = reader.row(
        "SELECT coalesce(sum(total_paisa), 0) AS total, coalesce(sum(refund_paisa), 0) AS refund, "
        "coalesce(sum(exchanged_paisa), 0) AS exchanged FROM sale_return "
        "WHERE sale_id = ? AND voided_on IS NULL AND deleted_at IS NULL",
        (row["id"],),
    )
    assert given is not None  # a sum is always one row
    credit = int(
        reader.value(
            "SELECT coalesce(sum(exchanged_paisa), 0) FROM sale_return "
            "WHERE exchange_sale_id = ? AND voided_on IS NULL AND deleted_at IS NULL",
            (row["id"],),
        )
    )
    counter = _at_the_counter(reader, row, credit)
    open_paisa = open_dues(reader, [row["id"]]).get(row["id"], 0)
    lessened = given["total"] - given["refund"] - given["exchanged"]
    over = row["total_paisa"] - counter - credit - lessened - open_paisa
    if row["customer_id"] is None:
        over = 0
    return MemoStanding(
        total_paisa=row["total_paisa"],
        counter_paisa=counter,
        credit_paisa=credit,
        returned_paisa=given["total"],
        refunded_paisa=given["refund"],
        exchanged_paisa=given["exchanged"],
        later_paisa=max(0, over),
        open_paisa=open_paisa,
        ahead_paisa=max(0, -over),
    )


def _at_the_counter(reader: Reader, row: Row, credit_paisa: int) -> int:
    """What was laid down with the memo and was not taken back since; without a customer no ledger row tells."""
    if row["customer_id"] is None:
        return int(row["paid_paisa"]) - credit_paisa
    found = reader.row(
        "SELECT EXISTS (SELECT 1 FROM ledger r WHERE r.reverses_id = l.id) AS reversed FROM ledger l "
        "WHERE sale_id = ? AND created_at = ? AND kind IN ('payment', 'advance') AND amount_paisa = ? "
        "ORDER BY id LIMIT 1",
        (row["id"], row["created_at"], -row["paid_paisa"]),
    )
    return int(row["paid_paisa"]) if found is not None and not found["reversed"] else 0
