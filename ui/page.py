"""The base of every screen: it refreshes itself when what it shows has changed. What it shows is the noun folder's."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from shopbook.changes import Changed
from shopbook.errors import BookDamaged, StorageError
from ui import bus

if TYPE_CHECKING:
    from ui.actions import Action
    from ui.context import Context

log = logging.getLogger(__name__)


class Page(QWidget):
    """A screen of the page stack. A visible page refreshes at once, a hidden one when it is next shown.

    Override `refresh` (read the book, fill the widgets), `open` (a target from `navigation.go(key, target)`),
    `retranslate` (texts that are not given to the kit as callables), `actions` (shortcuts while it is in front) and
    `first_focus` (the widget that takes the keyboard when the page comes to front).
    """

    TOPICS: ClassVar[tuple[str, ...]] = ()

    unread = Signal(object)  # the error: the book is damaged, or its drive does not answer
    was_read = Signal()

    def __init__(self, ctx: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ctx = ctx
        self.stale = True
        self._resting = False
        ctx.bus.changed.connect(self._on_bus_changed)

    def refresh(self) -> None:
        """Read the book again and show it. Called once before the first paint."""

    def open(self, target: object) -> None:
        """Show the thing that was asked for (an id, a draft); called before `refresh`."""

    def retranslate(self) -> None:
        """Say every own text again in the language now set."""

    def actions_here(self) -> list[Action]:
        """The deeds that have a shortcut while this page is in front."""
        return []

    def first_focus(self) -> QWidget | None:
        """The widget that gets the keyboard when the page is shown."""
        return None

    def title(self) -> str:
        """What the page is called in the window's title and to screen readers."""
        return self.accessibleName()

    def customer_here(self) -> int | None:
        """The customer this page is about now: F4 and the other short tasks begin with them."""
        return None

    def warranty_here(self) -> int | None:
        """The warranty card this page shows now: F7 takes its thing in for service."""
        return None

    def scanned(self, code: str) -> bool:
        """A barcode was scanned while the page is in front; True when it was used, else the search box gets it."""
        return False

    def search_text(self, text: str) -> None:
        """Letters typed over a list of this page; unless overridden they go to the search box on top."""
        self.ctx.navigation.search_requested.emit(text)

    def make_stale(self) -> None:
        """Refresh now if visible, else when shown."""
        self.stale = True
        if self.isVisible():
            self.refresh_if_stale()

    def rest(self) -> None:
        """The window closes and the book after it: nothing is asked of the book from here on."""
        self._resting = True

    def refresh_if_stale(self) -> None:
        """Refresh when something changed since the last time."""
        if self.stale and not self._resting:
            self.stale = False
            try:
                self.refresh()
            except (BookDamaged, StorageError) as error:
                log.warning("a page cannot be read: %s", type(error).__name__)
                self.stale = True  # the drive may answer again
                self.unread.emit(error)
            else:
                self.was_read.emit()

    def showEvent(self, event: QShowEvent) -> None:
        self.refresh_if_stale()
        super().showEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            self.make_stale()

    def _on_bus_changed(self, change: Changed) -> None:
        if change.by is not self and bus.concerns(change, self.TOPICS):
            self.make_stale()
