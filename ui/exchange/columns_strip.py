"""The drop-downs above the columns of a list: what each column holds. The table under them is in looking."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QTableView, QWidget

from shopbook.exchange.headings import FieldKey
from shopbook.localisation.language import _
from ui.exchange.words import field_names
from ui.forms.controls import DropDown
from ui.qt import StrongFocus
from ui.style import theme

HEIGHT = 50


class ColumnsStrip(QWidget):
    """One drop-down over each column of a table, moving with it; `changed(place, FieldKey)` when one was set."""

    changed = Signal(int, object)

    def __init__(self, table: QTableView, first: int) -> None:
        super().__init__()
        self._table, self._first = table, first
        self._keys = list(field_names())
        self.boxes: dict[int, DropDown] = {}
        self.setFixedHeight(theme.px(HEIGHT))
        header = table.horizontalHeader()
        header.sectionResized.connect(self._place)
        header.geometriesChanged.connect(self._place)
        table.horizontalScrollBar().valueChanged.connect(self._place)

    def offer(self, places: Sequence[int], chosen: dict[int, FieldKey], headings: Sequence[str]) -> None:
        """Put a drop-down over each of these columns of the file, set to what was guessed."""
        names = [name() for name in field_names().values()]
        for place in places:
            box = DropDown(self)
            box.addItems(names)
            box.setCurrentIndex(self._keys.index(chosen.get(place, FieldKey.IGNORE)))
            box.setMaxVisibleItems(14)
            box.setFocusPolicy(StrongFocus)
            heading = headings[place] if place < len(headings) else ""
            box.setAccessibleName(_("What column {column} holds").format(column=heading or place + 1))
            box.setToolTip(box.accessibleName())
            box.installEventFilter(self)
            box.activated.connect(self._on_activated)
            box.show()
            self.boxes[place] = box
        self._places = list(places)
        self._place()

    def chosen(self, place: int) -> FieldKey:
        """What a column is set to."""
        return self._keys[self.boxes[place].currentIndex()]

    def choose(self, place: int, key: FieldKey) -> None:
        """Set a column as a person does with the drop-down."""
        self.boxes[place].setCurrentIndex(self._keys.index(key))
        self.changed.emit(place, key)

    def _on_activated(self) -> None:
        for place, box in self.boxes.items():
            if box is self.sender():
                self.changed.emit(place, self.chosen(place))

    def _place(self) -> None:
        header = self._table.horizontalHeader()
        gap = theme.px(4)
        for at, place in enumerate(getattr(self, "_places", ())):
            column = at + self._first
            left, width = header.sectionViewportPosition(column), header.sectionSize(column)
            box = self.boxes[place]
            box.setGeometry(left + gap, gap, width - 2 * gap, self.height() - 2 * gap)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            for at, place in enumerate(self._places):
                if self.boxes[place] is watched:
                    self._bring_into_sight(at + self._first)
        return False

    def _bring_into_sight(self, column: int) -> None:
        header, bar = self._table.horizontalHeader(), self._table.horizontalScrollBar()
        left, width = header.sectionViewportPosition(column), header.sectionSize(column)
        if left < 0:
            bar.setValue(bar.value() + left)
        elif left + width > self._table.viewport().width():
            bar.setValue(bar.value() + left + width - self._table.viewport().width())
