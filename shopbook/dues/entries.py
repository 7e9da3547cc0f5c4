"""Reading ledger rows as entries: all of a customer's, and those that can still matter. No rule lives here."""

from __future__ import annotations

import datetime as dt

from shopbook.dues.model import Entry
from shopbook.storage.connection import Row
from shopbook.storage.store import Reader

COLUMNS = "id, customer_id, entry_on, kind, amount_paisa, sale_id, reverses_id, job_id"
# A memo or a repair; ids are unique over all tables.
PAPER = "coalesce(sale_id, job_id)"
# Papers a promise or a plan that stands speaks of: their money says what became of it.
_SPOKEN_OF = (
    "SELECT sale_id FROM pay_promise WHERE customer_id = ?1 AND sale_id IS NOT NULL "
    "UNION SELECT sale_id FROM plan WHERE customer_id = ?1 AND ended_on IS NULL AND deleted_at IS NULL"
)
_PROMISED = (
    "SELECT 1 FROM pay_promise WHERE customer_id = ? AND status <> 'replaced' AND deleted_at IS NULL LIMIT 1"
)
_UNEVEN = (
    f"SELECT {PAPER} FROM ledger WHERE customer_id = ?1 AND {PAPER} IS NOT NULL "
    f"GROUP BY 1 HAVING sum(amount_paisa) <> 0"
)
# Also those between whose first and last row the customer paid or promised something else.
_NOT_AT_ONCE = f"""
    SELECT paper FROM (
        SELECT paper, amount_paisa, row_number() OVER (ORDER BY id) AS place FROM (
            SELECT id, {PAPER} AS paper, amount_paisa FROM ledger WHERE customer_id = ?1
            UNION ALL SELECT id, NULL, 0 FROM pay_promise
            WHERE customer_id = ?1 AND status <> 'replaced' AND deleted_at IS NULL))
    WHERE paper IS NOT NULL
    GROUP BY paper HAVING sum(amount_paisa) <> 0 OR max(place) - min(place) + 1 <> count(*)"""


def entry_of(row: Row) -> Entry:
    """An entry from a row with COLUMNS."""
    return Entry(
        id=row["id"],
        on=dt.date.fromisoformat(row["entry_on"]),
        kind=row["kind"],
        amount_paisa=row["amount_paisa"],
        sale_id=row["sale_id"],
        reverses_id=row["reverses_id"],
        job_id=row["job_id"],
    )


def entries_of(reader: Reader, customer_id: int) -> list[Entry]:
    """A customer's ledger, oldest first, also inside an open operation."""
    return [
        entry_of(row)
        for row in reader.rows(
            f"SELECT {COLUMNS} FROM ledger WHERE customer_id = ? ORDER BY entry_on, id", (customer_id,)
        )
    ]


def unsettled_of(reader: Reader, customer_id: int) -> list[Entry]:
    """The entries that can still matter: without memos whose own rows come to nothing, paid on the spot or voided.

    They neither are open nor leave anything over, and for somebody who buys daily for cash they are nearly all: a sale
    to a customer of 2,000 memos took 55 ms with them. Where something was promised, one that was paid only later stays,
    for while it was open not everything was paid; see `promise_model.settle`, which leaves out the same ones.
    """
    uneven = _NOT_AT_ONCE if reader.value(_PROMISED, (customer_id,)) else _UNEVEN
    return [
        entry_of(row)
        for row in reader.rows(
            f"SELECT {COLUMNS} FROM ledger WHERE customer_id = ?1 AND ({PAPER} IS NULL OR {PAPER} IN ("
            f"{uneven} UNION ALL {_SPOKEN_OF})) ORDER BY entry_on, id",
            (customer_id,),
        )
    ]
