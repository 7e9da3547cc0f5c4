"""The deeds that work everywhere: which they are, their keys and their words. Where they lead is the noun folders'."""

from __future__ import annotations

from functools import partial

from shopbook.localisation.language import _
from ui.actions import Action
from ui.context import Context


def actions(ctx: Context) -> list[Action]:
    """The deeds that work everywhere: F2, F3, F4 ... "new_customer" and "new_sale" also become buttons on top."""
    shop = lambda: _("Everywhere")  # noqa: E731 -- a text to be asked again, not a function of its own
    return [
        Action(
            "new_sale",
            lambda: _("New sale"),
            partial(ctx.navigation.go, "sale"),
            "F2",
            "plus",
            shop,
            footer=lambda: _("Sale"),
            needs="sell",
        ),
        Action(
            "payment",
            lambda: _("Take a payment"),
            partial(ctx.navigation.go, "payment"),
            "F3",
            "hand-coins",
            shop,
            footer=lambda: _("Payment"),
            needs="payment",
        ),
        Action(
            "warranty",
            lambda: _("Warranty check"),
            partial(ctx.navigation.go, "warranty"),
            "F6",
            "shield-check",
            shop,
        ),
        Action(
            "job",
            lambda: _("Take in for service"),
            partial(ctx.navigation.go, "job"),
            "F7",
            "hammer",
            shop,
            needs="take_in",
        ),
        Action(
            "note",
            lambda: _("Note"),
            partial(ctx.navigation.go, "note"),
            "F4",
            "notebook-pen",
            shop,
            footer=lambda: _("Note"),
            needs="talk",
        ),
        Action(
            "callback",
            lambda: _("Call-back"),
            partial(ctx.navigation.go, "callback"),
            "F8",
            "phone-missed",
            shop,
            footer=lambda: _("Call-back"),
            needs="talk",
        ),
        Action(
            "demand",
            lambda: _("Wish: asked for, not bought"),
            partial(ctx.navigation.go, "demand"),
            "F9",
            "package",
            shop,
            footer=lambda: _("Wish"),
            needs="talk",
        ),
        Action(
            "complaint",
            lambda: _("Write a complaint"),
            partial(ctx.navigation.go, "complaint"),
            icon="triangle-alert",
            group=shop,
            needs="talk",
        ),
        Action(
            "import",
            lambda: _("Bring a list of customers"),
            partial(ctx.navigation.go, "import"),
            "Ctrl+Shift+I",
            "file-spreadsheet",
            shop,
            needs="import",
        ),
        Action(
            "backup_now",
            lambda: _("Back up now"),
            partial(ctx.navigation.go, "backups", "now"),
            "",
            "hard-drive-download",
            shop,
        ),
        Action(
            "settings",
            lambda: _("Settings"),
            partial(ctx.navigation.go, "settings"),
            "Ctrl+,",
            "settings",
            shop,
        ),
        Action(
            "give_helper",
            lambda: _("Give a helper's number"),
            partial(ctx.navigation.go, "helper"),
            "Ctrl+H",
            "wrench",
            shop,
        ),
        Action(
            "reminders", lambda: _("Own reminders"), partial(ctx.navigation.go, "reminders"), "", "bell", shop
        ),
        Action(
            "call_log",
            lambda: _("Take in missed calls"),
            partial(ctx.navigation.go, "call_log"),
            "",
            "phone-missed",
            shop,
        ),
        Action(
            "calendar",
            lambda: _("30 days into a calendar"),
            partial(ctx.navigation.go, "calendar"),
            "",
            "calendar-days",
            shop,
            needs="talk",
        ),
        Action(
            "new_customer",
            lambda: _("New customer"),
            partial(_new_customer, ctx),
            "Ctrl+N",
            "user-plus",
            shop,
            needs="customer",
        ),
        Action(
            "halkhata",
            lambda: _("Halkhata"),
            partial(ctx.navigation.go, "halkhata"),
            "",
            "book-open",
            shop,
            needs="see_dues",
        ),
        Action(
            "announcement",
            lambda: _("Tell of a new product"),
            partial(ctx.navigation.go, "announcement"),
            "",
            "megaphone",
            shop,
            needs="arrange",
        ),
        Action(
            "history",
            lambda: _("What was written, by whom"),
            partial(ctx.navigation.go, "history"),
            "Ctrl+Shift+H",
            "history",
            shop,
        ),
        Action(
            "duplicates",
            lambda: _("Look for customers written down twice"),
            partial(ctx.navigation.go, "duplicates"),
            "",
            "arrow-left-right",
            shop,
            needs="merge",
        ),
        Action(
            "trash_page",
            lambda: _("Trash"),
            partial(ctx.navigation.go, "trash"),
            "",
            "trash-2",
            shop,
            needs="trash",
        ),
    ]


def _new_customer(ctx: Context) -> None:
    from ui.customers import add

    add.begin(ctx)
