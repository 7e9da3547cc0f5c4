"""Small marks: badges, keyboard keys, icon circles and initials. Lists paint the same marks through
ui/style/paint.py."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.style import fonts, paint, theme
from ui.translation import Text, read


class _Mark(QWidget):
    """Shared by the marks: a text, a fixed size, painted by itself."""

    def __init__(self, text: Text, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = text
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(read(text))

    def text(self) -> str:
        """The words shown."""
        return read(self._text)

    def say(self, text: Text) -> None:
        """Show other words."""
        self._text = text
        self.setAccessibleName(read(text))
        self.updateGeometry()
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.StyleChange):
            self.say(self._text)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class Badge(_Mark):
    """A coloured pill with words; colour is never alone."""

    def __init__(self, text: Text = "", tone: str = "brand", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.tone = tone

    def dress(self, tone: str) -> None:
        """Change the tone."""
        self.tone = tone
        self.update()

    def sizeHint(self) -> QSize:
        return paint.badge_size(self.text())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.badge(painter, QRectF(self.rect()), self.text(), self.tone)


class KeyChip(_Mark):
    """The picture of a key: F2, Ctrl+K."""

    def sizeHint(self) -> QSize:
        width = QFontMetrics(fonts.named("key")).horizontalAdvance(self.text())
        return QSize(width + theme.px(18), theme.px(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.key_chip(painter, QRectF(self.rect()), self.text())


class IconCircle(QWidget):
    """An icon on a tinted disc."""

    def __init__(
        self, icon: str, tone: str = "brand", size: float = 38, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon, self._tone, self._size = icon, tone, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def dress(self, icon: str, tone: str) -> None:
        """Change icon and tone."""
        self._icon, self._tone = icon, tone
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(self._size), theme.px(self._size))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.icon_circle(painter, _square(self), self._icon, self._tone)


class Avatar(QWidget):
    """A customer's initial on a disc: the first whole letter of the name, titles left out."""

    def __init__(self, name: str = "", size: float = 52, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size = size
        self._letter = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_name(name)

    def show_name(self, name: str) -> None:
        """Take another name."""
        self._letter = paint.initial(name)
        self.setAccessibleName(name)
        self.update()

    def letter(self) -> str:
        """The initial shown."""
        return self._letter

    def sizeHint(self) -> QSize:
        return QSize(theme.px(self._size), theme.px(self._size))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.initial_disc(painter, _square(self), self._letter)


class Line(QWidget):
    """A hairline between two things."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), QColor(theme.tokens().border))


def _square(widget: QWidget) -> QRectF:
    """The largest square in the middle: a disc stays round in a squeezed layout."""
    side = min(widget.width(), widget.height())
    return QRectF((widget.width() - side) / 2, (widget.height() - side) / 2, side, side)
