"""Opening the note sheet from anywhere."""

from __future__ import annotations

from collections.abc import Mapping

from shopbook.followups.sentences import called
from shopbook.localisation.language import _, say
from ui.context import Context
from ui.notes.sheet import NoteSheet


def open_note(ctx: Context, target: object) -> None:
    """Navigation "note": {"customer_id": id}, else the customer of the page in front, else the sheet asks."""
    asked = target.get("customer_id") if isinstance(target, Mapping) else None
    customer_id = asked if isinstance(asked, int) else ctx.navigation.customer_here()
    title = _("Note")
    if customer_id is not None:
        customer = ctx.book.customers.get(customer_id)
        name = called(customer.title, customer.draft.honorific)
        title = f"{name if isinstance(name, str) else say(name)} — {_('Note')}"
    ctx.navigation.open_sheet(NoteSheet(ctx, customer_id), title)
