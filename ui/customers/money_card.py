"""The money of one customer in a few lines. Single entries are in the timeline; taking money is the dues screen's."""

from __future__ import annotations

from PySide6.QtCore import Signal

from shopbook.customers.model import Customer
from shopbook.localisation import dates, numbers
from shopbook.localisation.language import _, ngettext
from ui.context import Context
from ui.widgets.buttons import plain
from ui.widgets.cards import Banner, Card, Facts
from ui.widgets.text import Label


class MoneyCard(Card):
    """Bought, paid, owes since when; the promise that stands; when they come. `payment_requested` by the button."""

    payment_requested = Signal()

    def __init__(self, ctx: Context) -> None:
        super().__init__(gap=6)
        self.ctx = ctx
        self.facts = Facts()
        self.promise = Banner("amber", "")
        self.pay = plain(lambda: _("Take money"), "hand-coins", "F3")
        self.body.addWidget(Label(lambda: _("Money"), "h2"))
        for widget in (self.facts, self.promise, self.pay):
            self.body.addWidget(widget)
        self.pay.clicked.connect(self.payment_requested)

    def show_customer(self, customer: Customer) -> None:
        """Say the figures as they are now."""
        today = self.ctx.book.clock.today()
        sums = self.ctx.book.history.facts(customer.id)
        self.facts.clear()
        self.facts.add(_("Bought in all"), numbers.money(sums.bought_paisa))
        self.facts.add(
            _("Paid in all"), numbers.money(sums.paid_paisa), "green" if sums.paid_paisa else "text"
        )
        if customer.balance_paisa < 0:
            self.facts.add(_("Paid ahead"), numbers.money(-customer.balance_paisa), "green")
        else:
            owes = customer.balance_paisa > 0
            self.facts.add(_("Owes"), numbers.money(customer.balance_paisa), "red" if owes else "text")
        if customer.oldest_unpaid_on is not None:
            since = f"{dates.date_long(customer.oldest_unpaid_on)} · {dates.ago(customer.oldest_unpaid_on, today)}"
            self.facts.add(_("Oldest due"), since, strong=False)
        if customer.last_seen_on is not None:
            self.facts.add(_("Last seen"), dates.ago(customer.last_seen_on, today), strong=False)
        if sums.gap_days is not None:
            often = ngettext("every {n} day", "every {n} days", sums.gap_days)
            self.facts.add(_("Usually buys"), often.format(n=numbers.number(sums.gap_days)), strong=False)
        self._say_promise(customer.id)
        self.pay.setVisible(self.ctx.navigation.has("payment"))

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
