"""The ways from the day's list to what feeds it: own reminders, the phone's missed calls; and the month for a phone."""

from __future__ import annotations

from functools import partial

from shopbook.localisation.language import _
from ui.actions import Action
from ui.context import Context


def actions(ctx: Context) -> list[Action]:
    """For the menu above the list; each has its own page or asks for a file."""
    go = ctx.navigation.go
    return [
        Action("own_reminders", lambda: _("Own reminders"), partial(go, "reminders"), "", "bell"),
        Action(
            "missed_calls", lambda: _("Take in missed calls"), partial(go, "call_log"), "", "phone-missed"
        ),
        Action("month", lambda: _("30 days into a calendar"), partial(go, "calendar"), "", "calendar-days"),
    ]
