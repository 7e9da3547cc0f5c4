"""The rows of a story's events, table by table, as the operations would write them. They are put in by `in_bulk`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

from shopbook.calls.model import CallDraft
from shopbook.care.demand_model import DemandDraft, wish_key
from shopbook.care.feedback import FeedbackDraft
from shopbook.care.promises import BuyPromiseDraft, ShopPromiseDraft
from shopbook.clock import DHAKA, from_instant
from shopbook.demo.goods import Good
from shopbook.demo.story import Buys, Tells
from shopbook.dues.model import PaymentDraft
from shopbook.dues.queries import fold_reference
from shopbook.notes.model import COMPLAINT, KINDS, FamilyDraft, GiftDraft, NoteKind
from shopbook.products.model import ProductDraft
from shopbook.sales.model import LineDraft, SaleDraft
from shopbook.search.fold import clean, fold_code
from shopbook.search.index import CodeRow
from shopbook.warranties.days import coverage_end, last_end
from shopbook.warranties.visits import due_days

# The hour at which everything of the years before happened.
AT = dt.time(11, 0)
NewId = Callable[[], int]
Row = tuple[object, ...]

COLUMNS: dict[str, tuple[str, ...]] = {
    "sale": (
        "id", "memo_no", "customer_id", "sold_on", "staff_id", "discount_paisa", "total_paisa", "paid_paisa",
        "paid_method", "paid_reference", "delivery", "delivered_on", "demo_given", "created_at", "updated_at",
    ),
    "sale_item": (
        "id", "sale_id", "position", "product_id", "name", "brand", "model", "unit", "quantity_milli",
        "unit_price_paisa", "amount_paisa", "durable", "created_at", "updated_at",
    ),
    "item_serial": ("id", "sale_item_id", "serial", "folded", "created_at", "updated_at"),
    "ledger": (
        "id", "customer_id", "entry_on", "kind", "amount_paisa", "method", "reference", "receipt_no", "sale_id",
        "staff_id", "created_at",
    ),
    "pay_promise": (
        "id", "customer_id", "sale_id", "made_on", "due_on", "amount_paisa", "created_at", "updated_at",
    ),
    "warranty": (
        "id", "card_no", "customer_id", "sale_item_id", "product_name", "brand", "model", "serial", "serial_folded",
        "issued_on", "start_on", "terms", "usage_tip", "last_ends_on", "service_every_days", "service_count",
        "created_at", "updated_at",
    ),
    "service_visit": ("id", "warranty_id", "customer_id", "sequence", "due_on", "created_at", "updated_at"),
    "coverage": (
        "id", "warranty_id", "position", "kind", "component", "length", "unit", "ends_on", "created_at", "updated_at",
    ),
    "family_member": (
        "id", "customer_id", "relation", "name", "birth_y", "birth_m", "birth_d", "created_at", "updated_at",
    ),
    "note": (
        "id", "customer_id", "kind", "body", "noted_on", "event_on", "quiet_until", "sensitivity", "needs_closing",
        "resolved_on", "resolution", "created_at", "updated_at",
    ),
    "complaint": (
        "id", "customer_id", "kind", "what", "note_id", "opened_at", "opened_on", "status", "resolved_at",
        "resolved_on", "resolution", "satisfied", "checked_on", "cleared_on", "created_at", "updated_at",
    ),
    "note_followup": ("id", "note_id", "due_on", "yearly", "created_at", "updated_at"),
    "gift": (
        "id", "customer_id", "what", "cost_paisa", "given_on", "place", "reached", "created_at", "updated_at",
    ),
    "interaction": (
        "id", "customer_id", "phone", "key10", "at", "on_day", "outcome", "said", "answered", "score", "staff_id",
        "created_at", "updated_at",
    ),
    "feedback": ("id", "customer_id", "interaction_id", "asked_on", "score", "created_at", "updated_at"),
    "demand": (
        "id", "customer_id", "what", "folded", "asked_on", "reason", "status", "closed_on", "interaction_id",
        "created_at", "updated_at",
    ),
    "shop_promise": (
        "id", "customer_id", "what", "made_on", "due_on", "interaction_id", "created_at", "updated_at",
    ),
    "buy_promise": (
        "id", "customer_id", "what", "made_on", "expected_on", "interaction_id", "created_at", "updated_at",
    ),
}  # fmt: skip
_KINDS = {kind.code: kind for kind in KINDS}


class Rows:
    """Rows gathered until they are put in. Numbers come as iterators, so that they follow the order of events."""

    def __init__(self, new_id: NewId, staff: tuple[int, ...], terms: str) -> None:
        self.tables: dict[str, list[Row]] = {table: [] for table in COLUMNS}
        self.codes: list[CodeRow] = []
        self._id = new_id
        self._staff = staff
        self._terms = terms

    def family(self, customer_id: int, member: FamilyDraft, now: str) -> None:
        """A family member told about when the customer was added."""
        born = member.birthday
        name = clean(member.name) or None
        self.tables["family_member"].append(
            (self._id(), customer_id, member.relation, name, born.year, born.month, born.day, now, now)
        )

    def sale(
        self, deed: Buys, customer_id: int | None, memo_no: str, receipts: Iterator[str], cards: Iterator[str],
        goods: tuple[Good, ...], products: tuple[int, ...], now: str,
    ) -> None:  # fmt: skip
        """A memo with its lines, serials, cards, ledger rows and promise."""
        draft, sale_id = deed.draft, self._id()
        staff = self._staff[sale_id % len(self._staff)]
        paid = draft.paid_paisa
        self.tables["sale"].append(
            (
                *(sale_id, memo_no, customer_id, draft.sold_on.isoformat(), staff, draft.discount_paisa),
                *(draft.total_paisa, paid, draft.method if paid else None),
                (fold_reference(draft.reference) or None) if paid else None,
                *(draft.delivery, draft.sold_on.isoformat() if draft.delivery == "delivered" else None),
                *(int(draft.demo_given), now, now),
            )
        )
        self.codes.append(("memo", sale_id, customer_id, memo_no))
        for position, (line, place) in enumerate(zip(draft.lines, deed.goods, strict=True)):
            item_id = self._line(
                sale_id, position, line, products[place], goods[place].draft.durable, customer_id, now
            )
            if line.coverages:
                good = goods[place].draft
                self._card(item_id, line, draft.sold_on, customer_id, next(cards), good, now)
        if customer_id is not None:
            self._money(draft, sale_id, customer_id, receipts, staff, now)

    def _line(
        self, sale_id: int, position: int, line: LineDraft, product_id: int, durable: bool,
        customer_id: int | None, now: str,
    ) -> int:  # fmt: skip
        item_id = self._id()
        self.tables["sale_item"].append(
            (
                *(item_id, sale_id, position, product_id, clean(line.name), line.brand, line.model, "পিস"),
                *(line.quantity_milli, line.unit_price_paisa, line.amount_paisa, int(durable), now, now),
            )
        )
        for serial in line.serials:
            serial_id = self._id()
            self.tables["item_serial"].append((serial_id, item_id, serial, fold_code(serial), now, now))
            self.codes.append(("serial", serial_id, customer_id, serial))
        return item_id

    def _card(
        self, item_id: int, line: LineDraft, on: dt.date, customer_id: int | None, card_no: str,
        good: ProductDraft, now: str,
    ) -> None:  # fmt: skip
        warranty_id, serial = self._id(), line.serials[0] if line.serials else None
        ends = [coverage_end(on, each.length, each.unit) for each in line.coverages]
        last_on = last_end(ends)
        self.tables["warranty"].append(
            (
                *(warranty_id, card_no, customer_id, item_id, clean(line.name), line.brand, line.model),
                *(serial, fold_code(serial) if serial else None, on.isoformat(), on.isoformat()),
                *(self._terms or None, good.usage_tip or None, last_on.isoformat() if last_on else None),
                *(good.service_every_days, good.service_count, now, now),
            )
        )
        of_service = [end for each, end in zip(line.coverages, ends, strict=True) if each.kind == "service"]
        days = due_days(on, good.service_every_days, good.service_count, last_end(of_service or ends))
        for sequence, day in enumerate(days, start=1):
            self.tables["service_visit"].append(
                (self._id(), warranty_id, customer_id, sequence, day.isoformat(), now, now)
            )
        for position, (each, end) in enumerate(zip(line.coverages, ends, strict=True)):
            self.tables["coverage"].append(
                (
                    *(self._id(), warranty_id, position, each.kind, clean(each.component) or None),
                    *(each.length, each.unit, end.isoformat() if end else None, now, now),
                )
            )
        self.codes.append(("card", warranty_id, customer_id, card_no))
        if serial:
            self.codes.append(("card_serial", warranty_id, customer_id, serial))

    def _money(
        self, draft: SaleDraft, sale_id: int, customer_id: int, receipts: Iterator[str], staff: int, now: str
    ) -> None:
        ledger, on = self.tables["ledger"], draft.sold_on.isoformat()
        total, paid = draft.total_paisa, draft.paid_paisa
        if total:
            ledger.append((self._id(), customer_id, on, "sale", total, None, None, None, sale_id, staff, now))
        if paid:
            self._paid(
                customer_id,
                on,
                paid,
                draft.method,
                draft.reference,
                next(receipts),
                sale_id,
                staff,
                now,
            )
        if draft.promised_on is not None:
            promised = (draft.promised_on.isoformat(), draft.due_paisa)
            self.tables["pay_promise"].append((self._id(), customer_id, sale_id, on, *promised, now, now))

    def _paid(
        self, customer_id: int, on: str, paisa: int, method: str, reference: str, receipt: str,
        sale_id: int | None, staff: int, now: str,
    ) -> None:  # fmt: skip
        entry_id = self._id()
        said = fold_reference(reference) or None
        self.tables["ledger"].append(
            (entry_id, customer_id, on, "payment", -paisa, method, said, receipt, sale_id, staff, now)
        )
        self.codes.append(("receipt", entry_id, customer_id, receipt))

    def payment(self, draft: PaymentDraft, customer_id: int, receipt: str, now: str) -> None:
        """Money taken against what was owed."""
        on, staff = draft.on.isoformat(), self._staff[draft.amount_paisa % len(self._staff)]
        self._paid(
            customer_id, on, draft.amount_paisa, draft.method, draft.reference, receipt, None, staff, now
        )

    def note(self, deed: Tells, customer_id: int, on: dt.date, now: str) -> None:
        """News with its follow-up days, and how it ended."""
        draft, note_id = deed.draft, self._id()
        kind = _KINDS.get(draft.kind, NoteKind(draft.kind))
        quiet = kind.quiet_until(on, draft.event_on)
        ended = deed.ends_on if kind.needs_closing else None
        self.tables["note"].append(
            (
                *(note_id, customer_id, draft.kind, draft.body, on.isoformat()),
                draft.event_on.isoformat() if draft.event_on else None,
                quiet.isoformat() if quiet else None,
                *(kind.sensitivity, int(kind.needs_closing)),
                *(ended.isoformat() if ended else None, clean(deed.ending) if ended else None, now, now),
            )
        )
        if draft.kind == COMPLAINT:
            self._complaint(deed, customer_id, note_id, on, now)
        for day in kind.follow_ups(on, draft.event_on):
            self.tables["note_followup"].append((self._id(), note_id, day.isoformat(), 0, now, now))

    def _complaint(self, deed: Tells, customer_id: int, note_id: int, on: dt.date, now: str) -> None:
        """The complaint of a note; when it ended, they were content."""
        day = deed.ends_on.isoformat() if deed.ends_on else None
        at = from_instant(dt.datetime.combine(deed.ends_on, AT, DHAKA)) if deed.ends_on else None
        self.tables["complaint"].append(
            (
                *(self._id(), customer_id, "other", deed.draft.body, note_id, now, on.isoformat()),
                *("resolved" if day else "open", at, day, clean(deed.ending) if day else None),
                *("yes" if day else None, day, day, now, now),
            )
        )

    def gift(self, draft: GiftDraft, customer_id: int, on: dt.date, now: str) -> None:
        """A gift that arrived."""
        self.tables["gift"].append(
            (
                *(self._id(), customer_id, clean(draft.what), draft.cost_paisa, on.isoformat()),
                *(draft.place, "yes", now, now),
            )
        )

    def call(self, draft: CallDraft, customer_id: int, phone: str, on: dt.date, now: str) -> None:
        """A call with its outcome."""
        row_id = self._id()
        staff = self._staff[row_id % len(self._staff)]
        self.tables["interaction"].append(
            (
                *(row_id, customer_id, f"+88{phone}", phone[-10:], now, on.isoformat(), draft.outcome),
                *(draft.said or None, draft.answered or None),
                *(draft.feedback.score if draft.feedback else None, staff, now, now),
            )
        )
        self._brought(draft, customer_id, row_id, on, now)

    def _brought(self, draft: CallDraft, customer_id: int, call_id: int, on: dt.date, now: str) -> None:
        """What was said in a call besides."""
        day, stamps = on.isoformat(), (now, now)
        for part in draft.brings(on, customer_id, call_id).values():
            row_id = self._id()
            match part:
                case FeedbackDraft():
                    row: Row = (row_id, customer_id, call_id, day, part.score, *stamps)
                    self.tables["feedback"].append(row)
                case DemandDraft():
                    state = ("open", None) if part.waits else ("closed", day)
                    row = (row_id, customer_id, part.what, wish_key(part.what), day, part.reason, *state)
                    self.tables["demand"].append((*row, call_id, *stamps))
                case ShopPromiseDraft(due_on=dt.date() as due_on):
                    row = (row_id, customer_id, part.what, day, due_on.isoformat(), call_id, *stamps)
                    self.tables["shop_promise"].append(row)
                case BuyPromiseDraft(expected_on=dt.date() as expected_on):
                    row = (row_id, customer_id, part.what, day, expected_on.isoformat(), call_id, *stamps)
                    self.tables["buy_promise"].append(row)
