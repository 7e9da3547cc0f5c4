"""What the ways money changes hands are called, in the user's language. Which ways there are is `model.METHODS`."""

from __future__ import annotations

from shopbook.localisation.language import _


def method_names() -> dict[str, str]:
    """Each method in the user's language."""
    return {
        "cash": _("Cash"),
        "bkash": _("bKash"),
        "nagad": _("Nagad"),
        "rocket": _("Rocket"),
        "upay": _("Upay"),
        "bank": _("Bank"),
        "card": _("Card payment"),
        "cheque": _("Cheque"),
    }


def method_name(method: str) -> str:
    """One of them; "" for a way this version does not know."""
    return method_names().get(method, "")
