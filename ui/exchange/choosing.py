"""Where a list comes from: a file chosen or dropped; and the lists taken in earlier, each with its undo."""

from __future__ import annotations

import datetime as dt
from functools import partial
from pathlib import Path

from PySide6.QtCore import QRectF, Qt, QUrl, Signal
from PySide6.QtGui import QColor, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from shopbook.exchange.model import Batch
from shopbook.localisation import dates, numbers
from shopbook.localisation.language import _, ngettext
from ui.qt import NoFrame, ScrollOff
from ui.style import theme
from ui.widgets.buttons import plain
from ui.widgets.cards import Card, EmptyState, SectionHeader, pad
from ui.widgets.text import ElidedLabel, Label

ENDINGS = (".xlsx", ".xls", ".ods", ".csv", ".tsv", ".txt", ".vcf")


class DropGround(QWidget):
    """The place to drop a file on, with the button for those who do not drag; `dropped(Path)`."""

    dropped = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        self._over = False
        self.empty = EmptyState(
            "file-spreadsheet",
            lambda: _("Bring your list of customers"),
            lambda: _("Excel, CSV, or the contacts of a phone (.vcf). Drop the file here or choose it. "
                      "First you see what would happen; nothing is written before you say so."),
            lambda: _("Choose the file"),
            action_icon="folder-open",
            shortcut="Ctrl+O",
        )  # fmt: skip
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(20), 0, theme.px(20), 0)
        column.addWidget(self.empty)
        self.setMinimumHeight(theme.px(270))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _file_of(event.mimeData().urls()) is not None:
            event.acceptProposedAction()
            self._over = True
            self.update()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._over = False
        self.update()

    def dropEvent(self, event: QDropEvent) -> None:
        self._over = False
        self.update()
        if (path := _file_of(event.mimeData().urls())) is not None:
            event.acceptProposedAction()
            self.dropped.emit(path)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), theme.tokens()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(look.brand if self._over else look.text3), theme.px(2) if self._over else 1.4)
        pen.setDashPattern([5, 4])
        painter.setPen(pen)
        painter.setBrush(QColor(look.selected if self._over else look.surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), theme.px(12), theme.px(12))


class ChoosingPane(QWidget):
    """`choose_asked()`, `dropped(Path)`, `undo_asked(batch id)`."""

    choose_asked = Signal()
    dropped = Signal(object)
    undo_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.ground = DropGround()
        assert self.ground.empty.button is not None
        self.choose = self.ground.empty.button
        self.heading = SectionHeader(lambda: _("Lists taken in earlier"))
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(NoFrame)
        self._area.setHorizontalScrollBarPolicy(ScrollOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        pad(column, 0, 0, 0, 0, 12)
        column.addWidget(self.ground, 3)
        column.addWidget(self.heading)
        column.addWidget(self._area, 2)
        self.choose.clicked.connect(self.choose_asked)
        self.ground.dropped.connect(self.dropped)

    def show_batches(self, batches: list[Batch], today: dt.date) -> None:
        """The earlier lists, newest first."""
        inside = Card(margin=6, gap=0)
        for batch in batches:
            inside.body.addWidget(self._line(batch, today))
        inside.body.addStretch(1)
        self._area.setWidget(inside)
        for widget in (self.heading, self._area):
            widget.setVisible(bool(batches))

    def _line(self, batch: Batch, today: dt.date) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        pad(row, 10, 4, 10, 4, 12)
        words = QVBoxLayout()
        pad(words, 0, 0, 0, 0, 0)
        words.addWidget(ElidedLabel(batch.file_name, "strong"))
        words.addWidget(ElidedLabel(_figures(batch, today), "second", "text2"))
        row.addLayout(words, 1)
        if batch.undone:
            row.addWidget(Label(lambda: _("Taken back"), "second", "text3"))
        else:
            undo = plain(lambda: _("Take it back"), "undo-2")
            undo.setAccessibleDescription(batch.file_name)
            undo.clicked.connect(partial(self.undo_asked.emit, batch.id))
            row.addWidget(undo)
        return line


def _figures(batch: Batch, today: dt.date) -> str:
    made = dt.datetime.fromisoformat(batch.made_at.replace("Z", "+00:00"))
    if made.tzinfo is None:
        made = made.replace(tzinfo=dt.UTC)
    new = ngettext("{n} new customer", "{n} new customers", batch.added).format(n=numbers.number(batch.added))
    parts = [dates.when(made, today), new]
    if batch.matched:
        parts.append(_("{n} known").format(n=numbers.number(batch.matched)))
    if batch.opening_paisa:
        parts.append(_("due {amount}").format(amount=numbers.money(batch.opening_paisa)))
    return " · ".join(parts)


def _file_of(urls: list[QUrl]) -> Path | None:
    """The one file that is dragged, when it is of a kind that can hold a list."""
    files = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
    return files[0] if len(files) == 1 and files[0].suffix.lower() in ENDINGS else None
