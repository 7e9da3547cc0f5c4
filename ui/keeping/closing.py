"""The backup at closing: the window waits for it some seconds at most, and closes in any case. Who closes and what is
backed up is told from outside."""

from __future__ import annotations

import logging
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication

from shopbook.errors import Cancelled
from shopbook.localisation.language import _
from shopbook.progress import Progress
from ui.context import Context
from ui.main_window import MainWindow

log = logging.getLogger(__name__)

# A person who closes the shop should not stand before the screen longer than this.
AT_MOST_MS = 10_000


class ClosingBackup(QObject):
    """Asked when the window is to close: `may_close` is False once, while the backup is kept."""

    def __init__(self, window: MainWindow, ctx: Context, wanted: Callable[[], bool]) -> None:
        super().__init__(window)
        self._window, self._ctx, self._wanted = window, ctx, wanted
        self._begun = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(AT_MOST_MS)
        self._timer.timeout.connect(ctx.jobs.cancel)

    def may_close(self) -> bool:
        """True when nothing keeps the window open (any more)."""
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication) and app.isSavingSession():
            return True  # the computer is being shut down: a window that stays would stop that
        if self._begun or not self._window.isVisible() or not self._wanted():
            return True
        self._begun = True
        # What still runs is less than the day that is to be kept.
        self._ctx.jobs.cancel()
        self._window.progress.cancel.say(lambda: _("Close without it"))
        self._ctx.jobs.run(_("Keeping a backup before closing"), self._work, self._on_kept, self._on_failed)
        self._timer.start()
        return False

    def _work(self, progress: Progress) -> None:
        with self._ctx.book.second() as own:
            own.backups.make("close", progress=progress)
            own.backups.rotate(own.clock.now())

    def _on_kept(self, _result: object) -> None:
        self._close()

    def _on_failed(self, error: BaseException) -> None:
        # It stands in the log of backups; the next start tells of it.
        if not isinstance(error, Cancelled):
            log.warning("no backup at closing: %s", error)
        self._close()

    def _close(self) -> None:
        self._timer.stop()
        QTimer.singleShot(0, self._window.close)
