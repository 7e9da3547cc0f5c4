"""Notices that a pen drive was plugged in or pulled out, for a few microseconds every few seconds. What is done with it
is told by housekeeping; which drives there are, by shopbook.backups."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from shopbook.backups.model import Drive

EVERY_MS = 3000
MOUNTS = Path("/proc/self/mounts")


class DriveWatch(QObject):
    """`plugged(Drive)` for each drive that came, `pulled(Drive)` for each that went, `changed` after either."""

    plugged = Signal(object)
    pulled = Signal(object)
    changed = Signal()

    def __init__(self, drives: Callable[[], Sequence[Drive]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._drives = drives
        self._seen = b""
        self._here: dict[str, Drive] = {}
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.look)

    def begin(self) -> None:
        """Look now, and again and again; drives that are there already count as plugged in."""
        self.look()
        self._timer.start()

    def drives(self) -> list[Drive]:
        """The drives that were there at the last look."""
        return list(self._here.values())

    def look(self) -> None:
        """Ask for the drives, when what is mounted is not what it was."""
        sign = _sign()
        if sign == self._seen:
            return
        self._seen = sign
        now = {str(drive.path): drive for drive in self._drives()}
        came = [drive for path, drive in now.items() if path not in self._here]
        went = [drive for path, drive in self._here.items() if path not in now]
        self._here = now
        for drive in went:
            self.pulled.emit(drive)
        for drive in came:
            self.plugged.emit(drive)
        if came or went:
            self.changed.emit()


def _sign() -> bytes:
    """Something that differs when another drive is mounted, and costs next to nothing."""
    if sys.platform == "win32":
        return (
            b"".join(drive.encode() for drive in os.listdrives())
            if hasattr(os, "listdrives")
            else os.urandom(8)
        )
    try:
        return MOUNTS.read_bytes()
    except OSError:
        return os.urandom(8)
