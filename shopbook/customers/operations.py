"""The only writes about customers. What they mean to money, sales and calls is with those nouns."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from shopbook.clock import from_instant
from shopbook.customers.model import CustomerDraft, PhoneDraft, phones_of
from shopbook.customers.phones import Phone
from shopbook.customers.queries import CustomerQueries
from shopbook.errors import Invalid, Message, NotFound, Refused
from shopbook.localisation.collation import sort_key
from shopbook.permissions import needs
from shopbook.search.fold import clean, fine_key, is_honorific
from shopbook.search.index import TEXT_COLUMNS, CustomerRow, SearchIndex
from shopbook.storage.store import Operation, Reader, Store

_TEXTS = (
    *("name", "nickname", "guardian_name", "area", "address", "landmark", "occupation"),
    *("best_from", "best_to", "do_not_call_reason", "source", "review_reason"),
)
_PHONE_COLUMNS = (
    "id",
    "customer_id",
    "position",
    "raw",
    "e164",
    "key10",
    "label",
    "note",
    "created_at",
    "updated_at",
)


class Customers(CustomerQueries):
    """Customers of one book: questions and writes."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self._store = store
        self._index = SearchIndex()

    @needs("customer")
    def add(self, draft: CustomerDraft, by: object | None = None) -> int:
        """Add a customer; returns the id. A phone somebody else has is no obstacle: families share.

        Raises Invalid, NotAllowed (a tier or a limit, from who may not give one).
        """
        if (draft.tier, draft.credit_limit_paisa) != ("normal", None):
            self._store.require("credit")
        problems = draft.problems()
        if problems:
            raise Invalid(problems)
        with self._store.operation(by) as op:
            return self.add_many(op, [draft])[0]

    def add_many(self, op: Operation, drafts: Sequence[CustomerDraft]) -> list[int]:
        """Add customers inside an open operation (imports, the sample shop); drafts must have no problems."""
        codes = op.numbers("customer", len(drafts))
        ids = op.new_ids(len(drafts))
        rows = [
            {"id": customer_id, "code": code, **_columns(draft), "created_at": op.now, "updated_at": op.now}
            for customer_id, code, draft in zip(ids, codes, drafts, strict=True)
        ]
        if rows:
            names = tuple(rows[0])
            op.insert_many("customer", names, (tuple(row.values()) for row in rows))
            phones = [phones_of(draft) for draft in drafts]  # once for the rows and for the search keys
            op.insert_many("customer_phone", _PHONE_COLUMNS, _phone_rows(op, ids, phones))
            self._index.put_customers(op, map(_search_row, ids, rows, phones))
        for customer_id, draft in zip(ids, drafts, strict=True):
            if draft.tags:
                self._tag(op, customer_id, draft.tags)
        op.touch("customer", *ids)
        return ids

    @needs("customer")
    def change(self, customer_id: int, draft: CustomerDraft, by: object | None = None) -> None:
        """Save what was edited; the journal keeps what it was. Raises Invalid, NotFound, Refused (erased).

        From who may not see tier and limit the draft has none: they stay as they are.
        """
        problems = draft.problems()
        if problems:
            raise Invalid(problems)
        knows = self._store.sees("see_tier")
        with self._store.operation(by) as op:
            refuse_erased(op, customer_id)
            columns = _columns(draft)
            if not knows:
                del columns["tier"], columns["credit_limit_paisa"]
            op.update("customer", customer_id, columns)
            self._change_phones(op, customer_id, draft)
            self._tag(op, customer_id, draft.tags)
            self._index.put_customers(op, [_search_row(customer_id, columns, phones_of(draft))])
            op.touch("customer", customer_id)

    @needs("trash")
    def trash(self, customer_id: int, by: object | None = None) -> None:
        """Put a customer into the trash; sales and money stay in the book."""
        self._mark(customer_id, {"deleted_at": from_instant(self._store.clock.now())}, by)

    @needs("trash")
    def restore(self, customer_id: int, by: object | None = None) -> None:
        """Take a customer out of the trash. Refused for one who asked to be forgotten."""
        refuse_erased(self._store, customer_id)
        self._mark(customer_id, {"deleted_at": None}, by)

    @needs("customer")
    def reviewed(self, customer_id: int, by: object | None = None) -> None:
        """An imported record was looked at and is right."""
        self._mark(customer_id, {"needs_review": 0, "review_reason": None}, by)

    @needs("customer")
    def do_not_call(self, customer_id: int, reason: str = "", by: object | None = None) -> None:
        """They asked not to be called; a day until which they asked that before ends nothing any more."""
        why = reason.strip() or None
        values: dict[str, object] = {"do_not_call": 1, "do_not_call_until": None, "do_not_call_reason": why}
        self._mark(customer_id, values, by)

    @needs("customer")
    def mark_phone(self, phone_id: int, state: str, by: object | None = None) -> None:
        """Remember that a number is `ok`, `off` or `wrong`."""
        with self._store.operation(by) as op:
            customer_id = op.value("SELECT customer_id FROM customer_phone WHERE id = ?", (phone_id,))
            if customer_id is None:
                raise NotFound(Message("This phone is not in the book any more."))
            op.update("customer_phone", phone_id, {"state": state})
            op.touch("customer", customer_id)

    @needs("customer")
    def add_phone(self, customer_id: int, raw: str, by: object | None = None) -> None:
        """Add one more number to a customer, unless it is there already."""
        draft = self.get(customer_id).draft
        phones = (*draft.phones, PhoneDraft(raw))
        with self._store.operation(by) as op:
            changed = CustomerDraft(name=draft.name, phones=phones)
            self._change_phones(op, customer_id, changed)
            self.index(op, [customer_id])
            op.touch("customer", customer_id)

    def index(self, op: Operation, ids: Sequence[int]) -> None:
        """Make the search keys and the place in the order anew after a change that went past `change`."""
        columns = ", ".join(TEXT_COLUMNS)
        for customer_id in ids:
            row = op.row(f"SELECT {columns} FROM customer WHERE id = ?", (customer_id,))
            if row is None:
                continue
            phones = op.rows(
                "SELECT coalesce(e164, raw) AS phone FROM customer_phone WHERE customer_id = ? AND deleted_at IS NULL",
                (customer_id,),
            )
            self._index.put_customer(op, customer_id, tuple(row), [phone["phone"] for phone in phones])
            op.execute(
                "UPDATE customer SET sort_key = ? WHERE id = ?",
                (name_sort_key(row["name"] or ""), customer_id),
            )

    def _mark(self, customer_id: int, values: dict[str, object], by: object | None) -> None:
        with self._store.operation(by) as op:
            op.update("customer", customer_id, values)
            op.touch("customer", customer_id)

    def _change_phones(self, op: Operation, customer_id: int, draft: CustomerDraft) -> None:
        """Keep what is still there (with its state), add what is new, take out what is gone."""
        rows = op.rows(
            "SELECT * FROM customer_phone WHERE customer_id = ? AND deleted_at IS NULL", (customer_id,)
        )
        old = {row["e164"] or row["key10"] or row["raw"]: row for row in rows}
        for position, (typed, phone) in enumerate(phones_of(draft)):
            row = old.pop(phone.e164 or phone.key10 or phone.raw, None)
            values = {"position": position, "label": typed.label, "note": typed.note or None}
            if row is None:
                numbers = {"raw": phone.raw, "e164": phone.e164 or None, "key10": phone.key10}
                op.insert("customer_phone", {"customer_id": customer_id, **numbers, **values})
            elif any(row[column] != value for column, value in values.items()):
                op.update("customer_phone", row["id"], values)
        for row in old.values():
            op.update("customer_phone", row["id"], {"deleted_at": op.now})

    def _tag(self, op: Operation, customer_id: int, tags: tuple[str, ...]) -> None:
        rows = op.rows(
            "SELECT ct.id, t.name FROM customer_tag ct JOIN tag t ON t.id = ct.tag_id "
            "WHERE ct.customer_id = ? AND ct.deleted_at IS NULL",
            (customer_id,),
        )
        old = {row["name"]: row["id"] for row in rows}
        for name in dict.fromkeys(clean(tag) for tag in tags if tag.strip()):
            if old.pop(name, None) is None:
                tag_id = op.value("SELECT id FROM tag WHERE name = ? AND deleted_at IS NULL", (name,))
                if tag_id is None:
                    tag_id = op.insert("tag", {"name": name})
                op.insert("customer_tag", {"customer_id": customer_id, "tag_id": tag_id})
        for row_id in old.values():
            op.update("customer_tag", row_id, {"deleted_at": op.now})


def refuse_erased(reader: Reader, customer_id: int) -> None:
    """Refused for a customer who asked to be forgotten: no word of theirs comes back, from an open form neither."""
    if reader.value("SELECT erased_on FROM customer WHERE id = ?", (customer_id,)) is not None:
        raise Refused(Message("What was erased for good cannot come back."))


def met(op: Operation, customer_id: int, day: dt.date, *, seen: bool = False) -> None:
    """Somebody spoke with a customer on a day: last contact moves forward, never back.

    `seen`: face to face, so the day they were last seen does too. A voice on the telephone was not seen.
    """
    op.execute(
        "UPDATE customer SET last_contact_on = max(coalesce(last_contact_on, ''), :day), last_seen_on = "
        "CASE WHEN :seen THEN max(coalesce(last_seen_on, ''), :day) ELSE last_seen_on END WHERE id = :id",
        {"day": day.isoformat(), "id": customer_id, "seen": int(seen)},
    )


def name_sort_key(name: str) -> bytes:
    """Order by given name: half of all men are মোঃ, so that a list under ম would be no order at all."""
    words = name.split()
    given = [word for word in words if not _is_title(word)]
    return sort_key(" ".join(given or words))


@lru_cache(maxsize=8192)  # few words make all names: 0.7 -> 0.1 us a word
def _is_title(word: str) -> bool:
    return is_honorific(fine_key(word))


def _columns(draft: CustomerDraft) -> dict[str, object]:
    """The columns of `customer` for a draft; every text in storage form, an empty one as NULL."""
    texts = {name: (clean(text) or None) if (text := getattr(draft, name)) else None for name in _TEXTS}
    return {
        **texts,
        "remark": draft.remark.strip() or None,
        "guardian_relation": draft.guardian_relation,
        "honorific": draft.honorific,
        "birth_y": draft.birthday.year,
        "birth_m": draft.birthday.month,
        "birth_d": draft.birthday.day,
        "birth_estimated": int(draft.birth_estimated),
        "wedding_y": draft.wedding.year,
        "wedding_m": draft.wedding.month,
        "wedding_d": draft.wedding.day,
        "festivals": ",".join(draft.festivals) or None,
        "tier": draft.tier,
        "touch_days": draft.touch_days,
        "do_not_call": int(draft.do_not_call),
        "do_not_call_until": draft.do_not_call_until.isoformat() if draft.do_not_call_until else None,
        "no_gift": int(draft.no_gift),
        "credit_limit_paisa": draft.credit_limit_paisa,
        "referred_by_id": draft.referred_by_id,
        "needs_review": int(draft.needs_review),
        "sort_key": name_sort_key(texts["name"] or ""),
    }


def _phone_rows(
    op: Operation, ids: Sequence[int], phones: Sequence[Sequence[tuple[PhoneDraft, Phone]]]
) -> Iterator[tuple[object, ...]]:
    made = iter(op.new_ids(sum(map(len, phones))))
    for customer_id, mine in zip(ids, phones, strict=True):
        for position, (typed, phone) in enumerate(mine):
            numbers = (phone.raw, phone.e164 or None, phone.key10)
            yield (
                next(made),
                customer_id,
                position,
                *numbers,
                typed.label,
                typed.note or None,
                op.now,
                op.now,
            )


def _search_row(
    customer_id: int, columns: Mapping[str, Any], phones: Sequence[tuple[PhoneDraft, Phone]]
) -> CustomerRow:
    return (
        customer_id,
        [columns[name] for name in TEXT_COLUMNS],
        [phone.e164 or phone.raw for _, phone in phones],
    )
