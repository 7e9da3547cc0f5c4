"""What both pages have: the same phone, the same tag, the same child, an invitation to one halkhata, each other. After
a merge it is there once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from shopbook.merging import references
from shopbook.merging.model import Relative
from shopbook.merging.moving import Changes
from shopbook.search.fold import fine_key
from shopbook.storage.connection import Row
from shopbook.storage.ids import hashed_id
from shopbook.storage.store import Operation, Reader

_LIVING = "deleted_at IS NULL"
# Relations that can mean the same person, and those of whom a customer has one.
_CHILDREN = frozenset({"son", "daughter", "child"})
_ONE_ONLY = frozenset({"father", "mother", "husband"})
_FAMILY_BLANKS = (
    *("name", "birth_y", "birth_m", "birth_d", "expected_on", "school_class", "linked_customer_id"),
    "deceased_on",
)


def phones(op: Operation, changes: Changes, kept_id: int, merged_id: int) -> None:
    """All phones of both, each once, those of the kept page first; before the rows are moved."""
    rows = _of(op, "customer_phone", kept_id, "position, id")
    have = {row["key10"] or row["raw"] for row in rows}
    position = max((row["position"] for row in rows), default=-1)
    for row in _of(op, "customer_phone", merged_id, "position, id"):
        if (row["key10"] or row["raw"]) in have:
            changes.set(op, "customer_phone", row["id"], deleted_at=op.now)
            continue
        position += 1
        changes.set(op, "customer_phone", row["id"], position=position)


def tags(op: Operation, changes: Changes, kept_id: int, merged_id: int) -> None:
    """All tags of both, each once; before the rows are moved."""
    have = {row["tag_id"] for row in _of(op, "customer_tag", kept_id)}
    for row in _of(op, "customer_tag", merged_id):
        if row["tag_id"] in have:
            changes.set(op, "customer_tag", row["id"], deleted_at=op.now)


def relatives(reader: Reader, kept_id: int, merged_id: int) -> list[Relative]:
    """The merged page's family, each with the member of the kept page who seems to be the same person."""
    ours = _of(reader, "family_member", kept_id)
    found: list[Relative] = []
    taken: set[int] = set()
    for row in _of(reader, "family_member", merged_id):
        same = next((one for one in ours if one["id"] not in taken and _same_relative(one, row)), None)
        if same is not None:
            taken.add(same["id"])
        named = "" if same is None else same["name"] or ""
        found.append(
            Relative(row["id"], row["relation"], row["name"] or "", same["id"] if same else None, named)
        )
    return found


def family(
    op: Operation, changes: Changes, found: Iterable[Relative], choices: Mapping[str, str], self_ids: set[int]
) -> None:
    """The same child twice becomes one, unless somebody said they are two; a link to oneself is none."""
    for each in found:
        if each.same_as is None or choices.get(f"family:{each.member_id}") == "both":
            continue
        ours, theirs = (_row(op, "family_member", one) for one in (each.same_as, each.member_id))
        new = {
            column: theirs[column]
            for column in _FAMILY_BLANKS
            if ours[column] is None and theirs[column] is not None and theirs[column] not in self_ids
        }
        if "birth_y" in new:
            new["birth_estimated"] = theirs["birth_estimated"]
        if new:
            changes.set(op, "family_member", each.same_as, **new)
        changes.set(op, "family_member", each.member_id, deleted_at=op.now)
        for table, column in references.pointing(op, "family_member"):
            for row_id in op.ids(f"SELECT id FROM {table} WHERE {column} = ?", (each.member_id,)):
                changes.set(op, table, row_id, **{column: each.same_as})


def each_other(op: Operation, changes: Changes, kept_id: int, merged_id: int) -> None:
    """Nobody is a member of their own family, sent themselves, or is thanked for it; before the rows are moved."""
    pair = (kept_id, merged_id)
    for table, column in (("family_member", "linked_customer_id"), ("reward", "referred_id")):
        for row_id in op.ids(
            f"SELECT id FROM {table} WHERE customer_id IN (?1, ?2) AND {column} IN (?1, ?2)", pair
        ):
            changes.set(op, table, row_id, **{column: None})
    if op.value("SELECT referred_by_id FROM customer WHERE id = ?", (kept_id,)) == merged_id:
        changes.set(op, "customer", kept_id, referred_by_id=None)


def strangers(op: Operation, changes: Changes, kept_id: int, merged_id: int) -> None:
    """Whoever is not the merged customer is not the kept one either; that these two are two is no longer said."""
    for row in op.rows(
        f"SELECT * FROM not_same WHERE {_LIVING} AND (one_id = ?1 OR other_id = ?1)", (merged_id,)
    ):
        other = row["other_id"] if row["one_id"] == merged_id else row["one_id"]
        if other == kept_id:
            changes.set(op, "not_same", row["id"], deleted_at=op.now)
            continue
        one_id, other_id = sorted((kept_id, other))
        row_id = hashed_id("not_same", one_id, other_id)
        if op.value("SELECT 1 FROM not_same WHERE id = ?", (row_id,)) is None:
            values = {"id": row_id, "one_id": one_id, "other_id": other_id, "deleted_at": op.now}
            op.insert("not_same", values)
        changes.set(op, "not_same", row_id, deleted_at=None)


def guests(op: Operation, changes: Changes, kept_id: int, merged_id: int) -> None:
    """One guest stands for both at every halkhata, with what both owed when it was asked; before the ledger is moved.

    The row of a guest has an id made of drive and customer, so that of the merged page rests where it is.
    """
    rows = op.rows(
        f"SELECT * FROM halkhata_guest WHERE {_LIVING} AND customer_id IN (?, ?)", (kept_id, merged_id)
    )
    drives: dict[int, dict[int, Row]] = {}
    for row in rows:
        drives.setdefault(row["halkhata_id"], {})[row["customer_id"]] = row
    for halkhata_id, pair in drives.items():
        ours, theirs = pair.get(kept_id), pair.get(merged_id)
        since = (ours or theirs)["since_id"]  # type: ignore[index]
        due = sum(
            row["due_paisa"] if row is not None and row["since_id"] == since else _owed(op, whose, since)
            for whose, row in ((kept_id, ours), (merged_id, theirs))
        )
        values: dict[str, Any] = {"due_paisa": due}
        if theirs is not None:
            changes.set(op, "halkhata_guest", theirs["id"], deleted_at=op.now)
            for column in ("printed_on", "came_on"):
                days = [row[column] for row in (ours, theirs) if row is not None and row[column] is not None]
                values[column] = min(days, default=None)
        guest_id = ours["id"] if ours is not None else hashed_id("halkhata_guest", halkhata_id, kept_id)
        if ours is None:
            values |= {"since_id": since, "deleted_at": None}
            if op.value("SELECT 1 FROM halkhata_guest WHERE id = ?", (guest_id,)) is None:
                of = {"id": guest_id, "halkhata_id": halkhata_id, "customer_id": kept_id}
                op.insert("halkhata_guest", {**of, "due_paisa": due, "since_id": since, "deleted_at": op.now})
        changes.set(op, "halkhata_guest", guest_id, **values)


def _owed(op: Operation, customer_id: int, until_id: int) -> int:
    asked = "SELECT coalesce(sum(amount_paisa), 0) FROM ledger WHERE customer_id = ? AND id <= ?"
    return int(op.value(asked, (customer_id, until_id)))


def _same_relative(one: Row, other: Row) -> bool:
    """The same relation, and nothing known of the one that the other contradicts."""
    relations = {one["relation"], other["relation"]}
    if len(relations) > 1 and not (relations <= _CHILDREN and "child" in relations):
        return False
    if one["head_count"] != other["head_count"]:
        return False
    names = [fine_key(row["name"]) if row["name"] else "" for row in (one, other)]
    if all(names):
        return names[0] == names[1]
    if one["relation"] in _ONE_ONLY or one["head_count"] > 1:
        return True
    days = [(row["birth_y"], row["birth_m"], row["birth_d"]) for row in (one, other)]
    return days[0] == days[1] and any(part is not None for part in days[0])


def _of(reader: Reader, table: str, customer_id: int, order: str = "id") -> list[Row]:
    return reader.rows(
        f"SELECT * FROM {table} WHERE customer_id = ? AND {_LIVING} ORDER BY {order}", (customer_id,)
    )


def _row(op: Operation, table: str, row_id: int) -> Row:
    row = op.row(f"SELECT * FROM {table} WHERE id = ?", (row_id,))
    assert row is not None
    return row
