"""Runs long work on one worker thread, so the window stays alive. What the work does is the core's; the bar that shows
it is in ui/shell/overlays.py."""

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


@dataclass(slots=True)
class Job:
    """One piece of work and whom to tell about its end."""

    title: str
    work: Callable[[Progress], Any]
    done: Callable[[Any], None] | None = None
    failed: Callable[[BaseException], None] | None = None


class Jobs(QObject):
    """One job at a time, in the order they were asked for.

    Signals: `started(title)`, `progressed(done, total, Message | None)`, `finished()` -- all on the window's thread.
    `crashed(exception)` tells of a bug in a job that nobody else handles.
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

    def cancel(self) -> None:
        """Ask the running job to stop at its next step; its operation rolls back."""
        if self._reporter is not None:
            self._reporter.stop.set()

    def wait(self, seconds: float = 30.0) -> bool:
        """Cancel everything and wait for the thread: at closing."""
        self._waiting.clear()
        self.cancel()
        done = self._pool.waitForDone(int(seconds * 1000))
        if done:
            # Its end may never be heard: the window is going.
            gc.enable()
        return done

    def _start_next(self) -> None:
        if self._running is not None or not self._waiting:
            return
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
        gc.enable()
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

    def _tell_failure(self, job: Job, error: BaseException) -> None:
        if not isinstance(error, ShopbookError):
            log.error("job %r crashed", job.title, exc_info=error)
        if job.failed is not None:
            job.failed(error)
        elif isinstance(error, Cancelled):
            log.info("job %r was cancelled", job.title)
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
