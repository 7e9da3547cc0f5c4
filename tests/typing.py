"""Typing as a person types: any script, one key at a time, or through an input method.

`qtbot.keyClicks` aborts the whole process on the first letter that is not ASCII; this is its stand-in.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_NAMED = {"\n": "Key_Return", "\t": "Key_Tab", "\b": "Key_Backspace", "\x1b": "Key_Escape"}


def type_text(widget: QWidget, text: str, gap_ms: int = 0) -> None:
    """Press and release a key for every code point of `text` in `widget`.

    `\\n` is Enter, `\\t` Tab, `\\b` Backspace, `\\x1b` Escape. `gap_ms` is the time between two keys: a person takes
    more than 60, a barcode scanner less than 30.
    """
    from PySide6.QtCore import QEvent, Qt
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QApplication

    for letter in text:
        key = Qt.Key.Key_unknown
        if letter in _NAMED:
            key = getattr(Qt.Key, _NAMED[letter])
        elif " " <= letter <= "~":
            key = Qt.Key(ord(letter.upper()))
        shift = letter.isascii() and letter.isupper()
        modifiers = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
        shown = "" if letter in "\b\x1b" else letter.replace("\n", "\r")
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, key, modifiers, shown))
        if gap_ms:
            time.sleep(gap_ms / 1000)


def type_preedit(widget: QWidget, preedit: str, commit: str = "") -> None:
    """What an input method does: show `preedit` underlined, then, when `commit` is given, put that in its place."""
    from PySide6.QtGui import QInputMethodEvent
    from PySide6.QtWidgets import QApplication

    QApplication.sendEvent(widget, QInputMethodEvent(preedit, []))
    if commit:
        done = QInputMethodEvent("", [])
        done.setCommitString(commit)
        QApplication.sendEvent(widget, done)
