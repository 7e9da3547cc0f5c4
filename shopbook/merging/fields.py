"""What stands on a customer's own page, side by side with another's, and what is suggested of the two. Rows that hang
on a page (phones, family, memos) are the affair of `overlaps` and `moving`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from shopbook.customers.model import LONGEST_REMARK, TIERS
from shopbook.errors import Invalid, Message
from shopbook.merging.model import Choice, Side
from shopbook.storage.connection import Row


@dataclass(frozen=True, slots=True)
class Field:
    """One thing on the page: its columns, which are always taken together, and what the shop calls it."""

    name: str
    label: Message
    columns: tuple[str, ...]
    both: bool = False


FIELDS: tuple[Field, ...] = (
    Field("name", Message("Name"), ("name",)),
    Field("nickname", Message("Nickname"), ("nickname",)),
    Field("guardian", Message("Father's or husband's name"), ("guardian_name", "guardian_relation")),
    Field("honorific", Message("What we call them"), ("honorific",)),
    Field("area", Message("Area"), ("area",)),
    Field("address", Message("Address"), ("address",)),
    Field("landmark", Message("Landmark"), ("landmark",)),
    Field("occupation", Message("Occupation"), ("occupation",)),
    Field("birthday", Message("Birthday"), ("birth_y", "birth_m", "birth_d", "birth_estimated")),
    Field("wedding", Message("Wedding day"), ("wedding_y", "wedding_m", "wedding_d")),
    Field("festivals", Message("Festivals"), ("festivals",), both=True),
    Field("tier", Message("Tier"), ("tier",)),
    Field("touch_days", Message("Ask after them every so many days"), ("touch_days",)),
    Field("best_time", Message("Best time to call"), ("best_from", "best_to")),
    Field(
        "do_not_call",
        Message("Do not call"),
        ("do_not_call", "do_not_call_reason", "do_not_call_until"),
    ),
    Field("no_gift", Message("No gifts"), ("no_gift",)),
    Field("credit_limit", Message("Credit limit"), ("credit_limit_paisa",)),
    Field("source", Message("How they came"), ("source",)),
    Field("referred_by", Message("Sent by"), ("referred_by_id",)),
    Field("remark", Message("Remark"), ("remark",), both=True),
)
BY_NAME: Mapping[str, Field] = {field.name: field for field in FIELDS}
# The flags and marks that stand for "nothing was said".
_NOTHING = (None, "", 0, "normal")


def choice(field: Field, kept: Row, merged: Row) -> Choice:
    """The two values of a field and which of them is suggested."""
    return Choice(
        field.name,
        field.label,
        value(field, kept),
        value(field, merged),
        _suggested(field, kept, merged),
        field.both and _said(field, kept) and _said(field, merged),
    )


def value(field: Field, row: Row) -> object:
    """What a page says of a field: the column's value, or a tuple of them; None when it says nothing."""
    if not _said(field, row):
        return None
    found = tuple(_own(row, column) for column in field.columns)
    return found[0] if len(found) == 1 else found


def taken(choices: Mapping[str, str], kept: Row, merged: Row) -> dict[str, object]:
    """The kept page's columns that change, with their new values. Raises Invalid."""
    found: dict[str, object] = {}
    for field in FIELDS:
        side = choices.get(field.name) or _suggested(field, kept, merged)
        if side == "both" and field.both:
            new: dict[str, object] = {field.columns[0]: _joined(field, kept, merged)}
        elif side == "merged":
            new = {column: merged[column] for column in field.columns}
        else:
            continue
        found |= {column: value for column, value in new.items() if value != kept[column]}
    if len(str(found.get("remark") or "")) > LONGEST_REMARK:
        raise Invalid({"remark": Message("This is too long; {most} letters fit.", most=LONGEST_REMARK)})
    if found.get("referred_by_id") in (kept["id"], merged["id"]):
        found["referred_by_id"] = None  # nobody sent themselves
    return found


def _said(field: Field, row: Row) -> bool:
    return any(_own(row, column) not in _NOTHING for column in field.columns)


def _own(row: Row, column: str) -> object:
    return row[column]


def _suggested(field: Field, kept: Row, merged: Row) -> Side:
    """What the kept page says, unless it says nothing or the other says more."""
    if not _said(field, merged):
        return "kept"
    if not _said(field, kept):
        return "merged"
    if value(field, kept) == value(field, merged):
        return "kept"
    if field.both:
        return "both"
    if field.name == "tier":
        return "merged" if TIERS.index(merged["tier"]) > TIERS.index(kept["tier"]) else "kept"
    if field.name == "do_not_call":  # one who asked not to be called is not called
        return "merged" if merged["do_not_call"] and not kept["do_not_call"] else "kept"
    if field.name == "birthday":
        return "merged" if _exactness(merged) > _exactness(kept) else "kept"
    return "kept"


def _exactness(row: Row) -> int:
    """How much is known of a birthday; a year from a spoken age counts less than a real one."""
    parts = sum(row[column] is not None for column in ("birth_y", "birth_m", "birth_d"))
    return 2 * parts - int(row["birth_estimated"])


def _joined(field: Field, kept: Row, merged: Row) -> str | None:
    ours, theirs = (str(row[field.columns[0]] or "") for row in (kept, merged))
    if field.name == "festivals":
        names = dict.fromkeys(filter(None, (*ours.split(","), *theirs.split(","))))
        return ",".join(names) or None
    return "\n".join(dict.fromkeys(filter(None, (ours, theirs)))) or None
