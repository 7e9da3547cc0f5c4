"""The only writes about memos: a sale saved as one thing, voided as one thing. Bringing the goods is deliveries.py."""

from __future__ import annotations

import datetime as dt

from shopbook.care.promises import await_again, win
from shopbook.drafts import drop_draft
from shopbook.dues.model import Posting
from shopbook.dues.operations import Dues
from shopbook.dues.queries import fold_reference
from shopbook.errors import Invalid, Message, NotFound, Refused
from shopbook.permissions import needs, shows
from shopbook.products.model import Product, ProductDraft
from shopbook.products.operations import Products
from shopbook.sales.figures import keep_sale_figures
from shopbook.sales.model import LineDraft, Sale, SaleDraft
from shopbook.sales.queries import SaleQueries, sale_of
from shopbook.search.fold import clean, fold_code
from shopbook.search.index import SearchIndex
from shopbook.storage.connection import Row
from shopbook.storage.store import Operation, Reader, Store
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

    @shows("look")
    def warnings(self, draft: SaleDraft) -> dict[str, Message]:
        """What looks wrong but may be right, by field; under "paid" that a credit limit is crossed."""
        found = super().warnings(draft)
        if draft.customer_id is not None:
            limit = self._dues.limit_warning(draft.customer_id, draft.total_paisa - draft.paid_paisa)
            found = found if limit is None else {"paid": limit} | found
        return found

    @needs("sell")
    def record_sale(
        self,
        draft: SaleDraft,
        *,
        kept_as: str | None = None,
        credit_paisa: int = 0,
        by: object | None = None,
    ) -> Sale:
        """Save a memo in one transaction: items, serials, money, promise, warranty cards, the customer's figures.

        `kept_as` names the crash-proof draft that ends with it. `credit_paisa`: goods taken back in exchange pay so
        much of it (only returns say that). Raises Invalid with every problem at once.
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
                self._write_customer(op, sale_id, draft.customer_id, draft, credit_paisa)
            if draft.buy_promise_id is not None:
                win(op, draft.buy_promise_id, sale_id, self._clock.today())
            if kept_as is not None:
                drop_draft(op, kept_as)
            op.touch("sale", sale_id)
            return sale_of(op, sale_id)

    @needs("reverse")
    def void_sale(
        self, sale_id: int, reason: str, *, money_returned: bool = True, by: object | None = None
    ) -> Sale:
        """Take a memo back: its ledger rows are reversed, its cards void, its promise ended; it stays with the reason.

        A verbal order it fulfilled is open again. With `money_returned` False what was paid stays with the shop as the
        customer's advance. Raises Invalid, NotFound, Refused (a second time; keeping the money of nobody; goods came
        back from it, or it was given in exchange: then the return is voided).
        """
        reason = clean(reason)
        if not reason:
            raise Invalid({"reason": Message("Write why.")})
        with self._store.operation(by) as op:
            _refuse_with_returns(op, sale_id)
            self.void_within(op, sale_id, reason, money_returned=money_returned)
            return sale_of(op, sale_id)

    def void_within(self, op: Operation, sale_id: int, reason: str, *, money_returned: bool = True) -> None:
        """Void a memo inside an open operation: also one given in exchange, whose return is being voided.

        Raises NotFound, Refused.
        """
        row = standing_sale(op, sale_id)
        customer_id = row["customer_id"]
        if customer_id is None and not money_returned and row["paid_paisa"]:
            raise Refused(Message("There is no customer whose advance the money could be. Give it back."))
        if op.value(
            "SELECT 1 FROM sale_return WHERE sale_id = ? AND voided_on IS NULL AND deleted_at IS NULL",
            (sale_id,),
        ):
            raise Refused(Message("Goods of memo {memo_no} came back since.", memo_no=row["memo_no"]))
        op.update("sale", sale_id, {"voided_on": self._clock.today().isoformat(), "void_reason": reason})
        self._warranties.void_of_sale(op, sale_id, reason)
        if customer_id is not None:
            await_again(op, sale_id)
            self._dues.end_promises(op, customer_id, sale_id)
            self._dues.post_reversals(op, customer_id, _to_reverse(op, sale_id, money_returned), reason)
            keep_sale_figures(op, customer_id)
        op.touch("sale", sale_id)

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

    def _write_customer(
        self, op: Operation, sale_id: int, customer_id: int, draft: SaleDraft, credit_paisa: int
    ) -> None:
        postings = []
        if draft.total_paisa:
            postings.append(Posting("sale", draft.total_paisa, draft.sold_on, sale_id=sale_id))
        if credit_paisa:
            postings.append(Posting("return", -credit_paisa, draft.sold_on, sale_id=sale_id))
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
            due = min(draft.due_paisa - credit_paisa, max(0, _balance(op, customer_id)))
            if due > 0:
                self._dues.write_promise(op, customer_id, due, draft.promised_on, sale_id)
        keep_sale_figures(op, customer_id)


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


def standing_sale(reader: Reader, sale_id: int) -> Row:
    """The row of a memo that stands; NotFound when there is none, Refused when it is void."""
    row = reader.row("SELECT * FROM sale WHERE id = ? AND deleted_at IS NULL", (sale_id,))
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


def _refuse_with_returns(reader: Reader, sale_id: int) -> None:
    """What came back, and what was given for it, stands on the return: that is to be voided first."""
    bound = reader.row(
        "SELECT return_no, sale_id FROM sale_return WHERE (sale_id = ?1 OR exchange_sale_id = ?1) "
        "AND voided_on IS NULL AND deleted_at IS NULL ORDER BY id DESC",
        (sale_id,),
    )
    if bound is None:
        return
    if bound["sale_id"] == sale_id:
        raise Refused(
            Message(
                "Goods of this memo came back. Void return {return_no} first.", return_no=bound["return_no"]
            )
        )
    raise Refused(
        Message(
            "This memo was given in exchange. Void return {return_no}; the memo goes with it.",
            return_no=bound["return_no"],
        )
    )
