"""What the kinds of things in the trash are called, and how long each stays. No widget lives here."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from shopbook.localisation import numbers
from shopbook.localisation.language import _, ngettext, pgettext
from shopbook.notes.words import RELATIONS
from shopbook.trash.model import Thrown

# kind: (the list's name, icon)
KINDS: Mapping[str, tuple[Callable[[], str], str]] = {
    "customer": (lambda: _("Customers"), "user"),
    "note": (lambda: _("Notes"), "notebook-pen"),
    "family": (lambda: pgettext("trash", "Family"), "users"),
    "reminder": (lambda: _("Own reminders"), "bell"),
    "product": (lambda: _("Products"), "package"),
    "complaint": (lambda: _("Complaints"), "triangle-alert"),
    "shop_promise": (lambda: pgettext("trash", "Promises of the shop"), "handshake"),
    "buy_promise": (lambda: pgettext("trash", "Orders by word"), "shopping-bag"),
    "demand": (lambda: pgettext("trash", "Wishes"), "package"),
    "feedback": (lambda: _("Opinions"), "smile"),
    "gift": (lambda: pgettext("trash", "Gifts"), "gift"),
    "reward": (lambda: pgettext("trash", "Thanks"), "heart"),
    "callback": (lambda: pgettext("trash", "Call-backs"), "phone-missed"),
    "helper": (lambda: _("Helpers"), "wrench"),
}


def title(thing: Thrown) -> str:
    """What a thing is called in its row."""
    if thing.hidden:
        return _("A private note")
    if thing.kind == "family" and thing.title in RELATIONS:
        return RELATIONS[thing.title]()
    if thing.kind == "customer" and not any(letter.isalpha() for letter in thing.title):
        return numbers.phone(thing.title)
    return numbers.to_script(" ".join(thing.title.split()))


def days_left(thing: Thrown) -> str:
    """How long it can still come back."""
    if not thing.days_left:
        return _("goes with the next tidying up")
    words = ngettext("{n} more day", "{n} more days", thing.days_left)
    return words.format(n=numbers.number(thing.days_left))
