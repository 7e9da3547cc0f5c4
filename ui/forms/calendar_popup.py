"""A month to pick a day from, with the user's digits (Qt's own calendar shows Latin ones only)."""

from __future__ import annotations

import calendar
import datetime as dt

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from shopbook.localisation import dates, numbers
from shopbook.localisation.language import _, pgettext
from ui.qt import AlignCenter, StrongFocus
from ui.style import fonts, theme
from ui.widgets.buttons import icon_button
from ui.widgets.text import Label

# The week as calendars in Bangladesh print it: it ends with Friday.
FIRST_WEEKDAY = calendar.SATURDAY
CELL_WIDTH, CELL_HEIGHT = 42, 36


def short_weekdays() -> list[str]:
    """Two letters or so for each day of the week, Saturday first."""
    return [
        pgettext("short weekday", "Sa"),
        pgettext("short weekday", "Su"),
        pgettext("short weekday", "Mo"),
        pgettext("short weekday", "Tu"),
        pgettext("short weekday", "We"),
        pgettext("short weekday", "Th"),
        pgettext("short weekday", "Fr"),
    ]


class MonthGrid(QWidget):
    """The days of one month; arrows move, Enter picks, PageUp and PageDown change the month."""

    picked = Signal(object)
    moved = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(StrongFocus)
        self.day = dt.date(2026, 1, 1)
        self.today = self.day

    def show_day(self, day: dt.date) -> None:
        """Put the cursor on a day."""
        self.day = day
        self.setAccessibleName(dates.date_weekday(day))
        self.moved.emit(day)
        self.update()

    def move_month(self, step: int) -> None:
        """Go a month on or back, keeping the day where it exists."""
        month = self.day.month - 1 + step
        year, month = self.day.year + month // 12, month % 12 + 1
        self.show_day(dt.date(year, month, min(self.day.day, calendar.monthrange(year, month)[1])))

    def _first(self) -> dt.date:
        first = self.day.replace(day=1)
        return first - dt.timedelta(days=(first.weekday() - FIRST_WEEKDAY) % 7)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(CELL_WIDTH) * 7, theme.px(CELL_HEIGHT) * 7)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _cell(self, row: int, column: int) -> QRect:
        width, height = self.width() // 7, theme.px(CELL_HEIGHT)
        return QRect(column * width, row * height, width, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), theme.tokens()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(fonts.named("badge"))
        painter.setPen(QColor(look.text3))
        for column, name in enumerate(short_weekdays()):
            painter.drawText(self._cell(0, column), AlignCenter, name)
        first = self._first()
        for at in range(42):
            day = first + dt.timedelta(days=at)
            cell = self._cell(1 + at // 7, at % 7)
            round_cell = cell.adjusted(2, 2, -2, -2)
            painter.setFont(fonts.font(15, day in (self.day, self.today)))
            ink = (
                look.text3
                if day.month != self.day.month
                else look.red
                if day.weekday() == calendar.FRIDAY
                else look.text
            )
            if day == self.day:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(look.brand))
                painter.drawRoundedRect(round_cell, theme.px(8), theme.px(8))
                ink = look.on_brand
            elif day == self.today:
                painter.setPen(QColor(look.brand))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(round_cell, theme.px(8), theme.px(8))
                ink = look.brand
            painter.setPen(QColor(ink))
            painter.drawText(cell, AlignCenter, numbers.to_script(str(day.day)))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        row, column = at.y() // theme.px(CELL_HEIGHT) - 1, at.x() // max(1, self.width() // 7)
        if 0 <= row < 6 and 0 <= column < 7:
            self.show_day(self._first() + dt.timedelta(days=row * 7 + column))
            self.picked.emit(self.day)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.move_month(-1 if event.angleDelta().y() > 0 else 1)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
        if key in steps:
            self.show_day(self.day + dt.timedelta(days=steps[Qt.Key(key)]))
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.move_month(-1 if key == Qt.Key.Key_PageUp else 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.picked.emit(self.day)
        else:
            super().keyPressEvent(event)


class CalendarPopup(QFrame):
    """The month grid with its heading, laid over the window under a field; `picked(date)`."""

    picked = Signal(object)

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setProperty("kind", "popup")
        self._return_to: QWidget | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(10), theme.px(8), theme.px(10), theme.px(10))
        head = QHBoxLayout()
        self._before = icon_button(lambda: _("Month before"), "chevron-left")
        self._after = icon_button(lambda: _("Next month"), "chevron-right")
        self.month = Label("", "strong")
        self.month.setAlignment(AlignCenter)
        head.addWidget(self._before)
        head.addWidget(self.month, 1)
        head.addWidget(self._after)
        column.addLayout(head)
        self.grid = MonthGrid()
        column.addWidget(self.grid)
        self.hide()
        self._before.clicked.connect(self._on_before_clicked)
        self._after.clicked.connect(self._on_after_clicked)
        self.grid.moved.connect(self._on_grid_moved)
        self.grid.picked.connect(self._on_grid_picked)

    def open_under(self, widget: QWidget, day: dt.date, today: dt.date) -> None:
        """Show under a widget (or over it when there is no room below) with the cursor on a day."""
        self._return_to = widget
        self.grid.today = today
        self.grid.show_day(day)
        self.adjustSize()
        host = self.parentWidget() or self
        spot = widget.mapTo(host, QPoint(0, widget.height() + 4))
        if spot.y() + self.height() > host.height():
            spot.setY(max(4, widget.mapTo(host, QPoint(0, 0)).y() - self.height() - 4))
        spot.setX(max(4, min(spot.x(), host.width() - self.width() - 4)))
        self.move(spot)
        self.show()
        self.raise_()
        self.grid.setFocus()

    def close_up(self) -> None:
        """Hide and give the keyboard back."""
        self.hide()
        if self._return_to is not None:
            self._return_to.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_up()
            return
        super().keyPressEvent(event)

    def _on_grid_moved(self, day: dt.date) -> None:
        self.month.say(dates.month_year(day.year, day.month))

    def _on_grid_picked(self, day: dt.date) -> None:
        self.hide()
        self.picked.emit(day)

    def _on_before_clicked(self) -> None:
        self.grid.move_month(-1)

    def _on_after_clicked(self) -> None:
        self.grid.move_month(1)
