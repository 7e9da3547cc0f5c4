"""The sheet in which a helper is written down or changed."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopbook.directory.model import SKILLS, HelperDraft, skill_title
from shopbook.errors import Invalid, ShopbookError
from shopbook.localisation.language import _, explain
from ui.context import Context
from ui.forms.choices import Choice, ChoiceField
from ui.forms.customer import CustomerField
from ui.forms.form import Form
from ui.forms.sheets import KeptSheet
from ui.forms.texts import LongTextField, PhoneField, TextField
from ui.widgets.buttons import primary
from ui.widgets.cards import SidePanel

DRAFT = "helper"
# What the drop-down holds for a trade the shop names itself.
OWN = "own word"


class AlsoCustomer(CustomerField):
    """The customer of a draft, which knows only the id."""

    def set_value(self, value: Any) -> None:
        if isinstance(value, int):
            self.show_customer(value)
        else:
            super().set_value(value)


class HelperSheet(KeptSheet):
    """Name, number, trade, area: the first two are enough to begin with."""

    def __init__(self, ctx: Context, helper_id: int | None = None, name: str = "", area: str = "") -> None:
        super().__init__(ctx)
        self.helper_id = helper_id
        self.name = TextField("name", lambda: _("Name"), longest=200)
        self.phone = PhoneField("phone", lambda: _("Mobile number"))
        self.skill = ChoiceField("skill", lambda: _("What they do"), self._skills())
        self.own = TextField("own_skill", lambda: _("In your own word"), longest=60)
        self.area = TextField("area", lambda: _("Area, para"), longest=200)
        self.note = LongTextField(
            "note", lambda: _("Good to know"), lines=2, example=lambda: _("Comes at night too, fair price …")
        )
        self.person = AlsoCustomer("customer_id", lambda: _("Also a customer (may be empty)"), ctx.book)
        self.form = Form(
            [self.name, self.phone, self.skill, self.own, self.area, self.note, self.person],
            HelperDraft(name=name, area=area, skill="mechanic"),
        )
        panel = SidePanel(framed=False)
        panel.body.addWidget(self.form)
        panel.body.addStretch(1)
        self.save_button = primary(lambda: _("Save"), "check", "Ctrl+Enter")
        panel.add_footer(self.save_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(panel)
        self.skill.changed.connect(self._on_skill)
        self.form.finished.connect(self.save)
        self.form.settled.connect(self._on_settled)
        self.save_button.clicked.connect(self.save)
        if helper_id is not None:
            self._show(helper_id)
        elif not name and (kept := ctx.book.drafts.kept(DRAFT)):
            self.form.restore(kept)
        self._on_skill()

    def first_focus(self) -> QWidget:
        """The name, or the number when the name was typed in the search."""
        return self.phone.control if self.name.typed() and self.helper_id is None else self.name.control

    def _skills(self) -> list[Choice]:
        own = [skill for skill in self.ctx.book.helpers.skills() if skill not in SKILLS]
        named = [Choice(code, partial(skill_title, code)) for code in (*SKILLS[:-1], *own, SKILLS[-1])]
        return [*named, Choice(OWN, lambda: _("Another trade …"))]

    def _show(self, helper_id: int) -> None:
        helper = self.ctx.book.helpers.helper(helper_id)
        if helper.skill not in (choice.value for choice in self._skills()):
            # Whose last helper with this trade has retired.
            self.skill.set_choices([Choice(helper.skill, helper.skill), *self._skills()])
        self.form.set_draft(
            HelperDraft(helper.name, helper.skill, helper.phone, helper.area, helper.note, helper.customer_id)
        )

    def _on_skill(self) -> None:
        self.own.setVisible(self.skill.value() == OWN)
        if self.own.isVisible():
            self.own.setFocus()

    def save(self) -> None:
        """Save the new or changed helper; problems stand under their fields."""
        if self._finished:
            return
        helpers = self.ctx.book.helpers
        try:
            draft: HelperDraft = self.form.draft()
            if self.skill.value() == OWN:
                draft = HelperDraft(
                    draft.name, self.own.value(), draft.phone, draft.area, draft.note, draft.customer_id
                )
            if self.helper_id is None:
                helpers.add(draft, by=self)
            else:
                helpers.change(self.helper_id, draft, by=self)
        except Invalid as invalid:
            own = self.skill.value() == OWN
            self.form.show_problems(
                {"own_skill" if own and key == "skill" else key: one for key, one in invalid.problems.items()}
            )
            return
        except ShopbookError as error:
            self.form.strip.say(explain(error))
            self.form.strip.show()
            return
        self._saved(DRAFT, _("{name} stands in the list of helpers").format(name=draft.name.strip()))

    def _keep(self) -> None:
        if self.helper_id is None and (self.name.typed().strip() or self.phone.typed().strip()):
            self.ctx.book.drafts.keep(DRAFT, self.form.values())
        elif self.helper_id is None:
            self.ctx.book.drafts.drop(DRAFT)
