"""Opening the note sheet from anywhere."""

from __future__ import annotations

from collections.abc import Mapping

from shopbook.localisation.language import _
from ui import titles
from ui.context import Context
from ui.notes.sheet import NoteSheet


def open_note(ctx: Context, target: object) -> None:
    """Navigation "note": {"customer_id": id}, else the customer of the page in front, else the sheet asks."""
    asked = target.get("customer_id") if isinstance(target, Mapping) else None
    customer_id = asked if isinstance(asked, int) else ctx.navigation.customer_here()
    ctx.navigation.open_sheet(NoteSheet(ctx, customer_id), titles.about(ctx, customer_id, _("Note")))
