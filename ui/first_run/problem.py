"""Why a book did not open, and what can be done next, each as a button. Doing it is the page's and the program's."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
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
    ShopbookError,
    StorageError,
)
from shopbook.localisation.language import _, say
from ui.style import theme
from ui.widgets.buttons import Button, plain
from ui.widgets.cards import Banner, pad
from ui.widgets.flow import FlowLayout

# What can be done next, the likeliest first.
NEXT: tuple[tuple[type[ShopbookError], tuple[str, ...]], ...] = (
    (BookMissing, ("again", "backups", "choose")),
    (BookEmpty, ("backups", "choose")),
    (BookForeign, ("choose", "backups")),
    (BookTooNew, ("choose", "backups")),
    (BookOnNetwork, ("choose",)),
    (BookInUse, ("again",)),
    (BookDamaged, ("backups", "salvage")),
    (BookProtected, ("again", "choose")),
    (BookReadOnly, ("again", "choose", "backups")),
    (BookError, ("choose", "backups")),
    (StorageError, ("again", "choose", "backups")),
)


class ProblemStrip(QWidget):
    """Hidden until `tell`; `chosen(way)` is "again", "backups", "choose" or "salvage"."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.path: Path | None = None
        self.strip = Banner("red", "")
        self.buttons: dict[str, Button] = {
            "again": plain(lambda: _("Try again"), "undo-2"),
            "backups": plain(lambda: _("Open a backup"), "history"),
            "choose": plain(lambda: _("Choose the file"), "folder-open"),
            "salvage": plain(lambda: _("Rescue what can be read"), "stethoscope"),
        }
        ways = QWidget()
        self._flow = FlowLayout(ways, theme.px(8))
        for way, button in self.buttons.items():
            button.clicked.connect(partial(self.chosen.emit, way))
            self._flow.addWidget(button)
        column = QVBoxLayout(self)
        pad(column, 0, 0, 0, 0, 8)
        column.addWidget(self.strip)
        column.addWidget(ways)
        self._ways = ways
        self.strip.hide()
        self.hide()

    def tell(self, problem: ShopbookError, path: Path | None = None) -> None:
        """What happened, what to do, and the buttons for it; `path` is the book that did not open."""
        self.path = path
        self.strip.say(say(problem.message), say(problem.advice) if problem.advice else "")
        self.strip.show()
        ways = (
            next((ways for kind, ways in NEXT if isinstance(problem, kind)), ()) if path is not None else ()
        )
        for way in ways:
            # In the order of their likelihood.
            self._flow.removeWidget(self.buttons[way])
            self._flow.addWidget(self.buttons[way])
        for way, button in self.buttons.items():
            button.setVisible(way in ways)
        self._ways.setVisible(bool(ways))
        self.show()
