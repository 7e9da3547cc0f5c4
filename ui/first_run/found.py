"""The first page when a book is to be had back: the backups that lie in the places this computer knows, and what is in
them. What becomes of the chosen one is told by ui/app.py."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from shopbook.backups.model import Backup
from shopbook.clock import Clock
from shopbook.localisation.language import _
from shopbook.progress import Progress
from ui.backups import words
from ui.backups.inside import Around, InsideSheet
from ui.backups.offering import search
from ui.jobs import Jobs
from ui.lists.looks import RowLook, Section
from ui.lists.model import Column, RowModel, Sort
from ui.lists.views import ListPanel, RowList
from ui.style import theme
from ui.widgets.badges import Line
from ui.widgets.buttons import plain, quiet
from ui.widgets.cards import EmptyState, pad
from ui.widgets.text import Label

SIDE_WIDTH = 380


class FoundBackups(QFrame):
    """`restore_asked(backup, code)` for the one that shall become the book; `left` to go back to the first steps."""

    restore_asked = Signal(object, str)
    left = Signal()

    def __init__(self, jobs: Jobs, clock: Clock, places: Sequence[Path], *, replaces: bool) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._jobs, self._clock, self._places, self._replaces = jobs, clock, tuple(places), replaces
        self._backups: tuple[Backup, ...] = ()
        self.sheet: InsideSheet | None = None
        self.model: RowModel[tuple[int, Backup]] = RowModel(
            self._ids,
            self._rows,
            [Column("all", "", lambda row: _look(row, clock).spoken())],
            lambda row: row[0],
        )
        self.list = RowList(self.model, lambda row: _look(row, clock), lambda: _("Backups that were found"))
        self.empty = EmptyState(
            "hard-drive-download",
            lambda: _("No backup was found yet"),
            lambda: _(
                "Plug in the pen drive with your backups, then look again, or choose the file yourself."
            ),
        )
        self.again = plain(lambda: _("Look again"), "search")
        self.choose = plain(lambda: _("Choose the file"), "folder-open")
        self.back = quiet(lambda: _("Back"), "arrow-left", "Esc")
        self._lay_out()
        self.list.opened.connect(self._on_opened)
        self.again.clicked.connect(self.look)
        self.choose.clicked.connect(self._on_choose)
        self.back.clicked.connect(self.left)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        head = QVBoxLayout()
        pad(head, 28, 16, 28, 10, 4)
        head.addWidget(Label(lambda: _("Open a backup"), "h1", wrap=True))
        self.told = Label(lambda: _("Choose one and look inside before it becomes your book."), "second", "text2",
                          wrap=True)  # fmt: skip
        head.addWidget(self.told)
        column.addLayout(head)
        column.addWidget(Line())
        self._middle = QHBoxLayout()
        self._middle.setSpacing(0)
        self._middle.addWidget(ListPanel(self.list, self.empty), 1)
        column.addLayout(self._middle, 1)
        column.addWidget(Line())
        foot = QHBoxLayout()
        pad(foot, 20, 12, 20, 14, 8)
        foot.addWidget(self.back)
        foot.addStretch(1)
        foot.addWidget(self.again)
        foot.addWidget(self.choose)
        column.addLayout(foot)

    def look(self) -> None:
        """Search the places again, beside the window."""
        self._jobs.run(_("Looking for the backups"), self._search, self._show)

    def first_focus(self) -> QWidget:
        """The list, or the way to a file."""
        return self.list if self._backups else self.choose

    def open_backup(self, backup: Backup) -> None:
        """Show what is in one, beside the list."""
        self.close_sheet()
        around = Around(self._clock.today(), replaces=self._replaces)
        self.sheet = InsideSheet(self._jobs, around, backup)
        self.sheet.setFixedWidth(theme.px(SIDE_WIDTH))
        self.sheet.restore_asked.connect(self.restore_asked)
        self._middle.addWidget(self.sheet)
        self.sheet.show()

    def close_sheet(self) -> bool:
        """Put the sheet away; False when there was none."""
        if self.sheet is None:
            return False
        sheet, self.sheet = self.sheet, None
        sheet.hide()
        sheet.deleteLater()
        self.first_focus().setFocus()
        return True

    def _search(self, _progress: Progress) -> tuple[Backup, ...]:
        return search(self._places)

    def _show(self, found: tuple[Backup, ...]) -> None:
        self._backups = found
        self.model.refetch()
        self.list.choose_first()
        self.first_focus().setFocus()

    def _ids(self, _sort: Sort | None) -> Sequence[int | Section]:
        return list(range(1, len(self._backups) + 1))

    def _rows(self, ids: list[int]) -> list[tuple[int, Backup]]:
        return [(id, self._backups[id - 1]) for id in ids if id <= len(self._backups)]

    def _on_opened(self, id: int) -> None:
        self.open_backup(self._backups[id - 1])

    def _on_choose(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(self, _("Choose the file"), str(Path.home()))
        if name:
            self.open_backup(Backup(Path(name), None, "folder", readable=True, verified=False))


def _look(row: tuple[int, Backup], clock: Clock) -> RowLook:
    backup, today = row[1], clock.today()
    standing, tone = words.standing(backup)
    manifest = backup.manifest
    if manifest is None:
        return RowLook(
            backup.path.name, str(backup.path.parent), "history", "amber", badge=standing, badge_tone=tone
        )
    return RowLook(
        f"{words.day_and_time(manifest.made_at, today)} · {manifest.shop_name}",
        f"{words.where(backup.place)} · {words.counts(manifest.counts, today)}",
        "hard-drive-download" if backup.place == "drive" else "history",
        "green" if backup.place == "drive" else "brand",
        badge=standing,
        badge_tone=tone,
    )
