"""What a card tells when it is opened, before dialling: one customer's few facts, fetched for that card alone."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from shopbook.clock import to_day, to_instant
from shopbook.errors import Message
from shopbook.followups.messages import ready_message
from shopbook.followups.model import Card, Day
from shopbook.storage.store import Store


@dataclass(frozen=True, slots=True)
class LastTalk:
    """The last time somebody of the household was spoken to or tried."""

    at: dt.datetime
    outcome: str
    said: str
    answered: str
    mood: str | None
    channel: str
    direction: str


@dataclass(frozen=True, slots=True)
class OpenPromise:
    """Money promised and not yet paid."""

    due_on: dt.date
    left_paisa: int


@dataclass(frozen=True, slots=True)
class FamilyLine:
    """One member of the family; `localisation.dates.age_partial` says the age."""

    relation: str
    name: str
    count: int
    birth_year: int | None
    birth_month: int | None
    birth_day: int | None
    expected_on: dt.date | None


@dataclass(frozen=True, slots=True)
class LastSale:
    """What was bought last."""

    id: int
    memo_no: str
    sold_on: dt.date
    total_paisa: int
    products: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A note worth knowing before the call. Sensitive ones come without their text."""

    kind: str
    body: str
    noted_on: dt.date
    open: bool
    sensitivity: str


@dataclass(frozen=True, slots=True)
class Details:
    """The opened card. `quiet_until`: the last day on which dues and offers stay unsaid."""

    message: Message
    balance_paisa: int = 0
    last_talk: LastTalk | None = None
    promises: tuple[OpenPromise, ...] = ()
    family: tuple[FamilyLine, ...] = ()
    last_sale: LastSale | None = None
    notes: tuple[NoteLine, ...] = ()
    usage_tip: str = ""
    quiet_until: dt.date | None = None
    do_not_call_reason: str = ""
    remark: str = ""


class DetailsQueries:
    """Reads for one opened card."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def _details(self, card: Card, day: Day) -> Details:
        message = ready_message(card, day.shop)
        customer = card.customer_id
        key10 = next((item.key10 for item in card.reasons if item.key10), None)
        talk = self._last_talk(customer, key10)
        if customer is None:
            return Details(message=message, last_talk=talk)
        row = self._store.row(
            "SELECT balance_paisa, do_not_call_reason, remark, "
            "(SELECT max(n.quiet_until) FROM note n WHERE n.customer_id = c.id AND n.deleted_at IS NULL) AS quiet "
            "FROM customer c WHERE c.id = ?",
            (customer,),
        )
        quiet = to_day(row["quiet"]) if row else None
        sale = self._last_sale(customer)
        return Details(
            message=message,
            balance_paisa=row["balance_paisa"] if row else 0,
            last_talk=talk,
            promises=self._promises(customer),
            family=self._family(customer),
            last_sale=sale,
            notes=self._notes(customer),
            usage_tip=self._usage_tip(sale),
            quiet_until=quiet if quiet is not None and quiet >= day.today else None,
            do_not_call_reason=(row["do_not_call_reason"] or "") if row else "",
            remark=(row["remark"] or "") if row else "",
        )

    def _last_talk(self, customer: int | None, key10: str | None) -> LastTalk | None:
        columns = (
            "SELECT at, outcome, said, answered, mood, channel, direction "
            "FROM interaction WHERE deleted_at IS NULL"
        )
        rows = [
            row
            for row in (
                self._store.row(f"{columns} AND customer_id = ? ORDER BY at DESC LIMIT 1", (customer,)),
                self._store.row(f"{columns} AND key10 = ? ORDER BY at DESC LIMIT 1", (key10,)),
            )
            if row is not None
        ]
        if not rows:
            return None
        row = max(rows, key=lambda found: str(found["at"]))
        return LastTalk(
            at=to_instant(row["at"]),
            outcome=row["outcome"],
            said=row["said"] or "",
            answered=row["answered"] or "",
            mood=row["mood"],
            channel=row["channel"],
            direction=row["direction"],
        )

    def _promises(self, customer: int) -> tuple[OpenPromise, ...]:
        rows = self._store.rows(
            "SELECT due_on, amount_paisa - paid_paisa AS left_paisa FROM pay_promise "
            "WHERE customer_id = ? AND closed_on IS NULL AND deleted_at IS NULL ORDER BY due_on",
            (customer,),
        )
        return tuple(OpenPromise(dt.date.fromisoformat(row["due_on"]), row["left_paisa"]) for row in rows)

    def _family(self, customer: int) -> tuple[FamilyLine, ...]:
        rows = self._store.rows(
            "SELECT relation, name, head_count, birth_y, birth_m, birth_d, expected_on FROM family_member "
            "WHERE customer_id = ? AND deleted_at IS NULL AND deceased_on IS NULL "
            "ORDER BY birth_y IS NULL, birth_y, id",
            (customer,),
        )
        return tuple(
            FamilyLine(
                relation=row["relation"],
                name=row["name"] or "",
                count=row["head_count"],
                birth_year=row["birth_y"],
                birth_month=row["birth_m"],
                birth_day=row["birth_d"],
                expected_on=to_day(row["expected_on"]),
            )
            for row in rows
        )

    def _last_sale(self, customer: int) -> LastSale | None:
        row = self._store.row(
            "SELECT id, memo_no, sold_on, total_paisa FROM sale WHERE customer_id = ? AND voided_on IS NULL "
            "AND deleted_at IS NULL ORDER BY sold_on DESC, id DESC LIMIT 1",
            (customer,),
        )
        if row is None:
            return None
        names = self._store.rows(
            "SELECT name FROM sale_item WHERE sale_id = ? AND deleted_at IS NULL ORDER BY position",
            (row["id"],),
        )
        return LastSale(
            id=row["id"],
            memo_no=row["memo_no"],
            sold_on=dt.date.fromisoformat(row["sold_on"]),
            total_paisa=row["total_paisa"],
            products=tuple(found["name"] for found in names),
        )

    def _usage_tip(self, sale: LastSale | None) -> str:
        """The dearest product's own tip (A41), to have at hand when somebody asks how it is used."""
        if sale is None:
            return ""
        return str(
            self._store.value(
                "SELECT p.usage_tip FROM sale_item i JOIN product p ON p.id = i.product_id "
                "WHERE i.sale_id = ? AND p.usage_tip IS NOT NULL ORDER BY i.amount_paisa DESC LIMIT 1",
                (sale.id,),
                "",
            )
        )

    def _notes(self, customer: int) -> tuple[NoteLine, ...]:
        rows = self._store.rows(
            "SELECT kind, CASE sensitivity WHEN 'open' THEN body ELSE '' END AS body, noted_on, sensitivity, "
            "needs_closing = 1 AND resolved_on IS NULL AS still_open FROM note "
            "WHERE customer_id = ? AND deleted_at IS NULL ORDER BY pinned DESC, noted_on DESC, id DESC LIMIT 3",
            (customer,),
        )
        return tuple(
            NoteLine(
                kind=row["kind"],
                body=row["body"],
                noted_on=dt.date.fromisoformat(row["noted_on"]),
                open=bool(row["still_open"]),
                sensitivity=row["sensitivity"],
            )
            for row in rows
        )
