"""What was promised, complained about and sold to one customer: the few indexed questions behind an opened card."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from shopbook.clock import to_day
from shopbook.followups.model import Card
from shopbook.followups.rules.dues import MISSES_TO_ASK
from shopbook.storage.store import Store


@dataclass(frozen=True, slots=True)
class OpenPromise:
    """Money promised and not yet paid."""

    due_on: dt.date
    left_paisa: int
    id: int = 0


@dataclass(frozen=True, slots=True)
class GivenWord:
    """What the shop promised and has not kept yet."""

    id: int
    what: str
    due_on: dt.date


@dataclass(frozen=True, slots=True)
class WantedBuy:
    """What the customer said they would buy."""

    id: int
    what: str
    expected_on: dt.date
    amount_paisa: int | None


@dataclass(frozen=True, slots=True)
class ComplaintLine:
    """A complaint that is open, or resolved without a happy word since (`is_open` False)."""

    id: int
    what: str
    opened_on: dt.date
    promised_on: dt.date | None
    is_open: bool


@dataclass(frozen=True, slots=True)
class OpenJob:
    """A thing of theirs in the workshop. status: where it stands; `promised_on` None: no day was named."""

    id: int
    job_no: str
    product: str
    status: str
    promised_on: dt.date | None
    charge_paisa: int


@dataclass(frozen=True, slots=True)
class GuarantorLine:
    """Somebody who answers for instalments that were missed twice; before that nobody is told who they are."""

    name: str
    phone: str
    relation: str


@dataclass(frozen=True, slots=True)
class ProductHelp:
    """What the shop knows about the product in question: how it is used, and what people ask about it."""

    id: int
    name: str
    usage_tip: str = ""
    questions: str = ""


def pay_promises(store: Store, customer: int) -> tuple[OpenPromise, ...]:
    """Money promised by this customer, the nearest first."""
    rows = store.rows(
        "SELECT id, due_on, amount_paisa - paid_paisa AS left_paisa FROM pay_promise "
        "WHERE customer_id = ? AND closed_on IS NULL AND deleted_at IS NULL ORDER BY due_on",
        (customer,),
    )
    return tuple(
        OpenPromise(dt.date.fromisoformat(row["due_on"]), row["left_paisa"], row["id"]) for row in rows
    )


def guarantors(store: Store, customer: int, today: dt.date) -> tuple[GuarantorLine, ...]:
    """Who may be asked about this customer's instalments: nobody before two of a plan are missed."""
    rows = store.rows(
        "SELECT name, phone, relation FROM guarantor WHERE plan_id IN (SELECT plan_id FROM instalment "
        "WHERE customer_id = ? AND due_on < ? AND settled_on IS NULL AND deleted_at IS NULL "
        "GROUP BY plan_id HAVING count(*) >= ?) AND deleted_at IS NULL ORDER BY plan_id, position, id",
        (customer, today.isoformat(), MISSES_TO_ASK),
    )
    return tuple(GuarantorLine(row["name"], row["phone"] or "", row["relation"] or "") for row in rows)


def given_words(store: Store, customer: int) -> tuple[GivenWord, ...]:
    """The shop's own open promises to this customer, the nearest first."""
    rows = store.rows(
        "SELECT id, what, due_on FROM shop_promise "
        "WHERE customer_id = ? AND status = 'open' AND deleted_at IS NULL ORDER BY due_on",
        (customer,),
    )
    return tuple(GivenWord(row["id"], row["what"], dt.date.fromisoformat(row["due_on"])) for row in rows)


def wanted_buys(store: Store, customer: int) -> tuple[WantedBuy, ...]:
    """What this customer said they would buy, the nearest first."""
    rows = store.rows(
        "SELECT id, what, expected_on, amount_paisa FROM buy_promise "
        "WHERE customer_id = ? AND status = 'open' AND deleted_at IS NULL ORDER BY expected_on",
        (customer,),
    )
    return tuple(
        WantedBuy(row["id"], row["what"], dt.date.fromisoformat(row["expected_on"]), row["amount_paisa"])
        for row in rows
    )


def complaints(store: Store, customer: int) -> tuple[ComplaintLine, ...]:
    """Complaints that are open or whose customer is still at risk, open ones first."""
    rows = store.rows(
        "SELECT id, what, opened_on, promised_on, status FROM complaint WHERE customer_id = ? "
        "AND cleared_on IS NULL AND status <> 'withdrawn' AND deleted_at IS NULL ORDER BY status, opened_on DESC",
        (customer,),
    )
    return tuple(
        ComplaintLine(
            id=row["id"],
            what=row["what"],
            opened_on=dt.date.fromisoformat(row["opened_on"]),
            promised_on=to_day(row["promised_on"]),
            is_open=row["status"] == "open",
        )
        for row in rows
    )


def open_jobs(store: Store, customer: int) -> tuple[OpenJob, ...]:
    """What of this customer's is in the workshop, the first promised first."""
    rows = store.rows(
        "SELECT id, job_no, product_name, status, promised_on, charge_paisa FROM job WHERE customer_id = ? "
        "AND closed_on IS NULL AND deleted_at IS NULL ORDER BY promised_on IS NULL, promised_on, id",
        (customer,),
    )
    return tuple(
        OpenJob(
            row["id"],
            row["job_no"],
            row["product_name"],
            row["status"],
            to_day(row["promised_on"]),
            row["charge_paisa"],
        )
        for row in rows
    )


_HELP = "SELECT p.id, p.name, p.brand, p.model, p.usage_tip, p.questions FROM product p"
_OF_ITEM = "SELECT i.product_id FROM sale_item i"
# The product a reason is about, by the table its fact lives in. Of a memo: what there is something to say about, the
# dearest first.
_ABOUT = {
    "sale_item": f"{_HELP} WHERE p.id = ({_OF_ITEM} WHERE i.id = ?)",
    "warranty": f"{_HELP} WHERE p.id = ({_OF_ITEM} JOIN warranty w ON w.sale_item_id = i.id WHERE w.id = ?)",
    "coverage": f"{_HELP} WHERE p.id = ({_OF_ITEM} JOIN warranty w ON w.sale_item_id = i.id "
    "JOIN coverage v ON v.warranty_id = w.id WHERE v.id = ?)",
    "service_visit": f"{_HELP} WHERE p.id = ({_OF_ITEM} JOIN warranty w ON w.sale_item_id = i.id "
    "JOIN service_visit v ON v.warranty_id = w.id WHERE v.id = ?)",
    "buy_promise": f"{_HELP} WHERE p.id = (SELECT b.product_id FROM buy_promise b WHERE b.id = ?)",
    "job": f"{_HELP} WHERE p.id = ({_OF_ITEM} JOIN warranty w ON w.sale_item_id = i.id "
    "JOIN job j ON j.warranty_id = w.id WHERE j.id = ?)",
    "demand": f"{_HELP} WHERE p.id = (SELECT d.product_id FROM demand d WHERE d.id = ?)",
    "sale": f"{_HELP} JOIN sale_item i ON i.product_id = p.id WHERE i.sale_id = ? AND i.deleted_at IS NULL "
    "ORDER BY p.usage_tip IS NULL AND p.questions IS NULL, i.amount_paisa DESC LIMIT 1",
    "complaint": f"{_HELP} JOIN sale_item i ON i.product_id = p.id WHERE i.deleted_at IS NULL "
    "AND i.sale_id = (SELECT c.sale_id FROM complaint c WHERE c.id = ?) "
    "ORDER BY p.usage_tip IS NULL AND p.questions IS NULL, i.amount_paisa DESC LIMIT 1",
}


def product_in_question(store: Store, card: Card, last_sale: int | None) -> ProductHelp | None:
    """The product the weightiest such reason is about, else one of the last memo; None when the book has none."""
    asked = [(item.source_kind, item.source_id) for item in card.reasons if item.source_kind in _ABOUT]
    if last_sale is not None and ("sale", last_sale) not in asked:
        asked.append(("sale", last_sale))
    for kind, source in asked:
        row = store.row(_ABOUT[kind], (source,))
        if row is not None:
            from shopbook.products.model import (
                title,
            )  # products and their search keys wait until a card is opened

            name = title(row["name"], row["brand"] or "", row["model"] or "")
            return ProductHelp(row["id"], name, row["usage_tip"] or "", row["questions"] or "")
    return None
