"""Questions about memos: one with everything on it, lists by day and customer, a day's totals."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from shopbook.care.promises import is_open_for
from shopbook.clock import Clock, to_day
from shopbook.dues.model import Difference
from shopbook.errors import Message, NotFound
from shopbook.products.model import title
from shopbook.sales.checks import problems, warnings
from shopbook.sales.model import DayTotals, Sale, SaleDraft, SaleLine, SaleRow, SerialOfLine
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
# From this day on a regular counts as sleeping: more than max(60 days, twice the usual gap between days of buying)
# after the last one. The usual gap is the lower median; fewer than three memos, or all of one day, have none.
SLEEPS_ON = """(
    WITH visit AS (SELECT DISTINCT sold_on FROM sale
                   WHERE customer_id = c.id AND voided_on IS NULL AND deleted_at IS NULL),
      gap AS (SELECT julianday(sold_on) - julianday(lag(sold_on) OVER (ORDER BY sold_on)) AS days FROM visit),
      ranked AS (SELECT CAST(days AS INTEGER) AS days, row_number() OVER (ORDER BY days) AS place,
                        count(*) OVER () AS many FROM gap WHERE days IS NOT NULL)
    SELECT date((SELECT max(sold_on) FROM visit), (max(60, 2 * days) + 1) || ' days')
    FROM ranked WHERE place = (many + 1) / 2)"""
_FIGURES = (
    "SELECT c.id, c.first_sale_on, c.last_sale_on, c.sales_count, c.sleeps_on, min(s.sold_on) AS first_on, "
    "max(s.sold_on) AS last_on, count(s.id) AS counted, "
    f"CASE WHEN count(s.id) >= 3 THEN {SLEEPS_ON} END AS asleep_on FROM customer c LEFT JOIN sale s "
    "ON s.customer_id = c.id AND s.voided_on IS NULL AND s.deleted_at IS NULL"
)


class SaleQueries:
    """Memos of one book, read only."""

    def __init__(self, store: Store) -> None:
        self._reader: Reader = store
        self._clock: Clock = store.clock

    def get(self, sale_id: int) -> Sale:
        """A memo with its lines, serials and cards; NotFound when there is none."""
        return sale_of(self._reader, sale_id)

    def by_memo(self, text: str) -> Sale | None:
        """The memo with this number, typed in any script, or None."""
        sale_id = self._reader.value(
            "SELECT row_id FROM search_code WHERE folded = ? AND kind = ? ORDER BY row_id DESC",
            (fold_code(text), CODE_KINDS.index("memo")),
        )
        return None if sale_id is None else self.get(sale_id)

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

    def warnings(self, draft: SaleDraft) -> dict[str, Message]:
        """What looks wrong but may be right, by field. Never a reason not to save."""
        return warnings(self._reader, draft, self._clock.now())

    def ids_of_day(self, on: dt.date) -> list[int]:
        """The memos of a day, the newest first, voided ones too."""
        return self._reader.ids(
            "SELECT id FROM sale WHERE sold_on = ? AND deleted_at IS NULL ORDER BY id DESC", (on.isoformat(),)
        )

    def ids_of_customer(self, customer_id: int) -> list[int]:
        """A customer's memos, the newest first, voided ones too."""
        return self._reader.ids(
            "SELECT id FROM sale WHERE customer_id = ? AND deleted_at IS NULL ORDER BY sold_on DESC, id DESC",
            (customer_id,),
        )

    def bought_paisa(self, customer_id: int, first: dt.date, last: dt.date) -> int:
        """For how much a customer bought from `first` to `last`, in paisa; voided memos do not count."""
        found = self._reader.value(
            "SELECT coalesce(sum(total_paisa), 0) FROM sale WHERE customer_id = ? AND sold_on BETWEEN ? AND ? "
            "AND voided_on IS NULL AND deleted_at IS NULL",
            (customer_id, first.isoformat(), last.isoformat()),
        )
        return int(found)

    def ids(self) -> list[int]:
        """All memos, the newest first, voided ones too."""
        return self._reader.ids("SELECT id FROM sale WHERE deleted_at IS NULL ORDER BY sold_on DESC, id DESC")

    def ids_to_deliver(self) -> list[int]:
        """The memos whose goods are still to be brought, the earliest day first."""
        return self._reader.ids(
            "SELECT id FROM sale WHERE delivery IN ('needed', 'out') AND voided_on IS NULL AND deleted_at IS NULL "
            "ORDER BY coalesce(deliver_on, sold_on), id"
        )

    def rows(self, ids: Sequence[int]) -> list[SaleRow]:
        """The memos as a list shows them, in the order of the ids; ids that are not in the book are left out."""
        marks = ", ".join("?" * len(ids))
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
                delivery=row["delivery"],
                voided=row["voided_on"] is not None,
            )
            for row in self._reader.rows(
                "SELECT s.*, i.name, i.brand, i.model, "
                "(SELECT count(*) FROM sale_item WHERE sale_id = s.id) AS items FROM sale s "
                f"LEFT JOIN sale_item i ON i.sale_id = s.id AND i.position = 0 WHERE s.id IN ({marks})",
                tuple(ids),
            )
        }
        return [found[each] for each in ids if each in found]

    def day_totals(self, on: dt.date) -> DayTotals:
        """What a day sold and took in, old dues and sales without a customer included."""
        (sold,) = self._reader.rows(
            "SELECT count(*) AS memos, coalesce(sum(total_paisa), 0) AS paisa, "
            "coalesce(sum(max(0, total_paisa - paid_paisa)), 0) AS due FROM sale "
            "WHERE sold_on = ? AND voided_on IS NULL AND deleted_at IS NULL",
            (on.isoformat(),),
        )
        received = self._reader.rows(
            "SELECT method, sum(paisa) AS paisa FROM ("
            " SELECT coalesce(l.method, 'cash') AS method, -l.amount_paisa AS paisa"
            " FROM ledger l LEFT JOIN ledger u ON u.id = l.reverses_id"
            " WHERE l.entry_on = ?1 AND coalesce(u.kind, l.kind) IN ('payment', 'advance')"
            " UNION ALL SELECT coalesce(paid_method, 'cash'), paid_paisa FROM sale"
            " WHERE sold_on = ?1 AND customer_id IS NULL AND deleted_at IS NULL"
            " UNION ALL SELECT coalesce(paid_method, 'cash'), -paid_paisa FROM sale"
            " WHERE voided_on = ?1 AND customer_id IS NULL AND deleted_at IS NULL"
            ") GROUP BY method HAVING sum(paisa) <> 0 ORDER BY paisa DESC, method",
            (on.isoformat(),),
        )
        return DayTotals(
            on=on,
            sales_count=sold["memos"],
            sold_paisa=sold["paisa"],
            on_credit_paisa=sold["due"],
            received_paisa=sum(row["paisa"] for row in received),
            by_method=tuple((row["method"], row["paisa"]) for row in received),
        )

    def recompute(self, customer_id: int) -> tuple[Difference, ...]:
        """The kept figures about a customer's sales that differ from the memos; empty when all is well."""
        return _compared(self._reader.rows(f"{_FIGURES} WHERE c.id = ? GROUP BY c.id", (customer_id,)))

    def differences(self) -> tuple[Difference, ...]:
        """`recompute` over every customer, for `check`."""
        return _compared(
            self._reader.rows(
                f"{_FIGURES} GROUP BY c.id HAVING (c.first_sale_on, c.last_sale_on, c.sales_count, c.sleeps_on) "
                "IS NOT (min(s.sold_on), max(s.sold_on), count(s.id), asleep_on) ORDER BY c.id"
            )
        )


def _compared(rows: Sequence[Row]) -> tuple[Difference, ...]:
    pairs = (
        ("first_sale_on", "first_on"),
        ("last_sale_on", "last_on"),
        ("sales_count", "counted"),
        ("sleeps_on", "asleep_on"),
    )
    return tuple(
        Difference(row["id"], kept, row[kept], row[counted])
        for row in rows
        for kept, counted in pairs
        if row[kept] != row[counted]
    )


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
        demo_given=bool(row["demo_given"]),
        origin=row["origin"],
        note=row["note"] or "",
        promised_on=to_day(row["promised_on"]),
        voided_on=to_day(row["voided_on"]),
        void_reason=row["void_reason"] or "",
        created_at=row["created_at"],
        card_ids=card_ids,
    )
