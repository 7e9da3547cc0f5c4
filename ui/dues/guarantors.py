"""The guarantors of a plan that runs already: written down later, or changed. The plan itself is the page's."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopbook.dues.plan_model import Plan
from shopbook.errors import Invalid, ShopbookError
from shopbook.localisation import numbers
from shopbook.localisation.language import _
from ui import titles
from ui.context import Context
from ui.dues.plan_guarantors import Guarantors
from ui.widgets.buttons import primary
from ui.widgets.cards import SidePanel
from ui.widgets.strip import Strip
from ui.widgets.text import Label


class GuarantorsSheet(Strip):
    """[name] Enter; a row left empty is nobody."""

    def __init__(self, ctx: Context, plan: Plan) -> None:
        super().__init__()
        self.ctx, self.plan = ctx, plan
        self.guarantors = Guarantors()
        known = [
            {"name": one.name, "phone": numbers.phone(one.phone), "relation": one.relation}
            for one in plan.guarantors
        ]
        self.guarantors.restore(known)
        self.guarantors.unfold()
        about = Label(_about, "second", "text2", wrap=True)
        self.save_button = primary(lambda: _("Save"), "check", "Enter")
        panel = SidePanel(framed=False)
        for widget in (about, self.guarantors):
            panel.body.addWidget(widget)
        panel.body.addStretch(1)
        panel.add_footer(self.save_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(panel)

        self.guarantors.entered.connect(self.enter)
        self.guarantors.finish_asked.connect(self.enter)
        self.save_button.clicked.connect(self.enter)

    def first_focus(self) -> QWidget:
        """The first name."""
        return self.guarantors.rows[0].name.line

    def enter(self) -> None:
        """Write them down; what is missing stands under its field."""
        history = self.ctx.book.history
        try:
            self.ctx.book.plans.change_guarantors(self.plan.id, self.guarantors.drafts())
        except Invalid as invalid:
            self.guarantors.show_problems(invalid.problems)
            return
        except ShopbookError as error:
            self.ctx.messages.problem(error)
            return
        undo = partial(history.undo, history.last_operation())
        self.ctx.navigation.close_sheet()
        self.ctx.messages.done(_("The guarantors are written down"), undo=undo)


def open_guarantors(ctx: Context, target: object = None) -> None:
    """Navigation "guarantors": {"plan_id"}. Raises NotFound."""
    if isinstance(target, Mapping) and isinstance(target.get("plan_id"), int):
        plan = ctx.book.plans.get(target["plan_id"])
        title = titles.about(ctx, plan.customer_id, _("Guarantors"))
        ctx.navigation.open_sheet(GuarantorsSheet(ctx, plan), title)


def _about() -> str:
    return _("Whoever stands good for the money. They are shown when two instalments were missed.")
