"""Taking everything out: what the packet will hold, where it goes and where it went. The zip is shopbook.exchange's."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from shopbook.errors import Cancelled, ShopbookError
from shopbook.exchange.archive import Exported
from shopbook.localisation import numbers
from shopbook.localisation.language import _, ngettext
from shopbook.progress import Progress
from ui.actions import Action
from ui.context import Context
from ui.forms.controls import TickBox
from ui.page import Page
from ui.qt import NoFrame, ScrollOff
from ui.style import theme
from ui.widgets.badges import IconCircle
from ui.widgets.buttons import icon_button, plain, primary
from ui.widgets.cards import Banner, Card, Facts, mark, pad
from ui.widgets.flow import FlowLayout
from ui.widgets.text import Label, h1

_WIDEST = 860
_MEGABYTE = 1_000_000


class ExportPage(Page):
    """The whole book as one zip for a stick, an accountant or another program; nothing in the book changes."""

    TOPICS = ("staff", "warranty")

    def __init__(self, ctx: Context) -> None:
        super().__init__(ctx)
        self.made: Exported | None = None
        self._asked_cards = False
        self.take = primary(lambda: _("Choose the place and take it out"), "package", "Ctrl+Enter")
        self.back = icon_button(lambda: _("Back"), "arrow-left", "Esc")
        self.cards = TickBox()
        self.owners = Banner(
            "info",
            lambda: _("The owner's own notes stay here"),
            lambda: _("Only the owner can take them out too."),
        )
        self.care = Banner(
            "amber",
            lambda: _("All names, numbers and dues are in it"),
            lambda: _("Whoever has this file can read them. Give it only to somebody you trust."),
        )
        self.what = self._what_is_in_it()
        self.done = self._where_it_went()
        self._lay_out()
        self.take.clicked.connect(self.choose_place)
        self.back.clicked.connect(self._on_back)
        self.folder.clicked.connect(self._on_folder)
        self.again.clicked.connect(self._on_again)

    def _what_is_in_it(self) -> Card:
        card = Card(margin=16, gap=10)
        lines = (
            (
                "file-spreadsheet",
                lambda: _("Excel and CSV: customers, sales, dues, warranties, notes and the rest"),
            ),
            ("users", lambda: _("Contacts (.vcf) that open in any phone")),
            ("shield-check", lambda: _("The warranty cards that still hold, as PDF")),
            (
                "history",
                lambda: _("The whole book with its history: from it the same book can be made again"),
            ),
        )
        for icon, words in lines:
            row = QHBoxLayout()
            row.setSpacing(theme.px(12))
            row.addWidget(mark(icon, "brand", 20), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(Label(words, "body", wrap=True), 1)
            card.body.addLayout(row)
        card.body.addSpacing(theme.px(4))
        card.body.addWidget(self.cards)
        return card

    def _where_it_went(self) -> Card:
        card = Card(margin=18, gap=12)
        head = QHBoxLayout()
        head.setSpacing(theme.px(14))
        head.addWidget(IconCircle("circle-check", "green", 44))
        says = QVBoxLayout()
        pad(says, 0, 0, 0, 0, 2)
        self.title_done = Label(lambda: _("Everything is taken out"), "h1", wrap=True)
        self.place = Label("", "second", "text2", wrap=True)
        self.place.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.place.setAccessibleName(_("Where it went"))
        says.addWidget(self.title_done)
        says.addWidget(self.place)
        head.addLayout(says, 1)
        card.body.addLayout(head)
        self.facts = Facts()
        card.body.addWidget(self.facts)
        self.folder = plain(lambda: _("Show the folder"), "folder-open")
        self.again = plain(lambda: _("Take it out once more"), "package")
        around = QWidget()
        flow = FlowLayout(around, theme.px(10))
        for button in (self.folder, self.again):
            flow.addWidget(button)
        card.body.addWidget(around)
        return card

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setMaximumWidth(theme.px(_WIDEST))
        column = QVBoxLayout(inside)
        pad(column, 0, 0, 0, 0, 12)
        intro = lambda: _(  # noqa: E731 -- a text to be asked again
            "The whole book as one file. Nothing in it needs this program, so your shop's book is always yours."
        )
        top = QHBoxLayout()
        top.setSpacing(theme.px(10))
        top.addWidget(self.back)
        top.addWidget(h1(lambda: _("Take everything out")), 1)
        column.addLayout(top)
        column.addWidget(Label(intro, "second", "text2", wrap=True))
        for widget in (self.what, self.care, self.owners):
            column.addWidget(widget)
        self._buttons = QWidget()
        row = QHBoxLayout(self._buttons)
        pad(row, 0, 0, 0, 0, 0)
        row.addWidget(self.take)
        row.addStretch(1)
        column.addWidget(self._buttons)
        column.addWidget(self.done)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(NoFrame)
        area.setHorizontalScrollBarPolicy(ScrollOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        around = QWidget()
        line = QHBoxLayout(around)
        pad(line, 20, 14, 20, 14, 0)
        line.addWidget(inside, 1)
        line.addStretch(0)
        area.setWidget(around)
        outer = QVBoxLayout(self)
        pad(outer, 0, 0, 0, 0, 0)
        outer.addWidget(area)
        self._show_made()

    # what the page is asked

    def open(self, target: object) -> None:
        """Begin anew, whatever was taken out before."""
        self.made = None
        self._show_made()

    def refresh(self) -> None:
        """How many cards there are, and whose notes go along."""
        count = self.ctx.book.archive.cards_holding()
        said = ngettext("Make {n} warranty card as PDF too", "Make {n} warranty cards as PDF too", count)
        self.cards.setText(said.format(n=numbers.number(count)))
        self.cards.setChecked(count > 0 and (self.cards.isChecked() or not self._asked_cards))
        self._asked_cards = True
        self.cards.setEnabled(count > 0)
        self.owners.setVisible(self.made is None and not self.ctx.book.store.may("see_private"))

    def retranslate(self) -> None:
        """The figures."""
        self.refresh()
        self._show_made()

    def first_focus(self) -> QWidget | None:
        """The one button, or the folder it went to."""
        return self.take if self.made is None else self.folder

    def actions_here(self) -> list[Action]:
        """The key of the one button."""
        here = lambda: _("Take everything out")  # noqa: E731 -- a text to be asked again
        words = lambda: _("Choose the place and take it out")  # noqa: E731
        return [Action("take_out", words, self.choose_place, "Ctrl+Return Ctrl+Enter", "package", here)]

    # the deed

    def choose_place(self) -> None:
        """Ask for the place and write there."""
        if self.ctx.jobs.busy or self.made is not None:
            return
        wanted = _documents() / self.ctx.book.archive.file_name()
        name, _kind = QFileDialog.getSaveFileName(self, _("Take everything out"), str(wanted), "ZIP (*.zip)")
        if name:
            self.take_out(Path(name) if name.lower().endswith(".zip") else Path(f"{name}.zip"))

    def take_out(self, path: Path) -> None:
        """Write everything to `path` on the worker thread; the counter goes on meanwhile."""
        work = partial(self._write, path, self.cards.isChecked() and self.cards.isEnabled())
        self.ctx.jobs.run(_("Taking everything out"), work, self._on_written, self._on_failed)

    def _write(self, path: Path, cards: bool, progress: Progress) -> Exported:
        with self.ctx.book.second(read_only=True) as own:
            return own.archive.export(path, progress, cards=cards)

    def _on_written(self, made: Exported) -> None:
        self.made = made
        self._show_made()
        if self.isVisible():
            self.folder.setFocus()

    def _on_failed(self, error: BaseException) -> None:
        if isinstance(error, Cancelled):
            self.ctx.messages.info(_("Stopped. Nothing was written."))
        elif isinstance(error, ShopbookError):
            self.ctx.messages.problem(error)
        else:
            self.ctx.jobs.crashed.emit(error)

    # what came of it

    def _show_made(self) -> None:
        made = self.made
        for widget in (self.what, self.care, self._buttons):
            widget.setVisible(made is None)
        self.done.setVisible(made is not None)
        if made is None:
            return
        self.owners.hide()
        self.place.say(str(made.path))
        size = numbers.to_script(f"{max(0.1, made.bytes / _MEGABYTE):.1f}")
        self.facts.clear()
        self.facts.add(lambda: _("Size"), _("{n} MB").format(n=size))
        counted = (
            (lambda: _("Customers"), made.counts.get("customers", 0)),
            (lambda: _("Sales"), made.counts.get("sales", 0)),
            (lambda: _("Lines in the dues book"), made.counts.get("ledger", 0)),
            (lambda: _("Warranty cards as PDF"), made.cards),
        )
        for label, n in counted:
            self.facts.add(label, numbers.number(n))

    def _on_back(self) -> None:
        if not self.ctx.navigation.back():
            self.ctx.navigation.go("settings", "file")

    def _on_folder(self) -> None:
        if self.made is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.made.path.parent)))

    def _on_again(self) -> None:
        self.open(None)
        self.refresh()
        self.take.setFocus()


def _documents() -> Path:
    found = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(found) if found else Path.home()
