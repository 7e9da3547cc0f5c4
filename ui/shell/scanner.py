"""Tells a barcode scanner's burst of keys from a typist, under any keyboard layout. What a code means is not
known here."""

from __future__ import annotations

import time

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit

from ui.letters import letter_of

GAP_SECONDS = 0.035
SHORTEST = 6


class ScannerFilter(QObject):
    """Install on the window's handle. A burst that ends in Enter or Tab is taken back out of the field it fell into and
    told as `scanned(code)`; its Enter presses nothing."""

    scanned = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.gap = GAP_SECONDS
        self._letters = ""
        self._last = 0.0
        self._field: QLineEdit | None = None
        self._before = ("", 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        # The key's own time when there is one: a busy window hands over a typist's keys in a burst too.
        now = event.timestamp() / 1000 if event.timestamp() else time.monotonic()
        fast = 0 <= now - self._last < self.gap
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab):
            code, self._letters = self._letters, ""
            return self._end(code) if fast and len(code) >= SHORTEST else False
        letter = letter_of(event)
        if not letter:
            if event.key() != Qt.Key.Key_Shift:
                self._letters = ""
            return False
        if not fast:
            self._begin()
        self._last = now
        self._letters += letter
        return False

    def _begin(self) -> None:
        self._letters = ""
        focused = QApplication.focusWidget()
        self._field = focused if isinstance(focused, QLineEdit) else None
        if self._field is not None:
            self._before = (self._field.text(), self._field.cursorPosition())

    def _end(self, code: str) -> bool:
        if self._field is not None:
            self._field.setText(self._before[0])
            self._field.setCursorPosition(self._before[1])
        self.scanned.emit(code)
        return True
