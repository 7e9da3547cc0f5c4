"""Keys as a keyboard delivers them while a Bengali layout is on: for scanners and hurried hands. No assertions here."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication

# The rows of a US keyboard, what the Probhat layout writes with them, and the same with Shift.
_US = ("1234567890-", "qwertyuiop", "asdfghjkl", "zxcvbnm")
_PLAIN = ("১২৩৪৫৬৭৮৯০-", "দূীরটএুিওপ", "াসডতগহজকল", "য়শচআবনম")
_SHIFT = ("!@#৳%^&*()_", "ধঊঈড়ঠঐউইঔফ", "অষঢথঘঃঝখং", "যঢ়ছঋভণঙ")
_FIRST_EVDEV = (10, 24, 38, 52)  # X11 and Wayland: evdev's code + 8
_WINDOWS = {"-": 0xBD}


def _letters(row: str) -> list[str]:
    """The row key by key: a letter may carry its dot as a sign of its own."""
    found: list[str] = []
    for letter in row:
        if letter == "\u09bc" and found:
            found[-1] += letter
        else:
            found.append(letter)
    return found


_KEYS = {
    us: (plain, shift, first + at)
    for us_row, plain_row, shift_row, first in zip(_US, _PLAIN, _SHIFT, _FIRST_EVDEV, strict=True)
    for at, (us, plain, shift) in enumerate(
        zip(us_row, _letters(plain_row), _letters(shift_row), strict=True)
    )
}


def bengali_event(letter: str, kind: QEvent.Type = QEvent.Type.KeyPress) -> QKeyEvent:
    """The event of the key on which a US keyboard has this letter, while the Bengali layout is on."""
    plain, shift, place = _KEYS[letter.lower()]
    capital = letter.isupper()
    text = shift if capital else plain
    held = Qt.KeyboardModifier.ShiftModifier if capital else Qt.KeyboardModifier.NoModifier
    virtual = _WINDOWS.get(letter, ord(letter.upper()))
    return QKeyEvent(kind, ord(text[0]), held, place, virtual, 0, text)


def press_in_bengali(window: QWindow, code: str) -> None:
    """Press the keys of a code and Enter, as a scanner does: it knows nothing of layouts."""
    for letter in code:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(window, bengali_event(letter, kind))
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        enter = QKeyEvent(kind, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, 36, 0x0D, 0, "\r")
        QApplication.sendEvent(window, enter)
