"""The papers of the day: everybody's list or each member's, shown in the preview; the day in short for the owner.

What is printed is remembered, so that the filled paper can be entered in the evening.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from shopbook.followups.model import Today
from shopbook.localisation.language import _, current_language
from ui.actions import Action
from ui.context import Context

if TYPE_CHECKING:
    from ui.forms.choices import Choice

# Everybody's list on one paper, or each member's on a paper of their own.
EVERYBODY, EACH = "", "each"


class SheetMaker:
    """Makes the PDF of the day's lists when the preview asks for it, in the language on screen."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        self._shown: list[tuple[int | None, Today]] = []
        self.names = {one.id: one.name for one in ctx.book.settings.staff() if one.active}

    def choices(self) -> list[Choice]:
        """Whose sheet can be printed; none where one person works alone."""
        from ui.forms.choices import Choice

        if len(self.names) < 2:
            return []
        return [
            Choice(EVERYBODY, lambda: _("One list for everybody")),
            Choice(EACH, lambda: _("Everybody's own list, one after the other")),
            *(Choice(str(id), name) for id, name in self.names.items()),
        ]

    def __call__(self, whose: str = EVERYBODY) -> bytes:
        from shopbook.documents.call_sheet import call_sheets
        from shopbook.documents.papers import sheet_paper

        book = self._ctx.book
        self._shown = self._lists(whose)
        shop = book.settings.shop()
        papers = [
            sheet_paper(
                book.followups, shop, today, self.names.get(id, "") if id else "", no if today.cards else 0
            )
            for (id, today), no in zip(self._shown, book.call_sheets.numbers(self._shown), strict=True)
        ]
        return call_sheets(papers, current_language())

    def _lists(self, whose: str) -> list[tuple[int | None, Today]]:
        followups = self._ctx.book.followups
        if whose == EVERYBODY:
            return [(None, followups.today())]
        if whose != EACH:
            return [(int(whose), followups.today(staff=int(whose)))]
        each = [(id, followups.today(staff=id)) for id in self.names]
        # Who is away, or has nobody to ring, needs no paper.
        return [(id, today) for id, today in each if today.cards] or [(None, followups.today())]

    def remember(self) -> None:
        """It is on paper now: keep what stands on it."""
        for staff_id, today in self._shown:
            if today.cards:
                self._ctx.book.call_sheets.remember(today, staff_id)


def show_sheet(ctx: Context, today: Today, staff_id: int | None = None) -> None:
    """Open the preview with today's sheet, a member's or everybody's; an empty day prints nothing."""
    if not today.cards:
        ctx.messages.info(_("There is nobody to call, so there is nothing to print."))
        return
    maker = SheetMaker(ctx)
    target = {
        "title": _("Calls to make"),
        "pdf": maker,
        "file_name": f"{_('Calls to make')} {today.on.isoformat()}.pdf",
        "parts": maker.choices(),
        "part": str(staff_id) if staff_id in maker.names else EVERYBODY,
        "parts_label": _("Whose sheet"),
        "printed": maker.remember,
        "saved": maker.remember,
    }
    ctx.navigation.go("preview", target)


def show_day_summary(ctx: Context) -> None:
    """Open the preview with what was done today."""
    from shopbook.documents.day_summary import SIZES
    from ui.forms.choices import Choice

    target = {
        "title": _("The day in short"),
        "pdf": partial(_summary, ctx),
        "file_name": f"{_('The day in short')} {ctx.book.clock.today().isoformat()}.pdf",
        "parts": [Choice(size, size) for size in SIZES],
        "part": SIZES[0],
        "parts_label": _("Paper"),
    }
    ctx.navigation.go("preview", target)


def _summary(ctx: Context, size: str) -> bytes:
    from shopbook.documents.day_summary import day_summary
    from shopbook.documents.papers import shop_head

    shop = shop_head(ctx.book.settings.shop())
    return day_summary(shop, ctx.book.day_summaries.of(), size, current_language())


def actions(ctx: Context) -> list[Action]:
    """What one does with the day's papers, with its keys."""
    group = lambda: _("Today's work")  # noqa: E731 -- a text to be asked again
    return [
        Action("fill_sheets", lambda: _("Enter the filled list"), partial(ctx.navigation.go, "call_sheets"),
               "Ctrl+Shift+E", "clipboard-list", group),
        Action("day_summary", lambda: _("The day in short"), partial(show_day_summary, ctx),
               "Ctrl+Shift+D", "sticky-note", group),
    ]  # fmt: skip


def more(ctx: Context) -> list[Action]:
    """The menu above the list: the day's papers, and every page that belongs to the day and has no place of its own."""
    pages = [
        Action(spec.key, spec.title, partial(ctx.navigation.go, spec.key), "", spec.icon)
        for spec in ctx.navigation.specs()
        if spec.parent == "today" and not spec.place and spec.key != "call_sheets"
    ]
    messages = partial(ctx.navigation.go, "day_messages")
    file = Action(
        "day_messages", lambda: _("The day's messages into a file"), messages, "", "file-spreadsheet"
    )
    month = partial(ctx.navigation.go, "calendar")
    calendar = Action("calendar", lambda: _("30 days into a calendar"), month, "", "calendar-days")
    return [*actions(ctx), *pages, file, calendar]
