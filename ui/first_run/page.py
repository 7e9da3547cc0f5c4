"""The first page ever seen: three short steps and a book is made. An existing book or the sample shop can be opened
instead. What each step asks is in steps."""

from __future__ import annotations

from pathlib import Path

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
from shopbook.errors import Invalid, Message, ShopbookError
from shopbook.localisation.language import _, current_language, languages, say
from shopbook.settings.model import CARD_PAPER
from ui.first_run.frame import Dots, Room
from ui.first_run.steps import BackupStep, PrintStep, ShopStep, Step
from ui.jobs import Jobs
from ui.preferences import Preferences
from ui.qt import AlignHCenter
from ui.shell.overlays import ProgressOverlay
from ui.style import theme
from ui.widgets.badges import Line
from ui.widgets.buttons import chip, plain, primary, quiet
from ui.widgets.cards import Banner, mark, pad
from ui.widgets.text import Label

SUFFIX = ".shopbook"
WIDTH = 800


class FirstRun(QWidget):
    """`ready(path)` when a book was made or chosen; `sample_asked` and `language_asked(code)` are the program's."""

    ready = Signal(object)
    sample_asked = Signal()
    language_asked = Signal(str)

    def __init__(
        self, clock: Clock, problem: ShopbookError | None = None, preferences: Preferences | None = None
    ) -> None:
        super().__init__()
        self._clock, self._preferences = clock, preferences or Preferences()
        self.setMinimumSize(1024, 540)
        self.jobs = Jobs(self)
        self.shop, self.trial, self.backup = ShopStep(), PrintStep(), BackupStep()
        self.steps: tuple[Step, ...] = (self.shop, self.trial, self.backup)
        self.form = self.shop.form
        self.dots = Dots(len(self.steps))
        self.strip = Banner("red", "")
        self.strip.hide()
        self.stack = QStackedWidget()
        self.rooms = [Room(step) for step in self.steps]
        for room in self.rooms:
            self.stack.addWidget(room)
        self.back = quiet(lambda: _("Back"), "arrow-left", "Esc")
        self.skip = quiet(lambda: _("Skip"))
        self.begin = primary(lambda: _("Next"), "check", "Ctrl+Enter")
        self.other = plain(lambda: _("Open an existing book"), "folder-open")
        self.sample = plain(lambda: _("Look at the sample shop"), "store")
        self._lay_out()
        self.progress = ProgressOverlay(self, self.jobs)
        self.form.finished.connect(self._on_next)
        self.begin.clicked.connect(self._on_next)
        self.skip.clicked.connect(self._on_skip)
        self.back.clicked.connect(self._on_back)
        self.other.clicked.connect(self._on_other_clicked)
        self.sample.clicked.connect(self.sample_asked)
        self.jobs.refused.connect(self.show_problem)
        self.backup.chosen.connect(self._say_buttons)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self._on_next)
        self.show_step(0)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus_changed)
        if problem is not None:
            self.show_problem(problem)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        pad(column, 24, 14, 24, 14, 10)
        column.addLayout(self._top())
        column.addStretch(1)
        column.addWidget(self._card(), 100, AlignHCenter)
        column.addLayout(self._ways())
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
        pad(strip, 16, 0, 16, 0)
        strip.addWidget(self.strip)
        inside.addSpacing(theme.px(10))
        inside.addLayout(strip)
        inside.addWidget(self.stack, 1)
        inside.addWidget(Line())
        foot = QHBoxLayout()
        pad(foot, 20, 12, 20, 14, 8)
        foot.addWidget(self.dots)
        foot.addStretch(1)
        for button in (self.back, self.skip, self.begin):
            foot.addWidget(button)
        inside.addLayout(foot)
        return card

    def _ways(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.px(10))
        row.addStretch(1)
        row.addWidget(self.sample)
        row.addWidget(self.other)
        row.addStretch(1)
        return row

    # what others call

    def show_problem(self, problem: ShopbookError) -> None:
        """Say why a book could not be opened or made."""
        self.strip.say(say(problem.message), say(problem.advice) if problem.advice else "")
        self.strip.show()

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
        for button in (self.other, self.sample):
            button.setVisible(self.at == 0)

    # what happens

    def _on_next(self) -> None:
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
        self.strip.hide()
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
        except ShopbookError as error:
            self.show_problem(error)
        except OSError as error:
            # The data folder itself cannot be written: a disk that is full or closed, not a fault of the program.
            self.show_problem(
                ShopbookError(Message("The book could not be made: {reason}", reason=str(error)))
            )
        else:
            self._preferences.backup_folder = self.backup.folder
            self.ready.emit(path)

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

    def _on_focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        self.rooms[self.at].make_visible(now)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._on_back()
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
