"""A part of the opened card that is one line until it is wanted: a heading to press, all of it below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from shopbook.localisation.language import _
from ui.qt import AlignLeft, AlignVCenter, PointingHand, TabFocus
from ui.style import fonts, icons, paint, theme
from ui.widgets.cards import pad
from ui.widgets.text import ElidedLabel, Label


class Fold(QWidget):
    """Shows `parts` (a heading or "", and its words) when open, else the first line of the first; `turned(open)`."""

    turned = Signal(bool)

    def __init__(
        self, title: str, icon: str, parts: Sequence[tuple[str, str]], key: str = "", *, is_open: bool = False
    ) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        pad(column, 0, 0, 0, 0, 2)
        words = [line for line in parts[0][1].splitlines() if line.strip()]
        self.head = FoldHead(title, icon, words[0], key)
        column.addWidget(self.head)
        self.first = ElidedLabel(words[0], "second", "text2")
        column.addWidget(self.first)
        self.all = QWidget()
        inside = QVBoxLayout(self.all)
        pad(inside, 0, 0, 0, 0, 4)
        for heading, text in parts:
            if heading and len(parts) > 1:
                inside.addWidget(Label(heading, "caption", "text3"))
            label = Label(text, "second", "text", wrap=True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            inside.addWidget(label)
        column.addWidget(self.all)
        self.head.setChecked(is_open)
        self._show(is_open)
        self.head.toggled.connect(self._on_toggled)

    def turn(self) -> None:
        """Open it, or close it again."""
        self.head.toggle()

    def _show(self, is_open: bool) -> None:
        self.first.setVisible(not is_open)
        self.all.setVisible(is_open)

    def _on_toggled(self, is_open: bool) -> None:
        self._show(is_open)
        self.turned.emit(is_open)


class FoldHead(QAbstractButton):
    """Icon, heading, its key, and an arrow that tells whether it is open."""

    def __init__(self, title: str, icon: str, first: str, key: str) -> None:
        super().__init__()
        self._icon, self._key = icon, key
        self.setText(title)
        self.setAccessibleName(f"{title}: {first}")
        self.setToolTip(f"{title}  ({key})" if key else title)
        self.setCheckable(True)
        self.setCursor(PointingHand)
        self.setFocusPolicy(TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(200), theme.px(28))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(80), theme.px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look, px = QPainter(self), theme.tokens(), theme.px
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            painter.setPen(QColor(look.brand))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), px(6), px(6))
        ratio, middle = self.devicePixelRatioF(), (self.height() - px(16)) // 2
        painter.drawPixmap(0, middle, icons.pixmap(self._icon, "brand", 16, ratio))
        painter.setFont(fonts.named("caption"))
        painter.setPen(QColor(look.text if self.underMouse() else look.text2))
        left, room = px(24), self.width() - px(24) - px(24)
        key = paint.width(self._key, "caption") + px(14) if self._key else 0
        painter.drawText(
            QRect(left, 0, room - key, self.height()),
            AlignLeft | AlignVCenter,
            paint.elided(self.text(), "caption", room - key),
        )
        if key:
            chip = QRectF(self.width() - px(24) - key, (self.height() - px(20)) / 2, key, px(20))
            paint.key_chip(painter, chip, self._key)
        arrow = "chevron-down" if self.isChecked() else "chevron-right"
        painter.drawPixmap(self.width() - px(18), middle, icons.pixmap(arrow, "text3", 16, ratio))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)


def what_to_say(parts: Sequence[tuple[str, str]], *, is_open: bool) -> Fold:
    """The script of a call."""
    return Fold(_("What to say"), "quote", parts, "H", is_open=is_open)
