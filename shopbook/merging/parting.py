"""What stays when two pages are parted again, in sentences, and the values that go back. Rows go back in `moving`."""

from __future__ import annotations

import json

from shopbook.errors import Message
from shopbook.merging import comparing, fields
from shopbook.merging.moving import Moved, place, touch
from shopbook.storage.connection import Row
from shopbook.storage.store import Operation

# What a person wrote on the page since, and what the shop calls it; the ids of these tables grow with time.
_WRITTEN: tuple[tuple[str, str, Message], ...] = (
    ("sale", "voided_on IS NULL", Message("Memos written since stay with {name}: {n}.")),
    (
        "ledger",
        "kind IN ('payment', 'advance')",
        Message("Payments taken since stay with {name}: {n}."),
    ),
    (
        "ledger",
        "sale_id IS NULL AND job_id IS NULL AND kind NOT IN ('payment', 'advance', 'reversal')",
        Message("Other entries of money written since stay with {name}: {n}."),
    ),
    ("job", "deleted_at IS NULL", Message("Repairs taken in since stay with {name}: {n}.")),
    ("note", "deleted_at IS NULL", Message("Notes written since stay with {name}: {n}.")),
    ("interaction", "deleted_at IS NULL", Message("Talks since stay with {name}: {n}.")),
    (
        "pay_promise",
        "deleted_at IS NULL",
        Message("Promises to pay made since stay with {name}: {n}."),
    ),
    ("customer_phone", "deleted_at IS NULL", Message("Phones written since stay with {name}: {n}.")),
    ("family_member", "deleted_at IS NULL", Message("Family written since stays with {name}: {n}.")),
    ("gift", "deleted_at IS NULL", Message("Gifts given since stay with {name}: {n}.")),
    (
        "manual_reminder",
        "deleted_at IS NULL",
        Message("Own reminders written since stay with {name}: {n}."),
    ),
    *(
        (table, "deleted_at IS NULL", Message("Other things written since stay with {name}: {n}."))
        for table in ("complaint", "shop_promise", "buy_promise", "demand", "feedback", "reward", "callback")
    ),
)


def put_back(op: Operation, log: Row) -> list[Message]:
    """Give every value the merge changed its old one, unless somebody changed it since; what was changed, told."""
    kept_id = log["kept_id"]
    stayed: list[Message] = []
    names = {column: field.label for field in fields.FIELDS for column in field.columns}
    for key, (old, new) in json.loads(log["before"]).items():
        table, row_id, column = place(key, kept_id)
        if op.value(f"SELECT {column} FROM {table} WHERE id = ?", (row_id,)) == new:
            op.update(table, row_id, {column: old})
            touch(op, table, row_id)
        elif table == "customer" and names[column] not in [one.values.get("field") for one in stayed]:
            said = Message("Changed since, so it stays as it is: {field}.", field=names[column])
            stayed.append(said)
    return stayed


def invited_since(op: Operation, log: Row, back: Moved) -> None:
    """Of halkhatas begun since the merge the kept page was asked for what both owed: its part of that is taken off."""
    ids = json.dumps(back.get("ledger.customer_id", []))
    remembered = {place(key, log["kept_id"])[:2] for key in json.loads(log["before"])}
    for guest in op.rows(
        "SELECT id, since_id, due_paisa FROM halkhata_guest WHERE customer_id = ? AND deleted_at IS NULL",
        (log["kept_id"],),
    ):
        if ("halkhata_guest", guest["id"]) in remembered:
            continue
        theirs = op.value(
            "SELECT coalesce(sum(amount_paisa), 0) FROM ledger WHERE id <= ? "
            "AND id IN (SELECT value FROM json_each(?))",
            (guest["since_id"], ids),
        )
        if theirs:
            op.update("halkhata_guest", guest["id"], {"due_paisa": guest["due_paisa"] - theirs})
            touch(op, "halkhata_guest", guest["id"])


def written_since(op: Operation, log: Row) -> list[Message]:
    """What was written on the kept page since the merge and does not hang on anything that left it."""
    name = comparing.title(op, log["kept_id"])
    counted: dict[str, tuple[Message, int]] = {}
    for table, which, sentence in _WRITTEN:
        asked = f"SELECT count(*) FROM {table} WHERE customer_id = ? AND id > ? AND {which}"
        count = int(op.value(asked, (log["kept_id"], log["id"])))
        if count:
            counted[sentence.text] = (sentence, counted.get(sentence.text, (sentence, 0))[1] + count)
    return [Message(sentence.text, name=name, n=count) for sentence, count in counted.values()]
