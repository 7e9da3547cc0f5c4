"""The book as a file: where it is, how safe it is, what was thrown away or written twice, another book, the sample."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from shopbook import paths
from shopbook.clock import day_of
from shopbook.localisation import dates
from shopbook.localisation.language import _
from ui.context import Context
from ui.settings.pane import Pane
from ui.style import theme
from ui.widgets.buttons import Button, plain
from ui.widgets.cards import Card
from ui.widgets.flow import FlowLayout
from ui.widgets.text import Label

SUFFIX = ".shopbook"


class FilePane(Pane):
    """Nothing here changes the open book; another book opens in its own window."""

    def __init__(self, ctx: Context) -> None:
        super().__init__()
        self._ctx = ctx
        book = self.card(lambda: _("This book"), lambda: _("Everything is in this one file."))
        self.place = _path_label()
        book.body.addWidget(self.place)
        self.folder = plain(lambda: _("Show the folder"), "folder-open")
        self.bring = plain(lambda: _("Bring a list of customers"), "file-spreadsheet")
        _row(book, self.folder, self.bring)
        backup = self.card(
            lambda: _("Backup"),
            lambda: _(
                "Every hour while the book is open, and when it is closed, a backup is kept by itself."
            ),
        )
        self.backup = Label("", "strong", wrap=True)
        backup.body.addWidget(self.backup)
        self.backups = plain(lambda: _("See the backups"), "hard-drive-download")
        self.places = plain(lambda: _("Choose the place of backups"), "folder-open")
        _row(backup, self.backups, self.places)
        order = self.card(lambda: _("Keep the book tidy"))
        self.trash = plain(lambda: _("Trash"), "trash-2")
        self.twice = plain(lambda: _("Written down twice"), "users")
        self.history = plain(lambda: _("What was written, by whom"), "history")
        self.export = plain(lambda: _("Take everything out"), "package")
        _row(order, self.trash, self.twice, self.history, self.export)
        others = self.card(lambda: _("Other books"), lambda: _("This book is saved and closed first."))
        self.other = plain(lambda: _("Open an existing book"), "folder-open")
        self.new = plain(lambda: _("Begin a new book"), "plus")
        self.sample = plain(lambda: _("Look at the sample shop"), "store")
        _row(others, self.other, self.new, self.sample)
        self.end()
        self.show_now()
        self.folder.clicked.connect(self._on_folder)
        self.bring.clicked.connect(self._on_bring)
        for button, page, target in (
            (self.backups, "backups", "list"),
            (self.places, "backups", "places"),
            (self.trash, "trash", None),
            (self.twice, "duplicates", None),
            (self.history, "history", None),
            (self.export, "export", None),
        ):
            button.clicked.connect(partial(self._go, page, target))
            button.setVisible(ctx.navigation.has(page))
        self.other.clicked.connect(self._on_other)
        self.new.clicked.connect(self._on_new)
        self.sample.clicked.connect(self._on_sample)

    def show_now(self) -> None:
        """The places as they are."""
        self.place.say(str(self._ctx.book.path))
        backups, clock = self._ctx.book.backups, self._ctx.book.clock
        kept, state = backups.last_good(), backups.state(clock.now())
        if kept is None:
            self.backup.say(lambda: _("There is no good backup yet"))
        else:
            day = day_of(kept.at)
            self.backup.say(lambda: _("Last good backup: {when}").format(when=dates.ago(day, clock.today())))
        self.backup.dress(tone={"good": "green", "poor": "amber", "bad": "red"}[state])

    def _go(self, page: str, target: object) -> None:
        self._ctx.navigation.go(page, target)

    def first_focus(self) -> QWidget:
        return self.folder

    def _on_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._ctx.book.path.parent)))

    def _on_bring(self) -> None:
        self._ctx.navigation.go("import")

    def _on_other(self) -> None:
        kinds = f"{_('Books')} (*{SUFFIX})"
        name, _kind = QFileDialog.getOpenFileName(
            self, _("Open an existing book"), str(paths.data_dir()), kinds
        )
        if name:
            self._ctx.navigation.book_asked.emit(Path(name))

    def _on_new(self) -> None:
        self._ctx.navigation.book_asked.emit(None)

    def _on_sample(self) -> None:
        self._ctx.navigation.sample_asked.emit()


def _path_label() -> Label:
    label = Label("", "body", wrap=True)
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return label


def _row(card: Card, *buttons: Button) -> None:
    around = QWidget()
    flow = FlowLayout(around, theme.px(10))
    for button in buttons:
        flow.addWidget(button)
    card.body.addWidget(around)
