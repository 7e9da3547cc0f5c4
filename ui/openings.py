"""Which short tasks open over a page, by key: call, note, payment, promise ... A page reaches them like a page, through
navigation; the nouns are imported when one is opened."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module

from ui.context import Context

# key: (module, function); the function takes the context and the target that navigation was given.
# "settle_<rule>" closes an item of that rule of the day's list: its target is {"item": Item, "card": Card}.
OPENERS: dict[str, tuple[str, str]] = {
    "call": ("ui.calls.opening", "open_call"),
    "callback": ("ui.calls.opening", "open_callback"),
    "note": ("ui.notes.opening", "open_note"),
    "payment": ("ui.dues.payment", "open_payment"),
    "reminder": ("ui.reminders.opening", "open_reminder"),
    "complaint": ("ui.care.opening", "open_complaint"),
    "settle_complaint": ("ui.care.opening", "open_complaint"),
    "settle_complaint_check": ("ui.care.opening", "open_check"),
    "settle_feedback": ("ui.care.opening", "open_feedback"),
    "feedback": ("ui.care.opening", "open_feedback"),
    "shop_promise": ("ui.care.promising", "open_shop_promise"),
    "settle_shop_promise": ("ui.care.promising", "settle_shop_promise"),
    "buy_promise": ("ui.care.promising", "open_buy_promise"),
    "settle_buy_promise": ("ui.care.promising", "settle_buy_promise"),
    "demand": ("ui.care.promising", "open_demand"),
    "settle_demand_arrived": ("ui.care.promising", "settle_demand"),
    "settle_referral": ("ui.care.promising", "settle_referral"),
    "gift": ("ui.notes.gifts", "open_gift"),
    "settle_gift_reached": ("ui.notes.gifts", "settle_gift"),
    "calendar": ("ui.exchange.calendar", "save_calendar"),
    "helper": ("ui.directory.opening", "open_helper"),
    "product_help": ("ui.products.help", "open_help"),
    "qr": ("ui.wording.qr", "open_qr"),
    "dial": ("ui.wording.opening", "open_dialler"),
    "whatsapp": ("ui.wording.opening", "open_whatsapp"),
    "adjust": ("ui.dues.adjust", "open_adjust"),
    "statement": ("ui.dues.statement", "open_statement"),
    "plan": ("ui.dues.plan", "open_plan"),
    "standing": ("ui.dues.standing", "open_standing"),
    "guarantors": ("ui.dues.guarantors", "open_guarantors"),
    "return": ("ui.sales.returning", "open_return"),
    "delivery": ("ui.sales.delivering", "open_delivery"),
    "job": ("ui.service.taking_in", "open_job"),
    "job_step": ("ui.service.stepping", "open_step"),
    "job_delivery": ("ui.service.handing_over", "open_delivery"),
    "settle_job_late": ("ui.service.stepping", "open_step"),
    "settle_job_ready": ("ui.service.handing_over", "open_delivery"),
    "settle_job_at_company": ("ui.service.stepping", "open_step"),
    "visit": ("ui.warranties.visits", "open_visit"),
    "settle_service_visit": ("ui.warranties.visits", "open_visit"),
    "card_change": ("ui.warranties.changing", "open_change"),
    "card_sheet": ("ui.warranties.printing", "open_printing"),
    "merge": ("ui.merging.opening", "open_merge"),
    "erase": ("ui.trash.opening", "open_erase"),
    "sign_in": ("ui.staff.opening", "open_sign_in"),
    "passphrase": ("ui.protection.sheets", "open_change"),
    "unprotect": ("ui.protection.sheets", "open_off"),
    "day_messages": ("ui.wording.day_messages", "open_day_messages"),
}


def register(ctx: Context) -> None:
    """Make every short task known to the navigation."""
    for key in OPENERS:
        ctx.navigation.register_sheet(key, partial(_open, ctx, key))


def _open(ctx: Context, key: str, target: object) -> None:
    module, function = OPENERS[key]
    opener: Callable[[Context, object], None] = getattr(import_module(module), function)
    opener(ctx, target)
