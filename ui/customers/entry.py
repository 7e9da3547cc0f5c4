"""One happening in full, in a sheet: what was changed from what, with the old value back by one key."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopbook.errors import ShopbookError
from shopbook.history.model import Entry
from shopbook.localisation import dates, numbers
from shopbook.localisation.language import _
from ui.context import Context
from ui.customers import deeds, words
from ui.lists.looks import RowLook
from ui.widgets.badges import IconCircle
from ui.widgets.buttons import plain
from ui.widgets.cards import Card, Facts, SidePanel
from ui.widgets.text import Label

# Where an entry's own screen is, and what that screen calls its id.
SCREENS = {
    "sale": ("sale_view", "sale_id"),
    "return": ("sale_view", "return_id"),
    "warranty": ("warranty", "warranty_id"),
    "complaint": ("complaints", "complaint_id"),
    "complaint_closed": ("complaints", "complaint_id"),
    "feedback": ("feedback", "feedback_id"),
    "plan": ("dues", "plan_id"),
    "job": ("service", "job_id"),
    "job_closed": ("service", "job_id"),
}


def open_entry(ctx: Context, customer_id: int, entry: Entry, look: RowLook, private: bool) -> None:
    """Go to the screen an entry belongs to; changes, and entries without a screen, are shown in a sheet here."""
    key, field = SCREENS.get(entry.kind, ("", ""))
    if ctx.navigation.has(key):
        ctx.navigation.go(key, {field: entry.source_id, "customer_id": customer_id})
        return
    ctx.navigation.open_sheet(EntrySheet(ctx, entry, look, private), look.title)


def _writer(ctx: Context, entry: Entry) -> str:
    """Who made a change; nobody's name where nobody had said who they are."""
    names = {one.id: one.name for one in ctx.book.settings.staff()}
    staff_id = entry.changes[0].staff_id
    return names.get(staff_id, _("Nobody signed in")) if staff_id is not None else _("Nobody signed in")


class EntrySheet(QWidget):
    """The facts of an entry; for a change each old value with the button that puts it back."""

    def __init__(self, ctx: Context, entry: Entry, look: RowLook, private: bool) -> None:
        super().__init__()
        self.ctx = ctx
        self.panel = SidePanel(framed=False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.panel)
        body = self.panel.body
        body.addWidget(IconCircle(look.icon, look.tone, 48))
        facts = Facts()
        facts.add(_("Day"), dates.date_weekday(entry.on), strong=False)
        if look.amount:
            facts.add(_("Amount of money"), look.amount)
        if entry.changes:
            facts.add(_("Written by: {name}").format(name="").rstrip(" :"), _writer(ctx, entry), strong=False)
        if entry.number and entry.kind != "note":
            facts.add(_("Number"), numbers.to_script(entry.number))
        body.addWidget(facts)
        for changed in words.changed(entry.changes):
            if private or not changed.private:
                body.addWidget(self._change(changed))
        if not entry.changes and look.second:
            body.addWidget(Label(look.second, "body", wrap=True))
        if entry.kind == "note":
            self._add_note_deeds(entry.source_id)
        body.addStretch(1)
        close = plain(lambda: _("Close"), "x", "Esc")
        close.clicked.connect(ctx.navigation.close_sheet)
        self.panel.add_footer(close)

    def _add_note_deeds(self, note_id: int) -> None:
        pinned = self.ctx.book.notes.note(note_id).pinned
        pin = plain(_("Keep in sight no longer") if pinned else _("Keep in sight"), "star")
        pin.clicked.connect(partial(self._pin, note_id, not pinned))
        trash = plain(lambda: _("Put the note away"), "trash-2")
        trash.clicked.connect(partial(self._trash_note, note_id))
        for button in (pin, trash):
            self.panel.body.addWidget(button)

    def _pin(self, note_id: int, pinned: bool) -> None:
        self.ctx.book.notes.pin(note_id, pinned)
        self.ctx.navigation.close_sheet()
        deeds.done(
            self.ctx, _("The note stays in sight") if pinned else _("The note is in the timeline only")
        )

    def _trash_note(self, note_id: int) -> None:
        self.ctx.book.notes.trash(note_id)
        self.ctx.navigation.close_sheet()
        deeds.done(self.ctx, _("The note was put away"))

    def _change(self, changed: words.Changed) -> Card:
        card = Card(margin=12, gap=4)
        card.body.addWidget(Label(changed.title, "strong"))
        card.body.addWidget(Label(_("Before: {value}").format(value=changed.before), "second", wrap=True))
        card.body.addWidget(
            Label(
                _("After: {value}").format(value=changed.after),
                "second",
                "text2",
                wrap=True,
            )
        )
        button = plain(lambda: _("Put the old one back"), "undo-2")
        button.setAccessibleDescription(changed.title)
        button.clicked.connect(partial(self._put_back, changed))
        card.body.addWidget(button)
        return card

    def _put_back(self, changed: words.Changed) -> None:
        try:
            self.ctx.book.history.put_back(*changed.changes)
        except ShopbookError as error:
            self.ctx.messages.problem(error)
            return
        self.ctx.navigation.close_sheet()
        deeds.done(self.ctx, _("{what} is as it was before").format(what=changed.title))
