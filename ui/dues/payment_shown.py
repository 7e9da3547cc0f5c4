"""What a payment does, shown while it is typed: before and after, and what it clears. Taking it is payment.py."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopbook.dues.ageing import age
from shopbook.dues.model import Ageing, Entry, OpenItem
from shopbook.dues.plan_model import Plan
from shopbook.localisation import dates, numbers
from shopbook.localisation.language import _
from ui import accounts
from ui.context import Context
from ui.dues import words
from ui.dues.payment_paper import Paper
from ui.widgets.cards import Facts, pad
from ui.widgets.text import Label

# More lines than this push the amount out of sight; the rest are counted.
MOST_CLEARED = 5


class Balance(Facts):
    """Due now, and after this payment."""

    def show_sums(self, before: int, less: int) -> None:
        """`before` is the balance in paisa, `less` what goes off it."""
        self.clear()
        self.add(_("Due now"), accounts.balance(before), "red" if before > 0 else "green")
        if less > 0:
            after = before - less
            self.add(_("After this payment"), accounts.balance(after), "red" if after > 0 else "green")


class Clears(QWidget):
    """The papers or instalments that money clears."""

    def __init__(self, ctx: Context) -> None:
        super().__init__()
        self._ctx = ctx
        self.title = Label("", "second", "text2")
        self.facts = Facts()
        column = QVBoxLayout(self)
        pad(column, 0, 0, 0, 0, 4)
        column.addWidget(self.title)
        column.addWidget(self.facts)

    def forget(self) -> None:
        """Nothing is typed."""
        self.facts.clear()
        self.hide()

    def show_for(self, customer_id: int, before: Ageing, amount: int, let_off: int, paper: Paper) -> None:
        """Show what `amount` and `let_off` (paisa) clear when they are meant for a paper."""
        self.facts.clear()
        if paper.plan_id is not None:
            plan = self._ctx.book.plans.get(paper.plan_id)
            self.title.say(_("Which instalments it pays"))
            self._show_instalments(plan, amount + let_off)
        else:
            self.title.say(_("What it clears, the oldest first"))
            after = age(self._with(customer_id, amount + let_off, paper))
            self._show_items(before, after)
        self.show()

    def _with(self, customer_id: int, paisa: int, paper: Paper) -> list[Entry]:
        """The account as it will be, so that what is shown is what the rules of the ledger will do."""
        entries = self._ctx.book.dues.entries(customer_id)
        last = max((entry.id for entry in entries), default=0)
        today = self._ctx.book.clock.today()
        coming = Entry(last + 1, today, "payment", -paisa)
        return [*entries, replace(coming, sale_id=paper.sale_id, job_id=paper.job_id)]

    def _show_items(self, before: Ageing, after: Ageing) -> None:
        left = {item.entry_id: item.open_paisa for item in after.open_items}
        cleared = [item for item in before.open_items if left.get(item.entry_id, 0) < item.open_paisa]
        names = words.papers(self._ctx, cleared[:MOST_CLEARED])
        for item in cleared[:MOST_CLEARED]:
            still = left.get(item.entry_id, 0)
            self._add(self._name(names, item), item.open_paisa - still, still, item.open_paisa)
        if more := len(cleared) - MOST_CLEARED:
            self._add_more(more)
        self.setVisible(bool(cleared))

    def _name(self, names: dict[int, str], item: OpenItem) -> str:
        return f"{names[item.entry_id]} · {dates.date_long(item.on)}"

    def _show_instalments(self, plan: Plan, paisa: int) -> None:
        left, shown, more = paisa, 0, 0
        for one in plan.instalments:
            open_paisa = one.left_paisa
            part = min(left, open_paisa)
            if part <= 0:
                continue
            left -= part
            shown += 1
            if shown > MOST_CLEARED:
                more += 1
                continue
            name = f"{words.instalment(one, plan)} · {dates.date_long(one.due_on)}"
            self._add(name, part, open_paisa - part, open_paisa)
        if more:
            self._add_more(more)
        if left > 0:
            self.facts.add(_("Over and above the plan"), numbers.money(left), strong=False)

    def _add(self, name: str, part: int, still: int, whole: int) -> None:
        said = numbers.money(part)
        if still:
            said = _("{part} of {whole}").format(part=said, whole=numbers.money(whole))
        self.facts.add(name, said, "amber" if still else "green", strong=not still)

    def _add_more(self, more: int) -> None:
        self.facts.add(_("And {n} more").format(n=numbers.number(more)), "", strong=False)
