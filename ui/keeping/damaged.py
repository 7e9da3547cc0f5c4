"""A book that is only read, because it is damaged or its drive cannot be written: the strip over its pages and the ways
out. What can be had back is counted by shopbook.rescue; it is done by ui/keeping/recovery.py."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from shopbook.backups.model import Backup
from shopbook.errors import BookDamaged, NotAllowed, ShopbookError
from shopbook.localisation.language import _, say
from shopbook.progress import Progress
from ui.backups.inside import Around, InsideSheet
from ui.backups.offering import find_offer, told
from ui.context import Context
from ui.keeping.strips import Lasting
from ui.main_window import MainWindow
from ui.widgets.buttons import plain, primary, quiet

if TYPE_CHECKING:
    from shopbook.rescue.model import Offer
    from ui.app import Shop


class OnlyRead(QObject):
    """Belongs to one window; `why` is the sentence it was opened with."""

    def __init__(self, window: MainWindow, ctx: Context, shop: Shop, why: ShopbookError) -> None:
        super().__init__(window)
        self._window, self._ctx, self._shop, self._why = window, ctx, shop, why
        self.offer: Offer | None = None
        self.damaged = isinstance(why, BookDamaged)
        self.bring = primary(lambda: _("Bring the backup and the later entries back"), "history")
        self.look = plain(lambda: _("Look inside first"), "eye")
        self.salvage = quiet(lambda: _("Rescue what can be read (last resort)"), "stethoscope")
        self.again = plain(lambda: _("Try again"), "undo-2")
        buttons = (self.bring, self.look, self.salvage) if self.damaged else (self.again,)
        self.strip = Lasting(
            "red" if self.damaged else "amber", lambda: say(why.message), self._detail, *buttons
        )
        self.bring.setEnabled(False)
        self.look.setEnabled(False)
        window.put_on_top(self.strip)
        self.bring.clicked.connect(self._on_bring)
        self.look.clicked.connect(self._on_look)
        self.salvage.clicked.connect(self._on_salvage)
        self.again.clicked.connect(self._on_again)

    def begin(self) -> None:
        """After the first paint: what can be had back."""
        if self.damaged:
            self._ctx.jobs.quietly("what can be had back", self._work, self._on_offered)

    def _work(self, _progress: Progress) -> Offer:
        return find_offer(self._ctx.book.path, self._ctx.book.store.key)

    def _on_offered(self, offer: Offer) -> None:
        self.offer = offer
        for button in (self.bring, self.look):
            button.setEnabled(offer.backup is not None)
            # Without a backup the last resort stands alone, not behind two buttons that do nothing.
            button.setVisible(offer.backup is not None)
        self.strip.say(lambda: say(self._why.message), self._detail)

    def _detail(self) -> str:
        if not self.damaged:
            return _("It opens to be read; nothing can be saved. {advice}").format(
                advice=say(self._why.advice) if self._why.advice else ""
            )
        only_read = _("You can read it; nothing can be saved in it.")
        if self.offer is None:
            return f"{only_read} {_('Looking for the newest good backup …')}"
        return f"{only_read} {told(self.offer, self._ctx.book.clock.today())}"

    # the ways out

    def _may(self) -> bool:
        """Which book the shop goes on with is the owner's to say."""
        try:
            self._ctx.book.store.require("keep_safe")
        except NotAllowed as error:
            self._ctx.messages.problem(error)
            return False
        return True

    def _on_bring(self) -> None:
        if not self._may():
            return
        if self.offer is not None and self.offer.backup is not None:
            self._shop.recovery.rescue(self._ctx.book.path, self.offer.backup)

    def _on_look(self) -> None:
        if self.offer is None or self.offer.backup is None:
            return
        from shopbook.backups import manifests

        path = self.offer.backup
        backup = Backup(path, manifests.read(path), "folder", readable=True)
        around = Around(self._ctx.book.clock.today(), self._ctx.book.store.key)
        sheet = InsideSheet(self._ctx.jobs, around, backup)
        sheet.restore_asked.connect(self._on_restore)
        self._ctx.navigation.open_sheet(sheet, _("What is in this backup"))

    def _on_restore(self, path: object, code: str) -> None:
        if self._may():
            self._ctx.navigation.restore_asked.emit(path, code)

    def _on_salvage(self) -> None:
        if self._may():
            self._shop.recovery.salvage(self._ctx.book.path)

    def _on_again(self) -> None:
        self._shop.open_again()
