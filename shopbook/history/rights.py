"""Which right each table's rows ask for, whoever wants to take a change of them back or read what it was."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable

from shopbook.storage.connection import Row

# The right that writes a table; taking back asks for the same, and for "trash" where a row goes there or comes out.
WRITES: dict[str, str] = {
    **dict.fromkeys(("shop", "setting", "wording", "note_kind"), "arrange"),
    "staff": "staff",
    **dict.fromkeys(("customer", "customer_phone", "family_member", "tag", "customer_tag"), "customer"),
    "product": "goods",
    **dict.fromkeys(
        ("sale", "sale_item", "item_serial", "ledger", "sale_return", "sale_return_item"), "reverse"
    ),
    **dict.fromkeys(("warranty", "coverage"), "reverse"),
    **dict.fromkeys(("plan", "instalment", "guarantor", "halkhata", "halkhata_guest"), "credit"),
    **dict.fromkeys(
        (
            *(
                "note",
                "note_followup",
                "gift",
                "callback",
                "interaction",
                "manual_reminder",
                "followup_state",
            ),
            *("complaint", "complaint_asker", "shop_promise", "buy_promise", "demand", "feedback", "reward"),
            *("pay_promise", "helper", "call_sheet", "call_sheet_line"),
        ),
        "talk",
    ),
    **dict.fromkeys(("job", "job_event", "service_visit"), "take_in"),
    "import_batch": "import",
    **dict.fromkeys(("merge_log", "not_same"), "merge"),
    "erasure": "erase",
}
_COLUMNS = {("customer", "tier"): "credit", ("customer", "credit_limit_paisa"): "credit"}
_SHOWN = {
    **dict.fromkeys((("customer", "tier"), ("customer", "credit_limit_paisa")), "see_tier"),
    # The journal does not say for whose eyes a note is: of all of them only the owner is told the words.
    **dict.fromkeys((("note", column) for column in ("kind", "body", "resolution", "mood")), "see_private"),
    **dict.fromkeys(
        (("ledger", column) for column in ("kind", "amount_paisa", "reference", "note")), "see_dues"
    ),
    **dict.fromkeys((("pay_promise", column) for column in ("amount_paisa", "paid_paisa")), "see_dues"),
    **dict.fromkeys((("plan", column) for column in ("financed_paisa", "left_paisa")), "see_dues"),
    **dict.fromkeys((("instalment", column) for column in ("amount_paisa", "paid_paisa")), "see_dues"),
    ("halkhata_guest", "carried_paisa"): "see_dues",
}


def rights_to_change(table: str, columns: Collection[str]) -> set[str]:
    """What must be allowed to give these columns of a table other values."""
    rights = {_COLUMNS.get((table, column), WRITES[table]) for column in columns}
    return rights | ({"trash"} if "deleted_at" in columns else set())


def rights_to_take_back(rows: Iterable[Row], actor: int | None, since_ms: int) -> set[str]:
    """What must be allowed to take journal rows back.

    What was added goes to the trash, which is for managers; but who wrote it after `since_ms` (of the journal's clock)
    may take it back.
    """
    rights: set[str] = set()
    for row in rows:
        changed = set(json.loads(row["changed"]))
        if row["deed"] == "i":
            own = row["actor"] == actor and (row["hlc"] >> 16) >= since_ms
            rights |= {WRITES[row["tbl"]]} | (set() if own else {"trash"})
        else:
            rights |= rights_to_change(row["tbl"], changed)
    return rights


def right_to_see(table: str, column: str) -> str:
    """What must be allowed to read a column's old and new value in the history."""
    return _SHOWN.get((table, column), "look")
