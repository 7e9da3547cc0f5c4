"""The three steps of the first start: the shop, a paper to try, the place of backups. Their order is the page's."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStorageInfo, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from shopbook import paths
from shopbook.errors import DocumentProblem
from shopbook.localisation.language import _, current_language, say
from shopbook.settings.model import CARD_PAPER, ShopDraft
from ui.forms.choices import ChoiceField
from ui.forms.form import Form
from ui.forms.texts import PhoneField, TextField
from ui.forms.weekdays import weekdays
from ui.style import theme
from ui.translation import Text
from ui.widgets.buttons import chip, plain
from ui.widgets.cards import Banner, pad
from ui.widgets.flow import FlowLayout
from ui.widgets.preview import PdfPreview, print_pdf
from ui.widgets.text import Label

if TYPE_CHECKING:
    from shopbook.documents.page import ShopHead

PAPERS = ("A5", "A6", "A4")


class Step(QWidget):
    """One step: a heading, a sentence, and what is asked in `.body`."""

    def __init__(self, title: Text, detail: Text) -> None:
        super().__init__()
        self.body = QVBoxLayout(self)
        pad(self.body, 28, 20, 28, 16, 10)
        self.title = Label(title, "h1", wrap=True)
        self.detail = Label(detail, "second", "text2", wrap=True)
        self.body.addWidget(self.title)
        self.body.addWidget(self.detail)
        self.body.addSpacing(theme.px(4))

    def shown(self) -> None:
        """The step came to front."""

    def first_focus(self) -> QWidget | None:
        """Where the keyboard goes."""
        return None


class ShopStep(Step):
    """The shop's facts; `form.finished` when Enter was pressed in the last field."""

    def __init__(self) -> None:
        super().__init__(
            lambda: _("Welcome to Shopbook"),
            lambda: _("What is your shop called? The name is enough; this heads every paper you print."),
        )
        self.form = Form(
            [
                [
                    TextField(
                        "name_bn", lambda: _("Name of the shop"), example=lambda: _("as on your signboard")
                    ),
                    TextField("name_en", lambda: _("Name in English")),
                ],
                [
                    PhoneField("hotline", lambda: _("Phone of the shop")),
                    ChoiceField("weekly_holiday", lambda: _("Weekly holiday"), weekdays()),
                ],
                TextField("address", lambda: _("Address of the shop")),
            ],
            ShopDraft(),
        )
        self.body.addWidget(self.form)
        self.body.addStretch(1)

    def first_focus(self) -> QWidget:
        return self.form["name_bn"]


class PrintStep(Step):
    """A test page in sight, to be printed or saved; `paper` is what warranty cards will be printed on."""

    def __init__(self) -> None:
        super().__init__(
            lambda: _("Let us try a paper"),
            lambda: _("Print this page, or save it as a PDF, and see whether every letter is whole."),
        )
        self.shop = ShopDraft()
        self.paper = CARD_PAPER.default
        row = QHBoxLayout()
        row.setSpacing(theme.px(16))
        self.preview = PdfPreview()
        self.preview.setMinimumHeight(theme.px(230))
        row.addWidget(self.preview, 5)
        side = QVBoxLayout()
        side.setSpacing(theme.px(10))
        side.addWidget(Label(lambda: _("Paper in your printer"), "second", "text2"))
        chips = QHBoxLayout()
        self.chips = {paper: chip(paper) for paper in PAPERS}
        for button in self.chips.values():
            button.clicked.connect(self._on_paper_clicked)
            chips.addWidget(button)
        chips.addStretch(1)
        side.addLayout(chips)
        self.print = plain(lambda: _("Print this page"), "printer")
        self.save = plain(lambda: _("Save as PDF"), "download")
        side.addWidget(self.print)
        side.addWidget(self.save)
        self.told = Banner("green", "")
        self.failed = Banner("amber", "")
        for strip in (self.told, self.failed):
            strip.hide()
            side.addWidget(strip)
        side.addStretch(1)
        row.addLayout(side, 3)
        self.body.addLayout(row, 1)
        self.print.clicked.connect(self._on_print)
        self.save.clicked.connect(self._on_save)

    def shown(self) -> None:
        """Draw the page with the shop's own name on it."""
        from shopbook.documents.test_print import trial_page

        for paper, button in self.chips.items():
            button.setChecked(paper == self.paper)
        self.preview.show_pdf(trial_page(self.paper, self._head(), current_language()))

    def first_focus(self) -> QWidget:
        return self.print

    def _head(self) -> ShopHead:
        from shopbook.documents.page import ShopHead

        shop = self.shop
        return ShopHead(shop.name_bn or shop.name_en, shop.name_en, shop.address, shop.hotline)

    def _on_paper_clicked(self) -> None:
        self.paper = next(paper for paper, button in self.chips.items() if button is self.sender())
        self.shown()

    def _on_print(self) -> None:
        try:
            print_pdf(self.preview.pdf)
        except DocumentProblem as problem:
            self._tell(self.failed, say(problem.message), say(problem.advice) if problem.advice else "")
        else:
            self._tell(self.told, _("Sent to the printer"), _("Is the frame whole on all four sides?"))

    def _on_save(self) -> None:
        from shopbook.documents.files import save

        wanted = str(Path.home() / f"shopbook-{self.paper}.pdf")
        name, _kind = QFileDialog.getSaveFileName(self, _("Save as PDF"), wanted, "PDF (*.pdf)")
        if not name:
            return
        try:
            saved = save(self.preview.pdf, name)
        except DocumentProblem as problem:
            self._tell(self.failed, say(problem.message), say(problem.advice) if problem.advice else "")
        else:
            self._tell(self.told, _("The PDF is saved"), str(saved))

    def _tell(self, strip: Banner, text: str, detail: str) -> None:
        self.told.setVisible(strip is self.told)
        self.failed.setVisible(strip is self.failed)
        strip.say(text, detail)


class BackupStep(Step):
    """The folder backups will go to; `folder` is None while none was chosen."""

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__(
            lambda: _("Where should backups go?"),
            lambda: _("A pen drive is best: when the computer is lost, the book is not."),
        )
        self.folder: Path | None = None
        drives = FlowLayout(gap=theme.px(10))
        self.drives = {Path(one.rootPath()): one for one in pen_drives()}
        for root, drive in self.drives.items():
            button = plain(drive.displayName(), "hard-drive-download")
            button.setProperty("folder", str(root))
            button.clicked.connect(self._on_drive_clicked)
            drives.addWidget(button)
        self.choose = plain(lambda: _("Choose a folder"), "folder-open")
        drives.addWidget(self.choose)
        self.body.addLayout(drives)
        self.place = Banner("green", "")
        self.place.hide()
        self.body.addWidget(self.place)
        self.same_disk = Banner("amber", lambda: _("This is the same disk the book is on."),
                                lambda: _("If the disk breaks, both are gone. A pen drive is safer."))  # fmt: skip
        self.same_disk.hide()
        self.body.addWidget(self.same_disk)
        self.body.addSpacing(theme.px(6))
        self.honest = Banner(
            "info",
            lambda: _("Every hour a backup is kept by itself, and when the book is closed."),
            lambda: _("Without a place they go beside the book, in: {folder}").format(
                folder=paths.data_dir()
            ),
        )
        self.body.addWidget(self.honest)
        self.body.addStretch(1)
        self.choose.clicked.connect(self._on_choose)

    def first_focus(self) -> QWidget:
        return self.choose

    def take(self, folder: Path) -> None:
        """Remember a folder and show it."""
        self.folder = folder
        self.place.say(lambda: _("Backups will go here: {folder}").format(folder=self.folder))
        self.place.show()
        self.same_disk.setVisible(same_disk(folder, paths.data_dir()))
        self.chosen.emit()

    def _on_choose(self) -> None:
        name = QFileDialog.getExistingDirectory(self, _("Choose a folder"), str(Path.home()))
        if name:
            self.take(Path(name))

    def _on_drive_clicked(self) -> None:
        self.take(Path(self.sender().property("folder")))


def pen_drives() -> list[QStorageInfo]:
    """Drives plugged in beside the system's own."""
    found = []
    for drive in QStorageInfo.mountedVolumes():
        root = drive.rootPath()
        outside = root.startswith(("/media/", "/run/media/", "/Volumes/")) or (
            root[1:3] == ":/" and root[0] > "C"
        )
        if outside and drive.isReady() and not drive.isReadOnly():
            found.append(drive)
    return found


def same_disk(one: Path, other: Path) -> bool:
    """True when both folders are on one volume."""
    return QStorageInfo(str(one)).rootPath() == QStorageInfo(str(other)).rootPath()
