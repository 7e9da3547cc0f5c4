"""The first page ever seen: the shop's name, and a book is made. An existing book can be opened instead."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopbook import paths
from shopbook.clock import Clock
from shopbook.errors import Invalid, ShopbookError
from shopbook.localisation.language import _, say
from shopbook.settings.model import ShopDraft
from ui.forms.form import Form
from ui.forms.texts import PhoneField, TextField
from ui.qt import AlignCenter, AlignHCenter
from ui.style import theme
from ui.widgets.badges import IconCircle
from ui.widgets.buttons import plain, primary
from ui.widgets.cards import Banner, Card
from ui.widgets.text import Label

SUFFIX = ".shopbook"


class FirstRun(QWidget):
    """`ready(path)` when a book was made or chosen."""

    ready = Signal(object)

    def __init__(self, clock: Clock, problem: ShopbookError | None = None) -> None:
        super().__init__()
        self._clock = clock
        self.setMinimumSize(1024, 540)
        column = QVBoxLayout(self)
        self.card = Card(margin=28, gap=12)
        self.card.setFixedWidth(theme.px(520))
        self.card.body.addWidget(IconCircle("store", "brand", 64), 0, AlignHCenter)
        title = Label(lambda: _("Welcome to Shopbook"), "h1")
        detail = Label(
            lambda: _("What is your shop called? Everything else can wait."), "second", "text2", wrap=True
        )
        for label in (title, detail):
            label.setAlignment(AlignCenter)
            self.card.body.addWidget(label)
        self.strip = Banner("red", "")
        self.strip.hide()
        self.card.body.addWidget(self.strip)
        self.form = Form(
            [
                TextField("name_bn", lambda: _("Name of the shop")),
                PhoneField("hotline", lambda: _("Phone of the shop")),
            ],
            ShopDraft(),
        )
        self.card.body.addWidget(self.form)
        row = QHBoxLayout()
        self.other = plain(lambda: _("Open an existing book"), "folder-open")
        self.begin = primary(lambda: _("Begin"), "check", "Ctrl+Enter")
        row.addWidget(self.other)
        row.addStretch(1)
        row.addWidget(self.begin)
        self.card.body.addLayout(row)
        column.addWidget(self.card, 0, AlignCenter)
        self.form.finished.connect(self._on_finished)
        self.begin.clicked.connect(self._on_finished)
        self.other.clicked.connect(self._on_other_clicked)
        if problem is not None:
            self.show_problem(problem)

    def show_problem(self, problem: ShopbookError) -> None:
        """Say why the last book could not be opened."""
        self.strip.say(say(problem.message), say(problem.advice) if problem.advice else "")
        self.strip.show()

    def _on_finished(self) -> None:
        from shopbook.book import Book

        try:
            draft = self.form.draft()
            path = free_place(paths.data_dir(), draft.name_bn)
            Book.create(path, draft, self._clock).close()
        except Invalid as invalid:
            self.form.show_problems(invalid.problems)
        except ShopbookError as error:
            self.show_problem(error)
        else:
            self.ready.emit(path)

    def _on_other_clicked(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        name, _kind = QFileDialog.getOpenFileName(self, _("Open an existing book"), "", f"*{SUFFIX}")
        if name:
            self.ready.emit(Path(name))


def free_place(folder: Path, shop: str) -> Path:
    """A file name for a new book that is not taken yet: the shop's name without what file systems refuse."""
    stem = "".join(c for c in shop if c not in '<>:"/\\|?*' and c.isprintable()).strip(" .")[:60] or "shop"
    path = folder / f"{stem}{SUFFIX}"
    number = 2
    while path.exists():
        path = folder / f"{stem} {number}{SUFFIX}"
        number += 1
    return path
