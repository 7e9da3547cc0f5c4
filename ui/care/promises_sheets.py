"""The sheets that write a promise down: the shop's own word, and a customer's word to buy. Closing them is
promises_settling.py."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopbook.care.promises import BuyPromiseDraft, ShopPromiseDraft
from shopbook.errors import Invalid, Message, ShopbookError
from shopbook.localisation import dates, numbers
from shopbook.localisation.language import _
from ui.context import Context
from ui.forms.customer import CustomerField
from ui.forms.days import Ahead, DateField
from ui.forms.field import Field
from ui.forms.figures import MoneyField
from ui.forms.sheets import LooseSheet
from ui.forms.texts import TextField
from ui.translation import Text
from ui.widgets.buttons import primary
from ui.widgets.cards import SidePanel
from ui.widgets.text import Label


class WordSheet(LooseSheet):
    """A box for who, a box for what, a day; Enter saves from any of them and asks for what is missing.

    Override `write` and give the fields to `lay_out`.
    """

    NAME: ClassVar[str] = ""

    def __init__(self, ctx: Context, customer_id: int | None, who: Text, what: Text) -> None:
        super().__init__(ctx)
        self.person = CustomerField("customer_id", who, ctx.book)
        self.what = TextField("what", what, longest=500)
        if customer_id is not None:
            self.person.show_customer(customer_id)
        self._known = customer_id

    def lay_out(self, fields: Sequence[Field], hint: Text) -> None:
        """Put the fields under each other, and what Enter does below them."""
        self.fields = {field.key: field for field in fields}
        panel = SidePanel(framed=False)
        for widget in (self.strip, *fields):
            panel.body.addWidget(widget)
        panel.body.addWidget(Label(hint, "caption", "text3", wrap=True))
        panel.body.addStretch(1)
        self.save_button = primary(lambda: _("Save"), "check", "Enter")
        panel.add_footer(self.save_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(panel)
        self._watch(fields)
        for field in fields:
            if field is not self.person:
                field.entered.connect(self.save)
        self.person.entered.connect(self._on_person_entered)
        self.save_button.clicked.connect(self.save)
        self._restore()

    def write(self, values: dict[str, object], problems: dict[str, Message]) -> str:
        """Save what the fields say; returns what the toast says. Raises Invalid with `problems` and the draft's own."""
        raise NotImplementedError

    def save(self) -> None:
        """Write the promise down."""
        if self._finished:
            return
        values, problems = self._read()
        try:
            words = self.write(values, problems)
        except ShopbookError as error:
            self._show_error(error)
            return
        self._saved(self._draft_name(), words)

    def _on_person_entered(self) -> None:
        following = [field for field in self.fields.values() if field is not self.person]
        empty = next((field for field in following if not field.typed()), None)
        if empty is not None:
            empty.setFocus()
        else:
            self.save()

    # what survives a crash

    def _draft_name(self) -> str:
        return self.NAME if self._known is None else f"{self.NAME}:{self._known}"

    def _keep(self) -> None:
        row = self.person.row
        kept = {"customer": str(row.id) if row is not None else "", "fields": self._typed()}
        self._keep_or_drop(self._draft_name(), self.what.typed().strip(), kept)

    def _restore(self) -> None:
        kept = self._kept(self._draft_name())
        if kept is None:
            return
        if kept.get("customer"):
            self.person.show_customer(int(kept["customer"]))
        for key, typed in kept["fields"].items():
            if key in self.fields:
                self.fields[key].restore(typed)
        self.what.hint(lambda: _("You had begun to write this; it was kept."))


class ShopPromiseSheet(WordSheet):
    """[what] Enter [day] Enter: the shop's word, with or without a customer."""

    NAME = "shop promise"

    def __init__(self, ctx: Context, customer_id: int | None = None, complaint_id: int | None = None) -> None:
        super().__init__(
            ctx, customer_id, lambda: _("To whom (may be empty)"), lambda: _("What do we promise?")
        )
        self.complaint_id = complaint_id
        self.due_on = DateField(
            "due_on", lambda: _("By which day?"), ctx.book.clock.today,
            chips=(Ahead(), Ahead(days=1), Ahead(days=3), Ahead(days=7)),
        )  # fmt: skip
        hint = lambda: _("The list reminds you the day before and on the day, until it is kept.")  # noqa: E731
        self.lay_out((self.what, self.due_on, self.person), hint)

    def first_focus(self) -> QWidget:
        """What is promised."""
        return self.what.control

    def write(self, values: dict[str, object], problems: dict[str, Message]) -> str:
        due_on = values.get("due_on")
        draft = ShopPromiseDraft(
            str(values.get("what") or ""),
            due_on if isinstance(due_on, dt.date) else None,
            self.person.row.id if self.person.row is not None else None,
            self.complaint_id,
        )
        problems = {**draft.problems(self.ctx.book.clock.today()), **problems}
        if problems or draft.due_on is None:
            raise Invalid(problems)
        self.ctx.book.promises.promise(draft, by=self)
        return _("Promised for {day}: {what}").format(
            day=dates.month_day(draft.due_on.month, draft.due_on.day), what=draft.what
        )


class BuyPromiseSheet(WordSheet):
    """Who, what, for how much and when they will come for it."""

    NAME = "buy promise"

    def __init__(self, ctx: Context, customer_id: int | None = None) -> None:
        super().__init__(ctx, customer_id, lambda: _("Who will buy?"), lambda: _("What will they buy?"))
        self.amount = MoneyField("amount_paisa", lambda: _("For about how much (may be empty)"), empty=None)
        self.expected_on = DateField(
            "expected_on", lambda: _("When will they come?"), ctx.book.clock.today,
            chips=(Ahead(days=1), Ahead(days=3), Ahead(days=7), Ahead(months=1)),
        )  # fmt: skip
        hint = lambda: _("On that day the list reminds you to call.")  # noqa: E731
        self.lay_out((self.person, self.what, self.amount, self.expected_on), hint)

    def first_focus(self) -> QWidget:
        """Who, or what when it is known who."""
        return self.person.control if self.person.row is None else self.what.control

    def write(self, values: dict[str, object], problems: dict[str, Message]) -> str:
        expected_on, amount = values.get("expected_on"), values.get("amount_paisa")
        draft = BuyPromiseDraft(
            self.person.row.id if self.person.row is not None else None,
            str(values.get("what") or ""),
            expected_on if isinstance(expected_on, dt.date) else None,
            amount if isinstance(amount, int) else None,
        )
        problems = {**draft.problems(self.ctx.book.clock.today()), **problems}
        if problems or draft.expected_on is None:
            raise Invalid(problems)
        self.ctx.book.promises.will_buy(draft, by=self)
        money = numbers.money(draft.amount_paisa) if draft.amount_paisa else ""
        day = dates.month_day(draft.expected_on.month, draft.expected_on.day)
        said = _("Will buy on {day}: {what}").format(day=day, what=draft.what)
        return " · ".join(part for part in (said, money) if part)
