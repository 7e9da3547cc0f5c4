"""What a timeline tells of goods that came back and of instalments. The rows of the ledger are in `queries`."""

from __future__ import annotations

from shopbook.errors import Message
from shopbook.history.model import Entry
from shopbook.history.sources import Source, day_of_row, source
from shopbook.storage.connection import Row


def _return(row: Row) -> Entry:
    title = Message("Gave back {what}", what=row["what"] or "")
    if row["exchanged"]:
        title = Message("Exchanged {what}", what=row["what"] or "")
    if row["void"]:
        title = Message("Gave back, and took again: {what}", what=row["what"] or "")
    detail = row["void_reason"] or row["detail"] or ""
    number, void = row["number"], bool(row["void"])
    return Entry("return", row["id"], day_of_row(row), title, detail, row["amount"], void, number)


def _plan(row: Row) -> Entry:
    memo_no = row["memo_no"]
    title = Message("Instalments agreed for memo {memo_no}", memo_no=memo_no)
    if row["ended_on"]:
        title = Message("Instalments for memo {memo_no} were given up", memo_no=memo_no)
    elif row["settled_on"]:
        title = Message("All instalments for memo {memo_no} are paid", memo_no=memo_no)
    detail = row["end_reason"] or row["detail"] or ""
    number, void = row["number"], bool(row["ended_on"])
    return Entry("plan", row["id"], day_of_row(row), title, detail, row["amount"], void, number)


MONEY_SOURCES: dict[str, Source] = {
    "return": (
        source(
            "return_no AS number, total_paisa AS amount, reason AS detail, voided_on AS void, void_reason, "
            "exchange_sale_id AS exchanged, (SELECT group_concat(name, ', ') FROM (SELECT DISTINCT i.name "
            "FROM sale_return_item x JOIN sale_item i ON i.id = x.sale_item_id WHERE x.return_id = sale_return.id "
            "ORDER BY i.position)) AS what",
            "sale_return",
            "returned_on",
        ),
        _return,
    ),
    "plan": (
        source(
            "plan_no AS number, financed_paisa AS amount, note AS detail, ended_on, end_reason, settled_on, "
            "(SELECT memo_no FROM sale WHERE id = sale_id) AS memo_no",
            "plan",
            "made_on",
        ),
        _plan,
    ),
}
