"""Single things of the trash: taking their words out, with what hangs on them. Whole customers: `forgetting`."""

from __future__ import annotations

from collections.abc import Sequence

from shopbook.storage.store import Operation
from shopbook.trash import words
from shopbook.trash.scrubbing import blank


def blank_things(op: Operation, table: str, ids: Sequence[int]) -> None:
    """Take the words out of things of one kind that lie in the trash."""
    blank(op, table, ids, words.ALONE.get(table) or words.OWNED[table])
    if table == "product":
        op.many("UPDATE product SET folded = '', sort_key = x'' WHERE id = ?", [(one,) for one in ids])
    for one in ids if table == "note" else ():
        said = op.ids("SELECT id FROM complaint WHERE note_id = ? AND deleted_at IS NOT NULL", (one,))
        blank(op, "complaint", said, words.OWNED["complaint"])
        asked = op.ids("SELECT id FROM note_followup WHERE note_id = ?", (one,))
        blank(op, "note_followup", asked, words.HANGING["note_followup"][2])
