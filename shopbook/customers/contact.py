"""When a customer was last spoken to: which endings of a call count, and the day as notes and talks tell it.

What moves it forward when somebody speaks with them is `operations.met`.
"""

from __future__ import annotations

from collections.abc import Iterator

from shopbook.storage.connection import Row
from shopbook.storage.store import Operation, Reader

# A call that ended so was a talk: it clears what waited for one, and counts as a contact.
TALKED = frozenset(
    {
        "talked",
        "call_later",
        "refused",
        "promised_pay",
        "paid",
        "promised_buy",
        "bought",
        "complaint",
        "do_not_call",
    }
)
_ENDINGS = ", ".join(f"'{outcome}'" for outcome in sorted(TALKED))
_LAST = (
    "(SELECT max(day) FROM ("
    "SELECT max(noted_on) AS day FROM note WHERE customer_id = customer.id AND deleted_at IS NULL UNION ALL "
    "SELECT max(on_day) FROM interaction WHERE customer_id = customer.id AND deleted_at IS NULL "
    f"AND outcome IN ({_ENDINGS})))"
)


def refresh_contact(op: Operation, customer_id: int) -> None:
    """The last contact as the notes and talks that are left tell it: one was thrown away or came back."""
    op.execute(f"UPDATE customer SET last_contact_on = {_LAST} WHERE id = ?", (customer_id,))


def contact_differences(reader: Reader) -> Iterator[Row]:
    """Where the day kept is not that of the last note or talk (id, kept, counted), for `check`."""
    yield from reader.rows(
        f"SELECT id, last_contact_on AS kept, {_LAST} AS counted FROM customer WHERE kept IS NOT counted"
    )
