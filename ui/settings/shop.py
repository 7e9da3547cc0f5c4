"""The shop's facts that head its papers, and the rules of the day's list. Both are one draft of the core."""

from __future__ import annotations

import dataclasses
from functools import partial

from PySide6.QtWidgets import QWidget

from shopbook.errors import Invalid
from shopbook.localisation.language import _
from shopbook.settings.model import Shop, ShopDraft
from ui.context import Context
from ui.forms.choices import ChoiceField
from ui.forms.field import Field
from ui.forms.figures import NumberField
from ui.forms.form import Form
from ui.forms.texts import HourField, LongTextField, PhoneField, TextField
from ui.forms.weekdays import weekdays
from ui.settings.pane import Pane
from ui.translation import Text
from ui.widgets.buttons import primary


class _ShopPane(Pane):
    """A form over some facts of the shop; what it does not ask stays as it was."""

    def __init__(self, ctx: Context, parts: list[tuple[Text, Text, list[list[Field]]]]) -> None:
        super().__init__()
        self._ctx = ctx
        self.forms: list[Form] = []
        for title, detail, rows in parts:
            card = self.card(title, detail)
            form = Form(rows, ShopDraft())
            form.finished.connect(self.save)
            card.body.addWidget(form)
            self.forms.append(form)
        self.button = primary(lambda: _("Save"), "check", "Ctrl+Enter")
        self.button.clicked.connect(self.save)
        self.foot(self.button)
        self.end()
        self.show_now()

    def show_now(self) -> None:
        """What the book has, unless something was typed and not saved."""
        draft = _draft(self._ctx.book.settings.shop())
        for form in self.forms:
            form.set_draft(draft)

    def first_focus(self) -> QWidget:
        return next(iter(self.forms[0].fields.values()))

    def save(self) -> None:
        """Save every fact of this part at once; problems stand under their fields."""
        before = _draft(self._ctx.book.settings.shop())
        try:
            after = before
            for form in self.forms:
                said = form.draft()
                after = dataclasses.replace(after, **{key: getattr(said, key) for key in form.fields})
            if after == before:
                self._ctx.messages.info(_("Nothing was changed."))
                return
            self._ctx.book.settings.change_shop(after, by=self)
        except Invalid as invalid:
            for form in self.forms:
                mine = {key: problem for key, problem in invalid.problems.items() if key in form.fields}
                form.show_problems(mine)
            return
        undo = partial(self._ctx.book.settings.change_shop, before)
        self._ctx.messages.done(_("Saved"), undo=undo)


class ShopPane(_ShopPane):
    """Names, address and the words on papers."""

    def __init__(self, ctx: Context) -> None:
        super().__init__(ctx, [
            (lambda: _("The shop"), lambda: _("This heads every card and list you print."), [
                [TextField("name_bn", lambda: _("Name of the shop")),
                 TextField("name_en", lambda: _("Name in English"))],
                [TextField("owner", lambda: _("Owner")), PhoneField("hotline", lambda: _("Phone of the shop"))],
                [TextField("address", lambda: _("Address of the shop"), longest=300)],
                [TextField("hours_text", lambda: _("Opening hours, as printed"),
                           example=lambda: _("10 in the morning to 9 at night"))],
            ]),
            (lambda: _("Words on the papers"), "", [
                [LongTextField("warranty_terms", lambda: _("Warranty terms"), lines=4,
                               hint=lambda: _("A line for each rule. Cards made earlier keep their own terms."))],
            ]),
        ])  # fmt: skip


class DayPane(_ShopPane):
    """When the shop is open and how many calls a day can hold."""

    def __init__(self, ctx: Context) -> None:
        super().__init__(ctx, [
            (lambda: _("The day"), "", [
                [ChoiceField("weekly_holiday", lambda: _("Weekly holiday"), weekdays(),
                             hint=lambda: _("What falls on it moves to a working day.")),
                 HourField("opens_at", lambda: _("Opens at")),
                 HourField("closes_at", lambda: _("Closes at"))],
            ]),
            (lambda: _("Today's list"),
             lambda: _("Promises and call-backs always stand in it; the rest fills up to this."), [
                [NumberField("day_capacity", lambda: _("Calls a day"), least=1, most=500, empty=20),
                 NumberField("contact_cap_days", lambda: _("Days between two friendly calls"), most=90, empty=7,
                             hint=lambda: _("So that nobody is rung up too often."))],
            ]),
        ])  # fmt: skip


def _draft(shop: Shop) -> ShopDraft:
    return ShopDraft(**{field.name: getattr(shop, field.name) for field in dataclasses.fields(ShopDraft)})
