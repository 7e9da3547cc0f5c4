"""The list that opens under a line of typing, while the typing goes on. What is suggested is the caller's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopbook.localisation.language import _
from ui.lists import looks
from ui.lists.looks import RowLook, Section
from ui.lists.model import Column, RowModel
from ui.lists.views import RowList
from ui.qt import NoFocus
from ui.style import theme
from ui.widgets.badges import KeyChip, Line
from ui.widgets.text import Label

SHADOW = 14
MOST_HEIGHT = 430


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One line to pick: what it looks like and what it stands for."""

    value: object
    look: RowLook


class SuggestionPopup(QWidget):
    """Lies over its window under a field and never takes the keyboard: the field hands it Up, Down and Enter."""

    picked = Signal(object)

    def __init__(self, over: QWidget, name: str = "", *, keys: bool = False) -> None:
        super().__init__(over)
        self.setFocusPolicy(NoFocus)
        self._lines: list[Suggestion | Section] = []
        self._model: RowModel[tuple[int, Suggestion]] = RowModel(
            self._ids,
            self._rows,
            [Column("look", name, lambda pair: pair[1].look.spoken())],
            lambda pair: pair[0],
        )
        self.list = RowList(self._model, lambda pair: pair[1].look, name)
        self.list.setFocusPolicy(NoFocus)
        self.list.clicked.connect(self._on_list_clicked)
        column = QVBoxLayout(self)
        edge = SHADOW + 1
        column.setContentsMargins(edge, 1, edge, edge)
        column.setSpacing(0)
        column.addWidget(self.list, 1)
        self._keys = _Keys() if keys else None
        if self._keys is not None:
            column.addWidget(Line())
            column.addWidget(self._keys)
        self.hide()

    def lines(self) -> list[Suggestion | Section]:
        """What is on show, headings too."""
        return list(self._lines)

    def offer(self, lines: Sequence[Suggestion | Section], under: QWidget, *, least_width: float = 0) -> None:
        """Show these lines under a widget; nothing to show closes it. The first line is chosen."""
        self._lines = list(lines)
        self._model.refetch()
        if not self._lines:
            self.hide()
            return
        host = self.parentWidget() or self
        spot = under.mapTo(host, QPoint(0, under.height() + theme.px(4)))
        width = min(max(under.width(), theme.px(least_width)), host.width() - 16)
        left = max(8, min(spot.x(), host.width() - width - 8))
        room = host.height() - spot.y() - 8
        self.setGeometry(left - SHADOW, spot.y(), width + 2 * SHADOW, min(self._height() + SHADOW + 2, room))
        self.show()
        self.raise_()
        self.list.choose_first()

    def move_cursor(self, step: int) -> None:
        """Go one line down (1) or up (-1), over headings, stopping at the ends."""
        at = self.list.currentIndex().row() + step
        while 0 <= at < len(self._lines):
            if isinstance(self._lines[at], Suggestion):
                self.list.choose(at + 1)
                return
            at += step

    def current(self) -> Suggestion | None:
        """The line the cursor is on."""
        at = self.list.currentIndex().row()
        line = self._lines[at] if self.isVisible() and 0 <= at < len(self._lines) else None
        return line if isinstance(line, Suggestion) else None

    def take(self) -> bool:
        """Pick the chosen line; False when there is none."""
        chosen = self.current()
        if chosen is None:
            return False
        self.hide()
        self.picked.emit(chosen.value)
        return True

    def _height(self) -> int:
        px = theme.px
        lines = sum(
            px(looks.SECTION_HEIGHT if isinstance(line, Section) else looks.ROW_HEIGHT)
            for line in self._lines
        )
        keys = self._keys.sizeHint().height() + 1 if self._keys is not None else 0
        return min(lines, px(MOST_HEIGHT)) + keys

    def _ids(self, _sort: object) -> list[int | Section]:
        # From 1: a RowModel's ids are plain numbers, here the place of the line.
        return [at if isinstance(line, Suggestion) else line for at, line in enumerate(self._lines, 1)]

    def _rows(self, ids: list[int]) -> list[tuple[int, Suggestion]]:
        return [(id, line) for id in ids if isinstance(line := self._lines[id - 1], Suggestion)]

    def _on_list_clicked(self) -> None:
        self.take()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        inner = QRectF(self.rect()).adjusted(SHADOW, 0, -SHADOW, -SHADOW)
        # The middle under the list is plain: blending seven layers over it took 5 ms of every keystroke.
        middle = inner.adjusted(12, 12, -12, -12).toRect()
        painter.fillRect(middle, QColor(theme.tokens().surface))
        painter.setClipRegion(QRegion(self.rect()).subtracted(QRegion(middle)))
        shade = QColor(0, 0, 0, 5)
        for grow in range(SHADOW, 0, -2):
            painter.setBrush(shade)
            painter.drawRoundedRect(inner.adjusted(-grow, 0, grow, grow), 10 + grow, 10 + grow)
        painter.setPen(QColor(theme.tokens().border))
        painter.setBrush(QColor(theme.tokens().surface))
        painter.drawRoundedRect(inner.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)


class _Keys(QWidget):
    """The line at the foot that tells the keys."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(16), theme.px(6), theme.px(16), theme.px(6))
        row.setSpacing(theme.px(6))
        for key, words in (
            ("↑ ↓", lambda: _("Choose")),
            ("Enter", lambda: _("Open")),
            ("Esc", lambda: _("Close")),
        ):
            row.addWidget(KeyChip(key))
            row.addWidget(Label(words, "caption", "text2"))
            row.addSpacing(theme.px(8))
        row.addStretch(1)
