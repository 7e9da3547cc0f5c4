"""Two pages side by side, before anything is moved. Nothing is written here."""

from __future__ import annotations

from shopbook.errors import Message, NotFound, Refused
from shopbook.merging import fields, overlaps, references
from shopbook.merging.model import SideBySide
from shopbook.storage.connection import Row
from shopbook.storage.store import Reader

_TITLE = (
    "coalesce(c.name, (SELECT coalesce(p.e164, p.raw) FROM customer_phone p WHERE p.customer_id = c.id "
    "AND p.deleted_at IS NULL ORDER BY p.position, p.id LIMIT 1), c.nickname, c.code)"
)


def compare(reader: Reader, kept_id: int, merged_id: int) -> SideBySide:
    """Everything a person chooses between, and what will go over. Raises NotFound, Refused (see `pair_of`)."""
    kept, merged = pair_of(reader, kept_id, merged_id)
    listed = reader.rows(
        "SELECT coalesce(e164, raw) AS phone FROM customer_phone WHERE customer_id IN (?, ?) AND deleted_at IS NULL "
        "ORDER BY customer_id <> ?1, position, id",
        (kept_id, merged_id),
    )
    return SideBySide(
        kept_id,
        merged_id,
        title(reader, kept_id),
        title(reader, merged_id),
        tuple(fields.choice(field, kept, merged) for field in fields.FIELDS),
        tuple(dict.fromkeys(row["phone"] for row in listed)),
        tuple(overlaps.relatives(reader, kept_id, merged_id)),
        moves(reader, merged_id),
        int(kept["balance_paisa"]),
        int(merged["balance_paisa"]),
    )


def moves(reader: Reader, merged_id: int) -> dict[str, int]:
    """How many rows of each table stand on a page and would go over."""
    found: dict[str, int] = {}
    for table in references.owned(reader):
        living = "" if table == "ledger" else "AND deleted_at IS NULL"
        asked = f"SELECT count(*) FROM {table} WHERE customer_id = ? {living}"
        if count := int(reader.value(asked, (merged_id,))):
            found[table] = count
    return found


def pair_of(reader: Reader, kept_id: int, merged_id: int) -> tuple[Row, Row]:
    """Both pages; NotFound without such pages, Refused for one page twice, in the trash, erased or merged before."""
    if kept_id == merged_id:
        raise Refused(Message("This is one and the same page."))
    kept, merged = (
        reader.row("SELECT * FROM customer WHERE id = ?", (each,)) for each in (kept_id, merged_id)
    )
    for row in (kept, merged):
        if row is None:
            raise NotFound(Message("This customer is not in the book any more."))
        if row["erased_on"] is not None:
            raise Refused(Message("This customer was erased; there is nothing to merge."))
        if row["merged_into_id"] is not None:
            raise Refused(
                Message(
                    "{name} is merged into another page already: {other}.",
                    name=title(reader, row["id"]),
                    other=title(reader, survivor(reader, row["id"])),
                ),
                Message("Choose that page instead."),
            )
        if row["deleted_at"] is not None:
            raise Refused(
                Message("{name} is in the trash.", name=title(reader, row["id"])),
                Message("Take the customer out of the trash first."),
            )
    return kept, merged


def survivor(reader: Reader, customer_id: int) -> int:
    """The page on which a customer stands now: their own, or the one it was laid into, through every merge."""
    found = reader.value(
        "WITH RECURSIVE into_page(id) AS (SELECT ?1 UNION SELECT c.merged_into_id FROM customer c "
        "JOIN into_page i ON i.id = c.id WHERE c.merged_into_id IS NOT NULL) "
        "SELECT i.id FROM into_page i JOIN customer c ON c.id = i.id WHERE c.merged_into_id IS NULL LIMIT 1",
        (customer_id,),
    )
    return customer_id if found is None else int(found)


def title(reader: Reader, customer_id: int) -> str:
    """What to call a customer: the name, else the phone, the nickname or the number of the page."""
    return str(reader.value(f"SELECT {_TITLE} FROM customer c WHERE c.id = ?", (customer_id,), ""))
