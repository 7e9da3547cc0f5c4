"""Words on the screen: labels that follow the language, the theme and the text size. Inputs live in ui/forms."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.qt import AlignVCenter, ElideRight, PlainText
from ui.style import fonts, theme
from ui.translation import Text, read

# The font's own line is 1.32 em; reph above and ূ below need more than that at the edges of a label.
AIR_EM = 0.08


class Label(QLabel):
    """A piece of text; `size` is a name of the type scale, `tone` a colour token.

    A callable text is asked again when the language changes.
    """

    def __init__(
        self,
        text: Text = "",
        size: str = "body",
        tone: str = "text",
        *,
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._text, self._size, self._tone = text, size, tone
        self._seen = -1
        self.setTextFormat(PlainText)
        self.setWordWrap(wrap)
        if wrap:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setAlignment(self.alignment() | AlignVCenter)
        self._dress()
        self.say(text)

    def say(self, text: Text) -> None:
        """Show another text."""
        self._text = text
        self.setText(read(text))

    def dress(self, size: str | None = None, tone: str | None = None) -> None:
        """Change the place in the type scale or the colour."""
        worn = self._size, self._tone
        self._size, self._tone = size or self._size, tone or self._tone
        if worn != (self._size, self._tone):
            self._seen = -1
        self._dress()

    def _dress(self) -> None:
        ink = QColor(getattr(theme.tokens(), self._tone))
        # Moved into another window, Qt gives a label the palette back that it had when it was first polished.
        if self._seen == theme.generation() and self.palette().color(QPalette.ColorRole.WindowText) == ink:
            return
        self._seen = theme.generation()
        self.setFont(fonts.named(self._size))
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.WindowText, ink)
        self.setPalette(palette)
        air = math.ceil(self.font().pixelSize() * AIR_EM)
        self.setContentsMargins(0, air, 0, air)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.say(self._text)
        elif event.type() == QEvent.Type.StyleChange:
            self._dress()


class ElidedLabel(Label):
    """One line that gives way: too long a text ends in … and is whole in the tooltip."""

    def __init__(
        self, text: Text = "", size: str = "body", tone: str = "text", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, size, tone, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(40), super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        whole = self.text()
        shown = self.fontMetrics().elidedText(whole, ElideRight, self.width())
        self.setToolTip("" if shown == whole else whole)
        painter.drawText(self.rect(), int(self.alignment() | Qt.TextFlag.TextSingleLine), shown)


def h1(text: Text, parent: QWidget | None = None) -> Label:
    """The name of a screen."""
    return Label(text, "h1", parent=parent)


def h2(text: Text, parent: QWidget | None = None) -> Label:
    """The name of a part of a screen."""
    return Label(text, "h2", parent=parent)


def caption(text: Text, tone: str = "text3", *, wrap: bool = False, parent: QWidget | None = None) -> Label:
    """Small print."""
    return Label(text, "caption", tone, wrap=wrap, parent=parent)
