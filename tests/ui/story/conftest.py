"""The counter at which the stories are told: the real window over a small new book."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.desk import Desk, desk
from ui.tour.hands import Hands
from ui.tour.teller import Teller

__all__ = ["desk"]
Kind = TypeVar("Kind", bound=Teller)


class Flashes(QObject):
    """Remembers every widget shown as a window beside the one window; menus and tooltips are meant to be."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            kind = watched.windowType()
            if kind not in (Qt.WindowType.Popup, Qt.WindowType.ToolTip):
                self.seen.append(f"{type(watched).__name__} {watched.accessibleName()}".strip())
        return False


@pytest.fixture
def told(desk: Desk, tmp_path: Path) -> Iterator[Callable[[type[Kind]], Kind]]:
    """Whoever tells a story at this desk; papers go into the test's own folder, pictures nowhere.

    Afterwards nothing may have been shown as a window of its own: it would take the keys away.
    """
    flashes = Flashes()

    def teller(kind: type[Kind]) -> Kind:
        desk.begin()
        clock: Any = desk.book.clock
        QApplication.instance().installEventFilter(flashes)  # type: ignore[union-attr]
        return kind(desk.window, clock, Hands(desk.window), tmp_path, lambda _name: None)

    yield teller
    QApplication.instance().removeEventFilter(flashes)  # type: ignore[union-attr]
    assert flashes.seen == []
