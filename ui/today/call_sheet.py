"""The day's list on paper: made from what is on the screen and shown in the preview."""

from __future__ import annotations

from dataclasses import dataclass

from shopbook.followups.model import Today
from shopbook.localisation.language import _, current_language
from ui.context import Context


@dataclass(frozen=True, slots=True)
class SheetMaker:
    """Makes the PDF of one day's list when the preview asks for it, in the language on screen."""

    ctx: Context
    today: Today

    def __call__(self) -> bytes:
        from shopbook.documents.call_sheet import call_sheet
        from shopbook.documents.papers import sheet_paper

        book = self.ctx.book
        return call_sheet(sheet_paper(book.followups, book.settings.shop(), self.today), current_language())


def show_sheet(ctx: Context, today: Today) -> None:
    """Open the preview with today's sheet; an empty day prints nothing."""
    if not today.cards:
        ctx.messages.info(_("There is nobody to call, so there is nothing to print."))
        return
    target = {
        "title": _("Calls to make"),
        "pdf": SheetMaker(ctx, today),
        "file_name": f"{_('Calls to make')} {today.on.isoformat()}.pdf",
    }
    ctx.navigation.go("preview", target)
