"""The only writes about memos: a sale saved as one thing, voided as one thing, delivered."""

from __future__ import annotations

import datetime as dt

from shopbook.care.promises import await_again, win
from shopbook.drafts import drop_draft
from shopbook.dues.model import Posting
from shopbook.dues.operations import Dues
from shopbook.dues.queries import fold_reference
from shopbook.errors import Invalid, Message, NotFound, Refused
from shopbook.products.model import Product, ProductDraft
from shopbook.products.operations import Products
from shopbook.sales.model import LineDraft, Sale, SaleDraft
from shopbook.sales.queries import SLEEPS_ON, SaleQueries, sale_of
from shopbook.search.fold import clean, fold_code
from shopbook.search.index import SearchIndex
from shopbook.storage.connection import Row
from shopbook.storage.store import Operation, Store
from shopbook.warranties.model import CardDraft
from shopbook.warranties.operations import Warranties


class Sales(SaleQueries):
    """Memos of one book: questions and writes."""

    def __init__(self, store: Store, products: Products, dues: Dues, warranties: Warranties) -> None:
        super().__init__(store)
        self._store = store
        self._products = products
        self._dues = dues
        self._warranties = warranties
        self._index = SearchIndex()

    def record_sale(self, draft: SaleDraft, *, kept_as: str | None = None, by: object | None = None) -> Sale:
        """Save a memo in one transaction: items, serials, money, promise, warranty cards, the customer's figures.

        `kept_as` names the crash-proof draft that ends with it. Raises Invalid with every problem at once.
        """
        problems = self.check(draft)
        if problems:
            raise Invalid(problems)
        with self._store.operation(by) as op:
            memo_no = op.number("memo")
            sale_id = op.insert("sale", {"memo_no": memo_no, **self._columns(draft)})
            self._index.put_code(op, "memo", sale_id, draft.customer_id, memo_no)
            for position, line in enumerate(draft.lines):
                self._write_line(op, sale_id, position, line, draft)
            if draft.customer_id is not None:
                self._write_customer(op, sale_id, draft.customer_id, draft)
            if draft.buy_promise_id is not None:
                win(op, draft.buy_promise_id, sale_id, self._clock.today())
            if kept_as is not None:
                drop_draft(op, kept_as)
            op.touch("sale", sale_id)
            return sale_of(op, sale_id)

    def void_sale(
        self, sale_id: int, reason: str, *, money_returned: bool = True, by: object | None = None
    ) -> Sale:
        """Take a memo back: its ledger rows are reversed, its cards void, its promise ended; it stays with the reason.

        A verbal order it fulfilled is open again. With `money_returned` False what was paid stays with the shop as the
        customer's advance. Raises Invalid, NotFound, Refused (a second time; or keeping the money of nobody).
        """
        reason = clean(reason)
        if not reason:
            raise Invalid({"reason": Message("Write why.")})
        with self._store.operation(by) as op:
            row = self._standing(op, sale_id)
            customer_id = row["customer_id"]
            if customer_id is None and not money_returned and row["paid_paisa"]:
                raise Refused(Message("There is no customer whose advance the money could be. Give it back."))
            today = self._clock.today().isoformat()
            op.update("sale", sale_id, {"voided_on": today, "void_reason": reason})
            self._warranties.void_of_sale(op, sale_id, reason)
            if customer_id is not None:
                await_again(op, sale_id)
                self._dues.end_promises(op, customer_id, sale_id)
                self._dues.post_reversals(op, customer_id, _to_reverse(op, sale_id, money_returned), reason)
                _keep_sale_figures(op, customer_id)
            op.touch("sale", sale_id)
            return sale_of(op, sale_id)

    def send_out(self, sale_id: int, by: object | None = None) -> None:
        """The goods are on their way. Raises NotFound, Refused."""
        with self._store.operation(by) as op:
            if self._standing(op, sale_id)["delivery"] != "needed":
                raise Refused(Message("This memo has nothing to send out."))
            op.update("sale", sale_id, {"delivery": "out"})
            op.touch("sale", sale_id)

    def deliver(self, sale_id: int, on: dt.date, by: object | None = None) -> Sale:
        """The goods have arrived; warranties that count from delivery start on that day.

        Raises Invalid, NotFound, Refused.
        """
        with self._store.operation(by) as op:
            row = self._standing(op, sale_id)
            if row["delivery"] not in ("needed", "out"):
                raise Refused(Message("This memo has nothing to deliver."))
            if on > self._clock.today():
                raise Invalid({"on": Message("This day is still to come.")})
            if on.isoformat() < row["sold_on"]:
                raise Invalid({"on": Message("The delivery is before the sale.")})
            op.update("sale", sale_id, {"delivery": "delivered", "delivered_on": on.isoformat()})
            self._warranties.start_at_delivery(op, sale_id, on)
            op.touch("sale", sale_id)
            if row["customer_id"] is not None:
                op.touch("customer", row["customer_id"])
            return sale_of(op, sale_id)

    def _standing(self, op: Operation, sale_id: int) -> Row:
        row = op.row("SELECT * FROM sale WHERE id = ? AND deleted_at IS NULL", (sale_id,))
        if row is None:
            raise NotFound(Message("This memo is not in the book."))
        if row["voided_on"] is not None:
            raise Refused(
                Message(
                    "Memo {memo_no} was already voided: {reason}",
                    memo_no=row["memo_no"],
                    reason=row["void_reason"],
                )
            )
        return row

    def _columns(self, draft: SaleDraft) -> dict[str, object]:
        awaited = draft.delivery in ("needed", "out")
        return {
            "customer_id": draft.customer_id,
            "sold_on": draft.sold_on.isoformat(),
            "staff_id": self._store.actor,
            "discount_paisa": draft.discount_paisa,
            "total_paisa": draft.total_paisa,
            "paid_paisa": draft.paid_paisa,
            "paid_method": draft.method if draft.paid_paisa else None,
            "paid_reference": (fold_reference(draft.reference) or None) if draft.paid_paisa else None,
            "delivery": draft.delivery,
            "delivery_address": clean(draft.delivery_address) or None,
            "deliver_on": draft.deliver_on.isoformat() if awaited and draft.deliver_on else None,
            "delivered_on": draft.sold_on.isoformat() if draft.delivery == "delivered" else None,
            "cash_on_delivery": int(draft.cash_on_delivery and awaited),
            "demo_given": int(draft.demo_given),
            "origin": draft.origin,
            "note": draft.note.strip() or None,
        }

    def _write_line(
        self, op: Operation, sale_id: int, position: int, line: LineDraft, draft: SaleDraft
    ) -> None:
        product = self._product_of(op, line, draft.sold_on)
        durable = line.durable
        if durable is None:
            durable = product.durable if product else bool(line.serials or line.coverages)
        item_id = op.insert(
            "sale_item",
            {
                "sale_id": sale_id,
                "position": position,
                "product_id": product.id if product else None,
                "name": clean(line.name),
                "brand": clean(line.brand) or None,
                "model": clean(line.model) or None,
                "unit": clean(line.unit) or (product.unit if product else "") or None,
                "quantity_milli": line.quantity_milli,
                "unit_price_paisa": line.unit_price_paisa,
                "amount_paisa": line.amount_paisa,
                "durable": int(durable),
            },
        )
        for serial in map(clean, line.serials):
            folded = fold_code(serial)
            serial_id = op.insert(
                "item_serial", {"sale_item_id": item_id, "serial": serial, "folded": folded}
            )
            self._index.put_code(op, "serial", serial_id, draft.customer_id, serial)
        if line.coverages:
            for serial in line.serials or ("",):
                self._warranties.issue(op, _card(op, line, draft, item_id, product, serial))

    def _product_of(self, op: Operation, line: LineDraft, sold_on: dt.date) -> Product | None:
        product_id = line.product_id
        if product_id is None:
            if not line.keep_product:
                return None
            product_id = self._products.keep_new(op, _new_product(line))
        self._products.remember(
            op,
            product_id,
            sold_on=sold_on,
            price_paisa=line.unit_price_paisa,
            coverages=line.coverages,
            service=(line.service_every_days, line.service_count),
        )
        return self._products.get(product_id)

    def _write_customer(self, op: Operation, sale_id: int, customer_id: int, draft: SaleDraft) -> None:
        postings = []
        if draft.total_paisa:
            postings.append(Posting("sale", draft.total_paisa, draft.sold_on, sale_id=sale_id))
        if draft.paid_paisa:
            postings.append(
                Posting(
                    "payment" if draft.total_paisa else "advance",
                    -draft.paid_paisa,
                    draft.sold_on,
                    method=draft.method,
                    reference=fold_reference(draft.reference) or None,
                    receipt_no=op.number("receipt"),
                    sale_id=sale_id,
                )
            )
        # The memo itself is in the book by now, so the customer was seen today even when nothing is posted.
        self._dues.post(op, customer_id, postings)
        if draft.promised_on is not None:
            due = min(draft.due_paisa, max(0, _balance(op, customer_id)))
            if due:
                self._dues.write_promise(op, customer_id, due, draft.promised_on, sale_id)
        _keep_sale_figures(op, customer_id)


def _card(
    op: Operation, line: LineDraft, draft: SaleDraft, item_id: int, product: Product | None, serial: str
) -> CardDraft:
    """The card of one piece: terms and tip of the line, else the product's, else the shop's."""
    start_on = draft.sold_on
    if draft.warranty_from == "delivery" and draft.deliver_on is not None:
        start_on = draft.deliver_on
    terms = line.terms or (product.terms if product else "")
    every_days, count = line.service_every_days, line.service_count
    if count is None and product is not None:
        every_days, count = product.service_every_days, product.service_count
    return CardDraft(
        product_name=line.name,
        start_on=start_on,
        coverages=line.coverages,
        customer_id=draft.customer_id,
        sale_item_id=item_id,
        brand=line.brand,
        model=line.model,
        serial=serial,
        issued_on=draft.sold_on,
        starts_from=draft.warranty_from,
        terms=terms or op.value("SELECT warranty_terms FROM shop ORDER BY id LIMIT 1") or "",
        usage_tip=line.usage_tip or (product.usage_tip if product else ""),
        service_every_days=every_days,
        service_count=count,
    )


def _new_product(line: LineDraft) -> ProductDraft:
    return ProductDraft(
        name=line.name,
        brand=line.brand,
        model=line.model,
        unit=line.unit,
        price_paisa=line.unit_price_paisa,
        durable=line.durable is not False,
        usage_tip=line.usage_tip,
        terms=line.terms,
        coverages=line.coverages,
        service_every_days=line.service_every_days,
        service_count=line.service_count,
    )


def _to_reverse(op: Operation, sale_id: int, money_returned: bool) -> list[int]:
    """The memo's entries that still stand; its money only when that is given back."""
    return op.ids(
        "SELECT id FROM ledger l WHERE sale_id = ? AND reverses_id IS NULL "
        "AND (?2 OR kind NOT IN ('payment', 'advance')) "
        "AND NOT EXISTS (SELECT 1 FROM ledger r WHERE r.reverses_id = l.id) ORDER BY id",
        (sale_id, money_returned),
    )


def _balance(op: Operation, customer_id: int) -> int:
    return int(op.value("SELECT balance_paisa FROM customer WHERE id = ?", (customer_id,)))


def _keep_sale_figures(op: Operation, customer_id: int) -> None:
    """Bring the customer's first and last sale, their number and the day of sleeping in step with the memos."""
    op.execute(
        "UPDATE customer AS c SET (first_sale_on, last_sale_on, sales_count, sleeps_on) = ("
        f"SELECT min(sold_on), max(sold_on), count(*), CASE WHEN count(*) >= 3 THEN {SLEEPS_ON} END FROM sale "
        "WHERE customer_id = ?1 AND voided_on IS NULL AND deleted_at IS NULL) WHERE id = ?1",
        (customer_id,),
    )
    op.touch("customer", customer_id)
