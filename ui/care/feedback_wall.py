"""Good words on paper: gathered from the opinions with permission and shown in the preview. Drawing is shopbook's."""

from __future__ import annotations

from dataclasses import dataclass

from shopbook.localisation.language import _, current_language
from ui.context import Context

# Newest first: more than this on a wall nobody reads.
MOST_HUNG = 24


@dataclass(frozen=True, slots=True)
class WallMaker:
    """Makes the PDF when the preview asks for it, in the language on screen."""

    ctx: Context

    def __call__(self) -> bytes:
        from shopbook.documents.papers import shop_head
        from shopbook.documents.wall_sheet import Said, WallPaper, wall_sheet

        book = self.ctx.book
        rows = book.feedback.rows(book.feedback.quotable_ids())
        # The same words of many hang once, or the wall would look made up.
        said = tuple(dict.fromkeys(Said(row.testimonial, row.quoted_as) for row in rows))[:MOST_HUNG]
        return wall_sheet(WallPaper(shop_head(book.settings.shop()), said), current_language())


def show_wall(ctx: Context) -> None:
    """Open the preview with the sheet for the wall; without any permission it says how to get one."""
    if not ctx.book.feedback.quotable_ids():
        ctx.messages.info(
            _(
                "No words may hang yet. When a customer praises the shop, ask whether you may write it on the wall."
            )
        )
        return
    today = ctx.book.clock.today()
    name = _("What our customers say")
    ctx.navigation.go(
        "preview", {"title": name, "pdf": WallMaker(ctx), "file_name": f"{name} {today.isoformat()}.pdf"}
    )
