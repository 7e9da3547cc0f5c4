"""What the reasons are called why somebody asked and did not buy. Counting them is shopbook.care."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from shopbook.localisation.language import pgettext

REASONS: Mapping[str, Callable[[], str]] = MappingProxyType(
    {
        "not_in_stock": lambda: pgettext("lost sale", "Was not in stock"),
        "never_sold": lambda: pgettext("lost sale", "We do not sell it"),
        "price": lambda: pgettext("lost sale", "Price too high"),
        "model": lambda: pgettext("lost sale", "Wanted another model"),
        "quality": lambda: pgettext("lost sale", "Quality"),
        "credit": lambda: pgettext("lost sale", "Wanted credit"),
        "only_looking": lambda: pgettext("lost sale", "Only looking"),
        "other": lambda: pgettext("lost sale", "Something else"),
    }
)


def reason(code: str) -> str:
    """A reason in the language on the screen; one of a later version is shown as it is."""
    return REASONS[code]() if code in REASONS else code
