"""Opening the comparison from elsewhere: from a customer's page, or of two pages already known."""

from __future__ import annotations

from collections.abc import Mapping

from ui.context import Context


def open_merge(ctx: Context, target: object = None) -> None:
    """Navigation "merge": a customer's id, {"customer_id", "other_id"}; nothing: the customer of the page in front."""
    asked = target if isinstance(target, Mapping) else {"customer_id": target}
    customer_id = asked.get("customer_id")
    if not isinstance(customer_id, int):
        customer_id = ctx.navigation.customer_here()
    if customer_id is None:
        ctx.navigation.go("duplicates")
        return
    other = asked.get("other_id")
    ctx.navigation.go("duplicates", {"kept": customer_id, "other": other if isinstance(other, int) else 0})
