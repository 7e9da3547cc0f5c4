"""What roles are called, what each may do in a line, how long a PIN waits. The rights are shopbook.permissions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from shopbook.localisation import numbers
from shopbook.localisation.language import _, ngettext, pgettext

ROLES: Mapping[str, Callable[[], str]] = MappingProxyType(
    {
        "owner": lambda: pgettext("role", "Owner"),
        "manager": lambda: pgettext("role", "Manager"),
        "seller": lambda: pgettext("role", "Seller"),
        "helper": lambda: pgettext("role", "Helper"),
    }
)
MAY: Mapping[str, Callable[[], str]] = MappingProxyType(
    {
        "owner": lambda: _("May do everything, also who works here and what is erased."),
        "manager": lambda: _(
            "May do everything but write off dues, change the staff, erase, restore a backup and read the owner's own "
            "notes."
        ),
        "seller": lambda: _(
            "Sells, takes money and goods back, sees dues; cancels nothing that is written and sees no sums of the "
            "shop."
        ),
        "helper": lambda: _("Calls, notes and servicing; sees no dues and takes no money."),
    }
)


def role(code: str) -> str:
    """What a role is called."""
    return ROLES[code]() if code in ROLES else code


def wait(seconds: int) -> str:
    """How long the next try of a PIN has to wait."""
    if seconds < 60:
        words = ngettext("Try again in {n} second.", "Try again in {n} seconds.", seconds)
        return words.format(n=numbers.number(seconds))
    clock = f"{seconds // 60}:{seconds % 60:02d}"
    return _("Try again in {time} minutes.").format(time=numbers.to_script(clock))
