"""Hands on the keyboard: keys and letters of any script, sent to whatever has the keyboard. What is typed is the
story's."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

PATIENCE_SECONDS = 60.0
SETTLE_MS = 15


class Broken(Exception):
    """A step did not find what it expected."""


def expect(found: object, sentence: str) -> None:
    """Stop the tour with a sentence unless `found` is true."""
    if not found:
        raise Broken(sentence)


class Hands:
    """Works one window with its keys alone."""

    def __init__(self, window: QWidget) -> None:
        self.window = window

    @property
    def focus(self) -> QWidget:
        """The widget with the keyboard."""
        return self.window.focusWidget() or self.window

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """One key, as a shortcut or into a field."""
        QTest.keyClick(self.focus, key, held)
        self.settle()

    def control(self, key: Qt.Key) -> None:
        """A key with Ctrl held."""
        self.press(key, Qt.KeyboardModifier.ControlModifier)

    def write(self, text: str) -> None:
        """Letters, one after another; QTest's own typing ends the process at the first that is not ASCII."""
        for letter in text:
            ascii_key = " " <= letter <= "~"
            key = Qt.Key(ord(letter.upper())) if ascii_key else Qt.Key.Key_unknown
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(
                    self.focus, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter)
                )
        self.settle()

    def overwrite(self, text: str) -> None:
        """Put a text in the place of what stands in the field."""
        self.control(Qt.Key.Key_A)
        self.write(text)

    def tab_to(self, widget: QWidget, most: int = 40) -> None:
        """Press Tab until a widget has the keyboard."""
        for _press in range(most):
            if self.focus is widget:
                return
            self.press(Qt.Key.Key_Tab)
        raise Broken(f"{widget.accessibleName() or type(widget).__name__} cannot be reached with Tab")

    def settle(self, ms: int = SETTLE_MS) -> None:
        """Let the window draw and its short timers run.

        An event loop of its own and not QTest.qWait: that one holds Python's lock, and a job on the worker thread then
        takes a minute instead of a second.
        """
        loop = QEventLoop()
        QTimer.singleShot(ms, loop.quit)
        loop.exec()

    def wait_until(self, true: Callable[[], object], sentence: str) -> None:
        """Wait for a job or a page; Broken with the sentence when it never comes."""
        end = time.monotonic() + PATIENCE_SECONDS
        while not true():
            if time.monotonic() > end:
                raise Broken(sentence)
            self.settle(20)
