"""A part of the settings: cards in a column that scrolls. What they ask is in the parts beside this file."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QApplication, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.qt import NoFrame, ScrollOff
from ui.style import theme
from ui.translation import Text
from ui.widgets.cards import Card, pad
from ui.widgets.text import Label

# Lines longer than this tire the eye; the rest of a wide window stays calm.
WIDEST = 860


class Pane(QScrollArea):
    """Put cards in with `card`, buttons at the end with `foot`; what has the keyboard is scrolled into sight."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(NoFrame)
        self.setHorizontalScrollBarPolicy(ScrollOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        row = QHBoxLayout(inside)
        pad(row, 0, 12, 8, 12)
        middle = QWidget()
        middle.setMaximumWidth(theme.px(WIDEST))
        self.column = QVBoxLayout(middle)
        pad(self.column, 0, 0, 0, 0, 12)
        row.addWidget(middle, 100)
        row.addStretch(1)
        self.setWidget(inside)
        # A part that was just built has its places only after its first layout.
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(0)
        self._settled.timeout.connect(self._show_focus)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus_changed)

    def card(self, title: Text, detail: Text = "") -> Card:
        """A new card with its name on top."""
        card = Card(margin=18, gap=10)
        card.body.addWidget(Label(title, "h2"))
        if detail:
            card.body.addWidget(Label(detail, "second", "text2", wrap=True))
        self.column.addWidget(card)
        return card

    def foot(self, *widgets: QWidget) -> None:
        """Buttons under the cards, at the left."""
        row = QHBoxLayout()
        row.setSpacing(theme.px(10))
        for widget in widgets:
            row.addWidget(widget)
        row.addStretch(1)
        self.column.addLayout(row)

    def end(self) -> None:
        """Nothing more comes."""
        self.column.addStretch(1)

    def show_now(self) -> None:
        """Read everything again and show it."""

    def first_focus(self) -> QWidget | None:
        """Where the keyboard goes when the part comes to front."""
        return None

    def _on_focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.isVisible() and self.isAncestorOf(now):
            self._show_focus()
            self._settled.start()

    def _show_focus(self) -> None:
        now, inside = QApplication.focusWidget(), self.widget()
        if now is None or inside is None or not inside.isAncestorOf(now):
            return
        if now.mapTo(inside, QPoint(0, now.height())).y() <= self.viewport().height():
            self.verticalScrollBar().setValue(0)  # what is in sight from the top is shown with its heading
        else:
            self.ensureWidgetVisible(now, 0, theme.px(70))
