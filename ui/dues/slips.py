"""The slip of what a customer did last: it says what is due now. Drawing it is ui/printing.py."""

from __future__ import annotations

from shopbook.localisation.language import _
from ui import printing
from ui.context import Context

# The lines a customer takes a slip home for; corrections are the shop's own.
WORTH_A_SLIP = ("sale", "service", "payment", "advance", "return", "opening", "discount")


def last_entry(ctx: Context, customer_id: int) -> int | None:
    """The newest line of an account that stands and is worth a slip."""
    lines = ctx.book.dues.account(customer_id).lines
    found = (line for line in reversed(lines) if line.kind in WORTH_A_SLIP and not line.reversed)
    line = next(found, None)
    return line.id if line is not None else None


def give_slip(ctx: Context, customer_id: int) -> None:
    """Print the slip of the newest line of an account; a look at it where there is no printer."""
    entry_id = last_entry(ctx, customer_id)
    if entry_id is None:
        ctx.messages.info(_("There is nothing in this account to print."))
    else:
        printing.give_paper(ctx, "due_slip", entry_id)
