"""How a saved action reads: its title, its line, each column before and after. Names of columns are in columns.py."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from types import MappingProxyType

from shopbook.history.deeds import PIN_COLUMNS, Deed, Written
from shopbook.history.model import Change
from shopbook.localisation import dates, numbers
from shopbook.localisation.language import _, ngettext, pgettext
from ui.history.columns import CODES, COLUMNS, HIDDEN, TABLES
from ui.roles import role

KINDS: Mapping[str, Callable[[], str]] = MappingProxyType(
    {
        "": lambda: _("Everything"),
        "sale": lambda: _("Sales"),
        "money": lambda: _("Money"),
        "customer": lambda: _("Customers"),
        "note": lambda: _("Notes and gifts"),
        "call": lambda: _("Calls"),
        "care": lambda: _("Complaints and promises"),
        "service": lambda: _("Servicing and cards"),
        "shop": lambda: pgettext("in the history", "Shop and goods"),
    }
)
ICONS = {
    "sale": ("shopping-bag", "green"), "sale_return": ("undo-2", "amber"), "ledger": ("banknote", "blue"),
    "pay_promise": ("hand-coins", "blue"), "plan": ("calendar-clock", "blue"), "warranty": ("shield-check", "brand"),
    "coverage": ("shield-check", "brand"), "note": ("sticky-note", "amber"), "gift": ("gift", "red"),
    "interaction": ("phone-call", "violet"), "callback": ("phone-missed", "violet"), "job": ("hammer", "amber"),
    "job_event": ("hammer", "amber"), "service_visit": ("hammer", "brand"), "complaint": ("triangle-alert", "red"),
    "shop_promise": ("handshake", "amber"), "buy_promise": ("hand-coins", "green"), "demand": ("tag", "violet"),
    "feedback": ("smile", "amber"), "reward": ("star", "brand"), "customer": ("user", "brand"),
    "customer_phone": ("phone", "brand"), "family_member": ("users", "brand"), "product": ("package", ""),
    "staff": ("users", ""), "setting": ("settings", ""), "shop": ("store", ""), "helper": ("wrench", ""),
    "merge_log": ("users", "violet"), "manual_reminder": ("bell", "amber"),
}  # fmt: skip
_MONEY_IN = frozenset({"payment", "advance"})
_YES_NO = frozenset(
    {
        "birth_estimated",
        "do_not_call",
        "no_gift",
        "needs_review",
        "active",
        "durable",
        "cash_on_delivery",
        "demo_given",
        "needs_closing",
        "pinned",
        "yearly",
        "gift_hint",
        "paused",
        "alternative_taken",
        "may_quote",
        "deleted_at",
    }
)
# The words that tell an entry from others of its kind, the first that is there.
_TELLING = ("memo_no", "return_no", "receipt_no", "job_no", "card_no", "plan_no", "name", "what", "title", "body",
            "said", "topic", "product_name", "raw", "problem")  # fmt: skip
_MOST_LETTERS = 60
_PRIVATE = frozenset({"tier", "credit_limit_paisa"})
# Codes that have their own word.
_SAID: Mapping[str, Callable[[str], str]] = MappingProxyType({"role": role})
_NOTE_WORDS = frozenset({"body", "resolution"})


@dataclass(frozen=True, slots=True)
class Told:
    """A column as the history tells it; `before` None for something new, both None when only the change is told."""

    title: str
    before: str | None
    after: str | None
    changes: tuple[Change, ...]

    @property
    def can_go_back(self) -> bool:
        """A PIN's day alone gives no PIN back."""
        return not any(one.column in PIN_COLUMNS for one in self.changes)


def discreet(deed: Deed) -> Deed:
    """The action without what only the shop's own people should read: tiers, limits, the words of private notes."""
    return replace(deed, written=tuple(replace(one, changes=_open_changes(one)) for one in deed.written))


def _open_changes(written: Written) -> tuple[Change, ...]:
    sensitivity = next((one.new for one in written.changes if one.column == "sensitivity"), None)
    private = written.table == "note" and not (written.deed == "i" and sensitivity == "open")
    hidden = _PRIVATE | (_NOTE_WORDS if private else frozenset())
    return tuple(change for change in written.changes if change.column not in hidden)


def table(name: str) -> str:
    """What a table's row is called."""
    return TABLES[name]() if name in TABLES else pgettext("in the history", "Something")


def title(deed: Deed) -> str:
    """A saved action in a few words."""
    what = deed.what
    noun = table(what.table)
    if deed.undoes is not None:
        return _("Taken back: {what}").format(what=noun)
    if what.trashed is not None:
        words = _("Put away: {what}") if what.trashed else _("Brought back: {what}")
    elif what.deed == "i":
        words = _("Written: {what}")
    else:
        words = _("Changed: {what}")
    return words.format(what=noun)


def line(deed: Deed) -> str:
    """Whose it was, what tells it from others, and by whom."""
    parts = [deed.customer, telling(deed.what), by(deed)]
    return numbers.to_script(" · ".join(dict.fromkeys(part for part in parts if part)))


def by(deed: Deed) -> str:
    """Who wrote it, when somebody had said who they are."""
    return _("by {name}").format(name=deed.staff) if deed.staff else ""


def in_full(deed: Deed) -> str:
    """The action in one line, for the toast that tells what was taken back."""
    parts = [table(deed.what.table), deed.customer, telling(deed.what), amount(deed)]
    return numbers.to_script(" · ".join(dict.fromkeys(part for part in parts if part)))


def telling(written: Written) -> str:
    """A number, a name or the first words of a row; for a change the columns that changed."""
    if written.deed == "u" and written.trashed is None:
        names = list(dict.fromkeys(one.title for one in told(written)))
        shown = ", ".join(names[:3])
        more = len(names) - 3
        return shown + (" " + ngettext("and {n} more", "and {n} more", more).format(n=numbers.number(more)) if more > 0
                        else "")  # fmt: skip
    values = {change.column: change.new for change in written.changes}
    found = next((str(values[column]) for column in _TELLING if values.get(column)), "")
    found = " ".join(found.split())
    return found if len(found) <= _MOST_LETTERS else found[: _MOST_LETTERS - 1] + "…"


def amount(deed: Deed) -> str:
    """The money of a sale or an entry, where it was written."""
    if deed.what.deed != "i":
        return ""
    value = (
        deed.new("total_paisa") if deed.what.table in ("sale", "sale_return") else deed.new("amount_paisa")
    )
    return numbers.money(abs(value)) if isinstance(value, int) and value else ""


def told(written: Written) -> list[Told]:
    """The columns of a row a person would want to read, the three parts of a day together."""
    found: list[Told] = []
    days: dict[str, list[Change]] = {}
    for change in written.changes:
        if change.column in HIDDEN or (written.deed == "i" and _tells_nothing(change)):
            continue
        start, _sep, part = change.column.rpartition("_")
        if start in ("birth", "wedding") and part in ("y", "m", "d"):
            days.setdefault(start, []).append(change)
            continue
        found.append(_told(change, written.deed))
    for start, parts in days.items():
        before, after = (
            dates.partial_date(*(next((getattr(one, side) for one in parts if one.column == f"{start}_{part}"), None)
                                 for part in "ymd"))
            for side in ("old", "new")
        )  # fmt: skip
        words = COLUMNS[f"{start}_y"]()
        found.append(Told(words, None if written.deed == "i" else before or _("(empty)"), after or _("(empty)"),
                          tuple(parts)))  # fmt: skip
    return found


def _tells_nothing(change: Change) -> bool:
    """A new row's empty columns, and those whose value is a short name of the program: a title alone is no news."""
    return change.new in (None, "", 0) or (change.column in CODES and change.column not in _SAID)


def _told(change: Change, deed: str) -> Told:
    title = COLUMNS[change.column]() if change.column in COLUMNS else pgettext("in the history", "Something")
    if (change.column in CODES and change.column not in _SAID) or change.column not in COLUMNS:
        return Told(title, None, None, (change,))
    before, after = change.named if change.named is not None else (change.old, change.new)
    return Told(
        title, None if deed == "i" else value(change.column, before), value(change.column, after), (change,)
    )


def value(column: str, stored: object) -> str:
    """A stored value as a person reads it."""
    if column in _YES_NO:
        return _("yes") if stored else _("no")
    if stored is None or stored == "":
        return _("(empty)")
    if column.endswith("_paisa") and isinstance(stored, int):
        return numbers.money(stored)
    if column.endswith("_milli") and isinstance(stored, int):
        return numbers.number(Decimal(stored) / 1000 if stored % 1000 else stored // 1000)
    text = str(stored)
    if column in _SAID:
        return _SAID[column](text)
    if column.endswith(("_on", "_until", "_at")) or column in ("on_day", "done_through"):
        return _day(text)
    return numbers.to_script(text)


def _day(text: str) -> str:
    try:
        return dates.date_long(dt.date.fromisoformat(text[:10]))
    except ValueError:
        return numbers.to_script(text)
