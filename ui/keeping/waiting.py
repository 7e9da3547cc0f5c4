"""A window that stands while the book is closed and something large is done to its file. What is done is not known
here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QCloseEvent, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from shopbook.localisation.language import _
from shopbook.progress import Progress
from ui.jobs import Jobs
from ui.shell.overlays import ProgressOverlay
from ui.style import theme


class Waiting(QWidget):
    """Takes the place of the window it follows; one job with its bar and Cancel."""

    def __init__(self, geometry: QByteArray | None) -> None:
        super().__init__()
        self.jobs = Jobs(self)
        self.progress = ProgressOverlay(self, self.jobs)
        self.setWindowTitle(_("Shopbook"))
        self.setMinimumSize(640, 400)
        if geometry is None or not self.restoreGeometry(geometry):
            self.resize(1100, 640)

    def run(
        self,
        title: str,
        work: Callable[[Progress], Any],
        done: Callable[[Any], None],
        failed: Callable[[BaseException], None],
    ) -> None:
        """Do it, and tell how it ended."""
        self.setWindowTitle(title)
        self.jobs.run(title, work, done, failed)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.jobs.wait()
        super().closeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), QColor(theme.tokens().bg))
