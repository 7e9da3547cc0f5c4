"""The opened account: what is owed since when, what was promised, which papers are open, and every deed with it. Doing
them is the pane's."""

from __future__ import annotations

from shopbook.dues.model import DueRow
from shopbook.localisation import dates, numbers
from shopbook.localisation.language import _
from ui import accounts, plans
from ui.context import Context
from ui.dues import words
from ui.dues.panel import OpenedPanel
from ui.plans import PlanProgress
from ui.widgets.buttons import icon_button, plain, primary, quiet
from ui.widgets.cards import Banner, Facts
from ui.widgets.text import Label

# More open papers than this are counted: the statement has them all.
MOST_OPEN = 6


class DebtorPanel(OpenedPanel):
    """`plan_id` is the plan in sight, for the way to it."""

    def __init__(self, ctx: Context) -> None:
        super().__init__()
        self.ctx = ctx
        self.plan_id: int | None = None
        self.facts = Facts()
        self.promise = Banner("amber", "")
        self.open_title = Label(lambda: _("Open papers, the oldest first"), "strong")
        self.open = Facts()
        self.progress = PlanProgress()
        self.call = plain(lambda: _("Call"), "phone-call", "F5")
        self.pay = primary(lambda: _("Take the money"), "hand-coins", "F3")
        self.statement = quiet(lambda: _("Statement"), "clipboard-list", "S")
        self.word = quiet(lambda: _("Promise"), "handshake", "P")
        self.slip = icon_button(lambda: _("Print the due slip"), "printer", "Ctrl+P")
        self.plan = icon_button(lambda: _("Make instalments"), "calendar-days", "K")
        self.adjust = icon_button(lambda: _("Put the account right"), "pencil", "A")
        for button, deed in (
            (self.call, "call"), (self.pay, "pay"), (self.statement, "statement"), (self.word, "promise"),
            (self.slip, "slip"), (self.plan, "plan"), (self.adjust, "adjust"),
        ):  # fmt: skip
            self.offer(button, deed)
        self.offer(self.progress.button, "plans")
        self.lay_out(
            (self.facts, self.promise, self.progress, self.open_title, self.open),
            (self.call, self.pay),
            (self.statement, self.word, self.slip, self.plan, self.adjust),
        )

    def show_account(self, row: DueRow) -> None:
        """Show where one customer stands."""
        self.say_whose(row.name, row.phone, row.area)
        self.say_badge("", "amber")
        self.call.setVisible(bool(row.phone))
        self._show_facts(row)
        self._show_promise(row.customer_id)
        self._show_plan(row.customer_id)
        self._show_open(row.customer_id)

    def _show_facts(self, row: DueRow) -> None:
        today = self.ctx.book.clock.today()
        self.facts.clear()
        self.facts.add(_("Owes"), numbers.money(row.balance_paisa), "red")
        if row.last_payment_on is not None:
            self.facts.add(_("Last paid"), dates.ago(row.last_payment_on, today), strong=False)
        limit = self.ctx.book.customers.get(row.customer_id).draft.credit_limit_paisa
        if limit is not None:
            over = row.balance_paisa > limit
            self.facts.add(_("Credit limit"), accounts.limit(row.balance_paisa, limit), "red" if over else "text",
                           strong=over)  # fmt: skip

    def _show_promise(self, customer_id: int) -> None:
        promise = self.ctx.book.dues.open_promise(customer_id)
        self.promise.setVisible(promise is not None)
        if promise is not None:
            today = self.ctx.book.clock.today()
            self.promise.say(
                _("Promised {money}").format(money=numbers.money(promise.left_paisa)),
                f"{dates.date_long(promise.due_on)} · {accounts.day_badge(promise.due_on, today)[0]}",
            )

    def _show_plan(self, customer_id: int) -> None:
        plan = plans.running(self.ctx, customer_id)
        self.plan_id = plan.id if plan is not None else None
        self.progress.setVisible(plan is not None)
        if plan is not None:
            self.progress.show_plan(plan, self.ctx.book.clock.today())

    def _show_open(self, customer_id: int) -> None:
        today = self.ctx.book.clock.today()
        items = self.ctx.book.dues.ageing(customer_id).open_items
        planned = {plan.sale_id for plan in self.ctx.book.plans.of_customer(customer_id) if plan.is_open}
        # Only a memo is paid in instalments, and only once.
        self.plan.setVisible(any(item.sale_id not in {None, *planned} for item in items))
        names = words.papers(self.ctx, items[:MOST_OPEN])
        self.open.clear()
        for item in items[:MOST_OPEN]:
            label = f"{names[item.entry_id]} · {accounts.short_day(item.on, today)}"
            said = numbers.money(item.open_paisa)
            if item.open_paisa < item.amount_paisa:
                said = _("{part} of {whole}").format(part=said, whole=numbers.money(item.amount_paisa))
            self.open.add(label, said, strong=False)
        if more := items[MOST_OPEN:]:
            label = _("And {n} more").format(n=numbers.number(len(more)))
            self.open.add(label, numbers.money(sum(item.open_paisa for item in more)), strong=False)
