"""The opened plan: how far it is, every instalment, who stands good for it when two were missed, and its deeds. Doing
them is the pane's."""

from __future__ import annotations

import datetime as dt
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from shopbook.dues.plan_model import Plan
from shopbook.localisation import dates, numbers
from shopbook.localisation.language import _, pgettext
from ui import plans
from ui.context import Context
from ui.dues.panel import OpenedPanel
from ui.dues.plan_move import MoveStrip
from ui.forms.reason import ReasonStrip
from ui.plans import PlanProgress
from ui.widgets.badges import Line
from ui.widgets.buttons import icon_button, plain, primary, quiet
from ui.widgets.cards import Banner, Facts


class PlanPanel(OpenedPanel):
    """Signals beside `deed`: `moved(instalment_id, day)`, `ended(reason)`."""

    moved = Signal(object, object)
    ended = Signal(str)

    def __init__(self, ctx: Context) -> None:
        super().__init__()
        self.ctx = ctx
        self.plan: Plan | None = None
        self.moving = MoveStrip(ctx.book.clock.today)
        self.reason = ReasonStrip(lambda: _("Why does the plan end?"), lambda: _("End the plan"))
        self.progress = PlanProgress()
        self.progress.button.hide()
        self.closing = Banner("info", "")
        self.facts = Facts()
        self.instalments = Facts()
        self.guarantors = Banner("amber", "")
        self.call = plain(lambda: _("Call"), "phone-call", "F5")
        self.pay = primary(lambda: _("Take the instalment"), "hand-coins", "F3")
        self.later = quiet(lambda: _("Another day"), "clock", "M")
        self.card = quiet(lambda: _("Print the card"), "printer", "Ctrl+P")
        self.memo = icon_button(lambda: _("See the memo"), "receipt", "O")
        self.people = icon_button(lambda: _("Change the guarantors"), "users", "G")
        self.end = icon_button(lambda: _("End the plan"), "x", "X")
        for button, deed in (
            (self.call, "call"), (self.pay, "pay"), (self.later, "move"), (self.card, "slip"), (self.memo, "memo"),
            (self.people, "guarantors"), (self.end, "end"),
        ):  # fmt: skip
            self.offer(button, deed)
        parts: tuple[QWidget, ...] = (
            self.moving, self.reason, self.progress, self.closing, self.guarantors, self.instalments, Line(),
            self.facts,
        )  # fmt: skip
        self.lay_out(parts, (self.call, self.pay), (self.later, self.card, self.memo, self.people, self.end))
        self.moving.moved.connect(self.moved)
        self.reason.given.connect(self.ended)

    def show_plan(self, plan: Plan) -> None:
        """Show a plan; a question begun about another one is given up."""
        if self.plan is None or self.plan.id != plan.id:
            self.moving.hide()
            self.reason.hide()
        self.plan = plan
        today = self.ctx.book.clock.today()
        self.say_whose(plan.customer_name, plan.phone)
        self.say_badge(*plans.standing(plan, today))
        self.progress.show_plan(plan, today)
        self._show_closing(plan)
        self._show_guarantors(plan, today)
        self._show_facts(plan)
        self._show_instalments(plan, today)
        for button in (self.pay, self.later, self.people, self.end):
            button.setVisible(plan.is_open)
        self.call.setVisible(bool(plan.phone))

    def _show_closing(self, plan: Plan) -> None:
        self.closing.setVisible(plan.ended_on is not None)
        if plan.ended_on is not None:
            said = _("Ended on {day}").format(day=dates.date_long(plan.ended_on))
            self.closing.say(said, numbers.to_script(plan.end_reason))

    def _show_guarantors(self, plan: Plan, today: dt.date) -> None:
        people = plan.shown_guarantors(today)
        self.guarantors.setVisible(bool(people))
        lines = [
            " · ".join(part for part in (one.name, one.relation, numbers.phone(one.phone)) if part)
            for one in people
        ]
        self.guarantors.say(_("It is time to ask the guarantors"), "\n".join(lines))

    def _show_facts(self, plan: Plan) -> None:
        self.facts.clear()
        memo_no, plan_no = numbers.to_script(plan.memo_no), numbers.to_script(plan.plan_no)
        add = self.facts.add
        add(_("Memo {memo_no}").format(memo_no=memo_no), numbers.money(plan.total_paisa), strong=False)
        if plan.down_paisa:
            add(_("Down payment"), numbers.money(plan.down_paisa), strong=False)
        add(_("Plan {plan_no}").format(plan_no=plan_no), numbers.money(plan.financed_paisa), strong=False)
        if plan.is_open:
            add(pgettext("money", "Left"), numbers.money(plan.left_paisa), "red")
        if plan.note:
            add(_("Note"), plan.note, strong=False)

    def _show_instalments(self, plan: Plan, today: dt.date) -> None:
        self.instalments.clear()
        coming = plan.next_due
        for one in plan.instalments:
            said, tone = plans.state_of(one, plan, today)
            day = dates.date_long(one.due_on)
            words = " · ".join(part for part in (numbers.money(one.amount_paisa), said) if part)
            self.instalments.add(
                f"{numbers.number(one.position)} · {day}", words, tone,
                strong=tone == "red" or (coming is not None and one.id == coming.id),
            )  # fmt: skip

    def ask_day(self) -> None:
        """Ask which instalment comes on which other day."""
        if self.plan is not None:
            self.reason.hide()
            self.moving.ask_about(self.plan)
            self._bring(self.moving)

    def ask_reason(self) -> None:
        """Ask why the plan ends."""
        self.moving.hide()
        self.reason.begin()
        self._bring(self.reason)

    def _bring(self, question: QWidget) -> None:
        # It has just been shown: its place is known only after the next layout.
        QTimer.singleShot(0, partial(self.area.ensureWidgetVisible, question))
