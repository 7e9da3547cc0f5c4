"""The card of the report of a problem: what would be in it, readable before it is saved. What goes in is
shopbook.reports.incident."""

from __future__ import annotations

import platform
from pathlib import Path

import PySide6
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPlainTextEdit, QWidget

import shopbook
from shopbook.errors import Message, ShopbookError
from shopbook.localisation.language import _, say
from shopbook.progress import Progress
from shopbook.reports import incident
from ui import crash
from ui.context import Context
from ui.style import theme
from ui.widgets.buttons import plain, primary
from ui.widgets.cards import Card, Facts
from ui.widgets.text import Label

Checked = tuple[tuple[str, int, int], ...]


class ReportCard(Card):
    """Look into the report, have the book checked for it, save it as a zip file."""

    def __init__(self, ctx: Context) -> None:
        super().__init__(margin=18, gap=10)
        self._ctx = ctx
        self._checked: Checked = ()
        self.body.addWidget(Label(lambda: _("If something goes wrong"), "h2"))
        self.body.addWidget(
            Label(
                lambda: _(
                    "The report tells what the program is and what it noted about itself. Names, phones and words of "
                    "the book are taken out. It stays on this computer until you hand it to somebody."
                ),
                "second",
                "text2",
                wrap=True,
            )
        )
        self.contents = Facts()
        self.text = QPlainTextEdit()
        self.text.setAccessibleName(_("What is in the report"))
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(theme.px(200))
        self.text.hide()
        self.look = plain(lambda: _("Look what is in it"), "eye")
        self.check = plain(lambda: _("Also check the book"), "shield-check")
        self.save = primary(lambda: _("Save a report"), "save")
        buttons = QWidget()
        row = QHBoxLayout(buttons)
        row.setContentsMargins(0, 0, 0, 0)
        for button in (self.save, self.look, self.check):
            row.addWidget(button)
        row.addStretch(1)
        for widget in (self.contents, self.text, buttons):
            self.body.addWidget(widget)
        self.look.clicked.connect(self.show_text)
        self.check.clicked.connect(self.check_book)
        self.save.clicked.connect(self._on_save)

    def gathered(self) -> incident.Incident:
        """The report as it would be saved now."""
        versions = {
            "shopbook": shopbook.__version__,
            "python": platform.python_version(),
            "qt": PySide6.__version__,
            "system": platform.platform(terse=True),
        }
        return incident.gather(self._ctx.book.store, crash.log_folder(), versions, self._checked)

    def show_text(self) -> None:
        """Every file of the report, one below the other."""
        made = self.gathered()
        self.contents.clear()
        for part in made.parts:
            self.contents.add(part.name, lambda part=part: say(part.title), strong=False)  # type: ignore[misc]
        self.text.setPlainText("\n\n".join(f"— {part.name} —\n{part.text}" for part in made.parts))
        self.text.show()

    def check_book(self) -> None:
        """Compare everything in the book and put the result into the report."""
        self._ctx.jobs.run(_("Checking the book"), self._check, self._on_checked)

    def _check(self, progress: Progress) -> Checked:
        from shopbook.checks import check

        with self._ctx.book.second() as book:
            found = check(book, progress)
        return tuple((part.name, part.compared, part.differing) for part in found.parts)

    def _on_checked(self, checked: Checked) -> None:
        self._checked = checked
        self.show_text()

    def save_to(self, path: Path) -> None:
        """Write it; what keeps it from being written is told."""
        try:
            incident.save(self.gathered(), path)
        except OSError:
            self._ctx.messages.problem(
                ShopbookError(
                    Message("The report could not be saved there."),
                    Message("Choose another folder, or free some space."),
                )
            )
            return
        self._ctx.messages.done(_("The report is saved: {file}").format(file=path.name))

    def _on_save(self) -> None:
        wanted = str(Path.home() / f"shopbook-report-{self._ctx.book.clock.today().isoformat()}.zip")
        name, _kind = QFileDialog.getSaveFileName(self, _("Save a report"), wanted, "ZIP (*.zip)")
        if name:
            self.save_to(Path(name))
