"""Fields of secrets: a passphrase that can be shown, and a recovery code in the lines of its paper. Judging them is
the core's."""

from __future__ import annotations

import unicodedata
from typing import Any

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from shopbook.localisation import numbers
from shopbook.localisation.language import _
from shopbook.protection.operations import plain_code
from ui.forms.line import LineField
from ui.style import theme
from ui.translation import Text, read
from ui.widgets.buttons import icon_button

LINES, LETTERS_A_LINE = 3, 10


class _SecretLine(QLineEdit):
    """A line that notices a lit Caps Lock: a capital letter came without Shift."""

    caps_seen = Signal(bool)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letter = event.text()
        if letter.isalpha() and letter.isascii():
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.caps_seen.emit(letter.isupper() != shifted)
        super().keyPressEvent(event)


class PassphraseField(LineField):
    """Typed unseen or shown by the eye beside it; says which letters come and whether Caps Lock is lit.

    What is typed is never kept as a draft, tidied or put into a log.
    """

    def __init__(self, key: str, label: Text, *, hint: Text = "") -> None:
        super().__init__(key, label, hint=hint, longest=400)
        line = _SecretLine()
        line.setMaxLength(400)
        line.textEdited.connect(self._on_edited)
        line.caps_seen.connect(self._on_caps_seen)
        line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.deleteLater()
        self.line = line
        self.eye = icon_button(lambda: _("Show what is typed"), "eye")
        self.eye.clicked.connect(self._on_eye)
        self._caps = False
        around = QWidget()
        row = QHBoxLayout(around)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(6))
        row.addWidget(self.line, 1)
        row.addWidget(self.eye)
        self.set_control(self.line, around)
        method = QGuiApplication.inputMethod()
        method.localeChanged.connect(self._show_note)

    def value(self) -> str:
        return self.line.text()

    def set_value(self, value: Any) -> None:
        self.line.setText(str(value or ""))
        self._show_note()

    def typed(self) -> str:
        return ""  # no draft ever holds it

    def restore(self, typed: Any) -> None:
        """Nothing was kept."""

    def hint_now(self) -> str:
        """Which letters come, where that may be why a passphrase is wrong; else the field's own hint."""
        parts = [self._letters(), _("Caps Lock is lit.") if self._caps else "", read(self._hint)]
        return " ".join(part for part in parts if part)

    def _letters(self) -> str:
        """By the last letter typed; before the first by the keyboard that is on."""
        for letter in reversed(self.line.text()):
            if letter.isalpha() or unicodedata.category(letter) in ("Mn", "Mc"):
                bengali = "\u0980" <= letter <= "\u09ff"
                return _("Bengali letters are coming.") if bengali else _("English letters are coming.")
        locale = QGuiApplication.inputMethod().locale().language()
        return _("The Bengali keyboard is on.") if locale == QLocale.Language.Bengali else ""

    def is_shown(self) -> bool:
        """True while the letters can be read."""
        return self.line.echoMode() == QLineEdit.EchoMode.Normal

    def _on_eye(self) -> None:
        shown = not self.is_shown()
        # Shown, input methods like Avro work too: Qt turns them off where letters are hidden.
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self.eye.say(
            (lambda: _("Hide what is typed")) if shown else (lambda: _("Show what is typed")),
            "eye-off" if shown else "eye",
        )
        self.line.setFocus()

    def _on_caps_seen(self, on: bool) -> None:
        if on != self._caps:
            self._caps = on
            self._show_note()


class CodeField(QWidget):
    """The code in three lines, as on the paper. `wanted`: say of each full line whether it is right.

    Signals: `changed`, `entered` (Enter in the last line).
    """

    changed = Signal()
    entered = Signal()

    def __init__(self, wanted: str = "") -> None:
        super().__init__()
        self._wanted = plain_code(wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        self.lines = [_CodeLine(at) for at in range(LINES)]
        for line in self.lines:
            column.addWidget(line)
            line.changed.connect(self._on_changed)
            line.entered.connect(self._on_entered)
        self.setFocusProxy(self.lines[0])

    def want(self, code: str) -> None:
        """Begin anew, with another code to be typed back."""
        self._wanted = plain_code(code)
        self.clear()

    def clear(self) -> None:
        """Take all letters away."""
        for line in self.lines:
            line.restore("")
            line.show_problem(None)

    def code(self) -> str:
        """What stands in the lines, joined."""
        return " ".join(line.typed() for line in self.lines)

    def is_right(self) -> bool:
        """True when it is the code that is wanted."""
        return bool(self._wanted) and plain_code(self.code()) == self._wanted

    def show_problem(self, sentence: str) -> None:
        """A sentence under the last line ("" takes it away)."""
        self.lines[-1].show_problem(sentence or None)

    def _on_changed(self) -> None:
        at = self.lines.index(self.sender())  # type: ignore[arg-type]
        typed = plain_code(self.lines[at].typed())
        if len(typed) > LETTERS_A_LINE:  # the whole code, or more than a line of it, was pasted
            self._share_out(at, typed)
            return
        self._judge(self.lines[at], at, typed)
        self.changed.emit()

    def _share_out(self, at: int, typed: str) -> None:
        for place in range(at, LINES):
            part, typed = typed[:LETTERS_A_LINE], typed[LETTERS_A_LINE:]
            if part:
                self.lines[place].restore(f"{part[:5]} {part[5:]}".strip())
                self._judge(self.lines[place], place, part)
                self.lines[place].setFocus()
        self.changed.emit()

    def _judge(self, line: _CodeLine, at: int, typed: str) -> None:
        if not self._wanted or len(typed) < LETTERS_A_LINE:
            line.show_good("")
            return
        right = typed == self._wanted[at * LETTERS_A_LINE : (at + 1) * LETTERS_A_LINE]
        line.show_good((lambda: _("This line is right.")) if right else "")
        if not right:
            line.show_problem(_("One letter of this line is different on the sheet."))
        elif at + 1 < LINES and not self.lines[at + 1].typed():
            self.lines[at + 1].setFocus()

    def _on_entered(self) -> None:
        at = self.lines.index(self.sender())  # type: ignore[arg-type]
        if at + 1 < LINES:
            self.lines[at + 1].setFocus()
        else:
            self.entered.emit()


class _CodeLine(LineField):
    """One numbered line of ten letters, in capitals, with a gap in the middle."""

    def __init__(self, at: int) -> None:
        super().__init__(f"line{at}", lambda: _("Line {n}").format(n=numbers.number(at + 1)), longest=80)
        self.line.setPlaceholderText("XXXXX XXXXX")
        self.line.setInputMethodHints(
            Qt.InputMethodHint.ImhPreferUppercase | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self.set_control(self.line)

    def value(self) -> str:
        return self.line.text()

    def set_value(self, value: Any) -> None:
        self.line.setText(str(value))
