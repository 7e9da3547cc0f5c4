"""The instalments: chips that choose, the plans, and the chosen one opened beside them. What a plan is, is
shopbook.dues'."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial
from typing import get_args

from shopbook.dues.plan_model import Plan
from shopbook.dues.plan_queries import PlansShown
from shopbook.errors import Invalid, ShopbookError
from shopbook.localisation import numbers
from shopbook.localisation.language import _, pgettext, say
from ui import accounts, plans, printing
from ui.context import Context
from ui.dues.panel import PANEL_FROM_HEIGHT
from ui.dues.plan_panel import PlanPanel
from ui.lists.looks import RowLook
from ui.lists.model import Column, RowModel
from ui.lists.pane import ListPane
from ui.lists.views import RowList
from ui.style import theme
from ui.widgets.cards import EmptyState

WHICH: tuple[PlansShown, ...] = get_args(PlansShown)


class PlansPane(ListPane):
    """Every plan, in the list it stands in."""

    def __init__(self, ctx: Context) -> None:
        super().__init__(ctx, WHICH)
        self._wanted: int | None = None
        self.model: RowModel[Plan] = RowModel(
            self.ids,
            ctx.book.plans.rows,
            [Column("plan", lambda: _("Instalments"), lambda row: self._look(row).spoken())],
        )
        self.list = RowList(self.model, self._look, lambda: _("Instalments"))
        self.list.own_keys = "sSaAmMxXoOgG"
        self.empty = EmptyState("calendar-days", "", "", lambda: _("See the sales"), self._on_sales,
                                action_icon="shopping-bag")  # fmt: skip
        self.panel: PlanPanel = PlanPanel(ctx)
        self.lay_out()

        self.panel.deed.connect(self.do)
        self.panel.moved.connect(self._on_moved)
        self.panel.ended.connect(self._on_ended)
        self.panel.moving.closed.connect(self._on_question_closed)
        self.panel.reason.closed.connect(self._on_question_closed)

    # what the page asks

    def show_plan(self, plan_id: int) -> None:
        """Open one plan, in the list it stands in, with the next reading."""
        if plan_id not in self.ids_of(self.which):
            self.which = "open" if plan_id in self.ids_of("open") else "all"
        self._wanted = plan_id

    def refresh(self) -> None:
        super().refresh()
        if self._wanted is not None:
            self.list.choose(self._wanted)
            self._wanted = None

    def chosen(self) -> Plan | None:
        """The plan the cursor is on."""
        row = self.list.current_row()
        return row if isinstance(row, Plan) else None

    def customer_here(self) -> int | None:
        """F4 and F5 begin with the customer of the opened plan."""
        plan = self.chosen()
        return plan.customer_id if plan is not None else None

    # the list

    def ids_of(self, which: PlansShown) -> Sequence[int]:
        return self.ctx.book.plans.ids(which)

    def title_of(self, which: PlansShown) -> str:
        return {
            "open": pgettext("plans", "Running"),
            "late": _("An instalment missed"),
            "settled": _("Paid off"),
            "all": _("All"),
        }[which]

    def _look(self, plan: Plan) -> RowLook:
        today = self.ctx.book.clock.today()
        badge, tone = plans.standing(plan, today)
        narrow = self.is_narrow()
        return RowLook(
            title=plan.customer_name or numbers.phone(plan.phone),
            second=" · ".join(self._second(plan, today)),
            avatar=plan.customer_name or plan.phone,
            beside=numbers.phone(plan.phone) if plan.customer_name and not narrow else "",
            amount=numbers.money(plan.left_paisa) if plan.is_open else "",
            amount_tone="red" if plan.missed(today) else "",
            badge="" if narrow else badge,
            badge_tone=tone,
            faded=not plan.is_open,
        )

    def _second(self, plan: Plan, today: dt.date) -> list[str]:
        memo = _("Memo {memo_no}").format(memo_no=numbers.to_script(plan.memo_no))
        return [part for part in (plans.paid_words(plan), plans.next_words(plan, today), memo) if part]

    def say_empty(self) -> None:
        title, detail = {
            "open": (
                _("No instalments are running"),
                _("A memo that is paid in parts gets a plan: open the memo and press Make instalments."),
            ),
            "late": (_("Nobody missed an instalment"), ""),
            "settled": (_("No plan is paid off yet"), ""),
            "all": (
                _("No plan was made yet"),
                _("A memo that is paid in parts gets a plan: open the memo and press Make instalments."),
            ),
        }[self.which]
        self.empty.say(title, detail)
        if self.empty.button is not None:
            self.empty.button.setVisible(self.which in ("open", "all"))

    def open_chosen(self) -> None:
        plan = self.chosen()
        if plan is not None:
            self.panel.show_plan(plan)
        else:
            self.panel.plan = None

    def _make_room(self) -> None:
        """On a low screen with large letters the list has it all: every deed has its key, Enter opens the page."""
        super()._make_room()
        if self.height() < theme.px(PANEL_FROM_HEIGHT):
            self.panel.hide()

    # what is done

    def do(self, deed: str) -> None:
        """Do a deed with the opened plan: edit (its customer), pay, move, end, slip (its card), memo, call."""
        plan = self.chosen()
        if plan is None:
            return
        go = self.ctx.navigation.go
        match deed:
            case "edit" | "profile":
                go("customer", plan.customer_id)
            case "pay":
                go("payment", {"plan_id": plan.id} if plan.is_open else {"customer_id": plan.customer_id})
            case "call":
                go("call", {"customer_id": plan.customer_id})
            case "statement" | "adjust":
                go(deed, {"customer_id": plan.customer_id})
            case "memo":
                go("sale_view", plan.sale_id)
            case "slip":
                printing.give_paper(self.ctx, "plan_card", plan.id)
            case "guarantors" if plan.is_open:
                go("guarantors", {"plan_id": plan.id})
            case "move" if plan.is_open:
                self.panel.ask_day()
            case "end" if plan.is_open:
                self.panel.ask_reason()

    def _try(self, deed: Callable[[], object], key: str, show: Callable[[str], None]) -> bool:
        """Do it; False with the problem shown under the question that asked."""
        try:
            deed()
        except Invalid as invalid:
            show(say(invalid.problems.get(key) or next(iter(invalid.problems.values()))))
            return False
        except ShopbookError as error:
            self.ctx.messages.problem(error)
            return False
        return True

    def _say(self, words: str) -> None:
        history = self.ctx.book.history
        self.ctx.messages.done(words, undo=partial(history.undo, history.last_operation()))
        self.list.setFocus()

    # what happens

    def _on_question_closed(self) -> None:
        self.list.setFocus()

    def _on_moved(self, instalment_id: int, day: dt.date) -> None:
        move, strip = self.ctx.book.plans.move_day, self.panel.moving
        if self._try(partial(move, instalment_id, day), "due_on", strip.field.show_problem):
            strip.hide()
            today = self.ctx.book.clock.today()
            self._say(_("Now on {day}").format(day=accounts.short_day(day, today)))

    def _on_ended(self, reason: str) -> None:
        plan, strip = self.chosen(), self.panel.reason
        if plan is None:
            return
        end = self.ctx.book.plans.end
        if self._try(partial(end, plan.id, reason), "reason", strip.field.show_problem):
            strip.hide()
            who = plan.customer_name or numbers.phone(plan.phone)
            self._say(_("The plan has ended: {who}").format(who=who))

    def _on_sales(self) -> None:
        self.ctx.navigation.go("sales")
