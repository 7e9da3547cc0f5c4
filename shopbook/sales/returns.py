"""The only writes about goods that come back: taken back, exchanged, and the return voided, each as one thing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from shopbook.drafts import drop_draft
from shopbook.dues.model import METHODS, Posting
from shopbook.dues.operations import Dues
from shopbook.dues.queries import fold_reference
from shopbook.errors import Invalid, Message, Refused
from shopbook.permissions import needs, shows
from shopbook.sales.figures import keep_sale_figures
from shopbook.sales.operations import Sales, standing_sale
from shopbook.sales.return_checks import problems_of_lines, problems_of_words, whole_pieces
from shopbook.sales.return_model import Return, ReturnDraft, ReturnLine, Settling, settle_return
from shopbook.sales.return_queries import ReturnQueries, SoldItem, amounts_of, return_of, sold_items
from shopbook.sales.standing import open_dues
from shopbook.search.fold import clean
from shopbook.search.index import SearchIndex
from shopbook.storage.connection import Row
from shopbook.storage.store import Operation, Store
from shopbook.warranties.returned import end_with_return, revive_of_return
from shopbook.warranties.visits import Visits


class Returns(ReturnQueries):
    """Returns of one book: questions and writes."""

    def __init__(self, store: Store, sales: Sales, dues: Dues, visits: Visits) -> None:
        super().__init__(store)
        self._store = store
        self._sales = sales
        self._dues = dues
        self._visits = visits

    @shows("look")
    def worth(self, draft: ReturnDraft) -> int:
        """What the goods of a draft are worth in paisa; 0 while its lines are not possible."""
        items = sold_items(self._reader, draft.sale_id)
        if problems_of_lines(items, draft.lines):
            return 0
        return sum(amounts_of(items, whole_pieces(items, draft.lines)))

    @shows("look")
    def settling(self, draft: ReturnDraft) -> Settling:
        """How the worth of a draft is shared out: the memo's own due, the hand, the memo of the exchange."""
        due = open_dues(self._reader, [draft.sale_id]).get(draft.sale_id, 0)
        exchange = draft.exchange
        to_pay = exchange.total_paisa - exchange.paid_paisa if exchange is not None else 0
        return settle_return(self.worth(draft), due, draft.refund_paisa, to_pay)

    @shows("look")
    def check(self, draft: ReturnDraft) -> dict[str, Message]:
        """Every reason the draft cannot be saved, by field: "lines", "lines.0.quantity", "refund", "exchange.paid", ...

        Raises NotFound and Refused for a memo that is not in the book or is void.
        """
        sale = standing_sale(self._reader, draft.sale_id)
        sold_on = dt.date.fromisoformat(sale["sold_on"])
        found = problems_of_words(draft, sold_on, self._clock.today())
        found |= problems_of_lines(sold_items(self._reader, draft.sale_id), draft.lines)
        if draft.method not in METHODS:
            found["method"] = Message("Choose how it was given back.")
        return found | self._problems_of_money(draft, sale["customer_id"])

    @shows("look")
    def warnings(self, draft: ReturnDraft) -> dict[str, Message]:
        """What looks wrong but may be right: money goes back into the hand of somebody who still owes."""
        sale = standing_sale(self._reader, draft.sale_id)
        if sale["customer_id"] is None or draft.refund_paisa <= 0:
            return {}
        exchange = draft.exchange
        new_due = exchange.total_paisa - exchange.paid_paisa if exchange is not None else 0
        left = (
            self._dues.balance(sale["customer_id"]) - self.worth(draft) + draft.refund_paisa + max(0, new_due)
        )
        if left <= 0:
            return {}
        return {
            "refund": Message(
                "{refund_paisa} goes back into the hand, and {left_paisa} stays due.",
                refund_paisa=draft.refund_paisa,
                left_paisa=left,
            )
        }

    @needs("take_back")
    def take_back(
        self, draft: ReturnDraft, *, kept_as: str | None = None, by: object | None = None
    ) -> Return:
        """Take goods back in one transaction: pieces, money, cards, and the memo of what is taken instead.

        `kept_as` names the crash-proof draft that ends with it. Raises Invalid, NotFound, Refused.
        """
        with self._store.operation(by) as op:
            problems = self.check(draft)
            if problems:
                raise Invalid(problems)
            sale = standing_sale(op, draft.sale_id)
            items = sold_items(op, draft.sale_id)
            lines = whole_pieces(items, draft.lines)
            settling = self.settling(draft)
            return_no = op.number("return")
            return_id = op.insert(
                "sale_return", {"return_no": return_no, **self._columns(draft, sale, settling)}
            )
            SearchIndex().put_code(op, "return", return_id, sale["customer_id"], return_no)
            self._write_lines(op, return_id, items, lines)
            self._write_money(op, return_id, draft, sale, settling)
            ended = self._cards_of(op, draft.sale_id, return_id)
            end_with_return(
                op,
                self._visits,
                return_id,
                ended,
                on=draft.on,
                reason=draft.reason,
                replaced_by=_successors(op, ended, return_id),
            )
            _keep_delivery(op, sale)
            if kept_as is not None:
                drop_draft(op, kept_as)
            self._touch(op, return_id, draft.sale_id, sale["customer_id"])
            return return_of(op, return_id)

    @needs("reverse")
    def void(self, return_id: int, reason: str, by: object | None = None) -> Return:
        """The goods are the customer's again: the money is reversed, the cards live, a memo of exchange is void too.

        Raises Invalid without a reason, NotFound, Refused (a second time; or goods of the exchange came back since).
        """
        reason = clean(reason)
        if not reason:
            raise Invalid({"reason": Message("Write why.")})
        with self._store.operation(by) as op:
            kept = return_of(op, return_id)
            if kept.is_voided:
                raise Refused(
                    Message(
                        "Return {return_no} was already voided: {reason}",
                        return_no=kept.return_no,
                        reason=kept.void_reason,
                    )
                )
            sale = standing_sale(op, kept.sale_id)
            today = self._clock.today().isoformat()
            op.update("sale_return", return_id, {"voided_on": today, "void_reason": reason})
            self._take_off(op, kept)
            if kept.exchange_sale_id is not None:
                self._sales.void_within(op, kept.exchange_sale_id, reason)
            if kept.customer_id is not None:
                self._dues.post_reversals(op, kept.customer_id, _entries_left(op, return_id), reason)
            revive_of_return(op, self._visits, return_id)
            _keep_delivery(op, sale)
            self._touch(op, return_id, kept.sale_id, kept.customer_id)
            return return_of(op, return_id)

    def _problems_of_money(self, draft: ReturnDraft, customer_id: int | None) -> dict[str, Message]:
        found: dict[str, Message] = {}
        settling = self.settling(draft)
        if draft.refund_paisa < 0:
            found["refund"] = Message("This amount is not possible.")
        elif draft.refund_paisa > settling.most_refund_paisa:
            found["refund"] = Message(
                "At most {most_paisa} can be given back: the goods are worth {worth_paisa}, "
                "and {due_paisa} of the memo is due.",
                most_paisa=settling.most_refund_paisa,
                worth_paisa=settling.worth_paisa,
                due_paisa=settling.memo_due_paisa,
            )
        elif customer_id is None and settling.free_paisa:
            found["refund"] = Message(
                "Without a customer all of it is given back: {most_paisa}.",
                most_paisa=draft.refund_paisa + settling.free_paisa,
            )
        exchange = draft.exchange
        if exchange is None:
            return found
        if exchange.customer_id != customer_id:
            found["exchange"] = Message("An exchange stays with the customer of the memo.")
            return found
        if customer_id is None:
            if settling.pay_paisa:
                found["exchange.paid"] = Message(
                    "Without a customer the memo is paid in full: {total_paisa}. To leave a due, choose the customer.",
                    total_paisa=settling.pay_paisa + exchange.paid_paisa,
                )
            exchange = replace(exchange, paid_paisa=exchange.total_paisa)
        of_sale = self._sales.check(replace(exchange, sold_on=draft.on))
        return found | {f"exchange.{field}": problem for field, problem in of_sale.items()}

    def _columns(self, draft: ReturnDraft, sale: Row, settling: Settling) -> dict[str, object]:
        refund = draft.refund_paisa
        return {
            "sale_id": draft.sale_id,
            "customer_id": sale["customer_id"],
            "returned_on": draft.on.isoformat(),
            "reason": clean(draft.reason),
            "total_paisa": settling.worth_paisa,
            "refund_paisa": refund,
            "refund_method": draft.method if refund else None,
            "refund_reference": (fold_reference(draft.reference) or None) if refund else None,
            "exchanged_paisa": settling.exchanged_paisa,
            "staff_id": self._store.actor,
        }

    def _write_lines(
        self, op: Operation, return_id: int, items: dict[int, SoldItem], lines: Sequence[ReturnLine]
    ) -> None:
        back: dict[int, int] = {}
        for line, amount in zip(lines, amounts_of(items, lines), strict=True):
            op.insert(
                "sale_return_item",
                {
                    "return_id": return_id,
                    "sale_item_id": line.sale_item_id,
                    "quantity_milli": line.quantity_milli,
                    "amount_paisa": amount,
                    "serial_id": line.serial_id,
                    "fit": line.fit,
                },
            )
            before = back.get(line.sale_item_id, items[line.sale_item_id].back_milli)
            back[line.sale_item_id] = before + line.quantity_milli
        for item_id, returned in back.items():
            op.update("sale_item", item_id, {"returned_milli": returned})

    def _write_money(
        self, op: Operation, return_id: int, draft: ReturnDraft, sale: Row, settling: Settling
    ) -> None:
        """The ledger's rows of a return. What goes towards the exchange is bound to the new memo, like money for it."""
        customer_id = sale["customer_id"]
        wrote: dict[str, int] = {}
        if customer_id is not None:
            own = settling.worth_paisa - settling.exchanged_paisa
            rows = {"entry_id": Posting("return", -own, draft.on, sale_id=draft.sale_id)} if own else {}
            if draft.refund_paisa:
                rows["refund_entry_id"] = Posting(
                    "refund",
                    draft.refund_paisa,
                    draft.on,
                    method=draft.method,
                    reference=fold_reference(draft.reference) or None,
                    sale_id=draft.sale_id,
                )
            wrote |= dict(zip(rows, self._dues.post(op, customer_id, list(rows.values())), strict=True))
        if draft.exchange is not None:
            wrote |= self._write_exchange(op, draft, customer_id, settling)
        if wrote:
            op.update("sale_return", return_id, wrote)

    def _write_exchange(
        self, op: Operation, draft: ReturnDraft, customer_id: int | None, settling: Settling
    ) -> dict[str, int]:
        """The memo of what is taken instead, in the same operation."""
        exchange = draft.exchange
        assert exchange is not None
        credit = settling.exchanged_paisa
        typed = replace(exchange, sold_on=draft.on)
        if customer_id is None:  # no ledger row tells, so the memo does: it is paid, part of it with goods
            typed = replace(typed, paid_paisa=typed.paid_paisa + credit)
            return {"exchange_sale_id": self._sales.record_sale(typed).id}
        wrote = {"exchange_sale_id": self._sales.record_sale(typed, credit_paisa=credit).id}
        if credit:
            wrote["exchange_entry_id"] = op.value(
                "SELECT id FROM ledger WHERE sale_id = ? AND kind = 'return'", (wrote["exchange_sale_id"],)
            )
        return wrote

    def _cards_of(self, op: Operation, sale_id: int, return_id: int) -> list[int]:
        """The active cards of the pieces in a return: by serial, and all those left of a line that is back in full."""
        return op.ids(
            "SELECT DISTINCT w.id FROM sale_return_item x JOIN sale_item i ON i.id = x.sale_item_id "
            "JOIN warranty w ON w.sale_item_id = i.id LEFT JOIN item_serial n ON n.id = x.serial_id "
            "WHERE x.return_id = ? AND i.sale_id = ? AND w.status = 'active' AND w.deleted_at IS NULL "
            "AND (i.returned_milli >= i.quantity_milli OR w.serial_folded = n.folded) ORDER BY w.id",
            (return_id, sale_id),
        )

    def _take_off(self, op: Operation, kept: Return) -> None:
        for line in kept.lines:
            back = op.value("SELECT returned_milli FROM sale_item WHERE id = ?", (line.sale_item_id,))
            op.update("sale_item", line.sale_item_id, {"returned_milli": back - line.quantity_milli})

    def _touch(self, op: Operation, return_id: int, sale_id: int, customer_id: int | None) -> None:
        op.touch("return", return_id)
        op.touch("sale", sale_id)
        if customer_id is not None:
            keep_sale_figures(op, customer_id)


def _entries_left(op: Operation, return_id: int) -> list[int]:
    """The ledger's rows of a return that still stand; those of its exchange went with the memo of the exchange."""
    return op.ids(
        "SELECT l.id FROM sale_return r JOIN ledger l ON l.id IN (r.entry_id, r.refund_entry_id, r.exchange_entry_id) "
        "WHERE r.id = ? AND NOT EXISTS (SELECT 1 FROM ledger u WHERE u.reverses_id = l.id) ORDER BY l.id",
        (return_id,),
    )


def _successors(op: Operation, ended: Sequence[int], return_id: int) -> dict[int, int]:
    """For each card that ends, the card of the same product given with the exchange, each used once."""
    fresh = op.rows(
        "SELECT w.id, i.product_id, w.product_name, w.brand FROM sale_return r JOIN sale_item i "
        "ON i.sale_id = r.exchange_sale_id JOIN warranty w ON w.sale_item_id = i.id "
        "WHERE r.id = ? AND w.status = 'active' AND w.deleted_at IS NULL ORDER BY w.id",
        (return_id,),
    )
    found: dict[int, int] = {}
    for warranty_id in ended:
        old = op.row(
            "SELECT i.product_id, w.product_name, w.brand FROM warranty w JOIN sale_item i ON i.id = w.sale_item_id "
            "WHERE w.id = ?",
            (warranty_id,),
        )
        heir = next(
            (new for new in fresh if old and new["id"] not in found.values() and _same(old, new)), None
        )
        if heir is not None:
            found[warranty_id] = heir["id"]
    return found


def _same(old: Row, new: Row) -> bool:
    if old["product_id"] is not None or new["product_id"] is not None:
        return bool(old["product_id"] == new["product_id"])
    return bool((old["product_name"], old["brand"]) == (new["product_name"], new["brand"]))


def _keep_delivery(op: Operation, sale: Row) -> None:
    """Goods that are all back are brought nowhere; when the return is voided they are on the list again."""
    left = op.value(
        "SELECT EXISTS (SELECT 1 FROM sale_item WHERE sale_id = ? AND deleted_at IS NULL "
        "AND returned_milli < quantity_milli)",
        (sale["id"],),
    )
    if not left and sale["delivery"] in ("needed", "out"):
        op.update("sale", sale["id"], {"delivery": "returned"})
    elif left and sale["delivery"] == "returned":
        op.update("sale", sale["id"], {"delivery": "out" if sale["sent_on"] else "needed"})
