"""The book as a file: where it is, another one, the sample shop, the place of backups."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from shopbook import paths
from shopbook.localisation.language import _
from ui.context import Context
from ui.preferences import Preferences
from ui.settings.pane import Pane
from ui.style import theme
from ui.widgets.buttons import Button, plain
from ui.widgets.cards import Card
from ui.widgets.flow import FlowLayout
from ui.widgets.text import Label

SUFFIX = ".shopbook"


class FilePane(Pane):
    """Nothing here changes the open book; another book opens in its own window."""

    def __init__(self, ctx: Context, preferences: Preferences) -> None:
        super().__init__()
        self._ctx, self._preferences = ctx, preferences
        book = self.card(lambda: _("This book"), lambda: _("Everything is in this one file."))
        self.place = _path_label()
        book.body.addWidget(self.place)
        self.folder = plain(lambda: _("Show the folder"), "folder-open")
        self.bring = plain(lambda: _("Bring a list of customers"), "file-spreadsheet")
        _row(book, self.folder, self.bring)
        backup = self.card(
            lambda: _("Backup"),
            lambda: _("This version remembers the place; it does not make backups by itself yet. "
                      "Copy the file above to a pen drive every week."),
        )  # fmt: skip
        self.backup = _path_label()
        backup.body.addWidget(self.backup)
        self.choose = plain(lambda: _("Choose the place of backups"), "hard-drive-download")
        _row(backup, self.choose)
        others = self.card(lambda: _("Other books"), lambda: _("This book is saved and closed first."))
        self.other = plain(lambda: _("Open an existing book"), "folder-open")
        self.new = plain(lambda: _("Begin a new book"), "plus")
        self.sample = plain(lambda: _("Look at the sample shop"), "store")
        _row(others, self.other, self.new, self.sample)
        self.end()
        self.show_now()
        self.folder.clicked.connect(self._on_folder)
        self.bring.clicked.connect(self._on_bring)
        self.choose.clicked.connect(self._on_choose)
        self.other.clicked.connect(self._on_other)
        self.new.clicked.connect(self._on_new)
        self.sample.clicked.connect(self._on_sample)

    def show_now(self) -> None:
        """The places as they are."""
        self.place.say(str(self._ctx.book.path))
        folder = self._preferences.backup_folder
        self.backup.say(str(folder) if folder else (lambda: _("No place chosen yet")))

    def first_focus(self) -> QWidget:
        return self.folder

    def _on_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._ctx.book.path.parent)))

    def _on_bring(self) -> None:
        self._ctx.navigation.go("import")

    def _on_choose(self) -> None:
        name = QFileDialog.getExistingDirectory(self, _("Choose a folder"), str(Path.home()))
        if name:
            self._preferences.backup_folder = Path(name)
            self.show_now()
            self._ctx.messages.done(_("The place of backups is remembered"))

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
