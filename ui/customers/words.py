"""What the codes of the customer noun are called, and how people and changes read. No widget lives here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from shopbook.customers.model import CustomerRow
from shopbook.history.model import Change
from shopbook.localisation import dates, numbers
from shopbook.localisation.language import _, pgettext
from shopbook.notes.model import FamilyMember
from shopbook.notes.words import RELATIONS, relation_word

Said = Callable[[], str]

PHONE_LABELS: Mapping[str, Said] = MappingProxyType(
    {
        "own": lambda: pgettext("phone", "Own"),
        "spouse": lambda: pgettext("phone", "Spouse"),
        "shop": lambda: pgettext("phone", "Shop"),
        "home": lambda: pgettext("phone", "Home"),
        "other": lambda: pgettext("phone", "Other"),
    }
)
HONORIFICS: Mapping[str, Said] = MappingProxyType(
    {
        "bhai": lambda: pgettext("honorific", "Bhai"),
        "apa": lambda: pgettext("honorific", "Apa"),
        "chacha": lambda: pgettext("honorific", "Chacha"),
        "khala": lambda: pgettext("honorific", "Khala"),
        "sir": lambda: pgettext("honorific", "Sir"),
        "madam": lambda: pgettext("honorific", "Madam"),
        "dada": lambda: pgettext("honorific", "Dada"),
        "didi": lambda: pgettext("honorific", "Didi"),
    }
)
TIERS: Mapping[str, Said] = MappingProxyType(
    {
        "normal": lambda: pgettext("tier", "Normal"),
        "silver": lambda: pgettext("tier", "Good"),
        "vip": lambda: pgettext("tier", "Special"),
    }
)
FESTIVALS: Mapping[str, Said] = MappingProxyType(
    {
        "eid": lambda: pgettext("festival", "Eid"),
        "puja": lambda: pgettext("festival", "Puja"),
        "boro_din": lambda: pgettext("festival", "Christmas"),
        "buddha": lambda: pgettext("festival", "Buddha Purnima"),
    }
)
COLUMNS: Mapping[str, Said] = MappingProxyType(
    {
        "name": lambda: _("Name"),
        "erased_on": lambda: pgettext("in the history", "Erased on"),
        "nickname": lambda: _("Nickname"),
        "guardian_name": lambda: _("Father's or husband's name"),
        "guardian_relation": lambda: _("Who that is"),
        "honorific": lambda: _("What we call them"),
        "area": lambda: _("Area"),
        "address": lambda: _("Address"),
        "landmark": lambda: _("Landmark"),
        "occupation": lambda: _("Occupation"),
        "birth_estimated": lambda: _("Year of birth is a guess"),
        "festivals": lambda: _("Festivals"),
        "tier": lambda: _("Tier"),
        "touch_days": lambda: _("Ask after them every so many days"),
        "best_from": lambda: _("Call from"),
        "best_to": lambda: _("Call until"),
        "do_not_call": lambda: _("Do not call"),
        "do_not_call_reason": lambda: _("Why not"),
        "do_not_call_until": lambda: _("Do not call until"),
        "no_gift": lambda: _("No gifts"),
        "credit_limit_paisa": lambda: _("Credit limit"),
        "source": lambda: _("How they came"),
        "referred_by_id": lambda: _("Sent by"),
        "remark": lambda: _("Remark"),
        "deleted_at": lambda: _("In the trash"),
        "code": lambda: _("Customer number"),
    }
)
_DAYS: Mapping[str, Said] = MappingProxyType(
    {"birth": lambda: _("Birthday"), "wedding": lambda: pgettext("family", "Wedding day")}
)
# What only the shop's own people should read on a screen that a customer can see.
PRIVATE_COLUMNS = frozenset({"tier", "credit_limit_paisa"})
_CODES: Mapping[str, Mapping[str, Said]] = MappingProxyType(
    {"tier": TIERS, "honorific": HONORIFICS, "guardian_relation": RELATIONS}
)
_YES_NO = frozenset({"do_not_call", "no_gift", "birth_estimated", "deleted_at"})


def said(words: Mapping[str, Said], code: str) -> str:
    """What a code is called; a code of a later version is shown as it is."""
    return words[code]() if code in words else code


def balance(paisa: int) -> str:
    """What they owe, or what they paid ahead; nothing for nothing."""
    if paisa < 0:
        return _("{money} ahead").format(money=numbers.money(-paisa))
    return numbers.money(paisa) if paisa else ""


def title(row: CustomerRow) -> str:
    """What to call someone in a list: the name, else the phone as people read it."""
    return row.name or numbers.phone(row.phone)


def seen(day: dt.date | None, today: dt.date) -> str:
    """When they were last at the counter."""
    return dates.ago(day, today) if day else ""


def member(one: FamilyMember) -> str:
    """A family member by name, else by what they are: "২ জন ছেলে"."""
    if one.name:
        return one.name
    return relation_word(one.relation, one.head_count)


def member_detail(one: FamilyMember, today: dt.date) -> str:
    """Relation, age and class of a family member."""
    parts = [relation_word(one.relation) if one.name else ""]
    if one.deceased_on is not None:
        parts.append(pgettext("family", "passed away"))
    elif one.birthday:
        age = dates.age_partial(one.birthday.year, one.birthday.month, one.birthday.day, today)
        day = dates.partial_date(None, one.birthday.month, one.birthday.day)
        parts += [age, _("birthday {day}").format(day=day) if day else ""]
    elif one.expected_on is not None:
        parts.append(_("expected around {day}").format(day=dates.date_long(one.expected_on)))
    return " · ".join(part for part in (*parts, one.school_class) if part)


@dataclass(frozen=True, slots=True)
class Changed:
    """One thing that was changed, as a person calls it: a day is one thing, though the book keeps it in three."""

    title: str
    before: str
    after: str
    changes: tuple[Change, ...]
    private: bool = False


def changed(changes: Sequence[Change]) -> list[Changed]:
    """The things that were changed, the parts of one day together."""
    days: dict[str, list[Change]] = {}
    found: list[Changed] = []
    for change in changes:
        start, _sep, part = change.column.rpartition("_")
        if start in _DAYS and part in ("y", "m", "d"):
            days.setdefault(start, []).append(change)
            continue
        private = change.column in PRIVATE_COLUMNS
        before, after = (
            value(change, one)
            for one in (change.named if change.named is not None else (change.old, change.new))
        )
        found.append(Changed(column(change), before, after, (change,), private))
    for start, parts in days.items():
        before, after = (
            _day({part.column[-1]: getattr(part, side) for part in parts}) for side in ("old", "new")
        )
        found.append(Changed(_DAYS[start](), before, after, tuple(parts)))
    return found


def _day(parts: Mapping[str, int | None]) -> str:
    return dates.partial_date(parts.get("y"), parts.get("m"), parts.get("d")) or _("(empty)")


def column(change: Change) -> str:
    """What was changed, by the name it has on the form."""
    if change.table == "customer_phone":
        return _("Phone")
    if change.table == "family_member":
        return _("Family")
    return said(COLUMNS, change.column)


def value(change: Change, what: object) -> str:
    """A stored value the way the form shows it."""
    if change.column in _YES_NO:
        return _("yes") if what else _("no")
    if what is None or what == "":
        return _("(empty)")
    if change.column in _CODES:
        return said(_CODES[change.column], str(what))
    if change.column.endswith("_paisa") and isinstance(what, int):
        return numbers.money(what)
    if change.column == "festivals":
        return ", ".join(said(FESTIVALS, code) for code in str(what).split(","))
    if change.column.endswith(("_on", "_until")):
        return dates.date_long(dt.date.fromisoformat(str(what)))
    return numbers.to_script(str(what))
