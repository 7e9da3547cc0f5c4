"""Which columns of the book point at a customer, found from the schema itself: a table added later is moved too."""

from __future__ import annotations

from shopbook.storage.store import Reader

# What is said about the merging itself stays as it was said: the log, who is not the same, who lies in whose page. A
# guest of a halkhata has an id made of drive and customer, so its row never changes hands (see `overlaps`).
_OF_THE_MERGING = frozenset(
    {
        "merge_log.kept_id",
        "merge_log.merged_id",
        "not_same.one_id",
        "not_same.other_id",
        "customer.merged_into_id",
        "halkhata_guest.customer_id",
    }
)
# The evidence of an import stays with the page it made: taking the import back may throw that page away, never the one
# that a person wrote by hand.
_EVIDENCE = frozenset({"import_row.customer_id"})


def pointing(reader: Reader, target: str) -> list[tuple[str, str]]:
    """(table, column) of every foreign key to a table, in the order of the names."""
    return sorted((table, column) for table, column, referred in _foreign_keys(reader) if referred == target)


def to_customer(reader: Reader) -> list[tuple[str, str]]:
    """(table, column) of everything that goes over when two customers become one."""
    left_out = _OF_THE_MERGING | _EVIDENCE
    return [each for each in pointing(reader, "customer") if ".".join(each) not in left_out]


def owned(reader: Reader) -> list[str]:
    """The tables whose rows belong to one customer by `customer_id`, as far as they go over."""
    return [table for table, column in to_customer(reader) if column == "customer_id"]


def hangs_on(reader: Reader, table: str) -> list[tuple[str, str]]:
    """(column, table referred to) of a table's rows: the memo of a payment, the card of a job."""
    return [(column, referred) for name, column, referred in _foreign_keys(reader) if name == table]


def _foreign_keys(reader: Reader) -> list[tuple[str, str, str]]:
    rows = reader.rows(
        'SELECT t.name AS name, k."from" AS col, k."table" AS referred FROM sqlite_master t, '
        "pragma_foreign_key_list(t.name) k WHERE t.type = 'table'"
    )
    return [(row["name"], row["col"], row["referred"]) for row in rows]
