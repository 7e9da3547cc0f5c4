"""Which pages are for whom: the right a page asks for, and whether it may stay in sight while a customer looks at the
screen. What each right means is shopbook.permissions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from ui.actions import reason
from ui.navigation import PageSpec

NEEDS = {
    "dues": "see_dues",
    "halkhata": "see_dues",
    "lift": "see_figures",
    "sale": "sell",
    "import": "import",
    "duplicates": "merge",
    "trash": "trash",
    "announcement": "arrange",
    "service_report": "see_figures",
}
# Short tasks that open over a page; those not named here are everybody's.
SHEET_NEEDS = {
    "payment": "payment",
    "adjust": "adjust",
    "statement": "see_dues",
    "plan": "credit",
    "standing": "see_figures",
    "guarantors": "credit",
    "return": "take_back",
    "delivery": "sell",
    "card_change": "sell",
    "merge": "merge",
    "erase": "erase",
}
# They tell of the customer at the counter, or of nobody; what is private on them asks for a key of its own.
FACES = frozenset(
    {
        *(
            "customers",
            "customer",
            "customer_edit",
            "customer_new",
            "sale",
            "sale_view",
            "warranty",
            "preview",
        ),
        *("settings", "helpers", "help"),
    }
)


def admitted(spec: PageSpec) -> PageSpec:
    """The page with what is known here of it."""
    return replace(spec, needs=spec.needs or NEEDS.get(spec.key, ""), faces=spec.faces or spec.key in FACES)


def fit(may: Callable[[str], bool], rights: Mapping[QWidget, str]) -> None:
    """Dim what whoever is at the counter may not do, with the reason in the tooltip; call it in `refresh`."""
    for widget, right in rights.items():
        allowed = may(right)
        if not allowed and widget.property("kept_tip") is None:
            widget.setProperty("kept_tip", widget.toolTip())
            widget.setToolTip(reason(right))
        elif allowed and widget.property("kept_tip") is not None:
            widget.setToolTip(widget.property("kept_tip"))
            widget.setProperty("kept_tip", None)
        if not allowed:
            widget.setEnabled(False)
            widget.setProperty("dimmed", True)
        elif widget.property("dimmed"):
            widget.setEnabled(True)
            widget.setProperty("dimmed", None)
