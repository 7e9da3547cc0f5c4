"""The family of one customer, written down and mended in place. Birthdays become reminders in the core."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopbook.errors import Invalid, ShopbookError
from shopbook.localisation.language import _, pgettext
from shopbook.notes.model import FamilyDraft, FamilyMember
from shopbook.notes.words import RELATIONS
from ui.context import Context
from ui.customers import deeds, words
from ui.customers.fields import PartialDayField, choices
from ui.forms.choices import ChoiceField
from ui.forms.figures import NumberField
from ui.forms.form import Form
from ui.forms.texts import TextField
from ui.style import theme
from ui.widgets.buttons import icon_button, plain, primary
from ui.widgets.cards import Card, SectionHeader
from ui.widgets.text import Label, caption


class FamilyCard(Card):
    """A line for each member with pencil and cross; the plus opens a little form. Enter saves, Esc closes."""

    began = Signal()

    def __init__(self, ctx: Context) -> None:
        super().__init__(gap=8)
        self.ctx = ctx
        self.customer_id: int | None = None
        self.member_id: int | None = None
        self.head = SectionHeader(lambda: _("Family"))
        self.add = icon_button(lambda: _("Add to the family"), "plus", "Ctrl+F")
        self.head.add(self.add)
        self.none = caption(lambda: _("Nobody is written down yet."), wrap=True)
        self.lines = QVBoxLayout()
        self.lines.setSpacing(theme.px(4))
        self.form = Form(
            [
                [
                    ChoiceField("relation", lambda: _("Relation"), choices(RELATIONS)),
                    NumberField(
                        "head_count", lambda: pgettext("family", "How many"), least=1, most=30, empty=1
                    ),
                ],
                TextField("name", lambda: _("Name")),
                PartialDayField("birthday", lambda: _("Birthday")),
                TextField("school_class", lambda: _("Class or school")),
            ],
            FamilyDraft(0, relation="son"),
        )
        self.save = primary(lambda: _("Save"), "check", "Enter")
        self.close_form = plain(lambda: _("Cancel"), "", "Esc")
        self.editing = QWidget()
        self._lay_out()

        self.add.clicked.connect(self.begin)
        self.form.finished.connect(self._on_save)
        self.form.backed.connect(self.end)
        self.save.clicked.connect(self._on_save)
        self.close_form.clicked.connect(self.end)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self.editing)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(10))
        row = QHBoxLayout()
        row.addWidget(self.close_form, 1)
        row.addWidget(self.save, 2)
        column.addWidget(self.form)
        column.addLayout(row)
        self.editing.hide()
        for part in (self.head, self.none):
            self.body.addWidget(part)
        self.body.addLayout(self.lines)
        self.body.addWidget(self.editing)

    def show_customer(self, customer_id: int) -> None:
        """Read the family again; a form being filled for the same customer stays open."""
        if customer_id != self.customer_id:
            self.end()
        self.customer_id = customer_id
        family = self.ctx.book.notes.family(customer_id)
        while (item := self.lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for member in family:
            self.lines.addWidget(self._line(member))
        self.none.setVisible(not family and self.editing.isHidden())

    def begin(self, member: FamilyMember | bool | None = None) -> None:
        """Open the form for somebody new, or for a member."""
        one = member if isinstance(member, FamilyMember) else None
        self.member_id = one.id if one else None
        self.form.set_draft(one or FamilyDraft(self.customer_id or 0, relation="son"))
        self.editing.show()
        self.none.hide()
        self.began.emit()
        self.form.focus_first()

    def end(self) -> None:
        """Close the form; what stands in it is given up."""
        if self.editing.isHidden():
            return
        self.editing.hide()
        self.member_id = None
        self.add.setFocus()
        if self.customer_id is not None:
            self.show_customer(self.customer_id)

    def _line(self, member: FamilyMember) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        said = QVBoxLayout()
        said.setSpacing(0)
        name = words.member(member)
        said.addWidget(Label(name, "strong", wrap=True))
        detail = words.member_detail(member, self.ctx.book.clock.today())
        if detail:
            said.addWidget(Label(detail, "second", "text2", wrap=True))
        row.addLayout(said, 1)
        for text, icon, deed in (
            (_("Edit {name}").format(name=name), "pencil", partial(self.begin, member)),
            (_("Remove {name}").format(name=name), "x", partial(self._remove, member)),
        ):
            button = icon_button(text, icon)
            button.clicked.connect(deed)
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _on_save(self) -> None:
        notes = self.ctx.book.notes
        try:
            draft: FamilyDraft = self.form.draft()
            if self.member_id is None:
                notes.add_family(draft)
            else:
                notes.change_family(self.member_id, draft)
        except Invalid as invalid:
            self.form.show_problems(invalid.problems)
        except ShopbookError as error:
            self.ctx.messages.problem(error)
        else:
            deeds.done(self.ctx, _("Saved"))
            self.end()

    def _remove(self, member: FamilyMember) -> None:
        self.ctx.book.notes.trash_family(member.id, member.customer_id)
        deeds.done(self.ctx, _("{name} was removed").format(name=words.member(member)))
        self.add.setFocus()
