"""What is wrong with a memo as typed, all at once by field, and what only looks wrong. Nothing is written here."""

from __future__ import annotations

import datetime as dt

from shopbook.clock import from_instant
from shopbook.dues.model import METHODS
from shopbook.errors import Message
from shopbook.money import MAX_PAISA
from shopbook.products.model import coverage_problems, service_problems
from shopbook.sales.model import DELIVERIES, ORIGINS, LineDraft, SaleDraft
from shopbook.search.fold import clean, fold_code
from shopbook.storage.store import Reader
from shopbook.warranties.model import LONGEST_SERIAL

_LONGEST_NAME = 200
_MOST_LINES = 200
_MOST_MILLI = 1_000_000_000
# Before this no shop kept a book here; a date beyond it is a slip of the finger.
_EARLIEST = dt.date(1971, 12, 16)
_TWICE_WITHIN = dt.timedelta(minutes=10)


def problems(draft: SaleDraft, today: dt.date) -> dict[str, Message]:
    """Every reason the draft cannot be saved, by field: "lines.0.name", "discount", "paid", "promised_on", ..."""
    found: dict[str, Message] = {}
    if draft.sold_on > today:
        found["sold_on"] = Message("This day is still to come.")
    elif draft.sold_on < _EARLIEST:
        found["sold_on"] = Message("This day is too long ago.")
    if not draft.lines:
        found["lines"] = Message("What was sold? Write at least one item.")
    elif len(draft.lines) > _MOST_LINES:
        found["lines"] = Message("A memo has at most {n} lines. Write a second memo.", n=_MOST_LINES)
    for place, line in enumerate(draft.lines):
        found |= {f"lines.{place}.{field}": problem for field, problem in _of_line(line).items()}
    found |= _repeated_serials(draft)
    found |= _of_money(draft)
    found |= _of_delivery(draft)
    if draft.origin not in ORIGINS:
        found["origin"] = Message("Choose where the sale came from.")
    return found


def _of_line(line: LineDraft) -> dict[str, Message]:
    found: dict[str, Message] = {}
    name = clean(line.name)
    if not name:
        found["name"] = Message("What was sold?")
    elif len(name) > _LONGEST_NAME:
        found["name"] = Message("A name has at most {n} letters.", n=_LONGEST_NAME)
    if not 1 <= line.quantity_milli <= _MOST_MILLI:
        found["quantity"] = Message("How many?")
    if not 0 <= line.unit_price_paisa <= MAX_PAISA:
        found["price"] = Message("This price is not possible.")
    elif "quantity" not in found and line.amount_paisa > MAX_PAISA:
        found["price"] = Message("This amount is too large.")
    for place, serial in enumerate(line.serials):
        if not fold_code(serial):
            found[f"serials.{place}"] = Message("A serial needs letters or digits.")
        elif len(clean(serial)) > LONGEST_SERIAL:
            found[f"serials.{place}"] = Message("A serial has at most {n} letters.", n=LONGEST_SERIAL)
    service = service_problems(line.service_every_days, line.service_count)
    return found | service | coverage_problems(line.coverages)


def _repeated_serials(draft: SaleDraft) -> dict[str, Message]:
    found: dict[str, Message] = {}
    seen: set[str] = set()
    for place, line in enumerate(draft.lines):
        for number, serial in enumerate(line.serials):
            folded = fold_code(serial)
            if folded and folded in seen:
                found[f"lines.{place}.serials.{number}"] = Message("This serial is on the memo twice.")
            seen.add(folded)
    return found


def _of_money(draft: SaleDraft) -> dict[str, Message]:
    found: dict[str, Message] = {}
    if draft.subtotal_paisa > MAX_PAISA:
        found["lines"] = Message("This amount is too large.")
    if draft.discount_paisa < 0:
        found["discount"] = Message("A discount cannot be negative.")
    elif draft.discount_paisa > draft.subtotal_paisa:
        found["discount"] = Message("The discount is larger than the price.")
    if draft.paid_paisa < 0:
        found["paid"] = Message("This amount is not possible.")
    elif draft.paid_paisa > MAX_PAISA:
        found["paid"] = Message("This amount is too large.")
    elif draft.customer_id is None and draft.lines and draft.paid_paisa != draft.total_paisa:
        found["paid"] = Message(
            "Without a customer the memo is paid in full: {total_paisa}. To leave a due, choose the customer.",
            total_paisa=max(0, draft.total_paisa),
        )
    if draft.method not in METHODS:
        found["method"] = Message("Choose how it was paid.")
    if draft.promised_on is not None and draft.promised_on < draft.sold_on:
        found["promised_on"] = Message("The promised day is before the sale.")
    return found


def _of_delivery(draft: SaleDraft) -> dict[str, Message]:
    found: dict[str, Message] = {}
    awaited = draft.delivery in ("needed", "out")
    if draft.delivery not in DELIVERIES or draft.delivery == "returned":
        found["delivery"] = Message("Choose whether it is to be delivered.")
    if awaited and draft.customer_id is None and not clean(draft.delivery_address):
        found["delivery_address"] = Message("Where is it to be delivered?")
    if awaited and draft.deliver_on is not None and draft.deliver_on < draft.sold_on:
        found["deliver_on"] = Message("The delivery is before the sale.")
    if draft.warranty_from not in ("sale", "delivery") or (draft.warranty_from == "delivery" and not awaited):
        found["warranty_from"] = Message(
            "A warranty counts from delivery only when the goods are to be delivered."
        )
    return found


def warnings(reader: Reader, draft: SaleDraft, now: dt.datetime) -> dict[str, Message]:
    """What looks wrong but may be right, by field: a serial sold before, the same memo typed twice."""
    found = _sold_serials(reader, draft)
    if draft.customer_id is None:
        return found
    twice = reader.value(
        "SELECT memo_no FROM sale WHERE customer_id = ? AND total_paisa = ? AND created_at >= ? "
        "AND voided_on IS NULL AND deleted_at IS NULL ORDER BY id DESC",
        (draft.customer_id, draft.total_paisa, from_instant(now - _TWICE_WITHIN)),
    )
    if twice is not None:
        found["lines"] = Message(
            "A memo of the same amount was saved a few minutes ago: {memo_no}. Is this another one?",
            memo_no=twice,
        )
    return found


def _sold_serials(reader: Reader, draft: SaleDraft) -> dict[str, Message]:
    found: dict[str, Message] = {}
    for place, line in enumerate(draft.lines):
        for number, serial in enumerate(line.serials):
            folded = fold_code(serial)
            row = folded and reader.row(
                "SELECT s.memo_no, s.sold_on FROM item_serial n JOIN sale_item i ON i.id = n.sale_item_id "
                "JOIN sale s ON s.id = i.sale_id WHERE n.folded = ? AND n.deleted_at IS NULL "
                "AND s.voided_on IS NULL AND s.deleted_at IS NULL AND i.returned_milli < i.quantity_milli "
                "AND NOT EXISTS (SELECT 1 FROM sale_return_item x JOIN sale_return r ON r.id = x.return_id "
                "WHERE x.sale_item_id = i.id AND x.serial_id = n.id AND r.voided_on IS NULL) ORDER BY s.id DESC",
                (folded,),
            )
            if row:
                found[f"lines.{place}.serials.{number}"] = Message(
                    "Serial {serial} was already sold: memo {memo_no} of {sold_on}.",
                    serial=clean(serial),
                    memo_no=row["memo_no"],
                    sold_on=dt.date.fromisoformat(row["sold_on"]),
                )
    return found
