"""The floor of a start: a bare PySide6 window with one label, painted. Prints milliseconds since T0_NS, and memory."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

T0 = int(os.environ.get("T0_NS", time.monotonic_ns()))


def since_start() -> float:
    """Milliseconds since the launcher began to start this process."""
    return (time.monotonic_ns() - T0) / 1e6


def pss_mb() -> float:
    """This process' share of memory, or 0 where the system does not tell."""
    try:
        lines = Path("/proc/self/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return int(next(line for line in lines if line.startswith("Pss:")).split()[1]) / 1024


class FirstPaint(QObject):
    """Calls back once, after the first paint of a widget has been handled."""

    def __init__(self, widget: QObject, done: object) -> None:
        super().__init__(widget)
        self._done = done
        self._seen = False
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and not self._seen:
            self._seen = True
            QTimer.singleShot(0, self._done)
        return False


def timed(app: Any, deed: Callable[[], object]) -> float:
    """Milliseconds of a deed and of every paint it asks for."""
    app.processEvents()
    began = time.perf_counter()
    deed()
    app.processEvents()
    took = (time.perf_counter() - began) * 1000
    # What was closed is freed when the loop turns, as between two presses of a key; here it does not turn by itself.
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return took


def main() -> None:
    """Show the window, tell, end."""
    app = QApplication(sys.argv[:1])
    window = QMainWindow()
    window.resize(1366, 768)
    label = QLabel("Customer book")
    window.setCentralWidget(label)

    def tell() -> None:
        at = since_start()
        print(json.dumps({"first_paint_ms": at, "pss_mb": pss_mb()}), flush=True)
        os._exit(0)

    watcher = FirstPaint(label, tell)
    window.show()
    app.exec()
    del watcher


if __name__ == "__main__":
    main()
