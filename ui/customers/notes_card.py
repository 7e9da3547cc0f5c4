"""What must not be overlooked: the remark, pinned notes, and news whose end nobody has heard yet."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopbook.localisation import dates
from shopbook.localisation.language import _
from shopbook.notes.model import Note
from ui.context import Context
from ui.customers import deeds
from ui.style import theme
from ui.widgets.badges import Badge
from ui.widgets.buttons import quiet
from ui.widgets.cards import Card, SectionHeader
from ui.widgets.text import Label

MOST_SHOWN = 5


class NotesCard(Card):
    """Each note with its day; an open one can be closed here. `opened(note_id)` on a press."""

    opened = Signal(object)

    def __init__(self, ctx: Context) -> None:
        super().__init__(gap=8)
        self.ctx = ctx
        self.body.addWidget(SectionHeader(lambda: _("Keep in mind")))
        self.lines = QVBoxLayout()
        self.lines.setSpacing(theme.px(10))
        self.body.addLayout(self.lines)

    def show_customer(self, customer_id: int, remark: str, private: bool) -> None:
        """Read the notes again; without any the part is not there at all."""
        notes = [
            note
            for note in self.ctx.book.notes.notes(customer_id)
            if note.pinned or (note.needs_closing and note.resolved_on is None)
        ]
        while (item := self.lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        if remark:
            self.lines.addWidget(Label(remark, "body", wrap=True))
        for note in notes[:MOST_SHOWN]:
            self.lines.addWidget(self._line(note, private))
        self.setVisible(bool(notes or remark))

    def _line(self, note: Note, private: bool) -> QWidget:
        today = self.ctx.book.clock.today()
        hidden = note.sensitivity != "open" and not private
        line = QWidget()
        column = QVBoxLayout(line)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(2))
        head = QHBoxLayout()
        head.addWidget(Badge(self.ctx.book.notes.kind(note.kind).title, "amber"))
        head.addWidget(Label(dates.ago(note.noted_on, today), "caption", "text2"))
        head.addStretch(1)
        if note.needs_closing and note.resolved_on is None:
            done = quiet(lambda: _("It ended well"), "check")
            done.clicked.connect(partial(self._resolve, note.id))
            head.addWidget(done)
        column.addLayout(head)
        body = _("Private — press the eye to read it") if hidden else note.body
        column.addWidget(
            Label(body, "body", "text2" if hidden else "text", wrap=True), 0, Qt.AlignmentFlag.AlignTop
        )
        return line

    def _resolve(self, note_id: int) -> None:
        self.ctx.book.notes.resolve(note_id)
        deeds.done(self.ctx, _("Noted: it is over"))
