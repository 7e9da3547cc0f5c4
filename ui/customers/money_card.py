"""The money of one customer in a few lines. Single entries are in the timeline; taking money is the dues screen's."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from shopbook.customers.model import Customer
from shopbook.localisation import dates, numbers
from shopbook.localisation.language import _, ngettext
from ui import accounts, plans
from ui.context import Context
from ui.plans import PlanProgress
from ui.style import theme
from ui.widgets.buttons import icon_button, plain
from ui.widgets.cards import Banner, Card, Facts
from ui.widgets.text import Label


class MoneyCard(Card):
    """Bought, paid, owes since when; the plan, the promise that stands; when they come. Buttons ask by `asked(key)`:
    "payment", "statement", "adjust", "plan" or "dues" (with the plan in sight, `plan_id`)."""

    asked = Signal(str)

    def __init__(self, ctx: Context) -> None:
        super().__init__(gap=6)
        self.ctx = ctx
        self.plan_id: int | None = None
        self.facts = Facts()
        self.progress = PlanProgress()
        self.promise = Banner("amber", "")
        self.pay = plain(lambda: _("Take money"), "hand-coins", "F3")
        self.statement = icon_button(lambda: _("Statement"), "clipboard-list", "Alt+S")
        self.adjust = icon_button(lambda: _("Put the account right"), "pencil", "Alt+A")
        self.plan = icon_button(lambda: _("Make instalments"), "calendar-days", "Alt+K")
        self.body.addWidget(Label(lambda: _("Money"), "h2"))
        for widget in (self.facts, self.progress, self.promise):
            self.body.addWidget(widget)
        row = QHBoxLayout()
        row.setSpacing(theme.px(6))
        row.addWidget(self.pay, 1)
        for button in (self.statement, self.plan, self.adjust):
            row.addWidget(button)
        self.body.addLayout(row)
        self._keys = {
            self.pay: "payment",
            self.statement: "statement",
            self.adjust: "adjust",
            self.plan: "plan",
            self.progress.button: "dues",
        }
        for button in self._keys:
            button.clicked.connect(self._on_clicked)

    def show_customer(self, customer: Customer) -> None:
        """Say the figures as they are now."""
        self._say_sums(customer)
        self._say_plan(customer.id)
        self._say_promise(customer.id)
        self.pay.setVisible(self.ctx.navigation.has("payment"))
        self.plan.setVisible(customer.balance_paisa > 0 and self.plan_id is None)

    def _say_sums(self, customer: Customer) -> None:
        today = self.ctx.book.clock.today()
        sums = self.ctx.book.history.facts(customer.id)
        self.facts.clear()
        self.facts.add(_("Bought in all"), numbers.money(sums.bought_paisa))
        self.facts.add(
            _("Paid in all"), numbers.money(sums.paid_paisa), "green" if sums.paid_paisa else "text"
        )
        owes = customer.balance_paisa > 0
        if customer.balance_paisa < 0:
            self.facts.add(_("Paid ahead"), numbers.money(-customer.balance_paisa), "green")
        else:
            self.facts.add(_("Owes"), numbers.money(customer.balance_paisa), "red" if owes else "text")
        limit = customer.draft.credit_limit_paisa
        if limit is not None and owes:
            over = customer.balance_paisa > limit
            said = accounts.limit(customer.balance_paisa, limit)
            self.facts.add(_("Credit limit"), said, "red" if over else "text", strong=over)
        if customer.oldest_unpaid_on is not None:
            since = f"{dates.date_long(customer.oldest_unpaid_on)} · {dates.ago(customer.oldest_unpaid_on, today)}"
            self.facts.add(_("Oldest due"), since, strong=False)
        if customer.last_seen_on is not None:
            self.facts.add(_("Last seen"), dates.ago(customer.last_seen_on, today), strong=False)
        if sums.gap_days is not None:
            often = ngettext("every {n} day", "every {n} days", sums.gap_days)
            self.facts.add(_("Usually buys"), often.format(n=numbers.number(sums.gap_days)), strong=False)

    def _say_plan(self, customer_id: int) -> None:
        plan = plans.running(self.ctx, customer_id)
        self.plan_id = plan.id if plan is not None else None
        self.progress.setVisible(plan is not None)
        if plan is not None:
            self.progress.show_plan(plan, self.ctx.book.clock.today())

    def _say_promise(self, customer_id: int) -> None:
        promise = self.ctx.book.dues.open_promise(customer_id)
        self.promise.setVisible(promise is not None)
        if promise is None:
            return
        today = self.ctx.book.clock.today()
        left = numbers.money(promise.amount_paisa - promise.paid_paisa)
        self.promise.say(
            _("Promised {money}").format(money=left),
            f"{dates.date_long(promise.due_on)} · {dates.ago(promise.due_on, today)}",
        )

    def _on_clicked(self) -> None:
        key = next(key for button, key in self._keys.items() if button is self.sender())
        self.asked.emit(key)
