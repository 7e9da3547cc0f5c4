"""The rail on the left: where one can go, with counts of what waits there. Pages are registered in ui/navigation.py."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from shopbook.errors import BookDamaged, StorageError
from shopbook.localisation import numbers
from shopbook.localisation.language import _
from ui.navigation import PageSpec
from ui.qt import AlignCenter, AlignLeft, AlignVCenter, PointingHand, TabFocus
from ui.style import fonts, icons, paint, theme
from ui.translation import read

WIDE, NARROW = 204, 64


class RailButton(QPushButton):
    """One entry: icon, words, badge; only the icon (and a dot) when the rail is narrow."""

    def __init__(self, spec: PageSpec, shortcut: str) -> None:
        super().__init__()
        self.spec, self._shortcut = spec, shortcut
        self._count = 0
        self._tone = "plain"
        self.narrow = False
        self.setCheckable(True)
        self.setFocusPolicy(TabFocus)
        self.setCursor(PointingHand)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.say()

    def say(self) -> None:
        """Words, tooltip and accessible name in the language now set."""
        words = self.spec.title()
        self.setText(words)
        count = f", {numbers.number(self._count)}" if self._count else ""
        self.setAccessibleName(words + count)
        self.setToolTip(f"{words}  ({self._shortcut})" if self._shortcut else words)

    def set_count(self, count: int) -> None:
        """Show how much waits there."""
        self._count = count
        self._tone = read(self.spec.badge_tone)
        self.say()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(NARROW if self.narrow else WIDE), theme.px(42))

    def minimumSizeHint(self) -> QSize:
        # With large text on a low window the entries move closer; words and badge still fit.
        # An icon without words stands closer to the next one: nine of them fit a low screen with large letters.
        return QSize(self.sizeHint().width(), theme.px(30 if self.narrow else 36))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.say()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look, px = QPainter(self), theme.tokens(), theme.px
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        if on or self.underMouse():
            painter.fillRect(self.rect(), QColor(look.rail_hi))
        if on:
            painter.fillRect(0, 0, px(3), self.height(), QColor(look.rail_mark))
        ink = "#FFFFFF" if on else look.rail_text
        mark = icons.pixmap(self.spec.icon, ink, 20, self.devicePixelRatioF())
        left = (self.width() - px(20)) // 2 if self.narrow else px(18)
        painter.drawPixmap(left, (self.height() - px(20)) // 2, mark)
        if not self.narrow:
            painter.setPen(QColor(ink))
            painter.setFont(fonts.font(15, on))
            words = QRect(px(53), 0, self.width() - px(57) - self._badge_width(), self.height())
            shown = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, words.width())
            painter.drawText(words, AlignVCenter | AlignLeft, shown)
        if self._count:
            self._paint_badge(painter)
        if self.hasFocus():
            painter.setPen(QColor(look.rail_mark))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(4.5, 2.5, -4.5, -2.5), 6, 6)

    def _count_text(self) -> str:
        return numbers.number(min(self._count, 99)) + ("+" if self._count > 99 else "")

    def _badge_width(self) -> int:
        if not self._count:
            return 0
        return max(theme.px(22), paint.width(self._count_text(), "badge") + theme.px(12)) + theme.px(14)

    def _paint_badge(self, painter: QPainter) -> None:
        look, px = theme.tokens(), theme.px
        hot = self._tone == "red"
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor("#C9382E" if hot else look.rail if self.isChecked() else look.rail_hi))
        if self.narrow:
            painter.setBrush(QColor("#E0574D" if hot else look.rail_mark))
            painter.drawEllipse(QRectF(self.width() / 2 + px(6), px(8), px(8), px(8)))
            return
        width, height = self._badge_width() - px(14), px(22)
        spot = QRectF(self.width() - width - px(14), (self.height() - height) / 2, width, height)
        painter.drawRoundedRect(spot, height / 2, height / 2)
        painter.setPen(QColor("#FFFFFF"))
        painter.setFont(fonts.named("badge"))
        painter.drawText(spot, AlignCenter, self._count_text())


class Rail(QWidget):
    """The coloured column; `chosen(key)` when an entry is pressed. Ctrl+1 ... Ctrl+9 are the window's shortcuts."""

    chosen = Signal(str)

    def __init__(self, specs: list[PageSpec], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Pages"))
        self._shop = ""
        self._narrow = False
        self.buttons: dict[str, RailButton] = {}
        self._column = QVBoxLayout(self)
        self._column.setSpacing(2)
        for place in ("rail", "foot"):
            if place == "foot":
                self._column.addStretch(1)
            for spec in specs:
                if spec.place == place:
                    self._add(spec)
        self._measure()

    def _add(self, spec: PageSpec) -> None:
        shortcut = f"Ctrl+{len(self.buttons) + 1}" if len(self.buttons) < 9 else ""
        button = RailButton(spec, shortcut)
        button.clicked.connect(self._on_button_clicked)
        self.buttons[spec.key] = button
        self._column.addWidget(button)

    def keys(self) -> list[str]:
        """The keys of the entries from top to bottom."""
        return list(self.buttons)

    def show_here(self, key: str) -> None:
        """Light the entry of the page in front ("" for none)."""
        for name, button in self.buttons.items():
            button.setChecked(name == key)

    def show_shop(self, name: str) -> None:
        """The shop's name under the program's."""
        self._shop = name
        self.update()

    def look_again(self, may: Callable[[str], bool]) -> None:
        """Pages that are not for whoever is at the counter have no entry."""
        for button in self.buttons.values():
            button.setVisible(not button.spec.needs or may(button.spec.needs))

    def refresh_counts(self) -> None:
        """Ask every entry how much waits there."""
        for button in self.buttons.values():
            if button.spec.badge is not None and not button.isHidden():
                try:
                    button.set_count(button.spec.badge())
                except (BookDamaged, StorageError):
                    button.set_count(0)  # what waits there cannot be read now; its page says so

    def set_narrow(self, narrow: bool) -> None:
        """Show icons only, or words too."""
        if narrow != self._narrow:
            self._narrow = narrow
            for button in self.buttons.values():
                button.narrow = narrow
            self._measure()

    @property
    def narrow(self) -> bool:
        """True when only icons are shown."""
        return self._narrow

    def _measure(self) -> None:
        self.setFixedWidth(theme.px(NARROW if self._narrow else WIDE))
        self._column.setContentsMargins(0, theme.px(68), 0, theme.px(10))
        for button in self.buttons.values():
            button.updateGeometry()
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._measure()
        elif event.type() == QEvent.Type.LanguageChange:
            self.setAccessibleName(_("Pages"))
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look, px = QPainter(self), theme.tokens(), theme.px
        painter.fillRect(self.rect(), QColor(look.rail))
        left = (self.width() - px(24)) // 2 if self._narrow else px(18)
        painter.drawPixmap(left, px(21), icons.pixmap("store", look.rail_mark, 24, self.devicePixelRatioF()))
        if self._narrow:
            return
        painter.setPen(QColor("#FFFFFF"))
        painter.setFont(fonts.font(17.5, True))
        room = self.width() - px(60)
        painter.drawText(QRect(px(52), px(10), room, px(28)), AlignVCenter | AlignLeft, _("Shopbook"))
        painter.setPen(QColor(look.rail_text))
        painter.setFont(fonts.named("caption"))
        shop = painter.fontMetrics().elidedText(self._shop, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(px(52), px(34), room, px(22)), AlignVCenter | AlignLeft, shop)

    def _on_button_clicked(self) -> None:
        sender = self.sender()
        if isinstance(sender, RailButton):
            sender.setChecked(True)
            self.chosen.emit(sender.spec.key)
