"""The sheet that settles a complaint: what was done, what the customer got for the trouble, or another promised day."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopbook.care.complaint_model import Complaint, Resolution
from shopbook.errors import Message, ShopbookError
from shopbook.localisation import dates
from shopbook.localisation.language import _
from ui.care.complaints_days import NEAR
from ui.care.complaints_words import check_after, draft_of, kind_icon, standing, whom
from ui.context import Context
from ui.forms.days import DateField
from ui.forms.field import Wrong
from ui.forms.figures import MoneyField
from ui.forms.sheets import LooseSheet
from ui.forms.texts import LongTextField, TextField
from ui.style import theme
from ui.widgets.badges import Badge
from ui.widgets.buttons import plain, primary
from ui.widgets.cards import SidePanel, mark
from ui.widgets.flow import FlowLayout
from ui.widgets.text import Label

KEPT = ("resolution", "compensation", "compensation_paisa")


class ResolveSheet(LooseSheet):
    """Enter settles; S promises another day instead, and the sheet asks for it."""

    def __init__(self, ctx: Context, complaint: Complaint) -> None:
        super().__init__(ctx)
        self.complaint = complaint
        self.resolution = LongTextField(
            "resolution",
            lambda: _("What was done"),
            example=lambda: _("The thermostat was changed, nothing to pay …"),
            lines=3,
        )
        self.compensation = TextField(
            "compensation",
            lambda: _("What they got for the trouble (may be empty)"),
            example=lambda: _("A table fan, free servicing …"),
            longest=400,
        )
        self.amount = MoneyField(
            "compensation_paisa", lambda: _("What it cost the shop (may be empty)"), empty=None, words=False
        )
        self.day = DateField(
            "promised_on", lambda: _("On which day is it settled?"), ctx.book.clock.today, chips=NEAR
        )
        self.fields = {
            field.key: field for field in (self.resolution, self.compensation, self.amount, self.day)
        }
        self.later = plain(lambda: _("Not settled yet: another day"), "clock", "S")
        self.save_button = primary(self._save_words, "check", "Enter")
        self._lay_out()
        self._watch(self.fields.values())
        for field in self.fields.values():
            field.entered.connect(self.save)
        self.later.clicked.connect(self.ask_day)
        self.save_button.clicked.connect(self.save)
        self._restore()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.panel = SidePanel(framed=False)
        column.addWidget(self.panel)
        body = self.panel.body
        body.addWidget(self.strip)
        body.addWidget(quoted(self.ctx, self.complaint))
        for field in self.fields.values():
            body.addWidget(field)
        self.day.hide()
        on = self.ctx.book.clock.today() + dt.timedelta(days=check_after(self.ctx))
        asks = _("On {day} the list asks them whether it is really settled.").format(
            day=dates.month_day(on.month, on.day)
        )
        self.asks = Label(asks, "caption", "text2", wrap=True)
        body.addWidget(self.asks)
        # Only in its place: without one it would be shown as a window, and take the keys from this one.
        self.asks.setVisible(self.complaint.has_somebody_to_ask)
        body.addWidget(self.later)
        body.addStretch(1)
        self.panel.add_footer(self.save_button)

    def _save_words(self) -> str:
        return _("Settled") if self.day.isHidden() else _("Promise this day")

    def first_focus(self) -> QWidget:
        """What was done."""
        return self.resolution.control

    def key_pressed(self, key: str) -> bool:
        """S: another day."""
        if key == "s":
            self.ask_day()
            return True
        return False

    def ask_day(self) -> None:
        """It is not settled yet: only the new day is asked."""
        for field in (self.resolution, self.compensation, self.amount):
            field.hide()
        self.asks.hide()
        self.later.hide()
        self.day.show()
        self.save_button.say(self._save_words)
        self.day.setFocus()

    def save(self) -> None:
        """Settle it, or promise the other day; problems are shown under their fields."""
        if self._finished:
            return
        try:
            words = self._settle() if self.day.isHidden() else self._postpone()
        except ShopbookError as error:
            self._show_error(error)
            return
        if words:
            self._saved(self._draft_name(), words)

    def _settle(self) -> str:
        values, problems = self._read()
        if problems:
            self._show_problems(problems)
            return ""
        paisa = values.get("compensation_paisa")
        resolution = Resolution(
            str(values["resolution"]), str(values["compensation"]), paisa if isinstance(paisa, int) else None
        )
        self.ctx.book.complaints.resolve(self.complaint.id, resolution)
        return _("The complaint is settled: {who}").format(who=whom(self.complaint))

    def _postpone(self) -> str:
        try:
            day = self.day.value()
        except Wrong as wrong:
            self._show_problems({"promised_on": wrong.problem})
            return ""
        if day is None:
            self._show_problems({"promised_on": Message("Choose the day.")})
            return ""
        draft = replace(draft_of(self.complaint), promised_on=day)
        self.ctx.book.complaints.change(self.complaint.id, draft)
        return _("Now promised: {day}").format(day=dates.date_long(day))

    def _show_problems(self, problems: dict[str, Message]) -> None:
        for key, problem in problems.items():
            self.fields[key].show_problem(problem)
        self.fields[next(iter(problems))].setFocus()

    # what survives a crash

    def _draft_name(self) -> str:
        return f"complaint_settled:{self.complaint.id}"

    def _keep(self) -> None:
        typed = {key: self.fields[key].typed() for key in KEPT}
        worth = any(str(words).strip() for words in typed.values())
        self._keep_or_drop(self._draft_name(), worth, {"fields": typed})

    def _restore(self) -> None:
        if kept := self._kept(self._draft_name()):
            for key in KEPT:
                self.fields[key].restore(kept["fields"].get(key, ""))
            self.resolution.hint(lambda: _("You had begun to write this; it was kept."))


def quoted(ctx: Context, complaint: Complaint) -> QWidget:
    """What it was about, in a few lines above a question."""
    today = ctx.book.clock.today()
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.px(4))
    line = FlowLayout(gap=theme.px(8))
    line.addWidget(mark(kind_icon(complaint.kind), "text2", 18, 24))
    words, tone = standing(complaint, today, check_after(ctx))
    line.addWidget(Badge(words, tone))
    line.addWidget(Label(dates.ago(complaint.opened_on, today), "second", "text2"))
    column.addLayout(line)
    column.addWidget(Label(complaint.what, "body", wrap=True))
    if complaint.product_name:
        column.addWidget(Label(complaint.product_name, "second", "text2", wrap=True))
    if complaint.status == "resolved" and complaint.resolution:
        done = _("Done: {what}").format(what=complaint.resolution)
        column.addWidget(Label(done, "second", "text2", wrap=True))
    return box
