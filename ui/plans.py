"""How a plan of instalments stands, said in a line and a bar on every page alike. What a plan is, is shopbook.dues'."""

from __future__ import annotations

import datetime as dt

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopbook.dues.plan_model import Instalment, Plan
from shopbook.localisation import dates, numbers
from shopbook.localisation.language import _, ngettext
from ui import accounts
from ui.context import Context
from ui.style import theme
from ui.widgets.buttons import link
from ui.widgets.cards import pad
from ui.widgets.meter import Meter
from ui.widgets.text import Label


def running(ctx: Context, customer_id: int) -> Plan | None:
    """The running plan of a customer whose next instalment comes first."""
    coming = [
        (plan.next_due.due_on, plan)
        for plan in ctx.book.plans.of_customer(customer_id)
        if plan.next_due is not None
    ]
    return min(coming, key=lambda pair: pair[0])[1] if coming else None


def paid_words(plan: Plan) -> str:
    """3 of 6 instalments paid."""
    paid = sum(one.settled_on is not None for one in plan.instalments)
    return _("{paid} of {all} instalments paid").format(
        paid=numbers.number(paid), all=numbers.number(len(plan.instalments))
    )


def standing(plan: Plan, today: dt.date) -> tuple[str, str]:
    """How a plan stands in a word, and its tone."""
    if plan.settled_on is not None:
        return _("Paid off"), "green"
    if plan.ended_on is not None:
        return _("Ended"), "blue"
    missed = plan.missed(today)
    if missed:
        said = ngettext("{n} missed", "{n} missed", missed)
        return said.format(n=numbers.number(missed)), "red"
    due = plan.next_due
    return accounts.day_badge(due.due_on, today) if due is not None else (_("Paid off"), "green")


def next_words(plan: Plan, today: dt.date) -> str:
    """Next 5 December, ৳2,000; what is late already; "" when none is to come."""
    due = plan.next_due
    if due is None:
        return ""
    if late := plan.late_paisa(today):
        return _("{amount} late").format(amount=numbers.money(late))
    left = numbers.money(due.left_paisa)
    return _("next {day}, {amount}").format(day=accounts.short_day(due.due_on, today), amount=left)


def state_of(one: Instalment, plan: Plan, today: dt.date) -> tuple[str, str]:
    """What became of an instalment, and its tone."""
    if one.settled_on is not None:
        return _("paid {day}").format(day=accounts.short_day(one.settled_on, today)), "green"
    if plan.is_open and one.due_on < today:
        return dates.days_late((today - one.due_on).days), "red"
    if one.paid_paisa:
        left = numbers.money(one.left_paisa)
        return _("{amount} left").format(amount=left), "amber"
    return "", "text"


class PlanProgress(QWidget):
    """A plan in two lines and a bar; `button` leads to it."""

    def __init__(self) -> None:
        super().__init__()
        self.paid = Label("", "strong", wrap=True)
        self.coming = Label("", "second", "text2", wrap=True)
        self.meter = Meter(0, "brand", lambda: _("How much of the plan is paid"))
        self.button = link(lambda: _("See the plan"), "calendar-days")
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(self.paid, 1)
        row.addWidget(self.button)
        column = QVBoxLayout(self)
        pad(column, 0, 0, 0, 0, 4)
        column.addLayout(row)
        column.addWidget(self.meter)
        column.addWidget(self.coming)

    def show_plan(self, plan: Plan, today: dt.date) -> None:
        """Show how far a plan is."""
        self.paid.say(paid_words(plan))
        missed = plan.missed(today)
        said = standing(plan, today)[0] if missed else ""
        self.coming.say(" · ".join(part for part in (said, next_words(plan, today)) if part))
        self.coming.dress(tone="red" if missed else "text2")
        self.meter.share = plan.paid_paisa / plan.financed_paisa
        self.meter.tone = "red" if missed else "brand"
        self.meter.update()
