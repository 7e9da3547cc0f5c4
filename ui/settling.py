"""The small sheets that close what a reason stood for, one after another: kept, resolved, bought, told. What a sheet
asks is its noun's; which reasons a talk settles by itself is shopbook.followups'."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, QTimer

from shopbook.followups.model import Card, Item
from shopbook.followups.rules import BY_NAME
from ui.context import Context


def has_sheet(ctx: Context, item: Item) -> bool:
    """True when the fact behind a reason is closed in a sheet of its own, and not by a tick."""
    return ctx.navigation.has(f"settle_{item.rule}")


def left_by_talk(ctx: Context, items: Iterable[Item]) -> list[Item]:
    """The reasons that stand after a talk: the shop's word is kept by a deed, a complaint by mending.

    Who was told that a thing is ready or late is left in peace until the next time it is due.
    """
    return [item for item in items if has_sheet(ctx, item) and BY_NAME[item.rule].stands_after_talk]


def settle(ctx: Context, card: Card, items: Iterable[Item]) -> None:
    """Open the sheet of the first of these reasons; when it is closed that of the next, until none is left."""
    queue = list(items)
    if queue:
        _Settling(ctx, card, queue).next()


class _Settling(QObject):
    """Leads from sheet to sheet; going elsewhere ends it."""

    def __init__(self, ctx: Context, card: Card, queue: list[Item]) -> None:
        super().__init__(ctx.navigation)
        self._ctx, self._card, self._queue = ctx, card, queue
        ctx.navigation.sheet_closed.connect(self._on_closed)
        ctx.navigation.went.connect(self._on_went)

    def next(self) -> None:
        """Open the next sheet, if its reason still stands: one deed may settle two."""
        while self._queue:
            item = self._queue.pop(0)
            if self._stands(item):
                self._ctx.navigation.go(f"settle_{item.rule}", {"item": item, "card": self._card})
                return
        self.deleteLater()

    def _stands(self, item: Item) -> bool:
        today = self._ctx.book.followups.today()
        return any(one.key == item.key for card in today.all_cards() for one in (*card.reasons, *card.others))

    def _on_closed(self) -> None:
        # When the sheet has been taken away and the keyboard is back.
        QTimer.singleShot(0, self._go_on)

    def _go_on(self) -> None:
        if self._ctx.navigation.sheet is not None:
            self._queue.clear()  # something else was opened meanwhile, and is not to be taken away
        self.next()

    def _on_went(self) -> None:
        self._queue.clear()
