"""One reason of a card in the panel: a tick, what it is, why in a sentence. Which reasons there are is the card's."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from shopbook.followups.model import Item
from shopbook.followups.rules import BY_NAME
from shopbook.localisation import numbers
from shopbook.localisation.language import _, say
from ui.qt import AlignLeft, AlignRight, AlignTop, AlignVCenter, PointingHand, TabFocus
from ui.style import fonts, icons, paint, theme
from ui.today.looks import mark_of, put_off_words

WRAP = int(AlignLeft | AlignTop | Qt.TextFlag.TextWordWrap)


class ReasonRow(QAbstractButton):
    """A reason to tick; all are ticked at first, and the call closes the ticked ones."""

    def __init__(self, item: Item, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.item = item
        self.owner_only = BY_NAME[item.rule].owner_only
        self.setCheckable(True)
        self.setChecked(True)
        self.setFocusPolicy(TabFocus)
        self.setCursor(PointingHand)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._say()

    def _say(self) -> None:
        self.title, self.sentence = say(BY_NAME[self.item.rule].label), say(self.item.why)
        if more := put_off_words(self.item, self.sentence):
            self.sentence = f"{self.sentence} · {more}"
        self.setText(self.sentence)
        whose = _("Only for the owner") if self.owner_only else ""
        self.setAccessibleName(f"{self.title}: {self.sentence} {whose}".strip())
        self.setToolTip(whose)
        self.updateGeometry()

    def _inner(self, width: int) -> tuple[int, int]:
        """Left edge and width of the words."""
        left = theme.px(12) + theme.px(18) + theme.px(10)
        return left, max(theme.px(60), width - left - theme.px(12))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        _left, room = self._inner(width)
        metrics = QFontMetrics(fonts.named("second"))
        words = metrics.boundingRect(QRect(0, 0, room, 10_000), WRAP, self.sentence)
        return theme.px(8) + theme.px(24) + words.height() + theme.px(10)

    def sizeHint(self) -> QSize:
        width = max(self.width(), theme.px(300))
        return QSize(theme.px(300), self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(200), theme.px(56))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # A button's height for its width is not asked for by every layout around it.
        self.setFixedHeight(self.heightForWidth(self.width()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look, px = QPainter(self), theme.tokens(), theme.px
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _icon, tone = mark_of(self.item)
        on = self.isChecked()
        painter.setPen(QColor(look.brand) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look.tint(tone) if on else look.sunk))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), px(8), px(8))
        box = QRectF(px(12), px(11), px(18), px(18))
        painter.setPen(QColor(look.brand if on else look.text3))
        painter.setBrush(QColor(look.brand if on else look.surface))
        painter.drawRoundedRect(box, px(4), px(4))
        if on:
            tick = icons.pixmap("check", "on_brand", 14, self.devicePixelRatioF())
            painter.drawPixmap(round(box.left()) + px(2), round(box.top()) + px(2), tick)
        left, room = self._inner(self.width())
        amount = numbers.money(self.item.overdue_paisa) if self.item.overdue_paisa else ""
        taken = paint.width(amount, "strong") + px(10) if amount else 0
        painter.setFont(fonts.named("strong"))
        painter.setPen(QColor(look.ink(tone) if on else look.text2))
        head = QRect(left, px(8), room, px(24))
        if amount:
            painter.drawText(head, AlignRight | AlignVCenter, amount)
        head.setWidth(room - taken)
        title = painter.fontMetrics().elidedText(self.title, Qt.TextElideMode.ElideRight, head.width())
        painter.drawText(head, AlignLeft | AlignVCenter, title)
        if self.owner_only:
            lock = icons.pixmap("lock", tone if on else "text2", 16, self.devicePixelRatioF())
            painter.drawPixmap(left + painter.fontMetrics().horizontalAdvance(title) + px(8), px(12), lock)
        painter.setFont(fonts.named("second"))
        painter.setPen(QColor(look.text if on else look.text2))
        painter.drawText(QRect(left, px(32), room, self.height() - px(32)), WRAP, self.sentence)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
