"""A big QR to scan from the screen with the owner's phone: the number to dial, or the SMS with its words.

The modules are made in shopbook.documents; here they are painted, dark on white in the dark look too.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopbook.documents.qr import QUIET_ZONE, Matrix, matrix
from shopbook.errors import DocumentProblem
from shopbook.localisation import numbers
from shopbook.localisation.language import _
from shopbook.wording import links
from ui.context import Context
from ui.qt import AlignHCenter
from ui.style import theme
from ui.widgets.buttons import Button, chip
from ui.widgets.cards import Banner, SidePanel, pad
from ui.widgets.strip import Strip
from ui.widgets.text import ElidedLabel, Label
from ui.wording.opening import dialled

# A camera wants dark on light, whatever the look of the window; pure tones for the most contrast.
PAPER, INK = QColor("#ffffff"), QColor("#000000")
SIDE, LEAST = 340, 150
# On a sheet lower than this only the number and the code stay: a code that must be scrolled cannot be scanned.
LOW = 470


def open_qr(ctx: Context, target: object) -> None:
    """Open the sheet; the target is {"phone": ..., "name": ..., "text": the message, if any}."""
    assert isinstance(target, Mapping)
    ctx.navigation.open_sheet(QrSheet(target), _("Scan with your phone"))


class QrSheet(Strip):
    """1 shows the number, 2 the message; a message too long for a code is said, and only the number is there."""

    def __init__(self, about: Mapping[str, Any]) -> None:
        super().__init__()
        number, text = dialled(str(about["phone"])), str(about.get("text") or "")
        self.codes: dict[str, Matrix] = {"number": matrix(links.dial(number))}
        self.is_too_long = False
        if text:
            try:
                self.codes["message"] = matrix(links.sms_to_scan(number, text), sturdy=False)
            except DocumentProblem:
                self.is_too_long = True
        panel = SidePanel(framed=False)
        whole = QVBoxLayout(self)
        pad(whole, 0, 0, 0, 0)
        whole.addWidget(panel)
        column = panel.body
        pad(column, 20, 4, 20, 20, 10)
        self._name = ElidedLabel(str(about.get("name") or ""), "h2")
        self._phone = Label(numbers.phone(number), "h1")
        column.addWidget(self._name)
        column.addWidget(self._phone)
        self.picture = QrPicture()
        self.chips: dict[str, Button] = {}
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        for key, words, icon in (
            ("number", lambda: _("Dial"), "phone"),
            ("message", lambda: _("Write an SMS"), "message-square"),
        ):
            if key in self.codes:
                button = chip(words, icon)
                button.clicked.connect(self._on_chip_clicked)
                self.chips[key] = button
                row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.picture, 0, AlignHCenter)
        self.advice = Label("", "second", "text2", wrap=True)
        column.addWidget(self.advice)
        if self.is_too_long:
            column.addWidget(
                Banner(
                    "info",
                    lambda: _("The message is too long for a QR."),
                    lambda: _("Scan the number, or copy the message and paste it where you send it from."),
                )
            )
        column.addStretch(1)
        self.choose("number")

    def first_focus(self) -> QWidget:
        """The first choice."""
        return self.chips["number"]

    def choose(self, key: str) -> None:
        """Show the number or the message."""
        for name, button in self.chips.items():
            button.setChecked(name == key)
        self.shown = key
        self.picture.show_code(self.codes[key])
        if key == "number":
            self.advice.say(lambda: _("Point the camera of your phone here, then press Call."))
        else:
            self.advice.say(lambda: _("The phone writes the whole message; you only press Send."))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        low = self.height() < theme.px(LOW)
        for words in (self._name, self.advice):
            words.setVisible(not low)
        above = [self._phone, next(iter(self.chips.values()))] + ([] if low else [self._name, self.advice])
        rest = sum(widget.sizeHint().height() + theme.px(10) for widget in above) + theme.px(24)
        side = max(theme.px(LEAST), min(theme.px(SIDE), self.height() - rest))
        self.picture.setFixedSize(side, side)

    def key_pressed(self, key: str) -> bool:
        names = list(self.chips)
        if key.isdigit() and 0 < int(key) <= len(names):
            self.choose(names[int(key) - 1])
            return True
        return False

    def _on_chip_clicked(self) -> None:
        self.choose(next(key for key, button in self.chips.items() if button is self.sender()))


class QrPicture(QWidget):
    """The code with its quiet zone, each module the same whole number of pixels."""

    def __init__(self) -> None:
        super().__init__()
        self._code: Matrix = ()
        self.setAccessibleName(_("QR code"))

    def show_code(self, code: Matrix) -> None:
        """Another code."""
        self._code = code
        self.update()

    def module_width(self) -> int:
        """Pixels of one module; a code without a whole pixel a module could not be scanned."""
        across = len(self._code) + 2 * QUIET_ZONE
        return max(1, min(self.width(), self.height()) // across)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, side = QPainter(self), self.module_width()
        whole = side * (len(self._code) + 2 * QUIET_ZONE)
        left, top = (self.width() - whole) // 2, (self.height() - whole) // 2
        painter.fillRect(QRect(left, top, whole, whole), PAPER)
        for row, line in enumerate(self._code, QUIET_ZONE):
            for column, dark in enumerate(line, QUIET_ZONE):
                if dark:
                    painter.fillRect(QRect(left + column * side, top + row * side, side, side), INK)
