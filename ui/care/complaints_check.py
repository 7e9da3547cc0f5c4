"""The sheet that asks a few days later: is it really settled? Yes clears it, no opens the complaint again."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopbook.care.complaint_model import Complaint
from shopbook.errors import Message, ShopbookError
from shopbook.localisation.language import _, pgettext
from ui.care.complaints_resolve import quoted
from ui.care.complaints_words import whom
from ui.context import Context
from ui.forms.choices import ChipsField, Choice
from ui.forms.sheets import LooseSheet
from ui.forms.texts import LongTextField
from ui.widgets.buttons import primary
from ui.widgets.cards import SidePanel
from ui.widgets.text import Label

# Each with its key, as the methods of a payment show theirs.
ANSWERS = (
    Choice("yes", lambda: f"{pgettext('really settled', 'Yes, it is')}  1", "smile"),
    Choice("no", lambda: f"{pgettext('really settled', 'No, not yet')}  2", "frown"),
)


class CheckSheet(LooseSheet):
    """1 saves "yes" at once; 2 asks what is still wrong; Enter saves."""

    def __init__(self, ctx: Context, complaint: Complaint) -> None:
        super().__init__(ctx)
        self.complaint = complaint
        self.answer = ChipsField("satisfied", lambda: _("What do they say?"), ANSWERS)
        self.why = LongTextField("why", lambda: _("What is still wrong"), lines=3)
        self.fields = {field.key: field for field in (self.answer, self.why)}
        self.save_button = primary(lambda: _("Save"), "check", "Enter")
        self._lay_out()
        self._watch(self.fields.values())
        self.answer.changed.connect(self._show_answer)
        self.why.entered.connect(self.save)
        self.save_button.clicked.connect(self.save)
        self._restore()
        self._show_answer()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.panel = SidePanel(framed=False)
        column.addWidget(self.panel)
        body = self.panel.body
        body.addWidget(self.strip)
        body.addWidget(quoted(self.ctx, self.complaint))
        body.addSpacing(8)
        body.addWidget(Label(lambda: _("Is it really settled?"), "h1", wrap=True))
        for field in (self.answer, self.why):
            body.addWidget(field)
        self.after = Label("", "caption", "text2", wrap=True)
        body.addWidget(self.after)
        body.addStretch(1)
        self.panel.add_footer(self.save_button)

    def first_focus(self) -> QWidget:
        """The two answers."""
        return self.answer.control

    def key_pressed(self, key: str) -> bool:
        """1: yes, saved at once. 2: no, and what is wrong."""
        if key == "1":
            self.answer.set_value("yes")
            self.save()
        elif key == "2":
            self.answer.set_value("no")
            self._show_answer()
        return key in ("1", "2")

    def _show_answer(self) -> None:
        answer = self.answer.value()
        self.why.setVisible(answer == "no")
        self.after.setVisible(bool(answer))
        if answer == "no":
            self.after.say(
                lambda: _("The complaint is opened again and stands on the list until it is settled.")
            )
            self.why.setFocus()
        elif answer == "yes":
            self.after.say(lambda: _("The customer is at ease again: offers and greetings go on."))

    def save(self) -> None:
        """Write the answer down."""
        if self._finished:
            return
        answer = self.answer.value()
        if answer is None:
            self.answer.show_problem(Message("Choose yes or no."))
            self.answer.setFocus()
            return
        why = str(self.why.value()) if answer == "no" else ""
        try:
            self.ctx.book.complaints.check(self.complaint.id, answer == "yes", why=why)
        except ShopbookError as error:
            self._show_error(error)
            return
        words = _("Really settled: {who}") if answer == "yes" else _("Open again: {who}")
        self._saved(self._draft_name(), words.format(who=whom(self.complaint)))

    # what survives a crash

    def _draft_name(self) -> str:
        return f"complaint_checked:{self.complaint.id}"

    def _keep(self) -> None:
        self._keep_or_drop(self._draft_name(), self.why.typed().strip(), {"fields": self._typed()})

    def _restore(self) -> None:
        if kept := self._kept(self._draft_name()):
            for key, field in self.fields.items():
                field.restore(kept["fields"].get(key, ""))
            self.why.hint(lambda: _("You had begun to write this; it was kept."))
