"""The message of the opened card: its words, what it costs as SMS, another to choose, and the ways it can leave.

Which messages fit is the core's; copying and opening are the page's.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from shopbook.errors import Message
from shopbook.followups.messages import Ready
from shopbook.localisation import numbers
from shopbook.localisation.language import _, ngettext, say
from shopbook.wording.sms import parts
from ui.style import theme
from ui.widgets.buttons import Button, icon_button, link, plain
from ui.widgets.cards import pad
from ui.widgets.text import Label

KEYS = {"copy_message": "M", "qr": "Q", "whatsapp": "W"}


class MessagePart(QWidget):
    """Signals: `deed(key)` for a pressed button, `picked(code)` when another message was chosen."""

    deed = Signal(str)
    picked = Signal(str)

    def __init__(self, ready: Sequence[Ready], code: str, *, to_phone: bool) -> None:
        super().__init__()
        self._ready = list(ready)
        self.chosen = next((one for one in ready if one.code == code), ready[0])
        column = QVBoxLayout(self)
        pad(column, 0, 2, 0, 0, 6)
        head = QHBoxLayout()
        head.setSpacing(theme.px(8))
        head.addWidget(Label(lambda: _("A message ready to send"), "caption", "text2"), 1)
        self.other = link(lambda: _("Another"), "chevron-down")
        if len(self._ready) < 2:
            self.other.hide()
        head.addWidget(self.other)
        column.addLayout(head)
        self.box = Sunk(self.chosen.text)
        column.addWidget(self.box)
        self.cost = Label(cost_of(self.chosen.text), "caption", "text2")
        column.addWidget(self.cost)
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        self.copy = plain(lambda: _("Copy the message"), "copy", KEYS["copy_message"])
        # Beside a sheet its key gives way, so that nothing stands wider than the card.
        self.copy.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        row.addWidget(self.copy, 1)
        self.qr = icon_button(lambda: _("QR to scan with a phone"), "qr-code", KEYS["qr"])
        self.whatsapp = icon_button(lambda: _("Open in WhatsApp"), "message-circle", KEYS["whatsapp"])
        for button in (self.qr, self.whatsapp):
            # Only ever hidden here: shown before it has a parent it would flash up as a window.
            if not to_phone:
                button.hide()
            row.addWidget(button)
        column.addLayout(row)
        self._deeds: dict[Button, str] = {self.copy: "copy_message", self.qr: "qr", self.whatsapp: "whatsapp"}
        for button in self._deeds:
            button.clicked.connect(self._on_button_clicked)
        self.other.clicked.connect(self._on_other_clicked)

    def menu(self) -> QMenu:
        """Every message that fits, the one shown ticked; it goes when it is closed."""
        menu = QMenu(self)
        for one in self._ready:
            title = say(one.title) if isinstance(one.title, Message) else one.title
            line = QAction(title, menu)
            line.setData(one.code)
            line.setCheckable(True)
            line.setChecked(one is self.chosen)
            line.triggered.connect(self._on_picked)
            menu.addAction(line)
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _on_other_clicked(self) -> None:
        self.menu().popup(self.other.mapToGlobal(QPoint(0, self.other.height())))

    def _on_picked(self) -> None:
        line = self.sender()
        assert isinstance(line, QAction)
        self.chosen = next(one for one in self._ready if one.code == line.data())
        self.box.label.say(self.chosen.text)
        self.cost.say(cost_of(self.chosen.text))
        self.picked.emit(self.chosen.code)

    def _on_button_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, Button):
            self.deed.emit(self._deeds[button])


def cost_of(text: str) -> str:
    """How many SMS a text is, and how long: ২টি এসএমএস · ১১৮ অক্ষর."""
    found = parts(text)
    sms = ngettext("{n} SMS", "{n} SMS", found.parts).format(n=numbers.number(found.parts))
    letters = ngettext("{n} letter", "{n} letters", found.characters)
    return f"{sms} · {letters.format(n=numbers.number(found.characters))}"


class Sunk(QFrame):
    """Words on a sunk ground: a message to copy."""

    def __init__(self, words: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        pad(column, 14, 8, 14, 8)
        self.label = Label(words, "second", wrap=True)
        self.label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(self.label)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.tokens().sunk))
        painter.drawRoundedRect(self.rect(), theme.px(8), theme.px(8))
