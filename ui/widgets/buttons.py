"""Buttons of every kind, each with its shortcut in sight. What a button does is connected by the screen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QStyle, QStyleOptionButton, QWidget

from ui.qt import AlignLeft, AlignRight, AlignVCenter, ElideRight, PointingHand
from ui.style import fonts, icons, theme
from ui.translation import Text, read

# The colour of icon and words on each kind, so that both always fit the background the style sheet gives.
INKS = {
    "primary": "on_brand",
    "danger": "red",
    "quiet": "text2",
    "plain": "text",
    "chip": "text",
    "icon": "text2",
    "link": "text",
}


class Button(QPushButton):
    """A button of a kind ("primary", "plain", "quiet", "danger", "chip", "icon", "link"), maybe with icon and shortcut.

    The shortcut is only shown here; the action table makes it work.
    """

    def __init__(
        self,
        text: Text,
        icon: str = "",
        kind: str = "plain",
        shortcut: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._text, self._icon, self._shortcut = text, icon, shortcut
        self.kind = self._full_kind = kind
        self.setProperty("kind", kind)
        self.setCursor(PointingHand)
        self.setAutoDefault(False)
        if kind == "chip":
            self.setCheckable(True)
        self.say(text)

    def say(self, text: Text, icon: str | None = None) -> None:
        """Show other words or another icon."""
        self._text = text
        self._icon = self._icon if icon is None else icon
        words = read(text)
        self.setText("" if self.kind == "icon" else words.replace("&", "&&"))
        plain = words.replace("&&", "&")
        self.setAccessibleName(plain)
        tip = f"{plain}  ({self._shortcut})" if self._shortcut else plain if self.kind == "icon" else ""
        self.setToolTip(tip)
        self.updateGeometry()
        self.update()

    def shrink(self, on: bool) -> None:
        """Show the icon alone where there is no room for words, or all of it again."""
        kind = "icon" if on else self._full_kind
        if kind == self.kind:
            return
        self.kind = kind
        self.setProperty("kind", kind)
        self.style().unpolish(self)
        self.style().polish(self)
        self.say(self._text)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.say(self._text)

    def keyPressEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        if (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        ):
            self.click()
            return
        super().keyPressEvent(event)

    def _font(self) -> QFont:
        return fonts.font(14, True) if self.kind == "chip" else fonts.named("strong")

    def _parts(self) -> tuple[int, int, int]:
        """Widths of icon, words and shortcut, each with its gap."""
        words = (
            QFontMetrics(self._font()).horizontalAdvance(self.text().replace("&&", "&")) if self.text() else 0
        )
        side = theme.px(18) + (theme.px(8) if words else 0) if self._icon else 0
        shows_key = bool(self._shortcut) and self.kind in ("primary", "plain", "danger", "quiet")
        key = (
            QFontMetrics(fonts.font(12, True)).horizontalAdvance(self._shortcut) + theme.px(12)
            if shows_key
            else 0
        )
        return side, words, key

    def _pad(self) -> int:
        return theme.px({"chip": 12, "link": 6}.get(self.kind, 14))

    def sizeHint(self) -> QSize:
        if self.kind == "icon":
            return QSize(theme.px(38), theme.px(38))
        return QSize(
            sum(self._parts()) + 2 * self._pad() + 2, theme.px({"chip": 34, "link": 30}.get(self.kind, 38))
        )

    def minimumSizeHint(self) -> QSize:
        """Room for the words; when it gets narrow the key is left out first, then the icon."""
        whole = self.sizeHint()
        words = self._parts()[1]
        return QSize(words + 2 * theme.px(8) + 2, whole.height()) if words else whole

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        # The bevel alone: with the whole button Fusion lays its own shade over the ring of the one Tab came to.
        self.style().drawControl(QStyle.ControlElement.CE_PushButtonBevel, option, painter, self)
        ink = "text3" if not self.isEnabled() else INKS.get(self.kind, "text")
        if self.kind == "chip" and self.isChecked() and self.isEnabled():
            ink = "brand"
        side, words, key = self._parts()
        room = self.width() - theme.px(8)
        key = key if side + words + key <= room else 0
        side = side if side + words <= room or not words else 0
        words = min(words, room)
        left = (self.width() - side - words - key) // 2
        painter.setPen(QColor(getattr(theme.tokens(), ink)))
        if side:
            mark = icons.pixmap(self._icon, ink, 18, self.devicePixelRatioF())
            painter.drawPixmap(left, (self.height() - theme.px(18)) // 2, mark)
        if words:
            painter.setFont(self._font())
            shown = painter.fontMetrics().elidedText(self.text().replace("&&", "&"), ElideRight, words + 1)
            painter.drawText(QRect(left + side, 0, words + 2, self.height()), AlignVCenter | AlignLeft, shown)
        if key:
            painter.setFont(fonts.font(12, True))
            painter.setOpacity(0.85)
            place = QRect(left + side + words, 0, key + 2, self.height())
            painter.drawText(place, AlignVCenter | AlignRight, self._shortcut)


def primary(text: Text, icon: str = "", shortcut: str = "") -> Button:
    """The one thing to do next; at most one in sight."""
    return Button(text, icon, "primary", shortcut)


def plain(text: Text, icon: str = "", shortcut: str = "") -> Button:
    """Any other thing to do."""
    return Button(text, icon, "plain", shortcut)


def quiet(text: Text, icon: str = "", shortcut: str = "") -> Button:
    """A thing rarely done: no border."""
    return Button(text, icon, "quiet", shortcut)


def icon_button(text: Text, icon: str, shortcut: str = "") -> Button:
    """Only an icon; the words are its tooltip and accessible name."""
    return Button(text, icon, "icon", shortcut)


def chip(text: Text, icon: str = "") -> Button:
    """A small button that stays down when chosen."""
    return Button(text, icon, "chip")


def link(text: Text, icon: str = "") -> Button:
    """A word in a line of facts that can be pressed: a phone, a product."""
    return Button(text, icon, "link")
