"""Making a plan: what of a memo is due becomes instalments, shown as they are typed. What a plan is, is shopbook.dues';
the plans there are stand on the page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopbook.dues.plan_model import Plan, PlanDraft, instalments
from shopbook.errors import Invalid, Message, ShopbookError
from shopbook.localisation import dates, numbers
from shopbook.localisation.language import _, ngettext, pgettext
from ui import printing, titles
from ui.context import Context
from ui.dues.plan_guarantors import Guarantors
from ui.forms.choices import ChipsField, Choice, ChoiceField
from ui.forms.days import Ahead, DateField
from ui.forms.field import Wrong
from ui.forms.figures import NumberField
from ui.forms.sheets import LooseSheet
from ui.forms.texts import TextField
from ui.qt import AlignTop
from ui.style import theme
from ui.widgets.buttons import primary
from ui.widgets.cards import Facts, SidePanel
from ui.widgets.text import Label

MOST_COUNT = 520
# So many instalments are read at a glance; of a longer plan the first ones and the last.
IN_SIGHT = 6
EVERY = (
    Choice("month", lambda: pgettext("repeat", "Every month")),
    Choice("week", lambda: pgettext("repeat", "Every week")),
)


class PlanSheet(LooseSheet):
    """[how many] Enter; the first one is a month (or a week) from today unless another day is typed."""

    def __init__(self, ctx: Context, sales: Sequence[int]) -> None:
        super().__init__(ctx)
        self.sales = list(sales)
        self._make_fields()
        self._lay_out()

        self._watch(self.fields.values())
        for field in self.fields.values():
            field.changed.connect(self._show)
            field.entered.connect(self.save)
        self.memo.changed.connect(self._on_memo)
        self.every.changed.connect(self._on_every)
        self.guarantors.changed.connect(self._timer.start)
        self.guarantors.entered.connect(self.save)
        self.guarantors.finish_asked.connect(self.save)
        self.save_button.clicked.connect(self.save)
        self._on_every()
        self._restore()
        self._on_memo()

    def _make_fields(self) -> None:
        today = self.ctx.book.clock.today
        self.memo = ChoiceField("memo", lambda: _("For which memo"), self._memos())
        self.memo.set_value(self.sales[0])
        self.memo.setVisible(len(self.sales) > 1)
        self.count = NumberField(
            "count", lambda: pgettext("instalments", "How many"), least=1, most=MOST_COUNT, stretch=2
        )
        self.every = ChipsField("every", lambda: _("How often"), EVERY, stretch=3)
        self.every.set_value("month")
        chips = (Ahead(days=7), Ahead(days=15), Ahead(months=1))
        self.first_due_on = DateField("first_due_on", lambda: _("The first one on"), today, chips=chips)
        self.note = TextField("note", lambda: _("Note"), longest=400)
        self.guarantors = Guarantors()
        fields = (self.memo, self.count, self.every, self.first_due_on, self.note)
        self.fields = {field.key: field for field in fields}

    def _lay_out(self) -> None:
        panel = SidePanel(framed=False)
        self.sums = Facts()
        self.title = Label("", "strong", wrap=True)
        self.lines = Facts()
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        for field in (self.count, self.every):
            row.addWidget(field, field.stretch, AlignTop)
        parts: tuple[QWidget, ...] = (
            self.strip, self.memo, self.sums, self.first_due_on, self.title, self.lines, self.guarantors, self.note,
        )  # fmt: skip
        for part in parts:
            panel.body.addWidget(part)
        panel.body.insertLayout(3, row)
        panel.body.addStretch(1)
        self.save_button = primary(lambda: _("Make the plan"), "check", "Enter")
        panel.add_footer(self.save_button)
        self.panel = panel
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(panel)

    def first_focus(self) -> QWidget:
        """How many."""
        return self.count.line

    @property
    def sale_id(self) -> int:
        """The memo that is to be paid in instalments."""
        return int(self.memo.value())

    def _memos(self) -> list[Choice]:
        rows = {row.id: row for row in self.ctx.book.sales.rows(self.sales)}
        found = []
        for sale_id in self.sales:
            row = rows[sale_id]
            words = " · ".join((numbers.to_script(row.memo_no), dates.date_long(row.sold_on)))
            found.append(Choice(sale_id, words))
        return found

    # what is shown

    def _on_memo(self) -> None:
        """What the memo came to, what was laid down, and what is left for the instalments."""
        sale = self.ctx.book.sales.get(self.sale_id)
        self.due_paisa = self.ctx.book.plans.due_of(self.sale_id)
        self.sums.clear()
        memo_no = numbers.to_script(sale.memo_no)
        self.sums.add(
            _("Memo {memo_no}").format(memo_no=memo_no), numbers.money(sale.total_paisa), strong=False
        )
        if paid := sale.total_paisa - self.due_paisa:
            self.sums.add(_("Down payment"), numbers.money(paid), "green", strong=False)
        self.sums.add(_("Left for instalments"), numbers.money(self.due_paisa), "red")
        self._show()

    def _on_every(self) -> None:
        """The first one is usually one step from today."""
        ahead = Ahead(months=1) if self.every.value() == "month" else Ahead(days=7)
        self.first_due_on.set_value(ahead.of(self.ctx.book.clock.today()))
        self._show()

    def _show(self) -> None:
        """The instalments as they would be."""
        self.lines.clear()
        coming = self._coming()
        self.title.setVisible(bool(coming))
        if not coming:
            return
        count = ngettext("{n} instalment of {amount}", "{n} instalments of {amount}", len(coming))
        self.title.say(count.format(n=numbers.number(len(coming)), amount=numbers.money(coming[0][1])))
        shown = range(len(coming)) if len(coming) <= IN_SIGHT else (*range(IN_SIGHT - 2), len(coming) - 1)
        before = -1
        for at in shown:
            if at != before + 1:
                self.lines.add("…", "", strong=False)
            before = at
            day, paisa = coming[at]
            words = f"{numbers.number(at + 1)} · {dates.date_weekday(day)}"
            self.lines.add(words, numbers.money(paisa), strong=at == 0)

    def _coming(self) -> Sequence[tuple[dt.date, int]]:
        try:
            count, first = self.count.value(), self.first_due_on.value()
        except Wrong:
            return ()
        # A taka is the least an instalment can be.
        if not count or first is None or self.due_paisa < count * 100:
            return ()
        return instalments(self.due_paisa, count, first, str(self.every.value()))

    # what happens

    def draft(self) -> PlanDraft:
        """The plan as typed; raises Invalid with what cannot be read."""
        values, problems = self._read()
        count, first = values.get("count"), values.get("first_due_on")
        if count is None and "count" not in problems:
            problems["count"] = Message("In how many instalments?")
        if problems:
            raise Invalid(problems)
        return PlanDraft(
            self.sale_id,
            count if isinstance(count, int) else 0,
            str(values.get("every")),
            first if isinstance(first, dt.date) else None,
            self.guarantors.drafts(),
            str(values.get("note") or ""),
        )

    def save(self) -> None:
        """Make the plan and offer its card."""
        if self._finished:
            return
        try:
            plan = self.ctx.book.plans.make(self.draft())
        except ShopbookError as error:
            self._show_error(error)
            return
        operation = self._finish(self._draft_name())
        undo = partial(self.ctx.book.history.undo, operation)
        card = partial(printing.give_paper, self.ctx, "plan_card", plan.id)
        self.ctx.messages.done(_made(plan), undo=undo, paper=card)

    # what survives a crash

    def _show_error(self, error: ShopbookError) -> None:
        if isinstance(error, Invalid):
            error = Invalid(self.guarantors.show_problems(error.problems))
            if not error.problems:
                return
        super()._show_error(error)

    def _draft_name(self) -> str:
        return f"plan:{self.sales[0]}"

    def _keep(self) -> None:
        guarantors = self.guarantors.drafts()
        kept = {"fields": self._typed(), "guarantors": self.guarantors.typed()}
        self._keep_or_drop(self._draft_name(), self.count.typed().strip() or guarantors, kept)

    def _restore(self) -> None:
        kept = self._kept(self._draft_name())
        if kept is None:
            return
        for key, typed in kept["fields"].items():
            if key in self.fields:
                self.fields[key].restore(typed)
        self.guarantors.restore(kept.get("guarantors") or ())


def open_plan(ctx: Context, target: object = None) -> None:
    """Navigation "plan": {"sale_id"}, or {"customer_id"} with a memo that is due; a memo with a plan shows that."""
    asked = target if isinstance(target, Mapping) else {"sale_id": target}
    sale_id = asked.get("sale_id")
    if isinstance(sale_id, int):
        plan = ctx.book.plans.of_sale(sale_id)
        if plan is not None and plan.is_open:
            ctx.navigation.go("dues", {"plan_id": plan.id})
            return
        sales = [sale_id]
        customer_id = ctx.book.sales.get(sale_id).customer_id
    else:
        wanted = asked.get("customer_id")
        customer_id = wanted if isinstance(wanted, int) else ctx.navigation.customer_here()
        sales = memos_for_a_plan(ctx, customer_id) if customer_id is not None else []
    if not sales:
        ctx.messages.info(_("There is no memo with a due to make a plan for."))
        return
    title = titles.about(ctx, customer_id, _("Instalments"))
    ctx.navigation.open_sheet(PlanSheet(ctx, sales), title)


def memos_for_a_plan(ctx: Context, customer_id: int) -> list[int]:
    """The memos of a customer with a due and without a plan, the newest first: that is what is being agreed on."""
    taken = {plan.sale_id for plan in ctx.book.plans.of_customer(customer_id) if plan.is_open}
    items = ctx.book.dues.ageing(customer_id).open_items
    found = {item.sale_id: None for item in reversed(items) if item.sale_id is not None}
    return [sale_id for sale_id in found if sale_id not in taken]


def _made(plan: Plan) -> str:
    first = plan.instalments[0]
    count = len(plan.instalments)
    said = ngettext("{n} instalment, the first on {day}", "{n} instalments, the first on {day}", count)
    return said.format(n=numbers.number(count), day=dates.month_day(first.due_on.month, first.due_on.day))
