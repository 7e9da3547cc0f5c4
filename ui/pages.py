"""Which pages, deeds and finds the window has: the one place where the noun folders meet. Imports of nouns stand inside
the functions that need them, so that a start builds only the first page."""

from __future__ import annotations

from ui.actions import Action
from ui.context import Context
from ui.navigation import PageSpec
from ui.shell.palette import Find, PaletteItem


def page_specs(ctx: Context) -> list[PageSpec]:
    """The pages in the order of the rail; each factory imports its noun on the first visit."""
    return []


def actions(ctx: Context) -> list[Action]:
    """The deeds that work everywhere: F2, F3, F4 ... "new_customer" and "new_sale" also become buttons on top."""
    return []


def finder(ctx: Context) -> Find:
    """What the search box on top asks at every key: customers first, then what can be done with the words typed."""

    def find(text: str) -> list[PaletteItem]:
        return []

    return find
