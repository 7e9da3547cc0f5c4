"""The ground of an opened account or plan: whose, a scrolling middle, and deeds below. What stands in it is theirs."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from shopbook.localisation import numbers
from shopbook.localisation.language import _
from ui.qt import AlignTop
from ui.style import theme
from ui.widgets.badges import Badge
from ui.widgets.buttons import Button, icon_button
from ui.widgets.cards import SidePanel
from ui.widgets.text import ElidedLabel, Label

LOW = 310
# Under this height of the pane there is no room for an opened line beside the list.
PANEL_FROM_HEIGHT = 280


class OpenedPanel(SidePanel):
    """`deed(key)` for a pressed button."""

    deed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.name = ElidedLabel("", "h2")
        self.phone = Label("", "second", "text2")
        self.phone.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.badge = Badge("", "amber")
        self.profile = icon_button(lambda: _("See the customer"), "user", "Enter")
        self._deeds: dict[Button, str] = {}
        self._shrinking: list[Button] = []
        row = QHBoxLayout()
        row.setSpacing(theme.px(10))
        said = QVBoxLayout()
        said.setSpacing(0)
        said.addWidget(self.name)
        said.addWidget(self.phone)
        row.addLayout(said, 1)
        row.addWidget(self.badge, 0, AlignTop)
        row.addWidget(self.profile, 0, AlignTop)
        self.body.addLayout(row)
        self.offer(self.profile, "profile")

    def lay_out(self, parts: Sequence[QWidget], above: Sequence[Button], below: Sequence[Button]) -> None:
        """The parts under each other; below, the deeds in two rows: first what is done most, then what is rarer."""
        for part in parts:
            self.body.addWidget(part)
        self.body.addStretch(1)
        self._rows = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._rows.setSpacing(theme.px(8))
        for buttons in (above, below):
            row = QHBoxLayout()
            row.setSpacing(theme.px(8))
            for button in buttons:
                # The last of the upper row is the main one; icons keep their size.
                wide = 6 if button is above[-1] else 4
                row.addWidget(button, 0 if button.kind == "icon" else wide)
            self._rows.addLayout(row)
        self.footer.addLayout(self._rows)
        self.line.show()
        self._shrinking = [one for one in (*above[:-1], *below) if one.kind != "icon"]

    def offer(self, button: Button, deed: str) -> None:
        """A pressed button asks for a deed."""
        self._deeds[button] = deed
        button.clicked.connect(self._on_clicked)

    def say_whose(self, name: str, phone: str, more: str = "") -> None:
        """Whose it is; what is known beside the phone."""
        self.name.say(name or numbers.phone(phone) or _("Without a name"))
        self.phone.say(" · ".join(part for part in (numbers.phone(phone) if name else "", more) if part))
        self.phone.setVisible(bool(self.phone.text()))

    def say_badge(self, words: str, tone: str) -> None:
        """How it stands, in a word; "": nothing to say."""
        self.badge.setVisible(bool(words))
        self.badge.say(words)
        self.badge.dress(tone)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # On a low screen with large letters the facts need the room: the deeds stand in one row.
        low = self.height() < theme.px(LOW)
        ways = QBoxLayout.Direction
        self._rows.setDirection(ways.LeftToRight if low else ways.TopToBottom)
        for button in self._shrinking:
            button.shrink(low)

    def _on_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, Button) and button in self._deeds:
            self.deed.emit(self._deeds[button])
