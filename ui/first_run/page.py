"""The first page ever seen: three short steps and a book is made. An existing book, a backup, an export or the sample
shop can be opened instead. What each step asks is in steps; why a book did not open, in problem."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from shopbook import paths
from shopbook.clock import Clock
from shopbook.errors import BookDamaged, Invalid, Message, ShopbookError
from shopbook.localisation.language import _, current_language, languages
from shopbook.settings.model import CARD_PAPER
from ui.backups.offering import find_offer, places
from ui.first_run.found import FoundBackups
from ui.first_run.frame import Dots, Room, fit
from ui.first_run.problem import ProblemStrip
from ui.first_run.steps import BackupStep, PrintStep, ShopStep, Step
from ui.jobs import Jobs
from ui.preferences import Preferences
from ui.qt import AlignHCenter
from ui.shell.overlays import ProgressOverlay
from ui.style import theme
from ui.widgets.badges import Line
from ui.widgets.buttons import chip, plain, primary, quiet
from ui.widgets.cards import mark, pad
from ui.widgets.flow import FlowLayout
from ui.widgets.text import Label

if TYPE_CHECKING:
    from shopbook.book import Book
    from shopbook.progress import Progress
    from shopbook.rescue.model import Offer

SUFFIX = ".shopbook"
WIDTH = 800
FOUND_WIDTH = 980


class FirstRun(QWidget):
    """`ready(path)` when a book was made or chosen; `sample_asked` and `language_asked(code)` are the program's.

    So is what takes long: `restore_asked(backup, book, code)`, `rebuild_asked(export, book)`, `salvage_asked(book)`.
    """

    ready = Signal(object)
    restore_asked = Signal(object, object, str)
    rebuild_asked = Signal(object, object)
    salvage_asked = Signal(object)
    rescue_asked = Signal(object, object)
    sample_asked = Signal()
    language_asked = Signal(str)

    def __init__(self, clock: Clock, preferences: Preferences | None = None) -> None:
        super().__init__()
        self._clock, self._preferences = clock, preferences or Preferences()
        self.setMinimumSize(1024, 540)
        self.jobs = Jobs(self)
        self.shop, self.trial, self.backup = ShopStep(), PrintStep(), BackupStep()
        self.steps: tuple[Step, ...] = (self.shop, self.trial, self.backup)
        self.form = self.shop.form
        self.dots = Dots(len(self.steps))
        self.problem = ProblemStrip()
        self.strip = self.problem.strip
        self.found: FoundBackups | None = None
        self.stack = QStackedWidget()
        self.rooms = [Room(step) for step in self.steps]
        for room in self.rooms:
            self.stack.addWidget(room)
        self.back = quiet(lambda: _("Back"), "arrow-left", "Esc")
        self.skip = quiet(lambda: _("Skip"))
        self.begin = primary(lambda: _("Next"), "check", "Ctrl+Enter")
        self.other = plain(lambda: _("Open an existing book"), "folder-open")
        self.backups = plain(lambda: _("Open a backup"), "history")
        self.rebuilt = plain(lambda: _("Make a book from an export"), "package")
        self.sample = plain(lambda: _("Look at the sample shop"), "store")
        self._lay_out()
        self.progress = ProgressOverlay(self, self.jobs)
        self.form.finished.connect(self._on_next)
        self.begin.clicked.connect(self._on_next)
        self.skip.clicked.connect(self._on_skip)
        self.back.clicked.connect(self._on_back)
        self.other.clicked.connect(self._on_other_clicked)
        self.backups.clicked.connect(self.show_backups)
        self.rebuilt.clicked.connect(self._on_rebuilt_clicked)
        self.sample.clicked.connect(self.sample_asked)
        self.problem.chosen.connect(self._on_way)
        self.jobs.refused.connect(self.show_problem)
        self.backup.chosen.connect(self._say_buttons)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self._on_next)
        self.show_step(0)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus_changed)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        pad(column, 24, 14, 24, 14, 10)
        column.addLayout(self._top())
        self.column = column
        column.addStretch(1)
        self.card = self._card()
        column.addWidget(self.card, 100, AlignHCenter)
        self.ways = self._ways()
        column.addWidget(self.ways)
        column.addStretch(1)

    def _top(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.px(10))
        row.addWidget(mark("store", "brand", 24))
        row.addWidget(Label(lambda: _("Shopbook"), "h2", "brand"))
        row.addStretch(1)
        self.tongues = {code: chip(name) for code, name in languages().items()}
        for code, button in self.tongues.items():
            button.setChecked(code == current_language())
            button.clicked.connect(self._on_language_clicked)
            row.addWidget(button)
        return row

    def _card(self) -> QFrame:
        card = QFrame()
        card.setProperty("kind", "card")
        card.setFixedWidth(min(theme.px(WIDTH), 976))
        card.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Maximum)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.setSpacing(0)
        strip = QVBoxLayout()
        pad(strip, 16, 6, 16, 6)
        strip.addWidget(self.problem)
        inside.addSpacing(theme.px(10))
        inside.addLayout(strip)
        inside.addWidget(self.stack, 1)
        self.foot = QWidget()
        below = QVBoxLayout(self.foot)
        pad(below, 0, 0, 0, 0)
        below.addWidget(Line())
        foot = QHBoxLayout()
        pad(foot, 20, 12, 20, 14, 8)
        foot.addWidget(self.dots)
        foot.addStretch(1)
        for button in (self.back, self.skip, self.begin):
            foot.addWidget(button)
        below.addLayout(foot)
        inside.addSpacing(theme.px(10))
        inside.addWidget(self.foot)
        return card

    def _ways(self) -> QWidget:
        around = QWidget()
        flow = FlowLayout(around, theme.px(10), centred=True)
        for button in (self.other, self.backups, self.rebuilt, self.sample):
            flow.addWidget(button)
        return around

    # what others call

    def show_problem(self, problem: ShopbookError, path: Path | None = None) -> None:
        """Say why a book could not be opened or made, and what to do next; `path` is the book, if there is one."""
        self.problem.tell(problem, path)
        # A book that did not open must not lead to a new, empty one by a press of Enter.
        self._show_steps(path is None)
        if isinstance(problem, BookDamaged) and path is not None:
            self.jobs.quietly("what can be had back", partial(self._offer, path), self._on_offered)
        self.focus_first()

    def focus_first(self) -> None:
        """The keyboard goes to the shop's name, or to the likeliest way out when a book did not open."""
        if self.problem.path is None:
            self.form.focus_first()
        elif (first := self.problem.first_focus()) is not None:
            first.setFocus()

    def _show_steps(self, on: bool) -> None:
        self.stack.setVisible(on)
        self.foot.setVisible(on)
        self.ways.setVisible(on and self.at == 0)
        fit(self.card, alone=self.problem.path is not None)

    def _offer(self, path: Path, _progress: Progress) -> Offer:
        return find_offer(path)

    def _on_offered(self, offer: Offer) -> None:
        self.problem.show_offer(offer, self._clock.today())
        fit(self.card, alone=self.problem.path is not None)
        if self.problem.isVisible():
            self.focus_first()

    def show_backups(self) -> None:
        """Choose a backup instead of making a book; it takes the place of the book that did not open."""
        if self.found is not None:
            self._close_backups()
        book = self.problem.path
        known = [path for path in (book, self._preferences.last_book) if path is not None]
        folders = places(known, paths.data_dir())
        if (folder := self._preferences.backup_folder) is not None:
            folders.append(folder)
        self.found = FoundBackups(
            self.jobs, self._clock, folders, replaces=book is not None and book.exists()
        )
        self.found.setFixedWidth(min(theme.px(FOUND_WIDTH), 1000))
        self.found.restore_asked.connect(self._on_restore)
        self.found.left.connect(self._close_backups)
        self.card.hide()
        self.ways.hide()
        self.column.insertWidget(2, self.found, 100, AlignHCenter)
        self.found.show()
        self.found.look()

    def _close_backups(self) -> None:
        if self.found is not None:
            found, self.found = self.found, None
            found.hide()
            found.deleteLater()
        self.card.show()
        self._show_steps(self.problem.path is None)
        if self.problem.path is None:
            self.show_step(self.at)
        else:
            self.focus_first()

    def show_step(self, at: int) -> None:
        """Bring a step to front."""
        self.at = at
        self.dots.show_step(at)
        self.stack.setCurrentIndex(at)
        self.steps[at].shown()
        self._say_buttons()
        if (first := self.steps[at].first_focus()) is not None:
            first.setFocus()

    def _say_buttons(self) -> None:
        last = self.at == len(self.steps) - 1
        self.back.setVisible(self.at > 0)
        self.skip.setVisible(self.at == 1 or (last and self.backup.folder is None))
        self.begin.say(
            (lambda: _("Open my book")) if last else (lambda: _("Next")), "check" if last else "chevron-right"
        )
        self.ways.setVisible(self.at == 0)

    # what happens

    def _on_next(self) -> None:
        if self.found is not None or self.problem.path is not None:
            return
        if self.at == 0 and not self._take_shop():
            return
        if self.at < len(self.steps) - 1:
            self.show_step(self.at + 1)
        else:
            self._make_book()

    def _on_skip(self) -> None:
        if self.at == len(self.steps) - 1:
            self.backup.folder = None
        self._on_next()

    def _on_back(self) -> None:
        if self.at:
            self.show_step(self.at - 1)

    def _take_shop(self) -> bool:
        try:
            draft = self.form.draft()
            if problems := draft.problems():
                raise Invalid(problems)
        except Invalid as invalid:
            self.form.show_problems(invalid.problems)
            return False
        self.problem.hide()
        self.trial.shop = draft
        return True

    def _make_book(self) -> None:
        from shopbook.book import Book

        draft = self.form.draft()
        try:
            path = free_place(paths.data_dir(), draft.name_bn or draft.name_en)
            with Book.create(path, draft, self._clock) as book:
                if self.trial.paper in ("A5", "A6"):
                    book.settings.set(CARD_PAPER, self.trial.paper)
                self._choose_place(book)
        except ShopbookError as error:
            self.show_problem(error)
        except OSError as error:
            # The data folder itself cannot be written: a disk that is full or closed, not a fault of the program.
            self.show_problem(
                ShopbookError(Message("The book could not be made: {reason}", reason=str(error)))
            )
        else:
            self.ready.emit(path)

    def _choose_place(self, book: Book) -> None:
        """A pen drive is remembered as a drive, whatever letter it has the next time; a folder as a folder."""
        folder = self.backup.folder
        if folder is None:
            return
        drive = next((one for one in book.backups.drives() if one.path == folder), None)
        if drive is not None:
            book.backups.remember_drive(drive)
        else:
            book.backups.set_folder(folder)

    def _on_way(self, way: str) -> None:
        """A next step beside the sentence of what went wrong."""
        path = self.problem.path
        if way == "again" and path is not None:
            self.ready.emit(path)
        elif way == "backups":
            self.show_backups()
        elif way == "choose":
            self._on_other_clicked()
        elif way == "salvage" and path is not None:
            self.salvage_asked.emit(path)
        elif way == "rescue" and self.problem.offer is not None:
            self.rescue_asked.emit(path, self.problem.offer.backup)
        elif way == "new":
            self.problem.forget()
            self._show_steps(True)
            self.show_step(0)

    def _on_restore(self, backup: Path, code: str) -> None:
        book = self.problem.path
        if book is None:
            from shopbook.backups import manifests

            manifest = manifests.read(backup)
            book = free_place(paths.data_dir(), manifest.shop_name if manifest else backup.stem)
        self.restore_asked.emit(backup, book, code)

    def _on_rebuilt_clicked(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        name, _kind = QFileDialog.getOpenFileName(
            self, _("Make a book from an export"), str(Path.home()), f"{_('Exports')} (*.zip)"
        )
        if name:
            self.rebuild_asked.emit(Path(name), free_place(paths.data_dir(), Path(name).stem))

    def _on_other_clicked(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        name, _kind = QFileDialog.getOpenFileName(
            self, _("Open an existing book"), str(paths.data_dir()), f"{_('Books')} (*{SUFFIX})"
        )
        if name:
            self.ready.emit(Path(name))

    def _on_language_clicked(self) -> None:
        code = next(code for code, button in self.tongues.items() if button is self.sender())
        self.language_asked.emit(code)
        for other, button in self.tongues.items():
            button.setChecked(other == code)
        self.steps[self.at].shown()
        fit(self.card, alone=self.problem.path is not None)

    def _on_focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        self.rooms[self.at].make_visible(now)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self.found is None:
                self._on_back()
            elif not self.found.close_sheet():
                self._close_backups()
            return
        super().keyPressEvent(event)


def free_place(folder: Path, shop: str) -> Path:
    """A file name for a new book that is not taken yet: the shop's name without what file systems refuse."""
    stem = "".join(c for c in shop if c not in '<>:"/\\|?*' and c.isprintable()).strip(" .")[:60] or "shop"
    path = folder / f"{stem}{SUFFIX}"
    number = 2
    while path.exists():
        path = folder / f"{stem} {number}{SUFFIX}"
        number += 1
    return path
