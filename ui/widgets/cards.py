"""Grounds that things lie on: cards, section headers, number tiles, strips, side panels and empty states."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from shopbook.localisation.language import _
from ui.qt import (
    AlignCenter,
    AlignHCenter,
    AlignRight,
    AlignTop,
    AlignVCenter,
    Fixed,
    NoFrame,
    Preferred,
    ScrollOff,
)
from ui.style import icons, paint, theme
from ui.translation import Text
from ui.widgets.badges import Badge, IconCircle
from ui.widgets.buttons import Button, icon_button, plain, primary
from ui.widgets.flow import FlowLayout
from ui.widgets.text import Label

# Below this an empty list shows its words and buttons only.
CIRCLE_FROM = 250


def pad(layout: QLayout, left: float, top: float, right: float, bottom: float, gap: float = 0) -> None:
    """Set margins and spacing of a layout in px of the design."""
    layout.setContentsMargins(theme.px(left), theme.px(top), theme.px(right), theme.px(bottom))
    layout.setSpacing(theme.px(gap))


class Card(QFrame):
    """A surface with a hairline and round corners; put things into `.body`."""

    def __init__(self, parent: QWidget | None = None, *, margin: float = 16, gap: float = 8) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.body = QVBoxLayout(self)
        pad(self.body, margin, margin, margin, margin, gap)


class SectionHeader(QWidget):
    """The name of a part, a count badge, and room for buttons on the right (`.add(button)`)."""

    def __init__(
        self, text: Text, count: Text = "", tone: str = "brand", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setSizePolicy(Preferred, Fixed)
        self._row = QHBoxLayout(self)
        pad(self._row, 0, 0, 0, 0, 8)
        self.label = Label(text, "h2")
        self.badge = Badge(count, tone)
        if not count:
            self.badge.hide()
        self._row.addWidget(self.label)
        self._row.addWidget(self.badge)
        self._row.addStretch(1)

    def say(self, text: Text, count: Text = "") -> None:
        """Show another name and count."""
        self.label.say(text)
        self.badge.say(count)
        self.badge.setVisible(bool(count))

    def add(self, widget: QWidget) -> None:
        """Put a button at the right end."""
        self._row.addWidget(widget)


class StatTile(QFrame):
    """A number with its meaning; a click asks for what is behind it."""

    pressed = Signal()

    def __init__(
        self, icon: str, tone: str, label: Text, value: Text = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, Fixed)
        row = QHBoxLayout(self)
        pad(row, 14, 8, 14, 8, 12)
        row.addWidget(IconCircle(icon, tone, 36))
        words = QVBoxLayout()
        pad(words, 0, 0, 0, 0, 0)
        self._tone = tone if tone in theme.TONES else "text"
        self.value = Label(value, "number", self._tone)
        self.label = Label(label, "caption", "text2")
        words.addWidget(self.value)
        words.addWidget(self.label)
        row.addLayout(words, 1)

    def say(self, value: Text, *, calm: bool = False) -> None:
        """Show another number (already formatted); `calm` when there is nothing to look at, as with no dues."""
        self.value.say(value)
        self.value.dress(tone="text2" if calm else self._tone)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """A large amount on a narrow tile is written smaller, and the tile stays as high: money is never cut."""
        self.value.dress("number")
        self.value.setMinimumHeight(self.value.sizeHint().height())
        for size in ("number", "h2", "strong"):
            if paint.width(self.value.text(), size) <= self.value.width() or size == "strong":
                self.value.dress(size)
                return

    def mouseReleaseEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        self.pressed.emit()
        super().mouseReleaseEvent(event)


class Banner(QFrame):
    """A strip of a tone ("info", "amber", "red", "green") with words, one optional button, and a cross."""

    pressed = Signal()
    closed = Signal()

    ICONS: ClassVar = {"info": "info", "amber": "triangle-alert", "red": "circle-x", "green": "circle-check"}
    TONES: ClassVar = {"info": "blue", "amber": "amber", "red": "red", "green": "green"}

    def __init__(
        self,
        kind: str,
        text: Text,
        detail: Text = "",
        action: Text = "",
        *,
        closable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        # Not Maximum: that is the height of unbroken words, and a broken second line would be cut.
        self.setSizePolicy(Preferred, QSizePolicy.Policy.Minimum)
        self._tone = self.TONES[kind]
        row = QHBoxLayout(self)
        pad(row, 14, 6, 8, 6, 10)
        row.addWidget(_Mark(self.ICONS[kind], self._tone), 0, AlignVCenter)
        words = QVBoxLayout()
        pad(words, 0, 2, 0, 2, 0)
        self.text = Label(text, "strong", self._tone, wrap=True)
        self.detail = Label(detail, "second", "text2", wrap=True)
        # Only ever hidden here: shown before it has a parent it would flash up as a window and take the keyboard.
        if not detail:
            self.detail.hide()
        words.addWidget(self.text)
        words.addWidget(self.detail)
        row.addLayout(words, 1)
        self.button: Button | None = None
        if action:
            self.button = plain(action)
            self.button.clicked.connect(self.pressed)
            row.addWidget(self.button, 0, AlignVCenter)
        if closable:
            self.cross = icon_button(lambda: _("Close"), "x")
            self.cross.clicked.connect(self.closed)
            row.addWidget(self.cross, 0, AlignVCenter)

    def say(self, text: Text, detail: Text = "") -> None:
        """Show other words."""
        self.text.say(text)
        self.detail.say(detail)
        self.detail.setVisible(bool(detail))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.tokens().tint(self._tone)))
        painter.drawRoundedRect(QRectF(self.rect()), theme.px(8), theme.px(8))


class _Mark(QWidget):
    """A bare icon in a tone."""

    def __init__(self, icon: str, tone: str, size: float = 20, line: float = 0) -> None:
        super().__init__()
        self._icon, self._tone, self._size, self._line = icon, tone, size, line or size
        self.setFixedSize(theme.px(size), theme.px(self._line))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.setFixedSize(theme.px(self._size), theme.px(self._line))

    def paintEvent(self, event: QPaintEvent) -> None:
        top = (self.height() - theme.px(self._size)) // 2
        QPainter(self).drawPixmap(
            0, top, icons.pixmap(self._icon, self._tone, self._size, self.devicePixelRatioF())
        )


def mark(icon: str, tone: str = "text2", size: float = 18, line: float = 0) -> QWidget:
    """A bare icon, for the beginning of a line; `line` is the height of the line it stands in."""
    return _Mark(icon, tone, size, line)


class SidePanel(QFrame):
    """A card whose middle scrolls while its buttons stay in sight: `.body` for content, `.footer` for buttons."""

    def __init__(self, parent: QWidget | None = None, *, framed: bool = True) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card" if framed else "sheet")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.setSpacing(0)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(NoFrame)
        self.area.setHorizontalScrollBarPolicy(ScrollOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = _Inside()
        self.body = QVBoxLayout(inside)
        pad(self.body, 16, 16, 16, 16, 10)
        self.area.setWidget(inside)
        # Deliberately by hand: a scroll area otherwise paints the window's grey under a white card.
        self.area.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        outer.addWidget(self.area, 1)
        self.line = _TopLine()
        self.footer = QHBoxLayout(self.line)
        pad(self.footer, 16, 12, 16, 14, 8)
        outer.addWidget(self.line)
        self.line.hide()

    @property
    def foot(self) -> QWidget | None:
        """The row of buttons below, when there is one."""
        return self.line if not self.line.isHidden() else None

    def add_footer(self, *buttons: QWidget) -> None:
        """Put buttons below the scrolling part; the last one is the main one and gets the most room."""
        for button in buttons:
            self.footer.addWidget(button, 2 if button is buttons[-1] else 1)
        self.line.show()


class _Inside(QWidget):
    """What scrolls in a panel is as high as its words need at its width, not at the narrowest they could have: else
    there would be emptiness to scroll through below them."""

    def minimumSizeHint(self) -> QSize:
        whole = super().minimumSizeHint()
        layout = self.layout()
        return QSize(whole.width(), 0) if layout is not None and layout.hasHeightForWidth() else whole


class _TopLine(QWidget):
    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(0, 0, self.width(), 1, QColor(theme.tokens().border))


class EmptyState(QWidget):
    """What belongs in an empty list and the action that fills it; more buttons are quieter ways."""

    def __init__(
        self,
        icon: str,
        title: Text,
        detail: Text = "",
        action: Text = "",
        run: Callable[[], object] | None = None,
        *,
        action_icon: str = "plus",
        shortcut: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        pad(column, 24, 16, 24, 16, 8)
        column.addStretch(1)
        self._circle = IconCircle(icon, "brand", 84)
        column.addWidget(self._circle, 0, AlignHCenter)
        self.title = Label(title, "h1")
        self.title.setAlignment(AlignCenter)
        self.title.setWordWrap(True)
        column.addWidget(self.title)
        self.detail = Label(detail, "second", "text2", wrap=True)
        self.detail.setAlignment(AlignHCenter | AlignTop)
        column.addWidget(self.detail)
        column.addSpacing(theme.px(6))
        self._buttons = FlowLayout(gap=theme.px(10), centred=True)
        column.addLayout(self._buttons)
        column.addStretch(2)
        self.button: Button | None = None
        if action:
            self.button = primary(action, action_icon, shortcut)
            if run is not None:
                self.button.clicked.connect(run)
            self._insert(self.button)

    def also(self, button: Button) -> None:
        """Offer another way out beside the main one."""
        self._insert(button)

    def say(self, title: Text, detail: Text = "") -> None:
        """Show other words: an empty search differs from an empty book."""
        self.title.say(title)
        self.detail.say(detail)

    def _insert(self, button: Button) -> None:
        self._buttons.addWidget(button)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # The ways out need the room more than the picture does.
        self._circle.setVisible(self.height() >= theme.px(CIRCLE_FROM))


class Facts(QWidget):
    """Lines of "label ........ value": accounts, details of a thing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        pad(self._column, 0, 0, 0, 0, 4)
        self._lines: list[tuple[QWidget, Label, Label]] = []
        self._used = 0

    def clear(self) -> None:
        """Take all lines away; they are kept to be written anew: making them took a tenth of opening a page."""
        for line, _label, _value in self._lines:
            line.hide()
        self._used = 0

    def add(self, label: Text, value: Text, tone: str = "text", *, strong: bool = True) -> None:
        """Add one line."""
        if self._used == len(self._lines):
            self._lines.append(self._make_line())
        line, name, words = self._lines[self._used]
        self._used += 1
        name.say(label)
        words.dress("strong" if strong else "body", tone)
        words.say(value)
        line.show()

    def _make_line(self) -> tuple[QWidget, Label, Label]:
        line = QWidget(self)
        row = QHBoxLayout(line)
        pad(row, 0, 0, 0, 0, 12)
        name = Label("", "second", "text2")
        # At the first line of its words, not between the lines.
        row.addWidget(name, 0, AlignTop)
        words = Label("", "strong", "text", wrap=True)
        words.setAlignment(AlignRight | AlignVCenter)
        row.addWidget(words, 1)
        self._column.addWidget(line)
        return line, name, words
