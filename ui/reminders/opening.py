"""Opening the reminder sheet from anywhere."""

from __future__ import annotations

from collections.abc import Mapping

from shopbook.localisation.language import _
from ui.context import Context
from ui.reminders.sheet import ReminderSheet


def open_reminder(ctx: Context, target: object) -> None:
    """Navigation "reminder": {"customer_id"} for somebody, {"reminder_id"} to change one, None for the shop's own."""
    asked: Mapping[str, object] = target if isinstance(target, Mapping) else {}
    customer_id, reminder_id = asked.get("customer_id"), asked.get("reminder_id")
    sheet = ReminderSheet(
        ctx,
        customer_id if isinstance(customer_id, int) else None,
        reminder_id if isinstance(reminder_id, int) else None,
    )
    ctx.navigation.open_sheet(sheet, _("Remind me"))
