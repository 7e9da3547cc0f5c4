"""How the fields of the call strip stand: columns beside each other, and the way Tab takes through them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from ui.forms.field import Field
from ui.qt import AlignTop
from ui.style import theme
from ui.widgets.cards import pad
from ui.widgets.rows import BreakingRow

# Fields one under the other; a tuple of them stands side by side, a layout is a place for what comes later.
Column = Sequence[Field | tuple[Field, ...] | QLayout]


class SnugRow(BreakingRow):
    """A row that asks for the height of its words at its present width, not at the narrowest: the strip is low."""

    def minimumSizeHint(self) -> QSize:
        least = super().minimumSizeHint()
        if self.hasHeightForWidth() and self.width() > 0:
            least.setHeight(min(least.height(), self.heightForWidth(self.width())))
        return least

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()


def columns(*parts: Column) -> QHBoxLayout:
    """The columns, all of one width."""
    row = QHBoxLayout()
    pad(row, 0, 0, 0, 0, 16)
    for fields in parts:
        column = QVBoxLayout()
        column.setSpacing(theme.px(8))
        for field in fields:
            if isinstance(field, tuple):
                column.addLayout(_beside(field))
            elif isinstance(field, QLayout):
                column.addLayout(field)
            else:
                column.addWidget(field)
        column.addStretch(1)
        row.addLayout(column, 1)
    return row


def _beside(fields: tuple[Field, ...]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme.px(10))
    for field in fields:
        row.addWidget(field, 1, AlignTop)
    return row


def tab_through(widget: QWidget, fields: Sequence[Field]) -> None:
    """Tab follows the talk: what they said, what we answered, when next; then the rest."""
    for one, after in pairwise([field.control for field in fields]):
        widget.setTabOrder(one, after)
