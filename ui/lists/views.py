"""The views over a RowModel: two-line lists and tables with fixed heights, driven by the keyboard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QListView,
    QStackedLayout,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui.lists import looks
from ui.lists.looks import RowLook, Section
from ui.lists.model import Index, RowModel, RowRole
from ui.qt import NoFrame, ScrollOff
from ui.style import fonts, paint, theme
from ui.translation import Text, read
from ui.widgets.cards import EmptyState

Look = Callable[[Any], RowLook]

# Qt asks for every row of a list before it shows the first: 20,000 took 80 ms. The rows after these are asked for while
# the list stands already.
LAID_OUT_AT_ONCE = 1000
# Fixed columns may take so much of a table; the rest belongs to the column that stretches (who it is about).
LARGEST_SHARE = 0.66


class RowDelegate(QStyledItemDelegate):
    """Paints headings and two-line rows (or happenings of a timeline) without asking the style for anything."""

    def __init__(self, look: Look, timeline: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._timeline = look, timeline

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(RowRole)
        place = QRectF(option.rect)
        if isinstance(row, Section):
            looks.paint_section(painter, place, row)
            return
        if row is None:
            return
        state = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        last = index.row() == index.model().rowCount() - 1
        if self._timeline:
            if selected or hovered:
                painter.fillRect(place, QColor(theme.tokens().selected if selected else theme.tokens().hover))
            if selected:
                mark = QRectF(place.left(), place.top(), theme.px(3), place.height())
                painter.fillRect(mark, QColor(theme.tokens().brand))
            looks.paint_timeline_row(painter, place, self._look(row), last=last)
        else:
            looks.paint_row(painter, place, self._look(row), selected=selected, hovered=hovered, last=last)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        model = index.model()
        if isinstance(model, RowModel) and model.section_at(index.row()) is not None:
            return QSize(0, theme.px(looks.SECTION_HEIGHT))
        return QSize(0, theme.px(looks.TIMELINE_HEIGHT if self._timeline else looks.ROW_HEIGHT))


class CellDelegate(QStyledItemDelegate):
    """Paints the cells of a table: one elided line, a hairline under each row."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, RowModel):
            return
        colors = theme.tokens()
        place = option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected or option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(place, QColor(colors.selected if selected else colors.hover))
        if selected and index.column() == 0:
            painter.fillRect(place.left(), place.top(), theme.px(3), place.height(), QColor(colors.brand))
        painter.fillRect(place.left(), place.bottom(), place.width(), 1, QColor(colors.border))
        row = model.row_at(index.row())
        if row is None:
            return
        column = model.columns[index.column()]
        text = column.text(row)
        if not text:
            return
        tone = column.tone(row) if column.tone else ""
        painter.setPen(QColor(colors.ink(tone) if tone else colors.text))
        letters = fonts.named("strong" if column.strong else "body")
        letters.setStrikeOut(column.struck is not None and column.struck(row))
        painter.setFont(letters)
        inner = place.adjusted(theme.px(12), 0, -theme.px(12), -1)
        second = column.second(row) if column.second else ""
        if second:
            inner = inner.adjusted(0, theme.px(5), 0, -theme.px(26))
        size = "strong" if column.strong else "body"
        if paint.width(text, size) > inner.width():
            text = paint.elided(text, size, inner.width())
        painter.drawText(
            inner, int(column.align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), text
        )
        if second:
            _paint_second(painter, place, second, column.align)


def _paint_second(painter: QPainter, place: QRect, text: str, align: Qt.AlignmentFlag) -> None:
    """The smaller line under a cell's text."""
    under = place.adjusted(theme.px(12), theme.px(30), -theme.px(12), -theme.px(3))
    painter.setPen(QColor(theme.tokens().text2))
    painter.setFont(fonts.named("second"))
    if paint.width(text, "second") > under.width():
        text = paint.elided(text, "second", under.width())
    painter.drawText(under, int(align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), text)


class _Rows:
    """What both views share: the chosen id survives a reset, Enter opens, letters go to the search box."""

    def _begin(self: Any) -> None:
        self.setFrameShape(NoFrame)
        self.setHorizontalScrollBarPolicy(ScrollOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().setSingleStep(theme.px(30))
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self._wanted: int | None = None

    def _attach(self: Any, model: RowModel[Any]) -> None:
        model.modelAboutToBeReset.connect(self._on_about_to_reset)
        model.modelReset.connect(self._on_reset)
        self.activated.connect(self._on_activated)

    def current_id(self: Any) -> int | None:
        """The id of the chosen row."""
        id: int | None = self.model().id_at(self.currentIndex().row())
        return id

    def current_row(self: Any) -> Any:
        """The chosen row."""
        return self.model().row_at(self.currentIndex().row())

    def choose(self: Any, id: int) -> bool:
        """Put the cursor on a row; False when it is not in the list."""
        line: int = self.model().row_of(id)
        if line >= 0:
            self._go_to(line)
        return line >= 0

    def choose_first(self: Any) -> None:
        """Put the cursor on the first row that is not a heading."""
        model = self.model()
        for line in range(min(model.rowCount(), 3)):
            if model.id_at(line) is not None:
                self._go_to(line)
                return

    def _go_to(self: Any, line: int) -> None:
        index = self.model().index(line, 0)
        flag = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flag.ClearAndSelect | flag.Rows)
        self.scrollTo(index)

    def _on_about_to_reset(self: Any) -> None:
        self._wanted = self.current_id()
        self._line = self.currentIndex().row()

    def _on_reset(self: Any) -> None:
        if self._wanted is None:
            return
        if not self.choose(self._wanted) and self.model().rowCount():
            # The chosen one is gone (done, moved away): the next takes its place, so work goes on without the mouse.
            for line in (*range(self._line, self.model().rowCount()), *range(self._line - 1, -1, -1)):
                if self.model().id_at(line) is not None:
                    self._go_to(line)
                    break

    def _on_activated(self: Any, index: QModelIndex) -> None:
        id = self.model().id_at(index.row())
        if id is not None:
            self.opened.emit(id)

    def _key(self: Any, event: QKeyEvent) -> bool:
        """True when the key was used."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.currentIndex().isValid():
                self._on_activated(self.currentIndex())
                return True
            return False
        text = event.text()
        plain = not event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        )
        if text and text.isprintable() and not text.isspace() and plain and text not in self.own_keys:
            self.typed.emit(text)
            return True
        return False

    def keyPressEvent(self: Any, event: QKeyEvent) -> None:
        if not self._key(event):
            super().keyPressEvent(event)  # type: ignore[misc]  # the Qt view beside it in the bases

    def keyboardSearch(self: Any, search: str) -> None:
        """Nothing: letters go to the search box."""


class RowList(_Rows, QListView):
    """A list of two-line rows. Signals carry ids: `opened` (Enter, double click), `chosen` (the cursor moved),
    `typed(text)` (letters: give them to the search box). Keys in `own_keys` are left to the screen's shortcuts.
    """

    opened = Signal(object)
    chosen = Signal(object)
    typed = Signal(str)

    def __init__(self, model: RowModel[Any], look: Look, name: Text, *, timeline: bool = False,
                 parent: QWidget | None = None) -> None:  # fmt: skip
        super().__init__(parent)
        self.own_keys = ""
        self._name = name
        self._begin()
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(LAID_OUT_AT_ONCE)
        self.setItemDelegate(RowDelegate(look, timeline, self))
        self.setModel(model)
        self.setAccessibleName(read(name))
        self._attach(model)

    def model(self) -> RowModel[Any]:
        return super().model()  # type: ignore[return-value]

    def dataChanged(self, top_left: Index, bottom_right: Index, roles: Sequence[int] = ()) -> None:
        """New words in the same rows: painted anew, but not laid out anew as QListView would (650 rows: 6 ms)."""
        QAbstractItemView.dataChanged(self, top_left, bottom_right, list(roles))

    def _on_reset(self) -> None:
        # Equal heights make a reset of 10,000 rows five times faster; headings are lower, so not with them.
        self.setUniformItemSizes(not self.model().has_sections)
        super()._on_reset()

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Bring a row into sight, also one whose place is not known yet."""
        if index.row() >= LAID_OUT_AT_ONCE and not self.visualRect(index).isValid():
            self.setLayoutMode(QListView.LayoutMode.SinglePass)
            self.doItemsLayout()
            self.setLayoutMode(QListView.LayoutMode.Batched)
        super().scrollTo(index, hint)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.chosen.emit(self.model().id_at(current.row()))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.setAccessibleName(read(self._name))
        elif event.type() == QEvent.Type.StyleChange:
            self.scheduleDelayedItemsLayout()


class RowTable(_Rows, QTableView):
    """A table with fixed row heights; signals as in RowList. A click on a header asks for new ids in that order."""

    opened = Signal(object)
    chosen = Signal(object)
    typed = Signal(str)

    def __init__(self, model: RowModel[Any], name: Text, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.own_keys = ""
        self._name = name
        self._begin()
        self.setModel(model)
        self.setItemDelegate(CellDelegate(self))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setAccessibleName(read(name))
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsClickable(True)
        head.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        head.sectionClicked.connect(self._on_header_clicked)
        self._measure()
        self._attach(model)

    def model(self) -> RowModel[Any]:
        return super().model()  # type: ignore[return-value]

    def _measure(self) -> None:
        two_lines = any(column.second for column in self.model().columns)
        height = looks.TWO_LINE_TABLE_ROW_HEIGHT if two_lines else looks.TABLE_ROW_HEIGHT
        self.verticalHeader().setDefaultSectionSize(theme.px(height))
        head = self.horizontalHeader()
        head.setFixedHeight(theme.px(36))
        for at, column in enumerate(self.model().columns):
            # Deliberately: widths are given or stretched; measuring contents takes 8 s on 100,000 rows.
            if column.width:
                head.setSectionResizeMode(at, QHeaderView.ResizeMode.Interactive)
                self.setColumnWidth(at, theme.px(column.width))
            else:
                head.setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)

    def _give_way(self) -> None:
        """Hide the columns that can be spared until the others take two thirds of the width at most."""
        columns = self.model().columns
        hidden: set[int] = set()
        for at in sorted(range(len(columns)), key=lambda i: -columns[i].spare):
            taken = sum(theme.px(c.width) for i, c in enumerate(columns) if i not in hidden)
            if not columns[at].spare or taken <= self.viewport().width() * LARGEST_SHARE:
                break
            hidden.add(at)
        for at, column in enumerate(columns):
            if column.spare:
                self.setColumnHidden(at, at in hidden)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._give_way()
        super().resizeEvent(event)

    def sort_by(self, key: str) -> None:
        """Sort by the column with this sort key, the other way round when it is sorted so already."""
        for at, column in enumerate(self.model().columns):
            if column.sort_key == key:
                self._on_header_clicked(at)

    def _on_header_clicked(self, column: int) -> None:
        model, head = self.model(), self.horizontalHeader()
        key = model.columns[column].sort_key
        if key is None:
            return
        again = model.sorted_by is not None and model.sorted_by.key == key and not model.sorted_by.descending
        order = Qt.SortOrder.DescendingOrder if again else Qt.SortOrder.AscendingOrder
        head.setSortIndicatorShown(True)
        head.setSortIndicator(column, order)
        model.sort(column, order)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.row() != previous.row():
            self.chosen.emit(self.model().id_at(current.row()))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.setAccessibleName(read(self._name))
            last = len(self.model().columns) - 1
            self.model().headerDataChanged.emit(Qt.Orientation.Horizontal, 0, last)
        elif event.type() == QEvent.Type.StyleChange and self.model() is not None:
            self._measure()


class ListPanel(QWidget):
    """A list or table, and the empty state that takes its place when there is nothing in it."""

    def __init__(self, view: RowList | RowTable, empty: EmptyState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view, self.empty = view, empty
        self._stack = QStackedLayout(self)
        self._stack.addWidget(view)
        self._stack.addWidget(empty)
        view.model().modelReset.connect(self._on_model_reset)
        self._on_model_reset()

    def _on_model_reset(self) -> None:
        self._stack.setCurrentWidget(self.view if self.view.model().rowCount() else self.empty)
