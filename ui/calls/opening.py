"""Opening the call strip from anywhere; a call nobody answered is saved at once."""

from __future__ import annotations

from collections.abc import Mapping

from shopbook.calls.model import UNREACHED, CallDraft
from shopbook.errors import ShopbookError
from shopbook.localisation import numbers
from shopbook.localisation.language import _
from ui.calls import strip
from ui.calls.callback import CallbackSheet
from ui.calls.whom import Whom, whom
from ui.context import Context


def open_call(ctx: Context, target: object) -> None:
    """Navigation "call": {"card", "ticked"} or {"customer_id"}; "outcome", "phone" (another number than theirs) and
    "channel" may be given. Without a customer it asks for a number."""
    found = whom(ctx, target)
    if found is None:
        open_callback(ctx, target)
        return
    asked: Mapping[str, object] = target if isinstance(target, Mapping) else {}
    outcome = str(asked.get("outcome", "talked"))
    if outcome in UNREACHED:
        _nobody_answered(ctx, found, outcome)
        return
    # The outcome stands in the chips, where it may change; the number is what is dialled.
    title = " · ".join(dict.fromkeys(part for part in (found.name, numbers.phone(found.phone)) if part))
    made = strip.CallStrip(ctx, found, outcome, str(asked.get("channel", "phone")))
    ctx.navigation.open_sheet(made, title, "bottom")


def _nobody_answered(ctx: Context, found: Whom, outcome: str) -> None:
    """One key and nothing more: the list tries again by itself."""
    draft = CallDraft(customer_id=found.customer_id, phone=found.phone, outcome=outcome)
    try:
        ctx.book.followups.called(draft, found.card, found.ticked)
    except ShopbookError as error:
        ctx.messages.problem(error)
        return
    strip.tell(ctx, found, outcome, ctx.book.history.last_operation())


def open_callback(ctx: Context, _target: object) -> None:
    """Navigation "callback": somebody wants to be called; a number is enough."""
    ctx.navigation.open_sheet(CallbackSheet(ctx), _("Who wants to be called?"))
