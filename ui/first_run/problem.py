"""Why a book did not open, and what can be done next, each as a button. Doing it is the page's and the program's."""

from __future__ import annotations

import datetime as dt
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopbook.errors import (
    BookDamaged,
    BookEmpty,
    BookError,
    BookForeign,
    BookInUse,
    BookMissing,
    BookOnNetwork,
    BookProtected,
    BookReadOnly,
    BookTooNew,
    KeyFileMissing,
    ShopbookError,
    StorageError,
)
from shopbook.localisation.language import _, say
from ui.backups.offering import told
from ui.style import theme
from ui.translation import Text
from ui.widgets.buttons import Button, plain, primary, quiet
from ui.widgets.cards import Banner, pad
from ui.widgets.flow import FlowLayout

if TYPE_CHECKING:
    from shopbook.rescue.model import Offer

# What can be done next, the likeliest first.
NEXT: tuple[tuple[type[ShopbookError], tuple[str, ...]], ...] = (
    (BookMissing, ("again", "backups", "choose")),
    (BookEmpty, ("backups", "choose")),
    (BookForeign, ("choose", "backups")),
    (BookTooNew, ("choose", "backups")),
    (BookOnNetwork, ("choose",)),
    (BookInUse, ("again",)),
    (BookDamaged, ("rescue", "backups", "salvage")),
    (KeyFileMissing, ("backups", "again", "choose")),
    (BookProtected, ("again", "backups", "choose")),
    (BookReadOnly, ("again", "choose", "backups")),
    (BookError, ("choose", "backups")),
    (StorageError, ("again", "choose", "backups")),
)


class ProblemStrip(QWidget):
    """Hidden until `tell`; `chosen(way)` is "again", "backups", "choose", "rescue", "salvage" or "new"."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.path: Path | None = None
        self.strip = Banner("red", "")
        self.offer: Offer | None = None
        self._said: Text = ""
        self.buttons: dict[str, Button] = {
            "rescue": primary(lambda: _("Bring the backup and the later entries back"), "history"),
            "again": plain(lambda: _("Try again"), "undo-2"),
            "backups": plain(lambda: _("Open a backup"), "history"),
            "choose": plain(lambda: _("Choose the file"), "folder-open"),
            "salvage": plain(lambda: _("Rescue what can be read (last resort)"), "stethoscope"),
            "new": quiet(lambda: _("Begin a new book"), "plus"),
        }
        ways = _Ways()
        self._flow = ways.flow
        for way, button in self.buttons.items():
            button.clicked.connect(partial(self.chosen.emit, way))
            self._flow.addWidget(button)
        column = QVBoxLayout(self)
        pad(column, 0, 0, 0, 0, 8)
        column.addWidget(self.strip)
        column.addWidget(ways)
        column.addStretch(1)
        self._ways = ways
        self.strip.hide()
        self.hide()

    def tell(self, problem: ShopbookError, path: Path | None = None) -> None:
        """What happened, what to do, and the buttons for it; `path` is the book that did not open."""
        self.path = path
        message, advice = problem.message, problem.advice
        self._said = lambda: say(message)
        self.strip.say(self._said, (lambda: say(advice)) if advice else "")
        self.strip.show()
        ways = (
            next((ways for kind, ways in NEXT if isinstance(problem, kind)), ()) if path is not None else ()
        )
        if path is not None:
            ways = (*ways, "new")
        self.buttons["rescue"].setEnabled(False)
        for way in ways:
            # In the order of their likelihood.
            self._flow.removeWidget(self.buttons[way])
            self._flow.addWidget(self.buttons[way])
        for way, button in self.buttons.items():
            button.setVisible(way in ways)
        self._ways.setVisible(bool(ways))
        self._ways.updateGeometry()
        self.show()

    def forget(self) -> None:
        """It is no longer about that book."""
        self.path = None
        self.hide()

    def first_focus(self) -> QWidget | None:
        """The likeliest next step."""
        shown = [button for button in self._in_order() if not button.isHidden() and button.isEnabled()]
        return shown[0] if shown else None

    def show_offer(self, offer: Offer, today: dt.date) -> None:
        """What can be had back of a damaged book."""
        self.offer = offer
        self.buttons["rescue"].setEnabled(offer.backup is not None)
        # What cannot be had is no first choice; the others stand in its place.
        self.buttons["rescue"].setVisible(offer.backup is not None)
        self.strip.say(self._said, lambda: told(offer, today))
        self._ways.updateGeometry()

    def _in_order(self) -> list[Button]:
        items = (self._flow.itemAt(at) for at in range(self._flow.count()))
        return [widget for item in items if item is not None and isinstance(widget := item.widget(), Button)]


class _Ways(QWidget):
    """The buttons, as high as the lines they break into."""

    def __init__(self) -> None:
        super().__init__()
        self.flow = FlowLayout(self, theme.px(8))

    def sizeHint(self) -> QSize:
        width = self.width() if self.width() > 100 else 700
        return QSize(200, self.flow.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()
