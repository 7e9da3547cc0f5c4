"""The account of a customer between two days, before it is printed. Counting it is shopbook.dues; the paper is
ui/printing.py."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopbook.dues.model import Account
from shopbook.errors import Message
from shopbook.localisation import dates, numbers
from shopbook.localisation.language import _, ngettext, pgettext
from ui import accounts, printing, titles
from ui.context import Context
from ui.forms.choices import ChipsField, Choice
from ui.forms.customer import CustomerField
from ui.forms.days import DateField
from ui.forms.field import Wrong
from ui.widgets.buttons import primary
from ui.widgets.cards import Facts, SidePanel
from ui.widgets.strip import Strip
from ui.widgets.text import Label

LOOK_AFTER_MS = 250
PRESETS = (
    Choice("month", lambda: _("This month")),
    Choice("quarter", lambda: _("Last 3 months")),
    Choice("year", lambda: _("This year")),
    Choice("all", lambda: _("From the beginning")),
)


class StatementSheet(Strip):
    """Enter opens the paper; the days are those of a preset until they are typed."""

    def __init__(self, ctx: Context, customer_id: int | None) -> None:
        super().__init__()
        self.ctx = ctx
        self.customer_id = customer_id
        today = ctx.book.clock.today
        self.person = CustomerField("customer", lambda: _("Whose account?"), ctx.book, creates=False)
        self.preset = ChipsField("preset", lambda: _("Which days"), PRESETS)
        self.first = DateField("first", lambda: pgettext("days", "From"), today, chips=())
        self.last = DateField("last", lambda: pgettext("days", "To"), today, chips=())
        self.figures = Facts()
        self.nothing = Label(lambda: _("Nothing was written in these days."), "second", "text2", wrap=True)
        self.look = primary(lambda: _("Look at the statement"), "printer", "Enter")
        # An account of years is long: it is counted when the typing pauses.
        self._look = QTimer(self)
        self._look.setSingleShot(True)
        self._look.setInterval(LOOK_AFTER_MS)
        self._lay_out()

        self._look.timeout.connect(self._show)
        self.person.picked.connect(self._on_picked)
        self.preset.changed.connect(self._on_preset)
        for field in (self.first, self.last):
            field.changed.connect(self._on_day_typed)
            field.entered.connect(self.enter)
        self.preset.entered.connect(self.enter)
        self.look.clicked.connect(self.enter)
        self.preset.set_value("quarter")
        self._on_preset()

    def _lay_out(self) -> None:
        panel = SidePanel(framed=False)
        for widget in (self.person, self.preset, self.first, self.last, self.figures, self.nothing):
            panel.body.addWidget(widget)
        panel.body.addStretch(1)
        panel.add_footer(self.look)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(panel)
        self.person.setVisible(self.customer_id is None)

    def first_focus(self) -> QWidget:
        """Whose, when that is not known; else the chosen days."""
        if self.customer_id is None:
            return self.person.control
        return next((one for one in self.preset.buttons if one.isChecked()), self.preset.buttons[0])

    def days(self) -> tuple[dt.date | None, dt.date | None] | None:
        """The first and the last day (None: without an end); None when they cannot be read."""
        try:
            first, last = self.first.value(), self.last.value()
        except Wrong:
            return None
        return None if first is not None and last is not None and first > last else (first, last)

    def enter(self) -> None:
        """Open the paper; what is wrong stands under its field."""
        if self.customer_id is None:
            self.person.show_problem(Message("Whose account? Write a name or a phone."))
            self.person.setFocus()
            return
        days = self.days()
        if days is None:
            if self.first.check() and self.last.check():
                self.last.show_problem(Message("The last day is before the first."))
            return
        customer_id = self.customer_id
        self.ctx.navigation.close_sheet()
        target = {"customer_id": customer_id, "first": days[0], "last": days[1]}
        printing.show_paper(self.ctx, "statement", target)

    # what is shown

    def _show(self) -> None:
        """What the statement will say: opening, lines, closing."""
        self.figures.clear()
        self.nothing.hide()
        days = self.days()
        self.look.setEnabled(self.customer_id is not None and days is not None)
        if self.customer_id is None or days is None:
            return
        account = self.ctx.book.dues.account(self.customer_id, *days)
        self._show_account(account)
        self.nothing.setVisible(not account.lines)

    def _show_account(self, account: Account) -> None:
        add = self.figures.add
        opened = account.opening_paisa
        if account.first is not None:
            day = dates.date_long(account.first)
            add(_("Due before {day}").format(day=day), accounts.balance(opened), strong=False)
        if account.charged_paisa:
            add(_("Bought and added"), numbers.money(account.charged_paisa))
        if account.paid_paisa:
            add(_("Paid in"), numbers.money(account.paid_paisa), "green")
        if account.lessened_paisa:
            add(_("Returned and let off"), numbers.money(account.lessened_paisa))
        closing = account.closing_paisa
        add(_("Due at the end"), accounts.balance(closing), "red" if closing > 0 else "green")
        count = ngettext("{n} line", "{n} lines", len(account.lines))
        add(_("Lines on paper"), count.format(n=numbers.number(len(account.lines))), strong=False)

    # what happens

    def _on_picked(self, customer_id: int) -> None:
        self.customer_id = customer_id
        self._show()

    def _on_preset(self) -> None:
        first, last = span(str(self.preset.value() or "all"), self.ctx.book.clock.today())
        self.first.set_value(first)
        self.last.set_value(last)
        for field in (self.first, self.last):
            field.show_problem(None)
        self._show()

    def _on_day_typed(self) -> None:
        self.preset.set_value(None)
        self._look.start()

    def hideEvent(self, event: QHideEvent) -> None:
        # The book may be closed before the pause is over.
        self._look.stop()
        super().hideEvent(event)


def span(preset: str, today: dt.date) -> tuple[dt.date | None, dt.date | None]:
    """The days of a preset; three months are this one and the two before."""
    if preset == "all":
        return None, None
    if preset == "year":
        return today.replace(month=1, day=1), today
    months = 0 if preset == "month" else 2
    at = today.year * 12 + today.month - 1 - months
    return dt.date(at // 12, at % 12 + 1, 1), today


def open_statement(ctx: Context, target: object = None) -> None:
    """Navigation "statement": {"customer_id"}; nothing: the customer of the page in front, or asked."""
    asked = target if isinstance(target, Mapping) else {"customer_id": target}
    wanted = asked.get("customer_id")
    customer_id = wanted if isinstance(wanted, int) else ctx.navigation.customer_here()
    title = titles.about(ctx, customer_id, _("Statement"))
    ctx.navigation.open_sheet(StatementSheet(ctx, customer_id), title)
