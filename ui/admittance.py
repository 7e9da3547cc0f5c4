"""Which pages are for whom: the right a page asks for, and whether it may stay in sight while a customer looks at the
screen. What each right means is shopbook.permissions."""

from __future__ import annotations

from dataclasses import replace

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
