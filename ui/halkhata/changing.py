"""A drive's day, heading and words, changed in a sheet; who is invited stays as it is."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout

from shopbook.errors import Invalid, Message, ShopbookError
from shopbook.halkhata.model import Halkhata, HalkhataDraft
from shopbook.localisation.language import _, say
from ui.context import Context
from ui.halkhata.fields import DriveFields
from ui.widgets.buttons import primary
from ui.widgets.cards import Banner, SidePanel
from ui.widgets.strip import Strip


class ChangeSheet(Strip):
    """Enter goes on, Ctrl+Enter saves."""

    def __init__(self, ctx: Context, drive: Halkhata) -> None:
        super().__init__()
        self.ctx, self.drive = ctx, drive
        self.fields = DriveFields(ctx.book.clock.today)
        self.problem = Banner("red", "")
        self.problem.hide()
        self.save = primary(lambda: _("Save"), "check", "Ctrl+Enter")
        panel = SidePanel(framed=False)
        panel.body.addWidget(self.problem)
        for field in self.fields.all():
            panel.body.addWidget(field)
            field.finish_asked.connect(self.enter)
        panel.body.addStretch(1)
        panel.add_footer(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(panel)
        self.setFocusProxy(self.fields.held_on)
        self.fields.show(drive.draft)
        self.save.clicked.connect(self.enter)

    def enter(self) -> None:
        """Save."""
        problems: dict[str, Message] = {}
        values = self.fields.read(problems)
        try:
            if problems:
                raise Invalid(problems)
            draft = HalkhataDraft(least_paisa=self.drive.least_paisa, **values)
            self.ctx.book.halkhatas.change(self.drive.id, draft)
        except Invalid as invalid:
            self._say(invalid)
            return
        except ShopbookError as error:
            self.problem.say(say(error.message))
            self.problem.show()
            return
        self.ctx.navigation.close_sheet()
        self.ctx.messages.done(_("Saved"), undo=partial(_back, self.ctx, self.drive))

    def _say(self, invalid: Invalid) -> None:
        known = {field.key: field for field in self.fields.all()}
        for key, field in known.items():
            field.show_problem(invalid.problems.get(key))
        homeless = [say(problem) for key, problem in invalid.problems.items() if key not in known]
        self.problem.say("\n".join(homeless))
        self.problem.setVisible(bool(homeless))


def _back(ctx: Context, before: Halkhata) -> None:
    """Let the drive be as it was."""
    ctx.book.halkhatas.change(before.id, before.draft)
