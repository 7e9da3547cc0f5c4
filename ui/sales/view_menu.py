"""The rarer things to do with a memo, behind one quiet button. What they do is the page's."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from shopbook.localisation.language import _
from ui.style import icons
from ui.translation import Text, read
from ui.widgets.buttons import Button


@dataclass(frozen=True, slots=True)
class Deed:
    """A line of the menu: its words, icon, and what happens."""

    text: Text
    icon: str
    run: Callable[[], object]


class MoreButton(Button):
    """Opens a menu of what `deeds()` gives at that moment; hidden is up to the page."""

    def __init__(self, deeds: Callable[[], Sequence[Deed]]) -> None:
        super().__init__(lambda: _("More"), "ellipsis", "icon")
        self._deeds = deeds
        self.clicked.connect(self.pop_up)

    def menu_now(self) -> QMenu:
        """The menu as it would open now; it is gone when it is closed."""
        menu = QMenu(self)
        for deed in self._deeds():
            line = QAction(read(deed.text), menu)
            line.setIcon(icons.icon(deed.icon))
            line.triggered.connect(_Runner(deed.run, line).run)
            menu.addAction(line)
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def pop_up(self) -> None:
        """Open it below the button, its right edge under the button's."""
        menu = self.menu_now()
        corner = self.mapToGlobal(QPoint(self.width() - menu.sizeHint().width(), self.height()))
        menu.popup(corner)


class _Runner(QObject):
    """Runs a deed without the tick a menu line sends; it goes with the line."""

    def __init__(self, deed: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._deed = deed

    def run(self) -> None:
        """Do it."""
        self._deed()
