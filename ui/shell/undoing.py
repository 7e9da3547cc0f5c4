"""Ctrl+Z: the last saves of this counter one after another, by the toast that told of them or by the journal.

What can be taken back, and how, is shopbook.history.
"""

from __future__ import annotations

from shopbook.errors import ShopbookError
from shopbook.localisation.language import _
from ui.context import Context


class Undoing:
    """`do` takes back the newest save that can be; what exactly it was is told in a toast."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        ctx.messages.stamp = lambda: ctx.book.history.last_operation()
        ctx.messages.around = lambda operation: ctx.book.history.taking_back(operation)

    def do(self) -> bool:
        """Take back the newest; False when nothing of today is left."""
        ctx = self._ctx
        messages, history = ctx.messages, ctx.book.history
        note = messages.newest_undoable()
        try:
            deed = history.last_undoable()
        except ShopbookError as error:
            messages.problem(error)
            return False
        if note is not None and (deed is None or note.operation >= deed.operation):
            return messages.use(note)
        if deed is None:
            messages.info(
                _("Nothing of today is left to take back."),
                _("See what was written"),
                lambda: ctx.navigation.go("history"),
            )
            return False
        try:
            history.undo(deed.operation)
        except ShopbookError as error:
            messages.problem(error)
            return False
        from ui.history import words

        messages.info(_("Taken back: {what}").format(what=words.in_full(deed)))
        return True
