"""The backups one by one, newest first. What is inside one is shown by the sheet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopbook.backups.model import Backup
from shopbook.localisation import numbers
from shopbook.localisation.language import _, pgettext
from ui.backups import words
from ui.context import Context
from ui.lists.looks import Section
from ui.lists.model import Column, RowModel, Sort
from ui.lists.views import ListPanel, RowTable
from ui.qt import AlignRight
from ui.widgets.buttons import plain, quiet
from ui.widgets.cards import Card, EmptyState, pad


class ListPane(QWidget):
    """`opened(Backup)` by Enter or the button; `other_asked` to look into a file that lies elsewhere."""

    opened = Signal(object)
    other_asked = Signal()
    typed = Signal(str)

    def __init__(self, ctx: Context) -> None:
        super().__init__()
        self._ctx = ctx
        self._backups: tuple[Backup, ...] = ()
        self.model: RowModel[tuple[int, Backup]] = RowModel(
            self._ids, self._rows, _columns(ctx.book.clock.today), id_of=lambda row: row[0]
        )
        self.table = RowTable(self.model, lambda: _("Backups"))
        # The card above says that there is none yet, and has the button for it.
        self.empty = EmptyState("hard-drive-download", lambda: _("Every hour one is made by itself"))
        self.empty.title.dress("second", "text2")
        self.empty.detail.hide()
        if (column := self.empty.layout()) is not None:
            pad(column, 24, 4, 24, 4, 6)
        self.look = plain(lambda: _("Look inside"), "eye", "Enter")
        self.other = quiet(lambda: _("Look into another file"), "folder-open")
        card = Card(margin=1, gap=0)
        card.body.addWidget(ListPanel(self.table, self.empty), 1)
        self.foot = QWidget()
        foot = QHBoxLayout(self.foot)
        pad(foot, 0, 0, 0, 0, 8)
        foot.addWidget(self.look)
        foot.addWidget(self.other)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        pad(column, 0, 10, 0, 0, 10)
        column.addWidget(card, 1)
        column.addWidget(self.foot)
        elsewhere = quiet(lambda: _("Look into another file"), "folder-open")
        elsewhere.clicked.connect(self.other_asked)
        self.empty.also(elsewhere)
        self.table.opened.connect(self._on_opened)
        self.table.typed.connect(self.typed)
        self.look.clicked.connect(self._on_look)
        self.other.clicked.connect(self.other_asked)

    def show_backups(self, backups: tuple[Backup, ...]) -> None:
        """Show these, newest first; the chosen line stays, but who was on the newest is on the new newest."""
        kept = self.chosen()
        if kept is not None and self._backups and kept.path == self._backups[0].path:
            kept = None
        self._backups = backups
        self.model.refetch()
        at = next((at for at, each in enumerate(backups, 1) if kept and each.path == kept.path), None)
        if at is None or not self.table.choose(at):
            self.table.choose_first()
        self.foot.setVisible(bool(backups))

    def chosen(self) -> Backup | None:
        """The backup the cursor is on."""
        at = self.table.current_id()
        return self._backups[at - 1] if at is not None and at <= len(self._backups) else None

    def _ids(self, _sort: Sort | None) -> Sequence[int | Section]:
        return list(range(1, len(self._backups) + 1))

    def _rows(self, ids: list[int]) -> list[tuple[int, Backup]]:
        return [(id, self._backups[id - 1]) for id in ids if id <= len(self._backups)]

    def _on_opened(self, id: int) -> None:
        self.opened.emit(self._backups[id - 1])

    def _on_look(self) -> None:
        if (backup := self.chosen()) is not None:
            self.opened.emit(backup)


def _columns(today: Callable[[], dt.date]) -> list[Column[tuple[int, Backup]]]:
    def made(row: tuple[int, Backup]) -> str:
        at = row[1].made_at
        return words.day_and_time(at, today()) if at is not None else row[1].path.name

    def held(row: tuple[int, Backup], noun: str) -> str:
        manifest = row[1].manifest
        return numbers.number(getattr(manifest.counts, noun)) if manifest is not None else "—"

    def last_sale(row: tuple[int, Backup]) -> str:
        manifest = row[1].manifest
        return words.last_sale(manifest.counts, today()) if manifest is not None else "—"

    def size(row: tuple[int, Backup]) -> str:
        manifest = row[1].manifest
        return words.size(manifest.bytes) if manifest is not None else "—"

    return [
        Column("made", lambda: pgettext("of a backup", "Made"), made, strong=True),
        Column("place", lambda: pgettext("of a backup", "Place"),
               lambda row: words.where(row[1].place), width=130),
        Column("customers", lambda: _("Customers"), lambda row: held(row, "customers"), width=84,
               align=AlignRight),
        Column("sales", lambda: _("Sales"), lambda row: held(row, "sales"), width=84, align=AlignRight,
               spare=1),
        Column("last", lambda: _("Last sale"), last_sale, width=112, align=AlignRight, spare=2),
        Column("size", lambda: pgettext("of a file", "Size"), size, width=84, align=AlignRight, spare=3),
        Column("standing", lambda: pgettext("of a backup", "State"),
               lambda row: words.standing(row[1])[0], width=130,
               tone=lambda row: words.standing(row[1])[1]),
    ]  # fmt: skip
