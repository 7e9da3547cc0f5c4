"""The letter printed on a key, whatever layout is in force: for scanners and for keys that choose. What a letter does
is the business of whoever asks."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

# With a Bengali layout a scanner "types" Bengali; the keys themselves are told by their place. X11 and Wayland give
# evdev codes + 8, Windows virtual keys equal to the ASCII capital.
_ROWS = {10: "1234567890-=", 24: "qwertyuiop", 38: "asdfghjkl", 52: "zxcvbnm,./"}
_BY_PLACE = {first + at: letter for first, row in _ROWS.items() for at, letter in enumerate(row)}


def letter_of(event: QKeyEvent) -> str:
    """The US-keyboard letter of a key press, "" for a key that is no letter."""
    text = event.text()
    if len(text) == 1 and " " <= text <= "~":
        return text
    virtual = event.nativeVirtualKey()
    letter = ""
    if event.nativeScanCode() in _BY_PLACE and not text.isascii():
        letter = _BY_PLACE[event.nativeScanCode()]
    elif not text.isascii() and (0x30 <= virtual <= 0x39 or 0x41 <= virtual <= 0x5A):
        letter = chr(virtual).lower()
    return letter.upper() if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else letter
