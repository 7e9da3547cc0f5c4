"""The complaints: four figures, chips that choose, the list, and the opened one with what can be done to it.

What a complaint is and what may happen to it is shopbook.care; the opinions are another pane.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import get_args

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from shopbook.care.complaint_model import CHECK_AFTER_DAYS, Complaint
from shopbook.care.complaint_queries import Which
from shopbook.errors import Invalid, ShopbookError
from shopbook.localisation import dates, numbers
from shopbook.localisation.language import _, pgettext, say
from ui.care.complaints_panel import ComplaintPanel
from ui.care.complaints_words import check_after, draft_of, look_of, whom
from ui.context import Context
from ui.lists.looks import RowLook
from ui.lists.model import Column, RowModel
from ui.lists.pane import ListPane
from ui.lists.views import RowList
from ui.style import theme
from ui.widgets.cards import EmptyState, StatTile, pad

WHICH: tuple[Which, ...] = get_args(Which)
# The usual time to settle is that of a quarter of a year: one month of a small shop has too few.
MEDIAN_DAYS = 90
HOURS_FROM = 800


class Figures(QWidget):
    """Open, late, the usual time to settle, settled this month. `pressed(which)` when one was clicked."""

    pressed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        pad(row, 0, 0, 0, 0, 12)
        self.open = StatTile("triangle-alert", "amber", lambda: _("Open complaints"))
        self.late = StatTile("clock", "red", lambda: _("Later than promised"))
        self.hours = StatTile("history", "blue", lambda: _("Usual time to settle"))
        self.resolved = StatTile("circle-check", "green", lambda: _("Settled this month"))
        for tile in (self.open, self.late, self.hours, self.resolved):
            row.addWidget(tile, 1)
        self.open.pressed.connect(partial(self.pressed.emit, "open"))
        self.late.pressed.connect(partial(self.pressed.emit, "late"))
        self.resolved.pressed.connect(partial(self.pressed.emit, "resolved"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.hours.setVisible(self.width() >= theme.px(HOURS_FROM))

    def show_figures(self, ctx: Context) -> None:
        """Read the figures of today."""
        today = ctx.book.clock.today()
        month = ctx.book.complaints.figures(today.replace(day=1), today)
        hours = ctx.book.complaints.figures(today - dt.timedelta(days=MEDIAN_DAYS), today).median_hours
        self.open.say(numbers.number(month.open_now), calm=not month.open_now)
        self.late.say(numbers.number(month.late_now), calm=not month.late_now)
        span = "—" if hours is None else dates.minutes_span(hours * 60) if hours else _("Under an hour")
        self.hours.say(span, calm=hours is None)
        self.resolved.say(numbers.number(month.resolved), calm=not month.resolved)


class ComplaintsPane(ListPane):
    """Every complaint, in the list it stands in."""

    def __init__(self, ctx: Context) -> None:
        super().__init__(ctx, WHICH)
        self._after = CHECK_AFTER_DAYS
        self.figures: Figures = Figures()
        self.model: RowModel[Complaint] = RowModel(
            self.ids,
            ctx.book.complaints.rows,
            [Column("complaint", lambda: _("Complaint"), lambda row: self._look(row).spoken())],
        )
        self.list = RowList(self.model, self._look, lambda: _("Complaints"))
        self.list.own_keys = "nNdDsSeExXoOmMpP"
        self.empty = EmptyState(
            "triangle-alert", "", "", lambda: _("Write a complaint"), self.write, shortcut="N"
        )
        self.panel: ComplaintPanel = ComplaintPanel(ctx)
        self.lay_out()

        self.figures.pressed.connect(self._on_figure_pressed)
        self.panel.deed.connect(self.do)
        self.panel.postponed.connect(self._on_postponed)
        self.panel.withdrawn.connect(self._on_withdrawn)
        self.panel.asked.connect(self._on_asked)
        self.panel.day.closed.connect(self._on_question_closed)
        self.panel.reason.closed.connect(self._on_question_closed)

    # what the page asks

    def refresh(self) -> None:
        """Read the list and the figures again; the chosen complaint stays opened."""
        self._after = check_after(self.ctx)
        self.figures.show_figures(self.ctx)
        super().refresh()

    def show_complaint(self, complaint_id: int) -> None:
        """Open one complaint, in the list it stands in. Raises NotFound."""
        complaint = self.ctx.book.complaints.get(complaint_id)
        if complaint_id not in self.ids_of(self.which):
            self.which = "open" if complaint.status == "open" else "all"
        self.refresh()
        self.list.choose(complaint_id)

    def customer_here(self) -> int | None:
        """Whose the opened complaint is."""
        complaint = self.chosen()
        return complaint.customer_id if complaint is not None else None

    def chosen(self) -> Complaint | None:
        """The complaint the cursor is on."""
        row = self.list.current_row()
        return row if isinstance(row, Complaint) else None

    # the list

    def ids_of(self, which: Which) -> list[int]:
        return self.ctx.book.complaints.ids(which, self.ctx.book.clock.today(), self._after)

    def _look(self, complaint: Complaint) -> RowLook:
        return look_of(complaint, self.ctx.book.clock.today(), self._after, narrow=self.is_narrow())

    def title_of(self, which: Which) -> str:
        return {
            "open": pgettext("complaints", "Open"),
            "late": pgettext("complaints", "Late"),
            "to_check": _("Ask again"),
            "resolved": _("Settled"),
            "rumours": _("Rumours"),
            "all": _("All"),
        }[which]

    def say_empty(self) -> None:
        title, detail = {
            "open": (
                _("No complaint is open"),
                _(
                    "Write every complaint down at once with the day it will be settled: the list reminds you."
                ),
            ),
            "late": (_("Nothing is late"), _("Complaints not settled on the promised day stand here.")),
            "to_check": (
                _("Nobody is to be asked today"),
                _("Some days after a complaint is settled, it stands here to ask whether it really is."),
            ),
            "resolved": (_("Nothing is settled yet"), _("What was done, and how fast, stands here.")),
            "rumours": (
                _("No rumour is known"),
                _("Write down what is being said of the shop and agree on one answer for everybody."),
            ),
            "all": (
                _("No complaint is written down"),
                _("A complaint heard and settled keeps the customer."),
            ),
        }[self.which]
        self.empty.say(title, detail)

    def open_chosen(self) -> None:
        complaint = self.chosen()
        if complaint is not None:
            self.panel.show_complaint(complaint, self._after)
        else:
            self.panel.complaint = None

    # what is done

    def write(self) -> None:
        """A new complaint; among the rumours, a rumour."""
        self.ctx.navigation.go("complaint", {"kind": "rumour"} if self.which == "rumours" else {"new": True})

    def do(self, deed: str) -> None:
        """Do a deed with the opened complaint: call, resolve, check, reopen, later, edit, withdraw ..."""
        complaint = self.chosen()
        if complaint is None:
            return
        target = {"complaint_id": complaint.id}
        is_open = complaint.status == "open"
        go = self.ctx.navigation.go
        match deed:
            case "settle" | "resolve" if is_open:
                go("complaint", {**target, "settle": True})
            case "settle" | "check" if complaint.check_on is not None:
                go("settle_complaint_check", target)
            case "reopen" if not is_open:
                words = _("Open again: {who}").format(who=whom(complaint))
                self._try(partial(self.ctx.book.complaints.reopen, complaint.id), words)
            case "later" if is_open:
                self.panel.ask_day()
            case "withdraw" if is_open:
                self.panel.ask_reason()
            case "edit":
                go("complaint", target)
            case _:
                self._reach(deed, complaint)

    def _reach(self, deed: str, complaint: Complaint) -> None:
        """Get in touch, or look at what it is about."""
        match deed:
            case "call" if complaint.customer_id is not None:
                self.ctx.navigation.go("call", {"customer_id": complaint.customer_id})
            case "call" | "copy" if complaint.phone:
                # A stranger has no page to write the talk on: the number is at hand for dialling.
                QGuiApplication.clipboard().setText(complaint.phone)
                self.ctx.messages.info(_("{phone} is copied").format(phone=numbers.phone(complaint.phone)))
            case "profile" if complaint.customer_id is not None:
                self.ctx.navigation.go("customer", complaint.customer_id)
            case "memo" if complaint.sale_id is not None:
                self.ctx.navigation.go("sale_view", complaint.sale_id)

    def _try(self, deed: Callable[[], object], words: str) -> bool:
        """Do it and say it with a way back; False with the problem shown."""
        try:
            deed()
        except ShopbookError as error:
            self.ctx.messages.problem(error)
            return False
        self._say(words)
        return True

    def _say(self, words: str) -> None:
        history = self.ctx.book.history
        self.ctx.messages.done(words, undo=partial(history.undo, history.last_operation()))

    # what happens

    def _on_figure_pressed(self, which: Which) -> None:
        self.show_which(which)

    def _on_question_closed(self) -> None:
        self.list.setFocus()

    def _on_postponed(self, day: dt.date) -> None:
        complaint = self.chosen()
        if complaint is None:
            return
        draft = replace(draft_of(complaint), promised_on=day)
        try:
            self.ctx.book.complaints.change(complaint.id, draft)
        except Invalid as invalid:
            problem = invalid.problems.get("promised_on")
            self.panel.day.field.show_problem(problem or say(next(iter(invalid.problems.values()))))
            return
        except ShopbookError as error:
            self.ctx.messages.problem(error)
            return
        self.panel.day.hide()
        self._say(_("Now promised: {day}").format(day=dates.date_long(day)))
        self.list.setFocus()

    def _on_withdrawn(self, reason: str) -> None:
        complaint = self.chosen()
        if complaint is None:
            return
        try:
            self.ctx.book.complaints.withdraw(complaint.id, reason)
        except Invalid as invalid:
            self.panel.reason.field.show_problem(invalid.problems.get("reason"))
            return
        except ShopbookError as error:
            self.ctx.messages.problem(error)
            return
        self.panel.reason.hide()
        self._say(_("The complaint is withdrawn: {who}").format(who=whom(complaint)))
        self.list.setFocus()

    def _on_asked(self, customer_id: int | None, name: str) -> None:
        complaint = self.chosen()
        if complaint is None:
            return
        asked = self.ctx.book.complaints.asked
        if self._try(partial(asked, complaint.id, customer_id, name), _("Written down who asked")):
            self.panel.askers.forget()
            self.panel.askers.field.setFocus()
