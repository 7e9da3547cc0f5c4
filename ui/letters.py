"""The letter printed on a key, whatever layout is in force: for scanners and for keys that choose. What a letter does
is the business of whoever asks."""

from __future__ import annotations

import sys

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

# With a Bengali layout a scanner "types" Bengali; the keys themselves are told by their place. X11 and Wayland give
# evdev codes + 8.
_ROWS = {10: "1234567890-=", 24: "qwertyuiop", 38: "asdfghjkl", 52: "zxcvbnm,./"}
_BY_PLACE = {first + at: letter for first, row in _ROWS.items() for at, letter in enumerate(row)}
# Windows gives virtual keys: the capital or the figure itself, and numbers of its own for the signs. Its scan codes
# count otherwise and must not be taken for evdev's.
_SIGNS = {0xBA: ";", 0xBB: "=", 0xBC: ",", 0xBD: "-", 0xBE: ".", 0xBF: "/"}
_HELD = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)


def letter_of(event: QKeyEvent, platform: str = sys.platform) -> str:
    """The US-keyboard letter of a key press, "" for a key that is no letter.

    A key to which the layout gives no letter at all, or several at once, counts by its place too.
    """
    text = event.text()
    if len(text) == 1 and " " <= text <= "~":
        return text
    if text.isascii() and (text or event.modifiers() & _HELD):
        return ""
    letter = (
        _by_virtual_key(event.nativeVirtualKey())
        if platform == "win32"
        else _BY_PLACE.get(event.nativeScanCode(), "")
    )
    return letter.upper() if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else letter


def _by_virtual_key(key: int) -> str:
    if 0x30 <= key <= 0x39 or 0x41 <= key <= 0x5A:
        return chr(key).lower()
    return _SIGNS.get(key, "")
