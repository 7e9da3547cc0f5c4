"""A new customer in one line: the sheet of Ctrl+N. The whole form is editor.py."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopbook.customers.one_line import draft_of_line
from shopbook.errors import Invalid, ShopbookError
from shopbook.localisation import numbers
from shopbook.localisation.language import _, say
from ui.context import Context
from ui.customers import deeds
from ui.customers.known_phone import KnownPhone
from ui.forms.texts import TextField
from ui.widgets.buttons import plain, primary
from ui.widgets.cards import SidePanel
from ui.widgets.text import Label


def begin(ctx: Context, text: str = "") -> AddSheet:
    """Open the sheet; `text` is what was already typed elsewhere."""
    sheet = AddSheet(ctx, text)
    ctx.navigation.open_sheet(sheet, _("New customer"))
    return sheet


class AddSheet(QWidget):
    """One line, what it was understood as, and who already has that phone. Enter saves and opens the profile."""

    own_shortcuts = ("Alt+A",)

    def __init__(self, ctx: Context, text: str = "") -> None:
        super().__init__()
        self.ctx = ctx
        panel = SidePanel(framed=False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(panel)
        self.line = TextField(
            "name", lambda: _("Name, phone, or both"), example=lambda: _("For example: Rahim 01712345678")
        )
        self.understood = Label("", "second", "text2", wrap=True)
        self.known = KnownPhone(ctx)
        self.more = plain(lambda: _("All fields"), "pencil", "Alt+A")
        self.save = primary(lambda: _("Save"), "check", "Enter")
        for widget in (self.line, self.understood, self.known):
            panel.body.addWidget(widget)
        panel.body.addStretch(1)
        panel.add_footer(self.more, self.save)
        self.setFocusProxy(self.line)
        self.line.set_value(text)
        self._look()

        self.line.changed.connect(self._look)
        self.line.entered.connect(self._on_save)
        self.line.finish_asked.connect(self._on_save)
        self.save.clicked.connect(self._on_save)
        self.more.clicked.connect(self._on_more)
        self.known.watch(self.line.line)
        all_fields = QShortcut(QKeySequence("Alt+A"), self)
        all_fields.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        all_fields.activated.connect(self._on_more)

    def first_focus(self) -> QWidget:
        """The line."""
        return self.line.line

    def _look(self) -> None:
        draft = draft_of_line(self.line.typed())
        shown = [numbers.phone(phone.raw) for phone in draft.phones]
        parts = [_("Name: {name}").format(name=draft.name)] if draft.name else []
        parts += [_("Phone: {phone}").format(phone=", ".join(shown))] if shown else []
        self.understood.say("  ·  ".join(parts))
        self.known.look(" / ".join(phone.raw for phone in draft.phones))

    def _on_save(self) -> None:
        try:
            draft = draft_of_line(self.line.typed())
            problems = draft.problems()
            if problems:
                raise Invalid(problems)
            self.ctx.navigation.close_sheet()
            deeds.add(self.ctx, draft)
        except Invalid as invalid:
            self.line.show_problem(" ".join(say(problem) for problem in invalid.problems.values()))
        except ShopbookError as error:
            self.ctx.messages.problem(error)

    def _on_more(self) -> None:
        text = self.line.typed()
        self.ctx.navigation.close_sheet()
        self.ctx.navigation.go("customer_new", text)
