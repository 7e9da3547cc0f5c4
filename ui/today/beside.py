"""The place beside the day's list where the chosen card is opened. What is written there is the panel's."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.style import theme

if TYPE_CHECKING:
    from ui.today.panel import CardPanel

LEAST_WIDTH = 330
# The list is on the screen first; nobody has read a line of it by then.
PANEL_AFTER_MS = 10


class Beside(QWidget):
    """Keeps the panel's room, and makes the panel once it has been painted empty: a start does not wait for it.

    `fill(panel)` writes the chosen card into it. `deed` and `resolved` are the panel's signals.
    """

    deed = Signal(str)
    resolved = Signal(object)

    def __init__(self, fill: Callable[[CardPanel], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fill = fill
        self._is_painted = False
        self._inside = QVBoxLayout(self)
        self._inside.setContentsMargins(0, 0, 0, 0)
        self.setMinimumWidth(theme.px(LEAST_WIDTH))

    @cached_property
    def panel(self) -> CardPanel:
        """The opened card, made now if nobody asked before."""
        from ui.today.panel import CardPanel

        panel = CardPanel()
        panel.deed.connect(self.deed)
        panel.resolved.connect(self.resolved)
        self._fill(panel)
        self._inside.addWidget(panel)
        panel.show()
        return panel

    def refresh(self) -> None:
        """Write the chosen card anew, if the panel is there."""
        if "panel" in vars(self):
            self._fill(self.panel)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(PANEL_AFTER_MS, self._on_painted)

    def _on_painted(self) -> None:
        if self.isVisible():
            self.panel.show()
        else:
            # Left within the blink (F2 at once): it waits for the next look. A closed window is never painted again.
            self._is_painted = False
