"""A drop-down and a tick box that draw their own marks, which a style sheet cannot draw without image files."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QStyle, QStyleOptionComboBox, QStylePainter

from ui.qt import AlignLeft, AlignVCenter, ElideRight
from ui.style import fonts, icons, theme


class DropDown(QComboBox):
    """A combo box with the theme's arrow; the wheel scrolls the page and never changes a choice by accident."""

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        # Too long a choice ends in … before the arrow; the style would cut it in the middle of a letter.
        place = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        option.currentText = self.fontMetrics().elidedText(option.currentText, ElideRight, place.width() - 4)
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        side = theme.px(16)
        arrow = icons.pixmap("chevron-down", "text2", 16, self.devicePixelRatioF())
        painter.drawPixmap(self.width() - side - theme.px(10), (self.height() - side) // 2, arrow)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class TickBox(QCheckBox):
    """A check box drawn with the theme's tick and a visible focus ring."""

    def sizeHint(self) -> QSize:
        words = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(theme.px(18) + theme.px(10) + words + theme.px(4), theme.px(30))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), theme.tokens()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = theme.px(18)
        box = QRectF(1, (self.height() - side) / 2, side, side)
        on = self.isChecked()
        pen = painter.pen()
        pen.setColor(QColor(look.brand if on or self.hasFocus() or self.underMouse() else look.text3))
        pen.setWidthF(2 if self.hasFocus() else 1.2)
        painter.setPen(pen)
        painter.setBrush(QColor(look.brand if on else look.surface))
        painter.drawRoundedRect(box, theme.px(4), theme.px(4))
        if on:
            tick = icons.pixmap("check", "on_brand", 14, self.devicePixelRatioF())
            gap = (side - theme.px(14)) / 2
            painter.drawPixmap(round(box.left() + gap), round(box.top() + gap), tick)
        painter.setPen(QColor(look.text if self.isEnabled() else look.text3))
        painter.setFont(fonts.named("body"))
        words = self.rect().adjusted(side + theme.px(10), 0, 0, 0)
        painter.drawText(words, int(AlignVCenter | AlignLeft | Qt.TextFlag.TextSingleLine), self.text())
        if self.hasFocus():
            length = painter.fontMetrics().horizontalAdvance(self.text())
            painter.fillRect(words.left(), self.height() - 3, length, 2, QColor(look.brand))

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)
