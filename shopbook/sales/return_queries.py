"""Questions about goods that came back: what can still come back and for how much, returns by memo and customer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from shopbook.clock import Clock, to_day
from shopbook.errors import Message, NotFound
from shopbook.permissions import shows
from shopbook.products.model import title
from shopbook.sales.model import ONE, SerialOfLine
from shopbook.sales.return_model import (
    Return,
    ReturnableLine,
    ReturnedLine,
    ReturnLine,
    ReturnRow,
    shares,
    worth_of,
)
from shopbook.storage.connection import Row
from shopbook.storage.store import Reader, Store

_STANDS = "r.voided_on IS NULL AND r.deleted_at IS NULL"
# What of an item is back, as its returns tell; `sale_item.returned_milli` keeps it.
_BACK = (
    "(SELECT coalesce(sum(x.quantity_milli), 0) FROM sale_return_item x JOIN sale_return r ON r.id = x.return_id "
    f"WHERE x.sale_item_id = i.id AND {_STANDS})"
)

_DIFFERENCES = {
    "returned": f"SELECT i.id, i.returned_milli AS kept, {_BACK} AS counted FROM sale_item i "
    "WHERE (i.returned_milli > 0 OR i.id IN (SELECT sale_item_id FROM sale_return_item)) "
    "AND kept <> counted ORDER BY i.id",
    "worth": "SELECT r.id, r.total_paisa AS kept, (SELECT coalesce(sum(amount_paisa), 0) FROM sale_return_item "
    "WHERE return_id = r.id) AS counted FROM sale_return r WHERE kept <> counted ORDER BY r.id",
    "ledger": "SELECT r.id, CASE WHEN r.voided_on IS NULL THEN r.refund_paisa - r.total_paisa ELSE 0 END AS kept, "
    "(SELECT coalesce(sum(l.amount_paisa), 0) FROM ledger l WHERE "
    "l.id IN (r.entry_id, r.exchange_entry_id, r.refund_entry_id) "
    "OR l.reverses_id IN (r.entry_id, r.exchange_entry_id, r.refund_entry_id)) AS counted "
    "FROM sale_return r WHERE r.customer_id IS NOT NULL AND kept <> counted ORDER BY r.id",
}


@dataclass(frozen=True, slots=True)
class SoldItem:
    """A line of a memo with what taking it back needs to know: its share of the total, what is back and was given."""

    row: Row
    share_paisa: int
    given_paisa: int
    serials: tuple[SerialOfLine, ...]
    pieces: int

    @property
    def id(self) -> int:
        """The line's id."""
        return int(self.row["id"])

    @property
    def sold_milli(self) -> int:
        """How much was sold."""
        return int(self.row["quantity_milli"])

    @property
    def back_milli(self) -> int:
        """How much of it is back."""
        return int(self.row["returned_milli"])

    @property
    def left_milli(self) -> int:
        """How much can still come back."""
        return self.sold_milli - self.back_milli

    @property
    def by_piece(self) -> bool:
        """True when each piece was written down with its own serial."""
        return self.pieces > 0 and self.sold_milli == ONE * self.pieces

    def worth(self, quantity_milli: int) -> int:
        """What so much more of it is worth, in paisa."""
        return worth_of(self.share_paisa, self.sold_milli, self.back_milli + quantity_milli, self.given_paisa)


class ReturnQueries:
    """Returns of one book, read only."""

    def __init__(self, store: Store) -> None:
        self._reader: Reader = store
        self._clock: Clock = store.clock

    @shows("look")
    def get(self, return_id: int) -> Return:
        """A return with its lines; NotFound when there is none."""
        return return_of(self._reader, return_id)

    @shows("look")
    def of_sale(self, sale_id: int) -> list[Return]:
        """A memo's returns, the oldest first, voided ones too."""
        ids = self._reader.ids(
            "SELECT id FROM sale_return WHERE sale_id = ? AND deleted_at IS NULL ORDER BY id", (sale_id,)
        )
        return [self.get(each) for each in ids]

    @shows("look")
    def of_customer(self, customer_id: int) -> list[Return]:
        """A customer's returns, the newest first, voided ones too."""
        ids = self._reader.ids(
            "SELECT id FROM sale_return WHERE customer_id = ? AND deleted_at IS NULL "
            "ORDER BY returned_on DESC, id DESC",
            (customer_id,),
        )
        return [self.get(each) for each in ids]

    @shows("look")
    def of_exchange(self, sale_id: int) -> Return | None:
        """The return for which this memo was given instead, or None."""
        found = self._reader.value(
            "SELECT id FROM sale_return WHERE exchange_sale_id = ? AND deleted_at IS NULL", (sale_id,)
        )
        return None if found is None else self.get(found)

    @shows("look")
    def ids(self) -> list[int]:
        """All returns, the newest first, voided ones too."""
        return self._reader.ids(
            "SELECT id FROM sale_return WHERE deleted_at IS NULL ORDER BY returned_on DESC, id DESC"
        )

    @shows("look")
    def rows(self, ids: Sequence[int]) -> list[ReturnRow]:
        """The returns as a list shows them, in the order of the ids; ids that are not in the book are left out."""
        marks = ", ".join("?" * len(ids))
        found = {
            row["id"]: ReturnRow(
                id=row["id"],
                return_no=row["return_no"],
                sale_id=row["sale_id"],
                memo_no=row["memo_no"],
                customer_id=row["customer_id"],
                on=dt.date.fromisoformat(row["returned_on"]),
                first_item=title(row["name"] or "", row["brand"] or "", row["model"] or ""),
                more_items=max(0, row["items"] - 1),
                total_paisa=row["total_paisa"],
                refund_paisa=row["refund_paisa"],
                exchange_sale_id=row["exchange_sale_id"],
                voided=row["voided_on"] is not None,
            )
            for row in self._reader.rows(
                "SELECT r.*, s.memo_no, i.name, i.brand, i.model, "
                "(SELECT count(DISTINCT sale_item_id) FROM sale_return_item WHERE return_id = r.id) AS items "
                "FROM sale_return r JOIN sale s ON s.id = r.sale_id LEFT JOIN sale_item i ON i.id = "
                "(SELECT sale_item_id FROM sale_return_item WHERE return_id = r.id ORDER BY id LIMIT 1) "
                f"WHERE r.id IN ({marks})",
                tuple(ids),
            )
        }
        return [found[each] for each in ids if each in found]

    @shows("look")
    def returnable(self, sale_id: int) -> list[ReturnableLine]:
        """What of a memo can still come back, line by line; lines that are back in full are left out."""
        return [
            ReturnableLine(
                sale_item_id=item.id,
                product_id=item.row["product_id"],
                name=item.row["name"],
                brand=item.row["brand"] or "",
                model=item.row["model"] or "",
                unit=item.row["unit"] or "",
                sold_milli=item.sold_milli,
                left_milli=item.left_milli,
                unit_price_paisa=item.row["unit_price_paisa"],
                worth_paisa=item.worth(item.left_milli),
                serials=item.serials,
                by_piece=item.by_piece,
            )
            for item in sold_items(self._reader, sale_id).values()
            if item.left_milli > 0
        ]

    def differences(self) -> list[tuple[str, int, int, int]]:
        """What does not agree, for `check`: (what, whose row, kept, counted).

        "returned": a line's kept quantity and its returns; "worth": a return and its lines; "ledger": what a return did
        to the customer's account, nothing when it is void.
        """
        return [
            (what, row["id"], row["kept"], row["counted"])
            for what, sql in _DIFFERENCES.items()
            for row in self._reader.rows(sql)
        ]


def sold_items(reader: Reader, sale_id: int) -> dict[int, SoldItem]:
    """The lines of a memo by their ids, with the serials that have not come back, also inside an open operation."""
    rows = reader.rows(
        "SELECT i.*, s.total_paisa, (SELECT coalesce(sum(x.amount_paisa), 0) FROM sale_return_item x "
        f"JOIN sale_return r ON r.id = x.return_id WHERE x.sale_item_id = i.id AND {_STANDS}) AS given "
        "FROM sale_item i JOIN sale s ON s.id = i.sale_id WHERE i.sale_id = ? AND i.deleted_at IS NULL "
        "ORDER BY i.position, i.id",
        (sale_id,),
    )
    serials: dict[int, list[SerialOfLine]] = {}
    pieces: dict[int, int] = {}
    for each in reader.rows(
        "SELECT n.id, n.sale_item_id, n.serial, EXISTS (SELECT 1 FROM sale_return_item x JOIN sale_return r "
        "ON r.id = x.return_id WHERE x.sale_item_id = n.sale_item_id AND x.serial_id = n.id "
        f"AND {_STANDS}) AS back FROM item_serial n "
        "JOIN sale_item i ON i.id = n.sale_item_id WHERE i.sale_id = ? AND n.deleted_at IS NULL ORDER BY n.id",
        (sale_id,),
    ):
        pieces[each["sale_item_id"]] = pieces.get(each["sale_item_id"], 0) + 1
        if not each["back"]:
            serials.setdefault(each["sale_item_id"], []).append(SerialOfLine(each["id"], each["serial"]))
    parts = shares([row["amount_paisa"] for row in rows], rows[0]["total_paisa"] if rows else 0)
    return {
        row["id"]: SoldItem(
            row, part, row["given"], tuple(serials.get(row["id"], ())), pieces.get(row["id"], 0)
        )
        for row, part in zip(rows, parts, strict=True)
    }


def amounts_of(items: dict[int, SoldItem], lines: Sequence[ReturnLine]) -> list[int]:
    """What each line of a return is worth, in their order; the lines must be possible (see `problems_of_lines`)."""
    back: dict[int, int] = {}
    given: dict[int, int] = {}
    found = []
    for line in lines:
        item = items[line.sale_item_id]
        back[item.id] = back.get(item.id, item.back_milli) + line.quantity_milli
        before = given.get(item.id, item.given_paisa)
        amount = worth_of(item.share_paisa, item.sold_milli, back[item.id], before)
        given[item.id] = before + amount
        found.append(amount)
    return found


def return_of(reader: Reader, return_id: int) -> Return:
    """A return with its lines, also inside an open operation; NotFound when there is none."""
    row = reader.row(
        "SELECT r.*, s.memo_no, s.sold_on, e.memo_no AS exchange_memo_no FROM sale_return r "
        "JOIN sale s ON s.id = r.sale_id LEFT JOIN sale e ON e.id = r.exchange_sale_id WHERE r.id = ?",
        (return_id,),
    )
    if row is None:
        raise NotFound(Message("This return is not in the book."))
    lines = tuple(
        _line(each)
        for each in reader.rows(
            "SELECT x.*, i.product_id, i.name, i.brand, i.model, i.unit, n.serial FROM sale_return_item x "
            "JOIN sale_item i ON i.id = x.sale_item_id LEFT JOIN item_serial n ON n.id = x.serial_id "
            "WHERE x.return_id = ? ORDER BY x.id",
            (return_id,),
        )
    )
    return Return(
        id=row["id"],
        return_no=row["return_no"],
        sale_id=row["sale_id"],
        memo_no=row["memo_no"],
        sold_on=dt.date.fromisoformat(row["sold_on"]),
        customer_id=row["customer_id"],
        on=dt.date.fromisoformat(row["returned_on"]),
        reason=row["reason"],
        lines=lines,
        total_paisa=row["total_paisa"],
        refund_paisa=row["refund_paisa"],
        refund_method=row["refund_method"] or "",
        refund_reference=row["refund_reference"] or "",
        exchange_sale_id=row["exchange_sale_id"],
        exchange_memo_no=row["exchange_memo_no"] or "",
        exchanged_paisa=row["exchanged_paisa"],
        voided_on=to_day(row["voided_on"]),
        void_reason=row["void_reason"] or "",
        staff_id=row["staff_id"],
        created_at=row["created_at"],
    )


def _line(row: Row) -> ReturnedLine:
    return ReturnedLine(
        id=row["id"],
        sale_item_id=row["sale_item_id"],
        product_id=row["product_id"],
        name=row["name"],
        brand=row["brand"] or "",
        model=row["model"] or "",
        unit=row["unit"] or "",
        quantity_milli=row["quantity_milli"],
        amount_paisa=row["amount_paisa"],
        serial_id=row["serial_id"],
        serial=row["serial"] or "",
        fit=row["fit"],
    )
