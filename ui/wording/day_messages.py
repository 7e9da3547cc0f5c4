"""The sheet that writes the day's messages into a file for a bulk SMS service. Which cards get one is the core's."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from shopbook.errors import DocumentProblem, Message
from shopbook.exchange.day_messages import DayMessages, day_messages, table
from shopbook.localisation import numbers
from shopbook.localisation.language import _, ngettext
from ui.context import Context
from ui.forms.texts import TextField
from ui.widgets.buttons import plain, primary
from ui.widgets.cards import Facts, SidePanel, pad
from ui.widgets.strip import Strip
from ui.widgets.text import ElidedLabel, Label

SHOWN = 3


def open_day_messages(ctx: Context, target: object) -> None:
    """Open the sheet for today's list, or for other messages ready to be saved (`target`: DayMessages)."""
    book = ctx.book
    if isinstance(target, DayMessages):
        ctx.navigation.open_sheet(DayMessagesSheet(ctx, target), _("Messages into a file"))
        return
    found = day_messages(book.followups, book.followups.today())
    if not found.lines:
        ctx.messages.info(_("There is nobody to write to today."))
        return
    ctx.navigation.open_sheet(DayMessagesSheet(ctx, found), _("The day's messages into a file"))


class DayMessagesSheet(Strip):
    """How many messages and SMS, a look at the first ones, and where the file goes. Enter saves."""

    def __init__(self, ctx: Context, found: DayMessages) -> None:
        super().__init__()
        self.ctx, self.found = ctx, found
        panel = SidePanel(framed=False)
        column = panel.body
        pad(column, 20, 4, 20, 16, 10)
        column.addWidget(Label(_about, "second", "text2", wrap=True))
        self.facts = Facts()
        self.facts.add(lambda: _("Messages"), numbers.number(len(found.lines)))
        self.facts.add(lambda: _("SMS to pay for"), numbers.number(found.parts))
        if found.without_mobile:
            self.facts.add(lambda: _("No mobile number"), numbers.number(found.without_mobile), strong=False)
        if found.left_in_peace:
            self.facts.add(
                lambda: _("Better not written to"), numbers.number(found.left_in_peace), strong=False
            )
        column.addWidget(self.facts)
        for line in found.lines[:SHOWN]:
            column.addWidget(Label(line.name or numbers.phone(f"+{line.number}"), "strong"))
            column.addWidget(ElidedLabel(line.text, "second", "text2"))
        left = len(found.lines) - SHOWN
        if left > 0:
            more = ngettext("and {n} more", "and {n} more", left).format(n=numbers.number(left))
            column.addWidget(Label(more, "caption", "text2"))
        self.file = TextField("file", lambda: _("File"))
        day = ctx.book.clock.today().isoformat()
        self.file.set_value(str(_documents() / f"{_('Messages')} {day}.csv"))
        column.addWidget(self.file)
        column.addStretch(1)
        self.browse = plain(lambda: _("Another place"), "folder-open")
        self.save = primary(lambda: _("Save the file"), "download")
        panel.add_footer(self.browse, self.save)
        whole = QVBoxLayout(self)
        pad(whole, 0, 0, 0, 0)
        whole.addWidget(panel)
        self.browse.clicked.connect(self._on_browse_clicked)
        self.save.clicked.connect(self.enter)
        self.file.entered.connect(self.enter)

    def first_focus(self) -> QWidget:
        """The one thing left to do."""
        return self.save

    def enter(self) -> None:
        """Save the file."""
        from shopbook.documents import files

        text = str(self.file.value())
        if not text:
            self.file.show_problem(Message("Where is it to be saved?"))
            return
        path = Path(text).expanduser()
        path = path if path.suffix.lower() == ".csv" else path.with_name(f"{path.name}.csv")
        try:
            saved = files.save(table(self.found.lines), path)
        except DocumentProblem as problem:
            self.file.show_problem(problem.message)
            return
        self.ctx.navigation.close_sheet()
        self.ctx.messages.info(
            _("Saved: {name}").format(name=saved.name),
            _("Open the folder"),
            partial(_show_folder, saved.parent),
        )

    def _on_browse_clicked(self) -> None:
        chooser = QFileDialog(self, _("Save the file"), str(self.file.value()), "CSV (*.csv)")
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setDefaultSuffix("csv")
        chooser.fileSelected.connect(self.file.set_value)
        chooser.open()


def _about() -> str:
    return _("A table with number, name and message, for a service that sends SMS to many at once.")


def _documents() -> Path:
    found = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(found) if found else Path.home()


def _show_folder(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
