"""Questions about customers: one, many, their phones, and whether a phone is known. Finding by name is `search`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Literal

from shopbook.clock import day_of, to_day, to_instant
from shopbook.customers.model import (
    Customer,
    CustomerDraft,
    CustomerPhone,
    CustomerRow,
    PartialDate,
    PhoneDraft,
    SamePhone,
)
from shopbook.errors import Message, NotFound
from shopbook.permissions import shows
from shopbook.storage.connection import Row
from shopbook.storage.store import Reader

Sort = Literal["name", "balance", "seen", "newest"]
Which = Literal["all", "owing", "review", "trash"]

LIVE = "deleted_at IS NULL AND merged_into_id IS NULL"
_LIVE_C = "c.deleted_at IS NULL AND c.merged_into_id IS NULL"
# Every order ends in the id, so that a list never shuffles equals; each has its partial index.
_ORDERS: dict[Sort, tuple[str, str]] = {
    "name": ("sort_key, id", "sort_key DESC, id DESC"),
    "balance": ("balance_paisa, id", "balance_paisa DESC, id DESC"),
    "seen": ("last_seen_on, id", "last_seen_on DESC, id DESC"),
    "newest": ("id", "id DESC"),
}
_FILTERS: dict[Which, str] = {
    "all": LIVE,
    "owing": f"{LIVE} AND balance_paisa > 0",
    "review": f"{LIVE} AND needs_review = 1",
    "trash": "deleted_at IS NOT NULL AND erased_on IS NULL",
}
# A range no balance is outside of: without a term on its column SQLite counts along the table, not along the index
# (100,000 customers: 18 ms, with it 4).
_COUNTS: dict[Which, str] = {**_FILTERS, "all": f"{LIVE} AND balance_paisa > -9223372036854775808"}
_ROW = (
    "SELECT c.id, c.name, c.nickname, c.guardian_name, c.area, c.balance_paisa, c.oldest_unpaid_on, c.last_seen_on, "
    "c.needs_review, (SELECT coalesce(p.e164, p.raw) FROM customer_phone p WHERE p.customer_id = c.id "
    "AND p.deleted_at IS NULL ORDER BY p.state = 'wrong', p.position, p.id LIMIT 1) AS phone FROM customer c "
)


class CustomerQueries:
    """Reads about customers."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    @shows("look")
    def ids(self, sort: Sort = "name", *, descending: bool = False, which: Which = "all") -> list[int]:
        """The ids of a list in its order (a screen holds only these and fetches rows as they come into view)."""
        if sort == "balance" or which == "owing":
            self._reader.require("see_dues")
        order = _ORDERS[sort][1 if descending else 0]
        return self._reader.ids(f"SELECT id FROM customer WHERE {_FILTERS[which]} ORDER BY {order}")

    @shows("look")
    def count(self, which: Which = "all") -> int:
        """How many customers a list has."""
        if which == "owing":
            self._reader.require("see_dues")
        return int(self._reader.value(f"SELECT count(*) FROM customer WHERE {_COUNTS[which]}"))

    @shows("look")
    def rows(self, ids: Sequence[int]) -> list[CustomerRow]:
        """List lines for these ids, in their order; ids that are gone are left out.

        For who may not see dues, `balance_paisa` is 0 and `oldest_unpaid_on` None.
        """
        dues = self._reader.sees("see_dues")
        found = {row["id"]: _to_row(row, dues) for row in self._of(_ROW + "WHERE c.id IN", ids)}
        return [found[one] for one in ids if one in found]

    @shows("look")
    def row(self, customer_id: int) -> CustomerRow:
        """One list line; NotFound when it is gone."""
        rows = self.rows([customer_id])
        if not rows:
            raise NotFound(Message("This customer is not in the book any more."))
        return rows[0]

    @shows("look")
    def get(self, customer_id: int) -> Customer:
        """Everything about one customer, in the trash or not; NotFound when there is none.

        For who may not see tiers, `draft` has the usual tier and no limit; for who may not see dues `balance_paisa` is
        0 and the days of old dues and payments are None.
        """
        row = self._reader.row("SELECT * FROM customer WHERE id = ?", (customer_id,))
        if row is None:
            raise NotFound(Message("This customer is not in the book any more."))
        found = _to_customer(row, self.phones(customer_id), self.tags_of(customer_id))
        if not self._reader.sees("see_tier"):
            found = replace(found, draft=replace(found.draft, tier="normal", credit_limit_paisa=None))
        if not self._reader.sees("see_dues"):
            found = replace(found, balance_paisa=0, oldest_unpaid_on=None, last_payment_on=None)
        return found

    @shows("look")
    def phones(self, customer_id: int) -> tuple[CustomerPhone, ...]:
        """A customer's phones, the best first."""
        rows = self._reader.rows(
            "SELECT * FROM customer_phone WHERE customer_id = ? AND deleted_at IS NULL "
            "ORDER BY state = 'wrong', position, id",
            (customer_id,),
        )
        return tuple(_to_phone(row) for row in rows)

    @shows("look")
    def tags_of(self, customer_id: int) -> tuple[str, ...]:
        """The names of a customer's tags."""
        rows = self._reader.rows(
            "SELECT t.name FROM customer_tag ct JOIN tag t ON t.id = ct.tag_id "
            "WHERE ct.customer_id = ? AND ct.deleted_at IS NULL AND t.deleted_at IS NULL ORDER BY t.name",
            (customer_id,),
        )
        return tuple(row["name"] for row in rows)

    @shows("look")
    def with_phone(self, typed: str, besides: int | None = None, limit: int = 5) -> list[SamePhone]:
        """Who has the phone that is being typed: the duplicate warning. Silent until a whole number stands there."""
        from shopbook.customers import phones

        found: list[SamePhone] = []
        for raw in phones.split(typed) or [typed]:
            key10 = phones.normalise(raw).key10
            if len(key10) < 7:  # a short code or half a number says nothing about a person
                continue
            rows = self._reader.rows(
                f"SELECT c.id, c.name, c.area, coalesce(p.e164, p.raw) AS phone FROM customer_phone p "
                f"JOIN customer c ON c.id = p.customer_id WHERE p.key10 = ? AND p.deleted_at IS NULL "
                f"AND {_LIVE_C} AND c.id IS NOT ? ORDER BY c.id LIMIT ?",
                (key10, besides, limit),
            )
            found += [
                SamePhone(row["id"], row["name"] or "", row["area"] or "", row["phone"]) for row in rows
            ]
        return found[:limit]

    @shows("look")
    def household(self, key10: str) -> list[int]:
        """The customers who share a phone (its last ten digits)."""
        return self._reader.ids(
            f"SELECT c.id FROM customer_phone p JOIN customer c ON c.id = p.customer_id "
            f"WHERE p.key10 = ? AND p.deleted_at IS NULL AND {_LIVE_C} ORDER BY c.id",
            (key10,),
        )

    def _of(self, select: str, ids: Sequence[int]) -> Iterable[Row]:
        marks = ", ".join("?" * len(ids))
        return self._reader.rows(f"{select} ({marks})", tuple(ids)) if ids else []


def _to_row(row: Row, dues: bool) -> CustomerRow:
    return CustomerRow(
        id=row["id"],
        name=row["name"] or "",
        nickname=row["nickname"] or "",
        guardian_name=row["guardian_name"] or "",
        area=row["area"] or "",
        phone=row["phone"] or "",
        balance_paisa=row["balance_paisa"] if dues else 0,
        oldest_unpaid_on=to_day(row["oldest_unpaid_on"]) if dues else None,
        last_seen_on=to_day(row["last_seen_on"]),
        needs_review=bool(row["needs_review"]),
    )


def _to_phone(row: Row) -> CustomerPhone:
    return CustomerPhone(
        id=row["id"],
        raw=row["raw"],
        e164=row["e164"] or "",
        key10=row["key10"],
        label=row["label"],
        note=row["note"] or "",
        state=row["state"],
    )


def _to_draft(row: Row, phones: tuple[CustomerPhone, ...], tags: tuple[str, ...]) -> CustomerDraft:
    texts = (
        "name",
        "nickname",
        "guardian_name",
        "area",
        "address",
        "landmark",
        "occupation",
        "best_from",
        "best_to",
    )
    more = ("do_not_call_reason", "source", "remark", "review_reason")
    return CustomerDraft(
        **{name: row[name] or "" for name in texts + more},
        guardian_relation=row["guardian_relation"],
        honorific=row["honorific"],
        phones=tuple(PhoneDraft(phone.shown, phone.label, phone.note) for phone in phones),
        birthday=PartialDate(row["birth_y"], row["birth_m"], row["birth_d"]),
        birth_estimated=bool(row["birth_estimated"]),
        wedding=PartialDate(row["wedding_y"], row["wedding_m"], row["wedding_d"]),
        festivals=tuple(filter(None, (row["festivals"] or "").split(","))),
        tier=row["tier"],
        touch_days=row["touch_days"],
        do_not_call=bool(row["do_not_call"]),
        do_not_call_until=to_day(row["do_not_call_until"]),
        no_gift=bool(row["no_gift"]),
        credit_limit_paisa=row["credit_limit_paisa"],
        referred_by_id=row["referred_by_id"],
        needs_review=bool(row["needs_review"]),
        tags=tags,
    )


def _to_customer(row: Row, phones: tuple[CustomerPhone, ...], tags: tuple[str, ...]) -> Customer:
    days = (
        "oldest_unpaid_on",
        "last_payment_on",
        "first_sale_on",
        "last_sale_on",
        "last_contact_on",
        "last_seen_on",
    )
    return Customer(
        id=row["id"],
        code=row["code"],
        draft=_to_draft(row, phones, tags),
        phones=phones,
        created_on=day_of(to_instant(row["created_at"])),
        deleted=row["deleted_at"] is not None,
        merged_into_id=row["merged_into_id"],
        balance_paisa=row["balance_paisa"],
        sales_count=row["sales_count"],
        erased_on=to_day(row["erased_on"]),
        **{name: to_day(row[name]) for name in days},
    )
