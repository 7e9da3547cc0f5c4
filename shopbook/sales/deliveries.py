"""Goods brought to the house: sent out, delivered with the money taken at the door, come back; and which are late."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from shopbook.clock import Clock, to_day
from shopbook.dues.model import Payment, PaymentDraft
from shopbook.dues.operations import Dues
from shopbook.errors import Invalid, Message, Refused
from shopbook.permissions import needs, shows
from shopbook.products.model import title
from shopbook.sales.delivery_model import LATE_AFTER_DAYS, DeliveriesShown, DeliveryRow
from shopbook.sales.model import Sale
from shopbook.sales.operations import standing_sale
from shopbook.sales.queries import sale_of
from shopbook.sales.return_model import Return, ReturnDraft, ReturnLine
from shopbook.sales.returns import Returns
from shopbook.sales.standing import open_dues
from shopbook.search.fold import clean
from shopbook.storage.connection import Row
from shopbook.storage.store import Operation, Reader, Store
from shopbook.warranties.operations import Warranties

_LONGEST_CARRIER = 200
_STANDS = "voided_on IS NULL AND deleted_at IS NULL"
_EXPECTED = f"coalesce(deliver_on, date(sold_on, '+{LATE_AFTER_DAYS} days'))"
# The index of what is under way is only used for what it says itself.
_UNDER_WAY = "delivery IN ('needed', 'out')"
_SHOWN: dict[DeliveriesShown, str] = {
    "needed": f"{_UNDER_WAY} AND delivery = 'needed'",
    "out": f"{_UNDER_WAY} AND delivery = 'out'",
    "late": f"{_UNDER_WAY} AND {_EXPECTED} < :today",
}


@dataclass(frozen=True, slots=True)
class Delivered:
    """Goods handed over at the door, and the money taken there, if any."""

    sale: Sale
    payment: Payment | None = None


class Deliveries:
    """What is brought to customers of one book: questions and writes."""

    def __init__(self, store: Store, dues: Dues, warranties: Warranties, returns: Returns) -> None:
        self._store = store
        self._reader: Reader = store
        self._clock: Clock = store.clock
        self._dues = dues
        self._warranties = warranties
        self._returns = returns

    @shows("look")
    def ids(self, which: DeliveriesShown = "needed") -> list[int]:
        """Memos by the state of their delivery, the earliest day first; "cash": the money at the door has not come."""
        if which == "cash":
            return self._unpaid_at_the_door()
        return self._reader.ids(
            f"SELECT id FROM sale WHERE {_SHOWN[which]} AND {_STANDS} ORDER BY {_EXPECTED}, id",
            {"today": self._clock.today().isoformat()} if which == "late" else (),
        )

    def _unpaid_at_the_door(self) -> list[int]:
        # Of a shop's many paid ones only those are looked at whose own rows leave something and whose customer owes.
        found = self._reader.ids(
            "SELECT s.id FROM sale s JOIN customer c ON c.id = s.customer_id WHERE s.cash_on_delivery = 1 "
            "AND s.delivery <> 'returned' AND s.voided_on IS NULL AND s.deleted_at IS NULL "
            "AND c.oldest_unpaid_on IS NOT NULL "
            "AND (SELECT sum(amount_paisa) FROM ledger WHERE sale_id = s.id) > 0 "
            f"ORDER BY {_EXPECTED}, s.id"
        )
        due = open_dues(self._reader, found)
        return [each for each in found if each in due]

    @shows("look")
    def counts(self) -> dict[DeliveriesShown, int]:
        """How many there are of each."""
        shown: tuple[DeliveriesShown, ...] = ("needed", "out", "cash", "late")
        return {which: len(self.ids(which)) for which in shown}

    @shows("look")
    def rows(self, ids: Sequence[int]) -> list[DeliveryRow]:
        """The deliveries as a list shows them, in the order of the ids; ids that are not in the book are left out."""
        marks = ", ".join("?" * len(ids))
        due = open_dues(self._reader, ids)
        found = {
            row["id"]: self._row(row, due.get(row["id"], 0))
            for row in self._reader.rows(
                f"SELECT s.*, {_EXPECTED} AS expected_on, i.name AS item, i.brand, i.model, "
                "(SELECT count(*) FROM sale_item WHERE sale_id = s.id) AS items, c.name, c.nickname, c.address, "
                "(SELECT coalesce(p.e164, p.raw) FROM customer_phone p WHERE p.customer_id = c.id "
                "AND p.deleted_at IS NULL ORDER BY p.state = 'wrong', p.position, p.id LIMIT 1) AS phone "
                "FROM sale s LEFT JOIN sale_item i ON i.sale_id = s.id AND i.position = 0 "
                f"LEFT JOIN customer c ON c.id = s.customer_id WHERE s.id IN ({marks})",
                tuple(ids),
            )
        }
        return [found[each] for each in ids if each in found]

    @shows("look")
    def carriers(self) -> list[str]:
        """Who brought goods lately, the last one first: courier, van, own man."""
        rows = self._reader.rows(
            "SELECT carrier FROM (SELECT carrier, sent_on, id FROM sale WHERE carrier IS NOT NULL "
            "ORDER BY id DESC LIMIT 200) GROUP BY carrier ORDER BY max(id) DESC LIMIT 8"
        )
        return [row["carrier"] for row in rows]

    @needs("deliver")
    def send_out(
        self, sale_id: int, carrier: str = "", on: dt.date | None = None, by: object | None = None
    ) -> Sale:
        """The goods are on their way, with whom (a courier and its number, the shop's own man), since when.

        Raises Invalid, NotFound, Refused.
        """
        with self._store.operation(by) as op:
            row = standing_sale(op, sale_id)
            if row["delivery"] != "needed":
                raise Refused(Message("This memo has nothing to send out."))
            on = on or self._clock.today()
            problems = self._problems_of_day(on, row)
            if len(clean(carrier)) > _LONGEST_CARRIER:
                problems["carrier"] = Message("A name has at most {n} letters.", n=_LONGEST_CARRIER)
            if problems:
                raise Invalid(problems)
            sent = {"delivery": "out", "carrier": clean(carrier) or None, "sent_on": on.isoformat()}
            return self._write(op, row, sent)

    @needs("deliver")
    def deliver(
        self, sale_id: int, on: dt.date, payment: PaymentDraft | None = None, by: object | None = None
    ) -> Delivered:
        """The goods have arrived; the money taken at the door is for that memo, and warranties that count from delivery
        start on that day. All in one operation. Raises Invalid, NotFound, Refused, NotAllowed (taking the money).
        """
        if payment is not None and payment.amount_paisa:
            self._store.require("payment")
        with self._store.operation(by) as op:
            row = standing_sale(op, sale_id)
            if row["delivery"] not in ("needed", "out"):
                raise Refused(Message("This memo has nothing to deliver."))
            problems = self._problems_of_day(on, row)
            if problems:
                raise Invalid(problems)
            taken = self._take(row, payment) if payment is not None and payment.amount_paisa else None
            self._warranties.start_at_delivery(op, sale_id, on)
            sale = self._write(op, row, {"delivery": "delivered", "delivered_on": on.isoformat()})
            return Delivered(sale, taken)

    @needs("take_back")
    def came_back(
        self,
        sale_id: int,
        reason: str,
        *,
        on: dt.date | None = None,
        refund_paisa: int | None = None,
        method: str = "cash",
        by: object | None = None,
    ) -> Return:
        """The customer did not take the goods: all of them are back. What was paid is given back when there is no
        customer, else it stays as their advance unless `refund_paisa` says more. Raises Invalid, NotFound, Refused.
        """
        with self._store.operation(by) as op:
            row = standing_sale(op, sale_id)
            if row["delivery"] not in ("needed", "out"):
                raise Refused(Message("This memo has nothing under way."))
            left = self._returns.returnable(sale_id)
            lines = tuple(ReturnLine(each.sale_item_id, each.left_milli) for each in left)
            draft = ReturnDraft(sale_id, lines, on or self._clock.today(), reason, method=method)
            if refund_paisa is None:
                refund_paisa = self._returns.worth(draft) if row["customer_id"] is None else 0
            return self._returns.take_back(replace(draft, refund_paisa=refund_paisa), by=by)

    @needs("deliver")
    def undo(
        self, sale_id: int, payment_id: int | None = None, reason: str = "", by: object | None = None
    ) -> Sale:
        """One step back: delivered was not, or sent out was not. `payment_id`: the money taken at the door is reversed
        with it, for this reason. Raises Invalid, NotFound, Refused, NotAllowed (reversing the money).
        """
        if payment_id is not None:
            self._store.require("reverse")
        with self._store.operation(by) as op:
            row = standing_sale(op, sale_id)
            if payment_id is not None:
                self._dues.reverse(payment_id, reason)
            if row["delivery"] == "delivered" and (row["sent_on"] or row["deliver_on"]):
                start = dt.date.fromisoformat(row["deliver_on"] or row["sold_on"])
                self._warranties.start_at_delivery(op, sale_id, start)
                before = "out" if row["sent_on"] else "needed"
                return self._write(op, row, {"delivery": before, "delivered_on": None})
            if row["delivery"] == "delivered":
                return self._write(op, row, {"delivery": "needed", "delivered_on": None})
            if row["delivery"] == "out":
                return self._write(op, row, {"delivery": "needed", "carrier": None, "sent_on": None})
            raise Refused(Message("This memo has nothing under way."))

    @needs("deliver")
    def put_off(self, sale_id: int, deliver_on: dt.date | None, by: object | None = None) -> Sale:
        """Another day for the delivery, or none yet. Raises Invalid, NotFound, Refused."""
        with self._store.operation(by) as op:
            row = standing_sale(op, sale_id)
            if row["delivery"] not in ("needed", "out"):
                raise Refused(Message("This memo has nothing to deliver."))
            if deliver_on is not None and deliver_on < self._clock.today():
                raise Invalid({"deliver_on": Message("This day is already past.")})
            day = deliver_on.isoformat() if deliver_on else None
            return self._write(op, row, {"deliver_on": day})

    def _take(self, row: Row, payment: PaymentDraft) -> Payment:
        if row["customer_id"] is None:
            raise Refused(Message("This memo is paid: there is nothing to take at the door."))
        return self._dues.take_payment(replace(payment, customer_id=row["customer_id"], sale_id=row["id"]))

    def _problems_of_day(self, on: dt.date, row: Row) -> dict[str, Message]:
        if on > self._clock.today():
            return {"on": Message("This day is still to come.")}
        if on.isoformat() < row["sold_on"]:
            return {"on": Message("The delivery is before the sale.")}
        return {}

    def _write(self, op: Operation, row: Row, values: Mapping[str, object]) -> Sale:
        op.update("sale", row["id"], values)
        op.touch("sale", row["id"])
        if row["customer_id"] is not None:
            op.touch("customer", row["customer_id"])
        return sale_of(op, row["id"])

    def _row(self, row: Row, open_paisa: int) -> DeliveryRow:
        late = (self._clock.today() - dt.date.fromisoformat(row["expected_on"])).days
        return DeliveryRow(
            sale_id=row["id"],
            memo_no=row["memo_no"],
            customer_id=row["customer_id"],
            name=row["name"] or row["nickname"] or "",
            phone=row["phone"] or "",
            address=row["delivery_address"] or row["address"] or "",
            first_item=title(row["item"] or "", row["brand"] or "", row["model"] or ""),
            more_items=max(0, row["items"] - 1),
            state=row["delivery"],
            sold_on=dt.date.fromisoformat(row["sold_on"]),
            deliver_on=to_day(row["deliver_on"]),
            sent_on=to_day(row["sent_on"]),
            delivered_on=to_day(row["delivered_on"]),
            carrier=row["carrier"] or "",
            cash_on_delivery=bool(row["cash_on_delivery"]),
            open_paisa=open_paisa,
            late_days=max(0, late) if row["delivery"] in ("needed", "out") else 0,
        )
