"""Lines of "icon, title, sentence, buttons" that the parts of the backups page are made of. What they say is theirs."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.qt import AlignTop
from ui.style import theme
from ui.translation import Text
from ui.widgets.badges import IconCircle
from ui.widgets.buttons import Button
from ui.widgets.cards import SidePanel, pad
from ui.widgets.text import Label


class DeedRow(QFrame):
    """One thing with its state in words and what can be done with it."""

    def __init__(self, icon: str, title: Text, *buttons: Button, tone: str = "brand") -> None:
        super().__init__()
        self._icon = icon
        self.circle = IconCircle(icon, tone, 38)
        self.title = Label(title, "row", wrap=True)
        self.detail = Label("", "second", "text2", wrap=True)
        self.detail.hide()
        self.buttons = buttons
        outer = QHBoxLayout(self)
        pad(outer, 0, 8, 0, 8, 14)
        outer.addWidget(self.circle, 0, AlignTop)
        words = QVBoxLayout()
        pad(words, 0, 0, 0, 0, 2)
        words.addWidget(self.title)
        words.addWidget(self.detail)
        outer.addLayout(words, 1)
        side = QHBoxLayout()
        side.setSpacing(theme.px(8))
        for button in buttons:
            side.addWidget(button)
        outer.addLayout(side)

    def say(self, title: Text, detail: Text = "", tone: str = "") -> None:
        """Show other words, perhaps in another colour."""
        self.title.say(title)
        self.tell(detail, tone)

    def tell(self, detail: Text, tone: str = "") -> None:
        """Show another sentence under the title."""
        self.detail.say(detail)
        self.detail.setVisible(bool(detail))
        if tone:
            self.circle.dress(self._icon, tone)


class Rows(SidePanel):
    """A card of such lines that scrolls when it is higher than the window."""

    def __init__(self) -> None:
        super().__init__()
        pad(self.body, 18, 10, 18, 10, 0)

    def add(self, *widgets: QWidget) -> None:
        """Put widgets at the end."""
        for widget in widgets:
            self.body.addWidget(widget)

    def clear(self) -> None:
        """Take all lines away."""
        while (item := self.body.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def end(self) -> None:
        """Nothing more comes."""
        self.body.addStretch(1)
