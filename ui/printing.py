"""Warranty cards to the printer from any screen, and the target of the preview page. Drawing them is shopbook's."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from shopbook.errors import DocumentProblem
from shopbook.localisation import numbers
from shopbook.localisation.language import _, current_language
from shopbook.settings.model import CARD_PAPER
from ui.context import Context

CARD_SIZES = ("A5", "A6")


def printer_found() -> bool:
    """True when the computer has a printer to print on without asking."""
    from PySide6.QtPrintSupport import QPrinterInfo

    return not QPrinterInfo.defaultPrinter().isNull()


def card_pdf(ctx: Context, card_id: int, size: str = "") -> bytes:
    """A card as a PDF on "A5" or "A6" (the shop's own size when empty), its copy number as the next printing has it."""
    from shopbook.documents.papers import card_paper
    from shopbook.documents.warranty_card import warranty_card

    size = size or ctx.book.settings.get(CARD_PAPER)
    card = ctx.book.warranties.card(card_id)
    customer = ctx.book.customers.get(card.customer_id) if card.customer_id is not None else None
    return warranty_card(size, card_paper(ctx.book.settings.shop(), card, customer), current_language())


def print_cards(ctx: Context, card_ids: Sequence[int]) -> bool:
    """Print cards on the usual printer and count each. False, with the way out shown, when it could not be done."""
    from ui.widgets import preview

    for at, card_id in enumerate(card_ids):
        try:
            preview.print_pdf(card_pdf(ctx, card_id))
        except DocumentProblem as problem:
            look = partial(show_card, ctx, card_id)
            ctx.messages.problem(problem, _("Look at the card"), look)
            return bool(at)
        ctx.book.warranties.printed(card_id)
    if card_ids:
        ctx.messages.done(_("Sent to the printer"))
    return bool(card_ids)


def show_card(ctx: Context, card_id: int) -> None:
    """Open a card in the preview."""
    ctx.navigation.go("preview", card_target(ctx, card_id))


def card_target(ctx: Context, card_id: int) -> dict[str, Any]:
    """What the preview page is given for a card."""
    card = ctx.book.warranties.card(card_id)
    return {
        "title": _("Warranty card {card_no}").format(card_no=numbers.to_script(card.card_no)),
        "pdf": partial(card_pdf, ctx, card_id),
        "file_name": f"{card.card_no}.pdf",
        "sizes": CARD_SIZES,
        "size": ctx.book.settings.get(CARD_PAPER),
        "printed": partial(ctx.book.warranties.printed, card_id),
    }
