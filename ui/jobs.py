"""Runs long work on a worker thread, so the window stays alive, and housekeeping on a quiet one beside it. What the
work does is the core's; the bar that shows it is in ui/shell/overlays.py."""

from __future__ import annotations

import gc
import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from shopbook.errors import Cancelled, Message, ShopbookError
from shopbook.progress import Progress

log = logging.getLogger(__name__)

# A bar that is told more often than the eye can see only costs time.
TELL_EVERY_SECONDS = 0.05
# Housekeeping that was sent away this often by what the shopkeeper asked for is let finish beside it.
SENT_AWAY_AT_MOST = 3


@dataclass(slots=True)
class Job:
    """One piece of work and whom to tell about its end."""

    title: str
    work: Callable[[Progress], Any]
    done: Callable[[Any], None] | None = None
    failed: Callable[[BaseException], None] | None = None
    sent_away: int = 0


class Jobs(QObject):
    """One job at a time, in the order they were asked for; housekeeping, also one at a time, in a lane of its own.

    Signals: `started(title)`, `progressed(done, total, Message | None)`, `finished()` -- all on the window's thread,
    none of them for housekeeping. `crashed(exception)` tells of a bug in a job that nobody else handles.
    """

    started = Signal(str)
    progressed = Signal(int, int, object)
    finished = Signal()
    refused = Signal(object)
    crashed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._waiting: deque[Job] = deque()
        self._running: Job | None = None
        self._reporter: _Reporter | None = None
        self._quiet_pool = QThreadPool(self)
        self._quiet_pool.setMaxThreadCount(1)
        self._quiet_waiting: deque[Job] = deque()
        self._quiet: Job | None = None
        self._quiet_reporter: _Reporter | None = None
        self._over = False

    @property
    def busy(self) -> bool:
        """True while a job runs."""
        return self._running is not None

    def run(
        self,
        title: str,
        work: Callable[[Progress], Any],
        done: Callable[[Any], None] | None = None,
        failed: Callable[[BaseException], None] | None = None,
    ) -> None:
        """Call `work(progress)` on the worker thread, then `done(result)` or `failed(error)` on the window's thread.

        A cancelled job calls `failed(Cancelled())`. Without `failed`, a ShopbookError goes to `refused` and a bug to
        `crashed`; a cancellation is silent. The work must use its own connection to the book, not the window's.
        """
        self._waiting.append(Job(title, work, done, failed))
        self._start_next()

    def quietly(
        self,
        title: str,
        work: Callable[[Progress], Any],
        done: Callable[[Any], None] | None = None,
        failed: Callable[[BaseException], None] | None = None,
    ) -> None:
        """Housekeeping that nobody waits for: no bar, no strip; without `failed` its failure is only logged.

        A job that the shopkeeper asks for goes first: the housekeeping is stopped at its next step and begun anew
        afterwards, so its work must bear to be done twice. `title` is for the log.
        """
        self._quiet_waiting.append(Job(title, work, done, failed))
        self._start_quiet()

    @property
    def keeps_house(self) -> bool:
        """True while housekeeping runs or waits."""
        return self._quiet is not None or bool(self._quiet_waiting)

    def cancel(self) -> None:
        """Ask the running job to stop at its next step; its operation rolls back."""
        if self._reporter is not None:
            self._reporter.stop.set()

    def wait(self, seconds: float = 30.0) -> bool:
        """Cancel everything and wait for the thread: at closing."""
        self._over = True
        self._waiting.clear()
        self._quiet_waiting.clear()
        self.cancel()
        if self._quiet_reporter is not None:
            self._quiet_reporter.stop.set()
        done = all(pool.waitForDone(int(seconds * 1000)) for pool in (self._pool, self._quiet_pool))
        if done:
            # Its end may never be heard: the window is going.
            gc.enable()
        return done

    def _start_next(self) -> None:
        if self._running is not None or not self._waiting:
            return
        self._send_quiet_away()
        self._running = self._waiting.popleft()
        self._reporter = _Reporter()
        self._reporter.told.connect(self.progressed)
        self._reporter.ended.connect(self._on_ended)
        self.started.emit(self._running.title)
        # Deliberately: the collector runs on whichever thread happens to allocate, and a closed window taken down by
        # the worker ends the process. Cycles wait until the job is over.
        gc.disable()
        self._pool.start(_Worker(self._running.work, self._reporter))

    def _on_ended(self, result: object, error: object) -> None:
        job, self._running, self._reporter = self._running, None, None
        self._let_collect()
        self.finished.emit()
        if job is None:
            return
        try:
            if error is None:
                if job.done is not None:
                    job.done(result)
            elif isinstance(error, BaseException):
                self._tell_failure(job, error)
        finally:
            self._start_next()
            self._start_quiet()

    # the quiet lane

    def _start_quiet(self) -> None:
        if self._quiet is not None or not self._quiet_waiting or self.busy or self._waiting:
            return
        self._over = False
        self._quiet = self._quiet_waiting.popleft()
        self._quiet_reporter = _Reporter()
        self._quiet_reporter.ended.connect(self._on_quiet_ended)
        gc.disable()
        self._quiet_pool.start(_Worker(self._quiet.work, self._quiet_reporter))

    def _send_quiet_away(self) -> None:
        job, reporter = self._quiet, self._quiet_reporter
        if job is not None and reporter is not None and job.sent_away < SENT_AWAY_AT_MOST:
            reporter.stop.set()

    def _on_quiet_ended(self, result: object, error: object) -> None:
        job, reporter, self._quiet, self._quiet_reporter = self._quiet, self._quiet_reporter, None, None
        self._let_collect()
        if job is None:
            return
        try:
            if isinstance(error, Cancelled):
                if reporter is not None and reporter.stop.is_set() and not self._over:
                    job.sent_away += 1
                    self._quiet_waiting.appendleft(job)
                elif job.failed is not None and not self._over:
                    job.failed(error)
            elif error is None:
                if job.done is not None:
                    job.done(result)
            elif isinstance(error, BaseException):
                self._tell_quiet_failure(job, error)
        finally:
            self._start_quiet()

    def _tell_quiet_failure(self, job: Job, error: BaseException) -> None:
        log.warning("housekeeping %r failed", job.title, exc_info=error)
        if job.failed is not None:
            job.failed(error)
        elif not isinstance(error, ShopbookError):
            self.crashed.emit(error)

    def _let_collect(self) -> None:
        if self._running is None and self._quiet is None:
            gc.enable()

    def _tell_failure(self, job: Job, error: BaseException) -> None:
        if not isinstance(error, ShopbookError):
            log.error("job %r crashed", job.title, exc_info=error)
        if job.failed is not None:
            job.failed(error)
        else:
            self.tell_failure(error)

    def tell_failure(self, error: BaseException) -> None:
        """Show how a job failed that its own screen has no better words for; a cancellation is silent."""
        if isinstance(error, Cancelled):
            log.info("a job was cancelled")
        elif isinstance(error, ShopbookError):
            self.refused.emit(error)
        else:
            self.crashed.emit(error)


class _Reporter(QObject):
    """The Progress the work sees; lives on the window's thread, is called on the worker's."""

    told = Signal(int, int, object)
    ended = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self.stop = threading.Event()
        self._last = 0.0

    def step(self, done: int, total: int, what: Message | None = None) -> None:
        """See shopbook.progress.Progress.step."""
        if self.stop.is_set():
            raise Cancelled
        now = time.monotonic()
        if now - self._last >= TELL_EVERY_SECONDS or done == total:
            self._last = now
            self.told.emit(done, total, what)


class _Worker(QRunnable):
    def __init__(self, work: Callable[[Progress], Any], reporter: _Reporter) -> None:
        super().__init__()
        self._work, self._reporter = work, reporter

    def run(self) -> None:
        try:
            result = self._work(self._reporter)
        except BaseException as error:
            self._reporter.ended.emit(None, error)
        else:
            self._reporter.ended.emit(result, None)
