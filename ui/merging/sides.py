"""Two things side by side, of which one is chosen: by a click, by the arrow to its side, by Space. What they stand for
is the comparison's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

from ui.qt import AlignLeft, AlignVCenter, Expanding, Fixed, Key, PointingHand
from ui.style import fonts, icons, paint, theme
from ui.translation import Text, read
from ui.widgets.text import Label

LABEL_WIDTH = 190
BOTH_WIDTH = 104


class SideButton(QAbstractButton):
    """What one side says, in a box that is marked while it is the chosen one; too long words end in … and a tip."""

    def __init__(self, text: Text, name: Text, *, faint: bool = False) -> None:
        super().__init__()
        self._words, self._name, self._faint = text, name, faint
        self.setCheckable(True)
        self.setCursor(PointingHand)
        self.setSizePolicy(Expanding, Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.retranslate()

    def retranslate(self) -> None:
        """Say the words anew in the language now set."""
        words = read(self._words)
        self.setText(words)
        self.setToolTip(words)
        self.setAccessibleName(f"{read(self._name)}: {words}")

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(220), theme.px(40))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(90), theme.px(40))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, on = theme.tokens(), self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = self.hasFocus()
        line = 2 if on or focused else 1
        place = QRectF(self.rect()).adjusted(line / 2, line / 2, -line / 2, -line / 2)
        edge = look.text if focused else look.brand if on else look.border
        painter.setPen(QPen(QColor(edge), line))
        painter.setBrush(QColor(look.brand_tint if on else look.surface))
        painter.drawRoundedRect(place, theme.px(8), theme.px(8))
        left = theme.px(12)
        if on:
            mark = icons.pixmap("check", "brand", 18, self.devicePixelRatioF())
            painter.drawPixmap(left, (self.height() - theme.px(18)) // 2, mark)
        left += theme.px(26)
        ink = look.brand if on else look.text3 if self._faint else look.text
        painter.setPen(QColor(ink))
        painter.setFont(fonts.named("body"))
        room = self.width() - left - theme.px(10)
        words = paint.elided(self.text(), "body", room)
        painter.drawText(QRectF(left, 0, room + 1, self.height()), int(AlignLeft | AlignVCenter), words)


@dataclass(frozen=True, slots=True)
class Side:
    """One of the answers of a row: its value, its words, and whether it is the narrow one that takes both."""

    value: str
    text: Text
    faint: bool = False
    narrow: bool = False


class SideRow(QWidget):
    """A label and two or three boxes. Signals: `changed()`, `moved(step)` on Up and Down, `finished()` on Enter."""

    changed = Signal()
    moved = Signal(int)
    finished = Signal()

    def __init__(
        self, key: str, label: Text, sides: Sequence[Side], chosen: str, *, room: bool = False
    ) -> None:
        """`room`: other rows have a narrow box, so that this one leaves its place free."""
        super().__init__()
        self.key = key
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(10))
        name = Label(label, "second", "text2", wrap=True)
        name.setFixedWidth(theme.px(LABEL_WIDTH))
        row.addWidget(name)
        self.buttons: dict[str, SideButton] = {}
        for side in sides:
            button = SideButton(side.text, label, faint=side.faint)
            button.setChecked(side.value == chosen)
            button.clicked.connect(self._on_clicked)
            button.installEventFilter(self)
            if side.narrow:
                button.setFixedWidth(theme.px(BOTH_WIDTH))
            row.addWidget(button, 0 if side.narrow else 1)
            self.buttons[side.value] = button
        if room and not any(side.narrow for side in sides):
            row.addSpacing(theme.px(BOTH_WIDTH) + row.spacing())

    def value(self) -> str:
        """Which answer is chosen."""
        return next(value for value, button in self.buttons.items() if button.isChecked())

    def choose(self, value: str) -> None:
        """Choose an answer."""
        for key, button in self.buttons.items():
            button.setChecked(key == value)
        self.changed.emit()

    def take_keyboard(self) -> None:
        """The keyboard to the chosen answer."""
        self.buttons[self.value()].setFocus(Qt.FocusReason.TabFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        values = list(self.buttons)
        at = next(place for place, button in enumerate(self.buttons.values()) if button is watched)
        key = event.key()
        if key in (Key.Key_Left, Key.Key_Right):
            to = max(0, min(len(values) - 1, at + (1 if key == Key.Key_Right else -1)))
            self._take(values[to])
            return True
        if key == Key.Key_Space:
            self._take(values[(at + 1) % len(values)])
            return True
        if key in (Key.Key_Up, Key.Key_Down):
            self.moved.emit(1 if key == Key.Key_Down else -1)
            return True
        if key in (Key.Key_Return, Key.Key_Enter):
            self.finished.emit()
            return True
        return super().eventFilter(watched, event)

    def _take(self, value: str) -> None:
        self.choose(value)
        self.take_keyboard()

    def _on_clicked(self) -> None:
        self.choose(next(value for value, button in self.buttons.items() if button is self.sender()))
