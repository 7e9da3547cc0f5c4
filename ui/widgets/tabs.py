"""A row of tabs over a stack of lazily built panes. What the panes show is the screen's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from ui.qt import AlignCenter, PointingHand
from ui.style import fonts, paint, theme
from ui.translation import Text, read
from ui.widgets.badges import Line
from ui.widgets.flow import FlowLayout


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab: its key, its words (with a count, if any, already in them), and what builds its pane."""

    key: str
    title: Text
    build: Callable[[], QWidget]


class TabButton(QPushButton):
    """The words of a tab with a line under the chosen one."""

    def __init__(self, text: Text, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = text
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setCursor(PointingHand)
        self.setFlat(True)
        self.say(text)

    def say(self, text: Text) -> None:
        """Show other words."""
        self._text = text
        self.setText(read(text))
        self.setAccessibleName(read(text))
        self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.say(self._text)

    def sizeHint(self) -> QSize:
        return QSize(paint.width(self.text(), "strong") + theme.px(24), theme.px(44))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look = theme.tokens()
        ink = look.brand if self.isChecked() else look.text if self.underMouse() else look.text2
        painter.setFont(fonts.named("strong"))
        painter.setPen(QColor(ink))
        painter.drawText(self.rect(), AlignCenter, self.text())
        if self.isChecked():
            painter.fillRect(
                QRect(theme.px(4), self.height() - 3, self.width() - theme.px(8), 3), QColor(look.brand)
            )
        if self.hasFocus():
            painter.setPen(QColor(look.brand))
            painter.drawRect(self.rect().adjusted(2, 4, -3, -6))


class Tabs(QWidget):
    """Tabs with panes built on the first visit; Ctrl+Tab is the screen's to give. `chosen(key)` after each change."""

    chosen = Signal(str)

    def __init__(self, tabs: list[Tab], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tabs = {tab.key: tab for tab in tabs}
        self._panes: dict[str, QWidget] = {}
        self._buttons: dict[str, TabButton] = {}
        self.row = QHBoxLayout()
        self.row.setContentsMargins(theme.px(8), 0, theme.px(8), 0)
        self.row.setSpacing(0)
        # On a narrow window or with large letters the tabs break into a second line.
        titles = QWidget()
        flow = FlowLayout(titles, 0)
        for tab in tabs:
            button = TabButton(tab.title)
            button.clicked.connect(self._on_button_clicked)
            self._buttons[tab.key] = button
            flow.addWidget(button)
        self.row.addWidget(titles)
        self.row.addStretch(1)
        self.stack = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self.row)
        column.addWidget(Line())
        column.addWidget(self.stack, 1)
        self._key = ""
        if tabs:
            self.choose(tabs[0].key)

    @property
    def key(self) -> str:
        """The key of the chosen tab."""
        return self._key

    def choose(self, key: str) -> None:
        """Bring a tab to front."""
        if key not in self._panes:
            self._panes[key] = self._tabs[key].build()
            self.stack.addWidget(self._panes[key])
        self._key = key
        self._buttons[key].setChecked(True)
        self.stack.setCurrentWidget(self._panes[key])
        self.chosen.emit(key)

    def pane(self, key: str) -> QWidget | None:
        """The pane of a tab, if it was built."""
        return self._panes.get(key)

    def say(self, key: str, title: Text) -> None:
        """Change the words of a tab: a count went up."""
        self._buttons[key].say(title)

    def keyPressEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(event.key())
        if step is None or not isinstance(self.focusWidget(), TabButton):
            super().keyPressEvent(event)
            return
        keys = list(self._tabs)
        self.choose(keys[(keys.index(self._key) + step) % len(keys)])
        self._buttons[self._key].setFocus()

    def _on_button_clicked(self) -> None:
        for key, button in self._buttons.items():
            if button is self.sender():
                self.choose(key)
