"""The line at the foot: last backup (a way to the backups), how many customers, and the keys that matter. Who counts is
the composition root."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.actions import Actions
from ui.qt import PointingHand, TabFocus
from ui.style import theme
from ui.translation import Text, read
from ui.widgets.badges import KeyChip
from ui.widgets.cards import mark
from ui.widgets.text import Label

HEIGHT = 32


class Way(Label):
    """Words that lead somewhere: a click, Enter or Space."""

    pressed = Signal()

    def __init__(self) -> None:
        super().__init__("", "caption", "text2")
        self.setCursor(PointingHand)

    def say(self, text: Text) -> None:
        """Show other words, also to screen readers."""
        super().say(text)
        self.setAccessibleName(self.text())
        self.setFocusPolicy(TabFocus if self.text() else Qt.FocusPolicy.NoFocus)
        if not self.text():
            self.hide()
        elif self.parentWidget() is not None:
            self.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.pressed.emit()
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.pressed.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            QPainter(self).fillRect(0, self.height() - 2, self.width(), 2, QColor(theme.tokens().brand))


class StatusStrip(QWidget):
    """Words on the left, keys on the right; keys give way when there is no room.

    `backup_pressed` when the words of the last backup were.
    """

    backup_pressed = Signal()

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(theme.px(20), 0, theme.px(20), 0)
        self._row.setSpacing(theme.px(6))
        self._good, self._poor, self._bad = (
            mark("circle-check", "green", 15),
            mark("triangle-alert", "amber", 15),
            mark("circle-x", "red", 15),
        )
        for sign in (self._good, self._poor, self._bad):
            self._row.addWidget(sign)
            sign.hide()
        self.backup, self.count = Way(), Label("", "caption", "text2")
        self.backup.pressed.connect(self.backup_pressed)
        self._row.addWidget(self.backup)
        self._row.addSpacing(theme.px(18))
        self._row.addWidget(self.count)
        self._row.addStretch(1)
        self._hints: list[tuple[KeyChip, Label]] = []
        self._said: list[tuple[str, str]] = []
        self.setFixedHeight(theme.px(HEIGHT))
        actions.changed.connect(self._on_actions_changed)
        self._on_actions_changed()

    def say_backup(self, text: Text, state: str = "good") -> None:
        """The last backup in words; state is "good", "poor" (over 3 days), "bad" (over 7 days, or never)."""
        for sign, name in ((self._good, "good"), (self._poor, "poor"), (self._bad, "bad")):
            sign.setVisible(name == state)
        self.backup.say(text)
        self.backup.dress(tone={"good": "text2", "poor": "amber", "bad": "red"}[state])
        self._make_room()

    def say_count(self, text: Text) -> None:
        """How many customers the book has, in words."""
        self.count.say(text)
        self._make_room()

    def hints(self) -> list[str]:
        """The keys and words on show, for tests and screen readers."""
        return [f"{chip.text()} {label.text()}" for chip, label in self._hints if not chip.isHidden()]

    def _on_actions_changed(self) -> None:
        shown = [
            (action.shortcuts()[0], action.footer)
            for action in self._actions.all()
            if action.footer is not None and action.shortcuts()
        ]
        said = [(key, read(words)) for key, words in shown]
        if said == self._said:
            return  # most pages have the same keys at the foot: new labels at each of their visits took 5 ms
        self._said = said
        for chip, label in self._hints:
            for widget in (chip, label):
                self._row.removeWidget(widget)
                widget.hide()
                widget.deleteLater()
        self._hints = []
        for key, words in shown:
            chip, label = KeyChip(key), Label(words, "caption", "text2")
            self._row.addWidget(chip)
            self._row.addWidget(label)
            self._hints.append((chip, label))
        self._make_room()

    def _make_room(self) -> None:
        gap = self._row.spacing()
        words = self.backup.sizeHint().width() + self.count.sizeHint().width() + theme.px(100)
        room = self.width() - words
        for chip, label in self._hints:
            room -= chip.sizeHint().width() + label.sizeHint().width() + 2 * gap
            chip.setVisible(room > 0)
            label.setVisible(room > 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.setFixedHeight(theme.px(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), theme.tokens()
        painter.fillRect(self.rect(), QColor(look.surface))
        painter.fillRect(0, 0, self.width(), 1, QColor(look.border))
