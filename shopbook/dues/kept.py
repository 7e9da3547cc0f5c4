"""The figures kept beside a customer, as the facts give them, and where the two differ. Nothing is written here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from shopbook.dues.ageing import age, standing
from shopbook.dues.entries import COLUMNS, entry_of
from shopbook.dues.model import RECEIVED, Difference, Entry
from shopbook.storage.store import Reader

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
# So many customers are compared at once by `differences`.
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures kept beside a customer, as the facts give them."""

    balance_paisa: int
    oldest_unpaid_on: str | None
    last_payment_on: str | None
    last_seen_on: str | None


class KeptFigures:
    """Comparing the kept figures of one book with its facts; a part of `DueQueries`."""

    _reader: Reader

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
            f"SELECT {COLUMNS} FROM ledger WHERE customer_id BETWEEN ? AND ? ORDER BY customer_id, entry_on, id",
            (first, last),
        ):
            entries.setdefault(row["customer_id"], []).append(entry_of(row))
        seen = last_seen(self._reader, first, last)
        for row in self._reader.rows(
            f"SELECT id, {', '.join(_KEPT)} FROM customer WHERE id BETWEEN ? AND ? ORDER BY id", (first, last)
        ):
            counted = figures_of(entries.get(row["id"], []), seen.get(row["id"]))
            for name in _KEPT:
                if row[name] != getattr(counted, name):
                    yield Difference(row["id"], name, row[name], getattr(counted, name))


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
