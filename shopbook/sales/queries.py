"""Questions about memos: one with everything on it, lists by day and customer, a day's totals."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from shopbook.care.promises import is_open_for
from shopbook.clock import Clock, to_day
from shopbook.dues.model import Difference
from shopbook.errors import Message, NotFound
from shopbook.permissions import shows
from shopbook.products.model import title
from shopbook.sales.checks import problems, warnings
from shopbook.sales.figures import differing_figures, figures_of_one
from shopbook.sales.model import DayTotals, Sale, SaleDraft, SaleLine, SaleRow, SerialOfLine
from shopbook.sales.standing import MemoStanding, open_dues, standing_of
from shopbook.sales.totals import totals_of_day
from shopbook.search.fold import fold_code
from shopbook.search.index import CODE_KINDS
from shopbook.storage.connection import Row
from shopbook.storage.store import Reader, Store

# The memo's receipt is the first money written with it.
_RECEIPT = "(SELECT receipt_no FROM ledger WHERE sale_id = s.id AND kind IN ('payment', 'advance') ORDER BY id LIMIT 1)"
_PROMISED = (
    "(SELECT due_on FROM pay_promise WHERE customer_id = s.customer_id AND sale_id = s.id "
    "AND status <> 'replaced' AND deleted_at IS NULL ORDER BY id DESC LIMIT 1)"
)


# By whether anything is left with the customer, and whether anything came back.
_RETURNED = {(True, False): "", (True, True): "part", (False, True): "all", (False, False): ""}


class SaleQueries:
    """Memos of one book, read only."""

    def __init__(self, store: Store) -> None:
        self._reader: Reader = store
        self._clock: Clock = store.clock

    @shows("look")
    def get(self, sale_id: int) -> Sale:
        """A memo with its lines, serials and cards; NotFound when there is none."""
        return sale_of(self._reader, sale_id)

    @shows("look")
    def by_memo(self, text: str) -> Sale | None:
        """The memo with this number, typed in any script, or None."""
        sale_id = self._reader.value(
            "SELECT row_id FROM search_code WHERE folded = ? AND kind = ? ORDER BY row_id DESC",
            (fold_code(text), CODE_KINDS.index("memo")),
        )
        return None if sale_id is None else self.get(sale_id)

    @shows("look")
    def by_serial(self, serial_id: int) -> int | None:
        """The memo on which this piece was sold (a serial's own id, as the search box finds it), or None."""
        found = self._reader.value(
            "SELECT i.sale_id FROM item_serial n JOIN sale_item i ON i.id = n.sale_item_id WHERE n.id = ?",
            (serial_id,),
        )
        return None if found is None else int(found)

    @shows("look")
    def check(self, draft: SaleDraft) -> dict[str, Message]:
        """Every reason the draft cannot be saved, by field; empty when it can."""
        found = problems(draft, self._clock.today())
        if draft.customer_id is not None and not self._reader.value(
            "SELECT 1 FROM customer WHERE id = ? AND deleted_at IS NULL AND merged_into_id IS NULL",
            (draft.customer_id,),
        ):
            found["customer"] = Message("This customer is not in the book any more.")
        for place, line in enumerate(draft.lines):
            if line.product_id is not None and not self._reader.value(
                "SELECT 1 FROM product WHERE id = ?", (line.product_id,)
            ):
                found[f"lines.{place}.name"] = Message("This product is not in the book any more.")
        promise_id = draft.buy_promise_id
        if promise_id is not None and not is_open_for(self._reader, promise_id, draft.customer_id):
            found["buy_promise_id"] = Message("This promise to buy is not open any more.")
        return found

    @shows("look")
    def warnings(self, draft: SaleDraft) -> dict[str, Message]:
        """What looks wrong but may be right, by field. Never a reason not to save."""
        return warnings(self._reader, draft, self._clock.now())

    @shows("look")
    def ids_of_day(self, on: dt.date) -> list[int]:
        """The memos of a day, the newest first, voided ones too."""
        return self._reader.ids(
            "SELECT id FROM sale WHERE sold_on = ? AND deleted_at IS NULL ORDER BY id DESC", (on.isoformat(),)
        )

    @shows("look")
    def ids_of_customer(self, customer_id: int) -> list[int]:
        """A customer's memos, the newest first, voided ones too."""
        return self._reader.ids(
            "SELECT id FROM sale WHERE customer_id = ? AND deleted_at IS NULL ORDER BY sold_on DESC, id DESC",
            (customer_id,),
        )

    @shows("look")
    def bought_paisa(self, customer_id: int, first: dt.date, last: dt.date) -> int:
        """For how much a customer bought from `first` to `last`, in paisa, voided memos and what came back left out."""
        found = self._reader.value(
            "SELECT coalesce(sum(total_paisa - (SELECT coalesce(sum(r.total_paisa), 0) FROM sale_return r "
            "WHERE r.sale_id = sale.id AND r.voided_on IS NULL AND r.deleted_at IS NULL)), 0) FROM sale "
            "WHERE customer_id = ? AND sold_on BETWEEN ? AND ? AND voided_on IS NULL AND deleted_at IS NULL",
            (customer_id, first.isoformat(), last.isoformat()),
        )
        return int(found)

    @shows("look")
    def ids(self) -> list[int]:
        """All memos, the newest first, voided ones too. No memo is opened for it: a million take 0.25 s, not 0.7."""
        return self._reader.ids(
            "SELECT id FROM sale WHERE id NOT IN (SELECT id FROM sale WHERE deleted_at IS NOT NULL) "
            "ORDER BY sold_on DESC, id DESC"
        )

    @shows("look")
    def rows(self, ids: Sequence[int]) -> list[SaleRow]:
        """The memos as a list shows them, in the order of the ids; ids that are not in the book are left out."""
        marks = ", ".join("?" * len(ids))
        due = open_dues(self._reader, ids)
        found = {
            row["id"]: SaleRow(
                id=row["id"],
                memo_no=row["memo_no"],
                customer_id=row["customer_id"],
                sold_on=dt.date.fromisoformat(row["sold_on"]),
                first_item=title(row["name"] or "", row["brand"] or "", row["model"] or ""),
                more_items=max(0, row["items"] - 1),
                total_paisa=row["total_paisa"],
                paid_paisa=row["paid_paisa"],
                open_paisa=due.get(row["id"], 0),
                delivery=row["delivery"],
                returned=_RETURNED[row["left"] is not None, bool(row["back"])],
                voided=row["voided_on"] is not None,
            )
            for row in self._reader.rows(
                "SELECT s.*, i.name, i.brand, i.model, "
                "(SELECT count(*) FROM sale_item WHERE sale_id = s.id) AS items, "
                "(SELECT max(returned_milli) FROM sale_item WHERE sale_id = s.id) AS back, "
                "(SELECT 1 FROM sale_item WHERE sale_id = s.id AND returned_milli < quantity_milli LIMIT 1) AS left "
                "FROM sale s "
                f"LEFT JOIN sale_item i ON i.sale_id = s.id AND i.position = 0 WHERE s.id IN ({marks})",
                tuple(ids),
            )
        }
        return [found[each] for each in ids if each in found]

    @shows("see_figures")
    def day_totals(self, on: dt.date) -> DayTotals:
        """What a day sold and took in, old dues, returns and sales without a customer included."""
        return totals_of_day(self._reader, on)

    @shows("look")
    def standing(self, sale_id: int) -> MemoStanding:
        """A memo's money as it stands today: paid later too, given back, still due. NotFound when there is none."""
        row = self._reader.row("SELECT * FROM sale WHERE id = ?", (sale_id,))
        if row is None:
            raise NotFound(Message("This memo is not in the book."))
        return standing_of(self._reader, row)

    def recompute(self, customer_id: int) -> tuple[Difference, ...]:
        """The kept figures about a customer's sales that differ from the memos; empty when all is well."""
        return figures_of_one(self._reader, customer_id)

    def differences(self) -> tuple[Difference, ...]:
        """`recompute` over every customer, for `check`."""
        return differing_figures(self._reader)


def sale_of(reader: Reader, sale_id: int) -> Sale:
    """A memo with everything on it, also inside an open operation; NotFound when there is none."""
    row = reader.row(
        f"SELECT s.*, {_RECEIPT} AS receipt_no, {_PROMISED} AS promised_on FROM sale s WHERE s.id = ?",
        (sale_id,),
    )
    if row is None:
        raise NotFound(Message("This memo is not in the book."))
    serials: dict[int, list[SerialOfLine]] = {}
    for each in reader.rows(
        "SELECT n.id, n.sale_item_id, n.serial FROM item_serial n JOIN sale_item i ON i.id = n.sale_item_id "
        "WHERE i.sale_id = ? AND n.deleted_at IS NULL ORDER BY n.id",
        (sale_id,),
    ):
        serials.setdefault(each["sale_item_id"], []).append(SerialOfLine(each["id"], each["serial"]))
    lines = tuple(
        _line(each, tuple(serials.get(each["id"], ())))
        for each in reader.rows("SELECT * FROM sale_item WHERE sale_id = ? ORDER BY position", (sale_id,))
    )
    cards = reader.ids(
        "SELECT w.id FROM warranty w JOIN sale_item i ON i.id = w.sale_item_id "
        "WHERE i.sale_id = ? AND w.deleted_at IS NULL ORDER BY i.position, w.id",
        (sale_id,),
    )
    return _sale(row, lines, tuple(cards))


def _line(row: Row, serials: tuple[SerialOfLine, ...]) -> SaleLine:
    return SaleLine(
        id=row["id"],
        product_id=row["product_id"],
        name=row["name"],
        brand=row["brand"] or "",
        model=row["model"] or "",
        unit=row["unit"] or "",
        quantity_milli=row["quantity_milli"],
        unit_price_paisa=row["unit_price_paisa"],
        amount_paisa=row["amount_paisa"],
        durable=bool(row["durable"]),
        serials=serials,
        returned_milli=row["returned_milli"],
    )


def _sale(row: Row, lines: tuple[SaleLine, ...], card_ids: tuple[int, ...]) -> Sale:
    return Sale(
        id=row["id"],
        memo_no=row["memo_no"],
        customer_id=row["customer_id"],
        sold_on=dt.date.fromisoformat(row["sold_on"]),
        staff_id=row["staff_id"],
        lines=lines,
        discount_paisa=row["discount_paisa"],
        total_paisa=row["total_paisa"],
        paid_paisa=row["paid_paisa"],
        paid_method=row["paid_method"] or "",
        paid_reference=row["paid_reference"] or "",
        receipt_no=row["receipt_no"] or "",
        delivery=row["delivery"],
        delivery_address=row["delivery_address"] or "",
        deliver_on=to_day(row["deliver_on"]),
        delivered_on=to_day(row["delivered_on"]),
        cash_on_delivery=bool(row["cash_on_delivery"]),
        carrier=row["carrier"] or "",
        sent_on=to_day(row["sent_on"]),
        demo_given=bool(row["demo_given"]),
        origin=row["origin"],
        note=row["note"] or "",
        promised_on=to_day(row["promised_on"]),
        voided_on=to_day(row["voided_on"]),
        void_reason=row["void_reason"] or "",
        created_at=row["created_at"],
        card_ids=card_ids,
    )
