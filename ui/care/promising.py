"""Opening the sheets of promises, wishes and thanks from anywhere. What they ask is in their own files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from shopbook.localisation.language import _
from ui import titles
from ui.context import Context

# On these pages the customer in front is surely the one spoken of; on a list somebody else may stand at the counter.
OWN_PAGES = ("customer", "sale", "sale_view")


def open_shop_promise(ctx: Context, target: object) -> None:
    """Navigation "shop_promise": {"customer_id", "complaint_id"}; nothing: the customer whose page is in front."""
    from ui.care.promises_sheets import ShopPromiseSheet

    asked = _asked(target)
    complaint_id = asked.get("complaint_id")
    customer_id = _customer(ctx, asked)
    sheet = ShopPromiseSheet(ctx, customer_id, complaint_id if isinstance(complaint_id, int) else None)
    ctx.navigation.open_sheet(sheet, titles.about(ctx, customer_id, _("Our promise")))


def open_buy_promise(ctx: Context, target: object) -> None:
    """Navigation "buy_promise": {"customer_id"}; nothing: the customer whose page is in front."""
    from ui.care.promises_sheets import BuyPromiseSheet

    customer_id = _customer(ctx, _asked(target))
    title = titles.about(ctx, customer_id, _("Promise to buy"))
    ctx.navigation.open_sheet(BuyPromiseSheet(ctx, customer_id), title)


def settle_shop_promise(ctx: Context, target: object) -> None:
    """Navigation "settle_shop_promise": {"item", "card"} of the day's list, or {"promise_id", "answer"}."""
    from ui.care.promises_settling import ShopPromiseAnswer

    asked = _asked(target)
    promise = ctx.book.promises.shop_promise(_fact(asked, "promise_id"))
    sheet = ShopPromiseAnswer(ctx, promise, str(asked.get("answer", "kept")))
    ctx.navigation.open_sheet(sheet, titles.about(ctx, promise.customer_id, _("Our promise")))


def settle_buy_promise(ctx: Context, target: object) -> None:
    """Navigation "settle_buy_promise": {"item", "card"} of the day's list, or {"promise_id", "answer"}."""
    from ui.care.promises_settling import BuyPromiseAnswer

    asked = _asked(target)
    promise = ctx.book.promises.buy_promise(_fact(asked, "promise_id"))
    sheet = BuyPromiseAnswer(ctx, promise, str(asked.get("answer", "won")))
    ctx.navigation.open_sheet(sheet, titles.about(ctx, promise.customer_id, _("Promise to buy")))


def open_demand(ctx: Context, target: object) -> None:
    """Navigation "demand" (F9): {"customer_id", "reason"}; nothing: nobody in particular, unless a page is theirs.

    {"demand_id"} corrects one.
    """
    from ui.care.demand_sheets import DemandSheet

    asked = _asked(target)
    if isinstance(asked.get("demand_id"), int):
        demand = ctx.book.demands.get(asked["demand_id"])
        ctx.navigation.open_sheet(DemandSheet(ctx, demand=demand), _("Asked for, not bought"))
        return
    sheet = DemandSheet(ctx, _customer(ctx, asked), str(asked.get("reason", "not_in_stock")))
    ctx.navigation.open_sheet(sheet, _("Asked for, not bought"))


def settle_demand(ctx: Context, target: object) -> None:
    """Navigation "settle_demand_arrived": {"item", "card"} of the day's list, or {"demand_id"}."""
    from ui.care.demand_sheets import DemandAnswer

    demand = ctx.book.demands.get(_fact(_asked(target), "demand_id"))
    stranger = demand.name if demand.customer_id is None else ""
    what = _("Were they told?")
    title = f"{stranger} — {what}" if stranger else titles.about(ctx, demand.customer_id, what)
    ctx.navigation.open_sheet(DemandAnswer(ctx, demand), title)


def settle_referral(ctx: Context, target: object) -> None:
    """Navigation "settle_referral": {"item", "card"} of the day's list, or {"customer_id", "referred_id"}."""
    from ui.care.promises_thanks import ThanksSheet

    asked = _asked(target)
    item = asked.get("item")
    customer_id = item.customer_id if item is not None else asked.get("customer_id")
    referred_id = item.source_id if item is not None else asked.get("referred_id")
    if not isinstance(customer_id, int):
        return
    sheet = ThanksSheet(ctx, customer_id, referred_id if isinstance(referred_id, int) else None)
    ctx.navigation.open_sheet(sheet, titles.about(ctx, customer_id, _("Thanks")))


def _asked(target: object) -> Mapping[str, Any]:
    return target if isinstance(target, Mapping) else {}


def _fact(asked: Mapping[str, Any], key: str) -> int:
    return int(asked["item"].source_id if "item" in asked else asked[key])


def _customer(ctx: Context, asked: Mapping[str, Any]) -> int | None:
    customer_id = asked.get("customer_id")
    if isinstance(customer_id, int):
        return customer_id
    here = ctx.navigation.here
    return ctx.navigation.customer_here() if here is not None and here.key in OWN_PAGES else None
